//! Intervals of 95 %: by a formula, by leaving out blocks of the text (jackknife), or by drawing documents anew
//! (bootstrap). Tokens are never drawn anew: drawing with replacement loses types.

use super::dispersion::{Parts, Spread};
use super::diversity::{Text, count_terms};
use super::{Asked, Frequencies, Random, Reason, Score, Uncertainty};
use libm::sqrt;

/// How an interval was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiMethod {
    /// By a formula for the variance.
    Analytic,
    /// Exact, of a Poisson count (Garwood 1936).
    Poisson,
    /// By leaving out one block of the text after the other (Tukey 1958; Efron & Tibshirani 1993, ch. 11).
    Jackknife,
    /// By drawing documents anew, percentiles (Efron 1979, doi:10.1214/aos/1176344552).
    Bootstrap,
}

impl CiMethod {
    /// Its name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Analytic => "analytic",
            Self::Poisson => "poisson",
            Self::Jackknife => "jackknife",
            Self::Bootstrap => "bootstrap",
        }
    }
}

/// An interval that holds the value of such texts 95 times in 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Standard error.
    pub error: f64,
    /// How it was found.
    pub method: CiMethod,
}

impl Interval {
    /// The level of every interval.
    pub const LEVEL: f64 = 0.95;
    /// The quantile .975 of the normal distribution.
    pub const NORMAL: f64 = 1.959_963_984_540_054;
    /// Documents that a bootstrap needs.
    pub const LEAST_DOCUMENTS: usize = 20;
    /// Replicates of a bootstrap.
    pub const REPLICATES: u64 = 2000;

    fn around(value: f64, error: f64, times: f64, method: CiMethod) -> Result<Self, Reason> {
        let found = Self { low: value - times * error, high: value + times * error, error, method };
        if found.low.is_finite() && found.high.is_finite() { Ok(found) } else { Err(Reason::Infinite) }
    }
}

impl Asked {
    /// The interval by the formula of its variance; `None` for a measure without one.
    pub fn analytic(&self, counts: &Frequencies, value: Score) -> Option<Result<Interval, Reason>> {
        let Some(Uncertainty::Variance(variance)) = self.measure.uncertainty else { return None };
        Some(match value {
            Score::Undefined(reason) => Err(reason),
            value => {
                let error = sqrt(variance(counts, self.parameter));
                Interval::around(
                    value.value().unwrap_or_default(),
                    error,
                    Interval::NORMAL,
                    CiMethod::Analytic,
                )
            }
        })
    }

    /// Whether blocks of a text may be left out, and documents drawn anew.
    pub fn has_blocks(&self) -> bool {
        matches!(self.measure.uncertainty, Some(Uncertainty::Blocks))
    }
}

/// Blocks of a text for the jackknife: twenty, or ten of a short text, that end where sentences end, as equal as that
/// allows. `None` for fewer than ten sentences, or where one sentence is longer than a block.
pub fn blocks(tokens: usize, ends: &[usize]) -> Option<Vec<usize>> {
    [20usize, 10].into_iter().filter(|&count| ends.len() >= count).find_map(|count| {
        let mut cuts: Vec<usize> = (1..count)
            .map(|i| {
                let wanted = i * tokens / count;
                let after = ends.partition_point(|&end| end < wanted);
                let nearest = ends[after.saturating_sub(1)..(after + 1).min(ends.len())].iter();
                nearest.copied().min_by_key(|end| end.abs_diff(wanted)).unwrap_or(tokens)
            })
            .collect();
        cuts.push(tokens);
        let rising = cuts[0] > 0 && cuts.windows(2).all(|pair| pair[0] < pair[1]);
        rising.then_some(cuts)
    })
}

/// A text of other terms than those that were counted.
fn measured(asked: &Asked, terms: &[u32], types: usize) -> Score {
    let counts = Frequencies::of(&count_terms(terms, types));
    asked.of_text(&Text::new(&counts, terms, types))
}

/// The jackknife over blocks of [`blocks`]: the error of the values without each, times Student's quantile.
pub fn jackknife(
    asked: &Asked,
    text: &Text<'_>,
    value: Score,
    cuts: Option<&[usize]>,
) -> Result<Interval, Reason> {
    let value = match value {
        Score::Undefined(reason) => return Err(reason),
        value => value.value().unwrap_or_default(),
    };
    let cuts = cuts.ok_or(Reason::TooFewPoints)?;
    let mut values = Vec::new();
    let mut start = 0;
    for &end in cuts {
        let rest = [&text.terms[..start], &text.terms[end..]].concat();
        match measured(asked, &rest, text.types) {
            Score::Undefined(reason) => return Err(reason),
            score => values.push(score.value().unwrap_or_default()),
        }
        start = end;
    }
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    // The quantile .975 of Student's distribution with 19 and with 9 degrees of freedom.
    let student = if values.len() == 20 { 2.093_024_054_408_263 } else { 2.262_157_162_740_991_5 };
    Interval::around(value, sqrt((count - 1.0) / count * squares), student, CiMethod::Jackknife)
}

/// The percentiles of sorted values, of type 7 (Hyndman & Fan 1996), and their deviation.
pub(super) fn percentiles(mut values: Vec<f64>) -> Interval {
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let low = libm::floor(place) as usize;
        let high = (low + 1).min(values.len() - 1);
        values[low] + (values[high] - values[low]) * (place - low as f64)
    };
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    let (low, high) = (at((1.0 - Interval::LEVEL) / 2.0), at((1.0 + Interval::LEVEL) / 2.0));
    Interval { low, high, error: sqrt(squares / (count - 1.0)), method: CiMethod::Bootstrap }
}

/// The scores of one replicate of the bootstrap: as many documents as there are, drawn with replacement by the stream
/// (seed, replicate). Any thread may compute it.
pub fn replicate(
    asked: &[Asked],
    documents: &[&[u32]],
    types: usize,
    seed: u64,
    replicate: u64,
) -> Vec<Score> {
    let mut random = Random::new(seed, replicate);
    let mut terms = Vec::new();
    for _ in documents {
        terms.extend_from_slice(documents[random.below(documents.len() as u64) as usize]);
    }
    let counts = Frequencies::of(&count_terms(&terms, types));
    let text = Text::new(&counts, &terms, types);
    asked.iter().map(|asked| asked.of_text(&text)).collect()
}

/// The interval of a measure from its scores in the replicates; the reason of the first that has none.
pub fn of_replicates(scores: impl Iterator<Item = Score>) -> Result<Interval, Reason> {
    let values = scores.map(|score| match score {
        Score::Undefined(reason) => Err(reason),
        score => Ok(score.value().unwrap_or_default()),
    });
    Ok(percentiles(values.collect::<Result<_, _>>()?))
}

/// The bootstrap over documents: 2,000 replicates, one after the other.
pub fn bootstrap(asked: &Asked, documents: &[&[u32]], types: usize, seed: u64) -> Result<Interval, Reason> {
    if documents.len() < Interval::LEAST_DOCUMENTS {
        return Err(Reason::TooFewPoints);
    }
    let one = |number| replicate(&[*asked], documents, types, seed, number);
    of_replicates((0..Interval::REPLICATES).flat_map(one))
}

/// The bootstrap of a dispersion over its parts. A replicate without the term is left out; half of them must hold it.
pub fn bootstrap_spread(asked: &Asked, spread: &Spread<'_>, seed: u64) -> Result<Interval, Reason> {
    let k = spread.parts.len();
    if k < Interval::LEAST_DOCUMENTS {
        return Err(Reason::TooFewPoints);
    }
    let sizes = spread.parts.sizes();
    let mut counts = vec![0; k];
    spread.held.iter().for_each(|&(part, count)| counts[part as usize] = count);
    let mut values = Vec::new();
    for replicate in 0..Interval::REPLICATES {
        let mut random = Random::new(seed, replicate);
        let drawn: Vec<usize> = (0..k).map(|_| random.below(k as u64) as usize).collect();
        let parts = Parts::new(drawn.iter().map(|&part| sizes[part]).collect());
        let held: Vec<(u32, u64)> = drawn
            .iter()
            .enumerate()
            .filter(|(_, part)| counts[**part] > 0)
            .map(|(at, &part)| (at as u32, counts[part]))
            .collect();
        values.extend(asked.of_spread(&Spread { parts: &parts, held: &held }).value());
    }
    if (values.len() as u64) < Interval::REPLICATES / 2 {
        return Err(Reason::TooFewPoints);
    }
    Ok(percentiles(values))
}

#[cfg(test)]
mod tests {
    use super::super::Measure;
    use super::*;

    #[test]
    fn blocks_end_with_sentences() {
        let ends: Vec<usize> = (1..=40).map(|i| i * 7).collect();
        let cuts = blocks(280, &ends).unwrap();
        assert_eq!((cuts.len(), cuts[0], cuts[19]), (20, 14, 280));
        assert_eq!(blocks(70, &ends[..10]).unwrap().len(), 10);
        assert_eq!(blocks(63, &ends[..9]), None);
        // One sentence over half the text.
        let long: Vec<usize> = (1..=12).map(|i| 100 + i).collect();
        assert_eq!(blocks(112, &long), None);
    }

    /// The variances beside those of 4,000 samples drawn from a known distribution.
    #[test]
    fn variances_are_those_of_samples() {
        let weights = [40u64, 20, 10, 10, 5, 5, 4, 3, 2, 1];
        let total: u64 = weights.iter().sum();
        let mut random = Random::new(7, 0);
        for (id, tolerance) in [("simpson_d", 0.08), ("entropy", 0.08)] {
            let asked = Measure::find(id).unwrap();
            let (mut values, mut claimed) = (Vec::new(), 0.0);
            for _ in 0..4000 {
                let mut counts = [0u64; 10];
                for _ in 0..500 {
                    let mut place = random.below(total);
                    let at = weights.iter().position(|&weight| {
                        let here = place < weight;
                        place = place.saturating_sub(weight);
                        here
                    });
                    counts[at.unwrap()] += 1;
                }
                let counts = Frequencies::of(&counts);
                let score = asked.of_text(&Text::new(&counts, &[], 10));
                values.push(score.value().unwrap());
                let error = asked.analytic(&counts, score).unwrap().unwrap().error;
                claimed += error * error / 4000.0;
            }
            let mean = values.iter().sum::<f64>() / 4000.0;
            let found = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 3999.0;
            assert!((claimed / found - 1.0).abs() < tolerance, "{id}: {claimed} {found}");
        }
    }

    #[test]
    fn a_seed_gives_one_interval() {
        let documents: Vec<Vec<u32>> = (0..25).map(|d| (0..30).map(|i| (i * d) % 17).collect()).collect();
        let documents: Vec<&[u32]> = documents.iter().map(Vec::as_slice).collect();
        let asked = Measure::find("mattr_20").unwrap();
        let first = bootstrap(&asked, &documents, 17, 1).unwrap();
        assert_eq!(first, bootstrap(&asked, &documents, 17, 1).unwrap());
        assert_ne!(first, bootstrap(&asked, &documents, 17, 2).unwrap());
        assert!(first.low < first.high);
        assert_eq!(bootstrap(&asked, &documents[..19], 17, 1), Err(Reason::TooFewPoints));
    }
}
