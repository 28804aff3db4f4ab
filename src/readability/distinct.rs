//! Which of many hashes are new: a set that is emptied at once.

/// Hashes that were met. Their lowest bits must be mixed.
#[derive(Clone, Debug, Default)]
pub(super) struct Distinct<H> {
    /// Open addressing: each place with the round that it was filled in.
    places: Vec<(H, u32)>,
    /// More than twice as many places as hashes may come, less one.
    mask: usize,
    round: u32,
    count: usize,
}

impl<H: Copy + Default + PartialEq + Into<u64>> Distinct<H> {
    /// Forgets all. `most`: hashes that may be inserted then. O(1) but where there is no room for them yet.
    pub(super) fn clear(&mut self, most: usize) {
        let places = (most * 2 + 2).next_power_of_two();
        if self.places.len() < places || self.round == u32::MAX {
            self.places.clear();
            self.places.resize(places, (H::default(), 0));
            self.round = 0;
        }
        // No more places than are needed, so that they stay near.
        self.mask = places - 1;
        self.round += 1;
        self.count = 0;
    }

    /// Whether the hash is new. O(1).
    ///
    /// # Panics
    /// If it was never cleared.
    #[inline]
    pub(super) fn insert(&mut self, hash: H) -> bool {
        let mut at = hash.into() as usize & self.mask;
        loop {
            let place = &mut self.places[at];
            if place.1 != self.round {
                *place = (hash, self.round);
                self.count += 1;
                return true;
            }
            if place.0 == hash {
                return false;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn it_is_a_set(rounds in proptest::collection::vec(proptest::collection::vec(0u64..40, 0..90), 1..9)) {
            let mut distinct = Distinct::default();
            for hashes in rounds {
                let mut known = HashSet::new();
                distinct.clear(hashes.len());
                for hash in hashes {
                    // Some share all lowest bits.
                    let hash = hash << (hash % 3 * 20);
                    prop_assert_eq!(distinct.insert(hash), known.insert(hash));
                    prop_assert_eq!(distinct.len(), known.len());
                }
            }
        }
    }
}
