//! The portable kernel: a table of bytes, and bits gathered eight bytes at a time. The twin of the others.

use super::class::{ARABIC, ARABIC_LEAD, ARABIC_LEAD_MASK, BYTES, flag};
use super::masks::{BLOCK, Masks};

/// The flags of the character that begins at the first of two bytes, by both: one look-up where telling the cases
/// apart would take eight steps. Of its 64 KiB a text of one script touches few.
static PAIRS: [u8; 1 << 16] = {
    let mut table = [0; 1 << 16];
    let mut pair = 0;
    while pair < 1 << 16 {
        // As a little-endian number: the first byte is the low one.
        let (first, second) = (pair & 0xFF, pair >> 8);
        table[pair] = if first as u8 & ARABIC_LEAD_MASK == ARABIC_LEAD {
            ARABIC[(first & 3) << 6 | second & 0x3F]
        } else {
            BYTES[first]
        };
        pair += 1;
    }
    table
};

const EACH: u64 = 0x0101_0101_0101_0101;

/// Describes a block; the byte after it completes the last character.
#[inline(always)]
pub(super) fn masks(block: &[u8; BLOCK + 1]) -> Masks {
    let mut words = [0u64; 8];
    let (mut lead, mut any) = (0, 0);
    for (at, word) in words.iter_mut().enumerate() {
        let bytes = u64::from_le_bytes(block[at * 8..][..8].try_into().expect("eight bytes"));
        // The two highest bits of a first byte are set.
        lead |= gather((bytes & bytes << 1) >> 7 & EACH) << (at * 8);
        for byte in 0..8 {
            let pair = u16::from_le_bytes([block[at * 8 + byte], block[at * 8 + byte + 1]]);
            *word |= u64::from(PAIRS[usize::from(pair)]) << (byte * 8);
        }
        any |= *word;
    }
    // One bit of every byte, if any byte has it.
    let mask = |flag: u8| {
        let bit = flag.trailing_zeros();
        if any & EACH << bit == 0 {
            return 0;
        }
        words.iter().rev().fold(0, |mask, &word| mask << 8 | gather(word >> bit & EACH))
    };
    Masks {
        letter: mask(flag::LETTER),
        digit: mask(flag::DIGIT),
        extend: mask(flag::EXTEND),
        weak: mask(flag::WEAK),
        mid_letter: mask(flag::MID_LETTER),
        mid_num: mask(flag::MID_NUM),
        odd: mask(flag::ODD),
        unknown: mask(flag::UNKNOWN),
        lead,
        ..Masks::default()
    }
}

/// The lowest bits of eight bytes, as one byte.
#[inline(always)]
fn gather(lowest_bits: u64) -> u64 {
    lowest_bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
}
