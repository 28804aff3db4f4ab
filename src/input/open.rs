//! The layers between the bytes of an input and its documents: unpacking, limits, decoding, formats.

use super::ahead::Ahead;
use super::archive::{Archive, HEAD_BYTES, seekable};
use super::compression::{Compression, MAGIC_BYTES, Unpacker};
use super::documents::{Documents, Head, Reader};
use super::encoding::{Encoding, Reason, utf8_prefix};
use super::feed::{Fed, Sink};
use super::limit::Limited;
use super::notes::{Notes, Tap};
use super::transcode::Transcoder;
use super::{Broken, Format, ReadOptions, Severity, Source, Warning, WarningCode, format, records};
use std::io::{self, BufRead, Read};
use std::path::Path;

/// Bytes of the text that its encoding and format are told by.
const SAMPLE_BYTES: usize = 64 << 10;

/// The documents of a source that `reader` reads.
pub(super) fn documents(source: &Source, reader: Reader, options: &ReadOptions, notes: &Notes) -> Documents {
    let name = source.name();
    // A text in memory is what it is.
    if matches!(source, Source::Text(..)) && options.format.is_none_or(Format::is_plain) {
        return Documents::whole(source, reader, options.format, notes);
    }
    let mut raw = Ahead::new(Tap { reader, notes: notes.clone() });
    let head = raw.look(HEAD_BYTES);
    if let Some(kind) = Compression::of(&head[..head.len().min(MAGIC_BYTES)]) {
        notes.noted().unpacked = true;
        let (options, own) = (options.clone(), notes.clone());
        let feed = move |sink: &mut Sink| unpack(kind, &name, raw, &options, &own, sink);
        return Documents::Fed(Fed::start(Box::new(feed)));
    }
    let path = || match source {
        Source::File(path) if path.is_file() => Some(path.clone()),
        _ => None,
    };
    if options.format.map_or(format::is_parquet(head), |format| format == Format::Parquet) {
        notes.noted().unpacked = true;
        notes.noted().format = Some(Format::Parquet.name());
        let (options, own, path) = (options.clone(), notes.clone(), path());
        let feed = move |sink: &mut Sink| {
            let members = records::Reading { name: &name, options: &options, notes: &own, sink };
            parquet(members, path.as_deref(), raw)
        };
        return Documents::Fed(Fed::start(Box::new(feed)));
    }
    if let Some(archive) = Archive::of(head) {
        notes.noted().unpacked = true;
        let (options, own, path) = (options.clone(), notes.clone(), path());
        let feed = move |sink: &mut Sink| {
            let mut members = records::Reading { name: &name, options: &options, notes: &own, sink };
            match archive {
                Archive::Tar => members.tar(&mut raw),
                Archive::Zip => members.zip(seekable(path.as_deref(), raw)?),
            }
        };
        return Documents::Fed(Fed::start(Box::new(feed)));
    }
    let raw: Reader = match options.max_bytes {
        Some(_) => Box::new(Limited::new(raw, notes, options)),
        None => Box::new(raw),
    };
    let mut text = decoded(Ahead::new(raw), options, notes);
    let format = format_of(&name, &mut text, options);
    notes.noted().format = Some(format.name());
    if format.is_plain() {
        let head = Head { name: name.into(), unit: format.unit() };
        return Documents::One(Box::new(text), Some(head));
    }
    notes.noted().unpacked = true;
    let (options, own) = (options.clone(), notes.clone());
    let feed = move |sink: &mut Sink| feed_records(format, &name, text, &options, &own, sink);
    Documents::Fed(Fed::start(Box::new(feed)))
}

#[cfg(feature = "parquet")]
fn parquet(
    mut members: records::Reading<'_>,
    path: Option<&Path>,
    raw: Ahead<Tap<Reader>>,
) -> io::Result<()> {
    members.parquet(seekable(path, raw)?)
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: records::Reading<'_>, _: Option<&Path>, _: Ahead<Tap<Reader>>) -> io::Result<()> {
    let message = "a Parquet file; this build does not read it".to_owned();
    let help = "build mizan with the feature parquet, or write the text as JSON lines or CSV";
    Err(Broken::error(WarningCode::TruncatedInput, message, help))
}

/// The text of a small input, whole, and its format, if it is one document in UTF-8 that is taken as it is and of which
/// nothing is to be told: then [`documents`] need not look at it layer by layer.
pub(super) fn plain<'b>(name: &str, bytes: &'b [u8], options: &ReadOptions) -> Option<(&'b str, Format)> {
    let packed = Compression::of(&bytes[..bytes.len().min(MAGIC_BYTES)]).is_some();
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    // Wide characters hold one of these two bytes.
    let wide = || memchr::memchr2(0, 6, bytes).is_some();
    if packed || Archive::of(head).is_some() || Encoding::marked(bytes).is_some() || wide() {
        return None;
    }
    if options.encoding.is_some_and(|encoding| encoding != Encoding::UTF_8) || options.max_bytes.is_some() {
        return None;
    }
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let format = options.format.unwrap_or_else(|| format::told(name, sample));
    (format.is_plain() && format != Format::Tokens).then_some((text, format))
}

/// Reads what is compressed: a text, a file of records, or a tar archive.
fn unpack(
    kind: Compression,
    name: &str,
    raw: Ahead<Tap<Reader>>,
    options: &ReadOptions,
    notes: &Notes,
    sink: &mut Sink,
) -> io::Result<()> {
    let mut reader = Ahead::new(Limited::new(Unpacker::new(kind, raw, notes.clone()), notes, options));
    let head = reader.look(HEAD_BYTES);
    let twice = Compression::of(&head[..head.len().min(MAGIC_BYTES)]).is_some();
    match Archive::of(head) {
        Some(Archive::Tar) => records::Reading { name, options, notes, sink }.tar(&mut reader),
        found if twice || found.is_some() => {
            let help = "unpack the outer one first";
            Err(Broken::error(WarningCode::NestedContainer, "packed twice; not read".to_owned(), help))
        }
        _ => feed_text(name, reader, options, notes, sink),
    }
}

/// Reads a text or a file of records.
pub(super) fn feed_text(
    name: &str,
    reader: Ahead<impl Read>,
    options: &ReadOptions,
    notes: &Notes,
    sink: &mut Sink,
) -> io::Result<()> {
    let mut text = decoded(reader, options, notes);
    let format = format_of(name, &mut text, options);
    notes.noted().format = Some(format.name());
    feed_records(format, name, text, options, notes, sink)
}

fn feed_records(
    format: Format,
    name: &str,
    text: Ahead<impl Read>,
    options: &ReadOptions,
    notes: &Notes,
    sink: &mut Sink,
) -> io::Result<()> {
    let mut reading = records::Reading { name, options, notes, sink };
    if format.is_plain() {
        // What is no UTF-8 in them is placed where they are cut into pieces.
        return records::read(format, &mut io::BufReader::with_capacity(SAMPLE_BYTES, text), &mut reading);
    }
    let is_checked = notes.noted().encoding.is_some();
    let text = Ahead::new(text);
    let text = if is_checked {
        Text::Utf8(text)
    } else {
        Text::Other(Box::new(Transcoder::new(text, Encoding::UTF_8, 0, notes.clone())))
    };
    records::read(format, &mut io::BufReader::with_capacity(SAMPLE_BYTES, text), &mut reading)
}

/// Text in UTF-8: as it is read, or decoded.
enum Text<R> {
    Utf8(Ahead<R>),
    Other(Box<Transcoder<Ahead<R>>>),
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Utf8(reader) => reader.read(target),
            Self::Other(reader) => reader.read(target),
        }
    }
}

fn format_of(name: &str, text: &mut Ahead<impl Read>, options: &ReadOptions) -> Format {
    options.format.unwrap_or_else(|| format::told(name, text.look(SAMPLE_BYTES)))
}

/// The text of bytes in the encoding that was asked for, or the one that they are found to be in.
fn decoded<R: Read>(mut reader: Ahead<R>, options: &ReadOptions, notes: &Notes) -> Ahead<Text<R>> {
    reader.look(SAMPLE_BYTES);
    let head = reader.looked();
    let mark = Encoding::marked(head);
    let encoding = options.encoding.unwrap_or_else(|| {
        let whole = reader.is_whole(head.len());
        let (encoding, reason) = Encoding::guess(head, whole);
        if encoding != Encoding::UTF_8 {
            notes.noted().warnings.push(guessed(head, whole, encoding, reason));
        }
        encoding
    });
    if encoding == Encoding::UTF_8 {
        return Ahead::new(Text::Utf8(reader));
    }
    notes.noted().encoding = Some(encoding.name());
    let skip = mark.filter(|&(marked, _)| marked == encoding).map_or(0, |(_, length)| length);
    reader.consume(skip);
    Ahead::new(Text::Other(Box::new(Transcoder::new(reader, encoding, skip, notes.clone()))))
}

fn guessed(head: &[u8], whole: bool, encoding: Encoding, reason: Reason) -> Warning {
    let name = encoding.name();
    let by = match reason {
        Reason::Mark => Some("its byte order mark"),
        Reason::Declared => Some("it"),
        Reason::Bytes => None,
    };
    if let Some(by) = by {
        let message = format!("read as {name}, as {by} says");
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
