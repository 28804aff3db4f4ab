//! Syllables of a word: exact where it is marked, expected where it is not. The rule for marked words knows no data;
//! the vowels of bare ones come from the lexicon's patterns, and from a table trained on marked text that says how far
//! those are to be trusted, and what stands where the lexicon is silent.
//!
//! Everything is in 1024ths ([`UNIT`]): integers, the same on every machine. Of bare text the syllables a word follow
//! the letters a word closely (ρ .87–.93 by document): what is computed from them is mostly a formula of letters.

mod marked;
mod patterns;
mod table;
mod train;
mod vocal;

pub use train::SyllableTrainer;

use super::cache::FormCache;
use super::skeleton::mark;
use super::{Analyzer, Worker};
use crate::model::Model;
use crate::script::letter::*;
use crate::{Error, ErrorKind};
use marked::Letter;
use table::{Table, Views};
use vocal::{Vocal, Vocalizer};

/// The unit of counts that are expected: 1024 stand for one.
pub const UNIT: u32 = 1024;
/// The section of the model that holds the table.
pub const SECTION: &str = "syllables";

/// The syllables of a word, and its weight in OSMAN; all in 1024ths ([`UNIT`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Syllables {
    /// As read before a pause: the last vowel falls.
    pub pausal: u32,
    /// With all endings.
    pub full: u32,
    /// The standard error of `pausal`; 0 for a marked word.
    pub pausal_error: u32,
    /// The standard error of `full`; 0 for a marked word.
    pub full_error: u32,
    /// The weight D of OSMAN: short vowels, twice the long ones, twice shadda and tanween.
    pub weight: u32,
    /// The chance that the weight is more than 4: the term G.
    pub heavy: u32,
    /// `heavy`, if the word holds a hard letter or ending too: the term H.
    pub hard: u32,
    /// Where it comes from.
    pub basis: Basis,
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// The marks of the word: exact.
    #[default]
    Marks,
    /// The table of the model, with the lexicon's vowels.
    Model,
    /// The lexicon's vowels alone.
    Lexicon,
}

impl Basis {
    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Model => "model",
            Self::Lexicon => "lexicon",
        }
    }
}

/// What counts syllables. Immutable; threads share it, each with a [`SyllableWorker`] of its own.
#[derive(Clone)]
pub struct SyllableReader<'a> {
    analyzer: &'a Analyzer,
    table: Option<Table<'a>>,
}

impl<'a> SyllableReader<'a> {
    /// A reader with this analyser and model. Without a model, bare words are read by the lexicon alone.
    ///
    /// # Errors
    /// [`ErrorKind::State`] if the model has no table of syllables, or a damaged one.
    pub fn new(analyzer: &'a Analyzer, model: Option<&'a Model>) -> Result<Self, Error> {
        let section = |model: &'a Model| {
            model
                .section(SECTION)
                .ok_or_else(|| Error::new(ErrorKind::State, "the model has no table of syllables"))
        };
        let table = model.map(section).transpose()?.map(Table::new).transpose()?;
        Ok(Self { analyzer, table })
    }

    /// The reader with the project's own lexicon, and its model if the feature `model` is on.
    pub fn standard() -> SyllableReader<'static> {
        let analyzer = Analyzer::standard();
        SyllableReader::new(analyzer, Model::standard()).unwrap_or(SyllableReader { analyzer, table: None })
    }

    /// Whether it has a model.
    pub fn has_model(&self) -> bool {
        self.table.is_some()
    }

    /// What reads words on one thread.
    pub fn worker(&self) -> SyllableWorker<'a> {
        SyllableWorker {
            table: self.table.map(Views::new),
            worker: self.analyzer.worker(),
            letters: Vec::new(),
            vocalizer: Vocalizer::default(),
            nuclei: Vec::new(),
            ids: Vec::new(),
            cache: FormCache::new(),
        }
    }
}

/// A [`SyllableReader`] with the buffers of one thread.
pub struct SyllableWorker<'a> {
    table: Option<Views<'a>>,
    worker: Worker<'a>,
    letters: Vec<Letter>,
    vocalizer: Vocalizer,
    nuclei: Vec<u8>,
    ids: Vec<u8>,
    cache: FormCache<Option<Syllables>>,
}

/// What the letters of a word add up to, in 1024ths; the variances in 1024ths too.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    pausal: u32,
    full: u32,
    weight: u32,
    pausal_variance: u32,
    full_variance: u32,
}

/// What one letter bears: chances in 255ths, weights in 1024ths.
#[derive(Clone, Copy, Debug)]
struct Share {
    pausal: u8,
    full: u8,
    vowel: u32,
    stress: u32,
}

impl Sums {
    fn add(&mut self, share: Share) {
        let [pausal, full] = [share.pausal, share.full].map(u32::from);
        self.pausal += pausal * UNIT;
        self.full += full * UNIT;
        self.pausal_variance += pausal * (255 - pausal);
        self.full_variance += full * (255 - full);
        self.weight += share.vowel + share.stress;
    }

    /// From sums of 255ths to 1024ths.
    fn finish(mut self) -> Self {
        self.pausal = (self.pausal + 127) / 255;
        self.full = (self.full + 127) / 255;
        self.pausal_variance = self.pausal_variance * 4 / 255 * UNIT / 1020;
        self.full_variance = self.full_variance * 4 / 255 * UNIT / 1020;
        self
    }
}

/// What the table says of a letter; what the lexicon says where there is no table; what any letter has, else.
fn share(table: Option<&Views<'_>>, ids: &[u8], vocal: &Vocal, at: usize) -> Share {
    if let Some([pausal, full, vowel, stress]) = table.and_then(|table| table.letter(ids, vocal, at)) {
        let unit = |value: u8, most: u32| u32::from(value) * most * UNIT / 255;
        // A listed form is how news reads the word, whatever older texts do.
        let listed = |own: u8, learned: u8| ((3 * u32::from(own) + u32::from(learned)) / 4) as u8;
        let [pausal, full] = if vocal.listed {
            [listed(vocal.pausal[at], pausal), listed(vocal.full[at], full)]
        } else {
            [pausal, full]
        };
        return Share { pausal, full, vowel: unit(vowel, 2), stress: unit(stress, 4) };
    }
    if vocal.len == ids.len() {
        let code = u32::from(vocal.codes[at]);
        let (plain, double) = if code > 4 { (code - 3, 2 * UNIT) } else { (code, 0) };
        let (vowel, stress) =
            if plain == 4 { (0, 2 * UNIT) } else { (plain.saturating_sub(1) * UNIT, double) };
        return Share { pausal: vocal.pausal[at], full: vocal.full[at], vowel, stress };
    }
    Share { pausal: 140, full: 158, vowel: 700, stress: 130 }
}

/// The sums of a word without marks, by its letters.
fn of_letters(table: &Views<'_>, ids: &[u8], vocal: &Vocal) -> Sums {
    let mut sums = Sums::default();
    (0..ids.len()).for_each(|at| sums.add(share(Some(table), ids, vocal, at)));
    sums.finish()
}

impl<'a> SyllableWorker<'a> {
    /// The analyser that it asks. A word that was analysed last by it is not analysed again for its syllables.
    pub(crate) fn analyzer(&mut self) -> &mut Worker<'a> {
        self.worker.collect();
        &mut self.worker
    }

    /// The syllables of a word that the caller remembers.
    pub(crate) fn read_anew(&mut self, word: &str) -> Option<Syllables> {
        self.count(word)
    }

    /// The syllables of a word; `None` for a text without Arabic letters, and, without a model, for a bare word whose
    /// vowels the lexicon does not know. O(n).
    pub fn read(&mut self, word: &str) -> Option<Syllables> {
        let place = FormCache::<Option<Syllables>>::place(word);
        if let Some(answer) = place.and_then(|place| self.cache.get(place)) {
            return answer;
        }
        let answer = self.count(word);
        if let Some(place) = place {
            self.cache.put(place, answer);
        }
        answer
    }

    fn count(&mut self, word: &str) -> Option<Syllables> {
        marked::read(word, &mut self.letters);
        let letters = &self.letters;
        let last = letters.len().checked_sub(1)?;
        let hard =
            letters.iter().any(|letter| matches!(letter.c, HAMZA | YEH_HAMZA | WAW_HAMZA | THAL | ZAH))
                || last > 0 && letters[last - 1].c == WAW && matches!(letters[last].c, NOON | ALEF);
        if marked::fully_marked(letters) {
            let (full, pausal) = marked::count(letters, &mut self.nuclei);
            let weight = (0..=last)
                .map(|at| marked::weights(letters[at], letters.get(at + 1).copied()))
                .map(|(vowel, stress)| u32::from(vowel + stress))
                .sum::<u32>();
            let mut weight = weight * UNIT;
            let heavy = if weight > 4 * UNIT { UNIT } else { 0 };
            if letters.iter().filter(|letter| letter.marks != 0).count() == 1 {
                // One mark alone may mislead: it moves the weight by no more than a letter can weigh.
                let plain: String = letters.iter().map(|letter| letter.c).collect();
                if let Some(bare) = self.count(&plain) {
                    weight = weight.clamp(bare.weight.saturating_sub(4 * UNIT), bare.weight + 4 * UNIT);
                }
            }
            return Some(Syllables {
                pausal: pausal * UNIT,
                full: full * UNIT,
                weight,
                heavy,
                hard: if hard { heavy } else { 0 },
                ..Syllables::default()
            });
        }
        let vocal = self.vocalizer.of_word(&mut self.worker, word, letters);
        table::ids(letters, &mut self.ids);
        let table = self.table.as_ref();
        let spoken = vocal.len == letters.len();
        let bare = letters.iter().all(|letter| letter.marks == 0);
        if table.is_none() && !spoken && bare {
            return None;
        }
        // The marks choose the reading, and yet a mark must not move the weight of letters far from it: these are
        // weighed as in the bare word.
        let plain = (!bare).then(|| {
            let plain: String = letters.iter().map(|letter| letter.c).collect();
            let letters: Vec<Letter> = letters.iter().map(|&letter| Letter { marks: 0, ..letter }).collect();
            self.vocalizer.of_word(&mut self.worker, &plain, &letters)
        });
        let mut sums = Sums::default();
        for at in 0..letters.len() {
            let mut guess = share(table, &self.ids, &vocal, at);
            if let Some(plain) = &plain {
                let Share { vowel, stress, .. } = share(table, &self.ids, plain, at);
                guess = Share { vowel, stress, ..guess };
            }
            sums.add(if bare { guess } else { blend(letters, at, guess) });
        }
        let mut sums = sums.finish();
        let mut chance = None;
        if let (Some(plain), Some(table)) = (&plain, table)
            && let Some([.., weight, _]) = table.table.word(&self.ids).filter(|_| !plain.listed)
        {
            // What the whole bare word weighs beside its letters.
            let letters = of_letters(table, &self.ids, plain).weight;
            sums.weight = (sums.weight + u32::from(weight) * (UNIT / 8)).saturating_sub(letters);
        }
        if let Some([pausal, full, weight, heavy]) =
            table.filter(|_| bare && !vocal.listed).and_then(|table| table.table.word(&self.ids))
        {
            sums.pausal = u32::from(pausal) * (UNIT / 16);
            sums.full = u32::from(full) * (UNIT / 16);
            sums.weight = u32::from(weight) * (UNIT / 8);
            chance = Some(heavy);
        }
        let heavy = match (chance, table) {
            (Some(chance), _) => u32::from(chance) * UNIT / 255,
            (None, Some(table)) => u32::from(table.table.heavy(sums.weight)) * UNIT / 255,
            (None, None) => sums.weight.saturating_sub(7 * UNIT / 2).min(2 * UNIT) / 2,
        };
        Some(Syllables {
            pausal: sums.pausal.max(UNIT),
            full: sums.full.max(UNIT),
            pausal_error: (sums.pausal_variance * UNIT).isqrt(),
            full_error: (sums.full_variance * UNIT).isqrt(),
            weight: sums.weight,
            heavy,
            hard: if hard { heavy } else { 0 },
            basis: if table.is_some() { Basis::Model } else { Basis::Lexicon },
        })
    }
}

/// A letter of a word with some marks: its own where it has them, the guess where not.
fn blend(letters: &[Letter], at: usize, guess: Share) -> Share {
    let letter = letters[at];
    let next = letters.get(at + 1).copied();
    let last = next.is_none();
    let (vowel, stress) = marked::weights(letter, next);
    let [vowel, stress] = [vowel, stress].map(|weight| u32::from(weight) * UNIT);
    if letter.vowel() {
        let pausal = if last && marked::dropped(letters) == Some(at) { 0 } else { 255 };
        return Share { pausal, full: 255, vowel, stress };
    }
    if letter.sukun() {
        return Share { pausal: 0, full: 0, vowel: 0, stress };
    }
    let before = at.checked_sub(1).map(|before| letters[before]);
    // A long vowel belongs to the letter that bears its mark, unless all speaks for a consonant: إِيّاك.
    let carried = before.is_some_and(|before| match before.marks & mark::VOWEL {
        mark::FATHA | mark::FATHATAN => letter.alef(),
        mark::DAMMA => letter.alef() || letter.c == WAW,
        mark::KASRA => letter.alef() || letter.c == YEH,
        _ => false,
    });
    if carried && letter.marks == 0 && guess.vowel + guess.stress < UNIT {
        return Share { pausal: 0, full: 0, vowel: 0, stress: 0 };
    }
    if letter.marks & marked::DAGGER != 0 {
        return Share { pausal: 255, full: 255, vowel: 0, stress };
    }
    if letter.shadda() {
        return Share { stress, ..guess };
    }
    guess
}
