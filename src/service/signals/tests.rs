//! Rules and playbooks on a book in memory: what fires, what keeps a rule from firing, and what undo leaves of it.

use super::*;
use crate::config::settings::Settings;
use crate::domain::demo::rows::{Size, rows};
use crate::domain::query::tree::Query as Filter;
use crate::domain::record::feedback::Feedback;
use crate::domain::value::day::{Now, Zone};
use crate::domain::value::money::Currency;
use crate::service::desk::{Clock, Desk};
use crate::service::import::plan::{Options, Source};
use crate::service::intent::{Intent, Reply, Snooze};
use crate::service::query::{Answer, Hidden, Query};
use crate::store::db::Store;
use proptest::prelude::*;

fn at(day: Day, zone: Zone) -> Now {
    Now::new(Zone::UTC.moment(day.date().and_hms_opt(9, 2, 0).unwrap()), zone)
}

fn today() -> Day {
    Day::of(2026, 11, 24).unwrap()
}

fn settings(text: &str) -> Settings {
    let loaded = crate::config::load::parse(text);
    assert_eq!(loaded.faults, []);
    loaded.settings
}

/// A demo book on disk, so that it can be sat down at on other days.
struct Place {
    folder: tempfile::TempDir,
    settings: Settings,
}

impl Place {
    fn new(config: &str) -> Place {
        Place::of(config, Size::DEMO)
    }

    fn of(config: &str, size: Size) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap(), settings: settings(config) };
        let now = at(today(), Zone::UTC);
        let desk = Desk::create(&place.path(), &place.settings, Clock::Fixed(now), "test").unwrap();
        desk.found(rows(1, now, size)).unwrap();
        place
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("folio.db")
    }

    fn desk(&self, now: Now) -> Desk {
        Desk::open(&self.path(), &self.settings, Clock::Fixed(now), "test").unwrap()
    }

    fn sit(&self) -> Desk {
        self.desk(at(today(), Zone::UTC))
    }
}

fn count(desk: &Desk, filter: &str) -> usize {
    let filter = desk.read_filter(filter).unwrap();
    let query = Query::Accounts { filter, hidden: Hidden::Last, limit: u32::MAX };
    let Answer::Lines(found) = desk.fetch(&query).unwrap() else { unreachable!() };
    found.accounts.len()
}

fn tasks(desk: &Desk) -> usize {
    let query = Query::Tasks { account: None, filter: Filter::default(), hidden: Hidden::Last, limit: u32::MAX };
    let Answer::Lines(found) = desk.fetch(&query).unwrap() else { unreachable!() };
    found.tasks.len()
}

const RED: &str = "[[rules]]\nname = \"red\"\nwhen = \"health:red\"\nstart = \"low-usage\"\ncooldown = \"30d\"\n";
const ALL: &str = "[signals]\nmost = 1000\n";

#[test]
fn a_rule_starts_its_playbook_and_says_why() {
    let place = Place::new(&format!("{RED}{ALL}"));
    let mut desk = place.sit();
    let red = count(&desk, "health:red");
    assert!(red > 1);
    let before = tasks(&desk);
    let rehearsed = desk.rehearse_check().unwrap();
    assert_eq!(tasks(&desk), before, "a rehearsal writes nothing");
    let (checked, outcome) = desk.check().unwrap();
    assert_eq!(checked, rehearsed);
    assert_eq!((checked.started.len(), checked.waiting), (red, 0));
    assert_eq!(tasks(&desk), before + 3 * red);
    let first = &checked.started[0];
    assert!(first.why.starts_with("health red"), "{first:?}");
    assert!(outcome.note.contains(&first.name), "{}", outcome.note);
    let Answer::Account(view) = desk.fetch(&Query::Account(first.account, 0)).unwrap() else { unreachable!() };
    let made: Vec<_> = view.records.iter().filter(|task| task.run.is_some()).collect();
    assert_eq!(made.len(), 3);
    assert!(made.iter().all(|task| task.body.raw().contains("Started by the rule red: health red")), "{made:?}");
}

#[test]
fn a_second_look_starts_nothing() {
    let place = Place::new(&format!("{RED}[signals]\nbuiltin = true\ncadences = true\nmost = 1000\n"));
    let mut desk = place.sit();
    assert!(desk.check().unwrap().0.started.len() > 10);
    let (again, outcome) = desk.check().unwrap();
    assert_eq!((again, outcome.rows), (Checked::default(), 0));
    assert_eq!(place.sit().rehearse_check().unwrap(), Checked::default(), "nor from another start");
}

#[test]
fn a_day_starts_no_more_than_it_may_those_with_most_at_stake_first() {
    let place = Place::new(&format!("{RED}[signals]\nmost = 2\n"));
    let mut desk = place.sit();
    let red = count(&desk, "health:red");
    let (checked, _) = desk.check().unwrap();
    assert_eq!((checked.started.len(), checked.waiting), (2, red - 2));
    let order = desk.store().whole_account_order().unwrap();
    let place_of = |id| order.iter().position(|other| *other == id);
    assert!(place_of(checked.started[0].account) < place_of(checked.started[1].account));
    assert_eq!(desk.check().unwrap().0.started, [], "the same day has no more");
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(desk.check().unwrap().0.started, [], "nor does taking back make room");
    let mut next = place.desk(at(today().plus_days(1), Zone::UTC));
    assert_eq!(next.check().unwrap().0.started.len(), 2.min(red - 2));
}

#[test]
fn open_tasks_cooldown_and_a_reason_keep_it_from_firing() {
    let place = Place::new(&format!("{RED}{ALL}"));
    let mut desk = place.sit();
    let (checked, _) = desk.check().unwrap();
    let one = checked.started[0].clone();
    let fires = |days: i32| {
        let mut desk = place.desk(at(today().plus_days(days), Zone::UTC));
        desk.rehearse_check().unwrap().started.iter().any(|fired| fired.account == one.account)
    };
    assert!(!fires(31) && !fires(300), "its tasks are open");
    let Answer::Account(view) = desk.fetch(&Query::Account(one.account, 0)).unwrap() else { unreachable!() };
    let own: Vec<_> = view.records.iter().filter(|task| task.run.is_some()).map(|task| task.id).collect();
    desk.perform(Intent::DropTasks(own)).unwrap();
    assert!(!fires(1) && !fires(29) && !fires(-40), "it rests");
    assert!(fires(30) && fires(31));
    let snooze = |reason: Option<&str>| Snooze { until: today().plus_days(60), reason: reason.map(str::to_owned) };
    desk.perform(Intent::SnoozeAccounts(vec![one.account], snooze(Some("merger")))).unwrap();
    assert!(!fires(31) && fires(61), "a reason holds it back until its day");
    desk.perform(Intent::SnoozeAccounts(vec![one.account], snooze(None))).unwrap();
    assert!(fires(31), "without a reason the account is only out of sight");
}

#[test]
fn what_was_taken_back_stays_so_until_the_cooldown_is_over() {
    let place = Place::new(&format!("{RED}{ALL}"));
    let mut desk = place.sit();
    let before = tasks(&desk);
    let started = desk.check().unwrap().0.started.len();
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(tasks(&desk), before);
    assert_eq!(desk.check().unwrap().0.started, []);
    let mut later = place.desk(at(today().plus_days(30), Zone::UTC));
    assert_eq!(later.rehearse_check().unwrap().started.len(), started);
    desk.perform(Intent::Redo(1)).unwrap();
    assert_eq!(tasks(&desk), before + 3 * started);
}

#[test]
fn no_clock_and_no_zone_makes_a_second_firing() {
    let place = Place::new(&format!("{RED}{ALL}"));
    let mut desk = place.sit();
    let fired: HashSet<AccountId> = desk.check().unwrap().0.started.iter().map(|one| one.account).collect();
    assert!(!fired.is_empty());
    let again = |desk: &mut Desk| desk.check().unwrap().0.started.iter().any(|one| fired.contains(&one.account));
    // Taken back, so that no open task stands in the way.
    desk.perform(Intent::Undo(1)).unwrap();
    for hours in [14, 12, 0, -11] {
        let mut abroad = place.desk(at(today(), Zone::Fixed(hours * 3600)));
        assert!(!again(&mut abroad), "{hours}");
    }
    for back in [1, 30, 365, 20_000] {
        let mut past = place.desk(at(today().plus_days(-back), Zone::UTC));
        assert!(!again(&mut past), "{back}");
    }
}

#[test]
fn a_cadence_owes_a_touch_from_the_last_one_or_from_the_day_it_was_added() {
    let config = "[signals]\ncadences = true\nmost = 1000\n[stake.cadence]\ndefault = 20\n[stake.cadence.segments]\n";
    let place = Place { folder: tempfile::tempdir().unwrap(), settings: settings(config) };
    let mut desk = Desk::create(&place.path(), &place.settings, Clock::Fixed(at(today(), Zone::UTC)), "test").unwrap();
    desk.perform(Intent::AddAccount("Globex".to_owned())).unwrap();
    assert_eq!(desk.check().unwrap().0.started, [], "a new account owes nothing yet");
    let mut later = place.desk(at(today().plus_days(20), Zone::UTC));
    let (checked, _) = later.check().unwrap();
    assert_eq!(checked.started.len(), 1);
    assert_eq!(checked.started[0].rule.as_deref(), Some(CADENCE));
    assert!(checked.started[0].why.contains("every 20 days"), "{checked:?}");
    let account = checked.started[0].account;
    later.perform(Intent::LogLine(account, "email asked how it goes".to_owned())).unwrap();
    assert_eq!(tasks(&later), 0, "the touch is what was owed");
    assert_eq!(place.desk(at(today().plus_days(39), Zone::UTC)).check().unwrap().0.started, []);
    assert_eq!(place.desk(at(today().plus_days(41), Zone::UTC)).check().unwrap().0.started.len(), 1);
}

#[test]
fn a_playbook_by_hand_runs_once_at_a_time() {
    let place = Place::new("");
    let mut desk = place.sit();
    let order = desk.store().whole_account_order().unwrap();
    let start = |desk: &mut Desk, accounts: &[AccountId], name: &str, on| {
        desk.perform(Intent::StartPlaybook(accounts.to_vec(), name.to_owned(), on))
    };
    let outcome = start(&mut desk, &order[..2], "onboarding", None).unwrap();
    assert_eq!(outcome.rows, 2 + 10);
    let refused = start(&mut desk, &order[..1], "onboarding", None).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Rejected);
    let outcome = start(&mut desk, &order[1..3], "Onboarding", Some(today().plus_days(7))).unwrap();
    assert_eq!(outcome.rows, 1 + 5, "{}", outcome.note);
    assert_eq!(start(&mut desk, &order[..1], "onbording", None).unwrap_err().hint, "did you mean onboarding?");
    let decided = order.iter().find(|id| {
        desk.store().account_line(**id).unwrap().is_some_and(|line| line.day > Some(today().plus_days(130)))
    });
    let decided = *decided.unwrap();
    let day = desk.store().account_line(decided).unwrap().unwrap().day.unwrap();
    start(&mut desk, &[decided], "renewal", None).unwrap();
    let runs = desk.store().runs_of(decided).unwrap();
    assert_eq!((runs[0].0.anchor, runs[0].1.total, runs[0].1.closed), (day, 4, 0));
    assert_eq!(runs[0].1.next, Some(day.plus_days(-120)));
}

/// A book with the built-in rules and one account, which pays 80k a year.
fn one_account() -> (Place, AccountId) {
    let config =
        "[signals]\nbuiltin = true\ncadences = true\n[stake.cadence]\ndefault = 90\n[stake.cadence.segments]\n";
    let place = Place { folder: tempfile::tempdir().unwrap(), settings: settings(config) };
    let mut desk = Desk::create(&place.path(), &place.settings, Clock::Fixed(at(today(), Zone::UTC)), "test").unwrap();
    import(&mut desk, "Customer,ARR,Renewal Date\nGlobex,80000,2029-06-01\n");
    let account = desk.store().whole_account_order().unwrap()[0];
    (place, account)
}

fn import(desk: &mut Desk, text: &str) -> String {
    let source = Source { name: "a.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    let (report, _) = desk.import(&[source], &Options::new(Currency::USD)).unwrap();
    assert!(report.written, "{report:?}");
    format!("{report:?}")
}

/// The rules that would fire so many days after the first.
fn fires(place: &Place, days: i32) -> Vec<String> {
    let found = place.desk(at(today().plus_days(days), Zone::UTC)).rehearse_check().unwrap();
    found.started.into_iter().filter_map(|one| one.rule).collect()
}

#[test]
fn a_bad_score_fires_once_and_not_when_it_is_old_or_answered() {
    let (place, account) = one_account();
    let mut desk = place.sit();
    desk.perform(Intent::AddFeedback(account, "nps 3 exports time out".to_owned())).unwrap();
    assert_eq!(fires(&place, 0), ["detractor"]);
    assert_eq!(fires(&place, 30), ["detractor"]);
    assert_eq!(fires(&place, 31), [""; 0], "a score of long ago is no news");
    let (checked, _) = desk.check().unwrap();
    assert!(checked.started[0].why.starts_with("detractor not answered since"), "{checked:?}");
    desk.perform(Intent::Undo(1)).unwrap();
    for days in [90, 91, 400] {
        assert!(!fires(&place, days).contains(&"detractor".to_owned()), "{days}: the same score does not fire again");
    }
    let (place, account) = one_account();
    let mut desk = place.sit();
    desk.perform(Intent::AddFeedback(account, "nps 3 exports time out".to_owned())).unwrap();
    let row = desk.store().rows::<Feedback>("", []).unwrap().pop().unwrap();
    desk.perform(Intent::ReplyTo(vec![row.id], Reply::Answered, None)).unwrap();
    assert_eq!(fires(&place, 0), [""; 0], "somebody has answered");
}

#[test]
fn low_use_fires_once_for_what_was_measured() {
    let (place, _) = one_account();
    let mut desk = place.sit();
    import(&mut desk, "Customer,ARR,Renewal Date,Usage Change\nGlobex,80000,2029-06-01,-45\n");
    assert_eq!(fires(&place, 0), ["low-usage"]);
    desk.check().unwrap();
    desk.perform(Intent::Undo(1)).unwrap();
    for days in [31, 45, 60] {
        assert_eq!(fires(&place, days), [""; 0], "{days}: nothing was measured since");
    }
}

#[test]
fn a_touch_of_long_ago_pays_nothing_and_an_imported_one_does() {
    let (place, account) = one_account();
    let mut desk = place.desk(at(today().plus_days(95), Zone::UTC));
    desk.check().unwrap();
    assert_eq!(tasks(&desk), 1);
    desk.perform(Intent::LogLine(account, "call at:2026-11-20 how it went".to_owned())).unwrap();
    assert_eq!(tasks(&desk), 1, "that call is 99 days old: another has been owed for 9");
    import(&mut desk, "Customer,Activity Type,Touch Date,Subject\nGlobex,Email,2026-11-25,hello\n");
    assert_eq!(tasks(&desk), 1, "nor does one that came with a file");
    import(&mut desk, "Customer,Activity Type,Touch Date,Subject\nGlobex,Email,2027-02-20,hello\n");
    assert_eq!(tasks(&desk), 0, "a late one does");
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(tasks(&desk), 1, "in one step with the import");
}

#[test]
fn tasks_counted_from_a_decision_go_with_it() {
    let (place, account) = one_account();
    let config = "Customer,ARR,Renewal Date\nGlobex,80000,2027-02-01\n";
    let mut desk = place.sit();
    import(&mut desk, config);
    desk.perform(Intent::StartPlaybook(vec![account], "renewal".to_owned(), None)).unwrap();
    let state = |desk: &Desk| {
        let mut rows: Vec<Task> = desk.store().rows("WHERE run IS NOT NULL", []).unwrap();
        rows.sort_by_key(|task| (task.due, task.id));
        rows.into_iter().map(|task| (task.due.unwrap(), task.state)).collect::<Vec<_>>()
    };
    let before = state(&desk);
    assert!(before.len() > 1);
    let Answer::Account(view) = desk.fetch(&Query::Account(account, 0)).unwrap() else { unreachable!() };
    let line = view.decisions[0].clone();
    desk.perform(Intent::RescheduleRenewal(line.id, line.end, line.end.plus_days(20))).unwrap();
    let moved: Vec<_> = before.iter().map(|(due, state)| (due.plus_days(20), *state)).collect();
    assert_eq!(state(&desk), moved);
    assert_eq!(desk.store().runs_of(account).unwrap()[0].0.anchor, line.day.plus_days(20));
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(state(&desk), before, "in one step");
    desk.perform(Intent::SettleRenewal(line.id, line.end, "renewed 1y".to_owned())).unwrap();
    assert!(state(&desk).iter().all(|(_, state)| *state == TaskState::Dropped));
    let rows: Vec<Task> = desk.store().rows("WHERE run IS NOT NULL", []).unwrap();
    assert!(rows.iter().all(|task| task.body.raw().ends_with("Dropped: the decision was made before it.")));
    desk.perform(Intent::Undo(1)).unwrap();
    assert_eq!(state(&desk), before);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Check,
    Undo,
    Redo,
    Close(usize),
    Wait(i32),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Check),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
        2 => (0..40_usize).prop_map(Step::Close),
        2 => (-20..60_i32).prop_map(Step::Wait),
    ]
}

fn twice(store: &Store) -> bool {
    let mut seen = HashSet::new();
    // Two open runs of one rule, or of one playbook, for one account.
    store.open_runs().unwrap().into_iter().any(|run| {
        let rule = run.rule.clone().unwrap_or_default();
        !seen.insert((run.account, format!("rule {rule}"))) || !seen.insert((run.account, run.playbook))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn never_two_open_runs_and_never_twice_at_once(steps in prop::collection::vec(step(), 1..14)) {
        let config = format!("{RED}[signals]\nbuiltin = true\ncadences = true\nmost = 40\n");
        let place = Place::of(&config, Size::of(16, 60, 60));
        let mut day = today();
        let mut desk = place.sit();
        for step in steps {
            match step {
                Step::Check => {
                    desk.check().unwrap();
                    prop_assert_eq!(desk.rehearse_check().unwrap().started, vec![]);
                }
                Step::Undo => drop(desk.perform(Intent::Undo(1))),
                Step::Redo => drop(desk.perform(Intent::Redo(1))),
                Step::Close(n) => {
                    let open = desk.store().open_task_order().unwrap();
                    if let Some(id) = open.get(n) {
                        desk.perform(Intent::CompleteTasks(vec![*id])).unwrap();
                    }
                }
                Step::Wait(days) => {
                    day = day.plus_days(days);
                    desk = place.desk(at(day, Zone::UTC));
                }
            }
            prop_assert!(!twice(desk.store()));
        }
    }
}
