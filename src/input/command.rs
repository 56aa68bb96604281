//! The one table of commands: what a person can do, what it is called, where it makes sense, and its keys. Keymap,
//! footer, help, README and the command line's words all read this table.

use crate::input::context::{
    ALL, Context, Contexts, DATED, DECIDED, DONE, EDITED, ENDS, EXPORTED, GRIDS, KEPT, KINDS, LISTS, OPENS, OUTLOOK,
    PAGE, PANES, PERIODS, PICKS, QUEUE, ROWS, SCREENS, SIFTED, SORTED, TERMS, WEEK,
};

/// Something a person can do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[allow(missing_docs)] // each variant's row in COMMANDS says what it does
pub enum Command {
    Down,
    Up,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    NextPane,
    PreviousPane,
    Left,
    Right,
    OtherSide,
    NextPeriod,
    PreviousPeriod,
    NextQuarter,
    PreviousQuarter,
    ThisDay,
    GoToDay,
    Triage,
    Accounts,
    Renewals,
    Tasks,
    Forecast,
    Backtest,
    Review,
    Balance,
    PlaceBack,
    PlaceForward,
    Open,
    NextSibling,
    PreviousSibling,
    Done,
    Drop,
    Snooze,
    Reschedule,
    Keep,
    Accept,
    FindWeek,
    Settle,
    Notice,
    Touch,
    Add,
    Modify,
    PriorityNone,
    PriorityHigh,
    PriorityNormal,
    PriorityLow,
    WaitCustomer,
    WaitSales,
    WaitSupport,
    WaitProduct,
    WaitNobody,
    Timer,
    TouchKind,
    AddContact,
    AddContract,
    AddOpportunity,
    AddAccount,
    /// Sets the target of a period.
    Target,
    AddGoal,
    AddFeedback,
    AddUsage,
    AddCase,
    Health,
    Call,
    Playbook,
    Check,
    AccountForm,
    ContactForm,
    ContractForm,
    OpportunityForm,
    GoalForm,
    FeedbackForm,
    CaseForm,
    TaskForm,
    NoteForm,
    Edit,
    EditWhole,
    Archive,
    Repeat,
    Select,
    SelectRange,
    SelectAll,
    Filter,
    Jump,
    Search,
    Palette,
    Views,
    Sort,
    Columns,
    CopyRow,
    CopyName,
    CopyEmail,
    CopyLink,
    CopyId,
    CopySummary,
    LastCopy,
    BackUp,
    Doctor,
    OpenLink,
    Star,
    Why,
    Export,
    Preview,
    Zoom,
    ScrollDown,
    ScrollUp,
    Undo,
    Redo,
    History,
    Rerank,
    Redraw,
    Help,
    Cancel,
    Back,
    Quit,
    Suspend,
    /// A command that a person added, by its number in the keymap. It has no row.
    Own(u16),
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// Which.
    pub command: Command,
    /// Its name in config and palette.
    pub id: &'static str,
    /// What it does, in a few words.
    pub what: &'static str,
    /// A word for the footer; empty for what needs no reminder.
    pub short: &'static str,
    /// Where it makes sense.
    pub contexts: Contexts,
    /// Its keys unless the config says otherwise, each a chord such as `g g`.
    pub keys: &'static [&'static str],
    /// The verb of the command line that does the same; empty for what only a screen has.
    pub verb: &'static str,
}

macro_rules! row {
    ($command:ident, $id:literal, $short:literal, $contexts:expr, [$($key:literal),*], $verb:literal, $what:literal) => {
        Row { command: Command::$command, id: $id, what: $what, short: $short, contexts: $contexts, keys: &[$($key),*], verb: $verb }
    };
}

/// Every command, in the order in which help shows them.
pub const COMMANDS: &[Row] = &[
    row!(Down, "down", "", ALL, ["j", "down"], "", "next row"),
    row!(Up, "up", "", ALL, ["k", "up"], "", "previous row"),
    row!(HalfPageDown, "half-page-down", "", ALL, ["ctrl-d", "pgdn"], "", "half a page down"),
    row!(HalfPageUp, "half-page-up", "", ALL, ["ctrl-u", "pgup"], "", "half a page up"),
    row!(Top, "top", "", ALL, ["g g", "home"], "", "first row"),
    row!(Bottom, "bottom", "", ALL, ["G", "end"], "", "last row"),
    row!(NextPane, "next-pane", "pane", PANES, ["tab", "l", "right"], "", "next pane"),
    row!(PreviousPane, "previous-pane", "", PANES, ["shift-tab", "h", "left"], "", "previous pane"),
    row!(Left, "left", "", GRIDS, ["h", "left"], "", "calendar: the day before; forecast: the figure to the left"),
    row!(Right, "right", "", GRIDS, ["l", "right"], "", "calendar: the day after; forecast: the figure to the right"),
    row!(OtherSide, "other-side", "rows", GRIDS, ["tab", "shift-tab"], "", "between the grid and the rows beside it"),
    row!(
        PreviousPeriod,
        "previous-period",
        "earlier",
        PERIODS,
        ["["],
        "",
        "calendar: a month back; forecast: a quarter; review: the step before"
    ),
    row!(
        NextPeriod,
        "next-period",
        "later",
        PERIODS,
        ["]"],
        "",
        "calendar: a month on; forecast: a quarter; review: the next step, this one is done"
    ),
    row!(
        PreviousQuarter,
        "previous-quarter",
        "",
        PERIODS,
        ["{"],
        "",
        "calendar: a quarter back; forecast: a year; review: the week before"
    ),
    row!(
        NextQuarter,
        "next-quarter",
        "",
        PERIODS,
        ["}"],
        "",
        "calendar: a quarter on; forecast: a year; review: the week after"
    ),
    row!(ThisDay, "this-day", "", ALL, ["g ."], "", "today in the calendar; forecast: this quarter; review: this week"),
    row!(GoToDay, "go-to-day", "", ALL, ["g d"], "", "to a day of the calendar: 27 nov, eom, in 3mo"),
    row!(Triage, "triage", "", ALL, ["1", "g t"], "today", "the triage screen: accounts, renewals and tasks"),
    row!(Accounts, "accounts", "", ALL, ["2", "g a"], "ls", "accounts by money at stake, alone"),
    row!(Renewals, "renewals", "", ALL, ["3", "g r"], "renewals", "the renewals calendar: months, agenda, totals"),
    row!(Tasks, "tasks", "", ALL, ["4", "g q"], "tasks", "the task queue, alone"),
    row!(
        Forecast,
        "forecast",
        "",
        ALL,
        ["g f"],
        "forecast",
        "what renewals will bring, by category, month and quarter"
    ),
    row!(
        Backtest,
        "backtest",
        "",
        ALL,
        ["g B"],
        "backtest",
        "how well the ranking would have told who leaves: gain curve, calls and what came"
    ),
    row!(Review, "review", "", ALL, ["5", "g w"], "review", "the week: numbers, done, slipped, idle, next week, note"),
    row!(
        Balance,
        "balance",
        "",
        ALL,
        ["g b"],
        "review",
        "the week's time against value: who got too much and too little"
    ),
    row!(PlaceBack, "place-back", "", ALL, ["H"], "", "back to the place visited before, its filter and cursor too"),
    row!(PlaceForward, "place-forward", "", ALL, ["L"], "", "forward again to the place one went back from"),
    row!(
        Open,
        "open",
        "open",
        OPENS,
        ["enter"],
        "show",
        "open the account of the row; on its page: all there is of the row"
    ),
    row!(NextSibling, "next", "next", PAGE, ["]"], "", "next account of the list one came from"),
    row!(PreviousSibling, "previous", "", PAGE, ["["], "", "previous account of that list"),
    row!(Done, "done", "done", DONE, ["d"], "done", "task: done; goal: met; account: dealt with, off today's list"),
    row!(Drop, "drop", "", QUEUE, ["D"], "drop", "task: dropped, not to be done"),
    row!(Snooze, "snooze", "snooze", ROWS, ["s"], "snooze", "hide until a day (task or account), with a reason"),
    row!(
        Reschedule,
        "reschedule",
        "resched",
        DATED,
        ["r"],
        "resched",
        "move the promised day (a task's move counts as a slip)"
    ),
    row!(Keep, "keep", "keep", DECIDED, ["="], "", "review: decided, the row stays as it is"),
    row!(Accept, "accept", "accept", DECIDED, ["A"], "", "review: do what it suggests for the row or the selection"),
    row!(FindWeek, "find-week", "find", WEEK, ["/"], "search", "review: the week whose note holds some words"),
    row!(
        Settle,
        "settle",
        "settle",
        ENDS,
        ["d"],
        "settle",
        "renewal: settle it in one line, renewed 1y, expanded 120k; opportunity: won or lost"
    ),
    row!(Notice, "notice", "", TERMS, ["N"], "notice", "notice came in: the day, and why behind reason:"),
    row!(Touch, "touch", "touch", ROWS, ["t"], "touch", "log a touch in one line: call 20m discussed price"),
    row!(Add, "add", "add", ROWS, ["a"], "add", "write down a task in one line: call Dana fri p:1 est:30m"),
    row!(Modify, "modify", "modify", ROWS, ["m"], "set", "change fields in one line: p:1 due:fri +vip stage:adopting"),
    row!(PriorityNone, "priority-none", "", QUEUE, ["p 0"], "set", "task: no priority"),
    row!(PriorityHigh, "priority-high", "", QUEUE, ["p 1"], "set", "task: priority 1, high"),
    row!(PriorityNormal, "priority-normal", "", QUEUE, ["p 2"], "set", "task: priority 2, normal"),
    row!(PriorityLow, "priority-low", "", QUEUE, ["p 3"], "set", "task: priority 3, low"),
    row!(WaitCustomer, "wait-customer", "", QUEUE, ["W c"], "wait", "task: waiting on the customer since today"),
    row!(WaitSales, "wait-sales", "", QUEUE, ["W s"], "wait", "task: waiting on sales since today"),
    row!(WaitSupport, "wait-support", "", QUEUE, ["W u"], "wait", "task: waiting on support since today"),
    row!(WaitProduct, "wait-product", "", QUEUE, ["W p"], "wait", "task: waiting on product since today"),
    row!(WaitNobody, "wait-nobody", "", QUEUE, ["W o"], "wait", "task: ours again, open"),
    row!(Timer, "timer", "", ROWS, ["T"], "timer", "start the clock on the row; again: stop it and log its minutes"),
    row!(
        TouchKind,
        "touch-kind",
        "kind",
        KINDS,
        ["F"],
        "",
        "timeline: touches of the next kind only, after the last all; review: minutes of the week or of the quarter"
    ),
    row!(AddContact, "add-contact", "", ROWS, ["c C"], "contact", "add a contact in one line: Dana Fox role:champion"),
    row!(
        AddContract,
        "add-contract",
        "",
        ROWS,
        ["c R"],
        "contract",
        "add a contract in one line: Tideline Team 96k 1y auto notice:60d"
    ),
    row!(
        AddOpportunity,
        "add-opportunity",
        "",
        ROWS,
        ["c O"],
        "opportunity",
        "add an opportunity in one line: Seats upsell 40k 60% close:2027-01-31"
    ),
    row!(
        AddAccount,
        "add-account",
        "",
        ROWS,
        ["c A"],
        "account",
        "add an account in one line: Globex domain:globex.com"
    ),
    row!(
        AddGoal,
        "add-goal",
        "",
        ROWS,
        ["c G"],
        "goal",
        "add a goal of the success plan in one line: Onboard in 10 days target:10 due:eoq"
    ),
    row!(
        AddFeedback,
        "add-feedback",
        "",
        ROWS,
        ["c f"],
        "feedback",
        "what the customer said, in one line: nps 9 by:dana great support; quote ...; complaint ..."
    ),
    row!(
        AddUsage,
        "add-usage",
        "",
        ROWS,
        ["c u"],
        "usage",
        "what the customer uses, in one line: seats 84 logins 1,240 on fri"
    ),
    row!(
        AddCase,
        "add-case",
        "",
        ROWS,
        ["c k"],
        "case",
        "keep a case: exports time out done: raised the limit result: renewed; on a touch it is met there"
    ),
    row!(
        Health,
        "health",
        "",
        ROWS,
        ["O h"],
        "health",
        "health by hand: red until fri -- why; the score stays beside it"
    ),
    row!(Call, "call", "", ROWS, ["O c"], "call", "your own call: at risk -- why; the model's figure stays beside it"),
    row!(
        Playbook,
        "playbook",
        "",
        ROWS,
        ["P"],
        "playbook",
        "start a playbook for the row or the selection: renewal, onboarding on mon"
    ),
    row!(Check, "check", "", ALL, ["g c"], "check", "start what rules and cadences want started now"),
    row!(
        Target,
        "target",
        "",
        OUTLOOK,
        ["c T"],
        "target",
        "what the renewals of the period under the cursor are to bring: 900k"
    ),
    row!(AccountForm, "account-form", "", ROWS, ["c a"], "account", "a new account, in a form"),
    row!(ContactForm, "contact-form", "", ROWS, ["c c"], "contact", "a new contact of the account, in a form"),
    row!(ContractForm, "contract-form", "", ROWS, ["c r"], "contract", "a new contract and its renewal, in a form"),
    row!(
        OpportunityForm,
        "opportunity-form",
        "",
        ROWS,
        ["c o"],
        "opportunity",
        "a new opportunity of the account, in a form"
    ),
    row!(GoalForm, "goal-form", "", ROWS, ["c g"], "goal", "a new goal of the account's success plan, in a form"),
    row!(
        FeedbackForm,
        "feedback-form",
        "",
        ROWS,
        ["c F"],
        "feedback",
        "new feedback of the customer, in a form: a score, a quote, a complaint"
    ),
    row!(
        CaseForm,
        "case-form",
        "",
        ROWS,
        ["c K"],
        "case",
        "a new case, in a form: the problem, what was done, what came of it"
    ),
    row!(TaskForm, "task-form", "", ROWS, ["c t"], "add", "a new task, in a form"),
    row!(NoteForm, "note-form", "", ROWS, ["c n"], "touch", "a note on the account, in a form"),
    row!(Edit, "edit", "", EDITED, ["e"], "set", "edit the row field by field, in a form"),
    row!(EditWhole, "edit-whole", "", EDITED, ["E"], "edit", "edit the whole record in $EDITOR, as TOML and Markdown"),
    row!(Archive, "archive", "", KEPT, ["D"], "archive", "put the row away; u brings it back"),
    row!(Repeat, "repeat", "", ROWS, ["."], "", "do the last change again on this row or selection"),
    row!(Select, "select", "", PICKS, ["space"], "", "select the row or let it go, and go down"),
    row!(SelectRange, "select-range", "", PICKS, ["v"], "", "select from here as the cursor moves; again: keep it"),
    row!(SelectAll, "select-all", "", PICKS, ["V"], "", "select every row of the list as it is filtered"),
    row!(Filter, "filter", "filter", SIFTED, ["/"], "ls", "filter the list as you type: health:red renew:..60d"),
    row!(Jump, "jump", "", SCREENS, ["'"], "", "jump to an account, contact or task by a few letters"),
    row!(
        Search,
        "search",
        "",
        SCREENS,
        ["g /"],
        "search",
        "search what was written anywhere: touches, tasks, notes, feedback, cases, weeks"
    ),
    row!(
        Palette,
        "palette",
        "cmd",
        ALL,
        [":"],
        "",
        "any command by its name, with what stands behind it: snooze fri @globex"
    ),
    row!(Views, "views", "", SIFTED, ["f"], "view", "saved views: switch, save the filter, forget"),
    row!(
        Sort,
        "sort",
        "sort",
        SORTED,
        ["S"],
        "ls",
        "sort the list by a column, kept for the next start and with a view"
    ),
    row!(Columns, "columns", "", SORTED, ["C"], "ls", "choose the columns of the list and their order"),
    row!(CopyRow, "copy-row", "copy", ROWS, ["y y"], "", "copy the row, its figures separated by tabs"),
    row!(CopyName, "copy-name", "", ROWS, ["y n"], "", "copy the name"),
    row!(CopyEmail, "copy-email", "", ROWS, ["y e"], "", "copy the e-mail; of several people pick one"),
    row!(CopyLink, "copy-link", "", ROWS, ["y l"], "", "copy the link: CRM, site, mail, address in a note"),
    row!(CopyId, "copy-id", "", ROWS, ["y i"], "", "copy the id, as the command line takes it"),
    row!(CopySummary, "copy-summary", "", ROWS, ["y m"], "", "copy a summary in Markdown"),
    row!(LastCopy, "last-copy", "", ALL, ["g y"], "", "what was copied last, to copy it by hand"),
    row!(OpenLink, "open-link", "link", ROWS, ["o"], "", "open the link (http, https, mailto); over SSH: copy it"),
    row!(Star, "star", "", ROWS, ["*"], "star", "star the account, or take the star away"),
    row!(Why, "why", "why", ROWS, ["w"], "why", "the arithmetic of the stake, term by term"),
    row!(
        Export,
        "export",
        "",
        EXPORTED,
        ["X"],
        "export",
        "calendar: renewals.ics, .csv, .md or .json; review: the week as Markdown, HTML, CSV or JSON"
    ),
    row!(Preview, "preview", "", LISTS, ["i"], "", "preview pane on or off"),
    row!(Zoom, "zoom", "", SCREENS, ["z"], "", "the focused pane alone, and back"),
    row!(ScrollDown, "scroll-down", "", ALL, ["J"], "", "scroll the preview or page down"),
    row!(ScrollUp, "scroll-up", "", ALL, ["K"], "", "scroll the preview or page up"),
    row!(Undo, "undo", "undo", ALL, ["u"], "undo", "take back the last change, whichever face made it"),
    row!(Redo, "redo", "", ALL, ["U", "ctrl-r"], "redo", "do again what was taken back"),
    row!(History, "history", "", ALL, ["g u"], "log", "what was changed, newest first"),
    row!(BackUp, "backup", "", ALL, ["g s"], "backup", "a proven copy of the book, beside it"),
    row!(Doctor, "doctor", "", ALL, ["g h"], "doctor", "what is well with the book and around it, and what to do"),
    row!(Rerank, "rerank", "rerank", LISTS, ["R"], "", "rank anew; until then nothing moves under the cursor"),
    row!(Redraw, "redraw", "", ALL, ["ctrl-l"], "", "draw the screen anew"),
    row!(Help, "help", "help", ALL, ["?"], "help", "help: search keys, filter fields, the words of a task line, signs"),
    row!(Cancel, "cancel", "", ALL, ["esc"], "", "close the popup; else let go of the selection, then of the filter"),
    row!(Back, "back", "back", ALL, ["q"], "", "back; at the top: quit"),
    row!(Quit, "quit", "", ALL, ["Q", "ctrl-c"], "", "quit (ctrl-c closes a popup first)"),
    row!(Suspend, "suspend", "", ALL, ["ctrl-z"], "", "suspend to the shell"),
];

impl Command {
    /// Its row.
    pub fn row(self) -> Option<&'static Row> {
        COMMANDS.iter().find(|row| row.command == self)
    }

    /// The command of a name.
    pub fn named(id: &str) -> Option<Command> {
        COMMANDS.iter().find(|row| row.id == id).map(|row| row.command)
    }

    /// Whether it adds a record to one account by a line.
    pub fn adds_to_one(self) -> bool {
        matches!(
            self,
            Command::AddContact
                | Command::AddContract
                | Command::AddOpportunity
                | Command::AddGoal
                | Command::AddFeedback
                | Command::AddUsage
                | Command::AddCase
        )
    }

    /// Whether it opens a form, or the whole record in an editor.
    pub fn opens_a_form(self) -> bool {
        matches!(
            self,
            Command::ContactForm
                | Command::ContractForm
                | Command::OpportunityForm
                | Command::GoalForm
                | Command::FeedbackForm
                | Command::CaseForm
                | Command::TaskForm
                | Command::NoteForm
                | Command::Edit
                | Command::EditWhole
        )
    }

    /// Whether it gives something of a row to the clipboard or to a browser.
    pub fn hands_out(self) -> bool {
        matches!(
            self,
            Command::CopyRow
                | Command::CopyName
                | Command::CopyEmail
                | Command::CopyLink
                | Command::CopyId
                | Command::CopySummary
                | Command::OpenLink
        )
    }

    /// Whether it makes sense in a place.
    pub fn fits(self, context: Context) -> bool {
        self.contexts().has(context) || self.contexts().has(Context::Everywhere)
    }

    /// Whether there is a place in which both make sense.
    pub fn meets(self, other: Command) -> bool {
        let all = |command: Command| command.contexts().has(Context::Everywhere);
        all(self) || all(other) || self.contexts().meets(other.contexts())
    }

    /// Where it makes sense; one that a person added wherever rows are.
    pub fn contexts(self) -> Contexts {
        match self {
            Command::Own(_) => ROWS,
            _ => self.row().map(|row| row.contexts).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_one_row() {
        for (n, row) in COMMANDS.iter().enumerate() {
            assert_eq!(Command::named(row.id), Some(row.command));
            assert!(
                COMMANDS.iter().skip(n + 1).all(|other| other.command != row.command && other.id != row.id),
                "{}",
                row.id
            );
            assert!(!row.what.is_empty());
        }
    }

    #[test]
    fn every_command_is_reached_without_modifiers() {
        let free = [Command::HalfPageDown, Command::HalfPageUp, Command::Redraw, Command::Suspend];
        for row in COMMANDS {
            let plain = row.keys.iter().any(|key| !key.contains("ctrl-") && !key.contains("alt-"));
            assert!(plain || free.contains(&row.command), "{} is only on a modifier", row.id);
        }
    }
}
