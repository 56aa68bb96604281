//! The life of tasks, contacts, clocks, views and archived rows at the desk: each act does what it says, is one step of
//! undo, and leaves the book as it was when it is taken back.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure here fails the test")]

#[path = "support/facts.rs"]
mod facts;
#[path = "support/world.rs"]
mod world;

use folio::domain::arrange::arrangement::{Arrangement, Sorts};
use folio::domain::book::TaskLine;
use folio::domain::change::Image;
use folio::domain::query::needs::Needs;
use folio::domain::query::sheet::Scope;
use folio::domain::query::tree::Query as Filter;
use folio::domain::record::renewal::Renewal;
use folio::domain::record::subscription::Subscription;
use folio::domain::record::task::{Priority, Task, TaskState};
use folio::domain::record::timer::Timer;
use folio::domain::record::touch::{Touch, TouchKind};
use folio::domain::record::view::ListKind;
use folio::domain::value::day::{Day, Moment, Now, Zone};
use folio::domain::value::id::{AccountId, ContactId, RenewalId, SubscriptionId, TaskId};
use folio::service::error::ErrorKind;
use folio::service::intent::{Intent, Promise, Rows, ViewDraft, Waiting};
use folio::service::query::{AccountView, Answer, Hidden, Query};
use world::{World, on};

impl World {
    /// Lets minutes pass.
    fn later(&mut self, minutes: i64) {
        self.now = Now::new(Moment(self.now.at.0 + minutes * 60_000), Zone::UTC);
    }

    fn contact(&mut self, account: AccountId, line: &str) -> ContactId {
        self.act(Intent::AddContact(account, line.to_owned())).made.unwrap().parse().unwrap()
    }

    fn task(&mut self, account: Option<AccountId>, line: &str) -> TaskId {
        self.act(Intent::AddLines(account, vec![line.to_owned()])).made.unwrap().parse().unwrap()
    }

    fn row(&self, id: TaskId) -> Task {
        self.store().row(&id.to_string()).unwrap().unwrap()
    }

    fn touches(&self) -> Vec<Touch> {
        self.store().rows("ORDER BY at DESC, id DESC", []).unwrap()
    }

    fn timer(&mut self) -> Option<Timer> {
        let Answer::Timer(timer) = self.desk().fetch(&Query::Timer).unwrap() else { unreachable!() };
        timer
    }

    fn open(&mut self) -> Vec<TaskLine> {
        let query = Query::Tasks { account: None, filter: Filter::default(), hidden: Hidden::Last, limit: 99 };
        let Answer::Lines(lines) = self.desk().fetch(&query).unwrap() else { unreachable!() };
        lines.tasks
    }

    fn page(&mut self, account: AccountId) -> AccountView {
        let Answer::Account(view) = self.desk().fetch(&Query::Account(account, 9)).unwrap() else { unreachable!() };
        *view
    }
}

fn day(text: &str) -> Option<Day> {
    text.parse().ok()
}

#[test]
fn what_recurs_comes_back_in_the_same_step() {
    let mut world = World::on("2026-11-24");
    let globex = world.account("Globex Corp domain:globex.com");
    world.contact(globex, "Dana Fox");
    for (line, note, due, wait) in [
        (
            "report every:fri due:fri wait:wed p:1 est:30m +weekly with:dana -- as before",
            "next Fri 4 Dec",
            "2026-12-04",
            "2026-12-02",
        ),
        ("invoice every:month due:30 nov", "next Wed 30 Dec", "2026-12-30", ""),
        ("check usage every:2w wait:mon", "next Tue 8 Dec", "", "2026-12-08"),
        ("renew early every:2w due:2026-12-20", "next Tue 8 Dec", "2026-12-08", ""),
        ("sync every:2w", "next Tue 8 Dec", "2026-12-08", ""),
        ("late every:2w due:2026-11-10", "next Tue 8 Dec", "2026-12-08", ""),
    ] {
        let id = world.task(Some(globex), line);
        let outcome = world.there_and_back(Intent::CompleteTasks(vec![id, id]));
        assert!(outcome.note.contains(note), "{}", outcome.note);
        let (old, next) = (world.row(id), world.open());
        assert_eq!((old.state, next.len(), outcome.rows), (TaskState::Done, 1, 2), "{line}");
        let next = world.row(next[0].id);
        assert_eq!((next.due, next.wait_until), (day(due), day(wait)), "{line}");
        assert_eq!((next.slips, next.state, next.closed_at), (0, TaskState::Open, None));
        assert_eq!(
            (&next.title, next.account, next.contact, next.priority, next.estimate_minutes, &next.tags, &next.body),
            (&old.title, old.account, old.contact, old.priority, old.estimate_minutes, &old.tags, &old.body)
        );
        assert_eq!((next.every, next.anchor), (old.every, old.anchor));
        let outcome = world.there_and_back(Intent::DropTasks(vec![next.id]));
        assert!(outcome.note.contains("comes back no more"), "{}", outcome.note);
        assert!(world.open().is_empty());
    }
}

#[test]
fn a_task_is_handed_over_and_taken_back() {
    let mut world = World::on("2026-11-24");
    let id = world.task(None, "fix export");
    let wait = |state, since| Intent::Wait(vec![id], Waiting { state, since });
    let outcome = world.there_and_back(wait(TaskState::WaitingSupport, day("2026-11-20")));
    assert_eq!(outcome.note, "Waiting on support: fix export");
    assert_eq!(world.row(id).waiting_since, day("2026-11-20"));
    assert_eq!(world.act(wait(TaskState::WaitingSupport, None)).rows, 0, "the same people still have it");
    world.act(wait(TaskState::WaitingProduct, None));
    assert_eq!(world.row(id).waiting_since, day("2026-11-24"));
    world.there_and_back(wait(TaskState::Open, None));
    assert_eq!((world.row(id).state, world.row(id).waiting_since), (TaskState::Open, None));
    assert_eq!(world.refused(wait(TaskState::Done, None)).kind, ErrorKind::Usage);
    assert_eq!(world.refused(wait(TaskState::WaitingSales, day("2026-11-25"))).kind, ErrorKind::Usage);
    world.there_and_back(Intent::Prioritise(vec![id], Some(Priority::High)));
    assert_eq!(world.row(id).priority, Some(Priority::High));
    assert_eq!(world.act(Intent::Prioritise(vec![id], None)).note, "No priority: fix export");
}

#[test]
fn a_line_changes_what_its_verb_would() {
    let mut world = World::on("2026-11-24");
    let (globex, hooli) = (world.account("Globex"), world.account("Hooli currency:EUR"));
    world.contact(globex, "Dana Fox");
    let id = world.task(Some(globex), "call Dana due:fri -- first");
    let change = |line: &str| Intent::Modify(Rows::Tasks(vec![id]), line.to_owned());
    world.there_and_back(change("p:1 due:thu est:1h +vip with:dana -- second"));
    let row = world.row(id);
    assert_eq!((row.due, row.slips, row.estimate_minutes), (day("2026-11-26"), 0, Some(60)), "earlier is no slip");
    assert_eq!((row.body.raw(), row.tags.len(), row.contact.is_some()), ("first\nsecond", 1, true));
    let outcome = world.act(change("due:mon 3pm -vip"));
    assert!(outcome.note.contains("due Mon 30 Nov 2026 15:00 (in 6d), -vip"), "{}", outcome.note);
    assert_eq!((world.row(id).slips, world.row(id).due_minute), (1, Some(900)));
    world.act(Intent::RescheduleTasks(vec![id], Promise { day: day("2026-12-02").unwrap(), minute: None }));
    assert_eq!(world.row(id).slips, 2);
    world.act(change("state:waiting-sales"));
    assert_eq!(world.row(id).waiting_since, day("2026-11-24"));
    world.act(change("state:open every:month"));
    assert_eq!((world.row(id).waiting_since, world.row(id).anchor), (None, day("2026-12-02")));
    world.act(Intent::StartTimer(globex, Some(id)));
    world.there_and_back(change("acct:hooli"));
    assert_eq!((world.row(id).account, world.row(id).contact), (Some(hooli), None), "Dana is at Globex");
    assert_eq!(world.timer().unwrap().account, hooli);
    for (line, kind) in [
        ("state:done", ErrorKind::Rejected),
        ("acct:none", ErrorKind::Rejected),
        ("acct:nobody", ErrorKind::NotFound),
        ("with:dana", ErrorKind::NotFound),
        ("wait:yesterday", ErrorKind::Usage),
        ("waiting_since:mon", ErrorKind::Rejected),
        ("title:", ErrorKind::Usage),
        ("p:9", ErrorKind::Usage),
        ("soon", ErrorKind::Usage),
    ] {
        assert_eq!(world.refused(change(line)).kind, kind, "{line}");
    }
    let account = |rows: Vec<AccountId>, line: &str| Intent::Modify(Rows::Accounts(rows), line.to_owned());
    world.there_and_back(account(vec![globex], "name:\"Globex SE\" call:at-risk stage:adopting"));
    assert_eq!(world.page(globex).account.call_on, day("2026-11-24"));
    assert_eq!(world.desk().find_account("globex se"), Ok(globex));
    assert_eq!(world.refused(account(vec![globex], "name:hooli")).kind, ErrorKind::Rejected);
    assert_eq!(world.refused(account(vec![globex, hooli], "name:Both")).kind, ErrorKind::Rejected);
    assert_eq!(world.refused(account(vec![globex], "stage:none")).kind, ErrorKind::Usage);
    assert_eq!(world.refused(account(vec![hooli], "call:commit snoozed:today")).kind, ErrorKind::Usage);
}

#[test]
fn tags_and_aliases_are_had_once_and_a_new_snooze_forgets_why() {
    let mut world = World::on("2026-11-24");
    let (globex, hooli) = (world.account("Globex aliases:gx +vip"), world.account("Hooli"));
    let account = |rows: Vec<AccountId>, line: &str| Intent::Modify(Rows::Accounts(rows), line.to_owned());
    assert_eq!(world.act(account(vec![globex], "+VIP")).rows, 0, "the same tag in other letters");
    world.there_and_back(account(vec![globex], "-Vip +new"));
    assert_eq!(
        world.page(globex).account.tags.iter().map(folio::domain::value::text::Text::raw).collect::<Vec<_>>(),
        ["new"]
    );
    for (rows, line) in
        [(vec![hooli], "aliases:GX"), (vec![hooli], "aliases:globex"), (vec![globex, hooli], "aliases:both")]
    {
        assert_eq!(world.refused(account(rows, line)).kind, ErrorKind::Rejected, "{line}");
    }
    world.there_and_back(account(vec![globex], "aliases:gx,gbx"));
    world.act(account(vec![globex], "snoozed:mon snooze_reason:procurement"));
    world.there_and_back(account(vec![globex], "snoozed:2026-12-04"));
    assert_eq!(world.page(globex).account.snooze_reason, None);
    let id = world.task(Some(globex), "check usage");
    let task = |line: &str| Intent::Modify(Rows::Tasks(vec![id]), line.to_owned());
    world.act(task("wait:mon wait_reason:holiday +a"));
    assert!(world.row(id).wait_reason.is_some());
    world.there_and_back(task("wait:2026-12-04 +A"));
    assert_eq!((world.row(id).wait_reason, world.row(id).tags.len()), (None, 1));
}

/// A contract over a year with its renewal, 40,000 a year.
fn contract(world: &mut World) -> (SubscriptionId, RenewalId) {
    let (account, id) = (world.account("Initech"), world.seed);
    let (subscription, renewal) = (format!("01J8SVB000000000000000000{id}"), format!("01J8RNW000000000000000000{id}"));
    let meta = serde_json::json!({ "created_at": 1, "updated_at": 1, "version": 1 });
    let arr = serde_json::json!({ "minor": 4_000_000, "currency": "USD" });
    let days = ["2026-01-01", "2026-12-31", "2026-10-31"].map(|text| day(text).unwrap());
    let row = serde_json::json!({
        "id": subscription, "meta": meta, "account": account, "product": "Team", "arr": arr, "start": days[0],
        "end": days[1], "auto_renew": true,
    });
    let term: Subscription = serde_json::from_value(row).unwrap();
    let row = serde_json::json!({
        "id": renewal, "meta": meta, "account": account, "subscription": subscription, "due": days[1],
        "cancel_by": days[2], "stage": "preparing", "target": arr,
    });
    let decision: Renewal = serde_json::from_value(row).unwrap();
    let ids = (term.id, decision.id);
    world.desk().found([Image::made(term).into(), Image::made(decision).into()].into_iter()).unwrap();
    ids
}

#[test]
fn what_hangs_on_a_contract_moves_with_it() {
    let mut world = World::on("2026-11-24");
    let (term, decision) = contract(&mut world);
    let renewal = |world: &World| -> Renewal { world.store().row(&decision.to_string()).unwrap().unwrap() };
    let subscription = |world: &World| -> Subscription { world.store().row(&term.to_string()).unwrap().unwrap() };
    let on_renewal = |line: &str| Intent::Modify(Rows::Renewals(vec![decision]), line.to_owned());
    let on_term = |line: &str| Intent::Modify(Rows::Subscriptions(vec![term]), line.to_owned());
    world.there_and_back(on_renewal("due:2027-01-10"));
    let row = renewal(&world);
    assert_eq!((Some(row.due), row.cancel_by), (day("2027-01-10"), day("2026-11-10")), "cancel-by moves along");
    assert_eq!(subscription(&world).end, day("2027-01-10"), "and the contract");
    world.there_and_back(on_term("end:2027-01-20"));
    let row = renewal(&world);
    assert_eq!((Some(row.due), row.cancel_by), (day("2027-01-20"), day("2026-11-20")), "the open renewal moves along");
    world.there_and_back(on_renewal("cancel_by:2026-12-01 due:2027-01-21"));
    assert_eq!(renewal(&world).cancel_by, day("2026-12-01"), "what was said stays");
    assert_eq!(world.refused(on_renewal("outcome:renewed")).kind, ErrorKind::Rejected, "its next term hangs on that");
    assert_eq!(world.refused(on_term("end:2025-12-31")).kind, ErrorKind::Rejected);
    for (intent, field) in [
        (on_term("arr:-5k"), "arr"),
        (on_renewal("target:-1"), "target"),
        (on_renewal("forecast:-1"), "forecast"),
        (on_renewal("final:-1"), "final"),
    ] {
        assert_eq!(world.refused(intent).kind, ErrorKind::Usage, "{field}");
    }
}

#[test]
fn a_search_and_a_sheet_know_nothing_of_an_archived_account() {
    let mut world = World::on("2026-11-24");
    let globex = world.account("Globex");
    world.contact(globex, "Quentin Zhou");
    world.task(Some(globex), "quentin roadmap");
    world.act(Intent::LogLine(globex, "call 20m quentin".to_owned()));
    let found = |world: &mut World| {
        let query = Query::Search { text: "quentin".to_owned(), limit: 9 };
        let Answer::Search(_, found) = world.desk().fetch(&query).unwrap() else { unreachable!() };
        let needs = Needs::SCREEN;
        let Answer::Sheet(_, sheet) = world.desk().fetch(&Query::Sheet(Scope::Whole, needs)).unwrap() else {
            unreachable!()
        };
        (found.len(), sheet.tasks().count())
    };
    assert_eq!(found(&mut world), (3, 1));
    world.act(Intent::Archive(Rows::Accounts(vec![globex])));
    assert_eq!(found(&mut world), (0, 0));
    world.act(Intent::Restore(Rows::Accounts(vec![globex])));
    assert_eq!(found(&mut world), (3, 1));
}

#[test]
fn all_rows_change_or_none() {
    let mut world = World::on("2026-11-24");
    let (globex, hooli) = (world.account("Globex"), world.account("Hooli"));
    world.contact(globex, "Dana Fox");
    let (one, other) = (world.task(Some(globex), "one"), world.task(Some(hooli), "other"));
    let rows = || Rows::Tasks(vec![one, other, one]);
    assert_eq!(world.refused(Intent::Modify(rows(), "p:1 with:dana".to_owned())).kind, ErrorKind::NotFound);
    let outcome = world.there_and_back(Intent::Modify(rows(), "p:1 due:fri".to_owned()));
    assert_eq!((outcome.rows, outcome.note.as_str()), (2, "Changed: 2 tasks: priority 1, due Fri 27 Nov 2026 (in 3d)"));
}

#[test]
fn contacts_move_the_stake() {
    let mut world = World::on("2026-11-24");
    let globex = world.account("Globex");
    let csv =
        "Subscription ID,Account Name,Product,ARR,Start Date,End Date\nS1,Globex,Team,100000,2026-01-01,2026-12-31\n";
    let source =
        folio::service::import::plan::Source { name: "subscriptions.csv".to_owned(), bytes: csv.as_bytes().to_vec() };
    let options = folio::service::import::plan::Options::new(folio::config::settings::Settings::default().money.home);
    world.desk().import(&[source], &options).unwrap();
    let dana = world.contact(globex, "Dana Fox role:champion title:\"VP Ops\" email:dana@globex.com +pos");
    world.contact(globex, "Li Wei");
    let stake = |world: &mut World| world.page(globex).stake.total;
    let before = stake(&mut world);
    let outcome = world.there_and_back(Intent::Modify(Rows::Contacts(vec![dana]), "left:today".to_owned()));
    assert!(!outcome.refresh.accounts.is_empty(), "the screen is told of the new stake");
    let after = stake(&mut world);
    assert!(after > before, "{before} then {after}");
    let why: Vec<String> = world.page(globex).stake.reasons().into_iter().map(|reason| reason.text).collect();
    assert!(why.iter().any(|text| text.contains("champion left")), "{why:?}");
    assert!(why.iter().any(|text| text.contains("1 live contact")), "{why:?}");
    world.now = Now::new(Moment(world.now.at.0 + 130 * 86_400_000), Zone::UTC);
    let why: Vec<String> = world.page(globex).stake.reasons().into_iter().map(|reason| reason.text).collect();
    assert!(!why.iter().any(|text| text.contains("champion left")), "after 120 days it is history: {why:?}");
}

#[test]
fn contacts_and_accounts_are_added_once() {
    let mut world = World::on("2026-11-24");
    let globex = world.account("Globex Corp aliases:gx segment:enterprise");
    let add = |line: &str| Intent::AddAccount(line.to_owned());
    for line in ["globex corp", "GX", "New aliases:gx"] {
        let refused = world.refused(add(line));
        assert_eq!(refused.kind, ErrorKind::Rejected, "{line}");
        assert!(refused.message.contains("Globex Corp"), "{refused}");
    }
    assert_eq!(world.refused(add("domain:x.com")).kind, ErrorKind::Usage);
    assert_eq!(world.refused(add("Initech sgment:smb")).kind, ErrorKind::Usage);
    let contact = |line: &str| Intent::AddContact(globex, line.to_owned());
    let outcome = world.there_and_back(contact("Dana Fox role:champion"));
    assert_eq!(outcome.note, "Contact added: Dana Fox, champion (Globex Corp)");
    let refused = world.refused(contact("dana FOX"));
    assert!(refused.kind == ErrorKind::Rejected && refused.message.contains("Dana Fox"), "{refused}");
    for line in ["", "role:user", "Li role:king", "Li +vip"] {
        assert_eq!(world.refused(contact(line)).kind, ErrorKind::Usage, "{line}");
    }
    for line in ["call 20m with Dana: price", "note with Dana: mind the tone"] {
        world.act(Intent::LogLine(globex, line.to_owned()));
        world.later(5);
    }
    let page = world.page(globex);
    let last: Vec<_> = page.last_touches.iter().map(|last| (last.contact, last.at)).collect();
    assert_eq!(last, [(page.contacts[0].id, on("2026-11-24").at)], "a note is no touch");
}

#[test]
fn the_clock_runs_through_a_restart_and_logs_once() {
    let mut world = World::on("2026-11-24");
    let (globex, hooli) = (world.account("Globex"), world.account("Hooli"));
    world.contact(globex, "Dana Fox");
    let call = world.task(Some(globex), "call about ROI with:dana");
    let loose = world.task(None, "tidy desk");
    assert_eq!(world.refused(Intent::StopTimer(String::new())).kind, ErrorKind::Rejected);
    assert_eq!(world.refused(Intent::CancelTimer).kind, ErrorKind::Rejected);
    assert_eq!(world.refused(Intent::StartTimer(globex, Some(loose))).kind, ErrorKind::Rejected);
    assert_eq!(world.refused(Intent::StartTimer(hooli, Some(call))).kind, ErrorKind::Rejected);
    let started = world.there_and_back(Intent::StartTimer(globex, Some(call)));
    assert_eq!(started.refresh.timer.unwrap().about, "call about ROI");
    world.later(23);
    assert_eq!(world.act(Intent::StartTimer(globex, Some(call))).rows, 0);
    assert_eq!(world.desk().load_book(9).unwrap().timer.unwrap().account, globex);
    let outcome = world.there_and_back(Intent::StopTimer("asked for ROI +pos next: send deck fri".to_owned()));
    assert_eq!(outcome.note, "Logged: call 23m with Globex, next: send deck");
    let touch = world.touches().remove(0);
    assert_eq!((touch.kind, touch.minutes, touch.text.raw()), (TouchKind::Call, Some(23), "asked for ROI"));
    assert!(touch.contact.is_some() && world.timer().is_none());

    world.act(Intent::StartTimer(globex, None));
    world.later(12);
    let outcome = world.there_and_back(Intent::StartTimer(hooli, None));
    assert_eq!(outcome.note, "Logged: note 12m with Globex; clock started: Hooli");
    world.later(90);
    world.there_and_back(Intent::StopTimer("meeting 30m: kick-off".to_owned()));
    let touch = world.touches().remove(0);
    assert_eq!((touch.kind, touch.minutes, touch.account), (TouchKind::Meeting, Some(30), hooli));

    world.act(Intent::StartTimer(globex, Some(call)));
    let count = world.touches().len();
    world.there_and_back(Intent::CancelTimer);
    assert_eq!(world.touches().len(), count);
    world.act(Intent::StartTimer(globex, Some(call)));
    world.later(8);
    let outcome = world.there_and_back(Intent::CompleteTasks(vec![call]));
    assert_eq!(outcome.note, "Done: call about ROI (Globex); its clock stopped, 8m logged");
    assert_eq!((world.touches()[0].minutes, world.touches()[0].text.raw()), (Some(8), "call about ROI"));
    assert!(world.timer().is_none() && outcome.refresh.timer.is_none());
    assert_eq!(world.refused(Intent::StartTimer(globex, Some(call))).kind, ErrorKind::Rejected);
}

#[test]
fn what_is_archived_is_out_of_every_list_and_comes_back() {
    let mut world = World::on("2026-11-24");
    let (globex, hooli) = (world.account("Globex"), world.account("Hooli"));
    let task = world.task(Some(globex), "send deck due:yesterday");
    world.act(Intent::StartTimer(globex, None));
    world.later(3);
    let outcome = world.there_and_back(Intent::Archive(Rows::Accounts(vec![globex])));
    assert_eq!(outcome.note, "Archived: Globex; its clock stopped, 3m logged");
    assert_eq!((outcome.refresh.gone_accounts, outcome.refresh.gone_tasks), (vec![globex], vec![task]));
    let Answer::Orders(accounts, _, tasks) = world.desk().fetch(&Query::Orders(Sorts::default())).unwrap() else {
        unreachable!()
    };
    assert_eq!((accounts, tasks), (vec![hooli], vec![]));
    assert!(world.open().is_empty() && world.timer().is_none());
    assert_eq!(world.desk().find_account("globex").unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(world.desk().find_task("send deck").unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(world.desk().find_account(&globex.to_string()), Ok(globex));
    let refused = world.refused(Intent::AddAccount("Globex".to_owned()));
    assert!(refused.hint.contains("archive --back"), "{refused:?}");
    let outcome = world.there_and_back(Intent::Restore(Rows::Accounts(vec![globex])));
    assert_eq!(outcome.note, "Back from the archive: Globex");
    assert_eq!(outcome.refresh.tasks.iter().map(|line| line.id).collect::<Vec<_>>(), [task]);
    assert_eq!(world.desk().find_account("globex"), Ok(globex));
    world.there_and_back(Intent::Archive(Rows::Tasks(vec![task])));
    assert!(world.open().is_empty());
    assert_eq!(world.act(Intent::Archive(Rows::Tasks(vec![task]))).rows, 0);
}

#[test]
fn views_have_names_and_keys_of_their_own() {
    let mut world = World::on("2026-11-24");
    let draft = |name: &str, query: &str, key| ViewDraft {
        name: name.to_owned(),
        list: ListKind::Accounts,
        query: query.to_owned(),
        key,
        arrangement: Arrangement::default(),
    };
    let save = |name: &str, query: &str, key| Intent::SaveView(draft(name, query, key));
    let made = world.act(save("At risk", "health:red,yellow   renew:..60d", Some('r'))).made.unwrap();
    let views = |world: &mut World| match world.desk().fetch(&Query::Views).unwrap() {
        Answer::Views(views) => views,
        _ => unreachable!(),
    };
    assert_eq!(views(&mut world)[0].query.raw(), "health:red,yellow renew:..60d");
    world.there_and_back(save("at RISK", "health:red", None));
    let all = views(&mut world);
    assert_eq!((all.len(), all[0].id.to_string(), all[0].key.as_ref().unwrap().raw()), (1, made, "r"));
    assert_eq!(world.refused(save("other", "", Some('r'))).kind, ErrorKind::Rejected);
    assert_eq!(world.refused(save("other", "", Some('!'))).kind, ErrorKind::Usage);
    assert_eq!(world.refused(save(" ", "", None)).kind, ErrorKind::Usage);
    let refused = world.refused(save("broken", "helth:red", None));
    assert!(refused.message.contains("^^^") && refused.hint.contains("health"), "{refused:?}");
    world.act(save("All", "", Some('a')));
    let ids = views(&mut world).iter().map(|view| view.id).collect();
    let outcome = world.there_and_back(Intent::RemoveViews(ids));
    assert_eq!(outcome.note, "Views forgotten: All, at RISK");
    assert!(views(&mut world).is_empty());
}

#[test]
fn a_tasks_place_is_explained() {
    let mut world = World::on("2026-11-24");
    let globex = world.account("Globex");
    for (account, part) in [(Some(globex), "Globex"), (None, "no account")] {
        let id = world.task(account, "call CFO p:1 due:fri");
        let Answer::WhyTask(of, title, why) = world.desk().fetch(&Query::WhyTask(id)).unwrap() else { unreachable!() };
        assert_eq!((of, title.as_str()), (id, "call CFO"));
        assert!(why.headline.contains(part), "{}", why.headline);
        let shown: i64 = why.lines.iter().filter(|line| line.indent == 0).filter_map(|line| line.money).sum();
        assert_eq!(shown, world.open().iter().find(|line| line.id == id).unwrap().score);
    }
}
