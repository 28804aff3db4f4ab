//! `mizan export`: the text, or its counts, as files of other programs, written while the text is read.

use super::args::Common;
use super::counts::orders;
use super::session::Session;
use super::{Failure, output, usage};
use clap::{Args, ValueEnum};
use mizan::Unit;
use mizan::count::{Keep, NgramSpec};
use mizan::input::OwnedPiece;
use mizan::report::export::{Exporter, Joiner, Target, write_ngram_counts, write_spectrum};
use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;

#[derive(Debug, Args)]
#[command(mut_args(|arg| {
    let unused = ["format", "limit", "bom", "no_csv_guard", "bidi", "color", "digits", "document"];
    if unused.contains(&arg.get_id().as_str()) { arg.hide(true) } else { arg }
}))]
pub(super) struct ExportArgs {
    /// The file that is made
    #[arg(
        long,
        value_enum,
        conflicts_with_all = ["format", "limit", "bom", "no_csv_guard", "digits", "document"]
    )]
    to: To,
    /// With ngram-counts: how many words, N or a range N..M
    #[arg(long, value_name = "N|N..M", default_value = "1..3")]
    order: String,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    /// CoNLL-U: sentences, words with lemma and kind, clitics as words of their own
    Conllu,
    /// Vertical text of corpus managers: word, lemma, root, kind; documents, paragraphs, sentences as tags
    Vert,
    /// One object for each document: id, text, where its sentences are
    Jsonl,
    /// How many terms occur once, twice, …, for zipfR
    Spc,
    /// N-grams with their counts, for SRILM
    NgramCounts,
    /// A Parquet file with the columns id and text, with -o
    #[cfg(feature = "parquet")]
    Parquet,
}

impl To {
    fn name(self) -> &'static str {
        match self {
            Self::Conllu => "conllu",
            Self::Vert => "vert",
            Self::Jsonl => "jsonl",
            Self::Spc => "spc",
            Self::NgramCounts => "ngram-counts",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }
}

pub(super) fn run(args: ExportArgs) -> Result<bool, Failure> {
    match args.to {
        To::Conllu => text(args, Target::Conllu),
        To::Vert => text(args, Target::Vertical),
        To::Jsonl => text(args, Target::Jsonl),
        To::Spc | To::NgramCounts => counts(args),
        #[cfg(feature = "parquet")]
        To::Parquet => documents(args),
    }
}

/// The text itself, piece by piece.
fn text(args: ExportArgs, target: Target) -> Result<bool, Failure> {
    let to = args.to.name();
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    if session.settings.unit == Unit::Tokens {
        let message = format!("export --to {to} of a list of tokens: it has no sentences");
        return Err(usage(
            message,
            "--to spc and --to ngram-counts take lists; say --input-format sentences or text",
        ));
    }
    let strict = session.common.strict;
    if strict && session.common.print.output.is_none() {
        return Err(usage(
            "--strict with a text that is printed while it is read",
            "write it with -o FILE, which appears when all was read",
        ));
    }
    let reader = session.spec.reader();
    let mut corpus = session.corpus();
    let refused = Cell::new(false);
    let settings = session.settings;
    let print = session.common.print.clone();
    let delivered = output::deliver(&print, |out| {
        let mut joiner = Joiner::new(target, out);
        let mut result = Ok(());
        session.pipeline.ordered(
            &mut corpus.portions(),
            || Exporter::new(target, &settings, &reader),
            |exporter, piece: OwnedPiece| exporter.part(&piece),
            |part| match joiner.write(part) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    result = Err(error);
                    ControlFlow::Break(())
                }
            },
        );
        result?;
        session.warnings.extend_from_slice(corpus.warnings());
        refused.set(session.failed() && strict);
        if refused.get() {
            return Err(io::Error::other("an input was not read whole"));
        }
        joiner.finish().map(drop)
    });
    session.say_warnings();
    if refused.get() || (session.failed() && corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    delivered?;
    output::manifest(&session, "export", corpus.records(), Vec::new())?;
    Ok(!session.failed())
}

/// A row for each document.
#[cfg(feature = "parquet")]
fn documents(args: ExportArgs) -> Result<bool, Failure> {
    use mizan::report::{Cell, Column};
    use std::cell::RefCell;
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let print = session.common.print.clone();
    let corpus = RefCell::new(session.corpus());
    let rows = output::Once::new(vec![Column::word("id"), Column::arabic("text")], |each| {
        let mut open: Option<(u64, [Cell; 2])> = None;
        for piece in &mut *corpus.borrow_mut() {
            match &mut open {
                Some((document, [_, Cell::Text(text)])) if *document == piece.document => {
                    text.push_str(&piece.text);
                }
                _ => {
                    let row = [Cell::Text(piece.name.to_string()), Cell::Text(piece.text)];
                    if let Some((_, row)) = open.replace((piece.document, row)) {
                        let _ = each(&row)?;
                    }
                }
            }
        }
        if let Some((_, row)) = open {
            let _ = each(&row)?;
        }
        Ok(())
    });
    let delivered = output::parquet(&print, |out| {
        let record = || {
            let corpus = corpus.borrow();
            session.warnings.extend_from_slice(corpus.warnings());
            output::record(&session, "export", corpus.records(), Vec::new())
        };
        mizan::report::parquet::write(&rows, record, out)?;
        if session.failed() && (session.common.strict || corpus.borrow().records().is_empty()) {
            return Err(io::Error::other("an input was not read"));
        }
        Ok(())
    });
    drop(rows);
    let corpus = corpus.into_inner();
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    delivered?;
    output::manifest(&session, "export", corpus.records(), Vec::new())?;
    Ok(!session.failed())
}

/// Counts of the whole corpus.
fn counts(args: ExportArgs) -> Result<bool, Failure> {
    let (first, last) = orders(&args.order)?;
    for order in first..=last {
        NgramSpec::new(order, 0, mizan::count::Boundary::Sentence)?;
    }
    let grams = args.to == To::NgramCounts;
    let keep = if grams { Keep::Order } else { Keep::Documents };
    let mut session = Session::bounded(args.common, keep, false)?;
    session.settings.only_words = !grams;
    let (profile, corpus) = session.profile()?;
    let layer = session.pipeline.layer(&profile, &session.spec);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    output::deliver(&session.common.print, |out| {
        if grams {
            write_ngram_counts(&profile, &layer, first..=last, &session.pipeline, out)
        } else {
            write_spectrum(&layer, out)
        }
    })?;
    output::manifest(&session, "export", corpus.records(), Vec::new())?;
    Ok(!session.failed())
}
