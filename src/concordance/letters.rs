//! Which letters a stretch of text holds, as bits: a look that is cheaper than a look-up, and excludes most words.

use crate::script::letter::{ALEF_WASLA, FEH, GHAIN, HAMZA, MADDAH_ABOVE, SUPERSCRIPT_ALEF, YEH};

/// A set of plain Arabic letters, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters(u64);

impl Letters {
    /// The letters of a text; `None` if it holds anything that folding may turn into a plain Arabic letter:
    /// presentation forms, letters of other languages, a hamza or maddah that stands alone. O(length).
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut bits = 0;
        let mut bytes = text.bytes();
        while let Some(lead) = bytes.next() {
            if lead < 0x80 {
                continue;
            }
            // U+0600 to U+067F.
            if lead != 0xd8 && lead != 0xd9 {
                return None;
            }
            let low = u32::from(bytes.next()? & 0x3f);
            let c = 0x600 + (u32::from(lead & 1) << 6 | low);
            let letter = (c >= HAMZA as u32 && c <= GHAIN as u32) || (c >= FEH as u32 && c <= YEH as u32);
            if letter {
                bits |= 1 << (c - HAMZA as u32);
            } else if (c >= MADDAH_ABOVE as u32 && c <= MADDAH_ABOVE as u32 + 2)
                || c == SUPERSCRIPT_ALEF as u32
                || c >= ALEF_WASLA as u32
            {
                return None;
            }
        }
        Some(Self(bits))
    }

    /// The set of these letters; those that are no plain Arabic letters are left out.
    pub(super) fn from_chars(letters: impl Iterator<Item = char>) -> Self {
        let bit = |c: char| if (HAMZA..=YEH).contains(&c) { 1u64 << (c as u32 - HAMZA as u32) } else { 0 };
        Self(letters.fold(0, |bits, c| bits | bit(c)))
    }

    /// How many letters both hold.
    pub(super) fn common(self, other: Self) -> u32 {
        (self.0 & other.0).count_ones()
    }

    /// How many letters it holds.
    pub(super) fn len(self) -> u32 {
        self.0.count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_bit_and_doubt_has_none() {
        for c in ('\0'..=char::MAX).filter(|&c| c as u32 <= 0x2ffff) {
            let found = Letters::of(c.encode_utf8(&mut [0; 4]));
            let plain = (HAMZA..=GHAIN).contains(&c) || (FEH..=YEH).contains(&c);
            if plain {
                assert_eq!(found, Some(Letters::from_chars([c].into_iter())));
                assert_eq!(found.map(Letters::len), Some(1));
            } else if (c as u32) >= 0x680 {
                assert_eq!(found, None, "{}", c.escape_unicode());
            }
        }
        let normalizer = crate::Normalizer::new(crate::Folding::NORMAL);
        // What folding makes of a text that is not doubtful has no letter that the text has not.
        for c in ('\0'..='\u{67f}').filter(|&c| Letters::of(c.encode_utf8(&mut [0; 4])).is_some()) {
            for before in ['\u{627}', 'a', '\u{648}'] {
                let text = format!("{before}{c}");
                let folded = normalizer.fold(&text).into_owned();
                let (own, of_folded) = (Letters::of(&text).unwrap(), Letters::of(&folded).unwrap());
                assert_eq!(own.common(of_folded), of_folded.len(), "{}", text.escape_unicode());
                assert_eq!(own, of_folded, "{}", text.escape_unicode());
            }
        }
    }
}
