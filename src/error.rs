//! What can go wrong: one opaque error that names the place and the remedy. Analysing text cannot fail;
//! only reading, configuring and decoding a saved state can.

use std::fmt;

/// The kind of an [`Error`], for programs that decide by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder does not exist.
    NotFound,
    /// A file could not be opened or read.
    Read,
    /// Output could not be written.
    Write,
    /// An option has a value outside its domain.
    Usage,
    /// A file is not of the format that it should have.
    Format,
    /// A saved state is damaged, of another version, or made with other settings.
    State,
}

/// An error: what is wrong, where, and how to mend it.
///
/// `Display` prints `place: what is wrong` (lower case, no full stop); [`Error::help`] holds the remedy.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    place: Option<String>,
    message: String,
    help: Option<String>,
}

impl Error {
    /// A new error with its message; see [`Error::at`] and [`Error::with_help`] for place and remedy.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, place: None, message: message.into(), help: None }
    }

    /// Names the place: a path as the user gave it, with line or byte where known.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Adds the remedy, one line.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The place, if one is known.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The remedy, if one is known.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Error {}
