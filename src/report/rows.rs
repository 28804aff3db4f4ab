//! Typed rows and their columns: what every format is written from. How a cell is spelled belongs to the
//! formats.

use std::io::{self, Write};
use std::ops::ControlFlow;

use crate::measure::{Reason, Score};

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A whole number.
    Integer(u64),
    /// A finite number; use [`Cell::float`] for one that may not be. Formats show a stray NaN or infinity as
    /// undefined (`infinite`), never as a number.
    Float(f64),
    /// A number that does not exist, and why: `NA` in text formats, `null` in JSON.
    Undefined(Reason),
    /// Text of the input, or a name given by the user: escaped and isolated wherever that matters.
    Text(String),
    /// A word of ours: a kind, a reason, a measure id.
    Name(&'static str),
    /// Several texts, an array in JSON; elsewhere joined by the separator. An empty list prints `-`.
    List(Vec<String>, &'static str),
    /// Nothing to say: `-` in text formats, `null` in JSON.
    None,
}

impl Cell {
    /// The cell of a number that may not be finite.
    pub fn float(value: f64, otherwise: Reason) -> Self {
        Score::new(value, otherwise).into()
    }

    /// Why the cell has no number, if it is an undefined one.
    pub fn reason(&self) -> Option<Reason> {
        match self {
            Self::Undefined(reason) => Some(*reason),
            Self::Float(value) if !value.is_finite() => Some(Reason::Infinite),
            _ => None,
        }
    }

    /// Whether the cell may hold text that is not ours.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::List(..))
    }
}

impl From<Score> for Cell {
    fn from(score: Score) -> Self {
        match score {
            Score::Value(value) => Self::Float(value),
            Score::Count(count) => Self::Integer(count),
            Score::Undefined(reason) => Self::Undefined(reason),
        }
    }
}

impl From<Reason> for Cell {
    fn from(reason: Reason) -> Self {
        Self::Undefined(reason)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Integer(count)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What a column holds: where a table puts it, and where JSON does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Whole numbers, right-aligned.
    Integer,
    /// Numbers, right-aligned.
    Float,
    /// Text of the input, mostly Arabic: the last columns of a table, whatever their place elsewhere.
    Arabic,
    /// Machine words, or names that stay where they are (a [`Cell::Text`] here is isolated all the same).
    Word,
    /// A measure whose id is the column's name: right-aligned; in JSON under `measures` and `reasons`.
    Measure,
}

impl ColumnKind {
    /// Whether the column holds numbers.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Float | Self::Measure)
    }
}

/// A column: its name is the header in text formats and the key in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Column {
    /// Header and key; a measure's id.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    /// A column of any kind.
    pub fn new(name: impl Into<String>, kind: ColumnKind) -> Self {
        Self { name: name.into(), kind }
    }

    /// A column of whole numbers.
    pub fn integer(name: impl Into<String>) -> Self {
        Self::new(name, ColumnKind::Integer)
    }

    /// A column of numbers that are no measures.
    pub fn float(name: impl Into<String>) -> Self {
        Self::new(name, ColumnKind::Float)
    }

    /// A column of text of the input.
    pub fn arabic(name: impl Into<String>) -> Self {
        Self::new(name, ColumnKind::Arabic)
    }

    /// A column of machine words or names.
    pub fn word(name: impl Into<String>) -> Self {
        Self::new(name, ColumnKind::Word)
    }

    /// The column of the measure `id`.
    pub fn measure(id: impl Into<String>) -> Self {
        Self::new(id, ColumnKind::Measure)
    }
}

/// What a format does with one row; `Break` ends the walk without an error.
pub type Each<'a> = dyn FnMut(&[Cell]) -> io::Result<ControlFlow<()>> + 'a;

/// Appends the text of one row, as a format spells it.
pub type Spell<'a> = dyn Fn(&[Cell], &mut String) + Sync + 'a;

/// Columns, and rows that can be walked in order, as often as asked, always the same.
pub trait Source {
    /// The columns; every row has one cell for each.
    fn columns(&self) -> &[Column];

    /// Gives each row to `each`, until it breaks or fails.
    fn walk(&self, each: &mut Each<'_>) -> io::Result<()>;

    /// Writes the text of each row, one after the other. Rows that are made on several threads are spelled there too.
    fn spell(&self, spell: &Spell<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut text = String::new();
        self.walk(&mut |row| {
            text.clear();
            spell(row, &mut text);
            out.write_all(text.as_bytes())?;
            Ok(ControlFlow::Continue(()))
        })
    }

    /// How many rows there are in all, walked or left out, if that is known beforehand.
    fn total(&self) -> Option<u64> {
        None
    }
}

/// Rows held in memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// Rows that were left out of `rows`; a table says how many.
    pub left_out: u64,
}

impl Rows {
    /// No rows yet, of these columns.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), left_out: 0 }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// If it has not one cell for each column.
    pub fn push(&mut self, row: Vec<Cell>) {
        assert_eq!(row.len(), self.columns.len(), "one cell for each column");
        self.rows.push(row);
    }
}

impl Source for Rows {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn walk(&self, each: &mut Each<'_>) -> io::Result<()> {
        for row in &self.rows {
            if each(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn total(&self) -> Option<u64> {
        Some(self.rows.len() as u64 + self.left_out)
    }
}

/// Rows that a function gives, the same every time: `walk` gives each to the function it is given.
pub struct Walked<F> {
    columns: Vec<Column>,
    total: u64,
    walk: F,
}

impl<F: Fn(&mut Each<'_>) -> io::Result<()>> Walked<F> {
    /// So many rows of these columns.
    pub fn new(columns: Vec<Column>, total: u64, walk: F) -> Self {
        Self { columns, total, walk }
    }
}

impl<F: Fn(&mut Each<'_>) -> io::Result<()>> Source for Walked<F> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn walk(&self, each: &mut Each<'_>) -> io::Result<()> {
        (self.walk)(each)
    }

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }
}

/// Rows made while they are written: `make` starts the same iterator every time.
pub struct Lazy<F> {
    columns: Vec<Column>,
    total: Option<u64>,
    make: F,
}

impl<F, I> Lazy<F>
where
    F: Fn() -> I,
    I: Iterator<Item = Vec<Cell>>,
{
    /// Rows of these columns; say `total` if it is known, so that a table need not walk them all.
    pub fn new(columns: Vec<Column>, total: Option<u64>, make: F) -> Self {
        Self { columns, total, make }
    }
}

impl<F, I> Source for Lazy<F>
where
    F: Fn() -> I,
    I: Iterator<Item = Vec<Cell>>,
{
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn walk(&self, each: &mut Each<'_>) -> io::Result<()> {
        for row in (self.make)() {
            debug_assert_eq!(row.len(), self.columns.len(), "one cell for each column");
            if each(&row)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn total(&self) -> Option<u64> {
        self.total
    }
}
