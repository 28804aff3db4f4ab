//! A word as the analyser sees it: letters folded to 29 codes, the spelling that folding hid, and the marks, each
//! with its way back to the bytes. What the letters mean is the lexicon's business.

use crate::script::{class, is_arabic, is_invisible, letter::*, Class};
use unicode_normalization::UnicodeNormalization;

/// The most letters a word that can be analysed has. Longer ones are no words of Arabic.
pub(crate) const MAX_LETTERS: usize = 32;

/// The code of a letter that Arabic words do not have: پ, ڤ, a Latin letter.
pub(crate) const FOREIGN: u8 = 30;

/// The 29 letters by their codes, 1 for the first. What is spelled in several ways has one code: [`seat`] tells.
const LETTERS: [char; 29] = [
    HAMZA, ALEF, BEH, TEH, THEH, JEEM, HAH, KHAH, DAL, THAL, REH, ZAIN, SEEN, SHEEN, SAD, DAD, TAH, ZAH, AIN,
    GHAIN, FEH, QAF, KAF, LAM, MEEM, NOON, HEH, WAW, YEH,
];

/// The letter of a code and seat.
pub(crate) fn letter_of(code: u8, seat: u8) -> char {
    let plain = LETTERS[usize::from(code) - 1];
    match (plain, seat) {
        (ALEF, 1) => ALEF_HAMZA_ABOVE,
        (ALEF, 2) => ALEF_HAMZA_BELOW,
        (ALEF, 3) => ALEF_MADDA,
        (WAW, 1) => WAW_HAMZA,
        (YEH, 1) => ALEF_MAKSURA,
        (YEH, 2) => YEH_HAMZA,
        (HEH, 1) => TEH_MARBUTA,
        _ => plain,
    }
}

/// The code of a letter, and which of the spellings that share it this is. `None` if it is none of Arabic's.
pub(crate) fn code_and_seat(c: char) -> Option<(u8, u8)> {
    let (plain, seat) = match c {
        ALEF_HAMZA_ABOVE => (ALEF, 1),
        ALEF_HAMZA_BELOW => (ALEF, 2),
        ALEF_MADDA => (ALEF, 3),
        ALEF_WASLA => (ALEF, 0),
        WAW_HAMZA => (WAW, 1),
        ALEF_MAKSURA => (YEH, 1),
        FARSI_YEH => (YEH, 0),
        YEH_HAMZA => (YEH, 2),
        TEH_MARBUTA => (HEH, 1),
        '\u{06a9}' => (KAF, 0),
        other => (other, 0),
    };
    let code = match plain {
        HAMZA => 1,
        ALEF => 2,
        BEH => 3,
        TEH..=GHAIN => (plain as u32 - TEH as u32) as u8 + 4,
        FEH..=WAW => (plain as u32 - FEH as u32) as u8 + 21,
        YEH => 29,
        _ => return None,
    };
    Some((code, seat))
}

/// A mark on a letter: the vowel in the low bits, shadda above it.
pub(crate) mod mark {
    pub(crate) const FATHA: u8 = 1;
    pub(crate) const DAMMA: u8 = 2;
    pub(crate) const KASRA: u8 = 3;
    pub(crate) const SUKUN: u8 = 4;
    pub(crate) const FATHATAN: u8 = 5;
    pub(crate) const DAMMATAN: u8 = 6;
    pub(crate) const KASRATAN: u8 = 7;
    pub(crate) const VOWEL: u8 = 7;
    pub(crate) const SHADDA: u8 = 8;
}

/// The mark that `c` is, if it is one that tells something of the word.
pub(crate) fn mark_of(c: char) -> Option<u8> {
    Some(match c {
        FATHA => mark::FATHA,
        DAMMA => mark::DAMMA,
        KASRA => mark::KASRA,
        SUKUN => mark::SUKUN,
        FATHATAN => mark::FATHATAN,
        DAMMATAN => mark::DAMMATAN,
        KASRATAN => mark::KASRATAN,
        SHADDA => mark::SHADDA,
        _ => return None,
    })
}

/// A word read letter by letter.
#[derive(Clone, Debug)]
pub(crate) struct Skeleton {
    /// How many letters.
    pub(crate) len: usize,
    /// The codes of the letters.
    pub(crate) codes: [u8; MAX_LETTERS],
    /// Two bits a letter: the spelling that the code hides.
    pub(crate) seats: u64,
    /// The marks on each letter.
    pub(crate) marks: [u8; MAX_LETTERS],
    /// Whether there is any mark.
    pub(crate) marked: bool,
    /// Whether a letter is none of Arabic's 36.
    pub(crate) foreign: bool,
    /// Where each letter begins in the word; marks belong to the letter before them.
    pub(crate) starts: [u16; MAX_LETTERS],
}

/// What a string is, if not a word to be analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Other {
    /// Digits and no letter.
    Number,
    /// Letters, none of them Arabic.
    Latin,
    /// Neither, or longer than any word.
    Nothing,
}

impl Default for Skeleton {
    fn default() -> Self {
        Self {
            len: 0,
            codes: [0; MAX_LETTERS],
            seats: 0,
            marks: [0; MAX_LETTERS],
            marked: false,
            foreign: false,
            starts: [0; MAX_LETTERS],
        }
    }
}

impl Skeleton {
    /// Reads `word` into `self`. O(n), and it stops at the first letter too many.
    pub(crate) fn read(&mut self, word: &str) -> Result<(), Other> {
        self.len = 0;
        self.seats = 0;
        self.marked = false;
        self.foreign = false;
        let (mut latin, mut digits) = (false, false);
        for (at, c) in word.char_indices() {
            if let Some((code, seat)) = code_and_seat(c) {
                self.push(code, seat, at)?;
            } else if let Some(mark) = mark_of(c) {
                self.mark(mark);
            } else if c == HAMZA_ABOVE || c == HAMZA_BELOW || c == MADDAH_ABOVE {
                self.compose(c);
            } else if matches!(c as u32, 0xFB50..=0xFDFF | 0xFE70..=0xFEFC) {
                for plain in std::iter::once(c).nfkc() {
                    match code_and_seat(plain) {
                        Some((code, seat)) => self.push(code, seat, at)?,
                        None if mark_of(plain).is_some() => self.mark(mark_of(plain).unwrap_or(0)),
                        None if class(plain) == Class::Letter => self.push(FOREIGN, 0, at)?,
                        None => {}
                    }
                }
            } else if c == TATWEEL || is_invisible(c) {
            } else {
                match class(c) {
                    Class::Letter if is_arabic(c) => self.push(FOREIGN, 0, at)?,
                    Class::Letter => latin = true,
                    Class::Digit => digits = true,
                    _ => {}
                }
            }
        }
        self.foreign |= latin || digits;
        match (self.len, latin, digits) {
            (0, true, _) => Err(Other::Latin),
            (0, _, true) => Err(Other::Number),
            (0, ..) => Err(Other::Nothing),
            _ => Ok(()),
        }
    }

    fn push(&mut self, code: u8, seat: u8, at: usize) -> Result<(), Other> {
        let (true, Ok(start)) = (self.len < MAX_LETTERS, u16::try_from(at)) else { return Err(Other::Nothing) };
        self.codes[self.len] = code;
        self.seats |= u64::from(seat) << (2 * self.len);
        self.marks[self.len] = 0;
        self.starts[self.len] = start;
        self.foreign |= code == FOREIGN;
        self.len += 1;
        Ok(())
    }

    fn mark(&mut self, mark: u8) {
        let Some(last) = self.len.checked_sub(1) else { return };
        self.marked = true;
        if mark == mark::SHADDA {
            self.marks[last] |= mark::SHADDA;
        } else {
            self.marks[last] = self.marks[last] & mark::SHADDA | mark;
        }
    }

    /// A combining hamza or madda on the letter before it.
    fn compose(&mut self, c: char) {
        let Some(last) = self.len.checked_sub(1) else { return };
        let (plain, _) = (letter_of_plain(self.codes[last]), ());
        let seat = match (plain, c) {
            (Some(ALEF), HAMZA_ABOVE) | (Some(WAW), HAMZA_ABOVE) => 1,
            (Some(ALEF), HAMZA_BELOW) | (Some(YEH), HAMZA_ABOVE) => 2,
            (Some(ALEF), MADDAH_ABOVE) => 3,
            _ => return,
        };
        self.seats = self.seats & !(3 << (2 * last)) | seat << (2 * last);
    }

    /// The spelling of the letter at `at`.
    pub(crate) fn seat(&self, at: usize) -> u8 {
        (self.seats >> (2 * at)) as u8 & 3
    }

    /// The seats of `count` letters from `from` on.
    pub(crate) fn seats_of(&self, from: usize, count: usize) -> u64 {
        let shifted = self.seats.checked_shr(2 * from as u32).unwrap_or(0);
        if count >= 32 { shifted } else { shifted & ((1 << (2 * count)) - 1) }
    }

    /// Leaves at most `most` of a letter written many times in a row, as tweets do. Whether anything was dropped.
    pub(crate) fn collapse(&mut self, most: usize) -> bool {
        let mut kept = 0;
        let mut run = 0;
        for at in 0..self.len {
            run = if at > 0 && self.codes[at] == self.codes[at - 1] { run + 1 } else { 1 };
            if run > most {
                continue;
            }
            let seat = u64::from(self.seat(at));
            self.codes[kept] = self.codes[at];
            self.marks[kept] = self.marks[at];
            self.starts[kept] = self.starts[at];
            self.seats = self.seats & !(3 << (2 * kept)) | seat << (2 * kept);
            kept += 1;
        }
        let dropped = kept < self.len;
        self.len = kept;
        dropped
    }
}

fn letter_of_plain(code: u8) -> Option<char> {
    LETTERS.get(usize::from(code).wrapping_sub(1)).copied()
}

/// The letters as one number: exact up to twelve letters, a hash with the highest bit set beyond.
pub(crate) fn key(codes: &[u8]) -> u64 {
    if codes.len() <= 12 {
        return codes.iter().fold(0, |key, &code| key << 5 | u64::from(code));
    }
    let mixed = codes.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |hash, &code| {
        (hash.rotate_left(5) ^ u64::from(code)).wrapping_mul(0x2545_F491_4F6C_DD1D)
    });
    mixed | 1 << 63
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        for (at, &c) in LETTERS.iter().enumerate() {
            assert_eq!(code_and_seat(c), Some((at as u8 + 1, 0)), "{c}");
        }
        for c in ['أ', 'إ', 'آ', 'ؤ', 'ى', 'ئ', 'ة'] {
            let (code, seat) = code_and_seat(c).unwrap();
            assert_eq!(letter_of(code, seat), c);
        }
    }

    #[test]
    fn words_are_read() {
        let mut word = Skeleton::default();
        word.read("مُدَرِّسـة").unwrap();
        assert_eq!((word.len, word.marked, word.marks[2]), (5, true, mark::SHADDA | mark::KASRA));
        assert_eq!((word.seat(4), word.starts[4]), (1, 16));
        word.read("\u{fefb}").unwrap();
        assert_eq!(word.len, 2, "a ligature is two letters");
        word.read("ا\u{654}كل").unwrap();
        assert_eq!(word.seat(0), 1);
        assert_eq!(word.read("12"), Err(Other::Number));
        assert_eq!(word.read("abc"), Err(Other::Latin));
        assert_eq!(word.read("ًٌ"), Err(Other::Nothing));
        assert_eq!(word.read(&"ب".repeat(40)), Err(Other::Nothing));
        word.read("جميييييل").unwrap();
        assert!(word.collapse(2));
        assert_eq!(word.len, 5);
    }
}
