//! The ranked frequencies and the laws fitted to them: Zipf, Zipf–Mandelbrot, and the zeta law of the spectrum.

use super::Growth;
use super::root::zero;
use super::zeta::zeta_slope;
use crate::measure::sum::Sum;
use crate::measure::{Frequencies, Reason, Score};
use libm::{exp, fabs, log, log10};

/// A fit of p(r) ∝ (r + q)^−s.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    s: f64,
    q: f64,
    loglik: f64,
}

/// Ranks and counts: each class of terms of one count takes a run of ranks, the most frequent first.
fn runs(counts: &Frequencies) -> impl Iterator<Item = (std::ops::RangeInclusive<u64>, u64)> + '_ {
    let mut rank = 0;
    counts.spectrum.iter().rev().map(move |&(f, types)| {
        let first = rank + 1;
        rank += types;
        (first..=rank, f)
    })
}

/// Σ f_r·x(r).
fn weighted(counts: &Frequencies, x: impl Fn(u64) -> f64) -> f64 {
    let mut sum = Sum::default();
    for (ranks, f) in runs(counts) {
        let mut inner = Sum::default();
        for rank in ranks {
            inner.add(x(rank));
        }
        sum.add(f as f64 * inner.value());
    }
    sum.value()
}

/// The model for one q: the logarithms of r + q.
struct Model {
    logs: Vec<f64>,
    q: f64,
    /// Σ f_r ln(r + q)/N.
    mean: f64,
}

impl Model {
    fn new(counts: &Frequencies, q: f64) -> Self {
        let logs: Vec<f64> = (1..=counts.types).map(|rank| log(rank as f64 + q)).collect();
        let mean = weighted(counts, |rank| logs[rank as usize - 1]) / counts.n();
        Self { logs, q, mean }
    }

    /// ln Σ(r + q)^−s, and mean and variance of ln(r + q) under the model. Scaled by the greatest term.
    fn moments(&self, s: f64) -> (f64, f64, f64) {
        let top = -s * self.logs[0];
        let [mut z, mut first, mut second] = [0.0; 3];
        for &ln in self.logs.iter().rev() {
            let weight = exp(-s * ln - top);
            z += weight;
            first += weight * ln;
            second += weight * ln * ln;
        }
        let mean = first / z;
        (top + log(z), mean, second / z - mean * mean)
    }

    /// The s of greatest likelihood, where the model's mean of ln(r + q) is that of the text: Newton's method between
    /// bounds; the mean falls as s rises.
    fn best(&self, start: f64) -> Result<f64, Reason> {
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut s = start;
        for _ in 0..200 {
            let (_, mean, variance) = self.moments(s);
            let above = mean - self.mean;
            if above > 0.0 {
                low = s
            } else {
                high = s
            }
            let mut next = s + above / variance;
            if !(next > low && next < high) {
                next = if high.is_finite() { (low + high) / 2.0 } else { 2.0 * s + 1.0 };
            }
            if fabs(next - s) <= 1e-13 * (1.0 + fabs(s)) {
                return Ok(next);
            }
            s = next;
        }
        if high - low < 1e-9 { Ok(s) } else { Err(Reason::NotConverged) }
    }

    /// −sΣ f_r ln(r + q) − N ln Σ(r + q)^−s.
    fn loglik(&self, s: f64, n: f64) -> f64 {
        -n * (s * self.mean + self.moments(s).0)
    }

    /// The derivative of the likelihood of the best s by q, divided by −sN: text's mean of 1/(r + q) less the model's.
    fn slope(&self, counts: &Frequencies, s: f64) -> f64 {
        let top = -s * self.logs[0];
        let (mut z, mut sum) = (0.0, 0.0);
        for (at, &ln) in self.logs.iter().enumerate().rev() {
            let weight = exp(-s * ln - top);
            z += weight;
            sum += weight / ((at + 1) as f64 + self.q);
        }
        weighted(counts, |rank| 1.0 / (rank as f64 + self.q)) / counts.n() - sum / z
    }
}

fn fits(counts: &Frequencies, least_types: u64) -> Result<(), Reason> {
    if counts.tokens == 0 {
        return Err(Reason::Empty);
    }
    if counts.types < least_types {
        return Err(if counts.types == 1 { Reason::OneType } else { Reason::TooFewPoints });
    }
    if counts.spectrum.len() == 1 {
        return Err(Reason::Flat);
    }
    Ok(())
}

/// p(r) ∝ r^−s, r = 1 … V.
pub(super) fn zipf(counts: &Frequencies) -> Result<Fit, Reason> {
    fits(counts, 2)?;
    let model = Model::new(counts, 0.0);
    let s = model.best(1.0)?;
    Ok(Fit { s, q: 0.0, loglik: model.loglik(s, counts.n()) })
}

/// p(r) ∝ (r + q)^−s, q > −1: starts all over the range of ln(q + 1), then the zero of the derivative by q beside
/// the best of them.
pub(super) fn zipf_mandelbrot(counts: &Frequencies) -> Result<Fit, Reason> {
    fits(counts, 5)?;
    const LOW: f64 = -9.0;
    const HIGH: f64 = 15.0;
    const STEPS: u32 = 12;
    let place = |step: u32| LOW + (HIGH - LOW) * f64::from(step) / f64::from(STEPS);
    let n = counts.n();
    let model_at = |u: f64| Model::new(counts, libm::expm1(u));
    let mut s = 1.0;
    let mut best: Option<(f64, u32)> = None;
    for step in 0..=STEPS {
        let model = model_at(place(step));
        let Ok(found) = model.best(s) else { continue };
        s = found;
        let loglik = model.loglik(s, n);
        if best.is_none_or(|best| loglik > best.0) {
            best = Some((loglik, step));
        }
    }
    let Some((_, step)) = best else { return Err(Reason::NotConverged) };
    if step == 0 || step == STEPS {
        return Err(Reason::Unbounded);
    }
    // The likelihood rises with q while the text's mean of 1/(r + q) is the lesser: the difference goes from below 0
    // to above it.
    let at = |u: f64, s: f64| -> Result<(f64, f64), Reason> {
        let model = model_at(u);
        let s = model.best(s)?;
        Ok((model.slope(counts, s), s))
    };
    let (low, high) = (place(step - 1), place(step + 1));
    let ((at_low, mut near), (at_high, _)) = (at(low, 1.0)?, at(high, s)?);
    if !(at_low < 0.0 && at_high > 0.0) {
        return Err(Reason::NotConverged);
    }
    // Each search for s begins where the last one ended.
    let (u, s) = zero([(low, at_low), (high, at_high)], low, 1e-9, |u| {
        let (value, s) = at(u, near)?;
        near = s;
        Ok((value, s))
    })?;
    let model = model_at(u);
    Ok(Fit { s, q: model.q, loglik: model.loglik(s, n) })
}

fn score(fit: Result<Fit, Reason>, value: impl FnOnce(Fit) -> f64) -> Score {
    fit.map_or_else(Score::from, |fit| Score::new(value(fit), Reason::NotConverged))
}

pub(super) fn zipf_s(growth: &Growth<'_>) -> Score {
    score(growth.zipf(), |fit| fit.s)
}

pub(super) fn zipf_loglik(growth: &Growth<'_>) -> Score {
    score(growth.zipf(), |fit| fit.loglik)
}

pub(super) fn zm_s(growth: &Growth<'_>) -> Score {
    score(growth.zipf_mandelbrot(), |fit| fit.s)
}

pub(super) fn zm_q(growth: &Growth<'_>) -> Score {
    score(growth.zipf_mandelbrot(), |fit| fit.q)
}

pub(super) fn zm_loglik(growth: &Growth<'_>) -> Score {
    score(growth.zipf_mandelbrot(), |fit| fit.loglik)
}

/// The zero of −ζ′(α)/ζ(α) = ΣV_i ln i/V; the left side falls from ∞ at 1 to 0.
pub(super) fn zeta_alpha(growth: &Growth<'_>) -> Score {
    let counts = growth.text.counts;
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    if counts.hapax == counts.types {
        return Score::Undefined(Reason::AllHapax);
    }
    let mut sum = Sum::default();
    for &(i, types) in &counts.spectrum {
        sum.add(types as f64 * log(i as f64));
    }
    let target = sum.value() / counts.v();
    // In ln(α − 1), where the left side is nearly a straight line at both ends.
    let (mut low, mut high) = (-40.0, 5.0);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if zeta_slope(1.0 + exp(middle)) > target { low = middle } else { high = middle }
    }
    Score::new(1.0 + exp((low + high) / 2.0), Reason::NotConverged)
}

/// Least squares of log10 f on log10 r: slope, intercept, r².
fn line(counts: &Frequencies) -> Result<(f64, f64, f64), Reason> {
    fits(counts, 2)?;
    let v = counts.v();
    let sum = |x: &dyn Fn(f64, f64) -> f64| {
        let mut sum = Sum::default();
        for (ranks, f) in runs(counts) {
            let y = log10(f as f64);
            for rank in ranks {
                sum.add(x(log10(rank as f64), y));
            }
        }
        sum.value()
    };
    let (mx, my) = (sum(&|x, _| x) / v, sum(&|_, y| y) / v);
    let (xx, xy, yy) = (
        sum(&|x, _| (x - mx) * (x - mx)),
        sum(&|x, y| (x - mx) * (y - my)),
        sum(&|_, y| (y - my) * (y - my)),
    );
    let slope = xy / xx;
    Ok((slope, my - slope * mx, xy * xy / (xx * yy)))
}

fn of_line(growth: &Growth<'_>, value: impl FnOnce((f64, f64, f64)) -> f64) -> Score {
    line(growth.text.counts).map_or_else(Score::from, |line| Score::new(value(line), Reason::Flat))
}

pub(super) fn zipf_ols_slope(growth: &Growth<'_>) -> Score {
    of_line(growth, |line| line.0)
}

pub(super) fn zipf_ols_intercept(growth: &Growth<'_>) -> Score {
    of_line(growth, |line| line.1)
}

pub(super) fn zipf_ols_r2(growth: &Growth<'_>) -> Score {
    of_line(growth, |line| line.2)
}
