//! `mizan readability`: how hard a text is, sentence by sentence, and why; every formula beside it.

mod gather;

use super::args::{Common, Format, MeasureChoice};
use super::output::{self, Envelope};
use super::session::Session;
use super::{Failure, usage};
use clap::{Args, ValueEnum};
use gather::{Document, Gathering};
use mizan::count::Keep;
use mizan::input::{InputRecord, Severity, Warning, WarningCode};
use mizan::measure::{Asked, Family, Measure, Reason, Score};
use mizan::readability::{Grader, SentenceReader, Unit, Wanted};
use mizan::report::readability::{
    DocumentReport, FormulasJson, UnitJson, page, reason_columns, reason_row, reasons, unit_columns, unit_row,
};
use mizan::report::{Scored, json};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::io;
use std::ops::ControlFlow;

#[derive(Debug, Args)]
pub(super) struct ReadabilityArgs {
    #[command(flatten)]
    choice: MeasureChoice,
    /// Each document by itself
    #[arg(long)]
    per_document: bool,
    /// In rows, the reasons of each sentence instead of its scores; on the page, every reason, however small
    #[arg(long)]
    why: bool,
    /// How many of the hardest sentences the page shows, with reasons
    #[arg(long, value_name = "N", default_value_t = 3)]
    hardest: usize,
    /// Levels as scored, or drawn away from the mean as far as gold levels are
    #[arg(long, value_enum, default_value_t = ScaleArg::Plain)]
    level_scale: ScaleArg,
    /// Exit with 1 if a document's level_19 or formula is greater: level_19=14, lix=60; several with commas
    #[arg(long, value_name = "ID=X", value_delimiter = ',')]
    fail_above: Vec<String>,
    /// Exit with 1 if it is less
    #[arg(long, value_name = "ID=X", value_delimiter = ',')]
    fail_below: Vec<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ScaleArg {
    Plain,
    Rescaled,
}

pub(super) fn run(args: ReadabilityArgs) -> Result<bool, Failure> {
    if let Some(done) = args.choice.listed(Family::Readability, &args.common.print) {
        return done;
    }
    let asked = args.choice.select(Family::Readability)?;
    let limits = Limits::new(&args.fail_above, &args.fail_below)?;
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let mut run = Run {
        asked,
        per_document: args.per_document,
        why: args.why,
        several: session.is_several(),
        hardest: args.hardest,
        grader: grader(args.level_scale),
        limits,
        documents: Vec::new(),
        names: Vec::new(),
    };
    if run.grader.is_none() {
        let message = "built without the model: no levels, and no formula that counts syllables";
        session.warnings.push(
            Warning::new(WarningCode::NoModel, Severity::Warning, message)
                .with_help("build it with the feature model, which carries another licence"),
        );
    }
    let corpus = run.read(&mut session);
    run.warn(&mut session);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    run.print(&session, corpus.records())?;
    let crossed = run.documents.iter().any(|document| run.limits.crossed(&document.whole));
    if crossed && !session.failed() { Err(Failure::Negative) } else { Ok(!session.failed()) }
}

/// One text, as another command asks for it: its level and the score of every formula.
pub(super) struct Readable {
    pub(super) level: Score,
    pub(super) scores: Vec<Scored>,
}

impl Readable {
    /// Reads the inputs as one text.
    pub(super) fn read(common: Common) -> Result<Self, Failure> {
        let asked = Measure::select(Family::Readability, None)?;
        let mut session = Session::new(common, Keep::Documents, false)?;
        let mut run = Run {
            asked,
            per_document: false,
            why: false,
            several: session.is_several(),
            hardest: 0,
            grader: grader(ScaleArg::Plain),
            limits: Limits(Vec::new()),
            documents: Vec::new(),
            names: Vec::new(),
        };
        run.read(&mut session);
        let Some(document) = run.documents.first() else {
            return Ok(Self { level: Score::Undefined(Reason::Empty), scores: Vec::new() });
        };
        let level =
            document.whole.grade.map_or_else(Score::Undefined, |grade| Score::Value(grade.level.score));
        let scored = |asked: &Asked| Scored {
            asked: *asked,
            score: asked.of_readability(&document.whole.counts),
            interval: document.intervals.iter().find(|(known, _)| known == asked).map(|(_, found)| *found),
        };
        Ok(Self { level, scores: run.asked.iter().map(scored).collect() })
    }
}

/// The model of levels on the scale that was asked for.
fn grader(scale: ScaleArg) -> Option<Grader<'static>> {
    let grader = Grader::standard()?.clone();
    Some(if scale == ScaleArg::Rescaled { grader.rescaled() } else { grader })
}

/// Values that a document must not cross.
struct Limits(Vec<(Limit, bool, f64)>);

enum Limit {
    Level,
    Formula(Asked),
}

impl Limits {
    fn new(above: &[String], below: &[String]) -> Result<Self, Failure> {
        let limit = |text: &String, above: bool| {
            let wrong = || {
                usage(format!("{text:?} is no limit"), "say level_19=14, or a formula and its value: lix=60")
            };
            let (id, value) = text.split_once('=').ok_or_else(wrong)?;
            let value: f64 =
                value.trim().parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(wrong)?;
            if id.trim() == "level_19" {
                return Ok((Limit::Level, above, value));
            }
            let asked = Measure::select(Family::Readability, Some(id.trim()))?;
            asked.first().map(|&asked| (Limit::Formula(asked), above, value)).ok_or_else(wrong)
        };
        let above = above.iter().map(|text| limit(text, true));
        Ok(Self(above.chain(below.iter().map(|text| limit(text, false))).collect::<Result<_, Failure>>()?))
    }

    /// Whether a document crosses one of them; what is undefined crosses none.
    fn crossed(&self, document: &Unit) -> bool {
        self.0.iter().any(|(limit, above, most)| {
            let value = match limit {
                Limit::Level => document.grade.ok().map(|grade| f64::from(grade.level.level_19())),
                Limit::Formula(asked) => asked.of_readability(&document.counts).value(),
            };
            value.is_some_and(|value| if *above { value > *most } else { value < *most })
        })
    }
}

struct Run {
    asked: Vec<Asked>,
    per_document: bool,
    why: bool,
    several: bool,
    hardest: usize,
    grader: Option<Grader<'static>>,
    limits: Limits,
    documents: Vec<Document>,
    names: Vec<String>,
}

impl Run {
    /// Reads all documents: sentences on all threads, sums in the order of the text.
    fn read(&mut self, session: &mut Session) -> mizan::Corpus {
        let settings = session.settings;
        let units = session.common.print.format != Format::Table;
        let wanted = Wanted { programs: units && self.reads_programs(), why: units, forms: units };
        let mut corpus = match settings.unit {
            // A list of tokens is one sentence.
            mizan::Unit::Tokens => session.corpus_in(usize::MAX),
            mizan::Unit::Text | mizan::Unit::Sentences => session.corpus(),
        };
        let grader = self.grader.clone();
        let mut gathering = Gathering::new(self, units, settings);
        session.pipeline.ordered(
            &mut corpus.portions(),
            || SentenceReader::new(&settings, grader.as_ref(), wanted),
            |reader, piece| {
                let sentences = reader.read(&piece.as_piece());
                (piece, sentences)
            },
            |(piece, sentences)| {
                gathering.take(&piece, &sentences);
                ControlFlow::Continue(())
            },
        );
        (self.documents, self.names) = gathering.finish();
        session.warnings.extend_from_slice(corpus.warnings());
        corpus
    }

    /// Whether a formula was asked for that counts as another program does.
    fn reads_programs(&self) -> bool {
        self.asked.iter().any(|asked| ["osman_java", "osman_textstat"].contains(&asked.id().as_str()))
    }

    fn warn(&self, session: &mut Session) {
        let mut words = 0;
        for document in &self.documents {
            let counts = &document.whole.counts;
            words += counts.words;
            if counts.admitted() == Err(Reason::NotArabic) {
                let all = counts.letters + counts.other_letters;
                let share = 100.0 * counts.letters as f64 / all.max(1) as f64;
                let message = format!("{share:.0} % of the letters are Arabic: readability is not scored");
                session.warnings.push(Warning::new(WarningCode::NonArabicText, Severity::Warning, message));
            }
        }
        session.warn_of_short_text(words);
    }

    fn print(&self, session: &Session, inputs: &[InputRecord]) -> Result<(), Failure> {
        self.print_result(session, inputs)?;
        let ids = self.asked.iter().map(Asked::id).collect();
        output::manifest(session, "readability", inputs, ids)
    }

    fn print_result(&self, session: &Session, inputs: &[InputRecord]) -> Result<(), Failure> {
        let format = session.common.print.format;
        match format {
            Format::Table => self.print_pages(session, inputs),
            Format::Json => output::deliver(&session.common.print, |out| {
                json::write_value(&Envelope { session, command: "readability", inputs, body: self }, out)
            }),
            _ if self.why => self.print_reasons(session),
            _ => self.print_rows(session),
        }
    }

    fn print_pages(&self, session: &Session, inputs: &[InputRecord]) -> Result<(), Failure> {
        let options = output::options(&session.common.print);
        let mut text = String::new();
        for (at, document) in self.documents.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            let title = match inputs {
                [one] if one.path == "-" => "standard input".to_owned(),
                [one] => one.path.clone(),
                _ if self.per_document => self.names.get(at).cloned().unwrap_or_default(),
                many => format!("{} files", many.len()),
            };
            let interval = |asked: &Asked| {
                let found = document.intervals.iter().find(|(known, _)| known == asked);
                found.and_then(|(_, interval)| interval.as_ref().ok().copied())
            };
            let score =
                |asked: &Asked| (*asked, asked.of_readability(&document.whole.counts), interval(asked));
            let scores: Vec<_> = self.asked.iter().map(score).collect();
            let columns = output::page_columns(&options);
            let spread = document.spread.as_ref();
            let hard = (document.hard.as_slice(), self.why);
            text.push_str(&page(&title, &document.whole, spread, &scores, hard, columns, &options));
        }
        output::deliver(&session.common.print, |out| out.write_all(text.as_bytes()))
    }

    fn print_rows(&self, session: &Session) -> Result<(), Failure> {
        let columns = unit_columns(&self.asked, self.several);
        let rows = output::Once::new(columns, |each| {
            for (at, document) in self.documents.iter().enumerate() {
                let whole = if self.per_document { self.name(at as u64) } else { "" };
                let whole = self.several.then_some(whole);
                let parts = |name,
                             units: &[(u64, Unit)],
                             each: &mut mizan::report::Each<'_>|
                 -> io::Result<ControlFlow<()>> {
                    for (document, unit) in units {
                        let document = self.several.then(|| self.name(*document));
                        if each(&unit_row(name, unit, &self.asked, document))?.is_break() {
                            return Ok(ControlFlow::Break(()));
                        }
                    }
                    Ok(ControlFlow::Continue(()))
                };
                if each(&unit_row("document", &document.whole, &self.asked, whole))?.is_break()
                    || parts("paragraph", &document.paragraphs, each)?.is_break()
                    || parts("sentence", &document.sentences, each)?.is_break()
                {
                    break;
                }
            }
            Ok(())
        });
        output::formatted(&session.common.print, &rows, |_| Ok(()))
    }

    /// A row for each reason of each sentence.
    fn print_reasons(&self, session: &Session) -> Result<(), Failure> {
        let rows = output::Once::new(reason_columns(self.several), |each| {
            for (document, unit) in self.documents.iter().flat_map(|document| &document.sentences) {
                let document = self.several.then(|| self.name(*document));
                for why in reasons(unit) {
                    if each(&reason_row(unit.index, &why, document))?.is_break() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        });
        output::formatted(&session.common.print, &rows, |_| Ok(()))
    }

    fn name(&self, document: u64) -> &str {
        self.names.get(document as usize).map_or("", String::as_str)
    }
}

impl Serialize for Run {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let names: &[String] = if self.several && !self.per_document { &self.names } else { &[] };
        if !self.per_document {
            return match self.documents.first() {
                Some(document) => self.report(document, None, names).serialize(serializer),
                None => serializer.serialize_map(Some(0))?.end(),
            };
        }
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("formulas", &FormulasJson(&self.asked))?;
        let documents: Vec<_> = self
            .documents
            .iter()
            .enumerate()
            .map(|(at, document)| self.report(document, Some(self.name(at as u64)), &[]))
            .collect();
        object.serialize_entry("documents", &documents)?;
        object.end()
    }
}

impl Run {
    fn report<'a>(
        &'a self,
        document: &'a Document,
        id: Option<&'a str>,
        names: &'a [String],
    ) -> DocumentReport<'a> {
        DocumentReport {
            id,
            whole: UnitJson {
                unit: &document.whole,
                asked: &self.asked,
                spread: document.spread.as_ref(),
                intervals: &document.intervals,
                document: None,
            },
            paragraphs: &document.paragraphs,
            sentences: &document.sentences,
            names,
        }
    }
}
