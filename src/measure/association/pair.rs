//! Association: how much more often two words stand together than chance would have it. Pure functions of a
//! [`Contingency`]; intervals and their bounds belong to `log_ratio`, counting to `count`.
//!
//! O = O11, E = E11 = R1·C1/N; d = O11·O22 − O12·O21.

use crate::measure::deviance::{deviance, ln_right_tail};
use crate::measure::significance::PValue;
use crate::measure::{Contingency, Reason, Score};
use libm::{log, log2, sqrt};

type Table = Contingency;

/// `value` if the pair occurs, `zero_count` if not.
fn if_met(t: &Table, value: impl FnOnce(f64, f64) -> f64) -> Score {
    if t.o11 == 0 {
        return Reason::ZeroCount.into();
    }
    Score::new(value(t.o11 as f64, t.expected()), Reason::Infinite)
}

/// `value` if something is expected, `zero_marginal` if not.
fn if_expected(t: &Table, value: impl FnOnce(f64, f64) -> f64) -> Score {
    if t.r1 == 0 || t.c1 == 0 {
        return Reason::ZeroMarginal.into();
    }
    Score::new(value(t.o11 as f64, t.expected()), Reason::Infinite)
}

/// Pointwise mutual information log2(O/E), bits (Church & Hanks 1990); O = 10, E = 0.6 → 4.0589.
pub fn mi(t: &Contingency) -> Score {
    if_met(t, |o, e| log2(o / e))
}

/// log2(O²/E) (Daille 1994).
pub fn mi2(t: &Contingency) -> Score {
    if_met(t, |o, e| log2(o / e) + log2(o))
}

/// log2(O³/E) (Daille 1994).
pub fn mi3(t: &Contingency) -> Score {
    if_met(t, |o, e| log2(o / e) + 2.0 * log2(o))
}

/// O · log2(O/E), bits; 0 where O is (Evert 2005).
pub fn local_mi(t: &Contingency) -> Score {
    if t.o11 == 0 { Score::Value(0.0) } else { if_met(t, |o, e| o * log2(o / e)) }
}

/// mi · ln(O + 1), of Sketch Engine; 0 where O is.
pub fn mi_log_f(t: &Contingency) -> Score {
    if t.o11 == 0 { Score::Value(0.0) } else { if_met(t, |o, e| log2(o / e) * log(o + 1.0)) }
}

/// mi / −log2(O/N), from −1 (never) over 0 (as by chance) to 1 (always together) (Bouma 2009).
pub fn npmi(t: &Contingency) -> Score {
    if t.n == 0 {
        return Reason::Empty.into();
    }
    if t.o11 == 0 {
        return Score::Value(-1.0);
    }
    if_met(t, |o, e| log2(o / e) / log2(t.n as f64 / o))
}

/// (O − E)/√O (Church, Gale, Hanks & Hindle 1991).
pub fn t_score(t: &Contingency) -> Score {
    if_met(t, |o, e| (o - e) / sqrt(o))
}

/// (O − E)/√(O(1 − O/N)): with the variance of a binomial count.
pub fn t_score_var(t: &Contingency) -> Score {
    if_met(t, |o, e| (o - e) / sqrt(o * ((t.n - t.o11) as f64 / t.n as f64)))
}

/// (O − E)/√E (Dennis 1965).
pub fn z_score(t: &Contingency) -> Score {
    if_expected(t, |o, e| (o - e) / sqrt(e))
}

/// (O − E)/√(E(1 − E/N)): with the variance of a binomial count.
pub fn z_score_var(t: &Contingency) -> Score {
    if_expected(t, |o, e| (o - e) / sqrt(e * (1.0 - e / t.n as f64)))
}

/// ±max(0, |O − E| − ½)/√E, with Yates' correction.
pub fn z_score_yates(t: &Contingency) -> Score {
    if_expected(t, |o, e| t.sign() * ((o - e).abs() - 0.5).max(0.0) / sqrt(e))
}

/// (O − E)/√(E(1 − p)), p = C1/N, E = p·R1: of windows around a node, R1 the tokens in them (Berry-Rogghe 1973).
pub fn z_berry_rogghe(t: &Contingency) -> Score {
    if_expected(t, |o, e| (o - e) / sqrt(e * (t.c2() as f64 / t.n as f64)))
}

/// 2O/(R1 + C1), from 0 to 1 (Dice 1945).
pub fn dice(t: &Contingency) -> Score {
    Score::new(2.0 * t.o11 as f64 / (t.r1 as f64 + t.c1 as f64), Reason::ZeroMarginal)
}

/// 14 + log2 dice, 14 at most, whatever the size of the corpus (Rychlý 2008).
pub fn log_dice(t: &Contingency) -> Score {
    if_met(t, |o, _| 14.0 + log2(2.0 * o / (t.r1 as f64 + t.c1 as f64)))
}

/// O/(O + O12 + O21), from 0 to 1 (Jaccard 1901).
pub fn jaccard(t: &Contingency) -> Score {
    Score::new(t.o11 as f64 / (t.r1 as f64 + t.o21() as f64), Reason::ZeroMarginal)
}

/// min(O/R1, O/C1), from 0 to 1 (Pedersen & Bruce 1996).
pub fn min_sensitivity(t: &Contingency) -> Score {
    if_expected(t, |o, _| o / t.r1.max(t.c1) as f64)
}

/// The log-likelihood ratio 2Σ[O ln(O/E) − O + E] of four cells, with the sign of O − E (Dunning 1993). Its terms are
/// never negative, so that nothing cancels.
pub fn g2(t: &Contingency) -> Score {
    match g2_unsigned(t) {
        Ok(value) => Score::new(if t.sign() < 0.0 { -value } else { value }, Reason::Infinite),
        Err(reason) => reason.into(),
    }
}

fn g2_unsigned(t: &Table) -> Result<f64, Reason> {
    let expected = t.all_expected()?;
    let observed = t.observed()?;
    Ok(2.0 * observed.iter().zip(expected).map(|(&o, e)| deviance(o, e)).sum::<f64>())
}

/// 2(O ln(O/E) − (O − E)), with the sign of O − E: the log-likelihood of one cell (Evert 2005).
pub fn simple_ll(t: &Contingency) -> Score {
    if_expected(t, |o, e| if o < e { -2.0 * deviance(o, e) } else { 2.0 * deviance(o, e) })
}

/// R1·R2·C1·C2, if no marginal is zero.
fn marginals(t: &Table) -> Result<f64, Reason> {
    let [r1, r2, c1, c2] = t.marginals()?;
    t.observed()?;
    Ok(r1 as f64 * r2 as f64 * c1 as f64 * c2 as f64)
}

fn over_marginals(t: &Table, numerator: impl FnOnce(f64) -> f64) -> Score {
    match marginals(t) {
        Ok(product) => Score::new(numerator(t.difference()) / product, Reason::Infinite),
        Err(reason) => reason.into(),
    }
}

/// Pearson's χ² = N·d²/(R1·R2·C1·C2) (Pearson 1900).
pub fn chi2(t: &Contingency) -> Score {
    over_marginals(t, |d| t.n as f64 * d * d)
}

/// N·max(0, |d| − N/2)²/(R1·R2·C1·C2) (Yates 1934).
pub fn chi2_yates(t: &Contingency) -> Score {
    over_marginals(t, |d| {
        let corrected = (d.abs() - t.n as f64 / 2.0).max(0.0);
        t.n as f64 * corrected * corrected
    })
}

/// d²/(R1·R2·C1·C2) = χ²/N, from 0 to 1 (Church & Gale 1991).
pub fn phi2(t: &Contingency) -> Score {
    over_marginals(t, |d| d * d)
}

/// a/b, 0 marginals aside.
fn quotient(a: f64, b: u64) -> f64 {
    a / b as f64
}

/// ΔP of the second word given the first, O11/R1 − O21/R2, from −1 to 1 (Gries 2013).
pub fn delta_p_21(t: &Contingency) -> Score {
    if t.r1 == 0 || t.r2() == 0 {
        return Reason::ZeroMarginal.into();
    }
    Score::new(quotient(t.difference(), t.r1) / t.r2() as f64, Reason::ZeroMarginal)
}

/// ΔP of the first word given the second, O11/C1 − O12/C2, from −1 to 1 (Gries 2013).
pub fn delta_p_12(t: &Contingency) -> Score {
    if t.c1 == 0 || t.c2() == 0 {
        return Reason::ZeroMarginal.into();
    }
    Score::new(quotient(t.difference(), t.c1) / t.c2() as f64, Reason::ZeroMarginal)
}

/// d/(C1·C2) (Liddell 1976): the same number as [`delta_p_12`].
pub fn liddell(t: &Contingency) -> Score {
    if t.c1 == 0 || t.c2() == 0 {
        return Reason::ZeroMarginal.into();
    }
    Score::new(t.difference() / (t.c1 as f64 * t.c2() as f64), Reason::ZeroMarginal)
}

/// O11·O22/(O12·O21); infinite where one of the last two is 0 (Cornfield 1951).
pub fn odds_ratio(t: &Contingency) -> Score {
    match t.observed() {
        Ok([_, o12, o21, _]) if o12 * o21 == 0.0 => Reason::Infinite.into(),
        Ok([o11, o12, o21, o22]) => Score::new(o11 * o22 / (o12 * o21), Reason::Infinite),
        Err(reason) => reason.into(),
    }
}

/// ln of the odds ratio with ½ added to each cell: always finite (Haldane 1956).
pub fn log_odds(t: &Contingency) -> Score {
    match t.observed() {
        Ok(cells) => Score::new(haldane(cells.map(|o| o + 0.5)), Reason::Infinite),
        Err(reason) => reason.into(),
    }
}

fn haldane([o11, o12, o21, o22]: [f64; 4]) -> f64 {
    log(o11 * o22) - log(o12 * o21)
}

/// [`log_odds`] over its standard error √Σ1/(O_ij + ½) (λ/σ of Blaheta & Johnson 2001).
pub fn log_odds_z(t: &Contingency) -> Score {
    match t.observed() {
        Ok(cells) => {
            let cells = cells.map(|o| o + 0.5);
            let variance: f64 = cells.iter().map(|o| 1.0 / o).sum();
            Score::new(haldane(cells) / sqrt(variance), Reason::Infinite)
        }
        Err(reason) => reason.into(),
    }
}

/// O(ln(O/E) − 1) (Quasthoff & Wolff 2002).
pub fn poisson_stirling(t: &Contingency) -> Score {
    if_met(t, |o, e| o * (log(o / e) - 1.0))
}

/// O(log2(O/E) − 1): as NLTK has it.
pub fn poisson_stirling_nltk(t: &Contingency) -> Score {
    if_met(t, |o, e| o * (log2(o / e) - 1.0))
}

/// O(ln(O/E) − 1)/ln N (Quasthoff & Wolff 2002, with their division); N ≥ 2.
pub fn poisson_stirling_qw(t: &Contingency) -> Score {
    if t.n == 1 && t.o11 > 0 {
        return Reason::LogDomain.into();
    }
    if_met(t, |o, e| o * (log(o / e) - 1.0) / log(t.n as f64))
}

/// Fisher's exact test, right tail: P(X ≥ O) for hypergeometric X; small for attraction (Fisher 1922).
///
/// # Errors
/// [`Reason::ZeroMarginal`], [`Reason::NegativeCell`].
pub fn fisher(t: &Contingency) -> Result<PValue, Reason> {
    if t.r1 == 0 || t.c1 == 0 {
        return Err(Reason::ZeroMarginal);
    }
    t.observed()?;
    Ok(PValue::from_ln(ln_right_tail(t.o11, t.r1, t.c1, t.n)))
}

/// 2O²/(R1 + C1): mutual expectation (Dias, Guilloré & Lopes 1999).
pub fn mutual_expectation(t: &Contingency) -> Score {
    let o = t.o11 as f64;
    Score::new(2.0 * o * o / (t.r1 as f64 + t.c1 as f64), Reason::ZeroMarginal)
}

/// O³/(R1·C1), as NLTK has it.
pub fn mi_like(t: &Contingency) -> Score {
    if_expected(t, |o, _| o * o * o / (t.r1 as f64 * t.c1 as f64))
}

/// Mutual information of the table, Σ O_ij/N · log2(O_ij/E_ij) = |g2|/(2N ln 2), bits.
pub fn avg_mi(t: &Contingency) -> Score {
    match g2_unsigned(t) {
        Ok(g2) => Score::new(g2 / (2.0 * t.n as f64 * std::f64::consts::LN_2), Reason::Infinite),
        Err(reason) => reason.into(),
    }
}

/// A run of three or more words: how often it occurs, how often each word stands in its place, how many runs there
/// are. E = Πfᵢ/Nⁿ⁻¹.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// O.
    pub count: u64,
    /// fᵢ.
    pub marginals: &'a [u64],
    /// N.
    pub n: u64,
}

impl Run<'_> {
    /// O and E, if both are above zero.
    fn counts(&self) -> Result<(f64, f64), Reason> {
        if self.count == 0 {
            return Err(Reason::ZeroCount);
        }
        let n = self.n as f64;
        let expected = self
            .marginals
            .iter()
            .skip(1)
            .fold(self.marginals.first().copied().unwrap_or_default() as f64, |product, &f| {
                product * (f as f64 / n)
            });
        if expected > 0.0 { Ok((self.count as f64, expected)) } else { Err(Reason::ZeroMarginal) }
    }

    /// E.
    pub fn expected(&self) -> Score {
        self.score(|_, e| e)
    }

    fn score(&self, value: impl FnOnce(f64, f64) -> f64) -> Score {
        match self.counts() {
            Ok((o, e)) => Score::new(value(o, e), Reason::Infinite),
            Err(reason) => reason.into(),
        }
    }

    /// log2(O/E).
    pub fn mi(&self) -> Score {
        self.score(|o, e| log2(o / e))
    }

    /// (O − E)/√O.
    pub fn t_score(&self) -> Score {
        self.score(|o, e| (o - e) / sqrt(o))
    }

    /// 2(O ln(O/E) − (O − E)), with the sign of O − E.
    pub fn simple_ll(&self) -> Score {
        self.score(|o, e| if o < e { -2.0 * deviance(o, e) } else { 2.0 * deviance(o, e) })
    }

    /// O(ln(O/E) − 1).
    pub fn poisson_stirling(&self) -> Score {
        self.score(|o, e| o * (log(o / e) - 1.0))
    }
}
