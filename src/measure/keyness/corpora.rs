//! Keyness: how much more often a term occurs in a target than in a reference. Pure functions of the two counts and
//! the two sizes; tests over documents belong to `documents`.
//!
//! a of n1 tokens in the target, b of n2 in the reference; r1 = a/n1, r2 = b/n2; E1 = n1(a + b)/(n1 + n2), E2 alike.

use crate::measure::deviance::deviance;
use crate::measure::{Contingency, Reason, Score};
use libm::{log, log2, sqrt};

/// a, b, n1, n2 of a table of corpora.
fn parts(t: &Contingency) -> Result<(f64, f64, f64, f64), Reason> {
    if t.r1 == 0 || t.r2() == 0 {
        return Err(Reason::Empty);
    }
    if t.c1 == 0 {
        return Err(Reason::Absent);
    }
    Ok((t.o11 as f64, t.o21() as f64, t.r1 as f64, t.r2() as f64))
}

fn score(t: &Contingency, otherwise: Reason, value: impl FnOnce(f64, f64, f64, f64) -> f64) -> Score {
    match parts(t) {
        Ok((a, b, n1, n2)) => Score::new(value(a, b, n1, n2), otherwise),
        Err(reason) => reason.into(),
    }
}

/// 2(a ln(a/E1) + b ln(b/E2)) without its sign: since E1 + E2 = a + b, the sum of two deviances.
fn two_cells(t: &Contingency) -> f64 {
    let n = t.n as f64;
    let expected = |size: u64| (u128::from(size) * u128::from(t.c1)) as f64 / n;
    2.0 * (deviance(t.o11 as f64, expected(t.r1)) + deviance(t.o21() as f64, expected(t.r2())))
}

/// The log-likelihood of two cells, 2(a ln(a/E1) + b ln(b/E2)), with the sign of r1 − r2 (Rayson & Garside 2000).
pub fn g2_2cell(t: &Contingency) -> Score {
    score(t, Reason::Infinite, |_, _, _, _| if t.sign() < 0.0 { -two_cells(t) } else { two_cells(t) })
}

/// |g2_2cell| − ln(n1 + n2): above 2 positive, above 6 strong, above 10 very strong evidence (Wilson 2013).
pub fn bic(t: &Contingency) -> Score {
    score(t, Reason::Infinite, |_, _, _, _| two_cells(t) - log(t.n as f64))
}

/// |g2_2cell|/((n1 + n2)·ln min(E1, E2)): the effect size as UCREL prints it; min E > 1.
pub fn ell(t: &Contingency) -> Score {
    match parts(t) {
        Ok((_, _, n1, n2)) => {
            let least = n1.min(n2) * t.c1 as f64 / t.n as f64;
            if least <= 1.0 {
                return Reason::LogDomain.into();
            }
            Score::new(two_cells(t) / (t.n as f64 * log(least)), Reason::LogDomain)
        }
        Err(reason) => reason.into(),
    }
}

/// |g2_2cell|/(−2(a + b)·ln(min(n1, n2)/(n1 + n2))), from 0 to 1, the greatest departure (after Johnston, Berry &
/// Mielke 2006).
pub fn ell_johnston(t: &Contingency) -> Score {
    score(t, Reason::Infinite, |a, b, n1, n2| two_cells(t) / (-2.0 * (a + b) * log(n1.min(n2) / t.n as f64)))
}

/// 100(r1 − r2)/r2 (Gabrielatos & Marchi 2011).
pub fn pct_diff(t: &Contingency) -> Score {
    score(t, Reason::ZeroReference, |a, b, n1, n2| 100.0 * (a / n1 - b / n2) / (b / n2))
}

/// r1/r2.
pub fn relative_risk(t: &Contingency) -> Score {
    score(t, Reason::ZeroReference, |a, b, n1, n2| a / n1 / (b / n2))
}

/// (r1 − r2)/(r1 + r2), from −1 (only in the reference) to 1 (only in the target) (Hofland & Johansson 1982).
pub fn diff_coefficient(t: &Contingency) -> Score {
    score(t, Reason::Absent, |a, b, n1, n2| (a / n1 - b / n2) / (a / n1 + b / n2))
}

/// (10⁶r1 + k)/(10⁶r2 + k): a small `k` shows rare words, a great one common ones (Kilgarriff 2009).
pub fn simple_maths(t: &Contingency, k: u64) -> Score {
    score(t, Reason::Infinite, |a, b, n1, n2| (1e6 * (a / n1) + k as f64) / (1e6 * (b / n2) + k as f64))
}

/// r1·log2(r1/r2), bits: the term's part of the Kullback–Leibler divergence.
pub fn kld_pointwise(t: &Contingency) -> Score {
    if parts(t).is_ok() && (t.o11 == 0 || t.o21() == 0) {
        return Reason::ZeroCount.into();
    }
    score(t, Reason::ZeroCount, |a, b, n1, n2| a / n1 * log2(a / n1 / (b / n2)))
}

/// The z of the log odds with an informative Dirichlet prior: δ/√(1/(a + α) + 1/(b + α)),
/// δ = ln((a + α)/(n1 + α0 − a − α)) − ln((b + α)/(n2 + α0 − b − α)), α = α0(a + b)/(n1 + n2), α0 = 500
/// (Monroe, Colaresi & Quinn 2008).
pub fn log_odds_dirichlet(t: &Contingency) -> Score {
    const PRIOR: f64 = 500.0;
    score(t, Reason::Infinite, |a, b, n1, n2| {
        let alpha = PRIOR * (a + b) / (n1 + n2);
        let log_odds = |count: f64, size: f64| log((count + alpha) / (size + PRIOR - count - alpha));
        (log_odds(a, n1) - log_odds(b, n2)) / sqrt(1.0 / (a + alpha) + 1.0 / (b + alpha))
    })
}
