//! From hashes to numbers: where a form stands in the table of forms.

use super::slots::Slots;
use crate::scan::fetch;

/// Numbers by hash: open slots, each with a hash in the upper half and a number, plus one, in the lower; of a free one
/// both are zero. The slots are nearly in the order of the hashes. Different forms may have one hash: the user compares.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    slots: Slots<u64>,
    used: usize,
}

/// The next size: from where it is too large for the nearest memory, a large page, then half as much again.
fn larger(slots: usize) -> usize {
    match slots {
        0..32768 => (slots * 2).max(16),
        32768..262_144 => 262_144,
        _ => slots + slots / 2,
    }
}

impl Index {
    /// The numbers from 0 of so many hashes.
    pub(super) fn of(count: usize, hashes: impl Iterator<Item = u32>) -> Self {
        let mut size = 0;
        while size * 2 < count * 3 {
            size = larger(size);
        }
        let mut index = Self { slots: Slots::new(size), used: count };
        for (number, hash) in (1u64..).zip(hashes) {
            index.put(u64::from(hash) << 32 | number);
        }
        index
    }

    /// Where the search for a hash begins.
    #[inline(always)]
    fn start(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    /// Gets ready for a search.
    #[inline(always)]
    pub(super) fn fetch(&self, hash: u32) {
        if let Some(slot) = self.slots.get(self.start(hash)) {
            fetch(slot);
        }
    }

    /// The first number with a hash, plus one; 0 if there is none.
    #[inline(always)]
    pub(super) fn first(&self, hash: u32) -> u32 {
        let slots: &[u64] = &self.slots;
        let mut at = self.start(hash);
        // Without slots there is none at 0.
        while let Some(&slot) = slots.get(at) {
            if (slot >> 32) as u32 == hash || slot == 0 {
                return slot as u32;
            }
            at = if at + 1 == slots.len() { 0 } else { at + 1 };
        }
        0
    }

    /// The number with a hash that is the right one, or the free slot where the search ends.
    pub(super) fn find(&self, hash: u32, is_right: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let slots: &[u64] = &self.slots;
        let mut at = self.start(hash);
        while let Some(&slot) = slots.get(at) {
            if slot == 0 {
                return Err(at);
            }
            if (slot >> 32) as u32 == hash && is_right(slot as u32 - 1) {
                return Ok(slot as u32 - 1);
            }
            at = if at + 1 == slots.len() { 0 } else { at + 1 };
        }
        Err(0)
    }

    /// Adds a number that is not there, at the free slot that was found for it.
    pub(super) fn insert(&mut self, free: usize, hash: u32, number: u32) {
        let held = u64::from(hash) << 32 | u64::from(number + 1);
        if self.used * 3 < self.slots.len() * 2 {
            self.slots[free] = held;
        } else {
            self.grow();
            self.put(held);
        }
        self.used += 1;
    }

    #[inline(never)]
    fn grow(&mut self) {
        let larger = Slots::new(larger(self.slots.len()));
        let old = std::mem::replace(&mut self.slots, larger);
        // What is read is in the order of hashes, nearly: so is what is written.
        old.iter().filter(|&&slot| slot != 0).for_each(|&slot| self.put(slot));
    }

    /// Puts what a slot holds into the first that is free.
    fn put(&mut self, held: u64) {
        let mut at = self.start((held >> 32) as u32);
        while self.slots[at] != 0 {
            at = if at + 1 == self.slots.len() { 0 } else { at + 1 };
        }
        self.slots[at] = held;
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.slots.len() * size_of::<u64>()
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
            index.insert(free, hashes(n), n);
        }
        let whole = Index::of(50_000, (0..50_000).map(hashes));
        for index in [index, whole] {
            for n in (0..50_000).step_by(97) {
                assert_eq!(index.find(hashes(n), |found| found == n), Ok(n));
                assert!(index.find(hashes(n), |found| hashes(found) != hashes(n)).is_err());
                let first = index.first(hashes(n));
                assert_eq!(index.find(hashes(n), |_| true), Ok(first - 1));
            }
        }
    }
}
