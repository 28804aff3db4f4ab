//! Diversity: published values, worked values, laws.

use super::{Terms, printed};
use mizan::measure::diversity::Text;
use mizan::measure::{Frequencies, Measure};
use proptest::prelude::*;

#[test]
fn published_values() {
    // Popescu 2009, Word Frequency Studies: the frequencies of a poem of 225 words (p. 26), its repeat rate (p. 170)
    // and its entropy (p. 176), by way of Wordless's tests.
    let spectrum = vec![(1, 85), (2, 18), (3, 6), (4, 7), (5, 2), (6, 2), (7, 1), (9, 2), (11, 1)];
    let poem = Frequencies::of_spectrum(spectrum);
    assert_eq!((poem.tokens, poem.types), (225, 124));
    let of = |id: &str, counts: &Frequencies| {
        Measure::find(id).unwrap().of_text(&Text::new(counts, &[], 0)).value().unwrap()
    };
    assert_eq!(printed(of("simpson_mle", &poem), 4), "0.0153");
    assert_eq!(printed(of("entropy", &poem), 4), "6.5270");
    // Fisher, Corbet & Williams 1943, p. 56: 15,609 moths of 240 species.
    let moths = Frequencies { tokens: 15_609, types: 240, ..Frequencies::default() };
    assert_eq!(printed(of("fisher_alpha", &moths), 3), "40.247");
}

#[test]
fn the_letters() {
    // Nine digits, computed by an independent program.
    Terms::letters().check(
        5e-9,
        &[
            ("ttr", 0.34),
            ("summer_s", 0.763467606),
            ("dugast_u", 14.1859352),
            ("maas_a2", 0.0704923562),
            ("yule_k", 1336.0),
            ("yule_i", 0.78746594),
            ("simpson_d", 0.136326531),
            ("herdan_vm", 0.307857874),
            ("honore_r", 831.304889),
            ("brunet_w", 11.0569327),
            ("fisher_alpha", 9.07494516),
            ("mattr_10", 0.707317073),
            ("msttr_10", 0.7),
            ("hdd_42", 0.368230663),
            ("mtld", 11.0665138),
            ("mtld_le_min1", 8.575),
            ("mtld_ma_wrap", 11.88),
            ("entropy", 3.32011283),
            ("entropy_miller_madow", 3.55094404),
        ],
    );
    Terms::letters().check(1e-6, &[("vocd_d", 4.5004205)]);
    let sampled = Terms::letters().value("vocd_d_sampled");
    assert!((sampled - 4.5).abs() < 0.5, "{sampled}");
}

#[test]
fn what_no_second_program_computes_is_worked_by_hand() {
    let letters = Terms::letters();
    let (n, v, v1, v2): (f64, f64, f64, f64) = (50.0, 17.0, 9.0, 4.0);
    // Ranked: 15 10 5 3, four times 2, nine times 1.
    let arc = [(15.0, 10.0), (10.0, 5.0), (5.0, 3.0), (3.0, 2.0), (2.0, 1.0)];
    let length: f64 =
        3.0 + 8.0 + arc.iter().map(|(a, b): &(f64, f64)| ((a - b).powi(2) + 1.0).sqrt()).sum::<f64>();
    let (least, most) = ((16f64.powi(2) + 14f64.powi(2)).sqrt(), (14f64.powi(2) + 1.0).sqrt() + 15.0);
    let entropy = letters.value("entropy");
    letters.check(
        1e-12,
        &[
            ("root_ttr", v / n.sqrt()),
            ("corrected_ttr", v / (2.0 * n).sqrt()),
            ("rubet_k", v.ln() / n.ln().ln()),
            ("summer_s_log10", v.log10().log10() / n.log10().log10()),
            ("dugast_u_log10", n.log10().powi(2) / (n.log10() - v.log10())),
            ("maas_a2_log10", (n.log10() - v.log10()) / n.log10().powi(2)),
            ("maas_a", ((n.ln() - v.ln()) / n.ln().powi(2)).sqrt()),
            ("maas_lg_v0", v.log10() / (1.0 - (v.ln() / n.ln()).powi(2)).sqrt()),
            ("yule_williams", 2500.0 / 334.0),
            ("simpson_inverse", 50.0 * 49.0 / 334.0),
            ("herdan_vm_squared", 384.0 / 2500.0 - 1.0 / 17.0),
            ("sichel_s", v2 / v),
            ("michea_m", v / v2),
            ("brunet_w_165", n.powf(v.powf(-0.165))),
            ("hapax_types", v1 / v),
            ("hapax_tokens", v1 / n),
            ("entropy_normalised", entropy / v.log2()),
            ("redundancy", 1.0 - entropy / v.log2()),
            ("perplexity", entropy.exp2()),
            ("repeat_rate_spectrum", (81.0 + 16.0 + 4.0) / 289.0),
            ("popescu_b1", length / most),
            ("popescu_b2", (length - least) / (most - least)),
            ("popescu_b3", (v - 1.0) / length),
            ("popescu_b4", 14.0 / length),
            ("popescu_b5", v1 / length),
            ("rarefied_types_42", 42.0 * letters.value("hdd_42")),
        ],
    );
    let chao_shen: f64 = [(15.0, 1.0), (10.0, 1.0), (5.0, 1.0), (3.0, 1.0), (2.0, 4.0), (1.0, 9.0)]
        .iter()
        .map(|&(f, types): &(f64, f64)| {
            let p = (1.0 - v1 / n) * f / n;
            -types * p * p.log2() / (1.0 - (1.0 - p).powf(n))
        })
        .sum();
    letters.check(1e-12, &[("entropy_chao_shen", chao_shen)]);
}

/// MTLD on a ring, done plainly: a set of the terms from each start.
fn ring(terms: &[u32]) -> Option<f64> {
    let n = terms.len();
    let mut sum = 0;
    for start in 0..n {
        let mut seen = std::collections::HashSet::new();
        let end = (1..=n).find(|&tokens| {
            seen.insert(terms[(start + tokens - 1) % n]);
            tokens >= 10 && (seen.len() as f64) / (tokens as f64) < 0.72
        });
        sum += end?;
    }
    Some(sum as f64 / n as f64)
}

#[test]
fn the_ring_is_plain_on_long_texts() {
    let random = Terms::random();
    assert_eq!(random.score("mtld_ma_wrap").value(), ring(&random.terms));
    // Factors of some hundreds of tokens, and a few of ten.
    let mut state = mizan::measure::Random::new(3, 0);
    for spread in [300, 700, 1500] {
        let terms: Vec<u32> =
            (0..4000).map(|_| (state.below(spread) * state.below(spread) / spread) as u32).collect();
        assert_eq!(Terms::new(terms.clone()).score("mtld_ma_wrap").value(), ring(&terms), "{spread}");
    }
}

/// Windows, done plainly.
fn windows(terms: &[u32], window: usize, step: usize) -> Option<f64> {
    let ratios: Vec<f64> = terms
        .windows(window)
        .step_by(step)
        .map(|part| part.iter().collect::<std::collections::HashSet<_>>().len() as f64 / window as f64)
        .collect();
    (!ratios.is_empty()).then(|| ratios.iter().sum::<f64>() / ratios.len() as f64)
}

proptest! {
    #[test]
    fn fast_is_plain(terms in proptest::collection::vec(0u32..40, 1..200), window in 1usize..60) {
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-12 * b.abs().max(1.0),
            (a, b) => a == b,
        };
        let text = Terms::new(terms.clone());
        prop_assert!(near(text.score("mtld_ma_wrap").value(), ring(&terms)));
        let (mattr, msttr) = (format!("mattr_{window}"), format!("msttr_{window}"));
        prop_assert!(near(text.score(&mattr).value(), windows(&terms, window, 1)));
        prop_assert!(near(text.score(&msttr).value(), windows(&terms, window, window)));
    }

    /// A drawn sample without replacement: the mean number of types is what is said.
    #[test]
    fn a_sample_of_all_is_all(terms in proptest::collection::vec(0u32..30, 1..150)) {
        let text = Terms::new(terms.clone());
        let id = format!("rarefied_types_{}", terms.len());
        prop_assert!((text.value(&id) - text.counts.types as f64).abs() < 1e-9);
        prop_assert!((text.value("rarefied_types_1") - 1.0).abs() < 1e-12);
    }

    /// Names of terms mean nothing.
    #[test]
    fn other_names_give_the_same_bits(terms in proptest::collection::vec(0u32..30, 1..150)) {
        let (text, other) = (Terms::new(terms.clone()), Terms::new(terms.iter().map(|term| 29 - term).collect()));
        for asked in Measure::every(mizan::measure::Family::Diversity) {
            prop_assert_eq!(asked.of_text(&text.text()), asked.of_text(&other.text()), "{}", asked.id());
        }
    }
}
