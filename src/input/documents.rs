//! The documents of an input, one after another in one stream.

use super::notes::{Notes, Tap};
use super::{Format, Source};
use crate::profile::Unit;
use std::io::{self, Read};
use std::sync::Arc;

pub(super) type Reader = Box<dyn Read + Send>;

/// The beginning of a document.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What it is called.
    pub(super) name: Arc<str>,
    /// What its text is made of.
    pub(super) unit: Unit,
}

/// The documents of an input; reading gives the text of the one that was gone to last.
pub(super) enum Documents {
    /// It is one document.
    One(Reader, Option<Head>),
    /// Another thread reads them.
    #[cfg(feature = "inputs")]
    Fed(super::feed::Fed),
}

impl Documents {
    /// No documents.
    pub(super) fn none() -> Self {
        Self::One(Box::new(io::empty()), None)
    }

    /// A source as one document, read as it is.
    pub(super) fn whole(source: &Source, reader: Reader, format: Option<Format>, notes: &Notes) -> Self {
        let format = format.unwrap_or(Format::Text);
        notes.noted().format = Some(format.name());
        let head = Head { name: source.name().into(), unit: format.unit() };
        Self::One(Box::new(Tap { reader, notes: notes.clone() }), Some(head))
    }

    /// Goes to the next document, past what is left of the last.
    ///
    /// # Errors
    /// What ended the input.
    pub(super) fn next_document(&mut self) -> io::Result<Option<Head>> {
        match self {
            Self::One(_, head) => Ok(head.take()),
            #[cfg(feature = "inputs")]
            Self::Fed(fed) => fed.next_document(),
        }
    }
}

impl Read for Documents {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::One(reader, _) => reader.read(target),
            #[cfg(feature = "inputs")]
            Self::Fed(fed) => fed.read(target),
        }
    }
}
