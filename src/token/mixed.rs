//! The default tokenizer: UAX #29, with addresses joined and scripts parted. The segmentation itself belongs to
//! `uax29`, the finding of addresses to `address`.

use super::address::{AddressKind, addresses};
use super::kind::{KindSet, has_letter_or_digit, other_kind, word_kind};
use super::segments::{self, Segment, Tokens, token};
use super::{Span, Token, TokenKind, Tokenizer, keep};
use crate::scan::{Isa, Scanner};
use crate::script::{Class, class, is_arabic};

/// UAX #29 with three differences: a URL, e-mail address, `#tag` or `@name` is one token; a token ends where
/// Arabic letters meet letters of another script (tatweel and marks go with the Arabic, digits with what stands
/// before them); and a word needs a letter or a digit, so that a lone tatweel, mark or `_` is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mizan {
    isa: Isa,
}

impl Mizan {
    /// The tokenizer by these instructions.
    pub fn new(isa: Isa) -> Self {
        Self { isa }
    }
}

impl Tokenizer for Mizan {
    fn id(&self) -> &'static str {
        "mizan/1"
    }

    fn tokenize(&self, text: &str, out: &mut Vec<Token>) {
        segments::tokenize(self.isa, text, &mut Join::new(text), out);
    }

    fn words(&self, text: &str, counted: KindSet, scanner: &mut Scanner, out: &mut Vec<Token>) {
        if !counted.is_within(KindSet::WORD_LIKE) || !counted.contains(TokenKind::Word) {
            let from = out.len();
            self.tokenize(text, out);
            return keep(counted, from, out);
        }
        let mut join = Join::new(text);
        let words = scanner.scan(text);
        out.reserve(words.len());
        for word in words {
            if !word.is_odd && word.end <= join.next {
                out.push(token(TokenKind::Word, word.start, word.end));
            } else {
                let from = out.len();
                let segment = if word.is_odd { Segment::Odd } else { Segment::Plain };
                join.segment(word.start, word.end, segment, out);
                keep(counted, from, out);
            }
        }
    }
}

/// Appends the tokens of a segment that no address touches.
#[inline(always)]
fn whole(text: &str, start: usize, end: usize, segment: Segment, out: &mut Vec<Token>) {
    match segment {
        Segment::Plain => out.push(token(TokenKind::Word, start, end)),
        Segment::Between(kind) => out.push(token(kind, start, end)),
        Segment::Odd => segment_tokens(text, start, end, out),
    }
}

/// The addresses of a text, on the way through its segments. Each holds a word.
struct Join<'t> {
    text: &'t str,
    addresses: std::iter::Peekable<std::vec::IntoIter<(Span, AddressKind)>>,
    /// Where the next address begins, or the one that goes on.
    next: usize,
    /// That address is a token already.
    is_taken: bool,
}

impl<'t> Join<'t> {
    fn new(text: &'t str) -> Self {
        let mut addresses = addresses(text).into_iter().peekable();
        let next = addresses.peek().map_or(usize::MAX, |(span, _)| span.start as usize);
        Self { text, addresses, next, is_taken: false }
    }

    /// Appends the addresses that begin before the end of a segment, and what they leave of it. Segments that are no
    /// words may be left out.
    fn touched(&mut self, start: usize, end: usize, out: &mut Vec<Token>) {
        let mut at = start;
        while let Some(&(span, kind)) = self.addresses.peek().filter(|(span, _)| (span.start as usize) < end)
        {
            let (from, to) = (span.start as usize, span.end as usize);
            if at < from {
                segment_tokens(self.text, at, from, out);
            }
            if !self.is_taken {
                out.push(Token { kind: kind.into(), span });
            }
            at = to.clamp(at, end);
            self.is_taken = to > end;
            if self.is_taken {
                break;
            }
            self.addresses.next();
        }
        self.next = self.addresses.peek().map_or(usize::MAX, |(span, _)| span.start as usize);
        if at < end {
            segment_tokens(self.text, at, end, out);
        }
    }
}

impl Tokens for Join<'_> {
    /// Where the next address begins, or the one that goes on.
    fn free(&self) -> usize {
        self.next
    }

    #[inline(always)]
    fn segment(&mut self, start: usize, end: usize, segment: Segment, out: &mut Vec<Token>) {
        if self.next >= end {
            whole(self.text, start, end, segment, out);
        } else {
            self.touched(start, end, out);
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
    if segment.is_ascii() {
        // Of one script.
        return push_word(segment, start, 0, segment.len(), out);
    }
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
        Mizan::default().tokenize(text, &mut tokens);
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
