//! `mizan words` and `mizan ngrams`: frequency lists.

use super::args::{BoundaryArg, Common, Format, NgramsArgs, UnitArg, WordSort, WordsArgs, WordsCi};
use super::output;
use super::session::Session;
use super::{Failure, usage};
use mizan::count::{Boundary, Flow, Keep, NgramSpec, Ngrams, PartCounts, TermId, char_ngrams};
use mizan::measure::frequency::{Occurrence, Redrawn, poisson_per_million, wilson_per_million};
use mizan::measure::{Family, Frequencies, Interval, Measure};
use mizan::report::{
    Cell, Column, Lazy, Rows, ngram_columns, ngram_text, per_million, ranked_ngrams, term_columns, term_row,
};
use mizan::{LayerCounts, Profile};

pub(super) fn words(args: WordsArgs) -> Result<bool, Failure> {
    if args.list {
        return super::measures::listed(&args.common.print, Some(Family::Frequency));
    }
    // The three that the list has anyway are no further columns.
    let mut asked = Measure::select(Family::Frequency, args.measures.as_deref())?;
    asked.retain(|asked| !["count", "per_million", "documents"].contains(&asked.measure.stem));
    let keep = if args.ci == WordsCi::Bootstrap { Keep::Order } else { Keep::Documents };
    let mut session = Session::new(args.common, keep, false)?;
    session.settings.only_words = true;
    let (profile, corpus) = session.profile();
    let layer = session.pipeline.layer(&profile, &session.spec);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let (inputs, total, distinct) = (corpus.records(), layer.tokens, layer.len() as u64);
    if args.spectrum {
        let mut rows = Rows::new(vec![Column::integer("count"), Column::integer("types")]);
        for (count, types) in Frequencies::of(layer.counts()).spectrum {
            rows.push(vec![Cell::Integer(count), Cell::Integer(types)]);
        }
        cut(&mut rows, &session.common);
        output::rows(&session, "words", inputs, total, distinct, &rows)?;
        return Ok(!session.failed());
    }
    let mut ids = layer.ranked();
    ids.retain(|&id| layer.count(id) >= args.min_count && !session.is_stopped(layer.term(id)));
    match args.sort {
        WordSort::Count | WordSort::PerMillion => {}
        WordSort::Term => ids.sort_by(|&a, &b| layer.term(a).cmp(layer.term(b))),
        // Stable: equal documents stay in the order of counts.
        WordSort::Documents => ids.sort_by_key(|&id| std::cmp::Reverse(layer.documents(id))),
    }
    let listed = ids.len() as u64;
    truncate(&mut ids, &session.common);
    let mut columns = term_columns();
    let redrawn = match args.ci {
        WordsCi::Bootstrap => Some(Documents::new(&profile, &layer, args.seed)?),
        _ => None,
    };
    if args.ci != WordsCi::None {
        columns.extend(["per_million_low", "per_million_high"].map(Column::float));
    }
    columns.extend(asked.iter().map(|asked| Column::measure(asked.id())));
    let rows = Lazy::new(columns, Some(listed), || {
        ids.iter().enumerate().map(|(at, &id)| {
            let mut row = term_row(&layer, at + 1, id);
            let term = Occurrence {
                count: layer.count(id),
                tokens: layer.tokens,
                types: layer.len() as u64,
                held: layer.documents(id),
                documents: profile.documents,
            };
            let interval = match args.ci {
                WordsCi::None => None,
                WordsCi::Analytic => Some(wilson_per_million(&term)),
                WordsCi::Poisson => Some(poisson_per_million(&term)),
                WordsCi::Bootstrap => redrawn.as_ref().map(|documents| Ok(documents.interval(id))),
            };
            row.extend(interval.into_iter().flat_map(|interval| match interval {
                Ok(found) => [found.low, found.high].map(Cell::Float),
                Err(reason) => [Cell::Undefined(reason), Cell::Undefined(reason)],
            }));
            row.extend(asked.iter().map(|asked| Cell::from(asked.of_occurrence(&term))));
            row
        })
    });
    output::rows(&session, "words", inputs, total, distinct, &rows)?;
    Ok(!session.failed())
}

/// The documents of a corpus, drawn anew, and how often each holds a term.
struct Documents {
    counts: PartCounts,
    redrawn: Redrawn,
}

impl Documents {
    fn new(profile: &Profile, layer: &LayerCounts, seed: u64) -> Result<Self, Failure> {
        // Tokens without a term are tokens of their document.
        let flow = Flow::of(&profile.sequence, layer.of_type(), true, Boundary::Document);
        let counts = PartCounts::of(&flow, layer.len());
        let redrawn = Redrawn::new(counts.sizes(), seed).map_err(|_| {
            let message = format!("--ci bootstrap of {} documents", counts.sizes().len());
            usage(message, "it draws documents anew and needs 20; say --ci poisson or analytic for fewer")
        })?;
        Ok(Self { counts, redrawn })
    }

    fn interval(&self, id: TermId) -> Interval {
        self.redrawn.per_million(self.counts.held(id))
    }
}

/// Leaves the rows that were asked for; a table counts the rest itself.
fn truncate<T>(rows: &mut Vec<T>, common: &Common) {
    if let (Some(limit), true) = (common.print.limit, common.print.format != Format::Table) {
        rows.truncate(limit);
    }
}

fn cut(rows: &mut Rows, common: &Common) {
    truncate(&mut rows.rows, common);
}

/// The n-grams of one order, ready to print.
struct Ranked {
    order: usize,
    total: u64,
    distinct: u64,
    rows: Vec<(String, u64)>,
}

pub(super) fn ngrams(args: NgramsArgs) -> Result<bool, Failure> {
    let (first, last) = orders(&args.order)?;
    let boundary = match args.boundary {
        BoundaryArg::Clause => Boundary::Clause,
        BoundaryArg::Sentence => Boundary::Sentence,
        BoundaryArg::Paragraph => Boundary::Paragraph,
        BoundaryArg::Document => Boundary::Document,
    };
    let specs = (first..=last)
        .map(|order| NgramSpec::new(order, args.skip, boundary))
        .collect::<Result<Vec<_>, _>>()?;
    let keep = if args.chars { Keep::Documents } else { Keep::Order };
    let mut session = Session::new(args.common, keep, false)?;
    session.settings.only_words = args.chars;
    let (profile, corpus) = session.profile();
    let layer = session.pipeline.layer(&profile, &session.spec);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let lists: Vec<Ranked> = specs
        .iter()
        .map(|&spec| {
            if args.chars {
                characters(&layer, spec.order(), args.unit == UnitArg::Grapheme, args.pad, args.min_count)
            } else {
                let table = session.pipeline.ngrams(&profile.sequence, layer.of_type(), spec);
                listed(&session, &layer, &table, spec.order(), args.min_count, args.min_documents)
            }
        })
        .collect();
    let mut columns = ngram_columns();
    if last > first {
        columns.insert(0, Column::integer("order"));
    }
    let (total, distinct) =
        lists.iter().fold((0, 0), |sum, list| (sum.0 + list.total, sum.1 + list.distinct));
    let mut flat: Vec<_> = lists
        .iter()
        .flat_map(|list| list.rows.iter().enumerate().map(move |(at, row)| (list, at + 1, row)))
        .collect();
    let count = flat.len() as u64;
    truncate(&mut flat, &session.common);
    let with_order = last > first;
    let rows = Lazy::new(columns, Some(count), || {
        flat.iter().map(move |(list, rank, (text, count))| {
            let mut row = if with_order { vec![Cell::Integer(list.order as u64)] } else { Vec::new() };
            row.extend([
                Cell::Integer(*rank as u64),
                Cell::Text(text.clone()),
                Cell::Integer(*count),
                per_million(*count, list.total),
            ]);
            row
        })
    });
    output::rows(&session, "ngrams", corpus.records(), total, distinct, &rows)?;
    Ok(!session.failed())
}

/// Word n-grams: those that are frequent enough and hold no stop word.
fn listed(
    session: &Session,
    layer: &LayerCounts,
    table: &Ngrams,
    order: usize,
    min_count: u64,
    min_documents: u64,
) -> Ranked {
    let kept = |terms: &[TermId]| !terms.iter().any(|&id| session.is_stopped(layer.term(id)));
    let frequent = table
        .filtered(|ngram| ngram.count >= min_count && ngram.documents >= min_documents && kept(&ngram.terms));
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
pub(super) fn orders(text: &str) -> Result<(usize, usize), Failure> {
    let wrong =
        || usage(format!("--order {text}: not an order"), "say --order 2, or --order 1..3 for a range");
    let number = |part: &str| part.trim().parse::<usize>().map_err(|_| wrong());
    let (first, last) = match text.split_once("..") {
        Some((first, last)) => (number(first)?, number(last)?),
        None => (number(text)?, number(text)?),
    };
    if first > last { Err(wrong()) } else { Ok((first, last)) }
}
