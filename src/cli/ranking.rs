//! What the commands that rank by a measure of a 2 × 2 table share: their flags, and how a ranking is printed.

use super::args::BoundaryArg;
use super::output;
use super::session::Session;
use super::{Failure, usage};
use clap::Args;
use mizan::count::Boundary;
use mizan::input::InputRecord;
use mizan::measure::{Adjust, Asked, Confidence, Family, Measure};
use mizan::report::{Candidates, Ranked, RowsJson, Scoring, Side, Source};
use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::Value;

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

pub(super) fn boundary_of(said: BoundaryArg) -> Boundary {
    match said {
        BoundaryArg::Clause => Boundary::Clause,
        BoundaryArg::Sentence => Boundary::Sentence,
        BoundaryArg::Paragraph => Boundary::Paragraph,
        BoundaryArg::Document => Boundary::Document,
    }
}

/// Ranks the candidates and prints them. `head` gives the first members of the JSON object, once it is known how many
/// candidates are listed.
pub(super) fn print(
    session: &Session,
    command: &'static str,
    inputs: &[InputRecord],
    candidates: &dyn Candidates,
    scoring: &Scoring,
    test: &'static str,
    head: impl FnOnce(usize) -> Vec<(&'static str, Value)>,
) -> Result<(), Failure> {
    let print = &session.common.print;
    let most = print.most_rows();
    let ranked = Ranked::new(candidates, scoring, most, &session.pipeline);
    let rows = ranked.rows(most.unwrap_or(usize::MAX), &session.pipeline);
    let head = head(ranked.order.len());
    let body = Body { head, tests: candidates.len() as u64, scoring, test, rows: &rows };
    output::reported(session, command, inputs, &rows, &body)
}

/// The object of JSON.
struct Body<'a> {
    head: Vec<(&'static str, Value)>,
    tests: u64,
    scoring: &'a Scoring,
    test: &'static str,
    rows: &'a dyn Source,
}

impl Serialize for Body<'_> {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (key, value) in &self.head {
            object.serialize_entry(key, value)?;
        }
        object.serialize_entry("tests", &self.tests)?;
        object.serialize_entry("sort", &self.scoring.sort.id())?;
        object.serialize_entry("test", self.test)?;
        object.serialize_entry("adjust", self.scoring.adjust.name())?;
        object.serialize_entry("alpha", &self.scoring.alpha)?;
        object.serialize_entry("rows", &RowsJson(self.rows))?;
        object.end()
    }
}
