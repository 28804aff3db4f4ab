//! n-grams: runs of n terms inside a sentence, paragraph or document, with or without skipped terms; and runs of
//! n characters inside a term. How they are packed and counted belongs to `packed`.

use super::packed::{Key, Part, Table, Wide, Widths, each_of};
use super::runs::{each_run, each_unit};
use super::sequence::{CLAUSE_END, DOCUMENT_END, PARAGRAPH_END, SENTENCE_END};
use super::{Aggregate, Sequence, TermId};
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
    pub(crate) fn mark(self) -> u32 {
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

/// An n-gram and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ngram {
    /// Its terms.
    pub terms: Terms,
    /// Occurrences.
    pub count: u64,
    /// Documents that hold it.
    pub documents: u64,
}

/// The terms of an n-gram: a short list.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    pub(super) ids: [TermId; NgramSpec::MAX_ORDER],
    pub(super) order: u8,
}

impl std::ops::Deref for Terms {
    type Target = [TermId];

    fn deref(&self) -> &[TermId] {
        &self.ids[..usize::from(self.order)]
    }
}

impl PartialEq for Terms {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Terms {}

/// A table of n-grams, sorted by the ids of their terms: for each its terms packed in 8, 16 or 20 bytes, its count in
/// four, and its documents in four more where there are several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ngrams {
    order: usize,
    parts: Vec<Part>,
    total: u64,
}

/// How n-grams are counted in parts: those whose first terms lie in a range. Parts may be counted on many threads.
pub struct NgramParts<'a> {
    sequence: &'a Sequence,
    layer: &'a [Option<TermId>],
    spec: NgramSpec,
    widths: Widths,
    ranges: Vec<std::ops::RangeInclusive<u32>>,
}

impl<'a> NgramParts<'a> {
    /// Parts of which each needs about `bytes` while it is counted, where its first terms are not one alone.
    pub fn new(sequence: &'a Sequence, layer: &'a [Option<TermId>], spec: NgramSpec, bytes: usize) -> Self {
        let terms = layer.iter().flatten().map(|id| id.index() + 1).max().unwrap_or(0);
        let mut firsts = vec![0u64; terms];
        let mut documents = 0u32;
        each_unit(sequence, layer, spec.boundary, |unit, document| {
            documents = documents.max(document + 1);
            unit.iter().filter(|&&term| term != NO_TERM).for_each(|&term| firsts[term as usize] += 1);
        });
        let widths = Widths::new(spec.order, terms as u64, u64::from(documents));
        // Each term begins so many n-grams at most.
        let choices: u64 = (1..spec.order as u64).map(|place| spec.skip as u64 + place).product();
        let most = (bytes / widths.key_bytes()) as u64 / if spec.skip == 0 { 1 } else { choices.max(1) };
        let (mut ranges, mut start, mut held) = (Vec::new(), 0, 0);
        for (term, count) in firsts.into_iter().enumerate() {
            if held > 0 && held + count > most {
                ranges.push(start..=term as u32 - 1);
                (start, held) = (term as u32, 0);
            }
            held += count;
        }
        // The last one takes those that begin with a type without a term, too.
        ranges.push(start..=NO_TERM);
        Self { sequence, layer, spec, widths, ranges }
    }

    /// The same without the documents of n-grams, which makes fewer and shorter keys.
    pub(super) fn without_documents(mut self) -> Self {
        self.widths = self.widths.without_documents();
        self
    }

    /// The first terms of each part.
    pub fn ranges(&self) -> Vec<std::ops::RangeInclusive<u32>> {
        self.ranges.clone()
    }

    /// The n-grams of a part, and how many there are with those that are not listed.
    pub fn count(&self, firsts: &std::ops::RangeInclusive<u32>) -> CountedPart {
        let (part, total) = match self.widths.key_bytes() {
            8 => {
                let (keys, total) = self.keys(firsts);
                (Part::Eight(Table::count(keys, self.widths)), total)
            }
            16 => {
                let (keys, total) = self.keys(firsts);
                (Part::Sixteen(Table::count(keys, self.widths)), total)
            }
            _ => {
                let (keys, total) = self.keys(firsts);
                (Part::Wide(Table::count(keys, self.widths)), total)
            }
        };
        CountedPart(part, total)
    }

    /// Gives the n-grams of a part in order: terms, count and documents, rising; how many there are with those that are
    /// not listed.
    pub(super) fn each_counted(
        &self,
        firsts: &std::ops::RangeInclusive<u32>,
        each: impl FnMut(&Terms, u64, &[u32]) -> std::io::Result<()>,
    ) -> std::io::Result<u64> {
        match self.widths.key_bytes() {
            8 => each_of(self.keys::<u64>(firsts), self.widths, each),
            16 => each_of(self.keys::<u128>(firsts), self.widths, each),
            _ => each_of(self.keys::<Wide>(firsts), self.widths, each),
        }
    }

    /// The keys of a part, and how many runs it has with those that are not listed.
    fn keys<K: Key>(&self, firsts: &std::ops::RangeInclusive<u32>) -> (Vec<K>, u64) {
        let (mut keys, mut total) = (Vec::new(), 0);
        let (from, to) = (*firsts.start(), *firsts.end());
        let has_documents = self.widths.has_documents();
        each_run(self.sequence, self.layer, self.spec, |run, document| {
            let document = if has_documents { document } else { 0 };
            if (from..=to).contains(&run[0]) {
                total += 1;
                if !run.contains(&NO_TERM) {
                    keys.push(K::pack(run, document, self.widths));
                }
            }
        });
        (keys, total)
    }

    /// The table of all parts, in the order of their ranges.
    pub fn join(&self, parts: impl IntoIterator<Item = CountedPart>) -> Ngrams {
        let mut table = Ngrams { order: self.spec.order, ..Ngrams::default() };
        for CountedPart(part, total) in parts {
            table.parts.push(part);
            table.total += total;
        }
        table
    }
}

/// Counted n-grams of a part.
pub struct CountedPart(Part, u64);

impl Ngrams {
    /// Bytes that a part of a table takes while it is counted, unless others are asked for.
    pub const PART_BYTES: usize = 16 << 20;

    /// Counts the n-grams of a sequence whose types stand for the terms `layer[type]`. A type without a term
    /// keeps its place: an n-gram over it is counted in [`Ngrams::total`] and not listed.
    ///
    /// O(N log N) for N tokens. [`NgramParts`] does the same on many threads, in the memory that it is given.
    pub fn count(sequence: &Sequence, layer: &[Option<TermId>], spec: NgramSpec) -> Self {
        let parts = NgramParts::new(sequence, layer, spec, Self::PART_BYTES);
        parts.join(parts.ranges.iter().map(|range| parts.count(range)))
    }

    /// How often each term stands at each place of an n-gram: `marginals[place][term]`, n-grams over a type without a
    /// term included, so that the marginals of a place and those n-grams sum to the total.
    pub fn marginals(sequence: &Sequence, layer: &[Option<TermId>], spec: NgramSpec) -> Vec<Vec<u64>> {
        let terms = layer.iter().flatten().map(|id| id.index() + 1).max().unwrap_or(0);
        let mut marginals = vec![vec![0; terms]; spec.order];
        each_run(sequence, layer, spec, |run, _| {
            for (counts, &term) in marginals.iter_mut().zip(run) {
                if term != NO_TERM {
                    counts[term as usize] += 1;
                }
            }
        });
        marginals
    }

    /// All n-grams counted, those over a type without a term included.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How many distinct n-grams are listed.
    pub fn len(&self) -> usize {
        self.parts.iter().map(Part::len).sum()
    }

    /// Whether none is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory that the table takes.
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(Part::bytes).sum()
    }

    /// The n-gram at a place of the table.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn at(&self, mut place: usize) -> Ngram {
        for part in &self.parts {
            if place < part.len() {
                return part.at(place);
            }
            place -= part.len();
        }
        panic!("no n-gram stands there");
    }

    /// The places of the n-grams that `keep` keeps, most frequent first, ties as they stand in the table. O(n) where
    /// most counts are small.
    pub fn ranked(&self, keep: impl Fn(&Ngram) -> bool) -> Vec<usize> {
        /// Counts below it are common: their places are known when they are counted.
        const SMALL: usize = 64;
        let kept = || self.iter().enumerate().filter(|(_, ngram)| keep(ngram));
        let (mut of_count, mut frequent) = ([0; SMALL], Vec::new());
        for (place, ngram) in kept() {
            match of_count.get_mut(ngram.count as usize) {
                Some(ngrams) => *ngrams += 1,
                None => frequent.push((ngram.count, place)),
            }
        }
        frequent.sort_by_key(|&(count, _)| std::cmp::Reverse(count));
        let mut ranked = vec![0; frequent.len() + of_count.iter().sum::<usize>()];
        let mut next = frequent.len();
        for ngrams in of_count.iter_mut().rev() {
            (next, *ngrams) = (next + *ngrams, next);
        }
        for (place, ngram) in kept() {
            if let Some(next) = of_count.get_mut(ngram.count as usize) {
                ranked[*next] = place;
                *next += 1;
            }
        }
        for (ranked, (_, place)) in ranked.iter_mut().zip(frequent) {
            *ranked = place;
        }
        ranked
    }

    /// The n-grams, sorted by the ids of their terms.
    pub fn iter(&self) -> impl Iterator<Item = Ngram> {
        self.parts.iter().flat_map(Part::iter)
    }
}

/// Stands for a type without a term.
pub(super) const NO_TERM: u32 = u32::MAX;

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
