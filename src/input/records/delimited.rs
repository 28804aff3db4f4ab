//! Records with a delimiter: CSV and TSV, with a header, a column of which is the text of a document.

use super::{MOST_RECORD_BYTES, Reading};
use crate::input::{Broken, Format, WarningCode};
use csv_core::{ReadRecordResult, ReaderBuilder};
use std::io::{self, BufRead};

/// Bytes of the beginning that the delimiter is told by.
const SAMPLE_BYTES: usize = 64 << 10;

pub(super) fn read(format: Format, reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    let delimiter = match format {
        Format::Tsv => b'\t',
        _ => delimiter(reader.fill_buf()?),
    };
    let mut records = Records::new(reader, delimiter);
    let Some(mut line) = records.next()? else { return Ok(()) };
    let width = records.len();
    let names: Vec<String> = (0..width).map(|at| records.field(at).into_owned()).collect();
    let (text, id) = columns(reading, &names)?;
    if reading.options.header {
        let Some(next) = records.next()? else { return Ok(()) };
        line = next;
    }
    loop {
        if records.cut {
            let message = "a record too long to be held in memory; it was skipped".to_owned();
            reading.skip(line, message, "is a quotation mark never closed?")?;
        } else if records.is_open() {
            let message = "a quotation mark is never closed; what follows it was skipped".to_owned();
            reading.skip(line, message, "close it, or double it where it is part of the text")?;
        } else if records.len() != width {
            let fields = records.len();
            let message = format!("{fields} fields where the header has {width}; record skipped");
            let help =
                "quote fields that hold the delimiter or a line end; is a quotation mark never closed?";
            reading.skip(line, message, help)?;
        } else {
            let name = id.map(|id| records.field(id).into_owned()).filter(|name| !name.is_empty());
            reading.sink.document(name.unwrap_or_else(|| reading.numbered(line)), format.unit())?;
            reading.sink.text(records.bytes(text))?;
        }
        match records.next()? {
            Some(next) => line = next,
            None => return Ok(()),
        }
    }
}

/// Where the text and the name stand.
fn columns(reading: &Reading<'_>, names: &[String]) -> io::Result<(usize, Option<usize>)> {
    let options = reading.options;
    let named = |wanted: &str| {
        let by_name = options.header.then(|| names.iter().position(|name| name.trim() == wanted)).flatten();
        let number = || wanted.parse().ok().filter(|number| (1..=names.len()).contains(number));
        by_name.or_else(|| number().map(|number: usize| number - 1))
    };
    let text = match &options.column {
        Some(column) => named(column),
        None => named("text").or((names.len() == 1).then_some(0)),
    };
    let id = named(&options.id_field);
    text.map(|text| (text, id.filter(|&id| id != text))).ok_or_else(|| {
        let wanted = options.column.as_deref().unwrap_or("text");
        let here = if options.header { names.join(", ") } else { format!("1 to {}", names.len()) };
        let message = format!("no column {wanted:?} (columns here: {here}); not read");
        Broken::error(
            WarningCode::SkippedRecord,
            message,
            "name the column of the text with --column, or its number",
        )
    })
}

/// The delimiter of the first record: the one that occurs most often outside quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
    let mut counts = [0; DELIMITERS.len()];
    let mut quoted = false;
    for &byte in &head[..head.len().min(SAMPLE_BYTES)] {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some(at) = DELIMITERS.iter().position(|&delimiter| delimiter == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    // The first of equals.
    let best = (0..DELIMITERS.len()).rev().max_by_key(|&at| counts[at]).unwrap_or(0);
    DELIMITERS[best]
}

/// Reads records one by one, and none that does not fit into memory.
struct Records<'r> {
    reader: &'r mut dyn BufRead,
    parser: csv_core::Reader,
    bytes: Vec<u8>,
    /// Bytes of the record, and the ends of its fields.
    length: usize,
    ends: Vec<usize>,
    fields: usize,
    /// Quotation marks in the record.
    quotes: usize,
    /// It was ended by the end of the input.
    ended: bool,
    /// The record was too long, and is not whole.
    cut: bool,
}

impl<'r> Records<'r> {
    fn new(reader: &'r mut dyn BufRead, delimiter: u8) -> Self {
        Self {
            reader,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; 8 << 10],
            length: 0,
            ends: vec![0; 64],
            fields: 0,
            quotes: 0,
            ended: false,
            cut: false,
        }
    }

    /// Reads the next record, and says on which line it begins.
    fn next(&mut self) -> io::Result<Option<u64>> {
        (self.length, self.fields, self.quotes, self.cut) = (0, 0, 0, false);
        let mut line = None;
        loop {
            let block = self.reader.fill_buf()?;
            // Empty lines before a record are no part of it.
            if line.is_none() {
                let blank = block.iter().take_while(|&&byte| matches!(byte, b'\n' | b'\r')).count();
                if blank > 0 {
                    let lines = memchr::memchr_iter(b'\n', &block[..blank]).count() as u64;
                    self.parser.set_line(self.parser.line() + lines);
                    self.reader.consume(blank);
                    continue;
                }
                line = Some(self.parser.line());
            }
            let ends = &mut self.ends[self.fields..];
            let (result, read, written, ended) =
                self.parser.read_record(block, &mut self.bytes[self.length..], ends);
            self.ended = block.is_empty();
            self.quotes += memchr::memchr_iter(b'"', &block[..read]).count();
            self.reader.consume(read);
            self.length += written;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.bytes.len() < MOST_RECORD_BYTES => {
                    self.bytes.resize(self.bytes.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < 1 << 20 => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (self.length, self.fields, self.cut) = (0, 0, true);
                }
                ReadRecordResult::Record => return Ok(line),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Whether a quotation mark swallowed the rest of the input, line ends and all.
    fn is_open(&self) -> bool {
        self.ended && self.quotes % 2 == 1 && self.bytes[..self.length].contains(&b'\n')
    }

    fn len(&self) -> usize {
        self.fields
    }

    fn bytes(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[at]]
    }

    fn field(&self, at: usize) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.bytes(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut reader = io::BufReader::with_capacity(3, text.as_bytes());
        let mut records = Records::new(&mut reader, b',');
        let mut found = Vec::new();
        while let Some(line) = records.next().unwrap() {
            found.push((line, (0..records.len()).map(|at| records.field(at).into_owned()).collect()));
        }
        found
    }

    #[test]
    fn records_know_their_lines() {
        let found = records("a,b\n\n\"x\ny\",\"z\"\"\"\r\n\r\nlast,one");
        let fields = |fields: [&str; 2]| fields.map(str::to_owned).to_vec();
        assert_eq!(
            found,
            [(1, fields(["a", "b"])), (3, fields(["x\ny", "z\""])), (6, fields(["last", "one"]))]
        );
    }

    #[test]
    fn the_delimiter_is_the_most_frequent_of_the_first_record() {
        assert_eq!(delimiter(b"a;b;c\n1,2,3,4"), b';');
        assert_eq!(delimiter(b"\"a,b,c\"\td"), b'\t');
        assert_eq!(delimiter(b"a,b;c"), b',');
        assert_eq!(delimiter(b""), b',');
    }
}
