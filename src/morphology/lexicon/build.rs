//! Rows → the compiled lexicon: the same rows always make the same bytes, in whatever order they come.

use super::{CRC, Grammar, Head, Kind, MAGIC, SECTIONS, Shape, Stem, StemClass, Tail, VERSION, Weights, bucket_of};
use crate::morphology::Root;
use crate::morphology::skeleton::{MAX_LETTERS, Skeleton, key};
use std::collections::{BTreeMap, BTreeSet};

/// A stem of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StemRow {
    /// The stem with its vowel marks.
    pub spelling: String,
    /// What it takes.
    pub class: StemClass,
    /// The number of its lemma in [`LexiconBuilder::lemmas`].
    pub lemma: usize,
    /// The spelling over `1234`, or the spelling itself where the radicals are not all there.
    pub pattern: String,
    /// The pattern over ف ع ل, `-` if it has none.
    pub wazn: String,
    /// What it costs, in [`super::COSTS_PER_NAT`].
    pub cost: u8,
}

/// A lemma of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LemmaRow {
    /// The word without marks.
    pub text: String,
    /// Its root.
    pub root: Option<Root>,
    /// Its kind.
    pub kind: Kind,
}

/// A word with its label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormRow {
    /// The word as it is written.
    pub spelling: String,
    /// The number of its lemma.
    pub lemma: usize,
    /// What it costs.
    pub cost: u8,
}

/// What a lexicon is made of.
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    /// The roots, with what an unlicensed word of each costs.
    pub roots: BTreeMap<Root, u8>,
    /// The lemmas, by number.
    pub lemmas: Vec<LemmaRow>,
    /// The stems.
    pub stems: BTreeSet<StemRow>,
    /// The labelled forms.
    pub forms: BTreeSet<FormRow>,
    /// The beginnings.
    pub heads: Vec<Head>,
    /// The endings.
    pub tails: Vec<Tail>,
    /// The shapes for unlicensed words; `pattern` is filled in by [`LexiconBuilder::build`] from the text beside it.
    pub shapes: Vec<(Shape, String, String)>,
    /// What a letter costs after two others in a word without root.
    pub foreign: Vec<u8>,
    /// The weights.
    pub weights: Weights,
}

/// Strings side by side, each once.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    known: BTreeMap<String, u32>,
}

impl Texts {
    fn add(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        self.bytes.extend(text.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }
}

impl LexiconBuilder {
    /// The block of bytes.
    ///
    /// # Panics
    /// If a row is impossible: a stem without letters, a lemma that is not there, a root that is not in the list,
    /// more than 65,535 patterns or roots.
    pub fn build(&self) -> Vec<u8> {
        let mut texts = Texts::default();
        let numbers: BTreeMap<Root, u16> = (0..).zip(self.roots.keys()).map(|(at, &root)| (root, at)).collect();
        let mut roots = Vec::new();
        for root in self.roots.keys() {
            roots.extend(root.code().to_le_bytes());
        }
        let mut lemmas = Vec::new();
        for lemma in &self.lemmas {
            lemmas.extend(texts.add(&lemma.text).to_le_bytes());
            lemmas.push(u8::try_from(lemma.text.len()).expect("a short lemma"));
            lemmas.push(lemma.kind as u8);
            let root = lemma.root.map_or(u16::MAX, |root| numbers[&root]);
            lemmas.extend(root.to_le_bytes());
        }
        let mut patterns: BTreeSet<(&str, &str)> =
            self.stems.iter().map(|stem| (stem.pattern.as_str(), stem.wazn.as_str())).collect();
        patterns.extend(self.shapes.iter().map(|(_, pattern, wazn)| (pattern.as_str(), wazn.as_str())));
        let patterns: BTreeMap<(&str, &str), u16> =
            patterns.into_iter().enumerate().map(|(at, pair)| (pair, u16::try_from(at).expect("patterns"))).collect();
        let mut pattern_rows = Vec::new();
        for (pattern, wazn) in patterns.keys() {
            pattern_rows.extend(texts.add(pattern).to_le_bytes());
            pattern_rows.extend(texts.add(wazn).to_le_bytes());
            pattern_rows.extend([pattern.len() as u8, wazn.len() as u8, 0, 0]);
        }
        let stems = self.stems.iter().map(|stem| {
            let letters = skeleton(&stem.spelling);
            assert!(letters.len <= 12, "a stem of more than twelve letters: {}", stem.spelling);
            let row = Stem {
                seats: letters.seats as u32,
                class: stem.class as u8,
                lemma: u32::try_from(stem.lemma).expect("lemmas"),
                cost: stem.cost,
                pattern: patterns[&(stem.pattern.as_str(), stem.wazn.as_str())],
            };
            (key(&letters.codes[..letters.len]), row.pack().to_vec())
        });
        let [stem_directory, stem_keys, stem_counts, stems] = shared_table(stems.collect());
        let forms = self.forms.iter().map(|form| {
            let letters = skeleton(&form.spelling);
            let mut row = letters.seats.to_le_bytes().to_vec();
            row.extend((form.lemma as u32 | u32::from(form.cost) << 24).to_le_bytes());
            (key(&letters.codes[..letters.len]), row)
        });
        let [form_directory, form_keys, forms] = table(forms.collect());
        let shapes = self.shapes.iter().map(|(shape, pattern, wazn)| Shape {
            pattern: patterns[&(pattern.as_str(), wazn.as_str())],
            ..shape.clone()
        });
        let grammar = Grammar {
            heads: self.heads.clone(),
            tails: self.tails.clone(),
            shapes: shapes.collect(),
            root_costs: self.roots.values().copied().collect(),
            foreign: self.foreign.clone(),
            weights: self.weights,
        };
        let mut text = texts.bytes;
        text.resize(text.len().next_multiple_of(8), 0);
        let parts: [Vec<u8>; SECTIONS] = [
            text, roots, lemmas, pattern_rows, stem_directory, stem_keys, stem_counts, stems, form_directory, form_keys, forms,
        ];
        let mut body = Vec::new();
        for part in &parts {
            body.extend((part.len() as u32).to_le_bytes());
        }
        body.extend(parts.concat());
        body.extend(postcard::to_allocvec(&grammar).expect("memory is the only thing it needs"));
        let mut block = MAGIC.to_vec();
        block.extend(VERSION.to_le_bytes());
        block.extend(CRC.checksum(&body).to_le_bytes());
        block.extend(body);
        block
    }
}

/// The letters of a row of the lexicon.
fn skeleton(spelling: &str) -> Skeleton {
    let mut letters = Skeleton::default();
    letters.read(spelling).unwrap_or_else(|_| panic!("no word: {spelling:?}"));
    assert!(letters.len < MAX_LETTERS);
    letters
}

/// Rows that share their keys: where the keys and rows of each bucket begin, the keys, how many rows each has, the rows.
fn shared_table(rows: Vec<(u64, Vec<u8>)>) -> [Vec<u8>; 4] {
    let mut by_key: BTreeMap<u64, Vec<Vec<u8>>> = BTreeMap::new();
    for (key, row) in rows {
        by_key.entry(key).or_default().push(row);
    }
    let buckets = (by_key.len() / 2).next_power_of_two().max(1);
    let mut sorted: Vec<(u64, Vec<Vec<u8>>)> = by_key.into_iter().collect();
    sorted.sort_by_key(|&(key, _)| (bucket_of(key, buckets), key));
    let [mut directory, mut keys, mut counts, mut table] = [const { Vec::new() }; 4];
    let mut at = 0;
    let mut count = 0u32;
    for bucket in 0..=buckets {
        while at < sorted.len() && bucket_of(sorted[at].0, buckets) < bucket {
            let (key, rows) = &mut sorted[at];
            rows.sort();
            keys.extend(key.to_le_bytes());
            counts.push(u8::try_from(rows.len()).expect("at most 255 stems of the same letters"));
            count += rows.len() as u32;
            table.extend(rows.concat());
            at += 1;
        }
        directory.extend((at as u32).to_le_bytes());
        directory.extend(count.to_le_bytes());
    }
    [directory, keys, counts, table]
}

/// Rows by key: where each bucket begins, the keys, the rows.
fn table(mut rows: Vec<(u64, Vec<u8>)>) -> [Vec<u8>; 3] {
    let buckets = (rows.len() / 2).next_power_of_two().max(1);
    rows.sort_by(|a, b| (bucket_of(a.0, buckets), a).cmp(&(bucket_of(b.0, buckets), b)));
    let mut directory = Vec::with_capacity(4 * buckets + 4);
    let mut at = 0;
    for bucket in 0..=buckets {
        while at < rows.len() && bucket_of(rows[at].0, buckets) < bucket {
            at += 1;
        }
        directory.extend((at as u32).to_le_bytes());
    }
    let keys = rows.iter().flat_map(|(key, _)| key.to_le_bytes()).collect();
    [directory, keys, rows.into_iter().flat_map(|(_, row)| row).collect()]
}
