//! Dispersion: how evenly a term is spread over the parts of a corpus, and over the text from word to word. ▲ in the
//! table: 1 is even; ▼: 0 is even.

mod adjusted;
mod gaps;
mod parts;
mod spread;

pub use gaps::Gaps;
pub use spread::{Parts, Spread};

use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure};

/// The rows of the table.
pub(super) static ROWS: &[Measure] = rows! { &[Family::Dispersion];
    "range" "range"
        = "parts with v > 0"
        says "how many parts hold the term" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Keniston 1920" by Compute::Spread(parts::range);
    "range_share" "share of the parts"
        = "range/k"
        says "▲ the share of the parts that hold the term" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2008, IJCL 13:403, doi:10.1075/ijcl.13.4.02gri" by Compute::Spread(parts::range_share);
    "sd_population" "standard deviation of the counts, divisor k"
        = "√(Σ(v − f/k)²/k)"
        says "▼ how far the counts of the parts lie from their mean" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2008, doi:10.1075/ijcl.13.4.02gri" by Compute::Spread(parts::sd_population);
    "sd_sample" "standard deviation of the counts, divisor k − 1"
        = "√(Σ(v − f/k)²/(k − 1))"
        says "▼ the same, of parts that are a sample" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2008" by Compute::Spread(parts::sd_sample);
    "vc" "variation coefficient"
        = "sd_population/(f/k)"
        says "▼ the deviation against the mean" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2008" by Compute::Spread(parts::vc);
    "juilland_d" "Juilland's D, of rates"
        = "1 − (sd_population(R)/mean R)/√(k − 1), R = v/W"
        says "▲ evenness of the rates; parts of unlike size are allowed" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Juilland & Chang-Rodriguez 1964; rates as in Gries 2020" by Compute::Spread(parts::juilland_d);
    "juilland_d_counts" "Juilland's D, of counts"
        = "1 − vc/√(k − 1)"
        says "▲ evenness of the counts, for parts of one size" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Juilland & Chang-Rodriguez 1964; Carroll 1970, p. 14" by Compute::Spread(parts::juilland_d_counts);
    "carroll_d2" "Carroll's D2, of rates"
        = "−Σ r log2 r/log2 k, r = R/ΣR"
        says "▲ entropy of the rates against the greatest" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Carroll 1970, Computer Studies in the Humanities 3:61" by Compute::Spread(parts::carroll_d2);
    "carroll_d2_counts" "Carroll's D2, of counts"
        = "−Σ t log2 t/log2 k, t = v/f"
        says "▲ the same of the counts, for parts of one size" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Carroll 1970, p. 13" by Compute::Spread(parts::carroll_d2_counts);
    "rosengren_s" "Rosengren's S"
        = "(Σ√(w·v))²/f, w = W/ΣW"
        says "▲ evenness, parts weighted by size" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Rosengren 1971, Etudes de linguistique appliquée 1" by Compute::Spread(parts::rosengren_s);
    "rosengren_s_counts" "Rosengren's S, of counts"
        = "(Σ√v)²/(k·f)"
        says "▲ the same for parts of one size" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Rosengren 1971; Gries 2008, p. 407" by Compute::Spread(parts::rosengren_s_counts);
    "dp" "deviation of proportions (DP)"
        = "½·Σ|t − w|"
        says "▼ the share of occurrences that would have to move" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2008, doi:10.1075/ijcl.13.4.02gri" by Compute::Spread(parts::dp);
    "dp_norm" "DP, normalised"
        = "dp/(1 − min w)"
        says "▼ dp between 0 and 1" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Lijffijt & Gries 2012, IJCL 17:147, doi:10.1075/ijcl.17.1.08lij" by Compute::Spread(parts::dp_norm);
    "dp_norm_egbert" "DP, normalised by the parts that hold the term"
        = "dp/(1 − min{w: v > 0})"
        says "▼ dp against the least it can be in the smallest part that holds the term" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Egbert, Burch & Biber 2020, IJCL 25:89, doi:10.1075/ijcl.18010.egb" by Compute::Spread(parts::dp_norm_egbert);
    "da" "DA"
        = "1 − mean|R_i − R_j|/(2·mean R)"
        says "▲ one less half the mean difference of rates" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range log range)"
        from "Burch, Egbert & Biber 2017, J. Research Design and Statistics 3:189, doi:10.1558/jrds.33066" by Compute::Spread(parts::da);
    "kld" "Kullback–Leibler divergence, bits"
        = "Σ t log2(t/w)"
        says "▼ bits by which the parts tell of the term" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2020, in A Practical Handbook of Corpus Linguistics, ch. 5, doi:10.1007/978-3-030-46216-1_5" by Compute::Spread(parts::kld);
    "kld_norm_e" "divergence, normalised by e"
        = "1 − e^−kld"
        says "▼ kld between 0 and 1" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2020, ch. 5; 2022" by Compute::Spread(parts::kld_norm_e);
    "kld_norm_2" "divergence, normalised by 2"
        = "1 − 2^−kld"
        says "▼ kld between 0 and 1" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2024, Frequency, Dispersion, Association, and Keyness, doi:10.1075/scl.115" by Compute::Spread(parts::kld_norm_2);
    "kld_norm_o2p" "divergence, odds to probability"
        = "kld/(1 + kld)"
        says "▼ kld between 0 and 1" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Gries 2024, doi:10.1075/scl.115" by Compute::Spread(parts::kld_norm_o2p);
    "chi2_parts" "chi-square of the parts"
        = "Σ(v − f/k)²/(f/k)"
        says "▼ departure from equal counts" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Lyne 1985; Gries 2008, p. 408" by Compute::Spread(parts::chi2_parts);
    "lyne_d3" "Lyne's D3"
        = "1 − chi2_parts/(4·f)"
        says "▲ chi-square turned about; may be below 0" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Lyne 1985, The Vocabulary of French Business Correspondence; Gries 2008, p. 408" by Compute::Spread(parts::lyne_d3);
    "zhang_dc" "distributional consistency (DC)"
        = "(Σ√v/k)²/(f/k)"
        says "▲ the squared mean root against the mean" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Zhang, Huang & Yu 2004; Gries 2008, p. 408" by Compute::Spread(parts::zhang_dc);
    "juilland_u" "Juilland's usage coefficient (U)"
        = "f·juilland_d_counts"
        says "the frequency lowered by clumping" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Juilland & Chang-Rodriguez 1964; Engwall 1974, p. 122" by Compute::Spread(parts::juilland_u);
    "carroll_um" "Carroll's Um"
        = "f·D2 + (1 − D2)·f/k, D2 of counts"
        says "the frequency lowered by clumping, never below f/k" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Carroll 1970, p. 13" by Compute::Spread(parts::carroll_um);
    "rosengren_kf" "Rosengren's KF"
        = "(Σ√v)²/k"
        says "the frequency lowered by clumping" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Rosengren 1971; Gries 2008, p. 409" by Compute::Spread(parts::rosengren_kf);
    "engwall_fm" "Engwall's FM"
        = "f·range/k"
        says "the frequency times the share of parts" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Engwall 1974, Fréquence et distribution du vocabulaire" by Compute::Spread(parts::engwall_fm);
    "kromer_ur" "Kromer's UR"
        = "Σ H(v), H(v) = 1 + 1/2 + … + 1/v"
        says "each further occurrence in a part counts less" domain "f ≥ 1, else absent; k ≥ 2, else one_part" cost "O(range)"
        from "Kromer 2003; Gries 2008, p. 409" by Compute::Spread(parts::kromer_ur);
    "range_fa" "range, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = range"
        says "▲ where range lies between the most clumped (lo) and the most even (hi) allocation of f" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri; allocations as tlda, method even" by Compute::Spread(adjusted::range_fa);
    "juilland_d_fa" "Juilland's D, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = juilland_d"
        says "▲ 0 most clumped, 1 most even for its frequency" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri" by Compute::Spread(adjusted::juilland_d_fa);
    "carroll_d2_fa" "Carroll's D2, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = carroll_d2"
        says "▲ 0 most clumped, 1 most even for its frequency" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri" by Compute::Spread(adjusted::carroll_d2_fa);
    "rosengren_s_fa" "Rosengren's S, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = rosengren_s"
        says "▲ 0 most clumped, 1 most even for its frequency" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri" by Compute::Spread(adjusted::rosengren_s_fa);
    "dp_fa" "DP, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = dp"
        says "▲ 0 most clumped, 1 most even for its frequency (dp itself is ▼)" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri" by Compute::Spread(adjusted::dp_fa);
    "da_fa" "DA, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = da"
        says "▲ 0 most clumped, 1 most even for its frequency" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri" by Compute::Spread(adjusted::da_fa);
    "kld_norm_e_fa" "divergence, frequency-adjusted"
        = "(x − lo)/(hi − lo), x = kld_norm_e"
        says "▲ 0 most clumped, 1 most even for its frequency (kld itself is ▼)" domain "f ≥ 2 and hi ≠ lo, else too_few_points" cost "O(k log k)"
        from "Gries 2022, doi:10.1075/jsls.21029.gri" by Compute::Spread(adjusted::kld_norm_e_fa);
    "arf" "average reduced frequency (ARF)"
        = "Σ min(d, v)/v, v = N/f"
        says "the frequency with clumps reduced to one; d the distances around the ring" domain "f ≥ 1, else absent" cost "O(f)"
        from "Savický & Hlaváčová 2002, J. Quantitative Linguistics 9:215, doi:10.1076/jqul.9.3.215.14124" by Compute::Gaps(gaps::arf);
    "ald" "average logarithmic distance (ALD)"
        = "Σ (d/N)·log10 d"
        says "the mean logarithm of the distance to the next occurrence; greater is rarer or more clumped" domain "f ≥ 1, else absent" cost "O(f)"
        from "Savický & Hlaváčová 2002" by Compute::Gaps(gaps::ald);
    "f_ald" "frequency by ALD"
        = "e^(−Σ (d/N)·ln(d/N)) = N·10^−ald"
        says "the frequency of an even term with this ald" domain "f ≥ 1, else absent" cost "O(f)"
        from "Savický & Hlaváčová 2002" by Compute::Gaps(gaps::f_ald);
    "awt" "average waiting time (AWT)"
        = "½·(1 + Σ d²/N)"
        says "the mean wait for the next occurrence from any place; greater is rarer or more clumped" domain "f ≥ 1, else absent" cost "O(f)"
        from "Savický & Hlaváčová 2002" by Compute::Gaps(gaps::awt);
    "f_awt" "frequency by AWT"
        = "N²/Σ d² = N/(2·awt − 1)"
        says "the frequency of an even term with this awt" domain "f ≥ 1, else absent" cost "O(f)"
        from "Savický & Hlaváčová 2002" by Compute::Gaps(gaps::f_awt);
};
