//! One document, read as pieces that can be counted one by one: cut at line ends, and a line too long to hold at a
//! sentence end, so that no result depends on where the cuts are.

use super::Utf8Decoder;
use crate::profile::{Piece, Settings, Unit};
use crate::token::sentence::{Carry, SoftWrap, Splitter, WRAP_SAMPLE_BYTES, Wrap, last_blank_line};
use std::io::{self, Read};
use std::sync::Arc;

/// A piece of a document with its place in it.
#[derive(Clone, Debug)]
pub struct OwnedPiece {
    /// The name of the input.
    pub name: Arc<str>,
    /// The text.
    pub text: String,
    /// Where it begins: bytes of decoded text of the document before it.
    pub base: u64,
    /// The document: a number that rises in the order of reading, not always by one.
    pub document: u64,
    carry: Carry,
    first: bool,
    last: bool,
    open: bool,
    tokens_before: u64,
    wrap: Option<Wrap>,
    sentence_lines: bool,
}

impl OwnedPiece {
    /// A document that is not wrapped, in one piece.
    pub(super) fn whole(name: Arc<str>, text: String, document: u64, unit: Unit) -> Self {
        Self {
            name,
            text,
            base: 0,
            document,
            carry: Carry::default(),
            first: true,
            last: true,
            open: false,
            tokens_before: 0,
            wrap: None,
            sentence_lines: unit == Unit::Sentences,
        }
    }

    /// Whether it ends inside a paragraph that goes on in the next piece.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The piece as [`crate::profile::Observer`] takes it.
    pub fn as_piece(&self) -> Piece<'_> {
        Piece {
            text: &self.text,
            carry: self.carry.clone(),
            first: self.first,
            last: self.last,
            open: self.open,
            tokens_before: self.tokens_before,
            wrap: self.wrap,
            document: self.document,
            sentence_lines: self.sentence_lines,
        }
    }
}

/// Reads a document piece by piece. Holds one piece and one block, and no more than the longest sentence beyond.
pub struct Pieces<R> {
    name: Arc<str>,
    reader: R,
    block: Vec<u8>,
    decoder: Utf8Decoder,
    settings: Settings,
    splitter: Splitter,
    unit: Unit,
    /// How the document is wrapped, when enough of it was seen.
    wrap: Option<Option<Wrap>>,
    pending: String,
    /// Pending bytes at which a cut is tried next.
    next_try: usize,
    chunk_bytes: usize,
    document: u64,
    base: u64,
    carry: Carry,
    first: bool,
    tokens_before: u64,
    /// Lines of a list of tokens so far, those with white space inside, and the first of them.
    lines: u64,
    spaced: u64,
    first_spaced: Option<u64>,
    /// The first characters were looked at for a byte order mark.
    started: bool,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Ended,
    Done,
}

const BLOCK_BYTES: usize = 256 << 10;

impl<R: Read> Pieces<R> {
    /// Reads `reader`, called `name`, as document number `document`, in pieces of about `chunk_bytes`.
    pub fn new(name: &str, reader: R, settings: &Settings, chunk_bytes: usize, document: u64) -> Self {
        Self {
            name: name.into(),
            reader,
            block: Vec::new(),
            decoder: Utf8Decoder::default(),
            settings: *settings,
            splitter: settings.splitter(),
            unit: settings.unit,
            wrap: (settings.soft_wrap == SoftWrap::No).then_some(None),
            pending: String::new(),
            next_try: chunk_bytes.max(1),
            chunk_bytes: chunk_bytes.max(1),
            document,
            base: 0,
            carry: Carry::default(),
            first: true,
            tokens_before: 0,
            lines: 0,
            spaced: 0,
            first_spaced: None,
            started: false,
            state: State::Reading,
        }
    }

    /// Reads by this buffer: one that was used before need not be made again.
    pub(super) fn with_block(mut self, block: Vec<u8>) -> Self {
        self.block = block;
        self
    }

    /// The next piece; `None` after the last. An empty document is one empty piece.
    ///
    /// # Errors
    /// What the reader reports; the piece that is returned next then holds what was read before, and is the last.
    pub fn next_piece(&mut self) -> io::Result<Option<OwnedPiece>> {
        loop {
            if self.state == State::Done {
                return Ok(None);
            }
            let seen = self.pending.len() >= WRAP_SAMPLE_BYTES || self.state == State::Ended;
            if self.wrap.is_none() && seen {
                let wrap = self.settings.soft_wrap_of(&self.pending);
                self.wrap = Some(wrap);
                self.splitter = self.splitter.clone().with_wrap(wrap);
            }
            if self.wrap.is_some() && self.pending.len() >= self.next_try {
                match self.cut_place() {
                    Some((at, carry)) => return Ok(Some(self.emit(at, carry))),
                    None => self.next_try = self.pending.len() * 2,
                }
            }
            if self.state == State::Ended {
                self.state = State::Done;
                return Ok(Some(self.emit(self.pending.len(), None)));
            }
            self.read_block()?;
        }
    }

    fn read_block(&mut self) -> io::Result<()> {
        if self.block.is_empty() {
            self.block.resize(BLOCK_BYTES, 0);
        }
        match self.reader.read(&mut self.block) {
            Ok(0) => {
                self.decoder.finish(&mut self.pending);
                self.state = State::Ended;
            }
            Ok(length) => self.decoder.decode(&self.block[..length], &mut self.pending),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                self.decoder.finish(&mut self.pending);
                self.state = State::Ended;
                return Err(error);
            }
        }
        self.drop_mark();
        Ok(())
    }

    /// A byte order mark keeps its three bytes and is in no token.
    fn drop_mark(&mut self) {
        if !self.started && !self.pending.is_empty() {
            self.started = true;
            if self.pending.starts_with('\u{feff}') {
                self.pending.drain(..3);
                self.base = 3;
            }
        }
    }

    /// Where the pending text may be cut, with the splitter's state there if it is inside a line.
    fn cut_place(&mut self) -> Option<(usize, Option<Carry>)> {
        if self.wrap().is_some() {
            if let Some(at) = last_blank_line(&self.pending) {
                return Some((at, None));
            }
            return self.splitter.cut(&self.pending, &mut self.carry).map(|(at, carry)| (at, Some(carry)));
        }
        let bytes = self.pending.as_bytes();
        if let Some(at) = memchr::memrchr(b'\n', bytes) {
            return Some((at + 1, None));
        }
        if self.unit == Unit::Tokens {
            return None;
        }
        // A CR at the very end may be half of a CR LF.
        if let Some(at) = memchr::memrchr(b'\r', &bytes[..bytes.len() - 1]) {
            return Some((at + 1, None));
        }
        if let Some((at, end)) = self.pending.rmatch_indices(['\u{85}', '\u{2028}', '\u{2029}']).next() {
            return Some((at + end.len(), None));
        }
        self.splitter.cut(&self.pending, &mut self.carry).map(|(at, carry)| (at, Some(carry)))
    }

    fn emit(&mut self, at: usize, carry: Option<Carry>) -> OwnedPiece {
        let mut rest = String::new();
        if self.state == State::Reading {
            rest.reserve(self.pending.len() - at + self.chunk_bytes.min(1 << 20) + BLOCK_BYTES);
        }
        rest.push_str(&self.pending[at..]);
        self.pending.truncate(at);
        let text = std::mem::replace(&mut self.pending, rest);
        let open = carry.is_some();
        let piece = OwnedPiece {
            name: self.name.clone(),
            base: self.base,
            document: self.document,
            carry: std::mem::replace(&mut self.carry, carry.unwrap_or_default()),
            first: std::mem::replace(&mut self.first, false),
            last: self.state == State::Done,
            open,
            tokens_before: self.tokens_before,
            wrap: self.wrap(),
            sentence_lines: self.unit == Unit::Sentences,
            text,
        };
        self.base += piece.text.len() as u64;
        if self.unit == Unit::Tokens {
            for line in piece.text.split_inclusive('\n') {
                self.lines += 1;
                let token = line.strip_suffix('\n').unwrap_or(line);
                let token = token.strip_suffix('\r').unwrap_or(token);
                self.tokens_before += u64::from(!token.is_empty());
                if token.contains(char::is_whitespace) {
                    self.spaced += 1;
                    self.first_spaced.get_or_insert(self.lines);
                }
            }
        }
        self.next_try = self.chunk_bytes;
        piece
    }

    /// How the document is wrapped, if it is.
    pub fn wrap(&self) -> Option<Wrap> {
        self.wrap.flatten()
    }

    /// What the document is called.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The reader and the buffer, when all is read.
    pub(super) fn into_parts(self) -> (R, Vec<u8>) {
        (self.reader, self.block)
    }

    /// Of a list of tokens: the lines with white space inside, and the first of them, from 1.
    pub fn spaced_tokens(&self) -> (u64, Option<u64>) {
        (self.spaced, self.first_spaced)
    }

    /// What decoding met.
    pub fn decoder(&self) -> &Utf8Decoder {
        &self.decoder
    }
}
