//! Rows → a table for people in a terminal: rounded numbers on the right of their columns, texts isolated, cut
//! and in the last columns, nothing that the terminal would obey.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::ControlFlow;

use super::fit::{fit, isolated, share, width};
use super::number::{count, rounded};
use super::tsv::plain;
use super::{Bidi, Cell, Column, ColumnKind, Options, Source};

/// Between two columns.
const GAP: usize = 2;
/// A text column is never cut below this.
const LEAST: usize = 6;

/// Writes the header, the first `options.table_rows` rows, and how many more there are.
pub fn write(source: &dyn Source, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (rows, more) = head(source, options.table_rows)?;
    let columns = lay_out(source.columns(), &rows, options);
    let style = anstyle::Style::new().bold();
    let mut line = String::new();
    for column in &columns {
        let name = fit(&column.column.name, column.width);
        let bidi = if name.is_ascii() { Bidi::None } else { options.bidi };
        put(&mut line, column, &name, bidi);
    }
    if options.color {
        writeln!(out, "{style}{}{style:#}", trimmed(&mut line))?;
    } else {
        writeln!(out, "{}", trimmed(&mut line))?;
    }
    for row in &rows {
        for column in &columns {
            let (text, bidi) = shown(&row[column.at], options);
            put(&mut line, column, &fit(&text, column.width), bidi);
        }
        writeln!(out, "{}", trimmed(&mut line))?;
    }
    if more > 0 {
        let rows = if more == 1 { "row" } else { "rows" };
        let (number, shows) =
            (options.digits.of(count(more, options.grouping)), if more == 1 { "it" } else { "them" });
        writeln!(out, "… {number} more {rows}; --limit N or --format tsv shows {shows}")?;
    }
    Ok(())
}

/// The rows to show, and how many are left.
fn head(source: &dyn Source, limit: Option<usize>) -> io::Result<(Vec<Vec<Cell>>, u64)> {
    let total = source.total();
    let limit = limit.unwrap_or(usize::MAX);
    let (mut rows, mut met) = (Vec::new(), 0_u64);
    source.walk(&mut |row| {
        if rows.len() < limit {
            rows.push(row.to_vec());
        } else if total.is_some() {
            return Ok(ControlFlow::Break(()));
        }
        met += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    let more = total.unwrap_or(met).saturating_sub(rows.len() as u64);
    Ok((rows, more))
}

/// A column as it is laid out.
struct Laid<'a> {
    column: &'a Column,
    /// Its place in the row.
    at: usize,
    width: usize,
}

/// The columns in the order of the table, each with its width.
fn lay_out<'a>(columns: &'a [Column], rows: &[Vec<Cell>], options: &Options) -> Vec<Laid<'a>> {
    let mut laid: Vec<Laid<'a>> =
        columns.iter().enumerate().map(|(at, column)| Laid { column, at, width: 0 }).collect();
    // A stable sort: the Arabic columns go last and keep their order.
    laid.sort_by_key(|laid| laid.column.kind == ColumnKind::Arabic);
    for laid in &mut laid {
        let cells = rows.iter().map(|row| width(&fit(&shown(&row[laid.at], options).0, usize::MAX)));
        laid.width = cells.chain([width(&fit(&laid.column.name, usize::MAX))]).max().unwrap_or(0);
    }
    let Some(available) = options.width else { return laid };
    let elastic = |laid: &Laid<'_>| {
        laid.column.kind == ColumnKind::Arabic || rows.iter().any(|row| row[laid.at].is_text())
    };
    let (texts, fixed): (Vec<&mut Laid<'a>>, Vec<&mut Laid<'a>>) =
        laid.iter_mut().partition(|laid| elastic(laid));
    let gaps = GAP * columns.len().saturating_sub(1);
    let taken = gaps + fixed.iter().map(|laid| laid.width).sum::<usize>();
    let natural: Vec<usize> = texts.iter().map(|laid| laid.width).collect();
    let widths = share(&natural, available.saturating_sub(taken), LEAST);
    for (laid, width) in texts.into_iter().zip(widths) {
        laid.width = width;
    }
    laid
}

/// The text of a cell, not yet escaped, and how it is set off. Arabic-Indic digits swap columns as letters do.
fn shown<'a>(cell: &'a Cell, options: &Options) -> (Cow<'a, str>, Bidi) {
    let number = match cell {
        Cell::Integer(value) => Some(count(*value, options.grouping)),
        Cell::Float(value) => rounded(*value, options.grouping),
        _ => None,
    };
    let text = number.map_or_else(|| plain(cell), |number| Cow::Owned(options.digits.of(number)));
    let bidi = if cell.is_text() || !text.is_ascii() { options.bidi } else { Bidi::None };
    (text, bidi)
}

/// Appends a cell that fits its column: the padding outside the isolate, the gap after it.
fn put(line: &mut String, laid: &Laid<'_>, text: &str, bidi: Bidi) {
    let padding = laid.width.saturating_sub(width(text));
    let before = if laid.column.kind.is_numeric() { padding } else { 0 };
    line.extend(std::iter::repeat_n(' ', before));
    isolated(text, bidi, line);
    line.extend(std::iter::repeat_n(' ', padding - before + GAP));
}

/// The finished line without its last gap; leaves the buffer empty.
fn trimmed(line: &mut String) -> String {
    line.truncate(line.len().saturating_sub(GAP));
    std::mem::take(line)
}
