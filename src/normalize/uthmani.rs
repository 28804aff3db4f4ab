//! The spelling of the Quran's consonantal text → modern spelling, token by token. For Quranic text only: elsewhere
//! an alef with madda is a true hamza. Rules of orthography; what they cannot know of single words is in
//! `seeds/lexicon/uthmani.tsv`.

use super::cells::{Cell, Cells};
use super::{Audit, Folding};
use crate::script::{is_mark, letter};
use std::sync::LazyLock;

/// The single words: spelling without marks, and what is peculiar to it.
static WORDS: LazyLock<Vec<(Vec<char>, &'static str)>> = LazyLock::new(|| {
    let table = include_str!("../../seeds/lexicon/uthmani.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(form, rest)| (form.chars().collect(), rest.split('\t').next().unwrap_or_default()))
        .collect()
});

const DAGGER: char = letter::SUPERSCRIPT_ALEF;
const SMALL_WAW: char = '\u{6e5}';
const SMALL_YEH: char = '\u{6e6}';
const SMALL_HIGH_YEH: char = '\u{6e7}';

/// Whether the letters of the token, one or two clitics aside, are a word of this class.
fn is_word(letters: &[char], class: &str) -> bool {
    let words = WORDS.iter().filter(|(_, of)| *of == class);
    words.map(|(form, _)| form.as_slice()).any(|form| {
        // Clitics stand before, pronouns after.
        letters
            .windows(form.len())
            .position(|window| window == form)
            .is_some_and(|at| at <= 3 && letters.len() - at - form.len() <= 3)
    })
}

/// Writes the token in modern spelling.
pub(super) fn modernise(cells: &mut Cells, audit: &mut Audit) {
    let flag = Folding::UTHMANI.iter().next().map_or(0, |flag| flag.index());
    cells.replace(audit, flag, |c| match c as u32 {
        0x0671 => Some(letter::ALEF),
        0x06E1 => Some(letter::SUKUN),
        0x08F0 => Some(letter::FATHATAN),
        0x08F1 => Some(letter::DAMMATAN),
        0x08F2 => Some(letter::KASRATAN),
        _ => None,
    });
    // Pause signs and signs of recitation say nothing of the spelling.
    cells.delete(audit, flag, |c| {
        matches!(c as u32, 0x06D6..=0x06DC | 0x06E2 | 0x06E4 | 0x06ED | 0x0656 | 0x0657)
    });
    madda(cells, audit, flag);
    let letters: Vec<char> = cells.0.iter().map(|cell| cell.c).filter(|&c| is_letter(c)).collect();
    let (no_alef, waw_alef, silent) =
        (is_word(&letters, "no_alef"), is_word(&letters, "waw_alef"), is_word(&letters, "silent"));
    silent_letters(cells, audit, flag, silent);
    dagger_alef(cells, audit, flag, no_alef, waw_alef);
    small_letters(cells, audit, flag);
    seat_hamza(cells, audit, flag);
}

fn is_letter(c: char) -> bool {
    !is_mark(c) && !matches!(c, SMALL_WAW | SMALL_YEH)
}

/// No word stacks more marks on a letter; looking further would cost the square of a run of marks.
const MOST_MARKS: usize = 16;

/// The letter before place `at`, marks passed over.
fn letter_before(cells: &[Cell], at: usize) -> Option<usize> {
    let places = (at.saturating_sub(MOST_MARKS)..at).rev();
    let mut places = places.take_while(|&before| !cells[before].c.is_whitespace());
    places.find(|&before| is_letter(cells[before].c))
}

/// A madda on alef is a sign of length, a hamza before an alef the letter alef with madda. One on any other letter
/// goes.
fn madda(cells: &mut Cells, audit: &mut Audit, flag: usize) {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.0.len());
    let mut rest = cells.0.iter().copied().peekable();
    while let Some(cell) = rest.next() {
        match cell.c {
            letter::MADDAH_ABOVE => audit.note(flag, cell.c),
            letter::ALEF_MADDA => {
                audit.note(flag, cell.c);
                out.push(Cell { c: letter::ALEF, ..cell });
            }
            letter::HAMZA => {
                let marks: Vec<Cell> = std::iter::from_fn(|| rest.next_if(|next| is_mark(next.c))).collect();
                match rest.next_if(|next| next.c == letter::ALEF) {
                    Some(alef) if !marks.iter().any(|mark| mark.c == DAGGER) => {
                        audit.note(flag, cell.c);
                        out.push(Cell { c: letter::ALEF_MADDA, start: cell.start, end: alef.end });
                    }
                    alef => {
                        out.push(cell);
                        out.extend(marks);
                        out.extend(alef);
                    }
                }
            }
            _ => out.push(cell),
        }
    }
    cells.0 = out;
}

/// A letter under U+06DF or U+06E0 is not read: it goes, but for the words that keep it and a final alef after waw.
fn silent_letters(cells: &mut Cells, audit: &mut Audit, flag: usize, keep: bool) {
    let is_sign = |c: char| matches!(c, '\u{6df}' | '\u{6e0}');
    let mut gone = vec![false; cells.0.len()];
    let last_letter = cells.0.iter().rposition(|cell| is_letter(cell.c)).unwrap_or(0);
    for (at, cell) in cells.0.iter().enumerate().filter(|(_, cell)| is_sign(cell.c)) {
        gone[at] = true;
        audit.note(flag, cell.c);
        let Some(silent) = letter_before(&cells.0, at) else { continue };
        let last = at > last_letter;
        let after_waw =
            letter_before(&cells.0, silent).is_some_and(|before| cells.0[before].c == letter::WAW);
        let plural = last && after_waw && cells.0[silent].c == letter::ALEF;
        if !keep && !plural {
            gone[silent] = true;
        }
    }
    let mut at = 0;
    cells.0.retain(|_| {
        at += 1;
        !gone[at - 1]
    });
}

/// A dagger alef is written out as alef after a consonant, left unwritten on alef maksura and in some words, and
/// turns the waw that it stands on into alef in others.
fn dagger_alef(cells: &mut Cells, audit: &mut Audit, flag: usize, no_alef: bool, waw_alef: bool) {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.0.len());
    let mut made_alef = false;
    for &cell in &cells.0 {
        if cell.c != DAGGER {
            out.push(cell);
            continue;
        }
        audit.note(flag, cell.c);
        let carrier = letter_before(&out, out.len());
        match carrier.map(|at| out[at].c) {
            Some(letter::ALEF_MAKSURA | letter::ALEF) => {}
            Some(letter::WAW) if waw_alef => {
                if let Some(at) = carrier {
                    out[at].c = letter::ALEF;
                    made_alef = true;
                }
            }
            _ if no_alef => {}
            _ => out.push(Cell { c: letter::ALEF, ..cell }),
        }
    }
    // The alef after such a waw was only written for it.
    let ends_twice = out.len() > 1 && out[out.len() - 2..].iter().all(|cell| cell.c == letter::ALEF);
    if made_alef && ends_twice {
        out.pop();
    }
    cells.0 = out;
}

/// Small waw and yeh lengthen a pronoun after heh and are dropped there; elsewhere they are letters.
fn small_letters(cells: &mut Cells, audit: &mut Audit, flag: usize) {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.0.len());
    for &cell in &cells.0 {
        let full = match cell.c {
            SMALL_WAW => letter::WAW,
            SMALL_YEH | SMALL_HIGH_YEH => letter::YEH,
            _ => {
                out.push(cell);
                continue;
            }
        };
        audit.note(flag, cell.c);
        let after_heh = letter_before(&out, out.len()).is_some_and(|at| out[at].c == letter::HEH);
        if !(after_heh && cell.c != SMALL_HIGH_YEH) {
            out.push(Cell { c: full, ..cell });
        }
    }
    cells.0 = out;
}

/// A hamza above a letter that is no seat of it, which the text writes between letters, stands on the seat of the
/// stronger vowel beside it: i before u before a.
fn seat_hamza(cells: &mut Cells, audit: &mut Audit, flag: usize) {
    let mut at = 0;
    while at < cells.0.len() {
        let bare = cells.0[at].c == letter::HAMZA_ABOVE
            && letter_before(&cells.0, at).is_some_and(|before| {
                !matches!(cells.0[before].c, letter::ALEF | letter::WAW | letter::YEH)
                    || cells.0[before + 1..at].iter().any(|cell| is_vowel(cell.c))
            });
        if bare {
            audit.note(flag, cells.0[at].c);
            cells.0[at].c = seat(&cells.0[..at], &cells.0[at + 1..]);
        }
        at += 1;
    }
}

/// The letter of a hamza between what stands before it and its own marks.
pub(super) fn seat(before: &[Cell], own: &[Cell]) -> char {
    let earlier = vowel_of(before.iter().rev());
    let vowels = [vowel_of(own.iter()), earlier];
    let has = |vowel: char, nunation: char| vowels.iter().flatten().any(|&c| c == vowel || c == nunation);
    let after_yeh = || letter_before(before, before.len()).is_some_and(|at| before[at].c == letter::YEH);
    if has(letter::KASRA, letter::KASRATAN) || (earlier.is_none() && after_yeh()) {
        letter::YEH_HAMZA
    } else if has(letter::DAMMA, letter::DAMMATAN) {
        letter::WAW_HAMZA
    } else {
        letter::ALEF_HAMZA_ABOVE
    }
}

/// The vowel among the marks next to a place.
fn vowel_of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<char> {
    cells.take(MOST_MARKS).map(|cell| cell.c).take_while(|&c| is_mark(c)).find(|&c| is_vowel(c))
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        letter::FATHA
            | letter::DAMMA
            | letter::KASRA
            | letter::FATHATAN
            | letter::DAMMATAN
            | letter::KASRATAN
    )
}
