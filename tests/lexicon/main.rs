//! The tables of `seeds/lexicon` hold what they should, and the compiled lexicon is what they make:
//! `MIZAN_BLESS=1 cargo test --release --test lexicon` compiles it anew.

mod assemble;
mod check;
mod compile;
mod estimate;
mod generate;
mod plain;
mod spelling;
mod tables;
mod twins;

use mizan::morphology::{Analyzer, Lexicon};
use std::path::Path;

#[test]
fn the_compiled_lexicon_is_what_the_tables_make() {
    let bytes = compile::compile(&assemble::assemble());
    let sizes = Lexicon::from_bytes(bytes.clone()).expect("whole").sizes();
    println!("roots, lemmas, stems, forms: {sizes:?}; {} bytes", bytes.len());
    assert!(bytes.len() <= 4_000_000, "the lexicon has {} bytes", bytes.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/lexicon/lexicon.bin");
    if std::env::var_os("MIZAN_BLESS").is_some() {
        std::fs::write(&path, &bytes).expect("the lexicon can be written");
    }
    assert!(std::fs::read(&path).expect("a lexicon") == bytes, "compile it anew with MIZAN_BLESS=1");
}

#[test]
fn a_damaged_lexicon_is_refused() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/lexicon/lexicon.bin");
    let whole = std::fs::read(path).expect("a lexicon");
    let refused = |bytes: Vec<u8>| Lexicon::from_bytes(bytes).is_err();
    assert!(
        refused(Vec::new()) && refused(b"mizanLEX".to_vec()) && refused(whole[..whole.len() / 2].to_vec())
    );
    for at in [0, 8, 13, 100, whole.len() / 2, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        assert!(refused(bytes), "byte {at}");
    }
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
        let part = |wanted: bool| {
            labels.iter().enumerate().filter(move |(at, _)| held(*at) == wanted).map(|(_, label)| label)
        };
        assembly.labels = part(false).cloned().collect();
        let analyzer = Analyzer::new(Lexicon::from_bytes(compile::compile(&assembly)).expect("whole"));
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
    println!(
        "{all} forms: types {:.2} %, tokens {:.2} %",
        100.0 * right as f64 / all as f64,
        100.0 * heavy / mass
    );
    if std::env::var_os("MIZAN_ERRORS").is_some() {
        for (form, wanted, found) in wrong {
            let text = |root: Option<String>| root.unwrap_or_else(|| "-".to_owned());
            println!("{form}\t{}\t{}", text(wanted), text(found.map(|root| root.to_string())));
        }
    }
}
