//! Every field of every record: what may be typed in it, and that what stands there reads back as itself.

use crate::domain::form::entry::{read, said};
use crate::domain::form::slot::{Need, Slot, new_slots, slots};
use crate::domain::phrase::modify::{EditTo, parse};
use crate::domain::phrase::target::Target;
use crate::domain::phrase::when::DateOptions;
use crate::domain::record::field::Unit;
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Day;
use proptest::prelude::*;

const KINDS: [Kind; 7] =
    [Kind::Account, Kind::Contact, Kind::Subscription, Kind::Renewal, Kind::Opportunity, Kind::Task, Kind::Touch];

fn today() -> Day {
    Day::of(2026, 11, 24).unwrap()
}

fn slot(kind: Kind, key: &str) -> Slot {
    slots(kind).into_iter().find(|slot| slot.key == key).unwrap()
}

fn typed(kind: Kind, key: &str, text: &str) -> Result<(EditTo, Option<String>), String> {
    let slot = slot(kind, key);
    let change = read(kind, &slot, text, today(), &DateOptions::default()).map_err(|bad| bad.to_string())?;
    let said = said(&change, slot.unit, today());
    Ok((change, said))
}

#[test]
fn reads_what_people_type() {
    let set = |key, value: &str| EditTo::Set(key, value.to_owned());
    for (kind, key, text, want, echo) in [
        (Kind::Renewal, "due", "27 nov", set("due", "2026-11-27"), "Fri 27 Nov 2026 (in 3d)"),
        (Kind::Contact, "left", "fri", set("left", "2026-11-20"), "Fri 20 Nov 2026 (4d ago)"),
        (
            Kind::Renewal,
            "target",
            "1.2m eur",
            EditTo::Amount("target", "1200000".into(), "EUR".parse().ok()),
            "1 200 000 EUR",
        ),
        (Kind::Subscription, "arr", "99.5", EditTo::Amount("arr", "99.5".into(), None), "99.5"),
        (Kind::Task, "est", "1h30", set("est", "90"), "1h30"),
        (Kind::Task, "est", "30", set("est", "30"), "30m"),
    ] {
        assert_eq!(typed(kind, key, text), Ok((want, Some(echo.to_owned()))), "{key} {text}");
    }
    for (kind, key, text, want) in [
        (Kind::Subscription, "notice", "8 weeks", set("notice", "8w")),
        (Kind::Subscription, "auto_renew", "y", set("auto_renew", "yes")),
        (Kind::Account, "stage", "Adopting", set("stage", "adopting")),
        (Kind::Account, "tags", "vip, 東京", set("tags", "vip, 東京")),
        (Kind::Account, "body", " indented\n- list\n\n", set("body", " indented\n- list")),
        (Kind::Account, "segment", " ", EditTo::Clear("segment")),
        (Kind::Task, "acct", "Globex", EditTo::Account(Some("Globex".into()))),
        (Kind::Touch, "with", "", EditTo::Contact(None)),
    ] {
        assert_eq!(typed(kind, key, text), Ok((want, None)), "{key} {text}");
    }
    let start = new_slots(Kind::Subscription).into_iter().find(|slot| slot.key == "start").unwrap();
    let begins = read(Kind::Subscription, &start, "1 dec", today(), &DateOptions::default());
    assert_eq!(begins, Ok(set("start", "2026-12-01")), "a contract that is made lies ahead");
    assert!(matches!(typed(Kind::Task, "due", "fri 3pm"), Ok((EditTo::Due(when), _)) if when.minute == Some(900)));
    assert!(matches!(typed(Kind::Touch, "at", "fri 9:30"), Ok((EditTo::At(when), _)) if when.day < today()));
}

#[test]
fn says_what_will_not_do() {
    for (kind, key, text, why) in [
        (Kind::Renewal, "due", "", "must not be empty"),
        (Kind::Renewal, "due", "soonish", "is no date"),
        (Kind::Renewal, "due", "3/4", "could be"),
        (Kind::Renewal, "cancel_by", "fri 3pm", "a day alone"),
        (Kind::Renewal, "probability", "120", "0 to 100"),
        (Kind::Account, "stage", "adoptin", "did you mean"),
        (Kind::Account, "currency", "dollars", "three letters"),
        (Kind::Subscription, "arr", "lots", "120k"),
        (Kind::Subscription, "arr", "-5", "120k"),
        (Kind::Subscription, "escalator", "three", "3%"),
        (Kind::Task, "every", "sometimes", "month on 31"),
    ] {
        let refused = typed(kind, key, text).unwrap_err();
        assert!(refused.contains(why), "{key} {text:?}: {refused}");
    }
}

#[test]
fn a_line_of_changes_names_every_field() {
    for kind in KINDS {
        for slot in slots(kind) {
            let sample = match (slot.key, slot.unit) {
                ("every", _) => "2w",
                ("notice", _) => "90d",
                ("escalator", _) => "3%",
                (_, Unit::Choice(words)) => words[0],
                (_, Unit::Day) => "yesterday",
                (_, Unit::Money) => "120k EUR",
                (_, Unit::Currency) => "EUR",
                (_, Unit::Count | Unit::Percent) => "40",
                (_, Unit::Minutes) => "30m",
                (_, Unit::Flag) => "yes",
                (_, Unit::Text | Unit::List | Unit::Body) => "some words",
            };
            let line = format!("{}:\"{sample}\"", slot.key);
            let read = parse(&line, &Target::of_kind(kind).unwrap(), today(), &DateOptions::default());
            assert_eq!(read.as_ref().map(Vec::len), Ok(1), "{kind} {line}: {read:?}");
        }
    }
}

#[test]
fn every_record_has_places_for_its_fields() {
    for kind in KINDS {
        let all = slots(kind);
        assert!(all.first().is_some_and(|slot| slot.need == Need::Must || kind == Kind::Touch), "{kind}");
        for (n, slot) in all.iter().enumerate() {
            assert!(all.iter().skip(n + 1).all(|other| other.key != slot.key), "{kind} {}", slot.key);
            let choosable =
                slot.choices().iter().all(|word| read(kind, slot, word, today(), &DateOptions::default()).is_ok());
            assert!(choosable && !slot.label.is_empty(), "{kind} {}", slot.key);
        }
        assert!(new_slots(kind).iter().all(|slot| all.iter().any(|known| known.key == slot.key)));
    }
    assert!(slots(Kind::Timer).is_empty());
    assert!(slots(Kind::Task).iter().all(|slot| slot.key != "slips"), "folio counts slips itself");
}

proptest! {
    #[test]
    fn no_text_breaks_a_field(text in "\\PC{0,40}", kind in 0..KINDS.len()) {
        for slot in slots(KINDS[kind]) {
            if let Ok(change) = read(KINDS[kind], &slot, &text, today(), &DateOptions::default()) {
                said(&change, slot.unit, today());
            }
        }
    }
}
