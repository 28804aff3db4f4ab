//! Which instructions the hot path uses: a value that exists only where the processor has them.

use super::scalar;
use super::words::{Scan, places};
#[cfg(target_arch = "x86_64")]
use super::{avx2::Avx2, avx512::Avx512};

/// A set of instructions that this processor has. All give the same results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Isa(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    Scalar,
}

impl Isa {
    /// The portable one: tables and 64-bit integers.
    pub const SCALAR: Self = Self(Kind::Scalar);

    /// Those that this processor has, fastest first, [`Isa::SCALAR`] last.
    pub fn available() -> Vec<Self> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        found.extend(Avx512::detect().map(|proof| Self(Kind::Avx512(proof))));
        #[cfg(target_arch = "x86_64")]
        found.extend(Avx2::detect().map(|proof| Self(Kind::Avx2(proof))));
        found.push(Self::SCALAR);
        found
    }

    /// The fastest that this processor has.
    pub fn best() -> Self {
        Self::available()[0]
    }

    /// Its name: `avx512`, `avx2`, `scalar`.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(_) => "avx512",
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(_) => "avx2",
            Kind::Scalar => "scalar",
        }
    }

    /// The edges of words, up to a place that only the rules one by one know.
    pub(super) fn runs(self, scan: &mut Scan<'_>) -> Option<usize> {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(proof) => proof.runs(scan),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(proof) => proof.runs(scan),
            Kind::Scalar => scan.runs(scalar::masks, places),
        }
    }
}

impl Default for Isa {
    fn default() -> Self {
        Self::best()
    }
}

#[cfg(test)]
mod tests {
    use super::super::masks::{BLOCK, Masks};
    use super::*;

    fn masks(isa: Isa, block: &[u8; BLOCK + 1]) -> Masks {
        match isa.0 {
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512(proof) => proof.masks(block),
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2(proof) => proof.masks(block),
            Kind::Scalar => scalar::masks(block),
        }
    }

    /// Every byte before every byte, at every place.
    #[test]
    fn kernels_are_twins() {
        let mut block = [0; BLOCK + 1];
        for first in 0..=255u8 {
            for shift in 0..BLOCK {
                for (at, byte) in block.iter_mut().enumerate() {
                    let second = ((at / 2 + shift * BLOCK / 2) % 256) as u8;
                    *byte = if (at + shift) % 2 == 0 { first } else { second };
                }
                let expected = masks(Isa::SCALAR, &block);
                for isa in Isa::available() {
                    assert_eq!(masks(isa, &block), expected, "{} {block:?}", isa.name());
                }
            }
        }
    }

    #[test]
    fn the_portable_kernel_asks_the_table() {
        use super::super::class::{ARABIC, BYTES, flag};
        for first in 0..=255u8 {
            for second in 0..=255u8 {
                let mut block = [b' '; BLOCK + 1];
                (block[7], block[8]) = (first, second);
                let found = scalar::masks(&block);
                let is_arabic = (0xD8..=0xDB).contains(&first);
                let code = usize::from(first & 3) << 6 | usize::from(second & 0x3F);
                let flags = if is_arabic { ARABIC[code] } else { BYTES[usize::from(first)] };
                for (flag, mask) in [
                    (flag::LETTER, found.letter),
                    (flag::DIGIT, found.digit),
                    (flag::EXTEND, found.extend),
                    (flag::WEAK, found.weak),
                    (flag::MID_LETTER, found.mid_letter),
                    (flag::MID_NUM, found.mid_num),
                    (flag::ODD, found.odd),
                    (flag::UNKNOWN, found.unknown),
                ] {
                    assert_eq!(mask >> 7 & 1 == 1, flags & flag != 0, "{first:02X} {second:02X}");
                }
                assert_eq!(found.lead >> 7 & 1 == 1, first >= 0xC0);
            }
        }
    }
}
