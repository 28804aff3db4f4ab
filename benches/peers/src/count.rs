//! Tokenise and count, the naive way and ours.

use crate::time::{Work, markdown, rounds};
use hashbrown::HashMap;
use mizan::count::{Boundary, Keep, NgramSpec};
use mizan::input::{Corpus, ReadOptions, Source};
use mizan::{LayerSpec, Pipeline, Profile, Settings, TokenizerId};
use rayon::prelude::*;
use std::time::Instant;
use unicode_segmentation::UnicodeSegmentation;

type Counts<'t> = HashMap<&'t str, u64>;

fn naive(text: &str) -> Counts<'_> {
    let mut counts = Counts::new();
    for word in text.unicode_words() {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// On all threads, line by line.
fn naive_parallel(text: &str) -> Counts<'_> {
    text.par_lines()
        .fold(Counts::new, |mut counts, line| {
            for word in line.unicode_words() {
                *counts.entry(word).or_default() += 1;
            }
            counts
        })
        .reduce(Counts::new, |mut all, part| {
            for (word, count) in part {
                *all.entry(word).or_default() += count;
            }
            all
        })
}

/// Ours, the file read as the command reads it.
fn ours(path: &str, threads: usize, settings: &Settings) -> Profile {
    let sources = vec![Source::File(path.into())];
    Pipeline::new(threads).profile(&mut Corpus::new(sources, settings, ReadOptions::default()), settings)
}

/// Ours, of a text that lies in memory, as the naive way has it.
fn ours_of_text(text: &str, threads: usize, settings: &Settings) -> Profile {
    Pipeline::new(threads).profile_of(text, settings)
}

pub fn table(path: &str, text: &str) -> String {
    let settings = Settings {
        tokenizer: TokenizerId::Uax29,
        only_words: true,
        keep: Keep::Documents,
        ..Settings::default()
    };
    let (expected, found) = (naive(text), ours(path, 1, &settings));
    assert_eq!(expected.len(), found.types.len());
    for (surface, _, count) in found.types.iter() {
        assert_eq!(expected.get(surface), Some(&count), "{surface}");
    }
    assert!(found.types.iter().eq(ours_of_text(text, 1, &settings).types.iter()));
    assert_eq!(naive_parallel(text).len(), expected.len());
    drop(expected);
    let default = Settings { tokenizer: TokenizerId::Mizan, ..settings };
    let one: Vec<Work<'_>> = vec![
        (
            "naive: unicode-segmentation and hashbrown, text in memory".to_owned(),
            Box::new(|| naive(text).len()),
        ),
        (
            "**mizan, one thread, text in memory**".to_owned(),
            Box::new(|| ours_of_text(text, 1, &settings).types.len()),
        ),
        ("mizan, one thread, reading included".to_owned(), Box::new(|| ours(path, 1, &settings).types.len())),
        (
            "mizan, one thread, its default tokenizer".to_owned(),
            Box::new(|| ours(path, 1, &default).types.len()),
        ),
    ];
    let two: Vec<Work<'_>> = vec![
        (
            "naive, rayon `fold` and `reduce`, all threads, text in memory".to_owned(),
            Box::new(|| naive_parallel(text).len()),
        ),
        (
            "**mizan, all threads, text in memory**".to_owned(),
            Box::new(|| ours_of_text(text, 0, &settings).types.len()),
        ),
        (
            "mizan, all threads, reading included".to_owned(),
            Box::new(|| ours(path, 0, &settings).types.len()),
        ),
    ];
    let mut page = markdown(&rounds(text.len(), 5, one), "types");
    page.push('\n');
    page += &markdown(&rounds(text.len(), 5, two), "types");
    page.push('\n');
    page + &memory(path, &found)
}

/// Bytes for each type, and for each n-gram.
fn memory(path: &str, words: &Profile) -> String {
    let settings = Settings { keep: Keep::Order, ..Settings::default() };
    let pipeline = Pipeline::new(1);
    let profile = ours(path, 1, &settings);
    let layer = pipeline.layer(&profile, &LayerSpec::default());
    let mut page = format!(
        "Types: {}, {:.0} bytes each.\n\n| n-grams | distinct | bytes each | ns a token |\n|---|---|---|---|\n",
        words.types.len(),
        words.types.bytes() as f64 / words.types.len() as f64
    );
    for order in [2, 3, 5] {
        let spec = NgramSpec::new(order, 0, Boundary::Sentence).expect("an order that is counted");
        let start = Instant::now();
        let table = pipeline.ngrams(&profile.sequence, layer.of_type(), spec);
        let time = start.elapsed().as_secs_f64() * 1e9 / profile.tokens() as f64;
        let bytes = table.bytes() as f64 / table.len() as f64;
        page += &format!("| {order} | {} | {bytes:.1} | {time:.0} |\n", table.len());
    }
    page
}
