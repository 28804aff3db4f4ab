//! Association and keyness against published values, worked values, and the values of other programs; their edges and
//! their laws.

use mizan::measure::association::Run;
use mizan::measure::{Asked, Confidence, Contingency, Family, Measure, Reason, Score, TableOf};
use proptest::prelude::*;

fn table(o11: u64, r1: u64, c1: u64, n: u64) -> Contingency {
    Contingency::new(o11, r1, c1, n).unwrap()
}

fn asked(id: &str) -> Asked {
    Measure::find(id).unwrap_or_else(|| panic!("{id} is no measure"))
}

fn score(id: &str, t: &Contingency) -> Score {
    asked(id).of_table(t, &TableOf { windows: true, ..TableOf::default() })
}

fn key_score(id: &str, t: &Contingency) -> Score {
    asked(id).of_table(t, &TableOf { keyness: true, ..TableOf::default() })
}

fn near(id: &str, found: Score, expected: f64, tolerance: f64) {
    let value = found.value().unwrap_or_else(|| panic!("{id}: {found:?}, not {expected}"));
    let allowed = (tolerance * expected.abs()).max(1e-12);
    assert!((value - expected).abs() <= allowed, "{id}: {value} is not {expected}");
}

/// A value as printed: equal when it is rounded to as many digits.
fn printed(id: &str, found: Score, published: f64, digits: i32) {
    let value = found.value().unwrap_or_else(|| panic!("{id}: {found:?}"));
    let scale = 10f64.powi(digits);
    assert_eq!((value * scale).round(), (published * scale).round(), "{id}: {value}");
}

#[test]
fn published_values() {
    // Dunning 1993, pp. 72–73.
    printed("g2", score("g2", &table(10, 10, 13, 31777)), 167.23, 2);
    printed("chi2", score("chi2", &table(3, 3, 3, 31777)), 31777.0, 0);
    // Church & Hanks 1990, p. 24.
    printed("mi", score("mi", &table(8, 1105, 44, 15_000_000)), 11.3, 1);
    // Church & Gale 1991, p. 12.
    printed("phi2", score("phi2", &table(31950, 43954, 36743, 897_077)), 0.62, 2);
    // Gries 2013, p. 144: of course.
    let of_course = table(5610, 174_548, 7867, 10_233_063);
    printed("delta_p_21", score("delta_p_21", &of_course), 0.032, 3);
    printed("delta_p_12", score("delta_p_12", &of_course), 0.697, 3);
    // Pedersen & Bruce 1996, p. 12; Smadja et al. 1996, p. 13; Pedersen 1996, p. 10.
    printed("min_sensitivity", score("min_sensitivity", &table(17, 257, 1018, 1_382_828)), 0.016699, 6);
    printed("dice", score("dice", &table(130, 3121, 143, 100_000)), 0.08, 2);
    let small = table(1, 4, 4, 8);
    printed("chi2_yates", score("chi2_yates", &small), 0.5, 6);
    printed("fisher_p", score("fisher_p", &small), 0.986, 3);
    let corpora = |a, n1, b, n2| Contingency::of_corpora(a, n1, b, n2).unwrap();
    // Gabrielatos & Marchi 2011, p. 18; Pojanapunya & Todd 2016, p. 154; Hofland & Johansson 1982, p. 471;
    // Kilgarriff's data.
    printed("pct_diff", key_score("pct_diff", &corpora(206_523, 959_641, 178_174, 1_562_358)), 88.7, 1);
    printed("odds_ratio", key_score("odds_ratio", &corpora(16_217, 2_796_938, 735, 2_087_946)), 16.6, 1);
    printed(
        "diff_coefficient",
        key_score("diff_coefficient", &corpora(18, 1_000_000, 35, 1_000_000)),
        -0.32,
        2,
    );
    let kilgarriff = corpora(35, 112_289_811, 263, 1_559_717_242);
    printed("simple_maths_1", key_score("simple_maths_1", &kilgarriff), 1.1224, 4);
}

#[test]
fn worked_values() {
    let t = table(10, 30, 20, 1000);
    for (id, expected) in [
        ("mi", 4.05889369),
        ("npmi", 0.610924375),
        ("z_score", 12.1353478),
        ("z_score_yates", 11.4898506),
        ("log_dice", 12.6780719),
        ("g2", 46.4966058),
        ("simple_ll", 37.4682143),
        ("delta_p_12", 0.479591837),
        ("liddell", 0.479591837),
        ("log_odds", 3.8470291),
        ("log_odds_z", 7.84784779),
        ("poisson_stirling", 18.1341072),
        ("poisson_stirling_nltk", 30.5889369),
        ("poisson_stirling_qw", 2.62518089),
        ("fisher_p", 1.74966918e-11),
        ("log_ratio_walter", 4.99184707),
        ("log_ratio_hardie", 5.01495034),
        ("lrc", 2.65544571),
        ("lrc_normal", 3.08290646),
    ] {
        near(id, score(id, &t), expected, 5e-9);
    }
    let many = TableOf { confidence: Confidence::new(Confidence::ALPHA, 100), ..TableOf::default() };
    near("lrc", asked("lrc").of_table(&t, &many), 1.78164496, 5e-9);
    let t = Contingency::of_corpora(20, 1000, 5, 4000).unwrap();
    for (id, expected) in [
        ("g2_2cell", 41.5888308),
        ("g2", 41.8725682),
        ("bic", 33.0716376),
        ("ell", 0.0051681187),
        ("ell_johnston", 0.51681187),
        ("simple_maths_100", 14.8888889),
        ("log_ratio_hardie", 4.0),
        ("lrc", 1.75493113),
        ("log_odds_dirichlet", 5.24306464),
    ] {
        near(id, key_score(id, &t), expected, 5e-9);
    }
    // The greatest departure: Johnston's index is 1, UCREL's form has no value.
    let greatest = Contingency::of_corpora(5, 100, 0, 900).unwrap();
    near("ell_johnston", key_score("ell_johnston", &greatest), 1.0, 1e-12);
    assert_eq!(key_score("ell", &greatest), Score::Undefined(Reason::LogDomain));
}

/// Rows of tests/cases/association.tsv: table, package, id, value.
fn peers() -> impl Iterator<Item = (Contingency, &'static str, &'static str, f64)> {
    include_str!("cases/association.tsv").lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let count = |at: usize| cells[at].parse().unwrap();
        let value = match cells[6] {
            "inf" => f64::INFINITY,
            "nan" => f64::NAN,
            number => number.parse().unwrap(),
        };
        (table(count(0), count(1), count(2), count(3)), cells[4], cells[5], value)
    })
}

#[test]
fn other_programs_agree() {
    let mut compared = 0;
    for (t, package, id, value) in peers() {
        let found = score(id, &t);
        // association-measures puts .001 in place of a count of 0, which would head no list; here it has no value.
        if t.o11 == 0 && package == "association-measures" && ["mi", "t_score"].contains(&id) {
            assert_eq!(found, Score::Undefined(Reason::ZeroCount), "{id}");
            continue;
        }
        // An odds ratio without bound: infinity there, a reason here.
        if value.is_infinite() {
            assert_eq!(found, Score::Undefined(Reason::Infinite), "{id}");
            continue;
        }
        near(&format!("{id} of {package}, {t:?}"), found, value, 1e-9);
        compared += 1;
    }
    assert!(compared > 120, "{compared}");
}

/// Faults of other programs that must not come back.
#[test]
fn faults_are_not_repeated() {
    // NLTK's fisher is the left tail: 1.0 here.
    let p = score("fisher_p", &table(10, 10, 13, 31777)).value().unwrap();
    assert!((p / 9.9e-37 - 1.0).abs() < 0.02, "{p}");
    // Wordless leaves the 14 out of log_dice; the greatest is 14.
    near("log_dice", score("log_dice", &table(7, 7, 7, 100)), 14.0, 1e-12);
    // A pair that does not occur: an odds ratio of 0, not −∞.
    assert_eq!(score("odds_ratio", &table(0, 5, 5, 100)), Score::Value(0.0));
    // No invented value in place of a zero count heads a list.
    let absent = Contingency::of_corpora(5, 100, 0, 100).unwrap();
    assert_eq!(key_score("pct_diff", &absent), Score::Undefined(Reason::ZeroReference));
    assert_eq!(key_score("kld_pointwise", &absent), Score::Undefined(Reason::ZeroCount));
}

#[test]
fn edges_have_their_reasons() {
    let undefined = |id, t: &Contingency, reason| assert_eq!(score(id, t), Score::Undefined(reason), "{id}");
    let never = table(0, 5, 6, 100);
    for id in ["mi", "mi2", "mi3", "t_score", "log_dice", "poisson_stirling"] {
        undefined(id, &never, Reason::ZeroCount);
    }
    assert_eq!(score("npmi", &never), Score::Value(-1.0));
    assert_eq!(score("local_mi", &never), Score::Value(0.0));
    assert_eq!(score("mi_log_f", &never), Score::Value(0.0));
    let always = table(9, 9, 9, 9);
    undefined("npmi", &always, Reason::Infinite);
    for id in ["g2", "chi2", "phi2", "delta_p_21", "delta_p_12", "liddell", "lrc"] {
        undefined(id, &always, Reason::ZeroMarginal);
    }
    undefined("odds_ratio", &table(5, 5, 9, 100), Reason::Infinite);
    undefined("g2", &table(2, 3, 3, 4).with_n(3), Reason::ZeroMarginal);
    let nltk = Contingency { o11: 1, r1: 3, c1: 3, n: 4 };
    undefined("g2", &nltk, Reason::NegativeCell);
    let t = table(10, 30, 20, 1000);
    assert_eq!(
        asked("z_berry_rogghe").of_table(&t, &TableOf::default()),
        Score::Undefined(Reason::NeedsWindow)
    );
    assert_eq!(asked("ttr").of_table(&t, &TableOf::default()), Score::Undefined(Reason::NotRequested));
    assert_eq!(asked("welch_t_p").of_table(&t, &TableOf::default()), Score::Undefined(Reason::NotRequested));
    let empty = Contingency::of_corpora(0, 0, 4, 9).unwrap();
    assert_eq!(key_score("g2_2cell", &empty), Score::Undefined(Reason::Empty));
    let absent = Contingency::of_corpora(0, 10, 0, 10).unwrap();
    assert_eq!(key_score("bic", &absent), Score::Undefined(Reason::Absent));
}

trait WithN {
    fn with_n(self, n: u64) -> Contingency;
}

impl WithN for Contingency {
    fn with_n(self, n: u64) -> Contingency {
        Contingency { n, ..self }
    }
}

#[test]
fn runs_of_three() {
    // E = 50·40·30/1000² = 0.06.
    let run = Run { count: 6, marginals: &[50, 40, 30], n: 1000 };
    near("mi", run.mi(), 100f64.log2(), 1e-12);
    near("t_score", run.t_score(), 5.94 / 6f64.sqrt(), 1e-12);
    near("simple_ll", run.simple_ll(), 2.0 * (6.0 * 100f64.ln() - 5.94), 1e-12);
    near("poisson_stirling", run.poisson_stirling(), 6.0 * (100f64.ln() - 1.0), 1e-12);
    assert_eq!(Run { count: 0, ..run.clone() }.mi(), Score::Undefined(Reason::ZeroCount));
    assert_eq!(asked("dice").of_run(&run), Score::Undefined(Reason::NotRequested));
}

#[test]
fn p_stands_beside_every_measure() {
    let t = table(10, 30, 20, 1000);
    for measure in Measure::every(Family::Association) {
        let p = measure.test(&t, &TableOf { windows: true, ..TableOf::default() }).unwrap();
        assert!(p.ln() < 0.0, "{}", measure.id());
    }
    // scipy 1.17.1: chi2.sf(46.4966057834580, 1).
    near("p of g2", asked("g2").test(&t, &TableOf::default()).unwrap().score(), 9.177728977749123e-12, 1e-9);
    assert_eq!(asked("mi").test_id(), "g2");
    assert_eq!(asked("fisher_p").test_id(), "fisher_p");
}

fn tables() -> impl Strategy<Value = Contingency> {
    let cell = prop_oneof![Just(0u64), 1..50u64, 1..5_000u64, 1..50_000_000u64];
    (cell.clone(), cell.clone(), cell.clone(), cell)
        .prop_map(|(a, b, c, d)| table(a, a + b, a + c, a + b + c + d))
}

proptest! {
    #[test]
    fn every_measure_has_a_number_or_a_reason(t in tables()) {
        for family in [Family::Association, Family::Keyness] {
            for measure in Measure::every(family) {
                let of = TableOf { keyness: family == Family::Keyness, windows: true, ..TableOf::default() };
                if let Some(value) = measure.of_table(&t, &of).value() {
                    prop_assert!(value.is_finite(), "{} of {t:?}", measure.id());
                }
                if let Ok(p) = measure.test(&t, &of) {
                    prop_assert!(p.ln() <= 0.0, "{} of {t:?}", measure.id());
                }
            }
        }
    }

    #[test]
    fn identities_hold(t in tables()) {
        let value = |id: &str| score(id, &t).value();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12;
        if let (Some(liddell), Some(delta)) = (value("liddell"), value("delta_p_12")) {
            prop_assert!(close(liddell, delta));
        }
        if let (Some(chi2), Some(phi2)) = (value("chi2"), value("phi2")) {
            prop_assert!(close(chi2, phi2 * t.n as f64));
        }
        if let (Some(g2), Some(two)) = (value("g2"), key_score("g2_2cell", &t).value()) {
            // The two cells are part of the four, and agree in sign.
            prop_assert!(two.abs() <= g2.abs() * (1.0 + 1e-9) + 1e-9 && two * g2 >= 0.0);
        }
        if let (Some(lrc), Some(ratio)) = (value("lrc"), value("log_ratio_hardie")) {
            // The bound lies between 0 and the ratio, where no count is 0.
            if t.o11 > 0 && t.o21() > 0 {
                prop_assert!(lrc == 0.0 || (lrc * ratio > 0.0 && lrc.abs() <= ratio.abs() + 1e-9), "{lrc} {ratio}");
            }
        }
    }
}
