//! What a cursor of the page can stand on, and in which order. Sections and cursors read this order, so that the line
//! one sees is the row one acts upon.

use crate::domain::book::{DecisionId, TaskLine};
use crate::domain::record::meta::Kind;
use crate::domain::record::opportunity::OpportunityState;
use crate::domain::value::id::{
    CaseId, ContactId, FeedbackId, GoalId, OpportunityId, RenewalId, SubscriptionId, TaskId, TouchId,
};
use crate::service::intent::Rows;
use crate::service::query::AccountView;
use crate::tui::page::section::Part;

/// Settled renewals that are listed.
const SETTLED: usize = 6;
/// Closed opportunities that are listed.
const CLOSED_DEALS: usize = 4;
/// Closed tasks that are listed, beside those closed on this page.
const CLOSED: usize = 5;

/// A row of the book on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// A decision to come.
    Decision(DecisionId),
    /// A contract.
    Subscription(SubscriptionId),
    /// Possible new revenue.
    Opportunity(OpportunityId),
    /// A renewal that was settled.
    Settled(RenewalId),
    /// A person.
    Contact(ContactId),
    /// A task.
    Task(TaskId),
    /// A goal.
    Goal(GoalId),
    /// What the customer said.
    Feedback(FeedbackId),
    /// A case.
    Case(CaseId),
    /// A link, by its place among them.
    Link(usize),
    /// A touch.
    Touch(TouchId),
}

impl Item {
    /// The row of a table, by its id; none of a table that the page has no rows of.
    pub fn named(kind: Kind, id: &str) -> Option<Item> {
        match kind {
            Kind::Subscription => id.parse().ok().map(Item::Subscription),
            Kind::Opportunity => id.parse().ok().map(Item::Opportunity),
            Kind::Renewal => id.parse().ok().map(Item::Settled),
            Kind::Contact => id.parse().ok().map(Item::Contact),
            Kind::Task => id.parse().ok().map(Item::Task),
            Kind::Goal => id.parse().ok().map(Item::Goal),
            Kind::Feedback => id.parse().ok().map(Item::Feedback),
            Kind::Case => id.parse().ok().map(Item::Case),
            Kind::Touch => id.parse().ok().map(Item::Touch),
            _ => None,
        }
    }

    /// The section that it stands in.
    pub fn part(self) -> Part {
        match self {
            Item::Decision(_) | Item::Subscription(_) | Item::Settled(_) => Part::Contracts,
            Item::Opportunity(_) => Part::Deals,
            Item::Contact(_) => Part::Contacts,
            Item::Task(_) => Part::Tasks,
            Item::Goal(_) => Part::Goals,
            Item::Feedback(_) | Item::Case(_) => Part::Voice,
            Item::Link(_) => Part::Links,
            Item::Touch(_) => Part::Timeline,
        }
    }

    /// Whether it is the row that another names; a renewal is one whether it was settled or not.
    pub fn is(self, other: Item) -> bool {
        let renewal = |item: Item| match item {
            Item::Decision(id) => id.renewal(),
            Item::Settled(id) => Some(id),
            _ => None,
        };
        self == other || renewal(self).is_some_and(|id| renewal(other) == Some(id))
    }

    /// The row to change. A decision without a renewal of its own is its contract's.
    pub fn rows(self) -> Option<Rows> {
        Some(match self {
            Item::Decision(id) => match (id.renewal(), id.subscription()) {
                (Some(renewal), _) => Rows::Renewals(vec![renewal]),
                (None, subscription) => Rows::Subscriptions(vec![subscription?]),
            },
            Item::Subscription(id) => Rows::Subscriptions(vec![id]),
            Item::Opportunity(id) => Rows::Opportunities(vec![id]),
            Item::Settled(id) => Rows::Renewals(vec![id]),
            Item::Contact(id) => Rows::Contacts(vec![id]),
            Item::Task(id) => Rows::Tasks(vec![id]),
            Item::Touch(id) => Rows::Touches(vec![id]),
            Item::Goal(id) => Rows::Goals(vec![id]),
            Item::Feedback(id) => Rows::Feedback(vec![id]),
            Item::Case(id) => Rows::Cases(vec![id]),
            Item::Link(_) => return None,
        })
    }
}

/// Opportunities, open ones by the day they close; then those that were closed last.
pub fn deals(view: &AccountView) -> Vec<Item> {
    let of = |open: bool| view.opportunities.iter().filter(move |row| (row.state == OpportunityState::Open) == open);
    let closed = of(false).take(CLOSED_DEALS);
    of(true).chain(closed).map(|row| Item::Opportunity(row.id)).collect()
}

/// Decisions to come, live contracts; then what is settled or ended.
pub fn contracts(view: &AccountView) -> Vec<Item> {
    let mut items: Vec<Item> = view.decisions.iter().map(|line| Item::Decision(line.id)).collect();
    let live = |ended: bool| view.subscriptions.iter().filter(move |s| s.ended_on.is_some() == ended);
    items.extend(live(false).map(|row| Item::Subscription(row.id)));
    let settled = view.renewals.iter().filter(|row| row.outcome.is_some()).take(SETTLED);
    items.extend(settled.map(|row| Item::Settled(row.id)));
    items.extend(live(true).map(|row| Item::Subscription(row.id)));
    items
}

/// People, those still there first.
pub fn contacts(view: &AccountView) -> Vec<Item> {
    view.contacts.iter().map(|contact| Item::Contact(contact.id)).collect()
}

/// The goals.
pub fn goals(view: &AccountView) -> Vec<Item> {
    view.goals.iter().map(|goal| Item::Goal(goal.id)).collect()
}

/// What the customer said, what is open first; then the cases.
pub fn voice(view: &AccountView) -> Vec<Item> {
    let of = |open: bool| view.feedback.iter().filter(move |row| row.is_open() == open);
    let said = of(true).chain(of(false)).map(|row| Item::Feedback(row.id));
    said.chain(view.cases.iter().map(|row| Item::Case(row.id))).collect()
}

/// Tasks: those that were open when the page was opened where they were, then those closed before.
pub fn tasks(view: &AccountView, queue: &[TaskId]) -> Vec<Item> {
    let first = |n: usize| view.tasks.get(n).map(|line| line.id);
    let natural: Vec<TaskId> = (0..view.tasks.len()).filter_map(first).collect();
    let order = if queue.is_empty() { &natural } else { queue };
    let closed = view.closed.iter().filter(|line| !order.contains(&line.id)).take(CLOSED);
    order.iter().copied().chain(closed.map(|line| line.id)).map(Item::Task).collect()
}

/// The line of a task, open or closed.
pub fn task(view: &AccountView, id: TaskId) -> Option<&TaskLine> {
    view.tasks.iter().chain(&view.closed).find(|line| line.id == id)
}
