//! Forms and the editor: a record field by field, what is typed kept until it is saved, and a race that loses nothing.

use crate::hostile::hostile;
use crate::stage::{Stage, demo};
use folio::service::edit::{FieldEdit, RecordEdit};
use folio::service::intent::Intent;
use folio::service::query::{Answer, Query};
use folio::tui::form::state::{About, Form, Stop};
use folio::tui::modals::modal::Modal;
use folio::tui::msg::Effect;
use folio::tui::panes::foot::Status;
use insta::assert_snapshot;

fn form(stage: &Stage) -> &Form {
    match &stage.app.modal {
        Some(Modal::Form(form)) => form,
        other => panic!("{other:?}"),
    }
}

fn status(stage: &Stage) -> &str {
    match &stage.app.status {
        Status::Done(text) | Status::Undone(text) | Status::Note(text) | Status::Error(text) => text,
        Status::Quiet => "",
    }
}

fn edits(stage: &Stage) -> Vec<RecordEdit> {
    let intents = stage.wanted.iter().filter_map(|effect| match effect {
        Effect::Perform(intent) => Some((**intent).clone()),
        _ => None,
    });
    intents.filter_map(|intent| if let Intent::Edit(edit) = intent { Some(*edit) } else { None }).collect()
}

/// Goes below the fields, however many there are.
fn to_save(stage: &mut Stage) -> &mut Stage {
    while form(stage).stop != Stop::Save {
        stage.press("<pgdn>");
    }
    stage
}

/// Another program writes a field of the record that the form is about.
fn elsewhere(stage: &mut Stage, key: &str, text: &str) {
    let About::Row(row, version) = form(stage).about.clone() else { panic!() };
    let Ok(Answer::Record(view)) = stage.desk.fetch(&Query::Record(row.clone())) else { panic!() };
    let field = FieldEdit { key: key.to_owned(), before: view.value(key).to_owned(), after: text.to_owned() };
    stage.desk.perform(Intent::Edit(Box::new(RecordEdit { row, version, fields: vec![field] }))).unwrap();
}

#[test]
fn forms_look() {
    let mut stage = Stage::new(demo());
    assert_snapshot!("account_80x24", stage.press("e").draw(80, 24));
    assert_snapshot!("account_160x45", stage.draw(160, 45));
    stage.press("<down><down><down><down><ctrl-u>客戶成功<tab><tab><tab><tab>eux<tab>o");
    assert_snapshot!("account_typed_80x24", stage.draw(80, 24));
    assert_snapshot!("account_typed_160x45", stage.draw(160, 45));
    assert_snapshot!("account_save_80x24", to_save(&mut stage).draw(80, 24));
    assert_snapshot!("task_80x24", Stage::new(demo()).press("4e<tab>fri 3pm<tab>nobody at all").draw(80, 24));
    assert_snapshot!("renewal_60x15", Stage::new(demo()).press("<tab>e").draw(60, 15));
    assert_snapshot!("note_80x24", Stage::new(demo()).press("cnasked for ROI").draw(80, 24));
    assert_snapshot!("feedback_80x24", Stage::new(demo()).press("cF<tab>3 nov").draw(80, 24));
    assert_snapshot!("case_80x24", Stage::new(demo()).press("cKexports time out<tab>raised the limit").draw(80, 24));
    assert_snapshot!("contract_160x45", Stage::new(demo()).press("crTeam<tab>120k<tab><tab>1 dec").draw(160, 45));
    assert_snapshot!("hostile_80x24", Stage::new(hostile()).press("e").draw(80, 24));
}

#[test]
fn enter_goes_on_and_saves_at_the_end() {
    let mut stage = Stage::new(demo());
    stage.press("e");
    let fields = form(&stage).places.len();
    stage.press("<down><down><down><down><ctrl-u>Public");
    for _ in 4..fields {
        assert!(matches!(form(&stage).stop, Stop::Field(_)));
        stage.press("<enter>");
    }
    assert_eq!(form(&stage).stop, Stop::Save);
    stage.press("<enter>");
    assert!(stage.app.modal.is_none());
    let fields = &edits(&stage)[0].fields;
    assert!(fields.len() == 1 && fields[0].key == "segment" && fields[0].after == "Public", "{fields:?}");
    assert!(status(&stage).contains("segment Public"), "{}", status(&stage));
    // One step of undo.
    stage.press("ue");
    assert_ne!(form(&stage).places[4].text(), "Public");
}

#[test]
fn tasks_goals_and_opportunities_are_made_in_forms() {
    let mut stage = Stage::new(demo());
    for (keys, said) in [
        ("ctcall CFO", "Added: call CFO (Atlas Cold Chain)"),
        ("cgHalve the ticket time", "Goal added: Halve the ticket time"),
        ("coSeats +50<tab><tab>40k", "Opportunity added: upsell Seats +50 (Atlas Cold Chain), 40000.00 USD a year"),
    ] {
        to_save(stage.press(keys)).press("<enter>");
        assert!(stage.app.modal.is_none() && status(&stage).contains(said), "{keys}: {}", status(&stage));
    }
    stage.press("uuu");
    to_save(stage.press("co<tab><tab>40k")).press("<enter>");
    assert!(status(&stage).contains("needed") && stage.app.modal.is_some(), "{}", status(&stage));
}

#[test]
fn what_will_not_do_is_gone_to() {
    let mut stage = Stage::new(demo());
    stage.press("<tab>e<ctrl-u>soonish<up>");
    let before = form(&stage).places.len();
    stage.press("<down>");
    assert_eq!(form(&stage).stop, Stop::Field(0));
    to_save(&mut stage).press("<enter>");
    assert_eq!((form(&stage).stop, form(&stage).places.len()), (Stop::Field(0), before));
    assert!(status(&stage).contains("is no date"), "{}", status(&stage));
    assert_eq!(edits(&stage), []);
}

#[test]
fn choices_take_letters_and_arrows() {
    let mut stage = Stage::new(demo());
    stage.press("cc");
    let role =
        |stage: &Stage| form(stage).places.iter().find(|place| place.slot.key == "role").unwrap().text().to_owned();
    stage.press("Kim<tab><tab>");
    for (key, want) in [
        ("d", "decision-maker"),
        ("e", "economic-buyer"),
        ("e", "exec-sponsor"),
        ("<right>", "user"),
        ("<left><left>", "economic-buyer"),
        ("z", "economic-buyer"),
        ("<backspace>", ""),
        ("<left>", "blocker"),
        ("<right>", ""),
    ] {
        assert_eq!(role(stage.press(key)), want, "{key}");
    }
}

#[test]
fn what_is_typed_is_kept_until_it_is_saved_or_let_go() {
    let mut stage = Stage::new(demo());
    stage.press("e<tab><tab><ctrl-u>globex.example<esc>");
    assert!(stage.app.modal.is_none() && status(&stage).contains("draft"));
    // Over another start, too.
    let kept = stage.app.remembered();
    let mut stage = Stage::new(demo());
    stage.app.recall(kept);
    stage.press("e");
    assert_eq!(form(&stage).places[2].text(), "globex.example");
    assert!(stage.draw(80, 24).contains("draft from 09:02"));
    // Another row has no part in it.
    assert!(!form(stage.press("<esc>je")).places[2].text().contains("globex.example"));
    stage.press("<esc>ke");
    to_save(&mut stage).press("x");
    assert!(stage.app.modal.is_none() && status(&stage).contains("let go"), "{}", status(&stage));
    assert!(form(stage.press("e")).drafted.is_none());
    assert_eq!(edits(&stage), []);
}

#[test]
fn a_race_that_is_lost_shows_both_and_keeps_what_was_typed() {
    let mut stage = Stage::in_file(demo());
    stage.press("e<down><down><down><down><ctrl-u>mine");
    elsewhere(&mut stage, "segment", "theirs");
    to_save(&mut stage).press("<enter>");
    assert_eq!((form(&stage).places[4].text(), form(&stage).places[4].theirs.as_deref()), ("mine", Some("theirs")));
    assert!(status(&stage).contains("changed meanwhile"), "{}", status(&stage));
    let screen = stage.draw(80, 24);
    assert!(screen.contains("by now: theirs") && screen.contains("mine"), "{screen}");
    // What nobody typed in is taken as it is by now.
    elsewhere(&mut stage, "region", "Mars");
    to_save(&mut stage).press("<enter>");
    let region = form(&stage).places.iter().find(|place| place.slot.key == "region").unwrap();
    assert_eq!((region.text(), region.differs()), ("Mars", false));
    to_save(&mut stage).press("<enter>");
    assert!(stage.app.modal.is_none() && status(&stage).contains("segment mine"), "{}", status(&stage));
}

#[test]
fn every_row_of_the_page_has_its_form() {
    let mut stage = Stage::new(demo());
    stage.press("<enter>");
    let mut kinds = Vec::new();
    for _ in 0..7 {
        if let Some(row) = stage.press("e<esc><tab>").wanted.iter().rev().find_map(|effect| match effect {
            Effect::Fetch(Query::Record(row)) => Some(row.kind.word()),
            _ => None,
        }) {
            kinds.push(row);
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    for kind in ["account", "contact", "task", "touch"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
}

#[test]
fn the_editor_changes_what_differs() {
    let mut stage = Stage::new(demo());
    stage.editor = Some(|text| Ok(text.replace("region = \"", "region = \"x")));
    stage.press("E");
    assert!(status(&stage).contains("region x"), "{}", status(&stage));
    stage.editor = Some(|text| Ok(text.to_owned()));
    stage.wanted.clear();
    stage.press("E");
    assert!(status(&stage).contains("nothing was changed") && edits(&stage).is_empty(), "{}", status(&stage));
    stage.editor = Some(|_| Err("the editor \"vi\" ended with exit status: 1: nothing was changed".to_owned()));
    stage.press("E");
    assert!(status(&stage).contains("exit status: 1") && edits(&stage).is_empty());
}

#[test]
fn a_faulty_edit_comes_back_with_its_fault_and_is_kept_when_given_up() {
    let mut stage = Stage::new(demo());
    // Breaks it first; mends nothing when it comes back.
    stage.editor = Some(|text| {
        let broken = text.replace("region = \"", "region = x\"");
        Ok(if text.contains("# ! ") { text.to_owned() } else { broken })
    });
    stage.press("E");
    assert!(status(&stage).contains("kept as a draft"), "{}", status(&stage));
    assert_eq!(edits(&stage), []);
    // The draft comes back with its fault on top, and is mended.
    stage.editor = Some(|text| {
        assert!(text.contains("# ! line "), "{text}");
        Ok(text.replace("region = x\"", "region = \"mended "))
    });
    stage.press("E");
    assert!(status(&stage).contains("region mended"), "{}", status(&stage));
    stage.editor = Some(|text| {
        assert!(!text.contains("# ! "), "{text}");
        Ok(text.to_owned())
    });
    stage.press("E");
    assert!(status(&stage).contains("nothing was changed"));
}

#[test]
fn a_refused_edit_comes_back_upon_what_is_there_by_now() {
    let mut stage = Stage::new(demo());
    stage.editor = Some(|text| {
        assert!(text.contains("version = 2"), "{text}");
        let told = text.lines().filter(|line| !line.starts_with("# ! ")).map(|line| format!("{line}\n"));
        let refused = text.contains("# ! Atlas Cold Chain was changed meanwhile: region is still");
        Ok(if refused {
            told.collect()
        } else {
            text.replace("version = 2", "version = 1").replace("region = \"", "region = \"x")
        })
    });
    stage.press("*E");
    assert_eq!(edits(&stage).iter().map(|edit| edit.version).collect::<Vec<_>>(), [1, 2]);
    assert!(status(&stage).contains("region x"), "{}", status(&stage));
}

#[test]
fn a_kept_edit_leaves_alone_what_somebody_else_changed_since() {
    let mut stage = Stage::new(demo());
    // A good change beside a fault: given up, and kept.
    stage.editor = Some(|text| {
        let broken = text.replace("industry = \"", "industry = \"y").replace("region = \"", "region = x\"");
        Ok(if text.contains("# ! ") { text.to_owned() } else { broken })
    });
    stage.press("E");
    assert!(status(&stage).contains("line ") && status(&stage).contains("kept as a draft"), "{}", status(&stage));
    stage.press("e");
    elsewhere(&mut stage, "segment", "enterprise");
    stage.press("<esc>");
    stage.editor = Some(|text| Ok(text.replace("region = x\"", "region = \"x")));
    stage.wanted.clear();
    stage.press("E");
    let fields: Vec<String> = edits(&stage).iter().flat_map(|edit| &edit.fields).map(|f| f.key.clone()).collect();
    assert!(!fields.contains(&"segment".to_owned()) && fields.contains(&"region".to_owned()), "{fields:?}");
}

#[test]
fn an_unrelated_change_does_not_let_go_of_a_kept_edit() {
    let mut stage = Stage::new(demo());
    stage.editor = Some(|text| {
        let broken = text.replace("region = \"", "region = x\"");
        Ok(if text.contains("# ! ") { text.to_owned() } else { broken })
    });
    stage.press("E*");
    stage.editor = Some(|text| {
        assert!(text.contains("region = x\""), "{text}");
        Ok(text.to_owned())
    });
    stage.press("E");
    assert!(status(&stage).contains("kept as a draft"), "{}", status(&stage));
}

#[test]
fn notes_of_many_lines_are_for_the_editor() {
    let mut stage = Stage::new(demo());
    stage.editor = Some(|text| Ok(format!("{text}first\n\nsecond 東京\n")));
    stage.press("e");
    to_save(&mut stage).press("E");
    let notes = form(&stage).notes().unwrap();
    assert!(notes.is_long() && notes.text().ends_with("second 東京"));
    let screen = stage.press("<up>").draw(80, 24);
    assert!(screen.contains("lines)") && screen.contains("E opens them"), "{screen}");
    stage.press("x");
    assert!(status(&stage).contains("E opens"), "{}", status(&stage));
}
