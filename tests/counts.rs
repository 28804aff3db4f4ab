//! Counts of small texts, done by hand.

use mizan::count::{Boundary, Keep, NgramSpec, Ngrams, char_ngrams};
use mizan::report::ranked_ngrams;
use mizan::{Layer, LayerCounts, LayerSpec, Profile, Settings, TokenKind, Unit};

/// Two paragraphs, three sentences, 5 + 4 + 3 words.
const TEXT: &str = "ذهب الولد إلى المدرسة صباحا. رأى الولد كتاب الولد!\nهذا الكتاب جديد.\n";

fn settings() -> Settings {
    Settings { keep: Keep::Order, characters: true, ..Settings::default() }
}

fn layer(profile: &Profile, layer: Layer) -> LayerCounts {
    profile.layer(&LayerSpec { layer, ..LayerSpec::default() })
}

fn listed(profile: &Profile, order: usize, skip: usize, boundary: Boundary) -> (u64, Vec<(String, u64)>) {
    let words = layer(profile, Layer::Normal);
    let table =
        Ngrams::count(&profile.sequence, words.of_type(), NgramSpec::new(order, skip, boundary).unwrap());
    let text = |terms: Vec<mizan::count::TermId>| mizan::report::ngram_text(&words, &terms);
    (
        table.total(),
        ranked_ngrams(&words, &table, usize::MAX)
            .into_iter()
            .map(|(terms, count)| (text(terms), count))
            .collect(),
    )
}

#[test]
fn words_sentences_paragraphs() {
    let profile = Profile::of(TEXT, &settings());
    assert_eq!((profile.documents, profile.lines, profile.paragraphs, profile.sentences), (1, 2, 2, 3));
    assert_eq!(profile.tokens(), 12);
    assert_eq!(profile.types.len(), 10);
    assert_eq!(profile.of_kind(TokenKind::Word), 12);
    assert_eq!(profile.of_kind(TokenKind::Punctuation), 3);
    assert_eq!(profile.sentence_words.iter().collect::<Vec<_>>(), [(3, 1), (4, 1), (5, 1)]);
    assert_eq!(profile.paragraph_sentences.iter().collect::<Vec<_>>(), [(1, 1), (2, 1)]);
    assert_eq!(profile.characters.code_points, 68);
    assert_eq!(profile.characters.letters, 53);
    let words = layer(&profile, Layer::Normal);
    let first = words.ranked()[0];
    assert_eq!((words.term(first), words.count(first), words.documents(first)), ("الولد", 3, 1));
    // Equal counts stand in the order of code points.
    let terms: Vec<&str> = words.ranked()[1..4].iter().map(|&id| words.term(id)).collect();
    assert_eq!(terms, ["إلى", "الكتاب", "المدرسة"]);
}

#[test]
fn bigrams_stay_in_their_unit() {
    let profile = Profile::of(TEXT, &settings());
    // 4 + 3 + 2 in sentences, 8 + 2 in paragraphs, 11 in the document.
    assert_eq!(listed(&profile, 2, 0, Boundary::Sentence).0, 9);
    assert_eq!(listed(&profile, 2, 0, Boundary::Paragraph).0, 10);
    assert_eq!(listed(&profile, 2, 0, Boundary::Document).0, 11);
    let (_, bigrams) = listed(&profile, 2, 0, Boundary::Document);
    assert!(bigrams.contains(&("صباحا رأى".to_owned(), 1)));
    assert!(bigrams.contains(&("الولد هذا".to_owned(), 1)));
    let comma = Profile::of("أحمد، علي وسعيد", &settings());
    assert_eq!(listed(&comma, 2, 0, Boundary::Sentence).0, 2);
    assert_eq!(listed(&comma, 2, 0, Boundary::Clause).0, 1);
}

#[test]
fn the_first_ngrams_are_the_first_of_all() {
    let profile = Profile::of(include_str!("../seeds/article.txt"), &settings());
    let words = layer(&profile, Layer::Normal);
    let table =
        Ngrams::count(&profile.sequence, words.of_type(), NgramSpec::new(2, 1, Boundary::Sentence).unwrap());
    let all = ranked_ngrams(&words, &table, usize::MAX);
    assert_eq!(all.len(), table.len());
    for most in [0, 1, 7, 100, all.len()] {
        assert_eq!(ranked_ngrams(&words, &table, most), all[..most]);
    }
    // The order by text, without the shortcut.
    let text = |terms: &[mizan::count::TermId]| -> Vec<String> {
        terms.iter().map(|&id| words.term(id).to_owned()).collect()
    };
    assert!(all.is_sorted_by(|a, b| a.1 > b.1 || (a.1 == b.1 && text(&a.0) <= text(&b.0))));
}

#[test]
fn skip_grams_hold_the_plain_ones() {
    let profile = Profile::of("أ ب ج د", &settings());
    let (total, grams) = listed(&profile, 2, 1, Boundary::Sentence);
    let mut texts: Vec<&str> = grams.iter().map(|(text, _)| text.as_str()).collect();
    texts.sort_unstable();
    assert_eq!((total, texts), (5, vec!["أ ب", "أ ج", "ب ج", "ب د", "ج د"]));
    // Three of four, one skipped in all: 123 234 134 124.
    assert_eq!(listed(&profile, 3, 1, Boundary::Sentence).0, 4);
}

#[test]
fn an_ngram_over_a_word_without_root_keeps_its_place() {
    let profile = Profile::of("كتب من كتب كتب", &settings());
    let roots = layer(&profile, Layer::Root);
    let table =
        Ngrams::count(&profile.sequence, roots.of_type(), NgramSpec::new(2, 0, Boundary::Sentence).unwrap());
    assert_eq!((roots.tokens, roots.covered(), table.total(), table.len()), (4, 3, 3, 1));
}

#[test]
fn characters_inside_words() {
    let grams = char_ngrams([("باب", 2), ("اب", 1)].into_iter(), 2, false, false);
    let found: Vec<(&str, u64)> = grams.iter().map(|(gram, &count)| (gram.as_str(), count)).collect();
    assert_eq!(found, [("اب", 3), ("با", 2)]);
    let padded = char_ngrams([("اب", 1)].into_iter(), 2, false, true);
    assert_eq!(padded.len(), 3);
    let graphemes = char_ngrams([("كِتاب", 1)].into_iter(), 2, true, false);
    assert_eq!(graphemes.keys().map(String::as_str).collect::<Vec<_>>(), ["اب", "تا", "كِت"]);
}

#[test]
fn lists_are_taken_as_they_are() {
    let tokens = Settings { unit: Unit::Tokens, ..settings() };
    let profile = Profile::of("كتاب جديد\n\nكتاب\r\n...\nكتاب", &tokens);
    assert_eq!((profile.tokens(), profile.types.len(), profile.sentences), (4, 3, 1));
    assert!(profile.types.find("كتاب جديد").is_some());
    let sentences = Settings { unit: Unit::Sentences, ..settings() };
    let profile = Profile::of("د. أحمد هنا. وهناك\nنعم\n", &sentences);
    assert_eq!((profile.sentences, profile.sentence_words.max()), (2, Some(4)));
}

#[test]
fn one_word_is_one_type_however_it_is_encoded() {
    for spelling in ["مؤمن", "مو\u{654}من", "مُؤْمِن", "مـؤمن", "م\u{200f}ؤمن", "ﻣﺆﻣﻦ"]
    {
        let words = layer(&Profile::of(spelling, &settings()), Layer::Normal);
        assert_eq!(
            words.ranked().iter().map(|&id| words.term(id)).collect::<Vec<_>>(),
            ["مؤمن"],
            "{spelling}"
        );
    }
}

#[test]
fn nothing_is_counted_as_nothing() {
    for text in ["", " \n\n", "\u{feff}", "...", "\u{64e}\u{650}", "ـ"] {
        let profile = Profile::of(text, &settings());
        assert_eq!(
            (profile.tokens(), profile.sentences, profile.documents),
            (0, 0, 1),
            "{}",
            text.escape_unicode()
        );
    }
}

/// The plain twin of ranking is a stable sort.
#[test]
fn ngrams_are_ranked_by_counts_small_and_large() {
    let text: String =
        (1..=90).map(|word: usize| format!("{word} ").repeat(word * word % 83 + 1) + ". ").collect();
    let profile = Profile::of(&text, &settings());
    let words = layer(&profile, Layer::Normal);
    for order in 1..=3 {
        let spec = NgramSpec::new(order, 0, Boundary::Sentence).unwrap();
        let table = Ngrams::count(&profile.sequence, words.of_type(), spec);
        let all: Vec<_> = table.iter().collect();
        assert!((0..all.len()).all(|place| table.at(place) == all[place]));
        assert!(all.iter().any(|ngram| ngram.count > 70) && all.iter().any(|ngram| ngram.count < 5));
        for least in [1, 5, 70] {
            let mut places: Vec<usize> = (0..all.len()).filter(|&place| all[place].count >= least).collect();
            places.sort_by_key(|&place| std::cmp::Reverse(all[place].count));
            assert_eq!(table.ranked(|ngram| ngram.count >= least), places);
        }
    }
}
