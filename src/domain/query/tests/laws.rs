//! Laws that hold for any filter and any text.

use crate::domain::phrase::span::Span;
use crate::domain::query::complete::complete;
use crate::domain::query::field::{self, FIELDS_OF_QUERY, FieldId, Kind, QueryField};
use crate::domain::query::matcher::Matcher;
use crate::domain::query::number::Number;
use crate::domain::query::tests::sample::{Sample, call, cx, globex, parse, societe};
use crate::domain::query::time::{self, Time};
use crate::domain::query::tree::{Item, Node, Op, Query, Test, Wanted};
use crate::domain::value::day::Day;
use proptest::prelude::*;

fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "or", "NOT", "none", "any", "me", "-", "+a", "@", "a..b", ".", "\"", "\\", "a,b", " ", "a:b", "=", "!", "!=x",
        "~", "(", "\n", "東", "\\\"",
    ]);
    prop_oneof!["\\PC{1,8}", "[a-z]{1,4}", odd.prop_map(str::to_owned)]
}

fn times(ahead: bool) -> BoxedStrategy<Time> {
    // A day without its year that is about to come is not read of what has been.
    let day = if ahead { "27 nov" } else { "20 nov" };
    let any = prop_oneof![
        (Day::MIN.0..=Day::MAX.0).prop_map(|day| Time::Day(Day(day))),
        (1..=4_u32, prop::option::of(1..=9999)).prop_map(|(quarter, year)| Time::Quarter(quarter, year)),
        (1..=12_u32, prop::option::of(1..=9999)).prop_map(|(month, year)| Time::Month(month, year)),
        (1..=9999).prop_map(Time::Year),
        prop::sample::select(vec!["fri", "eom", day, "in 3d", "Fri.", "Fri, 27 Nov 2026", "下週五"])
            .prop_map(|text| Time::Phrase(text.to_owned())),
        prop::sample::select(time::words().collect::<Vec<_>>())
            .prop_map(|word| Time::read(word, cx().today, &cx().dates).unwrap())
            .prop_filter("gone by", move |time| ahead || *time != Time::Overdue),
    ];
    if ahead { prop_oneof![any, lengths().prop_map(Time::Length)].boxed() } else { any.boxed() }
}

fn lengths() -> impl Strategy<Value = Span> {
    (0..3_000_u32, 0..300_u32).prop_map(|(days, months)| Span { days, months })
}

fn items(field: &'static QueryField) -> BoxedStrategy<Item> {
    let numbers = match field.limits {
        Some((least, most)) => (least * 10_000..=most * 10_000).boxed(),
        None => prop_oneof![any::<i64>(), (-9_999..9_999_i64).prop_map(|n| n * 10_000_000)].boxed(),
    };
    let numbers = numbers.prop_map(|n| Item::Number(Number(n)));
    match field.kind {
        Kind::Money | Kind::Number | Kind::Percent => numbers.boxed(),
        Kind::DayAhead => times(true).prop_map(Item::Time).boxed(),
        Kind::DayBack => times(false).prop_map(Item::Time).boxed(),
        Kind::Since => lengths().prop_map(Item::Length).boxed(),
        Kind::Minutes => (1..14_400_u32).prop_map(Item::Minutes).boxed(),
        Kind::Words => prop::sample::select(field.words).prop_map(|known| Item::Word(known.word)).boxed(),
        Kind::Text | Kind::Note => texts().prop_map(Item::Text).boxed(),
        Kind::Flag => any::<bool>().prop_map(Item::Flag).boxed(),
    }
}

fn tests() -> impl Strategy<Value = Test> {
    let field = (0..FIELDS_OF_QUERY.len()).prop_map(|at| &FIELDS_OF_QUERY[at]);
    let parts = field.prop_flat_map(|field| {
        (Just(field), prop::collection::vec(items(field), 1..4), 0..8_usize, 0..6_u8, any::<bool>())
    });
    parts.prop_map(|(field, mut items, op, shape, low)| {
        let op = Op::ALL[op];
        let is = if op == Op::Ne && field.kind != Kind::Note { Op::Ne } else { Op::Is };
        let one = |item: Item, op: Op| Test { field: field.id, op, wanted: Wanted::OneOf(vec![item]) };
        let first = items[0].clone();
        match (field.kind, shape) {
            (kind, 0) if kind != Kind::Flag => Test { field: field.id, op: is, wanted: Wanted::Absent },
            (kind, 1) if kind != Kind::Flag => Test { field: field.id, op: is, wanted: Wanted::Present },
            (kind, 2) if kind.is_ordered() => {
                let wanted = if low { Wanted::Range(Some(first), None) } else { Wanted::Range(None, Some(first)) };
                Test { field: field.id, op: is, wanted }
            }
            (Kind::Note, _) => Test { field: field.id, op: Op::Has, wanted: Wanted::OneOf(items) },
            (Kind::Text, _) if op == Op::Has && field.id == FieldId::Id => one(first, Op::Is),
            (Kind::Text, _) if !op.orders() => Test { field: field.id, op, wanted: Wanted::OneOf(items) },
            (kind, 3) if kind.is_ordered() && op.orders() => one(first, op),
            (Kind::Money, _) => one(first, is),
            _ => {
                items.truncate(3);
                Test { field: field.id, op: is, wanted: Wanted::OneOf(items) }
            }
        }
    })
}

fn nodes() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        texts().prop_map(Node::Word),
        texts().prop_map(Node::Name),
        texts().prop_map(Node::Tag),
        tests().prop_map(Node::Test),
        tests().prop_map(Node::Test),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| Node::every(parts).unwrap()),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| Node::either(parts).unwrap()),
            inner.prop_map(Node::negated),
        ]
    })
}

/// Texts that look like filters.
fn soup() -> impl Strategy<Value = String> {
    let names: Vec<&str> = field::names().collect();
    let odd = vec![
        ":",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "~",
        "..",
        ",",
        "(",
        ")",
        "\"",
        "\\",
        " ",
        " ",
        " ",
        "-",
        "+",
        "@",
        "not ",
        " or ",
        " and ",
        "none",
        "any",
        "me",
        "100k",
        "1.5m",
        "50%",
        "-20",
        "0",
        "60d",
        "1mo2w",
        "9999d",
        "2026-11-24",
        "q4",
        "week",
        "overdue",
        "fri",
        "2027",
        "red",
        "quoted",
        "waiting",
        "yes",
        "30m",
        "東京",
        "é",
        "x",
    ];
    let word = prop_oneof![prop::sample::select(names), prop::sample::select(odd)];
    prop::collection::vec(word, 0..14).prop_map(|words| words.concat())
}

fn holds_for(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(query) => {
            let printed = query.to_string();
            prop_assert_eq!(parse(&printed), Ok(query.clone()), "{} prints {}", text, &printed);
            let matcher = Matcher::new(&query, &cx());
            let _ = (matcher.matches(&globex()), matcher.matches(&call()), query.note_needles());
        }
        Err(error) => {
            prop_assert!(text.get(error.span.clone()).is_some(), "{error}");
            prop_assert_eq!(error.caret(text).lines().count(), 2);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn prints_what_it_reads(root in nodes()) {
        let query = Query { root: Some(root) };
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed), Ok(query), "{}", printed);
    }

    #[test]
    fn never_panics_on_any_text(text in "\\PC{0,60}") {
        holds_for(&text)?;
    }

    #[test]
    fn never_panics_on_what_looks_like_a_filter(text in soup(), cursor in 0..80_usize) {
        holds_for(&text)?;
        for found in complete(&text, cursor) {
            prop_assert!(text.get(found.span).is_some());
        }
    }

    #[test]
    fn a_part_and_its_opposite_part_the_rows(node in nodes()) {
        let holds = |root: Node, subject: &Sample| Matcher::new(&Query { root: Some(root) }, &cx()).matches(subject);
        for subject in [globex(), societe(), call()] {
            prop_assert_ne!(holds(node.clone(), &subject), holds(node.clone().negated(), &subject));
        }
    }
}
