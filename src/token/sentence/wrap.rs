//! Text whose lines were wrapped at a width: which line breaks are soft, so that sentences go on over them. The width is
//! estimated once, from the beginning of a document, so that no cut of the text changes it.

use super::scan::{break_length, line_end};
use crate::script::{Class, class, is_invisible, is_strong_end_mark, letter};
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// Whether lines are taken as wrapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SoftWrap {
    /// Every line end ends a sentence.
    #[default]
    No,
    /// A break after a full line is soft.
    Yes,
    /// As `Yes` in documents whose lines look wrapped, as `No` in others.
    Auto,
}

impl SoftWrap {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::No, Self::Yes, Self::Auto];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Auto => "auto",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is none of them.
    pub fn parse(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|choice| choice.name() == name).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("unknown choice of soft wrapping {name:?}"))
                .with_help("the choices are no, yes, auto")
        })
    }

    /// How the document that begins with `text` is wrapped; looks at its first 64 KiB. `None` if it is not.
    pub fn of(self, text: &str) -> Option<Wrap> {
        if self == Self::No {
            return None;
        }
        let rows = rows(head(text));
        let mut lengths: Vec<u32> = rows.iter().map(|row| row.chars).filter(|&chars| chars > 0).collect();
        lengths.sort_unstable();
        let wide = *lengths.get((lengths.len() * 9).div_ceil(10).checked_sub(1)?)?;
        let wrap = Wrap { least: (wide * 3).div_ceil(4).max(1) };
        (self == Self::Yes || looks_wrapped(&rows, wrap, wide)).then_some(wrap)
    }
}

/// Bytes from which the width is estimated.
pub const WRAP_SAMPLE_BYTES: usize = 64 << 10;

/// What joins the parts of a word that was parted at the end of a line: a tatweel or a soft hyphen.
pub(crate) const JOINERS: [char; 2] = [letter::TATWEEL, '\u{ad}'];

/// How a document is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrap {
    /// Characters of a full line.
    least: u32,
}

/// What stands in a line before the text that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// Its characters.
    pub(super) chars: u32,
    /// Its white space at the start; all of it, if there is nothing else.
    pub(super) indent: u32,
}

impl Before {
    /// After `text`, more of the same line.
    pub(super) fn and(self, text: &str) -> Self {
        let indent = if self.indent == self.chars { indent(text) } else { 0 };
        Self { chars: self.chars + text.chars().count() as u32, indent: self.indent + indent }
    }
}

impl Wrap {
    /// Whether the break between a line and the next is soft.
    pub(super) fn is_soft(self, line: &str, before: Before, next: &str) -> bool {
        let kept = line.trim_end();
        before.chars + kept.chars().count() as u32 >= self.least
            && !kept.is_empty()
            && !ends_with_mark(kept)
            && !next.trim().is_empty()
            && indent(next) <= before.and(line).indent
            && (kept.ends_with(JOINERS) || !is_item(next.trim_start()))
    }
}

/// The beginning of a text that decides.
fn head(text: &str) -> &str {
    if text.len() <= WRAP_SAMPLE_BYTES {
        return text;
    }
    let mut end = WRAP_SAMPLE_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // The last line is cut; a single one stays.
    text[..end].rfind(crate::token::is_line_end).map_or(&text[..end], |at| &text[..at])
}

struct Row {
    chars: u32,
    marked: bool,
}

fn rows(text: &str) -> Vec<Row> {
    let (mut rows, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let end = line_end(text, at);
        let line = text[at..end].trim_end();
        rows.push(Row { chars: line.chars().count() as u32, marked: ends_with_mark(line) });
        at = end + break_length(&text[end..]);
    }
    rows
}

/// Lines of a width that people read, few of them wider, most that are followed by another full and without a mark.
fn looks_wrapped(rows: &[Row], wrap: Wrap, wide: u32) -> bool {
    const LEAST_ROWS: usize = 6;
    let followed =
        || rows.windows(2).filter(|pair| pair[0].chars > 0 && pair[1].chars > 0).map(|pair| &pair[0]);
    let all = followed().count();
    let full = followed().filter(|row| row.chars >= wrap.least).count();
    let open = followed().filter(|row| row.chars >= wrap.least && !row.marked).count();
    let wider = rows.iter().filter(|row| row.chars > wide + wide / 4).count();
    all >= LEAST_ROWS
        && (20..=200).contains(&wide)
        && full * 10 >= all * 7
        && open * 10 >= full * 7
        && wider * 50 <= rows.len()
}

fn indent(line: &str) -> u32 {
    line.chars().take_while(|c| c.is_whitespace()).count() as u32
}

fn ends_with_mark(line: &str) -> bool {
    let closers = ['"', '\'', '”', '’', '»', '›', ')', ']', '}', '\u{fd3e}'];
    let marks = line.trim_end_matches(|c| closers.contains(&c) || c == ' ' || is_invisible(c));
    marks.chars().next_back().is_some_and(is_strong_end_mark)
}

/// A bullet, or up to three digits or a letter and a sign after them.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars().filter(|&c| !is_invisible(c) && c != letter::TATWEEL);
    let Some(first) = chars.next() else { return false };
    if matches!(first, '•' | '·' | '▪' | '●' | '*' | '-' | '–' | '—') {
        return true;
    }
    let inside = if matches!(first, '(' | '[') { chars.next().unwrap_or(' ') } else { first };
    let digits = class(inside) == Class::Digit;
    if !digits && class(inside) != Class::Letter {
        return false;
    }
    let after = chars.take(3).find(|&c| !(digits && class(c) == Class::Digit));
    matches!(after, Some('.' | '-' | '–' | ')' | ']' | '/'))
}

/// The place after the last blank line of `text`, a beginning of a document: there it may be cut. `None` without one.
pub fn last_blank_line(text: &str) -> Option<usize> {
    let (mut found, mut at) = (None, 0);
    while at < text.len() {
        let end = line_end(text, at);
        let after = end + break_length(&text[end..]);
        // A CR at the very end may be half of a CR LF.
        let whole = after > end && !(after == text.len() && text.ends_with('\r'));
        if whole && text[at..end].trim().is_empty() {
            found = Some(after);
        }
        at = after.max(end + usize::from(after == end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        let line = "كلمة وكلمة وكلمة وكلمة وكلمة\n";
        let wrapped = line.repeat(12) + "آخر.\n";
        assert!(SoftWrap::Auto.of(&wrapped).is_some());
        assert!(SoftWrap::No.of(&wrapped).is_none());
        assert!(SoftWrap::Auto.of(&"كلمة وكلمة وكلمة وكلمة وكلمة.\n".repeat(12)).is_none());
        assert_eq!(SoftWrap::Yes.of(""), None);
        assert_eq!(SoftWrap::Yes.of(line), Some(Wrap { least: 21 }));
        assert!(
            is_item("12) نص") && is_item("أ. نص") && is_item("- نص") && !is_item("نص") && !is_item("1990 نص")
        );
        assert_eq!(last_blank_line("ا\n \nب\n"), Some("ا\n \n".len()));
        assert_eq!(last_blank_line("ا\r\n\r"), None);
    }
}
