//! How much was read so far, for whoever watches while it is read.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts raw bytes and documents, on any thread.
#[derive(Debug, Default)]
pub struct Meter {
    bytes: AtomicU64,
    documents: AtomicU64,
}

impl Meter {
    /// Raw bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Documents so far.
    pub fn documents(&self) -> u64 {
        self.documents.load(Ordering::Relaxed)
    }

    /// So many more bytes were read.
    pub fn add_bytes(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// One more document was begun.
    pub fn add_document(&self) {
        self.documents.fetch_add(1, Ordering::Relaxed);
    }
}
