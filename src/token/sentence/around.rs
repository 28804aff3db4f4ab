//! Looking around a place in a line: the word before it, the words after it. Every look is bounded in bytes, so
//! that splitting is linear and a text can be cut without changing a decision.

use super::words::fold;
use super::wrap::JOINERS;
use crate::script::{Class, class, is_invisible, is_mark};
use crate::token::is_line_end;

/// No look goes further ahead.
pub(super) const AHEAD_BYTES: usize = 1024;
/// No look goes further back.
pub(super) const BACK_BYTES: usize = 96;

/// A line from the start of its sentence to its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where the sentence begins.
    pub(super) start: usize,
    /// Where the line ends, its line end left out.
    pub(super) end: usize,
}

/// Letters and what belongs to them.
pub(super) fn is_wordy(c: char) -> bool {
    matches!(class(c), Class::Letter | Class::Mark | Class::Tatweel) || is_invisible(c)
}

fn is_quiet(c: char) -> bool {
    is_invisible(c) || is_mark(c)
}

impl<'t> Line<'t> {
    /// The text before `at`, as far as one looks back.
    fn back(&self, at: usize) -> &'t str {
        let mut from = at.saturating_sub(BACK_BYTES).max(self.start).min(at);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        &self.text[from..at]
    }

    /// The text from `at`, as far as one looks ahead.
    pub(super) fn ahead(&self, at: usize) -> &'t str {
        let mut to = (at + AHEAD_BYTES).min(self.end).max(at);
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        &self.text[at..to]
    }

    /// The letters right before `at`, folded, and where they begin. A word that was parted at a soft line break is one.
    pub(super) fn word_before(&self, at: usize) -> (String, usize) {
        let back = self.back(at);
        let mut rest = back.trim_end_matches(is_wordy);
        while let Some(parted) = rest.strip_suffix(is_line_end) {
            let parted = parted.trim_end_matches('\r');
            if !parted.ends_with(JOINERS) {
                break;
            }
            rest = parted.trim_end_matches(is_wordy);
        }
        (fold(&back[rest.len()..]).replace(is_line_end, ""), at - (back.len() - rest.len()))
    }

    /// The character before `at`, marks and invisible ones passed over.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.back(at).chars().rev().find(|&c| !is_quiet(c))
    }

    /// The character from `at`, marks and invisible ones passed over.
    pub(super) fn char_after(&self, at: usize) -> Option<char> {
        self.ahead(at).chars().find(|&c| !is_quiet(c))
    }

    /// The first place from `at` that is no white space and not invisible.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        let ahead = self.ahead(at);
        at + ahead.find(|c: char| !c.is_whitespace() && !is_invisible(c)).unwrap_or(ahead.len())
    }

    /// The next word from `at`, white space, openers and dashes before it passed over; folded, with its end. Empty
    /// if something else comes first.
    pub(super) fn word_after(&self, at: usize) -> (String, usize) {
        let ahead = self.ahead(at);
        let passed = |c: char| {
            c.is_whitespace()
                || is_invisible(c)
                || matches!(c, '"' | '«' | '“' | '‘' | '(' | '[' | '-' | '–' | '—')
        };
        let begin = ahead.find(|c: char| !passed(c)).unwrap_or(ahead.len());
        let rest = &ahead[begin..];
        let length = rest.find(|c: char| !is_wordy(c)).unwrap_or(rest.len());
        (fold(&rest[..length]), at + begin + length)
    }

    /// Whether only white space and invisible characters stand between `at` and the line's end. Looks as far as
    /// they go.
    pub(super) fn is_end(&self, at: usize) -> bool {
        self.text[at..self.end].chars().all(|c| c.is_whitespace() || is_invisible(c))
    }

    /// Whether the token before `at`, white space passed over, ends with a digit.
    pub(super) fn number_before(&self, at: usize) -> bool {
        let back = self.back(at).trim_end_matches(|c: char| c.is_whitespace() || is_quiet(c));
        back.chars().next_back().is_some_and(|c| class(c) == Class::Digit)
    }

    /// How far back a piece is looked at, when its words are counted.
    pub(super) fn looked_back(&self, at: usize) -> usize {
        let from = at.saturating_sub(AHEAD_BYTES).max(self.start);
        (from..=at).find(|&place| self.text.is_char_boundary(place)).unwrap_or(at)
    }

    /// Words between two places, counted up to `most`.
    pub(super) fn words_between(&self, from: usize, to: usize, most: usize) -> usize {
        let (mut words, mut inside) = (0, false);
        for c in self.text[from..to].chars() {
            let wordy = matches!(class(c), Class::Letter | Class::Digit) || (inside && is_quiet(c));
            if wordy && !inside {
                words += 1;
                if words > most {
                    break;
                }
            }
            inside = wordy;
        }
        words
    }
}
