//! `mizan collocations`: words that stand together more often than chance would have it.

use super::args::{BoundaryArg, Common, MeasureChoice};
use super::ranking::{self, RankArgs, boundary_of};
use super::session::Session;
use super::{Failure, usage};
use clap::Args;
use mizan::count::{Boundary, Keep, NgramSpec, TermId, WindowSpec};
use mizan::input::{Severity, Warning, WarningCode};
use mizan::measure::{Asked, Family, Measure, Tool};
use mizan::report::{Marginals, Pairs, Scoring};
use mizan::{LayerCounts, LayerSpec, Profile};

#[derive(Debug, Args)]
pub(super) struct CollocationsArgs {
    #[command(flatten)]
    choice: MeasureChoice,
    /// What the counts of a pair are set against: bigram, nltk, or window:L,R (tokens before and after a node)
    #[arg(long, value_name = "NAME")]
    marginals: Option<String>,
    /// Only pairs with this word (of windows: around it); may be given again
    #[arg(long, value_name = "TERM")]
    node: Vec<String>,
    /// How many words, from 2 to 5
    #[arg(long, value_name = "N", default_value_t = 2)]
    order: usize,
    /// Words that may be skipped, in all
    #[arg(long, value_name = "K", default_value_t = 0)]
    skip: usize,
    /// The unit that no pair leaves
    #[arg(long, value_enum, default_value_t = BoundaryArg::Sentence)]
    boundary: BoundaryArg,
    /// Only what occurs at least so often; the rest is no candidate and no test
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_count: u64,
    #[command(flatten)]
    rank: RankArgs,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: CollocationsArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Association, &args.common.print) {
        return done;
    }
    let marginals = marginals(&args)?;
    let boundary = boundary_of(args.boundary);
    let spec = spec(&args, marginals, boundary)?;
    let mut asked = args.choice.select(Family::Association)?;
    if args.order > 2 {
        asked = of_runs(asked, args.choice.measures.is_some())?;
    }
    let mut scoring = args.rank.scoring(Family::Association, asked)?;
    if args.order > 2 && !scoring.sort.reads_runs() {
        return Err(no_run(&scoring.sort.id()));
    }
    scoring.windows = matches!(marginals, Marginals::Window(..));
    let mut session = Session::bounded(args.common, Keep::Order, false)?;
    let (profile, corpus) = session.profile()?;
    let layer = session.pipeline.layer(&profile, &session.spec);
    let nodes = nodes(&args.node, &layer, &session.spec)?;
    warn(&mut session, &scoring, args.min_count);
    args.choice.warn_of_faults(Family::Association, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let pairs = pairs(&session, &profile, &layer, spec, &nodes, args.min_count);
    let test = if args.order > 2 { Asked::RUN_TEST } else { scoring.sort.test_id() };
    ranking::print(&session, "collocations", corpus.records(), &pairs, &scoring, test, |_| {
        vec![
            ("total", pairs.total.into()),
            ("distinct", pairs.distinct.into()),
            ("marginals", marginals.name().into()),
            ("boundary", spec.boundary().name().into()),
        ]
    })?;
    Ok(!session.failed())
}

/// The marginals that were said, or those of the program whose numbers are asked for.
fn marginals(args: &CollocationsArgs) -> Result<Marginals, Failure> {
    let of_tool = args.choice.compat.as_deref().map(Tool::parse).transpose()?.and_then(|tool| tool.marginals);
    let said = args.marginals.as_deref().or(of_tool).unwrap_or("bigram");
    Marginals::parse(said).ok_or_else(|| {
        let reach = Marginals::MAX_REACH;
        let help =
            format!("say bigram, nltk, or window:5,5 (up to {reach} tokens before and after the node)");
        usage(format!("--marginals {said}: no marginals"), help)
    })
}

/// What is counted: runs, or windows.
#[derive(Clone, Copy)]
enum Spec {
    Runs(NgramSpec, bool),
    Windows(WindowSpec),
}

impl Spec {
    fn boundary(self) -> Boundary {
        match self {
            Self::Runs(spec, _) => spec.boundary(),
            Self::Windows(spec) => spec.boundary,
        }
    }
}

fn spec(args: &CollocationsArgs, marginals: Marginals, boundary: Boundary) -> Result<Spec, Failure> {
    if args.order < 2 {
        return Err(usage(format!("--order {}: no pair", args.order), "say an order from 2 to 5"));
    }
    match marginals {
        Marginals::Bigram => Ok(Spec::Runs(NgramSpec::new(args.order, args.skip, boundary)?, false)),
        // Ends of sentences are ignored there.
        Marginals::Nltk => Ok(Spec::Runs(NgramSpec::new(args.order, args.skip, Boundary::Document)?, true)),
        Marginals::Window(..) if args.order > 2 || args.skip > 0 => {
            Err(usage("--order and --skip are for runs of words, not for windows", "leave them out"))
        }
        Marginals::Window(left, right) => Ok(Spec::Windows(WindowSpec { left, right, boundary })),
    }
}

/// The measures that are defined for three words and more; one that was named must be.
fn of_runs(asked: Vec<Asked>, named: bool) -> Result<Vec<Asked>, Failure> {
    match asked.iter().find(|asked| named && !asked.reads_runs()) {
        Some(other) => Err(no_run(&other.id())),
        None if named => Ok(asked),
        None => Ok(Measure::every(Family::Association).into_iter().filter(Asked::reads_runs).collect()),
    }
}

fn no_run(id: &str) -> Failure {
    let runs: Vec<String> = Measure::every(Family::Association)
        .iter()
        .filter(|asked| asked.reads_runs())
        .map(Asked::id)
        .collect();
    usage(format!("{id} is a measure of two words"), format!("of longer runs there are {}", runs.join(", ")))
}

/// The nodes that were named, folded as the layer is.
fn nodes(said: &[String], layer: &LayerCounts, spec: &LayerSpec) -> Result<Vec<TermId>, Failure> {
    let find = |text: &String| {
        let folded = mizan::concordance::term_of(text, spec)?;
        layer.find(&folded).ok_or_else(|| {
            let message = format!("{text:?} does not occur on the layer {}", spec.layer.name());
            usage(message, "mizan words shows the terms of a layer")
        })
    };
    said.iter().map(find).collect()
}

fn pairs<'a>(
    session: &Session,
    profile: &Profile,
    layer: &'a LayerCounts,
    spec: Spec,
    nodes: &[TermId],
    min_count: u64,
) -> Pairs<'a> {
    let stopped: Vec<bool> = layer.iter().map(|(term, _)| session.is_stopped(term)).collect();
    let keep =
        |terms: &[TermId], count: u64| count >= min_count && !terms.iter().any(|id| stopped[id.index()]);
    match spec {
        Spec::Runs(spec, nltk) => Pairs::runs(profile, layer, spec, nltk, |terms, count| {
            keep(terms, count) && (nodes.is_empty() || terms.iter().any(|id| nodes.contains(id)))
        }),
        Spec::Windows(spec) => {
            let is_node = |id| nodes.is_empty() || nodes.contains(&id);
            Pairs::windows(profile, layer, spec, session.spec.layer.is_analyzed(), is_node, keep)
        }
    }
}

/// A ranking by mutual information begins with what occurs once.
fn warn(session: &mut Session, scoring: &Scoring, min_count: u64) {
    if min_count < 5 && matches!(scoring.sort.measure.stem, "mi" | "npmi" | "odds_ratio") {
        let message =
            format!("ranked by {}, pairs that occur fewer than 5 times come first", scoring.sort.id());
        session.warnings.push(
            Warning::new(WarningCode::LowCounts, Severity::Warning, message)
                .with_help("--min-count 5 leaves them out"),
        );
    }
}
