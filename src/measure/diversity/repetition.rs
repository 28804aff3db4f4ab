//! How often terms return: the measures of the repeat rate, of terms that occur once or twice, and of a vocabulary
//! without end.

use super::Frequencies;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score, Uncertainty};
use libm::{exp, expm1, fabs, log, log1p, pow, sqrt};

/// `value` of a text that is not empty; `otherwise` where it is no number.
fn defined(counts: &Frequencies, otherwise: Reason, value: impl FnOnce(f64, f64) -> f64) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(value(counts.n(), counts.v()), otherwise)
}

pub(in crate::measure) fn yule_k(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |n, _| 1e4 * counts.repeats() / (n * n))
}

/// M2 − V = Σ (i² − 1)V_i, exact.
fn yule_i(counts: &Frequencies) -> Score {
    let rest = counts.sum_of_squares - u128::from(counts.types);
    defined(counts, Reason::AllDistinct, |_, v| v * v / rest as f64)
}

fn yule_williams(counts: &Frequencies) -> Score {
    defined(counts, Reason::AllDistinct, |n, _| n * n / counts.repeats())
}

/// (M2 − N)/(N(N − 1)).
pub(in crate::measure) fn simpson_d(counts: &Frequencies) -> Score {
    if counts.tokens == 1 {
        return Score::Undefined(Reason::TooShort);
    }
    defined(counts, Reason::TooShort, |n, _| counts.repeats() / (n * (n - 1.0)))
}

/// The variance of simpson_d (Simpson 1949): [4N(N−1)(N−2)Σp³ + 2N(N−1)Σp² − 2N(N−1)(2N−3)(Σp²)²]/(N(N−1))².
fn simpson_variance(counts: &Frequencies) -> f64 {
    let n = counts.n();
    let power = |k: i32| -> f64 {
        let share = |f: u64| f as f64 / n;
        counts.spectrum.iter().map(|&(f, types)| types as f64 * pow(share(f), f64::from(k))).sum()
    };
    let (squares, cubes) = (power(2), power(3));
    let inner = 2.0 * (n - 2.0) * cubes + squares - (2.0 * n - 3.0) * squares * squares;
    (2.0 * inner / (n * (n - 1.0))).max(0.0)
}

pub(in crate::measure) fn simpson_mle(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |n, _| counts.sum_of_squares as f64 / (n * n))
}

fn simpson_inverse(counts: &Frequencies) -> Score {
    match simpson_d(counts) {
        Score::Value(d) => Score::new(1.0 / d, Reason::AllDistinct),
        undefined => undefined,
    }
}

/// M2/N² − 1/V = (V·M2 − N²)/(V·N²): the difference is taken in whole numbers.
fn herdan_vm_squared(counts: &Frequencies) -> Score {
    let squared = u128::from(counts.tokens) * u128::from(counts.tokens);
    let above = u128::from(counts.types).checked_mul(counts.sum_of_squares).map(|left| left - squared);
    defined(counts, Reason::Empty, |n, v| match above {
        Some(difference) => difference as f64 / (v * n * n),
        None => counts.sum_of_squares as f64 / (n * n) - 1.0 / v,
    })
}

fn herdan_vm(counts: &Frequencies) -> Score {
    match herdan_vm_squared(counts) {
        Score::Value(squared) => Score::new(sqrt(squared), Reason::Empty),
        undefined => undefined,
    }
}

/// 1 − V1/V is taken as (V − V1)/V.
pub(in crate::measure) fn honore_r(counts: &Frequencies) -> Score {
    let rest = (counts.types - counts.hapax) as f64;
    defined(
        counts,
        Reason::AllHapax,
        |n, v| {
            if rest == 0.0 { f64::INFINITY } else { 100.0 * log(n) / (rest / v) }
        },
    )
}

fn sichel_s(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |_, v| counts.occurring(2) as f64 / v)
}

fn michea_m(counts: &Frequencies) -> Score {
    defined(counts, Reason::NoDis, |_, v| v / counts.occurring(2) as f64)
}

fn brunet_w(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |n, v| pow(n, pow(v, -0.172)))
}

fn brunet_w_165(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |n, v| pow(n, pow(v, -0.165)))
}

/// The root of V = α ln(1 + N/α), by Newton's method on x = ln α, where the function is smooth and rises.
fn fisher_alpha(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    if counts.types == counts.tokens {
        return Score::Undefined(Reason::Unbounded);
    }
    let (n, v) = (counts.n(), counts.v());
    // Bounds: α ln(1 + N/α) rises from 0 to N, and V lies between.
    let (mut low, mut high) = (-745.0, 700.0);
    let mut x = log(v);
    for _ in 0..200 {
        let alpha = exp(x);
        let ratio = n / alpha;
        let value = alpha * log1p(ratio) - v;
        if value > 0.0 {
            high = x
        } else {
            low = x
        }
        let slope = alpha * (log1p(ratio) - ratio / (1.0 + ratio));
        let next = x - value / slope;
        let next = if next > low && next < high { next } else { (low + high) / 2.0 };
        let step = fabs(next - x);
        x = next;
        if step <= 1e-15 * (1.0 + fabs(x)) {
            return Score::new(exp(x), Reason::NotConverged);
        }
    }
    // Near V = N the root is far out, and the last digits of V decide it.
    if fabs(expm1(high - low)) < 1e-9 {
        Score::new(exp(x), Reason::NotConverged)
    } else {
        Score::Undefined(Reason::NotConverged)
    }
}

fn hapax_types(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |_, v| counts.hapax as f64 / v)
}

fn hapax_tokens(counts: &Frequencies) -> Score {
    defined(counts, Reason::Empty, |n, _| counts.hapax as f64 / n)
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "yule_k" "Yule's K"
        = "10⁴·(M2 − N)/N²"
        says "ten thousand times the chance that two tokens are the same term; greater is more repetitive; nearly free of length"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Yule 1944, The Statistical Study of Literary Vocabulary, ch. 3"
        by Compute::Counts(yule_k);
    "yule_i" "Yule's I"
        = "V²/(M2 − V)"
        says "the inverse of repetition; greater is richer"
        domain "V < N, else all_distinct" cost "O(1)"
        from "Oakes 1998, Statistics for Corpus Linguistics, p. 204, after Yule 1944"
        by Compute::Counts(yule_i);
    "yule_williams" "Williams's inverse of Yule's K"
        = "N²/(M2 − N)"
        says "10⁴/K: the diversity that Yule's characteristic measures; greater is richer"
        domain "V < N, else all_distinct" cost "O(1)"
        from "Williams 1946, Nature 157:482"
        by Compute::Counts(yule_williams);
    "simpson_d" "Simpson's D, unbiased"
        = "(M2 − N)/(N·(N − 1))"
        says "the chance that two tokens drawn without replacement are the same term; greater is more repetitive"
        domain "N ≥ 2, else empty or too_short" cost "O(1)"
        from "Simpson 1949, Nature 163:688, doi:10.1038/163688a0"
        uncertainty Uncertainty::Variance(|counts, _| simpson_variance(counts)),
        by Compute::Counts(simpson_d);
    "simpson_mle" "Simpson's D, observed (repeat rate)"
        = "M2/N²"
        says "the chance that two tokens drawn with replacement are the same term; greater is more repetitive"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Simpson 1949; Popescu 2009, Word Frequency Studies, p. 166"
        by Compute::Counts(simpson_mle);
    "simpson_inverse" "inverse of Simpson's D"
        = "N·(N − 1)/(M2 − N)"
        says "how many equally frequent terms would repeat as much; greater is richer"
        domain "N ≥ 2, else empty or too_short; V < N, else all_distinct" cost "O(1)"
        from "Hill 1973, Ecology 54:427, doi:10.2307/1934352"
        by Compute::Counts(simpson_inverse);
    "herdan_vm" "Herdan's Vm"
        = "√(M2/N² − 1/V)"
        says "the spread of the counts of the types; greater is more repetitive"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Herdan 1955, Biometrika 42; the form of Hess, Sefton & Landry 1986"
        by Compute::Counts(herdan_vm);
    "herdan_vm_squared" "Herdan's Vm, squared"
        = "M2/N² − 1/V"
        says "the square of herdan_vm, which some programs give under its name; greater is more repetitive"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Herdan 1955, without the root"
        by Compute::Counts(herdan_vm_squared);
    "honore_r" "Honoré's R"
        = "100·ln N/(1 − V1/V)"
        says "length against the share of terms that return; greater is richer"
        domain "V1 < V, else all_hapax" cost "O(1)"
        from "Honoré 1979, ALLC Bulletin 7(2)"
        by Compute::Counts(honore_r);
    "sichel_s" "Sichel's S"
        = "V2/V"
        says "the share of terms that occur exactly twice; nearly constant as a text grows"
        domain "N ≥ 1, else empty" cost "O(log V)"
        from "Sichel 1975, JASA 70:542, doi:10.1080/01621459.1975.10482469"
        by Compute::Counts(sichel_s);
    "michea_m" "Michéa's M"
        = "V/V2"
        says "the inverse of sichel_s"
        domain "V2 ≥ 1, else no_dis" cost "O(log V)"
        from "Michéa 1969, Cahiers de lexicologie 14; 1971"
        by Compute::Counts(michea_m);
    "brunet_w" "Brunet's W, exponent 0.172"
        = "N^(V^−0.172)"
        says "between about 10 and 20; greater is poorer"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Brunet 1978, Le vocabulaire de Jean Giraudoux"
        by Compute::Counts(brunet_w);
    "brunet_w_165" "Brunet's W, exponent 0.165"
        = "N^(V^−0.165)"
        says "brunet_w with the exponent of later programs; greater is poorer"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "after Brunet 1978; exponent as in Holmes 1985 and later"
        by Compute::Counts(brunet_w_165);
    "fisher_alpha" "Fisher's alpha"
        = "the α of V = α·ln(1 + N/α)"
        says "the parameter of the logarithmic series; greater is richer"
        domain "V < N, else unbounded" cost "O(1), Newton's method on ln α"
        from "Fisher, Corbet & Williams 1943, J. Animal Ecology 12:42, doi:10.2307/1411"
        by Compute::Counts(fisher_alpha);
    "hapax_types" "share of terms that occur once"
        = "V1/V"
        says "greater is richer; falls as a text grows"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Baayen 2001, Word Frequency Distributions, doi:10.1007/978-94-010-0844-0"
        by Compute::Counts(hapax_types);
    "hapax_tokens" "share of tokens that occur once"
        = "V1/N"
        says "the rate at which new terms still come (Good's estimate); greater is richer"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Good 1953, Biometrika 40:237, doi:10.1093/biomet/40.3-4.237"
        by Compute::Counts(hapax_tokens);
};
