//! n-grams: runs of n terms inside a sentence, paragraph or document, with or without skipped terms; and runs of
//! n characters inside a term.

use super::sequence::{CLAUSE_END, DOCUMENT_END, PARAGRAPH_END, SENTENCE_END};
use super::{Aggregate, Sequence, TermId, Vocabulary};
use crate::{Error, ErrorKind};
use std::collections::BTreeMap;
use unicode_segmentation::UnicodeSegmentation;

/// The unit that no n-gram leaves. Documents end every unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Boundary {
    /// Punctuation of any kind ends a unit.
    Clause,
    /// A sentence is a unit.
    #[default]
    Sentence,
    /// A paragraph is a unit.
    Paragraph,
    /// A document is a unit.
    Document,
}

impl Boundary {
    /// Every boundary.
    pub const ALL: [Self; 4] = [Self::Clause, Self::Sentence, Self::Paragraph, Self::Document];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Document => "document",
        }
    }

    /// The lowest mark that ends a unit.
    pub(super) fn mark(self) -> u32 {
        match self {
            Self::Clause => CLAUSE_END,
            Self::Sentence => SENTENCE_END,
            Self::Paragraph => PARAGRAPH_END,
            Self::Document => DOCUMENT_END,
        }
    }
}

/// Which n-grams to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NgramSpec {
    order: usize,
    skip: usize,
    boundary: Boundary,
}

impl NgramSpec {
    /// The greatest order.
    pub const MAX_ORDER: usize = 5;
    /// The greatest number of skipped terms.
    pub const MAX_SKIP: usize = 8;

    /// n-grams of `order` terms with at most `skip` terms skipped in all (0: plain n-grams).
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for an order outside 1 to 5 or a skip above 8.
    pub fn new(order: usize, skip: usize, boundary: Boundary) -> Result<Self, Error> {
        if !(1..=Self::MAX_ORDER).contains(&order) {
            return Err(Error::new(ErrorKind::Usage, format!("n-grams of order {order} are not counted"))
                .with_help(format!("choose an order from 1 to {}", Self::MAX_ORDER)));
        }
        if skip > Self::MAX_SKIP {
            return Err(Error::new(
                ErrorKind::Usage,
                format!("skip-grams with {skip} skipped terms are not counted"),
            )
            .with_help(format!("skip at most {} terms", Self::MAX_SKIP)));
        }
        Ok(Self { order, skip, boundary })
    }

    /// Terms in an n-gram.
    pub fn order(self) -> usize {
        self.order
    }

    /// Terms that may be skipped.
    pub fn skip(self) -> usize {
        self.skip
    }

    /// The unit that no n-gram leaves.
    pub fn boundary(self) -> Boundary {
        self.boundary
    }
}

/// The most components a key has: five terms and a document.
const KEY: usize = NgramSpec::MAX_ORDER + 1;
type Key = [u32; KEY];

/// An n-gram and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ngram<'a> {
    /// Its terms.
    pub terms: &'a [TermId],
    /// Occurrences.
    pub count: u64,
    /// Documents that hold it.
    pub documents: u64,
}

/// A table of n-grams, sorted by the ids of their terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ngrams {
    order: usize,
    terms: Vec<TermId>,
    counts: Vec<u64>,
    documents: Vec<u64>,
    total: u64,
}

impl Ngrams {
    /// Counts the n-grams of a sequence whose types stand for the terms `layer[type]`. A type without a term
    /// keeps its place: an n-gram over it is counted in [`Ngrams::total`] and not listed.
    ///
    /// O(N log N) for N tokens, 24 bytes each while sorting.
    pub fn count(sequence: &Sequence, layer: &[Option<TermId>], spec: NgramSpec) -> Self {
        let keys = Self::keys(sequence, layer, spec, &mut |_| {});
        Self::from_sorted(&keys.0, spec.order, keys.1)
    }

    /// The same, with how often each term stands at each place of an n-gram: `marginals[place][term]`, n-grams over a
    /// type without a term included, so that the marginals of a place and those n-grams sum to the total.
    pub fn count_with_marginals(
        sequence: &Sequence,
        layer: &[Option<TermId>],
        spec: NgramSpec,
    ) -> (Self, Vec<Vec<u64>>) {
        let terms = layer.iter().flatten().map(|id| id.index() + 1).max().unwrap_or(0);
        let mut marginals = vec![vec![0; terms]; spec.order];
        let (keys, total) = Self::keys(sequence, layer, spec, &mut |key| {
            for (counts, &term) in marginals.iter_mut().zip(key) {
                if term != NO_TERM {
                    counts[term as usize] += 1;
                }
            }
        });
        (Self::from_sorted(&keys, spec.order, total), marginals)
    }

    /// The sorted keys of the n-grams without a gap, and how many there are with the others; `met` is given each.
    fn keys(
        sequence: &Sequence,
        layer: &[Option<TermId>],
        spec: NgramSpec,
        met: &mut impl FnMut(&[u32]),
    ) -> (Vec<Key>, u64) {
        let mut keys: Vec<Key> = Vec::new();
        let mut total = 0;
        let mut unit: Vec<u32> = Vec::new();
        let mut flush = |unit: &mut Vec<u32>, document: u32| {
            total += collect(unit, spec, document, &mut keys, met);
            unit.clear();
        };
        let mut document = 0u32;
        for &id in sequence.raw() {
            if id > Vocabulary::MAX_TERMS {
                if id >= spec.boundary.mark() {
                    flush(&mut unit, document);
                }
                document += u32::from(id == DOCUMENT_END);
            } else {
                unit.push(layer[id as usize].map_or(NO_TERM, |term| term.0));
            }
        }
        flush(&mut unit, document);
        keys.sort_unstable();
        (keys, total)
    }

    /// Run-length over sorted keys: the same terms in other documents are neighbours.
    fn from_sorted(keys: &[Key], order: usize, total: u64) -> Self {
        let mut table = Self { order, total, ..Self::default() };
        let mut last: Option<&Key> = None;
        for key in keys {
            let same_terms = last.is_some_and(|last| last[..order] == key[..order]);
            if !same_terms {
                table.terms.extend(key[..order].iter().map(|&id| TermId(id)));
                table.counts.push(0);
                table.documents.push(0);
            }
            let at = table.counts.len() - 1;
            table.counts[at] += 1;
            table.documents[at] +=
                u64::from(!same_terms || last.is_some_and(|last| last[order] != key[order]));
            last = Some(key);
        }
        table
    }

    /// All n-grams counted, those over a type without a term included.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How many distinct n-grams are listed.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether none is listed.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The n-grams that `keep` keeps, under the same total.
    pub fn filtered(&self, keep: impl Fn(&Ngram<'_>) -> bool) -> Self {
        let mut kept = Self { order: self.order, total: self.total, ..Self::default() };
        for ngram in self.iter().filter(keep) {
            kept.terms.extend_from_slice(ngram.terms);
            kept.counts.push(ngram.count);
            kept.documents.push(ngram.documents);
        }
        kept
    }

    /// The n-grams, sorted by the ids of their terms.
    pub fn iter(&self) -> impl Iterator<Item = Ngram<'_>> {
        let terms = self.terms.chunks_exact(self.order.max(1));
        terms.zip(&self.counts).zip(&self.documents).map(|((terms, &count), &documents)| Ngram {
            terms,
            count,
            documents,
        })
    }
}

/// Stands for a type without a term.
pub(super) const NO_TERM: u32 = u32::MAX;

/// Appends the n-grams of one unit; how many it holds, those over [`NO_TERM`] included.
fn collect(
    unit: &[u32],
    spec: NgramSpec,
    document: u32,
    keys: &mut Vec<Key>,
    met: &mut impl FnMut(&[u32]),
) -> u64 {
    let mut total = 0;
    let mut key = [0; KEY];
    key[spec.order] = document;
    for first in 0..unit.len() {
        key[0] = unit[first];
        extend(unit, first, 1, spec.skip, spec.order, &mut key, &mut total, keys, met);
    }
    total
}

/// Fills component `filled` of the key with each term after `last` that `skip` allows.
#[allow(clippy::too_many_arguments)] // one depth-first walk of at most five levels
fn extend(
    unit: &[u32],
    last: usize,
    filled: usize,
    skip: usize,
    order: usize,
    key: &mut Key,
    total: &mut u64,
    keys: &mut Vec<Key>,
    met: &mut impl FnMut(&[u32]),
) {
    if filled == order {
        *total += 1;
        met(&key[..order]);
        if !key[..order].contains(&NO_TERM) {
            keys.push(*key);
        }
        return;
    }
    for skipped in 0..=skip {
        let Some(&term) = unit.get(last + 1 + skipped) else { return };
        key[filled] = term;
        extend(unit, last + 1 + skipped, filled + 1, skip - skipped, order, key, total, keys, met);
    }
}

/// Runs of `order` characters inside each term, weighted by the term's count: code points, or grapheme clusters.
/// With `pad` each term is taken between two U+2581. Sorted by code points.
///
/// O(total length of the terms) string operations; terms are distinct, so a corpus costs what its types cost.
pub fn char_ngrams<'a>(
    terms: impl Iterator<Item = (&'a str, u64)>,
    order: usize,
    graphemes: bool,
    pad: bool,
) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let mut bounds = Vec::new();
    for (term, count) in terms {
        let padded = if pad { format!("\u{2581}{term}\u{2581}") } else { term.to_owned() };
        bounds.clear();
        if graphemes {
            bounds.extend(padded.grapheme_indices(true).map(|(at, _)| at));
        } else {
            bounds.extend(padded.char_indices().map(|(at, _)| at));
        }
        bounds.push(padded.len());
        for window in bounds.windows(order + 1) {
            let gram = &padded[window[0]..window[order]];
            match counts.get_mut(gram) {
                Some(sum) => *sum += count,
                None => {
                    counts.insert(gram.to_owned(), count);
                }
            }
        }
    }
    counts
}

impl Aggregate for BTreeMap<String, u64> {
    fn merge(&mut self, later: Self) {
        for (key, count) in later {
            *self.entry(key).or_default() += count;
        }
    }
}
