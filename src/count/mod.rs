//! Counts: forms, frequencies, n-grams, histograms, characters. Integers only; what they mean is the
//! business of `measure`.

mod characters;
#[allow(unsafe_code)]
mod entry;
mod flow;
mod forms;
mod histogram;
mod index;
mod join;
mod key;
mod ngrams;
mod packed;
mod rows;
mod runs;
pub(crate) mod sequence;
#[allow(unsafe_code)]
mod slots;
pub mod spill;
mod strings;
mod term;
mod windows;

pub use characters::Characters;
pub use flow::{Flow, PartCounts, Places};
pub use forms::Forms;
pub use histogram::Histogram;
pub use join::{CountedForms, Join, JoinedPart, Part};
pub use ngrams::{Boundary, CountedPart, Ngram, NgramParts, NgramSpec, Ngrams, Terms, char_ngrams};
pub(crate) use rows::Rows;
pub use sequence::{Keep, Sequence};
pub use strings::Strings;
pub(crate) use strings::first_bytes;
pub use term::TermId;
pub use windows::{NearPair, WindowSpec, Windows};

/// A partial result: what it counts of two stretches of text, one after the other, is the merge of what it counts
/// of each. `merge` is associative, `Default` is its identity, and `later` follows `self` in the text.
pub trait Aggregate: Default {
    /// Takes up the counts of the text that follows.
    fn merge(&mut self, later: Self);
}
