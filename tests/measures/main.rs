//! Measures beside published values, worked values and independent programs.

mod dispersion;
mod diversity;
mod edges;
mod growth;
mod peers;
mod table;

use mizan::measure::diversity::{Text, count_terms};
use mizan::measure::growth::Growth;
use mizan::measure::{Frequencies, Measure, Score};

/// The fifty letters of Gries' five-part toy corpus as tokens.
const LETTERS: &str = "bamnibeupkbasatbewqnbcagabestabaghabeaatbahaabeaxa";

/// A text of the numbers of its terms.
struct Terms {
    terms: Vec<u32>,
    types: usize,
    counts: Frequencies,
}

impl Terms {
    fn new(terms: Vec<u32>) -> Self {
        let types = terms.iter().max().map_or(0, |most| *most as usize + 1);
        let counts = Frequencies::of(&count_terms(&terms, types));
        Self { terms, types, counts }
    }

    fn letters() -> Self {
        Self::new(LETTERS.bytes().map(|letter| u32::from(letter - b'a')).collect())
    }

    /// The 600 terms of the random list that the peers were given: products of two numbers of a congruential
    /// generator (x ← 6364136223846793005·x + 1442695040888963407, the upper 31 bits), from the seed 12345.
    fn random() -> Self {
        let mut x = 12_345u64;
        let mut next = || {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (x >> 33) % 90
        };
        Self::new((0..600).map(|_| (next() * next() / 90) as u32).collect())
    }

    fn text(&self) -> Text<'_> {
        Text::new(&self.counts, &self.terms, self.types)
    }

    /// The score of a measure of diversity or growth.
    fn score(&self, id: &str) -> Score {
        let asked = Measure::find(id).unwrap_or_else(|| panic!("{id} is no measure"));
        match asked.of_growth(&Growth::new(self.text())) {
            Score::Undefined(mizan::measure::Reason::NotRequested) => asked.of_text(&self.text()),
            score => score,
        }
    }

    fn value(&self, id: &str) -> f64 {
        self.score(id).value().unwrap_or_else(|| panic!("{id}: {:?}", self.score(id)))
    }

    /// Each measure within `tolerance` of its value, relative.
    fn check(&self, tolerance: f64, values: &[(&str, f64)]) {
        for &(id, expected) in values {
            let found = self.value(id);
            let far = (found - expected).abs() / expected.abs().max(1e-3);
            assert!(far <= tolerance, "{id}: {found} is not {expected}");
        }
    }
}

/// A value as it is printed with so many decimals.
fn printed(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}")
}
