//! What measures of diversity are computed from: how many types occur how often, and the terms in their order.

use std::collections::BTreeMap;

/// The counts that measures of diversity are computed from, exact: N tokens, V types, V_i types that occur i times,
/// M2 = Σ i²V_i.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequencies {
    /// N.
    pub tokens: u64,
    /// V.
    pub types: u64,
    /// V1.
    pub hapax: u64,
    /// M2 = Σ i²V_i.
    pub sum_of_squares: u128,
    /// The pairs (i, V_i), i rising.
    pub spectrum: Vec<(u64, u64)>,
}

impl Frequencies {
    /// From the count of each type.
    pub fn of(counts: &[u64]) -> Self {
        let mut spectrum = BTreeMap::new();
        for &count in counts.iter().filter(|&&count| count > 0) {
            *spectrum.entry(count).or_insert(0u64) += 1;
        }
        Self::of_spectrum(spectrum.into_iter().collect())
    }

    /// From the pairs (i, V_i), i rising.
    pub fn of_spectrum(spectrum: Vec<(u64, u64)>) -> Self {
        Self {
            tokens: spectrum.iter().map(|&(i, types)| i * types).sum(),
            types: spectrum.iter().map(|&(_, types)| types).sum(),
            hapax: spectrum.first().filter(|first| first.0 == 1).map_or(0, |first| first.1),
            sum_of_squares: spectrum
                .iter()
                .map(|&(i, types)| u128::from(i) * u128::from(i) * u128::from(types))
                .sum(),
            spectrum,
        }
    }

    /// V_i: the types that occur i times.
    pub fn occurring(&self, i: u64) -> u64 {
        self.spectrum.binary_search_by_key(&i, |&(count, _)| count).map_or(0, |at| self.spectrum[at].1)
    }

    /// N as a float.
    pub(in crate::measure) fn n(&self) -> f64 {
        self.tokens as f64
    }

    /// V as a float.
    pub(in crate::measure) fn v(&self) -> f64 {
        self.types as f64
    }

    /// M2 − N, exact.
    pub(in crate::measure) fn repeats(&self) -> f64 {
        (self.sum_of_squares - u128::from(self.tokens)) as f64
    }
}

/// A text as measures of diversity see it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The counts of its terms.
    pub counts: &'a Frequencies,
    /// The numbers of its terms in their order, all below `types`.
    pub terms: &'a [u32],
    /// How many numbers there are.
    pub types: usize,
    /// Content tokens, and all tokens, if the words were analysed.
    pub content: Option<(u64, u64)>,
}

impl<'a> Text<'a> {
    /// A text of these terms, of words that were not analysed.
    pub fn new(counts: &'a Frequencies, terms: &'a [u32], types: usize) -> Self {
        Self { counts, terms, types, content: None }
    }
}

/// The counts of the terms `0..types` of a list.
pub fn count_terms(terms: &[u32], types: usize) -> Vec<u64> {
    let mut counts = vec![0; types];
    for &term in terms {
        counts[term as usize] += 1;
    }
    counts
}
