//! An import against a book in memory: idempotent, three-way, counted, undone in one step.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod import;

use folio::domain::change::Change;
use folio::domain::record::account::{Account, LifecycleStage};
use folio::domain::record::contact::Contact;
use folio::domain::record::meta::Kind;
use folio::domain::record::opportunity::Opportunity;
use folio::domain::record::reading::Reading;
use folio::domain::record::renewal::{Renewal, RenewalOutcome};
use folio::domain::record::subscription::Subscription;
use folio::domain::record::task::{Task, TaskState};
use folio::domain::record::touch::{Touch, TouchKind};
use folio::domain::value::day::Moment;
use folio::domain::value::text::Text;
use folio::exchange::mapping::Mapping;
use folio::service::import::plan::{Error, Options, Source, plan};
use folio::service::import::report::FileReport;
use import::{Book, now, options};
use std::fmt::Write as _;

fn counts(file: &FileReport) -> [usize; 5] {
    assert!(file.adds_up(), "{file:?}");
    [file.new, file.changed, file.same, file.skipped.len(), file.rejected.len()]
}

const ACCOUNTS: &str = "Account ID,Account Name,Industry,ARR,Renewal Date,Health,Last Contact,Primary Contact,CSM\n\
    1,Globex,Energy,\"$104,000\",2027-03-31,71.5,2026-11-20,Ada Byron,Jo\n\
    2,Initech,Software,45k,2026-12-31,40,,,Jo\n";

#[test]
fn a_book_of_accounts_becomes_contracts_figures_and_people() {
    let mut book = Book::default();
    let planned = book.import(&[("accounts.csv", ACCOUNTS)]);
    assert_eq!(counts(&planned.report.files[0]), [2, 0, 0, 0, 0]);
    let arrs: Vec<String> = book.all::<Subscription>().iter().map(|row| row.arr.to_string()).collect();
    assert_eq!(arrs, ["104000.00 USD", "45000.00 USD"]);
    let renewal = &book.all::<Renewal>()[0];
    assert_eq!((renewal.due.to_string().as_str(), renewal.outcome), ("2027-03-31", None));
    assert!(renewal.subscription.is_some());
    assert_eq!(book.all::<Reading>()[0].value.to_string(), "71.5");
    assert_eq!(book.all::<Contact>()[0].name.raw(), "Ada Byron");
    assert_eq!(book.all::<Touch>()[0].kind, TouchKind::Call);
    assert!(planned.report.files[0].diff.contains(&"+ Globex".to_owned()));
}

#[test]
fn again_is_the_same_and_one_undo_takes_it_back() {
    let mut book = Book::default();
    let first = book.import(&[("accounts.csv", ACCOUNTS)]);
    let before = book.clone();
    let again = book.import(&[("accounts.csv", ACCOUNTS)]);
    assert_eq!((again.changes.len(), counts(&again.report.files[0])), (0, [0, 0, 2, 0, 0]));
    let changed = book.import(&[("accounts.csv", &ACCOUNTS.replace("71.5", "60").replace("Energy", "Oil"))]);
    assert_eq!(counts(&changed.report.files[0]), [0, 1, 1, 0, 0]);
    assert_eq!(book.count(Kind::Reading), 3, "a further figure keeps the older one");
    book.undo(changed.changes);
    assert_eq!(book.all::<Account>(), before.all::<Account>());
    assert_eq!(book.count(Kind::Reading), 2);
    book.undo(first.changes);
    for kind in Kind::ALL {
        assert_eq!(book.count(*kind), 0, "{kind}");
    }
}

fn edit(book: &mut Book, name: &str, change: impl FnOnce(&mut Account)) {
    let row = book.all::<Account>().into_iter().find(|row| row.name.raw() == name).unwrap();
    let image = folio::domain::change::Image::edited(&row, Moment(5), change).unwrap();
    book.apply(&[Change::from(image)]);
}

fn industry(book: &Book, name: &str) -> String {
    let row = book.all::<Account>().into_iter().find(|row| row.name.raw() == name).unwrap();
    row.industry.map(|text| text.raw().to_owned()).unwrap_or_default()
}

#[test]
fn local_edits_stay_unless_a_person_says_otherwise() {
    let mut book = Book::default();
    book.import(&[("accounts.csv", ACCOUNTS)]);
    edit(&mut book, "Globex", |row| row.industry = Some(Text::from("Power")));
    let same = book.import(&[("accounts.csv", ACCOUNTS)]);
    assert_eq!((same.changes.len(), industry(&book, "Globex").as_str()), (0, "Power"));
    let both = ACCOUNTS.replace("Energy", "Oil").replace("Software", "Apps");
    let planned = book.import(&[("accounts.csv", &both)]);
    assert_eq!(counts(&planned.report.files[0]), [0, 1, 0, 1, 0]);
    assert!(planned.report.files[0].skipped[0].reason.contains("--overwrite"));
    assert_eq!((industry(&book, "Globex").as_str(), industry(&book, "Initech").as_str()), ("Power", "Apps"));
    let source = [Source { name: "accounts.csv".to_owned(), bytes: both.into_bytes() }];
    book.import_sources(&source, &Options { overwrite: true, ..options() });
    assert_eq!(industry(&book, "Globex"), "Oil");
}

#[test]
fn files_are_ordered_by_what_depends_on_what() {
    let deals = "Deal ID,Deal Name,Deal Stage,Amount,Close Date,Company\n\
        d1,Platform,Closed Won,12000,2026-03-01,Globex\n\
        d2,Add-on,Qualification,5000,2026-12-20,globex\n\
        d3,Old,Closed Lost,1,2026-01-01,Globex\n\
        d4,Renewal 2026,Closed Lost,1,2026-01-01,Nobody Inc\n";
    let tasks = "Task Title,Due date,Task status,Priority,Company\nCall CFO,2026-12-01,Completed,High,Globex\n";
    let people = "Contact ID,First Name,Last Name,Email,Account ID\nc1,Ada,Byron,ada@globex.com,1\n";
    let touches = "Activity Type,Date,Contact ID,Notes,Duration (minutes)\nCall,2026-11-02 10:00,c1,Hello,29.5\n";
    let mut book = Book::default();
    let files =
        [("t.csv", touches), ("tasks.csv", tasks), ("deals.csv", deals), ("p.csv", people), ("accounts.csv", ACCOUNTS)];
    let planned = book.import(&files);
    let all: Vec<[usize; 5]> = planned.report.files.iter().map(counts).collect();
    assert_eq!(all, [[1, 0, 0, 0, 0], [1, 0, 0, 0, 0], [3, 0, 0, 0, 1], [0, 1, 0, 0, 0], [2, 0, 0, 0, 0]]);
    assert_eq!(book.count(Kind::Contact), 1, "the contact of the account row is the one of the contact file");
    let won = book.all::<Subscription>().into_iter().find(|row| row.product.raw() == "Platform").unwrap();
    assert_eq!(won.end.unwrap().to_string(), "2027-03-01");
    assert_eq!(book.all::<Opportunity>().len(), 2);
    assert_eq!(book.all::<Task>()[0].state, TaskState::Done);
    let touch = book.all::<Touch>().into_iter().find(|row| row.contact.is_some()).unwrap();
    assert_eq!((touch.minutes, touch.at.to_string().as_str()), (Some(30), "2026-11-02T10:00:00Z"));
    assert!(planned.report.files[2].rejected[0].reason.contains("no account is called \"Nobody Inc\""));
    assert_eq!(book.import(&files).changes.len(), 0);
}

#[test]
fn churned_subscriptions_and_renewals_are_settled() {
    let subscriptions = "subscription_id,account_id,start_date,end_date,plan,mrr,churn_flag,is_trial\n\
        s1,1,2025-01-01,2025-12-31,Pro,100,TRUE,FALSE\n\
        s2,1,2026-01-01,,Pro,200,FALSE,FALSE\n\
        s3,1,2026-01-01,,Trial,200,FALSE,TRUE\n\
        s4,1,2026-01-01,,Pro,,FALSE,FALSE\n";
    let renewals = "renewal_id,account_id,due_date,outcome,churn_reason,arr_usd\n\
        r1,2,2026-02-01,churned,price,0\nr2,2,2027-02-01,,,900\nr3,2,2026-03-01,renewed,,950\n";
    let mut book = Book::default();
    let accounts = "account_id,account_name,industry\n1,Globex,Energy\n2,Initech,Software\n";
    let planned = book.import(&[("a.csv", accounts), ("s.csv", subscriptions), ("r.csv", renewals)]);
    assert_eq!(counts(&planned.report.files[1]), [3, 0, 0, 0, 1]);
    let terms: Vec<_> =
        book.all::<Subscription>().iter().map(|row| (row.arr.minor, row.ended_on.map(|d| d.to_string()))).collect();
    assert_eq!(terms, [(120_000, Some("2025-12-31".to_owned())), (240_000, None), (0, None)]);
    let settled: Vec<_> = book
        .all::<Renewal>()
        .iter()
        .map(|row| (row.outcome, row.target.map(|m| m.minor), row.final_amount.map(|m| m.minor)))
        .collect();
    assert!(settled.contains(&(Some(RenewalOutcome::Churned), None, None)), "zero after the event is no target");
    assert!(settled.contains(&(None, Some(90_000), None)));
    assert!(settled.contains(&(Some(RenewalOutcome::Renewed), None, Some(95_000))));
}

#[test]
fn nothing_is_lost_of_what_is_bad() {
    let bad = "Customer ID,Customer,ARR,Renewal Date\n\
        1,Globex,100,2027-01-01\n\
        1,Globex again,100,2027-01-01\n\
        3,Hooli,lots,2027-01-01\n\
        4,Stark,100,2027-02-30\n\
        5,Wayne\n\
        6,Acme,100,2027-01-01,7\n\
        \"Grand Totals (4 records)\",,400,\n";
    let mut book = Book::default();
    let planned = book.import(&[("bad.csv", bad)]);
    let file = &planned.report.files[0];
    assert_eq!(counts(file), [1, 0, 0, 1, 5]);
    let lines: Vec<(u64, bool)> = file
        .rejected
        .iter()
        .zip([
            "line 2 has already",
            "\"lots\" is not an amount",
            "\"2027-02-30\" is not a day",
            "has 2 cells",
            "has 5 cells",
        ])
        .map(|(left, why)| (left.line, left.reason.contains(why)))
        .collect();
    assert_eq!(lines, [(3, true), (4, true), (5, true), (6, true), (7, true)], "{:?}", file.rejected);
    let csv = String::from_utf8(planned.report.rejects_csv(0).unwrap()).unwrap();
    assert!(
        csv.starts_with("Customer ID,Customer,ARR,Renewal Date,line,reason\n1,Globex again,100,2027-01-01,3,"),
        "{csv}"
    );
    let mended = csv.replace("lots", "300").replace("6,Acme,100,2027-01-01,7,", "6,Acme,100,2027-01-01,");
    let again = book.import(&[("bad.rejects.csv", &mended)]);
    assert_eq!(counts(&again.report.files[0]), [3, 1, 0, 0, 1]);
    assert_eq!(book.count(Kind::Account), 4);
}

#[test]
fn files_that_cannot_be_read_say_why_and_hold_up_no_other() {
    let mut book = Book::default();
    for (text, why) in [
        ("", "empty"),
        ("Account Name,ARR\n", "no records under it"),
        ("First Name,Last Name,Email\nAda,Byron,a@b.c\n", "none names the account"),
        ("Customer,ARR,Renewal Date\nGlobex,1,03/04/2026\n", "3 April 2026 or 4 March 2026"),
        ("tenure,charges\n1,2\n", "no column names an account"),
    ] {
        let planned = book.import(&[("x.csv", text), ("accounts.csv", "account_id,account_name\n1,Globex\n")]);
        let refused = planned.report.files[0].refused.clone().unwrap();
        assert!(refused.contains(why), "{refused}");
        assert!(planned.report.lines()[0].starts_with("x.csv: "));
        assert_eq!(book.count(Kind::Account), 1);
    }
}

#[test]
fn accounts_of_one_name_are_told_apart_by_a_person() {
    let mut book = Book::default();
    book.import(&[("a.csv", "account_id,account_name,industry\n1,Globex,a\n2,GLOBEX,b\n")]);
    assert_eq!(book.count(Kind::Account), 2, "ids tell them apart");
    let planned = book.import(&[("t.csv", "Activity Type,Date,Company,Notes\nCall,2026-11-02,Globex,Hi\n")]);
    assert!(planned.report.files[0].rejected[0].reason.contains("2 accounts are called"));
}

#[test]
fn a_file_links_to_accounts_made_by_hand() {
    let mut book = Book::default();
    book.import(&[("a.csv", "Customer,ARR,Renewal Date\nSociété Générale,100,2027-01-01\n")]);
    let planned = book.import(&[("b.csv", "Account ID,Account Name,Industry\n77,SOCIETE GENERALE,Bank\n")]);
    assert_eq!((counts(&planned.report.files[0]), book.count(Kind::Account)), ([0, 1, 0, 0, 0], 1));
    assert_eq!(book.all::<Account>()[0].name.raw(), "Société Générale");
    let churned = book.import(&[("b.csv", "Account ID,Account Name,Industry,Churned\n77,SOCIETE GENERALE,Bank,yes\n")]);
    assert_eq!(counts(&churned.report.files[0]), [0, 1, 0, 0, 0]);
    assert_eq!(book.all::<Account>()[0].stage, LifecycleStage::Churned);
}

#[test]
fn a_map_must_name_a_column() {
    let mapping = Mapping::parse(&["Renewl=end"]).unwrap();
    let source = [Source { name: "a.csv".to_owned(), bytes: b"Customer,ARR,Renewal\nA,1,2027-01-01\n".to_vec() }];
    let tried = plan(&source, &Book::default(), &Options { mapping, ..options() }, now(), &mut ulid::Ulid::default);
    let Err(Error::Map(bad)) = tried else { panic!("a column that is not there was taken") };
    assert!(bad.to_string().contains("did you mean \"Renewal\""), "{bad}");
}

fn from(name: &str) -> Options {
    Options { mapping: Mapping { system: Some(name.to_owned()), ..Mapping::default() }, ..options() }
}

fn names(book: &Book) -> Vec<String> {
    book.all::<Account>().iter().map(|row| row.name.raw().to_owned()).collect()
}

fn source(name: &str, text: &str) -> [Source; 1] {
    [Source { name: name.to_owned(), bytes: text.as_bytes().to_vec() }]
}

#[test]
fn ids_of_unrelated_spreadsheets_do_not_rename_accounts() {
    let mut book = Book::default();
    book.import(&[("v1.csv", "Customer ID,Customer,ARR\n1,Acme,100\n2,Bolt Systems Inc,200\n3,Cyan,300\n")]);
    let second = "Customer ID,Customer,ARR\n1,Zeta,900\n2,Bolt Systems Holding,200\n3,Cyan Labs,300\n";
    let planned = book.import(&[("v2.csv", second)]);
    assert_eq!(counts(&planned.report.files[0]), [0, 2, 0, 0, 1]);
    let why = &planned.report.files[0].rejected[0].reason;
    assert!(why.starts_with("id \"1\" is Acme here: say --from NAME"), "{why}");
    assert_eq!(names(&book), ["Acme", "Bolt Systems Holding", "Cyan Labs"]);
    edit(&mut book, "Acme", |row| row.name = Text::from("Nimbus"));
    let same = book.import(&[("v1.csv", "Customer ID,Customer,ARR\n1,Acme,150\n")]);
    assert_eq!(counts(&same.report.files[0]), [0, 1, 0, 0, 0], "the name it had there is known");
    let other = book.import_sources(&source("v2.csv", second), &from("other"));
    assert_eq!(counts(&other.report.files[0]), [1, 2, 0, 0, 0]);
}

#[test]
fn an_id_of_another_system_names_no_account_against_its_name() {
    let mut book = Book::default();
    book.import(&[("a.csv", "Customer ID,Customer,Industry\n1,Zeta,Energy\n")]);
    let people = "Contact ID,First Name,Last Name,Account ID,Account Name\nc1,Ada,Byron,1,Nonesuch Ltd\n";
    for (options, why) in [(from("other"), "no account is called \"Nonesuch Ltd\""), (options(), "is Zeta here")] {
        let planned = book.import_sources(&source("p.csv", people), &options);
        let file = &planned.report.files[0];
        assert_eq!(counts(file), [0, 0, 0, 0, 1]);
        assert!(file.rejected[0].reason.contains(why), "{}", file.rejected[0].reason);
    }
    let bare = "Contact ID,First Name,Last Name,Account ID\nc1,Ada,Byron,1\n";
    let planned = book.import_sources(&source("p.csv", bare), &from("other"));
    assert_eq!(counts(&planned.report.files[0]), [1, 0, 0, 0, 0], "an id alone that one row has");
}

#[test]
fn what_is_remembered_twice_in_a_run_is_one_write() {
    let mut book = Book::default();
    book.import(&[("a.csv", "Customer ID,Customer,Industry,Region\n1,Acme,Energy,EMEA\n")]);
    let planned = book.import(&[
        ("b.csv", "Customer ID,Customer,Industry\n1,Acme,Oil\n"),
        ("c.csv", "Customer ID,Customer,Region,Industry\n1,Acme,APAC,Oil\n"),
    ]);
    let written: Vec<(u64, u64)> = planned
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::External(image) => {
                let (before, after) = (image.before.as_ref().unwrap(), image.after.as_ref().unwrap());
                Some((before.meta.version.into(), after.meta.version.into()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(written, [(1, 2)]);
}

#[test]
fn a_moved_record_is_told_by_names_once() {
    let mut book = Book::default();
    book.import(&[
        ("a.csv", ACCOUNTS),
        ("s.csv", "subscription_id,account_id,start_date,end_date,arr\ns1,1,2026-01-01,2026-12-31,100\n"),
    ]);
    let planned = book
        .import(&[("s.csv", "subscription_id,account_id,start_date,end_date,arr\ns1,2,2026-01-01,2026-12-31,100\n")]);
    let told = &planned.report.files[0].diff[0];
    assert_eq!(told.matches("account Globex -> Initech").count(), 1, "{told}");
    assert!(!told.contains("01"), "{told}");
}

#[test]
fn a_workbook_is_to_be_saved_as_csv() {
    for head in [b"PK\x03\x04".as_slice(), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
        let bytes = [head, b"\x14\0\x06\0[Content_Types].xml"].concat();
        let planned = Book::default().import_sources(&[Source { name: "book.xlsx".to_owned(), bytes }], &options());
        let why = planned.report.files[0].refused.clone().unwrap();
        assert!(why.contains("Excel workbook: save it as CSV first"), "{why}");
    }
}

#[test]
fn accounts_that_would_rank_at_zero_are_told() {
    let bare = "Customer ID,Customer,Industry\n1,Acme,Energy\n";
    let noted = |files: &[(&str, &str)]| {
        let planned = Book::default().import(files);
        planned.report.lines().iter().any(|line| line.contains("--map COLUMN=arr --map COLUMN=end"))
    };
    assert!(noted(&[("a.csv", bare)]));
    assert!(!noted(&[("a.csv", ACCOUNTS)]));
    let contracts = "subscription_id,account_id,start_date,end_date,arr\ns1,1,2026-01-01,2026-12-31,100\n";
    assert!(!noted(&[("a.csv", bare), ("s.csv", contracts)]), "another file has the contracts");
}

#[test]
fn a_column_that_is_left_out_is_not_told_as_read() {
    let text = "Customer,ARR,Renewal Date,Health\nAcme,100,2027-01-01,good\n";
    let planned = Book::default().import(&[("a.csv", text)]);
    let file = &planned.report.files[0];
    assert!(file.mapped.iter().all(|(column, _)| column != "Health"), "{:?}", file.mapped);
    assert_eq!(file.unmapped, ["Health"]);
}

#[test]
fn a_report_agrees_with_one_that_tells_the_same() {
    let mut book = Book::default();
    let first = book.import(&[("a.csv", ACCOUNTS)]).report;
    let fresh = Book::default().import(&[("a.csv", ACCOUNTS)]).report;
    let again = book.import(&[("a.csv", ACCOUNTS)]).report;
    assert!(first.agrees(&fresh));
    assert!(!first.agrees(&again), "what was new is there meanwhile");
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_planned(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), body in "[A-Za-z0-9,;\"\n/.$ -]{0,300}") {
        let text = format!("Account Name,ARR,Renewal Date,Health\n{body}");
        for bytes in [bytes, text.into_bytes()] {
            let source = [Source { name: "x.csv".to_owned(), bytes }];
            let planned = Book::default().import_sources(&source, &options());
            proptest::prop_assert!(planned.report.files[0].adds_up());
            planned.report.lines();
            planned.report.rejects_csv(0);
        }
    }
}

/// Measured by hand: `cargo test --release --test import_plan -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_accounts() {
    let mut text = "Account ID,Account Name,Industry,Region,CSM,Segment\n".to_owned();
    for n in 0..100_000 {
        writeln!(text, "A-{n},Company {n},Energy,EMEA,Jo,SMB").unwrap();
    }
    let source = [Source { name: "accounts.csv".to_owned(), bytes: text.into_bytes() }];
    let start = std::time::Instant::now();
    let decoded = folio::exchange::decode::decode(&source[0].bytes);
    let sheet = folio::exchange::csv::read(&decoded.text).unwrap();
    println!("read {} rows in {:?}", sheet.rows.len(), start.elapsed());
    let mut next = 0;
    let start = std::time::Instant::now();
    let planned = plan(&source, &Book::default(), &options(), now(), &mut || {
        next += 1;
        ulid::Ulid::from_parts(1, next)
    })
    .unwrap();
    println!("planned {} changes in {:?}", planned.changes.len(), start.elapsed());
}
