//! The figures of a week beside those of others, live or as they stood when the review was saved.

use crate::domain::record::review::Review;
use crate::domain::record::target::{Goal, Target};
use crate::domain::review::basis::basis;
use crate::domain::review::figure::{Amount, Figure, FigureLine, Kept};
use crate::domain::review::reckon::{Window, mean};
use crate::domain::review::week::Week;
use crate::domain::value::day::Zone;
use crate::service::review::load::{BEFORE, Loaded};

/// The figures of a week as they are by the facts.
pub fn reckoned(loaded: &Loaded) -> Vec<Kept> {
    let (this, quarter) = (loaded.this(), loaded.quarter_to_date());
    let before: Vec<Window<'_>> = (1..=BEFORE).map(|weeks| loaded.before(weeks)).collect();
    let line = |figure: Figure| {
        let past: Vec<Option<Amount>> = before.iter().map(|window| window.amount(figure)).collect();
        Kept {
            figure,
            this: this.amount(figure),
            last: past.first().copied().flatten(),
            average: mean(&past),
            quarter: quarter.amount(figure),
        }
    };
    Figure::ALL.iter().copied().map(line).collect()
}

/// Whether the figures of a saved review are shown instead of those by the facts: they were saved once the week was over.
pub fn stand(loaded: &Loaded, review: Option<&Review>) -> bool {
    loaded.is_over() && review.is_some_and(|review| stood_over(review, loaded.week, loaded.zone))
}

/// The rows of the table. A figure that is newer than what was saved is reckoned from the facts.
pub fn lines(loaded: &Loaded, review: Option<&Review>, targets: &[Target]) -> Vec<FigureLine> {
    let by_facts = reckoned(loaded);
    let saved = review.filter(|_| stand(loaded, review)).map(|review| review.figures.as_slice()).unwrap_or_default();
    let line = |now: Kept| {
        let kept = saved.iter().find(|kept| kept.figure == now.figure).copied().unwrap_or(now);
        FigureLine {
            figure: kept.figure,
            this: kept.this,
            last: kept.last,
            average: kept.average,
            quarter: kept.quarter,
            target: goal(loaded, targets, kept.figure),
            basis: basis(kept.figure, kept.this, loaded.quarter.first),
        }
    };
    by_facts.into_iter().map(line).collect()
}

/// What the quarter is to reach, in the figure's unit; percent where it is a part.
fn goal(loaded: &Loaded, targets: &[Target], figure: Figure) -> Option<f64> {
    let own = |row: &&Target| row.metric.figure() == Some(figure) && row.period() == loaded.quarter;
    match targets.iter().find(own)?.goal {
        Goal::Money(money) => loaded.rates.home_minor(money).map(|minor| minor as f64),
        Goal::Number(number) => Some(number.value()),
    }
}

/// Whether a review has figures that were saved when its week was over.
pub fn stood_over(review: &Review, week: Week, zone: Zone) -> bool {
    !review.figures.is_empty() && review.figures_at.is_some_and(|at| zone.day(at) > week.last())
}
