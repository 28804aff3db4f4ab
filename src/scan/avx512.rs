//! The kernel for AVX-512 with byte permutations (VBMI, VBMI2): a table of 128 bytes is one instruction, and so is
//! the gathering of places.

use super::class::{ARABIC, ARABIC_LEAD, ARABIC_LEAD_MASK, BYTES, flag};
use super::masks::{BLOCK, Masks};
use super::words::Scan;
use std::arch::x86_64::*;

/// The proof that this processor has what the kernel needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Avx512(());

impl Avx512 {
    pub(super) fn detect() -> Option<Self> {
        let has = std::is_x86_feature_detected!("avx512f")
            && std::is_x86_feature_detected!("avx512bw")
            && std::is_x86_feature_detected!("avx512vbmi")
            && std::is_x86_feature_detected!("avx512vbmi2")
            && std::is_x86_feature_detected!("bmi1")
            && std::is_x86_feature_detected!("bmi2")
            && std::is_x86_feature_detected!("lzcnt")
            && std::is_x86_feature_detected!("popcnt");
        has.then_some(Self(()))
    }

    /// Describes a block; the byte after it completes the last character.
    #[cfg(test)]
    pub(super) fn masks(self, block: &[u8; BLOCK + 1]) -> Masks {
        // SAFETY: `self` is made only by `detect`, so the processor has these features.
        unsafe { masks(block) }
    }

    /// The runs of words, by instructions of this processor.
    pub(super) fn runs(self, scan: &mut Scan<'_>) -> Option<usize> {
        // SAFETY: as above.
        unsafe { runs(scan) }
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,lzcnt,popcnt")]
fn runs(scan: &mut Scan<'_>) -> Option<usize> {
    let tables = Tables::new();
    scan.runs(|block| tables.masks(block), |edges, base, out| places(edges, base, out))
}

#[cfg(test)]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,lzcnt,popcnt")]
fn masks(block: &[u8; BLOCK + 1]) -> Masks {
    Tables::new().masks(block)
}

/// 256 bytes in registers.
struct Table([__m512i; 4]);

impl Table {
    #[inline]
    #[target_feature(enable = "avx512f")]
    fn new(table: &[u8; 256]) -> Self {
        let part = |at: usize| load(table[at * BLOCK..][..BLOCK].try_into().expect("64 bytes"));
        Self([part(0), part(1), part(2), part(3)])
    }
}

struct Tables {
    bytes: Table,
    arabic: Table,
}

impl Tables {
    #[inline]
    #[target_feature(enable = "avx512f")]
    fn new() -> Self {
        Self { bytes: Table::new(&BYTES), arabic: Table::new(&ARABIC) }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    fn masks(&self, block: &[u8; BLOCK + 1]) -> Masks {
        let bytes = load(block[..BLOCK].try_into().expect("64 bytes"));
        let next = load(block[1..].try_into().expect("64 bytes"));
        let splat = |byte: u8| _mm512_set1_epi8(byte as i8);
        let lead = _mm512_cmpge_epu8_mask(bytes, splat(0xC0));
        let two =
            _mm512_cmpeq_epi8_mask(_mm512_and_si512(bytes, splat(ARABIC_LEAD_MASK)), splat(ARABIC_LEAD));
        // The low byte of a character of the block Arabic: two bits of this byte, six of the next.
        let high = _mm512_and_si512(_mm512_slli_epi16(bytes, 6), splat(0xC0));
        let code = _mm512_or_si512(high, _mm512_and_si512(next, splat(0x3F)));
        let [a, b, c, d] = self.arabic.0;
        let arabic = _mm512_mask_blend_epi8(
            _mm512_movepi8_mask(code),
            _mm512_permutex2var_epi8(a, code, b),
            _mm512_permutex2var_epi8(c, code, d),
        );
        let [low, high, ..] = self.bytes.0;
        let ascii = !_mm512_movepi8_mask(bytes);
        let signs = _mm512_maskz_permutex2var_epi8(ascii, low, bytes, high);
        let flags = _mm512_mask_mov_epi8(signs, two, arabic);
        let mask = |flag: u8| _mm512_test_epi8_mask(flags, splat(flag));
        Masks {
            letter: mask(flag::LETTER),
            digit: mask(flag::DIGIT),
            extend: mask(flag::EXTEND),
            weak: mask(flag::WEAK),
            mid_letter: mask(flag::MID_LETTER),
            mid_num: mask(flag::MID_NUM),
            odd: mask(flag::ODD),
            unknown: mask(flag::UNKNOWN) | lead & !two,
            lead,
            ..Masks::default()
        }
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn load(bytes: &[u8; BLOCK]) -> __m512i {
    // SAFETY: 64 bytes are there to be read, at any alignment.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

/// The numbers of the bytes of a block.
const NUMBERS: [u8; BLOCK] = {
    let mut numbers = [0; BLOCK];
    let mut at = 0;
    while at < BLOCK {
        numbers[at] = at as u8;
        at += 1;
    }
    numbers
};

/// Writes the places of the bits, each added to `base`, sixteen at once.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
fn places(edges: u64, base: u32, out: &mut [u32]) {
    let base = _mm512_set1_epi32(base as i32);
    let packed = _mm512_maskz_compress_epi8(edges, load(&NUMBERS));
    let count = edges.count_ones() as usize;
    store(out, 0, base, _mm512_castsi512_si128(packed));
    if count > 16 {
        store(out, 16, base, _mm512_extracti32x4_epi32::<1>(packed));
    }
    if count > 32 {
        store(out, 32, base, _mm512_extracti32x4_epi32::<2>(packed));
        store(out, 48, base, _mm512_extracti32x4_epi32::<3>(packed));
    }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn store(out: &mut [u32], at: usize, base: __m512i, numbers: __m128i) {
    let out: &mut [u32; 16] = (&mut out[at..at + 16]).try_into().expect("sixteen places");
    let places = _mm512_add_epi32(base, _mm512_cvtepu8_epi32(numbers));
    // SAFETY: room for sixteen places is there, at any alignment.
    unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), places) }
}
