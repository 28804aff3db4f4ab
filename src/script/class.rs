//! The class of a character, from the Unicode general category, with the Arabic cases told apart.

use unicode_properties::{GeneralCategory as G, UnicodeGeneralCategory};

/// What a character is, for counting characters and for telling token kinds apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A letter of any script (general category L), tatweel excepted.
    Letter,
    /// A combining mark (M): harakat, shadda, small high signs, accents.
    Mark,
    /// Tatweel U+0640, which lengthens a line and says nothing.
    Tatweel,
    /// A digit or other number (N).
    Digit,
    /// Punctuation (P).
    Punctuation,
    /// A symbol (S).
    Symbol,
    /// White space (the Unicode property), line ends included.
    Space,
    /// Controls, format characters, private use, surrogates' replacements, unassigned.
    Other,
}

/// The class of `c`. Total; O(log n) in the size of the Unicode table, O(1) for ASCII and common Arabic.
#[inline]
pub fn class(c: char) -> Class {
    match c as u32 {
        ascii @ 0..128 => ASCII[ascii as usize],
        0x0621..=0x063A | 0x0641..=0x064A => Class::Letter,
        0x064B..=0x065F | 0x0670 => Class::Mark,
        0x0640 => Class::Tatweel,
        0x0660..=0x0669 => Class::Digit,
        // Arabic comma, semicolon, question mark; quotation marks, dashes, the ellipsis.
        0x060C | 0x061B | 0x061F | 0x00AB | 0x00BB | 0x2010..=0x2027 => Class::Punctuation,
        // Pictographs and faces.
        0x1F300..=0x1F64F => Class::Symbol,
        _ => class_by_category(c),
    }
}

/// The classes of the ASCII characters.
const ASCII: [Class; 128] = {
    let (mut classes, mut at) = ([Class::Other; 128], 0);
    while at < 128 {
        classes[at as usize] = match at {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => Class::Symbol,
            0..0x20 | 0x7f => Class::Other,
            _ => Class::Punctuation,
        };
        at += 1;
    }
    classes
};

/// The same for any character, by its general category: the plain twin of [`class`].
fn class_by_category(c: char) -> Class {
    if c == super::letter::TATWEEL {
        return Class::Tatweel;
    }
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    if c.is_whitespace() {
        return Class::Space;
    }
    match c.general_category() {
        G::UppercaseLetter | G::LowercaseLetter | G::TitlecaseLetter | G::ModifierLetter | G::OtherLetter => {
            Class::Letter
        }
        G::NonspacingMark | G::SpacingMark | G::EnclosingMark => Class::Mark,
        G::DecimalNumber | G::LetterNumber | G::OtherNumber => Class::Digit,
        G::ConnectorPunctuation
        | G::DashPunctuation
        | G::OpenPunctuation
        | G::ClosePunctuation
        | G::InitialPunctuation
        | G::FinalPunctuation
        | G::OtherPunctuation => Class::Punctuation,
        G::MathSymbol | G::CurrencySymbol | G::ModifierSymbol | G::OtherSymbol => Class::Symbol,
        G::SpaceSeparator | G::LineSeparator | G::ParagraphSeparator => Class::Space,
        _ => Class::Other,
    }
}

/// Whether `c` lies in a block of the Arabic script (0600–06FF, 0750–077F, 0870–08FF, FB50–FDFF, FE70–FEFE,
/// 10EC0–10EFF, 1EE00–1EEFF).
pub fn is_arabic(c: char) -> bool {
    matches!(c as u32,
        0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFE
        | 0x10EC0..=0x10EFF | 0x1EE00..=0x1EEFF)
}

/// Whether `c` is a letter of the Arabic script: presentation forms and tatweel count, marks and signs do not.
pub fn is_arabic_letter(c: char) -> bool {
    is_arabic(c) && matches!(class(c), Class::Letter | Class::Tatweel)
}

/// Whether `c` is a combining mark of any script.
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && class(c) == Class::Mark
}

/// Whether `c` is drawn as nothing and belongs to no word: soft hyphen, joiners, bidi and format controls, byte
/// order mark, variation selectors, tags. U+200B is not among them: a word ends there.
pub fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0x00AD | 0x034F | 0x061C | 0x180E | 0x200C..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0x2066..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xE0001 | 0xE0020..=0xE007F | 0xE0100..=0xE01EF)
}

/// The value of an ASCII, Arabic-Indic (U+0660) or extended Arabic-Indic (U+06F0) digit.
pub fn digit_value(c: char) -> Option<u8> {
    match c as u32 {
        d @ 0x30..=0x39 => Some((d - 0x30) as u8),
        d @ 0x0660..=0x0669 => Some((d - 0x0660) as u8),
        d @ 0x06F0..=0x06F9 => Some((d - 0x06F0) as u8),
        _ => None,
    }
}

/// Whether `c` can end a sentence: `. ! ? ؟ ۔ … ؝ ؞ ‼ ⁇ ⁈ ⁉`.
pub fn is_strong_end_mark(c: char) -> bool {
    matches!(
        c as u32,
        0x21 | 0x2E | 0x3F | 0x061D | 0x061E | 0x061F | 0x06D4 | 0x2026 | 0x203C | 0x2047..=0x2049
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_is_the_long_way() {
        for c in '\0'..=char::MAX {
            assert_eq!(class(c), class_by_category(c), "U+{:04X}", c as u32);
        }
        assert_eq!(
            [class('ء'), class('ـ'), class('٣'), class('؟')],
            [Class::Letter, Class::Tatweel, Class::Digit, Class::Punctuation]
        );
    }
}
