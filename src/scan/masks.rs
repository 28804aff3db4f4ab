//! What 64 bytes hold, as bits: the common language of the kernels and of the algebra over them.

use super::class::{WordBreak, WordClass};

/// Bytes in a block.
pub(super) const BLOCK: usize = 64;

/// A block: bit *i* speaks of byte *i*. Of a character of two bytes of the block Arabic the bits stand at the first
/// byte; of characters that were looked up they stand at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    /// Letters that make a word.
    pub(super) letter: u64,
    /// Digits that make a word.
    pub(super) digit: u64,
    /// Extend and Format.
    pub(super) extend: u64,
    /// Parts of words that make none by themselves.
    pub(super) weak: u64,
    /// Joins letters.
    pub(super) mid_letter: u64,
    /// Joins digits.
    pub(super) mid_num: u64,
    /// Makes a word more than Arabic letters and marks.
    pub(super) odd: u64,
    /// First bytes of characters that must be looked up.
    pub(super) unknown: u64,
    /// First bytes of characters of more than one byte.
    pub(super) lead: u64,
    /// Bytes after the first of a sign that was looked up. Kernels leave it zero.
    pub(super) rest: u64,
    /// Characters that only the rules one by one know. Kernels leave it zero.
    pub(super) give_up: u64,
}

impl Masks {
    /// The same without the bytes before `first`.
    pub(super) fn from(self, first: usize) -> Self {
        let keep = u64::MAX << first;
        Self {
            letter: self.letter & keep,
            digit: self.digit & keep,
            extend: self.extend & keep,
            weak: self.weak & keep,
            mid_letter: self.mid_letter & keep,
            mid_num: self.mid_num & keep,
            odd: self.odd & keep,
            unknown: self.unknown & keep,
            lead: self.lead & keep,
            rest: self.rest & keep,
            give_up: self.give_up & keep,
        }
    }

    /// Adds the bits of a character that was looked up.
    pub(super) fn take_up(&mut self, other: &Self) {
        self.letter |= other.letter;
        self.digit |= other.digit;
        self.extend |= other.extend;
        self.weak |= other.weak;
        self.mid_letter |= other.mid_letter;
        self.mid_num |= other.mid_num;
        self.odd |= other.odd;
        self.rest |= other.rest;
        self.give_up |= other.give_up;
    }
}

impl Masks {
    /// Looks up the characters that the kernel left unknown in the block at `at`. Whether the last of them runs over
    /// into the next block, and its bits there.
    pub(super) fn look_up(&mut self, text: &str, at: usize, over: &mut Self) -> bool {
        let mut runs_over = false;
        let mut unknown = self.unknown;
        while unknown != 0 {
            let place = unknown.trailing_zeros() as usize;
            unknown &= unknown - 1;
            let Some(c) = text[at + place..].chars().next() else { break };
            let class = WordClass::of(c);
            let bytes = u128::from(1u64 << c.len_utf8()).wrapping_sub(1) << place;
            self.mark(class, bytes as u64, 1 << place);
            if bytes >> BLOCK != 0 {
                over.mark(class, (bytes >> BLOCK) as u64, 0);
                runs_over = true;
            }
        }
        runs_over
    }

    /// Marks the bytes of a character of this class; `first` is the first of them, if it is in this block.
    fn mark(&mut self, class: WordClass, bytes: u64, first: u64) {
        match class.word_break() {
            WordBreak::Letter | WordBreak::Numeric | WordBreak::ExtendNumLet => {
                match class.word_break() {
                    WordBreak::Letter => self.letter |= bytes,
                    WordBreak::Numeric => self.digit |= bytes,
                    _ => {}
                }
                if !class.is_alphanumeric() {
                    self.weak |= bytes;
                }
                self.odd |= bytes;
            }
            WordBreak::Extend => self.extend |= bytes,
            WordBreak::MidLetter | WordBreak::MidNum | WordBreak::MidNumLet | WordBreak::SingleQuote => {
                if class.word_break() != WordBreak::MidNum {
                    self.mid_letter |= bytes;
                }
                if class.word_break() != WordBreak::MidLetter {
                    self.mid_num |= bytes;
                }
                self.rest |= bytes & !first;
            }
            _ if needs_rules(class) => self.give_up |= first,
            _ => {}
        }
    }
}

/// Whether masks cannot tell what a character of this class does: joiners, Hebrew and its quotes, Katakana, and
/// characters that are a word each (ideographs, superior digits), since words side by side have no edge between them.
pub(super) fn needs_rules(class: WordClass) -> bool {
    match class.word_break() {
        WordBreak::Zwj | WordBreak::Hebrew | WordBreak::Katakana => true,
        WordBreak::Other => class.is_alphanumeric(),
        _ => false,
    }
}
