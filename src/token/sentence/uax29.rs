//! The standard sentence segmentation, UAX #29 of Unicode 17, by unicode-segmentation, in the shape of this module.

use super::super::{Span, is_line_end};
use super::{EndReason, Sentence};
use crate::script::{Class, class, is_invisible, is_strong_end_mark};
use unicode_segmentation::UnicodeSegmentation;

/// The sentence boundaries of UAX #29: byte offsets, the end of the text included, its start left out.
pub fn uax29_bounds(text: &str) -> impl Iterator<Item = usize> {
    text.split_sentence_bound_indices().map(|(at, sentence)| at + sentence.len())
}

/// Appends the sentences of UAX #29, trimmed.
pub(super) fn split(text: &str, out: &mut Vec<Sentence>) {
    let outer = |c: char| c.is_whitespace() || is_invisible(c);
    let (mut paragraph, mut line_has_text) = (0, false);
    for (at, piece) in text.split_sentence_bound_indices() {
        let kept = piece.trim_matches(outer);
        if !kept.is_empty() {
            let start = at + (piece.len() - piece.trim_start_matches(outer).len());
            let last = kept.chars().rev().find(|&c| is_strong_end_mark(c) || class(c) == Class::Letter);
            let reason = match last {
                Some('?' | '؟' | '⁇' | '⁈') => EndReason::Question,
                Some('!' | '‼' | '⁉') => EndReason::Exclamation,
                Some('…') => EndReason::Ellipsis,
                Some(c) if is_strong_end_mark(c) => EndReason::Stop,
                _ if piece.ends_with(is_line_end) => EndReason::Newline,
                _ => EndReason::End,
            };
            out.push(Sentence {
                span: Span::new(start, start + kept.len()),
                reason,
                paragraph,
                open_quotes: 0,
                open_brackets: 0,
                has_word: kept.chars().any(|c| matches!(class(c), Class::Letter | Class::Digit)),
            });
            line_has_text = true;
        }
        if piece.ends_with(is_line_end) {
            paragraph += u32::from(line_has_text);
            line_has_text = false;
        }
    }
}
