//! Growth, fits and models: worked values, scipy's optima, NLTK's models.

use super::Terms;
use mizan::measure::growth::{Growth, Model, Smoothing, growth_curve};
use mizan::measure::{Frequencies, Measure, Reason, Score};

#[test]
fn the_letters() {
    let letters = Terms::letters();
    letters.check(
        1e-6,
        &[
            ("zipf_s", 1.09285165),
            ("zipf_loglik", -115.911831),
            ("zm_loglik", -115.884632),
            ("zeta_alpha", 1.94961622),
            ("heaps_ols_beta", 0.643278538),
            ("heaps_nls_beta", 0.463105400),
        ],
    );
    letters.check(1e-4, &[("zm_s", 1.19352), ("zm_q", 0.25313)]);
    letters.check(1e-12, &[("chao1", 27.125), ("chao1_bc", 24.2), ("gt_p0", 0.18), ("gt_coverage", 0.82)]);

    let mut pairs = vec![0; 26 * 26];
    letters.terms.windows(2).for_each(|pair| pairs[(pair[0] * 26 + pair[1]) as usize] += 1);
    let mut firsts = vec![0; 26];
    letters.terms[..49].iter().for_each(|&term| firsts[term as usize] += 1);
    let (pairs, firsts) = (Frequencies::of(&pairs), Frequencies::of(&firsts));
    let mut growth = Growth::new(letters.text());
    growth.bigrams = Some((&pairs, &firsts));
    let found = Measure::find("conditional_entropy").unwrap().of_growth(&growth).value().unwrap();
    assert!((found - 1.45463546).abs() < 5e-9, "{found}");
}

#[test]
fn scipy_finds_the_same_optima() {
    // scipy 1.17 minimize_scalar, minimize (Nelder–Mead), curve_fit, linregress on the random list; see CONTRIBUTING.md.
    let random = Terms::random();
    random.check(
        1e-6,
        &[
            ("zipf_s", 0.7239511956633307),
            ("zipf_loglik", -2398.9844225110087),
            ("zm_loglik", -2375.491366353178),
            ("zeta_alpha", 1.4965990551387272),
            ("heaps_nls_beta", 0.32996418164854036),
            ("heaps_nls_k", 10.472276115542998),
            ("vocd_d", 27.73924799472646),
        ],
    );
    random.check(1e-4, &[("zm_s", 2.1794581724503406), ("zm_q", 22.10371844999628)]);
    random.check(
        1e-9,
        &[
            ("heaps_ols_beta", 0.4771703280268568),
            ("heaps_ols_k", 4.563774947782089),
            ("zipf_ols_slope", -1.0116109244259386),
            ("zipf_ols_intercept", 2.167664150483343),
            ("zipf_ols_r2", 0.849403674383291),
            ("fisher_alpha", 25.23423699757502),
            ("entropy", 5.698822354573875),
            ("hdd_42", 0.6657211671850898),
        ],
    );
}

#[test]
fn nltk_foresees_as_we_do() {
    // NLTK 3.10.4, nltk.lm.Laplace(2) on the first 30 sentences of 15 tokens, entropy of the bigrams of the other 10.
    let random = Terms::random();
    let sentences: Vec<&[u32]> = random.terms.chunks(15).collect();
    let model = Model::train(sentences[..30].iter().copied(), 2, Smoothing::Laplace).unwrap();
    let found = model.cross_entropy(sentences[30..].iter().copied()).value().unwrap();
    assert!((found - 6.20542902345799).abs() < 1e-12, "{found}");
    assert!((found.exp2() - 73.79386748723194).abs() < 1e-9);
    // NLTK 3.10.4, SimpleGoodTuringProbDist.
    random.check(1e-9, &[("sgt_slope", -1.3606771547413214), ("sgt_intercept", 3.614453140119245)]);
    assert_eq!(random.score("sgt_switch"), Score::Count(1));
}

/// Kneser–Ney shares out all of its probability: over the vocabulary each history sums to 1.
#[test]
fn probabilities_sum_to_one() {
    let random = Terms::random();
    let sentences: Vec<&[u32]> = random.terms.chunks(15).collect();
    for (order, smoothing) in [
        (1, Smoothing::KneserNey),
        (2, Smoothing::KneserNey),
        (3, Smoothing::KneserNey),
        (2, Smoothing::Laplace),
    ] {
        let model = Model::train(sentences.iter().copied(), order, smoothing).unwrap();
        for history in [&[3u32, 5][..], &[0, 0], &[7, 40]] {
            let history = &history[..order - 1];
            let sum = model.total_probability(history);
            assert!((sum - 1.0).abs() < 1e-12, "{order} {smoothing:?} {history:?}: {sum}");
        }
    }
    // A model of more context foresees its own text better.
    let bits = |order| {
        let model = Model::train(sentences.iter().copied(), order, Smoothing::KneserNey).unwrap();
        model.cross_entropy(sentences.iter().copied()).value().unwrap()
    };
    assert!(bits(3) < bits(2) && bits(2) < bits(1));
}

#[test]
fn models_of_too_little_say_so() {
    let one: [&[u32]; 1] = [&[1, 2, 3]];
    assert_eq!(Model::train(one.into_iter(), 2, Smoothing::KneserNey).err(), Some(Reason::TooFewPoints));
    assert_eq!(Model::train(one.into_iter(), 9, Smoothing::Laplace).err(), Some(Reason::NotRequested));
    let none: [&[u32]; 0] = [];
    assert_eq!(Model::train(none.into_iter(), 2, Smoothing::Laplace).err(), Some(Reason::Empty));
    let model = Model::train(one.into_iter(), 2, Smoothing::Laplace).unwrap();
    assert_eq!(model.cross_entropy(none.into_iter()), Score::Undefined(Reason::Empty));
    // Of three words and three marks: (0 + 1)/(0 + 6) for an unknown word after an unknown one.
    let unknown: [&[u32]; 1] = [&[9]];
    let expected = ((7f64).log2() + (6f64).log2()) / 2.0;
    assert!((model.cross_entropy(unknown.into_iter()).value().unwrap() - expected).abs() < 1e-12);
}

#[test]
fn points_of_the_curve() {
    let letters = Terms::letters();
    let curve = growth_curve(&letters.terms, letters.types, 1000);
    assert_eq!(curve.len(), 50);
    assert_eq!((curve[0], curve[5], curve[49]), ((1, 1, 1), (6, 5, 4), (50, 17, 9)));
    for points in [1, 2, 3, 7, 49] {
        let some = growth_curve(&letters.terms, letters.types, points);
        assert_eq!((some.len(), *some.last().unwrap()), (points, (50, 17, 9)));
        assert!(some.iter().all(|point| curve.contains(point)));
    }
    assert!(growth_curve(&[], 0, 10).is_empty());
}
