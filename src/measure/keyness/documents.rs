//! Tests of keyness over documents: words clump, so that documents, not tokens, are the independent observations.

use crate::measure::Reason;
use crate::measure::significance::PValue;
use libm::{erfc, sqrt};
use special::Beta;

/// How often a term occurs in a document, and how many tokens the document has (more than none).
pub type Rate = (u64, u64);

/// Compares two rates exactly, as fractions.
fn compare(a: &Rate, b: &Rate) -> std::cmp::Ordering {
    let left = u128::from(a.0) * u128::from(b.1);
    left.cmp(&(u128::from(b.0) * u128::from(a.1)))
}

fn enough(target: &[Rate], reference: &[Rate]) -> bool {
    target.len() >= 2 && reference.len() >= 2
}

/// The Mann–Whitney test of the rates of a term in the documents of target and reference, both sides, by the normal
/// approximation with corrections for ties and continuity (Mann & Whitney 1947).
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than two documents on a side, [`Reason::Flat`] if all rates are equal.
pub fn mann_whitney(target: &[Rate], reference: &[Rate]) -> Result<PValue, Reason> {
    if !enough(target, reference) {
        return Err(Reason::TooFewPoints);
    }
    let mut all: Vec<(Rate, bool)> = target.iter().map(|&rate| (rate, true)).collect();
    all.extend(reference.iter().map(|&rate| (rate, false)));
    all.sort_by(|a, b| compare(&a.0, &b.0));
    // Twice the rank sum of the target, and Σ(t³ − t) of the groups of ties: whole numbers.
    let (mut ranks, mut ties, mut start) = (0u128, 0u128, 0);
    while start < all.len() {
        let end =
            start + all[start..].iter().take_while(|other| compare(&other.0, &all[start].0).is_eq()).count();
        let (size, double_rank) = ((end - start) as u128, (start + end + 1) as u128);
        ranks += double_rank * all[start..end].iter().filter(|(_, in_target)| *in_target).count() as u128;
        ties += size * size * size - size;
        start = end;
    }
    let (n1, n2, n) = (target.len() as f64, reference.len() as f64, all.len() as f64);
    let u = ranks as f64 / 2.0 - n1 * (n1 + 1.0) / 2.0;
    let variance = n1 * n2 / 12.0 * ((n + 1.0) - ties as f64 / (n * (n - 1.0)));
    if variance <= 0.0 {
        return Err(Reason::Flat);
    }
    let z = ((u - n1 * n2 / 2.0).abs() - 0.5) / sqrt(variance);
    // Where the corrected difference is below 0 the probability is above ½ on each side, 1 in all.
    Ok(if z <= 0.0 {
        PValue::from_ln(libm::log(erfc(z / std::f64::consts::SQRT_2)))
    } else {
        PValue::normal(z)
    })
}

/// Welch's t-test of the mean rates in the documents of target and reference, both sides (Welch 1947).
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than two documents on a side, [`Reason::Flat`] if all rates of each are equal.
pub fn welch_t(target: &[Rate], reference: &[Rate]) -> Result<PValue, Reason> {
    if !enough(target, reference) {
        return Err(Reason::TooFewPoints);
    }
    let (first, second) = (moments(target), moments(reference));
    let error = first.1 + second.1;
    if error <= 0.0 {
        return Err(Reason::Flat);
    }
    let part = |(_, error): (f64, f64), n: usize| error * error / (n - 1) as f64;
    let freedom = error * error / (part(first, target.len()) + part(second, reference.len()));
    let t2 = (first.0 - second.0) * (first.0 - second.0) / error;
    // P(|T| ≥ t) = I_x(ν/2, ½), x = ν/(ν + t²) (DLMF 8.17.6).
    let ln_beta = (freedom / 2.0).ln_beta(0.5);
    let p = (freedom / (freedom + t2)).inc_beta(freedom / 2.0, 0.5, ln_beta);
    Ok(PValue::from_ln(libm::log(p)))
}

/// The mean of rates, and their sample variance over their number.
fn moments(rates: &[Rate]) -> (f64, f64) {
    let n = rates.len() as f64;
    let values = || rates.iter().map(|&(count, tokens)| count as f64 / tokens as f64);
    let mean = values().sum::<f64>() / n;
    let squares: f64 = values().map(|value| (value - mean) * (value - mean)).sum();
    (mean, squares / (n - 1.0) / n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Score;

    fn test_score(test: Result<PValue, Reason>) -> Score {
        test.map_or_else(Score::Undefined, PValue::score)
    }

    const TARGET: [Rate; 5] = [(3, 100), (0, 80), (5, 200), (7, 100), (2, 50)];
    const REFERENCE: [Rate; 6] = [(0, 100), (1, 100), (0, 40), (2, 200), (4, 90), (1, 300)];

    /// scipy 1.17.1: `mannwhitneyu(x, y, method="asymptotic").pvalue`, `ttest_ind(x, y, equal_var=False).pvalue`.
    #[test]
    fn tests_equal_scipy() {
        let near =
            |found: f64, expected: f64| assert!((found / expected - 1.0).abs() < 1e-9, "{found} {expected}");
        let p = |test: Result<PValue, Reason>| test_score(test).value().unwrap();
        near(p(mann_whitney(&TARGET, &REFERENCE)), 0.22996380068573008);
        near(p(welch_t(&TARGET, &REFERENCE)), 0.14780480677528585);
        near(p(mann_whitney(&[(1, 10), (2, 10)], &[(1, 10), (2, 10)])), 1.0);
    }

    #[test]
    fn too_few_and_flat() {
        assert_eq!(test_score(welch_t(&TARGET[..1], &REFERENCE)), Score::Undefined(Reason::TooFewPoints));
        assert_eq!(mann_whitney(&[(1, 2), (2, 4)], &[(3, 6), (1, 2)]), Err(Reason::Flat));
        assert_eq!(welch_t(&[(1, 2), (2, 4)], &[(1, 4), (1, 4)]), Err(Reason::Flat));
    }
}
