//! What is remembered of a distinct token: all that depends on its form alone, in few bytes. A sentence is counted from
//! these.

use super::codes::Codes;
use super::grade::Grader;
use super::rare::Rarity;
use super::seen::Seen;
use super::token::{KEYS, Token, form_hash};
use crate::measure::readability::{Counts, Osman, OsmanTerms, WordWeights};
use crate::morphology::syllables::{SyllableWorker, Syllables};
use crate::normalize::Normalizer;
use crate::token::TokenKind;

/// A distinct token.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub(super) seen: Seen,
    /// What distinct words are told apart by.
    pub(super) form: u64,
    pub(super) codes: Codes,
    pub(super) rarity: Rarity,
    /// Letters that formulas count.
    letters: u64,
    is_marked: bool,
    /// Its weights in OSMAN by the paper, by Wordless, and as they are expected.
    terms: [Terms; 3],
    /// Syllables in pause, if they are known.
    syllables: Option<u32>,
    /// The chance, in [`Counts::UNIT`], that it has three or more.
    polysyllable: u16,
}

/// The terms of OSMAN in which programs differ.
#[derive(Clone, Copy, Default)]
struct Terms {
    syllables: i64,
    complex: u32,
    faseeh: u32,
}

impl Terms {
    fn of(terms: &OsmanTerms) -> Self {
        // Of one word at most a unit.
        Self { syllables: terms.syllables, complex: terms.complex as u32, faseeh: terms.faseeh as u32 }
    }
}

/// What reads distinct tokens.
pub(super) struct WordReader<'m> {
    pub(super) grader: Option<&'m Grader<'m>>,
    pub(super) syllables: SyllableWorker<'static>,
    pub(super) normalizer: Normalizer,
}

impl WordReader<'_> {
    /// Reads a token of this kind; `None` for what no sentence is made of.
    pub(super) fn read(&mut self, kind: TokenKind, surface: &str) -> Option<Word> {
        let normal = self.normalizer.fold(surface);
        let token = Token::read_normal(self.syllables.analyzer(), kind, surface, &normal)?;
        let known = self.grader.map_or([None; KEYS], |grader| grader.known(&token));
        let weights = WordWeights::of(surface);
        let syllables = if token.is_word() { self.syllables.read_anew(surface) } else { None };
        let read = syllables.unwrap_or_default();
        let [mut paper, mut wordless] = [OsmanTerms::default(); 2];
        paper.add_paper(&weights);
        wordless.add_wordless(&weights);
        let expected = Terms { syllables: i64::from(read.weight), complex: read.heavy, faseeh: read.hard };
        Some(Word {
            seen: Seen::new(&token, known),
            form: form_hash(&normal),
            codes: token.form.as_ref().map(Codes::of).unwrap_or_default(),
            rarity: Rarity::of(&token, known[1]),
            letters: weights.letters,
            is_marked: weights.is_marked(),
            terms: [Terms::of(&paper), Terms::of(&wordless), expected],
            syllables: syllables.map(|read| read.pausal),
            polysyllable: polysyllable(&read),
        })
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
    terms: [OsmanTerms; 3],
    syllables: u64,
    unknown: bool,
    polysyllables: u64,
}

impl Sums {
    /// Adds a token.
    pub(super) fn add(&mut self, word: &Word) {
        if !word.seen.is_word() {
            self.counts.other_letters += u64::from(word.seen.letters);
            return;
        }
        self.counts.add_words(word.letters, 1);
        self.marked += u64::from(word.is_marked);
        for (sum, terms) in self.terms.iter_mut().zip(&word.terms) {
            sum.syllables += terms.syllables;
            sum.complex += u64::from(terms.complex);
            sum.faseeh += u64::from(terms.faseeh);
        }
        match word.syllables {
            Some(syllables) => self.syllables += u64::from(syllables),
            None => self.unknown = true,
        }
        self.polysyllables += u64::from(word.polysyllable);
    }

    /// The counts of a sentence of these words, so many of them distinct. Weights of bare words are expected by the
    /// model alone.
    pub(super) fn counts(self, types: u64, has_model: bool) -> Counts {
        let sentences = u64::from(self.counts.words > 0);
        let [paper, wordless, robust] = self.terms.map(|terms| OsmanTerms {
            words: self.counts.words,
            sentences,
            long_words: self.counts.longer_than_5,
            marked: self.marked,
            ..terms
        });
        let known = !self.unknown;
        Counts {
            sentences,
            types: Some(types),
            syllables: known.then_some(self.syllables),
            polysyllables: known.then_some(self.polysyllables),
            osman: Osman {
                paper: Some(paper),
                wordless: Some(wordless),
                robust: has_model.then_some(robust),
                ..Osman::default()
            },
            ..self.counts
        }
    }
}

impl Word {
    /// The chance that it has three or more syllables, if it is a word.
    pub(super) fn polysyllable(&self) -> Option<u16> {
        self.seen.is_word().then_some(self.polysyllable)
    }
}
