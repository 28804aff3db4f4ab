//! The segments of UAX #29 in order, words found by the hot path, and what stands between them cut here.

use super::kind::other_kind;
use super::{Span, Token, TokenKind};
use crate::scan::{Isa, Scanner, is_alone, is_attached, segments_from};

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// A word of Arabic letters and marks alone, and signs between letters.
    Plain,
    /// Another word, by the standard: it holds a letter, digit or alphabetic mark.
    Odd,
    /// What stands between words.
    Between(TokenKind),
}

/// What makes tokens of segments.
pub(super) trait Tokens {
    /// A place before which each word of Arabic letters is a token by itself.
    fn free(&self) -> usize;

    /// Appends the tokens of a segment.
    fn segment(&mut self, start: usize, end: usize, segment: Segment, out: &mut Vec<Token>);
}

/// Appends the tokens of all segments of a text.
pub(super) fn tokenize(isa: Isa, text: &str, tokens: &mut impl Tokens, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let (mut at, mut free) = (0, tokens.free());
    for word in Scanner::new(isa).scan(text) {
        // Most words are plain and parted by one space (87 % in 10 MB of news, 2026-11): both are written at once.
        if word.start == at + 1 && bytes[at] == b' ' && !word.is_odd && word.end <= free {
            out.extend_from_slice(&[
                token(TokenKind::Space, at, word.start),
                token(TokenKind::Word, word.start, word.end),
            ]);
        } else {
            between(text, at, word.start, &mut |start, end, segment| {
                tokens.segment(start, end, segment, out);
            });
            let segment = if word.is_odd { Segment::Odd } else { Segment::Plain };
            tokens.segment(word.start, word.end, segment, out);
            free = tokens.free();
        }
        at = word.end;
    }
    between(text, at, text.len(), &mut |start, end, segment| tokens.segment(start, end, segment, out));
}

/// The segments of a stretch that holds no word.
#[inline(always)]
fn between(text: &str, start: usize, end: usize, each: &mut impl FnMut(usize, usize, Segment)) {
    if end == start + 1 && text.as_bytes()[start] == b' ' {
        each(start, end, Segment::Between(TokenKind::Space));
    } else if start < end {
        stretch(text, start, end, each);
    }
}

fn stretch(text: &str, mut at: usize, end: usize, each: &mut impl FnMut(usize, usize, Segment)) {
    let bytes = text.as_bytes();
    while at < end {
        // A character of ASCII before another, or at the end, is a segment; spaces stay together, and so does CR LF.
        let mut after = at + 1;
        while bytes[at] == b' ' && after < end && bytes[after] == b' ' {
            after += 1;
        }
        if bytes[at] == b'\r' && after < end && bytes[after] == b'\n' {
            after += 1;
        }
        let alone = bytes[at].is_ascii() && bytes[at] != b'_' && (after == end || bytes[after].is_ascii());
        if alone {
            each(at, after, Segment::Between(ASCII[usize::from(bytes[at] & 0x7F)]));
            at = after;
        } else if let Some(after) = alone_until(&text[at..end]).map(|length| at + length) {
            each(at, after, Segment::Between(other_kind(&text[at..after])));
            at = after;
        } else if let Some((segment_end, _)) = segments_from(text, at).next() {
            each(at, segment_end, Segment::Between(other_kind(&text[at..segment_end])));
            at = segment_end;
        }
    }
}

/// Where the first character of a stretch ends, if it is a segment by itself.
fn alone_until(stretch: &str) -> Option<usize> {
    let mut chars = stretch.chars();
    let first = chars.next().filter(|&first| is_alone(first))?;
    (!chars.next().is_some_and(is_attached)).then_some(first.len_utf8())
}

/// The kinds of the characters of ASCII that are no letters or digits, as [`other_kind`] tells them.
static ASCII: [TokenKind; 128] = {
    let mut kinds = [TokenKind::Punctuation; 128];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'\t'..=b'\r' | b' ' => TokenKind::Space,
            0..=0x1F | 0x7F => TokenKind::Control,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => TokenKind::Symbol,
            _ => TokenKind::Punctuation,
        };
        at += 1;
    }
    kinds
};

/// A token of these bytes.
pub(super) fn token(kind: TokenKind, start: usize, end: usize) -> Token {
    Token { kind, span: Span::new(start, end) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{Class, class};
    use proptest::prelude::*;

    #[test]
    fn kinds_of_ascii() {
        for code in 0..128u8 {
            let c = char::from(code);
            if !matches!(class(c), Class::Letter | Class::Digit) {
                assert_eq!(ASCII[usize::from(code)], other_kind(&c.to_string()), "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn segments_are_those_of_the_rules(text in "([ ]{0,3}|[\r\n\t]|[بتa1٣]|[.،:_!]|\u{64e}|\u{200f}|🇦|😀|\u{200d}|[\u{0}-\u{2ff}]){0,60}") {
            /// Keeps the segments as they come; no word is free.
            struct Found<'t>(&'t str, Vec<(usize, bool)>);
            impl Tokens for Found<'_> {
                fn free(&self) -> usize {
                    0
                }
                fn segment(&mut self, start: usize, end: usize, segment: Segment, _: &mut Vec<Token>) {
                    self.1.push((end, !matches!(segment, Segment::Between(_))));
                    if let Segment::Between(kind) = segment {
                        assert_eq!(kind, other_kind(&self.0[start..end]));
                    }
                }
            }
            let mut found = Found(&text, Vec::new());
            tokenize(Isa::best(), &text, &mut found, &mut Vec::new());
            prop_assert_eq!(found.1, segments_from(&text, 0).collect::<Vec<_>>());
        }
    }
}
