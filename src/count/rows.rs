//! Values in the order of their numbers: in chunks on large pages of memory, so that nothing is moved when there are
//! more.

use super::slots::{LARGE_PAGE, Slots};

/// Values by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows<T: Copy + Default> {
    /// All of the same size; one that is the only one may be smaller.
    chunks: Vec<Slots<T>>,
    count: usize,
}

impl<T: Copy + Default> Rows<T> {
    /// Values in a chunk: a large page of memory.
    const CHUNK: usize = 1 << Self::CHUNK_BITS;
    const CHUNK_BITS: u32 = (LARGE_PAGE / size_of::<T>()).ilog2();

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The value with a number; one that is not taken yet, or none, if there are not so many.
    #[inline(always)]
    pub(crate) fn get(&self, number: u32) -> Option<&T> {
        self.chunks.get((number >> Self::CHUNK_BITS) as usize)?.get(number as usize % Self::CHUNK)
    }

    /// The same to be changed.
    #[inline(always)]
    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        self.chunks.get_mut((number >> Self::CHUNK_BITS) as usize)?.get_mut(number as usize % Self::CHUNK)
    }

    /// The value with a number.
    ///
    /// # Panics
    /// If there are not so many.
    pub(crate) fn at(&self, number: usize) -> &T {
        assert!(number < self.count, "a number of the table");
        &self.chunks[number >> Self::CHUNK_BITS][number % Self::CHUNK]
    }

    /// Those in a row.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).take(self.count)
    }

    /// The same to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.chunks.iter_mut().flat_map(|chunk| chunk.iter_mut()).take(self.count)
    }

    pub(crate) fn push(&mut self, value: T) {
        let at = self.count % Self::CHUNK;
        if at == 0 && self.count > 0 {
            self.chunks.push(Slots::new(Self::CHUNK));
        } else if self.chunks.len() < 2 && self.chunks.first().is_none_or(|first| at == first.len()) {
            let mut first = Slots::new((at * 2).max(16));
            self.chunks.iter().for_each(|smaller| first[..at].copy_from_slice(smaller));
            self.chunks = vec![first];
        }
        let last = self.chunks.last_mut().expect("one that is not full");
        last[at] = value;
        self.count += 1;
    }

    /// Gives back the memory of whole chunks before a number. What is asked for there afterwards is not found.
    pub(crate) fn forget_before(&mut self, number: usize) {
        for chunk in self.chunks.iter_mut().take(number >> Self::CHUNK_BITS).rev() {
            if chunk.is_empty() {
                return;
            }
            *chunk = Slots::default();
        }
    }

    /// Bytes of memory.
    pub(crate) fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len() * size_of::<T>()).sum()
    }
}
