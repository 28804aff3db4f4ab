//! A column of a Parquet file as texts, a row group at a time.

use ::parquet::basic::Type;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, ByteArrayType};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use std::collections::VecDeque;
use std::fs::File;

/// Rows that are decoded at once.
const BATCH: usize = 1024;

/// The texts of a column, with the number of the row of each, from 1. Rows that hold nothing are passed over and counted.
/// A row that is not UTF-8 is an error of its own; where the file cannot be read on, the error is the last item.
pub struct ParquetTexts {
    reader: SerializedFileReader<File>,
    column: usize,
    /// The row group to open next.
    next_group: usize,
    current: Option<ColumnReaderImpl<ByteArrayType>>,
    decoded: VecDeque<(u64, ByteArray)>,
    rows: u64,
    nulls: u64,
    first_null: Option<u64>,
    /// The row that was given last.
    row: u64,
    ended: bool,
}

/// The texts of a column of a Parquet file: `column` is its name, or its number from 1; without it the column `text`, or
/// the only one.
///
/// # Errors
/// A message that says why `file` is no such file, or that it has no such column of texts.
pub fn parquet_texts(file: File, column: Option<&str>) -> Result<ParquetTexts, String> {
    let length = file.metadata().map_err(|error| format!("cannot be read: {error}"))?.len();
    if length == 0 {
        return Err("an empty file is no Parquet file".to_owned());
    }
    let reader = SerializedFileReader::new(file).map_err(|error| what(&error))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let names: Vec<String> = schema.columns().iter().map(|column| column.path().string()).collect();
    let named = |wanted: &str| names.iter().position(|name| name == wanted);
    let numbered = |wanted: &str| wanted.parse::<usize>().ok().filter(|at| (1..=names.len()).contains(at));
    let found = match column {
        Some(wanted) => named(wanted).or_else(|| numbered(wanted).map(|at| at - 1)),
        None => named("text").or((names.len() == 1).then_some(0)),
    };
    let Some(at) = found else {
        return Err(missing(column.unwrap_or("text"), &names));
    };
    let found = schema.column(at);
    if found.max_rep_level() > 0 {
        return Err(format!("the column {:?} holds lists, not texts", names[at]));
    }
    if found.physical_type() != Type::BYTE_ARRAY {
        let kind = found.physical_type().to_string().to_lowercase();
        return Err(format!("the column {:?} holds {kind}, not texts", names[at]));
    }
    Ok(ParquetTexts {
        reader,
        column: at,
        next_group: 0,
        current: None,
        decoded: VecDeque::new(),
        rows: 0,
        nulls: 0,
        first_null: None,
        row: 0,
        ended: false,
    })
}

fn missing(wanted: &str, names: &[String]) -> String {
    format!("no column {wanted:?} (columns here: {})", names.join(", "))
}

impl ParquetTexts {
    /// Rows read so far, those that hold nothing included.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows so far that hold nothing.
    pub fn nulls(&self) -> u64 {
        self.nulls
    }

    /// The first row that holds nothing, from 1.
    pub fn first_null(&self) -> Option<u64> {
        self.first_null
    }

    /// The row that was given last, or that was not UTF-8.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Whether nothing more can be read.
    pub fn is_ended(&self) -> bool {
        self.ended && self.decoded.is_empty()
    }

    /// Decodes the next rows; whether there were any.
    fn decode(&mut self) -> Result<bool, ParquetError> {
        loop {
            let Some(reader) = &mut self.current else {
                if self.next_group == self.reader.num_row_groups() {
                    return Ok(false);
                }
                let group = self.reader.get_row_group(self.next_group)?;
                self.next_group += 1;
                let ColumnReader::ByteArrayColumnReader(reader) = group.get_column_reader(self.column)?
                else {
                    return Err(ParquetError::General("the type of the column changes".to_owned()));
                };
                self.current = Some(reader);
                continue;
            };
            let schema = self.reader.metadata().file_metadata().schema_descr_ptr();
            let present = schema.column(self.column).max_def_level();
            let (mut levels, mut values) = (Vec::new(), Vec::new());
            let (records, ..) = reader.read_records(BATCH, Some(&mut levels), None, &mut values)?;
            if records == 0 {
                self.current = None;
                continue;
            }
            let mut values = values.into_iter();
            for at in 0..records {
                self.rows += 1;
                // A column that is never empty has no levels.
                if levels.get(at).is_none_or(|&level| level == present) {
                    let Some(value) = values.next() else {
                        return Err(ParquetError::General(
                            "a page holds fewer values than it says".to_owned(),
                        ));
                    };
                    self.decoded.push_back((self.rows, value));
                } else {
                    self.nulls += 1;
                    self.first_null.get_or_insert(self.rows);
                }
            }
            return Ok(true);
        }
    }
}

impl Iterator for ParquetTexts {
    type Item = Result<(u64, String), String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((row, value)) = self.decoded.pop_front() {
                self.row = row;
                let text = std::str::from_utf8(value.data());
                return Some(match text {
                    Ok(text) => Ok((row, text.to_owned())),
                    Err(_) => Err(format!("row {row}: not UTF-8")),
                });
            }
            if self.ended {
                return None;
            }
            match self.decode() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(format!("after row {}: {}", self.rows, what(&error))));
                }
            }
        }
    }
}

/// What is wrong, in the user's words.
fn what(error: &ParquetError) -> String {
    let text = match error {
        ParquetError::General(text) | ParquetError::NYI(text) | ParquetError::EOF(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains("zstd") || text.contains("ZSTD") {
        return "packed by Zstandard, which is not built in; write it with snappy, gzip or lz4".to_owned();
    }
    format!("cannot be read as Parquet: {text}")
}
