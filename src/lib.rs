//! **mizan** (الميزان, "the measure") measures Arabic text: words, n-grams, stems, roots, sentences, readability.
//!
//! Text goes one way through the house, and imports point down only:
//!
//! | floor | room | what lives there |
//! |---|---|---|
//! | 9 | the command | arguments → library calls → bytes out |
//! | 8 | [`report`] | profile and scores → text, JSON, CSV, TSV, Markdown |
//! | 7 | [`pipeline`], [`input`] | threads; files → documents → pieces |
//! | 6 | [`concordance`] | the places of a word, with the words around it |
//! | 6 | [`readability`] | how hard a text is, and why |
//! | 6 | [`measure`] | pure functions of counts → [`measure::Score`] |
//! | 5 | [`profile`] | the waist: all counts of a stretch of text, and its layers |
//! | 4 | [`count`] | vocabulary, n-grams, histograms: integers only |
//! | 3 | [`morphology`] | a word → stem or root |
//! | 2 | [`token`] | text → tokens and sentences: spans that tile the text |
//! | 1 | [`normalize`] | text → folded text, with the way back |
//! | 0 | [`script`], [`scan`], [`model`], errors | a character; 64 bytes at a time; trained tables as bytes; what can go wrong |
//!
//! Nothing above the waist holds a slice of the text, nothing below it holds a float. Analysing text cannot fail:
//! any `&str` has a result. Only reading can fail, with an [`Error`] that names the place and the remedy.
//!
//! ```
//! use mizan::{Layer, LayerSpec, Profile, Settings};
//!
//! let text = "كتب الكاتب كتابا. والكتاب في المكتبة.";
//! let profile = Profile::of(text, &Settings::default());
//! let roots = profile.layer(&LayerSpec { layer: Layer::Root, ..LayerSpec::default() });
//! let first = roots.ranked()[0];
//! assert_eq!((profile.tokens(), profile.sentences), (6, 2));
//! assert_eq!((roots.term(first), roots.count(first)), ("كتب", 5));
//! ```

pub mod concordance;
pub mod count;
mod error;
pub mod input;
pub mod measure;
pub mod model;
pub mod morphology;
pub mod near;
pub mod normalize;
pub mod pipeline;
pub mod profile;
pub mod readability;
pub mod report;
pub mod scan;
pub mod script;
pub mod token;

pub use count::Aggregate;
pub use error::{Error, ErrorKind};
pub use input::{Corpus, ReadOptions, Source};
pub use model::{Model, ModelBuilder};
pub use normalize::{Folding, Normalizer};
pub use pipeline::Pipeline;
pub use profile::{Layer, LayerCounts, LayerSpec, Observer, Piece, Profile, Settings, Unit};
pub use token::sentence::{Sentence, SentenceMode, Splitter};
pub use token::{Span, Token, TokenKind, Tokenizer, TokenizerId};

/// The README's code is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
