//! Formats that hold documents, or text among other things: each is read as it streams, and gives its documents to a
//! sink. A record that cannot be read is named with its line, and the next one is read.

mod conllu;
mod delimited;
mod docx;
mod epub;
mod html;
mod jsonl;
mod markup;
mod openiti;
#[cfg(feature = "parquet")]
pub(super) mod parquet;
mod tei;
mod vertical;

use super::feed::Sink;
use super::limit::Limited;
use super::notes::Notes;
use super::{Broken, Format, ReadOptions, Severity, Warning, WarningCode};
use std::io::{self, BufRead, Read};

/// The longest record that is held in memory, in bytes.
const MOST_RECORD_BYTES: usize = 256 << 20;

/// What the reading of a file of records needs.
pub(super) struct Reading<'r> {
    /// What the file is called.
    pub(super) name: &'r str,
    pub(super) options: &'r ReadOptions,
    pub(super) notes: &'r Notes,
    pub(super) sink: &'r mut Sink,
}

impl Reading<'_> {
    /// Notes a record that cannot be read.
    ///
    /// # Errors
    /// Under `strict` the first one ends the reading.
    fn skip(&self, line: u64, message: String, help: &str) -> io::Result<()> {
        let severity = if self.options.lenient { Severity::Warning } else { Severity::Error };
        let mut warning =
            Warning::new(WarningCode::SkippedRecord, severity, message).with_help(help).at(self.name);
        warning.line = Some(line);
        if self.options.strict {
            return Err(Broken(warning).into());
        }
        let mut noted = self.notes.noted();
        let several = noted.warnings.len() >= MOST_WARNINGS;
        let earlier = noted.warnings.iter_mut().find(|earlier| {
            earlier.code == warning.code && earlier.message == warning.message && earlier.path == warning.path
        });
        match earlier {
            Some(earlier) => earlier.count += 1,
            None if several => noted.further_skipped += 1,
            None => noted.warnings.push(warning),
        }
        Ok(())
    }

    /// Reads the next line that fits into memory, without its end; `false` after the last. `number` counts all lines.
    fn next_line(&self, reader: &mut dyn BufRead, line: &mut Vec<u8>, number: &mut u64) -> io::Result<bool> {
        loop {
            *number += 1;
            match next_line(reader, line)? {
                Line::Whole => return Ok(true),
                Line::End => return Ok(false),
                Line::TooLong => {
                    let message = "a line too long to be held in memory; it was skipped".to_owned();
                    self.skip(*number, message, "split it, or say --input-format text")?;
                }
            }
        }
    }

    /// A part of an archive, within the limits of the input.
    pub(super) fn limited<R: Read>(&self, part: R) -> Limited<R> {
        Limited::new(part, self.notes, self.options)
    }

    /// The name of a record without one.
    fn numbered(&self, line: u64) -> String {
        format!("{}:{line}", self.name)
    }
}

/// What is wrong with a part of XML.
fn xml_error(part: &str, error: quick_xml::Error) -> io::Error {
    match error {
        quick_xml::Error::Io(error) => match Broken::of(&error) {
            Some(broken) => broken.clone().into(),
            None => io::Error::new(error.kind(), error.to_string()),
        },
        error => {
            let message = format!("{part} is no sound XML: {error}; the counts cover what was read");
            Broken::error(WarningCode::TruncatedInput, message, "mend it, or say --input-format text")
        }
    }
}

/// Different findings that are kept of one input.
const MOST_WARNINGS: usize = 100;

/// Reads text of a format that is not running text.
///
/// # Errors
/// What the reader reports, and what makes all that follows unreadable.
pub(super) fn read(format: Format, reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    match format {
        Format::Jsonl => jsonl::read(reader, reading),
        Format::Csv | Format::Tsv => delimited::read(format, reader, reading),
        Format::Conllu => conllu::read(reader, reading),
        Format::Vert => vertical::read(reader, reading),
        Format::Html => {
            reading.sink.document(reading.name, format.unit())?;
            html::read(reader, reading)
        }
        Format::Openiti => openiti::read(reader, reading),
        Format::Tei => tei::read(reader, reading),
        Format::Text | Format::Tokens | Format::Sentences => {
            reading.sink.document(reading.name, format.unit())?;
            loop {
                let block = reader.fill_buf()?;
                if block.is_empty() {
                    return Ok(());
                }
                let length = block.len();
                reading.sink.text(block)?;
                reader.consume(length);
            }
        }
        Format::Parquet => {
            let message = "a Parquet file inside another file; not read".to_owned();
            Err(Broken::error(WarningCode::NestedContainer, message, "unpack it, and name the file itself"))
        }
        Format::Docx | Format::Epub => {
            let message = format!("no {} file: it should be a zip archive", format.name());
            Err(Broken::error(WarningCode::TruncatedInput, message, "leave --input-format out"))
        }
    }
}

/// Reads a zip archive that is one document: a word processor's or a book.
///
/// # Errors
/// What is damaged or missing in it.
pub(super) fn read_package<R: Read + io::Seek>(
    format: Format,
    archive: &mut zip::ZipArchive<R>,
    reading: &mut Reading<'_>,
) -> io::Result<()> {
    reading.sink.document(reading.name, format.unit())?;
    if format == Format::Epub { epub::read(archive, reading) } else { docx::read(archive, reading) }
}

/// The format of a zip archive that is one document, by its parts.
pub(super) fn packaged_format<R: Read + io::Seek>(archive: &mut zip::ZipArchive<R>) -> Option<Format> {
    if archive.index_for_name("word/document.xml").is_some() {
        return Some(Format::Docx);
    }
    archive.index_for_name("META-INF/container.xml").map(|_| Format::Epub)
}

/// What a line of records is.
enum Line {
    /// It stands in the buffer, without its end.
    Whole,
    /// It is too long to be held, and was passed over.
    TooLong,
    /// There is none.
    End,
}

/// Reads the next line into `line`.
fn next_line(reader: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let most = MOST_RECORD_BYTES as u64;
    if reader.take(most).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.last() != Some(&b'\n') && line.len() >= MOST_RECORD_BYTES {
        line.clear();
        loop {
            let block = reader.fill_buf()?;
            let end = memchr::memchr(b'\n', block);
            let length = end.map_or(block.len(), |at| at + 1);
            reader.consume(length);
            if end.is_some() || length == 0 {
                return Ok(Line::TooLong);
            }
        }
    }
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Line::Whole)
}
