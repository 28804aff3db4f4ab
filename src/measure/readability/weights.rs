//! What the letters and marks of a word weigh in OSMAN: the terms of the paper, for a word as it is written. Composed
//! and decomposed hamza, the order of marks on a letter, tatweel and invisible characters make no difference.

use super::{Counts, OsmanTerms};
use crate::script::letter::*;
use crate::script::{Class, class, is_invisible};

/// The letters of a word and the weight of their marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordWeights {
    /// Letters, without marks and tatweel.
    pub letters: u64,
    /// Letters and marks other than ا and ى: what stands for the weight where there are no vowels.
    pub length: u64,
    /// Short vowels that no ا, و or ي follows: none does where a shadda stands between, as it does in canonical order.
    pub short: u64,
    /// Short vowels that one of them follows.
    pub long: u64,
    /// Tanween and shadda.
    pub stress: u64,
    /// It holds ء, ئ, ؤ, ذ or ظ, or ends in ون or وا.
    pub faseeh: bool,
}

/// A letter with its marks.
#[derive(Clone, Copy, Debug, Default)]
struct Cluster {
    base: Option<char>,
    /// The three vowels, the three tanween and shadda, a bit each: said twice is said once.
    marks: u8,
    /// Marks, those that make the letter left out.
    length: u64,
    hamza: bool,
    /// It bears a mark that comes after vowels in canonical order: shadda, sukun, dagger alef.
    after: bool,
}

impl WordWeights {
    /// The weights of a word. O(n), no memory.
    pub fn of(word: &str) -> Self {
        let mut weights = Self::default();
        let mut cluster = Cluster::default();
        let (mut vowels, mut last) = (0, [None, None]);
        for c in word.chars() {
            match class(c) {
                Class::Mark => cluster.mark(c),
                Class::Tatweel => {}
                _ if is_invisible(c) => {}
                of => {
                    weights.close(cluster, &mut vowels, &mut last);
                    weights.letters += u64::from(of == Class::Letter);
                    cluster = Cluster { base: Some(c), ..Cluster::default() };
                }
            }
        }
        weights.close(cluster, &mut vowels, &mut last);
        weights.short += vowels;
        weights.faseeh |= matches!(last, [Some(WAW), Some(NOON | ALEF)]);
        weights
    }

    /// Counts a cluster; `vowels` are those of the cluster before, `last` the last two letters.
    fn close(&mut self, cluster: Cluster, vowels: &mut u64, last: &mut [Option<char>; 2]) {
        let letter = cluster.letter();
        if letter.is_some() {
            if matches!(letter, Some(ALEF | WAW | YEH)) {
                self.long += *vowels;
            } else {
                self.short += *vowels;
            }
            *vowels = 0;
            *last = [last[1], letter];
            self.length += u64::from(!matches!(letter, Some(ALEF | ALEF_MAKSURA)));
            self.faseeh |= matches!(letter, Some(HAMZA | YEH_HAMZA | WAW_HAMZA | THAL | ZAH));
        }
        // Of the marks on a letter, in canonical order, only the last can stand before the next letter.
        let written = u64::from((cluster.marks & VOWELS).count_ones());
        let open = if cluster.after { 0 } else { written.min(1) };
        self.short += written - open;
        *vowels += open;
        self.stress += u64::from((cluster.marks & !VOWELS).count_ones());
        self.length += cluster.length;
    }

    /// Whether it bears a vowel, tanween or shadda.
    pub fn is_marked(&self) -> bool {
        self.short + self.long + self.stress > 0
    }

    /// Its weight in D by the paper: long and stressed syllables count twice.
    pub fn paper(&self) -> u64 {
        self.short + 2 * (self.long + self.stress)
    }
}

const VOWELS: u8 = 0b111;

impl Cluster {
    fn mark(&mut self, c: char) {
        if matches!(c, FATHATAN..=SHADDA) {
            // Fatha, damma, kasra first.
            self.marks |= 1 << ((c as u32 - 0x64B + 4) % 7);
        }
        let makes_letter = match self.base {
            Some(ALEF) => matches!(c, MADDAH_ABOVE | HAMZA_ABOVE | HAMZA_BELOW),
            Some(WAW | YEH) => c == HAMZA_ABOVE,
            _ => false,
        };
        if makes_letter && !self.hamza {
            self.hamza = true;
        } else {
            self.length += 1;
            self.after |= !matches!(c, FATHATAN..=KASRA);
        }
    }

    /// The letter, composed. Which of its forms an alef takes makes no difference here.
    fn letter(&self) -> Option<char> {
        match self.base {
            Some(ALEF) if self.hamza => Some(ALEF_HAMZA_ABOVE),
            Some(WAW) if self.hamza => Some(WAW_HAMZA),
            Some(YEH) if self.hamza => Some(YEH_HAMZA),
            base => base,
        }
    }
}

impl OsmanTerms {
    /// Counts a word by the weight `syllables` that a program gives it: more than five letters are long, more than
    /// four syllables complex. The sentence is the caller's.
    pub(super) fn add_weighed(&mut self, word: &WordWeights, syllables: u64) {
        self.words += 1;
        self.marked += u64::from(word.is_marked());
        self.long_words += u64::from(word.letters > 5);
        self.syllables += Counts::units(syllables) as i64;
        if Self::is_complex(syllables) {
            self.complex += Counts::UNIT;
            self.faseeh += if word.faseeh { Counts::UNIT } else { 0 };
        }
    }

    /// Whether a word of this weight is complex.
    pub(crate) fn is_complex(weight: u64) -> bool {
        weight > 4
    }

    /// Counts a word of the paper's terms. The sentence is the caller's.
    pub fn add_paper(&mut self, word: &WordWeights) {
        self.add_weighed(word, word.paper());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_weigh() {
        let weights = |word: &str| {
            let word = WordWeights::of(word);
            (word.letters, word.short, word.long, word.stress)
        };
        assert_eq!(weights("كَتَبَ"), (3, 3, 0, 0));
        assert_eq!(weights("كَاتِبٌ"), (4, 1, 1, 1));
        assert_eq!(weights("دَرَّسَ"), (3, 3, 0, 1));
        assert_eq!(weights("مدرسة"), (5, 0, 0, 0));
        assert_eq!(weights("قَأَ"), (2, 2, 0, 0));
        assert_eq!(weights("قَا\u{654}َ"), (2, 2, 0, 0));
        assert_eq!(weights("ظ\u{650}ل\u{64f}\u{651}و"), weights("ظ\u{650}ل\u{651}\u{64f}و"));
        assert_eq!(weights("ل\u{651}\u{64f}و"), (2, 1, 0, 1));
        assert!(WordWeights::of("يَدْرُسُونَ").faseeh);
        assert!(!WordWeights::of("يَدْرُسُ").faseeh);
    }
}
