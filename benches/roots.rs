//! Speed of the analyser on words of the article, or of `MIZAN_CORPUS`: types without memory, tokens with it, beside the
//! reference root stemmer. Counts are asserted before anything is timed.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mizan::morphology::{Analyzer, Isri, Stemmer};
use mizan::{Profile, Settings, TokenKind};
use std::collections::BTreeSet;
use std::hint::black_box;

fn roots(criterion: &mut Criterion) {
    let path = std::env::var("MIZAN_CORPUS").unwrap_or_else(|_| "seeds/article.txt".to_owned());
    let text = std::fs::read_to_string(&path).expect("a corpus in UTF-8");
    let settings = Settings::default();
    let tokenizer = settings.tokenizer.build();
    let mut tokens = Vec::new();
    tokenizer.tokenize(&text, &mut tokens);
    let words: Vec<&str> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.span.of(&text))
        .collect();
    let types: Vec<&str> = words.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    assert!(Profile::of(&text, &settings).tokens() >= words.len() as u64 && !types.is_empty());
    let analyzer = Analyzer::standard();
    let rooted = |words: &[&str]| {
        let mut worker = analyzer.worker();
        words.iter().filter(|word| worker.root(word).0.is_some()).count()
    };
    let mut worker = analyzer.worker();
    let analyzed = types.iter().filter(|word| worker.analyze(word).best().root().is_some()).count();
    assert_eq!(analyzed, rooted(&types), "memory changes no answer");

    let name = if path.ends_with("article.txt") { "article" } else { "corpus" };
    let mut group = criterion.benchmark_group(format!("roots/{name}"));
    group.throughput(Throughput::Elements(types.len() as u64));
    group.bench_function(BenchmarkId::new("types", "analyzer"), |bencher| {
        let mut worker = analyzer.worker();
        bencher.iter(|| {
            types.iter().filter(|word| worker.analyze(black_box(word)).best().root().is_some()).count()
        });
    });
    group.bench_function(BenchmarkId::new("types", "isri"), |bencher| {
        bencher.iter(|| types.iter().filter(|word| !Isri.stem(black_box(word)).is_empty()).count());
    });
    group.throughput(Throughput::Elements(words.len() as u64));
    group.bench_function(BenchmarkId::new("tokens", "analyzer with memory"), |bencher| {
        let mut worker = analyzer.worker();
        bencher.iter(|| words.iter().filter(|word| worker.root(black_box(word)).0.is_some()).count());
    });
    group.finish();
    criterion.bench_function("roots/load the lexicon", |bencher| bencher.iter(Analyzer::default));
}

criterion_group!(benches, roots);
criterion_main!(benches);
