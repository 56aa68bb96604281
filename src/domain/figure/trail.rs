//! How the metrics of an account have gone: the latest figure of each, and its change over a week and a month.

use crate::domain::figure::adoption::{Series, change, driving};
use crate::domain::figure::pulse::{Counted, counted_change, is_dense};
use crate::domain::stake::input::Dated;

/// How a metric of one account has gone.
#[derive(Clone, PartialEq, Debug)]
pub struct Trail {
    /// Which metric.
    pub metric: String,
    /// The latest figure and its day.
    pub latest: Dated<f64>,
    /// Its change over 7 days, percent.
    pub week: Option<f64>,
    /// Its change over 30 days, percent.
    pub month: Option<f64>,
    /// Its figures, the oldest first.
    pub figures: Vec<f64>,
}

/// The metrics of one account, the one that its usage is judged by first. One that is counted as things happen has the
/// change of its months, and of its weeks only where nearly every day has a figure.
pub fn trails(measured: &[(String, Series)], counted: &[Counted]) -> Vec<Trail> {
    let first = driving(measured).map(|(metric, _)| metric.as_str());
    let mut found: Vec<Trail> = measured
        .iter()
        .filter_map(|(metric, series)| {
            let over = |days| change(series, days).map(|change| change.value);
            let counted = counted.iter().find(|counted| counted.metric == *metric);
            let month = match (counted, series.first()) {
                (Some(counted), Some(first)) => counted_change(series, first.on, counted.until).map(|it| it.value),
                _ => over(30),
            };
            Some(Trail {
                metric: metric.clone(),
                latest: *series.last()?,
                week: counted.is_none_or(|counted| is_dense(series, counted.until)).then(|| over(7)).flatten(),
                month,
                figures: series.iter().map(|it| it.value).collect(),
            })
        })
        .collect();
    found.sort_by_key(|trail| Some(trail.metric.as_str()) != first);
    found
}
