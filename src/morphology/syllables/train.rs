//! Marked words → the table of [`super::table`]. Integers only, and the same words give the same bytes in any order.

use super::UNIT;
use super::marked::{self, Letter};
use super::table::{self, CURVE, MAGIC, STEPS, Table, Values, View, Views, WINDOWS};
use super::vocal::{self, Vocal, Vocalizer};
use crate::morphology::{Analyzer, Worker};
use std::collections::{BTreeMap, HashMap};

/// The unit of the chances while they are computed.
const ONE: u64 = 1 << 16;
/// How much a view is worth that is less wide: so many letters.
const BACK: u64 = 3;
/// The same for the letters of a word beside the word itself.
const WORD_BACK: u64 = 2;
/// The most that [`Values`] of a letter stand for, in 255ths.
const MOST: [u64; 4] = [1, 1, 2, 4];

/// Counts of marked words, on their way into a table.
pub struct SyllableTrainer<'a> {
    worker: Worker<'a>,
    vocalizer: Vocalizer,
    letters: BTreeMap<u64, [u64; 5]>,
    words: BTreeMap<Vec<u8>, WordCounts>,
    total: u64,
}

/// A word without marks: how often, the sums of its syllables and weights, how often it was heavy.
#[derive(Clone, Debug, Default)]
struct WordCounts {
    count: u64,
    pausal: u64,
    full: u64,
    weight: u64,
    heavy: u64,
    vocal: Vocal,
}

impl<'a> SyllableTrainer<'a> {
    /// A trainer that asks this analyser what it knows of each word.
    pub fn new(analyzer: &'a Analyzer) -> Self {
        let (worker, vocalizer) = (analyzer.worker(), Vocalizer::default());
        Self { worker, vocalizer, letters: BTreeMap::new(), words: BTreeMap::new(), total: 0 }
    }

    /// Adds a word `times` times, if it is fully marked; whether it was.
    pub fn add(&mut self, word: &str, times: u32) -> bool {
        let mut letters = Vec::new();
        marked::read(word, &mut letters);
        if letters.len() < 2 || !marked::fully_marked(&letters) {
            return false;
        }
        let weights: Vec<(u8, u8)> =
            (0..letters.len()).map(|at| marked::weights(letters[at], letters.get(at + 1).copied())).collect();
        vocal::complete(&mut letters);
        let times = u64::from(times);
        self.total += times;
        let mut nuclei = Vec::new();
        marked::nuclei(&letters, &mut nuclei);
        let mut pausal = nuclei.clone();
        if let Some(at) = marked::dropped(&letters)
            && nuclei.iter().map(|&one| u32::from(one)).sum::<u32>() > 1
        {
            pausal[at] = 0;
        }
        let weight: u64 = weights.iter().map(|&(vowel, stress)| u64::from(vowel + stress)).sum();
        let mut ids = Vec::new();
        table::ids(&letters, &mut ids);
        let kept = ids.clone();
        let (worker, vocalizer) = (&mut self.worker, &mut self.vocalizer);
        let known = self.words.entry(kept).or_insert_with_key(|_| {
            let plain: String = letters.iter().map(|letter| letter.c).collect();
            let bare: Vec<Letter> = letters.iter().map(|&letter| Letter { marks: 0, ..letter }).collect();
            let vocal = vocalizer.of_word(worker, &plain, &bare);
            WordCounts { vocal, ..WordCounts::default() }
        });
        known.count += times;
        known.pausal += times * sum(&pausal);
        known.full += times * sum(&nuclei);
        known.weight += times * weight;
        known.heavy += times * u64::from(weight > 4);
        for at in 0..ids.len() {
            let view = View::new(&ids, &known.vocal, at);
            for window in 0..WINDOWS.len() {
                let key = view.key(window);
                let counts = self.letters.entry(key).or_default();
                let seen = [1, pausal[at], nuclei[at], weights[at].0, weights[at].1];
                for (count, seen) in counts.iter_mut().zip(seen) {
                    *count += times * u64::from(seen);
                }
            }
        }
        true
    }

    /// How many words were added.
    pub fn words(&self) -> u64 {
        self.total
    }

    /// The table.
    ///
    /// # Panics
    /// If there are more than 2³¹ entries.
    pub fn build(&self) -> Vec<u8> {
        let mut entries: BTreeMap<u64, Values> = BTreeMap::new();
        let mut exact: HashMap<u64, [u64; 4]> = HashMap::new();
        // From the narrowest view to the widest: each rests on the one before.
        for word in self.words.keys() {
            let vocal = &self.words[word].vocal;
            for at in 0..word.len() {
                let view = View::new(word, vocal, at);
                let mut chances = [ONE / 2, ONE / 2, ONE / 2, ONE / 4];
                let mut shown = None;
                for window in (0..WINDOWS.len()).rev() {
                    let key = view.key(window);
                    let Some(counts) = self.letters.get(&key) else { continue };
                    // Which view a key rests on does not hang on the word, as long as each view holds the next: where
                    // it does not, the first word in order decides.
                    chances = *exact.entry(key).or_insert_with(|| {
                        std::array::from_fn(|value| {
                            (counts[value + 1] * ONE + BACK * chances[value]) / (counts[0] + BACK)
                        })
                    });
                    let values: Values = std::array::from_fn(|value| {
                        ((chances[value] * 255 + MOST[value] * ONE / 2) / (MOST[value] * ONE)).min(255) as u8
                    });
                    if shown.is_none_or(|shown| differ(shown, values, 5)) {
                        entries.insert(key, values);
                        shown = Some(values);
                    } else if let Some(&values) = entries.get(&key) {
                        shown = Some(values);
                    }
                }
            }
        }
        let mut curve = [[0u64; 2]; CURVE];
        let letters = assemble(&entries, &[0; CURVE]);
        let plain = Views::new(Table::new(&letters).expect("a table that was just made"));
        let mut words = Vec::new();
        for (ids, counts) in &self.words {
            let sums = super::of_letters(&plain, ids, &counts.vocal);
            let mixed = |sum: u64, own: u32, unit: u64| {
                let mean = (sum * u64::from(UNIT) + WORD_BACK * u64::from(own)) / (counts.count + WORD_BACK);
                ((mean * unit + u64::from(UNIT) / 2) / u64::from(UNIT)).min(255) as u8
            };
            let step = (sums.weight * STEPS / UNIT).min(CURVE as u32 - 1) as usize;
            curve[step][0] += counts.count;
            curve[step][1] += counts.heavy;
            let chance = (counts.heavy * 255 / counts.count) as u8;
            let values = [
                mixed(counts.pausal, sums.pausal, 16),
                mixed(counts.full, sums.full, 16),
                mixed(counts.weight, sums.weight, 8),
                chance,
            ];
            let own = [sums.pausal * 16 / UNIT, sums.full * 16 / UNIT];
            let differs = own.iter().zip(values).any(|(&own, value)| own.abs_diff(u32::from(value)) > 2);
            if counts.count >= 3 && differs {
                words.push((table::word_key(ids), values));
            }
        }
        entries.extend(words);
        assemble(&entries, &smooth(&curve))
    }
}

fn sum(nuclei: &[u8]) -> u64 {
    nuclei.iter().map(|&one| u64::from(one)).sum()
}

fn differ(one: Values, other: Values, by: u8) -> bool {
    one.iter().zip(other).any(|(one, other)| one.abs_diff(other) > by)
}

/// The share of heavy words at each expected weight, rising and without gaps.
fn smooth(counts: &[[u64; 2]; CURVE]) -> [u8; CURVE] {
    let mut curve = [0u8; CURVE];
    for at in 0..CURVE {
        let near = &counts[at.saturating_sub(2)..(at + 3).min(CURVE)];
        let [all, heavy] = near.iter().fold([0, 0], |sum, one| [sum[0] + one[0], sum[1] + one[1]]);
        let before = if at == 0 { 0 } else { curve[at - 1] };
        curve[at] = (heavy * 255).checked_div(all).map_or(before, |share| (share as u8).max(before));
    }
    curve
}

fn assemble(entries: &BTreeMap<u64, Values>, curve: &[u8; CURVE]) -> Vec<u8> {
    let places = (entries.len() * 5 / 4 + 8).next_multiple_of(8);
    let mut tags = vec![0u32; places];
    let mut values = vec![[0u8; 4]; places];
    for (&key, &value) in entries {
        let (tag, mut place) = table::tag_and_place(key, places);
        while tags[place] != 0 {
            place = (place + 1) % places;
        }
        tags[place] = tag;
        values[place] = value;
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend(u32::try_from(places).expect("a table of few entries").to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(curve);
    for (tag, values) in tags.iter().zip(values) {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(values);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table against its plain twin.
    #[test]
    fn every_entry_is_found_again() {
        let mut number = 1u64;
        let entries: BTreeMap<u64, Values> = (0..5000u32)
            .map(|at| {
                number = number.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                (number >> 20, at.to_le_bytes())
            })
            .collect();
        let bytes = assemble(&entries, &[7; CURVE]);
        let table = Table::new(&bytes).unwrap();
        for (&key, values) in &entries {
            assert_eq!(table.get(key), Some(*values));
            assert_eq!(table.get(key ^ 1 << 60), None);
        }
        assert_eq!(table.heavy(UNIT), 7);
        assert_eq!(bytes, assemble(&entries, &[7; CURVE]));
    }

    #[test]
    fn words_teach_their_like() {
        let mut trainer = SyllableTrainer::new(Analyzer::standard());
        assert!(!trainer.add("كتاب", 1) && !trainer.add("كتَاب", 1) && !trainer.add("", 1));
        assert!(trainer.add("خَشْصَضٌ", 20));
        assert_eq!(trainer.words(), 20);
        let bytes = trainer.build();
        let table = Table::new(&bytes).unwrap();
        let mut ids = Vec::new();
        let mut letters = Vec::new();
        marked::read("خشصض", &mut letters);
        table::ids(&letters, &mut ids);
        let sums = super::super::of_letters(&Views::new(table), &ids, &Vocal::default());
        assert!(
            sums.pausal.abs_diff(2 * UNIT) < UNIT / 4 && sums.full.abs_diff(3 * UNIT) < UNIT / 4,
            "{sums:?}"
        );
    }
}
