//! The waist of the house: all counts of a stretch of text. Below it are text and integers, above it scores; it
//! holds no slice of the text and no float. Reading files and threads belong to `input` and `pipeline`.

mod clauses;
mod layer;
mod observe;
mod spelling;
mod state;
mod types;

pub use layer::{Layer, LayerCounts, LayerSpec, LayerTerms, LayerWorker};
#[cfg(feature = "cli")]
pub(crate) use observe::surface;
pub use observe::{Observer, Piece};
pub(crate) use spelling::Gathering;
pub use spelling::TypeTerms;
pub use types::Types;

use crate::count::{Aggregate, Characters, Histogram, Keep, Sequence};
use crate::token::sentence::{EndReason, SentenceMode, SoftWrap, Splitter, Wrap};
use crate::token::{KindSet, TokenKind, Tokenizer, TokenizerId};
use serde::{Deserialize, Serialize};

/// How text is read into tokens and sentences, and what of it is counted. Only profiles made with equal settings
/// may be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The rules of tokens.
    pub tokenizer: TokenizerId,
    /// The rules of sentences.
    pub sentences: SentenceMode,
    /// The kinds of token that are counted; `None`: those that the tokenizer counts.
    pub kinds: Option<KindSet>,
    /// What the text is made of.
    pub unit: Unit,
    /// How much of the order of tokens is kept.
    pub keep: Keep,
    /// Whether characters are counted by class (it costs as much as everything else together).
    pub characters: bool,
    /// The longest sentence, in bytes: a longer one is cut at white space.
    pub max_sentence_bytes: usize,
    /// Whether the signs ۝ and ﴿١٢﴾ end an ayah.
    pub ayah: bool,
    /// Whether line breaks inside sentences are taken as spaces.
    pub soft_wrap: SoftWrap,
    /// Whether counted tokens are all that is looked for: no lines, sentences or clauses, and of the other kinds of
    /// token none. Frequency lists need no more.
    pub only_words: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tokenizer: TokenizerId::Mizan,
            sentences: SentenceMode::Mizan,
            kinds: None,
            unit: Unit::Text,
            keep: Keep::Documents,
            characters: false,
            max_sentence_bytes: 1 << 20,
            ayah: false,
            soft_wrap: SoftWrap::No,
            only_words: false,
        }
    }
}

impl Settings {
    /// The sentence splitter of these settings.
    pub fn splitter(&self) -> Splitter {
        let mode = match self.unit {
            Unit::Text => self.sentences,
            Unit::Tokens | Unit::Sentences => SentenceMode::Newline,
        };
        Splitter::new(mode).with_max_sentence_bytes(self.max_sentence_bytes).with_ayah(self.ayah)
    }

    /// How the document that begins with `text` is wrapped; lists of tokens or sentences are not.
    pub fn soft_wrap_of(&self, text: &str) -> Option<Wrap> {
        if self.unit == Unit::Text { self.soft_wrap.of(text) } else { None }
    }

    /// The kinds of token that are counted.
    pub fn counted(&self) -> KindSet {
        let tokenizer: Box<dyn Tokenizer> = self.tokenizer.build();
        match self.unit {
            Unit::Tokens => KindSet::VISIBLE,
            Unit::Text | Unit::Sentences => self.kinds.unwrap_or(tokenizer.counted()),
        }
    }
}

/// What a text is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Running text.
    #[default]
    Text,
    /// One token on each line, taken as it is; empty lines are none; the document is one sentence.
    Tokens,
    /// One sentence on each line.
    Sentences,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 3] = [Self::Text, Self::Tokens, Self::Sentences];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Tokens => "tokens",
            Self::Sentences => "sentences",
        }
    }
}

/// All counts of a stretch of text. The empty profile is the identity of [`Aggregate::merge`].
///
/// ```
/// use mizan::{Profile, Settings};
/// let profile = Profile::of("السلام عليكم. كيف الحال؟", &Settings::default());
/// assert_eq!((profile.tokens(), profile.sentences), (4, 2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Documents, empty ones included.
    pub documents: u64,
    /// Lines, as the text has line ends, the last one without counted too.
    pub lines: u64,
    /// Lines that are not blank.
    pub paragraphs: u64,
    /// Sentences that hold a letter or a digit.
    pub sentences: u64,
    /// Sentences that hold an Arabic word: what readability formulas count.
    pub arabic_sentences: u64,
    /// Sentences that were cut because they were longer than the limit.
    pub cut_sentences: u64,
    /// Tokens of each kind, the kinds that are not counted as words included, in the order of [`TokenKind::ALL`].
    pub by_kind: [u64; TokenKind::ALL.len()],
    /// Counted tokens of each sentence.
    pub sentence_words: Histogram,
    /// Counted tokens of each clause.
    pub clause_words: Histogram,
    /// Clauses of each sentence.
    pub sentence_clauses: Histogram,
    /// Sentences by the reason of their end, in the order of [`EndReason::ALL`].
    pub ends: [u64; EndReason::ALL.len()],
    /// Sentences of each paragraph.
    pub paragraph_sentences: Histogram,
    /// Characters by class; zeros unless the settings ask for them.
    pub characters: Characters,
    /// The distinct tokens and how often each occurs.
    pub types: Types,
    /// The types of each document, in order if the settings keep it.
    pub sequence: Sequence,
}

impl Profile {
    /// The counts of one document.
    pub fn of(text: &str, settings: &Settings) -> Self {
        let mut profile = Self::default();
        profile.observe(text, settings);
        profile
    }

    /// Adds one whole document. For many documents keep an [`Observer`], which owns the buffers.
    pub fn observe(&mut self, text: &str, settings: &Settings) {
        let piece = Piece { wrap: settings.soft_wrap_of(text), ..Piece::document(text) };
        Observer::new(settings).observe(self, &piece);
    }

    /// Counted tokens.
    pub fn tokens(&self) -> u64 {
        self.types.tokens()
    }
}

impl Profile {
    /// The same without types and sequence.
    pub(crate) fn take_types(&mut self) -> Types {
        self.sequence = Sequence::default();
        std::mem::take(&mut self.types)
    }
}

impl Aggregate for Profile {
    fn merge(&mut self, mut later: Self) {
        self.documents += later.documents;
        self.lines += later.lines;
        self.paragraphs += later.paragraphs;
        self.sentences += later.sentences;
        self.arabic_sentences += later.arabic_sentences;
        self.cut_sentences += later.cut_sentences;
        for (sum, count) in self.by_kind.iter_mut().zip(later.by_kind) {
            *sum += count;
        }
        for (sum, count) in self.ends.iter_mut().zip(later.ends) {
            *sum += count;
        }
        self.clause_words.merge(later.clause_words);
        self.sentence_clauses.merge(later.sentence_clauses);
        self.sentence_words.merge(later.sentence_words);
        self.paragraph_sentences.merge(later.paragraph_sentences);
        self.characters.merge(later.characters);
        if self.types.is_empty() {
            // Nothing to renumber: the later ids stay.
            self.types = later.types;
        } else {
            let map = self.types.merge(&later.types);
            later.sequence.renumber(&map);
        }
        self.sequence.merge(later.sequence);
    }
}
