//! Touches of one account, a stretch at a time: every query ends after the rows it gives, or reads an index alone.

use crate::domain::record::touch::{Touch, TouchKind};
use crate::domain::timeline::{LastTouch, Mark, Stretch};
use crate::domain::value::day::Moment;
use crate::domain::value::id::{AccountId, TouchId};
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::row::Get;
use ulid::Ulid;

const OF_KIND: &str = "account = ?1 AND archived_at IS NULL AND (?2 IS NULL OR kind = ?2)";
const NEWER: &str =
    "SELECT count(*) FROM touch WHERE account = ?1 AND archived_at IS NULL AND (?2 IS NULL OR kind = ?2)
    AND at >= ?3 AND (at > ?3 OR id > ?4)";
/// Not by kind all at once: 20,000 touches took five times as long in groups.
const COUNT: &str =
    "SELECT count(*) FROM touch WHERE account = ?1 AND archived_at IS NULL AND (?2 IS NULL OR kind = ?2)";
/// By contact, not by touch: one step down an index for each person.
const LAST: &str = "SELECT c.id, t.at, t.kind FROM contact c JOIN touch t ON t.rowid = (
    SELECT rowid FROM touch WHERE contact = c.id AND kind NOT IN ('note', 'ticket') AND archived_at IS NULL
    ORDER BY at DESC LIMIT 1) WHERE c.account = ?1";

/// After the newest touch there can be.
const END: Mark = Mark { at: Moment(i64::MAX), id: TouchId(Ulid(u128::MAX)) };
/// Before the oldest.
const START: Mark = Mark { at: Moment(i64::MIN), id: TouchId(Ulid(0)) };

impl Store {
    /// Touches of an account, of one kind or of all, newest first, so many at the most.
    pub fn touches(
        &self,
        account: AccountId,
        kind: Option<TouchKind>,
        stretch: Stretch,
        limit: u32,
    ) -> Result<Vec<Touch>, Error> {
        let (edge, compare, sort) = match stretch {
            Stretch::Newest => (END, "at <= ?3 AND (at < ?3 OR id < ?4)", "DESC"),
            Stretch::Older(mark) => (mark, "at <= ?3 AND (at < ?3 OR id < ?4)", "DESC"),
            Stretch::From(mark) => (mark, "at <= ?3 AND (at < ?3 OR id <= ?4)", "DESC"),
            Stretch::Newer(mark) => (mark, "at >= ?3 AND (at > ?3 OR id > ?4)", "ASC"),
            Stretch::Oldest => (START, "at >= ?3 AND (at > ?3 OR id > ?4)", "ASC"),
        };
        let condition = format!("WHERE {OF_KIND} AND {compare} ORDER BY at {sort}, id {sort} LIMIT ?5");
        let word = kind.map(TouchKind::word);
        let mut rows =
            self.rows::<Touch>(&condition, (account.to_string(), word, edge.at, edge.id.to_string(), limit))?;
        if sort == "ASC" {
            rows.reverse();
        }
        Ok(rows)
    }

    /// How many touches, of one kind or of all, are newer than one.
    pub fn touches_newer(&self, account: AccountId, kind: Option<TouchKind>, than: Mark) -> Result<u32, Error> {
        let values = (account.to_string(), kind.map(TouchKind::word), than.at, than.id.to_string());
        Ok(self.sql().prepare_cached(NEWER)?.query_row(values, |row| row.get(0))?)
    }

    /// How many touches of one kind, or of all, an account has.
    pub fn touch_count(&self, account: AccountId, kind: Option<TouchKind>) -> Result<u32, Error> {
        let values = (account.to_string(), kind.map(TouchKind::word));
        Ok(self.sql().prepare_cached(COUNT)?.query_row(values, |row| row.get(0))?)
    }

    /// When each contact of an account was last spoken with; notes and tickets do not count.
    pub fn last_touches(&self, account: AccountId) -> Result<Vec<LastTouch>, Error> {
        let mut statement = self.sql().prepare_cached(LAST)?;
        let rows = statement.query_map([account.to_string()], |row| {
            let mut get = Get::from(row, 0);
            Ok(LastTouch { contact: get.word()?, at: get.take()?, kind: get.word()? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Change, Image};
    use crate::domain::record::account::Account;
    use crate::domain::record::contact::Contact;
    use crate::domain::record::meta::Meta;
    use crate::domain::value::id::ContactId;
    use crate::domain::value::text::Text;
    use proptest::prelude::*;

    const US: AccountId = AccountId(Ulid(1));
    const DANA: ContactId = ContactId(Ulid(2));

    fn touch(n: u128, at: i64, kind: TouchKind) -> Touch {
        Touch {
            id: TouchId(Ulid(n)),
            meta: Meta::made(Moment(0)),
            account: US,
            contact: n.is_multiple_of(2).then_some(DANA),
            kind,
            direction: None,
            at: Moment(at),
            minutes: None,
            sentiment: None,
            text: Text::from("said"),
        }
    }

    fn book(touches: &[Touch]) -> Store {
        let store = Store::in_memory().unwrap();
        let meta = Meta::made(Moment(0));
        let dana = Contact::named(DANA, meta, US, Text::from("Dana"));
        let mut rows: Vec<Change> =
            vec![Image::made(Account::named(US, meta, Text::from("Globex"))).into(), Image::made(dana).into()];
        rows.extend(touches.iter().map(|touch| Image::made(touch.clone()).into()));
        store.write(|store| store.found(rows.into_iter())).unwrap();
        store
    }

    fn mark(touch: &Touch) -> Mark {
        Mark { at: touch.at, id: touch.id }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        /// Whatever the page, whatever the way: the stretches of a timeline are the timeline.
        #[test]
        fn stretches_make_the_whole(
            times in proptest::collection::vec((0_i64..6, 0_usize..6), 0..40),
            limit in 1_u32..9,
            kind in 0_usize..8,
        ) {
            let kind = TouchKind::ALL.get(kind).copied();
            let made = times.iter().enumerate();
            let made: Vec<Touch> = made.map(|(n, (at, k))| touch(n as u128 + 10, *at, TouchKind::ALL[*k])).collect();
            let store = book(&made);
            let mut want: Vec<Touch> = made.into_iter().filter(|t| kind.is_none_or(|kind| t.kind == kind)).collect();
            want.sort_by_key(|touch| std::cmp::Reverse(mark(touch)));
            let page = |stretch| store.touches(US, kind, stretch, limit).unwrap();
            let (mut down, mut next) = (Vec::new(), page(Stretch::Newest));
            while let Some(last) = next.last().map(mark) {
                down.append(&mut next);
                next = page(Stretch::Older(last));
            }
            prop_assert_eq!(&down, &want);
            let (mut up, mut next) = (Vec::new(), page(Stretch::Oldest));
            while let Some(first) = next.first().map(mark) {
                up.splice(0..0, next);
                next = page(Stretch::Newer(first));
            }
            prop_assert_eq!(&up, &want);
            for (n, touch) in want.iter().enumerate() {
                prop_assert_eq!(store.touches_newer(US, kind, mark(touch)).unwrap() as usize, n);
                let to = want.len().min(n + limit as usize);
                prop_assert_eq!(&page(Stretch::From(mark(touch))), &want[n..to]);
            }
        }
    }

    #[test]
    fn counts_by_kind_and_finds_who_was_last_heard() {
        let store = book(&[
            touch(10, 5, TouchKind::Call),
            touch(12, 9, TouchKind::Note),
            touch(13, 8, TouchKind::Call),
            touch(14, 7, TouchKind::Email),
        ]);
        for (kind, count) in [(None, 4), (Some(TouchKind::Call), 2), (Some(TouchKind::Qbr), 0)] {
            assert_eq!(store.touch_count(US, kind).unwrap(), count, "{kind:?}");
        }
        let last = LastTouch { contact: DANA, at: Moment(7), kind: TouchKind::Email };
        assert_eq!(store.last_touches(US).unwrap(), [last]);
    }

    #[test]
    fn nothing_is_read_but_what_is_given() {
        let store = Store::in_memory().unwrap();
        for (sql, index) in [
            (NEWER, "COVERING INDEX touch_account (account=? AND at>?)"),
            (COUNT, "COVERING INDEX touch_account (account=?)"),
            (LAST, "COVERING INDEX touch_contact (contact=?)"),
        ] {
            let mut statement = store.sql().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let count = statement.parameter_count();
            let values = rusqlite::params_from_iter(vec!["x"; count]);
            let steps = statement.query_map(values, |row| row.get::<_, String>(3)).unwrap();
            let steps = steps.collect::<Result<Vec<_>, _>>().unwrap().join("\n");
            assert!(steps.contains(index), "{sql}\n{steps}");
        }
    }
}
