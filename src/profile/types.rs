//! The distinct tokens of a text: surface, kind and count.

use crate::count::{TermId, Vocabulary};
use crate::token::TokenKind;

/// The types of a text: each distinct surface once, with its kind and count.
#[derive(Clone, Debug, Default)]
pub struct Types {
    vocabulary: Vocabulary,
    kinds: Vec<TokenKind>,
    counts: Vec<u64>,
}

impl Types {
    /// Counts `count` more tokens of this surface.
    pub fn add(&mut self, surface: &str, kind: TokenKind, count: u64) -> TermId {
        let id = self.vocabulary.intern(surface);
        if id.index() == self.counts.len() {
            self.counts.push(0);
            self.kinds.push(kind);
        }
        self.counts[id.index()] += count;
        id
    }

    /// How many types.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many tokens: the sum of all counts.
    pub fn tokens(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The surface of a type.
    pub fn surface(&self, id: TermId) -> &str {
        self.vocabulary.text(id)
    }

    /// The kind of a type: that of its first token (a domain name glued to other letters is none, elsewhere it is).
    pub fn kind(&self, id: TermId) -> TokenKind {
        self.kinds[id.index()]
    }

    /// The count of a type.
    pub fn count(&self, id: TermId) -> u64 {
        self.counts[id.index()]
    }

    /// The type of this surface, if it occurs.
    pub fn find(&self, surface: &str) -> Option<TermId> {
        self.vocabulary.find(surface)
    }

    /// Every type: surface, kind, count.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, TokenKind, u64)> {
        let rest = self.kinds.iter().zip(&self.counts);
        self.vocabulary.iter().zip(rest).map(|(surface, (&kind, &count))| (surface, kind, count))
    }

    /// Adds the types of the text that follows; the new number of each of its types.
    pub(super) fn merge(&mut self, later: &Self) -> Vec<TermId> {
        later.iter().map(|(surface, kind, count)| self.add(surface, kind, count)).collect()
    }
}
