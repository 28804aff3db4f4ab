//! The compiled lexicon: one block of bytes, read where it lies. What is in it is made by [`LexiconBuilder`] from the
//! tables of `seeds/lexicon`; what a word is, the analyser decides.

mod build;
mod class;
mod stems;

pub use build::{FormRow, LemmaRow, LexiconBuilder, StemRow};
pub use class::{HeadKind, Kind, StemClass};

pub(super) use stems::Stem;
use stems::{STEM_BYTES, StemIndex, bucket_of};

use super::Root;
use super::skeleton::key;
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);
const MAGIC: &[u8; 8] = b"mizanLEX";
const VERSION: u32 = 2;
/// Magic, version, checksum, and the sections' lengths.
const HEADER: usize = 16 + 4 * SECTIONS;
const SECTIONS: usize = 11;

/// The unit of every cost: a sixteenth of a nat.
pub const COSTS_PER_NAT: i32 = 16;

/// The sections of the block, in order.
#[derive(Clone, Copy)]
enum Part {
    Text,
    Roots,
    Lemmas,
    Patterns,
    StemDirectory,
    StemKeys,
    StemCounts,
    Stems,
    FormDirectory,
    FormKeys,
    Forms,
}

/// The compiled lexicon. Immutable; threads share it.
#[derive(Clone)]
pub struct Lexicon {
    bytes: Cow<'static, [u8]>,
    /// The texts of lemmas and patterns, one after another.
    text: Cow<'static, str>,
    parts: [Range<usize>; SECTIONS],
    index: StemIndex,
    /// The root number and kind of each lemma.
    facts: Vec<(u16, u8)>,
    pub(super) grammar: Grammar,
}

/// A beginning: proclitics, and the first letter of an imperfect.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Head {
    /// Its letters, spelled.
    pub spelling: String,
    /// The same with vowels.
    pub marked: String,
    /// At which letters a segment begins, the first aside; the letter count itself if the stem begins after it.
    pub cuts: Vec<u8>,
    /// How many of its last letters belong to the stem (1 before an imperfect).
    pub own: u8,
    /// What it is for the ending.
    pub kind: u8,
    /// The stem classes it stands before.
    pub classes: u64,
    /// What it costs.
    pub cost: u16,
}

/// An ending: inflection, and the pronoun after it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tail {
    /// Its letters, spelled.
    pub spelling: String,
    /// The same with vowels; what stands before the first letter belongs to the stem's last.
    pub marked: String,
    /// The letter at which the pronoun begins, the letter count if there is none.
    pub pronoun: u8,
    /// The stem classes it stands after.
    pub classes: u64,
    /// The kinds of beginning it goes with.
    pub heads: u8,
    /// What it makes of the lemma.
    pub makes: u8,
    /// What it costs.
    pub cost: u16,
}

/// [`Tail::makes`]: the lemma stays.
pub const MAKES_NOTHING: u8 = 0;
/// [`Tail::makes`]: a relative adjective, the lemma without ة and with ي.
pub const MAKES_NISBA: u8 = 1;
/// [`Tail::makes`]: a noun of quality, the lemma with ية.
pub const MAKES_QUALITY: u8 = 2;

/// What the analyser needs beside stems and forms.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Grammar {
    pub(super) heads: Vec<Head>,
    pub(super) tails: Vec<Tail>,
    /// Shapes of stems that any root of the list may take, with the cost of that.
    pub(super) shapes: Vec<Shape>,
    /// The cost of each root by its number, for what the list does not license.
    pub(super) root_costs: Vec<u8>,
    /// What a letter costs after two others in a word without root, by code: 32 × 32 × 32.
    pub(super) foreign: Vec<u8>,
    /// The weights that the estimation found.
    pub(super) weights: Weights,
}

/// The few numbers that weigh one sort of evidence against another, in [`COSTS_PER_NAT`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Weights {
    /// A hamza that should be written on the first letter and is not.
    pub bare_alef: u16,
    /// The same on a later letter.
    pub bare_inner: u16,
    /// A hamza written where none belongs.
    pub extra_hamza: u16,
    /// One seat of hamza for another.
    pub wrong_seat: u16,
    /// ي for ى, ى for ي.
    pub yeh: u16,
    /// ه for ة.
    pub heh_for_teh: u16,
    /// ة for ه.
    pub teh_for_heh: u16,
    /// A vowel mark that contradicts.
    pub vowel: u16,
    /// A shadda that contradicts.
    pub shadda: u16,
    /// A stem that the list does not license.
    pub guess: u16,
    /// A word without root that the list does not have.
    pub foreign: u16,
    /// From what cost on a reading is doubted, and the word held against names that the list does not have.
    pub doubt: u16,
    /// What such a name costs beside its letters.
    pub rival: u16,
    /// Letters written three times and more.
    pub stretched: u16,
    /// By how much the label of a word as it stands beats every other reading.
    pub label: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            bare_alef: 10,
            bare_inner: 32,
            extra_hamza: 40,
            wrong_seat: 48,
            yeh: 12,
            heh_for_teh: 48,
            teh_for_heh: 56,
            vowel: 64,
            shadda: 64,
            guess: 64,
            foreign: 40,
            doubt: 256,
            rival: 60,
            stretched: 16,
            label: 48,
        }
    }
}

/// The shape of a stem over `1234` for the radicals, for roots that license nothing of the kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Shape {
    /// Letters and slots, without marks: `م12و3`.
    pub spelling: String,
    /// The radicals that have no slot, `(place, letter)`: the و of `1ا3` for a hollow root.
    pub fixed: Vec<(u8, char)>,
    /// The number of the pattern.
    pub pattern: u16,
    /// The class of the stem.
    pub class: u8,
    /// What it costs.
    pub cost: u8,
}

/// A labelled form as it lies in the block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) seats: u64,
    pub(super) lemma: u32,
    pub(super) cost: u8,
}

/// The block that the project ships.
static BLOCK: &[u8] = include_bytes!("../../../seeds/lexicon/lexicon.bin");

impl Default for Lexicon {
    /// The project's own.
    fn default() -> Self {
        Self::read(Cow::Borrowed(BLOCK), false).expect("the lexicon of the crate is whole: a test reads it")
    }
}

impl Lexicon {
    /// Reads a block that [`LexiconBuilder::build`] made.
    ///
    /// # Errors
    /// [`ErrorKind::State`] if it is none, damaged, or of another version.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::read(Cow::Owned(bytes), true)
    }

    fn read(bytes: Cow<'static, [u8]>, check: bool) -> Result<Self, Error> {
        let wrong = |message: &str| Error::new(ErrorKind::State, message);
        if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
            return Err(wrong("not a compiled lexicon"));
        }
        if u32_at(&bytes, 8) != VERSION {
            return Err(wrong("the lexicon is of another version"));
        }
        if check && u32_at(&bytes, 12) != CRC.checksum(&bytes[16..]) {
            return Err(wrong("the lexicon is damaged"));
        }
        let mut at = HEADER;
        let parts = std::array::from_fn(|part| {
            let start = at;
            at = at.saturating_add(u32_at(&bytes, 16 + 4 * part) as usize);
            start..at
        });
        let Some(rest) = bytes.get(at..) else { return Err(wrong("the lexicon is cut short")) };
        let grammar =
            postcard::from_bytes(rest).map_err(|_| wrong("the grammar of the lexicon is damaged"))?;
        let part = |part: Part| bytes.get(Range::clone(&parts[part as usize])).unwrap_or(&[]);
        let range = Range::clone(&parts[Part::Text as usize]);
        let text = match &bytes {
            Cow::Borrowed(bytes) => str::from_utf8(&bytes[range]).map(Cow::Borrowed),
            Cow::Owned(bytes) => str::from_utf8(&bytes[range]).map(|text| Cow::Owned(text.to_owned())),
        };
        let text = text.map_err(|_| wrong("the texts of the lexicon are damaged"))?;
        let index = StemIndex::new(part(Part::StemDirectory), part(Part::StemKeys));
        let lemmas = part(Part::Lemmas).chunks_exact(8);
        let facts = lemmas.map(|row| (u16::from_le_bytes([row[6], row[7]]), row[5])).collect();
        if index.is_empty() {
            return Err(wrong("the lexicon has no stems"));
        }
        Ok(Self { parts, text, index, facts, grammar, bytes })
    }

    fn part(&self, part: Part) -> &[u8] {
        &self.bytes[self.parts[part as usize].clone()]
    }

    /// How many roots, lemmas, stems and labelled forms.
    pub fn sizes(&self) -> [usize; 4] {
        [
            self.part(Part::Roots).len() / 4,
            self.part(Part::Lemmas).len() / 8,
            self.part(Part::Stems).len() / STEM_BYTES,
            self.part(Part::FormKeys).len() / 8,
        ]
    }

    /// The lemmas without marks, with their kinds, in the order of the block.
    pub fn lemmas(&self) -> impl ExactSizeIterator<Item = (&str, Kind)> {
        (0..self.facts.len() as u32).map(|number| (self.lemma(number), self.root_and_kind(number).1))
    }

    /// The checksum of the block: which lexicon this is.
    pub fn checksum(&self) -> u32 {
        u32_at(&self.bytes, 12)
    }

    /// The number of a root, if the list has it. O(log n).
    pub(super) fn root_number(&self, root: Root) -> Option<usize> {
        let roots = self.part(Part::Roots);
        let (mut low, mut high) = (0, roots.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            match u32_at(roots, 4 * middle).cmp(&root.code()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn root(&self, number: usize) -> Option<Root> {
        let roots = self.part(Part::Roots);
        (4 * number < roots.len()).then(|| Root::from_code(u32_at(roots, 4 * number))).flatten()
    }

    fn text(&self, offset: usize, len: usize) -> &str {
        self.text.get(offset..offset + len).unwrap_or("")
    }

    /// The lemma of this number, without marks.
    pub(super) fn lemma(&self, number: u32) -> &str {
        let row = &self.part(Part::Lemmas)[8 * number as usize..][..8];
        self.text(u32_at(row, 0) as usize, usize::from(row[4]))
    }

    /// The root and kind of a lemma, without its text.
    pub(super) fn root_and_kind(&self, lemma: u32) -> (Option<Root>, Kind) {
        let (root, kind) = self.facts.get(lemma as usize).copied().unwrap_or((u16::MAX, 0));
        (self.root(usize::from(root)), Kind::of_number(kind).unwrap_or_default())
    }

    /// How many patterns there are.
    #[cfg(test)]
    pub(super) fn patterns(&self) -> u16 {
        (self.part(Part::Patterns).len() / 12) as u16
    }

    /// A pattern: the vowelled stem over `1234`, and the wazn over ف ع ل.
    pub(super) fn pattern(&self, number: u16) -> (&str, &str) {
        let row = &self.part(Part::Patterns)[12 * usize::from(number)..][..12];
        let stem = self.text(u32_at(row, 0) as usize, usize::from(row[8]));
        (stem, self.text(u32_at(row, 4) as usize, usize::from(row[9])))
    }

    /// The stems whose letters have this key, whatever their seats.
    pub(super) fn stems(&self, key: u64) -> impl Iterator<Item = Stem> + '_ {
        let rows = self.index.rows(key, self.part(Part::StemCounts));
        let stems = self.part(Part::Stems);
        stems[STEM_BYTES * rows.start..STEM_BYTES * rows.end].chunks_exact(STEM_BYTES).map(Stem::unpack)
    }

    /// The labelled forms spelled with these letters, whatever their seats.
    pub(super) fn forms(&self, codes: &[u8]) -> impl Iterator<Item = Form> + '_ {
        let found = self.find(Part::FormDirectory, Part::FormKeys, key(codes));
        let forms = self.part(Part::Forms);
        found.map(move |at| {
            let row = &forms[12 * at..][..12];
            let lemma = u32_at(row, 8);
            let seats = u64::from(u32_at(row, 0)) | u64::from(u32_at(row, 4)) << 32;
            Form { seats, lemma: lemma & 0xFF_FFFF, cost: (lemma >> 24) as u8 }
        })
    }

    /// Where the rows of a key are: the directory leads to the few keys whose hashes begin alike.
    fn find(&self, directory: Part, keys: Part, wanted: u64) -> Range<usize> {
        let (directory, keys) = (self.part(directory), self.part(keys));
        let bucket = bucket_of(wanted, directory.len() / 4 - 1);
        let end = u32_at(directory, 4 * bucket + 4) as usize;
        let mut at = u32_at(directory, 4 * bucket) as usize;
        while at < end && u64_at(keys, at) != wanted {
            at += 1;
        }
        let start = at;
        while at < end && u64_at(keys, at) == wanted {
            at += 1;
        }
        start..at
    }
}

/// The letters of a word as the lexicon codes them, 1 to 29; empty for what is no word of Arabic letters.
pub fn codes(word: &str) -> Vec<u8> {
    let mut letters = super::skeleton::Skeleton::default();
    letters.read(word).map_or_else(|_| Vec::new(), |()| letters.codes[..letters.len].to_vec())
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn u64_at(bytes: &[u8], index: usize) -> u64 {
    let Some(eight) = bytes.get(8 * index..8 * index + 8) else { return 0 };
    u64::from_le_bytes(eight.try_into().unwrap_or([0; 8]))
}
