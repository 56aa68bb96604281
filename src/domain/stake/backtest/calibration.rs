//! Whether a chance of 30 % came true three times of ten: Brier score and five bins, over the decisions that fell.

use crate::domain::stake::backtest::case::Case;

/// Decisions whose chance lies in one fifth of the scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bin {
    /// Its least chance; the next bin's is its end, which it does not hold but for the last.
    pub from: f64,
    /// Decisions in it.
    pub count: usize,
    /// Their mean chance.
    pub said: Option<f64>,
    /// The mean part of revenue that went.
    pub came: Option<f64>,
}

/// How chances came true.
#[derive(Clone, PartialEq, Debug)]
pub struct Calibration {
    /// Decisions that fell.
    pub decided: usize,
    /// Mean square of chance less part of revenue that went: 0 is perfect.
    pub brier: Option<f64>,
    /// The same, had every decision been given the mean.
    pub flat: Option<f64>,
    /// Five bins of equal width.
    pub bins: Vec<Bin>,
}

const BINS: usize = 5;

/// Holds chances against what came.
pub fn calibration<'a>(cases: impl Iterator<Item = &'a Case>) -> Calibration {
    let pairs: Vec<(f64, f64)> = cases.filter(|case| case.decided).map(|case| (case.p, case.part_lost())).collect();
    let bins = (0..BINS).map(|n| {
        let inside = || pairs.iter().filter(move |(p, _)| ((p * BINS as f64) as usize).min(BINS - 1) == n);
        Bin {
            from: n as f64 / BINS as f64,
            count: inside().count(),
            said: mean(inside().map(|(p, _)| *p)),
            came: mean(inside().map(|(_, came)| *came)),
        }
    });
    let rate = mean(pairs.iter().map(|(_, came)| *came));
    Calibration {
        decided: pairs.len(),
        brier: mean(pairs.iter().map(|(p, came)| (p - came).powi(2))),
        flat: rate.and_then(|rate| mean(pairs.iter().map(|(_, came)| (rate - came).powi(2)))),
        bins: bins.collect(),
    }
}

fn mean(figures: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = figures.fold((0.0, 0_usize), |(sum, count), figure| (sum + figure, count + 1));
    (count > 0).then(|| sum / count as f64)
}
