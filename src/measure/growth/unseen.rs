//! What was not seen: Good–Turing's mass and smoothing, Chao's number of types, and the entropy of what follows.

use super::Growth;
use crate::measure::diversity::entropy::bits;
use crate::measure::sum::Sum;
use crate::measure::{Frequencies, Reason, Score};
use libm::{exp, fabs, log, sqrt};

fn defined(counts: &Frequencies, value: impl FnOnce(f64, f64, f64) -> f64) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(value(counts.v(), counts.hapax as f64, counts.occurring(2) as f64), Reason::Infinite)
}

pub(super) fn gt_p0(growth: &Growth<'_>) -> Score {
    let counts = growth.text.counts;
    defined(counts, |_, once, _| once / counts.n())
}

pub(super) fn gt_coverage(growth: &Growth<'_>) -> Score {
    let counts = growth.text.counts;
    defined(counts, |_, _, _| (counts.tokens - counts.hapax) as f64 / counts.n())
}

pub(super) fn chao1(growth: &Growth<'_>) -> Score {
    defined(growth.text.counts, |v, once, twice| {
        if twice > 0.0 { v + once * once / (2.0 * twice) } else { v + once * (once - 1.0).max(0.0) / 2.0 }
    })
}

pub(super) fn chao1_bc(growth: &Growth<'_>) -> Score {
    defined(growth.text.counts, |v, once, twice| v + once * (once - 1.0).max(0.0) / (2.0 * (twice + 1.0)))
}

/// The line ln Z = a + b·ln i of the averaged spectrum.
struct Line {
    slope: f64,
    intercept: f64,
}

impl Line {
    fn of(counts: &Frequencies) -> Result<Self, Reason> {
        let spectrum = &counts.spectrum;
        if counts.tokens == 0 {
            return Err(Reason::Empty);
        }
        if spectrum.len() < 2 {
            return Err(Reason::TooFewPoints);
        }
        let points: Vec<(f64, f64)> = spectrum
            .iter()
            .enumerate()
            .map(|(at, &(i, types))| {
                let before = if at == 0 { 0 } else { spectrum[at - 1].0 };
                let after = spectrum.get(at + 1).map_or(2 * i - before, |next| next.0);
                (log(i as f64), log(2.0 * types as f64 / (after - before) as f64))
            })
            .collect();
        let n = points.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| {
            let mut sum = Sum::default();
            points.iter().for_each(|point| sum.add(of(point)));
            sum.value() / n
        };
        let (mx, my) = (mean(|p| p.0), mean(|p| p.1));
        let (mut xx, mut xy) = (Sum::default(), Sum::default());
        for (x, y) in &points {
            xx.add((x - mx) * (x - mx));
            xy.add((x - mx) * (y - my));
        }
        let slope = xy.value() / xx.value();
        Ok(Self { slope, intercept: my - slope * mx })
    }

    fn smoothed(&self, i: f64) -> f64 {
        exp(self.intercept + self.slope * log(i))
    }
}

fn of_line(growth: &Growth<'_>, value: impl FnOnce(&Line) -> f64) -> Score {
    Line::of(growth.text.counts)
        .map_or_else(Score::from, |line| Score::new(value(&line), Reason::TooFewPoints))
}

pub(super) fn sgt_slope(growth: &Growth<'_>) -> Score {
    of_line(growth, |line| line.slope)
}

pub(super) fn sgt_intercept(growth: &Growth<'_>) -> Score {
    of_line(growth, |line| line.intercept)
}

/// The count from which smoothed values are used.
pub(super) fn sgt_switch(growth: &Growth<'_>) -> Score {
    let counts = growth.text.counts;
    let line = match Line::of(counts) {
        Ok(line) => line,
        Err(reason) => return reason.into(),
    };
    for &(i, types) in &counts.spectrum {
        let above = counts.occurring(i + 1);
        if above == 0 {
            return Score::Count(i);
        }
        let (next, types, above) = ((i + 1) as f64, types as f64, above as f64);
        let observed = next * above / types;
        let smoothed = next * line.smoothed(next) / line.smoothed(i as f64);
        let sd = sqrt(next * next * (above / (types * types)) * (1.0 + above / types));
        if fabs(observed - smoothed) <= 1.96 * sd {
            return Score::Count(i);
        }
    }
    Score::Undefined(Reason::TooFewPoints)
}

/// The entropy of pairs of neighbours.
pub(super) fn bigram_entropy(growth: &Growth<'_>) -> Score {
    match growth.bigrams {
        None => Score::Undefined(Reason::NotRequested),
        Some((pairs, _)) if pairs.tokens == 0 => Score::Undefined(Reason::Empty),
        Some((pairs, _)) => Score::new(bits(pairs), Reason::Empty),
    }
}

/// The entropy of a term given the one before it.
pub(super) fn conditional_entropy(growth: &Growth<'_>) -> Score {
    match growth.bigrams {
        None => Score::Undefined(Reason::NotRequested),
        Some((pairs, _)) if pairs.tokens == 0 => Score::Undefined(Reason::Empty),
        Some((pairs, firsts)) => Score::new((bits(pairs) - bits(firsts)).max(0.0), Reason::Empty),
    }
}
