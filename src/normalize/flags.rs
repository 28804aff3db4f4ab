//! The foldings by name: one table that parsing, reports and audits read.

use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// One folding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Flag {
    index: u8,
    name: &'static str,
    does: &'static str,
}

impl Flag {
    /// How many there are.
    pub const COUNT: usize = 18;

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Its place in [`FLAGS`] and in [`super::Audit::per_flag`].
    pub fn index(self) -> usize {
        usize::from(self.index)
    }

    /// What it does, in one line.
    pub fn does(self) -> &'static str {
        self.does
    }
}

const fn flag(index: u8, name: &'static str, does: &'static str) -> Flag {
    Flag { index, name, does }
}

/// Every folding, in the order of their bits.
pub static FLAGS: [Flag; Flag::COUNT] = [
    flag(0, "nfc", "canonical composition; implied by all that touch letters or marks"),
    flag(1, "controls", "invisible characters deleted; joiners only beside Arabic"),
    flag(2, "forms", "presentation forms to letters"),
    flag(3, "ligatures", "word ligatures to letters"),
    flag(4, "tatweel", "tatweel deleted; one that bears a hamza is the letter hamza"),
    flag(5, "marks", "harakat and all other marks of the Arabic blocks deleted"),
    flag(6, "quranic", "small letters and signs of the Quran deleted"),
    flag(7, "uthmani", "Uthmani spelling to modern; for Quranic text only"),
    flag(8, "alef", "alef with hamza, madda or wasla to bare alef"),
    flag(9, "hamza", "waw and yeh with hamza to bare waw and yeh"),
    flag(10, "maqsura", "alef maksura to yeh"),
    flag(11, "teh_marbuta", "teh marbuta to heh"),
    flag(12, "lookalike", "letters of other languages that look like Arabic ones"),
    flag(13, "loan_letters", "peh, tcheh, jeh, gaf, veh to the nearest Arabic letter"),
    flag(14, "digits", "Arabic-Indic digits to ASCII"),
    flag(15, "repeat", "three or more equal letters to two"),
    flag(16, "case", "lower case"),
    flag(17, "lucene", "what Lucene's Arabic normalizer does, and nothing else"),
];

/// A set of foldings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Folding(u32);

/// The presets and their names.
const PRESETS: [(&str, Folding); 6] = [
    ("none", Folding::NONE),
    ("surface", Folding::SURFACE),
    ("normal", Folding::NORMAL),
    ("search", Folding::SEARCH),
    ("folded", Folding::FOLDED),
    ("lucene", Folding::LUCENE),
];

#[allow(missing_docs)] // each constant is the flag of that name; `FLAGS` says what it does
impl Folding {
    pub const NFC: Self = Self(1);
    pub const CONTROLS: Self = Self(1 << 1);
    pub const FORMS: Self = Self(1 << 2);
    pub const LIGATURES: Self = Self(1 << 3);
    pub const TATWEEL: Self = Self(1 << 4);
    pub const MARKS: Self = Self(1 << 5);
    pub const QURANIC: Self = Self(1 << 6);
    pub const UTHMANI: Self = Self(1 << 7);
    pub const ALEF: Self = Self(1 << 8);
    pub const HAMZA: Self = Self(1 << 9);
    pub const MAQSURA: Self = Self(1 << 10);
    pub const TEH_MARBUTA: Self = Self(1 << 11);
    pub const LOOKALIKE: Self = Self(1 << 12);
    pub const LOAN_LETTERS: Self = Self(1 << 13);
    pub const DIGITS: Self = Self(1 << 14);
    pub const REPEAT: Self = Self(1 << 15);
    pub const CASE: Self = Self(1 << 16);
}

impl Folding {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// What the eye cannot see: composition, invisible characters, presentation forms.
    pub const SURFACE: Self = Self::NFC.union(Self::CONTROLS).union(Self::FORMS);
    /// The key that words are counted by: letters alone, in lower case.
    pub const NORMAL: Self = Self::SURFACE
        .union(Self::LIGATURES)
        .union(Self::TATWEEL)
        .union(Self::MARKS)
        .union(Self::QURANIC)
        .union(Self::CASE);
    /// The key of a search: common spelling variants alike.
    pub const SEARCH: Self = Self::NORMAL
        .union(Self::ALEF)
        .union(Self::MAQSURA)
        .union(Self::TEH_MARBUTA)
        .union(Self::LOOKALIKE)
        .union(Self::DIGITS);
    /// The coarsest key: hamza seats alike too.
    pub const FOLDED: Self = Self::SEARCH.union(Self::HAMZA);
    /// Exactly what Lucene's Arabic chain does to a word (lower case, decimal digits, `ArabicNormalizer` 8.7).
    pub const LUCENE: Self = Self(1 << 17);

    /// Both.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the flag is in it.
    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag.index) != 0
    }

    /// Its flags, in the order of [`FLAGS`].
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        FLAGS.into_iter().filter(move |&flag| self.has(flag))
    }

    /// The set of all flags whose bit is set in `bits`; the rest is ignored.
    pub fn from_bits(bits: u32) -> Self {
        Self(bits & ((1 << Flag::COUNT) - 1))
    }

    /// With composition, if anything in it touches letters or marks.
    pub(super) fn implied(self) -> Self {
        let alone = Self::CONTROLS.union(Self::DIGITS).union(Self::REPEAT).union(Self::LUCENE);
        if self.0 & !alone.0 == 0 { self } else { self.union(Self::NFC) }
    }

    /// The name of the preset that it is.
    pub fn preset_name(self) -> Option<&'static str> {
        PRESETS.iter().find(|(_, preset)| *preset == self).map(|(name, _)| *name)
    }

    /// Reads a preset's name, or a list of flags that are added to `normal`, or to the preset that it begins with:
    /// `search`, `alef,maqsura`, `surface,tatweel`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is neither, with the nearest one.
    pub fn parse(spec: &str) -> Result<Self, Error> {
        let mut names = spec.split(',').map(str::trim).peekable();
        let preset = |name: &str| PRESETS.iter().find(|(known, _)| *known == name).map(|(_, preset)| *preset);
        let mut folding = match names.peek().and_then(|name| preset(name)) {
            Some(preset) => {
                names.next();
                preset
            }
            None => Self::NORMAL,
        };
        for name in names {
            match FLAGS.iter().find(|flag| flag.name == name) {
                Some(flag) => folding = Self(folding.0 | 1 << flag.index),
                None => return Err(unknown(name)),
            }
        }
        Ok(folding)
    }
}

fn unknown(name: &str) -> Error {
    let known = PRESETS.iter().map(|(name, _)| *name).chain(FLAGS.iter().map(|flag| flag.name));
    let near = known
        .map(|other| (crate::near::distance(name, other), other))
        .filter(|(distance, other)| *distance <= 1 + other.len() / 4)
        .min();
    let all: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
    let flags: Vec<&str> = FLAGS.iter().map(|flag| flag.name).collect();
    let list = format!("the presets are {}; the foldings {}", all.join(", "), flags.join(", "));
    let help = match near {
        Some((_, near)) => format!("did you mean {near}? {list}"),
        None => list,
    };
    Error::new(ErrorKind::Usage, format!("unknown folding {name:?}")).with_help(help)
}

impl Default for Folding {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl std::ops::BitOr for Folding {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}
