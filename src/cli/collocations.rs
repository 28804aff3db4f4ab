//! `mizan collocations`: words that stand together more often than chance would have it.

use super::args::{BoundaryArg, Common, Format, MeasureChoice};
use super::output::{self, Envelope};
use super::session::Session;
use super::{Failure, usage};
use clap::Args;
use mizan::count::{Boundary, Keep, NgramSpec, TermId, WindowSpec};
use mizan::input::{Severity, Warning, WarningCode};
use mizan::measure::{Adjust, Asked, Confidence, Family, Measure, Tool};
use mizan::report::{Candidates, Lazy, Marginals, Pairs, Ranked, RowsJson, Scoring, Side, Source};
use mizan::{LayerCounts, LayerSpec, Profile};
use serde::Serialize;
use serde::ser::SerializeMap;

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

/// How candidates are ranked and tested.
#[derive(Debug, Args)]
pub(super) struct RankArgs {
    /// The measure that ranks (the first one)
    #[arg(long, value_name = "ID")]
    pub(super) sort: Option<String>,
    /// Columns with the p-value of the measure that ranks (or of g2, where it has none), adjusted, and its logarithm
    #[arg(long)]
    pub(super) p: bool,
    /// How p-values are adjusted: none, bonferroni, sidak, holm, bh, by
    #[arg(long, value_name = "NAME", default_value = "bh")]
    pub(super) adjust: String,
    /// The error that bounds (lrc) are allowed over all candidates
    #[arg(long, value_name = "A", default_value_t = Confidence::ALPHA)]
    pub(super) alpha: f64,
}

impl RankArgs {
    /// How the candidates of a family are scored.
    pub(super) fn scoring(&self, family: Family, mut asked: Vec<Asked>) -> Result<Scoring, Failure> {
        if !(self.alpha > 0.0 && self.alpha < 1.0) {
            return Err(usage(
                format!("--alpha {}: no probability", self.alpha),
                "say a number between 0 and 1",
            ));
        }
        let sort = match &self.sort {
            Some(id) => Measure::select(family, Some(id))?.first().copied(),
            None => asked.first().copied(),
        };
        let Some(sort) = sort else {
            return Err(usage("no measure to rank by", "name one with --measures"));
        };
        if !asked.contains(&sort) {
            asked.insert(0, sort);
        }
        Ok(Scoring {
            asked,
            sort,
            side: Side::Any,
            with_p: self.p,
            adjust: Adjust::parse(&self.adjust)?,
            with_interval: false,
            alpha: self.alpha,
            windows: false,
            keyness: family == Family::Keyness,
        })
    }
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
    let mut session = Session::new(args.common, Keep::Order, false)?;
    let (profile, corpus) = session.profile();
    let layer = session.pipeline.layer(&profile, &session.spec);
    let nodes = nodes(&args.node, &layer, &session.spec)?;
    warn(&mut session, &scoring, args.min_count);
    args.choice.warn_of_faults(Family::Association, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let pairs = pairs(&session, &profile, &layer, spec, &nodes, args.min_count);
    let print = &session.common.print;
    let table = print.format == Format::Table;
    let most = print.limit.or(table.then_some(20));
    let ranked = Ranked::new(&pairs, &scoring, most, &session.pipeline);
    let listed = if table { ranked.order.len() } else { most.unwrap_or(usize::MAX).min(ranked.order.len()) };
    let rows = Lazy::new(ranked.columns(), Some(listed as u64), || {
        ranked.rows(most.unwrap_or(usize::MAX), &session.pipeline)
    });
    let body = Body {
        total: pairs.total,
        distinct: pairs.distinct,
        marginals: marginals.name(),
        boundary: spec.boundary().name(),
        tests: pairs.len() as u64,
        scoring: &scoring,
        rows: &rows,
    };
    output::formatted(print, &rows, |out| {
        let envelope =
            Envelope { session: &session, command: "collocations", inputs: corpus.records(), body: &body };
        mizan::report::json::write_value(&envelope, out)
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

pub(super) fn boundary_of(said: BoundaryArg) -> Boundary {
    match said {
        BoundaryArg::Clause => Boundary::Clause,
        BoundaryArg::Sentence => Boundary::Sentence,
        BoundaryArg::Paragraph => Boundary::Paragraph,
        BoundaryArg::Document => Boundary::Document,
    }
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

/// The object of JSON.
struct Body<'a> {
    total: u64,
    distinct: u64,
    marginals: String,
    boundary: &'static str,
    tests: u64,
    scoring: &'a Scoring,
    rows: &'a dyn Source,
}

impl Serialize for Body<'_> {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("total", &self.total)?;
        object.serialize_entry("distinct", &self.distinct)?;
        object.serialize_entry("marginals", &self.marginals)?;
        object.serialize_entry("boundary", self.boundary)?;
        object.serialize_entry("tests", &self.tests)?;
        object.serialize_entry("sort", &self.scoring.sort.id())?;
        object.serialize_entry("test", self.scoring.sort.test_id())?;
        object.serialize_entry("adjust", self.scoring.adjust.name())?;
        object.serialize_entry("alpha", &self.scoring.alpha)?;
        object.serialize_entry("rows", &RowsJson(self.rows))?;
        object.end()
    }
}
