//! The terms of a text as one run of numbers, with the ends of its sentences, paragraphs or documents; and from it the
//! counts of each term in parts of the text, and its places.

use super::{Boundary, Sequence, TermId};

/// The terms of a text in their order, cut into units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    terms: Vec<u32>,
    ends: Vec<usize>,
}

impl Flow {
    /// Stands for a token that is counted and has no term on its layer.
    pub const NO_TERM: u32 = u32::MAX;

    /// The terms `layer[type]` of a sequence in order, with the ends of its units. Types without a term are left out,
    /// or stand as [`Flow::NO_TERM`] with `keep_termless`. Only documents may be empty. O(N).
    pub fn of(sequence: &Sequence, layer: &[Option<TermId>], keep_termless: bool, unit: Boundary) -> Self {
        let mut flow = Self::default();
        for &id in sequence.raw() {
            if id <= TermId::MAX {
                match layer[id as usize] {
                    Some(term) => flow.terms.push(term.0),
                    None if keep_termless => flow.terms.push(Self::NO_TERM),
                    None => {}
                }
            } else if id >= unit.mark() {
                flow.end(unit);
            }
        }
        if flow.ends.last().copied().unwrap_or(0) < flow.terms.len() {
            flow.end(unit);
        }
        flow
    }

    fn end(&mut self, unit: Boundary) {
        let begun = self.ends.last().copied().unwrap_or(0) < self.terms.len();
        if begun || unit == Boundary::Document {
            self.ends.push(self.terms.len());
        }
    }

    /// All terms.
    pub fn terms(&self) -> &[u32] {
        &self.terms
    }

    /// Where each unit ends.
    pub fn ends(&self) -> &[usize] {
        &self.ends
    }

    /// The units.
    pub fn units(&self) -> impl Iterator<Item = &[u32]> + Clone {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.terms[start..end])
    }

    /// Cuts the text into k parts of equal length, whatever its units: part i is the tokens ⌊iN/k⌋ … ⌊(i + 1)N/k⌋.
    pub fn cut_equal(&mut self, parts: u32) {
        let (n, k) = (self.terms.len() as u128, u128::from(parts));
        self.ends = (1..=k).map(|i| (i * n / k) as usize).collect();
    }
}

/// How often each term occurs in each part, parts without it left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartCounts {
    sizes: Vec<u64>,
    starts: Vec<usize>,
    held: Vec<(u32, u64)>,
    /// Parts without a token, which were dropped.
    pub empty: u64,
}

impl PartCounts {
    /// Counts the terms `0..terms` in the units of a text. O(N).
    ///
    /// # Panics
    /// With 2³² units or more.
    pub fn of(flow: &Flow, terms: usize) -> Self {
        let mut parts = Self { starts: vec![0; terms + 1], ..Self::default() };
        for unit in flow.units() {
            if unit.is_empty() {
                parts.empty += 1;
            } else {
                parts.sizes.push(unit.len() as u64);
            }
        }
        u32::try_from(parts.sizes.len()).expect("fewer than 2^32 parts");
        let units = || flow.units().filter(|unit| !unit.is_empty());
        // How many parts hold each term, then where its run of parts begins.
        let mut seen = vec![u32::MAX; terms];
        for (part, unit) in units().enumerate() {
            for &term in unit.iter().filter(|&&term| term != Flow::NO_TERM) {
                let last = &mut seen[term as usize];
                parts.starts[term as usize + 1] += usize::from(*last != part as u32);
                *last = part as u32;
            }
        }
        for term in 0..terms {
            parts.starts[term + 1] += parts.starts[term];
        }
        parts.held = vec![(0, 0); parts.starts[terms]];
        let mut next = parts.starts.clone();
        seen.fill(u32::MAX);
        for (part, unit) in units().enumerate() {
            for &term in unit.iter().filter(|&&term| term != Flow::NO_TERM) {
                let term = term as usize;
                if seen[term] != part as u32 {
                    seen[term] = part as u32;
                    parts.held[next[term]].0 = part as u32;
                    next[term] += 1;
                }
                parts.held[next[term] - 1].1 += 1;
            }
        }
        parts
    }

    /// The sizes of the parts, in tokens.
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// Part and count of a term, parts rising.
    pub fn held(&self, term: TermId) -> &[(u32, u64)] {
        &self.held[self.starts[term.index()]..self.starts[term.index() + 1]]
    }
}

/// The places of each term in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    starts: Vec<usize>,
    places: Vec<u32>,
    /// N.
    pub tokens: u64,
}

impl Places {
    /// The places of the terms `0..terms`. O(N).
    ///
    /// # Panics
    /// With 2³² tokens or more.
    pub fn of(flow: &Flow, terms: usize) -> Self {
        u32::try_from(flow.terms.len()).expect("fewer than 2^32 tokens");
        let mut starts = vec![0; terms + 1];
        for &term in flow.terms.iter().filter(|&&term| term != Flow::NO_TERM) {
            starts[term as usize + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut places = vec![0; starts[terms]];
        let mut next = starts.clone();
        for (place, &term) in flow.terms.iter().enumerate().filter(|(_, term)| **term != Flow::NO_TERM) {
            places[next[term as usize]] = place as u32;
            next[term as usize] += 1;
        }
        Self { starts, places, tokens: flow.terms.len() as u64 }
    }

    /// The places of a term, from 0, rising.
    pub fn of_term(&self, term: TermId) -> &[u32] {
        &self.places[self.starts[term.index()]..self.starts[term.index() + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::super::sequence::{DOCUMENT_END, SENTENCE_END};
    use super::super::{Keep, Sequence};
    use super::*;

    fn sample() -> (Sequence, Vec<Option<TermId>>) {
        let mut sequence = Sequence::new(Keep::Order);
        for unit in [[0, 1, 0].as_slice(), &[2, 3]] {
            unit.iter().for_each(|&id| sequence.push(TermId(id)));
            sequence.end(SENTENCE_END);
        }
        sequence.end(DOCUMENT_END);
        sequence.end(DOCUMENT_END);
        sequence.push(TermId(1));
        // Types 0 and 2 are one term, type 3 has none.
        (sequence, vec![Some(TermId(0)), Some(TermId(1)), Some(TermId(0)), None])
    }

    #[test]
    fn units_counts_and_places() {
        let (sequence, layer) = sample();
        let flow = Flow::of(&sequence, &layer, true, Boundary::Document);
        let units: Vec<&[u32]> = flow.units().collect();
        assert_eq!(units, [&[0, 1, 0, 0, Flow::NO_TERM][..], &[], &[1]]);
        let parts = PartCounts::of(&flow, 2);
        assert_eq!((parts.sizes(), parts.empty), (&[5, 1][..], 1));
        assert_eq!(parts.held(TermId(0)), [(0, 3)]);
        assert_eq!(parts.held(TermId(1)), [(0, 1), (1, 1)]);
        let places = Places::of(&flow, 2);
        assert_eq!((places.of_term(TermId(0)), places.tokens), (&[0, 2, 3][..], 6));

        let sentences = Flow::of(&sequence, &layer, false, Boundary::Sentence);
        assert_eq!(sentences.units().map(<[u32]>::len).collect::<Vec<_>>(), [3, 1, 1]);
        let mut equal = sentences.clone();
        equal.cut_equal(3);
        assert_eq!(equal.ends(), [1, 3, 5]);
        equal.cut_equal(7);
        assert_eq!(PartCounts::of(&equal, 2).empty, 2);
    }
}
