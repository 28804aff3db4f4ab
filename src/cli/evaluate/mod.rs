//! `mizan evaluate`: how right the project is, measured on gold data. The scores are the library's.

mod syllables;

use super::args::Common;
use super::output;
use super::session::Session;
use super::{Failure, usage};
use clap::{Args, ValueEnum};
use mizan::count::Keep;
use mizan::input::read_gold;
use mizan::measure::Reason;
use mizan::measure::accuracy::{GoldRow, ROOT_CLASSES, RootAccuracy, Tally, percent};
use mizan::report::{Cell, Column, Rows};
use std::time::Instant;

#[derive(Debug, Args)]
pub(super) struct EvaluateArgs {
    /// What is evaluated
    #[arg(value_enum)]
    pub(super) what: EvaluateWhat,
    /// Instead of the scores, the N most frequent wrong answers
    #[arg(long, value_name = "N")]
    pub(super) errors: Option<usize>,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EvaluateWhat {
    /// Roots of words: a table with the columns word, root, cls, freq
    Roots,
    /// Syllables of words: a table with the columns word, full, pausal, or marked text, whose marks are taken away
    Syllables,
}

/// Answers that count as listed.
const ALTERNATIVES: usize = 24;

pub(super) fn run(args: EvaluateArgs) -> Result<bool, Failure> {
    match args.what {
        EvaluateWhat::Roots => roots(args),
        EvaluateWhat::Syllables => syllables::run(args),
    }
}

/// The documents of the input, each with its number, name and text.
fn texts(
    session: &mut Session,
) -> Result<(Vec<(u64, String, String)>, Vec<mizan::input::InputRecord>), Failure> {
    let mut corpus = session.corpus();
    let mut texts: Vec<(u64, String, String)> = Vec::new();
    for piece in &mut corpus {
        match texts.last_mut() {
            Some((document, _, text)) if *document == piece.document => text.push_str(&piece.text),
            _ => texts.push((piece.document, piece.name.to_string(), piece.text)),
        }
    }
    session.warnings.extend_from_slice(corpus.warnings());
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    Ok((texts, corpus.records().to_vec()))
}

fn roots(args: EvaluateArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let (texts, records) = texts(&mut session)?;
    let mut gold = Vec::new();
    for (_, name, text) in &texts {
        gold.extend(read_gold(text, name)?);
    }
    if gold.is_empty() {
        return Err(usage("no gold", "name a table with the columns word, root, cls, freq"));
    }
    let reader = session.spec.reader();
    let mut worker = reader.worker();
    // Once before the clock runs, so that it times the analysis and not the first use of memory.
    let answer = |worker: &mut mizan::morphology::WordWorker<'_>, word: &str| {
        worker.read(word, ALTERNATIVES).alternatives
    };
    let accuracy = RootAccuracy::of(&gold, |word| answer(&mut worker, word));
    let (rows, total) = match args.errors {
        Some(most) => (errors(&accuracy, most), accuracy.misses.len() as u64),
        None => {
            let speed = speed(&gold, |word| drop(answer(&mut worker, word)));
            let rows = scores(&accuracy, speed);
            let total = rows.rows.len() as u64;
            (rows, total)
        }
    };
    output::rows(&session, "evaluate", &records, total, gold.len() as u64, &rows)?;
    Ok(!session.failed())
}

/// Words read in a second.
fn speed(gold: &[GoldRow], mut read: impl FnMut(&str)) -> f64 {
    let start = Instant::now();
    for row in gold {
        read(&row.word);
    }
    gold.len() as f64 / start.elapsed().as_secs_f64().max(1e-9)
}

/// A row for each group of words: those with a root, each class of them, those without one.
fn scores(accuracy: &RootAccuracy, speed: f64) -> Rows {
    let mut rows = Rows::new(vec![
        Column::word("group"),
        Column::integer("types"),
        Column::float("type"),
        Column::float("type_lenient"),
        Column::float("type_listed"),
        Column::integer("tokens"),
        Column::float("token"),
        Column::float("token_lenient"),
        Column::float("token_listed"),
    ]);
    let mut push = |name: &'static str, tally: &Tally| {
        rows.push(vec![
            Cell::Name(name),
            Cell::Integer(tally.types),
            tally.type_share().into(),
            percent(tally.types_lenient, tally.types).into(),
            percent(tally.types_listed, tally.types).into(),
            Cell::Integer(tally.tokens),
            tally.token_share().into(),
            percent(tally.tokens_lenient, tally.tokens).into(),
            percent(tally.tokens_listed, tally.tokens).into(),
        ]);
    };
    push("roots", &accuracy.rooted);
    for (name, tally) in ROOT_CLASSES.iter().zip(&accuracy.classes).rev() {
        push(name, tally);
    }
    push("no_root", &accuracy.rootless);
    push("function", &accuracy.function);
    push("foreign", &accuracy.foreign);
    let mut last = |name: &'static str, token: Cell| {
        let none = || Cell::Undefined(Reason::NotRequested);
        let mut row =
            vec![Cell::Name(name), Cell::None, none(), none(), none(), Cell::None, token, none(), none()];
        if name == "overall" {
            row[5] = Cell::Integer(accuracy.rooted.tokens + accuracy.rootless.tokens);
            row[1] = Cell::Integer(accuracy.rooted.types + accuracy.rootless.types);
        }
        rows.push(row);
    };
    last("overall", accuracy.overall().into());
    last("words_per_second", Cell::float(speed.round(), Reason::Infinite));
    rows
}

/// The most frequent wrong answers.
fn errors(accuracy: &RootAccuracy, most: usize) -> Rows {
    let mut rows = Rows::new(vec![
        Column::integer("tokens"),
        Column::arabic("word"),
        Column::arabic("gold"),
        Column::arabic("answer"),
    ]);
    let text =
        |root: Option<mizan::morphology::Root>| root.map_or(Cell::None, |root| Cell::Text(root.to_string()));
    for miss in accuracy.misses.iter().take(most) {
        rows.push(vec![
            Cell::Integer(miss.count),
            Cell::Text(miss.word.clone()),
            text(miss.gold),
            text(miss.answer),
        ]);
    }
    rows.left_out = (accuracy.misses.len() - rows.rows.len()) as u64;
    rows
}
