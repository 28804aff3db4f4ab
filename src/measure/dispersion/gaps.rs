//! The distances between the occurrences of a term, the text taken as a ring (Savický & Hlaváčová 2002).

use crate::measure::{Reason, Score};
use libm::{exp, log, log10};

/// The places of a term in a text of N tokens.
#[derive(Clone, Copy, Debug)]
pub struct Gaps<'a> {
    /// Its places, from 0, rising.
    pub places: &'a [u32],
    /// N.
    pub tokens: u64,
}

impl Gaps<'_> {
    /// The f distances d, which sum to N: from the last occurrence over the end to the first, then from each to the
    /// next.
    fn distances(&self) -> impl Iterator<Item = u64> + '_ {
        let ends = self.places.first().zip(self.places.last());
        let around = ends.map(|(&first, &last)| u64::from(first) + self.tokens - u64::from(last));
        around.into_iter().chain(self.places.windows(2).map(|pair| u64::from(pair[1] - pair[0])))
    }

    fn score(&self, value: impl FnOnce(f64, f64) -> f64) -> Score {
        if self.places.is_empty() {
            return Score::Undefined(Reason::Absent);
        }
        Score::new(value(self.places.len() as f64, self.tokens as f64), Reason::Infinite)
    }

    /// Σd², exact.
    fn squares(&self) -> f64 {
        self.distances().map(|d| u128::from(d) * u128::from(d)).sum::<u128>() as f64
    }
}

/// Σ min(d, v)/v, v = N/f: in whole numbers Σ min(f·d, N)/N.
pub(super) fn arf(gaps: &Gaps<'_>) -> Score {
    let f = gaps.places.len() as u128;
    gaps.score(|_, n| {
        let sum: u128 = gaps.distances().map(|d| (f * u128::from(d)).min(u128::from(gaps.tokens))).sum();
        sum as f64 / n
    })
}

pub(super) fn ald(gaps: &Gaps<'_>) -> Score {
    gaps.score(|_, n| gaps.distances().map(|d| d as f64 / n * log10(d as f64)).sum())
}

/// exp(−Σ (d/N) ln(d/N)).
pub(super) fn f_ald(gaps: &Gaps<'_>) -> Score {
    gaps.score(|_, n| {
        let sum: f64 = gaps.distances().map(|d| d as f64 / n * log(d as f64 / n)).sum();
        exp(-sum)
    })
}

pub(super) fn awt(gaps: &Gaps<'_>) -> Score {
    gaps.score(|_, n| 0.5 * (1.0 + gaps.squares() / n))
}

pub(super) fn f_awt(gaps: &Gaps<'_>) -> Score {
    gaps.score(|_, n| n * n / gaps.squares())
}
