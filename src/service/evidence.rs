//! What a period shows of one's work: wins, saves, quotes, outcomes, each with its day and whose it is.
//!
//! A save is a renewal that held although notice had come in, the customer had said it would leave, or its health was red
//! in the 120 days before.

use crate::domain::figure::response::Response;
use crate::domain::figure::satisfaction::Satisfaction;
use crate::domain::phrase::period::Period;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::goal::Goal;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::reading::{Metric, Reading};
use crate::domain::record::renewal::{Renewal, RenewalOutcome};
use crate::domain::stake::health::Band;
use crate::domain::value::day::{Day, Now};
use crate::domain::value::id::AccountId;
use crate::domain::value::money::Money;
use crate::domain::value::text::shown;
use crate::service::error::{Error, ErrorKind};
use crate::service::rank::Measure;
use crate::service::rows::row_of;
use crate::service::stats;
use crate::service::voices::{Heard, named};
use crate::store::db::Store;
use chrono::NaiveTime;

/// Days before a decision in which red health counts for danger.
const DANGER: i32 = 120;

/// Something that was reached. Texts are safe to print.
#[derive(Clone, PartialEq, Debug)]
pub struct Feat {
    /// The day.
    pub day: Day,
    /// With whom.
    pub account: String,
    /// What.
    pub what: String,
    /// What it is worth a year.
    pub amount: Option<Money>,
}

/// What a period shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// The period, up to today.
    pub period: Period,
    /// Renewals that held, growth, deals won.
    pub wins: Vec<Feat>,
    /// Renewals that held although they were in danger.
    pub saves: Vec<Feat>,
    /// What customers said; names are for those alone who agreed.
    pub quotes: Vec<Heard>,
    /// Goals met and problems solved.
    pub outcomes: Vec<Feat>,
    /// What customers answered.
    pub satisfaction: Satisfaction,
    /// How fast they were answered.
    pub response: Response,
}

/// Gathers what a period shows.
pub fn evidence(store: &Store, measure: &Measure, asked: Period, now: Now) -> Result<Evidence, Error> {
    if asked.first > now.today {
        let message = "this period has not begun: there is nothing to show yet";
        return Err(Error::new(ErrorKind::Rejected, message, "name a period that has, such as this-quarter"));
    }
    let period = Period { first: asked.first, last: asked.last.min(now.today) };
    let held: Vec<Renewal> = store.rows(
        "WHERE settled_on BETWEEN ?1 AND ?2 AND outcome IN ('renewed', 'expanded') AND archived_at IS NULL
         ORDER BY settled_on, id",
        (period.first, period.last),
    )?;
    let (mut wins, mut saves) = (Vec::new(), Vec::new());
    for row in &held {
        let Some((account, name)) = owner(store, row.account)? else { continue };
        let feat = |what: String| Feat {
            day: row.settled_on.unwrap_or(row.due),
            account: name.clone(),
            what,
            amount: row.final_amount.or(row.target),
        };
        match danger(store, measure, row, &account)? {
            Some(why) => saves.push(feat(format!("{} although {why}", outcome(row)))),
            None => wins.push(feat(outcome(row).to_owned())),
        }
    }
    let won: Vec<Opportunity> = store.rows(
        "WHERE state = 'won' AND close BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY close, id",
        (period.first, period.last),
    )?;
    for row in won {
        let Some((_, account)) = owner(store, row.account)? else { continue };
        let what = format!("{} won: {}", row.kind, row.name.shown());
        wins.push(Feat { day: row.close.unwrap_or(period.last), account, what, amount: row.amount });
    }
    wins.sort_by_key(|feat| feat.day);
    let voice = stats::voice(store, measure, period, now)?;
    Ok(Evidence {
        period,
        wins,
        saves,
        quotes: quotes(store, period, now)?,
        outcomes: outcomes(store, period)?,
        satisfaction: voice.satisfaction,
        response: voice.response,
    })
}

/// An account that was not put away, and what it is called.
fn owner(store: &Store, id: AccountId) -> Result<Option<(Account, String)>, Error> {
    let row: Account = row_of(store, &id.to_string())?;
    let name = shown(row.name.raw()).into_owned();
    Ok(row.meta.archived_at.is_none().then_some((row, name)))
}

fn outcome(row: &Renewal) -> &'static str {
    row.outcome.map_or("renewed", RenewalOutcome::word)
}

/// Why a renewal was in danger before it was settled, the surest sign first.
fn danger(store: &Store, measure: &Measure, row: &Renewal, account: &Account) -> Result<Option<String>, Error> {
    let settled = row.settled_on.unwrap_or(row.due);
    if let Some(on) = row.notice_on.filter(|on| *on <= settled) {
        return Ok(Some(format!("notice came in on {on}")));
    }
    let since = settled.plus_days(-DANGER);
    if let Some(on) = account.leaving_said_on.filter(|on| (since..=settled).contains(on)) {
        return Ok(Some(format!("they said on {on} that they would leave")));
    }
    let readings: Vec<Reading> = store.rows(
        "WHERE account = ?1 AND metric = ?2 AND day BETWEEN ?3 AND ?4 AND archived_at IS NULL ORDER BY day",
        (row.account.to_string(), Metric::Health.word(), since, settled),
    )?;
    let hundred = |it: &Reading| it.scale.map_or(it.value.value(), |scale| scale.hundred(it.value.value()));
    let worst = readings.iter().map(hundred).reduce(f64::min);
    let segment = account.segment.as_ref().map(|segment| segment.raw().to_owned());
    let red = worst.filter(|score| Band::of(*score, segment.as_deref(), &measure.weights.health) == Band::Red);
    Ok(red.map(|score| format!("health was {score:.0}, red")))
}

/// Quotes, and the words of those who would recommend us.
fn quotes(store: &Store, period: Period, now: Now) -> Result<Vec<Heard>, Error> {
    let start = |day: Day| now.zone.moment(day.date().and_time(NaiveTime::MIN));
    let mut said = store.feedback_between(start(period.first), start(period.last.plus_days(1)))?;
    let praises = |row: &Feedback| match row.kind {
        FeedbackKind::Quote => true,
        FeedbackKind::Nps => row.nps().is_some_and(|score| score >= 9.0),
        _ => false,
    };
    said.retain(|row| praises(row) && !row.text.is_blank());
    named(store, said)
}

fn outcomes(store: &Store, period: Period) -> Result<Vec<Feat>, Error> {
    let mut found = Vec::new();
    let met: Vec<Goal> = store.rows(
        "WHERE state = 'met' AND closed_on BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY closed_on, id",
        (period.first, period.last),
    )?;
    for row in met {
        let Some((_, account)) = owner(store, row.account)? else { continue };
        let way = row.baseline.zip(row.current).map(|(from, to)| format!(", from {from} to {to}")).unwrap_or_default();
        let what = format!("goal met: {}{way}", row.objective.shown());
        found.push(Feat { day: row.closed_on.unwrap_or(period.last), account, what, amount: None });
    }
    let solved: Vec<Case> = store.rows(
        "WHERE result IS NOT NULL AND day BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY day, id",
        (period.first, period.last),
    )?;
    for row in solved {
        let Some((_, account)) = owner(store, row.account)? else { continue };
        let result = row.result.as_ref().map(|result| result.shown().into_owned()).unwrap_or_default();
        let what = format!("{}: {result}", row.problem.shown());
        found.push(Feat { day: row.day, account, what, amount: None });
    }
    found.sort_by_key(|feat| feat.day);
    Ok(found)
}
