//! The interval of a formula from the counts of its sentences: leave out one after the other. The formulas are ratios
//! of sums, so that each value without a sentence is a difference of two sums: linear in the sentences.

use super::{Counts, Formula};
use crate::measure::sum::Sum;
use crate::measure::{Asked, CiMethod, Compute, Interval, Reason, Score, Uncertainty};
use libm::sqrt;

/// Sentences that an interval needs.
const LEAST_SENTENCES: usize = 10;

impl Asked {
    /// The readability formula, if it is one.
    pub fn formula(&self) -> Option<Formula> {
        match self.measure.compute {
            Compute::Readability(formula) => Some(formula),
            _ => None,
        }
    }

    /// The interval of a readability formula from the counts of the sentences of a text, for other sentences of their
    /// kind, as many; sentences without a word are passed over. `None` for a measure without one: where the value is
    /// no function of sums over sentences. O(sentences).
    pub fn of_sentences(&self, sentences: &[Counts]) -> Option<Result<Interval, Reason>> {
        Self::all_of_sentences(std::slice::from_ref(self), sentences).pop().map(|(_, found)| found)
    }

    /// The intervals of all of these measures that have one, in their order: each sentence is left out once for all.
    pub fn all_of_sentences(asked: &[Self], sentences: &[Counts]) -> Vec<(Self, Result<Interval, Reason>)> {
        let mut whole = Counts::default();
        sentences.iter().for_each(|sentence| whole.merge(*sentence));
        let worded = || sentences.iter().filter(|sentence| sentence.words > 0 && sentence.sentences > 0);
        let count = worded().count();
        let with =
            asked.iter().filter(|asked| matches!(asked.measure.uncertainty, Some(Uncertainty::Sentences)));
        let begin = |asked: &Self| Some((*asked, LeftOut::new(asked.formula()?, &whole, count)));
        let mut all: Vec<_> = with.filter_map(begin).collect();
        for sentence in worded() {
            let rest = whole.without(sentence);
            let admitted = rest.admitted();
            all.iter_mut().for_each(|(_, left)| left.add(&rest, admitted));
        }
        all.into_iter().map(|(asked, left)| (asked, left.interval())).collect()
    }
}

/// The values of a formula without one sentence after the other.
struct LeftOut {
    formula: Formula,
    /// With all of them.
    value: f64,
    values: Result<Vec<f64>, Reason>,
}

impl LeftOut {
    fn new(formula: Formula, whole: &Counts, count: usize) -> Self {
        let (value, values) = match formula.score(whole) {
            Score::Undefined(reason) => (0.0, Err(reason)),
            _ if count < LEAST_SENTENCES => (0.0, Err(Reason::TooFewPoints)),
            score => (score.value().unwrap_or_default(), Ok(Vec::with_capacity(count))),
        };
        Self { formula, value, values }
    }

    fn add(&mut self, rest: &Counts, admitted: Result<(), Reason>) {
        if let Ok(values) = &mut self.values {
            match admitted.and_then(|()| (self.formula.value)(rest)) {
                Ok(value) => values.push(value),
                Err(reason) => self.values = Err(reason),
            }
        }
    }

    fn interval(self) -> Result<Interval, Reason> {
        let (value, values) = (self.value, self.values?);
        let count = values.len();
        let mut sum = Sum::default();
        values.iter().for_each(|&value| sum.add(value));
        let mean = sum.value() / count as f64;
        let mut squares = Sum::default();
        values.iter().for_each(|value| squares.add((value - mean) * (value - mean)));
        let error = sqrt((count - 1) as f64 / count as f64 * squares.value());
        let reach = student(count - 1) * error;
        let found = Interval { low: value - reach, high: value + reach, error, method: CiMethod::Jackknife };
        if found.low.is_finite() && found.high.is_finite() { Ok(found) } else { Err(Reason::Infinite) }
    }
}

/// The quantile .975 of Student's distribution, to five digits from 9 degrees of freedom up (Abramowitz & Stegun
/// 26.7.5).
fn student(freedom: usize) -> f64 {
    let (z, n) = (Interval::NORMAL, freedom as f64);
    let z2 = z * z;
    let terms = [
        (z2 + 1.0) / 4.0,
        ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
        ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0,
    ];
    z + z * terms.iter().rev().fold(0.0, |rest, term| (rest + term) / n)
}

#[cfg(test)]
mod tests {
    use super::student;

    #[test]
    fn quantiles_of_student() {
        for (freedom, expected) in [(9, 2.262_157_16), (19, 2.093_024_05), (99, 1.984_216_95)] {
            assert!((student(freedom) - expected).abs() < 2e-5, "{freedom}: {}", student(freedom));
        }
    }
}
