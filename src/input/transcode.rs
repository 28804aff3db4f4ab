//! Bytes of any encoding → bytes of UTF-8, as they are read, with every loss counted and the first one placed.

use super::encoding::{Encoding, Kind, page_character};
use super::notes::Notes;
use encoding_rs::DecoderResult;
use std::io::{self, Read};

const BLOCK_BYTES: usize = 64 << 10;

/// Reads another reader's text as UTF-8.
pub(super) struct Transcoder<R> {
    reader: R,
    notes: Notes,
    state: State,
    block: Vec<u8>,
    out: String,
    given: usize,
    /// Bytes decoded before the block, and lines ended in their text.
    bytes: u64,
    lines: u64,
    ended: bool,
    failure: Option<io::Error>,
}

enum State {
    Web(Box<encoding_rs::Decoder>),
    Page(&'static [u16; 128]),
    Utf32 { big: bool, held: Vec<u8> },
}

impl<R: Read> Transcoder<R> {
    /// `skip` bytes of a byte order mark are already taken from the reader.
    pub(super) fn new(reader: R, encoding: Encoding, skip: usize, notes: Notes) -> Self {
        let state = match encoding.0 {
            Kind::Utf8 => State::Web(Box::new(encoding_rs::UTF_8.new_decoder_without_bom_handling())),
            Kind::Web(web) => State::Web(Box::new(web.new_decoder_without_bom_handling())),
            Kind::Page(_, table) => State::Page(table),
            Kind::Utf32 { big } => State::Utf32 { big, held: Vec::new() },
        };
        Self {
            reader,
            notes,
            state,
            block: vec![0; BLOCK_BYTES],
            out: String::new(),
            given: 0,
            bytes: skip as u64,
            lines: 0,
            ended: false,
            failure: None,
        }
    }

    fn decode(&mut self, length: usize) {
        let last = length == 0;
        let Self { state, block, out, notes, .. } = self;
        let (bytes, lines, block) = (self.bytes, self.lines, &block[..length]);
        let replace = |out: &mut String, at: u64| {
            let line = lines + 1 + memchr::memchr_iter(b'\n', out.as_bytes()).count() as u64;
            notes.lost(at, line);
            out.push(char::REPLACEMENT_CHARACTER);
        };
        match state {
            State::Web(decoder) => {
                let mut at = 0;
                loop {
                    let rest = &block[at..];
                    let room = decoder.max_utf8_buffer_length_without_replacement(rest.len());
                    out.reserve(room.unwrap_or(rest.len() * 3 + 16));
                    let (result, read) = decoder.decode_to_string_without_replacement(rest, out, last);
                    at += read;
                    match result {
                        DecoderResult::InputEmpty => break,
                        DecoderResult::OutputFull => {}
                        DecoderResult::Malformed(length, after) => {
                            let back = u64::from(length) + u64::from(after);
                            replace(out, (bytes + at as u64).saturating_sub(back));
                        }
                    }
                }
            }
            State::Page(table) => {
                for (at, &byte) in block.iter().enumerate() {
                    match page_character(table, byte) {
                        Some(c) => out.push(c),
                        None => replace(out, bytes + at as u64),
                    }
                }
            }
            State::Utf32 { big, held } => {
                let before = bytes - held.len() as u64;
                held.extend_from_slice(block);
                let units = held.chunks_exact(4);
                let cut = units.remainder().to_vec();
                for (number, unit) in units.enumerate() {
                    let unit = <[u8; 4]>::try_from(unit).unwrap_or_default();
                    let code = if *big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
                    match char::from_u32(code) {
                        Some(c) => out.push(c),
                        None => replace(out, before + number as u64 * 4),
                    }
                }
                if last && !cut.is_empty() {
                    replace(out, bytes - cut.len() as u64);
                }
                *held = if last { Vec::new() } else { cut };
            }
        }
        self.bytes += length as u64;
        self.lines += memchr::memchr_iter(b'\n', self.out.as_bytes()).count() as u64;
        self.ended = last;
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.given == self.out.len() {
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            if self.ended {
                return Ok(0);
            }
            self.out.clear();
            self.given = 0;
            match self.reader.read(&mut self.block) {
                Ok(length) => self.decode(length),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.decode(0);
                    self.failure = Some(error);
                }
            }
        }
        let length = target.len().min(self.out.len() - self.given);
        target[..length].copy_from_slice(&self.out.as_bytes()[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}
