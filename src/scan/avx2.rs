//! The kernel for AVX2: two nibbles of a character look up which kinds of rows and columns they belong to, and a
//! character has a flag where both agree.

use super::class::{ARABIC, ARABIC_LEAD, ARABIC_LEAD_MASK, BYTES, flag};
use super::masks::{BLOCK, Masks};
use super::words::{EDGES_A_BLOCK, Scan};
use std::arch::x86_64::*;

/// A table of 256 characters as rows and columns of 16: bit *j* is set in the rows and in the columns of the *j*th
/// set of columns that some rows have in common.
struct Nibbles {
    rows: [u8; 16],
    columns: [u8; 16],
    /// The bits of each group that was asked for.
    groups: [u8; 6],
}

/// Sets of characters by the value of their flags under `mask`: group *g* has value `values[g]`.
const fn nibbles(table: &[u8; 256], mask: u8, values: &[u8]) -> Nibbles {
    let mut found = Nibbles { rows: [0; 16], columns: [0; 16], groups: [0; 6] };
    let (mut bits, mut group) = (0, 0);
    while group < values.len() {
        // The columns of each row that hold the value.
        let mut sets = [0u16; 16];
        let mut at = 0;
        while at < 256 {
            if table[at] & mask == values[group] {
                sets[at / 16] |= 1 << (at % 16);
            }
            at += 1;
        }
        let mut row = 0;
        while row < 16 {
            let mut earlier = 0;
            while sets[earlier] != sets[row] {
                earlier += 1;
            }
            if sets[row] != 0 && earlier == row {
                assert!(bits < 8, "more sets of columns than a byte has bits");
                let (mut same, mut column) = (0, 0);
                while same < 16 {
                    if sets[same] == sets[row] {
                        found.rows[same] |= 1 << bits;
                    }
                    same += 1;
                }
                while column < 16 {
                    if sets[row] >> column & 1 == 1 {
                        found.columns[column] |= 1 << bits;
                    }
                    column += 1;
                }
                found.groups[group] |= 1 << bits;
                bits += 1;
            }
            row += 1;
        }
        group += 1;
    }
    found
}

/// ASCII alone: other bytes have no flags here.
const ASCII: [u8; 256] = {
    let mut table = BYTES;
    let mut at = 0x80;
    while at < 256 {
        table[at] = 0;
        at += 1;
    }
    table
};

const MID: u8 = flag::MID_LETTER | flag::MID_NUM;
const SIGNS: Nibbles = nibbles(
    &ASCII,
    !0,
    &[
        flag::LETTER | flag::ODD,
        flag::DIGIT | flag::ODD,
        flag::WEAK | flag::ODD,
        MID,
        flag::MID_LETTER,
        flag::MID_NUM,
    ],
);
const LETTERS: Nibbles =
    nibbles(&ARABIC, flag::LETTER | flag::ODD, &[flag::LETTER, flag::LETTER | flag::ODD]);
const MARKS: Nibbles = nibbles(&ARABIC, flag::EXTEND, &[flag::EXTEND]);
const NUMBERS: Nibbles = nibbles(
    &ARABIC,
    flag::DIGIT | flag::MID_NUM | flag::UNKNOWN,
    &[flag::DIGIT, flag::MID_NUM, flag::UNKNOWN],
);

/// The proof that this processor has what the kernel needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Avx2(());

impl Avx2 {
    pub(super) fn detect() -> Option<Self> {
        let has = std::is_x86_feature_detected!("avx2")
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

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn runs(scan: &mut Scan<'_>) -> Option<usize> {
    let tables = Tables::new();
    scan.runs(|block| tables.masks(block), |edges, base, out| write(edges, base, out))
}

/// The places of the bits of each byte, one after another.
static PLACES: [[u8; 8]; 256] = {
    let mut places = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut place, mut count) = (0, 0);
        while place < 8 {
            if byte >> place & 1 == 1 {
                places[byte][count] = place as u8;
                count += 1;
            }
            place += 1;
        }
        byte += 1;
    }
    places
};

/// Writes the places of the bits, each added to `base`, eight bits at a time: eight places are stored whether there are
/// so many or not, and the next ones over those that are none.
#[inline]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn write(edges: u64, base: u32, out: &mut [u32]) {
    let out: &mut [u32; EDGES_A_BLOCK] = out.try_into().expect("room for a block");
    let bases = _mm256_set1_epi32(base as i32);
    for at in (0..BLOCK).step_by(8) {
        let byte = (edges >> at) as u8;
        let before = (edges & !(u64::MAX << at)).count_ones() as usize;
        let places = &PLACES[usize::from(byte)];
        // SAFETY: eight bytes are read of an array of eight; no more than `at` bits stand before, and eight more places
        // than a block has bits are there to be written.
        unsafe {
            let places = _mm256_cvtepu8_epi32(_mm_loadl_epi64(places.as_ptr().cast()));
            let places = _mm256_add_epi32(places, _mm256_add_epi32(bases, _mm256_set1_epi32(at as i32)));
            _mm256_storeu_si256(out.as_mut_ptr().add(before).cast(), places);
        }
    }
}

#[cfg(test)]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn masks(block: &[u8; BLOCK + 1]) -> Masks {
    Tables::new().masks(block)
}

#[inline]
#[target_feature(enable = "avx2")]
fn load(block: &[u8; BLOCK + 1], at: usize) -> __m256i {
    let bytes: &[u8; 32] = block[at..at + 32].try_into().expect("32 bytes");
    // SAFETY: 32 bytes are there to be read, at any alignment.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx2")]
fn both(table: &[u8; 16]) -> __m256i {
    // SAFETY: 16 bytes are there to be read, at any alignment.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(table.as_ptr().cast()) })
}

/// A table of nibbles in registers.
#[derive(Clone, Copy)]
struct Lookup {
    rows: __m256i,
    columns: __m256i,
}

impl Lookup {
    #[inline]
    #[target_feature(enable = "avx2")]
    fn new(nibbles: &Nibbles) -> Self {
        Self { rows: both(&nibbles.rows), columns: both(&nibbles.columns) }
    }

    /// The sets to which both the row and the column belong.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn sets(&self, row: __m256i, column: __m256i) -> __m256i {
        _mm256_and_si256(_mm256_shuffle_epi8(self.rows, row), _mm256_shuffle_epi8(self.columns, column))
    }
}

struct Tables {
    signs: Lookup,
    letters: Lookup,
    marks: Lookup,
    numbers: Lookup,
}

impl Tables {
    #[inline]
    #[target_feature(enable = "avx2")]
    fn new() -> Self {
        Self {
            signs: Lookup::new(&SIGNS),
            letters: Lookup::new(&LETTERS),
            marks: Lookup::new(&MARKS),
            numbers: Lookup::new(&NUMBERS),
        }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn masks(&self, block: &[u8; BLOCK + 1]) -> Masks {
        let low = self.half(load(block, 0), load(block, 1));
        let high = self.half(load(block, 32), load(block, 33));
        let join = |at: usize| u64::from(low[at]) | u64::from(high[at]) << 32;
        Masks {
            letter: !join(0),
            digit: join(1),
            extend: join(2),
            weak: join(3),
            mid_letter: join(4),
            mid_num: !join(5),
            odd: !join(6),
            unknown: join(7),
            lead: join(8),
            ..Masks::default()
        }
    }

    /// The masks of 32 bytes, in the order of [`Masks`]; those of letters, of signs between numbers, and of what is odd are
    /// turned round.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn half(&self, bytes: __m256i, next: __m256i) -> [u32; 9] {
        let nibble = _mm256_set1_epi8(0x0F);
        let row = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
        // A column with its highest bit set looks up nothing: so do bytes above ASCII.
        let signs = self.signs.sets(row, bytes);

        let two = _mm256_cmpeq_epi8(
            _mm256_and_si256(bytes, _mm256_set1_epi8(ARABIC_LEAD_MASK as i8)),
            _mm256_set1_epi8(ARABIC_LEAD as i8),
        );
        // The low byte of the character: two bits of this byte, six of the next.
        let high = _mm256_and_si256(_mm256_slli_epi16(bytes, 2), _mm256_set1_epi8(0x0C));
        let low = _mm256_and_si256(_mm256_srli_epi16(next, 4), _mm256_set1_epi8(0x03));
        let row = _mm256_or_si256(high, low);
        // Nothing is looked up where no such character begins.
        let column = _mm256_or_si256(
            _mm256_and_si256(next, nibble),
            _mm256_andnot_si256(two, _mm256_set1_epi8(i8::MIN)),
        );
        let letters = self.letters.sets(row, column);
        let marks = self.marks.sets(row, column);
        let numbers = self.numbers.sets(row, column);

        let pick = |sets: __m256i, groups: u8| _mm256_and_si256(sets, _mm256_set1_epi8(groups as i8));
        let letter = SIGNS.groups[0];
        let digit = SIGNS.groups[1];
        let weak = SIGNS.groups[2];
        let [_, _, _, mid, mid_letter, mid_num] = SIGNS.groups;
        let [arabic_digit, arabic_mid, arabic_unknown, ..] = NUMBERS.groups;
        let odd = _mm256_or_si256(
            pick(signs, letter | digit | weak),
            _mm256_or_si256(pick(letters, LETTERS.groups[1]), pick(numbers, arabic_digit)),
        );
        // First bytes of longer characters: as signed numbers -64 to -1.
        let lead = _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(-65));
        let lead = _mm256_and_si256(lead, bytes);
        let unknown = positive(pick(numbers, arabic_unknown));
        let unknown = _mm256_or_si256(unknown, _mm256_andnot_si256(two, lead));
        [
            zeros(_mm256_or_si256(letters, pick(signs, letter))),
            bits(positive(_mm256_or_si256(pick(signs, digit), pick(numbers, arabic_digit)))),
            bits(positive(marks)),
            bits(positive(pick(signs, weak))),
            bits(positive(pick(signs, mid | mid_letter))),
            zeros(_mm256_or_si256(pick(signs, mid | mid_num), pick(numbers, arabic_mid))),
            zeros(odd),
            bits(unknown),
            bits(lead),
        ]
    }
}

/// Fills the bytes that are above zero as signed numbers: all that have a bit, if none has the highest.
#[inline]
#[target_feature(enable = "avx2")]
fn positive(bytes: __m256i) -> __m256i {
    _mm256_cmpgt_epi8(bytes, _mm256_setzero_si256())
}

// What is asked by sign has no highest bit.
const _: () = {
    let signs = &SIGNS.groups;
    let numbers = &NUMBERS.groups;
    let asked = MARKS.groups[0] | signs[1] | signs[2] | signs[3] | signs[4] | numbers[0] | numbers[2];
    assert!(asked & 0x80 == 0);
};

/// Which bytes have no bit.
#[inline]
#[target_feature(enable = "avx2")]
fn zeros(bytes: __m256i) -> u32 {
    bits(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()))
}

/// Which bytes have their highest bit.
#[inline]
#[target_feature(enable = "avx2")]
fn bits(bytes: __m256i) -> u32 {
    _mm256_movemask_epi8(bytes) as u32
}
