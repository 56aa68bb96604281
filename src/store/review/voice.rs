//! What customers said, for the review of a week.

use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::scale::Scale;
use crate::domain::review::facts::FeedbackFact;
use crate::domain::review::reckon::SURVEY_DAYS;
use crate::store::db::Store;
use crate::store::error::Error;
use crate::store::review::facts::{Places, Reach};

/// Milliseconds of an hour.
const HOUR: f64 = 3_600_000.0;
/// From how much of a hundred a CSAT answer is among the best two of five.
const SATISFIED: f64 = 75.0;

const SAID: &str = "WHERE (at >= ?1 OR resolved >= ?2) AND at < ?3 AND archived_at IS NULL ORDER BY at, id";

impl Store {
    /// Feedback of a reach and of the days before it over which surveys are summed up.
    pub fn feedback_facts(&self, reach: &Reach<'_>, places: &Places) -> Result<Vec<FeedbackFact>, Error> {
        let (from, to) = reach.moments();
        let rows: Vec<Feedback> = self.rows(SAID, [reach.begins(reach.first.plus_days(-SURVEY_DAYS)), from, to])?;
        let fact = |row: Feedback| places.get(&row.account).map(|place| fact(&row, *place, reach));
        Ok(rows.into_iter().filter_map(fact).collect())
    }
}

fn fact(row: &Feedback, account: usize, reach: &Reach<'_>) -> FeedbackFact {
    let hundred = row.score.map(|score| row.scale().hundred(score.value()));
    // Whoever was helped at once got no other answer first.
    let answered = row.answered.or(row.resolved);
    let hours = |at: crate::domain::value::day::Moment| (at.0.saturating_sub(row.at.0) as f64 / HOUR).max(0.0);
    let words = [Some(row.kind.to_string()), row.scored(), row.text.raw().lines().next().map(str::to_owned)];
    FeedbackFact {
        id: row.id,
        account,
        title: words.into_iter().flatten().collect::<Vec<_>>().join(" "),
        day: reach.zone.day(row.at),
        nps: row.nps(),
        satisfied: hundred.filter(|_| row.kind == FeedbackKind::Csat).map(|hundred| hundred >= SATISFIED),
        ease: hundred.filter(|_| row.kind == FeedbackKind::Ces).map(|hundred| Scale::SEVEN.figure(hundred)),
        asks: row.asks(),
        problem: matches!(row.kind, FeedbackKind::Complaint | FeedbackKind::Request),
        answered: answered.map(|at| (reach.zone.day(at), hours(at))),
        resolved: row.resolved.map(|at| reach.zone.day(at)),
    }
}
