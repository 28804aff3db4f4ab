//! What it costs that a word is not spelled as the lexicon spells it: hamza, ى, ة, and the marks.

use super::lexicon::Weights;
use super::skeleton::{Skeleton, code_and_seat, mark, mark_of};

/// The codes of ا, ه, و and ي in [`super::skeleton`].
pub(super) const ALEF: u8 = 2;
pub(super) const HEH: u8 = 27;
pub(super) const WAW: u8 = 28;
pub(super) const YEH: u8 = 29;

/// The cost of the seats of some letters, against those of the lexicon.
pub(super) fn seats(weights: &Weights, codes: &[u8], written: u64, listed: u64) -> i32 {
    let mut different = written ^ listed;
    let mut cost = 0;
    while different != 0 {
        let at = different.trailing_zeros() as usize / 2;
        different &= !(3 << (2 * at));
        let Some(&code) = codes.get(at) else { break };
        let (word, list) = ((written >> (2 * at)) & 3, (listed >> (2 * at)) & 3);
        cost += i32::from(match (code, word, list) {
            (ALEF, 0, _) if at == 0 => weights.bare_alef,
            (ALEF, 0, _) => weights.bare_inner,
            (ALEF | WAW, _, 0) => weights.extra_hamza,
            (YEH, 0, 1) | (YEH, 1, 0) => weights.yeh,
            (YEH, 2, _) => weights.extra_hamza,
            (WAW, 0, _) | (YEH, 0 | 1, 2) => weights.bare_alef + weights.yeh,
            (HEH, 0, _) => weights.heh_for_teh,
            (HEH, _, 0) => weights.teh_for_heh,
            _ => weights.wrong_seat,
        });
    }
    cost
}

/// The marks of a vowelled stem over `1234`, filled with the radicals: one for each letter.
pub(super) fn marks_of(pattern: &str, out: &mut Vec<(u8, u8)>) {
    out.clear();
    for c in pattern.chars() {
        if let Some(mark) = mark_of(c) {
            if let Some((_, marks)) = out.last_mut() {
                *marks = if mark == mark::SHADDA { *marks | mark } else { *marks & mark::SHADDA | mark };
            }
        } else {
            out.push((code_and_seat(c).map_or(0, |(code, _)| code), 0));
        }
    }
}

/// The cost of the marks on the letters of a stem, against those of its pattern. A pattern without marks says
/// nothing, nor does a letter without marks; the mark of the last letter belongs to the sentence.
pub(super) fn marks(weights: &Weights, word: &Skeleton, from: usize, pattern: &[(u8, u8)]) -> i32 {
    if pattern.iter().all(|&(_, marks)| marks == 0) {
        return 0;
    }
    let mut cost = 0;
    for (at, &(code, listed)) in pattern.iter().enumerate() {
        let Some(&written) = word.marks.get(from + at) else { break };
        let last = at + 1 == pattern.len();
        let next = pattern.get(at + 1);
        if written & mark::SHADDA != listed & mark::SHADDA {
            if written & mark::SHADDA != 0 {
                // The article and the prefixes double a first letter, the relative ي a last one.
                cost += if at == 0 || last { 0 } else { i32::from(weights.shadda) };
            } else if written & mark::VOWEL != 0 && !last {
                cost += i32::from(weights.shadda);
            }
        }
        let (written, listed) = (written & mark::VOWEL, listed & mark::VOWEL);
        if written == 0 || last || written == listed {
            continue;
        }
        let long = match (written, next) {
            (mark::FATHA, Some(&(next, marks))) => next == ALEF && marks == 0 || code == ALEF,
            (mark::DAMMA, Some(&(next, marks))) => next == WAW && marks & mark::VOWEL == 0,
            (mark::KASRA, Some(&(next, marks))) => next == YEH && marks & mark::VOWEL == 0,
            _ => false,
        };
        let plain = listed == 0 || listed == mark::SUKUN;
        if !(plain && (written == mark::SUKUN || long)) {
            cost += i32::from(weights.vowel);
        }
    }
    cost
}
