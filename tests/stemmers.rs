//! The stemmers on hand-written words, on any string and on very long ones; the list of stemmers; the root as a
//! value. Whole vocabularies beside the original programs are in `stemmer_parity.rs`.

use std::borrow::Cow;
use std::collections::HashSet;

use mizan::ErrorKind;
use mizan::morphology::{Gives, Isri, Root, STEMMERS, Snowball, Stemmer, StemmerId};
use mizan::script::letter::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Word, the stem of each stemmer in the order of the list, why. The stems are those of the original programs.
const CASES: &str = include_str!("cases/stemmers.tsv");
const STOP_TABLE: &str = include_str!("../seeds/lexicon/isri_stop.tsv");

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').collect())
}

fn stem_of(id: StemmerId, word: &str) -> String {
    id.build().expect("a stemmer").stem(word).into_owned()
}

/// The stemmers, without the analyser, which is none.
fn stemmers() -> Vec<Box<dyn Stemmer>> {
    STEMMERS.iter().filter_map(|entry| entry.id.build()).collect()
}

#[test]
fn cases_give_the_stems_of_the_references() {
    let stemmers = stemmers();
    let mut wrong = Vec::new();
    for row in rows(CASES) {
        let [word, stems @ .., why] = row.as_slice() else { panic!("empty row") };
        assert_eq!(stems.len(), stemmers.len(), "columns of {word}");
        for (stemmer, expected) in stemmers.iter().zip(stems) {
            let found = stemmer.stem(word);
            if found != *expected {
                wrong.push(format!("{}\t{word}\t{found}\t{expected}\t{why}", stemmer.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "stemmer, word, found, expected, why:\n{}", wrong.join("\n"));
}

#[test]
fn cases_are_many_distinct_and_explained() {
    let words: HashSet<_> = rows(CASES).map(|row| row[0]).collect();
    assert!(words.len() >= 60);
    assert_eq!(words.len(), rows(CASES).count());
    assert!(rows(CASES).all(|row| row.iter().all(|cell| !cell.is_empty())));
    let names: Vec<_> = stemmers().iter().map(|stemmer| stemmer.id()).collect();
    let names = names.join("\t");
    assert_eq!(CASES.lines().next(), Some(format!("# word\t{names}\twhy").as_str()));
}

#[test]
fn stop_words_are_sorted_and_left_alone() {
    let forms: Vec<_> = rows(STOP_TABLE).map(|row| row[0]).collect();
    assert_eq!(forms.len(), 49);
    assert!(forms.is_sorted_by(|one, next| one < next));
    for row in rows(STOP_TABLE) {
        assert_eq!(row.len(), 2, "{row:?}");
        assert!(row[0].nfc().eq(row[0].chars()), "{row:?}");
        assert!(matches!(Isri.root(row[0]), Cow::Borrowed(_)), "{row:?}");
    }
}

#[test]
fn very_long_words_are_stemmed_whole() {
    const LONG: usize = 1 << 15;
    let inside = |filling: char| {
        let head = "كتا";
        let tail = "ب";
        [head, &filling.to_string().repeat(LONG), tail].concat()
    };
    let tatweel = inside(TATWEEL);
    let marks = inside(FATHA);
    for id in [StemmerId::Light10, StemmerId::Light10Lucene, StemmerId::Snowball] {
        assert_eq!(stem_of(id, &tatweel), "كتاب", "{id:?}");
        assert_eq!(stem_of(id, &marks), "كتاب", "{id:?}");
    }
    assert_eq!(stem_of(StemmerId::Isri, &tatweel), tatweel);
    assert_eq!(stem_of(StemmerId::Isri, &marks), "كتب");

    let with_objects = |count: usize| {
        let object = "ها";
        String::from("كتب") + &object.repeat(count)
    };
    let objects = with_objects(LONG);
    let one_less = with_objects(LONG - 1);
    assert_eq!(stem_of(StemmerId::Snowball, &objects), "كتب");
    for id in [StemmerId::Light10, StemmerId::Light10Lucene, StemmerId::Isri] {
        assert_eq!(stem_of(id, &objects), one_less, "{id:?}");
    }

    let ligatures = "\u{fefb}".repeat(LONG);
    assert_eq!(Snowball.stem(&ligatures).chars().count(), 2 * LONG - 1, "a final alef is an ending");
}

#[test]
fn the_list_knows_every_stemmer() {
    for (at, entry) in STEMMERS.iter().enumerate() {
        assert_eq!(entry.id as usize, at);
        assert_eq!(entry.id.name(), entry.name);
        assert_eq!(entry.id.build().is_none(), entry.id == StemmerId::Mizan);
        assert!(entry.id.build().is_none_or(|stemmer| stemmer.id() == entry.name));
        assert_eq!(StemmerId::parse(entry.name).unwrap(), entry.id);
        assert_eq!(entry.gives == Gives::Root, entry.id == StemmerId::Isri);
        assert!(!entry.reference.is_empty() && !entry.summary.is_empty());
    }
}

#[test]
fn a_wrong_name_is_told_the_near_one() {
    let cases = [
        ("light11", Some("light10")),
        ("Light10", Some("light10")),
        ("light10-lucene", Some("light10_lucene")),
        ("lucene", Some("light10_lucene")),
        ("snow", Some("snowball")),
        ("snobal", Some("snowball")),
        ("ISRI", Some("isri")),
        ("khoja", None),
        ("", None),
    ];
    for (name, near) in cases {
        let error = StemmerId::parse(name).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert_eq!(error.to_string(), format!("no stemmer is called `{name}`"));
        let help = error.help().unwrap();
        assert!(help.ends_with("light10, light10_lucene, snowball, isri"), "{help}");
        let said = help.strip_prefix("did you mean `").and_then(|rest| rest.split('`').next());
        assert_eq!(said, near, "{name}");
    }
    assert!(StemmerId::parse(&"ا".repeat(1 << 16)).is_err());
}

#[test]
fn a_root_takes_four_bytes_and_speaks_its_letters() {
    assert_eq!(size_of::<Option<Root>>(), 4);
    let root = Root::parse("زلزل").unwrap();
    assert_eq!(root.to_string(), "زلزل");
    assert_eq!(format!("{root:>6}"), "  زلزل");
    assert_eq!(format!("{root:?}"), "Root(زلزل)");
    assert_eq!(root.radicals().rev().collect::<String>(), "لزلز");
}

#[test]
fn only_three_to_five_radicals_make_a_root() {
    let radicals = "ءبتثجحخدذرزسشصضطظعغفقكلمنهوي";
    assert_eq!(radicals.chars().count(), 28);
    for radical in radicals.chars() {
        for count in 0..8 {
            let text = radical.to_string().repeat(count);
            assert_eq!(
                Root::parse(&text).map(|root| root.to_string()),
                (3..=5).contains(&count).then_some(text)
            );
        }
    }
    for other in ('\0'..='\u{7ff}').filter(|&c| !radicals.contains(c)) {
        assert_eq!(Root::parse(&format!("{BEH}{other}{DAL}")), None, "{other:?}");
    }
}

#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "",
    "و",
    "ف",
    "ال",
    "وال",
    "بال",
    "لل",
    "ب",
    "كك",
    "س",
    "سي",
    "است",
    "أ",
];

#[rustfmt::skip]
const SUFFIXES: &[&str] = &[
    "",
    "ها",
    "هما",
    "نا",
    "ون",
    "ات",
    "تان",
    "ية",
    "ة",
    "ي",
    "ى",
    "تمو",
    "وا",
];

/// Affixes around letters with marks and tatweel, around what else stands in real text, and around anything.
fn words() -> impl Strategy<Value = String> {
    let prefix = || prop::collection::vec(prop::sample::select(PREFIXES), 0..3);
    let suffix = || prop::collection::vec(prop::sample::select(SUFFIXES), 0..3);
    let bare = "[\u{621}-\u{63a}\u{641}-\u{64a}]{0,20}";
    let marked = "[\u{621}-\u{63a}\u{640}-\u{652}\u{670}\u{671}]{0,8}";
    let mixed = "[\u{621}-\u{64a}a-z\u{660}-\u{669}\u{fe80}-\u{fefc}\u{1f600}]{0,6}";
    let stem = prop_oneof![3 => bare, 3 => marked, 2 => mixed, 1 => any::<String>()];
    (prefix(), stem, suffix()).prop_map(|(prefix, stem, suffix)| prefix.concat() + &stem + &suffix.concat())
}

/// A root's spelling, of few enough radicals that two share a beginning.
fn spellings() -> impl Strategy<Value = String> {
    "[\u{621}\u{628}\u{62a}\u{63a}\u{641}\u{648}\u{64a}]{3,5}"
}

fn is_common_mark(c: char) -> bool {
    ('\u{64b}'..='\u{652}').contains(&c)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_stem_is_borrowed_if_and_only_if_unchanged(word in words()) {
        for stemmer in stemmers() {
            match stemmer.stem(&word) {
                Cow::Borrowed(stem) => prop_assert_eq!(stem, &word),
                Cow::Owned(stem) => prop_assert_ne!(stem, word.as_str()),
            }
        }
    }

    #[test]
    fn a_stem_is_no_longer_than_its_word(word in words()) {
        let ligatures = word.chars().filter(|c| ('\u{fef5}'..='\u{fefc}').contains(c)).count();
        for entry in STEMMERS.iter().filter(|entry| entry.id != StemmerId::Mizan) {
            let spelled_out = if entry.id == StemmerId::Snowball { ligatures } else { 0 };
            let stem = stem_of(entry.id, &word);
            prop_assert!(stem.chars().count() <= word.chars().count() + spelled_out, "{}: {stem}", entry.name);
        }
    }

    #[test]
    fn enough_of_a_word_is_left(word in words()) {
        let letters = word.chars().filter(|&c| c != TATWEEL && !mizan::script::is_mark(c)).count();
        for entry in STEMMERS.iter().filter(|entry| entry.id != StemmerId::Mizan) {
            let least = if entry.gives == Gives::Root { 3 } else { 2 };
            // A character beyond U+FFFF is two letters for Lucene: one character may be all that is left.
            let least = if entry.id == StemmerId::Light10Lucene { 1 } else { least };
            let left = stem_of(entry.id, &word).chars().count();
            prop_assert!(left >= least.min(letters), "{}: {left} of {letters}", entry.name);
        }
    }

    #[test]
    fn isri_keeps_short_words_and_the_body_of_long_ones(word in words()) {
        let letters: String = word.chars().filter(|&c| !is_common_mark(c)).collect();
        let count = letters.chars().count();
        let root = Isri.root(&word);
        if count <= 3 {
            let is_seated = |c: char| matches!(c, ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW);
            let folded = letters.chars().enumerate().map(|(at, c)| if at == 0 && is_seated(c) { ALEF } else { c });
            prop_assert_eq!(root, folded.collect::<String>());
        } else if count > 3 + 3 + 1 + 7 {
            // Too long for patterns: at most a long prefix, a long suffix, a doubled و and an initial hamza change.
            let body: String = letters.chars().skip(5).take(count - 8).collect();
            prop_assert!(root.contains(&body));
        }
    }

    #[test]
    fn marks_and_tatweel_say_nothing_to_the_light_stemmers(word in words(), at in any::<prop::sample::Index>()) {
        let mut decorated: Vec<char> = word.chars().collect();
        decorated.insert(at.index(decorated.len() + 1), TATWEEL);
        decorated.insert(at.index(decorated.len() + 1), SHADDA);
        let decorated: String = decorated.into_iter().collect();
        for id in [StemmerId::Light10, StemmerId::Light10Lucene] {
            prop_assert_eq!(stem_of(id, &decorated), stem_of(id, &word));
        }
    }

    #[test]
    fn roots_are_ordered_as_their_spellings(one in spellings(), other in spellings()) {
        let roots = [&one, &other].map(|text| Root::parse(text).unwrap());
        prop_assert_eq!(roots[0].cmp(&roots[1]), one.cmp(&other));
        prop_assert_eq!(roots[0].to_string(), one);
    }
}
