//! The hot tokenizer on news-like, vocalised and mixed text that anyone can make again, on the article, and on real text
//! (`MIZAN_CORPUS=path`, a file of 10 MB or more): each set of instructions, the tokenizers on top, and
//! unicode-segmentation. Counts are asserted before anything is timed. The article alone is so small that branch
//! predictors learn it by heart: figures on it flatter. Other peers: `benches/peers`.

#[path = "../src/cli/bench/corpus.rs"]
mod corpus;

use corpus::{Style, generate};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mizan::scan::{Isa, Scanner};
use mizan::token::{Mizan, Token, Tokenizer, Uax29};
use mizan::{Profile, Settings};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

const ARTICLE: &str = include_str!("../seeds/article.txt");

/// The texts with their names. A run that only tests takes small ones.
fn corpora() -> Vec<(&'static str, String)> {
    let bytes = if std::env::args().any(|argument| argument == "--test") { 200_000 } else { 10_000_000 };
    let mut corpora = vec![
        ("article", ARTICLE.to_owned()),
        ("news", generate(Style::News, bytes, 1)),
        ("vocalised", generate(Style::Vocalised, bytes, 1)),
        ("mixed", generate(Style::Mixed, bytes, 1)),
    ];
    if let Ok(path) = std::env::var("MIZAN_CORPUS") {
        corpora.push(("corpus", std::fs::read_to_string(&path).expect("MIZAN_CORPUS is a UTF-8 file")));
    }
    corpora
}

fn tokenizers(criterion: &mut Criterion) {
    for (name, text) in corpora() {
        let mut group = criterion.benchmark_group(format!("tokenizer/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        let words = text.unicode_word_indices().count();
        group.bench_function("unicode-segmentation", |bencher| {
            bencher.iter(|| black_box(&text).unicode_word_indices().count());
        });
        for isa in Isa::available() {
            let mut scanner = Scanner::new(isa);
            assert_eq!(scanner.edges(&text).len() / 2, words, "{}", isa.name());
            group.bench_function(format!("words/{}", isa.name()), |bencher| {
                bencher.iter(|| scanner.edges(black_box(&text)).len());
            });
            let tokenizers: [Box<dyn Tokenizer>; 2] = [Box::new(Uax29::new(isa)), Box::new(Mizan::new(isa))];
            for tokenizer in tokenizers {
                let mut tokens: Vec<Token> = Vec::new();
                tokenizer.tokenize(&text, &mut tokens);
                let found = tokens.iter().filter(|token| token.kind.is_word_like()).count();
                match (tokenizer.id(), name) {
                    ("mizan/1", "article") => assert_eq!(found, 933),
                    ("mizan/1", _) => assert!(found > 0),
                    _ => assert_eq!(found, words),
                }
                group.bench_function(format!("{}/{}", tokenizer.id(), isa.name()), |bencher| {
                    bencher.iter(|| {
                        tokens.clear();
                        tokenizer.tokenize(black_box(&text), &mut tokens);
                        tokens.len()
                    });
                });
            }
        }
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
