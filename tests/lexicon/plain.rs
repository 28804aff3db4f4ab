//! The plain twin of the analyser: every split of a word into beginning, stem and ending, found without any of its
//! shortcuts. The estimation counts with it, and a test holds the analyser against it.

use crate::spelling::is_mark;
use mizan::morphology::lexicon::{Head, StemClass, Tail, Weights};
use std::collections::HashMap;

/// A split: the numbers of its parts and what its spelling costs, in the units of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    pub head: usize,
    pub stem: usize,
    pub tail: usize,
    pub spelling: i32,
}

/// The parts by their letters.
pub(crate) struct Splitter<'a> {
    heads: Vec<Affix<&'a Head>>,
    tails: Vec<Affix<&'a Tail>>,
    stems: HashMap<Vec<char>, Vec<usize>>,
    spellings: Vec<(Vec<char>, StemClass)>,
    weights: Weights,
}

/// An affix: its letters as they are listed, the same without what spelling may vary, its row.
struct Affix<R> {
    listed: Vec<char>,
    plain: Vec<char>,
    row: R,
}

impl<R> Affix<R> {
    fn new(spelling: &str, row: R) -> Self {
        let listed = letters(spelling);
        Self { plain: fold(&listed), listed, row }
    }
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
fn letter_cost(at: usize, written: char, listed: char, weights: &Weights) -> i32 {
    let cost = match (written, listed) {
        (a, b) if a == b => 0,
        ('ا', _) if at == 0 => weights.bare_alef,
        ('ا', _) => weights.bare_inner,
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
    written.iter().zip(listed).enumerate().map(|(at, (&a, &b))| letter_cost(at, a, b, weights)).sum()
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(
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
            heads: heads.map(|head| Affix::new(&head.spelling, head)).collect(),
            tails: tails.map(|tail| Affix::new(&tail.spelling, tail)).collect(),
            stems: by_letters,
            spellings,
            weights,
        }
    }

    /// Every split of `word`.
    pub(crate) fn splits(&self, word: &str) -> Vec<Split> {
        let written = letters(word);
        let plain = fold(&written);
        let heads = self.heads.iter().enumerate().filter(|(_, head)| plain.starts_with(&head.plain));
        let tails: Vec<_> =
            self.tails.iter().enumerate().filter(|(_, tail)| plain.ends_with(&tail.plain)).collect();
        let mut found = Vec::new();
        for (h, head) in heads {
            for &(t, tail) in &tails {
                let (from, ending) = (head.plain.len(), tail.plain.len());
                if from + ending >= plain.len() || tail.row.heads >> head.row.kind & 1 == 0 {
                    continue;
                }
                let to = plain.len() - ending;
                for &stem in self.stems.get(&plain[from..to]).into_iter().flatten() {
                    let (listed, class) = &self.spellings[stem];
                    if head.row.classes & tail.row.classes & class.bit() == 0 {
                        continue;
                    }
                    let spelling = cost(&written[..from], &head.listed, &self.weights)
                        + cost(&written[from..to], listed, &self.weights)
                        + cost(&written[to..], &tail.listed, &self.weights);
                    found.push(Split { head: h, stem, tail: t, spelling });
                }
            }
        }
        found
    }
}
