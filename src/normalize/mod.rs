//! Text → folded text, with the way back and an account of what was done. Cutting text into tokens belongs to
//! `token`, what a word is derived from to `morphology`.
//!
//! A [`Folding`] is a set of named changes; its presets are three keys that must not be confused: `surface` for
//! analysis, `normal` for counting, `search` and `folded` for finding. A [`Normalizer`] applies it to tokens; the
//! tokens keep their bytes. Given a whole text it does the same word by word, but then Quranic signs vanish without
//! leaving a space: cut the text first.

mod alignment;
mod audit;
mod cells;
mod chars;
mod compose;
mod folding;
mod normalizer;
mod uthmani;

pub use alignment::Alignment;
pub use audit::Audit;
pub use folding::{FLAG_COUNT, FLAGS, Flag, FlagRow, Folding, PRESETS};
pub use normalizer::{Normalized, Normalizer};
