//! The marks of the lexicon's patterns, letter by letter: each pattern is taken apart once.

use crate::morphology::lexicon::Lexicon;
use crate::morphology::skeleton::{mark, mark_of};

/// The marks that a pattern sets on a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// On any letter but an alef.
    pub(super) plain: u8,
    /// On an alef that begins the word: no other alef bears one.
    pub(super) first_alef: u8,
}

impl Marks {
    /// Adds the next mark.
    fn add(&mut self, mark: u8) {
        if mark != mark::SUKUN {
            self.first_alef = mark;
        }
        if mark == mark::SHADDA {
            self.plain |= mark;
        } else {
            self.plain = self.plain & mark::SHADDA | mark;
        }
    }
}

/// Patterns that were asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    /// Where the letters of each pattern lie in `marks`, and how many they are; one that was not asked for has none.
    rows: Vec<(u32, u32)>,
    marks: Vec<Marks>,
}

impl Patterns {
    /// The marks of each letter of a pattern.
    pub(super) fn of(&mut self, lexicon: &Lexicon, number: u16) -> &[Marks] {
        let at = usize::from(number);
        if self.rows.len() <= at {
            self.rows.resize(at + 1, (0, 0));
        }
        if self.rows[at].1 == 0 {
            self.rows[at] = self.read(lexicon.pattern(number).0);
        }
        let (start, count) = self.rows[at];
        &self.marks[start as usize..][..count as usize]
    }

    fn read(&mut self, pattern: &str) -> (u32, u32) {
        let start = self.marks.len();
        for c in pattern.chars() {
            match (mark_of(c), self.marks[start..].last_mut()) {
                (Some(mark), Some(last)) => last.add(mark),
                // No pattern begins with a mark.
                (Some(_), None) => {}
                (None, _) => self.marks.push(Marks::default()),
            }
        }
        (start as u32, (self.marks.len() - start) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked::Letter;
    use super::super::vocal::add;
    use super::*;
    use crate::morphology::Analyzer;
    use crate::script::letter::{ALEF, BEH};

    /// The plain way: mark by mark onto letters.
    fn plain(pattern: &str, letter: char) -> Vec<u8> {
        let mut letters: Vec<Letter> = Vec::new();
        for c in pattern.chars() {
            add(if mark_of(c).is_some() { c } else { letter }, &mut letters);
        }
        letters.iter().map(|letter| letter.marks).collect()
    }

    #[test]
    fn patterns_set_the_marks_that_are_added_one_by_one() {
        let lexicon = Analyzer::standard().lexicon();
        let mut patterns = Patterns::default();
        for number in (0..lexicon.patterns()).chain(0..lexicon.patterns()) {
            let (pattern, _) = lexicon.pattern(number);
            let found = patterns.of(lexicon, number);
            assert!(found.iter().map(|marks| marks.plain).eq(plain(pattern, BEH)), "{pattern}");
            let first = found.first().map(|marks| marks.first_alef);
            assert_eq!(first, plain(pattern, ALEF).first().copied(), "{pattern}");
        }
    }
}
