//! Texts on the edge: nothing, one token, all equal, all distinct. Undefined is said with a reason, in every case.

use super::Terms;
use mizan::measure::dispersion::{Gaps, Parts, Spread};
use mizan::measure::growth::Growth;
use mizan::measure::{Asked, Family, Measure, Reason, Score};

fn scores(text: &Terms) -> Vec<(String, Score)> {
    let growth = Growth::new(text.text());
    let mut scores: Vec<(String, Score)> = Vec::new();
    for asked in Measure::every(Family::Diversity) {
        scores.push((asked.id(), asked.of_text(&text.text())));
    }
    for asked in Measure::every(Family::Growth) {
        scores.push((asked.id(), asked.of_growth(&growth)));
    }
    scores
}

#[test]
fn every_score_is_a_finite_number_or_a_reason() {
    let texts = [
        vec![],
        vec![0],
        vec![0, 0],
        vec![0, 1],
        vec![0; 100],
        (0..100).collect(),
        (0..1000).map(|i| i / 2).collect(),
        [vec![0; 99], vec![1]].concat(),
    ];
    for terms in texts {
        let text = Terms::new(terms);
        for (id, score) in scores(&text) {
            if let Score::Value(value) = score {
                assert!(value.is_finite(), "{id}");
                assert!(!(value == 0.0 && value.is_sign_negative()), "{id}");
            }
            let content = id == "lexical_density" || id.contains("entropy") || id == "lm_perplexity";
            assert!(content || score.reason() != Some(Reason::NotRequested), "{id} was not computed");
            if text.terms.is_empty() && !content {
                assert_eq!(score.reason(), Some(Reason::Empty), "{id}");
            }
        }
    }
}

#[test]
fn reasons_of_the_edges() {
    let (one, equal, distinct) =
        (Terms::new(vec![0]), Terms::new(vec![0; 60]), Terms::new((0..60).collect()));
    let reason = |text: &Terms, id: &str| text.score(id).reason().map(Reason::code);
    for (text, id, expected) in [
        (&one, "herdan_c", "too_short"),
        (&one, "simpson_d", "too_short"),
        (&one, "summer_s", "log_domain"),
        (&one, "mtld", "no_factor"),
        (&one, "mattr_50", "too_short"),
        (&one, "hdd_42", "too_short"),
        (&one, "popescu_b1", "one_type"),
        (&one, "heaps_ols_beta", "too_few_points"),
        (&one, "zipf_s", "one_type"),
        (&equal, "entropy_normalised", "one_type"),
        (&equal, "zipf_s", "one_type"),
        (&equal, "sgt_slope", "too_few_points"),
        (&equal, "michea_m", "no_dis"),
        (&distinct, "dugast_u", "all_distinct"),
        (&distinct, "yule_i", "all_distinct"),
        (&distinct, "simpson_inverse", "all_distinct"),
        (&distinct, "maas_lg_v0", "all_distinct"),
        (&distinct, "honore_r", "all_hapax"),
        (&distinct, "entropy_chao_shen", "all_hapax"),
        (&distinct, "fisher_alpha", "unbounded"),
        (&distinct, "vocd_d", "unbounded"),
        (&distinct, "vocd_d_sampled", "unbounded"),
        (&distinct, "mtld_ma_wrap", "no_factor"),
        (&distinct, "zeta_alpha", "all_hapax"),
        (&distinct, "zipf_s", "flat"),
        (&distinct, "zm_q", "flat"),
    ] {
        assert_eq!(reason(text, id), Some(expected), "{id}");
    }
    assert_eq!(equal.score("entropy"), Score::Value(0.0));
    assert_eq!(distinct.score("simpson_d"), Score::Value(0.0));
    assert_eq!(equal.value("heaps_nls_beta"), 0.0);
}

#[test]
fn terms_that_are_not_there_and_parts_that_are_not_many() {
    let (two, single) = (Parts::new(vec![5, 5]), Parts::new(vec![5]));
    for asked in Measure::every(Family::Dispersion) {
        let asked: Asked = asked;
        if asked.reads_gaps() {
            assert_eq!(asked.of_gaps(&Gaps { places: &[], tokens: 9 }), Score::Undefined(Reason::Absent));
            let once = asked.of_gaps(&Gaps { places: &[4], tokens: 9 }).value().unwrap();
            if ["arf", "f_ald", "f_awt"].contains(&asked.id().as_str()) {
                assert!((once - 1.0).abs() < 1e-12, "{}: {once}", asked.id());
            }
            continue;
        }
        assert_eq!(asked.of_spread(&Spread { parts: &two, held: &[] }), Score::Undefined(Reason::Absent));
        let alone = asked.of_spread(&Spread { parts: &single, held: &[(0, 3)] });
        assert_eq!(alone, Score::Undefined(Reason::OnePart), "{}", asked.id());
        let once = asked.of_spread(&Spread { parts: &two, held: &[(1, 1)] });
        assert_eq!(once.value().is_none(), asked.id().ends_with("_fa"), "{}", asked.id());
    }
}
