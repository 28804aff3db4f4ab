//! `mizan growth`: how the vocabulary grows, which law its frequencies follow, how much was not seen, and how well a
//! model of the text foresees another.

use super::args::{Common, MeasureChoice};
use super::diversity::{Measured, document_columns, print, rows_of};
use super::session::Session;
use super::{Failure, usage};
use super::{documents, output};
use clap::{Args, ValueEnum};
use mizan::count::{Boundary, Flow, Keep, NgramSpec, Ngrams};
use mizan::measure::diversity::Text;
use mizan::measure::growth::{Growth, Model, Smoothing, growth_curve};
use mizan::measure::{Asked, Family, Frequencies, Score};
use mizan::report::{Column, Rows, ScoreList, Scored};
use mizan::{LayerCounts, Profile};
use std::collections::HashMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct GrowthArgs {
    #[command(flatten)]
    choice: MeasureChoice,
    /// Points of the curve
    #[arg(long, value_name = "N", default_value_t = 1000)]
    points: usize,
    /// Instead of measures, the points of the curve: tokens, types, types that occurred once
    #[arg(long)]
    curve: bool,
    /// How the n-gram model of --test smooths
    #[arg(long, value_enum, default_value_t = LmArg::Laplace, requires = "test")]
    lm: LmArg,
    /// The order of the model, 1 to 5
    #[arg(long, value_name = "N", default_value_t = 2, requires = "test")]
    order: usize,
    /// A text that the model of INPUT is asked to foresee
    #[arg(long, value_name = "PATH")]
    test: Option<PathBuf>,
    /// The measures of each document too
    #[arg(long, conflicts_with = "curve")]
    per_document: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum LmArg {
    Laplace,
    KneserNey,
}

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
        common.resume = None;
        common
    });
    let streamed = documents::are_streamed(&args.common, args.per_document) && args.test.is_none();
    let mut session = Session::bounded(args.common, Keep::Order, false)?;
    if streamed {
        args.choice.warn_of_faults(Family::Growth, &mut session);
        let rows = |session: &Session, name: &str, profile: Profile| {
            let measured = Measured::new(session, &profile, &[]);
            rows_of(name, &[scores(&profile, &measured, &asked, args.points, None)], false)
        };
        let warn = |session: &mut Session, _: &Profile, tokens| session.warn_of_short_text(tokens);
        return documents::print(&mut session, "growth", document_columns(false), rows, warn);
    }
    let (profile, each, corpus) = session.profile_of_each(args.per_document)?;
    let test = match test_common {
        None => None,
        Some(common) => {
            let mut other = Session::bounded(common, Keep::Order, false)?;
            let (profile, _) = other.profile()?;
            let layer = other.pipeline.layer(&profile, &other.spec);
            session.warnings.append(&mut other.warnings);
            let smoothing =
                if args.lm == LmArg::KneserNey { Smoothing::KneserNey } else { Smoothing::Laplace };
            Some(Foreseen { profile, layer, order: args.order, smoothing })
        }
    };
    let measured = Measured::new(&session, &profile, &[]);
    session.warn_of_short_text(measured.layer.tokens);
    args.choice.warn_of_faults(Family::Growth, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    if args.curve {
        let curve = growth_curve(measured.sentences.terms(), measured.layer.len(), args.points);
        let mut rows = Rows::new(["n", "v", "v1"].map(Column::integer).to_vec());
        curve.iter().for_each(|&(n, v, v1)| rows.push(vec![n.into(), v.into(), v1.into()]));
        let (total, distinct) = (curve.len() as u64, curve.len() as u64);
        rows.rows.truncate(session.common.print.limit.unwrap_or(usize::MAX));
        output::rows(&session, "growth", corpus.records(), total, distinct, &rows)?;
        return Ok(!session.failed());
    }
    let whole = scores(&profile, &measured, &asked, args.points, test.as_ref());
    let documents: Vec<ScoreList> = each
        .iter()
        .map(|profile| {
            let measured = Measured::new(&session, profile, &[]);
            scores(profile, &measured, &asked, args.points, test.as_ref())
        })
        .collect();
    print(&session, "growth", &corpus, &whole, args.per_document.then_some(&documents), false)?;
    Ok(!session.failed())
}

/// The scores of a text, with its curve and its spectrum.
fn scores(
    profile: &Profile,
    measured: &Measured,
    asked: &[Asked],
    points: usize,
    test: Option<&Foreseen>,
) -> ScoreList {
    let terms = measured.sentences.terms();
    let counts = Frequencies::of(measured.layer.counts());
    let wants_pairs =
        asked.iter().any(|asked| ["bigram_entropy", "conditional_entropy"].contains(&asked.measure.stem));
    let pairs = wants_pairs.then(|| pairs(profile, &measured.layer));
    let mut growth = Growth::new(Text::new(&counts, terms, measured.layer.len()));
    growth.bigrams = pairs.as_ref().map(|(pairs, firsts)| (pairs, firsts));
    if let Some(test) = test {
        growth.cross_entropy = test.cross_entropy(profile, &measured.layer);
    }
    let scores = asked
        .iter()
        .map(|asked| Scored { asked: *asked, score: asked.of_growth(&growth), interval: None })
        .collect();
    let curve = growth_curve(terms, measured.layer.len(), points);
    let spectrum = counts.spectrum.iter().map(|&(i, types)| vec![i, types]).collect();
    ScoreList {
        figures: vec![("tokens", Score::Count(counts.tokens)), ("types", Score::Count(counts.types))],
        scores,
        lists: vec![
            ("curve", curve.into_iter().map(|(n, v, v1)| vec![n, v, v1]).collect()),
            ("spectrum", spectrum),
        ],
    }
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

/// A text that a model of another is asked to foresee.
struct Foreseen {
    profile: Profile,
    layer: LayerCounts,
    order: usize,
    smoothing: Smoothing,
}

impl Foreseen {
    /// The cross entropy of a model of another text on this one. The terms of this one get the numbers that they have
    /// in the other; those that are new to it get numbers beyond.
    fn cross_entropy(&self, profile: &Profile, layer: &LayerCounts) -> Score {
        let known: HashMap<&str, u32> =
            layer.iter().enumerate().map(|(at, (term, _))| (term, at as u32)).collect();
        let train = Flow::of(&profile.sequence, layer.of_type(), false, Boundary::Sentence);
        let model = match Model::train(train.units(), self.order, self.smoothing) {
            Ok(model) => model,
            Err(reason) => return reason.into(),
        };
        let number = |(term, _): (&str, u64)| known.get(term).copied().unwrap_or(layer.len() as u32);
        let numbers: Vec<u32> = self.layer.iter().map(number).collect();
        let flow = Flow::of(&self.profile.sequence, self.layer.of_type(), false, Boundary::Sentence);
        let sentences: Vec<Vec<u32>> =
            flow.units().map(|unit| unit.iter().map(|&term| numbers[term as usize]).collect()).collect();
        model.cross_entropy(sentences.iter().map(Vec::as_slice))
    }
}
