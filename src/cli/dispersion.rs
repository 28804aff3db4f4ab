//! `mizan dispersion`: how evenly each term is spread over the parts of a corpus, and over the text.

use super::args::{CiArg, DispersionArgs, Format};
use super::output;
use super::session::{Session, read_terms};
use super::{Failure, usage};
use mizan::LayerCounts;
use mizan::count::{Boundary, Flow, Keep, PartCounts, Places, TermId};
use mizan::input::{Severity, Warning, WarningCode};
use mizan::measure::dispersion::{Gaps, Parts, Spread};
use mizan::measure::{Asked, Family, Measure, Reason, Score, bootstrap_spread};
use mizan::report::{Cell, Column, Lazy, RowsJson, Source};
use serde::Serialize;

/// How the text is cut.
#[derive(Clone, Copy)]
enum Division {
    Units(Boundary, &'static str),
    Equal(u32),
}

impl Division {
    /// Reads `documents`, `paragraphs`, `sentences`, `equal:K`; unsaid, the documents, or ten parts of one.
    fn parse(said: Option<&str>, documents: u64) -> Result<Self, Failure> {
        let equal = |number: &str| number.parse().ok().filter(|&parts| parts >= 1).map(Self::Equal);
        let found = match said {
            None if documents > 1 => Some(Self::Units(Boundary::Document, "documents")),
            None => Some(Self::Equal(10)),
            Some("documents") => Some(Self::Units(Boundary::Document, "documents")),
            Some("paragraphs") => Some(Self::Units(Boundary::Paragraph, "paragraphs")),
            Some("sentences") => Some(Self::Units(Boundary::Sentence, "sentences")),
            Some(other) => other.strip_prefix("equal:").and_then(equal),
        };
        found.ok_or_else(|| {
            usage(
                format!("--parts {}: no such parts", said.unwrap_or_default()),
                "the parts are documents, paragraphs, sentences, equal:K",
            )
        })
    }

    fn name(self) -> String {
        match self {
            Self::Units(_, name) => name.to_owned(),
            Self::Equal(parts) => format!("equal:{parts}"),
        }
    }
}

/// The order of the list.
enum Order {
    Count,
    Term,
    Measure(Asked),
}

pub(super) fn run(args: DispersionArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Dispersion, &args.common.print) {
        return done;
    }
    let asked = args.choice.select(Family::Dispersion)?;
    let order = order(args.sort.as_deref(), &asked)?;
    if matches!(args.ci.ci, CiArg::Analytic | CiArg::Jackknife) {
        return Err(usage(
            "dispersion has intervals by --ci bootstrap alone",
            "say --ci bootstrap, with 20 parts or more",
        ));
    }
    // A mistake in it is told before a long reading.
    Division::parse(args.parts.as_deref(), 1)?;
    let mut session = Session::bounded(args.common, Keep::Order, false)?;
    let wanted = args.terms.as_deref().map(|path| read_terms(path, session.spec.folding)).transpose()?;
    let (profile, corpus) = session.profile()?;
    let layer = session.pipeline.layer(&profile, &session.spec);
    let division = Division::parse(args.parts.as_deref(), profile.documents)?;
    let table = Table::new(&profile.sequence, &layer, division, session.spec.layer.is_analyzed());
    if table.counts.empty > 0 {
        let message =
            format!("{} of the {} hold no token and were left out", table.counts.empty, division.name());
        let mut warning = Warning::new(WarningCode::EmptyPart, Severity::Warning, message);
        warning.count = table.counts.empty;
        session.warnings.push(warning);
    }
    args.choice.warn_of_faults(Family::Dispersion, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let mut ids = layer.ranked();
    ids.retain(|&id| {
        let term = layer.term(id);
        layer.count(id) >= args.min_count
            && !session.is_stopped(term)
            && wanted.as_ref().is_none_or(|wanted| wanted.contains(term))
    });
    match order {
        Order::Count => {}
        Order::Term => ids.sort_by(|&a, &b| layer.term(a).cmp(layer.term(b))),
        Order::Measure(measure) => {
            // Stable: equal scores stay in the order of counts.
            let mut keyed: Vec<(Option<f64>, TermId)> =
                ids.iter().map(|&id| (rank_key(table.score(&measure, id)), id)).collect();
            keyed.sort_by(|a, b| match (a.0, b.0) {
                (Some(a), Some(b)) => b.total_cmp(&a),
                (a, b) => b.is_some().cmp(&a.is_some()),
            });
            ids = keyed.into_iter().map(|(_, id)| id).collect();
        }
    }
    let listed = ids.len() as u64;
    if let (Some(limit), true) = (session.common.print.limit, session.common.print.format != Format::Table) {
        ids.truncate(limit);
    }
    let intervals = args.ci.any();
    let mut columns = vec![Column::integer("rank"), Column::arabic("term"), Column::integer("count")];
    for measure in &asked {
        columns.push(Column::measure(measure.id()));
        if intervals && !measure.reads_gaps() {
            columns.extend([
                Column::float(format!("{}_low", measure.id())),
                Column::float(format!("{}_high", measure.id())),
            ]);
        }
    }
    let rows = Lazy::new(columns, Some(listed), || {
        ids.iter().enumerate().map(|(at, &id)| {
            let mut row =
                vec![Cell::Integer(at as u64 + 1), layer.term(id).into(), Cell::Integer(layer.count(id))];
            for measure in &asked {
                row.push(table.score(measure, id).into());
                if intervals && !measure.reads_gaps() {
                    row.extend(bounds(bootstrap_spread(measure, &table.spread(id), args.ci.seed)));
                }
            }
            row
        })
    });
    let body = Body {
        total: layer.tokens,
        distinct: layer.len() as u64,
        parts: division.name(),
        part_sizes: table.parts.sizes(),
        rows: &rows,
    };
    output::reported(&session, "dispersion", corpus.records(), &rows, &body)?;
    Ok(!session.failed())
}

fn bounds(interval: Result<mizan::measure::Interval, Reason>) -> [Cell; 2] {
    match interval {
        Ok(found) => [Cell::Float(found.low), Cell::Float(found.high)],
        Err(reason) => [Cell::Undefined(reason), Cell::Undefined(reason)],
    }
}

/// What the list is sorted by: a measure rounded to twelve digits, so that the last bit decides nothing.
fn rank_key(score: Score) -> Option<f64> {
    score.value().and_then(|value| format!("{value:.11e}").parse().ok())
}

fn order(said: Option<&str>, asked: &[Asked]) -> Result<Order, Failure> {
    match said {
        None => Ok(asked.first().map_or(Order::Count, |first| Order::Measure(*first))),
        Some("count") => Ok(Order::Count),
        Some("term") => Ok(Order::Term),
        Some(id) => {
            let found = Measure::select(Family::Dispersion, Some(id))?;
            Ok(Order::Measure(found[0]))
        }
    }
}

/// The counts of all terms in the parts, and their places.
struct Table {
    parts: Parts,
    counts: PartCounts,
    places: Places,
}

impl Table {
    fn new(
        sequence: &mizan::count::Sequence,
        layer: &LayerCounts,
        division: Division,
        termless: bool,
    ) -> Self {
        let unit = match division {
            Division::Units(unit, _) => unit,
            Division::Equal(_) => Boundary::Document,
        };
        let mut flow = Flow::of(sequence, layer.of_type(), termless, unit);
        if let Division::Equal(parts) = division {
            flow.cut_equal(parts);
        }
        let counts = PartCounts::of(&flow, layer.len());
        Self { parts: Parts::new(counts.sizes().to_vec()), places: Places::of(&flow, layer.len()), counts }
    }

    fn spread(&self, id: TermId) -> Spread<'_> {
        Spread { parts: &self.parts, held: self.counts.held(id) }
    }

    fn score(&self, asked: &Asked, id: TermId) -> Score {
        if asked.reads_gaps() {
            asked.of_gaps(&Gaps { places: self.places.of_term(id), tokens: self.places.tokens })
        } else {
            asked.of_spread(&self.spread(id))
        }
    }
}

/// The object of JSON.
struct Body<'a> {
    total: u64,
    distinct: u64,
    parts: String,
    part_sizes: &'a [u64],
    rows: &'a dyn Source,
}

impl Serialize for Body<'_> {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        use serde::ser::SerializeMap;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("total", &self.total)?;
        object.serialize_entry("distinct", &self.distinct)?;
        object.serialize_entry("parts", &self.parts)?;
        object.serialize_entry("part_sizes", &self.part_sizes)?;
        object.serialize_entry("rows", &RowsJson(self.rows))?;
        object.end()
    }
}
