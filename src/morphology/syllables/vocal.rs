//! The vowels that the lexicon gives a word: each reading of the analyser written out with its marks, weighed into
//! the chance that a letter bears a nucleus.

use super::marked::{self, Letter};
use crate::morphology::analyzer::Joined;
use crate::morphology::lexicon::{HeadKind, Lexicon};
use crate::morphology::skeleton::{MAX_LETTERS, Skeleton, letter_of, mark, mark_of};
use crate::script::letter::*;

/// Letters that the ل of the article is assimilated to.
fn solar(c: char) -> bool {
    matches!(c, TEH | THEH | DAL..=ZAH | LAM | NOON)
}

/// Writes a reading out: the letters of the word as the lexicon spells them, with the marks of its parts. Whether the
/// lexicon says how the stem is read.
pub(super) fn write(lexicon: &Lexicon, word: &Skeleton, reading: &Joined, letters: &mut Vec<Letter>) -> bool {
    letters.clear();
    let (pattern, _) = lexicon.pattern(reading.pattern);
    if pattern.is_empty() {
        return false;
    }
    let head = &lexicon.grammar.heads[reading.head as usize];
    let tail = &lexicon.grammar.tails[reading.tail as usize];
    head.marked.chars().for_each(|c| add(c, letters));
    let from = letters.len();
    let mut at = from;
    for c in pattern.chars() {
        if mark_of(c).is_some() {
            add(c, letters);
        } else {
            if at >= word.len {
                return false;
            }
            let seat = (reading.seats >> (2 * (at - from))) as u8 & 3;
            letters.push(Letter { c: letter_of_or(word.codes[at], seat), marks: 0 });
            at += 1;
        }
    }
    if from > 0
        && let Some(first) = letters.get_mut(from)
    {
        // The alef of a stem is silent after another letter; a sun letter takes the ل to itself.
        if first.c == ALEF {
            first.marks = 0;
        }
        let definite = [HeadKind::Definite as u8, HeadKind::GenitiveDefinite as u8].contains(&head.kind);
        if definite && solar(first.c) {
            first.marks |= mark::SHADDA;
            letters[from - 1].marks = 0;
        }
    }
    tail.marked.chars().for_each(|c| add(c, letters));
    // A vowel before a long one goes unsaid in the tables.
    for at in 1..letters.len() {
        let (before, letter) = (letters[at - 1], letters[at]);
        if letter.marks != 0 || before.marks & mark::VOWEL != 0 || before.alef() || before.c == ALEF_MADDA {
            continue;
        }
        let vowel = match letter.c {
            ALEF | ALEF_MAKSURA if at > 1 || before.c != ALEF => mark::FATHA,
            WAW => mark::DAMMA,
            YEH => mark::KASRA,
            _ => continue,
        };
        letters[at - 1].marks |= vowel;
    }
    letters.len() == word.len
}

fn letter_of_or(code: u8, seat: u8) -> char {
    if (1..=29).contains(&code) { letter_of(code, seat) } else { '\u{fffd}' }
}

/// Adds a letter, or a mark to the last one; no mark of an ending stands on an alef.
fn add(c: char, letters: &mut Vec<Letter>) {
    let Some(mark) = mark_of(c) else {
        letters.push(Letter { c, marks: 0 });
        return;
    };
    let Some(last) = letters.last_mut() else { return };
    if last.alef() || last.c == ALEF_MADDA {
        if mark != mark::SUKUN && letters.len() == 1 {
            letters[0].marks = mark;
        }
    } else if mark == mark::SHADDA {
        last.marks |= mark;
    } else {
        last.marks = last.marks & mark::SHADDA | mark;
    }
}

/// What the readings of a word say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vocal {
    /// How many letters: none if no reading says anything.
    pub(super) len: usize,
    /// What the best reading says of each letter, 1 to 7; 0: nothing.
    pub(super) codes: [u8; MAX_LETTERS],
    /// The chance of a nucleus in pause, in 255ths.
    pub(super) pausal: [u8; MAX_LETTERS],
    /// The chance of a nucleus with all endings, in 255ths.
    pub(super) full: [u8; MAX_LETTERS],
}

impl Default for Vocal {
    fn default() -> Self {
        Self { len: 0, codes: [0; MAX_LETTERS], pausal: [0; MAX_LETTERS], full: [0; MAX_LETTERS] }
    }
}

/// What a letter written out is: 1 silent or without vowel, 2 before a short vowel, 3 before a long one, 4 tanween; 3
/// more with shadda.
fn code(letter: Letter, next: Option<Letter>, nucleus: u8) -> u8 {
    let (vowel, _) = marked::weights(letter, next);
    let plain = if letter.tanween() { 4 } else { 1 + vowel.max(nucleus) };
    if letter.shadda() { plain + 3 } else { plain }
}

/// `exp(-n / 8)` in 255ths: readings that cost half a nat more count so much less.
const WEIGHTS: [u32; 12] = [255, 155, 94, 57, 34, 21, 13, 8, 5, 3, 2, 1];

/// Weighs the readings, the cheapest first or not.
pub(super) fn weigh(
    lexicon: &Lexicon,
    word: &Skeleton,
    readings: &[Joined],
    letters: &mut Vec<Letter>,
    nuclei: &mut Vec<u8>,
) -> Vocal {
    let mut vocal = Vocal::default();
    let least = readings.iter().map(|reading| reading.cost).min().unwrap_or(0);
    let mut best = i32::MAX;
    let mut total = 0;
    let mut sums = [[0u32; 2]; MAX_LETTERS];
    for reading in readings {
        let Some(&weight) = WEIGHTS.get(((reading.cost - least) / 8) as usize) else { continue };
        if !write(lexicon, word, reading, letters) {
            continue;
        }
        marked::nuclei(letters, nuclei);
        let dropped = marked::dropped(letters);
        total += weight;
        let first = reading.cost < best;
        best = best.min(reading.cost);
        for (at, &nucleus) in nuclei.iter().enumerate() {
            let weight = weight * u32::from(nucleus);
            sums[at][1] += weight;
            if dropped != Some(at) {
                sums[at][0] += weight;
            }
            if first {
                vocal.codes[at] = code(letters[at], letters.get(at + 1).copied(), nucleus);
            }
        }
    }
    if total > 0 {
        vocal.len = word.len;
        for at in 0..word.len {
            vocal.pausal[at] = (255 * sums[at][0] / total) as u8;
            vocal.full[at] = (255 * sums[at][1] / total) as u8;
        }
    }
    vocal
}
