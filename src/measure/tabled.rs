//! Measures of a 2 × 2 table: which kinds there are, which test belongs to each, how they are scored and ranked.

use super::association::{Run, g2};
use super::keyness::Rate;
use super::{Asked, Compute, Confidence, Contingency, PValue, RankKey, Reason, Score};

/// The test whose p-value stands beside a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The measure has the χ² distribution with one degree of freedom.
    Chi2,
    /// The measure has the standard normal distribution.
    Normal,
    /// The measure has none of its own: that of G² of the same table, so that size and significance stand side by side.
    OfTable,
}

/// A measure of a 2 × 2 table, by what else it needs to know.
#[derive(Clone, Copy, Debug)]
pub enum OfTable {
    /// Nothing else.
    Plain(fn(&Contingency) -> Score, Test),
    /// Nothing else; in keyness it carries the sign of the difference of rates.
    Signed(fn(&Contingency) -> Score, Test),
    /// The parameter of its id.
    At(fn(&Contingency, u64) -> Score),
    /// That the table is one of windows.
    Window(fn(&Contingency) -> Score),
    /// How sure it has to be.
    Bound(fn(&Contingency, &Confidence) -> Score),
    /// Nothing else; it is a probability.
    Exact(fn(&Contingency) -> Result<PValue, Reason>),
    /// Nothing else; it is defined for longer n-grams too.
    Run(fn(&Contingency) -> Score, fn(&Run<'_>) -> Score, Test),
    /// The rates in the documents of each side; it is a probability.
    Documents(fn(&[Rate], &[Rate]) -> Result<PValue, Reason>),
}

/// What is known of a table beyond its counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct TableOf<'a> {
    /// How sure bounds have to be.
    pub confidence: Confidence,
    /// The table is one of windows around a node.
    pub windows: bool,
    /// The table compares a target with a reference.
    pub keyness: bool,
    /// The rates of the term in the documents of target and reference, where they are known.
    pub rates: Option<(&'a [Rate], &'a [Rate])>,
}

impl Asked {
    /// What it is a function of, if that is a table.
    fn of_kind(&self) -> Option<OfTable> {
        match self.measure.compute {
            Compute::Table(kind) => Some(kind),
            _ => None,
        }
    }

    /// The score of a table; undefined (`not_requested`) for a measure of something else.
    pub fn of_table(&self, table: &Contingency, of: &TableOf<'_>) -> Score {
        match self.of_kind() {
            Some(OfTable::Plain(score, _) | OfTable::Run(score, ..)) => score(table),
            Some(OfTable::Signed(score, _)) => match score(table) {
                Score::Value(value) if of.keyness => Score::new(value * table.sign(), Reason::Infinite),
                score => score,
            },
            Some(OfTable::At(score)) => score(table, self.parameter),
            Some(OfTable::Window(score)) if of.windows => score(table),
            Some(OfTable::Window(_)) => Reason::NeedsWindow.into(),
            Some(OfTable::Bound(score)) => score(table, &of.confidence),
            Some(OfTable::Exact(_) | OfTable::Documents(_)) => {
                self.p_of(table, of).map_or_else(Score::Undefined, PValue::score)
            }
            None => Reason::NotRequested.into(),
        }
    }

    /// Its own probability, for a measure that is one.
    fn p_of(&self, table: &Contingency, of: &TableOf<'_>) -> Result<PValue, Reason> {
        match (self.of_kind(), of.rates) {
            (Some(OfTable::Exact(test)), _) => test(table),
            (Some(OfTable::Documents(test)), Some((target, reference))) => test(target, reference),
            _ => Err(Reason::NotRequested),
        }
    }

    /// The score of a run of three or more words; undefined for a measure of pairs.
    pub fn of_run(&self, run: &Run<'_>) -> Score {
        match self.of_kind() {
            Some(OfTable::Run(_, score, _)) => score(run),
            _ => Reason::NotRequested.into(),
        }
    }

    /// Whether it is defined for runs of three or more words.
    pub fn reads_runs(&self) -> bool {
        matches!(self.of_kind(), Some(OfTable::Run(..)))
    }

    /// Whether it reads the rates of terms in documents.
    pub fn reads_documents(&self) -> bool {
        matches!(self.of_kind(), Some(OfTable::Documents(_)))
    }

    /// Whether it is itself a probability: the smaller the better.
    pub fn is_probability(&self) -> bool {
        matches!(self.of_kind(), Some(OfTable::Exact(_) | OfTable::Documents(_)))
    }

    /// The place of a table in a ranking by this measure.
    pub fn rank(&self, table: &Contingency, of: &TableOf<'_>) -> RankKey {
        if !self.is_probability() {
            return RankKey::greatest_first(self.of_table(table, of));
        }
        self.p_of(table, of).map_or(RankKey::last(), RankKey::smallest_first)
    }

    /// The test whose p-value stands beside it: its own id, or that of the test that is borrowed.
    pub fn test_id(&self) -> &'static str {
        match self.of_kind() {
            Some(OfTable::Plain(_, test) | OfTable::Signed(_, test) | OfTable::Run(_, _, test))
                if test != Test::OfTable =>
            {
                self.measure.stem
            }
            Some(OfTable::Window(_) | OfTable::Exact(_) | OfTable::Documents(_)) => self.measure.stem,
            _ => "g2",
        }
    }

    /// The p-value that stands beside it.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn test(&self, table: &Contingency, of: &TableOf<'_>) -> Result<PValue, Reason> {
        let test = match self.of_kind() {
            Some(OfTable::Plain(_, test) | OfTable::Signed(_, test) | OfTable::Run(_, _, test)) => test,
            Some(OfTable::Window(_)) => Test::Normal,
            Some(OfTable::Exact(_) | OfTable::Documents(_)) => return self.p_of(table, of),
            _ => Test::OfTable,
        };
        let score = if test == Test::OfTable { g2(table) } else { self.of_table(table, of) };
        let value = match score {
            Score::Undefined(reason) => return Err(reason),
            score => score.value().unwrap_or_default(),
        };
        Ok(if test == Test::Normal { PValue::normal(value) } else { PValue::chi2(libm::fabs(value)) })
    }

    /// The id of [`Asked::test_run`], whatever the measure.
    pub const RUN_TEST: &'static str = "simple_ll";

    /// The p-value that stands beside it for a run of three or more words: that of the simple log-likelihood.
    ///
    /// # Errors
    /// The reason why there is none.
    pub fn test_run(&self, run: &Run<'_>) -> Result<PValue, Reason> {
        match run.simple_ll() {
            Score::Undefined(reason) => Err(reason),
            score => Ok(PValue::chi2(libm::fabs(score.value().unwrap_or_default()))),
        }
    }
}
