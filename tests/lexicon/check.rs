//! What the tables must not hold: unknown templates, impossible roots, words that contradict one another, anything
//! that is not written as it should be.

use crate::spelling::is_mark;
use crate::tables;
use mizan::morphology::Root;
use mizan::morphology::lexicon::Kind;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::is_nfc;

const FORMS: [&str; 20] = [
    "1au", "1ai", "1aa", "1ia", "1uu", "1ii", "1iu", "2", "3", "4", "5", "6", "7", "8", "9", "10", "q1",
    "q2", "q4", "n",
];

/// Roots that begin with the same letter twice: a handful of old loans and sounds.
const TWICE: [&str; 5] = ["ددن", "ببغ", "ببر", "تتر", "ققس"];

fn is_letter(c: char) -> bool {
    ('ء'..='غ').contains(&c) || ('ف'..='ي').contains(&c)
}

#[test]
fn tables_are_sorted_and_well_written() {
    for name in ["roots", "function", "names", "forms", "irregular"] {
        let rows = tables::rows(&format!("lexicon/{name}.tsv"));
        assert!(rows.is_sorted(), "{name} is not sorted");
        for cells in &rows {
            for cell in cells {
                assert!(is_nfc(cell), "{name}: {cell} is not NFC");
                assert!(
                    cell.trim() == cell && !cell.is_empty(),
                    "{name}: {cells:?} has an empty or padded cell"
                );
                let known =
                    |c: char| is_letter(c) || is_mark(c) || c.is_ascii_alphanumeric() || " -/_".contains(c);
                assert!(cell.chars().all(known), "{name}: {cell}");
            }
        }
    }
}

#[test]
fn roots_are_possible() {
    let mut seen = BTreeSet::new();
    for row in tables::roots() {
        let root = &row.root;
        let radicals: Vec<char> = root.chars().collect();
        assert!(Root::parse(root).is_some() && radicals.len() <= 4, "{root}");
        assert!(seen.insert(root.clone()), "{root} stands twice");
        assert!(
            radicals[0] != radicals[1] || TWICE.contains(&root.as_str()),
            "{root} begins with a letter twice"
        );
        // Letters of the same throat do not stand side by side (Greenberg 1950).
        let close = |a: char, b: char| {
            [('ح', 'ع'), ('ع', 'ح'), ('خ', 'غ'), ('غ', 'خ'), ('ح', 'خ'), ('غ', 'ع'), ('ع', 'غ')]
                .contains(&(a, b))
        };
        let near = radicals.len() == 3 && radicals.windows(2).any(|pair| close(pair[0], pair[1]));
        assert!(!near, "{root} has two letters of one throat");
        assert!(!row.verbs.is_empty() || !row.nouns.is_empty(), "{root} forms nothing");
        assert!(row.band <= 7, "{root}: band {}", row.band);
        for verb in &row.verbs {
            assert!(FORMS.contains(&verb.as_str()) && verb != "n", "{root}: there is no form {verb}");
            assert_eq!(verb.starts_with('q'), radicals.len() == 4, "{root}: form {verb}");
        }
        let mut nouns = BTreeSet::new();
        for noun in &row.nouns {
            assert!(nouns.insert(noun), "{root}: {noun:?} stands twice");
            for form in noun {
                let letters = form.chars().filter(|&c| !is_mark(c)).count();
                assert!((2..=12).contains(&letters), "{root}: {form}");
                assert!(form.chars().all(|c| is_letter(c) || is_mark(c)), "{root}: {form}");
                assert!(!form.starts_with(is_mark), "{root}: {form}");
            }
        }
    }
    assert!(seen.len() >= 3200, "{} roots", seen.len());
}

#[test]
fn templates_and_irregular_stems_are_known() {
    let classes = [
        "sound",
        "assimilated",
        "hollow",
        "hollow_w",
        "hollow_y",
        "defective",
        "defective_w",
        "defective_y",
        "doubly",
        "geminate",
        "quad",
    ];
    for template in tables::templates() {
        assert!(FORMS.contains(&template.form.as_str()), "{}", template.form);
        assert!(classes.contains(&template.roots.as_str()), "{}", template.roots);
        assert!(template.pattern.contains(['ف', 'ع', 'ل']), "{}", template.pattern);
        assert!(template.wazn.chars().all(is_letter), "{}", template.wazn);
    }
    for row in tables::irregulars() {
        assert!(Root::parse(&row.root).is_some(), "{}", row.root);
        assert!(row.cost >= 0.0 && !row.lemma.is_empty(), "{}", row.stem);
    }
}

#[test]
fn words_do_not_contradict_one_another() {
    let mut functions = BTreeSet::new();
    for row in tables::functions() {
        assert!(
            functions.insert((row.form.clone(), row.class, row.lemma.clone())),
            "{} stands twice",
            row.form
        );
        assert!(row.root.is_none_or(|root| Root::parse(&root).is_some()), "{}", row.form);
    }
    let mut names = BTreeSet::new();
    for row in tables::names() {
        assert!(names.insert(row.form.clone()), "{} stands twice", row.form);
        assert!(matches!(row.kind, Kind::Proper | Kind::Foreign), "{}", row.form);
        assert!(row.root.is_none_or(|root| Root::parse(&root).is_some()), "{}", row.form);
    }
    let mut labels = BTreeMap::new();
    for row in tables::labels() {
        assert!(
            labels.insert(row.form.clone(), row.root.clone()).is_none(),
            "{} is labelled twice",
            row.form
        );
        assert!(row.root.as_deref().is_none_or(|root| Root::parse(root).is_some()), "{}", row.form);
        assert!(row.kind != Kind::Content || row.root.is_some(), "{} is content without root", row.form);
        assert!(row.kind != Kind::Foreign || row.root.is_none(), "{} is foreign with a root", row.form);
        assert!(row.kind != Kind::Unknown, "{} is labelled as unknown", row.form);
        assert!(row.lemma.chars().all(is_letter), "{}: lemma {}", row.form, row.lemma);
    }
    assert!(labels.len() >= 10_000, "{} labels", labels.len());
    // What the accuracy is measured on was never taught.
    for cells in tables::rows("gold/roots.tsv") {
        assert!(!labels.contains_key(&cells[0]), "{} is gold and label", cells[0]);
    }
}
