//! The default tokenizer: UAX #29, with addresses joined and scripts parted. The segmentation itself belongs to
//! `uax29`, the finding of addresses to `address`.

use super::address::{AddressKind, addresses};
use super::kind::{has_letter_or_digit, other_kind, word_kind};
use super::{Span, Token, TokenKind, Tokenizer};
use crate::script::{Class, class, is_arabic};
use unicode_segmentation::UnicodeSegmentation;

/// UAX #29 with three differences: a URL, e-mail address, `#tag` or `@name` is one token; a token ends where
/// Arabic letters meet letters of another script (tatweel and marks go with the Arabic, digits with what stands
/// before them); and a word needs a letter or a digit, so that a lone tatweel, mark or `_` is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mizan;

impl Tokenizer for Mizan {
    fn id(&self) -> &'static str {
        "mizan/1"
    }

    fn tokenize(&self, text: &str, out: &mut Vec<Token>) {
        let found = addresses(text);
        let mut found = found.into_iter().peekable();
        for (start, segment) in text.split_word_bound_indices() {
            let end = start + segment.len();
            let mut at = start;
            while let Some(&(span, kind)) = found.peek() {
                let (from, to) = (span.start as usize, span.end as usize);
                if from >= end {
                    break;
                }
                if at < from {
                    segment_tokens(text, at, from, out);
                }
                if from >= start {
                    out.push(Token { kind: kind.into(), span });
                }
                at = to.min(end);
                if to > end {
                    break;
                }
                found.next();
            }
            if at < end {
                segment_tokens(text, at, end, out);
            }
        }
    }
}

impl From<AddressKind> for TokenKind {
    fn from(kind: AddressKind) -> Self {
        match kind {
            AddressKind::Url | AddressKind::Domain => Self::Url,
            AddressKind::Email => Self::Email,
            AddressKind::Hashtag => Self::Hashtag,
            AddressKind::Mention => Self::Mention,
        }
    }
}

/// Appends the tokens of one segment, or of what addresses leave of it.
fn segment_tokens(text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
    let segment = &text[start..end];
    if !has_letter_or_digit(segment) {
        out.push(Token { kind: other_kind(segment), span: Span::new(start, end) });
        return;
    }
    let mut from = 0;
    // The script of the run, and where its last letter or digit (with its marks) ends.
    let (mut script, mut run_end) = (None, 0);
    for (at, c) in segment.char_indices() {
        let after = at + c.len_utf8();
        match class(c) {
            Class::Letter | Class::Tatweel => {
                let arabic = is_arabic(c);
                if script.is_some_and(|run| run != arabic) {
                    push_word(segment, start, from, run_end, out);
                    if run_end < at {
                        let kind = other_kind(&segment[run_end..at]);
                        out.push(Token { kind, span: Span::new(start + run_end, start + at) });
                    }
                    from = at;
                }
                script = Some(arabic);
                run_end = after;
            }
            Class::Digit => run_end = after,
            Class::Mark | Class::Other if run_end == at => run_end = after,
            _ => {}
        }
    }
    push_word(segment, start, from, segment.len(), out);
}

/// Appends the run `from..to` of a segment that begins at `start`: a word, unless it holds no letter or digit.
fn push_word(segment: &str, start: usize, from: usize, to: usize, out: &mut Vec<Token>) {
    let run = &segment[from..to];
    let kind = if has_letter_or_digit(run) { word_kind(run) } else { other_kind(run) };
    out.push(Token { kind, span: Span::new(start + from, start + to) });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, &str)> {
        let mut tokens = Vec::new();
        Mizan.tokenize(text, &mut tokens);
        let mut at = 0;
        for token in &tokens {
            assert_eq!(token.span.start, at);
            at = token.span.end;
        }
        assert_eq!(at as usize, text.len());
        let shown = tokens.iter().filter(|token| token.kind != TokenKind::Space);
        shown.map(|token| (token.kind.name(), token.span.of(text))).collect()
    }

    #[test]
    fn parts_scripts_inside_a_segment() {
        assert_eq!(shown("wordكلمة"), [("latin", "word"), ("word", "كلمة")]);
        assert_eq!(shown("كلمـword"), [("word", "كلمـ"), ("latin", "word")]);
        assert_eq!(shown("كلمة.word"), [("word", "كلمة"), ("punctuation", "."), ("latin", "word")]);
        assert_eq!(shown("سنة1980م"), [("mixed", "سنة1980م")]);
        assert_eq!(shown("3G"), [("latin", "3G")]);
    }

    #[test]
    fn joins_addresses() {
        assert_eq!(
            shown("#كأس_العالم و@user_1"),
            [("hashtag", "#كأس_العالم"), ("word", "و"), ("mention", "@user_1")]
        );
        assert_eq!(
            shown("https://a.org/b?c=d، a.b@c.org."),
            [
                ("url", "https://a.org/b?c=d"),
                ("punctuation", "،"),
                ("email", "a.b@c.org"),
                ("punctuation", ".")
            ]
        );
    }

    #[test]
    fn a_word_needs_a_letter_or_digit() {
        assert_eq!(
            shown("ـ _ \u{64e} ٣٫٥"),
            [("symbol", "ـ"), ("punctuation", "_"), ("symbol", " \u{64e}"), ("number", "٣٫٥")]
        );
    }
}
