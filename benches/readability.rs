//! Speed of readability on the article, or on `MIZAN_CORPUS`: whole, as the command reads it, and the syllables of its
//! distinct words alone. Counts are asserted before anything is timed.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mizan::morphology::syllables::SyllableReader;
use mizan::readability::{Gathered, Grader, SentenceReader, Wanted};
use mizan::{Piece, Profile, Settings, TokenKind};
use std::collections::BTreeSet;
use std::hint::black_box;

fn words(text: &str, wanted: Wanted) -> u64 {
    let mut reader = SentenceReader::new(&Settings::default(), Grader::standard(), wanted);
    let mut gathered = Gathered::new(true);
    gathered.observe_text(text);
    for sentence in reader.read(&Piece::document(text)) {
        gathered.add(&sentence, 0);
    }
    gathered.unit(0, Grader::standard()).counts.words
}

fn readability(criterion: &mut Criterion) {
    let path = std::env::var("MIZAN_CORPUS").unwrap_or_else(|_| "seeds/article.txt".to_owned());
    let text = std::fs::read_to_string(&path).expect("a corpus in UTF-8");
    let settings = Settings::default();
    let mut tokens = Vec::new();
    settings.tokenizer.build().tokenize(&text, &mut tokens);
    let arabic = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let types: Vec<&str> =
        arabic.map(|token| token.span.of(&text)).collect::<BTreeSet<_>>().into_iter().collect();
    let counted = words(&text, Wanted::default());
    assert!(counted > 0 && counted <= Profile::of(&text, &settings).tokens() && !types.is_empty());

    let name = if path.ends_with("article.txt") { "article" } else { "corpus" };
    let mut group = criterion.benchmark_group(format!("readability/{name}"));
    group.throughput(Throughput::Bytes(text.len() as u64));
    for (id, wanted) in [
        ("levels", Wanted::default()),
        ("levels and reasons", Wanted { why: true, programs: true, forms: true }),
    ] {
        assert_eq!(words(&text, wanted), counted, "what is wanted changes no count");
        group.bench_function(BenchmarkId::new("text", id), |bencher| {
            bencher.iter(|| words(black_box(&text), wanted));
        });
    }
    group.throughput(Throughput::Elements(types.len() as u64));
    group.bench_function(BenchmarkId::new("types", "syllables"), |bencher| {
        bencher.iter(|| {
            // A new worker remembers nothing.
            let mut worker = SyllableReader::standard().worker();
            types.iter().filter(|word| worker.read(black_box(word)).is_some()).count()
        });
    });
    group.finish();
}

criterion_group!(benches, readability);
criterion_main!(benches);
