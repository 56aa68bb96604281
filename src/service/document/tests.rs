//! Documents out and in again: what is not touched is no change, what differs is the edit, what is wrong has its line.

use super::*;
use crate::domain::record::meta::Kind;
use crate::service::edit::RowName;

fn view(kind: Kind, values: &[(&'static str, &str)]) -> RecordView {
    let texts = slots(kind).into_iter().map(|slot| {
        let given = values.iter().find(|(key, _)| *key == slot.key).map_or("", |(_, text)| text);
        (slot.key, given.to_owned())
    });
    RecordView {
        row: RowName { kind, key: "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned() },
        title: "Globex 東京".to_owned(),
        account: None,
        version: 3,
        values: texts.collect(),
    }
}

fn account() -> RecordView {
    let notes = "# Plan\n\n- call\n+++\nmore";
    view(
        Kind::Account,
        &[
            ("name", "Globex \"東京\" \\"),
            ("aliases", "G, 環球"),
            ("stage", "adopting"),
            ("star", "yes"),
            ("body", notes),
        ],
    )
}

fn today() -> Day {
    Day::of(2026, 11, 24).unwrap()
}

fn edited(text: &str, view: &RecordView) -> Result<Vec<(String, String)>, Fault> {
    read(text, view, today(), &DateOptions::default())
        .map(|edit| edit.fields.into_iter().map(|field| (field.key, field.after)).collect())
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn what_is_not_touched_is_no_change() {
    let task = view(Kind::Task, &[("title", "call"), ("due", "2026-11-27 15:00"), ("est", "30"), ("state", "open")]);
    let deal = view(Kind::Subscription, &[("product", "Team"), ("arr", "1200.00 USD"), ("auto_renew", "no")]);
    for view in [account(), task, deal] {
        let text = write(&view);
        assert_eq!(edited(&text, &view), Ok(Vec::new()), "{text}");
        assert_eq!(edited(&text.replace('\n', "\r\n"), &view), Ok(Vec::new()));
        let (told, _) = with_fault(&text, "line 3: no\nand more", Some(3));
        assert_eq!((edited(&told, &view), without_faults(&told).0), (Ok(Vec::new()), text));
    }
}

#[test]
fn what_differs_is_the_edit() {
    let view = account();
    let text = write(&view);
    let changed = text
        .replace("segment = \"\"", "segment = \"enterprise\"")
        .replace("aliases = [\"G\", \"環球\"]", "aliases = []")
        .replace("star = true", "star = false")
        .replace("call_on = \"\"", "call_on = 2026-11-20")
        .replace("- call", "- call Dana");
    let want = [
        ("aliases", ""),
        ("segment", "enterprise"),
        ("star", "no"),
        ("call_on", "2026-11-20"),
        ("body", "# Plan\n\n- call Dana\n+++\nmore\n"),
    ];
    assert_eq!(edited(&changed, &view), Ok(pairs(&want)));
    assert_eq!(read(&changed, &view, today(), &DateOptions::default()).unwrap().version, 3);
    // A line that is gone, and plain TOML without fences.
    assert_eq!(edited("segment = \"mid\"\nversion = 2\n", &view), Ok(pairs(&[("segment", "mid")])));
    assert_eq!(read("version = 2", &view, today(), &DateOptions::default()).unwrap().version, 2);
}

#[test]
fn faults_have_their_line() {
    let text = write(&account());
    let line = |key: &str| 1 + text.lines().position(|line| line.starts_with(key)).unwrap();
    for (from, to, at, why) in [
        ("stage = \"adopting\"", "stage = \"adoptin\"", line("stage"), "did you mean adopting?"),
        ("name = ", "nmae = ", line("name"), "did you mean name?"),
        ("call_on = \"\"", "call_on = \"3/4\"", line("call_on"), "could be"),
        ("owner = \"\"", "owner = ", line("owner"), ""),
        ("owner = \"\"", "owner = { a = 1 }", line("owner"), "one value"),
        ("version = 3", "version = \"x\"", line("version"), "whole number"),
        ("owner = \"\"", "body = \"x\"", line("owner"), "keep one"),
    ] {
        let fault = edited(&text.replace(from, to), &account()).unwrap_err();
        assert!(fault.line == at && fault.why.contains(why), "{to}: {fault}");
    }
    let contact = view(Kind::Contact, &[("name", "Dana")]);
    let fault = edited(&format!("{}a note", write(&contact)), &contact).unwrap_err();
    assert!(fault.why.contains("no notes"), "{fault}");
    let fault = edited("+++\nname = \"x\"\n", &contact).unwrap_err();
    assert!(fault.why.contains("do not end"), "{fault}");
}

#[test]
fn a_fault_is_told_on_top_once() {
    let text = write(&account());
    let (once, at) = with_fault(&text, "stage: no", Some(9));
    assert_eq!((once.lines().nth(1), at), (Some("# ! stage: no"), 10));
    assert_eq!(once.lines().nth(9), text.lines().nth(8));
    let (twice, at) = with_fault(&once, "owner: no\nor so", Some(10));
    assert_eq!((twice.matches(FAULT).count(), at), (2, 11));
    assert_eq!(with_fault("name = 1", "x", None).1, 1);
}

#[test]
fn what_was_printed_reads_back_as_no_change() {
    let notes = "a\tb\r\nthumbs \u{1F44D}\u{FE0F}\r\n# ! ours\r\n";
    let view = view(Kind::Account, &[("name", "Globex \u{2764}\u{FE0F}"), ("stage", "adopting"), ("body", notes)]);
    let text = write(&view);
    assert_eq!(edited(&text, &view), Ok(Vec::new()));
    let out = printed(&text);
    assert!(out.contains("a\tb") && !out.contains(['\r', '\u{FE0F}']), "{out}");
    assert_eq!(edited(&out, &view), Ok(Vec::new()));
}

#[test]
fn notes_keep_a_line_that_looks_like_a_fault() {
    let view = view(Kind::Account, &[("name", "Globex"), ("stage", "adopting"), ("body", "# ! ours\n")]);
    let text = write(&view);
    let (told, _) = with_fault(&text, "stage: no", Some(9));
    assert_eq!((without_faults(&told), told.matches(FAULT).count()), ((text, 1), 2));
}
