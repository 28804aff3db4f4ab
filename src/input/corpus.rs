//! Many inputs, one after the other, as one stream of pieces, with a record of each and warnings of what was not
//! read or read with loss.

use super::notes::{Notes, Tap};
use super::{Broken, OwnedPiece, Pieces, Severity, Source, Warning, WarningCode};
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
    /// The encoding of the inputs; else each is found out.
    #[cfg(feature = "cli")]
    pub encoding: Option<super::Encoding>,
    /// Most bytes that are read of an input, unpacked.
    pub max_bytes: Option<u64>,
    /// Most bytes that an input unpacks to for each of its own, past the first 64 MiB.
    pub max_ratio: Option<u64>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            chunk_bytes: 1 << 20,
            checksum: None,
            lenient: false,
            strict: false,
            #[cfg(feature = "cli")]
            encoding: None,
            max_bytes: None,
            max_ratio: Some(1000),
        }
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

/// The input that is read.
struct Current {
    name: String,
    pieces: Pieces<Box<dyn Read + Send>>,
    notes: Notes,
}

/// The pieces of many inputs in their order. Inputs that cannot be read are passed over with a warning.
pub struct Corpus {
    settings: Settings,
    options: ReadOptions,
    sources: std::vec::IntoIter<Source>,
    current: Option<Current>,
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

    fn fail(&mut self, name: &str, error: &io::Error, bytes: u64) {
        let help = "the counts cover what could be read; mend it, or leave the input out";
        let warning = match error.get_ref().and_then(|inner| inner.downcast_ref::<Broken>()) {
            Some(broken) => {
                Warning::new(broken.code, Severity::Error, broken.message.clone()).with_help(broken.help)
            }
            None => {
                let after = if bytes > 0 { format!(" after {bytes} bytes") } else { String::new() };
                let message = format!("{}{after}", what(error));
                Warning::new(WarningCode::TruncatedInput, Severity::Error, message).with_help(help)
            }
        };
        self.warnings.push(warning.at(name));
    }

    fn open_next(&mut self) -> bool {
        while let Some(source) = self.sources.next() {
            if self.options.strict && self.warnings.iter().any(|warning| warning.severity == Severity::Error)
            {
                return false;
            }
            let name = source.name();
            let notes = Notes::default();
            notes.noted().checksum = self.options.checksum.map(|make| make());
            let opened = source.open().and_then(|reader| self.text(Tap { reader, notes: notes.clone() }));
            match opened {
                Ok(reader) => {
                    let pieces =
                        Pieces::new(&name, reader, &self.settings, self.options.chunk_bytes, self.document);
                    self.document += 1;
                    self.current = Some(Current { name, pieces, notes });
                    return true;
                }
                Err(error) => self.fail(&name, &error, 0),
            }
        }
        false
    }

    #[cfg(feature = "cli")]
    fn text(&self, tap: Tap<Box<dyn Read + Send>>) -> io::Result<Box<dyn Read + Send>> {
        super::open::text(tap, &self.options)
    }

    #[cfg(not(feature = "cli"))]
    fn text(&self, tap: Tap<Box<dyn Read + Send>>) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(tap))
    }

    fn close(&mut self, current: Current) {
        let Current { name, pieces, notes } = current;
        let severity = if self.options.lenient { Severity::Warning } else { Severity::Error };
        let mut noted = notes.noted();
        let found = std::mem::take(&mut noted.warnings);
        self.warnings.extend(found.into_iter().map(|warning| warning.at(&name)));
        if let Some((byte, line)) = noted.first_invalid {
            let encoding = noted.encoding.unwrap_or("utf-8");
            let message = format!("bytes that {encoding} does not have; they became U+FFFD");
            let mut warning = Warning::new(WarningCode::LossyDecoding, severity, message)
                .at(&name)
                .with_help("name the right encoding with --encoding, or say --lenient to accept the loss");
            (warning.byte, warning.line, warning.count) = (Some(byte), Some(line), noted.invalid);
            self.warnings.push(warning);
        }
        let decoder = pieces.decoder();
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
        let is_file = decoder.invalid() == 0 && noted.encoding.is_none() && !noted.unpacked;
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
            bytes: noted.bytes,
            sha256: noted.checksum.take().map(Checksum::finish),
            format: self.settings.unit.name(),
            encoding: noted.encoding.unwrap_or("utf-8"),
            offsets: if is_file { "file" } else { "decoded" },
            documents: 1,
        });
    }
}

impl Iterator for Corpus {
    type Item = OwnedPiece;

    fn next(&mut self) -> Option<OwnedPiece> {
        loop {
            let Some(mut current) = self.current.take() else {
                if self.open_next() {
                    continue;
                }
                return None;
            };
            match current.pieces.next_piece() {
                Ok(Some(piece)) => {
                    self.current = Some(current);
                    return Some(piece);
                }
                Ok(None) => self.close(current),
                Err(error) => {
                    let bytes = current.notes.noted().bytes;
                    self.fail(&current.name, &error, bytes);
                    self.current = Some(current);
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
