//! `mizan diversity`: how rich the vocabulary of a text is, by every index or those that are asked for.

use super::args::{CiArg, CiChoice, DiversityArgs};
use super::session::Session;
use super::{Failure, usage};
use super::{documents, output};
use mizan::Corpus;
use mizan::count::{Boundary, Flow, Keep};
use mizan::measure::diversity::{Text, count_terms};
use mizan::measure::{
    Asked, Compute, Family, Frequencies, Interval, Score, blocks, jackknife, of_replicates, replicate,
};
use mizan::morphology::StemmerId;
use mizan::report::{Cell, Column, Rows, ScoreList, Scored, Tree, score_columns};
use mizan::{LayerCounts, Pipeline, Profile};

pub(super) fn run(args: DiversityArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Diversity, &args.common.print) {
        return done;
    }
    let asked = args.choice.select(Family::Diversity)?;
    let parts = matches!(args.ci.ci, CiArg::Jackknife | CiArg::Bootstrap);
    let streamed = documents::are_streamed(&args.common, args.per_document) && !parts;
    let mut session = Session::bounded(args.common, Keep::Order, false)?;
    if streamed {
        args.choice.warn_of_faults(Family::Diversity, &mut session);
        let columns = document_columns(args.ci.any());
        let rows = |session: &Session, name: &str, profile: Profile| {
            let lists = Measured::new(session, &profile, &[]).documents(&asked, &args.ci);
            rows_of(name, &lists.unwrap_or_default(), args.ci.any())
        };
        let warn = |session: &mut Session, _: &Profile, tokens| session.warn_of_short_text(tokens);
        return documents::print(&mut session, "diversity", columns, rows, warn);
    }
    session.names = args.per_document;
    let (profile, corpus) = session.profile()?;
    let measured = Measured::new(&session, &profile, &asked);
    session.warn_of_short_text(measured.layer.tokens);
    args.choice.warn_of_faults(Family::Diversity, &mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let whole = measured.whole(&asked, &args.ci, &session.pipeline)?;
    let documents = if args.per_document { measured.documents(&asked, &args.ci)? } else { Vec::new() };
    print(&session, "diversity", &corpus, &whole, args.per_document.then_some(&documents), args.ci.any())?;
    Ok(!session.failed())
}

impl CiChoice {
    /// Whether intervals were asked for.
    pub(super) fn any(&self) -> bool {
        self.ci != CiArg::None
    }
}

/// The columns of scores of documents.
pub(super) fn document_columns(intervals: bool) -> Vec<Column> {
    let mut columns = score_columns(intervals);
    columns.insert(0, Column::word("document"));
    columns
}

/// The rows of the scores of a document.
pub(super) fn rows_of(name: &str, lists: &[ScoreList], intervals: bool) -> Vec<Vec<Cell>> {
    let mut rows = Rows::new(document_columns(intervals));
    lists.iter().for_each(|list| list.push_rows(&mut rows, Some(name), intervals));
    rows.rows
}

/// Prints scores: of the whole, or of each document.
pub(super) fn print(
    session: &Session,
    command: &'static str,
    corpus: &Corpus,
    whole: &ScoreList,
    documents: Option<&Vec<ScoreList>>,
    intervals: bool,
) -> Result<(), Failure> {
    let name = |at: usize| corpus.names().get(at).map_or("", |name| &**name);
    let mut rows = Rows::new(match documents {
        Some(_) => document_columns(intervals),
        None => score_columns(intervals),
    });
    let tree = match documents {
        None => {
            whole.push_rows(&mut rows, None, intervals);
            whole.tree(None, intervals)
        }
        Some(documents) => {
            let mut trees = Vec::new();
            for (at, scores) in documents.iter().enumerate() {
                scores.push_rows(&mut rows, Some(name(at)), intervals);
                trees.push(scores.tree(Some(name(at)), intervals));
            }
            let mut members = match whole.tree(None, intervals) {
                Tree::Object(members) => members,
                other => vec![(command.to_owned(), other)],
            };
            members.push(("documents".to_owned(), Tree::List(trees)));
            Tree::Object(members)
        }
    };
    let print = &session.common.print;
    if print.format == super::args::Format::Table {
        // Every index is shown: a table of scores is not a list to be cut.
        let options = mizan::report::Options { table_rows: print.limit, ..output::options(print) };
        output::deliver(print, |out| mizan::report::table::write(&rows, &options, out))?;
        return output::manifest(session, command, corpus.records(), output::measure_ids(&rows));
    }
    rows.rows.truncate(print.limit.unwrap_or(usize::MAX));
    output::reported(session, command, corpus.records(), &rows, &tree)
}

/// A text that is ready to be measured on a layer.
pub(super) struct Measured {
    pub(super) layer: LayerCounts,
    /// Its terms, cut into sentences.
    pub(super) sentences: Flow,
    /// The same, cut into documents.
    documents: Flow,
    content: Option<(u64, u64)>,
}

impl Measured {
    /// Finds the terms of the layer, and the content words if a measure asks for them.
    pub(super) fn new(session: &Session, profile: &Profile, asked: &[Asked]) -> Self {
        let layer = session.pipeline.layer(profile, &session.spec);
        let flow = |unit| Flow::of(&profile.sequence, layer.of_type(), false, unit);
        let analyses = session.spec.stem == StemmerId::Mizan && session.spec.root == StemmerId::Mizan;
        let wanted = asked.iter().any(|asked| asked.measure.stem == "lexical_density");
        Self {
            sentences: flow(Boundary::Sentence),
            documents: flow(Boundary::Document),
            content: (wanted && analyses).then(|| session.pipeline.content_tokens(profile, &session.spec)),
            layer,
        }
    }

    /// The scores of the whole text.
    pub(super) fn whole(
        &self,
        asked: &[Asked],
        ci: &CiChoice,
        pipeline: &Pipeline,
    ) -> Result<ScoreList, Failure> {
        let counts = Frequencies::of(self.layer.counts());
        let text =
            Text { content: self.content, ..Text::new(&counts, self.sentences.terms(), self.layer.len()) };
        let cuts =
            (ci.ci == CiArg::Jackknife).then(|| blocks(text.terms.len(), self.sentences.ends())).flatten();
        let documents: Vec<&[u32]> = self.documents.units().collect();
        if ci.ci == CiArg::Bootstrap && documents.len() < Interval::LEAST_DOCUMENTS {
            let message = format!("--ci bootstrap of {} documents", documents.len());
            return Err(usage(
                message,
                "it draws documents anew and needs 20; say --ci jackknife for one text",
            ));
        }
        let drawn: Vec<Asked> = asked.iter().copied().filter(Asked::has_blocks).collect();
        let replicates = if ci.ci == CiArg::Bootstrap {
            let one = |_: &mut (), number| replicate(&drawn, &documents, text.types, ci.seed, number);
            pipeline.map((0..Interval::REPLICATES).collect(), || (), one)
        } else {
            Vec::new()
        };
        let score = |asked: &Asked| {
            let score = asked.of_text(&text);
            let interval = match ci.ci {
                CiArg::None => None,
                CiArg::Analytic => asked.analytic(&counts, score),
                CiArg::Jackknife => {
                    asked.has_blocks().then(|| jackknife(asked, &text, score, cuts.as_deref()))
                }
                CiArg::Bootstrap => drawn
                    .iter()
                    .position(|drawn| drawn == asked)
                    .map(|at| of_replicates(replicates.iter().map(|scores| scores[at]))),
            };
            Scored { asked: *asked, score, interval }
        };
        let mut figures = self.figures(&counts);
        figures.insert(1, ("types", Score::Count(counts.types)));
        Ok(ScoreList { figures, scores: asked.iter().map(score).collect(), lists: Vec::new() })
    }

    /// Tokens with a term; where others have none, how many there are in all and the share that is covered.
    fn figures(&self, counts: &Frequencies) -> Vec<(&'static str, Score)> {
        let mut figures = vec![("tokens", Score::Count(counts.tokens))];
        if counts.tokens < self.layer.tokens {
            let share = counts.tokens as f64 / self.layer.tokens as f64;
            figures.push(("tokens_in_all", Score::Count(self.layer.tokens)));
            figures.push(("coverage", Score::new(share, mizan::measure::Reason::Empty)));
        }
        figures
    }

    /// The scores of each document.
    fn documents(&self, asked: &[Asked], ci: &CiChoice) -> Result<Vec<ScoreList>, Failure> {
        if matches!(ci.ci, CiArg::Jackknife | CiArg::Bootstrap) {
            return Err(usage(
                "--per-document with --ci by parts of the text",
                "say --ci analytic, or leave it out",
            ));
        }
        // Terms are numbered anew in each document, so that its cost is that of its own types.
        let mut numbers = vec![u32::MAX; self.layer.len()];
        let lists = self.documents.units().map(|document| {
            let (mut terms, mut types) = (Vec::with_capacity(document.len()), 0);
            for &term in document {
                let number = &mut numbers[term as usize];
                if *number == u32::MAX {
                    *number = types;
                    types += 1;
                }
                terms.push(*number);
            }
            document.iter().for_each(|&term| numbers[term as usize] = u32::MAX);
            let counts = Frequencies::of(&count_terms(&terms, types as usize));
            let text = Text::new(&counts, &terms, types as usize);
            let scores = asked.iter().filter(|asked| !needs_words(asked)).map(|asked| {
                let score = asked.of_text(&text);
                let interval = if ci.any() { asked.analytic(&counts, score) } else { None };
                Scored { asked: *asked, score, interval }
            });
            let figures =
                vec![("tokens", Score::Count(counts.tokens)), ("types", Score::Count(counts.types))];
            ScoreList { figures, scores: scores.collect(), lists: Vec::new() }
        });
        Ok(lists.collect())
    }
}

/// Whether a measure asks for the kinds of words, which are counted of the whole alone.
fn needs_words(asked: &Asked) -> bool {
    matches!(asked.measure.compute, Compute::Text(_)) && asked.measure.stem == "lexical_density"
}
