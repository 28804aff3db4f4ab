//! The standard word segmentation, UAX #29 of Unicode 17, untouched.

use super::kind::{KindSet, word_kind};
use super::segments::{self, Segment, Tokens, token};
use super::{Token, TokenKind, Tokenizer, keep};
use crate::scan::{Isa, Scanner};

/// UAX #29 word boundaries, untouched. Its word-like tokens are exactly those of `unicode_word_indices` of
/// unicode-segmentation: a lone mark or tatweel is one, and scripts are not parted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uax29 {
    isa: Isa,
}

impl Uax29 {
    /// The tokenizer by these instructions.
    pub fn new(isa: Isa) -> Self {
        Self { isa }
    }
}

impl Tokenizer for Uax29 {
    fn id(&self) -> &'static str {
        "uax29/17.0"
    }

    fn tokenize(&self, text: &str, out: &mut Vec<Token>) {
        segments::tokenize(self.isa, text, &mut AsTheyAre { text }, out);
    }

    fn words(&self, text: &str, counted: KindSet, scanner: &mut Scanner, out: &mut Vec<Token>) {
        let from = out.len();
        if !counted.is_within(KindSet::WORD_LIKE) {
            self.tokenize(text, out);
            return keep(counted, from, out);
        }
        out.extend(scanner.scan(text).map(|word| {
            let segment = if word.is_odd { Segment::Odd } else { Segment::Plain };
            token(kind(text, word.start, word.end, segment), word.start, word.end)
        }));
        if counted != KindSet::WORD_LIKE {
            keep(counted, from, out);
        }
    }
}

/// Each segment is a token.
struct AsTheyAre<'t> {
    text: &'t str,
}

impl Tokens for AsTheyAre<'_> {
    fn free(&self) -> usize {
        usize::MAX
    }

    fn segment(&mut self, start: usize, end: usize, segment: Segment, out: &mut Vec<Token>) {
        out.push(token(kind(self.text, start, end, segment), start, end));
    }
}

fn kind(text: &str, start: usize, end: usize, segment: Segment) -> TokenKind {
    match segment {
        Segment::Plain => TokenKind::Word,
        Segment::Odd => word_kind(&text[start..end]),
        Segment::Between(kind) => kind,
    }
}
