//! What a character is to the word boundaries of UAX #29: one byte for each code point, in a table of two stages.

/// The table, made by `tests/scan.rs` (`MIZAN_BLESS=1`) from what unicode-segmentation does with each code point: one
/// byte for each block of 128 code points, the number of its row, then the rows.
static TABLE: &[u8; TABLE_LEN] = include_bytes!("class.bin");

const TABLE_LEN: usize = include_bytes!("class.bin").len();
const BLOCK: usize = 128;
const BLOCKS: usize = 0x11_0000 / BLOCK;

/// A value of the property Word_Break. Extend and Format behave alike and are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum WordBreak {
    /// Any other: a segment by itself.
    Other,
    /// Carriage return.
    Cr,
    /// Line feed.
    Lf,
    /// The other line ends.
    Newline,
    /// Extend or Format: belongs to what stands before it.
    Extend,
    /// The zero width joiner.
    Zwj,
    /// Katakana.
    Katakana,
    /// Hebrew letters.
    Hebrew,
    /// Letters of scripts that part words by spaces.
    Letter,
    /// Joins two letters: `:`.
    MidLetter,
    /// Joins two numbers: `,`.
    MidNum,
    /// Joins either: `.`.
    MidNumLet,
    /// Digits.
    Numeric,
    /// Joins words: `_`.
    ExtendNumLet,
    /// The apostrophe.
    SingleQuote,
    /// The quotation mark.
    DoubleQuote,
    /// Spaces that stay together.
    Space,
    /// Half of a flag.
    Regional,
}

impl WordBreak {
    const ALL: [Self; 18] = [
        Self::Other,
        Self::Cr,
        Self::Lf,
        Self::Newline,
        Self::Extend,
        Self::Zwj,
        Self::Katakana,
        Self::Hebrew,
        Self::Letter,
        Self::MidLetter,
        Self::MidNum,
        Self::MidNumLet,
        Self::Numeric,
        Self::ExtendNumLet,
        Self::SingleQuote,
        Self::DoubleQuote,
        Self::Space,
        Self::Regional,
    ];
}

/// The byte of a character: its [`WordBreak`], whether it is alphabetic or numeric, and whether it is a pictograph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordClass(u8);

impl WordClass {
    const ALPHANUMERIC: u8 = 0x20;
    const PICTOGRAPH: u8 = 0x40;

    /// The class of `c`. O(1).
    pub fn of(c: char) -> Self {
        Self(byte(c as u32))
    }

    /// Its value of Word_Break.
    pub fn word_break(self) -> WordBreak {
        WordBreak::ALL[usize::from(self.0 & 0x1F)]
    }

    /// Whether a segment that holds it is a word: Alphabetic, or general category N.
    pub fn is_alphanumeric(self) -> bool {
        self.0 & Self::ALPHANUMERIC != 0
    }

    /// Extended_Pictographic: emoji join after a joiner.
    pub fn is_pictograph(self) -> bool {
        self.0 & Self::PICTOGRAPH != 0
    }
}

const fn byte(code: u32) -> u8 {
    let row = TABLE[code as usize / BLOCK] as usize;
    TABLE[BLOCKS + row * BLOCK + code as usize % BLOCK]
}

/// What the kernels tell apart, one bit each. A byte of them describes a character.
pub(super) mod flag {
    /// A letter that is alphabetic.
    pub(crate) const LETTER: u8 = 1;
    /// A digit that is numeric.
    pub(crate) const DIGIT: u8 = 2;
    /// Extend or Format.
    pub(crate) const EXTEND: u8 = 4;
    /// Belongs to words and makes none: `_`.
    pub(crate) const WEAK: u8 = 8;
    /// Joins two letters.
    pub(crate) const MID_LETTER: u8 = 16;
    /// Joins two digits.
    pub(crate) const MID_NUM: u8 = 32;
    /// Part of a word that is more than Arabic letters and marks.
    pub(crate) const ODD: u8 = 64;
    /// Not told by the kernels: the table is asked.
    pub(crate) const UNKNOWN: u8 = 128;
}

/// The flags of the characters U+0000 to U+007F, as a table for bytes: continuations have none, first bytes of longer
/// characters are unknown.
pub(super) static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at {
            0..0x80 => flags(at as u32),
            0x80..0xC0 => 0,
            _ => flag::UNKNOWN,
        };
        at += 1;
    }
    table
};

/// The flags of the characters U+0600 to U+06FF, by their low byte.
pub(super) const ARABIC: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = flags(0x600 + at as u32);
        at += 1;
    }
    table
};

/// The first bytes D8 to DB, which begin the characters U+0600 to U+06FF, have these bits in common.
pub(super) const ARABIC_LEAD: u8 = 0xD8;
/// Which bits those are.
pub(super) const ARABIC_LEAD_MASK: u8 = 0xFC;

/// The flags of a character of ASCII or of the block Arabic.
const fn flags(code: u32) -> u8 {
    const OTHER: u8 = WordBreak::Other as u8;
    const LETTER: u8 = WordBreak::Letter as u8;
    const NUMERIC: u8 = WordBreak::Numeric as u8;
    const EXTEND: u8 = WordBreak::Extend as u8;
    const JOIN: u8 = WordBreak::ExtendNumLet as u8;
    const MID_LETTER: u8 = WordBreak::MidLetter as u8;
    const MID_NUM: u8 = WordBreak::MidNum as u8;
    const MID: u8 = WordBreak::MidNumLet as u8;
    const QUOTE: u8 = WordBreak::SingleQuote as u8;
    const TATWEEL: u32 = 0x640;
    let byte = byte(code);
    let alphanumeric = byte & WordClass::ALPHANUMERIC != 0;
    match byte & 0x1F {
        LETTER if alphanumeric && code >= 0x600 && code != TATWEEL => flag::LETTER,
        LETTER if alphanumeric => flag::LETTER | flag::ODD,
        NUMERIC if alphanumeric => flag::DIGIT | flag::ODD,
        EXTEND => flag::EXTEND,
        JOIN => flag::WEAK | flag::ODD,
        MID_LETTER => flag::MID_LETTER,
        MID_NUM => flag::MID_NUM,
        MID | QUOTE => flag::MID_LETTER | flag::MID_NUM,
        // A letter or digit that makes no word, another character that makes one.
        LETTER | NUMERIC => flag::UNKNOWN,
        OTHER if alphanumeric => flag::UNKNOWN,
        _ => 0,
    }
}
