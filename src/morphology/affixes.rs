//! The beginnings and endings of the lexicon, ready to be matched: each spelling once, with the rows that share it by
//! the class of the stem.

use super::lexicon::{Head, StemClass, Tail};
use super::skeleton::Skeleton;
use std::collections::BTreeMap;

/// The longest affix that is looked for.
const LONGEST: usize = 8;
const CLASSES: usize = StemClass::ALL.len();

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
    codes: [u8; LONGEST],
    pub(super) len: usize,
    pub(super) seats: u64,
    /// The stem classes that any of its rows takes.
    pub(super) classes: u64,
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

/// Affixes by the letter nearest to the edge of the word.
#[derive(Clone, Debug)]
pub(super) struct Affixes {
    by_edge: Vec<Vec<Affix>>,
    empty: Option<Affix>,
}

impl Affixes {
    pub(super) fn heads(rows: &[Head]) -> Self {
        Self::new(rows.iter().map(|row| (row.spelling.as_str(), row.classes, row.cost, 1 << row.kind)), false)
    }

    pub(super) fn tails(rows: &[Tail]) -> Self {
        Self::new(rows.iter().map(|row| (row.spelling.as_str(), row.classes, row.cost, row.heads)), true)
    }

    fn new<'a>(rows: impl Iterator<Item = (&'a str, u64, u16, u8)>, at_end: bool) -> Self {
        let mut spellings: BTreeMap<&str, Vec<(u64, Row)>> = BTreeMap::new();
        for (number, (spelling, classes, cost, kinds)) in (0..).zip(rows) {
            spellings.entry(spelling).or_default().push((classes, Row { number, cost, kinds }));
        }
        let mut affixes = Self { by_edge: vec![Vec::new(); 32], empty: None };
        for (spelling, rows) in spellings {
            let mut letters = Skeleton::default();
            let readable = spelling.is_empty() || letters.read(spelling).is_ok();
            if !readable || letters.len > LONGEST {
                continue;
            }
            let mut affix = Affix {
                codes: [0; LONGEST],
                len: letters.len,
                seats: letters.seats,
                classes: rows.iter().fold(0, |all, (classes, _)| all | classes),
                rows: Vec::new(),
                starts: [0; CLASSES + 1],
            };
            affix.codes[..letters.len].copy_from_slice(&letters.codes[..letters.len]);
            for class in 0..CLASSES {
                affix.rows.extend(rows.iter().filter(|(classes, _)| classes >> class & 1 != 0).map(|(_, row)| *row));
                affix.starts[class + 1] = affix.rows.len() as u16;
            }
            if affix.len == 0 {
                affixes.empty = Some(affix);
            } else {
                let edge = if at_end { affix.codes[affix.len - 1] } else { affix.codes[0] };
                affixes.by_edge[usize::from(edge)].push(affix);
            }
        }
        affixes
    }

    /// The affixes that `letters` begins with, the empty one first.
    pub(super) fn at_front<'a>(&'a self, letters: &'a [u8]) -> impl Iterator<Item = &'a Affix> {
        let edge = letters.first().map_or(0, |&code| usize::from(code));
        let found = self.by_edge[edge].iter().filter(|affix| letters.starts_with(&affix.codes[..affix.len]));
        self.empty.iter().chain(found)
    }

    /// The affixes that `letters` ends with, the empty one first.
    pub(super) fn at_end<'a>(&'a self, letters: &'a [u8]) -> impl Iterator<Item = &'a Affix> {
        let edge = letters.last().map_or(0, |&code| usize::from(code));
        let found = self.by_edge[edge].iter().filter(|affix| letters.ends_with(&affix.codes[..affix.len]));
        self.empty.iter().chain(found)
    }
}
