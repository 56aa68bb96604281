//! What the desk hands out of feedback, usage and cases, and the references that people make to them.

use crate::domain::figure::trail::Trail;
use crate::domain::phrase::when::When;
use crate::domain::record::feedback::Feedback;
use crate::domain::record::meta::Kind;
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, FeedbackId, TouchId};
use crate::domain::value::text::shown;
use crate::service::case::{self, CaseLine};
use crate::service::desk::Desk;
use crate::service::error::{Error, ErrorKind};
use crate::service::typed;
use crate::service::voices::{Heard, named, usage_of};
use crate::service::whose::one;

impl Desk {
    /// The moment of a day as people say it.
    pub fn moment(&self, when: When) -> Moment {
        typed::moment(when, self.now()).unwrap_or(self.now().at)
    }

    /// The feedback of an account, the newest first, so many.
    pub fn feedback(&self, account: AccountId, limit: u32) -> Result<Vec<Heard>, Error> {
        named(self.store(), self.store().feedback_of(account, limit)?)
    }

    /// Feedback of the whole book that somebody waits for, the oldest first.
    pub fn feedback_open(&self) -> Result<Vec<Heard>, Error> {
        named(self.store(), self.store().feedback_open()?)
    }

    /// The feedback of an account that words of it or the beginning of its id name; what is settled is passed over where
    /// something is open.
    pub fn find_feedback(&self, account: AccountId, reference: &str) -> Result<FeedbackId, Error> {
        let all = self.store().feedback_of(account, u32::MAX)?;
        let open: Vec<Feedback> = all.iter().filter(|row| row.is_open()).cloned().collect();
        one("feedback", &open, reference).or_else(|_| one("feedback", &all, reference)).map(|row| row.id)
    }

    /// How the metrics of an account have gone in the last year, the one that its usage is judged by first.
    pub fn usage(&self, account: AccountId) -> Result<Vec<Trail>, Error> {
        usage_of(self.store(), account, self.now().today)
    }

    /// Cases that hold words, those of customers most like one first, so many.
    pub fn cases(&self, words: &str, like: Option<AccountId>, limit: usize) -> Result<Vec<CaseLine>, Error> {
        self.store().read(|store| case::cases(store, words, like, limit))
    }

    /// The touch of an id, or of the beginning of one, and whose it is.
    pub fn find_touch(&self, reference: &str) -> Result<(TouchId, AccountId), Error> {
        let mut rows = self.store().rows_of_prefix(reference.trim())?;
        rows.retain(|row| row.kind == Kind::Touch);
        let unknown = || {
            let message = format!("there is no touch {:?}", shown(reference));
            Error::new(ErrorKind::NotFound, message, "`folio search WORDS` shows the ids of touches with --json")
        };
        let [row] = rows.as_slice() else { return Err(unknown()) };
        let id: TouchId = row.key.parse().map_err(|_| unknown())?;
        Ok((id, case::account_of(self.store(), id)?))
    }
}
