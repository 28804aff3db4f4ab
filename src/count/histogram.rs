//! How often each length occurs: the exact distribution, and its integer moments.

use super::Aggregate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A histogram of whole numbers: value → how often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram(BTreeMap<u64, u64>);

impl Histogram {
    /// Adds `count` observations of `value`.
    pub fn add(&mut self, value: u64, count: u64) {
        if count > 0 {
            *self.0.entry(value).or_default() += count;
        }
    }

    /// How many observations.
    pub fn n(&self) -> u64 {
        self.0.values().sum()
    }

    /// Σ x.
    pub fn sum(&self) -> u128 {
        self.0.iter().map(|(&x, &n)| u128::from(x) * u128::from(n)).sum()
    }

    /// Σ x².
    pub fn sum_of_squares(&self) -> u128 {
        self.0.iter().map(|(&x, &n)| u128::from(x) * u128::from(x) * u128::from(n)).sum()
    }

    /// The least value.
    pub fn min(&self) -> Option<u64> {
        self.0.keys().next().copied()
    }

    /// The greatest value.
    pub fn max(&self) -> Option<u64> {
        self.0.keys().next_back().copied()
    }

    /// The value at `rank` of the sorted observations, from 0.
    pub fn at_rank(&self, rank: u64) -> Option<u64> {
        let mut seen = 0;
        self.0.iter().find_map(|(&value, &count)| {
            seen += count;
            (rank < seen).then_some(value)
        })
    }

    /// The pairs (value, count), values rising.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u64)> {
        self.0.iter().map(|(&value, &count)| (value, count))
    }
}

impl Aggregate for Histogram {
    fn merge(&mut self, later: Self) {
        for (value, count) in later.0 {
            self.add(value, count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_a_small_sample() {
        let mut lengths = Histogram::default();
        for (value, count) in [(3, 2), (5, 1), (3, 1), (9, 0)] {
            lengths.add(value, count);
        }
        assert_eq!((lengths.n(), lengths.sum(), lengths.sum_of_squares()), (4, 14, 52));
        assert_eq!((lengths.min(), lengths.max()), (Some(3), Some(5)));
        assert_eq!([0, 2, 3, 4].map(|rank| lengths.at_rank(rank)), [Some(3), Some(3), Some(5), None]);
    }
}
