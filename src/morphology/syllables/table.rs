//! The trained table: what a letter bears among its neighbours, beside what the lexicon says of it. Read where it lies:
//! no pass over the entries, whatever their number.

use super::marked::Letter;
use super::vocal::Vocal;
use crate::script::letter::*;
use crate::{Error, ErrorKind};
use std::cell::Cell;

/// The neighbours that are looked at, the widest view first: letters before, letters after.
pub(super) const WINDOWS: [(usize, usize); 7] = [(2, 2), (1, 2), (2, 1), (1, 1), (0, 1), (1, 0), (0, 0)];
/// The number of a whole word among the windows.
const WORD: u64 = 7;
/// Magic, places, checks that the bytes are those of this table.
const HEADER: usize = 16;
pub(super) const MAGIC: &[u8; 8] = b"syllab01";
/// How many steps the curve of [`Table::heavy`] has.
pub(super) const CURVE: usize = 128;
/// The steps of the curve in a unit of weight.
pub(super) const STEPS: u32 = 8;

/// What is known of a letter: the chance of a nucleus in pause and with all endings, the weight of its vowel (at most 2)
/// and of its shadda or tanween (at most 4), each in 255ths of the most. Of a word: its syllables in sixteenths, its
/// weight in eighths, the chance that the weight is more than 4.
pub(super) type Values = [u8; 4];

/// The table as it lies in the model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    curve: &'a [u8],
    /// Tag and values of each place, side by side.
    entries: &'a [u8],
    places: usize,
}

impl<'a> Table<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let wrong = || Error::new(ErrorKind::State, "the table of syllables is damaged");
        let places =
            bytes.get(8..12).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let places = places as usize;
        let length = places.checked_mul(8).and_then(|length| length.checked_add(HEADER + CURVE));
        if !bytes.starts_with(MAGIC) || places == 0 || length != Some(bytes.len()) {
            return Err(wrong());
        }
        let (curve, rest) = bytes[HEADER..].split_at(CURVE);
        Ok(Self { curve, entries: rest, places })
    }

    /// The values of a key. Cost O(1) as long as a third of the places is empty; a table without an empty place ends
    /// after one round.
    pub(super) fn get(&self, key: u64) -> Option<Values> {
        let (tag, place) = tag_and_place(key, self.places);
        self.search(tag, place)
    }

    fn search(&self, tag: u32, mut place: usize) -> Option<Values> {
        for _ in 0..self.places {
            match four(self.entries, 2 * place) {
                [0, 0, 0, 0] => return None,
                found if u32::from_le_bytes(found) == tag => return Some(four(self.entries, 2 * place + 1)),
                _ => place = if place + 1 == self.places { 0 } else { place + 1 },
            }
        }
        None
    }

    /// What the table says of the letter at `at`, by the widest view that it knows.
    #[cfg(test)]
    pub(super) fn letter(&self, ids: &[u8], vocal: &Vocal, at: usize) -> Option<Values> {
        let view = View::new(ids, vocal, at);
        (0..WINDOWS.len()).find_map(|window| self.get(view.key(window)))
    }

    /// What the table says of a whole word.
    pub(super) fn word(&self, ids: &[u8]) -> Option<Values> {
        self.get(word_key(ids))
    }

    /// The chance in 255ths that a word of this expected weight, in 1024ths, weighs more than 4.
    pub(super) fn heavy(&self, weight: u32) -> u8 {
        let step = (weight * STEPS / super::UNIT) as usize;
        self.curve.get(step.min(CURVE - 1)).copied().unwrap_or(0)
    }
}

fn four(bytes: &[u8], at: usize) -> [u8; 4] {
    bytes.get(4 * at..4 * at + 4).map_or([0; 4], |four| [four[0], four[1], four[2], four[3]])
}

/// A table with what it last said of letters among their neighbours: most stand among few, and where the widest view is
/// not known the table is asked up to seven times.
#[derive(Clone, Debug)]
pub(super) struct Views<'a> {
    pub(super) table: Table<'a>,
    said: Vec<Cell<(u64, Option<Values>)>>,
    /// A bit for each tag of the table: what has none is not there.
    tags: Vec<u64>,
}

impl<'a> Views<'a> {
    /// Letters whose answers are remembered.
    const REMEMBERED: usize = 1 << 13;
    /// Bits for tags: ten and more for each entry of the project's table.
    const TAGS: usize = 1 << 19;

    pub(super) fn new(table: Table<'a>) -> Self {
        let mut tags = vec![0; Self::TAGS / 64];
        for place in 0..table.places {
            let tag = u32::from_le_bytes(four(table.entries, 2 * place)) as usize % Self::TAGS;
            tags[tag / 64] |= 1 << (tag % 64);
        }
        // No view has all bits.
        Self { table, said: vec![Cell::new((u64::MAX, None)); Self::REMEMBERED], tags }
    }

    /// The same as [`Table::letter`].
    pub(super) fn letter(&self, ids: &[u8], vocal: &Vocal, at: usize) -> Option<Values> {
        let view = View::new(ids, vocal, at);
        let key = view.key(0);
        let place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % Self::REMEMBERED;
        let (known, values) = self.said[place].get();
        if known == key {
            return values;
        }
        let values = (0..WINDOWS.len()).find_map(|window| self.get(view.key(window)));
        self.said[place].set((key, values));
        values
    }

    fn get(&self, key: u64) -> Option<Values> {
        let (tag, place) = tag_and_place(key, self.table.places);
        let bit = tag as usize % Self::TAGS;
        if self.tags[bit / 64] >> (bit % 64) & 1 == 0 { None } else { self.table.search(tag, place) }
    }
}

/// The tag of a key, never 0, and where the search begins.
pub(super) fn tag_and_place(key: u64, places: usize) -> (u32, usize) {
    let mut mixed = (key ^ key >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^= mixed >> 32;
    let place = (((mixed >> 32) * places as u64) >> 32) as usize;
    ((mixed as u32).max(1), place)
}

/// The number of a letter: 1 to 36, 37 for any other; 0 stands for the ends of the word.
pub(super) fn id(c: char) -> u8 {
    match c {
        HAMZA..=GHAIN => (c as u32 - HAMZA as u32) as u8 + 1,
        FEH..=YEH => (c as u32 - FEH as u32) as u8 + 27,
        ALEF_WASLA => id(ALEF),
        _ => 37,
    }
}

/// The numbers of the letters of a word.
pub(super) fn ids(letters: &[Letter], out: &mut Vec<u8>) {
    out.clear();
    out.extend(letters.iter().map(|letter| id(letter.c)));
}

/// A chance in coarse steps.
fn step(chance: u8) -> u64 {
    match chance {
        0..26 => 0,
        26..128 => 1,
        128..230 => 2,
        230.. => 3,
    }
}

/// A letter with the two on both sides, and what the lexicon says of it: what the keys of its windows are made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Five numbers of letters, six bits each.
    letters: u64,
    said: u64,
}

impl View {
    pub(super) fn new(ids: &[u8], vocal: &Vocal, at: usize) -> Self {
        let letters = (0..5).fold(0, |letters, place| {
            let id = (at + place).checked_sub(2).and_then(|place| ids.get(place)).copied().unwrap_or(0);
            letters << 6 | u64::from(id)
        });
        let said = if vocal.len == ids.len() {
            1 + u64::from(vocal.codes[at]) * 16 + step(vocal.pausal[at]) * 4 + step(vocal.full[at])
        } else {
            0
        };
        Self { letters, said }
    }

    /// The key in a window: the letters outside of it are all ones.
    pub(super) fn key(self, window: usize) -> u64 {
        const OUTSIDE: [u64; WINDOWS.len()] = {
            let mut outside = [0; WINDOWS.len()];
            let mut window = 0;
            while window < WINDOWS.len() {
                let (before, after) = WINDOWS[window];
                let mut place = 0;
                while place < 5 {
                    if place + before < 2 || place > 2 + after {
                        outside[window] |= 63 << (6 * (4 - place));
                    }
                    place += 1;
                }
                window += 1;
            }
            outside
        };
        (self.letters | OUTSIDE[window]) << 11 | self.said << 3 | window as u64
    }
}

/// The key of a whole word.
pub(super) fn word_key(ids: &[u8]) -> u64 {
    let mixed = ids.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |hash, &id| {
        (hash.rotate_left(7) ^ u64::from(id)).wrapping_mul(0x2545_F491_4F6C_DD1D)
    });
    mixed << 3 | WORD
}

#[cfg(all(test, feature = "model"))]
mod tests {
    use super::*;
    use crate::model::Model;
    use proptest::prelude::*;

    proptest! {
        /// What is remembered is what the table says, whoever asked before.
        #[test]
        fn remembered_views_are_the_table(
            words in proptest::collection::vec(
                (proptest::collection::vec(1u8..38, 1..9), 0u8..8, any::<u8>(), any::<bool>()), 1..200),
        ) {
            let section = Model::standard().and_then(|model| model.section(super::super::SECTION));
            let table = Table::new(section.expect("the project's table")).unwrap();
            let views = Views::new(table);
            for (ids, code, chance, spoken) in words.iter().chain(&words) {
                let mut vocal = Vocal::default();
                if *spoken {
                    vocal.len = ids.len();
                    vocal.codes.fill(*code);
                    vocal.pausal.fill(*chance);
                    vocal.full.fill(chance.rotate_left(3));
                }
                for at in 0..ids.len() {
                    prop_assert_eq!(views.letter(ids, &vocal, at), table.letter(ids, &vocal, at));
                }
            }
        }
    }
}
