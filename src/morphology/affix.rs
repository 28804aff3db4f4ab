//! Affixes and how they are cut: what the reference stemmers share. Which affixes, in which order and under which
//! condition is each stemmer's own.

use std::borrow::Cow;

/// An affix as `Affix(least, letters)`: it is cut only from a word of at least `least` letters, its own included.
///
/// The number stands first, and a table keeps one affix a line (`rustfmt::skip` where it would join them), so that
/// a line reads the same in every editor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Affix(pub(super) usize, pub(super) &'static str);

impl Affix {
    /// `word` without this prefix, if it begins with it; the length is the caller's to ask.
    pub(super) fn off_front(self, word: &[char]) -> Option<&[char]> {
        let mut rest = word;
        for letter in self.1.chars() {
            rest = rest.strip_prefix(&[letter])?;
        }
        Some(rest)
    }

    /// `word` without this suffix, if it ends with it; the length is the caller's to ask.
    pub(super) fn off_end(self, word: &[char]) -> Option<&[char]> {
        let mut rest = word;
        for letter in self.1.chars().rev() {
            rest = rest.strip_suffix(&[letter])?;
        }
        Some(rest)
    }
}

/// The short vowels, their doubled forms, shadda and sukun, U+064B–0652: the marks that the published programs
/// know. U+0670 and the Quranic signs are not among them.
pub(super) fn is_common_mark(c: char) -> bool {
    ('\u{064b}'..='\u{0652}').contains(&c)
}

/// The stem as text: the word itself, borrowed, if nothing changed.
pub(super) fn borrowed_if_same<'w>(word: &'w str, stem: &[char]) -> Cow<'w, str> {
    if word.chars().eq(stem.iter().copied()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(stem.iter().collect())
    }
}
