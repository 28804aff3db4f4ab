//! Many inputs, one after the other, as one stream of pieces, with a record of each and warnings of what was not
//! read or read with loss.

use super::documents::{Documents, Head, Reader};
use super::notes::Notes;
use super::options::{Checksum, InputRecord, ReadOptions};
use super::portion::SMALL_BYTES;
use super::{Broken, Format, OwnedPiece, Pieces, Severity, Source, Warning, WarningCode};
use crate::profile::{Settings, Unit};
use crate::token::sentence::SoftWrap;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The input that is read.
struct Current {
    name: String,
    notes: Notes,
    reading: Reading,
    /// Documents so far.
    documents: u64,
    /// The offsets of all of them are those of the file.
    as_stored: bool,
    warnings: Vec<Warning>,
}

/// Where in an input the reading stands.
enum Reading {
    Between(Documents),
    Inside(Box<Pieces<Documents>>),
}

/// The pieces of many inputs in their order. Inputs that cannot be read are passed over with a warning.
pub struct Corpus {
    settings: Settings,
    pub(super) options: Arc<ReadOptions>,
    pub(super) sources: std::vec::IntoIter<Source>,
    /// The sources are small files; set where one is found to be large.
    small: Option<Arc<AtomicBool>>,
    current: Option<Current>,
    /// A piece that was read before it was asked for.
    ready: Option<OwnedPiece>,
    document: u64,
    pub(super) found: Found,
    /// The buffer of the last document, for the next.
    pub(super) block: Vec<u8>,
}

/// What was met in inputs that were read.
#[derive(Default)]
pub(super) struct Found {
    pub(super) records: Vec<InputRecord>,
    pub(super) warnings: Vec<Warning>,
    pub(super) names: Vec<Arc<str>>,
}

/// Findings of one kind in one input that are told apart by their places; further ones are counted with the last.
const MOST_PLACES: usize = 100;

impl Corpus {
    /// The pieces of the documents of `sources`.
    pub fn new(sources: Vec<Source>, settings: &Settings, mut options: ReadOptions) -> Self {
        match settings.unit {
            Unit::Text => {}
            Unit::Tokens => options.format = Some(Format::Tokens),
            Unit::Sentences => options.format = options.format.or(Some(Format::Sentences)),
        }
        Self {
            settings: *settings,
            options: Arc::new(options),
            sources: sources.into_iter(),
            small: None,
            current: None,
            ready: None,
            document: 0,
            found: Found::default(),
            block: Vec::new(),
        }
    }

    /// The next `count` inputs, small files, as a corpus of their own, with `numbers` for their documents.
    pub(super) fn small(&mut self, count: usize, numbers: u64, large: Arc<AtomicBool>) -> Self {
        let document = self.document;
        self.document += numbers;
        let found = Found { records: Vec::with_capacity(count), ..Found::default() };
        Self {
            settings: self.settings,
            options: self.options.clone(),
            sources: self.sources.by_ref().take(count).collect::<Vec<_>>().into_iter(),
            small: Some(large),
            current: None,
            ready: None,
            document,
            found,
            block: Vec::new(),
        }
    }

    /// The same after other inputs, of which these records and warnings are.
    pub fn after(mut self, records: Vec<InputRecord>, warnings: Vec<Warning>) -> Self {
        self.found = Found { records, warnings, names: Vec::new() };
        self
    }

    /// What was read so far, by input.
    pub fn records(&self) -> &[InputRecord] {
        &self.found.records
    }

    /// What was met so far.
    pub fn warnings(&self) -> &[Warning] {
        &self.found.warnings
    }

    /// The names of the documents so far, if [`ReadOptions::names`] asks for them.
    pub fn names(&self) -> &[Arc<str>] {
        &self.found.names
    }

    /// Whether nothing more is read, since an error was met.
    fn is_stopped(&self) -> bool {
        let grave = |warning: &Warning| warning.severity == Severity::Error;
        let here = self.current.as_ref().is_some_and(|current| current.warnings.iter().any(grave));
        self.options.strict && (here || self.found.warnings.iter().any(grave))
    }

    /// Goes to the next input; `false` if there is none. One that cannot be opened is passed over.
    pub(super) fn open_next(&mut self) -> bool {
        if self.is_stopped() {
            return false;
        }
        let Some(source) = self.sources.next() else { return false };
        let mut name = source.name();
        let reader = match (&self.small, &source) {
            (Some(large), Source::File(path)) => match self.read_small(path, &mut name, &large.clone()) {
                Ok(None) => return true,
                Ok(Some(reader)) => Ok(reader),
                // What is wrong with it is told as of any file.
                Err(_) => source.open(),
            },
            _ => source.open(),
        };
        let notes = Notes::default();
        notes.noted().meter.clone_from(&self.options.meter);
        notes.noted().checksum = self.options.checksum.map(|make| make());
        match reader {
            Ok(reader) => {
                let documents = documents(&source, reader, &self.options, &notes);
                self.current = Some(Current {
                    name,
                    notes,
                    reading: Reading::Between(documents),
                    documents: 0,
                    as_stored: true,
                    warnings: Vec::new(),
                });
            }
            Err(error) => self.found.warnings.push(failure(&error, 0).at(&name)),
        }
        true
    }

    /// Reads a small file whole. A plain one is ready then, and what there is to record is recorded, with the name;
    /// another is given back to be read.
    fn read_small(
        &mut self,
        path: &Path,
        name: &mut String,
        large: &AtomicBool,
    ) -> io::Result<Option<Reader>> {
        /// One more than a small file has.
        const BLOCK_BYTES: usize = SMALL_BYTES as usize + 1;
        if self.block.len() < BLOCK_BYTES {
            self.block = vec![0; BLOCK_BYTES];
        }
        let (mut file, mut length) = (std::fs::File::open(path)?, 0);
        while length < BLOCK_BYTES {
            match file.read(&mut self.block[length..BLOCK_BYTES]) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let bytes = &self.block[..length];
        let plain = plain(name, bytes, &self.options);
        let plain =
            plain.filter(|_| length < self.options.chunk_bytes && self.settings.soft_wrap == SoftWrap::No);
        let is_large = length == BLOCK_BYTES;
        large.fetch_or(is_large, Ordering::Relaxed);
        let Some((text, format)) = plain.filter(|_| !is_large) else {
            return Ok(Some(Box::new(io::Cursor::new(bytes.to_vec()).chain(file))));
        };
        if let Some(meter) = &self.options.meter {
            meter.add_bytes(length as u64);
            meter.add_document();
        }
        let called: Arc<str> = name.as_str().into();
        if self.options.names {
            self.found.names.push(called.clone());
        }
        self.ready = Some(OwnedPiece::whole(called, text.to_owned(), self.document, format.unit()));
        self.document += 1;
        let sha256 = self.options.checksum.map(|make| {
            let mut checksum = make();
            checksum.update(bytes);
            checksum.finish()
        });
        self.found.records.push(InputRecord {
            path: std::mem::take(name),
            bytes: length as u64,
            sha256,
            format: format.name(),
            encoding: "utf-8",
            offsets: "file",
            documents: 1,
        });
        Ok(None)
    }

    fn begin_document(&mut self, current: &mut Current, head: &Head, documents: Documents) {
        let settings = Settings { unit: head.unit, ..self.settings };
        let (chunk_bytes, block) = (self.options.chunk_bytes, std::mem::take(&mut self.block));
        let pieces =
            Pieces::new(&head.name, documents, &settings, chunk_bytes, self.document).with_block(block);
        if self.options.names {
            self.found.names.push(head.name.clone());
        }
        if let Some(meter) = &self.options.meter {
            meter.add_document();
        }
        current.documents += 1;
        self.document += 1;
        current.reading = Reading::Inside(Box::new(pieces));
    }

    /// Takes over what the pieces of a document have met.
    fn end_document(&mut self, current: &mut Current, pieces: Pieces<Documents>) {
        let severity = if self.options.lenient { Severity::Warning } else { Severity::Error };
        // A member of an archive is called by its own name, a record by that of its file.
        let name = if pieces.name().starts_with(&current.name) { pieces.name() } else { &current.name };
        let name = name.to_owned();
        let decoder = pieces.decoder();
        let mut found = Vec::new();
        if let Some((byte, line)) = decoder.first_invalid() {
            let mut warning =
                Warning::new(WarningCode::LossyDecoding, severity, "not UTF-8; what is not became U+FFFD")
                    .with_help("convert it to UTF-8 first, or say --lenient to accept the loss");
            (warning.byte, warning.line, warning.count) = (Some(byte), Some(line), decoder.invalid());
            found.push(warning);
        }
        if decoder.nuls() > 0 {
            let message = "holds NUL characters: is it text?";
            let mut warning = Warning::new(WarningCode::BinaryInput, Severity::Warning, message);
            warning.count = decoder.nuls();
            found.push(warning);
        }
        if self.settings.soft_wrap == SoftWrap::Auto && pieces.wrap().is_some() {
            let message = "its lines look wrapped: breaks after full lines do not end sentences";
            let warning = Warning::new(WarningCode::SoftWrapped, Severity::Warning, message);
            found.push(warning.with_help("--soft-wrap yes or no decides it"));
        }
        if let (count, Some(line)) = pieces.spaced_tokens() {
            let message = "a token holds white space; each line is taken as one token";
            let mut warning = Warning::new(WarningCode::SpacedToken, Severity::Warning, message).with_help(
                "--input-format sentences is for tokens with spaces between them, text for running text",
            );
            (warning.line, warning.count) = (Some(line), count);
            found.push(warning);
        }
        current.as_stored &= decoder.invalid() == 0;
        for warning in found {
            current.warn(warning.at(&name));
        }
        let (documents, block) = pieces.into_parts();
        self.block = block;
        current.reading = Reading::Between(documents);
    }

    fn close(&mut self, current: Current) {
        let mut noted = current.notes.noted();
        self.found.warnings.extend(noted.findings(&current.name, self.options.lenient));
        self.found.warnings.extend(current.warnings);
        let is_file = current.as_stored && noted.encoding.is_none() && !noted.unpacked;
        self.found.records.push(InputRecord {
            path: current.name,
            bytes: noted.bytes,
            sha256: noted.checksum.take().map(Checksum::finish),
            format: noted.format.unwrap_or(self.settings.unit.name()),
            encoding: noted.encoding.unwrap_or("utf-8"),
            offsets: if is_file { "file" } else { "decoded" },
            documents: current.documents,
        });
    }
}

impl Current {
    /// Adds a finding, or counts it with an equal one.
    fn warn(&mut self, warning: Warning) {
        let is_same = |one: &Warning| one.code == warning.code && one.message == warning.message;
        let places = self.warnings.iter().filter(|one| is_same(one)).count();
        let equal = |one: &&mut Warning| is_same(one) && (places >= MOST_PLACES || one.path == warning.path);
        match self.warnings.iter_mut().rev().find(equal) {
            Some(earlier) => earlier.count += warning.count,
            None => self.warnings.push(warning),
        }
    }

    fn fail(&mut self, error: &io::Error) {
        let bytes = self.notes.noted().bytes;
        let mut warning = failure(error, bytes);
        warning.path.get_or_insert_with(|| self.name.clone());
        self.warn(warning);
    }
}

impl Corpus {
    /// The next piece of the input that was gone to last; `None` after its last.
    pub(super) fn next_of_current(&mut self) -> Option<OwnedPiece> {
        if self.ready.is_some() {
            return self.ready.take();
        }
        while let Some(mut current) = self.current.take() {
            match std::mem::replace(&mut current.reading, Reading::Between(Documents::none())) {
                Reading::Inside(mut pieces) => match pieces.next_piece() {
                    Ok(Some(piece)) => {
                        current.reading = Reading::Inside(pieces);
                        self.current = Some(current);
                        return Some(piece);
                    }
                    Ok(None) => self.end_document(&mut current, *pieces),
                    Err(error) => {
                        current.fail(&error);
                        current.reading = Reading::Inside(pieces);
                    }
                },
                Reading::Between(mut documents) => {
                    let next = if self.is_stopped() { Ok(None) } else { documents.next_document() };
                    match next {
                        Ok(Some(head)) => self.begin_document(&mut current, &head, documents),
                        Ok(None) => {
                            self.close(current);
                            return None;
                        }
                        Err(error) => {
                            current.fail(&error);
                            current.reading = Reading::Between(documents);
                        }
                    }
                }
            }
            self.current = Some(current);
        }
        None
    }
}

impl Iterator for Corpus {
    type Item = OwnedPiece;

    fn next(&mut self) -> Option<OwnedPiece> {
        loop {
            if let Some(piece) = self.next_of_current() {
                return Some(piece);
            }
            if !self.open_next() {
                return None;
            }
        }
    }
}

#[cfg(feature = "inputs")]
use super::open::{documents, plain};

/// The documents of a source: without formats and containers, the source.
#[cfg(not(feature = "inputs"))]
fn documents(source: &Source, reader: Reader, options: &ReadOptions, notes: &Notes) -> Documents {
    Documents::whole(source, reader, options.format, notes)
}

/// The text of a small input, whole, and its format, if nothing is to be told of it.
#[cfg(not(feature = "inputs"))]
fn plain<'b>(_: &str, bytes: &'b [u8], options: &ReadOptions) -> Option<(&'b str, Format)> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    let format = options.format.unwrap_or(Format::Text);
    let told = text.starts_with('\u{feff}') || text.contains('\0');
    (format.is_plain() && format != Format::Tokens && !told).then_some((text, format))
}

/// The warning of an input that cannot be read, or not further than so many bytes.
fn failure(error: &io::Error, bytes: u64) -> Warning {
    if let Some(broken) = Broken::of(error) {
        return broken.0.clone();
    }
    let after = if bytes > 0 { format!(" after {bytes} bytes") } else { String::new() };
    let help = "the counts cover what could be read; mend it, or leave the input out";
    let message = format!("{}{after}", what(error));
    Warning::new(WarningCode::TruncatedInput, Severity::Error, message).with_help(help)
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
