//! How good the model is on documents that it has not seen: folds of documents that take turns, and what follows from
//! the errors there: intervals, and the factor of rescaled scores.

use crate::folds::by_document;
use crate::graded::{GROWTH, Sentence, fit};
use mizan::measure::agreement::{mean_absolute_error, quadratic_kappa, spearman};
use mizan::readability::{LEVELS, rounded};
use std::collections::BTreeMap;

/// Folds of documents.
const FOLDS: usize = 10;

/// The score of each sentence by a model that has not seen its document.
pub fn scores(sentences: &[Sentence], seed: u64) -> Vec<f64> {
    let documents: Vec<String> = sentences.iter().map(|sentence| sentence.document.clone()).collect();
    let parts = by_document(&documents, FOLDS, seed);
    let mut scores = vec![0.0; sentences.len()];
    for part in 0..FOLDS {
        let chosen: Vec<usize> = (0..sentences.len()).filter(|&at| parts[at] != part).collect();
        let fitted = fit(sentences, &chosen, &GROWTH);
        for at in (0..sentences.len()).filter(|&at| parts[at] == part) {
            scores[at] = fitted.score(&sentences[at]);
        }
    }
    scores
}

/// The mean of the scores, and the factor around it that brings the greatest kappa.
pub fn rescale(sentences: &[Sentence], scores: &[f64]) -> (f64, f64) {
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    let factors = (0..40).map(|step| 1.0 + 0.025 * f64::from(step));
    let (_, best) = factors
        .map(|factor| (kappa(sentences, scores, mean, factor), factor))
        .fold((f64::NEG_INFINITY, 1.0), |best, next| if next.0 > best.0 { next } else { best });
    (mean, best)
}

/// Kappa times 100 of scores drawn from their mean by a factor.
pub fn kappa(sentences: &[Sentence], scores: &[f64], mean: f64, factor: f64) -> f64 {
    let pairs: Vec<(u8, u8)> = sentences
        .iter()
        .zip(scores)
        .map(|(sentence, score)| (sentence.level as u8, rounded(mean + factor * (score - mean))))
        .collect();
    100.0 * quadratic_kappa(&pairs, LEVELS).value().unwrap_or(f64::NAN)
}

/// The share of errors that an interval leaves out on each side. A little less than a tenth: on other text the errors
/// are greater than on folds of these documents.
const OUTSIDE: f64 = 0.095;

/// For sentences of at most so many words, how far below and above the score their levels reach.
pub fn intervals(sentences: &[Sentence], scores: &[f64]) -> Vec<(u32, f64, f64)> {
    let mut from = 0;
    [2u32, 5, 10, 20, u32::MAX]
        .into_iter()
        .map(|to| {
            let inside = |sentence: &Sentence| (from..=to as usize).contains(&sentence.words());
            let mut errors: Vec<f64> = sentences
                .iter()
                .zip(scores)
                .filter(|(sentence, _)| inside(sentence))
                .map(|(sentence, score)| sentence.level - score)
                .collect();
            from = to as usize + 1;
            errors.sort_by(f64::total_cmp);
            let at = |share: f64| errors[(share * (errors.len() - 1) as f64).round() as usize];
            (to, -at(OUTSIDE), at(1.0 - OUTSIDE))
        })
        .collect()
}

/// The variance of the error of a document's mean that no number of sentences takes away, and that of one sentence: by
/// the method of moments over documents, each error squared being the sum of the first and the second over n.
pub fn document_error(sentences: &[Sentence], scores: &[f64]) -> (f64, f64) {
    let within: f64 = {
        let squares = sentences.iter().zip(scores).map(|(sentence, score)| (sentence.level - score).powi(2));
        squares.sum::<f64>() / sentences.len() as f64
    };
    let means = document_means(sentences, scores);
    let left: f64 = means.iter().map(|&(gold, score, n)| (gold - score).powi(2) - within / n).sum();
    ((left / means.len() as f64).max(0.0), within)
}

/// Of each document the mean level, the mean score, and the sentences.
fn document_means(sentences: &[Sentence], scores: &[f64]) -> Vec<(f64, f64, f64)> {
    let mut sums: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for (sentence, score) in sentences.iter().zip(scores) {
        let sum = sums.entry(&sentence.document).or_default();
        *sum = (sum.0 + sentence.level, sum.1 + score, sum.2 + 1.0);
    }
    sums.into_values().map(|(gold, score, n)| (gold / n, score / n, n)).collect()
}

/// One line of figures.
pub fn report(sentences: &[Sentence], scores: &[f64]) -> String {
    let (mean, factor) = rescale(sentences, scores);
    let errors = sentences.iter().zip(scores).map(|(s, score)| (s.level, f64::from(rounded(*score))));
    let means: Vec<(f64, f64)> = document_means(sentences, scores).iter().map(|row| (row.0, row.1)).collect();
    let intervals = intervals(sentences, scores);
    let covered = sentences.iter().zip(scores).filter(|(sentence, score)| {
        let row = intervals.iter().find(|row| sentence.words() <= row.0 as usize).unwrap_or(&intervals[0]);
        (*score - row.1..=*score + row.2).contains(&sentence.level)
    });
    format!(
        "kappa {:.2}, rescaled by {factor:.3} {:.2}; mean error {:.3}; documents rho {:.3}; intervals hold {:.1} %",
        kappa(sentences, scores, mean, 1.0),
        kappa(sentences, scores, mean, factor),
        mean_absolute_error(errors).value().unwrap_or(f64::NAN),
        spearman(&means).value().unwrap_or(f64::NAN),
        100.0 * covered.count() as f64 / sentences.len() as f64,
    )
}
