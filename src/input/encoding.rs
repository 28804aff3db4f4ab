//! Which encoding a text is in: by its mark, by its bytes, or as the user says. Decoding belongs to `transcode`.

use super::code_page::{IBM864, MAC_ARABIC};
use encoding_rs::{ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use unicode_normalization::UnicodeNormalization;

/// An encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(pub(super) Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Utf8,
    /// Of the Encoding Standard of the web, UTF-16 too.
    Web(&'static encoding_rs::Encoding),
    /// A byte a character, with this name.
    Page(&'static str, &'static [u16; 128]),
    Utf32 {
        big: bool,
    },
}

/// Why an encoding was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The text begins with a byte order mark.
    Mark,
    /// A page or a document of XML says it.
    Declared,
    /// Its bytes fit.
    Bytes,
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Kind::Utf8);
    const UTF_16LE: Self = Self(Kind::Web(UTF_16LE));
    const UTF_16BE: Self = Self(Kind::Web(UTF_16BE));
    const UTF_32LE: Self = Self(Kind::Utf32 { big: false });
    const UTF_32BE: Self = Self(Kind::Utf32 { big: true });
    const MAC_ARABIC: Self = Self(Kind::Page("mac-arabic", &MAC_ARABIC));
    const IBM864: Self = Self(Kind::Page("ibm864", &IBM864));
    /// Encodings of Arabic of one byte a character, the likelier first.
    const ARABIC: [Self; 4] =
        [Self(Kind::Web(WINDOWS_1256)), Self(Kind::Web(ISO_8859_6)), Self::MAC_ARABIC, Self::IBM864];

    /// The encoding of this name: any label of the Encoding Standard, `utf-32le`, `utf-32be`, `mac-arabic`, `ibm864`.
    pub fn parse(name: &str) -> Option<Self> {
        let plain: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match plain.as_str() {
            "utf32" | "utf32le" => Self::UTF_32LE,
            "utf32be" => Self::UTF_32BE,
            "macarabic" | "xmacarabic" => Self::MAC_ARABIC,
            "ibm864" | "cp864" => Self::IBM864,
            _ => match encoding_rs::Encoding::for_label_no_replacement(name.as_bytes())? {
                web if web == UTF_8 => Self::UTF_8,
                web => Self(Kind::Web(web)),
            },
        })
    }

    /// Its name: `utf-8`, `windows-1256`.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Utf8 => "utf-8",
            Kind::Page(name, _) => name,
            Kind::Utf32 { big: false } => "utf-32le",
            Kind::Utf32 { big: true } => "utf-32be",
            Kind::Web(web) => match web.name() {
                "UTF-16LE" => "utf-16le",
                "UTF-16BE" => "utf-16be",
                "ISO-8859-6" => "iso-8859-6",
                name => name,
            },
        }
    }

    /// The encoding of a text that begins with these bytes, and why. `whole` says that nothing follows them.
    pub(super) fn guess(head: &[u8], whole: bool) -> (Self, Reason) {
        if let Some((encoding, _)) = Self::marked(head) {
            return (encoding, Reason::Mark);
        }
        if let Some(wide) = wide(head) {
            return (wide, Reason::Bytes);
        }
        let valid = utf8_prefix(head, whole);
        if valid == head.len() || is_damaged_utf8(head) {
            return (Self::UTF_8, Reason::Bytes);
        }
        if let Some(declared) = declared(head) {
            return (declared, Reason::Declared);
        }
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(head, whole);
        let web = Self(Kind::Web(detector.guess(Some(b"sa"), chardetng::Utf8Detection::Deny)));
        (arabic(head).unwrap_or(web), Reason::Bytes)
    }

    /// The encoding that a byte order mark names, and the length of the mark. That of UTF-32 begins like that of
    /// UTF-16.
    pub(super) fn marked(head: &[u8]) -> Option<(Self, usize)> {
        let marks: [(&[u8], Self); 5] = [
            (&[0xFF, 0xFE, 0, 0], Self::UTF_32LE),
            (&[0, 0, 0xFE, 0xFF], Self::UTF_32BE),
            (&[0xEF, 0xBB, 0xBF], Self::UTF_8),
            (&[0xFF, 0xFE], Self::UTF_16LE),
            (&[0xFE, 0xFF], Self::UTF_16BE),
        ];
        marks.into_iter().find(|(mark, _)| head.starts_with(mark)).map(|(mark, kind)| (kind, mark.len()))
    }
}

/// How many bytes of the head are UTF-8; a character cut at its end is no fault, unless nothing follows.
pub(super) fn utf8_prefix(head: &[u8], whole: bool) -> usize {
    match simdutf8::compat::from_utf8(head) {
        Ok(_) => head.len(),
        Err(fault) if fault.error_len().is_none() && !whole => head.len(),
        Err(fault) => fault.valid_up_to(),
    }
}

/// The encoding that a page or a document of XML declares: `<meta charset=…>`, `<?xml … encoding=…?>`.
fn declared(head: &[u8]) -> Option<Encoding> {
    let head = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_lowercase();
    if !head.trim_start_matches(|c: char| !c.is_ascii()).trim_start().starts_with('<') {
        return None;
    }
    let at = head.find("charset").map(|at| at + "charset".len());
    let at = at.or_else(|| head.find("encoding").map(|at| at + "encoding".len()))?;
    let value = head[at..].trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    // Who says UTF-8 or UTF-16 of bytes that are neither is wrong.
    let unlikely = [Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE];
    Encoding::parse(&value[..end]).filter(|encoding| !unlikely.contains(encoding))
}

/// Whether most of what is not ASCII is UTF-8 all the same.
fn is_damaged_utf8(head: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in head.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad * 2
}

/// UTF-16 or UTF-32 without a mark: Arabic and white space have the same few bytes in the upper place.
fn wide(head: &[u8]) -> Option<Encoding> {
    let head = &head[..head.len().min(4096) & !3];
    let most = |width: usize, place: usize, fits: fn(u8) -> bool| {
        let units = head.chunks_exact(width);
        let (all, fitting) = (units.len(), units.filter(|unit| fits(unit[place])).count());
        all > 0 && fitting * 10 >= all * 8
    };
    let zero: fn(u8) -> bool = |byte| byte == 0;
    let upper: fn(u8) -> bool = |byte| matches!(byte, 0 | 6);
    let text: fn(u8) -> bool = |byte| !matches!(byte, 0 | 6);
    if most(4, 3, zero) && most(4, 2, zero) && most(4, 1, upper) && most(4, 0, text) {
        Some(Encoding::UTF_32LE)
    } else if most(4, 0, zero) && most(4, 1, zero) && most(4, 2, upper) && most(4, 3, text) {
        Some(Encoding::UTF_32BE)
    } else if most(2, 1, upper) && most(2, 0, text) {
        Some(Encoding::UTF_16LE)
    } else if most(2, 0, upper) && most(2, 1, text) {
        Some(Encoding::UTF_16BE)
    } else {
        None
    }
}

/// The encoding of Arabic under which the bytes look like Arabic, if one does.
fn arabic(head: &[u8]) -> Option<Encoding> {
    let head = &head[..head.len().min(16 << 10)];
    let upper = head.iter().filter(|&&byte| byte >= 0x80).count() as i64;
    // IBM864 has letters in the places of ISO-8859-6, and more letters where that has marks: what could be either is the
    // one that people wrote.
    let doubt = |encoding| if encoding == Encoding::IBM864 { upper * 2 } else { 0 };
    let scored =
        Encoding::ARABIC.into_iter().map(|encoding| (encoding, likeness(head, encoding) - doubt(encoding)));
    // The first of equals: windows-1256, which has most of the texts.
    let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (best.1 >= upper * 3).then_some(best.0)
}

/// How much the bytes look like Arabic in an encoding: the common letters weigh more, `ال` before a letter most; what
/// stands for nothing, or for no letter, counts against it.
fn likeness(head: &[u8], encoding: Encoding) -> i64 {
    let mut score = 0;
    let mut before = [' ', ' '];
    for &byte in head {
        let c = if byte < 0x80 { char::from(byte) } else { character(encoding, byte) };
        // A contextual form is its letter.
        let c = if matches!(c, '\u{fe80}'..='\u{fefc}') { c.nfkc().next().unwrap_or(c) } else { c };
        if byte >= 0x80 {
            score += match c {
                '\u{627}' | '\u{644}' => 8,
                '\u{64a}' | '\u{645}' | '\u{648}' | '\u{646}' | '\u{631}' | '\u{62a}' => 7,
                '\u{628}' | '\u{629}' | '\u{639}' | '\u{62f}' | '\u{633}' | '\u{641}' | '\u{647}' => 5,
                '\u{621}'..='\u{63a}' | '\u{642}' | '\u{643}' | '\u{649}' => 3,
                '\u{64b}'..='\u{652}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{640}' => 2,
                '\u{660}'..='\u{669}' => 3,
                '\u{a0}' | '\u{ab}' | '\u{bb}' | '\u{2010}'..='\u{201e}' => 0,
                '\u{200c}'..='\u{200f}' | ' ' => 0,
                '!'..='~' => -1,
                '\u{671}'..='\u{6d3}' => -2,
                '\u{fffd}' => -60,
                c if c.is_control() => -30,
                _ => -12,
            };
        }
        // Arabic words hold no Latin letters; those of Europe do.
        let mixed = (before[1].is_ascii_alphabetic() && byte >= 0x80)
            || (c.is_ascii_alphabetic() && before[1].is_alphabetic() && !before[1].is_ascii());
        score -= if mixed { 10 } else { 0 };
        let begins = !before[0].is_alphabetic() && before[1] == '\u{627}' && c == '\u{644}';
        score += if begins { 12 } else { 0 };
        before = [before[1], c];
    }
    score
}

/// What a byte of the upper half stands for; U+FFFD for nothing.
fn character(encoding: Encoding, byte: u8) -> char {
    match encoding.0 {
        Kind::Page(_, table) => page_character(table, byte).unwrap_or(char::REPLACEMENT_CHARACTER),
        Kind::Web(web) => {
            let (text, _) = web.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        Kind::Utf8 | Kind::Utf32 { .. } => char::REPLACEMENT_CHARACTER,
    }
}

/// What a byte of a code page stands for.
pub(super) fn page_character(table: &[u16; 128], byte: u8) -> Option<char> {
    if byte < 0x80 {
        return Some(char::from(byte));
    }
    match table[usize::from(byte - 0x80)] {
        0 => None,
        code => char::from_u32(code.into()),
    }
}
