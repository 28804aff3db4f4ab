//! `mizan evaluate syllables`: counts against a table of words, or against the marks of a text that are taken away.

use super::super::session::Session;
use super::super::{Failure, output, usage};
use super::EvaluateArgs;
use mizan::count::Keep;
use mizan::input::read_syllable_gold;
use mizan::measure::accuracy::{SyllableAccuracy, rounded};
use mizan::measure::{Reason, Score};
use mizan::morphology::syllables::{Basis, SyllableReader, Syllables, UNIT};
use mizan::normalize::{Folding, Normalizer};
use mizan::report::{Cell, Column, Rows};
use mizan::script::is_arabic_letter;
use mizan::{Observer, Piece};
use std::collections::BTreeMap;

/// A word, its gold, and what was counted.
type Compared = (String, Syllables, Syllables);

pub(super) fn syllables(args: EvaluateArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let (corpus, texts) = super::texts(&mut session)?;
    let reader = SyllableReader::standard();
    let mut worker = reader.worker();
    let normalizer = Normalizer::new(Folding::NORMAL);
    let mut observer = Observer::new(&session.settings);
    let mut compared: Vec<Compared> = Vec::new();
    let mut tables = false;
    for (name, text) in &texts {
        if let Some(rows) = read_syllable_gold(text, name)? {
            tables = true;
            compared.extend(rows.into_iter().map(|row| {
                let gold =
                    Syllables { pausal: row.pausal * UNIT, full: row.full * UNIT, ..Syllables::default() };
                let answer = worker.read(&row.word).unwrap_or_default();
                // A table says nothing of weights.
                let gold =
                    Syllables { weight: answer.weight, heavy: answer.heavy, hard: answer.hard, ..gold };
                (row.word, gold, answer)
            }));
            continue;
        }
        let (tokens, _) = observer.cut(&Piece::document(text));
        for token in tokens {
            let word = token.span.of(text);
            let Some(gold) = worker.read(word).filter(|one| one.basis == Basis::Marks) else { continue };
            let bare = normalizer.fold(word);
            if bare.chars().filter(|&c| is_arabic_letter(c)).count() >= 2 {
                let answer = worker.read(&bare).unwrap_or_default();
                compared.push((bare.into_owned(), gold, answer));
            }
        }
    }
    if compared.is_empty() {
        return Err(usage(
            "no gold",
            "name a table with the columns word, full, pausal, or a text that is fully marked",
        ));
    }
    let mut accuracy = SyllableAccuracy::default();
    compared.iter().for_each(|(_, gold, answer)| accuracy.observe(gold, answer));
    let rows = match args.errors {
        Some(most) => errors(&compared, most),
        None => scores(&accuracy, !tables),
    };
    let total = rows.rows.len() as u64 + rows.left_out;
    output::rows(&session, "evaluate", corpus.records(), total, accuracy.words, &rows)?;
    Ok(!session.failed())
}

/// A table of counts says nothing of weights: then `osman_robust` is not compared.
fn scores(accuracy: &SyllableAccuracy, weighed: bool) -> Rows {
    let mut rows = Rows::new(vec![Column::word("measure"), Column::float("value")]);
    let [pausal, full, osman] = accuracy.block_errors();
    let osman = if weighed { osman } else { Score::Undefined(Reason::Absent) };
    rows.push(vec![Cell::Name("words"), Cell::Integer(accuracy.words)]);
    rows.push(vec![Cell::Name("blocks_of_300_words"), Cell::Integer(accuracy.blocks)]);
    for (name, score) in [
        ("pausal_exact_percent", accuracy.pausal()),
        ("full_exact_percent", accuracy.full()),
        ("pausal_block_error_percent", pausal),
        ("full_block_error_percent", full),
        ("osman_robust_block_error", osman),
    ] {
        rows.push(vec![Cell::Name(name), score.into()]);
    }
    rows
}

/// The words most often wrong.
fn errors(compared: &[Compared], most: usize) -> Rows {
    let mut wrong: BTreeMap<(&str, u32, u32), u64> = BTreeMap::new();
    for (word, gold, answer) in compared {
        if rounded(gold.pausal) != rounded(answer.pausal) {
            *wrong.entry((word, rounded(gold.pausal), answer.pausal)).or_default() += 1;
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut rows = Rows::new(vec![
        Column::integer("tokens"),
        Column::arabic("word"),
        Column::integer("gold"),
        Column::float("answer"),
    ]);
    for &((word, gold, answer), count) in wrong.iter().take(most) {
        rows.push(vec![
            Cell::Integer(count),
            Cell::Text(word.to_owned()),
            Cell::Integer(u64::from(gold)),
            Cell::Float(f64::from(answer) / f64::from(UNIT)),
        ]);
    }
    rows.left_out = (wrong.len() - rows.rows.len()) as u64;
    rows
}
