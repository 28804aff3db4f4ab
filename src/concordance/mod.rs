//! Concordance: every place of a word, a root, a pattern or a phrase, with the words around it. What a hit looks like
//! on a screen belongs to `report`.

mod letters;
mod query;
mod search;

pub use query::{Query, TermTest, term_of};
pub use search::{Hit, Searcher};
