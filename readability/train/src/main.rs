//! Trains the readability model: graded sentences and vocalised text → `readability/model.bin`.

mod boost;
mod folds;
mod graded;
mod ridge;

use graded::{Choices, Reader, Sentence};
use mizan::measure::agreement::{mean_absolute_error, quadratic_kappa, spearman};
use mizan::readability::rounded;
use std::collections::BTreeMap;

fn main() {
    let path = std::env::args().nth(1).expect("the graded sentences");
    let mut reader = Reader::new();
    let mut table = csv::Reader::from_path(path).expect("a table");
    let headers = table.headers().expect("a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name).expect("a column");
    let (text, level, document) = (column("Sentence"), column("Readability_Level_19"), column("Document"));
    let sentences: Vec<Sentence> = table
        .records()
        .map(|record| {
            let record = record.expect("a record");
            Sentence {
                tokens: reader.read(&record[text]),
                level: record[level].parse().expect("a level"),
                document: record[document].to_owned(),
            }
        })
        .collect();
    let documents: Vec<String> = sentences.iter().map(|sentence| sentence.document.clone()).collect();
    let alphas: Vec<f64> = std::env::args().skip(2).filter_map(|x| x.parse().ok()).collect();
    for alpha in alphas {
        for seed in 1..=2 {
            let parts = folds::by_document(&documents, 5, seed);
            let mut scores = vec![0.0; sentences.len()];
            for part in 0..5 {
                let chosen: Vec<usize> = (0..sentences.len()).filter(|&at| parts[at] != part).collect();
                let fitted = graded::fit(&sentences, &chosen, &Choices { alpha, ..Choices::default() });
                for at in (0..sentences.len()).filter(|&at| parts[at] == part) {
                    scores[at] = fitted.score(&sentences[at]);
                }
            }
            report(&sentences, &scores, alpha);
        }
    }
}

fn report(sentences: &[Sentence], scores: &[f64], alpha: f64) {
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    let kappa = |factor: f64| {
        let pairs: Vec<(u8, u8)> = sentences
            .iter()
            .zip(scores)
            .map(|(sentence, score)| (sentence.level as u8, rounded(mean + factor * (score - mean))))
            .collect();
        100.0 * quadratic_kappa(&pairs, 19).value().unwrap_or(0.0)
    };
    let best = (0..40).map(|step| 1.0 + 0.025 * f64::from(step)).map(|k| (kappa(k), k)).fold((0.0, 0.0), |a, b| if b.0 > a.0 { b } else { a });
    let mae = mean_absolute_error(sentences.iter().zip(scores).map(|(s, score)| (s.level, f64::from(rounded(*score)))));
    let mut by: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for (sentence, score) in sentences.iter().zip(scores) {
        let entry = by.entry(&sentence.document).or_default();
        *entry = (entry.0 + sentence.level, entry.1 + score, entry.2 + 1.0);
    }
    let pairs: Vec<(f64, f64)> = by.values().map(|(a, b, n)| (a / n, b / n)).collect();
    println!("alpha {alpha}: plain {:.2} rescaled {:.2} (k {:.3}) mae {:.3} documents {:.3}", kappa(1.0), best.0, best.1, mae.value().unwrap(), spearman(&pairs).value().unwrap());
}
