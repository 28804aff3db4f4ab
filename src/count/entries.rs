//! What is known of all forms, in the order of their numbers: in chunks, so that nothing is moved when there are more.

use super::entry::Entry;
use super::slots::Slots;

/// Entries in a chunk: a large page of memory.
const CHUNK: usize = 1 << CHUNK_BITS;
const CHUNK_BITS: u32 = 16;

/// Entries by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// All of the same size; one that is the only one may be smaller.
    chunks: Vec<Slots<Entry>>,
    count: usize,
}

impl Entries {
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The entry with a number; one that is not taken yet, or none, if there are not so many.
    #[inline(always)]
    pub(super) fn get(&self, number: u32) -> Option<&Entry> {
        self.chunks.get((number >> CHUNK_BITS) as usize)?.get(number as usize % CHUNK)
    }

    /// The same to be changed.
    #[inline(always)]
    pub(super) fn get_mut(&mut self, number: u32) -> Option<&mut Entry> {
        self.chunks.get_mut((number >> CHUNK_BITS) as usize)?.get_mut(number as usize % CHUNK)
    }

    /// The entry with a number.
    ///
    /// # Panics
    /// If there are not so many.
    pub(super) fn at(&self, number: usize) -> &Entry {
        assert!(number < self.count, "a number of the table");
        &self.chunks[number >> CHUNK_BITS][number % CHUNK]
    }

    /// Those in a row.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).take(self.count)
    }

    /// The same to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.chunks.iter_mut().flat_map(|chunk| chunk.iter_mut()).take(self.count)
    }

    pub(super) fn push(&mut self, entry: Entry) {
        let at = self.count % CHUNK;
        if at == 0 && self.count > 0 {
            self.chunks.push(Slots::new(CHUNK));
        } else if self.chunks.len() < 2 && self.chunks.first().is_none_or(|first| at == first.len()) {
            let mut first = Slots::new((at * 2).max(16));
            self.chunks.iter().for_each(|smaller| first[..at].copy_from_slice(smaller));
            self.chunks = vec![first];
        }
        let last = self.chunks.last_mut().expect("one that is not full");
        last[at] = entry;
        self.count += 1;
    }

    /// Gives back the memory of whole chunks before a number. What is asked for there afterwards is not found.
    pub(super) fn forget_before(&mut self, number: usize) {
        for chunk in self.chunks.iter_mut().take(number >> CHUNK_BITS).rev() {
            if chunk.is_empty() {
                return;
            }
            *chunk = Slots::default();
        }
    }

    /// Bytes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len() * size_of::<Entry>()).sum()
    }
}
