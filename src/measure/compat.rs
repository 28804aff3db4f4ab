//! Other programs' conventions: which of our ids give their numbers, and their faults that are named here and not
//! repeated.

use super::Family;
use crate::{Error, ErrorKind};

/// A program whose numbers can be asked for.
#[derive(Debug)]
pub struct Tool {
    /// Its name on the command line.
    pub name: &'static str,
    /// The version that was compared.
    pub version: &'static str,
    /// The ids of a family that give its numbers.
    pub ids: &'static [(Family, &'static str)],
    /// The marginals of pairs that give its numbers, where they are not those of bigrams.
    pub marginals: Option<&'static str>,
    /// What it gets wrong, by family: our numbers differ there.
    pub faults: &'static [(Family, &'static str)],
}

/// Every program.
static TOOLS: &[Tool] = &[
    Tool {
        name: "nltk",
        version: "NLTK 3.10.4",
        ids: &[
            (Family::Growth, "sgt_slope,sgt_intercept,sgt_switch,cross_entropy,lm_perplexity"),
            (
                Family::Association,
                "mi,t_score,chi2,phi2,g2,dice,jaccard,mi_like,poisson_stirling_nltk,fisher_p",
            ),
        ],
        marginals: Some("nltk"),
        faults: &[
            (
                Family::Association,
                "its fisher is the left tail, which is near 1 for attraction; here fisher_p is the right tail",
            ),
            (
                Family::Association,
                "its pairs have the counts of words for marginals, so that the cells are not of one table; its numbers are kept",
            ),
        ],
    },
    Tool {
        name: "quanteda",
        version: "quanteda.textstats 9fc2708",
        ids: &[
            (
                Family::Diversity,
                "ttr,herdan_c,root_ttr,corrected_ttr,dugast_u_log10,summer_s_log10,yule_k,yule_i,simpson_d,herdan_vm,maas_a_log10,maas_lg_v0,mattr_100,msttr_100",
            ),
            (Family::Association, "log_odds,log_odds_z"),
            (Family::Keyness, "chi2_yates,g2,fisher_p"),
        ],
        marginals: None,
        faults: &[(
            Family::Keyness,
            "its lr applies Yates' correction where its help says Williams'; here g2 has no correction",
        )],
    },
    Tool {
        name: "lexicalrichness",
        version: "LexicalRichness 0.5.1",
        ids: &[(
            Family::Diversity,
            "ttr,root_ttr,corrected_ttr,herdan_c,summer_s,dugast_u,maas_a2,yule_k,yule_i,herdan_vm,simpson_d,msttr_100,mattr_100,mtld_le_min1,hdd_42,vocd_d",
        )],
        marginals: None,
        faults: &[
            (Family::Diversity, "its msttr drops the last full segment where the window divides the text"),
            (
                Family::Diversity,
                "its mtld of a text without a repeated term is the length of the text; here it is undefined",
            ),
        ],
    },
    Tool {
        name: "lexical_diversity",
        version: "lexical_diversity 0.1.1",
        ids: &[(
            Family::Diversity,
            "ttr,root_ttr,herdan_c,maas_a2_log10,msttr_50,mattr_50,hdd_42,mtld_last_partial,mtld_ma_wrap",
        )],
        marginals: None,
        faults: &[
            (
                Family::Diversity,
                "its mattr and msttr of a text no longer than the window are the plain ratio; here they are undefined below the window",
            ),
            (
                Family::Diversity,
                "its hdd below 42 tokens, and its mtld without a factor, are 0; here they are undefined",
            ),
            (
                Family::Diversity,
                "its moving mtld on a ring may run longer than the text; here it is undefined then",
            ),
        ],
    },
    Tool {
        name: "sketchengine",
        version: "Sketch Engine, statistics used 2015",
        ids: &[
            (Family::Dispersion, "arf,ald,f_ald"),
            (Family::Association, "log_dice,t_score,mi,mi3,mi_log_f,min_sensitivity"),
            (Family::Keyness, "simple_maths_1"),
        ],
        marginals: None,
        faults: &[],
    },
    Tool {
        name: "wordless",
        version: "Wordless c03b2f4",
        ids: &[
            (
                Family::Diversity,
                "ttr,root_ttr,corrected_ttr,herdan_c,summer_s,rubet_k,dugast_u,maas_a2,yule_k,yule_i,simpson_mle,herdan_vm_squared,honore_r,brunet_w,fisher_alpha,hdd_42,msttr_100,mattr_50,mtld,vocd_d,entropy,popescu_b1,popescu_b2,popescu_b3,popescu_b4,popescu_b5",
            ),
            (
                Family::Dispersion,
                "carroll_d2_counts,dp,dp_norm,juilland_d_counts,lyne_d3,rosengren_s_counts,zhang_dc,ald,arf,awt,carroll_um,engwall_fm,juilland_u,rosengren_kf,kromer_ur",
            ),
            (
                Family::Association,
                "g2,mi,mi2,mi3,npmi,mi_log_f,t_score,z_score,dice,log_dice,jaccard,min_sensitivity,poisson_stirling_qw,chi2,chi2_yates,fisher_p,delta_p_21,odds_ratio,log_ratio_hardie",
            ),
            (
                Family::Keyness,
                "g2,chi2,chi2_yates,fisher_p,mann_whitney_p,welch_t_p,bic,pct_diff,diff_coefficient,simple_maths_1,log_ratio_hardie,odds_ratio",
            ),
        ],
        marginals: None,
        faults: &[
            (Family::Association, "its log_dice lacks the 14 that Rychlý adds"),
            (Family::Association, "its odds ratio is −∞ for a pair that does not occur; here it is 0"),
            (
                Family::Diversity,
                "its Honoré's R is 100·ln(N/(1 − V1/V)), the logarithm of the wrong thing; here it is the published formula",
            ),
            (Family::Diversity, "its hdd takes a smaller sample below 42 tokens; here it is undefined"),
            (Family::Dispersion, "its documentation prints Lyne's D3 as (1 − χ²)/(4F); the value is right"),
        ],
    },
];

impl Tool {
    /// Every program.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        TOOLS.iter()
    }

    /// The program of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for another name.
    pub fn parse(name: &str) -> Result<&'static Self, Error> {
        Self::all().find(|tool| tool.name == name).ok_or_else(|| {
            let names: Vec<&str> = Self::all().map(|tool| tool.name).collect();
            let message = format!("no conventions of a program called {name:?}");
            Error::new(ErrorKind::Usage, message).with_help(format!("--compat knows {}", names.join(", ")))
        })
    }

    /// The ids that give its numbers.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where it has no measures of the family.
    pub fn ids(&self, family: Family) -> Result<&'static str, Error> {
        let found = self.ids.iter().find(|(of, _)| *of == family);
        found.map(|(_, ids)| *ids).ok_or_else(|| {
            let message = format!("{} has no measures of {}", self.name, family.name());
            let others: Vec<&str> = Self::all()
                .filter(|tool| tool.ids.iter().any(|(of, _)| *of == family))
                .map(|tool| tool.name)
                .collect();
            Error::new(ErrorKind::Usage, message).with_help(match others.as_slice() {
                [] => "name the measures by --measures".to_owned(),
                others => format!("of {}, --compat knows {}", family.name(), others.join(", ")),
            })
        })
    }

    /// What it gets wrong in a family.
    pub fn faults(&self, family: Family) -> impl Iterator<Item = &'static str> {
        self.faults.iter().filter(move |(of, _)| *of == family).map(|(_, fault)| *fault)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Measure;
    use super::*;

    #[test]
    fn the_ids_are_measures_of_the_family() {
        for tool in Tool::all() {
            for (family, ids) in tool.ids {
                assert_eq!(
                    Measure::select(*family, Some(ids)).unwrap().len(),
                    ids.split(',').count(),
                    "{}",
                    tool.name
                );
            }
        }
        let none = Tool::parse("nltk").unwrap().ids(Family::Dispersion).unwrap_err();
        assert_eq!(none.help(), Some("of dispersion, --compat knows sketchengine, wordless"));
        assert!(Tool::parse("spss").unwrap_err().help().unwrap().contains("nltk"));
    }
}
