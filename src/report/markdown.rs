//! Rows → a Markdown table: all rows, exact numbers, texts that cannot break out of their cell.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::ControlFlow;

use super::escape::escape_markdown;
use super::tsv::plain;
use super::{Cell, Options, Source};

/// Writes all rows of `source`.
pub fn write(source: &dyn Source, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let columns = source.columns();
    row(out, columns.iter().map(|column| name(&column.name)))?;
    row(
        out,
        columns.iter().map(|column| Cow::Borrowed(if column.kind.is_numeric() { "---:" } else { ":---" })),
    )?;
    source.walk(&mut |cells| {
        row(out, cells.iter().map(cell))?;
        Ok(ControlFlow::Continue(()))
    })
}

/// One line of cells.
fn row<'a>(out: &mut dyn Write, cells: impl Iterator<Item = Cow<'a, str>>) -> io::Result<()> {
    for text in cells {
        write!(out, "| {text} ")?;
    }
    out.write_all(b"|\n")
}

/// A header: an id such as `mattr_50` as it is, anything else escaped.
fn name(name: &str) -> Cow<'_, str> {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let is_id = name.chars().all(inner) && !name.starts_with('_') && !name.ends_with('_');
    if is_id { Cow::Borrowed(name) } else { escape_markdown(name) }
}

/// The text of a cell, escaped where it is not ours.
fn cell(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => escape_markdown(text),
        Cell::List(..) => Cow::Owned(escape_markdown(&plain(cell)).into_owned()),
        Cell::Name(word) => name(word),
        Cell::Integer(_) | Cell::Float(_) | Cell::Undefined(_) | Cell::None => plain(cell),
    }
}
