//! What one thread takes of a corpus at a time: a piece of text, or small files that it opens and reads itself.

use super::corpus::Found;
use super::{Corpus, OwnedPiece, Source};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A file of at most so many bytes is small.
pub(super) const SMALL_BYTES: u64 = 32 << 10;
/// Small files that are read together: so many bytes, and so many files, at most.
const TOGETHER_BYTES: u64 = 64 << 10;
const TOGETHER_FILES: usize = 256;
/// After so many small files in a row the next are taken for small without asking the system, so many at a time: one that
/// is not is read all the same, by one thread.
const MANY_SMALL: usize = 128;
const TRUSTED_FILES: usize = 128;
/// Documents that small files may hold, packed, before the numbers of the documents that follow.
const NUMBERS: u64 = 1 << 32;

/// Pieces of text that one thread takes; they are given one by one.
pub struct Portion(Kind);

enum Kind {
    Piece(Option<OwnedPiece>),
    Files(Box<Files>),
}

/// Small files: a corpus of their own, and where what it meets is left, and its buffer.
struct Files {
    corpus: Corpus,
    bytes: usize,
    found: Arc<Mutex<Found>>,
    blocks: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Portion {
    /// Bytes of text, about.
    pub fn bytes(&self) -> usize {
        match &self.0 {
            Kind::Piece(piece) => piece.as_ref().map_or(0, |piece| piece.text.len()),
            Kind::Files(files) => files.bytes,
        }
    }
}

impl From<OwnedPiece> for Portion {
    fn from(piece: OwnedPiece) -> Self {
        Self(Kind::Piece(Some(piece)))
    }
}

impl Iterator for Portion {
    type Item = OwnedPiece;

    fn next(&mut self) -> Option<OwnedPiece> {
        match &mut self.0 {
            Kind::Piece(piece) => piece.take(),
            Kind::Files(files) => files.corpus.next(),
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        *lock(&self.found) = std::mem::take(&mut self.corpus.found);
        lock(&self.blocks).push(std::mem::take(&mut self.corpus.block));
    }
}

/// A corpus in portions: what [`Corpus`] gives piece by piece, but that small files are read by who takes them. When
/// this is dropped, after its portions, the corpus knows what was met in them.
pub struct Portions<'a> {
    corpus: &'a mut Corpus,
    /// Inputs that may still be gone to.
    left: usize,
    /// Small files in a row.
    small: usize,
    /// Set where a file is found not to be small.
    large: Arc<AtomicBool>,
    /// Where small files stand among what was met, and what is met in them.
    files: Vec<(Place, Arc<Mutex<Found>>)>,
    /// Buffers of files that were read.
    blocks: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// How much had been met.
#[derive(Clone, Copy, Default)]
struct Place {
    records: usize,
    warnings: usize,
    names: usize,
}

impl Corpus {
    /// The portions of the corpus. Who wants to stop at the first error is given no small files to read.
    pub fn portions(&mut self) -> Portions<'_> {
        self.portions_of(usize::MAX)
    }

    /// The portions of the next `inputs` inputs.
    pub fn portions_of(&mut self, inputs: usize) -> Portions<'_> {
        Portions {
            corpus: self,
            left: inputs,
            small: 0,
            large: Arc::default(),
            files: Vec::new(),
            blocks: Arc::default(),
        }
    }
}

impl Portions<'_> {
    /// The files that come next, if several of them are small.
    fn small_files(&mut self) -> Option<Portion> {
        if self.corpus.options.strict {
            return None;
        }
        if self.large.swap(false, Ordering::Relaxed) {
            self.small = 0;
        }
        let next = self.corpus.sources.as_slice();
        let next = &next[..next.len().min(self.left)];
        let (count, bytes) = if self.small >= MANY_SMALL {
            let files = next.iter().take(TRUSTED_FILES);
            (files.take_while(|source| matches!(source, Source::File(_))).count(), TOGETHER_BYTES / 2)
        } else {
            let (count, bytes, whole) = known(next);
            self.small = if whole { self.small + count } else { 0 };
            (count, bytes)
        };
        if count < 2 {
            return None;
        }
        self.left -= count;
        let mut corpus = self.corpus.small(count, NUMBERS, self.large.clone());
        corpus.block = lock(&self.blocks).pop().unwrap_or_default();
        let found = Arc::<Mutex<Found>>::default();
        let met = &self.corpus.found;
        let place =
            Place { records: met.records.len(), warnings: met.warnings.len(), names: met.names.len() };
        self.files.push((place, found.clone()));
        let blocks = self.blocks.clone();
        Some(Portion(Kind::Files(Box::new(Files { corpus, bytes: bytes as usize, found, blocks }))))
    }
}

/// What is left there is whole whatever happened to the thread that left it.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many of the next files are small, in so many bytes, and whether the one after them may be small as well.
fn known(sources: &[Source]) -> (usize, u64, bool) {
    let (mut count, mut bytes) = (0, 0);
    for source in sources.iter().take(TOGETHER_FILES) {
        let Source::File(path) = source else { return (count, bytes, false) };
        // What cannot be read is told when its turn comes.
        let file = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
        let Some(length) = file.map(|file| file.len()).filter(|&length| length <= SMALL_BYTES) else {
            return (count, bytes, false);
        };
        if bytes + length > TOGETHER_BYTES {
            break;
        }
        bytes += length;
        count += 1;
    }
    (count, bytes, true)
}

impl Iterator for Portions<'_> {
    type Item = Portion;

    fn next(&mut self) -> Option<Portion> {
        loop {
            if let Some(piece) = self.corpus.next_of_current() {
                return Some(piece.into());
            }
            if let Some(files) = self.small_files() {
                return Some(files);
            }
            if self.left == 0 || !self.corpus.open_next() {
                return None;
            }
            self.left -= 1;
        }
    }
}

impl Drop for Portions<'_> {
    fn drop(&mut self) {
        if self.files.is_empty() {
            return;
        }
        let met = std::mem::take(&mut self.corpus.found);
        let (mut records, mut warnings) = (met.records.into_iter(), met.warnings.into_iter());
        let mut names = met.names.into_iter();
        let (all, mut last) = (&mut self.corpus.found, Place::default());
        let further: usize = self.files.iter().map(|(_, found)| lock(found).records.len()).sum();
        all.records.reserve(records.len() + further);
        for (place, found) in self.files.drain(..) {
            let found = std::mem::take(&mut *lock(&found));
            all.records.extend(records.by_ref().take(place.records - last.records));
            all.warnings.extend(warnings.by_ref().take(place.warnings - last.warnings));
            all.names.extend(names.by_ref().take(place.names - last.names));
            all.records.extend(found.records);
            all.warnings.extend(found.warnings);
            all.names.extend(found.names);
            last = place;
        }
        all.records.extend(records);
        all.warnings.extend(warnings);
        all.names.extend(names);
    }
}
