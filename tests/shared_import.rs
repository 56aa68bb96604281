//! Real exports become books. Runs only where `FOLIO_SHARED_DATA` names the folder that holds them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod import;

use folio::domain::record::meta::Kind;
use folio::service::import::plan::{Plan, Source};
use import::{Book, options};
use std::path::{Path, PathBuf};

fn root() -> Option<PathBuf> {
    std::env::var_os("FOLIO_SHARED_DATA").map(PathBuf::from)
}

fn sources(folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ext| ext == "csv") {
            found.push(Source { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn imported(folder: &str) -> Option<(Book, Plan)> {
    let files = sources(&root()?.join(folder));
    let mut book = Book::default();
    let first = book.import_sources(&files, &options());
    if std::env::var_os("SAY").is_some() {
        println!("{}", first.report.lines().join("\n"));
    }
    for file in &first.report.files {
        assert!(file.adds_up(), "{}", file.name);
    }
    let before = book.clone();
    let second = book.import_sources(&files, &options());
    assert_eq!(second.changes.len(), 0, "{folder} again: {:#?}", second.changes.first());
    let mut undone = before.clone();
    undone.undo(first.changes.clone());
    assert_eq!(undone.count(Kind::Account) + undone.count(Kind::External), 0, "one undo takes it back");
    Some((before, first))
}

#[test]
fn exports_become_books() {
    for (folder, counts) in [
        ("maven_crm_sales", &[(Kind::Account, 85)][..]),
        ("salesforce_devorg_export", &[(Kind::Account, 18), (Kind::Contact, 25)]),
        ("edtech_renewals", &[(Kind::Account, 15), (Kind::Contact, 138), (Kind::Renewal, 68)]),
        ("ravenstack_saas", &[(Kind::Account, 500), (Kind::Subscription, 5000), (Kind::Touch, 2000)]),
    ] {
        let Some((book, _)) = imported(folder) else { return };
        for (kind, count) in counts {
            assert_eq!(book.count(*kind), *count, "{folder} {kind}");
        }
    }
}

#[test]
fn odd_files_are_refused_or_counted() {
    for folder in [
        "csv_spectrum",
        "csvkit_examples",
        "frictionless_csv",
        "salesforce_dataloader_tests",
        "hubspot_fivetran_seeds",
        "salesforce_fivetran_seeds",
        "salesforce_sfdmu_account_cc0",
        "zendesk_pendo_qualtrics_seeds",
        "saas_churn_pysurvival",
        "support_tickets_csat",
        "telco_churn_ibm",
        "uci_retail_as_accounts",
    ] {
        imported(folder);
    }
}
