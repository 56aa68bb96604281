//! The shapes in which the hand-written tables are told. Days are offsets from today: negative is past.

use crate::domain::record::account::{CallLevel, LifecycleStage, Pin};
use crate::domain::record::contact::{ContactRole, Sentiment};
use crate::domain::record::opportunity::{OpportunityKind, OpportunityState};
use crate::domain::record::reading::Metric;
use crate::domain::record::renewal::{ForecastCategory, RenewalStage};
use crate::domain::record::task::{Priority, TaskState};
use crate::domain::record::touch::TouchKind;

/// Where a customer lives: decides names, language, region and zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Culture {
    Us,
    Uk,
    De,
    Fr,
    Nordic,
    Pl,
    Es,
    Ja,
    Tw,
    Cn,
}

/// Segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tier {
    Ent,
    Mid,
    Smb,
}

impl Tier {
    /// The segment's name.
    pub fn word(self) -> &'static str {
        match self {
            Tier::Ent => "Enterprise",
            Tier::Mid => "Mid-Market",
            Tier::Smb => "SMB",
        }
    }

    /// Share of touches and tasks against an SMB customer.
    pub fn weight(self) -> usize {
        match self {
            Tier::Ent => 5,
            Tier::Mid => 3,
            Tier::Smb => 1,
        }
    }
}

/// How the contract ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Terms {
    /// Twelve months, ends unless signed again.
    Fixed,
    /// Twelve months, renews by itself; notice in days.
    Auto(u16),
    /// Twelve months, renews by itself; notice in months.
    Months(u16),
    /// So many months, renews by itself; notice in days.
    Multi(i32, u16),
    /// Month by month, without an end.
    Monthly,
}

impl Terms {
    /// Months of a term.
    pub fn months(self) -> i32 {
        match self {
            Terms::Monthly => 1,
            Terms::Multi(months, _) => months,
            Terms::Fixed | Terms::Auto(_) | Terms::Months(_) => 12,
        }
    }
}

/// A customer of the cast, with the figures of today.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub name: &'static str,
    pub domain: &'static str,
    pub industry: &'static str,
    pub culture: Culture,
    pub tier: Tier,
    pub currency: &'static str,
    /// Recurring revenue a year, thousands of whole units.
    pub arr: i64,
    pub seats: u32,
    /// Seats in use, percent; 0 is unknown.
    pub used: i64,
    /// Day on which the term ends; ignored month by month.
    pub end: i32,
    pub terms: Terms,
    /// Terms renewed so far.
    pub past: i32,
    /// Health today; 0 is unknown.
    pub health: i64,
    /// What health did over the last month.
    pub drift: i64,
    /// What usage did over 30 days, percent.
    pub usage: i64,
}

/// A contact of a story.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub name: &'static str,
    /// Local part of the address; made from the name when empty.
    pub mail: &'static str,
    pub title: &'static str,
    pub role: ContactRole,
    pub sentiment: Option<Sentiment>,
    pub left: Option<i32>,
}

/// A contact.
pub const fn person(name: &'static str, title: &'static str, role: ContactRole) -> Person {
    Person { name, mail: "", title, role, sentiment: None, left: None }
}

impl Person {
    pub const fn feels(mut self, sentiment: Sentiment) -> Person {
        self.sentiment = Some(sentiment);
        self
    }
    pub const fn left(mut self, on: i32) -> Person {
        self.left = Some(on);
        self
    }
    pub const fn mail(mut self, local: &'static str) -> Person {
        self.mail = local;
        self
    }
}

/// An open task of a story; `due` and `since` count working days from today.
#[derive(Clone, Copy, Debug)]
pub struct Todo {
    pub title: &'static str,
    pub due: Option<i32>,
    pub minute: Option<u16>,
    pub priority: Option<Priority>,
    pub state: TaskState,
    pub since: i32,
    pub estimate: Option<u32>,
    pub slips: u32,
    pub tags: &'static [&'static str],
    pub wait: Option<(i32, &'static str)>,
    pub body: &'static str,
}

/// An open task due so many working days from today.
pub const fn todo(title: &'static str, due: i32) -> Todo {
    Todo { due: Some(due), ..someday(title) }
}

/// An open task without a day.
pub const fn someday(title: &'static str) -> Todo {
    Todo {
        title,
        due: None,
        minute: None,
        priority: None,
        state: TaskState::Open,
        since: 0,
        estimate: None,
        slips: 0,
        tags: &[],
        wait: None,
        body: "",
    }
}

impl Todo {
    pub const fn pri(mut self, priority: Priority) -> Todo {
        self.priority = Some(priority);
        self
    }
    pub const fn at(mut self, minute: u16) -> Todo {
        self.minute = Some(minute);
        self
    }
    pub const fn est(mut self, minutes: u32) -> Todo {
        self.estimate = Some(minutes);
        self
    }
    pub const fn slipped(mut self, times: u32) -> Todo {
        self.slips = times;
        self
    }
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Todo {
        self.tags = tags;
        self
    }
    pub const fn waits(mut self, state: TaskState, since: i32) -> Todo {
        self.state = state;
        self.since = since;
        self
    }
    pub const fn snoozed(mut self, until: i32, why: &'static str) -> Todo {
        self.wait = Some((until, why));
        self
    }
    pub const fn body(mut self, body: &'static str) -> Todo {
        self.body = body;
        self
    }
}

/// A touch of a story.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// Day, moved back to a working day.
    pub on: i32,
    pub kind: TouchKind,
    pub minutes: u32,
    /// Full name of the contact, if one.
    pub who: &'static str,
    pub sentiment: Option<Sentiment>,
    /// The customer began it.
    pub inward: bool,
    pub text: &'static str,
}

/// A touch that we began.
pub const fn said(on: i32, kind: TouchKind, minutes: u32, who: &'static str, text: &'static str) -> Said {
    Said { on, kind, minutes, who, sentiment: None, inward: false, text }
}

impl Said {
    pub const fn felt(mut self, sentiment: Sentiment) -> Said {
        self.sentiment = Some(sentiment);
        self
    }
    pub const fn inward(mut self) -> Said {
        self.inward = true;
        self
    }
}

/// Where the talk about the open renewal of the main contract stands.
#[derive(Clone, Copy, Debug)]
pub struct Talk {
    pub stage: RenewalStage,
    pub category: ForecastCategory,
    pub probability: u8,
    /// Expected revenue, percent of today's.
    pub forecast: i64,
    pub next: &'static str,
    pub notice: Option<i32>,
    pub cancel_by: Option<i32>,
}

/// A contract beside the main one.
#[derive(Clone, Copy, Debug)]
pub struct Extra {
    pub product: &'static str,
    /// Thousands of whole units.
    pub arr: i64,
    pub seats: Option<u32>,
    pub end: i32,
    pub terms: Terms,
    /// Ended for good on its last day.
    pub ended: bool,
}

/// An opportunity.
#[derive(Clone, Copy, Debug)]
pub struct Deal {
    pub name: &'static str,
    pub kind: OpportunityKind,
    /// Thousands of whole units; 0 is not known yet.
    pub amount: i64,
    pub probability: Option<u8>,
    pub stage: &'static str,
    pub state: OpportunityState,
    pub close: i32,
}

/// What is told by hand of one account; the rest is generated around it.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    pub account: &'static str,
    pub alias: &'static str,
    pub stage: LifecycleStage,
    pub tags: &'static [&'static str],
    pub starred: bool,
    pub pin: Option<Pin>,
    pub call: Option<(CallLevel, i32)>,
    pub leaving: Option<i32>,
    pub snoozed: Option<(i32, &'static str)>,
    pub dealt: bool,
    pub body: &'static str,
    pub people: &'static [Person],
    pub talk: Option<Talk>,
    pub extra: &'static [Extra],
    pub deals: &'static [Deal],
    pub readings: &'static [(Metric, i32, i64)],
    pub tasks: &'static [Todo],
    pub touches: &'static [Said],
    /// No generated touch within so many days.
    pub quiet: i32,
    /// Why it left, for one that is gone.
    pub lost: Option<&'static str>,
}

/// A story with nothing told yet.
pub const BLANK: Story = Story {
    account: "",
    alias: "",
    stage: LifecycleStage::Established,
    tags: &[],
    starred: false,
    pin: None,
    call: None,
    leaving: None,
    snoozed: None,
    dealt: false,
    body: "",
    people: &[],
    talk: None,
    extra: &[],
    deals: &[],
    readings: &[],
    tasks: &[],
    touches: &[],
    quiet: 0,
    lost: None,
};
