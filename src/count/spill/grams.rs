//! Chunks with n-grams → their n-grams, one kind after the other, and the texts of their terms.

use super::chunk::Chunks;
use super::paged::{Vocabulary, VocabularyWriter};
use super::run::Run;
use super::{Entry, Spill};
use crate::count::TermId;
use std::io;

/// n-grams on disk with the vocabulary of their terms.
pub struct Grams {
    chunks: Chunks,
    numbers: Vec<Run>,
    spill: Spill,
    /// The terms, found by the numbers that stand in n-grams.
    pub vocabulary: Vocabulary,
}

impl Grams {
    /// Numbers the terms of all chunks in the order of code points, and shows each to `term`.
    ///
    /// # Errors
    /// What reading and writing report.
    pub fn new(chunks: Chunks, spill: &Spill, mut term: impl FnMut(TermId, &[u8])) -> io::Result<Self> {
        let store = spill.store()?;
        let mut vocabulary = VocabularyWriter::new(spill, &store);
        let numbers = chunks.merge_terms(spill, |number, entry| {
            term(TermId(number), &entry.key);
            vocabulary.push(&entry.key)
        })?;
        let vocabulary = vocabulary.finish(spill.bytes() / 2)?;
        Ok(Self { chunks, numbers, spill: spill.clone(), vocabulary })
    }

    /// Gives every n-gram of a kind, sorted by the numbers of its terms: four bytes for each are its key, the highest
    /// first.
    ///
    /// # Errors
    /// What reading or `each` reports.
    pub fn each(&self, kind: usize, each: impl FnMut(&Entry) -> io::Result<()>) -> io::Result<()> {
        self.chunks.merge_grams(kind, &self.numbers, &self.spill, each)
    }

    /// The numbers of the terms of a key.
    pub fn terms(key: &[u8]) -> impl Iterator<Item = TermId> {
        key.as_chunks::<4>().0.iter().map(|number| TermId(u32::from_be_bytes(*number)))
    }
}
