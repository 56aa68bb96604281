//! What is refused, where, and what is said to it.

use crate::domain::query::context::Context;
use crate::domain::query::parse::{self, DEEPEST};
use crate::domain::query::tests::sample::{cx, parse};

#[test]
fn refuses_with_a_place_and_a_hint() {
    for (text, marked, said) in [
        ("helth:red", "helth", "no field is called \"helth\": did you mean health?"),
        ("http://x", "http", "no field is called \"http\": to search for the text put all of it in quotes"),
        ("health:rde", "rde", "health has no word \"rde\": did you mean red?"),
        ("trend:sideways", "sideways", "trend has no word \"sideways\": write one of up, steady, down, fast"),
        ("due:overdu", "overdu", "\"overdu\" is no date: did you mean overdue?"),
        ("health:", "", "health has no value: write health:red or health:..50, none or any"),
        ("arr: 100k", "", "arr has no value: write arr:100k.., none or any"),
        (":red", ":", "no field before :: write health:red without blanks; to search for the text put it in quotes"),
        ("a \"b c", "\"b c", "the quote is not closed: close it with \""),
        ("\"\"", "\"\"", "the quotes are empty: write what to look for, or none"),
        ("5\" pipe", "\"", "a quote stands inside a word: put all of it in quotes, with \\\" for a quote in it"),
        ("\"a\"b", "", "text stands right behind a quote: put a blank behind the quote, or \\\" for a quote in it"),
        ("(a or b", "(", "this ( is not closed: close it with )"),
        ("a)", ")", "this ) closes nothing: take it out, or open ( before it"),
        ("()", "()", "nothing in the parentheses: to search for the word itself put it in quotes"),
        ("a or", "or", "nothing after or: to search for the word itself put it in quotes"),
        ("and a", "and", "nothing before and: to search for the word itself put it in quotes"),
        ("a not", "not", "nothing after not: to search for the word itself put it in quotes"),
        ("a - b", "-", "nothing after -: write -x or not x; to search for the sign itself put it in quotes"),
        ("@", "@", "nothing after @: write @globex"),
        ("arr:200k..100k", "200k..100k", "arr has a range that ends before it begins: swap its ends"),
        ("due:2027-02..2027-01", "2027-02..2027-01", "due has a range that ends before it begins: swap its ends"),
        ("renew:60d..30d", "60d..30d", "renew has a range that ends before it begins: swap its ends"),
        ("idle:2w..1w", "2w..1w", "idle has a range that ends before it begins: swap its ends"),
        ("arr:..", "..", "arr has a range without an end: write a..b, a.. or ..b"),
        ("arr:1..2..3", "1..2..3", "arr has a range without an end: write a..b, a.. or ..b"),
        ("segment:a..b", "a..b", "segment takes no range: write segment:ent"),
        ("arr~100", "~", "arr takes no ~: it holds no text: write arr:100k.."),
        ("segment<b", "<", "segment has no order: < means nothing here: write segment:ent"),
        (
            "health:red..50",
            "red",
            "health takes figures in a range, and red is a word: write health:red or health:..50",
        ),
        ("health:red,40", "40", "health has two sorts of value in its list: join two tests by or"),
        ("health:120", "120", "health goes from 0 to 100: write health:red or health:..50"),
        ("pri:4", "4", "pri goes from 1 to 3: write pri:1"),
        (
            "seats:10..50%",
            "10..50%",
            "seats has a range from one sort of value to another: write both ends with % or both without",
        ),
        ("health:50%", "50%", "health takes no %: write health:red or health:..50"),
        (
            "arr:100,000..",
            ",",
            "arr takes a list or a range, not one in the other: write 100000 without commas; join two ranges by or",
        ),
        ("arr:100,000", "100,000", "arr takes no list: write 100000 or 100k without commas; join two amounts by or"),
        ("arr:abc", "abc", "\"abc\" is no amount: write arr:100k.."),
        ("pri:1,,2", ",", "pri has an empty place in its list: write a,b"),
        ("pri:1,", "", "pri has an empty place in its list: write a,b without blanks"),
        ("pri<1,2", "1,2", "pri takes no list after <: write one value after <"),
        ("pri<1..2", "1..2", "pri takes one value after <: write pri:a..b, or one value after <"),
        ("stage:none,quoted", "none", "stage takes none only alone: join stage:none by or, or put the word in quotes"),
        ("star:maybe", "maybe", "\"maybe\" is neither yes nor no: write star:yes"),
        ("star:none", "none", "star is yes or no: write star:yes"),
        (
            "done:7d",
            "7d",
            "done takes days: a length could count either way: write done:week, done:2026-11-01.. or done:\"7 days ago\"..",
        ),
        ("created:overdue", "overdue", "created is a day gone by: overdue means nothing here: write created:month"),
        ("est:30", "30", "\"30\" is no length of work: write 30m, 2h or 1h30"),
        ("idle:3m", "3m", "\"3m\" is no length of time: write 30d, 2w, 1mo, 1q or 1y"),
        (
            "due:3/4",
            "3/4",
            "\"3/4\" could be Thu 4 Mar 2027 or Sat 3 Apr 2027: write 2026-11-27 or 27 nov, or set date_order",
        ),
        ("note!=a", "!=", "note takes no !=: write not note~word"),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!(text.get(error.span.clone()), Some(marked), "{text}");
        assert_eq!(error.to_string(), said, "{text}");
    }
    let nobody = Context { me: None, ..cx() };
    assert_eq!(parse::parse("owner:me", &nobody).unwrap_err().span, 6..8);
}

#[test]
fn points_at_the_place() {
    for (text, want) in [
        ("arr:100k.. helth:red", "arr:100k.. helth:red\n           ^^^^^"),
        ("東京商事 helth:red", "東京商事 helth:red\n         ^^^^^"),
        ("\"東京\" due:東京", "\"東京\" due:東京\n           ^^^^"),
        ("health:", "health:\n       ^"),
        ("a\tb \u{1b}x:1", "a b ␛x:1\n    ^^"),
    ] {
        assert_eq!(parse(text).expect_err(text).caret(text), want);
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(DEEPEST)).is_ok());
    for text in [nested(DEEPEST + 1), nested(100_000), "(".repeat(100_000), "not (".repeat(100_000)] {
        assert!(parse(&text).is_err());
    }
    assert_eq!(parse(&format!("{}a", "not ".repeat(100_001))).unwrap().to_string(), "not a");
    assert_eq!(parse(&format!("{}a", "-".repeat(100_000))).unwrap().to_string(), "a");
}
