//! Named values in a tree: the shape of a report that is not a list of rows. JSON prints it as objects, the
//! row formats as dotted keys.

use super::{Cell, Column, Rows, Source};
use crate::measure::Score;
use std::ops::ControlFlow;

/// A value, named values in their order, or a list of rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A value.
    Leaf(Cell),
    /// Named values.
    Object(Vec<(String, Tree)>),
    /// A list.
    Rows(Rows),
    /// A list of trees, for JSON alone.
    List(Vec<Tree>),
    /// Lists of whole numbers, for JSON alone.
    Numbers(Vec<Vec<u64>>),
}

impl Tree {
    /// An object of these members.
    pub fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Tree)>) -> Self {
        Self::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A count.
    pub fn count(value: u64) -> Self {
        Self::Leaf(Cell::Integer(value))
    }

    /// Scores by id, as reports print them: `measures` with a null for what is undefined, `reasons` with why.
    pub fn measures<K: Into<String>>(scores: impl IntoIterator<Item = (K, Score)>) -> Self {
        let (measures, reasons) = split(scores);
        Self::object([("measures", Self::Object(measures)), ("reasons", Self::Object(reasons))])
    }

    /// Scores by name as one object, with the reasons of undefined ones beside them.
    pub fn scores(scores: impl IntoIterator<Item = (&'static str, Score)>) -> Self {
        Self::named_scores(scores)
    }

    /// The same, of names that are made.
    pub fn named_scores<K: Into<String>>(scores: impl IntoIterator<Item = (K, Score)>) -> Self {
        let (mut members, reasons) = split(scores);
        members.push(("reasons".to_owned(), Self::Object(reasons)));
        Self::Object(members)
    }

    /// The tree as rows `measure value reason`: keys dotted, list items numbered from 1, objects of reasons left
    /// out, since each reason stands in the row of its value.
    pub fn rows(&self) -> Rows {
        let mut rows =
            Rows::new(vec![Column::word("measure"), Column::arabic("value"), Column::word("reason")]);
        self.flatten("", &mut rows);
        rows
    }

    /// The rows of several trees, with a column `document` first that names them.
    pub fn rows_of_documents(trees: &[(&str, Tree)]) -> Rows {
        let mut all = Rows::new(Vec::new());
        all.columns = [vec![Column::word("document")], Self::Object(Vec::new()).rows().columns].concat();
        for (name, tree) in trees {
            for row in tree.rows().rows {
                all.push([vec![Cell::from(*name)], row].concat());
            }
        }
        all
    }

    /// The object with the list `documents` at its end, each of which begins with its `id`; a mere number of documents
    /// gives way to it. What is no object stays as it is.
    pub fn with_documents(self, trees: Vec<(&str, Tree)>) -> Self {
        let named = |(id, tree)| match tree {
            Self::Object(members) => {
                let id = ("id".to_owned(), Self::Leaf(Cell::from(id)));
                Self::Object([id].into_iter().chain(members).collect())
            }
            other => other,
        };
        match self {
            Self::Object(mut members) => {
                members.retain(|(name, _)| name != "documents");
                members.push(("documents".to_owned(), Self::List(trees.into_iter().map(named).collect())));
                Self::Object(members)
            }
            other => other,
        }
    }

    fn flatten(&self, key: &str, rows: &mut Rows) {
        let join = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
        match self {
            Self::Leaf(cell) => rows.push(leaf_row(key.to_owned(), cell)),
            Self::Object(members) => {
                for (name, value) in members.iter().filter(|(name, _)| name != "reasons") {
                    value.flatten(&join(name), rows);
                }
            }
            Self::Numbers(_) | Self::List(_) => {}
            Self::Rows(list) => {
                let mut number = 0;
                let walked = list.walk(&mut |row| {
                    number += 1;
                    for (column, cell) in
                        list.columns.iter().zip(row).filter(|(column, _)| column.name != "rank")
                    {
                        rows.push(leaf_row(join(&format!("{number}.{}", column.name)), cell));
                    }
                    Ok(ControlFlow::Continue(()))
                });
                debug_assert!(walked.is_ok(), "rows in memory cannot fail");
            }
        }
    }
}

fn leaf_row(key: String, cell: &Cell) -> Vec<Cell> {
    let reason = cell.reason().map_or(Cell::Name(""), |reason| Cell::Name(reason.code()));
    vec![Cell::Text(key), cell.clone(), reason]
}

type Members = Vec<(String, Tree)>;

/// The values, and the reasons of those that are undefined.
fn split<K: Into<String>>(scores: impl IntoIterator<Item = (K, Score)>) -> (Members, Members) {
    let (mut values, mut reasons) = (Vec::new(), Vec::new());
    for (id, score) in scores {
        let id = id.into();
        if let Score::Undefined(reason) = score {
            reasons.push((id.clone(), Tree::Leaf(Cell::Name(reason.code()))));
        }
        values.push((id, Tree::Leaf(score.into())));
    }
    (values, reasons)
}

#[cfg(feature = "cli")]
impl serde::Serialize for Tree {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match self {
            Self::Leaf(cell) => cell.serialize(serializer),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
            Self::Rows(rows) => super::RowsJson(rows).serialize(serializer),
            Self::List(trees) => serializer.collect_seq(trees),
            Self::Numbers(lists) => serializer.collect_seq(lists),
        }
    }
}
