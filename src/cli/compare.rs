//! `mizan compare A B`: two texts side by side, the difference of each measure, and its interval.

use super::args::{CiArg, CiChoice, Common, CompareArgs};
use super::diversity::Measured;
use super::output;
use super::readability::Readable;
use super::session::Session;
use super::{Failure, usage};
use mizan::Pipeline;
use mizan::count::Keep;
use mizan::input::InputRecord;
use mizan::measure::{Asked, Family, Measure, Score};
use mizan::report::{Compared, Options, Scored, Tree, compared_rows};
use std::path::Path;

/// One of the two texts.
struct Side {
    measured: Measured,
    inputs: Vec<InputRecord>,
}

pub(super) fn run(args: CompareArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Diversity, &args.common.print) {
        return done;
    }
    let mut asked = args.choice.select(Family::Diversity)?;
    let [first, second] = args.common.inputs.as_slice() else {
        let given = args.common.inputs.len();
        return Err(usage(
            format!("compare of {given} inputs"),
            "name two files or folders: mizan compare A B",
        ));
    };
    let mut other = args.common.clone();
    other.inputs = vec![second.clone()];
    let mut common = args.common.clone();
    common.inputs = vec![first.clone()];
    let mut session = Session::new(common, Keep::Order, false)?;
    let a = side(&mut session, &asked)?;
    let mut other = Session::new(other, Keep::Order, false)?;
    let b = side(&mut other, &asked)?;
    session.warnings.append(&mut other.warnings);
    args.choice.warn_of_faults(Family::Diversity, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || a.inputs.is_empty() || b.inputs.is_empty()) {
        return Err(Failure::Silent);
    }
    // What makes vocabularies of unlike texts comparable: the types among as many tokens as the shorter holds.
    let shorter = a.measured.layer.covered().min(b.measured.layer.covered());
    if args.choice.measures.is_none() && args.choice.compat.is_none() && shorter > 0 {
        asked.extend(Measure::find(&format!("rarefied_types_{shorter}")));
    }
    let scores = |side| scores(side, &asked, &args.ci, &session.pipeline);
    let (of_a, of_b) = (scores(&a)?, scores(&b)?);
    let count = |id: &str, count: fn(&Side) -> u64| Compared {
        id: id.to_owned(),
        a: Score::Count(count(&a)),
        b: Score::Count(count(&b)),
        interval: None,
    };
    let mut compared = vec![
        count("tokens", |side| side.measured.layer.covered()),
        count("types", |side| side.measured.layer.len() as u64),
        count("sentences", |side| side.measured.sentences.ends().len() as u64),
    ];
    compared.extend(of_a.iter().zip(&of_b).map(|(a, b)| Compared::of(a, b)));
    if args.choice.measures.is_none() && args.choice.compat.is_none() {
        compared.extend(readability(&args.common, first, second)?);
    }
    let rows = compared_rows(&compared);
    let inputs = [a.inputs.as_slice(), &b.inputs].concat();
    let print = &session.common.print;
    if print.format == super::args::Format::Table {
        let options = Options { table_rows: print.limit, ..output::options(print) };
        output::deliver(print, |out| mizan::report::table::write(&rows, &options, out))?;
        output::manifest(&session, "compare", &inputs, output::measure_ids(&rows))?;
        return Ok(!session.failed());
    }
    let body =
        Tree::object([("total", Tree::count(rows.rows.len() as u64)), ("rows", Tree::Rows(rows.clone()))]);
    output::reported(&session, "compare", &inputs, &rows, &body)?;
    Ok(!session.failed())
}

/// The level of each text, and every readability formula.
fn readability(common: &Common, first: &Path, second: &Path) -> Result<Vec<Compared>, Failure> {
    let of = |input: &Path| Readable::read(Common { inputs: vec![input.to_path_buf()], ..common.clone() });
    let (a, b) = (of(first)?, of(second)?);
    let level = Compared { id: "level".to_owned(), a: a.level, b: b.level, interval: None };
    let formulas = a.scores.iter().zip(&b.scores).map(|(a, b)| Compared::of(a, b));
    Ok(std::iter::once(level).chain(formulas).collect())
}

fn side(session: &mut Session, asked: &[Asked]) -> Result<Side, Failure> {
    let (profile, corpus) = session.profile()?;
    let measured = Measured::new(session, &profile, asked);
    session.warn_of_short_text(measured.layer.covered());
    Ok(Side { measured, inputs: corpus.records().to_vec() })
}

/// The scores of a side, each with an interval of the kind that it has: unless one kind is asked for, by the formula of
/// its variance where there is one, and by leaving out blocks elsewhere.
fn scores(side: &Side, asked: &[Asked], ci: &CiChoice, pipeline: &Pipeline) -> Result<Vec<Scored>, Failure> {
    if ci.ci != CiArg::None {
        return Ok(side.measured.whole(asked, ci, pipeline)?.scores);
    }
    let of = |kind| side.measured.whole(asked, &CiChoice { ci: kind, seed: ci.seed }, pipeline);
    let (analytic, blocks) = (of(CiArg::Analytic)?.scores, of(CiArg::Jackknife)?.scores);
    let both = analytic.into_iter().zip(blocks);
    Ok(both.map(|(a, b)| Scored { interval: a.interval.or(b.interval), ..a }).collect())
}
