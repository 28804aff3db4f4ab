//! `mizan evaluate roots`: roots of words against gold, by class.

use super::super::session::Session;
use super::super::{Failure, output, usage};
use super::{EvaluateArgs, texts};
use mizan::count::Keep;
use mizan::input::read_gold;
use mizan::measure::Reason;
use mizan::measure::accuracy::{GoldRow, ROOT_CLASSES, RootAccuracy, Tally, percent};
use mizan::report::{Cell, Column, Rows};
use std::time::Instant;

/// Answers that count as listed.
const ALTERNATIVES: usize = 24;

pub(super) fn roots(args: EvaluateArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let (corpus, texts) = texts(&mut session)?;
    let mut gold = Vec::new();
    for (name, text) in &texts {
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
    output::rows(&session, "evaluate", corpus.records(), total, gold.len() as u64, &rows)?;
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
