//! The tables of `seeds/lexicon`, read row by row.

use mizan::morphology::lexicon::{HeadKind, Kind, StemClass};
use std::path::Path;

/// A table: what it is called in messages, and its rows without comments and header, each with as many cells as
/// the header.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut lines = text.lines().skip_while(|line| line.starts_with("# "));
    let columns = lines.next().expect("a header").split('\t').count();
    let split = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(cells.len(), columns, "{name}: {line}");
        cells
    };
    lines.map(split).collect()
}

fn list(cell: &str, separator: char) -> Vec<String> {
    cell.split(separator).filter(|item| !item.is_empty() && *item != "-").map(str::to_owned).collect()
}

fn root(cell: &str) -> Option<String> {
    (cell != "-").then(|| cell.to_owned())
}

fn class(name: &str) -> StemClass {
    StemClass::parse(name).unwrap_or_else(|| panic!("there is no class {name}"))
}

fn kind(name: &str) -> Kind {
    Kind::parse(name).unwrap_or_else(|| panic!("there is no kind {name}"))
}

/// A root with what it forms.
pub(crate) struct RootRow {
    pub root: String,
    /// The forms of its verbs: 1 with the vowels of perfect and imperfect, 2 to 10, q1 q2 q4.
    pub verbs: Vec<String>,
    /// Each a singular and its broken plurals.
    pub nouns: Vec<Vec<String>>,
    /// How frequent, 0 to 7.
    pub band: u8,
}

pub(crate) fn roots() -> Vec<RootRow> {
    let row = |cells: Vec<String>| RootRow {
        root: cells[0].clone(),
        verbs: list(&cells[1], ' '),
        nouns: list(&cells[2], ' ').iter().map(|noun| list(noun, '/')).collect(),
        band: cells[3].parse().expect("a band"),
    };
    rows("lexicon/roots.tsv").into_iter().map(row).collect()
}

/// A stem that roots of a class have.
pub(crate) struct Template {
    pub form: String,
    pub roots: String,
    pub role: String,
    pub pattern: String,
    pub class: StemClass,
    pub wazn: String,
    /// In nats.
    pub cost: f64,
}

pub(crate) fn templates() -> Vec<Template> {
    let row = |cells: Vec<String>| Template {
        form: cells[0].clone(),
        roots: cells[1].clone(),
        role: cells[2].clone(),
        pattern: cells[3].clone(),
        class: class(&cells[4]),
        wazn: cells[5].clone(),
        cost: cells[6].parse().expect("a cost"),
    };
    rows("lexicon/templates.tsv").into_iter().map(row).collect()
}

/// An affix.
pub(crate) struct Affix {
    pub form: String,
    /// The form with vowels, empty if it has none.
    pub marked: String,
    pub slot: String,
    pub kind: String,
    pub classes: u64,
    pub pronoun: String,
    /// In nats.
    pub cost: f64,
}

impl Affix {
    /// The kinds of beginning that a tail goes with.
    pub(crate) fn heads(&self) -> u8 {
        self.kind.split(' ').map(|kind| HeadKind::parse(kind).expect("a kind").bit() as u8).sum()
    }
}

pub(crate) fn affixes() -> Vec<Affix> {
    let row = |cells: Vec<String>| Affix {
        form: cells[0].clone(),
        marked: if cells[1] == "-" { String::new() } else { cells[1].clone() },
        slot: cells[2].clone(),
        kind: cells[3].clone(),
        classes: list(&cells[4], ' ').iter().map(|name| class(name).bit()).sum(),
        pronoun: cells[5].clone(),
        cost: cells[6].parse().expect("a cost"),
    };
    rows("lexicon/affixes.tsv").into_iter().map(row).collect()
}

/// A stem that no template gives.
pub(crate) struct IrregularRow {
    pub root: String,
    pub lemma: String,
    pub stem: String,
    pub class: StemClass,
    pub wazn: String,
    /// In nats.
    pub cost: f64,
}

pub(crate) fn irregulars() -> Vec<IrregularRow> {
    let row = |cells: Vec<String>| IrregularRow {
        root: cells[0].clone(),
        lemma: cells[1].clone(),
        stem: cells[2].clone(),
        class: class(&cells[3]),
        wazn: cells[4].clone(),
        cost: cells[5].parse().expect("a cost"),
    };
    rows("lexicon/irregular.tsv").into_iter().map(row).collect()
}

/// A function word: with its class, or a whole form of one.
pub(crate) struct FunctionRow {
    pub form: String,
    pub class: StemClass,
    pub lemma: String,
    pub root: Option<String>,
    /// The form with vowels, empty where it is not said.
    pub marked: String,
}

pub(crate) fn functions() -> Vec<FunctionRow> {
    let row = |cells: Vec<String>| FunctionRow {
        form: cells[0].clone(),
        class: class(&cells[1]),
        lemma: cells[2].clone(),
        root: root(&cells[3]),
        marked: if cells[4] == "-" { String::new() } else { cells[4].clone() },
    };
    rows("lexicon/function.tsv").into_iter().map(row).collect()
}

/// A name or a loan.
pub(crate) struct NameRow {
    pub form: String,
    pub kind: Kind,
    pub root: Option<String>,
    pub plurals: Vec<String>,
    /// The form with vowels, the form itself where they are not said.
    pub marked: String,
}

pub(crate) fn names() -> Vec<NameRow> {
    let row = |cells: Vec<String>| NameRow {
        form: cells[0].clone(),
        kind: kind(&cells[1]),
        root: root(&cells[2]),
        plurals: list(&cells[3], ' '),
        marked: if cells[4] == "-" { cells[0].clone() } else { cells[4].clone() },
    };
    rows("lexicon/names.tsv").into_iter().map(row).collect()
}

/// A labelled form.
#[derive(Clone)]
pub(crate) struct LabelRow {
    pub form: String,
    pub root: Option<String>,
    pub lemma: String,
    pub kind: Kind,
    /// The binary logarithm of its occurrences in ten million words.
    pub band: u8,
}

pub(crate) fn labels() -> Vec<LabelRow> {
    let row = |cells: Vec<String>| LabelRow {
        form: cells[0].clone(),
        root: root(&cells[1]),
        lemma: cells[2].clone(),
        kind: kind(&cells[3]),
        band: cells[4].parse().expect("a band"),
    };
    rows("lexicon/forms.tsv").into_iter().map(row).collect()
}
