//! Lists that are ranked by a measure of a 2 × 2 table: scores, p-values over all candidates, order, rows. What the
//! candidates are belongs to `pairs` and `keyness`.

use super::ranked_rows::{RankedRows, units};
use super::{Cell, Column};
use crate::Pipeline;
use crate::measure::association::Run;
use crate::measure::keyness::Rate;
use crate::measure::log_ratio::log_ratio_interval;
use crate::measure::{
    Adjust, Asked, Confidence, Contingency, PValue, RankKey, Reason, Score, TableOf, round_12,
};
use std::cmp::Ordering;

/// The counts of one candidate.
pub enum Counts<'a> {
    /// A pair, or a term in two corpora.
    Table(Contingency),
    /// A run of three or more words.
    Run(Run<'a>),
}

/// What is ranked.
pub trait Candidates: Sync {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The counts of one.
    fn counts(&self, at: usize) -> Counts<'_>;

    /// How often one occurs: the second thing that the order looks at.
    fn count(&self, at: usize) -> u64;

    /// The order of two by code points: the last thing that the order looks at.
    fn compare(&self, a: usize, b: usize) -> Ordering;

    /// The rates of one in the documents of each side, where they are known.
    fn rates(&self, _at: usize) -> Option<(Vec<Rate>, Vec<Rate>)> {
        None
    }

    /// The columns that say what one is, without its rank.
    fn columns(&self) -> Vec<Column>;

    /// The cells of those columns.
    fn cells(&self, at: usize) -> Vec<Cell>;
}

/// Which end of a ranking comes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// The greatest scores, of any sign.
    Any,
    /// What is more frequent than expected (in the target).
    Positive,
    /// What is rarer than expected (in the target), the rarest first.
    Negative,
    /// What is as frequent in both: those whose interval of the log ratio lies within so many bits of 0.
    Lock(f64),
}

impl Side {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Positive => "positive",
            Self::Negative => "negative",
            Self::Lock(_) => "lockwords",
        }
    }
}

/// How candidates are scored.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The measures, in the order of columns.
    pub asked: Vec<Asked>,
    /// The measure that ranks.
    pub sort: Asked,
    /// Which candidates are listed.
    pub side: Side,
    /// Columns with the p-value.
    pub with_p: bool,
    /// How p-values are adjusted.
    pub adjust: Adjust,
    /// Columns with the interval of the log ratio.
    pub with_interval: bool,
    /// The allowed error of bounds, over all candidates together.
    pub alpha: f64,
    /// The tables are of windows around a node.
    pub windows: bool,
    /// The tables compare a target with a reference.
    pub keyness: bool,
}

/// The allowed error of an interval that is shown, of each term alone.
const INTERVAL_ALPHA: f64 = 0.05;
/// Candidates in a unit of work.
const UNIT: usize = 4096;

/// Candidates in their order, with what rows are made of.
pub struct Ranked<'a> {
    candidates: &'a dyn Candidates,
    scoring: &'a Scoring,
    of: TableOf<'a>,
    /// The candidates that are listed, best first.
    pub order: Vec<u32>,
    /// The p-value of each candidate, and the adjusted one.
    p_values: Vec<(Result<PValue, Reason>, Result<PValue, Reason>)>,
}

impl<'a> Ranked<'a> {
    /// Scores all candidates and ranks those of the side that is asked for; of a list that is cut, only the `most`
    /// best are sorted. O(m log m) at most; scores are computed on all threads of the pipeline.
    pub fn new(
        candidates: &'a dyn Candidates,
        scoring: &'a Scoring,
        most: Option<usize>,
        pipeline: &Pipeline,
    ) -> Self {
        let of = TableOf {
            confidence: Confidence::new(scoring.alpha, candidates.len() as u64),
            windows: scoring.windows,
            keyness: scoring.keyness,
            rates: None,
        };
        let mut ranked = Self { candidates, scoring, of, order: Vec::new(), p_values: Vec::new() };
        let units = units(0..candidates.len(), UNIT);
        if scoring.with_p {
            let p = pipeline.map(
                units.clone(),
                || (),
                |(), unit| unit.map(|at| ranked.p(at)).collect::<Vec<_>>(),
            );
            let p: Vec<_> = p.into_iter().flatten().collect();
            ranked.p_values = adjusted(p, scoring.adjust);
        }
        let keys = pipeline.map(
            units,
            || (),
            |(), unit| unit.filter_map(|at| Some((ranked.key(at)?, at as u32))).collect::<Vec<_>>(),
        );
        let mut keys: Vec<(RankKey, u32)> = keys.into_iter().flatten().collect();
        let order = |a: &(RankKey, u32), b: &(RankKey, u32)| {
            let (x, y) = (a.1 as usize, b.1 as usize);
            let counts = || candidates.count(y).cmp(&candidates.count(x));
            a.0.compare(&b.0).then_with(counts).then_with(|| candidates.compare(x, y))
        };
        let all = keys.len();
        if let Some(most) = most.filter(|&most| most < all) {
            keys.select_nth_unstable_by(most, order);
            keys[..most].sort_unstable_by(order);
        } else {
            keys.sort_unstable_by(order);
        }
        ranked.order = keys.into_iter().map(|(_, at)| at).collect();
        ranked
    }

    /// The columns of rows.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::integer("rank")];
        columns.extend(self.candidates.columns());
        columns.extend(self.scoring.asked.iter().map(|asked| Column::measure(asked.id())));
        if self.scoring.with_interval {
            columns.extend(["log_ratio_low", "log_ratio_high"].map(Column::float));
        }
        if self.scoring.with_p {
            columns.extend(["p", "p_adjusted", "log10_p"].map(Column::float));
        }
        columns
    }

    /// The first `most` rows, ready to be written.
    pub fn rows<'s>(&'s self, most: usize, pipeline: &'s Pipeline) -> RankedRows<'s> {
        RankedRows::new(self, most, pipeline)
    }

    /// The row at a place of the order.
    pub(super) fn row(&self, place: usize) -> Vec<Cell> {
        let at = self.order[place] as usize;
        let mut row = vec![Cell::Integer(place as u64 + 1)];
        row.extend(self.candidates.cells(at));
        let counts = self.candidates.counts(at);
        let rates = self.rates_of(at, self.scoring.asked.iter().any(Asked::reads_documents));
        let of = self.with(&rates);
        let score = |asked: &Asked| match &counts {
            Counts::Table(table) => asked.of_table(&self.facing(asked, table), &of),
            Counts::Run(run) => asked.of_run(run),
        };
        row.extend(self.scoring.asked.iter().map(|asked| Cell::from(score(asked))));
        if self.scoring.with_interval {
            let ends = match &counts {
                Counts::Table(table) => log_ratio_interval(table, &Confidence::new(INTERVAL_ALPHA, 1)),
                Counts::Run(_) => Err(Reason::NotRequested),
            };
            let end = |end: Result<f64, Reason>| {
                Cell::from(end.map_or_else(Score::Undefined, |value| Score::new(value, Reason::Infinite)))
            };
            row.extend([end(ends.map(|ends| ends.0)), end(ends.map(|ends| ends.1))]);
        }
        if let Some((p, adjusted)) = self.p_values.get(at) {
            let cell = |p: &Result<PValue, Reason>, show: fn(PValue) -> Score| {
                Cell::from(p.map_or_else(Score::Undefined, show))
            };
            row.extend([cell(p, PValue::score), cell(adjusted, PValue::score), cell(p, PValue::log10)]);
        }
        row
    }

    /// The p-value of a candidate, before any adjustment.
    fn p(&self, at: usize) -> Result<PValue, Reason> {
        let sort = &self.scoring.sort;
        match self.candidates.counts(at) {
            Counts::Table(table) => {
                let rates = self.rates_of(at, sort.reads_documents());
                sort.test(&self.facing(sort, &table), &self.with(&rates))
            }
            Counts::Run(run) => sort.test_run(&run),
        }
    }

    /// The place of a candidate in the ranking; `None` if it is not listed.
    fn key(&self, at: usize) -> Option<RankKey> {
        let sort = &self.scoring.sort;
        let table = match self.candidates.counts(at) {
            Counts::Run(run) => return Some(RankKey::greatest_first(sort.of_run(&run))),
            Counts::Table(table) => table,
        };
        let rates = self.rates_of(at, sort.reads_documents());
        let of = self.with(&rates);
        match self.scoring.side {
            Side::Any => Some(sort.rank(&table, &of)),
            Side::Positive => (table.determinant() > 0).then(|| sort.rank(&table, &of)),
            Side::Negative => (table.determinant() < 0).then(|| negative(sort, &table, &of)),
            Side::Lock(width) => {
                let (low, high) = log_ratio_interval(&table, &Confidence::new(INTERVAL_ALPHA, 1)).ok()?;
                let farthest = round_12(high.max(-low));
                (farthest <= width).then(|| RankKey::greatest_first(Score::new(-farthest, Reason::Infinite)))
            }
        }
    }

    /// The table as a measure reads it: of what is rarer than expected, a one-sided test looks at the left tail, which
    /// is the right one of the other side.
    fn facing(&self, asked: &Asked, table: &Contingency) -> Contingency {
        if self.scoring.side == Side::Negative && is_one_sided(asked) { swapped(table) } else { *table }
    }

    fn rates_of(&self, at: usize, wanted: bool) -> Option<(Vec<Rate>, Vec<Rate>)> {
        if wanted { self.candidates.rates(at) } else { None }
    }

    fn with<'r>(&self, rates: &'r Option<(Vec<Rate>, Vec<Rate>)>) -> TableOf<'r> {
        TableOf {
            rates: rates.as_ref().map(|(target, reference)| (target.as_slice(), reference.as_slice())),
            confidence: self.of.confidence,
            windows: self.of.windows,
            keyness: self.of.keyness,
        }
    }
}

/// The place among what is rarer than expected. A measure that does not tell the sides apart ranks as it is; one that
/// does ranks from its other end; a one-sided probability is taken of the other side.
fn negative(sort: &Asked, table: &Contingency, of: &TableOf<'_>) -> RankKey {
    let swapped = swapped(table);
    if is_one_sided(sort) {
        return sort.rank(&swapped, of);
    }
    if sort.reads_documents() {
        return sort.rank(table, of);
    }
    let score = sort.of_table(table, of);
    match (score.value().map(round_12), sort.of_table(&swapped, of).value().map(round_12)) {
        (Some(own), Some(other)) if own == other => RankKey::greatest_first(score),
        (Some(own), _) => RankKey::greatest_first(Score::new(-own, Reason::Infinite)),
        (None, _) => RankKey::last(),
    }
}

/// The table with its rows exchanged: the reference for the target.
fn swapped(table: &Contingency) -> Contingency {
    Contingency { o11: table.o21(), r1: table.r2(), ..*table }
}

/// Whether a measure is the probability of one tail.
fn is_one_sided(asked: &Asked) -> bool {
    asked.is_probability() && !asked.reads_documents()
}

/// Each p-value with its adjusted one. What has none is no test, and counts in no m.
fn adjusted(
    p: Vec<Result<PValue, Reason>>,
    adjust: Adjust,
) -> Vec<(Result<PValue, Reason>, Result<PValue, Reason>)> {
    let known: Vec<PValue> = p.iter().filter_map(|p| p.ok()).collect();
    let mut changed = adjust.adjust(&known).into_iter();
    p.into_iter().map(|p| (p, p.map(|own| changed.next().unwrap_or(own)))).collect()
}
