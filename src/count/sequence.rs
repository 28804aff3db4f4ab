//! Which terms each document holds, and, if kept, in which order: what n-grams, document frequencies and the
//! measures that depend on order are computed from.

use super::{Aggregate, TermId};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How much of the order of tokens is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Keep {
    /// The set of types of each document: four bytes for each type of each document.
    #[default]
    Documents,
    /// Every token in its order, with the ends of sentences: four bytes for each.
    Order,
}

/// Numbers of types with marks for the ends of clauses, sentences, paragraphs and documents.
///
/// Under [`Keep::Order`] every token in order; under [`Keep::Documents`] the distinct types of each document, in the
/// order of first sight. A document without its end mark is still open, and goes on in the sequence that is merged next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    keep: Keep,
    ids: Vec<u32>,
}

/// The end of a clause: punctuation of any kind stands here.
pub(crate) const CLAUSE_END: u32 = TermId::MAX + 1;
/// The end of a sentence.
pub(crate) const SENTENCE_END: u32 = TermId::MAX + 2;
/// The end of a paragraph.
pub(crate) const PARAGRAPH_END: u32 = TermId::MAX + 3;
/// The end of a document.
pub(crate) const DOCUMENT_END: u32 = TermId::MAX + 4;

impl Sequence {
    /// An empty sequence that keeps this much.
    pub fn new(keep: Keep) -> Self {
        Self { keep, ids: Vec::new() }
    }

    /// How much it keeps.
    pub fn keep(&self) -> Keep {
        self.keep
    }

    /// Bytes of memory that it takes.
    pub fn bytes(&self) -> usize {
        self.ids.capacity() * size_of::<u32>()
    }

    /// Keeps this much, if it is empty.
    pub(crate) fn begin(&mut self, keep: Keep) {
        if self.ids.is_empty() {
            self.keep = keep;
        }
    }

    /// What it holds; this one is empty then, and ready for as much again.
    pub(crate) fn take(&mut self) -> Self {
        let taken = Self { keep: self.keep, ids: self.ids.as_slice().to_vec() };
        self.ids.clear();
        taken
    }

    /// Adds a token. Under [`Keep::Documents`] it must be the first of its type in the document.
    pub fn push(&mut self, id: TermId) {
        self.ids.push(id.0);
    }

    /// Adds an end mark in place of lower ones. Nothing ends twice, but a document may be empty. A mark at the very
    /// beginning ends what stands before the sequence.
    pub(crate) fn end(&mut self, mark: u32) {
        if self.keep == Keep::Documents && mark != DOCUMENT_END {
            return;
        }
        self.drop_marks_below(mark);
        if mark == DOCUMENT_END || self.ids.last().is_none_or(|&last| last <= TermId::MAX) {
            self.ids.push(mark);
        }
    }

    /// Drops the marks at the end that `mark` implies.
    fn drop_marks_below(&mut self, mark: u32) {
        while self.ids.last().is_some_and(|&last| last > TermId::MAX && last < mark) {
            self.ids.pop();
        }
    }

    /// The raw ids and marks.
    pub(crate) fn raw(&self) -> &[u32] {
        &self.ids
    }

    /// The tokens of each document, in order (or its types under [`Keep::Documents`]), marks left in.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &[u32]> {
        documents(&self.ids)
    }

    /// The raw ids and marks in about so many stretches of whole documents.
    pub(crate) fn stretches(&self, about: usize) -> Vec<&[u32]> {
        let length = self.ids.len().div_ceil(about.max(1)).clamp(1, 1 << 31);
        let (mut stretches, mut rest) = (Vec::new(), self.ids.as_slice());
        while !rest.is_empty() {
            let from = (length - 1).min(rest.len());
            let end = rest[from..].iter().position(|&id| id == DOCUMENT_END);
            let (stretch, after) = rest.split_at(end.map_or(rest.len(), |end| from + end + 1));
            stretches.push(stretch);
            rest = after;
        }
        stretches
    }

    /// The same with a token before each sentence and one after it. The order must be kept.
    #[cfg(feature = "cli")]
    pub(crate) fn with_sentence_marks(&self, begin: TermId, end: TermId) -> Self {
        debug_assert!(self.keep == Keep::Order);
        let mut marked = Self::new(self.keep);
        let mut inside = false;
        for &id in &self.ids {
            if id <= TermId::MAX {
                if !inside {
                    marked.push(begin);
                    inside = true;
                }
                marked.push(TermId(id));
                continue;
            }
            if inside && id >= SENTENCE_END {
                marked.push(end);
                inside = false;
            }
            marked.end(id);
        }
        if inside {
            marked.push(end);
        }
        marked
    }

    /// The types of all tokens in order, without marks.
    pub fn tokens(&self) -> impl Iterator<Item = TermId> {
        self.ids.iter().filter(|&&id| id <= TermId::MAX).map(|&id| TermId(id))
    }

    /// Sequences in the order of the text, as one, the ids of each renumbered by its map if it has one. `copy` does the
    /// jobs, on any thread and in any order. O(n): the types of a document that many pieces hold are told apart once.
    pub(crate) fn concat<'m>(
        parts: impl IntoIterator<Item = (Self, Option<&'m [TermId]>)>,
        copy: impl FnOnce(Vec<Copying<'_, 'm>>),
    ) -> Self {
        let parts: Vec<_> = parts.into_iter().filter(|(part, _)| !part.ids.is_empty()).collect();
        let keep = parts.first().map_or(Keep::default(), |(part, _)| part.keep);
        let kept = kept(&parts);
        let shared = first_shared(&parts).filter(|_| keep == Keep::Documents);
        let mut ids = vec![0; kept.iter().map(Range::len).sum()];
        let (mut rest, mut jobs) = (ids.as_mut_slice(), Vec::with_capacity(parts.len()));
        for ((part, map), range) in parts.into_iter().zip(kept) {
            let (to, after) = rest.split_at_mut(range.len());
            rest = after;
            jobs.push(Copying { from: part.ids, range, to, map });
        }
        copy(jobs);
        let mut whole = Self { keep, ids };
        if let Some(start) = shared {
            whole.drop_doubles(start);
        }
        whole
    }

    /// Drops what a document holds twice, in those from `start` on. O(n).
    fn drop_doubles(&mut self, start: usize) {
        let types = self.ids.iter().filter(|&&id| id <= TermId::MAX).max().map_or(0, |&id| id + 1);
        let mut held = vec![0u64; types.div_ceil(64) as usize];
        let (mut kept, mut begin) = (start, start);
        for at in start..self.ids.len() {
            let id = self.ids[at];
            if id <= TermId::MAX {
                let (word, bit) = (&mut held[id as usize / 64], 1 << (id % 64));
                if *word & bit != 0 {
                    continue;
                }
                *word |= bit;
            } else if id == DOCUMENT_END {
                let types = self.ids[begin..kept].iter().filter(|&&id| id <= TermId::MAX);
                types.for_each(|&id| held[id as usize / 64] = 0);
                begin = kept + 1;
            }
            self.ids[kept] = id;
            kept += 1;
        }
        self.ids.truncate(kept);
    }

    /// Where the document that is open at the end begins.
    fn open_start(&self) -> usize {
        self.ids.iter().rposition(|&id| id == DOCUMENT_END).map_or(0, |at| at + 1)
    }

    /// Whether every type is one of the first `types`.
    pub(crate) fn is_within(&self, types: usize) -> bool {
        self.ids.iter().all(|&id| (id as usize) < types || (CLAUSE_END..=DOCUMENT_END).contains(&id))
    }

    /// Renumbers the types.
    pub(crate) fn renumber(&mut self, map: &[TermId]) {
        for id in &mut self.ids {
            if *id <= TermId::MAX {
                *id = map[*id as usize].0;
            }
        }
    }

    /// Sorts the types of each document, under [`Keep::Documents`]: so that it is the same for equal sets.
    pub(crate) fn sort_sets(&mut self) {
        if self.keep == Keep::Documents {
            for document in self.ids.split_mut(|&id| id == DOCUMENT_END) {
                document.sort_unstable();
            }
        }
    }
}

/// A part of a sequence that is copied to its place in the whole.
pub(crate) struct Copying<'t, 'm> {
    from: Vec<u32>,
    range: Range<usize>,
    to: &'t mut [u32],
    map: Option<&'m [TermId]>,
}

impl Copying<'_, '_> {
    /// Does it.
    pub(crate) fn run(self) {
        let from = &self.from[self.range];
        let Some(map) = self.map else { return self.to.copy_from_slice(from) };
        for (to, &id) in self.to.iter_mut().zip(from) {
            *to = if id <= TermId::MAX { map[id as usize].0 } else { id };
        }
    }
}

/// What is kept of each of these parts, none of them empty, when they are put together as [`Sequence::merge`] does it:
/// a mark at the beginning of one ends what stands before it.
fn kept<T>(parts: &[(Sequence, T)]) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    // Those of which something is kept.
    let mut held: Vec<usize> = Vec::with_capacity(parts.len());
    for (number, (part, _)) in parts.iter().enumerate() {
        let mut range = 0..part.ids.len();
        let first = part.ids[0];
        if first > TermId::MAX {
            while let Some(&before) = held.last() {
                let last = parts[before].0.ids[kept[before].end - 1];
                if last <= TermId::MAX || last >= first {
                    range.start += usize::from(first < DOCUMENT_END && last >= first);
                    break;
                }
                kept[before].end -= 1;
                if kept[before].is_empty() {
                    held.pop();
                }
            }
        }
        if !range.is_empty() {
            held.push(number);
        }
        kept.push(range);
    }
    kept
}

/// Where in the whole the first document begins that several of these parts hold, none of them empty.
fn first_shared<T>(parts: &[(Sequence, T)]) -> Option<usize> {
    let (mut at, mut open) = (0, None);
    for (part, _) in parts {
        if open.is_some() && part.ids[0] != DOCUMENT_END {
            return open;
        }
        let begins = part.open_start();
        open = (begins < part.ids.len()).then_some(at + begins);
        at += part.ids.len();
    }
    None
}

/// The documents of raw ids and marks.
pub(crate) fn documents(ids: &[u32]) -> impl Iterator<Item = &[u32]> {
    let mut rest = ids;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.iter().position(|&id| id == DOCUMENT_END);
        let (document, after) = match end {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None => (rest, &rest[..0]),
        };
        rest = after;
        Some(document)
    })
}

impl Aggregate for Sequence {
    fn merge(&mut self, mut later: Self) {
        let Some(&first) = later.ids.first() else { return };
        if first > TermId::MAX {
            self.drop_marks_below(first);
            if first < DOCUMENT_END && self.ids.last().is_some_and(|&last| last >= first) {
                later.ids.remove(0);
            }
        }
        if self.ids.is_empty() {
            *self = later;
            return;
        }
        if self.keep == Keep::Documents {
            // The document open here goes on there: one set of types.
            let start = self.open_start();
            let end = later.ids.iter().position(|&id| id == DOCUMENT_END).unwrap_or(later.ids.len());
            if start < self.ids.len() && end > 0 {
                let rest = later.ids.split_off(end);
                self.ids.append(&mut later.ids);
                self.drop_doubles(start);
                self.ids.extend(rest);
                return;
            }
        }
        self.ids.append(&mut later.ids);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn concat(parts: impl IntoIterator<Item = Sequence>) -> Sequence {
        let parts = parts.into_iter().map(|part| (part, None));
        Sequence::concat(parts, |jobs| jobs.into_iter().for_each(Copying::run))
    }

    proptest! {
        /// Parts put together at once are what one after the other gives, and what the plain sets are.
        #[test]
        fn many_parts_are_one_after_the_other(
            parts in proptest::collection::vec(proptest::collection::vec((0u32..12, 0u32..12), 0..6), 0..12),
            order in any::<bool>(),
        ) {
            let keep = if order { Keep::Order } else { Keep::Documents };
            let parts: Vec<Sequence> = parts.iter().map(|part| {
                let mut sequence = Sequence::new(keep);
                for &(id, mark) in part {
                    let document = &sequence.ids[sequence.open_start()..];
                    if id < 8 && (order || !document.contains(&id)) {
                        sequence.push(TermId(id));
                    }
                    if mark < 4 {
                        sequence.end(CLAUSE_END + mark);
                    }
                }
                sequence
            }).collect();
            let mut merged = Sequence::new(keep);
            parts.iter().for_each(|part| merged.merge(part.clone()));
            let found = concat(parts.clone());
            prop_assert_eq!(&found.ids, &merged.ids);
            if !order {
                let plain = parts.iter().flat_map(|part| &part.ids).fold(vec![vec![]], |mut sets, &id| {
                    let open = sets.last_mut().expect("one at least");
                    if !open.contains(&id) {
                        open.push(id);
                    }
                    if id == DOCUMENT_END {
                        sets.push(vec![]);
                    }
                    sets
                });
                prop_assert_eq!(&found.ids, &plain.concat());
            }
            let stretches = found.stretches(3);
            prop_assert_eq!(&stretches.concat(), &found.ids);
            let documents = stretches.iter().flat_map(|stretch| documents(stretch));
            prop_assert!(documents.eq(found.documents()));
        }
    }

    #[test]
    fn marks_swallow_lower_ones_and_never_double() {
        let mut order = Sequence::new(Keep::Order);
        order.end(SENTENCE_END);
        order.push(TermId(1));
        order.end(CLAUSE_END);
        order.end(SENTENCE_END);
        order.end(CLAUSE_END);
        order.end(DOCUMENT_END);
        order.end(DOCUMENT_END);
        assert_eq!(order.raw(), [SENTENCE_END, 1, DOCUMENT_END, DOCUMENT_END]);
        assert_eq!(order.documents().count(), 2);
    }

    /// A piece may hold nothing but the end of a paragraph that began before it.
    #[test]
    fn marks_at_the_beginning_end_what_came_before() {
        let part = |ids: &[u32]| Sequence { keep: Keep::Order, ids: ids.to_vec() };
        let mut end = Sequence::new(Keep::Order);
        end.end(CLAUSE_END);
        end.end(PARAGRAPH_END);
        end.end(SENTENCE_END);
        assert_eq!(end.raw(), [PARAGRAPH_END]);
        let parts = [part(&[1, SENTENCE_END]), end.clone(), end, part(&[2]), part(&[SENTENCE_END, 3])];
        let whole = [1, PARAGRAPH_END, 2, SENTENCE_END, 3];
        assert_eq!(concat(parts.clone()).raw(), whole);
        // The same put together from the other side.
        let right = parts.into_iter().rev().reduce(|later, mut earlier| {
            earlier.merge(later);
            earlier
        });
        assert_eq!(right.expect("five").raw(), whole);
    }

    #[test]
    #[cfg(feature = "cli")]
    fn sentences_are_marked_and_clauses_are_not() {
        let ids = vec![7, CLAUSE_END, 8, SENTENCE_END, 7, PARAGRAPH_END, DOCUMENT_END, 9];
        let marked = Sequence { keep: Keep::Order, ids }.with_sentence_marks(TermId(1), TermId(2));
        let first = [1, 7, CLAUSE_END, 8, 2, SENTENCE_END, 1, 7, 2, DOCUMENT_END];
        assert_eq!(marked.raw(), [first.as_slice(), &[1, 9, 2]].concat());
    }

    #[test]
    fn an_open_document_goes_on_in_the_next() {
        let part = |ids: &[u32]| Sequence { keep: Keep::Documents, ids: ids.to_vec() };
        let mut sets = part(&[1, DOCUMENT_END, 2, 5]);
        sets.merge(part(&[2, 3, DOCUMENT_END, 2]));
        assert_eq!(sets.raw(), [1, DOCUMENT_END, 2, 5, 3, DOCUMENT_END, 2]);
        sets.sort_sets();
        assert_eq!(sets.raw(), [1, DOCUMENT_END, 2, 3, 5, DOCUMENT_END, 2]);
    }
}
