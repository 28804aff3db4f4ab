//! The spelling of Quranic text (Uthmani) brought to modern spelling, letter by letter. Only words recognised as
//! Uthmani are touched: alef wasla together with a mark or sign of 06D6–06ED.

use std::ops::Range;
use std::sync::LazyLock;

use hashbrown::HashMap;

use super::cells::{Cell, Cells, marks_after};
use super::compose::{count, decompose_cells, recompose};
use super::folding::Flag;
use crate::script::is_arabic_letter;
use crate::script::letter::*;

/// Words that the rules would misspell: `form` is the word without marks, `modern` what is written today.
static WORDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../seeds/lexicon/uthmani.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?))
    })
    .collect()
});

/// Whether a word is spelled the Uthmani way.
pub(super) fn is_uthmani(word: &[Cell]) -> bool {
    word.iter().any(|cell| cell.c == ALEF_WASLA)
        && word.iter().any(|cell| matches!(cell.c as u32, 0x06D6..=0x06ED))
}

/// A letter and where its marks stand.
#[derive(Clone, Debug)]
struct Unit {
    letter: Cell,
    marks: Range<usize>,
    /// A hamza that sat on tatweel.
    unseated: bool,
}

/// Rewrites a recognised word. The vowel signs stay, what only Quranic spelling has goes.
pub(super) fn modernise(word: &mut Cells) {
    let (old, mut new) = word.take();
    let mut parts = Vec::with_capacity(old.len());
    let spaces = old.iter().take_while(|cell| cell.c.is_whitespace()).count();
    new.extend(&old[..spaces]);
    decompose_cells(&old[spaces..], &mut parts);
    let units = units(&parts);
    let last = units.iter().rposition(|unit| is_letter(unit.letter.c));
    let text = Text { units, parts, last };
    let fates = text.fates();
    for (at, &fate) in fates.iter().enumerate() {
        text.write(at, fate, &mut new);
    }
    let mut parts = text.parts;
    parts.clear();
    parts.extend(&new[..spaces]);
    decompose_cells(&new[spaces..], &mut parts);
    recompose(&mut parts);
    if word.audit.is_some() {
        count(word, Flag::UTHMANI, &old, &parts);
    }
    word.put(old, parts);
}

/// Cuts a decomposed word into letters with their marks. Tatweel with a hamza is a hamza; another lends its marks
/// to the letter before it.
fn units(parts: &[Cell]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let letter = parts[at];
        let marks = marks_after(parts, at + 1);
        let hamza = parts[marks.clone()].iter().any(|mark| is_hamza(mark.c));
        at = marks.end;
        match units.last_mut() {
            _ if letter.c == TATWEEL && hamza => {
                units.push(Unit { letter: letter.becomes(HAMZA), marks, unseated: true });
            }
            Some(before) if letter.c == TATWEEL => before.marks.end = marks.end,
            _ => units.push(Unit { letter, marks, unseated: false }),
        }
    }
    units
}

fn is_hamza(mark: char) -> bool {
    matches!(mark, HAMZA_ABOVE | HAMZA_BELOW)
}

fn is_letter(c: char) -> bool {
    is_arabic_letter(c) && !matches!(c, SMALL_WAW | SMALL_YEH)
}

/// What becomes of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// The rules decide.
    Rules,
    /// The list of words has this letter, and no small alef.
    Listed(char),
    /// The list of words has nothing.
    Gone,
}

/// The short vowels, weakest first: the strongest beside a hamza chooses its seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Vowel {
    None,
    A,
    U,
    I,
}

/// A word cut into letters.
struct Text {
    units: Vec<Unit>,
    parts: Vec<Cell>,
    /// Where its last letter stands.
    last: Option<usize>,
}

impl Text {
    fn marks(&self, at: usize) -> &[Cell] {
        &self.parts[self.units[at].marks.clone()]
    }

    fn has(&self, at: usize, c: char) -> bool {
        self.marks(at).iter().any(|mark| mark.c == c)
    }

    fn letter(&self, at: usize) -> char {
        self.units[at].letter.c
    }

    fn is_letter(&self, at: usize) -> bool {
        is_letter(self.letter(at))
    }

    fn is_last(&self, at: usize) -> bool {
        self.last.is_none_or(|last| last <= at)
    }

    /// The letter with its hamza composed, as the list of words has it.
    fn listed_letter(&self, at: usize) -> char {
        let above = self.has(at, HAMZA_ABOVE);
        let below = self.has(at, HAMZA_BELOW);
        match self.letter(at) {
            ALEF_WASLA => ALEF,
            ALEF if above => ALEF_HAMZA_ABOVE,
            ALEF if below => ALEF_HAMZA_BELOW,
            WAW if above => WAW_HAMZA,
            YEH | ALEF_MAKSURA if above || below => YEH_HAMZA,
            HAMZA if self.units[at].unseated => self.seat(at),
            c => c,
        }
    }

    /// Looks for a listed word inside the word, behind conjunction, preposition and article.
    fn fates(&self) -> Vec<Fate> {
        let mut fates = vec![Fate::Rules; self.units.len()];
        let first = (0..self.units.len()).take_while(|&at| !self.is_letter(at)).count();
        let letters: Vec<char> = (first..self.units.len())
            .take_while(|&at| self.is_letter(at))
            .map(|at| self.listed_letter(at))
            .collect();
        for start in word_starts(&letters) {
            let form: String = letters[start..].iter().collect();
            if let Some(modern) = WORDS.get(form.as_str()) {
                let mut modern = modern.chars();
                for fate in &mut fates[first + start..first + letters.len()] {
                    *fate = modern.next().map_or(Fate::Gone, Fate::Listed);
                }
                break;
            }
        }
        fates
    }

    /// Whether a hamza is followed by a long a, and the two are one letter in modern spelling.
    fn is_madda(&self, at: usize) -> bool {
        let tanwin = self.marks(at).iter().any(|mark| matches!(mark.c as u32, 0x064B | 0x0657 | 0x08F0));
        let alef = self.units.get(at + 1).is_some_and(|unit| unit.letter.c == ALEF)
            && !self.marks(at + 1).iter().any(|mark| is_hamza(mark.c));
        self.letter(at) == HAMZA && !tanwin && (alef || self.has(at, SUPERSCRIPT_ALEF))
    }

    /// The vowel of a letter; a yeh or waw without one is its own.
    fn vowel(&self, at: usize) -> Vowel {
        let signs = self.marks(at).iter().map(|mark| match mark.c as u32 {
            0x0650 | 0x064D | 0x0656 | 0x08F2 => Vowel::I,
            0x064F | 0x064C | 0x08F1 => Vowel::U,
            0x064E | 0x064B | 0x0657 | 0x0670 | 0x08F0 => Vowel::A,
            _ => Vowel::None,
        });
        match (signs.max().unwrap_or(Vowel::None), self.letter(at)) {
            (Vowel::None, YEH | ALEF_MAKSURA) => Vowel::I,
            (vowel, _) => vowel,
        }
    }

    /// The letter that a hamza is written with between the vowels that it stands between.
    fn seat(&self, at: usize) -> char {
        let before = at.checked_sub(1);
        let beside = before.map_or(Vowel::A, |before| self.vowel(before));
        let after_alef = before.is_some_and(|before| self.letter(before) == ALEF);
        let own = if self.is_last(at) { Vowel::None } else { self.vowel(at) };
        match own.max(beside) {
            Vowel::I => YEH_HAMZA,
            Vowel::U => WAW_HAMZA,
            Vowel::A if !after_alef => ALEF_HAMZA_ABOVE,
            _ => HAMZA,
        }
    }

    /// The letter in modern spelling; `None` if it is not written.
    fn modern(&self, at: usize, fate: Fate) -> Option<char> {
        let before = at.checked_sub(1);
        let after_heh = before.is_none_or(|before| self.letter(before) == HEH);
        // The sign of silence speaks of Arabic letters: another, or a digit, stays.
        let silent = self.has(at, SMALL_HIGH_ROUNDED_ZERO) || self.has(at, SMALL_HIGH_RECTANGULAR_ZERO);
        let silent = silent && is_arabic_letter(self.letter(at));
        let hamza = self.marks(at).iter().any(|mark| is_hamza(mark.c));
        let plural = self.is_last(at) && before.is_some_and(|before| self.letter(before) == WAW);
        match (fate, self.letter(at)) {
            (Fate::Listed(modern), _) => Some(modern),
            (Fate::Gone, _) | (_, TATWEEL) => None,
            (_, SMALL_WAW) => (!after_heh).then_some(WAW),
            (_, SMALL_YEH) => (!after_heh).then_some(YEH),
            (_, ALEF) if before.is_some_and(|before| self.is_madda(before)) => None,
            (_, c) if silent => (c == ALEF && plural).then_some(ALEF),
            (_, ALEF_WASLA) => Some(ALEF),
            (_, HAMZA) if self.is_madda(at) => Some(ALEF_MADDA),
            (_, HAMZA) if self.units[at].unseated => Some(self.seat(at)),
            (_, YEH | ALEF_MAKSURA) if hamza => Some(YEH_HAMZA),
            (_, ALEF_MAKSURA) if self.has(at, SUPERSCRIPT_ALEF) && !self.is_last(at) => Some(ALEF),
            (_, c) => Some(c),
        }
    }

    /// Writes a letter with the marks that it keeps, and after it the letters that stood as marks.
    fn write(&self, at: usize, fate: Fate, new: &mut Vec<Cell>) {
        let letter = self.units[at].letter;
        let Some(modern) = self.modern(at, fate) else { return };
        new.push(letter.becomes(modern));
        // The letter has its hamza with it, or is none to carry one.
        let composed = modern != letter.c || matches!(fate, Fate::Listed(_)) || self.units[at].unseated;
        let carries = matches!(modern, ALEF | WAW);
        let no_alef = fate != Fate::Rules || letter.c == ALEF_MAKSURA || modern == ALEF_MADDA;
        // A hamza on a letter that is no seat comes after that letter.
        let seat = match self.vowel(at) {
            Vowel::I => YEH_HAMZA,
            Vowel::U => WAW_HAMZA,
            Vowel::A => ALEF_HAMZA_ABOVE,
            Vowel::None => HAMZA,
        };
        let mut behind: Vec<Cell> = Vec::new();
        // Only an Arabic letter has Arabic letters for marks: behind another they would stand alone.
        let is_arabic = is_arabic_letter(letter.c);
        for &mark in self.marks(at) {
            match mark.c {
                HAMZA_ABOVE | HAMZA_BELOW | SUPERSCRIPT_ALEF | SMALL_HIGH_YEH | SMALL_HIGH_NOON
                    if !is_arabic =>
                {
                    new.push(mark);
                }
                TATWEEL | MADDAH_ABOVE => {}
                FATHA if modern == ALEF_MADDA => {}
                HAMZA_ABOVE | HAMZA_BELOW if composed => {}
                HAMZA_ABOVE | HAMZA_BELOW if !carries => {
                    behind.push(mark.becomes(seat));
                }
                SUPERSCRIPT_ALEF if no_alef => {}
                SUPERSCRIPT_ALEF => behind.push(mark.becomes(ALEF)),
                SMALL_HIGH_YEH => behind.push(mark.becomes(YEH)),
                SMALL_HIGH_NOON => behind.push(mark.becomes(NOON)),
                SMALL_HIGH_DOTLESS_HEAD => new.push(mark.becomes(SUKUN)),
                OPEN_FATHATAN => new.push(mark.becomes(FATHATAN)),
                OPEN_DAMMATAN => new.push(mark.becomes(DAMMATAN)),
                OPEN_KASRATAN => new.push(mark.becomes(KASRATAN)),
                c if matches!(c as u32, 0x06D6..=0x06ED) => {}
                _ => new.push(mark),
            }
        }
        new.append(&mut behind);
    }
}

/// Where the word proper may begin: at once, after up to two one-letter particles, and after the article.
fn word_starts(letters: &[char]) -> Vec<usize> {
    let particles = letters.iter().take(2).take_while(|c| matches!(**c, WAW | FEH | BEH | KAF | LAM)).count();
    let mut starts: Vec<usize> = (0..=particles).collect();
    for start in 0..=particles {
        if letters[start..].starts_with(&[ALEF, LAM]) || letters[start..].starts_with(&[LAM, LAM]) {
            starts.push(start + 2);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    #[test]
    fn modern_forms_are_no_longer_than_their_forms() {
        // Fates are given letter by letter.
        for (form, modern) in super::WORDS.iter() {
            assert!(modern.chars().count() <= form.chars().count(), "{form} {modern}");
        }
    }
}
