//! An account as filters, the fuzzy jump and completions see it: slim, its texts folded once when it is read.

use crate::domain::book::DecisionId;
use crate::domain::query::parts::Parts;
use crate::domain::record::account::LifecycleStage;
use crate::domain::record::renewal::RenewalStage;
use crate::domain::stake::health::{Band, Trend};
use crate::domain::stake::loss::Call;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, ContactId};
use crate::domain::value::text::{folded, shown};

/// What is known of an account beside its texts. Amounts in home minor units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct AccountFacts {
    /// Starred.
    pub starred: bool,
    /// Renews by itself and is past its cancel-by.
    pub locked: bool,
    /// Has notes.
    pub noted: bool,
    /// Lifecycle stage.
    pub stage: LifecycleStage,
    /// Stage of the renewal that drives its place.
    pub renewal_stage: Option<RenewalStage>,
    /// Band of the latest health.
    pub band: Option<Band>,
    /// Where health is heading.
    pub trend: Option<Trend>,
    /// Latest health score.
    pub health: Option<u8>,
    /// The CSM's own call.
    pub call: Option<Call>,
    /// Money at stake, as it was ranked.
    pub stake: i64,
    /// Live recurring revenue.
    pub arr: i64,
    /// End of the term that drives its place.
    pub end: Option<Day>,
    /// Cancel-by day of that term.
    pub cancel_by: Option<Day>,
    /// Latest day of contact.
    pub last_touch: Option<Day>,
    /// Day on which a champion left last.
    pub champion_left: Option<Day>,
    /// Seats bought.
    pub seats: Option<u32>,
    /// Seats used of those, percent.
    pub seat_use: Option<f64>,
    /// Change of use over a month, percent.
    pub usage: Option<f64>,
    /// Latest NPS answer.
    pub nps: Option<f64>,
    /// Day on which the change of use was measured.
    pub measured: Option<Day>,
    /// Day of the latest answer of a detractor to whom nobody replied, while it counts.
    pub detractor: Option<Day>,
    /// Day on which the row was made.
    pub created: Day,
    /// Day of its last change.
    pub changed: Day,
}

/// A decision to come, with what a filter asks of it rather than of its account.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DecisionRow {
    /// Which.
    pub id: DecisionId,
    /// End of the term.
    pub end: Day,
    /// Last day for notice.
    pub cancel_by: Option<Day>,
    /// Renews by itself and is past its cancel-by.
    pub locked: bool,
    /// Stage of the renewal, where it has a row.
    pub stage: Option<RenewalStage>,
}

/// Texts of an account, as they were given.
#[derive(Clone, Debug, Default)]
pub struct AccountTexts<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its other names: aliases and domain.
    pub others: Vec<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
    /// Its people.
    pub contacts: Vec<(ContactId, &'a str)>,
    /// Its segment.
    pub segment: Option<&'a str>,
    /// Who looks after it.
    pub owner: Option<&'a str>,
    /// Its industry.
    pub industry: Option<&'a str>,
    /// Its region.
    pub region: Option<&'a str>,
}

// Places of the texts. What words are looked for in stands together, so that one look is enough.
const NAMES: usize = 0;
const PEOPLE: usize = 1;
const TAGS: usize = 2;
const SEGMENT: usize = 3;
const OWNER: usize = 4;
const INDUSTRY: usize = 5;
const REGION: usize = 6;
const SHOWN_NAMES: usize = 7;
const SHOWN_PEOPLE: usize = 8;
const SHOWN_TAGS: usize = 9;

/// An account.
#[derive(Clone, PartialEq, Debug)]
pub struct AccountRow {
    /// Which.
    pub id: AccountId,
    /// What is known of it.
    pub facts: AccountFacts,
    /// Its decisions to come.
    pub decisions: Box<[DecisionRow]>,
    contacts: Box<[ContactId]>,
    texts: Parts<10>,
    /// Places of its tasks in the sheet.
    pub(in crate::domain::query) tasks: Vec<u32>,
}

impl AccountRow {
    /// An account without tasks.
    pub fn new(
        id: AccountId,
        facts: AccountFacts,
        decisions: Vec<DecisionRow>,
        texts: &AccountTexts<'_>,
    ) -> AccountRow {
        let names: Vec<&str> = std::iter::once(texts.name).chain(texts.others.iter().copied()).collect();
        let people: Vec<&str> = texts.contacts.iter().map(|(_, name)| *name).collect();
        let (names, people, tags) = (shown_lines(&names), shown_lines(&people), shown_lines(&texts.tags));
        let fold = |text: Option<&str>| text.map(folded).unwrap_or_default();
        let texts_of_row = Parts::of([
            &folded(&names),
            &folded(&people),
            &folded(&tags),
            &fold(texts.segment),
            &fold(texts.owner),
            &fold(texts.industry),
            &fold(texts.region),
            &names,
            &people,
            &tags,
        ]);
        let contacts = texts.contacts.iter().map(|(id, _)| *id).collect();
        AccountRow { id, facts, decisions: decisions.into(), contacts, texts: texts_of_row, tasks: Vec::new() }
    }

    /// Its name, safe to print.
    pub fn name(&self) -> &str {
        self.shown_names().next().unwrap_or_default()
    }

    /// All that it is called, safe to print, its name first.
    pub fn shown_names(&self) -> impl Iterator<Item = &str> {
        self.texts.part(SHOWN_NAMES).split('\n')
    }

    /// The same, folded, one a line.
    pub fn names(&self) -> &str {
        self.texts.part(NAMES)
    }

    /// Its people: who, the name safe to print, the name folded.
    pub fn contacts(&self) -> impl Iterator<Item = (ContactId, &str, &str)> {
        let names = self.texts.part(SHOWN_PEOPLE).split('\n').zip(self.texts.part(PEOPLE).split('\n'));
        self.contacts.iter().zip(names).map(|(id, (name, key))| (*id, name, key))
    }

    /// Its tags, folded, one a line.
    pub fn tags(&self) -> &str {
        self.texts.part(TAGS)
    }

    /// Its tags, safe to print.
    pub fn shown_tags(&self) -> impl Iterator<Item = &str> {
        self.texts.part(SHOWN_TAGS).split('\n').filter(|tag| !tag.is_empty())
    }

    /// Names, people and tags, folded.
    pub fn words(&self) -> &str {
        self.texts.span(NAMES, TAGS)
    }

    /// Its segment, folded.
    pub fn segment(&self) -> Option<&str> {
        self.set(SEGMENT)
    }

    /// Its owner, folded.
    pub fn owner(&self) -> Option<&str> {
        self.set(OWNER)
    }

    /// Its industry, folded.
    pub fn industry(&self) -> Option<&str> {
        self.set(INDUSTRY)
    }

    /// Its region, folded.
    pub fn region(&self) -> Option<&str> {
        self.set(REGION)
    }

    fn set(&self, part: usize) -> Option<&str> {
        Some(self.texts.part(part)).filter(|text| !text.is_empty())
    }
}

/// Texts safe to print, one a line.
pub(in crate::domain::query) fn shown_lines(texts: &[&str]) -> String {
    texts.iter().map(|text| shown(text)).collect::<Vec<_>>().join("\n")
}
