//! What a sample of the text would hold: HD-D, rarefied types, and the vocd curve fitted to expected or sampled
//! ratios.

use super::{Frequencies, Text};
use crate::measure::random::Random;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score, Uncertainty};
use libm::{exp, expm1, log1p, sqrt};
use std::collections::HashMap;

/// ln of C(N − f, n)/C(N, n): the chance that a term of count f is not among n tokens drawn without replacement.
/// `None` where the chance is 0. A sum over the lesser of n and f, which may change places.
pub(in crate::measure) fn ln_absent(tokens: u64, count: u64, n: u64) -> Option<f64> {
    if count + n > tokens {
        return None;
    }
    let (few, many) = (count.min(n), count.max(n));
    Some((0..few).map(|j| log1p(-(many as f64) / (tokens - j) as f64)).sum())
}

/// Σ_t (1 − C(N − f, n)/C(N, n)): the expected types among n tokens drawn without replacement; N ≥ n.
fn expected_types(counts: &Frequencies, n: u64) -> f64 {
    let present = |f| ln_absent(counts.tokens, f, n).map_or(1.0, |ln| -expm1(ln));
    counts.spectrum.iter().map(|&(f, types)| types as f64 * present(f)).sum()
}

fn sample_fits(counts: &Frequencies, n: u64) -> Option<Reason> {
    match counts.tokens {
        0 => Some(Reason::Empty),
        tokens if tokens < n || n == 0 => Some(Reason::TooShort),
        _ => None,
    }
}

pub(in crate::measure) fn hdd(counts: &Frequencies, n: u64) -> Score {
    match sample_fits(counts, n) {
        Some(reason) => reason.into(),
        None => Score::new(expected_types(counts, n) / n as f64, Reason::TooShort),
    }
}

/// The expected types among n tokens.
pub(in crate::measure) fn rarefied_types(counts: &Frequencies, n: u64) -> Score {
    match sample_fits(counts, n) {
        Some(reason) => reason.into(),
        None => Score::new(expected_types(counts, n), Reason::TooShort),
    }
}

/// The sample sizes of vocd.
const FIRST: u64 = 35;
const LAST: u64 = 50;

/// The curve (D/n)(√(1 + 2n/D) − 1) = 2/(√(1 + 2n/D) + 1), without cancellation, and its derivative by ln D.
fn curve(ln_d: f64, n: f64) -> (f64, f64) {
    let ratio = 2.0 * n * exp(-ln_d);
    let root = sqrt(1.0 + ratio);
    let value = 2.0 / (root + 1.0);
    (value, ratio / (root * (root + 1.0) * (root + 1.0)))
}

/// Σ (T(n) − curve)² and its derivative by ln D.
fn misfit(ln_d: f64, ratios: &[(f64, f64)]) -> (f64, f64) {
    ratios.iter().fold((0.0, 0.0), |sum, &(n, ratio)| {
        let (value, slope) = curve(ln_d, n);
        (sum.0 + (ratio - value) * (ratio - value), sum.1 - 2.0 * (ratio - value) * slope)
    })
}

/// The D of least squares: the best of a grid of ln D, then the zero of the derivative beside it.
fn fit(ratios: &[(f64, f64)]) -> Score {
    const LOW: f64 = -12.0;
    const HIGH: f64 = 18.0;
    const STEPS: u32 = 120;
    let at = |step: u32| LOW + (HIGH - LOW) * f64::from(step) / f64::from(STEPS);
    let mut best = (f64::INFINITY, 0);
    for step in 0..=STEPS {
        let (value, _) = misfit(at(step), ratios);
        if value < best.0 {
            best = (value, step);
        }
    }
    if best.1 == STEPS {
        return Score::Undefined(Reason::Unbounded);
    }
    if best.1 == 0 {
        return Score::Undefined(Reason::NotConverged);
    }
    let (mut low, mut high) = (at(best.1 - 1), at(best.1 + 1));
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if misfit(middle, ratios).1 > 0.0 { high = middle } else { low = middle }
    }
    Score::new(exp((low + high) / 2.0), Reason::NotConverged)
}

fn curve_fits(counts: &Frequencies) -> Option<Reason> {
    match sample_fits(counts, LAST) {
        None if counts.types == counts.tokens => Some(Reason::Unbounded),
        other => other,
    }
}

fn vocd_d(counts: &Frequencies) -> Score {
    if let Some(reason) = curve_fits(counts) {
        return reason.into();
    }
    let ratios: Vec<(f64, f64)> =
        (FIRST..=LAST).map(|n| (n as f64, expected_types(counts, n) / n as f64)).collect();
    fit(&ratios)
}

/// The published procedure: for each size 100 samples without replacement, and the mean of three fits.
fn vocd_d_sampled(text: &Text<'_>) -> Score {
    const SAMPLES: u64 = 100;
    const RUNS: u64 = 3;
    const SEED: u64 = 42;
    if let Some(reason) = curve_fits(text.counts) {
        return reason.into();
    }
    let mut order: Vec<u32> = (0..text.terms.len() as u32).collect();
    let mut seen = vec![0u32; text.types];
    let mut stamp = 0;
    let mut sum = 0.0;
    for run in 0..RUNS {
        let mut random = Random::new(SEED, run);
        let mut ratios = Vec::new();
        for n in FIRST..=LAST {
            let mut types = 0u64;
            for _ in 0..SAMPLES {
                stamp += 1;
                for place in 0..n as usize {
                    let other = place + random.below((order.len() - place) as u64) as usize;
                    order.swap(place, other);
                    let last = &mut seen[text.terms[order[place] as usize] as usize];
                    types += u64::from(*last != stamp);
                    *last = stamp;
                }
            }
            ratios.push((n as f64, types as f64 / (SAMPLES * n) as f64));
        }
        match fit(&ratios) {
            Score::Value(d) => sum += d,
            undefined => return undefined,
        }
    }
    Score::new(sum / RUNS as f64, Reason::NotConverged)
}

/// The variance of the types among n tokens drawn without replacement, exact, by classes of terms of one count.
fn rarefied_variance(counts: &Frequencies, n: u64) -> f64 {
    // Sums of two counts return often.
    let mut known: HashMap<u64, f64> = HashMap::new();
    let mut absent =
        |f: u64| *known.entry(f).or_insert_with(|| ln_absent(counts.tokens, f, n).map_or(0.0, exp));
    let classes: Vec<(u64, f64, f64)> =
        counts.spectrum.iter().map(|&(f, types)| (f, types as f64, absent(f))).collect();
    let mut variance = 0.0;
    for (at, &(f, types, q)) in classes.iter().enumerate() {
        if q == 0.0 {
            continue;
        }
        variance += types * q * (1.0 - q) + types * (types - 1.0) * (absent(2 * f) - q * q);
        for &(g, others, r) in classes[at + 1..].iter().take_while(|class| class.2 > 0.0) {
            variance += 2.0 * types * others * (absent(f + g) - q * r);
        }
    }
    variance.max(0.0)
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "hdd" (n: 42) "HD-D"
        = "(1/n)·Σ_t (1 − C(N − f_t, n)/C(N, n))"
        says "the expected type-token ratio of n tokens drawn without replacement; greater is richer; nearly free of length"
        domain "N ≥ n, else too_short" cost "O(distinct counts · n)"
        from "McCarthy & Jarvis 2007, Language Testing 24:459, doi:10.1177/0265532207080767"
        uncertainty Uncertainty::Variance(|counts, n| rarefied_variance(counts, n) / (n * n) as f64),
        by Compute::CountsAt(hdd);
    "rarefied_types" (n: 42) "rarefied types"
        = "Σ_t (1 − C(N − f_t, n)/C(N, n))"
        says "the expected types among n tokens: what makes texts of unlike length comparable; greater is richer"
        domain "N ≥ n, else too_short" cost "O(distinct counts · n)"
        from "Hurlbert 1971, Ecology 52:577, doi:10.2307/1934145"
        uncertainty Uncertainty::Variance(rarefied_variance),
        by Compute::CountsAt(rarefied_types);
    "vocd_d" "vocd-D, of expected ratios"
        = "the D that minimises Σ_{n=35..50} (T(n) − (D/n)(√(1 + 2n/D) − 1))², T(n) the hdd of n"
        says "the parameter of the curve of ratios, without sampling; greater is richer"
        domain "N ≥ 50, else too_short; V < N, else unbounded" cost "16 sums of hdd"
        from "McKee, Malvern & Richards 2000, doi:10.1093/llc/15.3.323; McCarthy & Jarvis 2007"
        by Compute::Counts(vocd_d);
    "vocd_d_sampled" "vocd-D, sampled"
        = "as vocd_d, T(n) the mean ratio of 100 samples; the mean of three fits; seed 42"
        says "the published procedure; differs from vocd_d by chance only; greater is richer"
        domain "N ≥ 50, else too_short; V < N, else unbounded" cost "O(N) and 200,000 draws"
        from "McKee, Malvern & Richards 2000, doi:10.1093/llc/15.3.323"
        by Compute::Text(vocd_d_sampled);
};

#[cfg(test)]
mod tests {
    use super::*;
    use libm::log as ln;

    #[test]
    fn the_curve_is_the_formula() {
        for (d, n) in [(0.5, 35.0), (4.5, 42.0), (120.0, 50.0)] {
            let direct: f64 = d / n * (sqrt(1.0 + 2.0 * n / d) - 1.0);
            let (value, slope) = curve(ln(d), n);
            assert!((value - direct).abs() < 1e-12);
            let (above, below) = (curve(ln(d) + 1e-6, n).0, curve(ln(d) - 1e-6, n).0);
            assert!((slope - (above - below) / 2e-6).abs() < 1e-8);
        }
    }

    #[test]
    fn the_variance_of_a_sample_is_that_of_all_samples() {
        // Counts 3, 2, 1 and samples of 3 of the 6 tokens: all 20 of them.
        let tokens = [0, 0, 0, 1, 1, 2];
        let counts = Frequencies::of(&[3, 2, 1]);
        let mut found = Vec::new();
        for a in 0..6 {
            for b in a + 1..6 {
                for c in b + 1..6 {
                    let mut drawn = vec![tokens[a], tokens[b], tokens[c]];
                    drawn.dedup();
                    found.push(drawn.len() as f64);
                }
            }
        }
        let mean = found.iter().sum::<f64>() / 20.0;
        let variance = found.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20.0;
        assert!((expected_types(&counts, 3) - mean).abs() < 1e-12);
        assert!((rarefied_variance(&counts, 3) - variance).abs() < 1e-12);
    }
}
