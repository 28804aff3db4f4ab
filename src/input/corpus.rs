//! Many inputs, one after the other, as one stream of pieces, with a record of each and warnings of what was not
//! read or read with loss.

use super::{OwnedPiece, Pieces, Severity, Source, Warning, WarningCode};
use crate::profile::Settings;
use crate::token::sentence::SoftWrap;
use serde::Serialize;
use std::io::{self, Read};

/// A checksum of the raw bytes of an input, taken while they are read.
pub trait Checksum: Send {
    /// Takes the next bytes.
    fn update(&mut self, bytes: &[u8]);
    /// The checksum in hexadecimal.
    fn finish(self: Box<Self>) -> String;
}

/// How inputs are read.
#[derive(Clone, Copy)]
pub struct ReadOptions {
    /// Bytes of text in a piece, about.
    pub chunk_bytes: usize,
    /// Makes the checksum of an input, if one is wanted.
    pub checksum: Option<fn() -> Box<dyn Checksum>>,
    /// Losses in decoding are warnings, not errors.
    pub lenient: bool,
    /// Nothing is read after the first error.
    pub strict: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { chunk_bytes: 1 << 20, checksum: None, lenient: false, strict: false }
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
    /// How it was taken: `text`, `tokens`, `sentences`.
    pub format: &'static str,
    /// Its encoding.
    pub encoding: &'static str,
    /// What offsets count: bytes of the `file`, or of the `decoded` text where decoding changed it.
    pub offsets: &'static str,
    /// Documents in it.
    pub documents: u64,
}

/// The pieces of many inputs in their order. Inputs that cannot be read are passed over with a warning.
pub struct Corpus {
    settings: Settings,
    options: ReadOptions,
    sources: std::vec::IntoIter<Source>,
    current: Option<(String, Pieces<Tap>)>,
    document: u64,
    records: Vec<InputRecord>,
    warnings: Vec<Warning>,
}

impl Corpus {
    /// The pieces of `sources`, one document each.
    pub fn new(sources: Vec<Source>, settings: &Settings, options: ReadOptions) -> Self {
        Self {
            settings: *settings,
            options,
            sources: sources.into_iter(),
            current: None,
            document: 0,
            records: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// What was read so far, by input.
    pub fn records(&self) -> &[InputRecord] {
        &self.records
    }

    /// What was met so far.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    fn fail(&mut self, name: &str, message: String) {
        let help = "the counts cover what could be read; mend it, or leave the input out";
        self.warnings.push(
            Warning::new(WarningCode::TruncatedInput, Severity::Error, message).at(name).with_help(help),
        );
    }

    fn open_next(&mut self) -> bool {
        while let Some(source) = self.sources.next() {
            if self.options.strict && self.warnings.iter().any(|warning| warning.severity == Severity::Error)
            {
                return false;
            }
            let name = source.name();
            match source.open() {
                Ok(reader) => {
                    let tap = Tap { reader, checksum: self.options.checksum.map(|make| make()) };
                    let pieces =
                        Pieces::new(&name, tap, &self.settings, self.options.chunk_bytes, self.document);
                    self.document += 1;
                    self.current = Some((name, pieces));
                    return true;
                }
                Err(error) => self.fail(&name, what(&error)),
            }
        }
        false
    }

    fn close(&mut self, name: String, pieces: Pieces<Tap>) {
        let severity = if self.options.lenient { Severity::Warning } else { Severity::Error };
        let decoder = pieces.decoder();
        let bytes = decoder.bytes();
        if let Some((byte, line)) = decoder.first_invalid() {
            let mut warning =
                Warning::new(WarningCode::LossyDecoding, severity, "not UTF-8; what is not became U+FFFD")
                    .at(&name)
                    .with_help("convert it to UTF-8 first, or say --lenient to accept the loss");
            (warning.byte, warning.line, warning.count) = (Some(byte), Some(line), decoder.invalid());
            self.warnings.push(warning);
        }
        if decoder.nuls() > 0 {
            let message = "holds NUL characters: is it text?";
            let mut warning = Warning::new(WarningCode::BinaryInput, Severity::Warning, message).at(&name);
            warning.count = decoder.nuls();
            self.warnings.push(warning);
        }
        if self.settings.soft_wrap == SoftWrap::Auto && pieces.wrap().is_some() {
            let message = "its lines look wrapped: breaks after full lines do not end sentences";
            let warning = Warning::new(WarningCode::SoftWrapped, Severity::Warning, message).at(&name);
            self.warnings.push(warning.with_help("--soft-wrap yes or no decides it"));
        }
        let lossy = decoder.invalid() > 0;
        if let (count, Some(line)) = pieces.spaced_tokens() {
            let message = "a token holds white space; each line is taken as one token";
            let mut warning =
                Warning::new(WarningCode::SpacedToken, Severity::Warning, message).at(&name).with_help(
                    "--input-format sentences is for tokens with spaces between them, text for running text",
                );
            (warning.line, warning.count) = (Some(line), count);
            self.warnings.push(warning);
        }
        self.records.push(InputRecord {
            path: name,
            bytes,
            sha256: pieces.into_reader().checksum.map(Checksum::finish),
            format: self.settings.unit.name(),
            encoding: "utf-8",
            offsets: if lossy { "decoded" } else { "file" },
            documents: 1,
        });
    }
}

impl Iterator for Corpus {
    type Item = OwnedPiece;

    fn next(&mut self) -> Option<OwnedPiece> {
        loop {
            let Some((name, mut pieces)) = self.current.take() else {
                if self.open_next() {
                    continue;
                }
                return None;
            };
            match pieces.next_piece() {
                Ok(Some(piece)) => {
                    self.current = Some((name, pieces));
                    return Some(piece);
                }
                Ok(None) => self.close(name, pieces),
                Err(error) => {
                    let read = pieces.decoder().bytes();
                    self.fail(&name, format!("{} after {read} bytes", what(&error)));
                    self.current = Some((name, pieces));
                }
            }
        }
    }
}

/// What is wrong, in the user's words.
fn what(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
        io::ErrorKind::IsADirectory => "a folder, not a file".to_owned(),
        _ => {
            let text = error.to_string();
            let plain = text.split(" (os error").next().unwrap_or(&text);
            format!("cannot be read: {}", plain.to_lowercase())
        }
    }
}

/// A reader whose bytes are also taken by a checksum.
struct Tap {
    reader: Box<dyn Read + Send>,
    checksum: Option<Box<dyn Checksum>>,
}

impl Read for Tap {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(block)?;
        if let Some(checksum) = &mut self.checksum {
            checksum.update(&block[..length]);
        }
        Ok(length)
    }
}
