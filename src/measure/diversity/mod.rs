//! Lexical diversity: how rich the vocabulary of a text is, from the counts of its types and from their order.

pub(super) mod entropy;
mod frequencies;
pub(super) mod mtld;
pub(super) mod ratio;
pub(super) mod repetition;
mod ring;
pub(super) mod sample;
pub(super) mod shape;
pub(super) mod window;

pub use frequencies::{Frequencies, Text, count_terms};
