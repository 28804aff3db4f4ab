//! The standard word segmentation, UAX #29 of Unicode 17, by unicode-segmentation: the plain twin that any
//! faster tokenizer must equal.

use super::kind::{other_kind, word_kind};
use super::{Span, Token, Tokenizer};
use unicode_segmentation::UnicodeSegmentation;

/// UAX #29 word boundaries, untouched. Its word-like tokens are exactly those of `unicode_word_indices`: a lone
/// mark or tatweel is one, and scripts are not parted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uax29;

impl Tokenizer for Uax29 {
    fn id(&self) -> &'static str {
        "uax29/17.0"
    }

    fn tokenize(&self, text: &str, out: &mut Vec<Token>) {
        for (start, segment) in text.split_word_bound_indices() {
            let is_word = segment.chars().any(char::is_alphanumeric);
            let kind = if is_word { word_kind(segment) } else { other_kind(segment) };
            out.push(Token { kind, span: Span::new(start, start + segment.len()) });
        }
    }
}
