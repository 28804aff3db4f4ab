//! Keyness: how much more often a term occurs in a target than in a reference. The rows of the table; the functions
//! stand in `corpora` and `documents`, those that pairs have too in `association` and `log_ratio`.

mod corpora;
mod documents;

pub use corpora::*;
pub use documents::{Rate, mann_whitney, welch_t};

use super::table::rows;
use super::{Compute, Family, Measure, OfTable as T, Test};

/// The rows that only keyness has.
pub(super) static ROWS: &[Measure] = rows! { &[Family::Keyness];
    "g2_2cell" "log-likelihood of two cells" = "2·(a·ln(a/E1) + b·ln(b/E2)), sign of r1 − r2"
        says "evidence that the rates differ; 3.84 is p = .05" domain "n1, n2 > 0, else empty; a + b > 0, else absent"
        cost "O(1)" from "Rayson & Garside 2000" by Compute::Table(T::Plain(g2_2cell, Test::Chi2));
    "bic" "Bayesian information criterion" = "|g2_2cell| − ln(n1 + n2)"
        says "above 2 positive, above 6 strong, above 10 very strong evidence" domain "as g2_2cell" cost "O(1)"
        from "Wilson 2013" by Compute::Table(T::Plain(bic, Test::OfTable));
    "ell" "ELL as UCREL prints it" = "|g2_2cell|/((n1 + n2)·ln min(E1, E2))" says "effect size of the log-likelihood"
        domain "min(E1, E2) > 1, else log_domain" cost "O(1)" from "UCREL log-likelihood wizard"
        by Compute::Table(T::Plain(ell, Test::OfTable));
    "ell_johnston" "ELL" = "|g2_2cell|/(−2·(a + b)·ln(min(n1, n2)/(n1 + n2)))"
        says "departure from equal rates, 0 to 1, the greatest" domain "as g2_2cell" cost "O(1)"
        from "after Johnston, Berry & Mielke 2006" by Compute::Table(T::Plain(ell_johnston, Test::OfTable));
    "pct_diff" "%DIFF" = "100·(r1 − r2)/r2" says "how many per cent more often"
        domain "b > 0, else zero_reference" cost "O(1)" from "Gabrielatos & Marchi 2011"
        by Compute::Table(T::Plain(pct_diff, Test::OfTable));
    "relative_risk" "ratio of rates" = "r1/r2" says "how many times as often" domain "b > 0, else zero_reference"
        cost "O(1)" from "Hardie 2014" by Compute::Table(T::Plain(relative_risk, Test::OfTable));
    "diff_coefficient" "difference coefficient" = "(r1 − r2)/(r1 + r2)"
        says "−1 only in the reference, 1 only in the target" domain "a + b > 0, else absent" cost "O(1)"
        from "Hofland & Johansson 1982" by Compute::Table(T::Plain(diff_coefficient, Test::OfTable));
    "simple_maths" (k: 1, 100) "simple maths" = "(10⁶·r1 + k)/(10⁶·r2 + k)"
        says "ratio of rates; a small k shows rare words, a great k common ones" domain "n1, n2 > 0, else empty; k > 0"
        cost "O(1)" from "Kilgarriff 2009, Simple maths for keywords" by Compute::Table(T::At(simple_maths));
    "kld_pointwise" "part of the divergence, bits" = "r1·log2(r1/r2)" says "the term's part of D(target ∥ reference)"
        domain "a, b > 0, else zero_count" cost "O(1)" from "Kullback & Leibler 1951"
        by Compute::Table(T::Plain(kld_pointwise, Test::OfTable));
    "log_odds_dirichlet" "log odds with a Dirichlet prior, z"
        = "δ/√(1/(a + α) + 1/(b + α)), δ = ln((a + α)/(n1 + 500 − a − α)) − ln((b + α)/(n2 + 500 − b − α)), α = 500·(a + b)/(n1 + n2)"
        says "log odds in standard deviations, rare words drawn to 0" domain "as g2_2cell" cost "O(1)"
        from "Monroe, Colaresi & Quinn 2008, doi:10.1093/pan/mpn018"
        by Compute::Table(T::Plain(log_odds_dirichlet, Test::Normal));
    "mann_whitney_p" "Mann–Whitney test over documents" = "P(|Z| ≥ z), z = (|U − m1·m2/2| − ½)/σ, ties corrected"
        says "the chance of so unlike rates in documents; both sides"
        domain "two documents on each side, else too_few_points; unlike rates, else flat" cost "O(documents·log documents)"
        from "Mann & Whitney 1947; Kilgarriff 2001" by Compute::Table(T::Documents(mann_whitney));
    "welch_t_p" "Welch's t-test over documents" = "P(|T| ≥ t), t = (mean r1 − mean r2)/√(s1²/m1 + s2²/m2)"
        says "the chance of so unlike mean rates; both sides"
        domain "two documents on each side, else too_few_points; unlike rates, else flat" cost "O(documents)"
        from "Welch 1947; Paquot & Bestgen 2009" by Compute::Table(T::Documents(welch_t));
};
