//! The tables of `seeds/lexicon` hold what they should, and the compiled lexicon is what they make:
//! `MIZAN_BLESS=1 cargo test --release --test lexicon` compiles it anew.

mod assemble;
mod estimate;
mod generate;
mod plain;
mod spelling;
mod tables;

use assemble::{Assembly, Lemma};
use mizan::morphology::lexicon::{
    COSTS_PER_NAT, FormRow, Kind, LemmaRow, LexiconBuilder, MAKES_NISBA, MAKES_NOTHING, StemRow, Tail, Weights,
};
use mizan::morphology::{Analyzer, Lexicon};
use std::path::Path;

/// Whether a lemma under an ending is the one called `name`.
fn names_lemma(lemma: &Lemma, tail: &Tail, name: &str) -> bool {
    lemma_text(lemma, tail) == name
}

/// The lemma that a word has by its stem and ending.
fn lemma_text(lemma: &Lemma, tail: &Tail) -> String {
    if tail.makes == MAKES_NOTHING {
        return lemma.text.clone();
    }
    let stem = lemma.text.trim_end_matches(['ة', 'ا', 'ى']);
    format!("{stem}{}", if tail.makes == MAKES_NISBA { "ي" } else { "ية" })
}

/// What a letter costs after two others in a word without root, estimated from the list of names and loans.
fn foreign(assembly: &Assembly) -> Vec<u8> {
    let mut counts = vec![0.0; 32 * 32 * 32];
    let mut pairs = vec![0.0; 32 * 32];
    let mut singles = vec![0.0; 32];
    for stem in &assembly.stems {
        let lemma = &assembly.lemmas[stem.lemma];
        if lemma.root.is_some() || lemma.kind == Kind::Function {
            continue;
        }
        let codes: Vec<usize> = mizan::morphology::lexicon::codes(&stem.spelling).into_iter().map(usize::from).collect();
        let (mut before, mut last) = (0, 0);
        for code in codes.into_iter().chain([0]) {
            counts[before << 10 | last << 5 | code] += 1.0;
            pairs[last << 5 | code] += 1.0;
            singles[code] += 1.0;
            (before, last) = (last, code);
        }
    }
    let total: f64 = singles.iter().sum();
    let single = |code: usize| (singles[code] + 0.5) / (total + 16.0);
    let after = |last: usize| (0..32).map(|code| pairs[last << 5 | code]).sum::<f64>();
    let pair = |last: usize, code: usize| (pairs[last << 5 | code] + 8.0 * single(code)) / (after(last) + 8.0);
    let mut costs = vec![0; 32 * 32 * 32];
    for before in 0..32 {
        for last in 0..32 {
            let seen: f64 = (0..32).map(|code| counts[before << 10 | last << 5 | code]).sum();
            for code in 0..32 {
                let at = before << 10 | last << 5 | code;
                let share = (counts[at] + 5.0 * pair(last, code)) / (seen + 5.0);
                costs[at] = (libm::round(-libm::log(share) * f64::from(COSTS_PER_NAT)) as i32).clamp(0, 255) as u8;
            }
        }
    }
    costs
}

/// The compiled lexicon.
fn compile(assembly: &Assembly) -> Vec<u8> {
    let weights = Weights::default();
    let estimate = estimate::estimate(assembly, weights, estimate::Beliefs::default());
    let mut builder = LexiconBuilder {
        roots: assembly.roots.keys().copied().zip(estimate.roots).collect(),
        heads: estimate.heads,
        tails: estimate.tails,
        shapes: assembly
            .shapes
            .iter()
            .map(|(shape, pattern, wazn, nats)| {
                let mut shape = shape.clone();
                shape.cost = (nats * f64::from(COSTS_PER_NAT)) as u8;
                (shape, pattern.clone(), wazn.clone())
            })
            .collect(),
        foreign: foreign(assembly),
        weights,
        ..LexiconBuilder::default()
    };
    builder.lemmas = assembly
        .lemmas
        .iter()
        .map(|lemma| LemmaRow { text: lemma.text.clone(), root: lemma.root, kind: lemma.kind })
        .collect();
    builder.stems = assembly
        .stems
        .iter()
        .zip(&estimate.stems)
        .map(|(stem, &cost)| StemRow {
            spelling: stem.spelling.clone(),
            class: stem.class,
            lemma: stem.lemma,
            pattern: stem.pattern.clone(),
            wazn: stem.wazn.clone(),
            cost,
        })
        .collect();
    let analyzer = Analyzer::new(Lexicon::from_bytes(builder.build()).expect("a fresh lexicon is whole"));
    let mut worker = analyzer.worker();
    // Only what the analyser does not find by itself, or not with certainty, is kept as it stands.
    for label in &assembly.labels {
        let root = label.root.as_deref().map(assemble::root);
        let analyses = worker.analyze(&label.form);
        let best = analyses.best();
        let sure = analyses.margin().is_none_or(|margin| margin >= 2 * COSTS_PER_NAT as u32);
        let right = best.root() == root && best.kind() == label.kind && best.lemma().as_deref() == Some(&label.lemma);
        if right && sure {
            continue;
        }
        let wanted = LemmaRow { text: label.lemma.clone(), root, kind: label.kind };
        let lemma = builder.lemmas.iter().position(|lemma| *lemma == wanted).unwrap_or_else(|| {
            builder.lemmas.push(wanted);
            builder.lemmas.len() - 1
        });
        // The band is of ten million words.
        let nats = libm::log(1e7) - f64::from(label.band) * std::f64::consts::LN_2;
        let cost = libm::round(nats * f64::from(COSTS_PER_NAT)).clamp(0.0, 255.0) as u8;
        builder.forms.insert(FormRow { spelling: label.form.clone(), lemma, cost });
    }
    builder.build()
}

/// How well words are read that no label shows: each fifth of the labels by the rest of them.
#[test]
#[ignore = "a minute: chooses the beliefs of the estimation"]
fn cross_validation() {
    const FOLDS: usize = 5;
    let mut assembly = assemble::assemble();
    let labels = std::mem::take(&mut assembly.labels);
    let (mut right, mut all, mut heavy, mut mass) = (0, 0, 0.0, 0.0);
    let mut wrong = Vec::new();
    for fold in 0..FOLDS {
        let held = |at: usize| at % FOLDS == fold;
        let part = |wanted: bool| labels.iter().enumerate().filter(move |(at, _)| held(*at) == wanted).map(|(_, label)| label);
        assembly.labels = part(false).cloned().collect();
        let analyzer = Analyzer::new(Lexicon::from_bytes(compile(&assembly)).expect("whole"));
        let mut worker = analyzer.worker();
        for label in part(true) {
            let root = label.root.as_deref().map(assemble::root);
            let found = worker.analyze(&label.form).best().root();
            all += 1;
            let weight = f64::from(label.band).exp2();
            mass += weight;
            if found == root {
                right += 1;
                heavy += weight;
            } else {
                wrong.push((label.form.clone(), label.root.clone(), found));
            }
        }
    }
    println!("{all} forms: types {:.2} %, tokens {:.2} %", 100.0 * right as f64 / all as f64, 100.0 * heavy / mass);
    if std::env::var_os("MIZAN_ERRORS").is_some() {
        for (form, wanted, found) in wrong {
            let text = |root: Option<String>| root.unwrap_or_else(|| "-".to_owned());
            println!("{form}\t{}\t{}", text(wanted), text(found.map(|root| root.to_string())));
        }
    }
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/lexicon/lexicon.bin")
}

#[test]
fn the_compiled_lexicon_is_what_the_tables_make() {
    let assembly = assemble::assemble();
    let bytes = compile(&assembly);
    let sizes = Lexicon::from_bytes(bytes.clone()).expect("whole").sizes();
    println!("roots, lemmas, stems, forms: {sizes:?}; {} bytes", bytes.len());
    if std::env::var_os("MIZAN_OUT").is_some() { std::fs::write(std::env::var_os("MIZAN_OUT").unwrap(), &bytes).unwrap(); return; }
    assert!(bytes.len() <= 4 << 20, "the lexicon has {} bytes", bytes.len());
    if std::env::var_os("MIZAN_BLESS").is_some() {
        std::fs::write(path(), &bytes).expect("the lexicon can be written");
    }
    assert!(std::fs::read(path()).expect("a lexicon") == bytes, "compile it anew with MIZAN_BLESS=1");
}

#[test]
#[ignore]
fn scratch_sizes() {
    use std::collections::*;
    let a = assemble::assemble();
    let key = |s: &str| mizan::morphology::lexicon::codes(s);
    let keys: BTreeSet<_> = a.stems.iter().map(|s| key(&s.spelling)).collect();
    let plain: BTreeSet<_> = a.stems.iter().map(|s| (spelling::plain(&s.spelling), s.class, s.lemma)).collect();
    let pats: BTreeSet<_> = a.stems.iter().map(|s| (s.pattern.clone(), s.wazn.clone())).collect();
    let lt: BTreeSet<_> = a.lemmas.iter().map(|l| l.text.clone()).collect();
    println!("stems {} keys {} merged {} patterns {} lemmas {} texts {} text bytes {}", a.stems.len(), keys.len(), plain.len(), pats.len(), a.lemmas.len(), lt.len(), lt.iter().map(|t| t.len()).sum::<usize>());
    let pb: usize = pats.iter().map(|(a, b)| a.len() + b.len()).sum();
    println!("pattern bytes {pb}");
    let mut by: BTreeMap<_, usize> = BTreeMap::new();
    for s in &a.stems { *by.entry(s.class).or_default() += 1; }
    println!("{by:?}");
    let long = a.stems.iter().filter(|s| key(&s.spelling).len() > 9).count();
    println!("long {long}");
    let ex: Vec<_> = pats.iter().filter(|(p, _)| !p.contains('1')).take(2000).step_by(100).collect();
    println!("{} {ex:?}", pats.iter().filter(|(p, _)| !p.contains('1')).count());
}
