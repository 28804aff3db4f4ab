//! Which terms each document holds, and, if kept, in which order: what n-grams, document frequencies and the
//! measures that depend on order are computed from.

use super::{Aggregate, TermId};
use serde::{Deserialize, Serialize};

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
/// Under [`Keep::Order`] every token in order; under [`Keep::Documents`] the distinct types of each document,
/// sorted. A document without its end mark is still open, and goes on in the sequence that is merged next.
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

    /// Adds a token.
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

    /// The tokens of each document, in order (or its sorted types under [`Keep::Documents`]), marks left in.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.ids.as_slice();
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

    /// Reduces the document that is open at the end to its sorted types, under [`Keep::Documents`].
    pub(crate) fn settle_from(&mut self, start: usize) {
        if self.keep == Keep::Documents {
            self.ids[start..].sort_unstable();
            drop_doubles(&mut self.ids, start);
        }
    }

    /// Sequences in the order of the text, as one. O(n): under [`Keep::Documents`] the types of a document that many
    /// pieces hold are put in order once.
    pub(crate) fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = parts.into_iter();
        let Some(mut whole) = parts.next() else { return Self::default() };
        if whole.keep == Keep::Order {
            parts.for_each(|part| whole.merge(part));
            return whole;
        }
        let mut borders = Vec::new();
        parts.for_each(|mut part| {
            borders.push(whole.ids.len());
            whole.ids.append(&mut part.ids);
        });
        let types = whole.ids.iter().filter(|&&id| id <= TermId::MAX).max().map_or(0, |&id| id + 1);
        let mut sorted = Vec::with_capacity(whole.ids.len());
        let mut held = vec![0u64; types.div_ceil(64) as usize];
        let (mut borders, mut start) = (borders.into_iter().peekable(), 0);
        for document in whole.ids.split_inclusive(|&id| id == DOCUMENT_END) {
            let begin = start;
            start += document.len();
            while borders.next_if(|&border| border <= begin).is_some() {}
            if borders.peek().is_none_or(|&border| border >= start) {
                // One part holds all of it, in order.
                sorted.extend_from_slice(document);
                continue;
            }
            let ended = document.ends_with(&[DOCUMENT_END]);
            let document = &document[..document.len() - usize::from(ended)];
            let from = sorted.len();
            if document.len() < held.len() {
                sorted.extend_from_slice(document);
                sorted[from..].sort_unstable();
            } else {
                // So many that a bit for each type costs less than sorting.
                document.iter().for_each(|&id| held[id as usize / 64] |= 1 << (id % 64));
                for (word, bits) in held.iter_mut().enumerate() {
                    let mut bits = std::mem::take(bits);
                    while bits != 0 {
                        sorted.push(word as u32 * 64 + bits.trailing_zeros());
                        bits &= bits - 1;
                    }
                }
            }
            drop_doubles(&mut sorted, from);
            if ended {
                sorted.push(DOCUMENT_END);
            }
        }
        whole.ids = sorted;
        whole
    }

    /// Where the document that is open at the end begins.
    pub(crate) fn open_start(&self) -> usize {
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
        if self.keep == Keep::Documents {
            for document in self.ids.split_mut(|&id| id == DOCUMENT_END) {
                document.sort_unstable();
            }
        }
    }
}

/// Drops what stands twice from `start` on, where equal ids are neighbours.
fn drop_doubles(ids: &mut Vec<u32>, start: usize) {
    let mut kept = start;
    for at in start..ids.len() {
        if at == start || ids[at] != ids[kept - 1] {
            ids[kept] = ids[at];
            kept += 1;
        }
    }
    ids.truncate(kept);
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
                self.settle_from(start);
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
        assert_eq!(Sequence::concat(parts.clone()).raw(), whole);
        // The same put together from the other side.
        let right = parts.into_iter().rev().reduce(|later, mut earlier| {
            earlier.merge(later);
            earlier
        });
        assert_eq!(right.expect("five").raw(), whole);
    }

    #[test]
    fn many_parts_are_merged_as_one_after_the_other() {
        let ids = |seed: u32| (0..40).map(move |at: u32| (at * 7 + seed * 13) % 50);
        for keep in [Keep::Documents, Keep::Order] {
            let parts: Vec<Sequence> = (0..9)
                .map(|part| {
                    let mut sequence = Sequence::new(keep);
                    ids(part).take(part as usize * 5).for_each(|id| sequence.push(TermId(id)));
                    sequence.settle_from(0);
                    if part % 3 == 2 {
                        sequence.end(DOCUMENT_END);
                    }
                    sequence
                })
                .collect();
            let mut merged = Sequence::new(keep);
            parts.iter().for_each(|part| merged.merge(part.clone()));
            assert_eq!(Sequence::concat(parts), merged);
        }
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
        assert_eq!(sets.raw(), [1, DOCUMENT_END, 2, 3, 5, DOCUMENT_END, 2]);
    }
}
