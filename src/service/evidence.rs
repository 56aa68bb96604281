//! What a period shows of one's work: wins, saves, quotes, outcomes, each with its day and whose it is.
//!
//! What a save is says `RenewalFact::danger`, as everywhere.

use crate::domain::figure::response::Response;
use crate::domain::figure::satisfaction::Satisfaction;
use crate::domain::phrase::period::Period;
use crate::domain::record::account::Account;
use crate::domain::record::case::Case;
use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::goal::Goal;
use crate::domain::record::opportunity::Opportunity;
use crate::domain::record::renewal::{Renewal, RenewalOutcome};
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
use crate::store::review::facts::Reach;
use chrono::NaiveTime;
use std::collections::BTreeSet;

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
    let (mut wins, saves, grown) = kept(store, measure, period, now)?;
    let won: Vec<Opportunity> = store.rows(
        "WHERE state = 'won' AND close BETWEEN ?1 AND ?2 AND archived_at IS NULL ORDER BY close, id",
        (period.first, period.last),
    )?;
    // Growth that was booked with a renewal or a deal is told with that.
    let mut sold: BTreeSet<(AccountId, Day)> = BTreeSet::new();
    for row in won {
        sold.extend(row.close.map(|day| (row.account, day)));
        let Some((_, account)) = owner(store, row.account)? else { continue };
        let what = format!("{} won: {}", row.kind, row.name.shown());
        wins.push(Feat { day: row.close.unwrap_or(period.last), account, what, amount: row.amount });
    }
    wins.extend(grown.into_iter().filter(|(id, feat)| !sold.contains(&(*id, feat.day))).map(|(_, feat)| feat));
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

/// Wins, saves, and whose growth.
type Held = (Vec<Feat>, Vec<Feat>, Vec<(AccountId, Feat)>);

/// Renewals that held, apart from those that were in danger, and growth that was booked without one.
fn kept(store: &Store, measure: &Measure, period: Period, now: Now) -> Result<Held, Error> {
    let rates = measure.fx.at(period.first);
    let (first, last) = (period.first, period.last);
    let reach = Reach { first, last, zone: now.zone, rates: &rates, weights: &measure.weights };
    let (facts, _) = store.review_facts(&reach)?;
    let (mut wins, mut saves, mut grown) = (Vec::new(), Vec::new(), Vec::new());
    let mut settled = BTreeSet::new();
    for fact in facts.renewals.iter().filter(|fact| fact.outcome != RenewalOutcome::Churned) {
        settled.insert((fact.account, fact.day));
        let Some(account) = facts.accounts.get(fact.account) else { continue };
        let row: Renewal = row_of(store, &fact.id.to_string())?;
        let feat = |what: String| Feat {
            day: fact.day,
            account: shown(&account.name).into_owned(),
            what,
            amount: row.final_amount.or(row.target),
        };
        let outcome = fact.outcome.word();
        match fact.danger(account) {
            Some(why) => saves.push(feat(format!("{outcome} although {why}"))),
            None if matches!(fact.outcome, RenewalOutcome::Renewed | RenewalOutcome::Expanded) => {
                wins.push(feat(outcome.to_owned()));
            }
            None => {}
        }
    }
    for fact in facts.expansions.iter().filter(|fact| fact.day <= last && !settled.contains(&(fact.account, fact.day)))
    {
        let Some(account) = facts.accounts.get(fact.account) else { continue };
        let name = shown(&account.name).into_owned();
        let amount = Some(Money::new(fact.delta, rates.home));
        grown.push((account.id, Feat { day: fact.day, account: name, what: "expanded".to_owned(), amount }));
    }
    Ok((wins, saves, grown))
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
