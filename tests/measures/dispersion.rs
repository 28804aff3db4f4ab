//! Dispersion: published values, worked values, laws.

use super::{LETTERS, printed};
use mizan::measure::dispersion::{Gaps, Parts, Spread};
use mizan::measure::{Family, Measure, Score};
use proptest::prelude::*;

/// The score of a term of these counts in parts of these sizes.
fn score(id: &str, counts: &[u64], sizes: &[u64]) -> Score {
    let parts = Parts::new(sizes.to_vec());
    let held: Vec<(u32, u64)> =
        counts.iter().enumerate().filter(|part| *part.1 > 0).map(|(at, &count)| (at as u32, count)).collect();
    Measure::find(id).unwrap().of_spread(&Spread { parts: &parts, held: &held })
}

fn value(id: &str, counts: &[u64], sizes: &[u64]) -> f64 {
    score(id, counts, sizes).value().unwrap_or_else(|| panic!("{id}: {:?}", score(id, counts, sizes)))
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance * expected.abs(), "{found} is not {expected}");
}

#[test]
fn published_values() {
    // As printed, by way of Wordless's tests; the parts are of one size.
    for (id, counts, shown) in [
        ("carroll_d2_counts", [2, 1, 1, 1, 0], "0.8277"), // Carroll 1970, p. 13
        ("carroll_um", [2, 1, 1, 1, 0], "4.31"),          // Carroll 1970, p. 13
        ("carroll_um", [1, 2, 3, 4, 5], "14.108"),        // Gries 2008, p. 409
        ("juilland_d_counts", [0, 4, 3, 2, 1], "0.6464"), // Carroll 1970, p. 14
        ("juilland_u", [4, 2, 1, 1, 0], "4.609"),         // Engwall 1974, p. 122
        ("lyne_d3", [1, 2, 3, 4, 5], "0.944"),            // Gries 2008, p. 408
        ("rosengren_s_counts", [1, 2, 3, 4, 5], "0.937"), // Gries 2008, p. 407
        ("rosengren_kf", [1, 2, 3, 4, 5], "14.053"),      // Gries 2008, p. 409
        ("zhang_dc", [1, 2, 3, 4, 5], "0.937"),           // Gries 2008, p. 408
        ("kromer_ur", [2, 1, 1, 1, 0], "4.5"),            // Gries 2008, p. 409
    ] {
        let decimals = shown.split_once('.').unwrap().1.len();
        assert_eq!(printed(value(id, &counts, &[10; 5]), decimals), shown, "{id}");
    }
    // Lijffijt & Gries 2012, p. 148.
    assert_eq!(printed(value("dp_norm", &[2, 1, 0], &[10; 3]), 1), "0.5");
}

#[test]
fn the_toy_corpus_of_gries() {
    // bamnibeup basatbewqn bcagabesta baghabeaat bahaabeaxat, the word a; Gries 2008 and 2020.
    let (counts, sizes) = ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]);
    for (id, shown) in [
        ("sd_population", "1.414"),
        ("vc", "0.471"),
        ("juilland_d", "0.785"),
        ("carroll_d2", "0.938"),
        ("rosengren_s", "0.950"),
        ("dp", "0.180"),
        ("dp_norm", "0.220"),
        ("kld", "0.137"),
    ] {
        assert_eq!(printed(value(id, &counts, &sizes), 3), shown, "{id}");
    }
    near(value("da", &counts, &sizes), 0.697450, 1e-6);
    assert_eq!(value("range", &counts, &sizes), 5.0);

    let places: Vec<u32> = (0..50).filter(|&at| LETTERS.as_bytes()[at as usize] == b'a').collect();
    let gaps = Gaps { places: &places, tokens: 50 };
    // Gries 2008, p. 410, as printed.
    for (id, shown) in
        [("ald", "0.628"), ("arf", "10.8"), ("awt", "3.18"), ("f_ald", "11.764"), ("f_awt", "9.328")]
    {
        let decimals = shown.split_once('.').unwrap().1.len();
        let found = Measure::find(id).unwrap().of_gaps(&gaps).value().unwrap();
        assert_eq!(printed(found, decimals), shown, "{id}");
    }
}

#[test]
fn unlike_parts() {
    // Nine digits, computed by an independent program.
    let (counts, sizes) = ([3, 0, 2, 5], [100, 50, 150, 200]);
    for (id, expected) in [
        ("juilland_d", 0.608994645),
        ("carroll_d2", 0.756068576),
        ("rosengren_s", 0.878178046),
        ("dp", 0.2),
        ("dp_norm", 0.222222222),
        ("dp_norm_egbert", 0.25),
        ("da", 0.504065041),
        ("kld", 0.219460298),
        ("kromer_ur", 5.61666667),
        ("kld_norm_e", 1.0 - (-0.219460298f64).exp()),
        ("kld_norm_2", 1.0 - (-0.219460298f64).exp2()),
        ("kld_norm_o2p", 0.219460298 / 1.219460298),
        ("engwall_fm", 7.5),
        ("range_share", 0.75),
        ("chi2_parts", (0.25 + 6.25 + 0.25 + 6.25) / 2.5),
        ("sd_sample", (13.0f64 / 3.0).sqrt()),
    ] {
        near(value(id, &counts, &sizes), expected, 5e-9);
    }
}

/// Each measure as its formula reads, all parts written out.
fn plainly(id: &str, counts: &[u64], sizes: &[u64]) -> Option<f64> {
    let k = counts.len() as f64;
    let (v, w): (Vec<f64>, Vec<f64>) =
        (counts.iter().map(|&x| x as f64).collect(), sizes.iter().map(|&x| x as f64).collect());
    let (f, size): (f64, f64) = (v.iter().sum(), w.iter().sum());
    let rates: Vec<f64> = v.iter().zip(&w).map(|(v, w)| v / w).collect();
    let mean = rates.iter().sum::<f64>() / k;
    let apart = || v.iter().zip(&w).map(|(v, w)| (v / f - w / size).abs()).sum::<f64>() / 2.0;
    let kld = || {
        let terms = v.iter().zip(&w).filter(|(v, _)| **v > 0.0);
        terms.map(|(v, w)| v / f * ((v / f) / (w / size)).log2()).sum::<f64>()
    };
    Some(match id {
        "juilland_d" => {
            let sd = (rates.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / k).sqrt();
            1.0 - sd / mean / (k - 1.0).sqrt()
        }
        "carroll_d2" => {
            let total: f64 = rates.iter().sum();
            let shares = rates.iter().map(|r| r / total).filter(|r| *r > 0.0);
            -shares.map(|r| r * r.log2()).sum::<f64>() / k.log2()
        }
        "rosengren_s" => v.iter().zip(&w).map(|(v, w)| (w / size * v).sqrt()).sum::<f64>().powi(2) / f,
        "dp" => apart(),
        "dp_norm" => apart() / (1.0 - w.iter().copied().fold(f64::INFINITY, f64::min) / size),
        "da" => {
            let mut sum = 0.0;
            for i in 0..rates.len() {
                for j in i + 1..rates.len() {
                    sum += (rates[i] - rates[j]).abs();
                }
            }
            1.0 - sum / (k * (k - 1.0) / 2.0) / (2.0 * mean)
        }
        "kld" => kld(),
        "lyne_d3" => 1.0 - v.iter().map(|v| (v - f / k).powi(2) / (f / k)).sum::<f64>() / (4.0 * f),
        "zhang_dc" => (v.iter().map(|v| v.sqrt()).sum::<f64>() / k).powi(2) / (f / k),
        "kromer_ur" => counts.iter().map(|&v| (1..=v).map(|i| 1.0 / i as f64).sum::<f64>()).sum(),
        _ => return None,
    })
}

proptest! {
    #[test]
    fn sparse_is_plain(parts in proptest::collection::vec((0u64..200, 1u64..500), 2..30)) {
        let counts: Vec<u64> = parts.iter().map(|part| part.0.min(part.1)).collect();
        let sizes: Vec<u64> = parts.iter().map(|part| part.1).collect();
        prop_assume!(counts.iter().sum::<u64>() > 0);
        let mut compared = 0;
        for measure in Measure::of(Family::Dispersion) {
            if let Some(expected) = plainly(measure.stem, &counts, &sizes) {
                let found = value(measure.stem, &counts, &sizes);
                prop_assert!((found - expected).abs() < 1e-9 * expected.abs().max(1e-3), "{}: {} {}", measure.stem, found, expected);
                compared += 1;
            }
        }
        prop_assert_eq!(compared, 10);
    }

    /// Parts have no order, and those of perfect proportion are even.
    #[test]
    fn laws(parts in proptest::collection::vec((0u64..50, 1u64..500), 2..20), times in 1u64..5) {
        let counts: Vec<u64> = parts.iter().map(|part| part.0.min(part.1)).collect();
        let sizes: Vec<u64> = parts.iter().map(|part| part.1).collect();
        prop_assume!(counts.iter().sum::<u64>() > 0);
        let (mut other_counts, mut other_sizes) = (counts.clone(), sizes.clone());
        other_counts.reverse();
        other_sizes.reverse();
        for measure in Measure::of(Family::Dispersion).filter(|measure| !measure.stem.ends_with("_fa")) {
            let pair = (score(measure.stem, &counts, &sizes), score(measure.stem, &other_counts, &other_sizes));
            match pair {
                (Score::Undefined(a), Score::Undefined(b)) => prop_assert_eq!(a, b),
                (a, b) => prop_assert!((a.value().unwrap() - b.value().unwrap()).abs() < 1e-9 * a.value().unwrap().abs().max(1e-3)),
            }
        }
        let even: Vec<u64> = sizes.iter().map(|size| size * times).collect();
        let room: Vec<u64> = sizes.iter().map(|size| size * times * 3).collect();
        for (id, expected) in [("juilland_d", 1.0), ("carroll_d2", 1.0), ("rosengren_s", 1.0), ("dp", 0.0), ("da", 1.0), ("kld", 0.0)] {
            prop_assert!((value(id, &even, &room) - expected).abs() < 1e-7, "{}", id);
        }
    }

    /// Adjusted: the extremes are 0 and 1.
    #[test]
    fn extremes_of_adjusted_measures(sizes in proptest::collection::vec(2u64..300, 2..12), f in 2u64..100) {
        prop_assume!(f <= sizes.iter().sum::<u64>());
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        order.sort_by_key(|&at| sizes[at]);
        let (mut clumped, mut left) = (vec![0; sizes.len()], f);
        for at in order {
            clumped[at] = left.min(sizes[at]);
            left -= clumped[at];
        }
        for id in ["juilland_d_fa", "dp_fa", "da_fa", "kld_norm_e_fa"] {
            if let Some(found) = score(id, &clumped, &sizes).value() {
                prop_assert!(found.abs() < 1e-9, "{} {}", id, found);
            }
        }
    }
}
