//! How many characters of each class a text holds.

use super::Aggregate;
use crate::script::{Class, class, is_arabic};
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Counts of characters. The classes `letters` to `other` part the code points: they sum to `code_points`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Characters {
    /// Bytes of UTF-8.
    pub bytes: u64,
    /// Unicode code points.
    pub code_points: u64,
    /// Grapheme clusters: what a reader takes for one character.
    pub graphemes: u64,
    /// Letters of any script, without tatweel.
    pub letters: u64,
    /// Letters of the Arabic script, without tatweel.
    pub arabic_letters: u64,
    /// Combining marks.
    pub marks: u64,
    /// Tatweel U+0640.
    pub tatweel: u64,
    /// Digits and other numerals.
    pub digits: u64,
    /// Punctuation.
    pub punctuation: u64,
    /// White space, line ends included.
    pub spaces: u64,
    /// Symbols, controls, unassigned.
    pub other: u64,
}

impl Characters {
    /// Counts the characters of `text`.
    pub fn of(text: &str) -> Self {
        let mut counts = Self {
            bytes: text.len() as u64,
            graphemes: text.graphemes(true).count() as u64,
            ..Self::default()
        };
        for c in text.chars() {
            counts.code_points += 1;
            match class(c) {
                Class::Letter => {
                    counts.letters += 1;
                    counts.arabic_letters += u64::from(is_arabic(c));
                }
                Class::Mark => counts.marks += 1,
                Class::Tatweel => counts.tatweel += 1,
                Class::Digit => counts.digits += 1,
                Class::Punctuation => counts.punctuation += 1,
                Class::Space => counts.spaces += 1,
                Class::Symbol | Class::Other => counts.other += 1,
            }
        }
        counts
    }
}

impl Aggregate for Characters {
    fn merge(&mut self, later: Self) {
        self.bytes += later.bytes;
        self.code_points += later.code_points;
        self.graphemes += later.graphemes;
        self.letters += later.letters;
        self.arabic_letters += later.arabic_letters;
        self.marks += later.marks;
        self.tatweel += later.tatweel;
        self.digits += later.digits;
        self.punctuation += later.punctuation;
        self.spaces += later.spaces;
        self.other += later.other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_part_the_code_points() {
        let text = "كِتَـاب 12، A\u{200f}+\r\n";
        let counts = Characters::of(text);
        assert_eq!(
            (counts.letters, counts.arabic_letters, counts.marks, counts.tatweel, counts.digits),
            (5, 4, 2, 1, 2)
        );
        assert_eq!((counts.punctuation, counts.spaces, counts.other), (1, 4, 2));
        assert_eq!(counts.code_points, 17);
        assert_eq!(counts.bytes as usize, text.len());
        // Two marks and the RLM (a control) join nothing of their own but the marks; CR LF is one cluster.
        assert_eq!(counts.graphemes, 14);
    }
}
