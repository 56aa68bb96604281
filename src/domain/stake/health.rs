//! Band and trend of a health score. Bands are half-open: a score on a limit belongs to the better band.

use crate::domain::stake::weights::HealthWeights;

/// How good a score is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Band {
    /// In danger.
    Red,
    /// To be watched.
    Yellow,
    /// Well.
    Green,
}

impl Band {
    /// The band of a score, by the limits of its segment.
    pub fn of(score: f64, segment: Option<&str>, weights: &HealthWeights) -> Band {
        let (red, yellow) = weights.limits(segment);
        if score < red {
            Band::Red
        } else if score < yellow {
            Band::Yellow
        } else {
            Band::Green
        }
    }

    /// The band of a word.
    pub fn named(word: &str) -> Option<Band> {
        [Band::Red, Band::Yellow, Band::Green].into_iter().find(|band| band.word() == word)
    }

    /// Its letter: R, Y or G.
    pub const fn letter(self) -> char {
        match self {
            Band::Red => 'R',
            Band::Yellow => 'Y',
            Band::Green => 'G',
        }
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Band::Red => "red",
            Band::Yellow => "yellow",
            Band::Green => "green",
        }
    }
}

/// Where a score is going: against its 30-day mean, and against its best of the last week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Trend {
    /// Far under what it was within the last week.
    FallingFast,
    /// Under the mean.
    Falling,
    /// Around the mean.
    Steady,
    /// Over the mean.
    Rising,
}

impl Trend {
    /// The trend of a score against its 30-day mean, and the best score of the days in which a fall is a fast one.
    pub fn of(score: f64, mean_30: f64, best_lately: Option<f64>, weights: &HealthWeights) -> Trend {
        let change = score - mean_30;
        if best_lately.is_some_and(|best| score - best <= -weights.fast) {
            Trend::FallingFast
        } else if change < -weights.steady {
            Trend::Falling
        } else if change > weights.steady {
            Trend::Rising
        } else {
            Trend::Steady
        }
    }

    /// The trend of a word.
    pub fn named(word: &str) -> Option<Trend> {
        [Trend::FallingFast, Trend::Falling, Trend::Steady, Trend::Rising]
            .into_iter()
            .find(|trend| trend.word() == word)
    }

    /// Its sign: `-`, `=` or `+`. A fast fall has the sign of a fall, so that the column keeps its width.
    pub const fn sign(self) -> char {
        match self {
            Trend::FallingFast | Trend::Falling => '-',
            Trend::Steady => '=',
            Trend::Rising => '+',
        }
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Trend::FallingFast => "falling fast",
            Trend::Falling => "falling",
            Trend::Steady => "steady",
            Trend::Rising => "rising",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stake::weights::SegmentHealth;

    #[test]
    fn bands_are_half_open() {
        let mut weights = HealthWeights::default();
        weights.segments.insert(
            "SMB".to_owned(),
            SegmentHealth { red: Some(40.0), yellow: Some(60.0), ..SegmentHealth::default() },
        );
        for (score, segment, letter) in [
            (49.9, None, 'R'),
            (50.0, None, 'Y'),
            (74.9, None, 'Y'),
            (75.0, None, 'G'),
            (45.0, Some("smb"), 'Y'),
            (60.0, Some("smb"), 'G'),
        ] {
            assert_eq!(Band::of(score, segment, &weights).letter(), letter, "{score} {segment:?}");
        }
    }

    #[test]
    fn trend_is_against_the_mean_and_the_last_week() {
        let weights = HealthWeights::default();
        for (score, lately, want) in [
            (60.0, Some(70.0), Trend::FallingFast),
            (60.0, Some(69.9), Trend::Falling),
            (40.0, None, Trend::Falling),
            (80.0, Some(90.0), Trend::FallingFast),
            (64.9, None, Trend::Falling),
            (65.0, Some(66.0), Trend::Steady),
            (75.0, None, Trend::Steady),
            (75.1, Some(70.0), Trend::Rising),
        ] {
            assert_eq!(Trend::of(score, 70.0, lately, &weights), want, "{score} {lately:?}");
        }
    }
}
