//! A terminator run: the marks that may end a sentence, with the closers, reference marks and emoji after them.

use super::EndReason;
use super::around::Line;
use crate::script::{Class, class, is_invisible, is_mark, is_strong_end_mark};

/// A run of terminators, and what belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// First terminator.
    pub(super) start: usize,
    /// After the last terminator.
    pub(super) marks_end: usize,
    /// After closers, reference marks, emoji.
    pub(super) end: usize,
    /// Full stops in it.
    dots: usize,
    ellipsis: bool,
    question: bool,
    exclamation: bool,
    /// Other stops: ۔ ؝ ؞
    stop: bool,
    /// A closing quotation mark stands after it.
    pub(super) quoted: bool,
    /// A closing bracket stands after it.
    pub(super) bracketed: bool,
}

impl Run {
    /// The run whose first terminator stands at `start`. O(its length).
    pub(super) fn at(line: Line<'_>, start: usize) -> Self {
        let mut run = Self {
            start,
            marks_end: start,
            end: start,
            dots: 0,
            ellipsis: false,
            question: false,
            exclamation: false,
            stop: false,
            quoted: false,
            bracketed: false,
        };
        for (at, c) in line.text[start..line.end].char_indices() {
            match c {
                '.' => run.dots += 1,
                '…' => run.ellipsis = true,
                '?' | '؟' | '⁇' | '⁈' => run.question = true,
                '!' | '‼' | '⁉' => run.exclamation = true,
                c if is_strong_end_mark(c) => run.stop = true,
                c if is_invisible(c) || is_mark(c) => continue,
                _ => break,
            }
            run.marks_end = start + at + c.len_utf8();
        }
        run.end = run.marks_end;
        run.take_closers(line);
        run.take_references(line);
        run.take_emoji(line);
        run
    }

    fn take_closers(&mut self, line: Line<'_>) {
        loop {
            let at = self.end;
            let Some((offset, c)) =
                line.text[at..line.end].char_indices().find(|&(_, c)| !is_invisible(c) && !is_mark(c))
            else {
                return;
            };
            let after = at + offset + c.len_utf8();
            let closes = match c {
                '”' | '’' | '»' | '›' | ')' | ']' | '}' | '\u{fd3e}' => true,
                '"' | '\'' => line.text[after..line.end]
                    .chars()
                    .find(|&c| !is_invisible(c))
                    .is_none_or(|next| next.is_whitespace() || matches!(class(next), Class::Punctuation)),
                _ => false,
            };
            if !closes {
                return;
            }
            self.bracketed |= matches!(c, ')' | ']' | '}' | '\u{fd3e}');
            self.quoted |= matches!(c, '”' | '’' | '»' | '›' | '"' | '\'');
            self.end = after;
        }
    }

    /// `[12]`, `(12)` and superscript digits.
    fn take_references(&mut self, line: Line<'_>) {
        loop {
            let quiet =
                line.text[self.end..line.end].chars().take_while(|&c| is_invisible(c)).map(char::len_utf8);
            let begin = self.end + quiet.sum::<usize>();
            let rest = &line.text[begin..line.end];
            let superscript: usize = rest
                .chars()
                .take_while(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'))
                .map(char::len_utf8)
                .sum();
            let bracket = bracketed_number(rest);
            match superscript.max(bracket.unwrap_or(0)) {
                0 => return,
                length => self.end = begin + length,
            }
        }
    }

    /// Emoji, with or without a space before them.
    fn take_emoji(&mut self, line: Line<'_>) {
        loop {
            let rest = &line.text[self.end..line.end];
            let passed = |c: char| matches!(c, ' ' | '\u{a0}') || is_invisible(c);
            let spaces = rest.len() - rest.trim_start_matches(passed).len();
            let emoji: usize = rest[spaces..].chars().take_while(|&c| is_emoji(c)).map(char::len_utf8).sum();
            if emoji == 0 || !rest[spaces..].chars().next().is_some_and(is_pictograph) {
                return;
            }
            self.end += spaces + emoji;
        }
    }

    /// Dots alone, and how many; an ellipsis sign counts three.
    pub(super) fn dots(&self) -> Option<usize> {
        (!self.question && !self.exclamation && !self.stop)
            .then_some(self.dots + if self.ellipsis { 3 } else { 0 })
    }

    /// The reason that a sentence ends here.
    pub(super) fn reason(&self) -> EndReason {
        if self.question {
            EndReason::Question
        } else if self.exclamation {
            EndReason::Exclamation
        } else if self.ellipsis || self.dots >= 3 {
            EndReason::Ellipsis
        } else {
            EndReason::Stop
        }
    }
}

/// The length of `[12]` or `(12)` at the start of `rest`; invisible characters in it count, but say nothing.
fn bracketed_number(rest: &str) -> Option<usize> {
    const MOST: usize = 12;
    let mut digits = 0;
    let close = if rest.starts_with('(') { ')' } else { ']' };
    for (at, c) in rest.char_indices().take(MOST) {
        match c {
            '[' | '(' if at == 0 => {}
            _ if at == 0 => return None,
            c if c == close && digits > 0 => return Some(at + 1),
            c if is_invisible(c) => {}
            c if class(c) == Class::Digit && digits < 4 => digits += 1,
            _ => return None,
        }
    }
    None
}

fn is_pictograph(c: char) -> bool {
    matches!(c as u32, 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF)
}

/// A pictograph or what joins and colours it.
fn is_emoji(c: char) -> bool {
    is_pictograph(c) || matches!(c as u32, 0x200D | 0xFE0F | 0xE0020..=0xE007F)
}
