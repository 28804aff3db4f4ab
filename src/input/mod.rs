//! Files and streams → documents → pieces of text. What is counted in them belongs to `profile`, threads to
//! `pipeline`.

#[cfg(feature = "inputs")]
mod ahead;
#[cfg(feature = "inputs")]
mod archive;
#[cfg(feature = "inputs")]
mod code_page;
#[cfg(feature = "inputs")]
mod compression;
mod corpus;
mod decode;
mod documents;
#[cfg(feature = "inputs")]
mod encoding;
#[cfg(feature = "inputs")]
mod feed;
mod format;
mod gold;
#[cfg(feature = "inputs")]
mod limit;
mod meter;
mod notes;
#[cfg(feature = "inputs")]
mod open;
mod options;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod portion;
#[cfg(feature = "inputs")]
mod records;
#[cfg(feature = "cli")]
mod sentence_gold;
mod source;
mod syllable_gold;
mod term_counts;
#[cfg(feature = "inputs")]
mod transcode;
#[cfg(feature = "inputs")]
mod walk;
mod warning;

pub use corpus::Corpus;
pub use decode::Utf8Decoder;
#[cfg(feature = "inputs")]
pub use encoding::Encoding;
pub use format::{FORMATS, Format, FormatEntry};
pub use gold::read_gold;
pub use meter::Meter;
pub use options::{Checksum, InputRecord, ReadOptions};
#[cfg(feature = "parquet")]
pub use parquet::{ParquetTexts, parquet_texts};
pub use pieces::{OwnedPiece, Pieces};
pub use portion::{Portion, Portions};
#[cfg(feature = "parquet")]
pub use records::parquet::PARQUET_THREAD;
#[cfg(feature = "cli")]
pub use sentence_gold::{GoldText, read_sentence_gold};
pub use source::Source;
pub use syllable_gold::{SyllableRow, read_syllable_gold};
pub use term_counts::term_counts;
#[cfg(feature = "inputs")]
pub use walk::resolve;
use warning::Broken;
pub use warning::{Severity, Warning, WarningCode};
