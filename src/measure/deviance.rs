//! Probabilities of counts without loss of digits: Loader's saddle-point form of the binomial and hypergeometric
//! distributions, and the tails that exact tests sum. What the tests mean belongs to `significance`.
//!
//! Loader, C. (2000): Fast and accurate computation of binomial probabilities. Written from the formulas.

use libm::{exp, log, log1p};

const LN_2PI: f64 = 1.837_877_066_409_345_5;

/// x ln(x/m) + m − x: half the deviance of a count `x` whose expectation is `m`. Never negative, 0 only at x = m, and
/// exact where x is near m, where the sum of its parts would cancel; 0·ln 0 = 0. `m` > 0.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * log(x / m) - difference;
    }
    // With v = (x − m)/(x + m): x ln(x/m) = 2x·artanh v, a series in v.
    let v = difference / (x + m);
    let (square, mut power) = (v * v, 2.0 * x * v);
    let mut sum = difference * v;
    for j in 1..200 {
        power *= square;
        let next = sum + power / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// [`stirling_error`] of 0 … 16, where the series is too short; by 60 digits of decimal arithmetic.
const STIRLING_ERRORS: [f64; 17] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_847_5,
    0.005_554_733_551_962_801,
    0.005_207_655_919_609_640_4,
];

/// ln n! − ln(√(2πn) (n/e)ⁿ) of a whole n: what Stirling's formula lacks (DLMF 5.11.1).
fn stirling_error(n: f64) -> f64 {
    if let Some(&small) = STIRLING_ERRORS.get(n as usize) {
        return small;
    }
    let square = n * n;
    let tail = 1.0 / 1680.0 - 1.0 / 1188.0 / square;
    let tail = 1.0 / 1260.0 - tail / square;
    (1.0 / 12.0 - (1.0 / 360.0 - tail / square) / square) / n
}

/// ln P(X = x) for X binomial with `n` draws of chance `p` = 1 − `q`.
pub(super) fn ln_binomial(x: u64, n: u64, p: f64, q: f64) -> f64 {
    let (count, draws) = (x as f64, n as f64);
    if x == 0 {
        return if p < 0.1 { draws * log1p(-p) } else { draws * log(q) };
    }
    if x == n {
        return if q < 0.1 { draws * log1p(-q) } else { draws * log(p) };
    }
    let rest = (n - x) as f64;
    let correction = stirling_error(draws) - stirling_error(count) - stirling_error(rest);
    let deviances = deviance(count, draws * p) + deviance(rest, draws * q);
    correction - deviances + 0.5 * (log(draws / (count * rest)) - LN_2PI)
}

/// ln P(X = x) for X of the Poisson distribution with mean `m`, x ≥ 1.
pub(super) fn ln_poisson(x: u64, m: f64) -> f64 {
    let count = x as f64;
    -stirling_error(count) - deviance(count, m) - 0.5 * (LN_2PI + log(count))
}

/// ln P(X = x) for X the number of marked among `draws` of `all` without replacement, `marked` of which are marked.
/// `x` is possible.
fn ln_hypergeometric(x: u64, marked: u64, draws: u64, all: u64) -> f64 {
    if draws == 0 || draws == all {
        return 0.0;
    }
    let (p, q) = (draws as f64 / all as f64, (all - draws) as f64 / all as f64);
    ln_binomial(x, marked, p, q) + ln_binomial(draws - x, all - marked, p, q) - ln_binomial(draws, all, p, q)
}

/// ln P(X ≥ x) for the same distribution: the right tail of Fisher's exact test. O(standard deviation), and a few
/// terms where x is far above its expectation.
///
/// The nearer tail is summed, term by term from its greatest, so that a small tail keeps all its digits.
pub(super) fn ln_right_tail(x: u64, marked: u64, draws: u64, all: u64) -> f64 {
    let least = (u128::from(marked) + u128::from(draws)).saturating_sub(u128::from(all));
    if u128::from(x) <= least {
        return 0.0;
    }
    let most = marked.min(draws);
    if x > most {
        return f64::NEG_INFINITY;
    }
    let least = u64::try_from(least).unwrap_or(u64::MAX);
    let first = |x| ln_hypergeometric(x, marked, draws, all);
    // P(X = x + 1)/P(X = x).
    let up = |x: u64| {
        let above = (marked - x) as f64 * (draws - x) as f64;
        // Not below 1, since x ≥ marked + draws − all.
        let free = (all - marked) + x + 1 - draws;
        above / ((x + 1) as f64 * free as f64)
    };
    if u128::from(x) * u128::from(all) >= u128::from(marked) * u128::from(draws) {
        let (mut sum, mut term, mut at) = (1.0, 1.0, x);
        while at < most {
            term *= up(at);
            at += 1;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return (first(x) + log(sum)).min(0.0);
    }
    let (mut sum, mut term, mut at) = (1.0, 1.0, x - 1);
    while at > least {
        at -= 1;
        term /= up(at);
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    log1p(-(exp(first(x - 1)) * sum).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, tolerance: f64) {
        assert!((found / expected - 1.0).abs() < tolerance, "{found} is not {expected}");
    }

    #[test]
    fn deviances_keep_their_digits() {
        // 1e9 + 1 against 1e9: the series is 1/(2·1e9)·(1 − 1/3e9 …); the parts cancel to nothing.
        near(deviance(1e9 + 1.0, 1e9), 4.999_999_998_333_333e-10, 1e-12);
        near(deviance(10.0, 0.6), 10.0 * log(10.0 / 0.6) - 9.4, 1e-14);
        assert_eq!(deviance(0.0, 3.5), 3.5);
        assert_eq!(deviance(7.0, 7.0), 0.0);
        near(deviance(11.0, 10.0), 11.0 * log(1.1) - 1.0, 1e-13);
    }

    #[test]
    fn the_table_goes_over_into_the_series() {
        for (n, &error) in STIRLING_ERRORS.iter().enumerate().skip(1) {
            let n = n as f64;
            let direct = libm::lgamma(n + 1.0) - (n + 0.5) * log(n) + n - 0.5 * LN_2PI;
            assert!((error - direct).abs() < 1e-14, "{n}: {error} {direct}");
        }
        let n = 17.0;
        near(stirling_error(n), libm::lgamma(n + 1.0) - (n + 0.5) * log(n) + n - 0.5 * LN_2PI, 1e-11);
    }

    #[test]
    fn tails_equal_fractions() {
        // Marked 4, drawn 4 of 8: C(4,x)C(4,4−x)/70.
        for (x, tail) in [(0, 70.0), (1, 69.0), (2, 53.0), (3, 17.0), (4, 1.0)] {
            near(exp(ln_right_tail(x, 4, 4, 8)), tail / 70.0, 1e-14);
        }
        assert_eq!(ln_right_tail(5, 4, 4, 8), f64::NEG_INFINITY);
        // Every draw is marked.
        assert_eq!(ln_right_tail(3, 8, 3, 8), 0.0);
        assert_eq!(ln_right_tail(2, 7, 3, 8), 0.0);
        near(exp(ln_right_tail(3, 7, 3, 8)), 35.0 / 56.0, 1e-14);
    }
}
