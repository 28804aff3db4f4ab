//! The exact interval of a Poisson count (Garwood 1936, doi:10.1093/biomet/28.3-4.437): ½χ²(α/2; 2f) …
//! ½χ²(1 − α/2; 2f + 2), the rates under which so many, or so few, would be met with probability α/2.

use super::deviance::ln_poisson;
use libm::{exp, log, sqrt};

/// The bounds of the mean of a count `f`, each wrong with probability `half`, 0 < `half` < ½. O(√f) for each of a few
/// steps.
pub(super) fn garwood(f: u64, half: f64, deviate: f64) -> (f64, f64) {
    let low = if f == 0 { 0.0 } else { rate(f, half, -deviate, so_many) };
    let high = if f == 0 { -log(half) } else { rate(f, half, deviate, so_few) };
    (low, high)
}

/// ln P(X ≥ f) under a rate below f, and its derivative by the logarithm of the rate.
fn so_many(f: u64, rate: f64) -> (f64, f64) {
    let (mut term, mut sum, mut at) = (1.0, 1.0, f as f64);
    while term > sum * 1e-17 {
        at += 1.0;
        term *= rate / at;
        sum += term;
    }
    (ln_poisson(f, rate) + log(sum), f as f64 / sum)
}

/// ln P(X ≤ f) under a rate above f, and its derivative.
fn so_few(f: u64, rate: f64) -> (f64, f64) {
    let (mut term, mut sum, mut at) = (1.0, 1.0, f as f64);
    while at > 0.0 && term > sum * 1e-17 {
        term *= at / rate;
        at -= 1.0;
        sum += term;
    }
    (ln_poisson(f, rate) + log(sum), -rate / sum)
}

/// The rate whose tail is `half`: Newton's method in logarithms, where the tail is concave, from Wilson and Hilferty's
/// approximation (1931).
fn rate(f: u64, half: f64, deviate: f64, tail: fn(u64, f64) -> (f64, f64)) -> f64 {
    let (count, target) = (f as f64, log(half));
    let shape = if deviate > 0.0 { count + 1.0 } else { count };
    let root = 1.0 - 1.0 / (9.0 * shape) + deviate / (3.0 * sqrt(shape));
    let mut rate = shape * (root * root * root).max(1e-3);
    for _ in 0..64 {
        let (ln_tail, slope) = tail(f, rate);
        let step = (target - ln_tail) / slope;
        rate *= exp(step);
        if step.abs() <= 1e-15 {
            break;
        }
    }
    rate
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scipy 1.17.1: `chi2.ppf(.025, 2f)/2` and `chi2.ppf(.975, 2f + 2)/2`.
    #[test]
    fn bounds_equal_scipy() {
        for (f, low, high) in [
            (0, 0.0, 3.6888794541139354),
            (1, 0.025317807984289876, 5.571643390938898),
            (2, 0.24220927854396496, 7.22468766772396),
            (3, 0.6186721228956014, 8.767273069742323),
            (10, 4.7953886961324335, 18.39035604201778),
            (30, 20.240874021420915, 42.82686539480766),
            (100, 81.36399125092314, 121.62679379242638),
            (1000, 938.9730184076952, 1063.952136016302),
            (12345, 12128.18090789908, 12564.722206913333),
            (250000, 249020.96550432124, 250981.93076097712),
            (71343000, 71326446.153407, 71359556.7410149),
        ] {
            let found = garwood(f, 0.025, 1.959_963_984_540_054);
            assert!((found.0 - low).abs() <= 1e-11 * low, "{f}: {found:?}");
            assert!((found.1 - high).abs() <= 1e-11 * high, "{f}: {found:?}");
        }
    }
}
