//! Forgetting a customer for good. Nothing brings it back but a backup, and those that still have it are named.

use crate::domain::record::account::Account;
use crate::domain::value::text::shown;
use crate::service::desk::Desk;
use crate::service::error::{Error, gone};
use crate::service::rank;
use crate::store::backups;
use std::path::PathBuf;

/// What would be, or was, forgotten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Purged {
    /// Its name, as it was given.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// Backups that were made before, and may still have it.
    pub backups: Vec<PathBuf>,
    /// Whether the file and its log have nothing of it any more.
    pub clean: bool,
}

impl Desk {
    /// What purging the account of a reference takes away; nothing is written. Archived ones are found too.
    pub fn rehearse_purge(&self, reference: &str) -> Result<(String, Purged), Error> {
        let key = self.purgeable(reference)?;
        let name = self.name_of(&key)?;
        let rows = self.store().rehearse(|store| Ok::<_, Error>(store.purge(&key)?))?;
        Ok((key, Purged { name, rows, backups: Vec::new(), clean: false }))
    }

    /// Takes an account out of the book for good.
    pub fn purge(&self, key: &str) -> Result<Purged, Error> {
        let (measure, now) = (self.measure(), self.now());
        let name = self.name_of(key)?;
        self.store().leave_no_trace()?;
        let rows = self.store().write(|store| {
            let rows = store.purge(key)?;
            store.forget_index()?;
            store.call_all()?;
            rank::rank_all(store, measure, now)?;
            Ok::<_, Error>(rows)
        })?;
        // It is gone by now: what could not be overwritten yet is no failure of that.
        let clean = self.store().squeeze().unwrap_or(false);
        self.catch_up();
        let all = backups::backups(self.path(), backups::place(self.path(), self.backups_at()));
        let backups = all.into_iter().map(|backup| backup.path).collect();
        Ok(Purged { name, rows, backups, clean })
    }

    fn purgeable(&self, reference: &str) -> Result<String, Error> {
        match self.find_account(reference) {
            Ok(id) => Ok(id.to_string()),
            Err(unknown) => match self.find_archived_account(reference)? {
                Some(id) => Ok(id),
                None => Err(unknown),
            },
        }
    }

    fn find_archived_account(&self, reference: &str) -> Result<Option<String>, Error> {
        let key = crate::domain::value::text::folded(reference.trim());
        let found = self.store().all_called_exactly(&key)?;
        Ok(match found.as_slice() {
            [one] => Some(one.id.to_string()),
            _ => None,
        })
    }

    fn name_of(&self, key: &str) -> Result<String, Error> {
        let row = self.store().row::<Account>(key)?.ok_or_else(|| gone("account"))?;
        Ok(row.name.raw().to_owned())
    }
}

/// A name on one line.
pub fn said(name: &str) -> String {
    shown(name).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::Settings;
    use crate::domain::record::review::{Matter, Review, Verdict};
    use crate::domain::review::week::Week;
    use crate::domain::value::day::{Moment, Now, Zone};
    use crate::domain::value::id::AccountId;
    use crate::service::desk::Clock;
    use crate::service::intent::Intent;

    #[test]
    fn reviews_and_their_history_forget_a_purged_account() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("folio.db");
        let now = Now::new(Moment(1_795_737_600_000), Zone::UTC);
        let mut desk = Desk::create(&book, &Settings::default(), Clock::Fixed(now), "test").unwrap();
        for name in ["Quixotica", "Corvane"] {
            desk.perform(Intent::AddAccount(name.to_owned())).unwrap();
        }
        let [gone, other] = ["quixotica", "corvane"].map(|name| desk.find_account(name).unwrap());
        let week = Week::of(now.today, chrono::Weekday::Mon);
        let mut decide = |about: &[AccountId], verdict| {
            let about = about.iter().map(|id| Matter::Account(*id)).collect();
            desk.perform(Intent::Decide(week, about, verdict)).unwrap();
        };
        decide(&[gone], Verdict::Task("ask about the handshake".to_owned()));
        decide(&[gone, other], Verdict::Keep);
        decide(&[gone, other], Verdict::Task("send handshake minutes".to_owned()));
        desk.purge(&gone.to_string()).unwrap();
        let review = desk.store().rows::<Review>("", []).unwrap().pop().unwrap();
        let left: Vec<Matter> = review.decisions.iter().map(|decision| decision.about).collect();
        assert_eq!(left, [Matter::Account(other)]);
        let file = String::from_utf8_lossy(&std::fs::read(&book).unwrap()).into_owned();
        for text in ["Quixotica", "quixotica", "ask about the handshake", &gone.to_string()] {
            assert!(!file.contains(text), "{text} is still in the file");
        }
        desk.perform(Intent::Undo(1)).unwrap();
        let review = desk.store().rows::<Review>("", []).unwrap().pop().unwrap();
        assert_eq!(review.decisions[0].verdict, Verdict::Keep, "what is left can be taken back");
    }
}
