//! n-gram language models: trained on sentences of one text, and asked how well they foresee those of another.

use super::Growth;
use crate::measure::sum::Sum;
use crate::measure::{Reason, Score};
use libm::{exp2, log2};
use std::collections::{HashMap, HashSet};

/// How a model shares out probability to what it did not see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Smoothing {
    /// (c + 1)/(c(h) + |vocabulary|).
    #[default]
    Laplace,
    /// Interpolated Kneser–Ney with three discounts (Chen & Goodman 1999, doi:10.1006/csla.1999.0128).
    KneserNey,
}

/// Marks in place of words: the beginning and end of a sentence, and a word of the test that was not in the training.
const BEGIN: u32 = u32::MAX;
const END: u32 = u32::MAX - 1;
const UNKNOWN: u32 = u32::MAX - 2;
/// Longest n-gram.
const MOST: usize = 5;
type Key = [u32; MOST];

/// The n-grams of one order.
#[derive(Debug, Default)]
struct Level {
    /// Count, or in how many contexts it continues, of each n-gram.
    counts: HashMap<Key, u64>,
    /// Of each history: the sum of those counts, and how many n-grams have 1, 2, and 3 or more.
    histories: HashMap<Key, (u64, [u64; 3])>,
    /// Discounts of counts 1, 2, and 3 or more.
    discounts: [f64; 3],
}

impl Level {
    fn of(counts: HashMap<Key, u64>, order: usize) -> Self {
        let mut histories: HashMap<Key, (u64, [u64; 3])> = HashMap::new();
        for (key, &count) in &counts {
            let mut history = *key;
            history[order - 1] = 0;
            let entry = histories.entry(history).or_default();
            entry.0 += count;
            entry.1[(count.min(3) - 1) as usize] += 1;
        }
        Self { counts, histories, discounts: [0.0; 3] }
    }

    /// D_j = j − (j + 1)·Y·n_{j+1}/n_j, Y = n1/(n1 + 2·n2); a D_3 without n-grams of 3 is D_2.
    fn set_discounts(&mut self) -> Result<(), Reason> {
        let mut n = [0u64; 5];
        for &count in self.counts.values().filter(|&&count| count <= 4) {
            n[count as usize] += 1;
        }
        if n[1] == 0 || n[2] == 0 {
            return Err(Reason::TooFewPoints);
        }
        let n = n.map(|n| n as f64);
        let y = n[1] / (n[1] + 2.0 * n[2]);
        let discount = |j: usize| j as f64 - (j as f64 + 1.0) * y * n[j + 1] / n[j];
        let (one, two) = (discount(1), discount(2));
        let three = if n[3] > 0.0 { discount(3) } else { two };
        self.discounts = [one.max(0.0), two.max(0.0), three.max(0.0)];
        Ok(())
    }
}

/// A model of sentences.
pub struct Model {
    order: usize,
    smoothing: Smoothing,
    /// Words of the training, with the three marks.
    words: HashSet<u32>,
    /// Orders 1 … n; only the last two are needed by Laplace.
    levels: Vec<Level>,
}

/// The n-grams of a sentence with one mark before it and one after.
fn ngrams(sentence: impl Iterator<Item = u32>, order: usize, mut each: impl FnMut(&[u32])) {
    let padded: Vec<u32> = [BEGIN].into_iter().chain(sentence).chain([END]).collect();
    padded.windows(order).for_each(&mut each);
}

fn key(ngram: &[u32]) -> Key {
    let mut key = [0; MOST];
    key[..ngram.len()].copy_from_slice(ngram);
    key
}

impl Model {
    /// A model of order 1 to 5, trained on sentences.
    ///
    /// # Errors
    /// [`Reason::Empty`] without an n-gram, [`Reason::TooFewPoints`] where the discounts of Kneser–Ney have no value,
    /// [`Reason::NotRequested`] for another order.
    pub fn train<'a>(
        sentences: impl Iterator<Item = &'a [u32]> + Clone,
        order: usize,
        smoothing: Smoothing,
    ) -> Result<Self, Reason> {
        if !(1..=MOST).contains(&order) {
            return Err(Reason::NotRequested);
        }
        let mut words: HashSet<u32> = sentences.clone().flatten().copied().collect();
        words.extend([BEGIN, END, UNKNOWN]);
        let mut counted: Vec<HashMap<Key, u64>> = Vec::new();
        for n in 1..=order {
            let mut counts: HashMap<Key, u64> = HashMap::new();
            for sentence in sentences.clone() {
                ngrams(sentence.iter().copied(), n, |ngram| *counts.entry(key(ngram)).or_default() += 1);
            }
            counted.push(counts);
        }
        if counted.last().is_none_or(HashMap::is_empty) {
            return Err(Reason::Empty);
        }
        if smoothing == Smoothing::KneserNey {
            continuations(&mut counted);
        }
        let mut levels: Vec<Level> =
            counted.into_iter().enumerate().map(|(at, counts)| Level::of(counts, at + 1)).collect();
        if smoothing == Smoothing::KneserNey {
            levels.iter_mut().try_for_each(Level::set_discounts)?;
        }
        Ok(Self { order, smoothing, words, levels })
    }

    /// −mean log2 P over the n-grams of other sentences, in bits.
    pub fn cross_entropy<'a>(&self, sentences: impl Iterator<Item = &'a [u32]>) -> Score {
        let (mut sum, mut count) = (Sum::default(), 0u64);
        for sentence in sentences {
            let known = |&word: &u32| if self.words.contains(&word) { word } else { UNKNOWN };
            ngrams(sentence.iter().map(known), self.order, |ngram| {
                sum.add(-log2(self.probability(ngram)));
                count += 1;
            });
        }
        if count == 0 {
            return Score::Undefined(Reason::Empty);
        }
        Score::new(sum.value() / count as f64, Reason::Infinite)
    }

    /// The probability of all words after a history of n − 1 words: 1, up to rounding. O(|vocabulary|).
    pub fn total_probability(&self, history: &[u32]) -> f64 {
        let mut ngram = history.to_vec();
        ngram.push(0);
        let mut sum = Sum::default();
        for &word in &self.words {
            ngram[history.len()] = word;
            sum.add(self.probability(&ngram));
        }
        sum.value()
    }

    /// P of the last word of an n-gram after the others.
    fn probability(&self, ngram: &[u32]) -> f64 {
        match self.smoothing {
            Smoothing::Laplace => {
                let level = &self.levels[self.order - 1];
                let count = level.counts.get(&key(ngram)).copied().unwrap_or(0);
                let after =
                    level.histories.get(&key(&ngram[..self.order - 1])).map_or(0, |history| history.0);
                (count + 1) as f64 / (after + self.words.len() as u64) as f64
            }
            Smoothing::KneserNey => self.interpolated(ngram),
        }
    }

    fn interpolated(&self, ngram: &[u32]) -> f64 {
        let Some((_, shorter)) = ngram.split_first() else { return 1.0 / self.words.len() as f64 };
        let lower = self.interpolated(shorter);
        let level = &self.levels[ngram.len() - 1];
        let Some(&(total, kinds)) = level.histories.get(&key(&ngram[..ngram.len() - 1])) else {
            return lower;
        };
        let count = level.counts.get(&key(ngram)).copied().unwrap_or(0);
        let taken = if count == 0 { 0.0 } else { level.discounts[(count.min(3) - 1) as usize] };
        let freed: f64 = level.discounts.iter().zip(kinds).map(|(discount, n)| discount * n as f64).sum();
        (count as f64 - taken).max(0.0) / total as f64 + freed / total as f64 * lower
    }
}

/// Below the highest order an n-gram counts the distinct words before it; one that begins a sentence has none before
/// it, and keeps its count. The beginning itself follows nothing.
fn continuations(counted: &mut [HashMap<Key, u64>]) {
    for n in (1..counted.len()).rev() {
        let mut contexts: HashMap<Key, u64> = HashMap::new();
        for longer in counted[n].keys() {
            let mut shorter = [0; MOST];
            shorter[..n].copy_from_slice(&longer[1..=n]);
            *contexts.entry(shorter).or_default() += 1;
        }
        if n == 1 {
            counted[0].remove(&key(&[BEGIN]));
        }
        for (ngram, count) in &mut counted[n - 1] {
            if ngram[0] != BEGIN {
                *count = contexts.get(ngram).copied().unwrap_or(*count);
            }
        }
    }
}

pub(super) fn cross_entropy(growth: &Growth<'_>) -> Score {
    growth.cross_entropy
}

pub(super) fn lm_perplexity(growth: &Growth<'_>) -> Score {
    match growth.cross_entropy {
        Score::Value(bits) => Score::new(exp2(bits), Reason::Infinite),
        undefined => undefined,
    }
}
