//! The tables, assembled and estimated → the compiled lexicon.

use crate::assemble::{self, Assembly};
use crate::estimate::{self, Beliefs};
use mizan::morphology::lexicon::{
    COSTS_PER_NAT, FormRow, Kind, LemmaRow, LexiconBuilder, StemRow, Weights, codes,
};
use mizan::morphology::{Analyzer, Lexicon};
use std::collections::BTreeMap;

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
        let codes: Vec<usize> = codes(&stem.spelling).into_iter().map(usize::from).collect();
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
    let pair =
        |last: usize, code: usize| (pairs[last << 5 | code] + 8.0 * single(code)) / (after(last) + 8.0);
    let mut costs = vec![0; 32 * 32 * 32];
    for before in 0..32 {
        for last in 0..32 {
            let seen: f64 = (0..32).map(|code| counts[before << 10 | last << 5 | code]).sum();
            for code in 0..32 {
                let at = before << 10 | last << 5 | code;
                let share = (counts[at] + 5.0 * pair(last, code)) / (seen + 5.0);
                costs[at] =
                    (libm::round(-libm::log(share) * f64::from(COSTS_PER_NAT)) as i32).clamp(0, 255) as u8;
            }
        }
    }
    costs
}

/// The compiled lexicon.
pub(crate) fn compile(assembly: &Assembly) -> Vec<u8> {
    let mut builder = without_labels(assembly);
    label(&mut builder, assembly);
    builder.build()
}

/// The lexicon of roots, templates, affixes and closed lists, with the costs that the labels teach.
pub(crate) fn without_labels(assembly: &Assembly) -> LexiconBuilder {
    let weights = Weights::default();
    let estimate = estimate::estimate(assembly, weights, Beliefs::default());
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
    builder
}

/// Adds the labelled forms that the analyser does not find by itself, or not with certainty.
fn label(builder: &mut LexiconBuilder, assembly: &Assembly) {
    let analyzer = Analyzer::new(Lexicon::from_bytes(builder.build()).expect("a fresh lexicon is whole"));
    let mut worker = analyzer.worker();
    let mut numbers: BTreeMap<LemmaRow, usize> =
        builder.lemmas.iter().cloned().enumerate().map(|(number, lemma)| (lemma, number)).rev().collect();
    for label in &assembly.labels {
        let root = label.root.as_deref().map(assemble::root);
        let analyses = worker.analyze(&label.form);
        let best = analyses.best();
        let sure = analyses.margin().is_none_or(|margin| margin >= 2 * COSTS_PER_NAT as u32);
        let right =
            best.root() == root && best.kind() == label.kind && best.lemma().as_deref() == Some(&label.lemma);
        if right && sure {
            continue;
        }
        let wanted = LemmaRow { text: label.lemma.clone(), root, kind: label.kind };
        let lemma = *numbers.entry(wanted.clone()).or_insert_with(|| {
            builder.lemmas.push(wanted);
            builder.lemmas.len() - 1
        });
        // The band is of ten million words.
        let nats = libm::log(1e7) - f64::from(label.band) * std::f64::consts::LN_2;
        let cost = libm::round(nats * f64::from(COSTS_PER_NAT)).clamp(0.0, 255.0) as u8;
        builder.forms.insert(FormRow { spelling: label.form.clone(), lemma, cost });
    }
}
