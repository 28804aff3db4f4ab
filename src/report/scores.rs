//! Scores of a text with their intervals: as rows, and as the object of JSON.

use super::{Cell, Column, Rows, Tree};
use crate::measure::{Asked, Interval, Reason, Score};

/// The score of one measure, with its interval if one was asked for and the measure has one.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    /// The measure.
    pub asked: Asked,
    /// Its score.
    pub score: Score,
    /// Its interval, or why it has none here.
    pub interval: Option<Result<Interval, Reason>>,
}

/// The scores of one text.
#[derive(Clone, Debug, Default)]
pub struct ScoreList {
    /// Figures that stand before the scores: tokens, types, …
    pub figures: Vec<(&'static str, Score)>,
    /// The scores.
    pub scores: Vec<Scored>,
    /// Lists that stand after the scores in JSON: a curve, a spectrum.
    pub lists: Vec<(&'static str, Vec<Vec<u64>>)>,
}

/// The columns of a list of scores: with intervals or without.
pub fn score_columns(intervals: bool) -> Vec<Column> {
    let mut columns = vec![Column::word("measure"), Column::float("value"), Column::word("reason")];
    if intervals {
        columns.extend([Column::float("low"), Column::float("high"), Column::word("method")]);
    }
    columns
}

/// The cells of an interval: bounds and method.
fn interval_cells(interval: Option<Result<Interval, Reason>>) -> [Cell; 3] {
    match interval {
        None => [Cell::None, Cell::None, Cell::None],
        Some(Err(reason)) => [Cell::Undefined(reason), Cell::Undefined(reason), Cell::None],
        Some(Ok(found)) => [Cell::Float(found.low), Cell::Float(found.high), Cell::Name(found.method.name())],
    }
}

impl ScoreList {
    /// Adds one row for each score.
    pub fn push_rows(&self, rows: &mut Rows, document: Option<&str>, intervals: bool) {
        for scored in &self.scores {
            let reason = scored.score.reason().map_or(Cell::Name(""), |reason| Cell::Name(reason.code()));
            let mut row: Vec<Cell> = document.map(Cell::from).into_iter().collect();
            row.extend([Cell::Text(scored.asked.id()), scored.score.into(), reason]);
            if intervals {
                row.extend(interval_cells(scored.interval));
            }
            rows.push(row);
        }
    }

    /// The scores as the object of JSON, with the id of the document if one is given.
    pub fn tree(&self, document: Option<&str>, intervals: bool) -> Tree {
        let mut members: Vec<(String, Tree)> = Vec::new();
        if let Some(id) = document {
            members.push(("id".to_owned(), Tree::Leaf(Cell::from(id))));
        }
        members.extend(self.figures.iter().map(|&(name, score)| (name.to_owned(), Tree::Leaf(score.into()))));
        if let Tree::Object(scores) =
            Tree::measures(self.scores.iter().map(|scored| (scored.asked.id(), scored.score)))
        {
            members.extend(scores);
        }
        if intervals {
            let (mut found, mut missing) = (Vec::new(), Vec::new());
            for scored in &self.scores {
                match scored.interval {
                    Some(Ok(interval)) => found.push((scored.asked.id(), interval_tree(&interval))),
                    Some(Err(reason)) => {
                        missing.push((scored.asked.id(), Tree::Leaf(Cell::Name(reason.code()))))
                    }
                    None => {}
                }
            }
            members.push(("intervals".to_owned(), Tree::Object(found)));
            members.push(("interval_reasons".to_owned(), Tree::Object(missing)));
        }
        members
            .extend(self.lists.iter().map(|(name, list)| ((*name).to_owned(), Tree::Numbers(list.clone()))));
        Tree::Object(members)
    }
}

/// An interval in JSON.
fn interval_tree(interval: &Interval) -> Tree {
    let number = |value: f64| Tree::Leaf(Cell::float(value, Reason::Infinite));
    Tree::object([
        ("level", number(Interval::LEVEL)),
        ("low", number(interval.low)),
        ("high", number(interval.high)),
        ("method", Tree::Leaf(Cell::Name(interval.method.name()))),
    ])
}

/// One measure of two texts.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The id, or the name of a count.
    pub id: String,
    /// Of the first text.
    pub a: Score,
    /// Of the second.
    pub b: Score,
    /// The interval of b − a, or why it has none here.
    pub interval: Option<Result<Interval, Reason>>,
}

impl Compared {
    /// Two scores with their intervals; that of the difference from the errors of both, which are independent.
    pub fn of(a: &Scored, b: &Scored) -> Self {
        let interval = match (a.interval, b.interval) {
            (Some(Ok(first)), Some(Ok(second))) => Some(difference(a.score, b.score, &first, &second)),
            (Some(Err(reason)), _) | (_, Some(Err(reason))) => Some(Err(reason)),
            _ => None,
        };
        Self { id: a.asked.id(), a: a.score, b: b.score, interval }
    }

    /// b − a.
    pub fn difference(&self) -> Score {
        match (self.a, self.b) {
            (Score::Undefined(reason), _) | (_, Score::Undefined(reason)) => reason.into(),
            (a, b) => {
                Score::new(b.value().unwrap_or_default() - a.value().unwrap_or_default(), Reason::Infinite)
            }
        }
    }
}

fn difference(a: Score, b: Score, first: &Interval, second: &Interval) -> Result<Interval, Reason> {
    let (Some(a), Some(b)) = (a.value(), b.value()) else { return Err(Reason::Absent) };
    let error = libm::sqrt(first.error * first.error + second.error * second.error);
    let (low, high) = (b - a - Interval::NORMAL * error, b - a + Interval::NORMAL * error);
    if low.is_finite() && high.is_finite() {
        Ok(Interval { low, high, error, method: first.method })
    } else {
        Err(Reason::Infinite)
    }
}

/// The rows of a comparison: both values, their difference and its interval.
pub fn compared_rows(compared: &[Compared]) -> Rows {
    let mut rows = Rows::new(vec![
        Column::word("measure"),
        Column::float("a"),
        Column::float("b"),
        Column::float("difference"),
        Column::float("low"),
        Column::float("high"),
        Column::word("method"),
    ]);
    for one in compared {
        let [low, high, method] = interval_cells(one.interval);
        rows.push(vec![
            Cell::Text(one.id.clone()),
            one.a.into(),
            one.b.into(),
            one.difference().into(),
            low,
            high,
            method,
        ]);
    }
    rows
}
