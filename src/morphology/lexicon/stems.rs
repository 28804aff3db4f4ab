//! The stems of the compiled lexicon: how a row is packed, and how the rows of some letters are found.

use super::{u32_at, u64_at};
use std::ops::Range;

/// A stem as it lies in the block.
#[derive(Clone, Copy, Debug)]
pub(in crate::morphology) struct Stem {
    pub(in crate::morphology) seats: u32,
    pub(in crate::morphology) class: u8,
    pub(in crate::morphology) lemma: u32,
    pub(in crate::morphology) cost: u8,
    pub(in crate::morphology) pattern: u16,
}

/// The bytes of a stem in the block: seats 24 bits, cost 8, class 5, pattern 14, lemma 21.
pub(super) const STEM_BYTES: usize = 9;
const PATTERN_BITS: u32 = 14;
const LEMMA_BITS: u32 = 21;

impl Stem {
    pub(super) fn pack(self) -> [u8; STEM_BYTES] {
        assert!(
            u32::from(self.pattern) < 1 << PATTERN_BITS
                && self.lemma < 1 << LEMMA_BITS
                && self.seats < 1 << 24
        );
        let rest = u64::from(self.class) << (PATTERN_BITS + LEMMA_BITS)
            | u64::from(self.pattern) << LEMMA_BITS
            | u64::from(self.lemma);
        let mut bytes = [0; STEM_BYTES];
        bytes[..4].copy_from_slice(&(self.seats | u32::from(self.cost) << 24).to_le_bytes());
        bytes[4..].copy_from_slice(&rest.to_le_bytes()[..5]);
        bytes
    }

    pub(super) fn unpack(bytes: &[u8]) -> Self {
        let first = u32_at(bytes, 0);
        let rest = u64::from(u32_at(bytes, 4)) | u64::from(bytes[8]) << 32;
        Self {
            seats: first & 0xFF_FFFF,
            cost: (first >> 24) as u8,
            class: (rest >> (PATTERN_BITS + LEMMA_BITS)) as u8,
            pattern: (rest >> LEMMA_BITS) as u16 & ((1 << PATTERN_BITS) - 1),
            lemma: rest as u32 & ((1 << LEMMA_BITS) - 1),
        }
    }
}

/// Where the stems of some letters lie. Most letters that are asked for are those of no stem, and a bit says so.
#[derive(Clone)]
pub(super) struct StemIndex {
    filter: Vec<u64>,
    /// The first key and the first row of each bucket.
    directory: Vec<(u32, u32)>,
    keys: Vec<u64>,
}

/// Bits of the filter: seven for each key, and small enough to stay near the processor.
const FILTER_BITS: usize = 1 << 19;

/// The bit of a hash, of those that choose no bucket.
fn filter_bit(hash: u64) -> usize {
    (hash >> 13) as usize % FILTER_BITS
}

impl StemIndex {
    pub(super) fn new(directory: &[u8], keys: &[u8]) -> Self {
        let pairs = directory.chunks_exact(8).map(|pair| (u32_at(pair, 0), u32_at(pair, 4)));
        let keys: Vec<u64> = (0..keys.len() / 8).map(|at| u64_at(keys, at)).collect();
        let mut filter = vec![0; FILTER_BITS / 64];
        for &key in &keys {
            let bit = filter_bit(hash_of(key));
            filter[bit / 64] |= 1 << (bit % 64);
        }
        Self { filter, directory: pairs.collect(), keys }
    }

    /// Whether there are any stems.
    pub(super) fn is_empty(&self) -> bool {
        self.directory.len() < 2
    }

    /// The rows of a key; `counts` holds how many each key has.
    pub(super) fn rows(&self, key: u64, counts: &[u8]) -> Range<usize> {
        let hash = hash_of(key);
        let bit = filter_bit(hash);
        if self.filter[bit / 64] >> (bit % 64) & 1 == 0 {
            return 0..0;
        }
        let bucket = (hash >> 32) as usize & (self.directory.len() - 2);
        let (first, mut row) = self.directory[bucket];
        let (end, _) = self.directory[bucket + 1];
        let own = first as usize..end as usize;
        for (&known, &count) in self.keys[own.clone()].iter().zip(&counts[own]) {
            let count = u32::from(count);
            if known == key {
                return row as usize..(row + count) as usize;
            }
            row += count;
        }
        0..0
    }
}

/// The bucket of a key among `buckets`, a power of two.
pub(super) fn bucket_of(key: u64, buckets: usize) -> usize {
    (hash_of(key) >> 32) as usize & (buckets - 1)
}

fn hash_of(key: u64) -> u64 {
    (key ^ key >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
