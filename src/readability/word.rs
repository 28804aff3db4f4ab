//! Reads distinct tokens, and sums what formulas count of them.

use super::codes::Codes;
use super::form::Form;
use super::grade::Grader;
use super::rare::Rarity;
use super::seen::{Flag, Seen, WordCounts};
use super::token::{KEYS, Token, form_hash};
use crate::measure::readability::{Counts, Osman, OsmanTerms, WordWeights};
use crate::morphology::syllables::SyllableWorker;
use crate::normalize::Normalizer;
use crate::token::TokenKind;

/// What is told of a token where it is asked why a sentence is hard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) codes: Codes,
    pub(super) rarity: Rarity,
}

impl Shown {
    /// Stands for what no sentence is made of.
    pub(super) const NOTHING: Self = Self { codes: Codes::NONE, rarity: Rarity::Common };
}

/// What reads distinct tokens.
pub(super) struct WordReader<'m> {
    pub(super) grader: Option<&'m Grader<'m>>,
    syllables: SyllableWorker<'static>,
    normalizer: Normalizer,
    /// The room of the last word's reading.
    form: Option<Form>,
    /// Whether [`Shown`] is wanted.
    shows: bool,
}

impl<'m> WordReader<'m> {
    /// What reads tokens with this model; `shows`: with what is told of them, else [`Shown::NOTHING`].
    pub(super) fn new(
        grader: Option<&'m Grader<'m>>,
        syllables: SyllableWorker<'static>,
        shows: bool,
    ) -> Self {
        Self { grader, syllables, normalizer: Token::normalizer(), form: None, shows }
    }

    /// Reads a token of this kind; `None` for what no sentence is made of.
    pub(super) fn read(&mut self, kind: TokenKind, surface: &str) -> Option<(Seen, Shown)> {
        let normal = self.normalizer.fold(surface);
        let room = self.form.take().unwrap_or_default();
        let token = Token::read_normal(self.syllables.analyzer(), kind, surface, &normal, room)?;
        // What is known of a word lies anywhere in memory: asked for now, read when its syllables are counted.
        self.grader.inspect(|grader| grader.fetch(&token));
        let mut counted = WordCounts::of(&token);
        let mut form = 0;
        if token.is_word() {
            form = form_hash(&normal);
            self.count(surface, &mut counted);
        }
        let known = self.grader.map_or([None; KEYS], |grader| grader.known(&token));
        let mut seen = Seen::new(&token, known);
        (seen.form, seen.counted) = (form, counted);
        let mut shown = Shown::NOTHING;
        if self.shows {
            let codes = token.form.as_ref().map(Codes::of).unwrap_or_default();
            shown = Shown { codes, rarity: Rarity::of(&token, known[1]) };
        }
        self.form = token.form;
        Some((seen, shown))
    }

    /// Fills in what formulas count of a word.
    fn count(&mut self, surface: &str, counted: &mut WordCounts) {
        let weights = WordWeights::of(surface);
        let syllables = self.syllables.read_anew(surface);
        let read = syllables.unwrap_or_default();
        // A text has at most 4 GiB.
        counted.letters = weights.letters as u32;
        counted.weights = [weights.paper() as u32, weights.wordless() as u32, read.weight];
        counted.syllables = read.pausal;
        counted.set_complex(read.heavy);
        counted.set(Flag::Marked, weights.is_marked());
        counted.set(Flag::Faseeh, weights.faseeh);
        counted.set(Flag::Hard, read.hard > 0);
        counted.set(Flag::Syllables, syllables.is_some());
    }
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
    pub(super) fn add(&mut self, token: &Seen) {
        let word = &token.counted;
        if !token.is_word() {
            self.counts.other_letters += u64::from(word.letters);
            return;
        }
        self.counts.add_words(u64::from(word.letters), 1);
        self.marked += u64::from(word.has(Flag::Marked));
        let [paper, wordless, expected] = word.weights;
        self.paper.add(paper, word.has(Flag::Faseeh));
        self.wordless.add(wordless, word.has(Flag::Faseeh));
        self.expected.syllables += i64::from(expected);
        self.expected.complex += word.complex();
        self.expected.faseeh += if word.has(Flag::Hard) { word.complex() } else { 0 };
        self.syllables += u64::from(word.syllables);
        self.unknown |= !word.has(Flag::Syllables);
        self.polysyllables += u64::from(word.polysyllable());
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
