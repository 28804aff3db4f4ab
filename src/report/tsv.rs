//! Rows → TSV: one header row, tab-separated, LF, escapes instead of quotes, nothing rounded.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::ControlFlow;

use super::escape::escape_cell;
use super::number::shortest;
use super::{Cell, Options, Source};

/// Writes all rows of `source`.
pub fn write(source: &dyn Source, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let header = source.columns().iter().map(|column| escape_cell(&column.name));
    let mut line = String::new();
    fill(&mut line, header);
    out.write_all(line.as_bytes())?;
    source.walk(&mut |row| {
        fill(&mut line, row.iter().map(cell));
        out.write_all(line.as_bytes())?;
        Ok(ControlFlow::Continue(()))
    })
}

/// Makes `line` the cells, tabs between them and LF after the last.
fn fill<'a>(line: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    line.clear();
    for (at, text) in cells.enumerate() {
        if at > 0 {
            line.push('\t');
        }
        line.push_str(&text);
    }
    line.push('\n');
}

/// The text of a cell, escaped.
fn cell(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => escape_cell(text),
        other => match plain(other) {
            Cow::Borrowed(text) => escape_cell(text),
            Cow::Owned(text) => Cow::Owned(escape_cell(&text).into_owned()),
        },
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
