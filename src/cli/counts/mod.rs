//! `mizan words` and `mizan ngrams`: frequency lists, counted in memory or, under a bound of it, through temporary
//! files.

mod ngrams;
mod spilled;
mod words;

pub(super) use ngrams::{ngrams, orders};
pub(super) use words::words;

use super::args::{Common, Format};
use super::session::Session;
use mizan::Corpus;

/// How many rows are made; a table counts the rest itself.
fn most(common: &Common) -> usize {
    match common.print.format {
        Format::Table => usize::MAX,
        _ => common.print.limit.unwrap_or(usize::MAX),
    }
}

/// Whether nothing is to be printed: of what failed, all that could be said was said.
fn is_silent(session: &Session, corpus: &Corpus) -> bool {
    session.failed() && (session.common.strict || corpus.records().is_empty())
}
