//! Syllables: marked words of graded sentences and of vocalised text → the table of expected syllables; what is learned
//! from some documents, measured on others.

use mizan::measure::Score;
use mizan::measure::accuracy::{SyllableAccuracy, rounded};
use mizan::morphology::Analyzer;
use mizan::morphology::syllables::{Basis, SECTION, SyllableReader, SyllableTrainer};
use mizan::normalize::{Folding, Normalizer};
use mizan::script::{is_arabic, is_arabic_letter, is_mark};
use mizan::{Model, ModelBuilder};
use std::collections::BTreeMap;

/// Prints, for each source with enough marked words, how right the estimates are, with the model and without.
pub(crate) fn measure(documents: &[Document], folds: usize) -> Result<(), crate::Failure> {
    let normalizer = Normalizer::new(Folding::NORMAL);
    let analyzer = Analyzer::standard();
    let mut found: BTreeMap<String, [SyllableAccuracy; 2]> = BTreeMap::new();
    let mut wrong: BTreeMap<String, u32> = BTreeMap::new();
    let (mut deviations, mut errors) = (0f64, 0f64);
    for fold in 0..folds {
        let held_out = |at: usize| (at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let held_out = |at: usize| held_out(at) as usize % folds == fold;
        let table =
            trained(documents.iter().enumerate().filter(|(at, _)| !held_out(*at)).map(|(_, one)| one));
        let model = Model::from_bytes(ModelBuilder::default().section(SECTION, table).build())?;
        let mut with = SyllableReader::new(analyzer, Some(&model))?.worker();
        let mut without = SyllableReader::new(analyzer, None)?.worker();
        for (_, document) in documents.iter().enumerate().filter(|(at, _)| held_out(*at)) {
            for word in &document.words {
                let Some(gold) = with.read(word).filter(|one| one.basis == Basis::Marks) else { continue };
                let bare = normalizer.fold(word);
                if bare.chars().count() < 2 {
                    continue;
                }
                let accuracy = found.entry(document.source.clone()).or_default();
                let answer = with.read(&bare).unwrap_or_default();
                deviations += f64::from(gold.pausal.abs_diff(answer.pausal)).powi(2);
                errors += f64::from(answer.pausal_error).powi(2);
                accuracy[0].observe(&gold, &answer);
                accuracy[1].observe(&gold, &without.read(&bare).unwrap_or_default());
                if document.source == "WikiNews" && rounded(gold.pausal) != rounded(answer.pausal) {
                    let row = format!("{word}\t{bare}\t{:.2}", f64::from(answer.pausal) / 1024.0);
                    *wrong.entry(row).or_default() += 1;
                }
            }
        }
    }
    println!(
        "source\twords\tpausal\tfull\tpausal_block\tfull_block\tosman_block\tlexicon_pausal\tlexicon_full"
    );
    let text = |score: Score| score.value().map_or("NA".to_owned(), |value| format!("{value:.2}"));
    for (source, [with, without]) in found.iter().filter(|(_, [with, _])| with.words >= 300) {
        let cells = [with.pausal(), with.full()].into_iter().chain(with.block_errors());
        let cells = cells.chain([without.pausal(), without.full()]).map(text);
        println!("{source}\t{}\t{}", with.words, cells.collect::<Vec<_>>().join("\t"));
    }
    println!("standard error over deviation: {:.2}", (errors / deviations).sqrt());
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|(row, count)| (std::cmp::Reverse(*count), row.clone()));
    for (row, count) in wrong.iter().take(200) {
        println!("{count}\t{row}");
    }
    Ok(())
}
/// How often a marked word of the graded sentences counts against one of the vocalised text.
const GRADED_TIMES: u32 = 5;

/// A document: where it is from, its words in order, how often each counts.
pub(crate) struct Document {
    source: String,
    words: Vec<String>,
    times: u32,
}
/// The table of syllables that these documents teach.
pub(crate) fn trained<'a>(documents: impl Iterator<Item = &'a Document>) -> Vec<u8> {
    let mut trainer = SyllableTrainer::new(Analyzer::standard());
    for document in documents {
        for word in &document.words {
            trainer.add(word, document.times);
        }
    }
    trainer.build()
}

/// The documents of the graded sentences.
pub(crate) fn graded(path: &str) -> Result<Vec<Document>, crate::Failure> {
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
pub(crate) fn lines(path: &str) -> Result<Vec<Document>, crate::Failure> {
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
