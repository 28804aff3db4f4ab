//! A word → its stem or root: the reference stemmers, and the root as a value. Splitting text into words belongs
//! to `token`, general folding to `normalize`.

mod affix;
mod isri;
mod light;
mod root;
mod snowball;
mod stemmers;
mod word;

pub use isri::Isri;
pub use light::{Light10, Light10Lucene};
pub use root::Root;
pub use snowball::Snowball;
pub use stemmers::{Gives, STEMMERS, Stemmer, StemmerEntry, StemmerId};
pub(crate) use word::root_of;
pub use word::{WordReader, WordReading};
