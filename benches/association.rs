//! All measures of association on all bigrams of a text, after counting, on one thread and on all. `MIZAN_CORPUS=path`
//! names a file of 10 MB or more.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mizan::count::{Boundary, Keep, NgramSpec};
use mizan::input::{Corpus, ReadOptions, Source};
use mizan::measure::{Confidence, Family, Measure, TableOf};
use mizan::report::{Candidates, Counts, Pairs};
use mizan::{LayerSpec, Pipeline, Settings};
use std::hint::black_box;

const ARTICLE: &str = include_str!("../seeds/article.txt");

fn association(criterion: &mut Criterion) {
    let (name, text) = match std::env::var("MIZAN_CORPUS") {
        Ok(path) => ("corpus", std::fs::read_to_string(&path).expect("MIZAN_CORPUS is a UTF-8 file")),
        Err(_) => ("article", ARTICLE.to_owned()),
    };
    let settings = Settings { keep: Keep::Order, ..Settings::default() };
    let all = Pipeline::new(0);
    let source = Source::Text("bench".to_owned(), text);
    let profile = all.profile(&mut Corpus::new(vec![source], &settings, ReadOptions::default()), &settings);
    let layer = all.layer(&profile, &LayerSpec::default());
    let spec = NgramSpec::new(2, 0, Boundary::Sentence).expect("an order that is counted");
    let pairs = Pairs::runs(&profile, &layer, spec, false, |_, _| true);
    assert_eq!((0..pairs.len()).map(|at| pairs.count(at)).sum::<u64>(), pairs.total);
    let asked = Measure::every(Family::Association);
    let of =
        TableOf { confidence: Confidence::new(Confidence::ALPHA, pairs.len() as u64), ..TableOf::default() };
    // How many scores have a value: none is skipped.
    let score = |pipeline: &Pipeline| -> usize {
        let units: Vec<_> =
            (0..pairs.len()).step_by(4096).map(|start| start..pairs.len().min(start + 4096)).collect();
        let defined = pipeline.map(
            units,
            || (),
            |(), unit| {
                let counts = unit.map(|at| match pairs.counts(at) {
                    Counts::Table(table) => table,
                    Counts::Run(_) => unreachable!("pairs are of two words"),
                });
                counts
                    .map(|t| asked.iter().filter(|asked| asked.of_table(&t, &of).value().is_some()).count())
                    .sum::<usize>()
            },
        );
        defined.into_iter().sum()
    };
    let mut group = criterion.benchmark_group(format!("association/{name}"));
    group.throughput(Throughput::Elements(pairs.len() as u64)).sample_size(10);
    let expected = score(&Pipeline::new(1));
    assert!(expected > pairs.len() * 30);
    for threads in [1, 2] {
        let pipeline = Pipeline::new(threads);
        assert_eq!(score(&pipeline), expected);
        group.bench_function(format!("{} measures/{threads}", asked.len()), |bencher| {
            bencher.iter(|| score(black_box(&pipeline)));
        });
    }
    group.finish();
}

criterion_group!(benches, association);
criterion_main!(benches);
