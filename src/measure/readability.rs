//! Readability formulas that need only letters, words and sentences. What they were fitted on is said with each.

use super::table::rows;
use super::{Compute, Family, Measure, Reason, Score};

/// The counts that readability formulas are computed from.
///
/// A word is a word token with an Arabic letter; letters are counted in its normal form, without marks and tatweel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadabilityCounts {
    /// W.
    pub words: u64,
    /// S: sentences that hold a word.
    pub sentences: u64,
    /// C.
    pub letters: u64,
    /// T: distinct normal forms.
    pub types: u64,
    /// L6: words of more than six letters.
    pub longer_than_6: u64,
}

impl ReadabilityCounts {
    fn ratios(&self) -> Result<Ratios, Reason> {
        if self.words == 0 || self.sentences == 0 || self.types == 0 {
            return Err(Reason::Empty);
        }
        let words = self.words as f64;
        Ok(Ratios {
            letters_per_word: self.letters as f64 / words,
            words_per_sentence: words / self.sentences as f64,
            words_per_type: words / self.types as f64,
            long_share: self.longer_than_6 as f64 / words,
        })
    }

    fn score(&self, formula: impl FnOnce(Ratios) -> f64) -> Score {
        match self.ratios() {
            Ok(ratios) => Score::new(formula(ratios), Reason::Empty),
            Err(reason) => Score::Undefined(reason),
        }
    }
}

struct Ratios {
    letters_per_word: f64,
    words_per_sentence: f64,
    words_per_type: f64,
    long_share: f64,
}

/// The length-free part of AARI, 1.43 C/W + 1.24 W/S: higher is harder (Al-Tamimi et al. 2014; Jordanian school
/// texts, without its term in the total of letters, which only measures how long a text is).
pub fn aari_rate(counts: &ReadabilityCounts) -> Score {
    counts.score(|r| 1.43 * r.letters_per_word + 1.24 * r.words_per_sentence)
}

/// Al-Heeti's second formula: higher is harder, an Arabic school grade (thesis, 1984).
pub fn heeti_2(counts: &ReadabilityCounts) -> Score {
    counts.score(|r| {
        0.975_695_09 * r.letters_per_word + 0.372_379_98 * r.words_per_sentence
            - 0.904_518_27 * r.words_per_type
            - 1.060_004_14
    })
}

/// Dawood's formula: higher is easier (1977, by way of Cavalli-Sforza et al. 2018).
pub fn dawood(counts: &ReadabilityCounts) -> Score {
    counts.score(|r| {
        -0.0533 * r.letters_per_word - 0.2066 * r.words_per_sentence + 5.5543 * r.words_per_type - 1.0801
    })
}

/// LIX = W/S + 100 L6/W: higher is harder (Björnsson 1968; fitted on Swedish, not on Arabic).
pub fn lix(counts: &ReadabilityCounts) -> Score {
    counts.score(|r| r.words_per_sentence + 100.0 * r.long_share)
}

/// The rows of the table.
pub(super) static ROWS: &[Measure] = rows! { &[Family::Readability];
    "aari_rate" "AARI without length"
        = "1.43 C/W + 1.24 W/S"
        says "letters a word and words a sentence, weighted; greater is harder"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "after Al-Tamimi et al. 2014, IAJIT 11(4); Jordanian school texts"
        by Compute::Readability(aari_rate);
    "heeti_2" "Al-Heeti II"
        = "0.97569509 C/W + 0.37237998 W/S − 0.90451827 W/T − 1.06000414"
        says "an Arabic school grade; greater is harder"
        domain "W, S, T ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Al-Heeti 1984, pp. 102–106; Arabic school grades"
        by Compute::Readability(heeti_2);
    "dawood" "Dawood"
        = "−0.0533 C/W − 0.2066 W/S + 5.5543 W/T − 1.0801"
        says "letters a word, words a sentence, words a type; greater is easier"
        domain "W, S, T ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Dawood 1977, via Cavalli-Sforza et al. 2018"
        by Compute::Readability(dawood);
    "lix" "LIX"
        = "W/S + 100 L6/W"
        says "words a sentence, and the percentage of words of more than 6 letters (L6); greater is harder"
        domain "W, S ≥ 1, else empty; not_arabic below 70 % Arabic letters" cost "O(1)"
        from "Björnsson 1968; fitted on Swedish"
        by Compute::Readability(lix);
};

#[cfg(test)]
mod tests {
    use super::*;

    fn value(score: Score) -> f64 {
        score.value().expect("defined")
    }

    #[test]
    fn worked_values() {
        let counts = ReadabilityCounts { words: 12, sentences: 3, letters: 45, types: 5, longer_than_6: 3 };
        assert!((value(heeti_2(&counts)) - 1.917_528_519_5).abs() < 1e-9);
        assert!((value(dawood(&counts)) - 11.223_945).abs() < 1e-9);
        assert!((value(lix(&counts)) - 29.0).abs() < 1e-12);
        // AARI of C46 W12 S3 is 161.321667; less 3.28·46 it is the rate.
        let counts = ReadabilityCounts { letters: 46, ..counts };
        assert!((value(aari_rate(&counts)) - (161.321_666_666_7 - 3.28 * 46.0)).abs() < 1e-9);
    }

    #[test]
    fn nothing_has_no_score() {
        for formula in [aari_rate, heeti_2, dawood, lix] {
            assert_eq!(formula(&ReadabilityCounts::default()), Score::Undefined(Reason::Empty));
        }
    }
}
