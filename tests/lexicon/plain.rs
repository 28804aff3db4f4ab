//! The plain twin of the analyser: every split of a word into beginning, stem and ending, found without any of its
//! shortcuts. The estimation counts with it, and a test holds the analyser against it.

use crate::spelling::is_mark;
use mizan::morphology::lexicon::{Head, StemClass, Tail, Weights};
use std::collections::HashMap;

/// A split: the numbers of its parts and what its spelling costs, in the units of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    pub head: usize,
    pub stem: usize,
    pub tail: usize,
    pub spelling: i32,
}

/// The parts by their letters.
pub struct Splitter<'a> {
    heads: Vec<(Vec<char>, &'a Head)>,
    tails: Vec<(Vec<char>, &'a Tail)>,
    stems: HashMap<Vec<char>, Vec<usize>>,
    spellings: Vec<(Vec<char>, StemClass)>,
    weights: Weights,
}

/// A letter without what spelling may vary.
fn folded(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        other => other,
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|&c| !is_mark(c)).collect()
}

fn fold(letters: &[char]) -> Vec<char> {
    letters.iter().map(|&c| folded(c)).collect()
}

/// What it costs to write `written` for `listed`, two letters that fold to the same one.
fn letter_cost(written: char, listed: char, weights: &Weights) -> i32 {
    let cost = match (written, listed) {
        (a, b) if a == b => 0,
        ('ا', _) => weights.bare_alef,
        ('أ' | 'إ' | 'آ', 'ا') | ('ؤ', 'و') | ('ئ', _) => weights.extra_hamza,
        ('ي', 'ى') | ('ى', 'ي') => weights.yeh,
        ('و', 'ؤ') | ('ي' | 'ى', 'ئ') => weights.bare_alef + weights.yeh,
        ('ه', 'ة') => weights.heh_for_teh,
        ('ة', 'ه') => weights.teh_for_heh,
        _ => weights.wrong_seat,
    };
    i32::from(cost)
}

fn cost(written: &[char], listed: &[char], weights: &Weights) -> i32 {
    written.iter().zip(listed).map(|(&a, &b)| letter_cost(a, b, weights)).sum()
}

impl<'a> Splitter<'a> {
    pub fn new(
        heads: impl Iterator<Item = &'a Head>,
        tails: impl Iterator<Item = &'a Tail>,
        stems: impl Iterator<Item = (&'a str, StemClass)>,
        weights: Weights,
    ) -> Self {
        let spellings: Vec<_> = stems.map(|(spelling, class)| (letters(spelling), class)).collect();
        let mut by_letters: HashMap<Vec<char>, Vec<usize>> = HashMap::new();
        for (at, (spelling, _)) in spellings.iter().enumerate() {
            by_letters.entry(fold(spelling)).or_default().push(at);
        }
        Self {
            heads: heads.map(|head| (letters(&head.spelling), head)).collect(),
            tails: tails.map(|tail| (letters(&tail.spelling), tail)).collect(),
            stems: by_letters,
            spellings,
            weights,
        }
    }

    /// Every split of `word`.
    pub fn splits(&self, word: &str) -> Vec<Split> {
        let written = letters(word);
        let plain = fold(&written);
        let mut found = Vec::new();
        for (h, (head_letters, head)) in self.heads.iter().enumerate() {
            if !plain.starts_with(&fold(head_letters)) {
                continue;
            }
            for (t, (tail_letters, tail)) in self.tails.iter().enumerate() {
                let (from, ending) = (head_letters.len(), tail_letters.len());
                if from + ending >= plain.len() || !plain.ends_with(&fold(tail_letters)) || tail.heads >> head.kind & 1 == 0 {
                    continue;
                }
                let to = plain.len() - ending;
                for &stem in self.stems.get(&plain[from..to]).into_iter().flatten() {
                    let (listed, class) = &self.spellings[stem];
                    if head.classes & tail.classes & class.bit() == 0 {
                        continue;
                    }
                    let spelling = cost(&written[..from], head_letters, &self.weights)
                        + cost(&written[from..to], listed, &self.weights)
                        + cost(&written[to..], tail_letters, &self.weights);
                    found.push(Split { head: h, stem, tail: t, spelling });
                }
            }
        }
        found
    }
}
