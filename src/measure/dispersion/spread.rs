//! The counts of a term in the parts of a corpus: what measures of dispersion are computed from.

use crate::measure::{Reason, Score};

/// The sizes of the parts of a corpus, none of them empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    sizes: Vec<u64>,
    total: u64,
    least: u64,
    /// Places of the parts, smallest first, equal ones in their order.
    rising: Vec<u32>,
}

impl Parts {
    /// Parts of these sizes, in tokens.
    ///
    /// # Panics
    /// If one is empty, or there are 2³² or more.
    pub fn new(sizes: Vec<u64>) -> Self {
        assert!(sizes.iter().all(|&size| size > 0), "an empty part has no rate");
        let count = u32::try_from(sizes.len()).expect("fewer than 2^32 parts");
        let mut rising: Vec<u32> = (0..count).collect();
        rising.sort_by_key(|&part| sizes[part as usize]);
        Self { total: sizes.iter().sum(), least: sizes.iter().copied().min().unwrap_or(0), rising, sizes }
    }

    /// How many there are: k.
    pub fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sizes.is_empty()
    }

    /// Their sizes W_i.
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// ΣW.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The most clumped way to share out f occurrences: the smallest parts are filled first.
    pub(super) fn clumped(&self, f: u64) -> Vec<(u32, u64)> {
        let mut left = f;
        let mut held = Vec::new();
        for &part in &self.rising {
            if left == 0 {
                break;
            }
            let some = left.min(self.sizes[part as usize]);
            held.push((part, some));
            left -= some;
        }
        held.sort_unstable();
        held
    }

    /// The most even way to share out f occurrences in whole numbers: f·w rounded, and what is missing or too much
    /// set right where rounding took or gave most; of equals, in the larger part first.
    pub(super) fn even(&self, f: u64) -> Vec<(u32, u64)> {
        let total = u128::from(self.total);
        // f·W = whole·ΣW + rest; halves go to the even number. The error of rounding, times ΣW.
        let mut shares: Vec<(u32, u64, i128)> = self
            .rising
            .iter()
            .rev()
            .map(|&part| {
                let product = u128::from(f) * u128::from(self.sizes[part as usize]);
                let (whole, rest) = (product / total, product % total);
                let up = 2 * rest > total || (2 * rest == total && whole % 2 == 1);
                let rounded = whole + u128::from(up);
                (part, rounded as u64, product as i128 - (rounded * total) as i128)
            })
            .collect();
        // Equal sizes stand in their own order, the larger ones before them.
        shares.sort_by_key(|&(part, ..)| (std::cmp::Reverse(self.sizes[part as usize]), part));
        let given: u64 = shares.iter().map(|share| share.1).sum();
        let mut order: Vec<usize> = (0..shares.len()).collect();
        if given < f {
            order.sort_by_key(|&at| std::cmp::Reverse(shares[at].2));
            for &at in order.iter().take((f - given) as usize) {
                shares[at].1 += 1;
            }
        } else {
            order.sort_by_key(|&at| shares[at].2);
            for &at in order.iter().take((given - f) as usize) {
                shares[at].1 -= 1;
            }
        }
        let mut held: Vec<(u32, u64)> =
            shares.into_iter().filter(|share| share.1 > 0).map(|(part, count, _)| (part, count)).collect();
        held.sort_unstable();
        held
    }
}

/// The counts v_i of one term in the parts: those that are not 0, parts rising.
#[derive(Clone, Copy, Debug)]
pub struct Spread<'a> {
    /// The parts.
    pub parts: &'a Parts,
    /// Part and count, parts rising, counts above 0.
    pub held: &'a [(u32, u64)],
}

impl Spread<'_> {
    /// f = Σv.
    pub fn total(&self) -> u64 {
        self.held.iter().map(|&(_, count)| count).sum()
    }

    /// The value of a term that occurs, in at least two parts' worth of corpus.
    pub(super) fn score(&self, value: impl FnOnce(&Sums<'_>) -> f64) -> Score {
        let f = self.total();
        if f == 0 {
            return Score::Undefined(Reason::Absent);
        }
        if self.parts.len() < 2 {
            return Score::Undefined(Reason::OnePart);
        }
        let sums =
            Sums { spread: self, f: f as f64, k: self.parts.len() as f64, size: self.parts.total as f64 };
        Score::new(value(&sums), Reason::Infinite)
    }
}

/// A spread with the figures that the formulas name.
pub(super) struct Sums<'a> {
    spread: &'a Spread<'a>,
    /// f.
    pub(super) f: f64,
    /// k.
    pub(super) k: f64,
    /// ΣW.
    pub(super) size: f64,
}

impl Sums<'_> {
    /// v_i and W_i of the parts that hold the term.
    pub(super) fn held(&self) -> impl ExactSizeIterator<Item = (f64, f64)> + '_ {
        let sizes = &self.spread.parts.sizes;
        self.spread.held.iter().map(move |&(part, count)| (count as f64, sizes[part as usize] as f64))
    }

    /// Parts that hold the term.
    pub(super) fn range(&self) -> f64 {
        self.spread.held.len() as f64
    }

    /// The least w_i = W_i/ΣW.
    pub(super) fn least_share(&self) -> f64 {
        self.spread.parts.least as f64 / self.size
    }

    /// The least w_i of the parts that hold the term.
    pub(super) fn least_held_share(&self) -> f64 {
        self.held().map(|(_, size)| size).fold(f64::INFINITY, f64::min) / self.size
    }

    /// Mean and Σ(x − mean)² of a figure of each part that is 0 where the term is not.
    pub(super) fn deviations(&self, figure: impl Fn((f64, f64)) -> f64) -> (f64, f64) {
        let mean = self.held().map(&figure).sum::<f64>() / self.k;
        let squares: f64 = self.held().map(figure).map(|x| (x - mean) * (x - mean)).sum();
        (mean, squares + (self.k - self.range()) * mean * mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dense(parts: &Parts, held: &[(u32, u64)]) -> Vec<u64> {
        let mut counts = vec![0; parts.len()];
        for &(part, count) in held {
            counts[part as usize] = count;
        }
        counts
    }

    /// tlda's find_min_disp and find_max_disp, method `even`, by hand.
    #[test]
    fn the_two_extremes_of_ten_occurrences() {
        let parts = Parts::new(vec![100, 3, 50, 4, 43]);
        assert_eq!(dense(&parts, &parts.clumped(10)), [0, 3, 0, 4, 3]);
        // Expected 5, .15, 2.5, .2, 2.15 round to 5, 0, 2, 0, 2: one is missing, .5 is the greatest rest.
        assert_eq!(dense(&parts, &parts.even(10)), [5, 0, 3, 0, 2]);
        let equal = Parts::new(vec![10; 4]);
        // 1.5 rounds to 2 four times: two too many, taken from the first.
        assert_eq!(dense(&equal, &equal.even(6)), [1, 1, 2, 2]);
        assert_eq!(dense(&equal, &equal.even(5)), [2, 1, 1, 1]);
    }
}
