//! How hard text is to read: levels of sentences, paragraphs and documents, and why.

mod codes;
mod construction;
mod forest;
mod form;
mod grade;
mod level;
mod reader;
mod sentence;
mod table;
mod token;
mod units;
mod word_features;

pub use codes::{Code, Fact, level_of_length, level_of_number};
pub use construction::{Construction, Constructions};
pub use forest::{Forest, Node, Split};
pub use form::Form;
pub use grade::{Explained, Grader, HEAD_SECTION, Head, WORDS_SECTION, pack_known};
pub use level::{COVERAGE, LEVELS, Level, rounded};
pub use reader::{RareWord, SentenceReader, SentenceReading, Wanted};
pub use sentence::{Known, Part, Seen, feature_names, features};
pub use table::HashTable;
pub use token::{KEYS, Sort, Token};
pub use units::{Gathered, Grade, Spread, Unit};
pub use word_features::{WORD_FEATURES, WordFeature};
