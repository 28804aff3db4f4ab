//! Types against tokens: the type–token ratio and the transformations that were to free it of the length of the
//! text.

use super::Frequencies;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score};
use libm::{log, log10, pow, sqrt};

/// `value`, where there are at least `tokens` tokens.
fn from_tokens(counts: &Frequencies, tokens: u64, value: impl FnOnce(f64, f64) -> f64) -> Score {
    match counts.tokens {
        0 => Score::Undefined(Reason::Empty),
        n if n < tokens => Score::Undefined(Reason::TooShort),
        _ => Score::new(value(counts.n(), counts.v()), Reason::LogDomain),
    }
}

/// V/N.
pub(in crate::measure) fn ttr(counts: &Frequencies) -> Score {
    from_tokens(counts, 1, |n, v| v / n)
}

fn root_ttr(counts: &Frequencies) -> Score {
    from_tokens(counts, 1, |n, v| v / sqrt(n))
}

fn corrected_ttr(counts: &Frequencies) -> Score {
    from_tokens(counts, 1, |n, v| v / sqrt(2.0 * n))
}

fn herdan_c(counts: &Frequencies) -> Score {
    from_tokens(counts, 2, |n, v| log(v) / log(n))
}

/// ln ln V / ln ln N, in the logarithm given; its argument must exceed 1.
fn summer(counts: &Frequencies, least: u64, logarithm: fn(f64) -> f64) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    if counts.types < least {
        return Score::Undefined(Reason::LogDomain);
    }
    from_tokens(counts, 1, |n, v| logarithm(logarithm(v)) / logarithm(logarithm(n)))
}

fn summer_s(counts: &Frequencies) -> Score {
    summer(counts, 3, log)
}

fn summer_s_log10(counts: &Frequencies) -> Score {
    summer(counts, 11, log10)
}

fn rubet_k(counts: &Frequencies) -> Score {
    from_tokens(counts, 3, |n, v| log(v) / log(log(n)))
}

/// ln N − ln V is taken as ln(N/V): no cancellation where they are near.
fn dugast_u(counts: &Frequencies) -> Score {
    if counts.tokens > 0 && counts.types == counts.tokens {
        return Score::Undefined(Reason::AllDistinct);
    }
    from_tokens(counts, 1, |n, v| pow(log(n), 2.0) / log(n / v))
}

fn dugast_u_log10(counts: &Frequencies) -> Score {
    if counts.tokens > 0 && counts.types == counts.tokens {
        return Score::Undefined(Reason::AllDistinct);
    }
    from_tokens(counts, 1, |n, v| pow(log10(n), 2.0) / log10(n / v))
}

fn maas_a2(counts: &Frequencies) -> Score {
    from_tokens(counts, 2, |n, v| log(n / v) / pow(log(n), 2.0))
}

fn maas_a2_log10(counts: &Frequencies) -> Score {
    from_tokens(counts, 2, |n, v| log10(n / v) / pow(log10(n), 2.0))
}

fn maas_a(counts: &Frequencies) -> Score {
    from_tokens(counts, 2, |n, v| sqrt(log(n / v)) / log(n))
}

fn maas_a_log10(counts: &Frequencies) -> Score {
    from_tokens(counts, 2, |n, v| sqrt(log10(n / v)) / log10(n))
}

/// 1 − C² = (1 − C)(1 + C), and 1 − C = ln(N/V)/ln N.
fn maas_lg_v0(counts: &Frequencies) -> Score {
    if counts.tokens > 1 && counts.types == counts.tokens {
        return Score::Undefined(Reason::AllDistinct);
    }
    from_tokens(counts, 2, |n, v| {
        let (c, rest) = (log(v) / log(n), log(n / v) / log(n));
        log10(v) / sqrt(rest * (1.0 + c))
    })
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "ttr" "type-token ratio"
        = "V/N"
        says "distinct terms for each token; greater is richer, but it falls as a text grows: compare texts of one length only"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Templin 1957, Certain Language Skills in Children"
        by Compute::Counts(ttr);
    "root_ttr" "root type-token ratio (Guiraud's R)"
        = "V/√N"
        says "types against the root of the length; greater is richer"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Guiraud 1954, Les caractères statistiques du vocabulaire"
        by Compute::Counts(root_ttr);
    "corrected_ttr" "corrected type-token ratio (Carroll)"
        = "V/√(2N)"
        says "root_ttr divided by √2; greater is richer"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "Carroll 1964, Language and Thought"
        by Compute::Counts(corrected_ttr);
    "herdan_c" "Herdan's C"
        = "ln V/ln N"
        says "the exponent of the length that gives the types; greater is richer"
        domain "N ≥ 2, else empty or too_short" cost "O(1)"
        from "Herdan 1960, Type-Token Mathematics"
        by Compute::Counts(herdan_c);
    "summer_s" "Summer's S, natural logarithm"
        = "ln ln V/ln ln N"
        says "Herdan's C one logarithm deeper; greater is richer; differs from summer_s_log10"
        domain "V ≥ 3, else log_domain" cost "O(1)"
        from "Somers 1966, in The Computer and Literary Style"
        by Compute::Counts(summer_s);
    "summer_s_log10" "Summer's S, decimal logarithm"
        = "log10 log10 V/log10 log10 N"
        says "summer_s with decimal logarithms, which is another number; greater is richer"
        domain "V ≥ 11, else log_domain" cost "O(1)"
        from "Somers 1966, as some programs compute it"
        by Compute::Counts(summer_s_log10);
    "rubet_k" "Rubet's k"
        = "ln V/ln ln N"
        says "types against the logarithm of the length; greater is richer"
        domain "N ≥ 3, else empty or too_short" cost "O(1)"
        from "Dugast 1979, Vocabulaire et stylistique"
        by Compute::Counts(rubet_k);
    "dugast_u" "Dugast's U, natural logarithm"
        = "ln²N/(ln N − ln V)"
        says "the inverse of maas_a2; greater is richer"
        domain "V < N, else all_distinct" cost "O(1)"
        from "Dugast 1978, Etudes de linguistique appliquée 46"
        by Compute::Counts(dugast_u);
    "dugast_u_log10" "Dugast's U, decimal logarithm"
        = "log10²N/(log10 N − log10 V)"
        says "dugast_u divided by ln 10; greater is richer"
        domain "V < N, else all_distinct" cost "O(1)"
        from "Dugast 1978, with decimal logarithms"
        by Compute::Counts(dugast_u_log10);
    "maas_a2" "Maas's a², natural logarithm"
        = "(ln N − ln V)/ln²N"
        says "how fast types fall behind tokens; greater is poorer"
        domain "N ≥ 2, else empty or too_short" cost "O(1)"
        from "Maas 1972, Zeitschrift für Literaturwissenschaft und Linguistik 8"
        by Compute::Counts(maas_a2);
    "maas_a2_log10" "Maas's a², decimal logarithm"
        = "(log10 N − log10 V)/log10²N"
        says "maas_a2 times ln 10; greater is poorer"
        domain "N ≥ 2, else empty or too_short" cost "O(1)"
        from "Maas 1972, with decimal logarithms"
        by Compute::Counts(maas_a2_log10);
    "maas_a" "Maas's a"
        = "√((ln N − ln V)/ln²N)"
        says "the root of maas_a2; greater is poorer"
        domain "N ≥ 2, else empty or too_short" cost "O(1)"
        from "Maas 1972"
        by Compute::Counts(maas_a);
    "maas_a_log10" "Maas's a, decimal logarithm"
        = "√((log10 N − log10 V)/log10²N)"
        says "the root of maas_a2_log10; greater is poorer"
        domain "N ≥ 2, else empty or too_short" cost "O(1)"
        from "Maas 1972, with decimal logarithms, as quanteda"
        by Compute::Counts(maas_a_log10);
    "maas_lg_v0" "Maas's lg V0"
        = "log10 V/√(1 − (ln V/ln N)²)"
        says "the logarithm of the vocabulary that the text draws on; greater is richer"
        domain "N ≥ 2, else empty or too_short; V < N, else all_distinct" cost "O(1)"
        from "Maas 1972"
        by Compute::Counts(maas_lg_v0);
};
