//! Counting past memory: what is counted through temporary files is what is counted in memory, wherever the bound
//! cuts; and a disk that fails is said, not guessed around.

use mizan::count::spill::{Entry, Grams, Ranker, Scratch, Spill, Storage};
use mizan::count::{Boundary, Keep, NgramSpec, Ngrams, TermId};
use mizan::input::{Corpus, ReadOptions, Source};
use mizan::pipeline::{Spilled, SpilledSpec};
use mizan::profile::Settings;
use mizan::{Layer, LayerSpec, Pipeline};
use proptest::prelude::*;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Files in memory.
struct InMemory;

impl Storage for InMemory {
    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        Ok(Box::new(Cursor::new(Vec::new())))
    }
}

/// Files of which so many operations succeed.
struct Failing(Arc<AtomicU64>);

impl Failing {
    fn allow(&self) -> io::Result<()> {
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.map(|_| ()).map_err(|_| io::ErrorKind::StorageFull.into())
    }
}

impl Storage for Failing {
    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        self.allow()?;
        Ok(Box::new(FailingFile(Cursor::new(Vec::new()), Self(self.0.clone()))))
    }
}

struct FailingFile(Cursor<Vec<u8>>, Failing);

impl Read for FailingFile {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        self.1.allow()?;
        self.0.read(target)
    }
}

impl Write for FailingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.allow()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Seek for FailingFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// What is counted: the texts, and how they are cut.
struct Case<'t> {
    texts: &'t [String],
    chunk_bytes: usize,
    threads: usize,
    layer: LayerSpec,
    grams: Vec<NgramSpec>,
    by_document: bool,
}

impl Case<'_> {
    fn corpus(&self, settings: &Settings) -> Corpus {
        let source = |(at, text): (usize, &String)| Source::Text(format!("{at}"), text.clone());
        let options = ReadOptions { chunk_bytes: self.chunk_bytes, ..ReadOptions::default() };
        Corpus::new(self.texts.iter().enumerate().map(source).collect(), settings, options)
    }

    fn settings(&self) -> Settings {
        let words = self.grams.is_empty();
        let keep = if words { Keep::Documents } else { Keep::Order };
        Settings { keep, only_words: words, max_sentence_bytes: 200, ..Settings::default() }
    }

    fn spilled(&self, spill: &Spill) -> io::Result<Spilled> {
        let spec = SpilledSpec { layer: &self.layer, grams: &self.grams, by_document: self.by_document };
        let settings = self.settings();
        Pipeline::new(self.threads).spilled(&mut self.corpus(&settings), &settings, spec, spill)
    }

    /// Every term with count and documents, and every n-gram of each kind, through files.
    fn found(&self, spill: &Spill) -> io::Result<Found> {
        let spilled = self.spilled(spill)?;
        let mut found = Found {
            tokens: spilled.tokens,
            documents: spilled.profile.documents,
            totals: spilled.totals.clone(),
            ..Found::default()
        };
        spilled.chunks.terms(|entry| {
            found.terms.push((text(&entry.key), entry.count, entry.documents()));
            Ok(())
        })?;
        if self.grams.is_empty() {
            return Ok(found);
        }
        let grams = Grams::new(spilled.chunks, spill, |_, _| {})?;
        for kind in 0..self.grams.len() {
            let mut vocabulary = grams.vocabulary.open();
            let mut term = Vec::new();
            let mut list = Vec::new();
            grams.each(kind, |entry| {
                let mut terms = Vec::new();
                for id in Grams::terms(&entry.key) {
                    vocabulary.find(id.0, &mut term)?;
                    terms.push(text(&term));
                }
                list.push((terms, entry.count, if self.by_document { entry.documents() } else { 0 }));
                Ok(())
            })?;
            found.grams.push(list);
        }
        Ok(found)
    }

    /// The same in memory.
    fn plain(&self) -> Found {
        let settings = self.settings();
        let pipeline = Pipeline::new(self.threads);
        let profile = pipeline.profile(&mut self.corpus(&settings), &settings);
        let layer = profile.layer(&self.layer);
        let mut found = Found { tokens: layer.tokens, documents: profile.documents, ..Found::default() };
        let documents = |id: TermId| if self.grams.is_empty() { layer.documents(id) } else { 0 };
        let ids = (0..layer.len() as u32).map(TermId);
        found.terms = ids.map(|id| (layer.term(id).to_owned(), layer.count(id), documents(id))).collect();
        found.terms.sort();
        for &spec in &self.grams {
            let table = Ngrams::count(&profile.sequence, layer.of_type(), spec);
            let mut list: Vec<_> = table
                .iter()
                .map(|ngram| {
                    let terms = ngram.terms.iter().map(|&id| layer.term(id).to_owned()).collect();
                    (terms, ngram.count, if self.by_document { ngram.documents } else { 0 })
                })
                .collect();
            list.sort();
            found.grams.push(list);
            found.totals.push(table.total());
        }
        found
    }
}

#[derive(Debug, Default, PartialEq)]
struct Found {
    tokens: u64,
    documents: u64,
    totals: Vec<u64>,
    terms: Vec<(String, u64, u64)>,
    grams: Vec<Vec<(Vec<String>, u64, u64)>>,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what was written")
}

fn document() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[\u{627}-\u{64a}]{1,3}",
        3 => Just("كتاب".to_owned()),
        2 => Just("في".to_owned()),
        1 => Just("كِتَابٌ".to_owned()),
        1 => Just("\u{640}".to_owned()),
        1 => Just("12".to_owned()),
        1 => "[a-z]{30,50}",
        1 => Just("😀 !!".to_owned()),
    ];
    let end =
        prop_oneof![6 => Just(" "), 1 => Just(". "), 1 => Just("، "), 1 => Just("\n"), 1 => Just("!!! ؟ ")];
    proptest::collection::vec((word, end), 0..120)
        .prop_map(|parts| parts.into_iter().map(|(word, end)| word + end).collect())
}

fn spec(order: usize, skip: usize, boundary: Boundary) -> NgramSpec {
    NgramSpec::new(order, skip, boundary).expect("a specification that is counted")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn words_through_files_are_those_in_memory(
        texts in proptest::collection::vec(document(), 0..6),
        chunk_bytes in prop_oneof![Just(40usize), Just(300), Just(1 << 20)],
        threads in 1usize..4,
        bytes in prop_oneof![Just(1usize), Just(3000), Just(1 << 20), Just(1 << 26)],
        layer in prop_oneof![Just(Layer::Normal), Just(Layer::Surface), Just(Layer::Root)],
    ) {
        let layer = LayerSpec { layer, ..LayerSpec::default() };
        let case = Case { texts: &texts, chunk_bytes, threads, layer, grams: Vec::new(), by_document: false };
        let found = case.found(&Spill::new(bytes, Arc::new(InMemory))).expect("files in memory");
        prop_assert_eq!(found, case.plain());
    }

    #[test]
    fn ngrams_through_files_are_those_in_memory(
        texts in proptest::collection::vec(document(), 0..6),
        chunk_bytes in prop_oneof![Just(20usize), Just(60), Just(300), Just(1 << 20)],
        threads in 1usize..4,
        bytes in prop_oneof![Just(1usize), Just(3000), Just(1 << 20), Just(1 << 26)],
        layer in prop_oneof![Just(Layer::Normal), Just(Layer::Root)],
        boundary in proptest::sample::select(Boundary::ALL.to_vec()),
        orders in (1usize..=5, 0usize..3),
        skip in 0usize..3,
        by_document: bool,
    ) {
        let layer = LayerSpec { layer, ..LayerSpec::default() };
        let last = (orders.0 + orders.1).min(NgramSpec::MAX_ORDER);
        let grams = (orders.0..=last).map(|order| spec(order, skip, boundary)).collect();
        let case = Case { texts: &texts, chunk_bytes, threads, layer, grams, by_document };
        let found = case.found(&Spill::new(bytes, Arc::new(InMemory))).expect("files in memory");
        prop_assert_eq!(found, case.plain());
    }
}

#[test]
fn entries_are_ranked_and_read_as_often_as_asked() {
    for (bytes, entries) in [(1, 2000u64), (1 << 12, 20_000), (1 << 26, 20_000)] {
        let spill = Spill::new(bytes, Arc::new(InMemory));
        let mut ranker = Ranker::new(&spill).expect("files in memory");
        let mut expected = Vec::new();
        for number in 0..entries {
            let count = 1 + number.wrapping_mul(2_654_435_761) % 97 % 40;
            let mut key = (!count).to_be_bytes().to_vec();
            key.extend(format!("{number:09}").bytes());
            ranker.push(Ranker::lane(count), &key, count, number).expect("files in memory");
            expected.push((key, count, number));
        }
        expected.sort();
        let ranking = ranker.finish().expect("files in memory");
        assert_eq!(ranking.len(), entries);
        for most in [entries as usize, 7] {
            let mut found = Vec::new();
            let each = |entry: &Entry| {
                found.push((entry.key.clone(), entry.count, entry.documents()));
                Ok(if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
            };
            ranking.walk(each).expect("files in memory");
            assert_eq!(found, expected[..most]);
        }
    }
}

/// Every operation in turn is the first that fails.
#[test]
fn a_disk_that_fails_is_an_error() {
    let texts: Vec<String> =
        (0..4).map(|at| format!("كتاب {at} في البيت. قال {at}{at}، ثم ذهب\n").repeat(3)).collect();
    for grams in [Vec::new(), vec![spec(2, 0, Boundary::Sentence), spec(3, 0, Boundary::Sentence)]] {
        let layer = LayerSpec::default();
        let case = Case { texts: &texts, chunk_bytes: 40, threads: 2, layer, grams, by_document: true };
        let mut failed = 0;
        let found = (0..).find_map(|allowed| {
            let storage = Failing(Arc::new(AtomicU64::new(allowed)));
            match case.found(&Spill::new(1, Arc::new(storage))) {
                Ok(found) => Some(found),
                Err(error) => {
                    assert_eq!(error.kind(), io::ErrorKind::StorageFull, "after {allowed}");
                    failed += 1;
                    None
                }
            }
        });
        assert_eq!(found.expect("enough at last"), case.plain());
        assert!(failed > 10, "{failed} failures");
    }
}
