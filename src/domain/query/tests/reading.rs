//! What is read, and the one text of each meaning.

use crate::domain::query::field::FIELDS_OF_QUERY;
use crate::domain::query::tests::sample::parse;
use crate::domain::query::tree::Query;

/// The examples of the manual; those in the first list need no quotes in a shell.
const SHELL_SAFE: &[&str] = &[
    "health:red arr:100k.. not +paused",
    "health:red,yellow renew:..60d",
    "arr:100k.. idle:30d..",
    "@globex due:overdue",
    "renew:2027-01-01..2027-03-31 stage:none",
    "usage:..-20 trend:down segment:ent",
    "stake:50k.. not +exec-owned",
    "seats:..50%",
    "owner:me",
    "renew:q4",
    "due:today or pri:1",
];
const QUOTED: &[&str] = &["pri:1 or (due:today not +waiting)", "seats:..50% \"data export\"", "note~word", "-x"];

#[test]
fn reads_every_example() {
    for text in SHELL_SAFE.iter().chain(QUOTED).chain(FIELDS_OF_QUERY.iter().flat_map(|field| field.examples)) {
        let query = parse(text).unwrap_or_else(|error| panic!("{error}\n{}", error.caret(text)));
        assert_eq!(parse(&query.to_string()), Ok(query), "{text}");
    }
}

#[test]
fn needs_no_quotes_in_a_shell() {
    let safe = |c: char| c.is_ascii_alphanumeric() || " :.,@+-%_".contains(c);
    for text in SHELL_SAFE.iter().chain(FIELDS_OF_QUERY.iter().flat_map(|field| field.examples)) {
        // A tilde is a home folder only at the start of a word.
        let text = text.replace("note~", "note");
        assert!(text.chars().all(safe) && text.split(' ').all(|word| !word.starts_with('-')), "{text}");
    }
}

#[test]
fn prints_one_text_for_one_meaning() {
    for (text, want) in [
        ("", ""),
        ("a b", "a b"),
        ("a AND b", "a b"),
        ("a b or c", "a b or c"),
        ("a or b c", "a or b c"),
        ("(a or b) c", "(a or b) c"),
        ("(a b) c", "a b c"),
        ("a (b (c))", "a b c"),
        ("(a or b) or c", "a or b or c"),
        ("not a b", "not a b"),
        ("not (a b)", "not (a b)"),
        ("-(a or b)", "not (a or b)"),
        ("not not a", "a"),
        ("-+paused", "not +paused"),
        ("a or not b and c", "a or not b c"),
        ("\"a\" \"b c\"", "a \"b c\""),
        ("\"or\" \"-x\" \"a:b\"", "\"or\" \"-x\" \"a:b\""),
        (r#""say \"hi\" \\ there""#, r#""say \"hi\" \\ there""#),
        ("@\"Big Co\" +\"a b\" @x", "@\"Big Co\" +\"a b\" @x"),
        ("P:1 HEALTH=RED", "pri:1 health:red"),
        ("arr:100000..1500000", "arr:100k..1500k"),
        ("arr>=100k", "arr>=100k"),
        ("usage:..-20%", "usage:..-20"),
        ("seats:..50%", "seats:..50%"),
        ("idle:30..", "idle:30d.."),
        ("age:..2w", "age:..2w"),
        ("due:\"next week\"", "due:next-week"),
        ("due:\"27 nov\"", "due:\"27 nov\""),
        ("renew:2027Q1", "renew:q1-2027"),
        ("est:..60m", "est:..1h"),
        ("segment=ent,\"none\"", "segment=ent,\"none\""),
        ("segment=none", "segment:none"),
        ("note:uplift", "note~uplift"),
        ("owner:ME", "owner:me"),
        ("owner:\"me\"", "owner:\"me\""),
        ("star:TRUE", "star:yes"),
    ] {
        let query = parse(text).unwrap_or_else(|error| panic!("{error}\n{}", error.caret(text)));
        assert_eq!(query.to_string(), want, "{text}");
    }
}

#[test]
fn joins_a_view_with_what_is_typed() {
    let view = parse("health:red or star:yes").unwrap();
    let typed = parse("arr:100k..").unwrap();
    assert_eq!(view.clone().and(typed).to_string(), "(health:red or star:yes) arr:100k..");
    assert_eq!(view.clone().and(Query::default()), view);
    assert!(parse(" ").unwrap().is_all());
}

#[test]
fn lists_what_is_looked_for_in_notes() {
    let query = parse("note~Été or not (note~b,c a) note:none note~ete").unwrap();
    assert_eq!(query.note_needles(), ["b", "c", "ete"]);
}
