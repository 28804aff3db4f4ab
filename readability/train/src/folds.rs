//! What is learned from some documents, measured on others: the figures of the package's README.

use crate::{Document, Failure, trained};
use mizan::measure::Score;
use mizan::measure::accuracy::{SyllableAccuracy, rounded};
use mizan::morphology::Analyzer;
use mizan::morphology::syllables::{Basis, SECTION, SyllableReader};
use mizan::normalize::{Folding, Normalizer};
use mizan::{Model, ModelBuilder};
use std::collections::BTreeMap;

/// Prints, for each source with enough marked words, how right the estimates are, with the model and without.
pub(crate) fn measure(documents: &[Document], folds: usize) -> Result<(), Failure> {
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
