//! Readability formulas: pure functions of [`Counts`], each with its direction and with what it was fitted on; OSMAN
//! as five programs have it; intervals from sentences.
//!
//! Counting belongs to the caller, but for what a program counts in a way of its own: [`JavaOsman`] and
//! [`TextstatOsman`] read text, in pieces cut anywhere, and [`WordWeights`] reads a word.

mod counts;
mod formula;
mod interval;
mod java;
mod letters;
mod rows;
mod textstat;
mod weights;
mod wordless;

pub use counts::{Counts, Head, Osman, OsmanTerms, Rule};
pub use formula::{Calibration, Direction, Formula};
pub use java::{JavaOsman, JavaScores};
pub use letters::observe_programs;
pub(super) use rows::ROWS;
pub use textstat::TextstatOsman;
pub use weights::WordWeights;
