//! The beginnings and endings of the lexicon, ready to be matched: each spelling once, with the rows that share it by
//! the class of the stem.

use super::lexicon::{Head, StemClass, Tail};
use super::skeleton::{Skeleton, key};
use std::collections::BTreeMap;

/// The longest affix that is looked for.
pub(super) const LONGEST: usize = 8;
const CLASSES: usize = StemClass::ALL.len();
/// The places of the table of spellings: a power of two, more than twice as many as there are spellings.
const PLACES: usize = 2048;

/// What the pairing of a beginning and an ending needs of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its number in the lexicon.
    pub(super) number: u16,
    pub(super) cost: u16,
    /// The kinds of beginning: the one that a head is, those that a tail goes with.
    pub(super) kinds: u8,
}

/// A spelling and its rows.
#[derive(Clone, Debug)]
pub(super) struct Affix {
    pub(super) len: usize,
    pub(super) seats: u64,
    /// The stem classes that any of its rows takes.
    pub(super) classes: u64,
    /// The kinds of beginning that any of its rows is, or goes with.
    pub(super) kinds: u8,
    /// The number of another affix with the same letters, spelled otherwise (ه beside ة), 0 if there is none.
    next: u16,
    rows: Vec<Row>,
    /// Where the rows of each class begin.
    starts: [u16; CLASSES + 1],
}

impl Affix {
    /// Its rows for a class of stems.
    pub(super) fn rows(&self, class: u8) -> &[Row] {
        let class = usize::from(class);
        &self.rows[usize::from(self.starts[class])..usize::from(self.starts[class + 1])]
    }
}

/// Affixes by their letters.
#[derive(Clone, Debug)]
pub(super) struct Affixes {
    affixes: Vec<Affix>,
    /// Letters and the number of the affix, 0 for an empty place; linear probing.
    places: Vec<(u64, u16)>,
}

/// The affixes that a word begins or ends with, the shortest first. No three are written with the same letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Matches {
    numbers: [u16; 2 * (LONGEST + 1)],
    count: usize,
}

impl Affixes {
    pub(super) fn heads(rows: &[Head]) -> Self {
        Self::new(rows.iter().map(|row| (row.spelling.as_str(), row.classes, row.cost, 1 << row.kind)))
    }

    pub(super) fn tails(rows: &[Tail]) -> Self {
        Self::new(rows.iter().map(|row| (row.spelling.as_str(), row.classes, row.cost, row.heads)))
    }

    fn new<'a>(rows: impl Iterator<Item = (&'a str, u64, u16, u8)>) -> Self {
        let mut spellings: BTreeMap<&str, Vec<(u64, Row)>> = BTreeMap::new();
        for (number, (spelling, classes, cost, kinds)) in (0..).zip(rows) {
            spellings.entry(spelling).or_default().push((classes, Row { number, cost, kinds }));
        }
        let mut all = Self { affixes: Vec::new(), places: vec![(0, 0); PLACES] };
        for (spelling, rows) in spellings {
            let mut letters = Skeleton::default();
            let readable = spelling.is_empty() || letters.read(spelling).is_ok();
            if !readable || letters.len > LONGEST || all.affixes.len() * 2 >= PLACES {
                continue;
            }
            let mut affix = Affix {
                len: letters.len,
                seats: letters.seats,
                classes: rows.iter().fold(0, |all, (classes, _)| all | classes),
                kinds: rows.iter().fold(0, |all, (_, row)| all | row.kinds),
                next: 0,
                rows: Vec::new(),
                starts: [0; CLASSES + 1],
            };
            for class in 0..CLASSES {
                affix.rows.extend(
                    rows.iter().filter(|(classes, _)| classes >> class & 1 != 0).map(|(_, row)| *row),
                );
                affix.starts[class + 1] = affix.rows.len() as u16;
            }
            let letters = key(&letters.codes[..letters.len]);
            let mut place = place_of(letters);
            while all.places[place].1 != 0 && all.places[place].0 != letters {
                place = (place + 1) % PLACES;
            }
            affix.next = all.places[place].1;
            all.affixes.push(affix);
            all.places[place] = (letters, all.affixes.len() as u16);
        }
        all
    }

    /// The number of the affix with these letters, 0 if there is none.
    fn find(&self, letters: u64) -> u16 {
        let mut place = place_of(letters);
        loop {
            let (found, number) = self.places[place];
            if number == 0 || found == letters {
                return number;
            }
            place = (place + 1) % PLACES;
        }
    }

    /// Adds the affixes with these letters.
    fn push(&self, letters: u64, found: &mut Matches) {
        let mut number = self.find(letters);
        while number != 0 && found.count < found.numbers.len() {
            found.numbers[found.count] = number;
            found.count += 1;
            number = self.affixes[usize::from(number) - 1].next;
        }
    }

    /// The affixes that `codes` begins with.
    pub(super) fn at_front(&self, codes: &[u8]) -> Matches {
        let mut found = Matches::default();
        let mut letters = 0;
        self.push(letters, &mut found);
        for &code in codes.iter().take(LONGEST) {
            letters = letters << 5 | u64::from(code);
            self.push(letters, &mut found);
        }
        found
    }

    /// The affixes that `codes` ends with.
    pub(super) fn at_end(&self, codes: &[u8]) -> Matches {
        let mut found = Matches::default();
        let mut letters = 0;
        self.push(letters, &mut found);
        for (at, &code) in codes.iter().rev().take(LONGEST).enumerate() {
            letters |= u64::from(code) << (5 * at);
            self.push(letters, &mut found);
        }
        found
    }

    /// The affixes found.
    pub(super) fn of<'a>(&'a self, found: &'a Matches) -> impl Iterator<Item = &'a Affix> {
        found.numbers[..found.count].iter().map(|&number| &self.affixes[usize::from(number) - 1])
    }
}

fn place_of(letters: u64) -> usize {
    (letters.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % PLACES
}
