//! `mizan ngrams`: runs of words, or of characters, with their counts.

use super::{is_silent, most, spilled};
use crate::cli::args::{NgramsArgs, UnitArg};
use crate::cli::ranking::boundary_of;
use crate::cli::session::Session;
use crate::cli::{Failure, memory, output, usage};
use mizan::LayerCounts;
use mizan::count::{Keep, NgramSpec, Ngrams, TermId, char_ngrams};
use mizan::report::{Cell, Column, Lazy, ngram_columns, ngram_text, per_million, ranked_ngrams};

/// The n-grams of one order, ready to print.
struct Ranked {
    order: usize,
    total: u64,
    distinct: u64,
    rows: Vec<(String, u64)>,
}

/// What is listed.
pub(super) struct NgramList {
    pub(super) specs: Vec<NgramSpec>,
    pub(super) min_count: u64,
    pub(super) min_documents: u64,
}

impl NgramList {
    fn with_order(&self) -> bool {
        self.specs.len() > 1
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let mut columns = ngram_columns();
        if self.with_order() {
            columns.insert(0, Column::integer("order"));
        }
        columns
    }

    /// The row of an n-gram, one of `total` of its order.
    pub(super) fn row(&self, order: usize, rank: u64, text: String, count: u64, total: u64) -> Vec<Cell> {
        let mut row = if self.with_order() { vec![Cell::Integer(order as u64)] } else { Vec::new() };
        row.extend([Cell::Integer(rank), Cell::Text(text), Cell::Integer(count), per_million(count, total)]);
        row
    }
}

pub(in crate::cli) fn ngrams(args: NgramsArgs) -> Result<bool, Failure> {
    let (first, last) = orders(&args.order)?;
    let boundary = boundary_of(args.boundary);
    let specs = (first..=last)
        .map(|order| NgramSpec::new(order, args.skip, boundary))
        .collect::<Result<Vec<_>, _>>()?;
    let list = NgramList { specs, min_count: args.min_count, min_documents: args.min_documents };
    let spill = memory::spill(&args.common)?;
    let keep = if args.chars { Keep::Documents } else { Keep::Order };
    let mut session = Session::bounded(args.common, keep, false)?;
    session.settings.only_words = args.chars;
    if let Some(spill) = spill {
        if args.chars {
            let help =
                "leave one of them out: runs of characters take the memory of the words, not of the text";
            return Err(usage("--chars with --max-memory", help));
        }
        return spilled::ngrams(session, &list, &spill);
    }
    let (profile, corpus) = session.profile()?;
    let layer = session.pipeline.layer(&profile, &session.spec);
    session.say_warnings();
    if is_silent(&session, &corpus) {
        return Err(Failure::Silent);
    }
    let ranked: Vec<Ranked> = list
        .specs
        .iter()
        .map(|&spec| {
            if args.chars {
                characters(&layer, spec.order(), args.unit == UnitArg::Grapheme, args.pad, args.min_count)
            } else {
                let table = session.pipeline.ngrams(&profile.sequence, layer.of_type(), spec);
                listed(&session, &layer, &table, spec.order(), &list)
            }
        })
        .collect();
    let (total, distinct) =
        ranked.iter().fold((0, 0), |sum, list| (sum.0 + list.total, sum.1 + list.distinct));
    let mut flat: Vec<_> = ranked
        .iter()
        .flat_map(|list| list.rows.iter().zip(1..).map(move |(row, rank)| (list, rank, row)))
        .collect();
    let count = flat.len() as u64;
    flat.truncate(most(&session.common));
    let rows = Lazy::new(list.columns(), Some(count), || {
        flat.iter().map(|(of, rank, (text, count))| list.row(of.order, *rank, text.clone(), *count, of.total))
    });
    output::rows(&session, "ngrams", corpus.records(), total, distinct, &rows)?;
    Ok(!session.failed())
}

/// Word n-grams: those that are frequent enough and hold no stop word.
fn listed(session: &Session, layer: &LayerCounts, table: &Ngrams, order: usize, list: &NgramList) -> Ranked {
    let kept = |terms: &[TermId]| !terms.iter().any(|&id| session.is_stopped(layer.term(id)));
    let frequent = table.filtered(|ngram| {
        ngram.count >= list.min_count && ngram.documents >= list.min_documents && kept(&ngram.terms)
    });
    let rows = ranked_ngrams(layer, &frequent, usize::MAX);
    Ranked {
        order,
        total: table.total(),
        distinct: table.len() as u64,
        rows: rows.into_iter().map(|(terms, count)| (ngram_text(layer, &terms), count)).collect(),
    }
}

fn characters(layer: &LayerCounts, order: usize, graphemes: bool, pad: bool, min_count: u64) -> Ranked {
    let counts = char_ngrams(layer.iter(), order, graphemes, pad);
    let (total, distinct) = (counts.values().sum(), counts.len() as u64);
    let mut rows: Vec<(String, u64)> = counts.into_iter().filter(|&(_, count)| count >= min_count).collect();
    // Stable: equal counts stay in the order of code points.
    rows.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    Ranked { order, total, distinct, rows }
}

/// `N` or `N..M`.
pub(in crate::cli) fn orders(text: &str) -> Result<(usize, usize), Failure> {
    let wrong =
        || usage(format!("--order {text}: not an order"), "say --order 2, or --order 1..3 for a range");
    let number = |part: &str| part.trim().parse::<usize>().map_err(|_| wrong());
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(text)?, number(text)?),
    };
    if first > last { Err(wrong()) } else { Ok((first, last)) }
}
