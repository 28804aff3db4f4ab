//! A hash table whose keys lie in its slots: forms of up to 16 or 32 bytes, which a comparison of registers tells
//! apart, with what is known of them beside them, so that counting one touches one line of memory.

use super::slots::{Slots, Zeroed};
use crate::scan::fetch;

/// A form of at most `8 * W` bytes, padded with zeros.
pub(super) type Key<const W: usize> = [u64; W];

/// The highest bits of a hash choose a part of the table.
pub(super) const SHARD_BITS: u32 = 3;

/// No form has this number, and none was met in what it stands for.
pub(super) const FREE: u32 = u32::MAX;

/// What is known of a form. Sixteen bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The count, then eight bits for the user of the table.
    meta: u64,
    /// The number of the form.
    pub(super) id: u32,
    /// What the form was met in last.
    pub(super) mark: u32,
}

impl Known {
    /// A form that was not counted yet.
    pub(super) fn new(tag: u8, id: u32) -> Self {
        Self { meta: u64::from(tag), id, mark: FREE }
    }

    pub(super) fn count(&self) -> u64 {
        self.meta >> 8
    }

    pub(super) fn tag(&self) -> u8 {
        self.meta as u8
    }

    /// Adds to the count.
    #[inline(always)]
    pub(super) fn add(&mut self, count: u64) {
        self.meta += count << 8;
    }

    /// Takes another tag.
    pub(super) fn set_tag(&mut self, tag: u8) {
        self.meta = self.meta & !0xFF | u64::from(tag);
    }
}

/// A slot. Aligned so that one with a short key lies in one line of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(32))]
pub(super) struct Entry<const W: usize> {
    key: Key<W>,
    pub(super) known: Known,
}

// SAFETY: it holds integers, which zeros are values of; so are a slot without a form.
unsafe impl<const W: usize> Zeroed for Entry<W> {}

impl<const W: usize> Entry<W> {
    /// No form has a key of zeros: the empty one is long.
    #[inline(always)]
    fn is_free(&self) -> bool {
        self.key == [0; W]
    }

    /// The form: its bytes are those of the key up to the zeros that pad it.
    pub(super) fn text(&self) -> &str {
        let last = self.key.iter().rposition(|&word| word != 0);
        let length = last.map_or(0, |at| at * 8 + 8 - self.key[at].to_le().leading_zeros() as usize / 8);
        // SAFETY: the key is read as its bytes, of which it has `8 * W`; integers have no padding, and `length` is not
        // more. They are the bytes of the `str` that `key` was given, which ends with no NUL: `Hashed::of` looks for that.
        unsafe {
            let bytes = std::slice::from_raw_parts(self.key.as_ptr().cast::<u8>(), W * 8);
            std::str::from_utf8_unchecked(&bytes[..length])
        }
    }
}

/// The bytes of a form as a key: `form` is at most `8 * W` long.
#[inline(always)]
pub(super) fn key<const W: usize>(form: &[u8]) -> Key<W> {
    let mut key = [0; W];
    let (words, rest) = form.as_chunks::<8>();
    for (to, word) in key.iter_mut().zip(words) {
        *to = u64::from_ne_bytes(*word);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        key[words.len()] = u64::from_ne_bytes(last);
    }
    key
}

/// The same, for a form of 1 to 16 bytes inside a text that sixteen bytes follow from its start: they are read at once.
/// `None` for any other, and for one that ends with NUL.
#[inline(always)]
pub(super) fn short_key(text: &[u8], start: usize, end: usize) -> Option<Key<2>> {
    let length = end.wrapping_sub(start);
    if length.wrapping_sub(1) >= 16 {
        return None;
    }
    let bytes: &[u8; 16] = text.get(start..)?.first_chunk()?;
    if bytes[length - 1] == 0 {
        return None;
    }
    let kept = u128::from_le_bytes(*bytes) & u128::MAX >> (128 - 8 * length);
    Some([(kept as u64).to_le(), ((kept >> 64) as u64).to_le()])
}

/// The same for a form of 17 to 32 bytes that 32 bytes follow.
#[inline(always)]
pub(super) fn middle_key(text: &[u8], start: usize, end: usize) -> Option<Key<4>> {
    let length = end.wrapping_sub(start);
    if length.wrapping_sub(17) >= 16 {
        return None;
    }
    let bytes: &[u8; 32] = text.get(start..)?.first_chunk()?;
    if bytes[length - 1] == 0 {
        return None;
    }
    let [first, last] = bytes.as_chunks::<16>().0 else { return None };
    let (first, last) = (u128::from_le_bytes(*first), u128::from_le_bytes(*last));
    let last = last & u128::MAX >> (256 - 8 * length);
    Some([first, first >> 64, last, last >> 64].map(|word| (word as u64).to_le()))
}

/// The hash of a key: a folded product under secret numbers.
#[inline(always)]
pub(super) fn hash<const W: usize>(key: &Key<W>, secret: &[u64; 4]) -> u64 {
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    };
    let mut hash = fold(key[0] ^ secret[0], key[1] ^ secret[1]);
    if W > 2 {
        hash = fold(hash ^ key[W - 2] ^ secret[2], key[W - 1] ^ secret[3]);
    }
    // The highest bits choose the place: once more, since a product of small numbers has few of them.
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The next size of a table: from where it is too large for the nearest memory, a large page, then half as much again.
fn larger(slots: usize) -> usize {
    match slots {
        0..8192 => (slots * 2).max(16),
        8192..65536 => 65536,
        _ => slots + slots / 2,
    }
}

/// A table of forms of at most `8 * W` bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Tier<const W: usize> {
    slots: Slots<Entry<W>>,
    used: usize,
}

impl<const W: usize> Tier<W> {
    /// Where the search for a hash begins. Only its lower 61 bits choose, the others choose the table.
    #[inline(always)]
    fn start(&self, hash: u64) -> usize {
        ((u128::from(hash << SHARD_BITS) * self.slots.len() as u128) >> 64) as usize
    }

    /// Gets ready for a search.
    #[inline(always)]
    pub(super) fn fetch(&self, hash: u64) {
        if let Some(slot) = self.slots.get(self.start(hash)) {
            fetch(slot);
        }
    }

    /// The slot of a form, if it is there.
    #[inline(always)]
    pub(super) fn seek(&self, hash: u64, key: &Key<W>) -> Option<usize> {
        let slots: &[Entry<W>] = &self.slots;
        let mut at = self.start(hash);
        // A table without slots has none at 0.
        while let Some(slot) = slots.get(at) {
            if slot.key == *key {
                return Some(at);
            }
            if slot.is_free() {
                return None;
            }
            at = if at + 1 == slots.len() { 0 } else { at + 1 };
        }
        None
    }

    /// The first free slot for a hash.
    fn free(&self, hash: u64) -> usize {
        let mut at = self.start(hash);
        while !self.slots[at].is_free() {
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
        at
    }

    /// The slot of a new form. `moved` gets the number of each form that had to move, and its slot.
    #[inline(never)]
    pub(super) fn insert(
        &mut self,
        secret: &[u64; 4],
        key: &Key<W>,
        known: Known,
        mut moved: impl FnMut(u32, usize),
    ) -> usize {
        if self.used * 3 >= self.slots.len() * 2 {
            let larger = Slots::new(larger(self.slots.len()));
            let old = std::mem::replace(&mut self.slots, larger);
            // Slots are in the order of hashes, nearly: so is what is written.
            for entry in old.iter().filter(|entry| !entry.is_free()) {
                let at = self.free(hash(&entry.key, secret));
                self.slots[at] = *entry;
                moved(entry.known.id, at);
            }
        }
        let at = self.free(hash(key, secret));
        self.slots[at] = Entry { key: *key, known };
        self.used += 1;
        at
    }

    pub(super) fn slot(&self, at: usize) -> &Entry<W> {
        &self.slots[at]
    }

    /// Gets ready to read a slot.
    pub(super) fn fetch_slot(&self, at: usize) {
        fetch(&self.slots[at]);
    }

    #[inline(always)]
    pub(super) fn known_mut(&mut self, at: usize) -> &mut Known {
        &mut self.slots[at].known
    }

    /// The keys of the table and what is known of them.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Key<W>, &Known)> {
        self.slots.iter().filter(|slot| !slot.is_free()).map(|slot| (&slot.key, &slot.known))
    }

    /// What is known of each form, with its slot.
    pub(super) fn each_known(&mut self) -> impl Iterator<Item = (usize, &mut Known)> {
        let slots = self.slots.iter_mut().enumerate();
        slots.filter(|(_, slot)| !slot.is_free()).map(|(at, slot)| (at, &mut slot.known))
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<Entry<W>>()
    }
}
