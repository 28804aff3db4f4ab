//! What a token is: its kind, told from its characters alone, and sets of kinds.

use crate::script::{Class, class, is_arabic};
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum TokenKind {
    /// Arabic script.
    Word,
    /// Digits with their separators: `3.5`, `6،000`.
    Number,
    /// Letters of another script, with or without digits.
    Latin,
    /// Arabic letters with digits or with letters of another script.
    Mixed,
    /// A web address or domain name.
    Url,
    /// An e-mail address.
    Email,
    /// `#` and the word it marks.
    Hashtag,
    /// `@` and the name it marks.
    Mention,
    /// A pictograph, with its modifiers and joiners.
    Emoji,
    /// Punctuation.
    Punctuation,
    /// A symbol, a lone mark, a lone tatweel.
    Symbol,
    /// White space.
    Space,
    /// Controls and unassigned characters.
    Control,
}

impl TokenKind {
    /// Every kind, in the order of reports.
    pub const ALL: [Self; 13] = [
        Self::Word,
        Self::Number,
        Self::Latin,
        Self::Mixed,
        Self::Url,
        Self::Email,
        Self::Hashtag,
        Self::Mention,
        Self::Emoji,
        Self::Punctuation,
        Self::Symbol,
        Self::Space,
        Self::Control,
    ];

    /// The kind's name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Latin => "latin",
            Self::Mixed => "mixed",
            Self::Url => "url",
            Self::Email => "email",
            Self::Hashtag => "hashtag",
            Self::Mention => "mention",
            Self::Emoji => "emoji",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Space => "space",
            Self::Control => "control",
        }
    }

    /// Whether tokens of this kind are counted unless other kinds are asked for.
    pub fn is_word_like(self) -> bool {
        KindSet::WORD_LIKE.contains(self)
    }
}

/// A set of token kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct KindSet(u16);

impl KindSet {
    /// The kinds that every statistic counts by default: `word` to `mention`.
    pub const WORD_LIKE: Self = Self(0b0_0000_1111_1111);
    /// Every kind but white space and controls: what a whitespace tokenizer or a token list gives.
    pub const VISIBLE: Self = Self(0b0_0111_1111_1111);
    /// Every kind.
    pub const ALL: Self = Self(0b1_1111_1111_1111);

    /// Whether the set holds `kind`.
    pub fn contains(self, kind: TokenKind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Whether every kind of the set is in `other`.
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The kinds of the set, in the order of [`TokenKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = TokenKind> {
        TokenKind::ALL.into_iter().filter(move |&kind| self.contains(kind))
    }

    /// Reads a comma-separated list of kind names.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is no kind, or an empty list.
    pub fn parse(list: &str) -> Result<Self, Error> {
        let mut set = Self(0);
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match TokenKind::ALL.into_iter().find(|kind| kind.name() == name) {
                Some(kind) => set.0 |= 1 << kind as u16,
                None => {
                    let names: Vec<_> = TokenKind::ALL.iter().map(|kind| kind.name()).collect();
                    return Err(Error::new(ErrorKind::Usage, format!("unknown token kind {name:?}"))
                        .with_help(format!("the kinds are {}", names.join(", "))));
                }
            }
        }
        if set.0 == 0 {
            return Err(Error::new(ErrorKind::Usage, "no token kind is named")
                .with_help("name kinds as in --kinds word,number"));
        }
        Ok(set)
    }
}

/// Whether `text` holds a letter or a digit: marks, tatweel and `_` alone make no word.
pub(crate) fn has_letter_or_digit(text: &str) -> bool {
    text.chars().any(|c| matches!(class(c), Class::Letter | Class::Digit))
}

/// The kind of a token that counts as a word, by the scripts of its letters. A token without letter or digit
/// (a lone mark under UAX #29) takes the kind of its script.
pub(crate) fn word_kind(text: &str) -> TokenKind {
    let (mut arabic, mut foreign, mut digit, mut arabic_other) = (false, false, false, false);
    for c in text.chars() {
        match class(c) {
            Class::Letter if is_arabic(c) => arabic = true,
            Class::Letter => foreign = true,
            Class::Digit => digit = true,
            _ => arabic_other |= is_arabic(c),
        }
    }
    match (arabic, foreign, digit) {
        (true, false, false) => TokenKind::Word,
        (true, _, _) => TokenKind::Mixed,
        (false, true, _) => TokenKind::Latin,
        (false, false, true) => TokenKind::Number,
        (false, false, false) if arabic_other => TokenKind::Word,
        (false, false, false) => TokenKind::Latin,
    }
}

/// The kind of a token that is no word, by its first character that is not white space.
pub(crate) fn other_kind(text: &str) -> TokenKind {
    let Some(first) = text.chars().find(|&c| class(c) != Class::Space) else {
        return TokenKind::Space;
    };
    if is_pictograph(first) || text.chars().any(|c| c == '\u{fe0f}' || c == '\u{20e3}') {
        return TokenKind::Emoji;
    }
    match class(first) {
        Class::Punctuation => TokenKind::Punctuation,
        Class::Other | Class::Space => TokenKind::Control,
        Class::Letter | Class::Mark | Class::Tatweel | Class::Digit | Class::Symbol => TokenKind::Symbol,
    }
}

/// The first character that is shown as a pictograph unless it is told otherwise: a watch.
const FIRST_PICTOGRAPH: char = '\u{231a}';

/// Whether `c` is a pictograph or a regional indicator (the emoji that are not also digits or punctuation).
fn is_pictograph(c: char) -> bool {
    c >= FIRST_PICTOGRAPH && (is_shown_as_emoji(c) || matches!(c as u32, 0x1F000..=0x1FAFF | 0x2600..=0x27BF))
}

fn is_shown_as_emoji(c: char) -> bool {
    use unicode_properties::{EmojiStatus as E, UnicodeEmoji};
    matches!(
        c.emoji_status(),
        E::EmojiPresentation
            | E::EmojiPresentationAndModifierBase
            | E::EmojiPresentationAndModifierAndEmojiComponent
            | E::EmojiPresentationAndEmojiComponent
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pictograph_is_the_first() {
        assert_eq!(('\0'..=char::MAX).find(|&c| is_shown_as_emoji(c)), Some(FIRST_PICTOGRAPH));
    }
}
