//! The quick test: most words hold nothing to fold, and a table says so without looking further.

use super::Folding;
use crate::script::letter;

/// Which characters a folding leaves alone wherever they stand: of ASCII, and of U+0600–06FF. Any other character
/// means the long way.
#[derive(Clone, Debug)]
pub(super) struct Inert {
    ascii: [bool; 128],
    arabic: [bool; 256],
    /// Nothing at all is folded.
    all: bool,
}

impl Inert {
    pub(super) fn new(folding: Folding) -> Self {
        let (mut ascii, mut arabic) = ([true; 128], [false; 256]);
        let lucene = folding.contains(Folding::LUCENE);
        for upper in b'A'..=b'Z' {
            ascii[usize::from(upper)] = !lucene && !folding.contains(Folding::CASE);
        }
        let digits = !lucene && !folding.contains(Folding::DIGITS);
        for code in 0x600..=0x6FFu32 {
            arabic[(code & 0xFF) as usize] = match code {
                0x621..=0x63A | 0x641..=0x64A => true,
                0x660..=0x669 | 0x6F0..=0x6F9 => digits,
                0x60C | 0x61B | 0x61F | 0x66A..=0x66D | 0x6D4 => true,
                _ => false,
            };
        }
        let mut folded = |flag: Folding, letters: &[char]| {
            if lucene || folding.contains(flag) {
                for &letter in letters {
                    arabic[(letter as u32 & 0xFF) as usize] = false;
                }
            }
        };
        folded(Folding::ALEF, &[letter::ALEF_MADDA, letter::ALEF_HAMZA_ABOVE, letter::ALEF_HAMZA_BELOW]);
        folded(Folding::HAMZA, &[letter::WAW_HAMZA, letter::YEH_HAMZA]);
        folded(Folding::MAQSURA, &[letter::ALEF_MAKSURA]);
        folded(Folding::TEH_MARBUTA, &[letter::TEH_MARBUTA]);
        if folding.contains(Folding::UTHMANI) {
            arabic = [false; 256];
        }
        if folding.contains(Folding::REPEAT) {
            // A run is not seen in one character.
            (ascii, arabic) = ([false; 128], [false; 256]);
        }
        Self { ascii, arabic, all: folding == Folding::NONE }
    }

    /// Whether the folding surely leaves `text` as it is.
    pub(super) fn covers(&self, text: &str) -> bool {
        if self.all {
            return true;
        }
        let mut bytes = text.as_bytes();
        while let Some((&lead, rest)) = bytes.split_first() {
            bytes = match (lead, rest.split_first()) {
                (0..0x80, _) if self.ascii[usize::from(lead)] => rest,
                // D8–DB lead U+0600–06FF: two bits of the lead byte and six of the next make the low byte.
                (0xD8..=0xDB, Some((&next, rest)))
                    if self.arabic[usize::from((lead & 3) << 6 | (next & 0x3F))] =>
                {
                    rest
                }
                _ => return false,
            };
        }
        true
    }
}
