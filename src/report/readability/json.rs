//! The object of JSON: formulas once, then the document with its paragraphs and sentences.

use super::super::Tree;
use super::super::rows::Cell;
use super::reasons::{Why, reasons};
use crate::measure::readability::{Counts, Rule};
use crate::measure::{Asked, Interval, Reason};
use crate::readability::{COVERAGE, RareWord, Spread, Unit};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// What is said of each formula once.
pub struct FormulasJson<'a>(pub &'a [Asked]);

impl Serialize for FormulasJson<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        for asked in self.0 {
            let Some(formula) = asked.formula() else { continue };
            let about = Tree::object([
                ("direction", Tree::Leaf(Cell::Name(formula.direction.name()))),
                ("calibration", Tree::Leaf(Cell::Name(formula.calibration.name()))),
                ("rule", Tree::Leaf(Cell::Name(Rule::default().id()))),
            ]);
            object.serialize_entry(&asked.id(), &about)?;
        }
        object.end()
    }
}

/// A unit with its scores, its level and why.
pub struct UnitJson<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The formulas that were asked for.
    pub asked: &'a [Asked],
    /// How the scores of its sentences are spread; of documents.
    pub spread: Option<&'a Spread>,
    /// The intervals of its scores, by formula; of documents.
    pub intervals: &'a [(Asked, Result<Interval, Reason>)],
    /// Its document, where there are several in one list.
    pub document: Option<&'a str>,
}

impl Serialize for UnitJson<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let unit = self.unit;
        let mut object = serializer.serialize_map(None)?;
        if let Some(document) = self.document {
            object.serialize_entry("document", document)?;
        }
        object.serialize_entry("index", &unit.index)?;
        object.serialize_entry("start", &unit.start)?;
        object.serialize_entry("end", &unit.end)?;
        object.serialize_entry("counts", &counts(&unit.counts))?;
        let scores = self.asked.iter().map(|asked| (asked.id(), asked.of_readability(&unit.counts)));
        if let Tree::Object(members) = Tree::measures(scores) {
            let mut reasons = Vec::new();
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("reasons", Tree::Object(undefined)) => reasons = undefined,
                    (_, value) => object.serialize_entry(&key, &value)?,
                }
            }
            if let Err(reason) = unit.grade {
                reasons.push(("level".to_owned(), Tree::Leaf(Cell::Name(reason.code()))));
            }
            object.serialize_entry("reasons", &Tree::Object(reasons))?;
        }
        if !self.intervals.is_empty() {
            object.serialize_entry("intervals", &intervals(self.intervals))?;
        }
        object.serialize_entry("level", &level(unit, self.spread))?;
        let why: Vec<Tree> = reasons(unit).iter().map(why).collect();
        object.serialize_entry("why", &Tree::List(why))?;
        if self.spread.is_none() {
            object.serialize_entry(
                "rare_words",
                &Tree::List(unit.rare.iter().map(|word| rare(word, unit)).collect()),
            )?;
        }
        object.end()
    }
}

fn counts(counts: &Counts) -> Tree {
    let expected = |units: Option<u64>| match units {
        Some(units) => Tree::Leaf(Cell::Float(units as f64 / Counts::UNIT as f64)),
        None => Tree::Leaf(Cell::None),
    };
    Tree::object([
        ("words", Tree::count(counts.words)),
        ("sentences", Tree::count(counts.sentences)),
        ("letters", Tree::count(counts.letters)),
        ("other_letters", Tree::count(counts.other_letters)),
        ("types", counts.types.map_or(Tree::Leaf(Cell::None), Tree::count)),
        ("syllables", expected(counts.syllables)),
        ("polysyllables", expected(counts.polysyllables)),
        ("longer_than_5", Tree::count(counts.longer_than_5)),
        ("longer_than_6", Tree::count(counts.longer_than_6)),
        ("longer_than_7", Tree::count(counts.longer_than_7)),
    ])
}

fn intervals(found: &[(Asked, Result<Interval, Reason>)]) -> Tree {
    let members = found.iter().filter_map(|(asked, interval)| {
        let interval = interval.as_ref().ok()?;
        let members = [
            ("level", Tree::Leaf(Cell::Float(0.95))),
            ("low", Tree::Leaf(Cell::Float(interval.low))),
            ("high", Tree::Leaf(Cell::Float(interval.high))),
            ("method", Tree::Leaf(Cell::Name(interval.method.name()))),
        ];
        Some((asked.id(), Tree::object(members)))
    });
    Tree::Object(members.collect())
}

fn level(unit: &Unit, spread: Option<&Spread>) -> Tree {
    let Ok(grade) = &unit.grade else { return Tree::Leaf(Cell::None) };
    let level = &grade.level;
    let step = |step: u8| Tree::count(step.into());
    let mut members = vec![
        ("level_19", step(level.level_19())),
        ("level_7", step(level.level_7())),
        ("level_5", step(level.level_5())),
        ("level_3", step(level.level_3())),
        ("score", Tree::Leaf(Cell::Float(level.score))),
        ("base", Tree::Leaf(Cell::Float(grade.base))),
        ("low", Tree::Leaf(Cell::Float(level.low))),
        ("high", Tree::Leaf(Cell::Float(level.high))),
        ("coverage", Tree::Leaf(Cell::Float(COVERAGE))),
    ];
    if let Some(spread) = spread {
        members.push(("mean", Tree::Leaf(Cell::Float(spread.mean))));
        members.push(("p90", Tree::Leaf(Cell::Float(spread.p90))));
        members.push(("sentences_by_level", Tree::Numbers(vec![spread.levels.to_vec()])));
    }
    Tree::object(members)
}

fn why(why: &Why) -> Tree {
    Tree::object([
        ("code", Tree::Leaf(Cell::Name(why.code))),
        ("start", Tree::count(why.start)),
        ("end", Tree::count(why.end)),
        (
            "contribution",
            why.contribution.map_or(Tree::Leaf(Cell::None), |value| Tree::Leaf(Cell::Float(value))),
        ),
        ("at_least", why.at_least.map_or(Tree::Leaf(Cell::None), |level| Tree::count(level.into()))),
        ("en", Tree::Leaf(Cell::Text(why.english.clone()))),
        ("ar", Tree::Leaf(Cell::Text(why.arabic.clone()))),
    ])
}

fn rare(word: &RareWord, unit: &Unit) -> Tree {
    let known = |value: fn(&crate::readability::Known) -> f64| {
        word.known.as_ref().map_or(Tree::Leaf(Cell::None), |known| Tree::Leaf(Cell::Float(value(known))))
    };
    Tree::object([
        ("word", Tree::Leaf(Cell::Text(word.word.clone()))),
        ("start", Tree::count(unit.base + u64::from(word.span.start))),
        ("end", Tree::count(unit.base + u64::from(word.span.end))),
        ("evidence", Tree::Leaf(Cell::Name(if word.unknown { "unknown" } else { "rare" }))),
        ("lexicon_cost", Tree::Leaf(Cell::Float(word.cost.into()))),
        (
            "graded_sentences",
            word.known.map_or_else(|| Tree::count(0), |known| Tree::count(known.sentences.into())),
        ),
        ("easiest_level", known(|known| known.easiest.into())),
    ])
}

/// A document with its parts.
pub struct DocumentReport<'a> {
    /// Its name, where there are several.
    pub id: Option<&'a str>,
    /// The whole.
    pub whole: UnitJson<'a>,
    /// Its paragraphs.
    pub paragraphs: &'a [(u64, Unit)],
    /// Its sentences.
    pub sentences: &'a [(u64, Unit)],
    /// The name of the document that a part stands in, where several are measured as one.
    pub names: &'a [String],
}

impl Serialize for DocumentReport<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(id) = self.id {
            object.serialize_entry("id", id)?;
        } else {
            object.serialize_entry("formulas", &FormulasJson(self.whole.asked))?;
        }
        object.serialize_entry("document", &self.whole)?;
        object.serialize_entry("paragraphs", &Units { units: self.paragraphs, report: self })?;
        object.serialize_entry("sentences", &Units { units: self.sentences, report: self })?;
        object.end()
    }
}

/// Units, each made while it is written.
struct Units<'a> {
    units: &'a [(u64, Unit)],
    report: &'a DocumentReport<'a>,
}

impl Serialize for Units<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let report = self.report;
        serializer.collect_seq(self.units.iter().map(|(document, unit)| UnitJson {
            unit,
            asked: report.whole.asked,
            spread: None,
            intervals: &[],
            document: report.names.get(*document as usize).map(String::as_str),
        }))
    }
}
