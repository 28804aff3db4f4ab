//! The words of a sentence that few readers know.

use super::seen::{Known, Seen};
use super::token::Token;
use super::word::Shown;
use crate::morphology::Kind;
use crate::token::Span;

/// A word that few readers know, with the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct RareWord {
    /// Where it stands in the piece.
    pub span: Span,
    /// It as it is written.
    pub word: String,
    /// What the graded sentences tell of its lemma.
    pub known: Option<Known>,
    /// What its analysis costs by the project's own lexicon, in nats.
    pub cost: f32,
    /// It is in no list: nothing is known of it, not even that it is rare.
    pub unknown: bool,
}

/// How common a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rarity {
    /// Common, or no matter of vocabulary.
    Common,
    /// Listed, and met late.
    Rare,
    /// In no list.
    Unknown,
}

/// A lemma that no graded sentence below this level has is not common.
const LATE: f32 = 10.0;
/// A word whose analysis costs more is not common by the lexicon.
const COSTLY: f32 = 11.0;

impl Rarity {
    /// That of a token, of whose lemma this is known.
    pub(super) fn of(token: &Token, known: Option<Known>) -> Self {
        let Some(form) = &token.form else { return Self::Common };
        // Names are known by those who need them, and function words by all.
        if !form.is_listed && !matches!(form.kind, Kind::Proper | Kind::Function) {
            return Self::Unknown;
        }
        let late = known.is_none_or(|known| known.easiest >= LATE);
        if form.kind == Kind::Content && late && form.cost > COSTLY { Self::Rare } else { Self::Common }
    }
}

/// The content words that are not common, or not known at all: the rarest first.
pub(super) fn rare_words(words: &[(Span, &Seen, Shown)], text: &str) -> Vec<RareWord> {
    let mut rare: Vec<RareWord> = Vec::new();
    for (span, seen, shown) in words.iter().filter(|(.., shown)| shown.rarity != Rarity::Common) {
        let surface = span.of(text);
        if rare.iter().all(|known| known.word != surface) {
            rare.push(RareWord {
                span: *span,
                word: surface.to_owned(),
                known: seen.known(1).filter(|known| known.sentences > 0),
                cost: seen.cost(),
                unknown: shown.rarity == Rarity::Unknown,
            });
        }
    }
    rare.sort_by(|a, b| b.rarity().total_cmp(&a.rarity()).then(a.span.start.cmp(&b.span.start)));
    rare
}

impl RareWord {
    /// What words are ranked by: the level at which it is met, and how rare the lexicon holds it.
    fn rarity(&self) -> f32 {
        self.known.map_or(Known::NOTHING.easiest, |known| known.easiest) + self.cost
    }
}
