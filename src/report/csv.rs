//! Rows → CSV after RFC 4180: quotes where needed, CRLF, and a guard against cells that spreadsheets would run.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::ControlFlow;

use super::tsv::plain;
use super::{Cell, Options, Source};

/// Writes all rows of `source`. Control characters stay as they are: CSV has no escape for them.
pub fn write(source: &dyn Source, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    for column in source.columns() {
        let name = Cow::Borrowed(column.name.as_str());
        csv.write_field(if options.csv_guard { guarded(name) } else { name }.as_bytes())?;
    }
    csv.write_record(None::<&[u8]>)?;
    source.walk(&mut |row| {
        for cell in row {
            csv.write_field(field(cell, options.csv_guard).as_bytes())?;
        }
        csv.write_record(None::<&[u8]>)?;
        Ok(ControlFlow::Continue(()))
    })?;
    csv.flush()
}

/// The text of a cell. Numbers and our own words need no guard: −1.5 stays a number.
fn field(cell: &Cell, guard: bool) -> Cow<'_, str> {
    let text = plain(cell);
    let foreign = matches!(cell, Cell::Text(_)) || matches!(cell, Cell::List(items, _) if !items.is_empty());
    if guard && foreign { guarded(text) } else { text }
}

/// An apostrophe before a text whose first character, blanks and controls aside, starts a formula.
fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    if text.trim_start_matches(blank).starts_with(['=', '+', '-', '@']) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}
