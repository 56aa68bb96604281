//! What a typed line is for: its title, its examples, and the name of its draft.

use crate::domain::book::DecisionId;
use crate::domain::phrase::period::Period;
use crate::domain::review::week::Week;
use crate::domain::value::day::Day;
use crate::domain::value::id::{AccountId, OpportunityId, TaskId, TouchId};
use crate::service::intent::Rows;
use std::fmt::Display;

/// What the line is for.
#[derive(Clone, PartialEq, Debug)]
pub enum Purpose {
    /// Until when to hide tasks.
    SnoozeTasks(Vec<TaskId>),
    /// Until when to hide accounts.
    SnoozeAccounts(Vec<AccountId>),
    /// The new promised day of tasks.
    RescheduleTasks(Vec<TaskId>),
    /// A day of the calendar to go to.
    GoToDay,
    /// The new end of a term.
    RescheduleRenewal(DecisionId, Day),
    /// How a renewal ended, whose term was shown to end on a day.
    Settle(DecisionId, Day),
    /// How several renewals ended, each with the day on which its term was shown to end.
    SettleAll(Vec<(DecisionId, Day)>),
    /// The new end of several terms.
    MoveAll(Vec<(DecisionId, Day)>),
    /// When notice came in, and why.
    Notice(DecisionId),
    /// Changes to the renewals of decisions.
    ModifyDecisions(Vec<DecisionId>),
    /// A contract of an account.
    AddContract(AccountId),
    /// An opportunity of an account.
    AddOpportunity(AccountId),
    /// How an opportunity ended.
    Close(OpportunityId),
    /// Where a file goes: its ending says of which kind.
    Export,
    /// Where the review of a week goes.
    ExportReview,
    /// Words of the note of a week to go to.
    FindWeek,
    /// A task for each of several accounts, decided in the review of a week.
    AddEach(Week, Vec<AccountId>),
    /// What the renewals of a period are to bring.
    Target(Period),
    /// A touch.
    Touch(AccountId),
    /// A task, for this account unless the line names another.
    Add(Option<AccountId>),
    /// Changes to rows.
    Modify(Rows),
    /// A contact of an account.
    AddContact(AccountId),
    /// An account.
    AddAccount,
    /// A goal of an account's success plan.
    AddGoal(AccountId),
    /// What an account said.
    AddFeedback(AccountId),
    /// What an account uses.
    AddUsage(AccountId),
    /// A case of an account, met in a touch or by itself.
    AddCase(AccountId, Option<TouchId>),
    /// Health of accounts by hand.
    Health(Vec<AccountId>),
    /// The own call on accounts.
    Call(Vec<AccountId>),
    /// Which playbook is started for accounts; with the names of all.
    Playbook(Vec<AccountId>, Vec<String>),
    /// What was done while the clock ran; the line may be empty.
    StopTimer,
}

impl Purpose {
    /// What it does, as a title says it.
    pub fn verb(&self) -> &'static str {
        match self {
            Purpose::SnoozeTasks(_) | Purpose::SnoozeAccounts(_) => "Snooze until",
            Purpose::RescheduleTasks(_) => "Move to",
            Purpose::GoToDay => "Go to the day",
            Purpose::RescheduleRenewal(..) | Purpose::MoveAll(_) => "Move the end of the term",
            Purpose::Settle(..) | Purpose::SettleAll(_) => "Settle",
            Purpose::Notice(_) => "Notice received",
            Purpose::AddContract(_) => "Add contract",
            Purpose::AddOpportunity(_) => "Add opportunity",
            Purpose::Close(_) => "Won or lost",
            Purpose::Export => "Write a file",
            Purpose::ExportReview => "Write the week",
            Purpose::FindWeek => "Find a week",
            Purpose::AddEach(..) => "Add a task for",
            Purpose::Target(_) => "Target",
            Purpose::Touch(_) => "Touch",
            Purpose::Add(_) => "Add task",
            Purpose::Modify(_) | Purpose::ModifyDecisions(_) => "Change",
            Purpose::AddContact(_) => "Add contact",
            Purpose::AddAccount => "Add account",
            Purpose::AddGoal(_) => "Add goal",
            Purpose::AddFeedback(_) => "Feedback",
            Purpose::AddUsage(_) => "Usage",
            Purpose::AddCase(..) => "Keep a case",
            Purpose::Health(_) => "Health by hand",
            Purpose::Call(_) => "Own call",
            Purpose::Playbook(..) => "Start a playbook",
            Purpose::StopTimer => "Stop the clock",
        }
    }

    /// Lines to type, as examples.
    pub fn examples(&self) -> &'static [&'static str] {
        match self {
            Purpose::SnoozeTasks(_) | Purpose::SnoozeAccounts(_) => &[
                "1 tomorrow   3 in 3 days   w Monday   m in a month",
                "or fri   2w   27 nov   明天",
                "fri -- why it can wait",
            ],
            Purpose::GoToDay => &["27 nov   eom   in 3mo   next fri   2027-03-31   明天"],
            Purpose::RescheduleTasks(_) | Purpose::RescheduleRenewal(..) | Purpose::MoveAll(_) => {
                &["fri   tomorrow 15:00   in 2w   27 nov   eom   明天"]
            }
            Purpose::Settle(..) | Purpose::SettleAll(_) => &[
                "renewed   renewed 2y +6%   expanded 120k until 2027-12-31",
                "contracted 80k reason: budget cut",
                "churned notice 1 sep reason: moved to X",
                "next: kick-off call fri   -- a note",
            ],
            Purpose::Add(_) | Purpose::AddEach(..) => &[
                "call CFO about uplift fri 3pm p:1 est:30m",
                "check usage every:2w wait:mon @soylent +qbr",
                "send deck 下週五 with:Dana -- a note",
            ],
            Purpose::Touch(_) => &[
                "call 20m with Dana: asked for ROI +pos",
                "email in: wants a quote   at:yesterday",
                "next: send deck fri   makes a task of it",
            ],
            Purpose::Modify(Rows::Accounts(_)) => {
                &["stage:adopting segment:enterprise +vip -old", "call: clears a field"]
            }
            Purpose::Modify(Rows::Goals(_)) => &["current:14 due:eom", "target:10 measure:\"days\"   state:met"],
            Purpose::Modify(Rows::Contacts(_)) => &["role:champion email:dana@globex.com", "left:today"],
            Purpose::Notice(_) => &["today   1 sep   yesterday", "1 sep reason: moves to X"],
            Purpose::AddContract(_) => {
                &["Tideline Team 96k 1y auto notice:60d", "Analytics 24k from 1 dec end:2027-11-30 seats:40 +3%"]
            }
            Purpose::AddOpportunity(_) => &[
                "\"Seats +50\" upsell 40k 60% close:2027-01-31",
                "Analytics cross-sell 24k stage:demo   also referral",
            ],
            Purpose::Export => {
                &["renewals.ics   for a calendar program", "renewals.csv   renewals.md   renewals.json   as a list"]
            }
            Purpose::Target(_) => &["900k   1.2m   80kEUR"],
            Purpose::FindWeek => &["renewed early   \"price cap\"   續約"],
            Purpose::ExportReview => &[
                "review.md   ~/reviews/week.html   week.csv   week.json",
                "copy   copy html   copy csv: to the clipboard",
            ],
            Purpose::Close(_) => &["won   won 42k from 1 dec   won contract:team", "lost too dear"],
            Purpose::Modify(Rows::Subscriptions(_)) => &[
                "+20k seats:360 reason: new team   -10k from 1 jan",
                "+6% from anniversary   notice:90d   auto_renew:no   term:24",
                "ended:2027-06-30 reason: closed",
            ],
            Purpose::Modify(Rows::Opportunities(_)) => &["50k 80% close:2027-02-28 stage:legal"],
            Purpose::Modify(Rows::Renewals(_)) | Purpose::ModifyDecisions(_) => &[
                "stage:quoted category:commit probability:80",
                "forecast:\"120k\" next_step:\"call CFO\"   cancel_by:2026-12-01",
            ],
            Purpose::Modify(Rows::Feedback(_)) => &["score:8 consent:yes", "with:dana at:fri   text:\"their words\""],
            Purpose::Modify(Rows::Cases(_)) => &["result: no ticket since   done: raised the limit"],
            Purpose::Modify(_) => &["p:1 due:fri +vip -old", "title:\"new title\"   due:none clears", "-- adds a note"],
            Purpose::AddContact(_) => &["Dana Fox role:champion email:dana@globex.com"],
            Purpose::AddGoal(_) => {
                &["Onboard in 10 days baseline:21 target:10 due:eoq", "measure:\"days to first value\" current:14"]
            }
            Purpose::AddFeedback(_) => &[
                "nps 9 by:dana great support   csat 4/5   ces 6/7",
                "quote saved us a week by:dana consent:yes",
                "complaint exports time out on:fri   request   reference",
            ],
            Purpose::AddUsage(_) => &["seats 84 active 61", "logins 1,240 on fri   api calls 12k via:pendo"],
            Purpose::AddCase(..) => &["Exports time out done: raised the limit result: renewed", "day:fri"],
            Purpose::Health(_) => {
                &["red until fri -- CFO will not answer", "yellow -- wait for the new sponsor", "none takes it back"]
            }
            Purpose::Call(_) => {
                &["commit   likely   possible   at risk   lost", "at risk -- budget frozen", "none takes it back"]
            }
            Purpose::Playbook(..) => {
                &["renewal   counted from the decision day", "onboarding   onboarding on mon   tab names them"]
            }
            Purpose::AddAccount => &["Globex Corp domain:globex.com segment:enterprise +vip"],
            Purpose::StopTimer => {
                &["Enter logs the minutes; or say what was done:", "call with Dana: asked for ROI +pos"]
            }
        }
    }

    /// The name of its draft: the same verb on the same rows has the same draft, in this session and the next.
    pub fn draft_name(&self) -> String {
        match self {
            Purpose::GoToDay => "go to day".to_owned(),
            Purpose::SnoozeTasks(ids) => named("snooze task", ids),
            Purpose::SnoozeAccounts(ids) => named("snooze account", ids),
            Purpose::RescheduleTasks(ids) => named("move task", ids),
            Purpose::RescheduleRenewal(id, _) | Purpose::Settle(id, _) => {
                let verb = if matches!(self, Purpose::Settle(..)) { "settle" } else { "move term" };
                named(verb, &[told(*id)])
            }
            Purpose::SettleAll(rows) => named("settle", &rows.iter().map(|(id, _)| told(*id)).collect::<Vec<_>>()),
            Purpose::MoveAll(rows) => named("move term", &rows.iter().map(|(id, _)| told(*id)).collect::<Vec<_>>()),
            Purpose::ModifyDecisions(ids) => {
                named("change decision", &ids.iter().map(|id| told(*id)).collect::<Vec<_>>())
            }
            Purpose::Notice(id) => named("notice", &[told(*id)]),
            Purpose::AddContract(id) => named("contract", &[id]),
            Purpose::AddOpportunity(id) => named("opportunity", &[id]),
            Purpose::Close(id) => named("close", &[id]),
            Purpose::Export => "export".to_owned(),
            Purpose::ExportReview => "export review".to_owned(),
            Purpose::FindWeek => "find week".to_owned(),
            Purpose::AddEach(_, ids) => named("add each", ids),
            Purpose::Target(period) => format!("target {} {}", period.first, period.last),
            Purpose::Touch(id) => named("touch", &[id]),
            Purpose::Add(Some(id)) => named("add", &[id]),
            Purpose::Add(None) => "add".to_owned(),
            Purpose::Modify(rows) => match rows {
                Rows::Accounts(ids) => named("change account", ids),
                Rows::Contacts(ids) => named("change contact", ids),
                Rows::Subscriptions(ids) => named("change subscription", ids),
                Rows::Renewals(ids) => named("change renewal", ids),
                Rows::Opportunities(ids) => named("change opportunity", ids),
                Rows::Tasks(ids) => named("change task", ids),
                Rows::Touches(ids) => named("change touch", ids),
                Rows::Goals(ids) => named("change goal", ids),
                Rows::Feedback(ids) => named("change feedback", ids),
                Rows::Cases(ids) => named("change case", ids),
            },
            Purpose::AddContact(id) => named("contact", &[id]),
            Purpose::AddAccount => "account".to_owned(),
            Purpose::AddGoal(id) => named("goal", &[id]),
            Purpose::AddFeedback(id) => named("feedback", &[id]),
            Purpose::AddUsage(id) => named("usage", &[id]),
            Purpose::AddCase(id, None) => named("case", &[id]),
            Purpose::AddCase(_, Some(touch)) => named("case of touch", &[touch]),
            Purpose::Health(ids) => named("health", ids),
            Purpose::Call(ids) => named("call", ids),
            Purpose::Playbook(ids, _) => named("playbook", ids),
            Purpose::StopTimer => "stop".to_owned(),
        }
    }

    /// Whether the desk is asked, at each key, what the line would write.
    pub fn is_weighed(&self) -> bool {
        matches!(
            self,
            Purpose::Settle(..)
                | Purpose::SettleAll(_)
                | Purpose::Notice(_)
                | Purpose::AddContract(_)
                | Purpose::AddOpportunity(_)
                | Purpose::Close(_)
                | Purpose::Playbook(..)
                | Purpose::Target(_)
                | Purpose::Modify(Rows::Subscriptions(_) | Rows::Opportunities(_))
        )
    }

    /// Whose line it is, when it is of one account.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Purpose::Touch(id)
            | Purpose::AddContact(id)
            | Purpose::AddGoal(id)
            | Purpose::AddFeedback(id)
            | Purpose::AddUsage(id)
            | Purpose::AddCase(id, _)
            | Purpose::AddContract(id)
            | Purpose::AddOpportunity(id)
            | Purpose::Add(Some(id)) => Some(*id),
            _ => None,
        }
    }

    /// Whether rows can be named in it.
    pub fn names_rows(&self) -> bool {
        !matches!(
            self,
            Purpose::SnoozeTasks(_)
                | Purpose::SnoozeAccounts(_)
                | Purpose::RescheduleTasks(_)
                | Purpose::RescheduleRenewal(..)
                | Purpose::Settle(..)
                | Purpose::SettleAll(_)
                | Purpose::MoveAll(_)
                | Purpose::Notice(_)
                | Purpose::ModifyDecisions(_)
                | Purpose::AddContract(_)
                | Purpose::AddOpportunity(_)
                | Purpose::Close(_)
                | Purpose::Export
                | Purpose::ExportReview
                | Purpose::FindWeek
                | Purpose::Target(_)
                | Purpose::GoToDay
                | Purpose::AddGoal(_)
                | Purpose::AddUsage(_)
                | Purpose::AddCase(..)
                | Purpose::Health(_)
                | Purpose::Call(_)
                | Purpose::Playbook(..)
        )
    }
}

/// A decision by its rows.
fn told(id: DecisionId) -> String {
    let row = id.renewal().map(|id| id.to_string()).or_else(|| id.subscription().map(|id| id.to_string()));
    format!("{} {}", id.account, row.unwrap_or_default())
}

/// A verb and rows; of very many only the first and how many, for a name must not grow without end.
fn named(verb: &str, ids: &[impl Display]) -> String {
    let few: Vec<String> = ids.iter().take(4).map(ToString::to_string).collect();
    let more = if ids.len() > few.len() { format!(" of {}", ids.len()) } else { String::new() };
    format!("{verb} {}{more}", few.join(" "))
}
