//! How hard text is to read: levels of sentences, paragraphs and documents, and why.

mod codes;
mod construction;
mod distinct;
mod forest;
mod form;
mod grade;
mod level;
mod rare;
mod reader;
mod seen;
mod sentence;
mod table;
mod token;
mod trees;
mod units;
mod word;
mod word_features;

pub use codes::{Code, Fact, level_of_length, level_of_number};
pub use construction::{Construction, Constructions};
pub use forest::{Forest, Node, Split};
pub use form::Form;
pub use grade::{Explained, Grader, HEAD_SECTION, Head, WORDS_SECTION};
pub use level::{COVERAGE, LEVELS, Level, rounded};
pub use rare::RareWord;
pub use reader::{SentenceReader, SentenceReading, Wanted};
pub use seen::{Known, Seen};
pub use sentence::{Buffers, Part, feature_names, features};
pub use table::HashTable;
pub use token::{KEYS, Sort, Token};
pub use units::{Gathered, Grade, Spread, Unit};
pub use word_features::{WORD_FEATURES, WordFeature};
