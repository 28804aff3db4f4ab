//! The whole way from bytes to counts, on one thread and on all, and the naive way beside it. `MIZAN_CORPUS=path`
//! names a file of 10 MB or more.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mizan::count::{Boundary, Keep, NgramSpec, Ngrams};
use mizan::input::{Corpus, ReadOptions, Source};
use mizan::{Layer, LayerSpec, Pipeline, Profile, Settings};
use std::collections::HashMap;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

const ARTICLE: &str = include_str!("../seeds/article.txt");

fn corpora() -> Vec<(String, String)> {
    let mut corpora = vec![("article".to_owned(), ARTICLE.to_owned())];
    if let Ok(path) = std::env::var("MIZAN_CORPUS") {
        corpora.push((
            "corpus".to_owned(),
            std::fs::read_to_string(&path).expect("MIZAN_CORPUS is a UTF-8 file"),
        ));
    }
    corpora
}

fn count(text: &str, settings: &Settings, pipeline: &Pipeline) -> Profile {
    let source = Source::Text("bench".to_owned(), text.to_owned());
    pipeline.profile(&mut Corpus::new(vec![source], settings, ReadOptions::default()), settings)
}

fn pipelines(criterion: &mut Criterion) {
    for (name, text) in corpora() {
        let mut group = criterion.benchmark_group(format!("pipeline/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        let settings = Settings { keep: Keep::Order, ..Settings::default() };
        let one = Pipeline::new(1);
        let profile = count(&text, &settings, &one);
        for threads in [1, 2] {
            let pipeline = Pipeline::new(threads);
            assert_eq!(count(&text, &settings, &pipeline).tokens(), profile.tokens());
            group.bench_function(format!("count/{threads}"), |bencher| {
                bencher.iter(|| count(black_box(&text), &settings, &pipeline).tokens());
            });
        }
        let naive = |text: &str| {
            let mut counts: HashMap<String, u64> = HashMap::new();
            for word in text.unicode_words() {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
            counts
        };
        assert!(naive(&text).values().sum::<u64>() >= profile.tokens());
        group.bench_function("naive hash map", |bencher| bencher.iter(|| naive(black_box(&text)).len()));
        for layer in [Layer::Normal, Layer::Stem, Layer::Root] {
            let spec = LayerSpec { layer, ..LayerSpec::default() };
            assert_eq!(one.layer(&profile, &spec).tokens, profile.tokens());
            group.bench_function(format!("layer/{}", layer.name()), |bencher| {
                bencher.iter(|| one.layer(black_box(&profile), &spec).len());
            });
        }
        let words = one.layer(&profile, &LayerSpec::default());
        for order in [2, 3] {
            let spec = NgramSpec::new(order, 0, Boundary::Sentence).expect("an order that is counted");
            let table = Ngrams::count(&profile.sequence, words.of_type(), spec);
            assert_eq!(table.iter().map(|ngram| ngram.count).sum::<u64>(), table.total());
            group.bench_function(format!("ngrams/{order}"), |bencher| {
                bencher.iter(|| Ngrams::count(black_box(&profile.sequence), words.of_type(), spec).len());
            });
        }
        group.finish();
    }
}

criterion_group!(benches, pipelines);
criterion_main!(benches);
