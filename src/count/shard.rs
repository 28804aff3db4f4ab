//! A part of the table of forms: those whose hashes begin alike, by length in tiers of 16 bytes, of 32, and longer.

use super::tier::{self, Key, Known, SHARD_BITS, Tier};
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::OnceLock;

/// Parts of a table.
pub(super) const SHARDS: usize = 1 << SHARD_BITS;

/// The part of a table to which a hash belongs.
#[inline(always)]
pub(super) fn shard_of(hash: u64) -> usize {
    (hash >> (64 - SHARD_BITS)) as usize
}

/// The secret of the hashes: made anew in each process against hostile input, the same for all tables, so that they
/// can be joined. No result depends on it.
pub(super) struct Secret {
    pub(super) numbers: [u64; 4],
    long: hashbrown::DefaultHashBuilder,
}

pub(super) fn secret() -> &'static Secret {
    static SECRET: OnceLock<Secret> = OnceLock::new();
    SECRET.get_or_init(|| {
        let long = hashbrown::DefaultHashBuilder::default();
        Secret { numbers: std::array::from_fn(|at| long.hash_one(at)), long }
    })
}

/// A form with its hash: what is needed to find it.
#[derive(Clone, Copy)]
pub(super) enum Hashed<'t> {
    Short(u64, Key<2>),
    Middle(u64, Key<4>),
    Long(u64, &'t str),
}

impl<'t> Hashed<'t> {
    /// The form of these bytes of a text.
    ///
    /// # Panics
    /// If they are no characters of it: what is taken into the table is text.
    pub(super) fn of(text: &'t str, start: usize, end: usize, secret: &Secret) -> Self {
        let form = &text[start..end];
        // A key is padded with NUL: a form that ends with one would be another's, and the empty one that of no form.
        let is_key = !form.is_empty() && !form.ends_with('\0');
        if form.len() <= 16 && is_key {
            let key = tier::key(form.as_bytes());
            Self::Short(tier::hash(&key, &secret.numbers), key)
        } else if form.len() <= 32 && is_key {
            let key = tier::key(form.as_bytes());
            Self::Middle(tier::hash(&key, &secret.numbers), key)
        } else {
            Self::Long(secret.long.hash_one(form), form)
        }
    }

    /// The part of the table to which it belongs.
    #[inline(always)]
    pub(super) fn shard(&self) -> usize {
        let (Self::Short(hash, _) | Self::Middle(hash, _) | Self::Long(hash, _)) = *self;
        shard_of(hash)
    }
}

/// Where a form lies: shard, tier and slot in three, two and 27 bits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u32);

const SLOT_BITS: u32 = 30 - SHARD_BITS;

impl Place {
    pub(super) fn new(shard: usize, tier: usize, slot: usize) -> Self {
        assert!(slot < 1 << SLOT_BITS, "more than 2^27 slots in an eighth of a table");
        Self((shard << (SLOT_BITS + 2) | tier << SLOT_BITS | slot) as u32)
    }

    pub(super) fn shard(self) -> usize {
        (self.0 >> (SLOT_BITS + 2)) as usize
    }

    fn tier(self) -> u32 {
        self.0 >> SLOT_BITS & 3
    }

    fn slot(self) -> usize {
        self.0 as usize & ((1 << SLOT_BITS) - 1)
    }
}

/// A form of more than 32 bytes: where it lies in the arena, and what is known of it.
#[derive(Clone, Debug)]
struct LongForm {
    start: usize,
    end: usize,
    known: Known,
}

/// Forms whose hashes begin alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Shard {
    pub(super) short: Tier<2>,
    pub(super) middle: Tier<4>,
    long: Vec<LongForm>,
    long_index: HashTable<u32>,
    arena: String,
}

impl Shard {
    /// Tier and slot of a form, if it is there.
    pub(super) fn seek(&self, form: &Hashed<'_>) -> Option<(usize, usize)> {
        match form {
            Hashed::Short(hash, key) => Some((0, self.short.seek(*hash, key)?)),
            Hashed::Middle(hash, key) => Some((1, self.middle.seek(*hash, key)?)),
            Hashed::Long(hash, form) => {
                let found = self.long_index.find(*hash, |&at| self.long_text(at as usize) == *form);
                Some((2, *found? as usize))
            }
        }
    }

    /// What is known of the form in this slot of a tier.
    pub(super) fn known_mut(&mut self, (tier, slot): (usize, usize)) -> &mut Known {
        match tier {
            0 => self.short.known_mut(slot),
            1 => self.middle.known_mut(slot),
            _ => &mut self.long[slot].known,
        }
    }

    /// Takes in a new form. `placed` gets its number, tier and slot, and those of each form that had to move.
    pub(super) fn insert(
        &mut self,
        form: &Hashed<'_>,
        known: Known,
        mut placed: impl FnMut(u32, usize, usize),
    ) -> &mut Known {
        let secret = secret();
        match form {
            Hashed::Short(_, key) => {
                let slot = self.short.insert(&secret.numbers, key, known, |id, slot| placed(id, 0, slot));
                placed(known.id, 0, slot);
                self.short.known_mut(slot)
            }
            Hashed::Middle(_, key) => {
                let slot = self.middle.insert(&secret.numbers, key, known, |id, slot| placed(id, 1, slot));
                placed(known.id, 1, slot);
                self.middle.known_mut(slot)
            }
            Hashed::Long(hash, form) => {
                let Self { long, long_index, arena, .. } = self;
                let slot = long.len();
                let text = |at: u32| &arena[long[at as usize].start..long[at as usize].end];
                long_index.insert_unique(*hash, slot as u32, |&at| secret.long.hash_one(text(at)));
                let start = arena.len();
                arena.push_str(form);
                long.push(LongForm { start, end: arena.len(), known });
                placed(known.id, 2, slot);
                &mut long[slot].known
            }
        }
    }

    fn long_text(&self, at: usize) -> &str {
        &self.arena[self.long[at].start..self.long[at].end]
    }

    /// The text of the form at a place, and what is known of it.
    pub(super) fn at(&self, place: Place) -> (&str, &Known) {
        let slot = place.slot();
        match place.tier() {
            0 => (self.short.slot(slot).text(), &self.short.slot(slot).known),
            1 => (self.middle.slot(slot).text(), &self.middle.slot(slot).known),
            _ => (self.long_text(slot), &self.long[slot].known),
        }
    }

    /// Gets ready to read a place.
    pub(super) fn fetch_place(&self, place: Place) {
        match place.tier() {
            0 => self.short.fetch_slot(place.slot()),
            1 => self.middle.fetch_slot(place.slot()),
            _ => {}
        }
    }

    /// What is known of each form, with its tier and slot.
    pub(super) fn each_known(&mut self) -> impl Iterator<Item = (&mut Known, usize, usize)> {
        let short = self.short.each_known().map(|(slot, known)| (known, 0, slot));
        let middle = self.middle.each_known().map(|(slot, known)| (known, 1, slot));
        let long = self.long.iter_mut().enumerate().map(|(slot, form)| (&mut form.known, 2, slot));
        short.chain(middle).chain(long)
    }

    /// Takes up the forms of another table. `both` gets what is known of a form here and there, if it is in both; a new
    /// one is taken as it is.
    pub(super) fn join(&mut self, other: &Self, mut both: impl FnMut(&mut Known, &Known)) {
        let numbers = &secret().numbers;
        let short = other.short.entries();
        let short = short.map(|(key, known)| (Hashed::Short(tier::hash(key, numbers), *key), known));
        let middle = other.middle.entries();
        let middle = middle.map(|(key, known)| (Hashed::Middle(tier::hash(key, numbers), *key), known));
        let long = other.long.iter().enumerate().map(|(at, form)| {
            let text = other.long_text(at);
            (Hashed::Long(secret().long.hash_one(text), text), &form.known)
        });
        for (form, there) in short.chain(middle).chain(long) {
            match self.seek(&form) {
                Some(slot) => both(self.known_mut(slot), there),
                None => {
                    self.insert(&form, *there, |_, _, _| {});
                }
            }
        }
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.short.bytes()
            + self.middle.bytes()
            + self.arena.capacity()
            + self.long.capacity() * size_of::<LongForm>()
            + self.long_index.allocation_size()
    }
}
