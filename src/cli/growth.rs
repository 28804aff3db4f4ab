//! `mizan growth`: how the vocabulary grows, which law its frequencies follow, how much was not seen, and how well a
//! model of the text foresees another.

use super::args::{GrowthArgs, LmArg};
use super::diversity::{Measured, print};
use super::output;
use super::session::Session;
use super::{Failure, usage};
use mizan::count::{Boundary, Flow, Keep, NgramSpec, Ngrams};
use mizan::measure::diversity::Text;
use mizan::measure::growth::{Growth, Model, Smoothing, growth_curve};
use mizan::measure::{Family, Frequencies, Score};
use mizan::report::{Column, Rows, ScoreList, Scored};
use mizan::{LayerCounts, Profile};
use std::collections::HashMap;

pub(super) fn run(args: GrowthArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Growth, &args.common.print) {
        return done;
    }
    let asked = args.choice.select(Family::Growth)?;
    if !(1..=5).contains(&args.order) {
        return Err(usage(
            format!("--order {}: no such model", args.order),
            "the order of a model is 1 to 5",
        ));
    }
    let test_common = args.test.clone().map(|path| {
        let mut common = args.common.clone();
        common.inputs = vec![path];
        common
    });
    let mut session = Session::new(args.common, Keep::Order, false)?;
    let (profile, corpus) = session.profile();
    let measured = Measured::new(&session, &profile, &[]);
    let cross_entropy = match test_common {
        None => None,
        Some(common) => {
            let mut test = Session::new(common, Keep::Order, false)?;
            let (test_profile, _) = test.profile();
            let layer = test.pipeline.layer(&test_profile, &test.spec);
            session.warnings.append(&mut test.warnings);
            let smoothing =
                if args.lm == LmArg::KneserNey { Smoothing::KneserNey } else { Smoothing::Laplace };
            Some(foresee(&profile, &measured.layer, &test_profile, &layer, args.order, smoothing))
        }
    };
    session.warn_of_short_text(measured.layer.tokens);
    args.choice.warn_of_faults(Family::Growth, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let terms = measured.sentences.terms();
    let curve = growth_curve(terms, measured.layer.len(), args.points);
    if args.curve {
        let mut rows = Rows::new(["n", "v", "v1"].map(Column::integer).to_vec());
        curve.iter().for_each(|&(n, v, v1)| rows.push(vec![n.into(), v.into(), v1.into()]));
        let (total, distinct) = (curve.len() as u64, curve.len() as u64);
        rows.rows.truncate(session.common.print.limit.unwrap_or(usize::MAX));
        output::rows(&session, "growth", corpus.records(), total, distinct, &rows)?;
        return Ok(!session.failed());
    }
    let counts = Frequencies::of(measured.layer.counts());
    let wants_pairs =
        asked.iter().any(|asked| ["bigram_entropy", "conditional_entropy"].contains(&asked.measure.stem));
    let pairs = wants_pairs.then(|| pairs(&profile, &measured.layer));
    let mut growth = Growth::new(Text::new(&counts, terms, measured.layer.len()));
    growth.bigrams = pairs.as_ref().map(|(pairs, firsts)| (pairs, firsts));
    if let Some(score) = cross_entropy {
        growth.cross_entropy = score;
    }
    let scores = asked
        .iter()
        .map(|asked| Scored { asked: *asked, score: asked.of_growth(&growth), interval: None })
        .collect();
    let spectrum = counts.spectrum.iter().map(|&(i, types)| vec![i, types]).collect();
    let list = ScoreList {
        figures: vec![("tokens", Score::Count(counts.tokens)), ("types", Score::Count(counts.types))],
        scores,
        lists: vec![
            ("curve", curve.into_iter().map(|(n, v, v1)| vec![n, v, v1]).collect()),
            ("spectrum", spectrum),
        ],
    };
    print(&session, "growth", corpus.records(), &list, None, false)?;
    Ok(!session.failed())
}

/// How often pairs of neighbours inside a sentence occur, and their first members.
fn pairs(profile: &Profile, layer: &LayerCounts) -> (Frequencies, Frequencies) {
    let spec = NgramSpec::new(2, 0, Boundary::Sentence).expect("an order that is counted");
    let table = Ngrams::count(&profile.sequence, layer.of_type(), spec);
    let (mut counts, mut firsts) = (Vec::with_capacity(table.len()), vec![0; layer.len()]);
    for pair in table.iter() {
        counts.push(pair.count);
        firsts[pair.terms[0].index()] += pair.count;
    }
    (Frequencies::of(&counts), Frequencies::of(&firsts))
}

/// The cross entropy of a model of one text on another. The terms of the other get the numbers that they have in the
/// first; those that are new to it get numbers beyond.
fn foresee(
    profile: &Profile,
    layer: &LayerCounts,
    test: &Profile,
    test_layer: &LayerCounts,
    order: usize,
    smoothing: Smoothing,
) -> Score {
    let known: HashMap<&str, u32> =
        layer.iter().enumerate().map(|(at, (term, _))| (term, at as u32)).collect();
    let train = Flow::of(&profile.sequence, layer.of_type(), false, Boundary::Sentence);
    let model = match Model::train(train.units(), order, smoothing) {
        Ok(model) => model,
        Err(reason) => return reason.into(),
    };
    let numbers: Vec<u32> =
        test_layer.iter().map(|(term, _)| known.get(term).copied().unwrap_or(layer.len() as u32)).collect();
    let flow = Flow::of(&test.sequence, test_layer.of_type(), false, Boundary::Sentence);
    let sentences: Vec<Vec<u32>> =
        flow.units().map(|unit| unit.iter().map(|&term| numbers[term as usize]).collect()).collect();
    model.cross_entropy(sentences.iter().map(Vec::as_slice))
}
