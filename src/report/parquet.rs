//! Rows → a Parquet file: typed columns, a row group at a time, and a record of the run among the metadata.

use super::tsv::plain;
use super::{Cell, Column, ColumnKind, Source};
use ::parquet::basic::{Compression, ConvertedType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows in a row group, and bytes of text after which it ends early.
const ROWS: usize = 1 << 16;
const BYTES: usize = 64 << 20;

/// Writes all rows of `source`: whole numbers as unsigned ones of 64 bits, other numbers as doubles, the rest as UTF-8;
/// what is undefined is null. `record` is called when all rows were read, and stands in the metadata under `mizan`.
///
/// # Errors
/// Those of the writer and of the source.
pub fn write(source: &dyn Source, record: impl FnOnce() -> String, out: &mut dyn Write) -> io::Result<()> {
    let sink = Sink::default();
    let mut writer =
        SerializedFileWriter::new(sink.clone(), schema(source.columns())?, properties()).map_err(failed)?;
    let mut columns: Vec<Values> = source.columns().iter().map(Values::of).collect();
    let (mut rows, mut bytes) = (0, 0);
    source.walk(&mut |row| {
        for (cell, values) in row.iter().zip(&mut columns) {
            bytes += values.push(cell);
        }
        rows += 1;
        if rows == ROWS || bytes > BYTES {
            group(&mut writer, &mut columns)?;
            sink.drain(out)?;
            (rows, bytes) = (0, 0);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if rows > 0 {
        group(&mut writer, &mut columns)?;
    }
    writer.append_key_value_metadata(KeyValue::new("mizan".to_owned(), record()));
    writer.close().map_err(failed)?;
    sink.drain(out)
}

fn properties() -> Arc<WriterProperties> {
    Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build())
}

fn schema(columns: &[Column]) -> io::Result<Arc<Type>> {
    let field = |column: &Column| {
        let (physical, converted) = match Values::of(column) {
            Values::Integers(..) => (Physical::INT64, ConvertedType::UINT_64),
            Values::Floats(..) => (Physical::DOUBLE, ConvertedType::NONE),
            Values::Texts(..) => (Physical::BYTE_ARRAY, ConvertedType::UTF8),
        };
        let builder = Type::primitive_type_builder(&column.name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_converted_type(converted);
        builder.build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_, _>>().map_err(failed)?;
    Type::group_type_builder("mizan").with_fields(fields).build().map(Arc::new).map_err(failed)
}

/// The values of a column of a row group, and for each row whether it has one.
enum Values {
    Integers(Vec<i64>, Vec<i16>),
    Floats(Vec<f64>, Vec<i16>),
    Texts(Vec<ByteArray>, Vec<i16>),
}

impl Values {
    fn of(column: &Column) -> Self {
        match column.kind {
            ColumnKind::Integer => Self::Integers(Vec::new(), Vec::new()),
            ColumnKind::Float | ColumnKind::Measure => Self::Floats(Vec::new(), Vec::new()),
            ColumnKind::Arabic | ColumnKind::Word => Self::Texts(Vec::new(), Vec::new()),
        }
    }

    /// Adds a cell; how many bytes it takes.
    fn push(&mut self, cell: &Cell) -> usize {
        let none = matches!(cell, Cell::None) || cell.reason().is_some();
        let (present, bytes) = match (&mut *self, cell) {
            (Self::Integers(values, _), Cell::Integer(value)) => {
                values.push(value.cast_signed());
                (true, 8)
            }
            (Self::Floats(values, _), Cell::Float(value)) if !none => {
                values.push(*value);
                (true, 8)
            }
            (Self::Floats(values, _), Cell::Integer(value)) => {
                values.push(*value as f64);
                (true, 8)
            }
            (Self::Texts(values, _), cell) if !none => {
                let text = plain(cell).into_owned();
                let length = text.len();
                values.push(ByteArray::from(text.into_bytes()));
                (true, length)
            }
            _ => (false, 0),
        };
        let (Self::Integers(_, levels) | Self::Floats(_, levels) | Self::Texts(_, levels)) = self;
        levels.push(i16::from(present));
        bytes
    }
}

/// Writes the values as a row group, and leaves the columns empty.
fn group(writer: &mut SerializedFileWriter<Sink>, columns: &mut [Values]) -> io::Result<()> {
    let mut group = writer.next_row_group().map_err(failed)?;
    for values in columns {
        let Some(mut column) = group.next_column().map_err(failed)? else { break };
        match values {
            Values::Integers(values, levels) => {
                column.typed::<Int64Type>().write_batch(values, Some(levels), None).map_err(failed)?;
                (values.clear(), levels.clear());
            }
            Values::Floats(values, levels) => {
                column.typed::<DoubleType>().write_batch(values, Some(levels), None).map_err(failed)?;
                (values.clear(), levels.clear());
            }
            Values::Texts(values, levels) => {
                column.typed::<ByteArrayType>().write_batch(values, Some(levels), None).map_err(failed)?;
                (values.clear(), levels.clear());
            }
        }
        column.close().map_err(failed)?;
    }
    group.close().map(drop).map_err(failed)
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// Bytes between the Parquet writer, which wants a writer of its own, and ours.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn drain(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.write_all(&held)?;
        held.clear();
        Ok(())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
