//! From hashes to numbers: where a form stands in the table of forms.

use super::slots::Slots;
use crate::scan::fetch;

/// Numbers by hash: open slots, each with a number, plus one, in its lower bits and as many bits of the hash as there is
/// room for above; a free one is zero. The slots are nearly in the order of the hashes. Different forms may look alike
/// in a slot: the user compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    slots: Slots<u32>,
    /// The bits of a slot that hold a number.
    bits: u32,
    used: usize,
}

/// The next size: from where it is too large for the nearest memory, a large page, then half as much again.
fn larger(slots: usize) -> usize {
    match slots {
        0..65536 => (slots * 2).max(16),
        65536..524_288 => 524_288,
        _ => slots + slots / 2,
    }
}

impl Index {
    /// With so many slots, all free.
    fn new(slots: usize) -> Self {
        // A number plus one is less than the slots: they are never all used.
        Self { slots: Slots::new(slots), bits: usize::BITS - slots.leading_zeros(), used: 0 }
    }

    /// The numbers from 0 of so many hashes.
    pub(super) fn of(count: usize, hashes: impl Iterator<Item = u32>) -> Self {
        let mut size = 0;
        while size * 2 < count * 3 {
            size = larger(size);
        }
        let mut index = Self::new(size);
        (0..).zip(hashes).for_each(|(number, hash)| index.put(hash, number));
        index
    }

    /// Where the search for a hash begins: the upper bits say so.
    #[inline(always)]
    fn start(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    /// What a slot holds of a hash: the lower bits.
    #[inline(always)]
    fn sign(&self, hash: u32) -> u32 {
        hash.wrapping_shl(self.bits)
    }

    /// The number in a slot, plus one.
    #[inline(always)]
    fn number(&self, slot: u32) -> u32 {
        slot & 1u32.wrapping_shl(self.bits).wrapping_sub(1)
    }

    #[inline(always)]
    fn after(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    /// Gets ready for a search.
    #[inline(always)]
    pub(super) fn fetch(&self, hash: u32) {
        if let Some(slot) = self.slots.get(self.start(hash)) {
            fetch(slot);
        }
    }

    /// The first number that may be that of a hash, plus one; 0 if there is none.
    #[inline(always)]
    pub(super) fn first(&self, hash: u32) -> u32 {
        let sign = self.sign(hash);
        let mut at = self.start(hash);
        // Without slots there is none at 0.
        while let Some(&slot) = self.slots.get(at) {
            let number = self.number(slot);
            if slot ^ number == sign || slot == 0 {
                return number;
            }
            at = self.after(at);
        }
        0
    }

    /// The number with a hash that is the right one, or the free slot where the search ends.
    pub(super) fn find(&self, hash: u32, is_right: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let sign = self.sign(hash);
        let mut at = self.start(hash);
        while let Some(&slot) = self.slots.get(at) {
            let number = self.number(slot);
            if slot == 0 {
                return Err(at);
            }
            if slot ^ number == sign && is_right(number - 1) {
                return Ok(number - 1);
            }
            at = self.after(at);
        }
        Err(0)
    }

    /// Adds the next number, at the free slot that was found for its hash. `hashes` are those of the numbers before it.
    pub(super) fn insert(&mut self, free: usize, hash: u32, number: u32, hashes: impl Iterator<Item = u32>) {
        if self.used * 3 < self.slots.len() * 2 {
            self.slots[free] = self.sign(hash) | (number + 1);
            self.used += 1;
        } else {
            self.grow(hashes);
            self.put(hash, number);
        }
    }

    #[inline(never)]
    fn grow(&mut self, hashes: impl Iterator<Item = u32>) {
        *self = Self::new(larger(self.slots.len()));
        (0..).zip(hashes).for_each(|(number, hash)| self.put(hash, number));
    }

    /// Puts a number into the first slot that is free.
    fn put(&mut self, hash: u32, number: u32) {
        let mut at = self.start(hash);
        while self.slots[at] != 0 {
            at = self.after(at);
        }
        self.slots[at] = self.sign(hash) | (number + 1);
        self.used += 1;
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_by_their_hashes() {
        // Hashes that meet, at both ends of the table too.
        let hashes = |n: u32| {
            if n.is_multiple_of(3) { u32::MAX - n % 7 } else { n.wrapping_mul(0x9E37_79B9) >> (n % 9) }
        };
        let mut index = Index::default();
        assert_eq!((index.first(0), index.find(0, |_| true)), (0, Err(0)));
        for n in 0..50_000 {
            let free = index.find(hashes(n), |found| found == n).expect_err("it is new");
            index.insert(free, hashes(n), n, (0..n).map(hashes));
        }
        let whole = Index::of(50_000, (0..50_000).map(hashes));
        for index in [index, whole] {
            for n in (0..50_000).step_by(97) {
                assert_eq!(index.find(hashes(n), |found| found == n), Ok(n));
                assert!(index.find(hashes(n), |_| false).is_err());
                assert_eq!(index.find(hashes(n), |_| true), Ok(index.first(hashes(n)) - 1));
            }
        }
    }
}
