//! The SHA-256 of an input, taken while it is read.

use mizan::input::Checksum;
use sha2::{Digest, Sha256};

struct Sha(Sha256);

impl Checksum for Sha {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A new SHA-256.
pub(super) fn sha256() -> Box<dyn Checksum> {
    Box::new(Sha(Sha256::new()))
}
