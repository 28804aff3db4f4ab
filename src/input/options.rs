//! How inputs are read, and what is recorded of each.

use super::{Format, Meter};
#[cfg(doc)]
use crate::profile::Settings;
use serde::Serialize;
use std::sync::Arc;

/// A checksum of the raw bytes of an input, taken while they are read.
pub trait Checksum: Send {
    /// Takes the next bytes.
    fn update(&mut self, bytes: &[u8]);
    /// The checksum in hexadecimal.
    fn finish(self: Box<Self>) -> String;
}

/// How inputs are read.
#[derive(Clone)]
pub struct ReadOptions {
    /// Bytes of text in a piece, about.
    pub chunk_bytes: usize,
    /// Makes the checksum of an input, if one is wanted.
    pub checksum: Option<fn() -> Box<dyn Checksum>>,
    /// Losses in decoding are warnings, not errors.
    pub lenient: bool,
    /// Nothing is read after the first error.
    pub strict: bool,
    /// Told of what is read, while it is read.
    pub meter: Option<Arc<Meter>>,
    /// The names of all documents are kept.
    pub names: bool,
    /// The format of the inputs; else each is found out. What [`Settings::unit`] says goes before.
    pub format: Option<Format>,
    /// The field of JSON with the text, and the field with the name of a document (of a table: the column).
    pub text_field: String,
    /// See `text_field`.
    pub id_field: String,
    /// The column of a table with the text: a name, or a number from 1; else the one called `text`, or the only one.
    pub column: Option<String>,
    /// The first record of a table names its columns.
    pub header: bool,
    /// The encoding of the inputs; else each is found out.
    #[cfg(feature = "inputs")]
    pub encoding: Option<super::Encoding>,
    /// Most bytes that are read of an input, unpacked.
    pub max_bytes: Option<u64>,
    /// Most bytes that an input unpacks to for each of its own, past the first 64 MiB.
    pub max_ratio: Option<u64>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            chunk_bytes: 1 << 20,
            checksum: None,
            lenient: false,
            strict: false,
            meter: None,
            names: false,
            format: None,
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            column: None,
            header: true,
            #[cfg(feature = "inputs")]
            encoding: None,
            max_bytes: None,
            max_ratio: Some(1000),
        }
    }
}

/// What was read of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputRecord {
    /// Its name, as given.
    pub path: String,
    /// Raw bytes read.
    pub bytes: u64,
    /// SHA-256 of them, if asked for.
    pub sha256: Option<String>,
    /// How it was taken: the name of a [`Format`], or `mixed` if the members of an archive differ.
    pub format: &'static str,
    /// Its encoding.
    pub encoding: &'static str,
    /// What offsets count: bytes of the `file`, or of the `decoded` text where decoding changed it.
    pub offsets: &'static str,
    /// Documents in it.
    pub documents: u64,
}
