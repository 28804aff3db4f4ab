//! `mizan evaluate`: how right the project is, measured on gold data. The scores are the library's.

mod readability;
mod roots;
mod sentences;
mod syllables;

use super::Failure;
use super::args::Common;
use super::session::Session;
use clap::{Args, ValueEnum};
use mizan::input::Corpus;

#[derive(Debug, Args)]
pub(in crate::cli) struct EvaluateArgs {
    /// What is evaluated
    #[arg(value_enum)]
    pub(in crate::cli) what: EvaluateWhat,
    /// Instead of the scores, N wrong answers, the most frequent first
    #[arg(long, value_name = "N")]
    pub(in crate::cli) errors: Option<usize>,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EvaluateWhat {
    /// Roots of words: a table with the columns word, root, cls, freq
    Roots,
    /// Ends of sentences: documents as JSON, or cases as a table with ¦ at each end
    Sentences,
    /// Syllables of words: a table with the columns word, full, pausal, or marked text, whose marks are taken away
    Syllables,
    /// Levels of sentences: a table (CSV) with the columns Sentence, Readability_Level_19, Document
    Readability,
}

pub(super) fn run(mut args: EvaluateArgs) -> Result<bool, Failure> {
    // Gold data has forms of its own: it is read whole, whatever it looks like.
    if args.common.input_format == "auto" {
        args.common.input_format = "text".to_owned();
    }
    match args.what {
        EvaluateWhat::Roots => roots::roots(args),
        EvaluateWhat::Sentences => sentences::sentences(args),
        EvaluateWhat::Syllables => syllables::syllables(args),
        EvaluateWhat::Readability => readability::readability(args),
    }
}

/// The name and text of each input.
type Texts = Vec<(String, String)>;

/// Reads all inputs whole.
fn texts(session: &mut Session) -> Result<(Corpus, Texts), Failure> {
    let mut corpus = session.corpus();
    let mut texts: Texts = Vec::new();
    let mut document = None;
    for piece in &mut corpus {
        match texts.last_mut() {
            Some((_, text)) if document == Some(piece.document) => text.push_str(&piece.text),
            _ => texts.push((piece.name.to_string(), piece.text)),
        }
        document = Some(piece.document);
    }
    session.warnings.extend_from_slice(corpus.warnings());
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    Ok((corpus, texts))
}
