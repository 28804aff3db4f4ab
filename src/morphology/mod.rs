//! A word → its analyses: root, stem, lemma, pattern, segments; the analyser with its lexicon, and the reference
//! stemmers beside it. Splitting text into words belongs to `token`, general folding to `normalize`.

mod affix;
mod affixes;
mod analysis;
mod analyzer;
mod cache;
mod isri;
pub mod lexicon;
mod light;
mod root;
mod shapes;
mod skeleton;
mod snowball;
mod spelling;
mod stemmers;
pub mod syllables;
mod word;

pub use analysis::{Analyses, Analysis};
pub use analyzer::{Analyzer, Worker};
pub use isri::Isri;
pub use lexicon::{Kind, Lexicon};
pub use light::{Light10, Light10Lucene};
pub use root::Root;
pub use snowball::Snowball;
pub use stemmers::{Gives, STEMMERS, Stemmer, StemmerEntry, StemmerId};
pub use word::{WordReader, WordReading, WordWorker};
