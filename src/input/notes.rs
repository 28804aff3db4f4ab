//! What the readers of an input have met, each in its layer, for the record and the warnings of it.

use super::{Checksum, Warning};
use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Shared by the layers that read one input.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Noted>>);

/// What was noted.
#[derive(Default)]
pub(super) struct Noted {
    /// Raw bytes read.
    pub(super) bytes: u64,
    pub(super) checksum: Option<Box<dyn Checksum>>,
    /// The encoding, if it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// What could not be decoded, with byte and line of the first.
    pub(super) invalid: u64,
    pub(super) first_invalid: Option<(u64, u64)>,
    /// The bytes that were read are not those of the file: it was unpacked.
    pub(super) unpacked: bool,
    /// Findings of the layers.
    pub(super) warnings: Vec<Warning>,
}

impl Notes {
    /// What was noted so far.
    pub(super) fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something that is no character, at this byte and line.
    #[cfg(feature = "cli")]
    pub(super) fn lost(&self, byte: u64, line: u64) {
        let mut noted = self.noted();
        noted.invalid += 1;
        noted.first_invalid.get_or_insert((byte, line));
    }
}

/// A reader whose bytes are counted, and taken by a checksum.
pub(super) struct Tap<R> {
    pub(super) reader: R,
    pub(super) notes: Notes,
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(block)?;
        let mut noted = self.notes.noted();
        noted.bytes += length as u64;
        if let Some(checksum) = &mut noted.checksum {
            checksum.update(&block[..length]);
        }
        Ok(length)
    }
}
