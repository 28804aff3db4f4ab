//! `mizan ngrams`: runs of words, or of characters, with their counts.

use super::{is_silent, most, spilled};
use crate::cli::args::{NgramsArgs, UnitArg};
use crate::cli::ranking::boundary_of;
use crate::cli::session::Session;
use crate::cli::{Failure, memory, output, usage};
use mizan::LayerCounts;
use mizan::count::{Keep, NgramSpec, Ngrams, Sequence, TermId, char_ngrams};
use mizan::report::{Cell, Column, Lazy, ngram_columns, ngram_text, per_million};

/// The n-grams of one order, ready to print.
struct Ranked {
    order: usize,
    total: u64,
    distinct: u64,
    rows: Listed,
}

/// Where the rows come from.
enum Listed {
    /// Places of a table, whose terms are numbered in the order of code points.
    Runs(Ngrams, Vec<usize>),
    /// Texts with their counts.
    Texts(Vec<(String, u64)>),
}

impl Listed {
    fn len(&self) -> usize {
        match self {
            Self::Runs(_, places) => places.len(),
            Self::Texts(rows) => rows.len(),
        }
    }

    /// Text and count of the row at a place; `sorted` are the terms in the order of code points.
    fn at(&self, place: usize, layer: &LayerCounts, sorted: &[TermId]) -> (String, u64) {
        match self {
            Self::Runs(table, places) => {
                let ngram = table.at(places[place]);
                let terms: Vec<TermId> = ngram.terms.iter().map(|place| sorted[place.index()]).collect();
                (ngram_text(layer, &terms), ngram.count)
            }
            Self::Texts(rows) => rows[place].clone(),
        }
    }
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
    let sorted = if args.chars { Vec::new() } else { layer.sorted() };
    let ranked: Vec<Ranked> = if args.chars {
        let graphemes = args.unit == UnitArg::Grapheme;
        list.specs
            .iter()
            .map(|spec| characters(&layer, spec.order(), graphemes, args.pad, args.min_count))
            .collect()
    } else {
        runs(&session, profile.sequence, &layer, &sorted, &list)
    };
    let (total, distinct, listed) = ranked.iter().fold((0, 0, 0), |sum, list| {
        (sum.0 + list.total, sum.1 + list.distinct, sum.2 + list.rows.len() as u64)
    });
    let rows = Lazy::new(list.columns(), Some(listed), || {
        let rows = ranked.iter().flat_map(|of| (0..of.rows.len()).map(move |place| (of, place)));
        rows.take(most(&session.common)).map(|(of, place)| {
            let (text, count) = of.rows.at(place, &layer, &sorted);
            list.row(of.order, place as u64 + 1, text, count, of.total)
        })
    });
    output::rows(&session, "ngrams", corpus.records(), total, distinct, &rows)?;
    Ok(!session.failed())
}

/// Word n-grams of each order: those that are frequent enough and hold no stop word. The terms are counted by their
/// places in the order of code points, so that a table stands in the order in which ties are listed.
fn runs(
    session: &Session,
    sequence: Sequence,
    layer: &LayerCounts,
    sorted: &[TermId],
    list: &NgramList,
) -> Vec<Ranked> {
    let mut places = vec![TermId(0); sorted.len()];
    sorted.iter().zip(0..).for_each(|(id, place)| places[id.index()] = TermId(place));
    let of_type: Vec<Option<TermId>> =
        layer.of_type().iter().map(|id| id.map(|id| places[id.index()])).collect();
    let stopped: Vec<bool> = sorted.iter().map(|&id| session.is_stopped(layer.term(id))).collect();
    let counted = list.specs.iter().map(|&spec| {
        let table = session.pipeline.ngrams(&sequence, &of_type, spec);
        (spec.order(), table)
    });
    let counted: Vec<(usize, Ngrams)> = counted.collect();
    // It has served; ranking needs memory too.
    drop(sequence);
    let ranked = counted.into_iter().map(|(order, table)| {
        let places = table.ranked(|ngram| {
            ngram.count >= list.min_count
                && ngram.documents >= list.min_documents
                && !ngram.terms.iter().any(|place| stopped[place.index()])
        });
        Ranked {
            order,
            total: table.total(),
            distinct: table.len() as u64,
            rows: Listed::Runs(table, places),
        }
    });
    ranked.collect()
}

fn characters(layer: &LayerCounts, order: usize, graphemes: bool, pad: bool, min_count: u64) -> Ranked {
    let counts = char_ngrams(layer.iter(), order, graphemes, pad);
    let (total, distinct) = (counts.values().sum(), counts.len() as u64);
    let mut rows: Vec<(String, u64)> = counts.into_iter().filter(|&(_, count)| count >= min_count).collect();
    // Stable: equal counts stay in the order of code points.
    rows.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    Ranked { order, total, distinct, rows: Listed::Texts(rows) }
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
