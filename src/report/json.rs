//! Rows → JSON: serialised one by one, so that nothing is built twice. The object around them (`schema`,
//! `inputs`, …) belongs to the command.

use std::cell::RefCell;
use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{Cell, Column, ColumnKind, Options, Source};

/// The rows as an array of objects, for a field of a larger object: streams when serialised.
///
/// ```
/// use mizan::report::{Column, Rows, RowsJson};
/// let mut rows = Rows::new(vec![Column::integer("count")]);
/// rows.push(vec![7.into()]);
/// assert_eq!(serde_json::to_string(&RowsJson(&rows)).unwrap(), r#"[{"count":7}]"#);
/// ```
pub struct RowsJson<'a>(pub &'a dyn Source);

impl Serialize for RowsJson<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let columns = self.0.columns();
        let mut array = serializer.serialize_seq(None)?;
        let mut failure = None;
        let walked = self.0.walk(&mut |row| {
            Ok(match array.serialize_element(&RowJson { columns, row }) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            })
        });
        match (failure, walked) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(Z::Error::custom(error)),
            (None, Ok(())) => array.end(),
        }
    }
}

/// One row as an object: the columns in order, then `measures` and `reasons` if a column is a measure.
///
/// An undefined cell of another column is `null` with its reason under `reasons` too, unless the row has a
/// column `reason` that says it.
#[derive(Clone, Copy)]
pub struct RowJson<'a> {
    /// The columns.
    pub columns: &'a [Column],
    /// One cell for each.
    pub row: &'a [Cell],
}

impl RowJson<'_> {
    /// Columns and cells, measures or the others.
    fn part(&self, measures: bool) -> impl Iterator<Item = (&Column, &Cell)> {
        let pairs = self.columns.iter().zip(self.row);
        pairs.filter(move |(column, _)| (column.kind == ColumnKind::Measure) == measures)
    }

    /// Keys and codes of the undefined cells, of all columns or the measures alone.
    fn reasons(&self, all: bool) -> impl Iterator<Item = (&str, &'static str)> {
        let others = self.part(false).filter(move |_| all);
        others
            .chain(self.part(true))
            .filter_map(|(column, cell)| Some((column.name.as_str(), cell.reason()?.code())))
    }
}

impl Serialize for RowJson<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (column, cell) in self.part(false) {
            object.serialize_entry(&column.name, cell)?;
        }
        let measures = self.columns.iter().any(|column| column.kind == ColumnKind::Measure);
        if measures {
            object.serialize_entry(
                "measures",
                &Map::of(self.part(true).map(|(column, cell)| (&column.name, cell))),
            )?;
        }
        let said = self.columns.iter().any(|column| column.name == "reason");
        if measures || self.reasons(!said).next().is_some() {
            object.serialize_entry("reasons", &Map::of(self.reasons(!said)))?;
        }
        object.end()
    }
}

/// An iterator of pairs that serialises as a map, once.
struct Map<I>(RefCell<Option<I>>);

impl<I> Map<I> {
    fn of(pairs: I) -> Self {
        Self(RefCell::new(Some(pairs)))
    }
}

impl<K: Serialize, V: Serialize, I: Iterator<Item = (K, V)>> Serialize for Map<I> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serializer.collect_map(self.0.borrow_mut().take().into_iter().flatten())
    }
}

impl Serialize for Cell {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self {
            Self::Integer(value) => serializer.serialize_u64(*value),
            Self::Float(value) if value.is_finite() => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Name(name) => serializer.serialize_str(name),
            Self::List(items, _) => serializer.collect_seq(items),
            Self::Float(_) | Self::Undefined(_) | Self::None => serializer.serialize_none(),
        }
    }
}

/// Writes the rows as one array, two-space indent, LF at the end.
pub fn write(source: &dyn Source, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    write_value(&RowsJson(source), out)
}

/// Writes any value as the JSON of a command: two-space indent, LF at the end.
pub fn write_value(value: &impl Serialize, mut out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")
}
