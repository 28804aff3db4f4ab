//! A token as the features of a sentence take it.

use super::token::{KEYS, Sort, Token};

/// What the graded sentences tell of a form, a lemma or a root.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// In how many sentences it stands.
    pub sentences: u32,
    /// How much harder than others of their length those sentences are, in levels, drawn towards 0 where they are few.
    pub harder: f32,
    /// About the level of the easiest of them; 16 for what was never seen.
    pub easiest: f32,
}

impl Known {
    /// What is known of a word that no sentence has.
    pub const NOTHING: Self = Self { sentences: 0, harder: 0.0, easiest: 16.0 };
}

/// What the features of a sentence ask of a token, and what is known of its form, lemma and root: it depends on the
/// token alone, and is found once for all sentences that have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// A bit for each feature of words.
    pub(super) features: u64,
    /// A word's form and lemma.
    keys: [u64; 2],
    pub(super) size: f64,
    known: [Known; KEYS],
    /// Whether anything can be known on a layer, a bit each.
    layers: u8,
    pub(super) sort: Sort,
    pub(super) is_content: bool,
    pub(super) cost: f32,
    pub(super) first: char,
    pub(super) letters: u32,
}

impl Seen {
    /// Stands for what no sentence is made of.
    pub(super) const NOTHING: Self = Self {
        features: 0,
        keys: [0; 2],
        size: 0.0,
        known: [Known::NOTHING; KEYS],
        layers: 0,
        sort: Sort::Mark,
        is_content: false,
        cost: 0.0,
        first: '\0',
        letters: 0,
    };

    /// A token with what is known of it, `None` on a layer on which it is nothing.
    pub fn new(token: &Token, known: [Option<Known>; KEYS]) -> Self {
        let layers = (0..KEYS).filter(|&layer| known[layer].is_some()).fold(0, |all, layer| all | 1 << layer);
        Self {
            features: token.features,
            keys: [token.keys[0].unwrap_or_default(), token.keys[1].unwrap_or_default()],
            size: token.size,
            known: known.map(|known| known.unwrap_or(Known::NOTHING)),
            layers,
            sort: token.sort,
            is_content: token.is_content,
            cost: token.cost,
            first: token.first,
            letters: token.letters,
        }
    }

    pub(super) fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }

    /// A hash of its letters, folded, if it is a word.
    pub(super) fn word(&self) -> u64 {
        self.keys[0]
    }

    /// A hash of its lemma, if it is a word.
    pub(super) fn lemma(&self) -> u64 {
        self.keys[1]
    }

    /// What is known of it on a layer.
    pub(super) fn known(&self, layer: usize) -> Option<Known> {
        (self.layers >> layer & 1 != 0).then(|| self.known[layer])
    }
}
