//! NPS, CSAT and CES from answers as they were given, each on its own scale. Nobody asked is no figure.

use crate::domain::record::feedback::{Feedback, FeedbackKind};
use crate::domain::record::scale::Scale;

/// Promoters, passives and detractors.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Nps {
    /// Answers of 9 and 10.
    pub promoters: u32,
    /// Answers of 7 and 8.
    pub passives: u32,
    /// Answers of 0 to 6.
    pub detractors: u32,
}

impl Nps {
    /// All answers.
    pub fn answers(&self) -> u32 {
        self.promoters + self.passives + self.detractors
    }

    /// Percent of promoters less percent of detractors, −100 to 100.
    pub fn score(&self) -> Option<f64> {
        let all = f64::from(self.answers());
        (all > 0.0).then(|| (f64::from(self.promoters) - f64::from(self.detractors)) / all * 100.0)
    }

    fn count(&mut self, answer: f64) {
        match answer {
            9.0.. => self.promoters += 1,
            7.0..9.0 => self.passives += 1,
            _ => self.detractors += 1,
        }
    }
}

/// Satisfaction: the share of the two best answers of five, and the mean.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Csat {
    /// Answers.
    pub answers: u32,
    /// Of them among the best two of five.
    pub satisfied: u32,
    total: f64,
}

impl Csat {
    /// The share of the two best answers.
    pub fn top_two(&self) -> Option<f64> {
        (self.answers > 0).then(|| f64::from(self.satisfied) / f64::from(self.answers))
    }

    /// The mean on the scale of 1 to 5.
    pub fn mean(&self) -> Option<f64> {
        (self.answers > 0).then(|| self.total / f64::from(self.answers))
    }
}

/// Ease: the mean on one scale, named with its direction.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Ces {
    /// Answers.
    pub answers: u32,
    /// The scale that the mean is on, from worst to best: that of the latest answer.
    pub scale: Scale,
    /// The mean of how good they are, 0 to 100.
    hundred: f64,
}

impl Ces {
    /// The mean on its scale.
    pub fn mean(&self) -> f64 {
        self.scale.figure(self.hundred)
    }
}

/// What customers answered in a period.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Satisfaction {
    /// Would they recommend us?
    pub nps: Nps,
    /// Are they satisfied?
    pub csat: Csat,
    /// Was it easy? None when nobody was asked.
    pub ces: Option<Ces>,
}

/// Reckons the answers of a period, in the order in which they were given. What has no score does not count.
pub fn satisfaction<'a>(rows: impl IntoIterator<Item = &'a Feedback>) -> Satisfaction {
    let mut found = Satisfaction::default();
    for row in rows {
        let Some(score) = row.score else { continue };
        let hundred = row.scale().hundred(score.value());
        match row.kind {
            FeedbackKind::Nps => found.nps.count(row.nps().unwrap_or_default()),
            FeedbackKind::Csat => {
                // The two best of five boxes are the upper half of the way behind the middle box.
                found.csat.answers += 1;
                found.csat.satisfied += u32::from(hundred >= 75.0);
                found.csat.total += 1.0 + hundred / 25.0;
            }
            FeedbackKind::Ces => {
                let (answers, total) =
                    found.ces.map_or((0, 0.0), |ces| (ces.answers, ces.hundred * f64::from(ces.answers)));
                let hundred = (total + hundred) / f64::from(answers + 1);
                found.ces = Some(Ces { answers: answers + 1, scale: row.scale(), hundred });
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::meta::Meta;
    use crate::domain::value::day::Moment;
    use crate::domain::value::id::{AccountId, FeedbackId};
    use crate::domain::value::milli::Milli;
    use ulid::Ulid;

    fn answers(kind: FeedbackKind, scores: &[f64], scale: Option<&str>) -> Satisfaction {
        let row = |score: &f64| {
            let said = Feedback::said(FeedbackId(Ulid(1)), Meta::made(Moment(1)), AccountId(Ulid(2)), kind, Moment(1));
            let scale = scale.map(|scale| scale.parse().unwrap());
            Feedback { score: Some(Milli((score * 1000.0) as i64)), scale, ..said }
        };
        let rows: Vec<Feedback> = scores.iter().map(row).collect();
        satisfaction(&rows)
    }

    #[test]
    fn nps_by_hand() {
        for (scores, want) in [
            (vec![10.0, 9.0, 8.0, 7.0, 6.0, 0.0], Some(0.0)),
            (vec![10.0, 9.0, 9.0, 7.0], Some(75.0)),
            (vec![0.0, 0.0], Some(-100.0)),
            (vec![10.0], Some(100.0)),
            (vec![8.9], Some(0.0)),
            (vec![], None),
        ] {
            assert_eq!(answers(FeedbackKind::Nps, &scores, None).nps.score(), want, "{scores:?}");
        }
        let hundreds = answers(FeedbackKind::Nps, &[90.0, 60.0], Some("0..100")).nps;
        assert_eq!(hundreds, Nps { promoters: 1, passives: 0, detractors: 1 });
    }

    #[test]
    fn csat_by_hand() {
        for (scores, scale, top, mean) in [
            (vec![5.0, 4.0, 3.0, 1.0], None, Some(0.5), Some(3.25)),
            (vec![1.0, 2.0], Some("5..1"), Some(1.0), Some(4.5)),
            (vec![80.0, 20.0], Some("0..100"), Some(0.5), Some(3.0)),
            (vec![], None, None, None),
        ] {
            let csat = answers(FeedbackKind::Csat, &scores, scale).csat;
            assert_eq!((csat.top_two(), csat.mean()), (top, mean), "{scores:?} {scale:?}");
        }
    }

    #[test]
    fn ces_says_its_scale_and_direction() {
        for (scores, scale, mean, told) in [
            (vec![7.0, 5.0, 6.0], None, 6.0, "1..7"),
            (vec![2.0, 4.0], Some("7..1"), 3.0, "7..1"),
            (vec![2.0], Some("5..1"), 2.0, "5..1"),
        ] {
            let ces = answers(FeedbackKind::Ces, &scores, scale).ces.unwrap();
            assert!((ces.mean() - mean).abs() < 1e-9, "{scores:?}: {}", ces.mean());
            assert_eq!(ces.scale.to_string(), told);
        }
        assert_eq!(answers(FeedbackKind::Ces, &[], None).ces, None);
    }
}
