//! `mizan words`: terms with their counts.

use super::{is_silent, most, spilled};
use crate::cli::args::{WordSort, WordsArgs, WordsCi};
use crate::cli::session::Session;
use crate::cli::{Failure, measures, memory, output, usage};
use mizan::count::{Boundary, Flow, Keep, PartCounts, TermId};
use mizan::measure::frequency::{Occurrence, Redrawn, poisson_per_million, wilson_per_million};
use mizan::measure::{Asked, Family, Frequencies, Interval, Measure};
use mizan::report::{Cell, Column, Lazy, Rows, counted_row, term_columns};
use mizan::{LayerCounts, Profile};
use std::mem::ManuallyDrop;

pub(in crate::cli) fn words(args: WordsArgs) -> Result<bool, Failure> {
    if args.list {
        return measures::listed(&args.common.print, Some(Family::Frequency));
    }
    let list = WordList {
        asked: asked(&args)?,
        ci: args.ci,
        sort: args.sort,
        min_count: args.min_count,
        spectrum: args.spectrum,
    };
    let spill = memory::spill(&args.common)?;
    let bootstrap = args.ci == WordsCi::Bootstrap;
    let keep = if bootstrap { Keep::Order } else { Keep::Documents };
    let mut session = Session::bounded(args.common, keep, false)?;
    session.settings.only_words = true;
    if let Some(spill) = spill {
        if bootstrap {
            return Err(usage(
                "--ci bootstrap with --max-memory",
                "it draws documents anew and holds them all; say --ci poisson or analytic",
            ));
        }
        return spilled::words(session, &list, &spill);
    }
    // Not dropped: the process ends here, and the system takes all memory back at once.
    let (profile, corpus) = session.profile()?;
    let (profile, corpus) = (ManuallyDrop::new(profile), ManuallyDrop::new(corpus));
    let layer = ManuallyDrop::new(session.pipeline.layer(&profile, &session.spec));
    session.say_warnings();
    if is_silent(&session, &corpus) {
        return Err(Failure::Silent);
    }
    let (inputs, total, distinct) = (corpus.records(), layer.tokens, layer.len() as u64);
    if list.spectrum {
        let rows = spectrum_rows(Frequencies::of(layer.counts()).spectrum, most(&session.common));
        output::rows(&session, "words", inputs, total, distinct, &rows)?;
        return Ok(!session.failed());
    }
    let kept = |id| {
        layer.count(id) >= list.min_count && (!session.has_stoplist() || !session.is_stopped(layer.term(id)))
    };
    let by_count = matches!(list.sort, WordSort::Count | WordSort::PerMillion);
    let shown = session.common.print.most_rows().filter(|_| by_count).unwrap_or(usize::MAX);
    let (mut ids, listed) = layer.most_frequent(shown, kept);
    match list.sort {
        WordSort::Count | WordSort::PerMillion => {}
        WordSort::Term => ids.sort_by(|&a, &b| layer.term(a).cmp(layer.term(b))),
        // Stable: equal documents stay in the order of counts.
        WordSort::Documents => ids.sort_by_key(|&id| std::cmp::Reverse(layer.documents(id))),
    }
    ids.truncate(most(&session.common));
    let redrawn = if bootstrap { Some(Documents::new(&profile, &layer, args.seed)?) } else { None };
    let rows = Lazy::new(list.columns(), Some(listed as u64), || {
        ids.iter().zip(1..).map(|(&id, rank)| {
            let term = Occurrence {
                count: layer.count(id),
                tokens: layer.tokens,
                types: layer.len() as u64,
                held: layer.documents(id),
                documents: profile.documents,
            };
            let interval = redrawn.as_ref().map(|documents| documents.interval(id));
            list.row(rank, layer.term(id).to_owned(), &term, interval)
        })
    });
    output::rows(&session, "words", inputs, total, distinct, &rows)?;
    Ok(!session.failed())
}

/// The measures that are columns: the three that the list has anyway are no further ones.
fn asked(args: &WordsArgs) -> Result<Vec<Asked>, Failure> {
    let mut asked = Measure::select(Family::Frequency, args.measures.as_deref())?;
    asked.retain(|asked| !["count", "per_million", "documents"].contains(&asked.measure.stem));
    Ok(asked)
}

/// What is listed, and in which order.
pub(super) struct WordList {
    asked: Vec<Asked>,
    ci: WordsCi,
    pub(super) sort: WordSort,
    pub(super) min_count: u64,
    pub(super) spectrum: bool,
}

impl WordList {
    pub(super) fn columns(&self) -> Vec<Column> {
        let mut columns = term_columns();
        if self.ci != WordsCi::None {
            columns.extend(["per_million_low", "per_million_high"].map(Column::float));
        }
        columns.extend(self.asked.iter().map(|asked| Column::measure(asked.id())));
        columns
    }

    /// The row of a term; `redrawn` is its interval by drawing documents anew, if that is asked for.
    pub(super) fn row(
        &self,
        rank: u64,
        text: String,
        term: &Occurrence,
        redrawn: Option<Interval>,
    ) -> Vec<Cell> {
        let mut row = counted_row(rank, text, term.count, term.tokens, term.held);
        let interval = match self.ci {
            WordsCi::None => None,
            WordsCi::Analytic => Some(wilson_per_million(term)),
            WordsCi::Poisson => Some(poisson_per_million(term)),
            WordsCi::Bootstrap => redrawn.map(Ok),
        };
        row.extend(interval.into_iter().flat_map(|interval| match interval {
            Ok(found) => [found.low, found.high].map(Cell::Float),
            Err(reason) => [Cell::Undefined(reason), Cell::Undefined(reason)],
        }));
        row.extend(self.asked.iter().map(|asked| Cell::from(asked.of_occurrence(term))));
        row
    }
}

/// How many terms occur once, twice, …
pub(super) fn spectrum_rows(spectrum: impl IntoIterator<Item = (u64, u64)>, most: usize) -> Rows {
    let mut rows = Rows::new(vec![Column::integer("count"), Column::integer("types")]);
    for (count, types) in spectrum.into_iter().take(most) {
        rows.push(vec![Cell::Integer(count), Cell::Integer(types)]);
    }
    rows
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
