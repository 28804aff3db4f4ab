//! A reader whose first bytes can be looked at before they are read.

use std::io::{self, BufRead, Read};

/// Bytes that are read first: most files of a large corpus are small. Further reads are as long as all before.
const FIRST_BYTES: usize = 4 << 10;

/// Reads `reader`, and can look ahead in it.
pub(super) struct Ahead<R> {
    reader: R,
    buffer: Vec<u8>,
    at: usize,
    /// What happened while it looked ahead; told when reading comes there.
    failure: Option<io::Error>,
    ended: bool,
}

impl<R: Read> Ahead<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), at: 0, failure: None, ended: false }
    }

    /// What it reads.
    pub(super) fn get_ref(&self) -> &R {
        &self.reader
    }

    /// The next bytes: `most` of them, or as many as there are.
    pub(super) fn look(&mut self, most: usize) -> &[u8] {
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        while self.buffer.len() < most && !self.ended && self.failure.is_none() {
            let from = self.buffer.len();
            self.buffer.resize(from + from.max(FIRST_BYTES), 0);
            let read = self.reader.read(&mut self.buffer[from..]);
            self.buffer.truncate(from + read.as_ref().map_or(0, |&length| length));
            match read {
                Ok(0) => self.ended = true,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => self.failure = Some(error),
            }
        }
        &self.buffer[..self.buffer.len().min(most)]
    }

    /// What was looked at last, without reading more.
    pub(super) fn looked(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Whether what was looked at is all there is.
    pub(super) fn is_whole(&self, looked: usize) -> bool {
        (self.ended || self.failure.is_some()) && self.buffer.len() - self.at <= looked
    }
}

impl<R: Read> Read for Ahead<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        if self.at < self.buffer.len() {
            let length = target.len().min(self.buffer.len() - self.at);
            target[..length].copy_from_slice(&self.buffer[self.at..self.at + length]);
            self.at += length;
            return Ok(length);
        }
        match self.failure.take() {
            Some(error) => Err(error),
            None if self.ended => Ok(0),
            None => self.reader.read(target),
        }
    }
}

impl<R: Read> BufRead for Ahead<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            self.look(1);
            if self.buffer.is_empty()
                && let Some(error) = self.failure.take()
            {
                return Err(error);
            }
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.buffer.len());
    }
}
