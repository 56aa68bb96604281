use super::*;
use crate::domain::change::{Batch, Change, Image};
use crate::domain::query::needle::Lines;
use crate::domain::record::account::Account;
use crate::domain::record::meta::Meta;
use crate::domain::record::task::{Task, TaskState};
use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::value::day::Moment;
use crate::domain::value::id::TouchId;
use crate::domain::value::text::Text;
use crate::store::journal::Deed;
use crate::store::question::COMMON;
use proptest::prelude::*;

const ALL: &[Kind] =
    &[Kind::Account, Kind::Contact, Kind::Subscription, Kind::Renewal, Kind::Opportunity, Kind::Task, Kind::Touch];
const DAY: i64 = 86_400_000;

fn account(n: u128, name: &str, body: &str) -> Account {
    let id = AccountId(Ulid::from_bytes(n.to_be_bytes()));
    Account { body: Text::from(body), ..Account::named(id, Meta::made(Moment(1)), Text::from(name)) }
}

fn touch(n: u128, day: i64, text: &str) -> Touch {
    Touch {
        id: TouchId(Ulid::from_bytes(n.to_be_bytes())),
        meta: Meta::made(Moment(1)),
        account: AccountId(Ulid::from_bytes(1_u128.to_be_bytes())),
        contact: None,
        kind: TouchKind::Call,
        direction: None,
        at: Moment(day * DAY),
        minutes: None,
        sentiment: None,
        text: Text::from(text),
    }
}

fn task(n: u128, title: &str, body: &str) -> Task {
    let id = TaskId(Ulid::from_bytes(n.to_be_bytes()));
    let meta = Meta::made(Moment(1));
    let row = serde_json::json!({
        "id": id, "meta": meta, "title": title, "body": body, "state": TaskState::Open, "slips": 0, "tags": [],
    });
    serde_json::from_value(row).unwrap()
}

fn commit(store: &Store, changes: Vec<Change>) {
    let batch = Batch { at: Moment(5), actor: "test".to_owned(), note: "test".to_owned(), changes };
    store.write(|store| store.commit(&batch).map(drop)).unwrap();
}

/// Last bytes of the ids of what is found.
fn found(store: &Store, typed: &str) -> Vec<u128> {
    let hits = store.search(&Needle::read(typed), ALL, 100).unwrap();
    hits.iter().map(|hit| u128::from_be_bytes(Ulid::from_string(&hit.row).unwrap().to_bytes())).collect()
}

/// What is found before anything is indexed, then after: the same.
fn found_twice(store: &Store, typed: &str) -> Vec<u128> {
    let mut before = found(store, typed);
    store.catch_up().unwrap();
    let mut after = found(store, typed);
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after, "{typed}");
    after
}

#[test]
fn finds_words_of_every_script() {
    let texts: &[(u128, &str)] = &[
        (11, "Renewal call: Dana wants the data-export before Q3"),
        (12, "Société Générale asked for SSO; price too high"),
        (13, "明天和採購談續約的事"),
        (14, "下周与采购部门讨论续约"),
        (15, "トライアルの件で佐々木さんと電話、ｶﾞｲﾄﾞ送付"),
        (16, "계약갱신을 논의했습니다"),
        (17, "Launched 🎉 with 120 seats → €5k, see NEAR(x) AND y OR not"),
        (18, "Q3東京レビュー2026"),
        (19, "data was late; export \"works\" now -fine *ok*"),
    ];
    let cases: &[(&str, &[u128])] = &[
        ("renew", &[11]),
        ("RENEWAL", &[11]),
        ("enewal", &[]),
        ("societe generale", &[12]),
        ("générale", &[12]),
        ("data export", &[11, 19]),
        ("\"data export\"", &[11]),
        ("data-export", &[11]),
        ("續約", &[13]),
        ("续约", &[14]),
        ("採購", &[13]),
        ("約", &[13]),
        ("事", &[13]),
        ("談續", &[13]),
        ("約續", &[]),
        ("ガイド", &[15]),
        ("佐々木", &[15]),
        ("電話 トライアル", &[15]),
        ("갱신", &[16]),
        ("을", &[16]),
        ("🎉", &[17]),
        ("NEAR", &[17]),
        ("AND", &[17]),
        ("OR NOT", &[17]),
        ("-fine", &[19]),
        ("*ok*", &[19]),
        ("東京", &[18]),
        ("東京レビュー20", &[18]),
        ("レビュー", &[18]),
        ("120 seats", &[17]),
        ("text:renewal", &[]),
        ("", &[]),
        ("\"", &[]),
        ("()", &[]),
    ];
    for (typed, want) in cases {
        let store = Store::in_memory().unwrap();
        let rows = texts.iter().map(|(n, text)| Change::from(Image::made(touch(*n, 9, text))));
        let owner = Change::from(Image::made(account(1, "Owner", "")));
        commit(&store, std::iter::once(owner).chain(rows).collect());
        assert_eq!(found_twice(&store, typed), *want, "{typed}");
    }
}

#[test]
fn follows_every_write_undo_and_redo() {
    let store = Store::in_memory().unwrap();
    let owner = account(1, "Owner", "");
    commit(&store, vec![Image::made(owner.clone()).into()]);
    assert_eq!(found_twice(&store, "owner"), [1]);
    let first = touch(2, 9, "price");
    commit(&store, vec![Image::made(first.clone()).into()]);
    assert_eq!(found_twice(&store, "price"), [2]);
    let edit = |row: &Touch, text: &str| Image::edited(row, Moment(6), |row| row.text = Text::from(text)).unwrap();
    let edited = edit(&first, "quote");
    commit(&store, vec![edited.clone().into()]);
    assert_eq!((found_twice(&store, "price"), found_twice(&store, "quote")), (vec![], vec![2]));
    let walk = |deed: Deed| {
        let entry = if deed == Deed::Undo { store.undoable() } else { store.redoable() }.unwrap().unwrap();
        store.write(|store| store.take_back(&entry, deed, Moment(7), "test").map(drop)).unwrap();
    };
    for (deed, price, quote) in [
        (Deed::Undo, vec![2], vec![]),
        (Deed::Undo, vec![], vec![]),
        (Deed::Redo, vec![2], vec![]),
        (Deed::Redo, vec![], vec![2]),
    ] {
        walk(deed);
        assert_eq!((found(&store, "price"), found(&store, "quote")), (price.clone(), quote.clone()), "not indexed yet");
        assert_eq!((found_twice(&store, "price"), found_twice(&store, "quote")), (price, quote));
    }
    let away = Image::edited(&owner, Moment(8), |row| row.meta.archived_at = Some(Moment(8))).unwrap();
    commit(&store, vec![away.clone().into()]);
    assert_eq!(found_twice(&store, "owner"), [0_u128; 0], "archived");
    commit(&store, vec![Change::from(away).inverse()]);
    assert_eq!(found_twice(&store, "owner"), [1]);
    let documents: i64 = store.sql().query_row("SELECT count(*) FROM indexed", [], |row| row.get(0)).unwrap();
    assert_eq!(documents, 2, "each row has one document");
}

#[test]
fn founded_rows_are_found_also_in_a_book_that_was_searched() {
    let store = Store::in_memory().unwrap();
    assert_eq!(found_twice(&store, "late"), [0_u128; 0]);
    let rows = [Change::from(Image::made(account(1, "Late", "")))];
    store.write(|store| store.found(rows.into_iter())).unwrap();
    assert_eq!(found_twice(&store, "late"), [1]);
}

#[test]
fn a_book_that_takes_no_writes_is_searched_all_the_same() {
    for indexed in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.db");
        {
            let store = Store::create(&path).unwrap();
            commit(&store, vec![Image::made(account(1, "Owner", "old price")).into()]);
            if indexed {
                store.catch_up().unwrap();
            }
            commit(&store, vec![Image::made(touch(2, 9, "new price")).into()]);
        }
        let mut rights = std::fs::metadata(&path).unwrap().permissions();
        rights.set_readonly(true);
        std::fs::set_permissions(&path, rights).unwrap();
        let store = Store::open(&path).unwrap();
        assert!(store.is_read_only());
        store.catch_up().unwrap();
        let mut rows = found(&store, "price");
        rows.sort_unstable();
        assert_eq!(rows, [1, 2], "indexed: {indexed}");
        assert_eq!(store.note_hits(&Needle::phrase("price")).unwrap().0.len(), 1);
    }
}

#[test]
fn whole_names_come_first_then_what_fits_best_then_what_is_new() {
    let store = Store::in_memory().unwrap();
    commit(
        &store,
        vec![
            Image::made(account(1, "Globex and Partners", "")).into(),
            Image::made(account(2, "Initech", "part of the globex group, like globex")).into(),
            Image::made(Account { aliases: vec![Text::from("Globex")], ..account(3, "GBX Holding", "") }).into(),
            Image::made(account(4, "GLOBEX", "")).into(),
            Image::made(touch(5, 1, "met globex again")).into(),
            Image::made(touch(6, 3, "met globex again")).into(),
            Image::made(touch(7, 2, "met globex again")).into(),
        ],
    );
    store.catch_up().unwrap();
    let rows = found(&store, "globex");
    assert_eq!((&rows[..2], rows[2]), (&[4, 3][..], 1), "{rows:?}");
    let touches: Vec<u128> = rows.into_iter().filter(|row| *row >= 5).collect();
    assert_eq!(touches, [6, 7, 5]);
    let of = |kinds: &[Kind], limit| store.search(&Needle::read("globex"), kinds, limit).unwrap().len();
    assert_eq!((of(&[Kind::Touch], 99), of(&[Kind::Account], 99), of(&[Kind::Contact], 99), of(ALL, 2)), (3, 4, 0, 2));
}

#[test]
fn many_hits_of_one_kind_leave_room_for_others() {
    let store = Store::in_memory().unwrap();
    let many = (2..1_500_u128).map(|n| Change::from(Image::made(account(n, "Price", ""))));
    let others = (2_000..3_500_u128).map(|n| Change::from(Image::made(touch(n, 5, "price"))));
    let owner = Change::from(Image::made(account(1, "Owner", "")));
    commit(&store, std::iter::once(owner).chain(many).chain(others).collect());
    store.catch_up().unwrap();
    let hits = store.search(&Needle::read("pric"), ALL, 5_000).unwrap();
    let of = |kind| hits.iter().filter(|hit| hit.kind == kind).count();
    assert_eq!((of(Kind::Account), of(Kind::Touch)), (TAKEN, TAKEN));
    assert_eq!(store.search(&Needle::read("price"), &[Kind::Touch], 7).unwrap().len(), 7);
}

#[test]
fn of_a_common_word_names_come_first_then_what_is_new() {
    let store = Store::in_memory().unwrap();
    let common = u128::from(COMMON);
    let day = |n: u128| i64::try_from(n % 900).unwrap();
    let touches = (100..=100 + common).map(|n| Change::from(Image::made(touch(n, day(n), "pricing of priced seats"))));
    let rows = vec![
        Image::made(account(1, "Owner", "")).into(),
        Image::made(account(2, "Pricing and more", "")).into(),
        Image::made(account(3, "Pricing", "")).into(),
        Image::made(account(4, "Other", "pricing")).into(),
        Image::made(touch(5, 9_999, "a price")).into(),
    ];
    commit(&store, rows.into_iter().chain(touches).collect());
    store.catch_up().unwrap();
    for (typed, first) in
        [("pricing", vec![3, 2]), ("prici", vec![2, 3]), ("pric", vec![2, 3, 5]), ("pri", vec![2, 3, 5])]
    {
        let mut rows = found(&store, typed);
        assert!(rows.len() == 100 && day(rows[99]) > 800, "{typed}: {rows:?}");
        rows.truncate(first.len());
        if typed != "pricing" {
            rows[..2].sort_unstable();
        }
        assert_eq!(rows, first, "{typed}");
    }
    assert_eq!(found(&store, "pricing owner").len(), 0);
    assert_eq!(found(&store, "pricing mor"), [2]);
}

#[test]
fn notes_are_asked_without_names() {
    let store = Store::in_memory().unwrap();
    let with = Task { account: Some(account(1, "", "").id), ..task(4, "x", "needs a quote") };
    commit(
        &store,
        vec![
            Image::made(account(1, "Owner", "")).into(),
            Image::made(account(2, "Quote Inc", "")).into(),
            Image::made(account(3, "Other", "wants a QUOTE")).into(),
            Image::made(with).into(),
            Image::made(task(5, "send quote", "")).into(),
            Image::made(Task { state: TaskState::Done, ..task(6, "y", "quoted") }).into(),
        ],
    );
    for _ in 0..2 {
        let (accounts, tasks) = store.note_hits(&Needle::phrase("quote")).unwrap();
        let number = |id: Ulid| u128::from_be_bytes(id.to_bytes());
        let mut accounts: Vec<u128> = accounts.into_iter().map(|id| number(id.0)).collect();
        let mut tasks: Vec<u128> = tasks.into_iter().map(|id| number(id.0)).collect();
        accounts.sort_unstable();
        tasks.sort_unstable();
        assert_eq!((accounts, tasks), (vec![1, 3], vec![4, 6]));
        store.catch_up().unwrap();
    }
    assert!(store.note_hits(&Needle::phrase("\"( ")).unwrap().0.is_empty());
}

#[test]
fn a_long_needle_is_asked_as_a_whole() {
    let store = Store::in_memory().unwrap();
    let text = (0..5_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    let long = "x".repeat(100_000);
    commit(&store, vec![Image::made(account(1, "Owner", &text)).into(), Image::made(account(2, &long, "")).into()]);
    store.catch_up().unwrap();
    assert_eq!(found(&store, &text), [1]);
    assert_eq!(found(&store, &format!("{text} absent")), [0_u128; 0]);
    assert_eq!(found(&store, &format!("\"{text}\"")), [1]);
    assert_eq!(found(&store, &long[..99_000]), [2]);
    assert_eq!(found(&store, &format!("{long}y")), [0_u128; 0]);
}

fn some_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-cA-C東京都ガｶﾞ한국é\u{301}🎉\"() *:^-]{0,14}",
        prop::collection::vec(
            prop::sample::select(vec!["AND", "NEAR(", ")", "a", "ab", "abc", "東京", "*", "\""]),
            0..6
        )
        .prop_map(|words| words.join(" ")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_says_what_the_texts_say(
        names in prop::collection::vec(some_text(), 1..4),
        bodies in prop::collection::vec(some_text(), 1..4),
        needles in prop::collection::vec(some_text(), 1..12),
    ) {
        let store = Store::in_memory().unwrap();
        let rows: Vec<(u128, Account)> = (1..).zip(names.iter().zip(&bodies)).map(|(n, (name, body))| {
            (n, account(n, if name.is_empty() { "x" } else { name }, body))
        }).collect();
        commit(&store, rows.iter().map(|(_, row)| Image::made(row.clone()).into()).collect());
        store.catch_up().unwrap();
        for typed in needles.iter().chain(&names).chain(&bodies) {
            let needle = Needle::read(typed);
            let mut indexed = found(&store, typed);
            indexed.sort_unstable();
            let by_hand: Vec<u128> = rows.iter().filter(|(_, row)| {
                needle.matches(&Lines::of(&[row.name.raw()], &[row.body.raw()]), Column::Any)
            }).map(|(n, _)| *n).collect();
            prop_assert_eq!(indexed, by_hand, "{:?}", typed);
            prop_assert!(store.note_hits(&Needle::phrase(typed)).is_ok());
        }
    }
}
