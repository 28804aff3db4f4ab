//! OSMAN as Wordless counts it (c03b2f4): the thresholds of the paper, and for a word without short syllables its
//! length less two. Ours takes the words and sentences of the caller, and does not hang on the order of marks.

use super::{OsmanTerms, WordWeights};

impl WordWeights {
    /// Its weight in D by Wordless.
    pub fn wordless(&self) -> u64 {
        let short = if self.short == 0 { self.length.saturating_sub(2) } else { self.short };
        short + 2 * (self.long + self.stress)
    }
}

impl OsmanTerms {
    /// Counts a word of Wordless' terms. The sentence is the caller's.
    pub fn add_wordless(&mut self, word: &WordWeights) {
        self.add_weighed(word, word.wordless());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_word_weighs_its_length() {
        let weight = |word: &str| WordWeights::of(word).wordless();
        assert_eq!([weight("مدرسة"), weight("من"), weight("و"), weight("الى")], [3, 0, 0, 0]);
        assert_eq!(weight("تُحب"), 1);
    }
}
