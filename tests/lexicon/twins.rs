//! The analyser and its plain twin find the same roots at the same costs.

use crate::assemble;
use crate::compile;
use crate::plain::Splitter;
use mizan::morphology::lexicon::{StemRow, Weights};
use mizan::morphology::{Analyzer, Lexicon, Root};
use std::collections::BTreeMap;

/// The labelled forms that are compared: one of so many, and each of them in other spellings too.
const STEP: usize = 23;

#[test]
fn the_analyser_finds_what_its_plain_twin_finds() {
    let assembly = assemble::assemble();
    let builder = compile::without_labels(&assembly);
    let analyzer = Analyzer::new(Lexicon::from_bytes(builder.build()).expect("whole"));
    let stems: Vec<&StemRow> = builder.stems.iter().collect();
    let splitter = Splitter::new(
        builder.heads.iter(),
        builder.tails.iter(),
        stems.iter().map(|stem| (stem.spelling.as_str(), stem.class)),
        Weights::default(),
    );
    let mut worker = analyzer.worker();
    let mut compared = 0;
    for label in assembly.labels.iter().step_by(STEP) {
        for word in spellings(&label.form) {
            let mut expected: BTreeMap<Root, i32> = BTreeMap::new();
            for split in splitter.splits(&word) {
                let stem = stems[split.stem];
                let cost = i32::from(stem.cost)
                    + i32::from(builder.heads[split.head].cost)
                    + i32::from(builder.tails[split.tail].cost)
                    + split.spelling;
                if let Some(root) = builder.lemmas[stem.lemma].root {
                    expected.entry(root).and_modify(|known| *known = cost.min(*known)).or_insert(cost);
                }
            }
            if expected.is_empty() {
                continue;
            }
            let analyses = worker.analyze(&word);
            let found: BTreeMap<Root, i32> =
                analyses.iter().filter_map(|analysis| Some((analysis.root()?, analysis.cost()))).collect();
            assert_eq!(found, expected, "{word}");
            compared += 1;
        }
    }
    assert!(compared > 1000, "{compared} words were compared");
}

/// A form, without hamza, with ه for ة, and behind a conjunction.
fn spellings(form: &str) -> Vec<String> {
    let bare = form.replace(['أ', 'إ', 'آ'], "ا");
    let careless = form.replace('ة', "ه").replace('ى', "ي");
    vec![form.to_owned(), bare, careless, format!("و{form}")]
}
