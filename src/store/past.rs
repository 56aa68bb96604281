//! Reads all dated facts of every account, those put away and those that left too: one pass over each table.

use crate::domain::record::account::{CallLevel, HealthCall};
use crate::domain::record::contact::{Contact, ContactRole};
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::reading::Metric;
use crate::domain::record::scale::Scale;
use crate::domain::record::subscription::Subscription;
use crate::domain::stake::backtest::before::Before;
use crate::domain::stake::backtest::past::{Known, Past, Pay};
use crate::domain::stake::input::{Dated, Hand, SubscriptionTerms};
use crate::domain::value::day::{Day, Moment, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::milli::Milli;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::inputs::{ANSWER, ANSWERS, Feed, RENEWAL, SUBSCRIPTION, USAGE, renewal, subscription};
use crate::store::row::Get;
use rusqlite::Row;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

const ACCOUNT: &str = "SELECT id, name, segment, call, call_on, health, health_on, health_until, leaving_said_on
    FROM account ORDER BY id";
/// A contract that was put away has been paid for as long as the ledger says.
const PAID: &str = "(archived_at IS NULL OR id IN (SELECT subscription FROM movement WHERE archived_at IS NULL))";
const MOVEMENT: &str = "SELECT account, subscription, day, delta_minor, delta_currency, kind = 'price', notice_on
    FROM movement WHERE archived_at IS NULL ORDER BY account, day, id";
const TOUCH: &str = "SELECT account, at FROM touch WHERE kind NOT IN ('note', 'ticket') AND archived_at IS NULL
    ORDER BY account, at";
const CONTACT: &str = "SELECT account, created_at, left_on, role, archived_at, id FROM contact ORDER BY account";
const READING: &str = "SELECT account, metric, day, value_milli, scale FROM reading WHERE archived_at IS NULL
    ORDER BY account, metric, day";
/// Calls that others came after, or that were taken back; those of a batch that was undone never were.
const CALLS: &str = "SELECT j.row, b.at, json_extract(j.before, '$.call'), json_extract(j.before, '$.call_on'),
    json_extract(j.after, '$.call') FROM journal j JOIN batch b ON b.seq = j.batch
    WHERE j.kind = 'account' AND j.act = 'edited' AND b.act = 'do' AND b.undone = 0
    AND json_extract(j.before, '$.call') IS NOT NULL
    AND (json_extract(j.before, '$.call_on') IS NOT json_extract(j.after, '$.call_on')
        OR json_extract(j.before, '$.call') IS NOT json_extract(j.after, '$.call'))
    ORDER BY j.batch";

/// Contracts and contacts as they were until somebody wrote over them.
const EDITED: &str = "SELECT j.row, b.at, j.before FROM journal j JOIN batch b ON b.seq = j.batch
    WHERE j.kind = ?1 AND j.act = 'edited' AND b.act = 'do' AND b.undone = 0 AND j.before IS NOT NULL ORDER BY j.batch";

/// What a row was until a day.
type Edits<T> = BTreeMap<String, Vec<(Day, T)>>;
type Calls = BTreeMap<AccountId, Vec<Dated<Option<CallLevel>>>>;

impl Store {
    /// All dated facts of every account, in order of id.
    pub fn pasts(&self, now: Now) -> Result<Vec<Past>, Error> {
        let mut calls = self.old_calls(now)?;
        let contracts_were: Edits<Subscription> = self.edited("subscription", now)?;
        let contacts_were: Edits<Contact> = self.edited("contact", now)?;
        let mut heads = self.sql().prepare_cached(ACCOUNT)?;
        let contracts = format!("{SUBSCRIPTION} WHERE {PAID} ORDER BY account");
        let renewals = format!("{RENEWAL} WHERE archived_at IS NULL ORDER BY account, due");
        let mut sources = Vec::new();
        let usage = format!("{USAGE} WHERE archived_at IS NULL ORDER BY account, metric, day");
        let answers = format!("{ANSWER} WHERE {ANSWERS} ORDER BY account, at");
        for sql in [contracts.as_str(), &renewals, MOVEMENT, TOUCH, CONTACT, READING, &usage, &answers] {
            sources.push(self.sql().prepare_cached(sql)?);
        }
        let mut feeds = Vec::new();
        for source in &mut sources {
            feeds.push(Feed::start(source, None)?);
        }
        let mut found = Vec::new();
        let mut rows = heads.query([])?;
        while let Some(row) = rows.next()? {
            let mut past = head(row)?;
            let id = past.account.to_string();
            for (n, feed) in feeds.iter_mut().enumerate() {
                feed.of(&id, |row| match n {
                    0 => subscription(row).map(|sub| {
                        past.before.extend(before(&sub, &contracts_were));
                        past.subscriptions.push(sub);
                    }),
                    1 => renewal(row).map(|row| past.renewals.push(row)),
                    2 => pay(row).map(|pay| past.pays.push(pay)),
                    3 => row.get(1).map(|at: Moment| past.touches.push(now.zone.day(at))),
                    4 => contact(row, now, &contacts_were).map(|known| past.contacts.extend(known)),
                    5 => reading(row).map(|reading| past.readings.push(reading)),
                    6 => measured(row).map(|figure| past.usage.push(figure)),
                    _ => answer(row, now).map(|answer| past.answers.push(answer)),
                })?;
            }
            if let Some(mut earlier) = calls.remove(&past.account) {
                earlier.append(&mut past.calls);
                past.calls = earlier;
            }
            found.push(past);
        }
        Ok(found)
    }

    /// What the rows of a kind were before each edit, by row, in order of time.
    fn edited<T: DeserializeOwned>(&self, kind: &str, now: Now) -> Result<Edits<T>, Error> {
        let mut statement = self.sql().prepare_cached(EDITED)?;
        let mut rows = statement.query([kind])?;
        let mut edits: Edits<T> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (key, at, image): (String, Moment, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            // An image of another version that cannot be read any more tells nothing.
            if let Ok(was) = serde_json::from_str(&image) {
                edits.entry(key).or_default().push((now.zone.day(at), was));
            }
        }
        Ok(edits)
    }

    fn old_calls(&self, now: Now) -> Result<Calls, Error> {
        let mut statement = self.sql().prepare_cached(CALLS)?;
        let mut rows = statement.query([])?;
        let mut calls = Calls::new();
        while let Some(row) = rows.next()? {
            let mut get = Get::from(row, 0);
            let account: AccountId = get.word()?;
            let at: Moment = get.take()?;
            let (level, on): (Option<CallLevel>, Option<Day>) = (get.words()?, get.take()?);
            let after: Option<String> = get.take()?;
            let known = calls.entry(account).or_default();
            known.extend(level.zip(on).map(|(level, on)| Dated { value: Some(level), on }));
            if after.is_none() {
                known.push(Dated { value: None, on: now.zone.day(at) });
            }
        }
        Ok(calls)
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<Past> {
    let mut get = Get::from(row, 0);
    let account = get.word()?;
    let (name, segment) = (get.take()?, get.take()?);
    let (call, call_on): (Option<CallLevel>, Option<Day>) = (get.words()?, get.take()?);
    let (level, on, until): (Option<HealthCall>, Option<Day>, Option<Day>) = (get.words()?, get.take()?, get.take()?);
    Ok(Past {
        name,
        segment,
        calls: call.zip(call_on).map(|(level, on)| Dated { value: Some(level), on }).into_iter().collect(),
        hand: level.zip(on).zip(until).map(|((level, on), until)| Hand { level, on, until }),
        leaving: get.take()?,
        ..Past::bare(account)
    })
}

fn pay(row: &Row<'_>) -> rusqlite::Result<Pay> {
    let mut get = Get::from(row, 1);
    Ok(Pay {
        subscription: get.words()?,
        day: get.take()?,
        delta: get.amount()?,
        price: get.take()?,
        notice_on: get.take()?,
    })
}

/// What a contract said before each edit.
fn before(sub: &SubscriptionTerms, were: &Edits<Subscription>) -> Vec<Before> {
    let edits = were.get(&sub.id.to_string()).map(Vec::as_slice).unwrap_or_default();
    edits.iter().map(|(until, row)| Before { until: *until, terms: SubscriptionTerms::of(row) }).collect()
}

/// A contact, once for each role that it had in turn.
fn contact(row: &Row<'_>, now: Now, were: &Edits<Contact>) -> rusqlite::Result<Vec<Known>> {
    let mut get = Get::from(row, 1);
    let made: Moment = get.take()?;
    let since = now.zone.day(made);
    let (left_on, role): (Option<Day>, Option<ContactRole>) = (get.take()?, get.words()?);
    let archived: Option<Moment> = get.take()?;
    let key: String = get.take()?;
    let mut known: Vec<Known> = Vec::new();
    let mut from = Day::MIN;
    for (until, row) in were.get(&key).map(Vec::as_slice).unwrap_or_default() {
        known.push(Known { since, left_on, role: row.role, from, until: Some(*until) });
        from = *until;
    }
    known.push(Known { since, left_on, role, from, until: archived.map(|at| now.zone.day(at)) });
    Ok(known)
}

fn reading(row: &Row<'_>) -> rusqlite::Result<(Metric, Dated<f64>)> {
    let mut get = Get::from(row, 1);
    let metric: Metric = get.word()?;
    let on: Day = get.take()?;
    let milli: i64 = get.take()?;
    let value = milli as f64 / 1000.0;
    let scale = if metric == Metric::Health { get.words::<Scale>()? } else { None };
    Ok((metric, Dated { value: scale.map_or(value, |scale| scale.hundred(value)), on }))
}

fn measured(row: &Row<'_>) -> rusqlite::Result<(String, Dated<f64>)> {
    let mut get = Get::from(row, 1);
    let (metric, on): (String, Day) = (get.take()?, get.take()?);
    Ok((metric, Dated { value: Milli(get.take()?).value(), on }))
}

fn answer(row: &Row<'_>, now: Now) -> rusqlite::Result<(Dated<f64>, Option<Day>)> {
    let mut get = Get::from(row, 1);
    let (at, score): (Moment, Milli) = (get.take()?, Milli(get.take()?));
    let scale = get.words()?.unwrap_or(FeedbackKind::Nps.scale());
    let reply: Option<Moment> = get.take()?;
    let answer = Dated { value: Feedback::on_ten(score, scale), on: now.zone.day(at) };
    Ok((answer, reply.map(|at| now.zone.day(at))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Batch, Change, Image};
    use crate::domain::record::account::Account;
    use crate::domain::record::meta::Meta;
    use crate::domain::stake::backtest::known::Reading;
    use crate::domain::stake::backtest::past::Ends;
    use crate::domain::value::day::Zone;
    use crate::domain::value::id::{ContactId, SubscriptionId};
    use crate::domain::value::money::{Currency, Money};
    use crate::domain::value::text::Text;
    use ulid::Ulid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn noon(text: &str) -> Moment {
        Zone::UTC.moment(day(text).date().and_hms_opt(12, 0, 0).unwrap())
    }

    fn commit(store: &Store, on: &str, changes: Vec<Change>) {
        store.commit(&Batch { at: noon(on), actor: "test".into(), note: String::new(), changes }).unwrap();
    }

    #[test]
    fn a_day_knows_contracts_and_contacts_as_they_were() {
        let store = Store::in_memory().unwrap();
        let made = Meta::made(noon("2026-01-01"));
        let account = Account::named(AccountId(Ulid(1)), made, Text::from("Globex"));
        let mut person = Contact::named(ContactId(Ulid(2)), made, account.id, Text::from("Ann"));
        (person.role, person.left_on) = (Some(ContactRole::Champion), Some(day("2026-02-01")));
        let arr = Money::major(100, Currency::USD);
        let mut sub = Subscription::earning(SubscriptionId(Ulid(3)), made, account.id, Text::from("Core"), arr);
        (sub.seats, sub.term_months, sub.start) = (Some(10), Some(12), Some(day("2026-01-01")));
        let rows =
            vec![Image::made(account).into(), Image::made(person.clone()).into(), Image::made(sub.clone()).into()];
        commit(&store, "2026-01-01", rows);
        let at = noon("2026-03-01");
        let more = Image::edited(&sub, at, |sub| {
            (sub.seats, sub.term_months, sub.auto_renew) = (Some(99), Some(24), true);
        });
        let role = Image::edited(&person, at, |person| person.role = None).unwrap();
        person = role.after.as_deref().unwrap().clone();
        commit(&store, "2026-03-01", vec![more.unwrap().into(), role.into()]);
        let away = Image::edited(&person, noon("2026-04-01"), |person| {
            person.meta.archived_at = Some(noon("2026-04-01"));
        });
        commit(&store, "2026-04-01", vec![away.unwrap().into()]);

        let past = store.pasts(Now::new(noon("2026-05-01"), Zone::UTC)).unwrap().remove(0);
        for (on, seats, months, auto, contacts, champion) in [
            ("2026-02-28", 10, 12, false, 1, true),
            ("2026-03-01", 99, 24, true, 1, false),
            ("2026-04-01", 99, 24, true, 0, false),
        ] {
            let by = Reading { ends: Ends::Terms, counted: Vec::new() };
            let known = past.known_on(day(on), &by);
            let sub = &known.subscriptions[0];
            assert_eq!((sub.seats, sub.term_months, sub.auto_renew), (Some(seats), Some(months), auto), "{on}");
            assert_eq!((known.contacts, known.champion_left.is_some()), (contacts, champion), "{on}");
        }
    }
}
