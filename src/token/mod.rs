//! Text → tokens and sentences: spans that tile the text. Folding the text of a token belongs to `normalize`,
//! counting it to `count`.

pub mod address;
mod kind;
mod mixed;
mod number;
mod segments;
pub mod sentence;
mod uax29;
mod whitespace;

pub use kind::{KindSet, TokenKind};
pub use mixed::Mizan;
pub use number::Number;
pub use uax29::Uax29;
pub use whitespace::Whitespace;
pub(crate) use whitespace::token_kind;

use crate::scan::Scanner;
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// A stretch of text: byte offsets into the chunk it was found in, `start` inclusive, `end` exclusive, both on
/// character boundaries. A chunk is at most 4 GiB; documents place chunks with 64-bit offsets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of these offsets.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Self { start: start as u32, end: end as u32 }
    }

    /// The text of the span.
    ///
    /// # Panics
    /// If the span does not belong to `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Bytes in the span.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A token: where it is and what it is. Twelve bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

/// Cuts text into tokens that tile it: every byte belongs to exactly one token.
pub trait Tokenizer: Send + Sync {
    /// The name and version of the rules, as reports print it: `mizan/1`.
    fn id(&self) -> &'static str;

    /// The kinds that its counts take by default.
    fn counted(&self) -> KindSet {
        KindSet::WORD_LIKE
    }

    /// Appends the tokens of `text`, in order, without gap or overlap. Total: any text has tokens.
    ///
    /// `text` is at most 4 GiB long. O(n).
    fn tokenize(&self, text: &str, out: &mut Vec<Token>);

    /// Appends the tokens of `text` whose kind is counted, in order. The same as [`Tokenizer::tokenize`] without the
    /// others, and faster where only words are counted; `scanner` lends its buffers.
    fn words(&self, text: &str, counted: KindSet, scanner: &mut Scanner, out: &mut Vec<Token>) {
        let _ = scanner;
        let from = out.len();
        self.tokenize(text, out);
        keep(counted, from, out);
    }
}

/// Drops the tokens from `from` on whose kind is not counted.
fn keep(counted: KindSet, from: usize, out: &mut Vec<Token>) {
    let mut kept = from;
    for at in from..out.len() {
        if counted.contains(out[at].kind) {
            out[kept] = out[at];
            kept += 1;
        }
    }
    out.truncate(kept);
}

/// A tokenizer's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenizerId {
    /// UAX #29 with addresses joined and scripts parted: [`Mizan`].
    #[default]
    Mizan,
    /// UAX #29 untouched: [`Uax29`].
    Uax29,
    /// Runs of characters that are not white space: [`Whitespace`].
    Whitespace,
}

impl TokenizerId {
    /// Every tokenizer.
    pub const ALL: [Self; 3] = [Self::Mizan, Self::Uax29, Self::Whitespace];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mizan => "mizan",
            Self::Uax29 => "uax29",
            Self::Whitespace => "whitespace",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is none of them.
    pub fn parse(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|id| id.name() == name).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("unknown tokenizer {name:?}"))
                .with_help("the tokenizers are mizan, uax29, whitespace")
        })
    }

    /// The tokenizer of that name.
    pub fn build(self) -> Box<dyn Tokenizer> {
        match self {
            Self::Mizan => Box::new(Mizan::default()),
            Self::Uax29 => Box::new(Uax29::default()),
            Self::Whitespace => Box::new(Whitespace),
        }
    }
}

/// Whether the piece of text that ends at `end` ends there for good: `text` ends with a line end.
pub fn ends_with_line_end(text: &str) -> bool {
    text.ends_with(is_line_end)
}

/// Whether `c` ends a line: LF, CR, NEL, U+2028, U+2029 (CR LF ends one line, VT and FF are spaces).
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_twelve_bytes() {
        assert_eq!(size_of::<Token>(), 12);
    }
}
