//! `mizan evaluate sentences`: ends of sentences against gold, beside UAX #29 and the plainest rule.

use super::super::session::Session;
use super::super::{Failure, output, usage};
use super::{EvaluateArgs, texts};
use mizan::count::Keep;
use mizan::input::{GoldText, read_sentence_gold};
use mizan::measure::accuracy::percent;
use mizan::measure::accuracy::sentences::BoundaryScore;
use mizan::report::{Cell, Column, Rows};
use mizan::script::{is_invisible, is_strong_end_mark};
use mizan::{SentenceMode, Splitter};

/// How the lines of a document are joined.
const JOINS: [(&str, &str); 2] = [("newline", "\n"), ("space", " ")];
/// Characters shown at either side of a wrong end.
const CONTEXT: usize = 40;

/// Who splits.
const ENGINES: [&str; 3] = ["mizan", "uax29", "plain"];

pub(super) fn sentences(args: EvaluateArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let (corpus, texts) = texts(&mut session)?;
    let mut gold = Vec::new();
    for (name, text) in &texts {
        gold.extend(read_sentence_gold(text, name)?);
    }
    if gold.is_empty() {
        return Err(usage("no gold", "name documents as JSON, or a table of cases with ¦ at each end"));
    }
    let (rows, total) = match args.errors {
        Some(most) => errors(&gold, most),
        None => {
            let rows = scores(&gold);
            let total = rows.rows.len() as u64;
            (rows, total)
        }
    };
    output::rows(&session, "evaluate", corpus.records(), total, gold.len() as u64, &rows)?;
    Ok(!session.failed())
}

/// The name of a text, the text, its true ends.
type Known<'g> = (&'g str, String, Vec<usize>);

/// Each text with its ends, under the name of its set: documents joined by line ends and by spaces, and cases.
fn sets(gold: &[GoldText]) -> Vec<(&'static str, Vec<Known<'_>>)> {
    let mut sets = Vec::new();
    for (set, separator) in JOINS {
        let documents = gold.iter().filter(|text| !text.is_case());
        let joined = documents.map(|text| {
            let (whole, ends) = text.joined(separator);
            (text.name.as_str(), whole, ends)
        });
        sets.push((set, joined.collect::<Vec<_>>()));
    }
    let cases = gold.iter().filter(|text| text.is_case()).map(|text| {
        let (whole, ends) = text.joined("");
        (text.name.as_str(), whole, ends)
    });
    sets.push(("cases", cases.collect()));
    sets.retain(|(_, texts)| !texts.is_empty());
    sets
}

/// The ends that an engine finds in a text, its own end left out.
fn ends(engine: &str, text: &str) -> Vec<usize> {
    let found: Vec<usize> = if engine == "plain" {
        plain(text)
    } else {
        let mode = if engine == "uax29" { SentenceMode::Uax29 } else { SentenceMode::Mizan };
        let mut sentences = Vec::new();
        Splitter::new(mode).split(text, &mut Default::default(), &mut sentences);
        sentences.iter().map(|sentence| sentence.span.end as usize).collect()
    };
    let last = visible(text).len();
    found.into_iter().filter(|&end| end < last).collect()
}

/// The plainest rule: an end after marks and closers before white space, and at each line end.
fn plain(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut marked, mut seen) = (false, 0);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if (marked || c == '\n') && seen > ends.last().copied().unwrap_or(0) {
                ends.push(seen);
            }
            marked = false;
            continue;
        }
        seen = at + c.len_utf8();
        marked = is_strong_end_mark(c) || (marked && closes(c));
    }
    ends
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '\u{fd3e}')
}

fn visible(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether a terminator and closers stand before an end.
fn after_mark(text: &str, end: usize) -> bool {
    let before = text[..end].trim_end_matches(|c| closes(c) || is_invisible(c));
    before.chars().next_back().is_some_and(is_strong_end_mark)
}

fn scores(gold: &[GoldText]) -> Rows {
    let mut rows = Rows::new(vec![
        Column::word("set"),
        Column::word("engine"),
        Column::integer("ends"),
        Column::integer("found"),
        Column::float("precision"),
        Column::float("recall"),
        Column::float("f1"),
        Column::float("recall_punct"),
        Column::integer("texts"),
        Column::integer("right"),
        Column::float("right_share"),
    ]);
    for (set, texts) in sets(gold) {
        for engine in ENGINES {
            let mut score = BoundaryScore::default();
            for (_, text, gold) in &texts {
                score.add(gold, &ends(engine, text), |end| after_mark(text, end));
            }
            rows.push(vec![
                Cell::Name(set),
                Cell::Name(engine),
                Cell::Integer(score.gold),
                Cell::Integer(score.found),
                score.precision().into(),
                score.recall().into(),
                score.f1().into(),
                score.recall_after_marks().into(),
                Cell::Integer(score.texts),
                Cell::Integer(score.exact),
                percent(score.exact, score.texts).into(),
            ]);
        }
    }
    rows
}

/// The wrong ends of ours, with what stands around them.
fn errors(gold: &[GoldText], most: usize) -> (Rows, u64) {
    let mut rows = Rows::new(vec![
        Column::word("set"),
        Column::word("text"),
        Column::word("error"),
        Column::integer("offset"),
        Column::arabic("context"),
    ]);
    let mut total = 0;
    for (set, texts) in sets(gold) {
        for (name, text, gold) in &texts {
            let found = ends(ENGINES[0], text);
            let extra = found.iter().filter(|end| !gold.contains(end)).map(|&end| (end, "false"));
            let missing = gold.iter().filter(|end| !found.contains(end)).map(|&end| (end, "missing"));
            let mut wrong: Vec<(usize, &'static str)> = extra.chain(missing).collect();
            wrong.sort_unstable();
            for (end, error) in wrong {
                total += 1;
                if rows.rows.len() < most {
                    rows.push(vec![
                        Cell::Name(set),
                        Cell::Text((*name).to_owned()),
                        Cell::Name(error),
                        Cell::Integer(end as u64),
                        Cell::Text(around(text, end)),
                    ]);
                }
            }
        }
    }
    rows.left_out = total - rows.rows.len() as u64;
    (rows, total)
}

/// What stands around a place, with ¦ at it.
fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(CONTEXT).collect();
    let after: String = text[at..].chars().take(CONTEXT).collect();
    format!("{}¦{after}", before.iter().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_rule_ends_at_marks_and_lines() {
        assert_eq!(plain("a b. c\nd"), [4, 6]);
        assert!(after_mark("قال «نعم.»", "قال «نعم.»".len()));
    }
}
