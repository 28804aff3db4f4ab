//! Rows → TSV: one header row, tab-separated, LF, escapes instead of quotes, nothing rounded.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::escape::escape_cell;
use super::number::{push_shortest, shortest};
use super::{Cell, Options, Source};

/// Writes all rows of `source`.
pub fn write(source: &dyn Source, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut header = String::new();
    spell(source.columns(), &mut header, |column, line| line.push_str(&escape_cell(&column.name)));
    out.write_all(header.as_bytes())?;
    source.spell(&|row, text| spell(row, text, push), out)
}

/// Appends a line: the cells, tabs between them and LF after the last.
fn spell<C>(cells: &[C], line: &mut String, push: impl Fn(&C, &mut String)) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            line.push('\t');
        }
        push(cell, line);
    }
    line.push('\n');
}

/// Appends the text of a cell, escaped. Numbers, most of a long list, are written in place.
fn push(cell: &Cell, line: &mut String) {
    match cell {
        // Writing to a string cannot fail.
        Cell::Integer(value) => drop(write!(line, "{value}")),
        Cell::Float(value) if push_shortest(*value, line) => {}
        other => line.push_str(&escape_cell(&plain(other))),
    }
}

/// The text of a cell in every exact text format, not yet escaped.
pub(super) fn plain(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Integer(value) => Cow::Owned(value.to_string()),
        Cell::Float(value) => shortest(*value).map_or(Cow::Borrowed("NA"), Cow::Owned),
        Cell::Undefined(_) => Cow::Borrowed("NA"),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Name(name) => Cow::Borrowed(name),
        Cell::List(items, _) if items.is_empty() => Cow::Borrowed("-"),
        Cell::List(items, separator) => Cow::Owned(items.join(separator)),
        Cell::None => Cow::Borrowed("-"),
    }
}
