//! Compressed bytes → bytes: gzip, bzip2, xz and Zstandard, all members one after the other, told by their first
//! bytes and unpacked as they are read.

use super::ahead::Ahead;
use super::notes::Notes;
use super::{Broken, Severity, Warning, WarningCode};
use std::io::{self, BufRead, Read};

/// A way of compression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
}

/// Bytes that are looked at to tell them.
pub(super) const MAGIC_BYTES: usize = 6;

impl Compression {
    /// What these first bytes begin, if it is one.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Some(Self::Bzip2),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Zstd => "zstd",
        }
    }
}

/// Unpacks all members of a compressed input.
pub(super) struct Unpacker<R: Read> {
    kind: Compression,
    stream: Stream<R>,
    notes: Notes,
}

enum Stream<R: Read> {
    Between(Ahead<R>),
    Gzip(Box<flate2::bufread::GzDecoder<Ahead<R>>>),
    Bzip2(bzip2::bufread::BzDecoder<Ahead<R>>),
    Xz(Box<lzma_rust2::XzReader<Ahead<R>>>),
    Zstd(Box<ruzstd::decoding::StreamingDecoder<Ahead<R>, ruzstd::decoding::FrameDecoder>>),
    Ended,
}

impl<R: Read> Unpacker<R> {
    pub(super) fn new(kind: Compression, reader: Ahead<R>, notes: Notes) -> Self {
        Self { kind, stream: Stream::Between(reader), notes }
    }

    /// The next member; what follows the last and is none is passed over with a warning.
    fn open(&mut self, mut reader: Ahead<R>) -> io::Result<Stream<R>> {
        loop {
            let head = reader.look(MAGIC_BYTES);
            match head {
                [] => {
                    reader.fill_buf()?;
                    return Ok(Stream::Ended);
                }
                // Padding.
                [0, ..] => {
                    reader.consume(1);
                    continue;
                }
                _ => {}
            }
            if Compression::of(head) != Some(self.kind) {
                let name = self.kind.name();
                let message = format!("bytes after the end of the {name} stream are not part of it");
                let warning = Warning::new(WarningCode::TrailingGarbage, Severity::Warning, message);
                self.notes.noted().warnings.push(warning.with_help("they were not read"));
                return Ok(Stream::Ended);
            }
            return Ok(match self.kind {
                Compression::Gzip => Stream::Gzip(Box::new(flate2::bufread::GzDecoder::new(reader))),
                Compression::Bzip2 => Stream::Bzip2(bzip2::bufread::BzDecoder::new(reader)),
                Compression::Xz => Stream::Xz(Box::new(lzma_rust2::XzReader::new(reader, false))),
                Compression::Zstd => {
                    if let [0x50..=0x5F, _, _, _, ..] = head {
                        skip_frame(&mut reader)?;
                        continue;
                    }
                    let decoder = ruzstd::decoding::StreamingDecoder::new(reader);
                    Stream::Zstd(Box::new(decoder.map_err(|error| early_or(format!("{error:?}")))?))
                }
            });
        }
    }

    fn broken(&self, error: &io::Error) -> io::Error {
        let text = format!("{error:?}");
        let early = error.kind() == io::ErrorKind::UnexpectedEof || text.contains("UnexpectedEof");
        let what = if early { "ends early" } else { "is damaged" };
        let bytes = self.notes.noted().bytes;
        Broken::error(
            WarningCode::TruncatedInput,
            format!(
                "the {} stream {what}, after {bytes} bytes; the counts cover what was read",
                self.kind.name()
            ),
            "fetch the file again, or leave it out",
        )
    }
}

fn early_or(text: String) -> io::Error {
    let early = text.contains("UnexpectedEof");
    io::Error::new(if early { io::ErrorKind::UnexpectedEof } else { io::ErrorKind::InvalidData }, text)
}

/// Passes over a frame of Zstandard that holds no text.
fn skip_frame(reader: &mut impl BufRead) -> io::Result<()> {
    let mut head = [0; 8];
    reader.read_exact(&mut head)?;
    let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    io::copy(&mut reader.by_ref().take(length.into()), &mut io::sink())?;
    Ok(())
}

impl<R: Read> Read for Unpacker<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = match &mut self.stream {
                Stream::Between(_) => Ok(0),
                Stream::Gzip(decoder) => decoder.read(target),
                Stream::Bzip2(decoder) => decoder.read(target),
                Stream::Xz(decoder) => decoder.read(target),
                Stream::Zstd(decoder) => decoder.read(target),
                Stream::Ended => return Ok(0),
            };
            match read {
                Ok(0) if !target.is_empty() => {}
                Ok(length) => return Ok(length),
                Err(error) if error.get_ref().is_some_and(|inner| inner.is::<Broken>()) => return Err(error),
                Err(error) => {
                    self.stream = Stream::Ended;
                    return Err(self.broken(&error));
                }
            }
            let reader = match std::mem::replace(&mut self.stream, Stream::Ended) {
                Stream::Between(reader) => reader,
                Stream::Gzip(decoder) => decoder.into_inner(),
                Stream::Bzip2(decoder) => decoder.into_inner(),
                Stream::Xz(decoder) => decoder.into_inner(),
                Stream::Zstd(decoder) => decoder.into_inner(),
                Stream::Ended => return Ok(0),
            };
            self.stream = self.open(reader).map_err(|error| self.broken(&error))?;
        }
    }
}
