//! The tables → everything that the compiled lexicon holds, but for the costs that are estimated.

use crate::generate::{self, Licensed};
use crate::spelling::{fill, is_mark, pattern, plain, seat};
use crate::tables::{self, Affix, LabelRow, Template};
use mizan::morphology::Root;
use mizan::morphology::lexicon::{
    Head, HeadKind, Kind, MAKES_NISBA, MAKES_NOTHING, MAKES_QUALITY, Shape, StemClass, Tail,
};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A lemma with what is believed of it before any form is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lemma {
    pub text: String,
    pub root: Option<Root>,
    pub kind: Kind,
    /// A verb; participles and verbal nouns are nouns.
    pub verb: bool,
}

/// Where a lemma stands in the tables: what is listed is likelier than what a template gives, and the first of a
/// list likelier than the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Listed(u8),
    Derived,
}

/// A stem of a lemma.
#[derive(Clone, Debug)]
pub(crate) struct Stem {
    pub spelling: String,
    pub class: StemClass,
    pub lemma: usize,
    pub pattern: String,
    pub wazn: String,
    /// In nats, beside the other stems of its lemma.
    pub cost: f64,
}

/// What the tables say.
pub(crate) struct Assembly {
    /// The roots with their bands.
    pub roots: BTreeMap<Root, u8>,
    pub lemmas: Vec<Lemma>,
    /// The place of each lemma.
    pub places: Vec<Place>,
    pub stems: Vec<Stem>,
    /// The beginnings and endings with their authored costs in nats.
    pub heads: Vec<(Head, f64)>,
    pub tails: Vec<(Tail, f64)>,
    /// Shapes, each with its pattern, its wazn and its cost in nats.
    pub shapes: Vec<(Shape, String, String, f64)>,
    pub labels: Vec<LabelRow>,
}

/// A root of the tables.
pub(crate) fn root(text: &str) -> Root {
    Root::parse(text).unwrap_or_else(|| panic!("{text} is no root"))
}

/// Collects lemmas, each once, and their stems, each at its least cost.
#[derive(Default)]
struct Stock {
    numbers: BTreeMap<Lemma, usize>,
    places: Vec<Place>,
    stems: BTreeMap<(String, StemClass, usize), (String, String, f64)>,
}

impl Stock {
    fn lemma(&mut self, lemma: Lemma, place: Place) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(lemma).or_insert(next);
        if number == next {
            self.places.push(place);
        }
        self.places[number] = self.places[number].min(place);
        number
    }

    fn stem(&mut self, mut stem: Stem) {
        // The marks of a letter in one order, so that what two tables give is one stem.
        stem.spelling = stem.spelling.nfc().collect();
        stem.pattern = stem.pattern.nfc().collect();
        let key = (stem.spelling, stem.class, stem.lemma);
        let known = self.stems.get(&key).map(|(.., cost)| *cost);
        if known.is_none_or(|known| stem.cost < known) {
            self.stems.insert(key, (stem.pattern, stem.wazn, stem.cost));
        }
    }

    fn licensed(&mut self, found: Vec<Licensed>, root: Option<Root>, kind: Kind, place: Place) {
        for one in found {
            let place = if one.verb { Place::Listed(0) } else { place };
            let lemma = self.lemma(Lemma { text: one.lemma, root, kind, verb: one.verb }, place);
            let stem = Stem {
                spelling: one.spelling,
                class: one.class,
                lemma,
                pattern: one.pattern,
                wazn: one.wazn,
                cost: one.cost,
            };
            for other in variants(&stem) {
                self.stem(other);
            }
            self.stem(stem);
        }
    }
}

/// Everything in the tables.
pub(crate) fn assemble() -> Assembly {
    let templates = tables::templates();
    let mut roots: BTreeMap<Root, u8> = BTreeMap::new();
    let mut stock = Stock::default();
    for row in tables::roots() {
        let radicals: Vec<char> = row.root.chars().collect();
        let number = root(&row.root);
        roots.insert(number, row.band);
        stock.licensed(generate::verbs(&row, &templates), Some(number), Kind::Content, Place::Derived);
        for (at, noun) in (0..).zip(&row.nouns) {
            stock.licensed(
                generate::noun(noun, Some(&radicals)),
                Some(number),
                Kind::Content,
                Place::Listed(at),
            );
        }
    }
    for row in tables::irregulars() {
        let radicals: Vec<char> = row.root.chars().collect();
        let number = root(&row.root);
        roots.entry(number).or_insert(1);
        let verb = row.class >= StemClass::Perfect;
        let (pattern, _) = generate::abstracted(&row.stem, &radicals, row.class);
        stock.licensed(
            vec![Licensed {
                spelling: row.stem,
                class: row.class,
                lemma: row.lemma,
                pattern,
                wazn: row.wazn,
                cost: row.cost,
                verb,
            }],
            Some(number),
            Kind::Content,
            Place::Listed(0),
        );
    }
    for row in tables::names() {
        let number = row.root.as_deref().map(root);
        number.map(|number| roots.entry(number).or_insert(1));
        let mut forms = vec![row.marked];
        forms.extend(row.plurals);
        let mut found = generate::noun(&forms, None);
        if row.kind == Kind::Proper {
            // A name has no plural and takes no pronoun, but for those that are nisbas.
            for one in found.iter_mut().filter(|one| one.class == StemClass::Noun) {
                one.class = StemClass::Name;
            }
        }
        stock.licensed(found, number, row.kind, Place::Listed(3));
    }
    for row in tables::functions() {
        let number = row.root.as_deref().map(root);
        number.map(|number| roots.entry(number).or_insert(1));
        let lemma = Lemma { text: row.lemma.clone(), root: number, kind: Kind::Function, verb: false };
        let lemma = stock.lemma(lemma, Place::Listed(0));
        let mut stems = vec![(row.form.clone(), row.class)];
        if row.class == StemClass::Preposition && row.form.ends_with(['ى', 'ا']) {
            let inner: String = row.form.chars().take(row.form.chars().count() - 1).chain(['ا']).collect();
            stems.push((inner, StemClass::Preposition));
        }
        for (spelling, class) in stems {
            let (pattern, wazn) = (row.marked.clone(), "-".to_owned());
            stock.stem(Stem { spelling, class, lemma, pattern, wazn, cost: 0.0 });
        }
    }
    let labels = tables::labels();
    for row in &labels {
        let number = row.root.as_deref().map(root);
        number.map(|number| roots.entry(number).or_insert(1));
    }
    let mut lemmas = vec![None; stock.numbers.len()];
    for (lemma, number) in stock.numbers.clone() {
        lemmas[number] = Some(lemma);
    }
    let stems = stock.stems.into_iter().map(|((spelling, class, lemma), (pattern, wazn, cost))| Stem {
        spelling,
        class,
        lemma,
        pattern,
        wazn,
        cost,
    });
    let affixes = tables::affixes();
    Assembly {
        roots,
        lemmas: lemmas.into_iter().map(|lemma| lemma.expect("every number is used")).collect(),
        places: stock.places,
        stems: stems.collect(),
        heads: heads(&affixes),
        tails: tails(&affixes),
        shapes: shapes(&templates),
        labels,
    }
}

/// Other spellings of hamza that print has for the same stem: مسئول beside مسؤول, بدأ(وا) beside بدؤ(وا).
fn variants(stem: &Stem) -> Vec<Stem> {
    let letters: Vec<char> = stem.spelling.chars().collect();
    let hamza = |c: char| "ءأؤئ".contains(c);
    let mut found = Vec::new();
    let mut push = |spelling: String, pattern: String, class: StemClass, cost: f64| {
        let other = Stem { spelling, pattern, class, cost: stem.cost + cost, ..stem.clone() };
        found.push(other);
    };
    let replaced = |at: usize, seat: char| -> String {
        letters.iter().enumerate().map(|(place, &c)| if place == at { seat } else { c }).collect()
    };
    let plain_letters: Vec<usize> = (0..letters.len()).filter(|&at| !is_mark(letters[at])).collect();
    for (order, &at) in plain_letters.iter().enumerate().skip(1) {
        if !hamza(letters[at]) {
            continue;
        }
        let last = order + 1 == plain_letters.len();
        let before_waw = plain_letters.get(order + 1).is_some_and(|&next| letters[next] == 'و');
        let verbal = stem.class >= StemClass::Perfect;
        let seats: &[char] = match (last, before_waw) {
            (true, _) if verbal => &['أ', 'ؤ', 'ئ', 'ء'],
            (_, true) => &['ؤ', 'ئ', 'ء'],
            _ => &[],
        };
        for &seat in seats.iter().filter(|&&seat| seat != letters[at]) {
            // The pattern keeps its slot; only a letter that stands for itself changes.
            push(replaced(at, seat), stem.pattern.clone(), stem.class, 1.5);
        }
        // Careless print and dialect: قايل for قائل, شاطيء for شاطئ.
        if !last && letters[at] == 'ئ' && order > 0 && letters[plain_letters[order - 1]] == 'ا' {
            push(replaced(at, 'ي'), stem.pattern.clone(), stem.class, 3.0);
        }
        if last && letters[at] == 'ئ' {
            let written: String = letters[..at].iter().chain(&['ي', 'ء']).collect();
            push(written.clone(), written, stem.class, 3.0);
        }
        // ‑أ(ة) and ات are written آت.
        if last && letters[at] == 'أ' && [StemClass::Feminine, StemClass::Adjective].contains(&stem.class) {
            let written: String = letters[..at].iter().collect::<String>() + "آت";
            push(written.clone(), written, StemClass::Plural, 1.0);
        }
    }
    found
}

/// The beginnings, from `و+ب+ال` or `س+~ي`.
fn heads(affixes: &[Affix]) -> Vec<(Head, f64)> {
    let mut heads = Vec::new();
    for row in affixes.iter().filter(|row| row.slot == "head") {
        let mut spelling = String::new();
        let mut cuts = Vec::new();
        let mut own = 0;
        for part in row.form.split('+').filter(|part| !part.is_empty()) {
            match part.strip_prefix('~') {
                Some(letter) => {
                    own = letter.chars().count() as u8;
                    spelling.push_str(letter);
                }
                None => {
                    spelling.push_str(part);
                    cuts.push(spelling.chars().count() as u8);
                }
            }
        }
        let kind = HeadKind::parse(&row.kind).unwrap_or_else(|| panic!("kind {}", row.kind)) as u8;
        let marked = row.marked.replace(['+', '~'], "");
        heads.push((Head { spelling, marked, cuts, own, kind, classes: row.classes, cost: 0 }, row.cost));
    }
    heads
}

/// The endings, with the pronouns that follow them.
fn tails(affixes: &[Affix]) -> Vec<(Tail, f64)> {
    let mut tails = Vec::new();
    for row in affixes.iter() {
        let makes = match row.slot.as_str() {
            "tail" => MAKES_NOTHING,
            "nisba" => MAKES_NISBA,
            "quality" => MAKES_QUALITY,
            _ => continue,
        };
        let tail = |pronoun: &str, marked: &str| Tail {
            spelling: format!("{}{pronoun}", row.form),
            marked: joined(&row.marked, marked),
            pronoun: row.form.chars().count() as u8,
            classes: row.classes,
            heads: row.heads(),
            makes,
            cost: 0,
        };
        if row.pronoun == "-" {
            tails.push((tail("", ""), row.cost));
            continue;
        }
        for pronoun in affixes.iter().filter(|other| other.slot == "pronoun" && other.kind == row.pronoun) {
            tails.push((tail(&pronoun.form, &pronoun.marked), row.cost + pronoun.cost));
        }
    }
    tails
}

/// An ending and the pronoun after it: a vowel at the front of the pronoun takes the place of the ending's last.
fn joined(tail: &str, pronoun: &str) -> String {
    let own = if pronoun.starts_with(is_mark) { tail.trim_end_matches(is_mark) } else { tail };
    format!("{own}{pronoun}")
}

/// The templates over slots, for roots that license nothing of the kind.
fn shapes(templates: &[Template]) -> Vec<(Shape, String, String, f64)> {
    // Radicals that stand for any letter, and the weak ones in their places.
    const KINDS: [(&str, &[char]); 10] = [
        ("sound", &['1', '2', '3']),
        ("assimilated", &['و', '2', '3']),
        ("hollow", &['1', 'و', '3']),
        ("hollow", &['1', 'ي', '3']),
        ("defective", &['1', '2', 'و']),
        ("defective", &['1', '2', 'ي']),
        ("geminate", &['1', '2', '=']),
        ("quad", &['1', '2', '3', '4']),
        ("hollow_w", &['1', 'و', '3']),
        ("defective_y", &['1', '2', 'ي']),
    ];
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for template in templates {
        // Shapes that are all radicals say nothing of a word that the list does not have.
        if template.role.contains("passive") && template.form != "n" && template.role != "passive"
            || template.role == "imperative"
        {
            continue;
        }
        for (_, radicals) in KINDS.iter().filter(|(kind, _)| *kind == template.roots) {
            let units = seat(fill(&template.pattern, radicals));
            let marked = pattern(&units, radicals);
            let marked: String = marked.chars().map(|c| if c == '=' { '3' } else { c }).collect();
            let spelling = plain(&marked);
            let shown = |slot: usize| units.iter().any(|unit| usize::from(unit.slot) == slot + 1);
            let fixed: Vec<(u8, char)> = radicals
                .iter()
                .enumerate()
                .filter(|(slot, _)| !shown(*slot))
                .map(|(slot, &c)| (slot as u8, c))
                .collect();
            let slots = spelling.chars().filter(char::is_ascii_digit).count();
            if slots < 2
                || spelling.chars().count() < 3
                || !seen.insert((spelling.clone(), fixed.clone(), template.class))
            {
                continue;
            }
            let shape = Shape { spelling, fixed, class: template.class as u8, ..Shape::default() };
            let cost = template.cost + if template.form.starts_with('n') { 0.0 } else { 1.5 };
            found.push((shape, marked, template.wazn.clone(), cost));
        }
    }
    found
}
