//! How far a figure could have come out otherwise: accounts are drawn again with replacement, each with all its days, and
//! the figure is reckoned anew. The same seed gives the same interval.

/// A figure with the interval in which 95 of 100 redraws fall.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// 2.5 of 100 redraws are below it.
    pub low: f64,
    /// 2.5 of 100 redraws are above it.
    pub high: f64,
}

impl Estimate {
    /// A figure with the middle 95 % of its redraws; none without any.
    pub fn of(value: f64, mut redraws: Vec<f64>) -> Option<Estimate> {
        redraws.retain(|figure| figure.is_finite());
        redraws.sort_by(f64::total_cmp);
        let last = redraws.len().checked_sub(1)? as f64;
        let at = |part: f64| redraws.get((last * part).round() as usize).copied();
        Some(Estimate { value, low: at(0.025)?, high: at(0.975)? })
    }

    /// Whether the interval lies wholly above zero.
    pub fn is_above_zero(&self) -> bool {
        self.low > 0.0
    }
}

/// A generator of its own, so that a newer library draws no other numbers: `SplitMix64`, by Steele, Lea and Flood.
#[derive(Clone, Copy, Debug)]
pub struct Draw(u64);

impl Draw {
    /// Begins at a seed.
    pub fn seeded(seed: u64) -> Draw {
        Draw(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a count, all as likely.
    fn below(&mut self, count: usize) -> usize {
        // The high half of a product: without the bias of a remainder that anybody could measure.
        ((u128::from(self.next()) * count as u128) >> 64) as usize
    }

    /// Draws as many of a count as there are, with replacement: how often each was drawn.
    pub fn times(&mut self, count: usize) -> Vec<f64> {
        let mut times = vec![0.0; count];
        for _ in 0..count {
            if let Some(drawn) = times.get_mut(self.below(count)) {
                *drawn += 1.0;
            }
        }
        times
    }
}
