//! The laws of counting: parts add up to the whole, in any association, on any number of threads, and a saved
//! state is the profile it was made from.

use mizan::count::{Boundary, Keep, NgramSpec, Ngrams};
use mizan::input::{Corpus, ReadOptions, Source};
use mizan::profile::Settings;
use mizan::token::sentence::SoftWrap;
use mizan::{Aggregate, Layer, LayerSpec, Pipeline, Profile};
use proptest::prelude::*;

const ARTICLE: &str = include_str!("../seeds/article.txt");

fn settings(keep: Keep) -> Settings {
    Settings { keep, characters: true, ..Settings::default() }
}

/// A text of a few paragraphs: words from a small vocabulary, so that they repeat.
fn document() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[\u{627}-\u{64a}]{1,3}",
        Just("كتاب".to_owned()),
        Just("في".to_owned()),
        Just("كِتَابٌ".to_owned()),
        Just("12".to_owned()),
        Just("a".to_owned()),
        Just("د.".to_owned()),
        Just("\"".to_owned()),
        Just("(".to_owned()),
        Just("😀".to_owned()),
    ];
    let end =
        prop_oneof![Just(" "), Just(". "), Just("؟ "), Just("\n"), Just("\r\n"), Just("، "), Just("\n\n")];
    proptest::collection::vec((word, end), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(word, end)| word + end).collect())
}

/// A word of wrapped text, or what stands between words there.
fn wrapped_word() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => "[\u{628}-\u{63a}\u{641}-\u{64a}]{1,8}",
        2 => "[\u{628}-\u{63a}]{3,5}[.؟!]",
        1 => Just("\n\n".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\n   1. ".to_owned()),
        1 => Just("كتاـ\nب".to_owned()),
        1 => Just("\"".to_owned()),
        1 => Just("د.".to_owned()),
    ]
}

/// The words in lines of a width.
fn wrap(words: &[String], width: usize) -> String {
    let (mut text, mut column) = (String::new(), 0);
    for word in words {
        let break_here = column > 0 && column + word.chars().count() > width;
        if column > 0 {
            text.push(if break_here { '\n' } else { ' ' });
        }
        column = if break_here { 0 } else { column + 1 };
        text.push_str(word);
        column =
            word.rsplit_once('\n').map_or(column + word.chars().count(), |(_, last)| last.chars().count());
    }
    text
}

fn profile(documents: &[String], settings: &Settings) -> Profile {
    let mut whole = Profile::default();
    for document in documents {
        whole.observe(document, settings);
    }
    whole
}

/// The documents through the pipeline, in pieces of `chunk_bytes`.
fn piped(documents: &[String], settings: &Settings, chunk_bytes: usize, threads: usize) -> Profile {
    let sources = documents.iter().enumerate().map(|(at, text)| Source::Text(at.to_string(), text.clone()));
    let options = ReadOptions { chunk_bytes, ..ReadOptions::default() };
    let mut corpus = Corpus::new(sources.collect(), settings, options);
    Pipeline::new(threads).profile(&mut corpus, settings)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn merging_is_associative_with_an_identity(
        parts in proptest::collection::vec(proptest::collection::vec(document(), 0..3), 3..=3)
    ) {
        for keep in [Keep::Documents, Keep::Order] {
            let settings = settings(keep);
            let [a, b, c] = [0, 1, 2].map(|at: usize| profile(&parts[at], &settings));
            let merged = |parts: &[&Profile]| {
                let mut sum = Profile::default();
                for part in parts {
                    sum.merge((*part).clone());
                }
                sum
            };
            let left = merged(&[&merged(&[&a, &b]), &c]).to_state(&settings);
            let right = merged(&[&a, &merged(&[&b, &c])]).to_state(&settings);
            prop_assert_eq!(&left, &right);
            let empty = Profile::default();
            prop_assert_eq!(merged(&[&a, &empty]).to_state(&settings), a.to_state(&settings));
            prop_assert_eq!(merged(&[&empty, &a]).to_state(&settings), a.to_state(&settings));
            let all: Vec<String> = parts.concat();
            prop_assert_eq!(left, profile(&all, &settings).to_state(&settings));
        }
    }

    #[test]
    fn the_profile_of_the_pieces_is_the_profile_of_the_whole(
        documents in proptest::collection::vec(document(), 1..4), chunk_bytes in 1usize..200
    ) {
        for keep in [Keep::Documents, Keep::Order] {
            let settings = settings(keep);
            let whole = profile(&documents, &settings).to_state(&settings);
            prop_assert_eq!(piped(&documents, &settings, chunk_bytes, 1).to_state(&settings), whole);
        }
    }

    #[test]
    fn pieces_of_wrapped_text_add_up_to_the_whole(
        words in proptest::collection::vec(wrapped_word(), 200..700),
        width in 20usize..60,
        chunk_bytes in 1usize..3000,
    ) {
        let text = wrap(&words, width);
        for soft_wrap in SoftWrap::ALL {
            let settings = Settings { soft_wrap, ..settings(Keep::Order) };
            let whole = profile(std::slice::from_ref(&text), &settings);
            let parts = piped(std::slice::from_ref(&text), &settings, chunk_bytes, 1);
            prop_assert_eq!(parts.to_state(&settings), whole.to_state(&settings), "{}", text);
        }
    }

    #[test]
    fn a_saved_profile_comes_back(documents in proptest::collection::vec(document(), 0..3), at in any::<usize>()) {
        let settings = settings(Keep::Order);
        let mut state = profile(&documents, &settings).to_state(&settings);
        let back = Profile::from_state(&state, &settings).unwrap();
        prop_assert_eq!(back.to_state(&settings), state.clone());
        let other = Settings { keep: Keep::Documents, ..settings };
        prop_assert!(Profile::from_state(&state, &other).is_err());
        // Any damaged byte is found.
        let at = at % state.len();
        state[at] ^= 0x10;
        prop_assert!(Profile::from_state(&state, &settings).is_err());
        prop_assert!(Profile::from_state(&state[..at], &settings).is_err());
    }

    #[test]
    fn ngram_totals_follow_from_the_units(documents in proptest::collection::vec(document(), 1..4)) {
        let settings = settings(Keep::Order);
        let profile = profile(&documents, &settings);
        let layer = profile.layer(&LayerSpec { layer: Layer::Surface, ..LayerSpec::default() });
        for order in 1..=5u64 {
            let spec = NgramSpec::new(order as usize, 0, Boundary::Sentence).unwrap();
            let table = Ngrams::count(&profile.sequence, layer.of_type(), spec);
            let expected: u64 =
                profile.sentence_words.iter().map(|(length, n)| n * (length + 1).saturating_sub(order)).sum();
            prop_assert_eq!(table.total(), expected);
            prop_assert_eq!(table.iter().map(|ngram| ngram.count).sum::<u64>(), expected);
        }
        for skip in 0..4u64 {
            let spec = NgramSpec::new(2, skip as usize, Boundary::Sentence).unwrap();
            let expected: u64 = profile
                .sentence_words
                .iter()
                .map(|(length, n)| n * (1..=skip + 1).map(|d| length.saturating_sub(d)).sum::<u64>())
                .sum();
            prop_assert_eq!(Ngrams::count(&profile.sequence, layer.of_type(), spec).total(), expected);
        }
    }

    #[test]
    fn frequencies_sum_to_the_tokens(documents in proptest::collection::vec(document(), 1..4)) {
        let profile = profile(&documents, &settings(Keep::Documents));
        let surface = profile.layer(&LayerSpec { layer: Layer::Surface, ..LayerSpec::default() });
        prop_assert_eq!(surface.counts().iter().sum::<u64>(), profile.tokens());
        for id in surface.ranked() {
            // Document frequency, counted anew.
            let holding = documents.iter().filter(|document| {
                Profile::of(document, &settings(Keep::Documents)).types.find(surface.term(id)).is_some()
            });
            prop_assert_eq!(surface.documents(id), holding.count() as u64);
        }
        prop_assert_eq!(profile.sentence_words.n(), profile.sentences);
        prop_assert_eq!(profile.sentence_words.sum(), u128::from(profile.tokens()));
        prop_assert_eq!(profile.paragraph_sentences.n(), profile.paragraphs);
        prop_assert_eq!(profile.paragraph_sentences.sum(), u128::from(profile.sentences));
    }
}

#[test]
fn any_number_of_threads_and_any_pieces_count_alike() {
    let settings = settings(Keep::Order);
    // Three documents: the article, a long line of it, and the article many times over.
    let documents = [ARTICLE.to_owned(), ARTICLE.replace('\n', " ").repeat(6), ARTICLE.repeat(40)];
    let whole = profile(&documents, &settings).to_state(&settings);
    for threads in [1, 2, 3, 7, 64] {
        for chunk_bytes in [1 << 12, 1 << 16, 1 << 20] {
            let piped = piped(&documents, &settings, chunk_bytes, threads).to_state(&settings);
            assert!(piped == whole, "{threads} threads, pieces of {chunk_bytes} bytes");
        }
    }
}

#[test]
fn newlines_of_every_style_count_alike() {
    let settings = Settings { characters: false, ..settings(Keep::Order) };
    let expected = Profile::of(ARTICLE, &settings).to_state(&settings);
    for end in ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = ARTICLE.replace('\n', end);
        assert!(Profile::of(&text, &settings).to_state(&settings) == expected, "{}", end.escape_unicode());
    }
}

#[test]
fn a_reader_that_gives_one_byte_at_a_time_changes_nothing() {
    struct Slow<'a>(&'a [u8]);
    impl std::io::Read for Slow<'_> {
        fn read(&mut self, block: &mut [u8]) -> std::io::Result<usize> {
            let Some((&first, rest)) = self.0.split_first() else { return Ok(0) };
            block[0] = first;
            self.0 = rest;
            Ok(1)
        }
    }
    let settings = settings(Keep::Order);
    let mut pieces = mizan::input::Pieces::new("slow", Slow(ARTICLE.as_bytes()), &settings, 700, 0);
    let mut observer = mizan::Observer::new(&settings);
    let mut profile = Profile::default();
    while let Some(piece) = pieces.next_piece().unwrap() {
        observer.observe(&mut profile, &piece.as_piece());
    }
    assert!(profile.to_state(&settings) == Profile::of(ARTICLE, &settings).to_state(&settings));
}
