//! The one table of commands: what a person can do, what it is called, where it makes sense, and its keys. Keymap,
//! footer, help, README and the command line's words all read this table.

/// Where the keyboard is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Context {
    /// Anywhere but in a text field.
    Everywhere,
    /// The accounts pane.
    Accounts,
    /// The renewals pane.
    Renewals,
    /// The tasks pane.
    Tasks,
    /// The months of the renewals calendar.
    Grid,
    /// The agenda beside them.
    Agenda,
    /// The forecast.
    Forecast,
    /// The page of one account, where no row is under the cursor.
    Account,
    /// The contracts of that page.
    PageContracts,
    /// Its contacts.
    PageContacts,
    /// Its tasks.
    PageTasks,
    /// Its timeline.
    PageTimeline,
    /// A popup with text to read.
    Popup,
}

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
    Open,
    NextSibling,
    PreviousSibling,
    Done,
    Drop,
    Snooze,
    Reschedule,
    Settle,
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
    AddAccount,
    AccountForm,
    ContactForm,
    ContractForm,
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
    Views,
    Star,
    Why,
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
    pub contexts: &'static [Context],
    /// Its keys unless the config says otherwise, each a chord such as `g g`.
    pub keys: &'static [&'static str],
    /// The verb of the command line that does the same; empty for what only a screen has.
    pub verb: &'static str,
}

const ALL: &[Context] = &[Context::Everywhere];
const LISTS: &[Context] = &[Context::Accounts, Context::Renewals, Context::Tasks, Context::Grid, Context::Agenda];
/// A renewal ends with an outcome, not with a key for what is done.
const DONE: &[Context] = &[
    Context::Accounts,
    Context::Tasks,
    Context::Account,
    Context::PageContacts,
    Context::PageTasks,
    Context::PageTimeline,
];
/// Where a task can be under the cursor.
const QUEUE: &[Context] = &[Context::Tasks, Context::PageTasks];
/// What can be put away.
const KEPT: &[Context] =
    &[Context::Accounts, Context::Account, Context::PageContracts, Context::PageContacts, Context::PageTimeline];
/// What has a promised day.
const DATED: &[Context] =
    &[Context::Tasks, Context::Renewals, Context::Grid, Context::Agenda, Context::PageTasks, Context::PageContracts];
/// What opens.
const OPENS: &[Context] = &[
    Context::Accounts,
    Context::Renewals,
    Context::Tasks,
    Context::Grid,
    Context::Agenda,
    Context::Forecast,
    Context::PageContracts,
    Context::PageContacts,
    Context::PageTasks,
    Context::PageTimeline,
];
/// The page of an account, wherever on it.
const PAGE: &[Context] =
    &[Context::Account, Context::PageContracts, Context::PageContacts, Context::PageTasks, Context::PageTimeline];
const ROWS: &[Context] = &[
    Context::Accounts,
    Context::Renewals,
    Context::Tasks,
    Context::Grid,
    Context::Agenda,
    Context::Forecast,
    Context::Account,
    Context::PageContracts,
    Context::PageContacts,
    Context::PageTasks,
    Context::PageTimeline,
];
/// Panes side by side. Where the arrows move within a grid, the tab key alone leaves it.
const PANES: &[Context] = &[
    Context::Accounts,
    Context::Renewals,
    Context::Tasks,
    Context::Agenda,
    Context::Account,
    Context::PageContracts,
    Context::PageContacts,
    Context::PageTasks,
    Context::PageTimeline,
];
/// Days or figures in rows and columns.
const GRIDS: &[Context] = &[Context::Grid, Context::Forecast];
/// What is about a stretch of time.
const PERIODS: &[Context] = &[Context::Grid, Context::Agenda, Context::Forecast];
/// The renewals calendar.
const CALENDAR: &[Context] = &[Context::Grid, Context::Agenda];

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
        "calendar: a month back; forecast: a quarter back"
    ),
    row!(NextPeriod, "next-period", "later", PERIODS, ["]"], "", "calendar: a month on; forecast: a quarter on"),
    row!(
        PreviousQuarter,
        "previous-quarter",
        "",
        PERIODS,
        ["{"],
        "",
        "calendar: a quarter back; forecast: a year back"
    ),
    row!(NextQuarter, "next-quarter", "", PERIODS, ["}"], "", "calendar: a quarter on; forecast: a year on"),
    row!(ThisDay, "this-day", "", PERIODS, ["g ."], "", "today, this quarter"),
    row!(GoToDay, "go-to-day", "", CALENDAR, ["g d"], "", "to a day: 27 nov, eom, in 3mo"),
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
    row!(Done, "done", "done", DONE, ["d"], "done", "task: done; account: dealt with, off today's list"),
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
    row!(
        Settle,
        "settle",
        "settle",
        &[Context::Renewals, Context::Grid, Context::Agenda],
        ["d"],
        "settle",
        "settle the renewal in one line: renewed 1y, expanded 120k, churned"
    ),
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
        &[Context::PageTimeline],
        ["F"],
        "",
        "touches of the next kind only; after the last: all"
    ),
    row!(AddContact, "add-contact", "", ROWS, ["c C"], "contact", "add a contact in one line: Dana Fox role:champion"),
    row!(
        AddAccount,
        "add-account",
        "",
        ROWS,
        ["c A"],
        "account",
        "add an account in one line: Globex domain:globex.com"
    ),
    row!(AccountForm, "account-form", "", ROWS, ["c a"], "account", "a new account, in a form"),
    row!(ContactForm, "contact-form", "", ROWS, ["c c"], "contact", "a new contact of the account, in a form"),
    row!(ContractForm, "contract-form", "", ROWS, ["c R"], "contract", "a new contract of the account, in a form"),
    row!(NoteForm, "note-form", "", ROWS, ["c n"], "touch", "a note on the account, in a form"),
    row!(Edit, "edit", "", ROWS, ["e"], "set", "edit the row field by field, in a form"),
    row!(EditWhole, "edit-whole", "", ROWS, ["E"], "edit", "edit the whole record in $EDITOR, as TOML and Markdown"),
    row!(Archive, "archive", "", KEPT, ["D"], "archive", "put the row away; u brings it back"),
    row!(Repeat, "repeat", "", ROWS, ["."], "", "do the last change again on this row or selection"),
    row!(Select, "select", "", LISTS, ["space"], "", "select the row or let it go, and go down"),
    row!(SelectRange, "select-range", "", LISTS, ["v"], "", "select from here as the cursor moves; again: keep it"),
    row!(SelectAll, "select-all", "", LISTS, ["V"], "", "select every row of the list as it is filtered"),
    row!(Filter, "filter", "filter", LISTS, ["/"], "ls", "filter the list as you type: health:red renew:..60d"),
    row!(Jump, "jump", "", ROWS, ["'"], "", "jump to an account, contact or task by a few letters"),
    row!(Views, "views", "", LISTS, ["f"], "view", "saved views: switch, save the filter, forget"),
    row!(Star, "star", "", ROWS, ["*"], "star", "star the account, or take the star away"),
    row!(Why, "why", "why", ROWS, ["w"], "why", "the arithmetic of the stake, term by term"),
    row!(Preview, "preview", "", LISTS, ["i"], "", "preview pane on or off"),
    row!(Zoom, "zoom", "", ROWS, ["z"], "", "the focused pane alone, and back"),
    row!(ScrollDown, "scroll-down", "", ALL, ["J"], "", "scroll the preview or page down"),
    row!(ScrollUp, "scroll-up", "", ALL, ["K"], "", "scroll the preview or page up"),
    row!(Undo, "undo", "undo", ALL, ["u"], "undo", "take back the last change, whichever face made it"),
    row!(Redo, "redo", "", ALL, ["U", "ctrl-r"], "redo", "do again what was taken back"),
    row!(History, "history", "", ALL, ["g u"], "log", "what was changed, newest first"),
    row!(Rerank, "rerank", "rerank", LISTS, ["R"], "", "rank anew; until then nothing moves under the cursor"),
    row!(Redraw, "redraw", "", ALL, ["ctrl-l"], "", "draw the screen anew"),
    row!(Help, "help", "help", ALL, ["?"], "help", "keys of this place"),
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

    /// Whether it makes sense in a place.
    pub fn fits(self, context: Context) -> bool {
        self.row().is_some_and(|row| row.contexts.iter().any(|c| *c == context || *c == Context::Everywhere))
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
