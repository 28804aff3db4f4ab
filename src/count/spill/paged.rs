//! Lists on disk that are read in any order: pages that were read last stay in memory, all of them if they fit.

use super::Spill;
use super::run::{Run, Store, Writer, damaged, number_of, push_number};
use std::io;
use std::sync::Arc;

/// Bytes of a page, where blocks are not smaller.
const PAGE: usize = 4 << 10;

/// A run with some of its pages in memory.
struct Paged<'r> {
    run: &'r Run,
    page: usize,
    /// Number and bytes of the page that each slot holds; a page has one slot that it can lie in.
    slots: Vec<(u64, Box<[u8]>)>,
}

impl<'r> Paged<'r> {
    /// A run of which about so many bytes stay in memory.
    fn new(run: &'r Run, bytes: usize) -> Self {
        let page = PAGE.min(run.block());
        let all = usize::try_from(run.bytes().div_ceil(page as u64)).unwrap_or(usize::MAX);
        let slots = (bytes / page).clamp(1, all.max(1));
        Self { run, page, slots: vec![(u64::MAX, Box::default()); slots] }
    }

    /// The bytes from a place to the end of its page.
    #[inline]
    fn from(&mut self, at: u64) -> io::Result<&[u8]> {
        let (number, inside) = (at / self.page as u64, at as usize % self.page);
        let slots = self.slots.len() as u64;
        let slot = &mut self.slots[(number % slots) as usize];
        if slot.0 != number {
            let mut bytes = std::mem::take(&mut slot.1).into_vec();
            bytes.resize(self.page, 0);
            slot.0 = u64::MAX;
            // Blocks are whole pages.
            let length = self.run.read(number * self.page as u64, &mut bytes)?;
            bytes.truncate(length);
            *slot = (number, bytes.into());
        }
        slot.1.get(inside..).filter(|bytes| !bytes.is_empty()).ok_or_else(damaged)
    }
}

/// A list of numbers: those that the terms of a chunk have where it was merged.
pub(super) struct Numbers<'r>(Paged<'r>);

impl<'r> Numbers<'r> {
    /// The list that [`Numbers::push`] wrote, of which about so many bytes stay in memory.
    pub(super) fn new(run: &'r Run, bytes: usize) -> Self {
        Self(Paged::new(run, bytes))
    }

    pub(super) fn push(writer: &mut Writer, number: u32) -> io::Result<()> {
        writer.push_bytes(&number.to_le_bytes())
    }

    /// Bytes of a list of so many.
    pub(super) fn bytes(numbers: u64) -> u64 {
        numbers * 4
    }

    /// The number in place of another.
    #[inline]
    pub(super) fn of(&mut self, number: u32) -> io::Result<u32> {
        let bytes = self.0.from(u64::from(number) * 4)?;
        Ok(u32::from_le_bytes(*bytes.first_chunk().ok_or_else(damaged)?))
    }
}

/// Terms between two that can be found without those before them.
const TERMS_TOGETHER: u64 = 8;

/// Terms on disk, found by their places in the order of code points.
pub struct Vocabulary {
    texts: Run,
    starts: Run,
    /// Bytes that may stay in memory.
    bytes: usize,
}

/// A vocabulary being written.
pub(super) struct VocabularyWriter {
    texts: Writer,
    starts: Writer,
    last: Vec<u8>,
    lengths: Vec<u8>,
    terms: u64,
}

impl VocabularyWriter {
    pub(super) fn new(spill: &Spill, store: &Arc<Store>) -> Self {
        let (texts, starts) = (spill.writer(store), spill.writer(store));
        Self { texts, starts, last: Vec::new(), lengths: Vec::new(), terms: 0 }
    }

    /// Appends the term that follows in the order.
    pub(super) fn push(&mut self, term: &[u8]) -> io::Result<()> {
        if self.terms.is_multiple_of(TERMS_TOGETHER) {
            self.starts.push_bytes(&self.texts.bytes().to_le_bytes())?;
            self.last.clear();
        }
        let shared = term.iter().zip(&self.last).take_while(|(a, b)| a == b).count();
        self.lengths.clear();
        push_number(&mut self.lengths, shared as u64);
        push_number(&mut self.lengths, (term.len() - shared) as u64);
        self.texts.push_bytes(&self.lengths)?;
        self.texts.push_bytes(&term[shared..])?;
        self.last.truncate(shared);
        self.last.extend_from_slice(&term[shared..]);
        self.terms += 1;
        Ok(())
    }

    pub(super) fn finish(self, bytes: usize) -> io::Result<Vocabulary> {
        Ok(Vocabulary { texts: self.texts.finish()?, starts: self.starts.finish()?, bytes })
    }
}

impl Vocabulary {
    /// Ready to be looked up.
    pub fn open(&self) -> OpenVocabulary<'_> {
        let whole = self.texts.bytes() + self.starts.bytes();
        let share = (self.bytes as u64).saturating_mul(self.starts.bytes()) / whole.max(1);
        OpenVocabulary {
            texts: Paged::new(&self.texts, self.bytes.saturating_sub(share as usize)),
            starts: Paged::new(&self.starts, share as usize),
        }
    }
}

/// A [`Vocabulary`] with some of its pages in memory.
pub struct OpenVocabulary<'v> {
    texts: Paged<'v>,
    starts: Paged<'v>,
}

impl OpenVocabulary<'_> {
    /// Puts the bytes of a term in place of what `term` holds.
    ///
    /// # Errors
    /// What reading reports.
    pub fn find(&mut self, number: u32, term: &mut Vec<u8>) -> io::Result<()> {
        let (group, place) = (u64::from(number) / TERMS_TOGETHER, u64::from(number) % TERMS_TOGETHER);
        let start = self.starts.from(group * 8)?;
        let mut at = u64::from_le_bytes(*start.first_chunk().ok_or_else(damaged)?);
        term.clear();
        for _ in 0..=place {
            let shared = self.number(&mut at)?;
            let mut rest = self.number(&mut at)?;
            term.truncate(shared);
            while rest > 0 {
                let bytes = self.texts.from(at)?;
                let here = rest.min(bytes.len());
                term.extend_from_slice(&bytes[..here]);
                at += here as u64;
                rest -= here;
            }
        }
        Ok(())
    }

    fn number(&mut self, at: &mut u64) -> io::Result<usize> {
        let number = number_of(|| {
            let byte = self.texts.from(*at)?[0];
            *at += 1;
            Ok(byte)
        })?;
        usize::try_from(number).map_err(|_| damaged())
    }
}
