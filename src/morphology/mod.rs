//! A word → its stem or root: the reference stemmers, and the root as a value. Splitting text into words belongs
//! to `token`, general folding to `normalize`.

mod affix;
mod affixes;
mod analysis;
mod analyzer;
mod isri;
pub mod lexicon;
mod light;
mod root;
mod shapes;
mod skeleton;
mod snowball;
mod spelling;
mod stemmers;
mod word;

pub use analysis::{Analyses, Analysis};
pub use analyzer::{Analyzer, Worker};
pub use isri::Isri;
pub use lexicon::{Kind, Lexicon};
pub use light::{Light10, Light10Lucene};
pub use root::Root;
pub use snowball::Snowball;
pub use stemmers::{Gives, STEMMERS, Stemmer, StemmerEntry, StemmerId};
pub(crate) use word::root_of;
pub use word::{WordReader, WordReading};
