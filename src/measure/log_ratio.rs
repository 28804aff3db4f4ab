//! The log ratio of two relative frequencies, its interval, and its conservative bound: effect size and significance
//! in one number.

use super::{Contingency, Reason, Score};
use crate::measure::significance::normal_deviate;
use libm::{exp, expm1, log, log1p, log2, sqrt};
use special::Beta;

/// How sure a bound has to be: the error α that is allowed over all m tests together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    half: f64,
    deviate: f64,
}

impl Confidence {
    /// α = .001 of Evert (2022).
    pub const ALPHA: f64 = 0.001;

    /// The error `alpha` (between 0 and 1) over `tests` tests, each allowed α/m, half of it on each side (Bonferroni).
    pub fn new(alpha: f64, tests: u64) -> Self {
        let half = (alpha / (2.0 * tests.max(1) as f64)).clamp(1e-290, 0.499_999);
        Self { half, deviate: normal_deviate(half) }
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self::new(Self::ALPHA, 1)
    }
}

/// log2 of (O11 + ½)/(R1 + ½) ÷ (O21 + ½)/(R2 + ½) (Walter 1975).
pub fn log_ratio_walter(t: &Contingency) -> Score {
    if t.r1 == 0 || t.r2() == 0 {
        return Reason::ZeroMarginal.into();
    }
    let rate = |count: u64, of: u64| (count as f64 + 0.5) / (of as f64 + 0.5);
    Score::new(log2(rate(t.o11, t.r1) / rate(t.o21(), t.r2())), Reason::ZeroMarginal)
}

/// log2 of (O11/R1)/(O21/R2), a count of 0 taken for ½ (Hardie 2014).
pub fn log_ratio_hardie(t: &Contingency) -> Score {
    match halves(t) {
        Ok((a, b)) => Score::new(log2(a / t.r1 as f64 / (b / t.r2() as f64)), Reason::ZeroMarginal),
        Err(reason) => reason.into(),
    }
}

/// O11 and O21, 0 as ½.
fn halves(t: &Contingency) -> Result<(f64, f64), Reason> {
    if t.r1 == 0 || t.r2() == 0 || t.c1 == 0 {
        return Err(Reason::ZeroMarginal);
    }
    let half = |count: u64| if count == 0 { 0.5 } else { count as f64 };
    Ok((half(t.o11), half(t.o21())))
}

/// The conservative log ratio: the bound, nearest to 0, of the exact interval of the log ratio; 0 where the interval
/// holds 0 (Evert 2022). α and the number of tests stand in `confidence`.
pub fn lrc(t: &Contingency, confidence: &Confidence) -> Score {
    if t.r1 == 0 || t.r2() == 0 || t.c1 == 0 {
        return Reason::ZeroMarginal.into();
    }
    let (o11, o21) = (t.o11 as f64, t.o21() as f64);
    let (r1, r2) = (t.r1 as f64, t.r2() as f64);
    let bound = if t.determinant() >= 0 {
        // O11 > 0 here. The lower bound of the share of O11 in C1.
        bound(confidence.half, (o11, r1), (o21, r2))
    } else {
        // The upper bound is one minus the lower bound of the share of O21.
        -bound(confidence.half, (o21, r2), (o11, r1))
    };
    Score::new(bound + 0.0, Reason::Infinite)
}

/// The lower bound, bits and not below 0, of the log ratio of a count that is the more frequent one of two.
fn bound(half: f64, (count, size): (f64, f64), (other, other_size): (f64, f64)) -> f64 {
    let by_chance = size / (size + other_size);
    let Some(ln_odds) = ln_odds_of_quantile(half, count, other + 1.0, by_chance) else { return 0.0 };
    ((log(other_size / size) + ln_odds) / std::f64::consts::LN_2).max(0.0)
}

/// [`lrc`] by the normal approximation: ln ratio ∓ z·√(1/O11 + 1/O21 − 1/R1 − 1/R2), ÷ ln 2, a count of 0 taken for ½.
pub fn lrc_normal(t: &Contingency, confidence: &Confidence) -> Score {
    match katz(t) {
        Ok((ratio, error)) if ratio >= 0.0 => {
            let bound = (ratio - confidence.deviate * error) / std::f64::consts::LN_2;
            Score::new(bound.max(0.0), Reason::Infinite)
        }
        Ok((ratio, error)) => {
            let bound = (ratio + confidence.deviate * error) / std::f64::consts::LN_2;
            Score::new(bound.min(0.0), Reason::Infinite)
        }
        Err(reason) => reason.into(),
    }
}

/// The log ratio, natural, and its standard error (Katz et al. 1978), counts of 0 taken for ½.
fn katz(t: &Contingency) -> Result<(f64, f64), Reason> {
    let (a, b) = halves(t)?;
    let variance = 1.0 / a + 1.0 / b - 1.0 / t.r1 as f64 - 1.0 / t.r2() as f64;
    Ok((log(a / t.r1 as f64 / (b / t.r2() as f64)), sqrt(variance.max(0.0))))
}

/// The interval of the log ratio in bits, ln ratio ± z·√(1/a − 1/n1 + 1/b − 1/n2), ÷ ln 2 (Katz et al. 1978).
///
/// # Errors
/// [`Reason::ZeroMarginal`].
pub fn log_ratio_interval(t: &Contingency, confidence: &Confidence) -> Result<(f64, f64), Reason> {
    let (ratio, error) = katz(t)?;
    let bits = |value: f64| value / std::f64::consts::LN_2;
    Ok((bits(ratio - confidence.deviate * error), bits(ratio + confidence.deviate * error)))
}

/// ln(x/(1 − x)) for the x at which the regularised incomplete beta function I_x(p, q) is `tail`: a quantile in the
/// lower tail of the beta distribution, `tail` < ½. `None` if it is no greater than `least`, which one look tells.
///
/// Newton's method in the logarithms of x and of I, where a lower tail is almost a straight line; a step that leaves
/// the bracket is replaced by halving. p = 1 and q = 1 have closed forms.
fn ln_odds_of_quantile(tail: f64, p: f64, q: f64, least: f64) -> Option<f64> {
    let ln_tail = log(tail);
    if q == 1.0 {
        // I_x(p, 1) = x^p.
        let ln_x = ln_tail / p;
        return Some(ln_x - log(-expm1(ln_x)));
    }
    if p == 1.0 {
        // I_x(1, q) = 1 − (1 − x)^q.
        let ln_rest = log1p(-tail) / q;
        return Some(log(-expm1(ln_rest)) - ln_rest);
    }
    let ln_beta = ln_beta(p, q);
    // I_x(p, q) is the chance of p or more successes in p + q − 1 trials: never less than that of p alone, which is
    // cheap, and settles most of what is no more frequent than by chance.
    let ln_alone = -log(p) - ln_beta + p * log(least) + (q - 1.0) * log1p(-least);
    if ln_alone > ln_tail + 1e-6 || least.inc_beta(p, q, ln_beta) >= tail {
        return None;
    }
    let (mut low, mut high) = (log(least), 0.0_f64);
    // I_x ≈ x^p/(p·B) far in the tail; never above the mean.
    let mut u = ((ln_tail + log(p) + ln_beta) / p).min(log(p / (p + q))).max(low);
    for _ in 0..200 {
        let x = exp(u);
        let below = x.inc_beta(p, q, ln_beta);
        let error = log(below) - ln_tail;
        if error > 0.0 {
            high = u
        } else {
            low = u
        }
        let slope = exp(p * u + (q - 1.0) * log1p(-x) - ln_beta) / below;
        let mut next = u - error / slope;
        if !next.is_finite() || next < low || next > high {
            next = (low + high) / 2.0;
        }
        // Newton's steps square their error: the one after a step of 1e-8 is below the last digit.
        let done = (next - u).abs() <= 1e-8 * u.abs().max(1e-3);
        u = next;
        if done {
            break;
        }
    }
    Some(u - log1p(-exp(u)))
}

/// ln B(p, q) for whole p, q ≥ 1, without the cancellation of three large ln Γ: from the binomial probability
/// C(n, p)·½ⁿ, n = p + q − 1 … of which B = 1/(p·C(n, p)).
fn ln_beta(p: f64, q: f64) -> f64 {
    let n = p + q - 1.0;
    let ln_choose = super::deviance::ln_binomial(p as u64, n as u64, p / n, (q - 1.0) / n)
        - p * log(p / n)
        - tail_power(q - 1.0, n);
    -log(p) - ln_choose
}

/// (n − p)·ln((n − p)/n), 0 for nothing.
fn tail_power(rest: f64, n: f64) -> f64 {
    if rest == 0.0 { 0.0 } else { rest * log(rest / n) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Score, expected: f64) {
        let found = found.value().unwrap();
        assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1e-3), "{found} is not {expected}");
    }

    /// scipy 1.17.1: with x = scipy.special.betaincinv(p, q, tail), log(x/(1 − x)).
    #[test]
    fn quantiles_equal_scipy() {
        for (tail, p, q, expected) in [
            (0.0005, 10.0, 11.0, -1.63548398256463),
            (5e-06, 10.0, 11.0, -2.2411565111089375),
            (5e-10, 1.0, 1000000.0, -35.23192357522063),
            (5e-10, 3.0, 2500.0, -14.36563609243598),
            (0.0005, 20.0, 6.0, -0.1698687982354976),
            (0.0005, 5000.0, 1.0, 6.48816601996147),
            (5e-10, 1.0, 2.0, -22.1095601976913),
            (0.0005, 250000.0, 750000.0, -1.1062171490095642),
            (0.0005, 40000.0, 300.0, 4.708966207939606),
            (0.025, 2.0, 2.0, -2.262234850173422),
        ] {
            near(Score::Value(ln_odds_of_quantile(tail, p, q, 1e-300).unwrap()), expected);
            // No greater than what it is itself.
            let x = 1.0 / (1.0 + exp(-expected));
            if p > 1.0 && q > 1.0 {
                assert_eq!(ln_odds_of_quantile(tail, p, q, x * 1.000_001), None);
            }
        }
    }

    #[test]
    fn zero_and_empty() {
        let confidence = Confidence::default();
        let table = |a, n1, b, n2| Contingency::of_corpora(a, n1, b, n2).unwrap();
        assert_eq!(lrc(&table(0, 0, 0, 10), &confidence), Score::Undefined(Reason::ZeroMarginal));
        assert_eq!(lrc(&table(0, 10, 0, 10), &confidence), Score::Undefined(Reason::ZeroMarginal));
        assert_eq!(lrc(&table(3, 100, 30, 1000), &confidence), Score::Value(0.0));
        assert_eq!(lrc(&table(1, 100, 30, 1000), &confidence), Score::Value(0.0));
        // A lower bound above 0, an upper bound below it, the one the mirror of the other.
        let above = lrc(&table(500, 1000, 0, 1000), &confidence).value().unwrap();
        let below = lrc(&table(0, 1000, 500, 1000), &confidence).value().unwrap();
        assert!(above > 5.0);
        near(Score::Value(below), -above);
    }

    #[test]
    fn the_interval_holds_the_ratio() {
        let table = Contingency::of_corpora(20, 1000, 5, 4000).unwrap();
        let (low, high) = log_ratio_interval(&table, &Confidence::new(0.05, 1)).unwrap();
        near(Score::Value((low + high) / 2.0), 4.0);
        // z·√(1/20 − 1/1000 + 1/5 − 1/4000)/ln 2 with z = 1.959963984540054.
        near(Score::Value(high - low), 2.0 * 1.959_963_984_540_054 * sqrt(0.248_75) / std::f64::consts::LN_2);
    }
}
