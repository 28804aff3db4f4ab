//! How the vocabulary grows with the text: V(n) for every n, its points, and Heaps' law fitted to it.

use super::Growth;
use super::root::zero;
use crate::measure::sum::Sum;
use crate::measure::{Reason, Score};
use libm::{exp, log};

/// V(n) for n = 1 … N.
pub(super) fn vocabulary(terms: &[u32], types: usize) -> Vec<u32> {
    let mut seen = vec![false; types];
    let mut distinct = 0;
    terms
        .iter()
        .map(|&term| {
            distinct += u32::from(!std::mem::replace(&mut seen[term as usize], true));
            distinct
        })
        .collect()
}

/// The triples (n, V(n), V1(n)) at no more than `points` places, evenly apart, the first token and the last one among
/// them. O(N).
pub fn growth_curve(terms: &[u32], types: usize, points: usize) -> Vec<(u64, u64, u64)> {
    let total = terms.len() as u128;
    if total == 0 || points == 0 {
        return Vec::new();
    }
    let steps = (points as u128).min(total).max(1);
    // Place i of `steps` places: 1 + ⌊i(N − 1)/(steps − 1)⌋.
    let place = |i: u128| if steps == 1 { total } else { 1 + i * (total - 1) / (steps - 1) };
    let mut counts = vec![0u32; types];
    let (mut distinct, mut once, mut next) = (0u64, 0u64, 0u128);
    let mut curve = Vec::new();
    for (at, &term) in terms.iter().enumerate() {
        let count = &mut counts[term as usize];
        *count = count.saturating_add(1);
        match *count {
            1 => (distinct, once) = (distinct + 1, once + 1),
            2 => once -= 1,
            _ => {}
        }
        let n = at as u128 + 1;
        if n == place(next) {
            curve.push((n as u64, distinct, once));
            next += 1;
        }
    }
    curve
}

/// V(n) = K·n^β.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heaps {
    beta: f64,
    k: f64,
}

const LEAST_POINTS: usize = 10;

fn enough(curve: &[u32]) -> Result<(), Reason> {
    match curve.len() {
        0 => Err(Reason::Empty),
        n if n < LEAST_POINTS => Err(Reason::TooFewPoints),
        _ => Ok(()),
    }
}

/// Least squares of ln V(n) on ln n.
pub(super) fn log_log(curve: &[u32]) -> Result<Heaps, Reason> {
    enough(curve)?;
    let n = curve.len() as f64;
    let (mut x, mut y) = (Sum::default(), Sum::default());
    for (at, &v) in curve.iter().enumerate() {
        x.add(log((at + 1) as f64));
        y.add(log(f64::from(v)));
    }
    let (x, y) = (x.value() / n, y.value() / n);
    let (mut xx, mut xy) = (Sum::default(), Sum::default());
    for (at, &v) in curve.iter().enumerate() {
        let dx = log((at + 1) as f64) - x;
        xx.add(dx * dx);
        xy.add(dx * (log(f64::from(v)) - y));
    }
    let beta = xy.value() / xx.value();
    Ok(Heaps { beta, k: exp(y - beta * x) })
}

/// Least squares of V(n): for each β the best K is A/B with A = ΣV·n^β and B = Σn^2β, and the best β is the zero of
/// A′/A − ½B′/B, found between bounds by regula falsi (the Illinois rule).
pub(super) fn least_squares(curve: &[u32]) -> Result<Heaps, Reason> {
    let start = log_log(curve)?.beta;
    if curve.last() == Some(&1) {
        // One type: V(n) = 1 for every n, which β = 0 fits exactly.
        return Ok(Heaps { beta: 0.0, k: 1.0 });
    }
    let logs: Vec<f64> = (1..=curve.len()).map(|n| log(n as f64)).collect();
    let at = |beta: f64| {
        let mut sums = [Sum::default(); 4];
        // Plain sums of a thousand, and careful ones of those.
        for (curve, logs) in curve.chunks(1024).zip(logs.chunks(1024)) {
            let mut inner = [0.0; 4];
            for (&v, &ln) in curve.iter().zip(logs) {
                let power = exp(beta * ln);
                let (seen, square) = (f64::from(v) * power, power * power);
                inner[0] += seen;
                inner[1] += seen * ln;
                inner[2] += square;
                inner[3] += square * ln;
            }
            sums.iter_mut().zip(inner).for_each(|(sum, inner)| sum.add(inner));
        }
        let [a, a1, b, b1] = sums;
        (a1.value() / a.value() - b1.value() / b.value(), a.value() / b.value())
    };
    let (mut low, mut high) = (start - 0.05, start + 0.05);
    let (mut at_low, mut at_high) = (at(low).0, at(high).0);
    // The difference falls as β rises.
    for _ in 0..60 {
        if at_low > 0.0 && at_high < 0.0 {
            break;
        }
        if at_low <= 0.0 {
            (high, at_high) = (low, at_low);
            low -= 0.1;
            at_low = at(low).0;
        } else {
            (low, at_low) = (high, at_high);
            high += 0.1;
            at_high = at(high).0;
        }
    }
    if !(at_low > 0.0 && at_high < 0.0) {
        return Err(Reason::NotConverged);
    }
    let (beta, k) = zero([(low, at_low), (high, at_high)], start, 1e-12, |beta| Ok(at(beta)))?;
    Ok(Heaps { beta, k })
}

fn score(heaps: Result<Heaps, Reason>, value: impl FnOnce(Heaps) -> f64) -> Score {
    heaps.map_or_else(Score::from, |heaps| Score::new(value(heaps), Reason::NotConverged))
}

pub(super) fn heaps_ols_beta(growth: &Growth<'_>) -> Score {
    score(growth.heaps_ols(), |heaps| heaps.beta)
}

pub(super) fn heaps_ols_k(growth: &Growth<'_>) -> Score {
    score(growth.heaps_ols(), |heaps| heaps.k)
}

pub(super) fn heaps_nls_beta(growth: &Growth<'_>) -> Score {
    score(growth.heaps_nls(), |heaps| heaps.beta)
}

pub(super) fn heaps_nls_k(growth: &Growth<'_>) -> Score {
    score(growth.heaps_nls(), |heaps| heaps.k)
}
