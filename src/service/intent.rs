//! What a person wants done, as data: the same for the screen and the command line.

use crate::domain::arrange::arrangement::Arrangement;
use crate::domain::book::{DecisionId, Refresh};
use crate::domain::change::Change;
use crate::domain::phrase::every::Every;
use crate::domain::phrase::period::Period;
use crate::domain::record::account::{CallLevel, HealthCall};
use crate::domain::record::contact::Sentiment;
use crate::domain::record::goal::GoalState;
use crate::domain::record::meta::Kind;
use crate::domain::record::review::{Matter, OnDay, Step, Verdict};
use crate::domain::record::target::{Goal, Metric};
use crate::domain::record::task::{Priority, TaskKind, TaskState};
use crate::domain::record::touch::{Direction, TouchKind};
use crate::domain::record::view::ListKind;
use crate::domain::review::week::Week;
use crate::domain::value::day::{Day, Moment};
use crate::domain::value::id::{
    AccountId, CaseId, ContactId, FeedbackId, GoalId, OpportunityId, RenewalId, SubscriptionId, TargetId, TaskId,
    TouchId, ViewId,
};
use crate::domain::value::text::Text;
use crate::service::edit::{RecordDraft, RecordEdit, RowName};

/// A write that a person asks for. Each is one transaction and one step of undo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Marks tasks done.
    CompleteTasks(Vec<TaskId>),
    /// Drops tasks: not to be done.
    DropTasks(Vec<TaskId>),
    /// Hides tasks until a day.
    SnoozeTasks(Vec<TaskId>, Snooze),
    /// Moves the promised day of tasks; each move is a slip.
    RescheduleTasks(Vec<TaskId>, Promise),
    /// Writes down new tasks, all of them or none.
    AddTasks(Vec<TaskDraft>),
    /// Takes accounts off today's triage.
    DealWith(Vec<AccountId>),
    /// Hides accounts from triage until a day.
    SnoozeAccounts(Vec<AccountId>, Snooze),
    /// Stars accounts, or takes their star away.
    Star(Vec<AccountId>, Star),
    /// Writes down new tasks from lines as people type them, those that name no account for this one.
    AddLines(Option<AccountId>, Vec<String>),
    /// Logs a touch, and its next step as a task, from a line as people type it: `call 20m with Dana: asked for ROI next: send deck fri`.
    LogLine(AccountId, String),
    /// Logs a touch with each of several accounts from one line, and its next step as a task of each.
    LogLines(Vec<AccountId>, String),
    /// Moves the end of a contract's term from the day that was shown to another.
    RescheduleRenewal(DecisionId, Day, Day),
    /// Settles a decision whose term was shown to end on a day, with its next term, movements and tasks, from a line as
    /// people type it: `expanded 120k 1y reason: new team next: kick-off call fri`.
    SettleRenewal(DecisionId, Day, String),
    /// Moves the ends of several terms, each from the day that was shown, to one day.
    RescheduleRenewals(Vec<(DecisionId, Day)>, Day),
    /// Settles several decisions, each with the day on which its term was shown to end, by one line.
    SettleRenewals(Vec<(DecisionId, Day)>, String),
    /// Writes down that notice came in on a day, and why.
    Notice(DecisionId, Day, Option<String>),
    /// Changes the renewals of decisions by a line of tokens; a decision without one gets it first.
    ModifyDecisions(Vec<DecisionId>, String),
    /// Adds a contract to an account from a line as people type it: `Tideline Team 96k 1y auto notice:60d`.
    AddContract(AccountId, String),
    /// Adds an opportunity to an account from a line as people type it: `Seats +50 upsell 40k 60% close:2027-01-31`.
    AddOpportunity(AccountId, String),
    /// Makes revenue of an opportunity, from a line as people type it: `42k from 1 dec contract:team`.
    WinOpportunity(OpportunityId, String),
    /// Gives an opportunity up, with why.
    LoseOpportunity(OpportunityId, String),
    /// Adds a goal to an account's success plan from a line as people type it: `Cut onboarding to 10 days
    /// measure:"days to first value" baseline:21 target:10 due:2027-03-31`.
    AddGoal(AccountId, String),
    /// Says what became of goals.
    CloseGoals(Vec<GoalId>, GoalState),
    /// Writes down what a customer said of us from a line as people type it: `nps 9 by:dana great support`.
    AddFeedback(AccountId, String),
    /// Says that feedback was answered, or is settled, at a moment; now when unset.
    ReplyTo(Vec<FeedbackId>, Reply, Option<Moment>),
    /// Writes down what a customer uses from a line as people type it: `seats 84 logins 1,240 on fri`.
    AddUsage(AccountId, String),
    /// Keeps a case of an account, met in a touch or by itself, from a line as people type it: `Exports time out
    /// done:"raised the limit" result:"stayed"`.
    AddCase(AccountId, Option<TouchId>, String),
    /// Starts a playbook for accounts, by its name; its steps are counted from a day, or from the day that it says itself.
    StartPlaybook(Vec<AccountId>, String, Option<Day>),
    /// Starts what rules and cadences want started.
    CheckSignals,
    /// Sets health by hand, or with none takes that back.
    SetHealth(Vec<AccountId>, Option<HealthDraft>),
    /// Makes the CSM's own call on accounts, with why, or with none takes it back.
    Call(Vec<AccountId>, Option<(CallLevel, Option<String>)>),
    /// Sets the priority of tasks, or takes it away.
    Prioritise(Vec<TaskId>, Option<Priority>),
    /// Hands tasks to somebody else, or takes them back.
    Wait(Vec<TaskId>, Waiting),
    /// Changes rows by a line of tokens as people type them: `p:1 due:fri +vip`, `stage:adopting`, `role:champion`.
    Modify(Rows, String),
    /// Puts rows away; each stays in the book and comes back by undo or [`Intent::Restore`].
    Archive(Rows),
    /// Takes rows out of the archive.
    Restore(Rows),
    /// Adds a contact to an account from a line as people type it: `Dana Fox role:champion email:dana@globex.com`.
    AddContact(AccountId, String),
    /// Adds an account from a line as people type it: `Globex Corp domain:globex.com segment:enterprise`.
    AddAccount(String),
    /// Starts the clock for an account, on one of its tasks or on none; a clock that runs is stopped and logged first.
    StartTimer(AccountId, Option<TaskId>),
    /// Stops the clock and logs its minutes as a touch, with a line as people type it.
    StopTimer(String),
    /// Stops the clock and logs nothing.
    CancelTimer,
    /// Keeps a filter of a list under a name, in the place of one that has it.
    SaveView(ViewDraft),
    /// Forgets saved views.
    RemoveViews(Vec<ViewId>),
    /// Sets what a figure is to reach in a period.
    SetTarget(Metric, Period, Goal),
    /// Forgets targets.
    RemoveTargets(Vec<TargetId>),
    /// Marks a step of the review of a week as done with, or to be taken again.
    MarkStep(Week, Step, Mark),
    /// Decides about tasks and accounts in the review of a week: does what the verdict says and writes it down.
    Decide(Week, Vec<Matter>, Verdict),
    /// Saves the note of the review of a week in the place of the one that was read, unless somebody wrote it since; of
    /// none, in the place of any.
    WriteNote(Week, String, String),
    /// Changes fields of one record, read field by field, unless somebody wrote it since.
    Edit(Box<RecordEdit>),
    /// Makes a record from texts by field.
    Create(Box<RecordDraft>),
    /// Takes back the latest writes, so many.
    Undo(u32),
    /// Does again what was taken back last, so many.
    Redo(u32),
}

/// Rows of one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rows {
    /// Accounts.
    Accounts(Vec<AccountId>),
    /// Contacts.
    Contacts(Vec<ContactId>),
    /// Subscriptions.
    Subscriptions(Vec<SubscriptionId>),
    /// Renewals.
    Renewals(Vec<RenewalId>),
    /// Opportunities.
    Opportunities(Vec<OpportunityId>),
    /// Tasks.
    Tasks(Vec<TaskId>),
    /// Touches.
    Touches(Vec<TouchId>),
    /// Goals of success plans.
    Goals(Vec<GoalId>),
    /// What customers said of us.
    Feedback(Vec<FeedbackId>),
    /// Cases.
    Cases(Vec<CaseId>),
}

impl Rows {
    /// Their table.
    pub fn kind(&self) -> Kind {
        match self {
            Rows::Accounts(_) => Kind::Account,
            Rows::Contacts(_) => Kind::Contact,
            Rows::Subscriptions(_) => Kind::Subscription,
            Rows::Renewals(_) => Kind::Renewal,
            Rows::Opportunities(_) => Kind::Opportunity,
            Rows::Tasks(_) => Kind::Task,
            Rows::Touches(_) => Kind::Touch,
            Rows::Goals(_) => Kind::Goal,
            Rows::Feedback(_) => Kind::Feedback,
            Rows::Cases(_) => Kind::Case,
        }
    }

    /// The first of them.
    pub fn first(&self) -> Option<RowName> {
        let key = match self {
            Rows::Accounts(ids) => ids.first()?.to_string(),
            Rows::Contacts(ids) => ids.first()?.to_string(),
            Rows::Subscriptions(ids) => ids.first()?.to_string(),
            Rows::Renewals(ids) => ids.first()?.to_string(),
            Rows::Opportunities(ids) => ids.first()?.to_string(),
            Rows::Tasks(ids) => ids.first()?.to_string(),
            Rows::Touches(ids) => ids.first()?.to_string(),
            Rows::Goals(ids) => ids.first()?.to_string(),
            Rows::Feedback(ids) => ids.first()?.to_string(),
            Rows::Cases(ids) => ids.first()?.to_string(),
        };
        Some(RowName { kind: self.kind(), key })
    }

    /// How many.
    pub fn count(&self) -> usize {
        match self {
            Rows::Accounts(ids) => ids.len(),
            Rows::Contacts(ids) => ids.len(),
            Rows::Subscriptions(ids) => ids.len(),
            Rows::Renewals(ids) => ids.len(),
            Rows::Opportunities(ids) => ids.len(),
            Rows::Tasks(ids) => ids.len(),
            Rows::Touches(ids) => ids.len(),
            Rows::Goals(ids) => ids.len(),
            Rows::Feedback(ids) => ids.len(),
            Rows::Cases(ids) => ids.len(),
        }
    }
}

/// Health as the CSM sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HealthDraft {
    /// What it is.
    pub level: HealthCall,
    /// The last day on which it holds; a span of the config from today when unset.
    pub until: Option<Day>,
    /// Why, as given.
    pub reason: String,
}

/// What is done about feedback.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reply {
    /// It got its first answer.
    Answered,
    /// It is settled.
    Resolved,
}

/// Who has a task, and since when.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiting {
    /// A state of waiting; [`TaskState::Open`] when it is ours again.
    pub state: TaskState,
    /// Since this day; today when unset.
    pub since: Option<Day>,
}

/// A view to be saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewDraft {
    /// What it is called, as given.
    pub name: String,
    /// Which list it is of.
    pub list: ListKind,
    /// Its filter, as given; empty for all rows.
    pub query: String,
    /// The key after `f`.
    pub key: Option<char>,
    /// How its list is laid out.
    pub arrangement: Arrangement,
}

/// Whether a star is given or taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Star {
    /// Given.
    On,
    /// Taken away.
    Off,
}

/// Whether a step of a review is done with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Done with.
    Done,
    /// To be taken again.
    Open,
}

/// Until when something is hidden, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snooze {
    /// The first day on which it shows again.
    pub until: Day,
    /// Why, as given.
    pub reason: Option<String>,
}

/// A promised day, with or without a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Promise {
    /// The day.
    pub day: Day,
    /// Minutes after local midnight.
    pub minute: Option<u16>,
}

impl From<&OnDay<Text>> for Snooze {
    fn from(until: &OnDay<Text>) -> Snooze {
        Snooze { until: until.day, reason: until.with.as_ref().map(|why| why.raw().to_owned()) }
    }
}

impl From<&OnDay<u16>> for Promise {
    fn from(to: &OnDay<u16>) -> Promise {
        Promise { day: to.day, minute: to.with }
    }
}

/// A task to be written down.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TaskDraft {
    /// For whom.
    pub account: Option<AccountId>,
    /// With whom.
    pub contact: Option<ContactId>,
    /// What, as given.
    pub title: String,
    /// What doing it takes.
    pub kind: Option<TaskKind>,
    /// Promised day.
    pub due: Option<Promise>,
    /// Hidden until.
    pub wait_until: Option<Day>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Minutes it should take.
    pub estimate_minutes: Option<u32>,
    /// When it comes back.
    pub every: Option<Every>,
    /// Tags, as given.
    pub tags: Vec<String>,
    /// Notes, as given.
    pub body: String,
}

/// A touch to be logged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TouchDraft {
    /// With whom.
    pub account: AccountId,
    /// With which person.
    pub contact: Option<ContactId>,
    /// What kind.
    pub kind: TouchKind,
    /// Who began it.
    pub direction: Option<Direction>,
    /// When; now when unset.
    pub at: Option<Moment>,
    /// Minutes it took.
    pub minutes: Option<u32>,
    /// How it felt.
    pub sentiment: Option<Sentiment>,
    /// What was said or done, as given.
    pub text: String,
    /// What happens next, as a task of the same account.
    pub next: Option<TaskDraft>,
}

/// What came of an intent. Texts are safe to print.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// What was done, in a person's words: "Done: call CFO (Globex)".
    pub note: String,
    /// Rows written; 0 when there was nothing to do.
    pub rows: u32,
    /// Key of the row that was made, when one was.
    pub made: Option<String>,
    /// Lines that changed.
    pub refresh: Refresh,
    /// The rows as they were written.
    pub changes: Vec<Change>,
}
