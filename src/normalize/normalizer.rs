//! Applies a folding to text: most words need nothing, which is found out without allocating.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::alignment::{Alignment, Builder, Group};
use super::audit::Audit;
use super::cells::Cells;
use super::chars;
use super::folding::{Flag, Folding};

/// A character that some flag may change.
const CHANGES: u8 = 1;
/// A character that composition must look at: a mark, or one that is not certain to stand in NFC.
const COMPOSES: u8 = 2;

/// Folds text. Immutable and small; threads share it.
///
/// Total, independent of locale, linear but for the sorting of stacked marks.
#[derive(Clone, Debug)]
pub struct Normalizer {
    folding: Folding,
    /// What may happen to ASCII.
    ascii: [u8; 0x80],
    /// What may happen to 0600–06FF.
    arabic: [u8; 0x100],
}

/// Folded text, where it came from, and what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized<'t> {
    /// The folded text: borrowed if and only if nothing changed.
    pub text: Cow<'t, str>,
    /// The way back to the source.
    pub alignment: Alignment,
    /// What was done, the whole text counted as one token.
    pub audit: Audit,
}

impl Normalizer {
    /// A normalizer for a folding.
    pub fn new(folding: Folding) -> Self {
        let look = |code: u32| char::from_u32(code).map_or(0, |c| look(c, folding));
        Self {
            folding,
            ascii: std::array::from_fn(|code| look(code as u32)),
            arabic: std::array::from_fn(|code| look(0x600 + code as u32)),
        }
    }

    /// Its folding.
    pub fn folding(&self) -> Folding {
        self.folding
    }

    /// The folded text, borrowed if and only if nothing changed.
    ///
    /// ```
    /// use mizan::{Folding, Normalizer};
    /// assert_eq!(Normalizer::new(Folding::NORMAL).fold("كِـتَابٌ"), "كتاب");
    /// assert_eq!(Normalizer::new(Folding::SEARCH).fold("المدرسة"), "المدرسه");
    /// ```
    pub fn fold<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // What is quiet as a whole is so in its parts.
        if self.folding == Folding::NONE || self.is_quiet(text) {
            return Cow::Borrowed(text);
        }
        let mut cells = Cells::default();
        let mut out: Option<String> = None;
        for piece in pieces(text) {
            let word = &text[piece.clone()];
            if !self.is_quiet(word) {
                cells.load(word, piece.start);
                cells.fold(self.folding);
                if out.is_some() || !cells.cells.iter().map(|cell| cell.c).eq(word.chars()) {
                    let out = out.get_or_insert_with(|| started(text, piece.start));
                    out.extend(cells.cells.iter().map(|cell| cell.c));
                }
            } else if let Some(out) = &mut out {
                out.push_str(word);
            }
        }
        out.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// The folded text with its alignment and audit. The text is the same as [`Normalizer::fold`] gives.
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        let mut cells = Cells::default();
        let mut builder = Builder::default();
        let mut audit = Audit::default();
        let mut out: Option<String> = None;
        for piece in pieces(text) {
            let word = &text[piece.clone()];
            if !self.is_quiet(word) {
                cells.load(word, piece.start);
                cells.audit = Some(Audit::default());
                cells.fold(self.folding);
                if !cells.cells.iter().map(|cell| cell.c).eq(word.chars()) {
                    let out = out.get_or_insert_with(|| started(text, piece.start));
                    out.extend(cells.cells.iter().map(|cell| cell.c));
                    cells.groups(text, &mut builder);
                    audit.merge(&cells.audit.take().unwrap_or_default());
                    continue;
                }
            }
            if let Some(out) = &mut out {
                out.push_str(word);
            }
            // The first character by itself: what was deleted before it may belong to it.
            let first = piece.start + word.chars().next().map_or(0, char::len_utf8);
            for source in [piece.start..first, first..piece.end] {
                if !source.is_empty() {
                    let space = text[source.clone()].chars().next_back().is_some_and(char::is_whitespace);
                    builder.push(Group { length: source.len(), source, same: true, space });
                }
            }
        }
        let alignment = if out.is_some() { builder.finish(text.len()) } else { Alignment::default() };
        let text_out = out.map_or(Cow::Borrowed(text), Cow::Owned);
        audit.chars_in = text.chars().count() as u64;
        audit.chars_out = text_out.chars().count() as u64;
        audit.bytes_in = text.len() as u64;
        audit.bytes_out = text_out.len() as u64;
        audit.tokens_changed = u64::from(matches!(text_out, Cow::Owned(_)));
        audit.tokens_emptied = u64::from(text_out.is_empty() && !text.is_empty());
        Normalized { text: text_out, alignment, audit }
    }

    /// Whether nothing can happen to a word: no character that a flag changes, marks in order, no long run.
    fn is_quiet(&self, word: &str) -> bool {
        let repeat = self.folding.has(Flag::REPEAT);
        let mut before = [None; 2];
        let mut seen = 0;
        for c in word.chars() {
            seen |= match c as u32 {
                code @ ..0x80 => self.ascii[code as usize],
                code @ 0x600..0x700 => self.arabic[code as usize - 0x600],
                _ => look(c, self.folding),
            };
            if seen & CHANGES != 0 || repeat && before == [Some(c); 2] {
                return false;
            }
            before = [before[1], Some(c)];
        }
        seen & COMPOSES == 0 || is_nfc_quick(word.chars()) == IsNormalized::Yes
    }
}

/// What a folding may do to a character.
fn look(c: char, folding: Folding) -> u8 {
    if folding == Folding::LUCENE {
        return if chars::lucene(c) == (Some(c), None) { 0 } else { CHANGES };
    }
    let composes = folding.has(Flag::NFC)
        && c as u32 >= 0x300
        && (chars::combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes);
    let changes = chars::may_change(c, folding);
    (CHANGES * u8::from(changes)) | (COMPOSES * u8::from(composes))
}

/// The text up to `at`, which stayed as it was, with room for the rest.
fn started(text: &str, at: usize) -> String {
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..at]);
    out
}

/// Cuts a text before white space: no folding reaches across.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let mut word = false;
        let end = rest.char_indices().find(|&(_, c)| {
            let space = c.is_whitespace();
            let cut = word && space;
            word |= !space;
            cut
        });
        let piece = at..end.map_or(text.len(), |(offset, _)| at + offset);
        at = piece.end;
        (!piece.is_empty()).then_some(piece)
    })
}
