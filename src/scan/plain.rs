//! Word boundaries rule by rule, as UAX #29 (Unicode 17) states them: the specification that the kernels are held
//! against, and the way through what they do not know.

use super::class::{WordBreak as W, WordClass};

/// The segments of a text from a boundary on.
pub(super) struct Segments<'t> {
    text: &'t str,
    at: usize,
}

/// A segment: where it ends, and whether it is a word (holds a letter or digit).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) end: usize,
    pub(super) is_word: bool,
}

impl<'t> Segments<'t> {
    /// From `at`, which must be a boundary.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Segments<'_> {
    type Item = Segment;

    fn next(&mut self) -> Option<Segment> {
        let rest = &self.text[self.at..];
        let mut chars = rest.char_indices();
        let (_, first) = chars.next()?;
        let class = WordClass::of(first);
        let mut left = Left { last: class.word_break(), ..Left::default() };
        left.significant = if is_extend(left.last) { W::Other } else { left.last };
        left.flags = usize::from(left.last == W::Regional);
        let mut is_word = class.is_alphanumeric();
        for (at, c) in chars {
            let class = WordClass::of(c);
            if left.breaks_before(class, || significant(&rest[at + c.len_utf8()..])) {
                self.at += at;
                return Some(Segment { end: self.at, is_word });
            }
            left.take(class.word_break());
            is_word |= class.is_alphanumeric();
        }
        self.at = self.text.len();
        Some(Segment { end: self.at, is_word })
    }
}

/// What stands to the left of a place inside a segment.
struct Left {
    /// The class of the last character.
    last: W,
    /// The class of the last character that is not Extend, Format or ZWJ (WB4), or Other where none is.
    significant: W,
    /// The one before it.
    before: W,
    /// Regional indicators at the end.
    flags: usize,
}

impl Default for Left {
    fn default() -> Self {
        Self { last: W::Other, significant: W::Other, before: W::Other, flags: 0 }
    }
}

impl Left {
    /// Whether a boundary stands before a character of this class; `next` finds the class of the next significant
    /// one after it.
    fn breaks_before(&self, class: WordClass, next: impl FnOnce() -> W) -> bool {
        let (left, right) = (self.significant, class.word_break());
        if matches!(self.last, W::Cr | W::Lf | W::Newline) {
            return !(self.last == W::Cr && right == W::Lf); // WB3, WB3a
        }
        if matches!(right, W::Cr | W::Lf | W::Newline) {
            return true; // WB3b
        }
        if self.last == W::Zwj && class.is_pictograph() // WB3c
            || self.last == W::Space && right == W::Space // WB3d
            || is_extend(right)
        // WB4
        {
            return false;
        }
        let joined = match (left, right) {
            (W::Hebrew, W::SingleQuote) => true, // WB7a
            (l, W::MidLetter | W::MidNumLet | W::SingleQuote) if is_letter(l) => is_letter(next()), // WB6
            (W::Hebrew, W::DoubleQuote) => next() == W::Hebrew, // WB7b
            (W::Numeric, W::MidNum | W::MidNumLet | W::SingleQuote) => next() == W::Numeric, // WB12
            (W::MidLetter | W::MidNumLet | W::SingleQuote, r) if is_letter(r) => is_letter(self.before), // WB7
            (W::DoubleQuote, W::Hebrew) => self.before == W::Hebrew, // WB7c
            (W::MidNum | W::MidNumLet | W::SingleQuote, W::Numeric) => self.before == W::Numeric, // WB11
            (W::Katakana, W::Katakana) => true,                      // WB13
            (W::Regional, W::Regional) => self.flags % 2 == 1,       // WB15, WB16
            (l, W::ExtendNumLet) => is_word(l) || matches!(l, W::Katakana | W::ExtendNumLet), // WB13a
            (W::ExtendNumLet, r) => is_word(r) || r == W::Katakana,  // WB13b
            (l, r) => is_word(l) && is_word(r),                      // WB5, WB8, WB9, WB10
        };
        !joined // WB999
    }

    fn take(&mut self, class: W) {
        self.last = class;
        if !is_extend(class) {
            self.before = self.significant;
            self.significant = class;
            self.flags = if class == W::Regional { self.flags + 1 } else { 0 };
        }
    }
}

/// Whether it belongs to what stands before it (WB4).
pub(super) fn is_extend(class: W) -> bool {
    matches!(class, W::Extend | W::Zwj)
}

fn is_letter(class: W) -> bool {
    matches!(class, W::Letter | W::Hebrew)
}

fn is_word(class: W) -> bool {
    is_letter(class) || class == W::Numeric
}

/// The class of the first character that is not passed over.
fn significant(text: &str) -> W {
    text.chars().map(|c| WordClass::of(c).word_break()).find(|&class| !is_extend(class)).unwrap_or(W::Other)
}
