//! Growth, fits and models: how the vocabulary grows, which law its frequencies follow, how much of it was not seen,
//! and how well the next word is foreseen.

mod curve;
mod model;
mod root;
mod unseen;
mod zeta;
mod zipf;

pub use curve::growth_curve;
pub use model::{Model, Smoothing};

use super::diversity::Text;
use super::table::rows;
use super::{Compute, Family, Frequencies, Measure, Reason, Score};
use std::cell::OnceCell;

/// What measures of growth read of a text; each fit is made once, when it is asked for.
pub struct Growth<'a> {
    /// The text.
    pub text: Text<'a>,
    /// How often pairs of neighbours occur, and the first members of pairs, if they were counted.
    pub bigrams: Option<(&'a Frequencies, &'a Frequencies)>,
    /// The cross entropy of a model on a test, if one was asked for.
    pub cross_entropy: Score,
    curve: OnceCell<Vec<u32>>,
    ols: OnceCell<Result<curve::Heaps, Reason>>,
    nls: OnceCell<Result<curve::Heaps, Reason>>,
    zipf: OnceCell<Result<zipf::Fit, Reason>>,
    mandelbrot: OnceCell<Result<zipf::Fit, Reason>>,
}

impl<'a> Growth<'a> {
    /// The growth of a text, without neighbours and without a model.
    pub fn new(text: Text<'a>) -> Self {
        Self {
            text,
            bigrams: None,
            cross_entropy: Score::Undefined(Reason::NotRequested),
            curve: OnceCell::new(),
            ols: OnceCell::new(),
            nls: OnceCell::new(),
            zipf: OnceCell::new(),
            mandelbrot: OnceCell::new(),
        }
    }

    fn curve(&self) -> &[u32] {
        self.curve.get_or_init(|| curve::vocabulary(self.text.terms, self.text.types))
    }

    fn heaps_ols(&self) -> Result<curve::Heaps, Reason> {
        *self.ols.get_or_init(|| curve::log_log(self.curve()))
    }

    fn heaps_nls(&self) -> Result<curve::Heaps, Reason> {
        *self.nls.get_or_init(|| curve::least_squares(self.curve()))
    }

    fn zipf(&self) -> Result<zipf::Fit, Reason> {
        *self.zipf.get_or_init(|| zipf::zipf(self.text.counts))
    }

    fn zipf_mandelbrot(&self) -> Result<zipf::Fit, Reason> {
        *self.mandelbrot.get_or_init(|| zipf::zipf_mandelbrot(self.text.counts))
    }
}

/// The rows of the table.
pub(super) static ROWS: &[Measure] = rows! { &[Family::Growth];
    "zipf_s" "Zipf's exponent"
        = "the s that maximises −s·Σ f_r ln r − N·ln Σ_{r=1..V} r^−s"
        says "p(r) ∝ r^−s; greater falls more steeply"
        domain "V ≥ 2; counts not all equal, else flat" cost "O(V) for each of some ten steps"
        from "Zipf 1949; likelihood as in Piantadosi 2014, doi:10.3758/s13423-014-0585-6"
        by Compute::Growth(zipf::zipf_s);
    "zipf_loglik" "log-likelihood of Zipf's law"
        = "−s·Σ f_r ln r − N·ln Σ r^−s at zipf_s"
        says "how likely the frequencies are under the law; compare with zm_loglik"
        domain "as zipf_s" cost "as zipf_s" from "as zipf_s"
        by Compute::Growth(zipf::zipf_loglik);
    "zm_s" "Zipf–Mandelbrot's exponent"
        = "the s, q that maximise −s·Σ f_r ln(r + q) − N·ln Σ (r + q)^−s"
        says "p(r) ∝ (r + q)^−s, q > −1"
        domain "V ≥ 5, else too_few_points; counts not all equal, else flat; a maximum inside q < e^15, else unbounded"
        cost "O(V) for each of some hundred steps" from "Mandelbrot 1953; Baayen 2001"
        by Compute::Growth(zipf::zm_s);
    "zm_q" "Zipf–Mandelbrot's shift"
        = "the q of zm_s"
        says "how far the most frequent terms bend off the line; may be negative"
        domain "as zm_s" cost "as zm_s" from "Mandelbrot 1953; Baayen 2001"
        by Compute::Growth(zipf::zm_q);
    "zm_loglik" "log-likelihood of the Zipf–Mandelbrot law"
        = "−s·Σ f_r ln(r + q) − N·ln Σ (r + q)^−s at zm_s, zm_q"
        says "never below zipf_loglik"
        domain "as zm_s" cost "as zm_s" from "as zm_s"
        by Compute::Growth(zipf::zm_loglik);
    "zeta_alpha" "exponent of the spectrum"
        = "the α of −ζ′(α)/ζ(α) = Σ V_i ln i/V"
        says "P(i) = i^−α/ζ(α): how fast counts become rare"
        domain "V1 < V, else all_hapax" cost "O(distinct counts)"
        from "Goldstein, Morris & Yen 2004, doi:10.1140/epjb/e2004-00316-5"
        by Compute::Growth(zipf::zeta_alpha);
    "zipf_ols_slope" "slope of the rank-frequency line"
        = "least squares of log10 f on log10 r: slope"
        says "the customary line; biased, prefer zipf_s"
        domain "V ≥ 2; counts not all equal, else flat" cost "O(V)" from "Zipf 1949"
        by Compute::Growth(zipf::zipf_ols_slope);
    "zipf_ols_intercept" "intercept of the rank-frequency line"
        = "least squares of log10 f on log10 r: intercept"
        says "log10 of the first frequency on the line"
        domain "V ≥ 2; counts not all equal, else flat" cost "O(V)" from "Zipf 1949"
        by Compute::Growth(zipf::zipf_ols_intercept);
    "zipf_ols_r2" "r² of the rank-frequency line"
        = "least squares of log10 f on log10 r: r²"
        says "high for any falling curve: no test of the law"
        domain "V ≥ 2; counts not all equal, else flat" cost "O(V)" from "Zipf 1949"
        by Compute::Growth(zipf::zipf_ols_r2);
    "heaps_ols_beta" "Heaps's exponent, log-log line"
        = "least squares of ln V(n) on ln n, n = 1 … N: slope"
        says "V(n) = K·n^β; greater grows faster"
        domain "N ≥ 10, else too_few_points" cost "O(N)" from "Herdan 1960; Heaps 1978"
        by Compute::Growth(curve::heaps_ols_beta);
    "heaps_ols_k" "Heaps's factor, log-log line"
        = "least squares of ln V(n) on ln n: e^intercept"
        says "the types of the first token on the line"
        domain "N ≥ 10, else too_few_points" cost "O(N)" from "Heaps 1978"
        by Compute::Growth(curve::heaps_ols_k);
    "heaps_nls_beta" "Heaps's exponent, least squares"
        = "the β that minimises Σ (V(n) − K·n^β)², n = 1 … N"
        says "follows the end of the curve, where heaps_ols_beta follows its beginning"
        domain "N ≥ 10, else too_few_points" cost "O(N) for each of some ten steps" from "Heaps 1978"
        by Compute::Growth(curve::heaps_nls_beta);
    "heaps_nls_k" "Heaps's factor, least squares"
        = "the K of heaps_nls_beta"
        says "the factor of the curve"
        domain "N ≥ 10, else too_few_points" cost "as heaps_nls_beta" from "Heaps 1978"
        by Compute::Growth(curve::heaps_nls_k);
    "gt_p0" "mass of the unseen"
        = "V1/N"
        says "the chance that the next token is a new term"
        domain "N ≥ 1, else empty" cost "O(1)" from "Good 1953, Biometrika 40:237, doi:10.1093/biomet/40.3-4.237"
        by Compute::Growth(unseen::gt_p0);
    "gt_coverage" "coverage of the sample"
        = "1 − V1/N"
        says "the chance that the next token is a known term"
        domain "N ≥ 1, else empty" cost "O(1)" from "Good 1953"
        by Compute::Growth(unseen::gt_coverage);
    "chao1" "Chao's number of types"
        = "V + V1²/(2·V2); V2 = 0: V + V1·(V1 − 1)/2"
        says "a lower bound of the vocabulary behind the text"
        domain "N ≥ 1, else empty" cost "O(log V)" from "Chao 1984, Scandinavian J. Statistics 11:265"
        by Compute::Growth(unseen::chao1);
    "chao1_bc" "Chao's number of types, bias-corrected"
        = "V + V1·(V1 − 1)/(2·(V2 + 1))"
        says "the same for small numbers"
        domain "N ≥ 1, else empty" cost "O(log V)" from "Chao 2005, in Encyclopedia of Statistical Sciences"
        by Compute::Growth(unseen::chao1_bc);
    "sgt_slope" "slope of simple Good–Turing"
        = "ln Z_i = a + b·ln i, Z_i = 2·V_i/(next i − previous i): b"
        says "the smoothing line of the spectrum; should be below −1"
        domain "two distinct counts, else too_few_points" cost "O(distinct counts)"
        from "Gale & Sampson 1995, J. Quantitative Linguistics 2:217, doi:10.1080/09296179508590051"
        by Compute::Growth(unseen::sgt_slope);
    "sgt_intercept" "intercept of simple Good–Turing"
        = "ln Z_i = a + b·ln i: a"
        says "the logarithm of the smoothed V1"
        domain "two distinct counts, else too_few_points" cost "O(distinct counts)" from "Gale & Sampson 1995"
        by Compute::Growth(unseen::sgt_intercept);
    "sgt_switch" "switch of simple Good–Turing"
        = "the least i with |(i + 1)·V_{i+1}/V_i − smoothed| ≤ 1.96 sd, or V_{i+1} = 0"
        says "the count from which smoothed values are used"
        domain "two distinct counts, else too_few_points" cost "O(distinct counts)" from "Gale & Sampson 1995"
        by Compute::Growth(unseen::sgt_switch);
    "bigram_entropy" "entropy of bigrams, bits"
        = "−Σ p log2 p of the pairs of neighbours inside the boundary"
        says "how hard a pair is to guess"
        domain "a bigram, else empty" cost "O(N log N), counting" from "Shannon 1951, doi:10.1002/j.1538-7305.1951.tb01366.x"
        by Compute::Growth(unseen::bigram_entropy);
    "conditional_entropy" "entropy of a term after another, bits"
        = "bigram_entropy − entropy of the first members"
        says "how hard the next term is to guess from the last; too low for a short text"
        domain "a bigram, else empty" cost "O(N log N), counting" from "Shannon 1951"
        by Compute::Growth(unseen::conditional_entropy);
    "cross_entropy" "cross entropy of an n-gram model on a test, bits"
        = "−mean log2 P(w|h) over the n-grams of the test"
        says "how hard the test is to foresee for a model of this text (--lm, --order, --test); greater is harder"
        domain "a test, else not_requested; an n-gram of it, else empty; Kneser–Ney needs n-grams of counts 1 and 2, else too_few_points"
        cost "O(N) hash look-ups" from "Chen & Goodman 1999, doi:10.1006/csla.1999.0128"
        by Compute::Growth(model::cross_entropy);
    "lm_perplexity" "perplexity of an n-gram model on a test"
        = "2^cross_entropy"
        says "how many equally likely words would be as hard to foresee"
        domain "as cross_entropy" cost "as cross_entropy" from "Jelinek et al. 1977, doi:10.1121/1.2016299"
        by Compute::Growth(model::lm_perplexity);
};
