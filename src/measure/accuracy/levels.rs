//! Levels of sentences against gold: how well a score ranks and hits them, a formula's as well as the model's.

use crate::measure::agreement::{Isotonic, mean_absolute_error, quadratic_kappa, spearman};
use crate::measure::{Reason, Score};
use std::collections::BTreeMap;

/// A graded sentence: its level from 1, and the number of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldLevel {
    /// The level.
    pub level: u8,
    /// The document.
    pub document: u32,
}

/// How well scores hit gold levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelAccuracy {
    /// Sentences that have a score.
    pub scored: u64,
    /// Quadratic weighted kappa of rounded scores, times 100.
    pub kappa: Score,
    /// The greatest kappa when scores are drawn from their mean by one factor, times 100.
    pub rescaled: Score,
    /// The mean distance of rounded scores, in levels.
    pub error: Score,
    /// Spearman's rank correlation of the documents' mean scores with their mean levels.
    pub documents: Score,
}

/// Parts of documents that take turns when a formula is mapped to levels.
const FOLDS: u32 = 5;

impl LevelAccuracy {
    /// Of scores on the scale of gold, from 1 to `levels`; `None` for a sentence without one, which is passed over.
    pub fn of(gold: &[GoldLevel], scores: &[Option<f64>], levels: u8) -> Self {
        let scored: Vec<(GoldLevel, f64)> =
            gold.iter().zip(scores).filter_map(|(gold, score)| Some((*gold, (*score)?))).collect();
        let mean = scored.iter().map(|(_, score)| score).sum::<f64>() / scored.len().max(1) as f64;
        let kappa = |factor: f64| {
            let pairs: Vec<(u8, u8)> = scored
                .iter()
                .map(|(gold, score)| (gold.level, rounded(mean + factor * (score - mean), levels)))
                .collect();
            percent(quadratic_kappa(&pairs, levels))
        };
        let rescaled = (0..40).map(|step| kappa(1.0 + 0.025 * f64::from(step)));
        let best = rescaled.filter_map(Score::value).max_by(f64::total_cmp);
        let errors =
            scored.iter().map(|(gold, score)| (f64::from(gold.level), f64::from(rounded(*score, levels))));
        let mut documents: BTreeMap<u32, (f64, f64, f64)> = BTreeMap::new();
        for (gold, score) in &scored {
            let sum = documents.entry(gold.document).or_default();
            *sum = (sum.0 + score, sum.1 + f64::from(gold.level), sum.2 + 1.0);
        }
        let means: Vec<(f64, f64)> =
            documents.values().map(|(score, level, n)| (score / n, level / n)).collect();
        Self {
            scored: scored.len() as u64,
            kappa: kappa(1.0),
            rescaled: best.map_or(Score::Undefined(Reason::Empty), Score::Value),
            error: mean_absolute_error(errors),
            documents: spearman(&means),
        }
    }

    /// Of values on any scale, such as a formula's: they are mapped to levels by the monotone curve that fits the other
    /// documents best; `harder` if greater is harder.
    pub fn of_formula(gold: &[GoldLevel], values: &[Option<f64>], harder: bool, levels: u8) -> Self {
        let turned: Vec<Option<f64>> =
            values.iter().map(|value| value.map(|value| if harder { value } else { -value })).collect();
        let mut scores = vec![None; gold.len()];
        for fold in 0..FOLDS {
            let inside = |gold: &GoldLevel| gold.document % FOLDS == fold;
            let points: Vec<(f64, f64)> = gold
                .iter()
                .zip(&turned)
                .filter(|(gold, _)| !inside(gold))
                .filter_map(|(gold, value)| Some(((*value)?, f64::from(gold.level))))
                .collect();
            let Some(curve) = Isotonic::fit(&points) else { continue };
            for (at, _) in gold.iter().enumerate().filter(|(_, gold)| inside(gold)) {
                scores[at] = turned[at].map(|value| curve.at(value));
            }
        }
        Self::of(gold, &scores, levels)
    }
}

fn percent(score: Score) -> Score {
    score.value().map_or(score, |value| Score::new(100.0 * value, Reason::Infinite))
}

fn rounded(score: f64, levels: u8) -> u8 {
    libm::rint(score.clamp(1.0, f64::from(levels))) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_answer_is_right() {
        let gold: Vec<GoldLevel> =
            (0..40).map(|at| GoldLevel { level: 1 + (at * 7 % 19) as u8, document: at / 4 }).collect();
        let scores: Vec<Option<f64>> = gold.iter().map(|gold| Some(f64::from(gold.level))).collect();
        let accuracy = LevelAccuracy::of(&gold, &scores, 19);
        assert_eq!((accuracy.kappa, accuracy.error), (Score::Value(100.0), Score::Value(0.0)));
        assert_eq!((accuracy.scored, accuracy.documents), (40, Score::Value(1.0)));
        // A formula that falls where levels rise hits them too, once it is mapped.
        let falling: Vec<Option<f64>> = gold.iter().map(|gold| Some(-f64::from(gold.level) * 3.0)).collect();
        let mapped = LevelAccuracy::of_formula(&gold, &falling, false, 19);
        assert!(mapped.kappa.value().unwrap() > 95.0, "{mapped:?}");
        let silent = LevelAccuracy::of(&gold, &vec![None; 40], 19);
        assert_eq!((silent.scored, silent.kappa), (0, Score::Undefined(Reason::Empty)));
    }
}
