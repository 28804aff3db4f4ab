//! The formulas, as functions of [`Counts`], and what is said of each: which way it goes, what it was fitted on.

use super::{Counts, OsmanTerms};
use crate::measure::{Reason, Score};
use libm::sqrt;

/// A readability formula.
#[derive(Clone, Copy, Debug)]
pub struct Formula {
    /// What a greater value means.
    pub direction: Direction,
    /// What it was fitted on.
    pub calibration: Calibration,
    /// Sentences that its sample needs: with fewer it is undefined (`too_short`).
    pub least_sentences: u64,
    /// Its value on counts that can be scored.
    pub value: fn(&Counts) -> Result<f64, Reason>,
}

/// What a greater value means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Greater is easier.
    Easier,
    /// Greater is harder.
    Harder,
}

impl Direction {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Easier => "easier",
            Self::Harder => "harder",
        }
    }
}

/// What a formula was fitted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Calibration {
    /// Arabic text whose difficulty was known.
    Arabic,
    /// Made for Arabic, but never fitted on graded text.
    ArabicUncalibrated,
    /// Another language: its constants are kept, its grades mean nothing here.
    Foreign,
}

impl Calibration {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arabic => "arabic",
            Self::ArabicUncalibrated => "arabic_uncalibrated",
            Self::Foreign => "foreign",
        }
    }

    /// What that means, in a few words.
    pub fn says(self) -> &'static str {
        match self {
            Self::Arabic => "fitted on Arabic",
            Self::ArabicUncalibrated => "made for Arabic, never fitted",
            Self::Foreign => "fitted on another language",
        }
    }
}

impl Formula {
    pub(super) const fn easier(calibration: Calibration, value: fn(&Counts) -> Result<f64, Reason>) -> Self {
        Self { direction: Direction::Easier, calibration, least_sentences: 1, value }
    }

    pub(super) const fn harder(calibration: Calibration, value: fn(&Counts) -> Result<f64, Reason>) -> Self {
        Self { direction: Direction::Harder, calibration, least_sentences: 1, value }
    }

    pub(super) const fn of_sentences(mut self, least: u64) -> Self {
        self.least_sentences = least;
        self
    }

    /// The score: undefined for counts that cannot be scored, or without the count that it needs.
    pub fn score(&self, counts: &Counts) -> Score {
        let admitted = counts.admitted().and_then(|()| {
            if counts.sentences < self.least_sentences { Err(Reason::TooShort) } else { (self.value)(counts) }
        });
        admitted.map_or_else(Score::Undefined, |value| Score::new(value, Reason::Empty))
    }
}

/// C/W.
fn letters_per_word(counts: &Counts) -> f64 {
    counts.letters as f64 / counts.words as f64
}

/// W/S.
fn words_per_sentence(counts: &Counts) -> f64 {
    counts.words as f64 / counts.sentences as f64
}

/// W/T.
fn words_per_type(counts: &Counts) -> Result<f64, Reason> {
    match counts.types {
        None => Err(Reason::NotCounted),
        Some(0) => Err(Reason::Empty),
        Some(types) => Ok(counts.words as f64 / types as f64),
    }
}

/// D/W.
fn syllables_per_word(counts: &Counts) -> Result<f64, Reason> {
    let syllables = counts.syllables.ok_or(Reason::NoModel)?;
    Ok(syllables as f64 / Counts::UNIT as f64 / counts.words as f64)
}

/// P3.
fn polysyllables(counts: &Counts) -> Result<f64, Reason> {
    Ok(counts.polysyllables.ok_or(Reason::NoModel)? as f64 / Counts::UNIT as f64)
}

fn osman(terms: Option<OsmanTerms>, k: f64, missing: Reason) -> Result<f64, Reason> {
    let terms = terms.ok_or(missing)?;
    if terms.words == 0 || terms.sentences == 0 { Err(Reason::Empty) } else { Ok(terms.score(k)) }
}

/// A text that is hardly marked has the terms of its few marks: that is not the paper's number of it.
pub(super) fn osman_paper(counts: &Counts) -> Result<f64, Reason> {
    match counts.osman.paper {
        Some(terms) if terms.marked * 2 < terms.words => Err(Reason::NoMarks),
        terms => osman(terms, OsmanTerms::PRINTED, Reason::NotCounted),
    }
}

pub(super) fn osman_java(counts: &Counts) -> Result<f64, Reason> {
    osman(counts.osman.java, OsmanTerms::JAVA, Reason::NotCounted)
}

pub(super) fn osman_textstat(counts: &Counts) -> Result<f64, Reason> {
    osman(counts.osman.textstat, OsmanTerms::PRINTED, Reason::NotCounted)
}

pub(super) fn osman_wordless(counts: &Counts) -> Result<f64, Reason> {
    osman(counts.osman.wordless, OsmanTerms::PRINTED, Reason::NotCounted)
}

pub(super) fn osman_robust(counts: &Counts) -> Result<f64, Reason> {
    osman(counts.osman.robust, OsmanTerms::PRINTED, Reason::NoModel)
}

pub(super) fn aari(counts: &Counts) -> Result<f64, Reason> {
    Ok(3.28 * counts.letters as f64 + aari_rate(counts)?)
}

pub(super) fn aari_rate(counts: &Counts) -> Result<f64, Reason> {
    Ok(1.43 * letters_per_word(counts) + 1.24 * words_per_sentence(counts))
}

pub(super) fn heeti_1(counts: &Counts) -> Result<f64, Reason> {
    Ok(4.414_343_07 * letters_per_word(counts) - 13.468_734_75)
}

pub(super) fn heeti_2(counts: &Counts) -> Result<f64, Reason> {
    let (letters, words) = (letters_per_word(counts), words_per_sentence(counts));
    Ok(0.975_695_09 * letters + 0.372_379_98 * words - 0.904_518_27 * words_per_type(counts)? - 1.060_004_14)
}

pub(super) fn dawood(counts: &Counts) -> Result<f64, Reason> {
    let (letters, words) = (letters_per_word(counts), words_per_sentence(counts));
    Ok(-0.0533 * letters - 0.2066 * words + 5.5543 * words_per_type(counts)? - 1.0801)
}

pub(super) fn ari(counts: &Counts) -> Result<f64, Reason> {
    Ok(4.71 * letters_per_word(counts) + 0.5 * words_per_sentence(counts) - 21.43)
}

pub(super) fn lix(counts: &Counts) -> Result<f64, Reason> {
    Ok(words_per_sentence(counts) + 100.0 * (counts.longer_than_6 as f64 / counts.words as f64))
}

pub(super) fn rix(counts: &Counts) -> Result<f64, Reason> {
    Ok(counts.longer_than_6 as f64 / counts.sentences as f64)
}

pub(super) fn coleman_liau(counts: &Counts) -> Result<f64, Reason> {
    Ok(5.88 * letters_per_word(counts) - 29.6 / words_per_sentence(counts) - 15.8)
}

pub(super) fn coleman_liau_cloze(counts: &Counts) -> Result<f64, Reason> {
    let (letters, sentences) = (100.0 * letters_per_word(counts), 100.0 / words_per_sentence(counts));
    let cloze = 141.8401 - 0.214_59 * letters + 1.079_812 * sentences;
    Ok(23.063_95 - 0.274_004 * cloze)
}

pub(super) fn smog(counts: &Counts) -> Result<f64, Reason> {
    Ok(1.043 * sqrt(30.0 * polysyllables(counts)? / counts.sentences as f64) + 3.1291)
}

pub(super) fn fog(counts: &Counts) -> Result<f64, Reason> {
    let hard = polysyllables(counts)? / counts.words as f64;
    Ok(0.4 * (words_per_sentence(counts) + 100.0 * hard))
}

pub(super) fn flesch(counts: &Counts) -> Result<f64, Reason> {
    Ok(206.835 - 1.015 * words_per_sentence(counts) - 84.6 * syllables_per_word(counts)?)
}

pub(super) fn flesch_kincaid(counts: &Counts) -> Result<f64, Reason> {
    Ok(0.39 * words_per_sentence(counts) + 11.8 * syllables_per_word(counts)? - 15.59)
}

pub(super) fn gulpease(counts: &Counts) -> Result<f64, Reason> {
    let score = 300.0 * counts.sentences as f64 - 10.0 * counts.letters as f64;
    Ok(89.0 + score / counts.words as f64)
}

pub(super) fn linsear_100(counts: &Counts) -> Result<f64, Reason> {
    let head = counts.head.ok_or(if counts.polysyllables.is_none() {
        Reason::NoModel
    } else {
        Reason::NotCounted
    })?;
    if head.words < super::Head::WORDS || head.sentences == 0 {
        return Err(Reason::TooShort);
    }
    // Easy words once, hard words three times.
    let points = head.words as f64 + 2.0 * head.hard as f64 / Counts::UNIT as f64;
    let x = points / head.sentences as f64;
    Ok(if x > 20.0 { x / 2.0 } else { (x - 2.0) / 2.0 })
}
