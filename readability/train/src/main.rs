//! Trains the readability model: graded sentences and vocalised text → `readability/model.bin`.

mod barec;
mod boost;
mod folds;
mod graded;
mod held_out;
mod syllables;

use mizan::ModelBuilder;
use mizan::readability::{HEAD_SECTION, HashTable, Head, WORDS_SECTION, feature_names};

const HELP: &str =
    "usage: mizan-readability-train --barec GRADED.csv --vocalised TEXT.txt [--out MODEL.bin] [--folds N]";

type Failure = Box<dyn std::error::Error>;

fn main() {
    if let Err(failure) = run() {
        eprintln!("mizan-readability-train: {failure}\n{HELP}");
        std::process::exit(2);
    }
}

fn run() -> Result<(), Failure> {
    let (mut barec, mut vocalised, mut out, mut folds) = (None, None, None, None);
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--barec" => barec = Some(value),
            "--vocalised" => vocalised = Some(value),
            "--out" => out = Some(value),
            "--folds" => folds = Some(value.parse::<usize>()?),
            _ => return Err(format!("unknown option {name}").into()),
        }
    }
    let (Some(barec), Some(vocalised)) = (barec, vocalised) else {
        return Err("two texts are needed".into());
    };
    let mut documents = syllables::graded(&barec)?;
    documents.extend(syllables::lines(&vocalised)?);
    if let Some(folds) = folds {
        syllables::measure(&documents, folds.max(2))?;
        return Ok(());
    }
    let table = syllables::trained(documents.iter());
    println!("syllables: {} bytes", table.len());
    let (head, words) = grade(&barec)?;
    println!("levels: {} bytes, words {}", head.len(), words.len());
    let model = ModelBuilder::default()
        .section(mizan::morphology::syllables::SECTION, table)
        .section(HEAD_SECTION, head)
        .section(WORDS_SECTION, words)
        .build();
    if let Some(path) = out {
        std::fs::write(path, model)?;
    }
    Ok(())
}

/// The sections of the model of levels.
fn grade(path: &str) -> Result<(Vec<u8>, Vec<u8>), Failure> {
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
    let words = HashTable::build(fitted.words.all().into_iter().map(|(key, known)| (key, known.pack())));
    Ok((head.to_bytes(), words))
}
