//! Entropy of the terms, observed and corrected for what was not seen, and of the spectrum.

use super::Frequencies;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score, Uncertainty};
use libm::{exp2, expm1, log, log1p, log2};
use std::f64::consts::LN_2;

/// H of a text that is not empty, in bits.
pub(in crate::measure) fn bits(counts: &Frequencies) -> f64 {
    let n = counts.n();
    let sum: f64 = counts
        .spectrum
        .iter()
        .map(|&(f, types)| {
            let p = f as f64 / n;
            types as f64 * p * log2(p)
        })
        .sum();
    // Of one term, −1·log2(1) is −0.
    0.0 - sum
}

fn defined(counts: &Frequencies, otherwise: Reason, value: impl FnOnce() -> f64) -> Score {
    if counts.tokens == 0 { Score::Undefined(Reason::Empty) } else { Score::new(value(), otherwise) }
}

pub(in crate::measure) fn entropy(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, || bits(counts))
}

/// The variance of the entropy, (Σ p log2²p − H²)/N (Basharin 1959), as the mean square of log2 p + H.
fn variance(counts: &Frequencies) -> f64 {
    let (n, h) = (counts.n(), bits(counts));
    let squares = counts.spectrum.iter().map(|&(f, types)| {
        let p = f as f64 / n;
        let apart = log2(p) + h;
        types as f64 * p * apart * apart
    });
    squares.sum::<f64>() / n
}

fn entropy_miller_madow(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, || bits(counts) + (counts.v() - 1.0) / (2.0 * counts.n() * LN_2))
}

fn entropy_chao_shen(counts: &Frequencies) -> Score {
    if counts.tokens > 0 && counts.hapax == counts.tokens {
        return Score::Undefined(Reason::AllHapax);
    }
    defined(counts, Reason::AllHapax, || {
        let n = counts.n();
        let coverage = (counts.tokens - counts.hapax) as f64 / n;
        let terms = counts.spectrum.iter().map(|&(f, types)| {
            let p = coverage * (f as f64 / n);
            // 1 − (1 − p)^N
            let seen = if p < 1.0 { -expm1(n * log1p(-p)) } else { 1.0 };
            types as f64 * p * log2(p) / seen
        });
        0.0 - terms.sum::<f64>()
    })
}

fn entropy_normalised(counts: &Frequencies) -> Score {
    if counts.types == 1 {
        return Score::Undefined(Reason::OneType);
    }
    defined(counts, Reason::OneType, || bits(counts) / log2(counts.v()))
}

fn perplexity(counts: &Frequencies) -> Score {
    defined(counts, Reason::Infinite, || exp2(bits(counts)))
}

fn redundancy(counts: &Frequencies) -> Score {
    match entropy_normalised(counts) {
        Score::Value(share) => Score::new(1.0 - share, Reason::OneType),
        undefined => undefined,
    }
}

fn entropy_spectrum(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, || {
        let shares = counts.spectrum.iter().map(|&(_, types)| types as f64 / counts.v());
        0.0 - shares.map(|share| share * log(share)).sum::<f64>() / LN_2
    })
}

fn repeat_rate_spectrum(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, || {
        let squares: u128 =
            counts.spectrum.iter().map(|&(_, types)| u128::from(types) * u128::from(types)).sum();
        squares as f64 / (counts.v() * counts.v())
    })
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "entropy" "entropy, bits a token"
        = "H = −Σ p log2 p, p = f/N"
        says "how hard the next token is to guess; greater is more varied; too low for a short text"
        domain "N ≥ 1, else empty" cost "O(distinct counts)"
        from "Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x"
        uncertainty Uncertainty::Variance(|counts, _| variance(counts)),
        by Compute::Counts(entropy);
    "entropy_miller_madow" "entropy, Miller–Madow"
        = "H + (V − 1)/(2·N·ln 2)"
        says "entropy with its first-order bias taken off; greater is more varied"
        domain "N ≥ 1, else empty" cost "O(distinct counts)"
        from "Miller 1955, in Information Theory in Psychology"
        by Compute::Counts(entropy_miller_madow);
    "entropy_chao_shen" "entropy, Chao–Shen"
        = "−Σ C·p log2(C·p)/(1 − (1 − C·p)^N), C = 1 − V1/N"
        says "entropy with terms that were not seen; greater is more varied"
        domain "V1 < N, else all_hapax" cost "O(distinct counts)"
        from "Chao & Shen 2003, Environmental and Ecological Statistics 10:429, doi:10.1023/A:1026096204727"
        by Compute::Counts(entropy_chao_shen);
    "entropy_normalised" "entropy, share of the greatest"
        = "H/log2 V"
        says "1 where all terms are equally frequent (Pielou's evenness)"
        domain "V ≥ 2, else one_type" cost "O(distinct counts)"
        from "Pielou 1966, J. Theoretical Biology 13:131, doi:10.1016/0022-5193(66)90013-0"
        by Compute::Counts(entropy_normalised);
    "perplexity" "perplexity of the terms"
        = "2^H"
        says "how many equally frequent terms would be as hard to guess; greater is more varied"
        domain "N ≥ 1, else empty" cost "O(distinct counts)"
        from "Jelinek et al. 1977, doi:10.1121/1.2016299"
        by Compute::Counts(perplexity);
    "redundancy" "redundancy"
        = "1 − H/log2 V"
        says "what is missing to equal frequencies; greater is more repetitive"
        domain "V ≥ 2, else one_type" cost "O(distinct counts)"
        from "Shannon 1948"
        by Compute::Counts(redundancy);
    "entropy_spectrum" "entropy of the spectrum, bits a term"
        = "−Σ (V_i/V) log2(V_i/V)"
        says "how varied the counts of the terms are"
        domain "N ≥ 1, else empty" cost "O(distinct counts)"
        from "Popescu 2009, Word Frequency Studies, ch. 9"
        by Compute::Counts(entropy_spectrum);
    "repeat_rate_spectrum" "repeat rate of the spectrum"
        = "Σ (V_i/V)²"
        says "how alike the counts of the terms are"
        domain "N ≥ 1, else empty" cost "O(distinct counts)"
        from "Popescu 2009, Word Frequency Studies, ch. 9"
        by Compute::Counts(repeat_rate_spectrum);
};
