//! Runs: entries in the order of their keys, each key without what it shares with the one before it, in blocks of a
//! temporary file that many runs share.

use super::Scratch;
use std::io::{self, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard};

/// A key with its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The bytes that entries are sorted by.
    pub key: Vec<u8>,
    /// How often it occurs.
    pub count: u64,
    /// Documents that hold it and were counted whole.
    pub(super) whole: u64,
    /// Those that hold it of the documents that were counted in parts, sorted.
    pub(super) parted: Vec<u64>,
}

impl Entry {
    /// In how many documents it occurs, if they are counted.
    pub fn documents(&self) -> u64 {
        self.whole + self.parted.len() as u64
    }

    /// Adds the counts of an entry with the same key.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.count += other.count;
        self.whole += other.whole;
        if !other.parted.is_empty() {
            self.parted.extend_from_slice(&other.parted);
            self.parted.sort_unstable();
            self.parted.dedup();
        }
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        self.key.clear();
        self.key.extend_from_slice(&other.key);
        (self.count, self.whole) = (other.count, other.whole);
        self.parted.clear();
        self.parted.extend_from_slice(&other.parted);
    }
}

/// A temporary file with the blocks of many runs.
pub(super) struct Store(Mutex<File>);

struct File {
    scratch: Box<dyn Scratch>,
    end: u64,
}

impl Store {
    pub(super) fn new(scratch: Box<dyn Scratch>) -> Self {
        Self(Mutex::new(File { scratch, end: 0 }))
    }

    fn file(&self) -> MutexGuard<'_, File> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Writes a block; where it begins.
    fn append(&self, block: &[u8]) -> io::Result<u64> {
        let mut file = self.file();
        let start = file.end;
        file.scratch.seek(SeekFrom::Start(start))?;
        file.scratch.write_all(block)?;
        file.end += block.len() as u64;
        Ok(start)
    }

    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let mut file = self.file();
        file.scratch.seek(SeekFrom::Start(at))?;
        file.scratch.read_exact(bytes)
    }
}

/// A finished run: where its blocks lie. All but the last are of one size.
#[derive(Clone)]
pub(super) struct Run {
    store: Arc<Store>,
    blocks: Vec<u64>,
    block: usize,
    bytes: u64,
    /// How many entries it has.
    pub(super) entries: u64,
}

impl Run {
    /// Bytes from a place on, as many as fit into `bytes` and stand in one block with the first; how many.
    pub(super) fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<usize> {
        let Some(left) = self.bytes.checked_sub(at) else { return Ok(0) };
        let (number, inside) = (at / self.block as u64, at as usize % self.block);
        let length = bytes.len().min(self.block - inside).min(usize::try_from(left).unwrap_or(usize::MAX));
        if length == 0 {
            return Ok(0);
        }
        self.store.read(self.blocks[number as usize] + inside as u64, &mut bytes[..length])?;
        Ok(length)
    }

    /// How many bytes it has.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The bytes of a whole block.
    pub(super) fn block(&self) -> usize {
        self.block
    }
}

/// A run being written.
pub(super) struct Writer {
    run: Run,
    buffer: Vec<u8>,
    last: Vec<u8>,
}

impl Writer {
    pub(super) fn new(store: Arc<Store>, block: usize) -> Self {
        let run = Run { store, blocks: Vec::new(), block, bytes: 0, entries: 0 };
        Self { run, buffer: Vec::new(), last: Vec::new() }
    }

    /// Appends an entry, whose key follows the last one. `parted` is sorted.
    pub(super) fn push(&mut self, key: &[u8], count: u64, whole: u64, parted: &[u64]) -> io::Result<()> {
        let shared = key.iter().zip(&self.last).take_while(|(a, b)| a == b).count();
        push_number(&mut self.buffer, shared as u64);
        push_number(&mut self.buffer, (key.len() - shared) as u64);
        self.buffer.extend_from_slice(&key[shared..]);
        self.last.truncate(shared);
        self.last.extend_from_slice(&key[shared..]);
        // The lowest bit says whether documents follow: in lists without them they cost nothing.
        let with_documents = whole > 0 || !parted.is_empty();
        push_number(&mut self.buffer, count << 1 | u64::from(with_documents));
        if with_documents {
            push_number(&mut self.buffer, whole);
            push_number(&mut self.buffer, parted.len() as u64);
            let mut before = 0;
            for &document in parted {
                push_number(&mut self.buffer, document - before);
                before = document;
            }
        }
        self.run.entries += 1;
        self.write_full_blocks()
    }

    pub(super) fn push_entry(&mut self, entry: &Entry) -> io::Result<()> {
        self.push(&entry.key, entry.count, entry.whole, &entry.parted)
    }

    /// Appends bytes of the user's own.
    pub(super) fn push_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        self.write_full_blocks()
    }

    /// Bytes so far.
    pub(super) fn bytes(&self) -> u64 {
        self.run.bytes + self.buffer.len() as u64
    }

    fn write_full_blocks(&mut self) -> io::Result<()> {
        while self.buffer.len() >= self.run.block {
            self.write(self.run.block)?;
        }
        Ok(())
    }

    fn write(&mut self, length: usize) -> io::Result<()> {
        self.run.blocks.push(self.run.store.append(&self.buffer[..length])?);
        self.run.bytes += length as u64;
        self.buffer.drain(..length);
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<Run> {
        if !self.buffer.is_empty() {
            self.write(self.buffer.len())?;
        }
        Ok(self.run)
    }
}

/// Seven bits in a byte, the lowest first; the eighth says that more follow.
pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The number that [`push_number`] wrote, of which `next` gives the bytes.
#[inline]
pub(super) fn number_of(mut next: impl FnMut() -> io::Result<u8>) -> io::Result<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = next()?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
        shift += 7;
        if shift > 63 {
            return Err(damaged());
        }
    }
}

/// A run being read, entry by entry.
pub(super) struct Reader<'r> {
    run: &'r Run,
    next: u64,
    buffer: Vec<u8>,
    at: usize,
    left: u64,
}

impl<'r> Reader<'r> {
    pub(super) fn new(run: &'r Run) -> Self {
        Self { run, next: 0, buffer: Vec::new(), at: 0, left: run.entries }
    }

    /// Reads the next entry in place of the one before it; whether there is one.
    pub(super) fn read(&mut self, entry: &mut Entry) -> io::Result<bool> {
        if self.left == 0 {
            return Ok(false);
        }
        self.left -= 1;
        let (shared, rest) = (self.number()? as usize, self.number()? as usize);
        if shared > entry.key.len() {
            return Err(damaged());
        }
        entry.key.truncate(shared);
        self.bytes(rest, &mut entry.key)?;
        let count = self.number()?;
        (entry.count, entry.whole) = (count >> 1, 0);
        entry.parted.clear();
        if count & 1 == 1 {
            entry.whole = self.number()?;
            let mut before = 0;
            for _ in 0..self.number()? {
                before += self.number()?;
                entry.parted.push(before);
            }
        }
        Ok(true)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.resize(self.run.block(), 0);
        let length = self.run.read(self.next, &mut self.buffer)?;
        self.buffer.truncate(length);
        self.next += length as u64;
        self.at = 0;
        if length == 0 { Err(damaged()) } else { Ok(()) }
    }

    #[inline]
    fn byte(&mut self) -> io::Result<u8> {
        if self.at == self.buffer.len() {
            self.fill()?;
        }
        let byte = self.buffer[self.at];
        self.at += 1;
        Ok(byte)
    }

    #[inline]
    fn number(&mut self) -> io::Result<u64> {
        number_of(|| self.byte())
    }

    fn bytes(&mut self, mut count: usize, into: &mut Vec<u8>) -> io::Result<()> {
        while count > 0 {
            if self.at == self.buffer.len() {
                self.fill()?;
            }
            let here = count.min(self.buffer.len() - self.at);
            into.extend_from_slice(&self.buffer[self.at..self.at + here]);
            self.at += here;
            count -= here;
        }
        Ok(())
    }
}

/// What was written does not come back.
pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a temporary file was changed while it was used")
}
