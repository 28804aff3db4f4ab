//! Inputs of many documents are read on a thread of their own, and given on in batches: unpacking and parsing go on
//! while the text before is counted.

use super::documents::Head;
use crate::profile::Unit;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes in a batch, about, and the most documents in it.
const BATCH_BYTES: usize = 256 << 10;
const BATCH_DOCUMENTS: usize = 4096;
/// Batches that wait to be counted.
const BATCHES: usize = 4;

#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// Where documents begin in the bytes.
    heads: Vec<(usize, Head)>,
    /// Nothing follows.
    last: bool,
    /// What ended the input after the bytes, if something did.
    failure: Option<io::Error>,
}

enum Way {
    Bounded(SyncSender<Batch>),
    /// Without a thread all is read before anything is given on.
    Unbounded(Sender<Batch>),
}

/// Takes documents and gives them on.
pub(super) struct Sink {
    way: Way,
    batch: Batch,
}

impl Sink {
    /// Begins a document; what is written next is its text.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub(super) fn document(&mut self, name: impl Into<Arc<str>>, unit: Unit) -> io::Result<()> {
        self.batch.heads.push((self.batch.bytes.len(), Head { name: name.into(), unit }));
        if self.batch.heads.len() >= BATCH_DOCUMENTS { self.send() } else { Ok(()) }
    }

    /// More of the text of the document that was begun last.
    ///
    /// # Errors
    /// Nobody reads any more.
    pub(super) fn text(&mut self, text: &[u8]) -> io::Result<()> {
        self.batch.bytes.extend_from_slice(text);
        if self.batch.bytes.len() >= BATCH_BYTES { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> io::Result<()> {
        let batch = std::mem::take(&mut self.batch);
        let sent = match &self.way {
            Way::Bounded(way) => way.send(batch).is_ok(),
            Way::Unbounded(way) => way.send(batch).is_ok(),
        };
        if sent { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
    }

    fn end(mut self, result: io::Result<()>) {
        (self.batch.last, self.batch.failure) = (true, result.err());
        // A reader that is gone misses nothing.
        let _ = self.send();
    }
}

/// The documents that a feeding thread gives.
pub(super) struct Fed {
    batches: Receiver<Batch>,
    batch: Batch,
    at: usize,
    /// Heads of the batch that were passed.
    passed: usize,
}

/// What writes documents.
pub(super) type Feed = Box<dyn FnOnce(&mut Sink) -> io::Result<()> + Send>;

impl Fed {
    /// Lets `feed` write documents on a thread of its own. If the system gives none, it writes all of them first.
    pub(super) fn start(feed: Feed) -> Self {
        let (way, bounded) = sync_channel(BATCHES);
        let slot = Arc::new(Mutex::new(Some(feed)));
        let own = slot.clone();
        let started = std::thread::Builder::new().spawn(move || run(&own, Way::Bounded(way))).is_ok();
        let batches = if started {
            bounded
        } else {
            let (way, unbounded) = channel();
            run(&slot, Way::Unbounded(way));
            unbounded
        };
        Self { batches, batch: Batch::default(), at: 0, passed: 0 }
    }

    /// Waits for the next batch; `false` after the last.
    fn receive(&mut self) -> io::Result<bool> {
        if let Some(error) = self.batch.failure.take() {
            return Err(error);
        }
        if self.batch.last {
            return Ok(false);
        }
        (self.at, self.passed) = (0, 0);
        self.batch = self.batches.recv().unwrap_or_else(|_| Batch {
            failure: Some(io::Error::other("reading broke off")),
            last: true,
            ..Batch::default()
        });
        Ok(true)
    }

    /// Goes to the next document, past what is left of the last.
    ///
    /// # Errors
    /// What ended the input.
    pub(super) fn next_document(&mut self) -> io::Result<Option<Head>> {
        loop {
            if let Some((at, head)) = self.batch.heads.get(self.passed) {
                (self.at, self.passed) = (*at, self.passed + 1);
                return Ok(Some(head.clone()));
            }
            if !self.receive()? {
                return Ok(None);
            }
        }
    }
}

impl Read for Fed {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        loop {
            let end = self.batch.heads.get(self.passed).map_or(self.batch.bytes.len(), |(at, _)| *at);
            if self.at < end {
                let length = target.len().min(end - self.at);
                target[..length].copy_from_slice(&self.batch.bytes[self.at..self.at + length]);
                self.at += length;
                return Ok(length);
            }
            if self.passed < self.batch.heads.len() {
                return Ok(0);
            }
            if !self.receive()? {
                return Ok(0);
            }
        }
    }
}

/// Feeds what the slot holds, if nobody took it before.
fn run(slot: &Mutex<Option<Feed>>, way: Way) {
    let feed = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(feed) = feed {
        let mut sink = Sink { way, batch: Batch::default() };
        let result = feed(&mut sink);
        sink.end(result);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All documents: name and text.
    fn documents(mut fed: Fed) -> (Vec<(String, String)>, Option<io::Error>) {
        let mut found = Vec::new();
        loop {
            match fed.next_document() {
                Ok(Some(head)) => {
                    let mut text = Vec::new();
                    let failure = fed.read_to_end(&mut text).err();
                    found.push((head.name.to_string(), String::from_utf8(text).unwrap()));
                    if failure.is_some() {
                        return (found, failure);
                    }
                }
                Ok(None) => return (found, None),
                Err(error) => return (found, Some(error)),
            }
        }
    }

    #[test]
    fn documents_come_as_they_were_written() {
        let texts: Vec<String> = (0..300).map(|n| "ab".repeat(n * n % 3001)).collect();
        let expected: Vec<_> =
            texts.iter().enumerate().map(|(n, text)| (n.to_string(), text.clone())).collect();
        let fed = Fed::start(Box::new(move |sink| {
            for (n, text) in texts.iter().enumerate() {
                sink.document(n.to_string(), Unit::Text)?;
                for part in text.as_bytes().chunks(1000) {
                    sink.text(part)?;
                }
            }
            Err(io::ErrorKind::InvalidData.into())
        }));
        let (found, failure) = documents(fed);
        assert_eq!(found, expected);
        assert_eq!(failure.unwrap().kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_thread_that_breaks_off_is_an_error() {
        let (way, batches) = channel();
        drop(way);
        let mut fed = Fed { batches, batch: Batch::default(), at: 0, passed: 0 };
        assert!(fed.next_document().is_err());
        assert!(fed.next_document().unwrap().is_none());
    }

    #[test]
    fn without_a_thread_all_is_written_first() {
        let (way, batches) = channel();
        let feed: Feed = Box::new(|sink| {
            sink.document("a", Unit::Text)?;
            sink.text(b"b")
        });
        run(&Mutex::new(Some(feed)), Way::Unbounded(way));
        let (found, failure) = documents(Fed { batches, batch: Batch::default(), at: 0, passed: 0 });
        assert_eq!(found, [("a".to_owned(), "b".to_owned())]);
        assert!(failure.is_none());
    }

    #[test]
    fn what_is_not_read_is_passed_over_and_an_early_end_stops_the_feeding() {
        let mut fed = Fed::start(Box::new(|sink| {
            for n in 0..1_000_000 {
                sink.document(n.to_string(), Unit::Text)?;
                sink.text(&[b'a'; 1000])?;
            }
            Ok(())
        }));
        for n in 0..2000 {
            assert_eq!(&*fed.next_document().unwrap().unwrap().name, n.to_string());
            assert_eq!(fed.read(&mut [0; 10]).unwrap(), 10);
        }
    }
}
