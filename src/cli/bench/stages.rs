//! The stages of the work on a text, each timed by itself, with what it is measured against.

use mizan::count::{Boundary, Keep, NgramSpec, Ngrams};
use mizan::input::{Corpus, ReadOptions, Source, Utf8Decoder};
use mizan::scan::{Isa, Scanner, segments};
use mizan::token::{Mizan, Token, Tokenizer};
use mizan::{Folding, Layer, LayerSpec, Normalizer, Pipeline, Profile, Settings};
use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;
use unicode_segmentation::UnicodeSegmentation;

/// A stage as one engine does it.
pub(super) struct Stage {
    pub(super) name: &'static str,
    pub(super) engine: &'static str,
    pub(super) isa: Option<&'static str>,
    /// Seconds of each round.
    pub(super) seconds: Vec<f64>,
    /// How many times faster than the baseline in the same round; empty where there is none.
    pub(super) ratios: Vec<f64>,
    /// It is part of the way of the text: the fastest engine of its stage that is ours.
    pub(super) counts_for_share: bool,
}

/// The baseline of tokenising and counting.
const BASELINE: &str = "unicode-segmentation";

/// What was measured.
pub(super) struct Measured {
    pub(super) bytes: usize,
    pub(super) words: u64,
    pub(super) stages: Vec<Stage>,
}

type Work<'a> = Box<dyn FnMut() -> u64 + 'a>;

/// One engine of a stage: its name, its instructions, its work.
struct Engine<'a> {
    name: &'static str,
    isa: Option<&'static str>,
    work: Work<'a>,
}

fn engine<'a>(name: &'static str, isa: Option<Isa>, work: impl FnMut() -> u64 + 'a) -> Engine<'a> {
    Engine { name, isa: isa.map(Isa::name), work: Box::new(work) }
}

/// Measures all stages of a text, so many rounds. `Err` names an engine that found other words than the baseline.
pub(super) fn measure(text: &str, repeat: usize, mut progress: impl FnMut(&str)) -> Result<Measured, String> {
    let settings = Settings { only_words: true, ..Settings::default() };
    let whole = Settings { keep: Keep::Order, ..Settings::default() };
    let one = Pipeline::new(1);
    let profile = count(&one, text, &whole);
    let words = profile.tokens();
    // A joiner before a pictograph is where unicode-segmentation leaves the standard.
    let expected = match text.contains('\u{200D}') {
        true => segments(text).filter(|(_, is_word)| *is_word).count() as u64,
        false => text.unicode_words().count() as u64,
    };
    for isa in Isa::available() {
        let found = Scanner::new(isa).edges(text).len() as u64 / 2;
        if found != expected {
            return Err(format!("mizan ({}) finds {found} words, not {expected}", isa.name()));
        }
    }
    let mut tokens: Vec<Token> = Vec::new();
    Mizan::default().tokenize(text, &mut tokens);
    let spans: Vec<&str> =
        tokens.iter().filter(|token| token.kind.is_word_like()).map(|token| token.span.of(text)).collect();
    let normalizer = Normalizer::new(Folding::NORMAL);
    let layer = one.layer(&profile, &LayerSpec::default());
    let bigrams = NgramSpec::new(2, 0, Boundary::Sentence).expect("an order that is counted");
    let splitter = whole.splitter();
    let mut stages = Vec::new();
    let mut stage = |name: &'static str, engines: Vec<Engine<'_>>| {
        progress(name);
        stages.extend(timed(name, engines, repeat));
    };
    stage("read", vec![engine("mizan", None, || read(text))]);
    stage(
        "validate",
        vec![
            engine("std", None, || {
                std::str::from_utf8(black_box(text.as_bytes())).map_or(0, str::len) as u64
            }),
            engine("mizan", None, || {
                let mut out = String::with_capacity(text.len());
                Utf8Decoder::default().decode(text.as_bytes(), &mut out);
                out.len() as u64
            }),
        ],
    );
    let mut engines = vec![engine(BASELINE, None, || {
        text.unicode_word_indices().map(|(at, word)| at ^ word.len()).sum::<usize>() as u64
    })];
    for isa in Isa::available() {
        let mut scanner = Scanner::new(isa);
        engines.push(engine("mizan", Some(isa), move || scanner.edges(text).len() as u64));
    }
    stage("words", engines);
    let mut engines = vec![engine(BASELINE, None, || {
        text.split_word_bound_indices().map(|(at, _)| at).sum::<usize>() as u64
    })];
    for isa in Isa::available() {
        let mut out: Vec<Token> = Vec::new();
        engines.push(engine("mizan", Some(isa), move || {
            out.clear();
            Mizan::new(isa).tokenize(text, &mut out);
            out.len() as u64
        }));
    }
    stage("tokenize", engines);
    stage(
        "sentences",
        vec![engine("mizan", None, || {
            let mut found = Vec::new();
            splitter.split(text, &mut Default::default(), &mut found);
            found.len() as u64
        })],
    );
    stage(
        "count",
        vec![
            engine(BASELINE, None, || {
                let mut counts: HashMap<&str, u64, hashbrown::DefaultHashBuilder> = HashMap::default();
                text.unicode_words().for_each(|word| *counts.entry(word).or_default() += 1);
                counts.len() as u64
            }),
            engine("mizan", Some(Isa::best()), || count(&one, text, &settings).tokens()),
        ],
    );
    stage(
        "normalize",
        vec![engine("mizan", None, || spans.iter().map(|word| normalizer.fold(word).len() as u64).sum())],
    );
    stage(
        "ngrams",
        vec![engine("mizan", None, || Ngrams::count(&profile.sequence, layer.of_type(), bigrams).total())],
    );
    for (name, layer) in [("stem", Layer::Stem), ("root", Layer::Root)] {
        let spec = LayerSpec { layer, ..LayerSpec::default() };
        stage(name, vec![engine("mizan", None, || one.layer(&profile, &spec).tokens)]);
    }
    Ok(Measured { bytes: text.len(), words, stages })
}

fn count(pipeline: &Pipeline, text: &str, settings: &Settings) -> Profile {
    let source = Source::Text("bench".to_owned(), text.to_owned());
    pipeline.profile(&mut Corpus::new(vec![source], settings, ReadOptions::default()), settings)
}

/// Reads a text from memory as a file is read, piece by piece.
fn read(text: &str) -> u64 {
    let source = Source::Text("bench".to_owned(), text.to_owned());
    Corpus::new(vec![source], &Settings::default(), ReadOptions::default())
        .map(|piece| piece.text.len() as u64)
        .sum()
}

/// Times engines in turn; the first is the baseline of the others, if there are others.
fn timed(name: &'static str, mut engines: Vec<Engine<'_>>, repeat: usize) -> Vec<Stage> {
    let mut seconds = vec![Vec::with_capacity(repeat); engines.len()];
    for _ in 0..repeat {
        for (engine, seconds) in engines.iter_mut().zip(&mut seconds) {
            let start = Instant::now();
            black_box((engine.work)());
            seconds.push(start.elapsed().as_secs_f64().max(1e-9));
        }
    }
    let baseline = (engines.len() > 1).then(|| seconds[0].clone());
    // The instructions that are best stand first of ours.
    let best = usize::from(engines.len() > 1);
    let stages = engines.into_iter().zip(seconds).enumerate();
    stages
        .map(|(at, (engine, seconds))| Stage {
            name,
            engine: engine.name,
            isa: engine.isa,
            ratios: baseline
                .iter()
                .filter(|_| at > 0)
                .flat_map(|base| base.iter().zip(&seconds).map(|(base, own)| base / own))
                .collect(),
            // Finding words is part of tokenising, tokenising of counting.
            counts_for_share: at == best && !matches!(name, "words" | "tokenize" | "read" | "validate"),
            seconds,
        })
        .collect()
}
