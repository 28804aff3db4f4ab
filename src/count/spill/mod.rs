//! Counting past memory: sorted runs of counts go to temporary files and are merged. Integers and bytes only; where
//! the files lie is the business of whoever gives a [`Storage`].
//!
//! What a thread has counted when its share of the memory is used becomes a [`Chunk`]: its terms in the order of code
//! points, each with its counts, and its n-grams as runs of the places of their terms in that order. Chunks are merged
//! some at a time until few are left, and those while the result is read. Merging adds up, so that no result depends on
//! where one chunk ended and the next began.

mod chunk;
mod edges;
mod grams;
mod merge;
mod paged;
mod ranking;
mod run;

pub use chunk::{Chunk, Chunks, Counted, Part, Written};
pub(crate) use edges::{Edge, chunk_of_edges};
pub use grams::Grams;
pub use paged::{OpenVocabulary, Vocabulary};
pub use ranking::{Ranker, Ranking};
pub use run::Entry;

use run::{Store, Writer};
use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

/// A temporary file: written at its end, read anywhere.
pub trait Scratch: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Scratch for T {}

/// Where temporary files are made. They are asked for again and again, few at a time; what is dropped may be removed.
pub trait Storage: Send + Sync {
    /// A new, empty file.
    ///
    /// # Errors
    /// If there can be none.
    fn scratch(&self) -> io::Result<Box<dyn Scratch>>;
}

/// A bound of memory, and where what exceeds it goes.
#[derive(Clone)]
pub struct Spill {
    bytes: usize,
    block: usize,
    storage: Arc<dyn Storage>,
}

/// The largest block that is read or written at once, and the smallest.
const BLOCKS: (usize, usize) = (64 << 10, 256);
/// So many blocks are the bound.
const BLOCKS_IN_BOUND: usize = 1024;
/// Runs that are merged at once: an eighth of the bound at most, where it is one for blocks of the largest size.
const RUNS_AT_ONCE: usize = 128;

impl Spill {
    /// What is counted may take about so many bytes of memory; the rest goes to `storage`.
    pub fn new(bytes: usize, storage: Arc<dyn Storage>) -> Self {
        let block = (bytes / BLOCKS_IN_BOUND).clamp(BLOCKS.1, BLOCKS.0);
        // A power of two: pages of smaller ones do not cross its end.
        Self { bytes, block: 1 << block.ilog2(), storage }
    }

    /// The bound.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// A part of the bound, for one of so many threads.
    pub fn share(&self, threads: usize) -> Self {
        Self { bytes: self.bytes / threads.max(1), ..self.clone() }
    }

    /// A new file for many runs.
    fn store(&self) -> io::Result<Arc<Store>> {
        Ok(Arc::new(Store::new(self.storage.scratch()?)))
    }

    fn writer(&self, store: &Arc<Store>) -> Writer {
        Writer::new(store.clone(), self.block)
    }
}
