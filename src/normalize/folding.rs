//! Which foldings there are: one table of flags, the presets, and how a name on the command line is read.

use std::ops::BitOr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// The number of flags.
pub const FLAG_COUNT: usize = 17;

/// One kind of change, by its place in [`FLAGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Flag(u8);

/// A flag as users see it.
#[derive(Clone, Copy, Debug)]
pub struct FlagRow {
    /// The flag.
    pub flag: Flag,
    /// Its name on the command line and in reports.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// Whether it touches letters or marks, and so implies `nfc`.
    pub composes: bool,
}

macro_rules! flags {
    ($($index:literal $id:ident $name:literal $composes:literal $about:literal;)*) => {
        /// Every flag, in the order of their bits: names, parsing, documents and audits are read from here.
        pub static FLAGS: [FlagRow; FLAG_COUNT] =
            [$(FlagRow { flag: Flag($index), name: $name, about: $about, composes: $composes }),*];

        impl Flag {
            $(#[doc = $about] pub const $id: Self = Self($index);)*
        }

        impl Folding {
            $(
                #[doc = concat!("`", $name, "`: ", $about, ".")]
                pub const $id: Self = Self(1 << $index | if $composes { 1 } else { 0 });
            )*
        }
    };
}

flags! {
    0 NFC "nfc" true "canonical composition (Unicode NFC)";
    1 CONTROLS "controls" false "invisible characters are deleted, joiners only beside Arabic";
    2 FORMS "forms" true "presentation forms become letters";
    3 LIGATURES "ligatures" true "word ligatures become letters";
    4 TATWEEL "tatweel" true "tatweel is deleted, under a hamza it becomes a hamza";
    5 MARKS "marks" true "the marks of the Arabic blocks are deleted";
    6 QURANIC "quranic" true "small letters and signs of Quranic text are deleted";
    7 UTHMANI "uthmani" true "Uthmani spelling becomes modern spelling";
    8 ALEF "alef" true "alef with hamza, madda or wasla becomes bare alef";
    9 HAMZA "hamza" true "waw and yeh with hamza lose it, high hamza becomes hamza";
    10 MAQSURA "maqsura" true "alef maksura becomes yeh";
    11 TEH_MARBUTA "teh_marbuta" true "teh marbuta becomes heh";
    12 LOOKALIKE "lookalike" true "kaf, yeh and heh of other languages become the Arabic ones";
    13 LOAN_LETTERS "loan_letters" true "letters for the sounds p, ch, zh, g, v become Arabic ones";
    14 DIGITS "digits" false "Arabic-Indic digits become 0 to 9";
    15 REPEAT "repeat" true "three equal letters or more become two";
    16 CASE "case" true "default Unicode lower case, character by character";
}

impl Flag {
    /// Its name on the command line and in reports.
    pub fn name(self) -> &'static str {
        FLAGS[self.index()].name
    }

    /// Its place in [`FLAGS`] and in the counts of an audit.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    const fn bit(self) -> u32 {
        1 << self.0
    }
}

/// A set of flags: what is to be made equal before words are counted or sought.
///
/// A flag that touches letters or marks carries `nfc` with it, so `Folding::ALEF.contains(Folding::NFC)`.
/// Default is [`Folding::NORMAL`].
///
/// ```
/// use mizan::{Folding, Normalizer};
/// let search = Folding::parse("search,hamza").unwrap();
/// assert_eq!(search, Folding::FOLDED);
/// assert_eq!(Normalizer::new(search).fold("مُؤْمِنَة"), "مومنه");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Folding(u32);

/// Marks the preset `lucene`, whose flags do only what Lucene does.
const PARITY: u32 = 1 << FLAG_COUNT;

/// The presets by name.
pub static PRESETS: [(&str, Folding); 6] = [
    ("none", Folding::NONE),
    ("surface", Folding::SURFACE),
    ("normal", Folding::NORMAL),
    ("search", Folding::SEARCH),
    ("folded", Folding::FOLDED),
    ("lucene", Folding::LUCENE),
];

impl Folding {
    /// Nothing: the bytes as they are.
    pub const NONE: Self = Self(0);
    /// The same letters and marks in one spelling: `nfc`, `controls`, `forms`. For analysis.
    pub const SURFACE: Self = Self::NFC.with(Self::CONTROLS).with(Self::FORMS);
    /// The key for counting: `surface` without marks, tatweel, Quranic signs and case.
    pub const NORMAL: Self = Self::SURFACE
        .with(Self::LIGATURES)
        .with(Self::TATWEEL)
        .with(Self::MARKS)
        .with(Self::QURANIC)
        .with(Self::CASE);
    /// The key for searching: `normal`, and the letters that are often written for one another made equal.
    pub const SEARCH: Self = Self::NORMAL
        .with(Self::ALEF)
        .with(Self::MAQSURA)
        .with(Self::TEH_MARBUTA)
        .with(Self::LOOKALIKE)
        .with(Self::DIGITS);
    /// `search`, and the seats of hamza without it.
    pub const FOLDED: Self = Self::SEARCH.with(Self::HAMZA);
    /// What Lucene's Arabic chain does, character for character, for comparison only: lower case, decimal digits,
    /// and 14 code points of `ArabicNormalizer`. Its flags name what it resembles.
    pub const LUCENE: Self = Self(
        PARITY
            | Flag::CASE.bit()
            | Flag::DIGITS.bit()
            | Flag::ALEF.bit()
            | Flag::MAQSURA.bit()
            | Flag::TEH_MARBUTA.bit()
            | Flag::TATWEEL.bit()
            | Flag::MARKS.bit(),
    );

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether every flag of `other` is in this folding.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether `flag` is in this folding.
    pub fn has(self, flag: Flag) -> bool {
        self.0 & flag.bit() != 0
    }

    /// The flags of either. With anything added, `lucene` stops being parity and becomes the flags it resembles.
    pub fn union(self, other: Self) -> Self {
        let bits = self.0 | other.0;
        if bits & PARITY == 0 || bits == Self::LUCENE.0 { Self(bits) } else { Self(bits & !PARITY | 1) }
    }

    /// The flags, in the order of [`FLAGS`].
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        FLAGS.iter().map(|row| row.flag).filter(move |&flag| self.has(flag))
    }

    /// Reads a preset or a comma list: a preset may come first, and the flags are added to it, or to `normal`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for an unknown name, a preset that is not first, or flags added to `lucene`.
    pub fn parse(list: &str) -> Result<Self, Error> {
        let mut names = list.split(',').map(str::trim).peekable();
        let preset = names.peek().and_then(|&name| preset(name));
        if preset.is_some() {
            names.next();
        }
        let mut folding = preset.unwrap_or_default();
        for name in names {
            if preset == Some(Self::LUCENE) {
                return Err(Error::new(ErrorKind::Usage, "no flag can be added to the folding `lucene`")
                    .with_help("use `--fold lucene` alone, or add flags to another preset"));
            }
            folding = folding.union(flag(name)?);
        }
        Ok(folding)
    }

    /// The name of the preset that this is, if it is one.
    pub fn preset_name(self) -> Option<&'static str> {
        PRESETS.iter().find(|(_, preset)| *preset == self).map(|&(name, _)| name)
    }
}

fn preset(name: &str) -> Option<Folding> {
    PRESETS.iter().find(|(known, _)| *known == name).map(|&(_, folding)| folding)
}

/// The folding of one flag, with what it implies.
fn flag(name: &str) -> Result<Folding, Error> {
    if let Some(row) = FLAGS.iter().find(|row| row.name == name) {
        return Ok(Folding(row.flag.bit() | u32::from(row.composes)));
    }
    if preset(name).is_some() {
        return Err(Error::new(ErrorKind::Usage, format!("the preset `{name}` must come first"))
            .with_help(format!("write `{name},…`")));
    }
    let known = || PRESETS.iter().map(|&(name, _)| name).chain(FLAGS.iter().map(|row| row.name));
    let mut near: Vec<(usize, &str)> = known()
        .map(|known| (crate::near::distance(name, known), known))
        .filter(|&(distance, known)| distance <= 2 && distance < known.len())
        .collect();
    near.sort_unstable();
    let near: Vec<String> = near.iter().take(3).map(|(_, name)| format!("`{name}`")).collect();
    let list = known().collect::<Vec<_>>().join(", ");
    let help = if near.is_empty() {
        format!("presets and flags: {list}")
    } else {
        format!("did you mean {}? presets and flags: {list}", near.join(" or "))
    };
    Err(Error::new(ErrorKind::Usage, format!("no folding is called `{name}`")).with_help(help))
}

impl Default for Folding {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl BitOr for Folding {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.union(other)
    }
}

impl From<Folding> for u32 {
    fn from(folding: Folding) -> u32 {
        folding.0
    }
}

impl TryFrom<u32> for Folding {
    type Error = &'static str;

    fn try_from(bits: u32) -> Result<Self, &'static str> {
        let implied = FLAGS.iter().all(|row| bits & row.flag.bit() == 0 || !row.composes || bits & 1 == 1);
        let known = bits < PARITY && implied || bits == Self::LUCENE.0;
        if known { Ok(Self(bits)) } else { Err("not a folding") }
    }
}
