//! Typed rows → TSV, CSV, Markdown, a terminal table, JSON and JSON lines, and the safe printing of text that
//! may be hostile. What the rows say belongs to the commands; the object around JSON rows is built elsewhere.
//!
//! Each format is a module with `write(source, options, out)`. A source is a [`Rows`] held in memory or a
//! [`Lazy`] stream, so that a list of ten million words is never held twice.

pub mod escape;
mod explain;
mod keyness;
pub mod markdown;
pub mod number;
mod options;
mod pairs;
mod ranked_rows;
mod rows;
mod scores;
mod stats;
mod tables;
mod tree;
pub mod tsv;

#[cfg(feature = "cli")]
pub mod bars;
#[cfg(feature = "cli")]
pub mod csv;
#[cfg(feature = "cli")]
pub mod export;
#[cfg(all(test, feature = "cli"))]
mod failures;
#[cfg(feature = "cli")]
mod fit;
#[cfg(feature = "cli")]
pub mod json;
#[cfg(feature = "cli")]
pub mod jsonl;
#[cfg(feature = "cli")]
mod kwic;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "cli")]
pub mod readability;
#[cfg(feature = "cli")]
mod screen;
#[cfg(feature = "cli")]
pub mod table;

pub use explain::{explain_page, explain_tree, measure_rows};
pub use keyness::{Corpus as KeynessCorpus, KeyTerms};
pub use number::Digits;
pub use options::{Bidi, Options};
pub use pairs::{Marginals, Pairs};
pub use ranked_rows::RankedRows;
pub use rows::{Cell, Column, ColumnKind, Each, Lazy, Rows, Source, Spell, Walked};
pub use scores::{Compared, ScoreList, Scored, compared_rows, score_columns};
pub use stats::{
    Stats, StatsLayers, arabic_share, counted_row, ngram_columns, ngram_text, per_million, ranked_ngrams,
    term_columns, term_row,
};
pub use tables::{Candidates, Counts, Ranked, Scoring, Side};
pub use tree::Tree;

#[cfg(feature = "cli")]
pub use bars::bars;
#[cfg(feature = "cli")]
pub use json::{RowJson, RowsJson};
#[cfg(feature = "cli")]
pub use kwic::{KwicLine, kwic};
#[cfg(feature = "cli")]
pub use screen::screen;
