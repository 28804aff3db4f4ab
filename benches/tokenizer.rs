//! The hot tokenizer: bytes a second on the article and on real text. `MIZAN_CORPUS=path` names a file of 10 MB or
//! more; the article alone is so small that branch predictors learn it by heart, and figures on it flatter.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mizan::{Profile, Settings, Token, TokenizerId};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

const ARTICLE: &str = include_str!("../seeds/article.txt");

/// The texts: name, text, and how many word-like tokens `mizan` finds in it, if that is known.
fn corpora() -> Vec<(String, String, Option<usize>)> {
    let mut corpora = vec![("article".to_owned(), ARTICLE.to_owned(), Some(933))];
    if let Ok(path) = std::env::var("MIZAN_CORPUS") {
        let text = std::fs::read_to_string(&path).expect("MIZAN_CORPUS is a UTF-8 file");
        corpora.push(("corpus".to_owned(), text, None));
    }
    corpora
}

fn tokenizers(criterion: &mut Criterion) {
    for (name, text, expected) in corpora() {
        let mut group = criterion.benchmark_group(format!("tokenizer/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        for id in TokenizerId::ALL {
            let tokenizer = id.build();
            let mut tokens: Vec<Token> = Vec::new();
            tokenizer.tokenize(&text, &mut tokens);
            let words = tokens.iter().filter(|token| token.kind.is_word_like()).count();
            match (id, expected) {
                (TokenizerId::Mizan, Some(expected)) => assert_eq!(words, expected),
                (TokenizerId::Uax29, _) => assert_eq!(words, text.unicode_word_indices().count()),
                _ => assert!(words > 0),
            }
            group.bench_function(id.name(), |bencher| {
                bencher.iter(|| {
                    tokens.clear();
                    tokenizer.tokenize(black_box(&text), &mut tokens);
                    tokens.len()
                });
            });
        }
        // The crate by itself: what UAX #29 costs without kinds and spans.
        group.bench_function("unicode-segmentation", |bencher| {
            bencher.iter(|| black_box(&text).unicode_word_indices().count());
        });
        let sentences = Profile::of(&text, &Settings::default()).sentences;
        let splitter = Settings::default().splitter();
        let mut found = Vec::new();
        splitter.split(&text, &mut Default::default(), &mut found);
        assert_eq!(found.iter().filter(|sentence| sentence.has_word).count() as u64, sentences);
        group.bench_function("sentences", |bencher| {
            bencher.iter(|| {
                found.clear();
                splitter.split(black_box(&text), &mut Default::default(), &mut found);
                found.len()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, tokenizers);
criterion_main!(benches);
