//! The layers between the bytes of an input and its text: unpacking, limits, decoding.

use super::ahead::Ahead;
use super::compression::{Compression, Limited, MAGIC_BYTES, Unpacker};
use super::encoding::{Encoding, Reason, utf8_prefix};
use super::notes::{Notes, Tap};
use super::transcode::Transcoder;
use super::{Broken, ReadOptions, Severity, Warning, WarningCode};
use std::io::{self, BufRead, Read};

/// Bytes of the text that its encoding is told by.
const SAMPLE_BYTES: usize = 64 << 10;

type Reader = Box<dyn Read + Send>;

/// The text of a raw input as UTF-8, or as what should be UTF-8.
///
/// # Errors
/// What is packed twice.
pub(super) fn text(reader: Tap<Reader>, options: &ReadOptions) -> io::Result<Reader> {
    let notes = reader.notes.clone();
    let mut raw = Ahead::new(reader);
    let packed = Compression::of(raw.look(MAGIC_BYTES));
    let reader: Reader = match packed {
        Some(kind) => Box::new(Unpacker::new(kind, raw, notes.clone())),
        None => Box::new(raw),
    };
    let reader: Reader = if packed.is_some() || options.max_bytes.is_some() {
        let max_ratio = packed.and(options.max_ratio);
        let (notes, max_bytes) = (notes.clone(), options.max_bytes);
        Box::new(Limited { reader, notes, given: 0, max_bytes, max_ratio })
    } else {
        reader
    };
    notes.noted().unpacked = packed.is_some();
    let mut reader = Ahead::new(reader);
    if packed.is_some() && Compression::of(reader.look(MAGIC_BYTES)).is_some() {
        let help = "unpack the outer one first";
        return Err(Broken::error(WarningCode::NestedContainer, "packed twice; not read".to_owned(), help));
    }
    Ok(decoded(reader, options.encoding, &notes))
}

/// The text of bytes in the encoding that was asked for, or the one that they are found to be in.
fn decoded(mut reader: Ahead<Reader>, asked: Option<Encoding>, notes: &Notes) -> Reader {
    let head = reader.look(SAMPLE_BYTES);
    let length = head.len();
    let mark = Encoding::marked(head);
    let encoding = match asked {
        Some(encoding) => encoding,
        None => {
            let head = head.to_vec();
            let whole = reader.is_whole(length);
            let (encoding, reason) = Encoding::guess(&head, whole);
            if encoding != Encoding::UTF_8 {
                notes.noted().warnings.push(guessed(&head, whole, encoding, reason));
            }
            encoding
        }
    };
    if encoding == Encoding::UTF_8 {
        return Box::new(reader);
    }
    notes.noted().encoding = Some(encoding.name());
    let skip = mark.filter(|&(marked, _)| marked == encoding).map_or(0, |(_, length)| length);
    reader.consume(skip);
    Box::new(Transcoder::new(reader, encoding, skip, notes.clone()))
}

fn guessed(head: &[u8], whole: bool, encoding: Encoding, reason: Reason) -> Warning {
    let name = encoding.name();
    if reason == Reason::Mark {
        let message = format!("read as {name}, as its byte order mark says");
        return Warning::new(WarningCode::EncodingGuessed, Severity::Info, message);
    }
    let at = utf8_prefix(head, whole);
    let message = if at < head.len() {
        format!("not UTF-8; the file was read as {name}")
    } else {
        format!("holds NUL characters as {name} does; the file was read as that")
    };
    let mut warning = Warning::new(WarningCode::EncodingGuessed, Severity::Warning, message).with_help(
        format!("say --encoding {name} to confirm, or --encoding utf-8 to count bad bytes instead"),
    );
    if at < head.len() {
        let lines = memchr::memchr_iter(b'\n', &head[..at]).count() as u64;
        (warning.byte, warning.line) = (Some(at as u64), Some(lines + 1));
    }
    warning
}
