//! The summary of a distribution of lengths: mean, spread, quartiles.

use super::{Reason, Score};
use crate::count::Histogram;
use libm::sqrt;

/// Mean, spread and quartiles of a histogram. Quantiles are of type 7 (Hyndman & Fan 1996), as R's default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Observations.
    pub n: u64,
    /// Arithmetic mean.
    pub mean: Score,
    /// Second quartile.
    pub median: Score,
    /// Standard deviation with divisor n − 1; n ≥ 2.
    pub sd_sample: Score,
    /// Standard deviation with divisor n.
    pub sd_population: Score,
    /// Least value.
    pub min: Score,
    /// Greatest value.
    pub max: Score,
    /// First quartile.
    pub q1: Score,
    /// Third quartile.
    pub q3: Score,
}

impl Summary {
    /// The summary of `histogram`.
    pub fn of(histogram: &Histogram) -> Self {
        let n = histogram.n();
        let defined = |value: f64| Score::new(value, Reason::Empty);
        if n == 0 {
            let none = Score::Undefined(Reason::Empty);
            return Self {
                n,
                mean: none,
                median: none,
                sd_sample: none,
                sd_population: none,
                min: none,
                max: none,
                q1: none,
                q3: none,
            };
        }
        // n Σx² − (Σx)², exact: n² times the variance.
        let spread = u128::from(n) * histogram.sum_of_squares() - histogram.sum() * histogram.sum();
        let count = n as f64;
        let sd_sample = if n < 2 {
            Score::Undefined(Reason::TooShort)
        } else {
            defined(sqrt(spread as f64 / (count * (count - 1.0))))
        };
        let extreme = |value: Option<u64>| defined(value.unwrap_or_default() as f64);
        Self {
            n,
            mean: defined(histogram.sum() as f64 / count),
            median: defined(quantile(histogram, 2)),
            sd_sample,
            sd_population: defined(sqrt(spread as f64) / count),
            min: extreme(histogram.min()),
            max: extreme(histogram.max()),
            q1: defined(quantile(histogram, 1)),
            q3: defined(quantile(histogram, 3)),
        }
    }

    /// The figures with their names, in the order of reports, `n` first.
    pub fn named(&self) -> [(&'static str, Score); 9] {
        [
            ("n", Score::new(self.n as f64, Reason::Empty)),
            ("mean", self.mean),
            ("median", self.median),
            ("sd_sample", self.sd_sample),
            ("sd_population", self.sd_population),
            ("min", self.min),
            ("max", self.max),
            ("q1", self.q1),
            ("q3", self.q3),
        ]
    }
}

/// The quartile `quarters`/4 of a histogram that is not empty: between the observations at rank (n − 1)·quarters/4.
fn quantile(histogram: &Histogram, quarters: u64) -> f64 {
    let position = (histogram.n() - 1) * quarters;
    let (rank, part) = (position / 4, position % 4);
    let low = histogram.at_rank(rank).unwrap_or_default() as f64;
    let high = histogram.at_rank(rank + u64::from(part > 0)).unwrap_or_default() as f64;
    low + (high - low) * part as f64 / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_r() {
        // R: x <- c(2,2,3,7,11,13); quantile(x) 2.00 2.25 5.00 10.00 13.00; sd(x) 4.802777
        let mut lengths = Histogram::default();
        for value in [2, 2, 3, 7, 11, 13] {
            lengths.add(value, 1);
        }
        let summary = Summary::of(&lengths);
        assert_eq!([summary.q1, summary.median, summary.q3], [2.25, 5.0, 10.0].map(Score::Value));
        let Score::Value(sd) = summary.sd_sample else { panic!("undefined") };
        assert!((sd - 4.802_776_974_487_433).abs() < 1e-12);
        assert_eq!(Summary::of(&Histogram::default()).mean, Score::Undefined(Reason::Empty));
    }
}
