//! The beginnings and endings of the lexicon, ready to be matched: each spelling once, with the rows that share it.

use super::lexicon::{Head, Tail};
use super::skeleton::Skeleton;
use std::collections::BTreeMap;

/// The longest affix that is looked for.
const LONGEST: usize = 8;

/// A spelling and its rows.
#[derive(Clone, Debug)]
pub(super) struct Affix {
    codes: [u8; LONGEST],
    pub(super) len: usize,
    pub(super) seats: u64,
    /// The stem classes that any of its rows takes.
    pub(super) classes: u64,
    /// The numbers of its rows.
    pub(super) rows: Vec<u16>,
}

/// Affixes by the letter nearest to the edge of the word.
#[derive(Clone, Debug)]
pub(super) struct Affixes {
    by_edge: Vec<Vec<Affix>>,
    empty: Option<Affix>,
}

impl Affixes {
    pub(super) fn heads(rows: &[Head]) -> Self {
        Self::new(rows.iter().map(|row| (row.spelling.as_str(), row.classes)), false)
    }

    pub(super) fn tails(rows: &[Tail]) -> Self {
        Self::new(rows.iter().map(|row| (row.spelling.as_str(), row.classes)), true)
    }

    fn new<'a>(rows: impl Iterator<Item = (&'a str, u64)>, at_end: bool) -> Self {
        let mut spellings: BTreeMap<&str, (u64, Vec<u16>)> = BTreeMap::new();
        for (number, (spelling, classes)) in (0..).zip(rows) {
            let entry = spellings.entry(spelling).or_default();
            entry.0 |= classes;
            entry.1.push(number);
        }
        let mut affixes = Self { by_edge: vec![Vec::new(); 32], empty: None };
        for (spelling, (classes, rows)) in spellings {
            let mut letters = Skeleton::default();
            if spelling.is_empty() {
                affixes.empty = Some(Affix { codes: [0; LONGEST], len: 0, seats: 0, classes, rows });
            } else if letters.read(spelling).is_ok() && letters.len <= LONGEST {
                let mut codes = [0; LONGEST];
                codes[..letters.len].copy_from_slice(&letters.codes[..letters.len]);
                let edge = if at_end { codes[letters.len - 1] } else { codes[0] };
                let affix = Affix { codes, len: letters.len, seats: letters.seats, classes, rows };
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
