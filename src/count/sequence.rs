//! Which terms each document holds, and, if kept, in which order: what n-grams, document frequencies and the
//! measures that depend on order are computed from.

use super::{Aggregate, TermId, Vocabulary};
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
pub(crate) const CLAUSE_END: u32 = Vocabulary::MAX_TERMS + 1;
/// The end of a sentence.
pub(crate) const SENTENCE_END: u32 = Vocabulary::MAX_TERMS + 2;
/// The end of a paragraph.
pub(crate) const PARAGRAPH_END: u32 = Vocabulary::MAX_TERMS + 3;
/// The end of a document.
pub(crate) const DOCUMENT_END: u32 = Vocabulary::MAX_TERMS + 4;

impl Sequence {
    /// An empty sequence that keeps this much.
    pub fn new(keep: Keep) -> Self {
        Self { keep, ids: Vec::new() }
    }

    /// How much it keeps.
    pub fn keep(&self) -> Keep {
        self.keep
    }

    /// Adds a token.
    pub fn push(&mut self, id: TermId) {
        self.ids.push(id.0);
    }

    /// Adds an end mark in place of lower ones. Nothing ends where nothing stands, but a document may be empty.
    pub(crate) fn end(&mut self, mark: u32) {
        if self.keep == Keep::Documents && mark != DOCUMENT_END {
            return;
        }
        self.drop_marks_below(mark);
        if mark == DOCUMENT_END || self.ids.last().is_some_and(|&last| last <= Vocabulary::MAX_TERMS) {
            self.ids.push(mark);
        }
    }

    /// Drops the marks at the end that `mark` implies.
    fn drop_marks_below(&mut self, mark: u32) {
        while self.ids.last().is_some_and(|&last| last > Vocabulary::MAX_TERMS && last < mark) {
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

    /// The types of all tokens in order, without marks.
    pub fn tokens(&self) -> impl Iterator<Item = TermId> {
        self.ids.iter().filter(|&&id| id <= Vocabulary::MAX_TERMS).map(|&id| TermId(id))
    }

    /// Reduces the document that is open at the end to its sorted types, under [`Keep::Documents`].
    pub(crate) fn settle_from(&mut self, start: usize) {
        if self.keep == Keep::Documents {
            self.ids[start..].sort_unstable();
            let mut kept = start;
            for at in start..self.ids.len() {
                if at == start || self.ids[at] != self.ids[kept - 1] {
                    self.ids[kept] = self.ids[at];
                    kept += 1;
                }
            }
            self.ids.truncate(kept);
        }
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
            if *id <= Vocabulary::MAX_TERMS {
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

impl Aggregate for Sequence {
    fn merge(&mut self, mut later: Self) {
        if self.ids.is_empty() {
            *self = later;
            return;
        }
        let Some(&first) = later.ids.first() else { return };
        if first > Vocabulary::MAX_TERMS {
            self.drop_marks_below(first);
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
        assert_eq!(order.raw(), [1, DOCUMENT_END, DOCUMENT_END]);
        assert_eq!(order.documents().count(), 2);
    }

    #[test]
    fn an_open_document_goes_on_in_the_next() {
        let part = |ids: &[u32]| Sequence { keep: Keep::Documents, ids: ids.to_vec() };
        let mut sets = part(&[1, DOCUMENT_END, 2, 5]);
        sets.merge(part(&[2, 3, DOCUMENT_END, 2]));
        assert_eq!(sets.raw(), [1, DOCUMENT_END, 2, 3, 5, DOCUMENT_END, 2]);
    }
}
