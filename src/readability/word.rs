//! What is remembered of a distinct token: all that depends on its form alone, in few bytes. A sentence is counted from
//! these.

use super::codes::Codes;
use super::form::Form;
use super::grade::Grader;
use super::rare::Rarity;
use super::seen::Seen;
use super::token::{KEYS, Token, form_hash};
use crate::measure::readability::{Counts, Osman, OsmanTerms, WordWeights};
use crate::morphology::syllables::{SyllableWorker, Syllables};
use crate::normalize::Normalizer;
use crate::token::TokenKind;

/// A distinct token.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub(super) struct Word {
    pub(super) seen: Seen,
    /// What distinct words are told apart by.
    pub(super) form: u64,
    pub(super) codes: Codes,
    pub(super) rarity: Rarity,
    is_marked: bool,
    /// It holds a letter of careful Arabic.
    is_faseeh: bool,
    has_syllables: bool,
    /// Letters that formulas count.
    letters: u32,
    /// Its weights in OSMAN by the paper and by Wordless, whole, and as it is expected, in [`Counts::UNIT`]s.
    weights: [u32; 3],
    /// The chance that the expected weight is complex, and a hard word's too, in units.
    expected: [u16; 2],
    /// The chance, in units, that it has three or more syllables.
    polysyllable: u16,
    /// Syllables in pause, if they are known.
    syllables: u32,
}

/// Two cache lines and no more: the words of a sentence are scattered in memory.
const _: () = assert!(size_of::<Word>() <= 128);

/// What reads distinct tokens.
pub(super) struct WordReader<'m> {
    pub(super) grader: Option<&'m Grader<'m>>,
    syllables: SyllableWorker<'static>,
    normalizer: Normalizer,
    /// The room of the last word's reading.
    form: Option<Form>,
}

impl<'m> WordReader<'m> {
    pub(super) fn new(grader: Option<&'m Grader<'m>>, syllables: SyllableWorker<'static>) -> Self {
        Self { grader, syllables, normalizer: Token::normalizer(), form: None }
    }

    /// Reads a token of this kind; `None` for what no sentence is made of.
    pub(super) fn read(&mut self, kind: TokenKind, surface: &str) -> Option<Word> {
        let normal = self.normalizer.fold(surface);
        let room = self.form.take().unwrap_or_default();
        let token = Token::read_normal(self.syllables.analyzer(), kind, surface, &normal, room)?;
        let known = self.grader.map_or([None; KEYS], |grader| grader.known(&token));
        let weights = WordWeights::of(surface);
        let syllables = if token.is_word() { self.syllables.read_anew(surface) } else { None };
        let read = syllables.unwrap_or_default();
        let word = Word {
            seen: Seen::new(&token, known),
            form: form_hash(&normal),
            codes: token.form.as_ref().map(Codes::of).unwrap_or_default(),
            rarity: Rarity::of(&token, known[1]),
            is_marked: weights.is_marked(),
            is_faseeh: weights.faseeh,
            has_syllables: syllables.is_some(),
            // A text has at most 4 GiB, and a chance at most a unit.
            letters: weights.letters as u32,
            weights: [weights.paper() as u32, weights.wordless() as u32, read.weight],
            expected: [read.heavy as u16, read.hard as u16],
            polysyllable: polysyllable(&read),
            syllables: read.pausal,
        };
        self.form = token.form;
        Some(word)
    }
}

/// The chance, in [`Counts::UNIT`], that a word has three or more syllables: an expectation between two and three is
/// taken for a choice between two and three.
fn polysyllable(read: &Syllables) -> u16 {
    u64::from(read.pausal).saturating_sub(2 * Counts::UNIT).min(Counts::UNIT) as u16
}

/// The sums over the words of a sentence.
#[derive(Default)]
pub(super) struct Sums {
    counts: Counts,
    marked: u64,
    paper: Weighed,
    wordless: Weighed,
    expected: OsmanTerms,
    syllables: u64,
    unknown: bool,
    polysyllables: u64,
}

/// The weights of words by one program, and how many it calls complex and hard; whole.
#[derive(Default)]
struct Weighed {
    sum: u64,
    complex: u64,
    faseeh: u64,
}

impl Weighed {
    fn add(&mut self, weight: u32, is_faseeh: bool) {
        let complex = OsmanTerms::is_complex(u64::from(weight));
        self.sum += u64::from(weight);
        self.complex += u64::from(complex);
        self.faseeh += u64::from(complex && is_faseeh);
    }

    fn terms(&self) -> OsmanTerms {
        OsmanTerms {
            syllables: Counts::units(self.sum) as i64,
            complex: Counts::units(self.complex),
            faseeh: Counts::units(self.faseeh),
            ..OsmanTerms::default()
        }
    }
}

impl Sums {
    /// Adds a token.
    pub(super) fn add(&mut self, word: &Word) {
        if !word.seen.is_word() {
            self.counts.other_letters += u64::from(word.seen.letters);
            return;
        }
        self.counts.add_words(u64::from(word.letters), 1);
        self.marked += u64::from(word.is_marked);
        let ([paper, wordless, expected], [complex, faseeh]) = (word.weights, word.expected);
        self.paper.add(paper, word.is_faseeh);
        self.wordless.add(wordless, word.is_faseeh);
        self.expected.syllables += i64::from(expected);
        self.expected.complex += u64::from(complex);
        self.expected.faseeh += u64::from(faseeh);
        self.syllables += u64::from(word.syllables);
        self.unknown |= !word.has_syllables;
        self.polysyllables += u64::from(word.polysyllable);
    }

    /// The counts of a sentence of these words, so many of them distinct. Weights of bare words are expected by the
    /// model alone.
    pub(super) fn counts(self, types: u64, has_model: bool) -> Counts {
        let sentences = u64::from(self.counts.words > 0);
        let whole = |terms: OsmanTerms| OsmanTerms {
            words: self.counts.words,
            sentences,
            long_words: self.counts.longer_than_5,
            marked: self.marked,
            ..terms
        };
        let known = !self.unknown;
        Counts {
            sentences,
            types: Some(types),
            syllables: known.then_some(self.syllables),
            polysyllables: known.then_some(self.polysyllables),
            osman: Osman {
                paper: Some(whole(self.paper.terms())),
                wordless: Some(whole(self.wordless.terms())),
                robust: has_model.then_some(whole(self.expected)),
                ..Osman::default()
            },
            ..self.counts
        }
    }
}

impl Word {
    /// Stands for what no sentence is made of.
    pub(super) const NOTHING: Self = Self {
        seen: Seen::NOTHING,
        form: 0,
        codes: Codes::NONE,
        rarity: Rarity::Common,
        is_marked: false,
        is_faseeh: false,
        has_syllables: false,
        letters: 0,
        weights: [0; 3],
        expected: [0; 2],
        polysyllable: 0,
        syllables: 0,
    };

    /// The chance that it has three or more syllables, if it is a word.
    pub(super) fn polysyllable(&self) -> Option<u16> {
        self.seen.is_word().then_some(self.polysyllable)
    }
}
