//! The flags of printing: how a result looks and where it goes.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// How a result is printed.
#[derive(Clone, Debug, Args)]
pub(super) struct Print {
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Table, help_heading = "Output")]
    pub(super) format: Format,
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
    /// Write a record of the run to this file: inputs with checksums, options, warnings, measures
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(super) manifest: Option<PathBuf>,
    /// At most so many rows (tables: 20)
    #[arg(short = 'n', long, value_name = "N", help_heading = "Output")]
    pub(super) limit: Option<usize>,
    /// A byte order mark, for spreadsheets
    #[arg(long, help_heading = "Output")]
    pub(super) bom: bool,
    /// Leave cells that look like formulas as they are
    #[arg(long, help_heading = "Output")]
    pub(super) no_csv_guard: bool,
    /// How Arabic is kept from moving the columns of a table
    #[arg(long, value_enum, default_value_t = BidiArg::Auto, help_heading = "Output")]
    pub(super) bidi: BidiArg,
    /// Colour on a terminal
    #[arg(long, value_enum, default_value_t = ColorArg::Auto, help_heading = "Output")]
    pub(super) color: ColorArg,
    /// Digits in tables
    #[arg(long, value_enum, default_value_t = DigitsArg::Western, help_heading = "Output")]
    pub(super) digits: DigitsArg,
}

impl Print {
    /// The most rows that are printed; all without a limit, but of a table 20.
    pub(super) fn most_rows(&self) -> Option<usize> {
        self.limit.or((self.format == Format::Table).then_some(20))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading
    Table,
    /// One object
    Json,
    /// One object on each line
    Jsonl,
    /// Comma-separated, RFC 4180
    Csv,
    /// Tab-separated, no quoting
    Tsv,
    /// Markdown
    Md,
    /// A Parquet file, with -o
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// Whether the result holds the record of the run.
    pub(super) fn carries_record(self) -> bool {
        #[cfg(feature = "parquet")]
        if self == Self::Parquet {
            return true;
        }
        self == Self::Json
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BidiArg {
    Auto,
    Isolate,
    Lrm,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProgressArg {
    Auto,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DigitsArg {
    Western,
    Arabic,
}
