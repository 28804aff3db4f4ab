//! Syllables: the rule by hand-scanned words, laws for any string, the estimates on gold.

use mizan::input::read_syllable_gold;
use mizan::measure::accuracy::{SyllableAccuracy, rounded};
use mizan::morphology::syllables::{Basis, SECTION, SyllableReader, SyllableTrainer, Syllables, UNIT};
use mizan::morphology::{Analyzer, Lexicon};
use mizan::{Model, ModelBuilder};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const SCANNED: &str = include_str!("cases/syllables.tsv");

fn read(word: &str) -> Option<Syllables> {
    SyllableReader::standard().worker().read(word)
}

#[test]
fn marked_words_are_scanned() {
    let rows = read_syllable_gold(SCANNED, "syllables.tsv").unwrap().unwrap();
    assert!(rows.len() >= 60);
    let mut worker = SyllableReader::standard().worker();
    for row in rows {
        let mut spellings = vec![row.word.clone(), row.word.nfd().collect(), row.word.nfkc().collect()];
        // Tatweel and invisible characters after each letter; shadda before and after its vowel.
        spellings.push(row.word.chars().flat_map(|c| [c, '\u{640}', '\u{200f}']).collect());
        spellings.push(swapped(&row.word));
        for spelling in spellings {
            let found = worker.read(&spelling).unwrap();
            let counts = (rounded(found.full), rounded(found.pausal));
            assert_eq!(counts, (row.full, row.pausal), "{spelling}: full, pausal");
        }
    }
}

/// The marks of each letter in the opposite order.
fn swapped(word: &str) -> String {
    let mut out = String::new();
    let mut marks = Vec::new();
    for c in word.chars() {
        if mizan::script::is_mark(c) {
            marks.push(c);
        } else {
            out.extend(marks.drain(..).rev());
            out.push(c);
        }
    }
    out.extend(marks.drain(..).rev());
    out
}

#[test]
fn what_is_not_arabic_has_no_syllables() {
    for word in ["", "abc", "12", "\u{64e}", "…", "١٢"] {
        assert_eq!(read(word), None, "{word:?}");
    }
}

#[test]
fn without_a_model_the_lexicon_answers() {
    let reader = SyllableReader::new(Analyzer::standard(), None).unwrap();
    let mut worker = reader.worker();
    let one = worker.read("مدرسة").unwrap();
    assert_eq!((rounded(one.pausal), rounded(one.full), one.basis), (3, 4, Basis::Lexicon));
    assert_eq!(worker.read("خشصضث"), None);
    assert_eq!(worker.read("كَتَبَ").unwrap().basis, Basis::Marks);
}

#[test]
fn damaged_tables_are_refused() {
    let analyzer = Analyzer::standard();
    let mut trainer = SyllableTrainer::new(analyzer);
    for word in SCANNED.split_whitespace() {
        trainer.add(word, 1);
    }
    let table = trainer.build();
    let model =
        |bytes: Vec<u8>| Model::from_bytes(ModelBuilder::default().section(SECTION, bytes).build()).unwrap();
    let whole = model(table.clone());
    assert!(SyllableReader::new(analyzer, Some(&whole)).is_ok());
    for len in [0, 7, 15, 16, 100, table.len() - 1] {
        assert!(SyllableReader::new(analyzer, Some(&model(table[..len].to_vec()))).is_err(), "{len}");
    }
    let none = Model::from_bytes(ModelBuilder::default().build()).unwrap();
    assert!(SyllableReader::new(analyzer, Some(&none)).is_err());
    // Any bytes in the place of the entries give some answer.
    for byte in [0, 1, 255] {
        let mut bytes = table.clone();
        bytes[16..].fill(byte);
        let model = model(bytes);
        SyllableReader::new(analyzer, Some(&model)).unwrap().worker().read("والمدرسة").unwrap();
    }
}

#[test]
#[cfg(feature = "model")]
fn estimates_are_as_right_as_they_were() {
    let gold =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/gold/syllables.tsv")).unwrap();
    let mut accuracy = SyllableAccuracy::default();
    let mut worker = SyllableReader::standard().worker();
    for row in read_syllable_gold(&gold, "syllables.tsv").unwrap().unwrap() {
        let gold = Syllables { pausal: row.pausal * UNIT, full: row.full * UNIT, ..Syllables::default() };
        accuracy.observe(&gold, &worker.read(&row.word).unwrap());
    }
    let pausal = accuracy.pausal().value().unwrap();
    let full = accuracy.full().value().unwrap();
    assert!(accuracy.words >= 400 && pausal >= 93.0 && full >= 86.0, "{pausal:.1} {full:.1}");
}

#[test]
fn one_mark_moves_little() {
    let mut worker = SyllableReader::standard().worker();
    let words = SCANNED.lines().skip(1).filter_map(|line| line.split('\t').next());
    for word in words {
        let marks: Vec<usize> =
            word.char_indices().filter(|&(_, c)| mizan::script::is_mark(c)).map(|(at, _)| at).collect();
        let bare: String = word.chars().filter(|&c| !mizan::script::is_mark(c)).collect();
        // Each mark taken away alone, and each one alone on the bare word.
        let mut pairs = Vec::new();
        for &at in &marks {
            let mark = word[at..].chars().next().unwrap();
            pairs.push((word.to_owned(), format!("{}{}", &word[..at], &word[at + mark.len_utf8()..])));
            let letters = word[..at].chars().filter(|&c| !mizan::script::is_mark(c)).count();
            let mut one: Vec<char> = bare.chars().collect();
            one.insert(letters, mark);
            pairs.push((one.into_iter().collect(), bare.clone()));
        }
        for (with, without) in pairs {
            let (Some(with_it), Some(without_it)) = (worker.read(&with), worker.read(&without)) else {
                continue;
            };
            let moved = with_it.weight.abs_diff(without_it.weight);
            assert!(moved <= 4 * UNIT, "{with} {without}: {moved}");
            assert!(with_it.heavy.abs_diff(without_it.heavy) <= UNIT);
            assert!(with_it.hard.abs_diff(without_it.hard) <= UNIT);
        }
    }
}

#[test]
fn a_reader_takes_another_lexicon() {
    let analyzer = Analyzer::new(Lexicon::default());
    assert_eq!(
        SyllableReader::new(&analyzer, None).unwrap().worker().read("كتاب").map(|one| rounded(one.pausal)),
        Some(2)
    );
}

proptest! {
    #[test]
    fn any_string_has_an_answer(word in "[ء-ي\u{64b}-\u{655}\u{670}\u{671}\u{640}a1\u{fb50}-\u{fbff} ]{0,40}|\\PC{0,20}") {
        let composed: String = word.nfc().collect();
        let decomposed: String = word.nfd().collect();
        prop_assert_eq!(read(&composed), read(&decomposed));
        if let Some(one) = read(&word) {
            prop_assert!(one.pausal >= UNIT && one.pausal <= one.full + UNIT);
            prop_assert!(one.heavy <= UNIT && one.hard <= one.heavy);
        }
    }
}
