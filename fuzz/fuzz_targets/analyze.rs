//! Any string has analyses, whose segments are the string: `cargo +nightly fuzz run analyze`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mizan::morphology::Analyzer;

fuzz_target!(|word: &str| {
    let mut worker = Analyzer::standard().worker();
    let best = {
        let analyses = worker.analyze(word);
        for analysis in analyses.iter() {
            assert_eq!(analysis.segments().concat(), word);
            let _ = (analysis.lemma(), analysis.pattern(), analysis.plain_stem());
        }
        let best = analyses.best();
        (best.root(), best.kind())
    };
    assert_eq!(worker.root(word), best);
});
