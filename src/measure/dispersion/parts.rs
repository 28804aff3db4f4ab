//! How evenly a term is spread over the parts of a corpus. Rates R = v/W, r = R/ΣR; shares t = v/f, w = W/ΣW.

use super::spread::{Spread, Sums};
use crate::measure::Score;
use libm::{exp, exp2, fabs, log2, sqrt};
use std::f64::consts::LN_2;

pub(super) fn range(spread: &Spread<'_>) -> Score {
    match spread.score(|sums| sums.range()) {
        Score::Value(_) => Score::Count(spread.held.len() as u64),
        undefined => undefined,
    }
}

pub(super) fn range_share(spread: &Spread<'_>) -> Score {
    spread.score(|sums| sums.range() / sums.k)
}

pub(super) fn sd_population(spread: &Spread<'_>) -> Score {
    spread.score(|sums| sqrt(sums.deviations(|(v, _)| v).1 / sums.k))
}

pub(super) fn sd_sample(spread: &Spread<'_>) -> Score {
    spread.score(|sums| sqrt(sums.deviations(|(v, _)| v).1 / (sums.k - 1.0)))
}

/// Standard deviation over the mean of a figure.
fn variation(sums: &Sums<'_>, figure: impl Fn((f64, f64)) -> f64) -> f64 {
    let (mean, squares) = sums.deviations(figure);
    sqrt(squares / sums.k) / mean
}

pub(super) fn vc(spread: &Spread<'_>) -> Score {
    spread.score(|sums| variation(sums, |(v, _)| v))
}

pub(super) fn juilland_d(spread: &Spread<'_>) -> Score {
    spread.score(|sums| 1.0 - variation(sums, |(v, w)| v / w) / sqrt(sums.k - 1.0))
}

pub(super) fn juilland_d_counts(spread: &Spread<'_>) -> Score {
    spread.score(|sums| 1.0 - variation(sums, |(v, _)| v) / sqrt(sums.k - 1.0))
}

/// −Σ s log2 s / log2 k of the shares s of a figure.
fn evenness(sums: &Sums<'_>, figure: impl Fn((f64, f64)) -> f64) -> f64 {
    let total: f64 = sums.held().map(&figure).sum();
    let bits: f64 = sums.held().map(|part| figure(part) / total).map(|share| share * log2(share)).sum();
    0.0 - bits / log2(sums.k)
}

pub(super) fn carroll_d2(spread: &Spread<'_>) -> Score {
    spread.score(|sums| evenness(sums, |(v, w)| v / w))
}

fn d2_counts(sums: &Sums<'_>) -> f64 {
    evenness(sums, |(v, _)| v)
}

pub(super) fn carroll_d2_counts(spread: &Spread<'_>) -> Score {
    spread.score(d2_counts)
}

pub(super) fn rosengren_s(spread: &Spread<'_>) -> Score {
    spread.score(|sums| {
        let root: f64 = sums.held().map(|(v, w)| sqrt(v * (w / sums.size))).sum();
        root * root / sums.f
    })
}

/// (Σ√v)²/k.
fn kf(sums: &Sums<'_>) -> f64 {
    let root: f64 = sums.held().map(|(v, _)| sqrt(v)).sum();
    root * root / sums.k
}

pub(super) fn rosengren_kf(spread: &Spread<'_>) -> Score {
    spread.score(kf)
}

pub(super) fn rosengren_s_counts(spread: &Spread<'_>) -> Score {
    spread.score(|sums| kf(sums) / sums.f)
}

/// ½Σ|t − w|: the parts without the term give their w.
fn deviation(sums: &Sums<'_>) -> f64 {
    let (mut apart, mut shares) = (0.0, 0.0);
    for (v, size) in sums.held() {
        let share = size / sums.size;
        apart += fabs(v / sums.f - share);
        shares += share;
    }
    0.5 * (apart + (1.0 - shares).max(0.0))
}

pub(super) fn dp(spread: &Spread<'_>) -> Score {
    spread.score(deviation)
}

pub(super) fn dp_norm(spread: &Spread<'_>) -> Score {
    spread.score(|sums| deviation(sums) / (1.0 - sums.least_share()))
}

pub(super) fn dp_norm_egbert(spread: &Spread<'_>) -> Score {
    spread.score(|sums| deviation(sums) / (1.0 - sums.least_held_share()))
}

/// 1 − mean |R_i − R_j|/(2·mean R), by the sorted rates: those that are 0 come first and give nothing.
pub(super) fn da(spread: &Spread<'_>) -> Score {
    spread.score(|sums| {
        let mut rates: Vec<f64> = sums.held().map(|(v, w)| v / w).collect();
        rates.sort_unstable_by(f64::total_cmp);
        let zeros = sums.k - sums.range();
        let apart: f64 = rates
            .iter()
            .enumerate()
            .map(|(at, rate)| (2.0 * (zeros + at as f64 + 1.0) - sums.k - 1.0) * rate)
            .sum();
        let mean = rates.iter().sum::<f64>() / sums.k;
        1.0 - apart / (sums.k * (sums.k - 1.0) / 2.0) / (2.0 * mean)
    })
}

fn divergence(sums: &Sums<'_>) -> f64 {
    let bits: f64 = sums.held().map(|(v, w)| v / sums.f * log2((v / sums.f) / (w / sums.size))).sum();
    // Rounding may give a little less than nothing.
    bits.max(0.0)
}

pub(super) fn kld(spread: &Spread<'_>) -> Score {
    spread.score(divergence)
}

pub(super) fn kld_norm_e(spread: &Spread<'_>) -> Score {
    spread.score(|sums| 1.0 - exp(-divergence(sums)))
}

pub(super) fn kld_norm_2(spread: &Spread<'_>) -> Score {
    spread.score(|sums| 1.0 - exp2(-divergence(sums)))
}

pub(super) fn kld_norm_o2p(spread: &Spread<'_>) -> Score {
    spread.score(|sums| {
        let bits = divergence(sums);
        bits / (1.0 + bits)
    })
}

/// Σ(v − f/k)²/(f/k).
fn chi2(sums: &Sums<'_>) -> f64 {
    let (mean, squares) = sums.deviations(|(v, _)| v);
    squares / mean
}

pub(super) fn chi2_parts(spread: &Spread<'_>) -> Score {
    spread.score(chi2)
}

pub(super) fn lyne_d3(spread: &Spread<'_>) -> Score {
    spread.score(|sums| 1.0 - chi2(sums) / (4.0 * sums.f))
}

pub(super) fn zhang_dc(spread: &Spread<'_>) -> Score {
    spread.score(|sums| kf(sums) / sums.f)
}

pub(super) fn juilland_u(spread: &Spread<'_>) -> Score {
    spread.score(|sums| sums.f * (1.0 - variation(sums, |(v, _)| v) / sqrt(sums.k - 1.0)))
}

pub(super) fn carroll_um(spread: &Spread<'_>) -> Score {
    spread.score(|sums| {
        let d2 = d2_counts(sums);
        sums.f * d2 + (1.0 - d2) * sums.f / sums.k
    })
}

pub(super) fn engwall_fm(spread: &Spread<'_>) -> Score {
    spread.score(|sums| sums.f * sums.range() / sums.k)
}

/// ΣH(v_i), H(v) = 1 + 1/2 + … + 1/v; beyond 64 by its asymptotic series, exact to the last digits there.
pub(super) fn kromer_ur(spread: &Spread<'_>) -> Score {
    const GAMMA: f64 = 0.577_215_664_901_532_9;
    let harmonic = |v: f64| {
        if v <= 64.0 {
            return (1..=v as u64).rev().map(|i| 1.0 / i as f64).sum::<f64>();
        }
        let square = 1.0 / (v * v);
        log2(v) * LN_2 + GAMMA + 0.5 / v - square / 12.0 + square * square / 120.0
            - square * square * square / 252.0
    };
    spread.score(|sums| sums.held().map(|(v, _)| harmonic(v)).sum())
}
