//! `mizan keyness`: what is more frequent in a target than in a reference, what is rarer, and what is alike.

use super::args::{BoundaryArg, CiArg, Common, MeasureChoice};
use super::ranking::{self, RankArgs, boundary_of};
use super::session::Session;
use super::{Failure, usage};
use clap::Args;
use mizan::count::{Keep, NgramSpec};
use mizan::input::{InputRecord, Severity, Warning, WarningCode, term_counts};
use mizan::measure::{Asked, Family};
use mizan::report::{KeyTerms, KeynessCorpus, Side};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct KeynessArgs {
    #[command(flatten)]
    choice: MeasureChoice,
    /// The reference: files, folders, patterns
    #[arg(long, value_name = "PATH", num_args = 1.., required_unless_present_any = ["reference_counts", "list"])]
    reference: Vec<PathBuf>,
    /// The reference as a list of counts: term, tab, count on each line, or what mizan words --format tsv wrote
    #[arg(long, value_name = "FILE", conflicts_with = "reference")]
    reference_counts: Option<PathBuf>,
    /// Tokens of the reference, where its list of counts is not whole
    #[arg(long, value_name = "N", requires = "reference_counts")]
    reference_tokens: Option<u64>,
    /// What is rarer than in the reference
    #[arg(long, conflicts_with = "lockwords")]
    negative: bool,
    /// What is as frequent: the 95 % interval of the log ratio lies within --lock-width of 0
    #[arg(long)]
    lockwords: bool,
    /// How far from 0 the interval of a lockword may reach, bits (1 is twice as often)
    #[arg(long, value_name = "BITS", default_value_t = 0.5)]
    lock_width: f64,
    /// Intervals of the log ratio: none or analytic (Katz)
    #[arg(long, value_enum, default_value_t = CiArg::None)]
    ci: CiArg,
    /// Words in an n-gram, from 1 to 5
    #[arg(long, value_name = "N", default_value_t = 1)]
    order: usize,
    /// Words that an n-gram may skip, in all
    #[arg(long, value_name = "K", default_value_t = 0)]
    skip: usize,
    /// The unit that no n-gram leaves
    #[arg(long, value_enum, default_value_t = BoundaryArg::Sentence)]
    boundary: BoundaryArg,
    /// Only what occurs at least so often in both together; the rest is no candidate and no test
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_count: u64,
    #[command(flatten)]
    rank: RankArgs,
    #[command(flatten)]
    common: Common,
}

/// What is counted of both sides.
#[derive(Clone, Copy)]
struct Counted {
    spec: NgramSpec,
    documents: bool,
}

pub(super) fn run(args: KeynessArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Keyness, &args.common.print) {
        return done;
    }
    super::resume::refuse(args.common.resume.as_ref())?;
    let mut scoring = args.rank.scoring(Family::Keyness, args.choice.select(Family::Keyness)?)?;
    scoring.side = side(&args)?;
    scoring.with_interval = args.lockwords || interval(args.ci)?;
    let documents = scoring.asked.iter().any(Asked::reads_documents);
    if documents && args.order > 1 {
        return Err(usage("tests over documents are for single terms", "leave --order out, or the test"));
    }
    let counted =
        Counted { spec: NgramSpec::new(args.order, args.skip, boundary_of(args.boundary))?, documents };
    let mut there = args.common.clone();
    let list = match &args.reference_counts {
        Some(path) => Some(KeynessCorpus::of_counts(read_list(path)?, args.reference_tokens)),
        None => None,
    };
    let keep = if args.order > 1 || documents { Keep::Order } else { Keep::Documents };
    let mut session = Session::bounded(args.common, keep, false)?;
    let (target, mut inputs) = corpus(&mut session, counted)?;
    let reference = match list {
        Some(list) => list,
        None => {
            there.inputs = args.reference;
            let mut other = Session::bounded(there, keep, false)?;
            let (reference, records) = corpus(&mut other, counted)?;
            if records.is_empty() {
                session.warnings.append(&mut other.warnings);
                session.say_warnings();
                return Err(Failure::Silent);
            }
            session.warnings.append(&mut other.warnings);
            inputs.extend(records);
            reference
        }
    };
    let none_read = inputs.is_empty();
    let terms = KeyTerms::new(target, reference, args.min_count);
    warn(&mut session, &terms);
    args.choice.warn_of_faults(Family::Keyness, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || none_read) {
        return Err(Failure::Silent);
    }
    let (n1, n2) = terms.sizes();
    ranking::print(&session, "keyness", &inputs, &terms, &scoring, scoring.sort.test_id(), |listed| {
        vec![
            ("total", listed.into()),
            ("distinct", terms.distinct.into()),
            ("n1", n1.into()),
            ("n2", n2.into()),
            ("side", scoring.side.name().into()),
        ]
    })?;
    Ok(!session.failed())
}

fn side(args: &KeynessArgs) -> Result<Side, Failure> {
    if !(args.lock_width.is_finite() && args.lock_width > 0.0) {
        let message = format!("--lock-width {}: no width", args.lock_width);
        return Err(usage(message, "say a number of bits above 0, such as 0.5"));
    }
    Ok(match (args.negative, args.lockwords) {
        (true, _) => Side::Negative,
        (_, true) => Side::Lock(args.lock_width),
        _ => Side::Positive,
    })
}

/// Whether intervals are shown.
fn interval(ci: CiArg) -> Result<bool, Failure> {
    match ci {
        CiArg::None => Ok(false),
        CiArg::Analytic => Ok(true),
        CiArg::Jackknife | CiArg::Bootstrap => Err(usage(
            "keyness has the analytic interval of the log ratio alone",
            "say --ci analytic, or --measures mann_whitney_p,welch_t_p for tests over documents",
        )),
    }
}

/// The counts of one side, with what was read of it.
fn corpus(session: &mut Session, counted: Counted) -> Result<(KeynessCorpus, Vec<InputRecord>), Failure> {
    let (profile, corpus) = session.profile()?;
    let layer = session.pipeline.layer(&profile, &session.spec);
    let keep = |term: &str| !session.is_stopped(term);
    let mut side = if counted.spec.order() > 1 {
        KeynessCorpus::of_ngrams(&profile, &layer, counted.spec, keep)
    } else {
        KeynessCorpus::of_terms(&layer, keep)
    };
    if counted.documents {
        side = side.with_documents(&profile, &layer, session.spec.layer.is_analyzed());
    }
    Ok((side, corpus.records().to_vec()))
}

fn read_list(path: &Path) -> Result<Vec<(String, u64)>, Failure> {
    let name = path.to_string_lossy();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" (os error").next().unwrap_or(&reason).to_lowercase();
        let message = format!("{name}: the list of counts cannot be read: {reason}");
        usage(message, "it is a UTF-8 file with a term, a tab and a count on each line")
    })?;
    Ok(term_counts(&name, &text)?)
}

/// A side without tokens explains every null.
fn warn(session: &mut Session, terms: &KeyTerms) {
    let (n1, n2) = terms.sizes();
    for (n, side) in [(n1, "target"), (n2, "reference")] {
        if n == 0 {
            let message = format!("the {side} holds no tokens: nothing can be compared");
            session.warnings.push(Warning::new(WarningCode::EmptyPart, Severity::Warning, message));
        }
    }
}
