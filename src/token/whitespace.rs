//! Runs of characters between white space: for text that another program has already tokenised.

use super::kind::{has_letter_or_digit, other_kind, word_kind};
use super::{KindSet, Span, Token, TokenKind, Tokenizer};

/// A token is a run of characters without Unicode white space, punctuation included, taken as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whitespace;

impl Tokenizer for Whitespace {
    fn id(&self) -> &'static str {
        "whitespace/1"
    }

    fn counted(&self) -> KindSet {
        KindSet::VISIBLE
    }

    fn tokenize(&self, text: &str, out: &mut Vec<Token>) {
        let mut start = 0;
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let space = first.is_whitespace();
            let length = rest.find(|c: char| c.is_whitespace() != space).unwrap_or(rest.len());
            let kind = if space { TokenKind::Space } else { token_kind(&rest[..length]) };
            out.push(Token { kind, span: Span::new(start, start + length) });
            start += length;
            rest = &rest[length..];
        }
    }
}

/// The kind of a token that is taken as it is.
pub(crate) fn token_kind(text: &str) -> TokenKind {
    if has_letter_or_digit(text) {
        return word_kind(text);
    }
    match other_kind(text) {
        TokenKind::Space | TokenKind::Control => TokenKind::Symbol,
        kind => kind,
    }
}
