//! Levels and formulas of documents, paragraphs and sentences: as JSON, as rows, as a page for the eye.

mod json;
mod page;
mod reasons;

pub use json::{DocumentReport, FormulasJson, UnitJson};
pub use page::{Hard, page};
pub use reasons::{Why, reasons};

use super::{Cell, Column};
use crate::measure::{Asked, Reason};
use crate::readability::Unit;

/// The columns of units: one of each id follows the counts and the level.
pub fn unit_columns(asked: &[Asked], document: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    if document {
        columns.push(Column::word("document"));
    }
    columns.push(Column::word("unit"));
    columns.extend(["index", "start", "end", "words", "sentences", "letters", "types"].map(Column::integer));
    columns.push(Column::float("score"));
    columns.extend(["level_19", "level_7", "level_5", "level_3"].map(Column::integer));
    columns.extend(["low", "high"].map(Column::float));
    columns.extend(asked.iter().map(|asked| Column::float(asked.id())));
    columns
}

/// The columns of reasons.
pub fn reason_columns(document: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    if document {
        columns.push(Column::word("document"));
    }
    columns.extend(["sentence", "start", "end"].map(Column::integer));
    columns.push(Column::word("code"));
    columns.push(Column::float("contribution"));
    columns.push(Column::integer("at_least"));
    columns.extend([Column::arabic("en"), Column::arabic("ar")]);
    columns
}

/// A reason of the sentence with this number as a row of these columns.
pub fn reason_row(sentence: u64, why: &Why, document: Option<&str>) -> Vec<Cell> {
    let mut row: Vec<Cell> = document.map(Cell::from).into_iter().collect();
    row.extend([sentence, why.start, why.end].map(Cell::Integer));
    row.push(Cell::Name(why.code));
    row.push(why.contribution.map_or(Cell::None, Cell::Float));
    row.push(why.at_least.map_or(Cell::None, |level| Cell::Integer(level.into())));
    row.extend([Cell::Text(why.english.clone()), Cell::Text(why.arabic.clone())]);
    row
}

/// A unit as a row of these columns.
pub fn unit_row(name: &'static str, unit: &Unit, asked: &[Asked], document: Option<&str>) -> Vec<Cell> {
    let counts = &unit.counts;
    let mut row: Vec<Cell> = document.map(Cell::from).into_iter().collect();
    row.push(Cell::Name(name));
    row.extend([unit.index, unit.start, unit.end].map(Cell::Integer));
    row.extend([counts.words, counts.sentences, counts.letters].map(Cell::Integer));
    row.push(counts.types.map_or(Cell::Undefined(Reason::NotCounted), Cell::Integer));
    match &unit.grade {
        Ok(grade) => {
            let level = &grade.level;
            row.push(Cell::Float(level.score));
            let steps = [level.level_19(), level.level_7(), level.level_5(), level.level_3()];
            row.extend(steps.map(|step| Cell::Integer(step.into())));
            row.extend([level.low, level.high].map(Cell::Float));
        }
        Err(reason) => row.extend(std::iter::repeat_n(Cell::Undefined(*reason), 7)),
    }
    row.extend(asked.iter().map(|asked| Cell::from(asked.of_readability(counts))));
    row
}
