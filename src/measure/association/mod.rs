//! Association: how much more often two words stand together than chance would have it. The rows of the table; the
//! functions stand in `pair`, bounds in `log_ratio`.

mod pair;

pub use pair::*;

use super::log_ratio;
use super::table::rows;
use super::{Compute, Family, Measure, OfTable as T, Test};

const PAIR: &[Family] = &[Family::Association];
const BOTH: &[Family] = &[Family::Association, Family::Keyness];

/// The rows that only pairs have.
pub(super) static ROWS: &[Measure] = rows! { PAIR;
    "mi" "pointwise mutual information, bits" = "log2(O/E)"
        says "how many times twice as often as by chance; rare pairs come first"
        domain "O > 0, else zero_count; also n-grams" cost "O(1)"
        from "Church & Hanks 1990, CL 16(1):22; Daille 1994" by Compute::Table(T::Run(mi, |run| run.mi(), Test::OfTable));
    "mi2" "MI²" = "log2(O²/E)" says "mi that favours frequent pairs"
        domain "O > 0, else zero_count" cost "O(1)" from "Daille 1994" by Compute::Table(T::Plain(mi2, Test::OfTable));
    "mi3" "MI³" = "log2(O³/E)" says "mi that favours frequent pairs more"
        domain "O > 0, else zero_count" cost "O(1)" from "Daille 1994" by Compute::Table(T::Plain(mi3, Test::OfTable));
    "local_mi" "local MI, bits" = "O·log2(O/E)" says "the pair's part of the information of all pairs"
        domain "0 where O is" cost "O(1)" from "Evert 2005" by Compute::Table(T::Plain(local_mi, Test::OfTable));
    "mi_log_f" "MI log f" = "log2(O/E)·ln(O + 1)" says "mi weighted by frequency"
        domain "0 where O is" cost "O(1)" from "Sketch Engine, Statistics used in Sketch Engine, 2015"
        by Compute::Table(T::Plain(mi_log_f, Test::OfTable));
    "npmi" "normalised MI" = "log2(O/E)/−log2(O/N)"
        says "−1 never together, 0 as by chance, 1 only together"
        domain "N > 0, else empty; O < N, else infinite" cost "O(1)" from "Bouma 2009, GSCL"
        by Compute::Table(T::Plain(npmi, Test::OfTable));
    "t_score" "t-score" = "(O − E)/√O" says "how sure it is that O exceeds E; frequent pairs come first"
        domain "O > 0, else zero_count; also n-grams" cost "O(1)" from "Church, Gale, Hanks & Hindle 1991"
        by Compute::Table(T::Run(t_score, |run| run.t_score(), Test::OfTable));
    "t_score_var" "t-score, binomial variance" = "(O − E)/√(O·(1 − O/N))" says "the same, of a binomial count"
        domain "0 < O < N, else zero_count or infinite" cost "O(1)" from "Evert 2005"
        by Compute::Table(T::Plain(t_score_var, Test::OfTable));
    "z_score" "z-score" = "(O − E)/√E" says "deviation from chance in standard deviations"
        domain "E > 0, else zero_marginal" cost "O(1)" from "Dennis 1965; Evert 2005"
        by Compute::Table(T::Plain(z_score, Test::Normal));
    "z_score_var" "z-score, binomial variance" = "(O − E)/√(E·(1 − E/N))" says "the same, of a binomial count"
        domain "0 < E < N, else zero_marginal or infinite" cost "O(1)" from "Evert 2005"
        by Compute::Table(T::Plain(z_score_var, Test::Normal));
    "z_score_yates" "z-score, Yates' correction" = "±max(0, |O − E| − ½)/√E" says "the same, corrected for whole counts"
        domain "E > 0, else zero_marginal" cost "O(1)" from "Yates 1934; Evert 2005"
        by Compute::Table(T::Plain(z_score_yates, Test::Normal));
    "z_berry_rogghe" "Berry-Rogghe's z" = "(O − E)/√(E·(1 − C1/N)), E = R1·C1/N, R1 the tokens of the windows"
        says "z for windows around a node" domain "windows, else needs_window; E > 0, else zero_marginal" cost "O(1)"
        from "Berry-Rogghe 1973" by Compute::Table(T::Window(z_berry_rogghe));
    "dice" "Dice" = "2·O/(R1 + C1)" says "overlap of the two words, 0 to 1"
        domain "R1 + C1 > 0, else zero_marginal" cost "O(1)" from "Dice 1945; Smadja et al. 1996, CL 22(1):1"
        by Compute::Table(T::Plain(dice, Test::OfTable));
    "log_dice" "logDice" = "14 + log2(2·O/(R1 + C1))" says "14 at most; one less is half as often; corpora compare"
        domain "O > 0, else zero_count" cost "O(1)" from "Rychlý 2008, RASLAN"
        by Compute::Table(T::Plain(log_dice, Test::OfTable));
    "jaccard" "Jaccard" = "O/(O + O12 + O21)" says "the pair's share of all that hold either word, 0 to 1"
        domain "R1 + C1 > 0, else zero_marginal" cost "O(1)" from "Jaccard 1901"
        by Compute::Table(T::Plain(jaccard, Test::OfTable));
    "min_sensitivity" "minimum sensitivity" = "min(O/R1, O/C1)"
        says "the share of the pair in its more frequent word" domain "E > 0, else zero_marginal" cost "O(1)"
        from "Pedersen & Bruce 1996" by Compute::Table(T::Plain(min_sensitivity, Test::OfTable));
    "simple_ll" "log-likelihood of one cell" = "2·(O·ln(O/E) − (O − E)), sign of O − E"
        says "evidence against chance; negative for repulsion" domain "E > 0, else zero_marginal; also n-grams"
        cost "O(1)" from "Evert 2005" by Compute::Table(T::Run(simple_ll, |run| run.simple_ll(), Test::Chi2));
    "phi2" "φ²" = "d²/(R1·R2·C1·C2), d = O11·O22 − O12·O21" says "χ²/N: strength from 0 to 1"
        domain "no marginal 0, else zero_marginal" cost "O(1)" from "Church & Gale 1991"
        by Compute::Table(T::Plain(phi2, Test::OfTable));
    "delta_p_21" "ΔP, second given first" = "O11/R1 − O21/R2"
        says "how much likelier the second word is after the first, −1 to 1" domain "R1, R2 > 0, else zero_marginal"
        cost "O(1)" from "Gries 2013, IJCL 18(1):137, doi:10.1075/ijcl.18.1.09gri"
        by Compute::Table(T::Plain(delta_p_21, Test::OfTable));
    "delta_p_12" "ΔP, first given second" = "O11/C1 − O12/C2"
        says "how much likelier the first word is before the second, −1 to 1" domain "C1, C2 > 0, else zero_marginal"
        cost "O(1)" from "Gries 2013, doi:10.1075/ijcl.18.1.09gri" by Compute::Table(T::Plain(delta_p_12, Test::OfTable));
    "liddell" "Liddell's difference of proportions" = "(O11·O22 − O12·O21)/(C1·C2)" says "the same number as delta_p_12"
        domain "C1, C2 > 0, else zero_marginal" cost "O(1)" from "Liddell 1976; Evert 2005"
        by Compute::Table(T::Plain(liddell, Test::OfTable));
    "log_odds_z" "log odds over its error" = "log_odds/√(Σ1/(O_ij + ½))" says "log odds in standard deviations"
        domain "always, but for negative_cell" cost "O(1)" from "Blaheta & Johnson 2001; Haldane 1956"
        by Compute::Table(T::Plain(log_odds_z, Test::Normal));
    "poisson_stirling" "Poisson–Stirling" = "O·(ln(O/E) − 1)" says "log of the Poisson chance, roughly"
        domain "O > 0, else zero_count; also n-grams" cost "O(1)" from "Quasthoff & Wolff 2002"
        by Compute::Table(T::Run(poisson_stirling, |run| run.poisson_stirling(), Test::OfTable));
    "poisson_stirling_nltk" "Poisson–Stirling as NLTK has it" = "O·(log2(O/E) − 1)" says "the same with another base in part"
        domain "O > 0, else zero_count" cost "O(1)" from "NLTK 3.10, BigramAssocMeasures"
        by Compute::Table(T::Plain(poisson_stirling_nltk, Test::OfTable));
    "poisson_stirling_qw" "Poisson–Stirling over ln N" = "O·(ln(O/E) − 1)/ln N" says "the same, corpora of unlike size compare"
        domain "O > 0, else zero_count; N > 1, else log_domain" cost "O(1)" from "Quasthoff & Wolff 2002"
        by Compute::Table(T::Plain(poisson_stirling_qw, Test::OfTable));
    "mutual_expectation" "mutual expectation" = "2·O²/(R1 + C1)" says "Dice weighted by frequency"
        domain "R1 + C1 > 0, else zero_marginal" cost "O(1)" from "Dias, Guilloré & Lopes 1999"
        by Compute::Table(T::Plain(mutual_expectation, Test::OfTable));
    "mi_like" "MI-like" = "O³/(R1·C1)" says "mi3 without logarithm and N" domain "E > 0, else zero_marginal"
        cost "O(1)" from "NLTK 3.10, BigramAssocMeasures" by Compute::Table(T::Plain(mi_like, Test::OfTable));
    "avg_mi" "average mutual information, bits" = "Σ O_ij/N·log2(O_ij/E_ij) = |g2|/(2·N·ln 2)"
        says "information of the whole table" domain "no marginal 0, else zero_marginal" cost "O(1)"
        from "Evert 2005" by Compute::Table(T::Plain(avg_mi, Test::OfTable));
};

/// The rows that pairs and keyness share: O11 = a, O12 = n1 − a, O21 = b, O22 = n2 − b.
pub(super) static SHARED: &[Measure] = rows! { BOTH;
    "g2" "log-likelihood ratio G²" = "2·Σ(O_ij·ln(O_ij/E_ij) − O_ij + E_ij) over four cells, sign of O − E"
        says "evidence against chance; 3.84 is p = .05; negative for repulsion"
        domain "no marginal 0, else zero_marginal" cost "O(1)" from "Dunning 1993, CL 19(1):61"
        by Compute::Table(T::Plain(g2, Test::Chi2));
    "chi2" "Pearson's χ²" = "N·d²/(R1·R2·C1·C2), d = O11·O22 − O12·O21; in keyness with the sign of r1 − r2"
        says "evidence against chance; unreliable for small E" domain "no marginal 0, else zero_marginal" cost "O(1)"
        from "Pearson 1900" by Compute::Table(T::Signed(chi2, Test::Chi2));
    "chi2_yates" "χ² with Yates' correction"
        = "N·max(0, |d| − N/2)²/(R1·R2·C1·C2); in keyness with the sign of r1 − r2"
        says "the same, corrected for whole counts" domain "no marginal 0, else zero_marginal" cost "O(1)"
        from "Yates 1934" by Compute::Table(T::Signed(chi2_yates, Test::Chi2));
    "fisher_p" "Fisher's exact test, right tail" = "P(X ≥ O), X hypergeometric with N, R1, C1"
        says "the chance of so many or more; small for attraction; negative keywords have the left tail, P(X ≤ O); below 1e-300 its logarithm ranks"
        domain "E > 0, else zero_marginal; p ≥ 1e-300, else underflow" cost "O(standard deviation of X)"
        from "Fisher 1922; Pedersen 1996" by Compute::Table(T::Exact(fisher));
    "odds_ratio" "odds ratio" = "O11·O22/(O12·O21)" says "how many times the odds; 1 is chance"
        domain "O12, O21 > 0, else infinite" cost "O(1)" from "Cornfield 1951; Pojanapunya & Todd 2018"
        by Compute::Table(T::Plain(odds_ratio, Test::OfTable));
    "log_odds" "log odds ratio" = "ln((O11 + ½)·(O22 + ½)/((O12 + ½)·(O21 + ½)))" says "effect size; 0 is chance"
        domain "always, but for negative_cell" cost "O(1)" from "Haldane 1956" by Compute::Table(T::Plain(log_odds, Test::OfTable));
    "log_ratio_walter" "log ratio, ½ added, bits" = "log2((O11 + ½)/(R1 + ½)/((O21 + ½)/(R2 + ½)))"
        says "effect size; 1 is twice as often" domain "R1, R2 > 0, else zero_marginal" cost "O(1)" from "Walter 1975"
        by Compute::Table(T::Plain(log_ratio::log_ratio_walter, Test::OfTable));
    "log_ratio_hardie" "log ratio, bits" = "log2(O11/R1/(O21/R2)), an O of 0 as ½"
        says "effect size; 1 is twice as often" domain "R1, R2, C1 > 0, else zero_marginal" cost "O(1)"
        from "Hardie 2014" by Compute::Table(T::Plain(log_ratio::log_ratio_hardie, Test::OfTable));
    "lrc" "conservative log ratio (LRC), bits"
        = "log2(R2/R1·p/(1 − p)), p = BetaInv(α/2m; O11, O21 + 1) or, below chance, BetaInv(1 − α/2m; O11 + 1, O21); 0 where the interval holds 0"
        says "the effect size that is sure at α = .001 over all m candidates" domain "R1, R2, C1 > 0, else zero_marginal"
        cost "O(√(O11 + O21))" from "Evert 2022, Measuring keyness, DH2022"
        by Compute::Table(T::Bound(log_ratio::lrc));
    "lrc_normal" "conservative log ratio, normal approximation"
        = "(ln ratio ∓ z·√(1/O11 + 1/O21 − 1/R1 − 1/R2))/ln 2, 0 where the interval holds 0, an O of 0 as ½"
        says "the same, roughly" domain "R1, R2, C1 > 0, else zero_marginal" cost "O(1)"
        from "Katz et al. 1978; Hardie 2014; Evert 2022" by Compute::Table(T::Bound(log_ratio::lrc_normal));
};
