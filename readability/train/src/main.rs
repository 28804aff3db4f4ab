//! Trains the readability model: graded sentences and vocalised text → `readability/model.bin`.

mod barec;
mod boost;
mod folds;
mod graded;
mod held_out;

use mizan::model::Model;
use mizan::readability::{HEAD_SECTION, HashTable, Head, WORDS_SECTION, feature_names, pack_known};

const HELP: &str = "usage: mizan-readability-train --barec GRADED.csv [--out MODEL.bin]";

fn main() {
    if let Err(message) = run() {
        eprintln!("mizan-readability-train: {message}\n{HELP}");
        std::process::exit(2);
    }
}

fn run() -> Result<(), String> {
    let (mut barec, mut out) = (None, None);
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--barec" => barec = Some(value),
            "--out" => out = Some(value),
            _ => return Err(format!("unknown option {name}")),
        }
    }
    let (head, words) = grade(&barec.ok_or("no graded sentences")?)?;
    let block = Model::build(&[(HEAD_SECTION, &head), (WORDS_SECTION, &words)]);
    println!("{} bytes", block.len());
    match out {
        Some(path) => std::fs::write(&path, block).map_err(|error| format!("{path}: {error}")),
        None => Ok(()),
    }
}

/// The sections of the model of levels.
fn grade(path: &str) -> Result<(Vec<u8>, Vec<u8>), String> {
    let (sentences, trained_on) = barec::read(path)?;
    let mut held_out = Vec::new();
    for seed in 1..=2 {
        let scores = held_out::scores(&sentences, seed);
        println!("unseen documents, seed {seed}: {}", held_out::report(&sentences, &scores));
        held_out = scores;
    }
    let all: Vec<usize> = (0..sentences.len()).collect();
    let fitted = graded::fit(&sentences, &all, &graded::GROWTH);
    let head = Head {
        features: feature_names().len() as u32,
        forest: fitted.forest.clone(),
        rescale: held_out::rescale(&sentences, &held_out),
        intervals: held_out::intervals(&sentences, &held_out),
        document: held_out::document_error(&sentences, &held_out),
        trained_on,
    };
    println!("intervals {:?}, documents {:?}", head.intervals, head.document);
    let words =
        HashTable::build(fitted.words.all().into_iter().map(|(key, known)| (key, pack_known(&known))));
    Ok((head.to_bytes(), words))
}
