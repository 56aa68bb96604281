//! What a person waits for, on books of three sizes: `cargo bench`. Each book is made once, in a file of its own, and
//! thrown away after.
#![allow(clippy::unwrap_used, missing_docs, reason = "a failure here fails the bench")]

use divan::{Bencher, black_box};
use folio::config::look::Themes;
use folio::config::settings::{Screen, Settings};
use folio::domain::arrange::arrangement::Sorts;
use folio::domain::calendar::bar::months;
use folio::domain::calendar::grid::Grid;
use folio::domain::calendar::step::{Cursor, Step};
use folio::domain::calendar::strip::weeks;
use folio::domain::calendar::week::WeekStart;
use folio::domain::demo::rows::{Size, rows};
use folio::domain::phrase::period::Period;
use folio::domain::phrase::when::DateOptions;
use folio::domain::query::context::Context;
use folio::domain::query::matcher::Matcher;
use folio::domain::query::needs::Needs;
use folio::domain::query::parse::parse;
use folio::domain::query::sheet::{Scope, Sheet};
use folio::domain::review::week::Week;
use folio::domain::value::day::{Day, Now, Zone};
use folio::domain::value::id::TaskId;
use folio::domain::value::money::Currency;
use folio::input::key::{Code, Key};
use folio::input::keymap::Keymap;
use folio::service::desk::{Clock, Desk};
use folio::service::import::plan::{Options, Source};
use folio::service::intent::Intent;
use folio::service::query::{Answer, Hidden, Query};
use folio::tui::app::App;
use folio::tui::colours::Depth;
use folio::tui::msg::{Effect, Msg};
use folio::tui::runtime::HEAD;
use folio::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};
use tempfile::TempDir;

/// Accounts of the books.
const SMALL: usize = 500;
const USUAL: usize = 10_000;
const LARGE: usize = 100_000;
/// As many accounts as usual, and 100,000 tasks.
const BUSY: usize = 10_001;

/// The books made so far, by their accounts.
static BOOKS: Mutex<BTreeMap<usize, PathBuf>> = Mutex::new(BTreeMap::new());
static FOLDER: LazyLock<Mutex<Option<TempDir>>> = LazyLock::new(|| Mutex::new(Some(tempfile::tempdir().unwrap())));

fn main() {
    divan::main();
    drop(FOLDER.lock().unwrap().take());
}

fn now() -> Now {
    let civil = Day::of(2026, 11, 24).unwrap().date().and_hms_opt(9, 2, 0).unwrap();
    Now::new(Zone::UTC.moment(civil), Zone::UTC)
}

/// A desk on the book of so many accounts, which is made when it is first asked for.
fn desk(accounts: usize) -> Desk {
    let mut books = BOOKS.lock().unwrap();
    let path = books.entry(accounts).or_insert_with(|| {
        let size = match accounts {
            SMALL => Size::of(SMALL, 2_500, 10_000),
            USUAL => Size::of(USUAL, 20_000, 50_000),
            BUSY => Size::of(BUSY, 100_000, 20_000),
            // Few tasks and touches each: what is measured is the number of accounts.
            other => Size::of(other, 20_000, 20_000),
        };
        let folder = FOLDER.lock().unwrap();
        let path = folder.as_ref().unwrap().path().join(format!("{accounts}.db"));
        open(&path).found(rows(42, now(), size)).unwrap();
        path
    });
    open(path)
}

fn open(path: &std::path::Path) -> Desk {
    Desk::create(path, &Settings::default(), Clock::Fixed(now()), "bench").unwrap()
}

fn app(desk: &Desk, size: (u16, u16)) -> App {
    let look = Screen::default();
    let (book, theme) = (desk.load_book(HEAD).unwrap(), Theme::of(&look, &Themes::new(), Depth::Full));
    let mut app = App::new(book, now(), Currency::USD, &look, theme, Keymap::default());
    for effect in app.start(size) {
        if let Effect::Fetch(query) = effect {
            app.update(Msg::Got(Box::new(desk.fetch(&query).unwrap())), now());
        }
    }
    app
}

/// Opening a book and the lines of the first frame.
#[divan::bench(args = [SMALL, USUAL, LARGE], max_time = 2)]
fn open_and_load_head(bencher: Bencher, accounts: usize) {
    drop(desk(accounts));
    bencher.bench_local(|| desk(accounts).load_book(HEAD).unwrap());
}

/// The lines of the first frame alone.
#[divan::bench(args = [SMALL, USUAL, LARGE], max_time = 2)]
fn load_head(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    bencher.bench_local(|| desk.load_book(HEAD).unwrap());
}

/// The order of all rows, which comes behind the first frame.
#[divan::bench(args = [SMALL, USUAL, LARGE], max_time = 2)]
fn load_orders(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    bencher.bench_local(|| desk.fetch(&Query::Orders(Sorts::default())).unwrap());
}

/// Every stake reckoned anew, and written.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn rerank_usual(bencher: Bencher) {
    let desk = desk(USUAL);
    bencher.bench_local(|| desk.rerank().unwrap());
}

/// The figures of a year, off a ledger of more than 100,000 contracts.
#[divan::bench(args = [USUAL, LARGE], max_time = 3)]
fn stats_year(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    let year = Period::year(2025).unwrap();
    bencher.bench_local(|| desk.fetch(black_box(&Query::Stats(year))).unwrap());
}

/// The forecast of a quarter: an eighth of all decisions.
#[divan::bench(args = [USUAL, LARGE], max_time = 3)]
fn forecast_quarter(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    let quarter = Period::quarter(2026, 4).unwrap();
    bencher.bench_local(|| {
        desk.fetch(black_box(&Query::Forecast(quarter, folio::domain::query::tree::Query::default()))).unwrap()
    });
}

/// The review of a week; the small book has 10,000 touches.
#[divan::bench(args = [SMALL, USUAL], max_time = 3)]
fn review_week(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    let week = Week::of(now().today, chrono::Weekday::Mon);
    bencher.bench_local(|| desk.fetch(black_box(&Query::Review(week))).unwrap());
}

/// One frame painted, without the terminal.
#[divan::bench(args = [(120, 36), (160, 45)], max_time = 1)]
fn frame(bencher: Bencher, size: (u16, u16)) {
    let desk = desk(USUAL);
    let mut app = app(&desk, size);
    if let Some(account) = app.subject() {
        app.update(Msg::Got(Box::new(desk.fetch(&Query::Account(account, 12)).unwrap())), now());
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    bencher.bench_local(|| {
        buffer.reset();
        app.draw(black_box(&mut buffer))
    });
}

fn sheet(desk: &Desk, needs: Needs) -> Sheet {
    let Answer::Sheet(_, sheet) = desk.fetch(&Query::Sheet(Scope::Whole, needs)).unwrap() else { unreachable!() };
    *sheet
}

/// The rows that filters are asked of, read once before the first key of a filter.
#[divan::bench(args = [USUAL, BUSY], max_time = 2)]
fn load_sheet(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    bencher.bench_local(|| sheet(&desk, Needs::SCREEN));
}

/// Filters as they stand after one key more: what is read of them, and the rows that pass in the order of the list.
const TYPED: &[&str] = &[
    "e",
    "el",
    "elm",
    "quarterly",
    "health:red",
    "due:overdue",
    "owner:ro not +vip",
    "arr:100k.. idle:30d..",
    "-@a or nps:..6",
];

/// One key in the filter of the accounts.
#[divan::bench(args = TYPED, max_time = 1)]
fn filter_accounts(bencher: Bencher, typed: &str) {
    let desk = desk(BUSY);
    let (sheet, cx) = (sheet(&desk, Needs::SCREEN), context());
    let Answer::Orders(accounts, ..) = desk.fetch(&Query::Orders(Sorts::default())).unwrap() else { unreachable!() };
    bencher.bench_local(|| sheet.accounts_passing(&Matcher::new(&parse(typed, &cx).unwrap(), &cx), &accounts));
}

/// One key in the filter of 100,000 tasks, closed ones too, which stand in an order that has nothing to do with memory.
#[divan::bench(args = TYPED, max_time = 1)]
fn filter_tasks(bencher: Bencher, typed: &str) {
    let desk = desk(BUSY);
    let (sheet, cx) = (sheet(&desk, Needs::SCREEN | Needs::CLOSED), context());
    let mut tasks: Vec<TaskId> = sheet.tasks().map(|task| task.id).collect();
    tasks.sort_by_key(|id| id.0.0.rotate_right(40));
    bencher.bench_local(|| sheet.tasks_passing(&Matcher::new(&parse(typed, &cx).unwrap(), &cx), &tasks));
}

/// One key in the filter of the decisions.
#[divan::bench(args = ["health:red", "renew:..60d", "stage:none elm"], max_time = 1)]
fn filter_decisions(bencher: Bencher, typed: &str) {
    let desk = desk(BUSY);
    let (sheet, cx) = (sheet(&desk, Needs::SCREEN), context());
    let Answer::Orders(_, decisions, _) = desk.fetch(&Query::Orders(Sorts::default())).unwrap() else { unreachable!() };
    bencher.bench_local(|| sheet.decisions_passing(&Matcher::new(&parse(typed, &cx).unwrap(), &cx), &decisions));
}

/// The rows of one account anew, as after a write.
#[divan::bench(max_time = 1)]
fn replace_rows(bencher: Bencher) {
    let desk = desk(BUSY);
    let mut sheet = sheet(&desk, Needs::SCREEN);
    let Answer::Orders(accounts, ..) = desk.fetch(&Query::Orders(Sorts::default())).unwrap() else { unreachable!() };
    let mut accounts = accounts.into_iter().cycle();
    bencher.bench_local(|| {
        let account = vec![accounts.next().unwrap()];
        let scope = Scope::Some(account.clone());
        let Answer::Sheet(_, part) = desk.fetch(&Query::Sheet(scope, Needs::SCREEN)).unwrap() else { unreachable!() };
        sheet.replace(&account, *part);
    });
}

/// A list by filter, as the command line asks for it.
#[divan::bench(args = ["health:red", "elm", "done:week"], max_time = 1)]
fn tasks_by_filter(bencher: Bencher, typed: &str) {
    let desk = desk(BUSY);
    let filter = desk.read_filter(typed).unwrap();
    let query = Query::Tasks { account: None, filter, hidden: Hidden::Out, limit: 50 };
    bencher.bench_local(|| desk.fetch(&query).unwrap());
}

fn context() -> Context<'static> {
    Context { today: now().today, dates: DateOptions::default(), home: Currency::USD, me: None }
}

/// One key, down and up by turns.
#[divan::bench(args = [SMALL, LARGE], max_time = 1)]
fn key_j(bencher: Bencher, accounts: usize) {
    let mut app = app(&desk(accounts), (120, 36));
    let mut keys = [Key::char('j'), Key::char('k')].into_iter().cycle();
    bencher.bench_local(|| app.update(Msg::Key(keys.next().unwrap()), now()));
}

/// The jump over the rows of a book, opened, and its first frame.
#[divan::bench(args = [USUAL, LARGE], sample_count = 30, sample_size = 1)]
fn jump_opened(bencher: Bencher, accounts: usize) {
    let mut app = with_sheet(accounts);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    bencher.with_inputs(|| ()).bench_local_values(|()| {
        app.update(Msg::Key(Key::plain(Code::Esc)), now());
        app.update(Msg::Key(Key::char('\'')), now());
        app.draw(black_box(&mut buffer))
    });
}

/// One letter typed into the jump, and its frame: names, scattered letters, letters that no row has, and all taken back.
#[divan::bench(args = [USUAL, LARGE], sample_count = 1000, sample_size = 1)]
fn jump_letter(bencher: Bencher, accounts: usize) {
    let mut app = with_sheet(accounts);
    app.update(Msg::Key(Key::char('\'')), now());
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    let lines =
        ["corvane", "health sys", "call cfo", "e", "an", "renewal quote", "sas", "qzx", "dana fox", "株式", "ior"];
    let words = lines.iter().flat_map(|line| {
        let clear = Key { code: Code::Char('u'), ctrl: true, alt: false };
        line.chars().map(Key::char).chain([Key::plain(Code::Backspace), clear]).collect::<Vec<_>>()
    });
    let mut keys = words.collect::<Vec<_>>().into_iter().cycle();
    bencher.with_inputs(|| keys.next().unwrap()).bench_local_values(|key| {
        app.update(Msg::Key(key), now());
        app.draw(black_box(&mut buffer))
    });
}

/// One letter typed behind `@` in a quick-add line, and its frame.
#[divan::bench(args = [USUAL, LARGE], sample_count = 200, sample_size = 1)]
fn add_account_letter(bencher: Bencher, accounts: usize) {
    let mut app = with_sheet(accounts);
    for key in "acall @".chars().map(Key::char) {
        app.update(Msg::Key(key), now());
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 36));
    let back = Key::plain(Code::Backspace);
    let mut keys = [Key::char('c'), Key::char('o'), Key::char('r'), back, back, back].into_iter().cycle();
    bencher.with_inputs(|| keys.next().unwrap()).bench_local_values(|key| {
        app.update(Msg::Key(key), now());
        app.draw(black_box(&mut buffer))
    });
}

/// An app with the rows of its book.
fn with_sheet(accounts: usize) -> App {
    let desk = desk(accounts);
    let mut app = app(&desk, (120, 36));
    let sheet = desk.fetch(&Query::Sheet(Scope::Whole, Needs::SCREEN)).unwrap();
    app.update(Msg::Got(Box::new(sheet)), now());
    app
}

/// A task done: planned, written, journalled, ranked and synced to the disk.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn complete_task(bencher: Bencher) {
    let mut desk = desk(USUAL);
    let Answer::Orders(_, _, tasks) = desk.fetch(&Query::Orders(Sorts::default())).unwrap() else { return };
    let mut tasks = tasks.into_iter();
    let next = || -> TaskId { tasks.next().unwrap() };
    bencher.with_inputs(next).bench_local_values(|task| desk.perform(Intent::CompleteTasks(vec![task])).unwrap());
}

/// A file of 10,000 accounts read and planned against an empty book.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn plan_csv(bencher: Bencher) {
    let mut text = "Account ID,Account Name,Industry,ARR,Renewal Date,Health,Last Contact,CSM\n".to_owned();
    for n in 0..10_000 {
        let (day, health) = (n % 28 + 1, n % 100);
        let _ = writeln!(text, "{n},Customer {n},Energy,\"${}\",2027-03-{day:02},{health},2026-11-{day:02},Jo", n * 10);
    }
    let sources = [Source { name: "accounts.csv".to_owned(), bytes: text.into_bytes() }];
    let options = Options::new(Currency::USD);
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(&folder.path().join("empty.db"));
    bencher.bench_local(|| desk.rehearse_import(black_box(&sources), &options).unwrap());
}

/// An app that has the rows that filters are asked of.
fn filtering(accounts: usize) -> App {
    let desk = desk(accounts);
    let mut app = app(&desk, (160, 45));
    for effect in app.update(Msg::Key(Key::char('/')), now()) {
        if let Effect::Fetch(query) = effect {
            app.update(Msg::Got(Box::new(desk.fetch(&query).unwrap())), now());
        }
    }
    app
}

/// One character of a filter, from the key to the painted frame: three hundred in turn, of terms that narrow and widen.
#[divan::bench(args = [USUAL, LARGE], sample_count = 300, sample_size = 1)]
fn filter_key(bencher: Bencher, accounts: usize) {
    let mut app = filtering(accounts);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 160, 45));
    let lines =
        ["health:red,yellow renew:..90d an", "glo not +paused arr:50k..", "due:overdue or idle:30d..", "@a owner:an"];
    let clear = Key { ctrl: true, ..Key::char('u') };
    let keys = lines.iter().flat_map(|line| line.chars().map(Key::char).chain([clear]));
    let mut keys = keys.collect::<Vec<_>>().into_iter().cycle();
    bencher.bench_local(|| {
        app.update(Msg::Key(keys.next().unwrap()), now());
        buffer.reset();
        app.draw(black_box(&mut buffer))
    });
}

/// A month of the calendar: read, summed and laid out in weeks.
#[divan::bench(args = [SMALL, USUAL, LARGE], max_time = 2)]
fn calendar_month(bencher: Bencher, accounts: usize) {
    let desk = desk(accounts);
    let today = now().today;
    let mut ahead = (0..12).cycle();
    bencher.bench_local(|| {
        let shown = Cursor::on(today).moved(Step::Month, ahead.next().unwrap()).day;
        let grid = Grid::around(shown, WeekStart::Monday);
        let month = Query::Calendar { from: grid.first, to: grid.last };
        let Answer::Calendar(calendar) = desk.fetch(&month).unwrap() else { unreachable!() };
        grid.figures(&calendar.days).map(|(_, figures)| figures.ends.arr).sum::<i64>()
    });
}

/// Half a year as bars, quarters and weeks.
#[divan::bench(args = [USUAL, LARGE], max_time = 2)]
fn calendar_half_year(bencher: Bencher, accounts: usize) {
    let (desk, today) = (desk(accounts), now().today);
    bencher.bench_local(|| {
        let half = Query::Calendar { from: today, to: today.plus_months(6) };
        let Answer::Calendar(calendar) = desk.fetch(&half).unwrap() else { unreachable!() };
        months(&calendar.days, today, 6).len() + weeks(&calendar.days, today, 12, WeekStart::Monday).len()
    });
}
