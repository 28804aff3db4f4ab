//! Text for programs that count it character by character. Most characters are letters after letters: of those only
//! sums are told.

use super::{JavaOsman, TextstatOsman};
use crate::script::letter::*;

/// What counts a text.
pub(super) trait Reads {
    /// The next character.
    fn character(&mut self, c: char);
    /// The letters after a letter: the same as each of them by [`Reads::character`].
    fn letters(&mut self, letters: &Letters);
    /// A space and the letters after it: the same as each of them by [`Reads::character`].
    fn word(&mut self, letters: &Letters);
}

/// Arabic letters that follow one another, without marks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letters {
    /// How many.
    pub(super) count: u64,
    /// ا and ى among them.
    pub(super) alefs: u64,
    /// One of them is ء, ئ, ؤ, ذ or ظ.
    pub(super) hard: bool,
    /// One of them is ا or ن, after و as another of them.
    pub(super) ending: bool,
    /// The first is ا or ن.
    pub(super) begins_ending: bool,
    /// The last is و.
    pub(super) ends_in_waw: bool,
}

/// Reads a text. O(n).
pub(super) fn walk(text: &str, program: &mut impl Reads) {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == ' ' {
            let rest = chars.as_str();
            let (letters, bytes) = letters_of(rest.as_bytes());
            if letters.count > 0 {
                program.word(&letters);
                chars = rest[bytes..].chars();
                continue;
            }
        }
        program.character(c);
        if of_letter(c) == 0 {
            continue;
        }
        let rest = chars.as_str();
        let (letters, bytes) = letters_of(rest.as_bytes());
        if letters.count > 0 {
            program.letters(&letters);
            chars = rest[bytes..].chars();
        }
    }
}

/// Reads a text for both programs at once. O(n).
pub fn observe_programs(text: &str, java: &mut JavaOsman, textstat: &mut TextstatOsman) {
    walk(text, &mut Both(java, textstat));
}

struct Both<'a>(&'a mut JavaOsman, &'a mut TextstatOsman);

impl Reads for Both<'_> {
    fn character(&mut self, c: char) {
        self.0.character(c);
        self.1.character(c);
    }

    fn letters(&mut self, letters: &Letters) {
        self.0.letters(letters);
        self.1.letters(letters);
    }

    fn word(&mut self, letters: &Letters) {
        self.0.word(letters);
        self.1.word(letters);
    }
}

/// What is asked of a letter, so that sums of it say what is asked of letters: in the lowest bits a one, then a one if it
/// is ا or ى, then a one if it is hard, 16 bits each; and a bit each for و and for what ends a word after it. 0 of any other
/// character.
const fn of_letter(c: char) -> u64 {
    match c {
        ALEF => LETTER | IS_ALEF | ENDS,
        ALEF_MAKSURA => LETTER | IS_ALEF,
        NOON => LETTER | ENDS,
        WAW => LETTER | IS_WAW,
        HAMZA | YEH_HAMZA | WAW_HAMZA | THAL | ZAH => LETTER | IS_HARD,
        HAMZA..=GHAIN | FEH..=YEH => LETTER,
        _ => 0,
    }
}

const LETTER: u64 = 1;
const IS_ALEF: u64 = 1 << 16;
const IS_HARD: u64 = 1 << 32;
const IS_WAW: u64 = 1 << 62;
/// Above that of و: shifted by one it meets this.
const ENDS: u64 = IS_WAW << 1;

/// The characters U+0600 to U+067F by the last bit of their first byte and the last six of their second.
const LETTERS: [u64; 128] = {
    let mut letters = [0; 128];
    let mut at = 0;
    while at < 128 {
        if let Some(c) = char::from_u32(0x600 + at) {
            letters[at as usize] = of_letter(c);
        }
        at += 1;
    }
    letters
};

/// The letters that a text begins with, as many as are counted in 16 bits, and their bytes.
fn letters_of(text: &[u8]) -> (Letters, usize) {
    const MOST: usize = u16::MAX as usize;
    let (mut sum, mut first, mut before, mut ending) = (0u64, 0, 0, 0);
    for pair in text.chunks_exact(2).take(MOST) {
        let [lead, rest] = [pair[0], pair[1]];
        let letter = LETTERS[(usize::from(lead) << 6 | usize::from(rest & 0x3F)) % LETTERS.len()];
        if lead & 0xFE != 0xD8 || letter == 0 {
            break;
        }
        first = if sum == 0 { letter } else { first };
        sum = sum.wrapping_add(letter);
        ending |= before << 1 & letter;
        before = letter;
    }
    let field = |unit: u64| (sum / unit) & u64::from(u16::MAX);
    let letters = Letters {
        count: field(LETTER),
        alefs: field(IS_ALEF),
        hard: field(IS_HARD) > 0,
        ending: ending & ENDS != 0,
        begins_ending: first & ENDS != 0,
        ends_in_waw: before & IS_WAW != 0,
    };
    (letters, 2 * letters.count as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the text and however it is cut, letters at once are letters one by one.
        #[test]
        fn letters_at_once_are_letters_one_by_one(
            pieces in proptest::collection::vec(
                prop_oneof![
                    "[ءئذظاىونبل]{0,8}",
                    "[ابون \\.?!,\n\r0-9\u{64e}\u{64c}\u{651}\u{640}\u{fffd}_*]{0,12}",
                    "[\u{5f0}-\u{6ff} a.]{0,12}",
                    "( [اوني\u{64e}\u{651}ذبى.!1]{1,9}){0,6}",
                    "([\u{fffd}. \n\r\t\u{1}]{0,3} [اونظبة]{1,9}){0,6}",
                    any::<String>(),
                ],
                0..6,
            ),
        ) {
            let (mut java, mut textstat) = (JavaOsman::default(), TextstatOsman::default());
            let (mut plain_java, mut plain_textstat) = (JavaOsman::default(), TextstatOsman::default());
            for piece in &pieces {
                observe_programs(piece, &mut java, &mut textstat);
                piece.chars().for_each(|c| plain_java.character(c));
                piece.chars().for_each(|c| plain_textstat.character(c));
                prop_assert_eq!(java.terms(), plain_java.terms());
                prop_assert_eq!(java.characters(), plain_java.characters());
                prop_assert_eq!(textstat.terms(), plain_textstat.terms());
            }
            let text = pieces.concat();
            prop_assert_eq!(JavaOsman::of(&text).terms(), plain_java.terms());
            prop_assert_eq!(TextstatOsman::of(&text).terms(), plain_textstat.terms());
        }
    }

    #[test]
    fn a_word_of_more_letters_than_are_counted_at_once() {
        let text = format!(" {}و{}ذان", "ا".repeat(65_534), "نب".repeat(40_000));
        let (mut java, mut textstat) = (JavaOsman::default(), TextstatOsman::default());
        let (mut plain_java, mut plain_textstat) = (JavaOsman::default(), TextstatOsman::default());
        observe_programs(&text, &mut java, &mut textstat);
        text.chars().for_each(|c| plain_java.character(c));
        text.chars().for_each(|c| plain_textstat.character(c));
        assert_eq!(java.terms(), plain_java.terms());
        assert_eq!(textstat.terms(), plain_textstat.terms());
    }
}
