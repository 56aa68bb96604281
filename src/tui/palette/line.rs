//! What a line of the palette says: a command by its name, and what stands behind it. A line that begins with no name is
//! a search among the names.

use crate::input::command::{COMMANDS, Command};

/// Other names of commands: the verbs of the command line that mean one command.
pub const ALIASES: &[(&str, Command)] = &[
    ("set", Command::Modify),
    ("resched", Command::Reschedule),
    ("view", Command::Views),
    ("show", Command::Open),
    ("log", Command::History),
    ("contact", Command::AddContact),
    ("account", Command::AddAccount),
    ("contract", Command::AddContract),
    ("opportunity", Command::AddOpportunity),
    ("goal", Command::AddGoal),
    ("feedback", Command::AddFeedback),
    ("usage", Command::AddUsage),
    ("case", Command::AddCase),
    ("today", Command::Triage),
    ("ls", Command::Accounts),
    ("find", Command::Jump),
    ("week", Command::Review),
    ("time", Command::Balance),
];

/// What may stand behind a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// The line that its key asks for.
    Line,
    /// A filter.
    Filter,
    /// The name of a view.
    View,
    /// Letters or words to look for.
    Sought,
    /// The name of an account.
    Account,
    /// Nothing.
    Nothing,
}

/// What may stand behind a command.
pub fn takes(command: Command) -> Takes {
    match command {
        Command::Snooze
        | Command::Reschedule
        | Command::Settle
        | Command::Touch
        | Command::Add
        | Command::Modify
        | Command::AddAccount
        | Command::Health
        | Command::Call
        | Command::Playbook
        | Command::Notice
        | Command::Export
        | Command::GoToDay => Takes::Line,
        Command::Filter => Takes::Filter,
        Command::Views => Takes::View,
        Command::Jump | Command::Search => Takes::Sought,
        Command::Open
        | Command::Done
        | Command::Timer
        | Command::Star
        | Command::Why
        | Command::Archive
        | Command::Own(_) => Takes::Account,
        _ if command.adds_to_one() => Takes::Line,
        _ if command.opens_a_form() || command.hands_out() => Takes::Account,
        _ => Takes::Nothing,
    }
}

/// Whether `@name` in the line of a command says whose rows it is about. In a task it is the task's account anyway.
pub fn aims(command: Command) -> bool {
    let of_nobody = matches!(command, Command::Add | Command::AddAccount | Command::GoToDay | Command::Export);
    takes(command) == Takes::Line && !of_nobody
}

/// Lines of a command, as an example.
pub fn example(command: Command) -> &'static str {
    match command {
        Command::Snooze => "snooze mon   snooze 2w @globex   snooze 1 dec -- after the audit",
        Command::Reschedule => "reschedule fri   reschedule in 2w   reschedule eom",
        Command::Settle => "settle renewed 1y   settle expanded 120k reason: new team",
        Command::Touch => "touch call 20m asked for ROI   touch @globex email in: wants a quote",
        Command::Add => "add call Dana fri p:1   add send deck mon @globex",
        Command::Modify => "set p:1 due:fri   set +vip stage:adopting @globex",
        Command::AddContact => "contact Dana Fox role:champion @globex",
        Command::AddAccount => "account Globex Corp domain:globex.com",
        Command::AddContract => "contract Tideline Team 96k 1y auto notice:60d @globex",
        Command::AddOpportunity => "opportunity Seats upsell 40k 60% close:2027-01-31 @globex",
        Command::AddFeedback => "feedback nps 9 by:dana great support   feedback complaint exports time out @globex",
        Command::AddUsage => "usage seats 84 logins 1,240 on fri @globex",
        Command::AddCase => "case Exports time out done: raised the limit result: renewed @globex",
        Command::AddGoal => "goal Onboard in 10 days target:10 due:eoq @globex",
        Command::Health => "health red until fri -- CFO will not answer   health none @globex",
        Command::Call => "call at risk -- budget frozen   call commit @globex",
        Command::Playbook => "playbook renewal   playbook onboarding on mon @globex",
        Command::Notice => "notice today   notice 1 sep reason: moves to X",
        Command::Export => "export renewals.ics",
        Command::GoToDay => "go to day 27 nov   go to day in 3mo",
        Command::Filter => "filter health:red renew:..60d",
        Command::Views => "view at risk",
        Command::Jump => "jump glo",
        Command::Search => "search price cap",
        Command::Open => "open @globex",
        Command::Done => "done   done @globex",
        Command::Star => "star   star @globex",
        Command::Why => "why   why @globex",
        Command::Edit => "edit   edit @globex",
        Command::EditWhole => "edit-whole   edit-whole @globex",
        Command::ContactForm => "contact-form   contact-form @globex",
        Command::ContractForm => "contract-form   contract-form @globex",
        Command::OpportunityForm => "opportunity-form   opportunity-form @globex",
        Command::GoalForm => "goal-form   goal-form @globex",
        Command::FeedbackForm => "feedback-form   feedback-form @globex",
        Command::CaseForm => "case-form   case-form @globex",
        Command::TaskForm => "task-form   task-form @globex",
        Command::NoteForm => "note-form   note-form @globex",
        Command::CopyEmail => "copy-email   copy-email @globex",
        Command::CopyLink => "copy-link   copy-link @globex",
        Command::CopySummary => "copy-summary   copy-summary @globex",
        Command::OpenLink => "open-link   open-link @globex",
        _ => "",
    }
}

/// A command and what stands behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Said<'a> {
    /// Which.
    pub command: Command,
    /// What stands behind its name.
    pub rest: &'a str,
    /// Where that begins, in bytes.
    pub from: usize,
}

/// The command of a name or another name.
pub fn named(name: &str) -> Option<Command> {
    let other = || ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, command)| *command);
    Command::named(name).or_else(other)
}

/// Reads a line: the longest name that stands at its beginning with a blank behind it, its words joined by blanks or by
/// hyphens. A command that takes a line ends its name: `add contact the CFO` is a task, but `add contact` with nothing
/// behind it is a name. `own` knows a person's own names.
pub fn read(line: &str, own: impl Fn(&str) -> Option<Command>) -> Option<Said<'_>> {
    let named = |name: &str| named(name).or_else(|| own(name));
    let lead = line.len() - line.trim_start().len();
    if let Some(command) = named(&id_of(line)) {
        // `select all` is a name as it stands: nothing is behind it yet.
        let ended = line.ends_with(char::is_whitespace);
        return ended.then_some(Said { command, rest: "", from: line.len() });
    }
    let (mut found, mut name, mut at) = (None, String::new(), lead);
    for word in line.split_whitespace().take(3) {
        let start = at + line.get(at..)?.find(word)?;
        at = start + word.len();
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word.to_lowercase());
        let rest = line.get(at..)?;
        let Some(command) = named(&name).filter(|_| rest.starts_with(char::is_whitespace)) else { continue };
        let from = line.len() - rest.trim_start().len();
        found = Some(Said { command, rest: rest.trim_start(), from });
        if takes(command) == Takes::Line {
            return found;
        }
    }
    found
}

/// A name as it is said: its words apart.
pub fn spoken(id: &str) -> String {
    id.replace('-', " ")
}

/// The name that a line in full would be.
pub fn id_of(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
}

/// Other names of a command, and the verb of the command line that does the same.
pub fn others(command: Command) -> impl Iterator<Item = &'static str> {
    let verb = COMMANDS.iter().filter(move |row| row.command == command).map(|row| row.verb);
    let aliases = ALIASES.iter().filter(move |(_, other)| *other == command).map(|(alias, _)| *alias);
    verb.filter(|verb| !verb.is_empty()).chain(aliases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_longest_name_and_what_is_behind_it() {
        for (line, want) in [
            ("snooze fri @globex", Some((Command::Snooze, "fri @globex"))),
            ("  Snooze   fri", Some((Command::Snooze, "fri"))),
            ("snooze", None),
            ("snooze ", Some((Command::Snooze, ""))),
            ("set health:red", Some((Command::Modify, "health:red"))),
            ("view at-risk", Some((Command::Views, "at-risk"))),
            ("add contact the CFO", Some((Command::Add, "contact the CFO"))),
            ("add contact", None),
            ("Add  Contact ", Some((Command::AddContact, ""))),
            ("touch kind", None),
            ("contact form", None),
            ("goal Onboard in 10 days", Some((Command::AddGoal, "Onboard in 10 days"))),
            ("add-contact Dana", Some((Command::AddContact, "Dana"))),
            ("select all ", Some((Command::SelectAll, ""))),
            ("select all", None),
            ("go to day in 3mo", Some((Command::GoToDay, "in 3mo"))),
            ("priority high x", Some((Command::PriorityHigh, "x"))),
            ("snoo fri", None),
            ("", None),
            ("東京 ", None),
        ] {
            assert_eq!(read(line, |_| None).map(|said| (said.command, said.rest)), want, "{line:?}");
            if let Some(said) = read(line, |_| None) {
                assert_eq!(line.get(said.from..), Some(said.rest));
            }
        }
    }

    #[test]
    fn no_other_name_hides_a_name() {
        for (alias, _) in ALIASES {
            assert_eq!(Command::named(alias), None, "{alias}");
        }
    }

    #[test]
    fn examples_are_read_as_their_command() {
        for row in COMMANDS {
            for line in example(row.command).split("   ").filter(|line| line.contains(' ')) {
                assert_eq!(read(line, |_| None).map(|said| said.command), Some(row.command), "{line}");
            }
        }
    }
}
