//! Every record of a demo book, read and written field by field: what is not touched stays, what is lost in a race is told,
//! and one step of undo takes all of it back.

use crate::config::settings::Settings;
use crate::domain::calendar::week::FiscalStart;
use crate::domain::change::Change;
use crate::domain::demo::rows::{Size, rows};
use crate::domain::form::slot::{Need, slots};
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::meta::Kind;
use crate::domain::value::day::{Day, Now, Zone};
use crate::domain::value::text::folded;
use crate::service::desk::{Clock, Desk};
use crate::service::document;
use crate::service::edit::{FieldEdit, RecordDraft, RecordEdit, RecordView, RowName};
use crate::service::error::{Error, ErrorKind};
use crate::service::intent::{Intent, Outcome};
use crate::service::query::{Answer, Query};

fn morning() -> Now {
    let civil = Day::of(2026, 11, 24).unwrap().date().and_hms_opt(9, 2, 0).unwrap();
    Now::new(Zone::UTC.moment(civil), Zone::UTC)
}

struct World {
    desk: Desk,
    rows: Vec<Change>,
}

impl World {
    fn new() -> World {
        World::set(&Settings::default())
    }

    fn set(settings: &Settings) -> World {
        let rows: Vec<Change> = rows(42, morning(), Size::DEMO).collect();
        let desk = Desk::in_memory(settings, Clock::Fixed(morning()), "test").unwrap().seeded(42);
        desk.found(rows.iter().cloned()).unwrap();
        World { desk, rows }
    }

    fn all(&self, kind: Kind) -> Vec<RowName> {
        self.rows.iter().filter(|row| row.kind() == kind).map(|row| RowName { kind, key: row.key() }).collect()
    }

    fn first(&self, kind: Kind) -> RecordView {
        self.view(&self.all(kind)[0])
    }

    fn view(&self, row: &RowName) -> RecordView {
        match self.desk.fetch(&Query::Record(row.clone())).unwrap() {
            Answer::Record(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn put(&mut self, view: &RecordView, texts: &[(&str, &str)]) -> Result<Outcome, Error> {
        let fields = texts.iter().map(|(key, text)| FieldEdit {
            key: (*key).to_owned(),
            before: view.value(key).to_owned(),
            after: (*text).to_owned(),
        });
        let edit = RecordEdit { row: view.row.clone(), version: view.version, fields: fields.collect() };
        self.desk.perform(Intent::Edit(Box::new(edit)))
    }
}

const KINDS: [Kind; 10] = [
    Kind::Account,
    Kind::Contact,
    Kind::Subscription,
    Kind::Renewal,
    Kind::Opportunity,
    Kind::Goal,
    Kind::Task,
    Kind::Touch,
    Kind::Feedback,
    Kind::Case,
];

#[test]
fn what_stands_there_reads_back_as_itself() {
    let world = World::new();
    let today = morning().today;
    for kind in KINDS {
        for row in world.all(kind) {
            let view = world.view(&row);
            for slot in slots(kind) {
                let text = view.value(slot.key);
                let read = crate::domain::form::entry::read(kind, &slot, text, today, &DateOptions::default());
                assert!(read.is_ok() || text.is_empty(), "{kind} {} {text:?}: {read:?}", slot.key);
                assert!(slot.need == Need::May || !text.is_empty(), "{kind} {} is never empty", slot.key);
            }
        }
    }
}

#[test]
fn each_field_of_each_record_takes_its_own_text_again() {
    let mut world = World::new();
    for kind in KINDS {
        for row in world.all(kind).into_iter().take(12) {
            let view = world.view(&row);
            let same: Vec<(&str, &str)> = view.values.iter().map(|(key, text)| (*key, text.as_str())).collect();
            let done = world.put(&view, &same).unwrap();
            assert_eq!((done.rows, world.view(&row)), (0, view), "{}", done.note);
        }
    }
}

#[test]
fn an_edit_is_one_step_of_undo() {
    let mut world = World::new();
    for (kind, texts) in [
        (
            Kind::Account,
            &[("segment", "Public sector"), ("tags", "vip, 東京"), ("call", "at-risk"), ("body", "a\n\nb")][..],
        ),
        (Kind::Contact, &[("role", "blocker"), ("title", "VP"), ("left", "fri")]),
        (Kind::Subscription, &[("arr", "120k"), ("seats", "33"), ("notice", "8w"), ("auto_renew", "y")]),
        (Kind::Renewal, &[("target", "99k"), ("probability", "40"), ("next_step", "call")]),
        (Kind::Opportunity, &[("amount", "12k"), ("close", "eoq"), ("stage", "legal")]),
        (Kind::Goal, &[("target", "12"), ("due", "eoq"), ("measure", "days")]),
        (Kind::Task, &[("title", "call"), ("due", "fri 15:00"), ("est", "1h"), ("every", "2w")]),
        (Kind::Touch, &[("text", "said no"), ("at", "yesterday 15:00"), ("minutes", "20"), ("sentiment", "negative")]),
    ] {
        let before = world.first(kind);
        let done = world.put(&before, texts).unwrap_or_else(|error| panic!("{kind}: {error}: {}", error.hint));
        assert!(done.rows > 0 && done.note.starts_with("Changed: "), "{kind}: {}", done.note);
        let after = world.view(&before.row);
        assert_eq!(after.version, before.version + 1);
        let differ: Vec<&str> =
            after.values.iter().filter(|(key, text)| before.value(key) != text).map(|(key, _)| *key).collect();
        for (key, _) in texts {
            assert!(differ.contains(key), "{kind} {key}");
        }
        world.desk.perform(Intent::Undo(1)).unwrap();
        assert_eq!(RecordView { version: before.version, ..world.view(&before.row) }, before);
    }
}

/// A form, the editor and a new goal read a day as the preview does.
#[test]
fn quarters_begin_as_the_config_says() {
    let mut settings = Settings::default();
    settings.calendar.fiscal_start = FiscalStart::try_from(2).unwrap();
    let mut world = World::set(&settings);
    let deals: Vec<RecordView> = world.all(Kind::Opportunity).iter().map(|row| world.view(row)).take(2).collect();
    world.put(&deals[0], &[("close", "eoq")]).unwrap();
    let dates = world.desk.dates();
    let edit = document::read("close = \"eoq\"", &deals[1], morning().today, &dates).unwrap();
    world.desk.perform(Intent::Edit(Box::new(edit))).unwrap();
    let close = |deal: &RecordView| world.view(&deal.row).value("close").to_owned();
    assert_eq!([close(&deals[0]), close(&deals[1])], ["2027-01-31", "2027-01-31"]);
    let owner = world.first(Kind::Account).row.key.parse().unwrap();
    let done = world.desk.perform(Intent::AddGoal(owner, "Onboard sooner due:eoq".to_owned())).unwrap();
    assert!(done.note.ends_with("due 2027-01-31"), "{}", done.note);
}

#[test]
fn links_are_looked_up() {
    let mut world = World::new();
    let (task, other) = (world.first(Kind::Task), world.first(Kind::Account));
    let name = other.value("name").to_owned();
    world.put(&task, &[("acct", &name)]).unwrap();
    let moved = world.view(&task.row);
    assert_eq!((moved.value("acct"), moved.account.map(|id| id.to_string())), (name.as_str(), Some(other.row.key)));
    let refused = world.put(&moved, &[("acct", "no such customer")]).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::NotFound);
    let touch = world.first(Kind::Touch);
    let refused = world.put(&touch, &[("at", "tomorrow")]).unwrap_err();
    assert!(refused.message.contains("future"), "{refused}");
}

#[test]
fn an_edit_that_lost_a_race_is_refused_with_both() {
    let mut world = World::new();
    let seen = world.first(Kind::Account);
    world.put(&seen, &[("segment", "theirs"), ("owner", "Kim")]).unwrap();
    let refused = world.put(&seen, &[("segment", "mine"), ("region", "EU")]).unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Rejected);
    for part in ["changed meanwhile", "is theirs by now", "region is still"] {
        assert!(refused.message.contains(part), "{refused}");
    }
    let now = world.view(&seen.row);
    assert_eq!((now.value("segment"), now.value("region")), ("theirs", seen.value("region")));
    world.put(&now, &[("segment", "mine")]).unwrap();
    assert_eq!(world.view(&seen.row).value("segment"), "mine");
}

#[test]
fn what_will_not_do_is_refused_whole() {
    let mut world = World::new();
    let open = world.all(Kind::Renewal).into_iter().map(|row| world.view(&row));
    let view = open.into_iter().find(|view| view.value("outcome").is_empty()).unwrap();
    for (texts, why) in [
        (&[("target", "5k"), ("due", "")][..], "will not do"),
        (&[("target", "5k"), ("due", "soonish")], "will not do"),
        (&[("target", "5k"), ("color", "red")], "no field"),
        (&[("target", "5k"), ("outcome", "churned")], "does not settle"),
    ] {
        let refused = world.put(&view, texts).unwrap_err();
        assert!(refused.message.contains(why), "{refused}");
        assert_eq!(world.view(&view.row), view);
    }
}

#[test]
fn records_are_made_from_their_texts() {
    let mut world = World::new();
    let owner = world.first(Kind::Account).row.key.parse().unwrap();
    for (kind, texts, note) in [
        (Kind::Account, &[("name", "Globex 東京"), ("segment", "mid"), ("star", "")][..], "Account added: Globex 東京"),
        (Kind::Contact, &[("name", "Dana Fox"), ("role", "champion")], "Contact added: Dana Fox, champion"),
        (Kind::Subscription, &[("product", "Team"), ("arr", "96k"), ("start", "2026-12-01")], "Contract added: Team"),
        (Kind::Touch, &[("text", "asked for ROI"), ("at", "yesterday")], "Logged: note"),
        (
            Kind::Feedback,
            &[("kind", "nps"), ("score", "9"), ("text", "saved a week"), ("at", "yesterday")],
            "Feedback: ",
        ),
        (Kind::Case, &[("problem", "exports time out"), ("result", "renewed")], "Case kept: "),
    ] {
        let fields = texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        let account = (kind != Kind::Account).then_some(owner);
        let done = world.desk.perform(Intent::Create(Box::new(RecordDraft { kind, account, fields }))).unwrap();
        assert!(done.note.starts_with(note), "{}", done.note);
        let made = world.view(&RowName { kind, key: done.made.unwrap() });
        for (key, text) in texts.iter().filter(|(key, _)| !matches!(*key, "arr" | "at" | "star")) {
            assert_eq!(folded(made.value(key)), folded(text));
        }
    }
    let nameless = RecordDraft { kind: Kind::Account, account: None, fields: Vec::new() };
    assert!(world.desk.perform(Intent::Create(Box::new(nameless))).unwrap_err().message.contains("name"));
}
