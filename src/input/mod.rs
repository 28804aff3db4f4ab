//! Files and streams → documents → pieces of text. What is counted in them belongs to `profile`, threads to
//! `pipeline`.

#[cfg(feature = "cli")]
mod ahead;
#[cfg(feature = "cli")]
mod code_page;
#[cfg(feature = "cli")]
mod compression;
mod corpus;
mod decode;
#[cfg(feature = "cli")]
mod encoding;
mod gold;
mod notes;
#[cfg(feature = "cli")]
mod open;
mod pieces;
#[cfg(feature = "cli")]
mod sentence_gold;
mod source;
mod syllable_gold;
mod term_counts;
#[cfg(feature = "cli")]
mod transcode;
#[cfg(feature = "cli")]
mod walk;
mod warning;

pub use corpus::{Checksum, Corpus, InputRecord, ReadOptions};
pub use decode::Utf8Decoder;
#[cfg(feature = "cli")]
pub use encoding::Encoding;
pub use gold::read_gold;
pub use pieces::{OwnedPiece, Pieces};
#[cfg(feature = "cli")]
pub use sentence_gold::{GoldText, read_sentence_gold};
pub use source::Source;
pub use syllable_gold::{SyllableRow, read_syllable_gold};
pub use term_counts::term_counts;
#[cfg(feature = "cli")]
pub use walk::resolve;
use warning::Broken;
pub use warning::{Severity, Warning, WarningCode};
