//! How hard text is to read: levels of sentences, paragraphs and documents, and why.

mod codes;
mod construction;
mod forest;
mod form;
mod grade;
mod level;
mod sentence;
mod table;
mod token;
mod word_features;

pub use codes::{Code, level_of_length, level_of_number};
pub use construction::{Construction, Constructions};
pub use forest::{Forest, Node, Split};
pub use form::Form;
pub use grade::{Explained, Grader, Head, pack_known};
pub use level::{COVERAGE, LEVELS, Level, rounded};
pub use sentence::{Known, Part, Seen, feature_names, features};
pub use table::HashTable;
pub use token::{KEYS, Sort, Token};
pub use word_features::{WORD_FEATURES, WordFeature};
