//! The book itself: its pages, its rows, what is derived from them, and its backups.

use crate::config::settings::Settings;
use crate::domain::value::day::Now;
use crate::domain::value::text::shown;
use crate::service::desk::{Clock, Desk};
use crate::service::doctor::finding::{Cure, Finding, State, path_text, size_text};
use crate::service::error::{Error, ErrorKind};
use crate::service::rank;
use crate::store::backups::{self, Backup};
use crate::store::copy::copy_into;
use crate::store::db::Store;
use crate::store::file::folder;
use crate::store::refill::version;
use crate::store::soundness::{comes_of, differing, prove};
use std::fs;
use std::path::Path;

/// Backups with which the book is compared.
const COMPARED: usize = 4;

/// Days without a backup that are worth a word.
const DAYS: u64 = 8;

/// What there is to say of a book at a path that is there.
pub fn findings(path: &Path, settings: &Settings, clock: Clock) -> Vec<Finding> {
    let at = backups::place(path, settings.backups.folder());
    let all = backups::backups(path, at);
    let mut found = Vec::new();
    match Store::open(path) {
        Ok(store) => {
            let size = fs::metadata(path).map_or(0, |meta| meta.len());
            let only = if store.is_read_only() { ", which takes no writes" } else { "" };
            found.push(Finding::fine(
                "book",
                format!("{}, {}, version {}{only}", path_text(path), size_text(size), version()),
            ));
            let sound = pages(&store, path, &all, &mut found);
            if sound {
                inside(&store, path, &all, settings, clock, &mut found);
            }
        }
        Err(error) => found.push(refused(error.into(), path, &all)),
    }
    found.extend(of_backups(path, &all, settings, clock.now()));
    found
}

/// The way back to the newest backup that is sound; one that the book has come of, where that can be told.
fn way_back(book: &Path, all: &[Backup]) -> String {
    let name = book.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let own = |backup: &&Backup| comes_of(book, &backup.path).is_ok_and(|own| own);
    let sound = |backup: &&Backup| prove(&backup.path).is_ok();
    match all.iter().filter(own).find(sound).or_else(|| all.iter().find(sound)) {
        Some(backup) => format!("folio restore {} --confirm={}", path_text(&backup.path), path_text(Path::new(&name))),
        None => format!("sqlite3 {} .recover > recovered.sql saves what can be read", path_text(book)),
    }
}

fn refused(error: Error, path: &Path, all: &[Backup]) -> Finding {
    match error.kind {
        ErrorKind::Damaged if !error.message.contains("newer folio") => {
            Finding::damaged("book", error.message, way_back(path, all))
        }
        ErrorKind::Damaged => Finding::damaged("book", error.message, error.hint),
        _ => Finding::warning("book", error.message, error.hint),
    }
}

fn pages(store: &Store, path: &Path, all: &[Backup], found: &mut Vec<Finding>) -> bool {
    match store.faults() {
        Ok(faults) if faults.is_empty() => {
            found.push(match store.unlike_schema() {
                Ok(names) if names.is_empty() => Finding::fine("pages", "every page, index and reference holds"),
                Ok(names) => {
                    let what = format!("tables or views that are not as folio makes them: {}", listed(&names));
                    Finding::damaged("pages", what, way_back(path, all))
                }
                Err(error) => refused(error.into(), path, all),
            });
            true
        }
        Ok(faults) => {
            let indices = faults.iter().all(|fault| fault.contains("index") && !fault.contains("malformed"));
            let finding = Finding::damaged(
                "pages",
                listed(&faults),
                if indices { "folio doctor --fix".to_owned() } else { way_back(path, all) },
            );
            found.push(if indices { finding.cured_by(Cure::Indices) } else { finding });
            false
        }
        Err(error) => {
            found.push(refused(error.into(), path, all));
            false
        }
    }
}

/// What can only be told by doing things over: it is done to a copy, so that nobody who writes has to wait.
fn inside(store: &Store, path: &Path, all: &[Backup], settings: &Settings, clock: Clock, found: &mut Vec<Finding>) {
    if store.is_read_only() {
        return rows(store, path, all, found);
    }
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let copied = copy_into(&whole, folder(&whole)).and_then(|draft| Ok((Store::open(draft.path())?, draft)));
    match copied {
        Ok((copy, _draft)) => {
            rows(&copy, path, all, found);
            derived(copy, settings, clock, found);
        }
        Err(error) => found.push(refused(error.into(), path, all)),
    }
}

/// Rows that nobody has written as they are.
fn rows(store: &Store, path: &Path, all: &[Backup], found: &mut Vec<Finding>) {
    let told = |rows: &[String]| listed(&rows.iter().map(|row| named(store, row)).collect::<Vec<_>>());
    let remedy =
        || format!("if you changed them in another program, change them once in folio; else {}", way_back(path, all));
    let mut clean = Vec::new();
    if !store.is_read_only() {
        match store.unlike_journal() {
            Ok(rows) if rows.is_empty() => clean.push("the journal".to_owned()),
            Ok(rows) => {
                let what = format!("not as folio last wrote them: {}", told(&rows));
                found.push(Finding::damaged("rows", what, remedy()));
            }
            Err(error) => found.push(refused(error.into(), path, all)),
        }
    }
    let mut compared = 0;
    let tells = |backup: &&Backup| comes_of(path, &backup.path).is_ok_and(|own| own) && prove(&backup.path).is_ok();
    for backup in all.iter().filter(tells).take(COMPARED) {
        match differing(path, &backup.path) {
            Ok(rows) if rows.is_empty() => compared += 1,
            Ok(rows) => {
                let what = format!(
                    "not as in {}, though nobody has written them since: {}",
                    path_text(&backup.path),
                    told(&rows)
                );
                found.push(Finding::damaged("rows", what, remedy()));
                break;
            }
            Err(error) => found.push(refused(error.into(), path, all)),
        }
    }
    if compared > 0 {
        clean.push(if compared == 1 { "a backup".to_owned() } else { format!("{compared} backups") });
    }
    if !found.iter().any(|finding| finding.about == "rows") && !clean.is_empty() {
        found.push(Finding::fine("rows", format!("as folio wrote them, by {}", clean.join(" and "))));
    }
}

/// A row as a person knows it.
fn named(store: &Store, row: &str) -> String {
    let title = row.split_once(' ').and_then(|(_, key)| store.rows_of_prefix(key).ok()).unwrap_or_default();
    match title.as_slice() {
        [one] => format!("{row} ({})", shown(&one.title)),
        _ => row.to_owned(),
    }
}

fn listed(all: &[String]) -> String {
    let text = all.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
    match all.len().saturating_sub(3) {
        0 => text,
        more => format!("{text}; and {more} more"),
    }
}

/// What is derived, against what making it anew gives.
fn derived(store: Store, settings: &Settings, clock: Clock, found: &mut Vec<Finding>) {
    let desk = Desk::new(store, settings, clock, "cli");
    match desk.unlike_facts() {
        Ok(tables) if tables.is_empty() => {
            found.push(Finding::fine("derived", "ranking and calendar are what the facts give"));
        }
        Ok(tables) => {
            let what = format!("not what the facts give: {}", tables.join(", "));
            found.push(Finding::warning("derived", what, "folio doctor --fix").cured_by(Cure::Derived));
        }
        Err(error) => found.push(Finding::warning("derived", error.message, error.hint)),
    }
    match desk.store().index_is_sound() {
        Ok(true) => {}
        Ok(false) => {
            let what = "the index of full text does not hold every row";
            found.push(Finding::warning("search", what, "folio doctor --fix").cured_by(Cure::Words));
        }
        Err(error) => found.push(Finding::warning("search", Error::from(error).message, "")),
    }
}

impl Desk {
    /// Derived tables that are not what making them anew gives. A ranking of another day or other weights is none to
    /// compare with: it is made anew anyway.
    pub(in crate::service) fn unlike_facts(&self) -> Result<Vec<&'static str>, Error> {
        let (measure, now) = (self.measure(), self.now());
        let current = rank::current(self.store(), measure, now)?.is_some();
        self.store().rehearse(|store| {
            let before = store.derived_sums()?;
            store.call_all()?;
            if current {
                rank::rank_all(store, measure, now)?;
            }
            let after = store.derived_sums()?;
            Ok(before
                .into_iter()
                .filter(|(table, sum)| after.get(table) != Some(sum))
                .map(|(table, _)| table)
                .collect())
        })
    }
}

fn of_backups(book: &Path, all: &[Backup], settings: &Settings, now: Now) -> Vec<Finding> {
    let at = backups::place(book, settings.backups.folder());
    if let Some(folder) = settings.backups.folder().filter(|folder| !folder.is_dir()) {
        let what = format!("there is no folder {} for backups", path_text(folder));
        return vec![Finding::warning(
            "backups",
            what,
            "mend folder under [backups] in the config; `folio config path` tells where",
        )];
    }
    let Some(newest) = all.first() else {
        return vec![Finding::warning("backups", format!("there are none in {}", path_text(at)), "folio backup")];
    };
    let mut found = Vec::new();
    let broken: Vec<String> =
        all.iter().filter(|backup| prove(&backup.path).is_err()).map(|backup| path_text(&backup.path)).collect();
    if !broken.is_empty() {
        let what = format!("not sound, and no way back: {}", listed(&broken));
        found.push(Finding::warning("backups", what, format!("rm {}", broken.join(" "))));
    }
    let age = std::time::SystemTime::from(now.at.utc()).duration_since(newest.written).unwrap_or_default();
    let days = age.as_secs() / 86_400;
    if broken.len() == all.len() || days > DAYS {
        let what = format!("the newest is {days} days old");
        found.push(Finding::warning("backups", what, "folio backup"));
    } else {
        let auto = if settings.backups.keeping().is_on() { "" } else { "; automatic ones are off" };
        let what = format!("{} and sound, the newest {}{auto}", all.len() - broken.len(), path_text(&newest.path));
        found.push(Finding::fine("backups", what));
    }
    found
}

/// The gravest of some findings.
pub fn gravest(found: &[Finding]) -> State {
    found.iter().map(|finding| finding.state).max().unwrap_or(State::Fine)
}
