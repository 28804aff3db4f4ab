//! Trains the readability model: graded sentences and vocalised text → `readability/model.bin`. With `--folds N`
//! documents are held out in turn, and what was learned from the others is measured on them.

mod folds;

use mizan::ModelBuilder;
use mizan::morphology::Analyzer;
use mizan::morphology::syllables::{SECTION, SyllableTrainer};
use mizan::script::{is_arabic, is_arabic_letter, is_mark};

/// How often a marked word of the graded sentences counts against one of the vocalised text.
const GRADED_TIMES: u32 = 5;

type Failure = Box<dyn std::error::Error>;

/// A document: where it is from, its words in order, how often each counts.
struct Document {
    source: String,
    words: Vec<String>,
    times: u32,
}

fn main() -> Result<(), Failure> {
    let (mut barec, mut vocalised, mut out, mut folds) = (None, None, None, None);
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let value = args.next().ok_or_else(|| format!("{flag}: no value"))?;
        match flag.as_str() {
            "--barec" => barec = Some(value),
            "--vocalised" => vocalised = Some(value),
            "--out" => out = Some(value),
            "--folds" => folds = Some(value.parse::<usize>()?),
            _ => return Err(format!("unknown flag {flag}: --barec, --vocalised, --out, --folds").into()),
        }
    }
    let (Some(barec), Some(vocalised)) = (barec, vocalised) else {
        return Err("say --barec FILE.csv --vocalised FILE.txt, and --out FILE.bin or --folds N".into());
    };
    let mut documents = graded(&barec)?;
    documents.extend(lines(&vocalised)?);
    if let Some(folds) = folds {
        folds::measure(&documents, folds.max(2))?;
    }
    if let Some(out) = out {
        let table = trained(documents.iter());
        println!("syllables: {} bytes", table.len());
        std::fs::write(out, ModelBuilder::default().section(SECTION, table).build())?;
    }
    Ok(())
}

/// The table of syllables that these documents teach.
fn trained<'a>(documents: impl Iterator<Item = &'a Document>) -> Vec<u8> {
    let mut trainer = SyllableTrainer::new(Analyzer::standard());
    for document in documents {
        for word in &document.words {
            trainer.add(word, document.times);
        }
    }
    trainer.build()
}

/// The documents of the graded sentences.
fn graded(path: &str) -> Result<Vec<Document>, Failure> {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let place = |name: &str| headers.iter().position(|own| own == name).ok_or(format!("no column {name}"));
    let (sentence, name, source) = (place("Sentence")?, place("Document")?, place("Source")?);
    let mut documents: Vec<(String, Document)> = Vec::new();
    for row in reader.records() {
        let row = row?;
        let words = words(&row[sentence]).map(str::to_owned);
        match documents.iter_mut().find(|(own, _)| *own == row[name]) {
            Some((_, document)) => document.words.extend(words),
            None => {
                let source = row[source].to_owned();
                let document = Document { source, words: words.collect(), times: GRADED_TIMES };
                documents.push((row[name].to_owned(), document));
            }
        }
    }
    Ok(documents.into_iter().map(|(_, document)| document).collect())
}

/// The lines of the vocalised text, each a document.
fn lines(path: &str) -> Result<Vec<Document>, Failure> {
    let text = std::fs::read_to_string(path)?;
    let document = |line: &str| Document {
        source: "Tashkeela".to_owned(),
        words: words(line).map(str::to_owned).collect(),
        times: 1,
    };
    Ok(text.lines().map(document).collect())
}

/// Runs of Arabic letters with their marks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = |c: char| is_arabic_letter(c) || is_arabic(c) && is_mark(c);
    text.split(move |c: char| !inside(c)).filter(|word| !word.is_empty())
}
