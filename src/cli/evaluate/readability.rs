//! `mizan evaluate readability`: levels against graded sentences, the model's and those of every formula.

use super::super::session::Session;
use super::super::{Failure, output, usage};
use super::{EvaluateArgs, texts};
use mizan::count::Keep;
use mizan::input::{Severity, Warning, WarningCode};
use mizan::measure::accuracy::levels::{GoldLevel, LevelAccuracy};
use mizan::measure::readability::Direction;
use mizan::measure::{Family, Measure, Reason};
use mizan::readability::{Grader, LEVELS, SentenceReader, SentenceReading, Wanted};
use mizan::report::{Cell, Column, Rows};
use std::collections::HashMap;

/// The columns that a table of graded sentences has; others are passed over.
const COLUMNS: [&str; 3] = ["Sentence", "Readability_Level_19", "Document"];

/// Graded sentences.
#[derive(Default)]
struct Gold {
    texts: Vec<String>,
    levels: Vec<GoldLevel>,
}

pub(super) fn readability(args: EvaluateArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let (corpus, texts) = texts(&mut session)?;
    let mut gold = Gold::default();
    let mut trained_on = false;
    for (name, text) in &texts {
        read(text, name, &mut gold)?;
        let sum = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI).checksum(text.as_bytes());
        trained_on |= Grader::standard().is_some_and(|grader| grader.trained_on() == sum);
    }
    if gold.texts.is_empty() {
        return Err(usage("no gold", format!("name a table (CSV) with the columns {}", COLUMNS.join(", "))));
    }
    if trained_on {
        let message = "the model was trained on these sentences: its row is no measure of how good it is";
        session.warnings.push(Warning::new(WarningCode::TrainedOn, Severity::Warning, message).with_help(
            "the training prints figures for documents that it has not seen: see CONTRIBUTING.md",
        ));
        session.say_warnings();
    }
    let wanted = Wanted { programs: true, ..Wanted::default() };
    let mut reader = SentenceReader::new(&session.settings, Grader::standard(), wanted);
    let readings: Vec<SentenceReading> = gold.texts.iter().map(|text| reader.read_one(text)).collect();
    let rows = match args.errors {
        Some(most) => errors(&gold, &readings, most),
        None => scores(&gold, &readings)?,
    };
    let total = rows.rows.len() as u64 + rows.left_out;
    output::rows(&session, "evaluate", corpus.records(), total, gold.texts.len() as u64, &rows)?;
    Ok(!session.failed())
}

fn read(text: &str, path: &str, gold: &mut Gold) -> Result<(), Failure> {
    let wrong = |line: Option<u64>, what: String| {
        let place = line.map_or_else(|| path.to_owned(), |line| format!("{path}: line {line}"));
        usage(
            format!("{place}: {what}"),
            format!("graded sentences are a table (CSV) with the columns {}", COLUMNS.join(", ")),
        )
    };
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = table.headers().map_err(|error| wrong(None, error.to_string()))?.clone();
    let mut places = [0; COLUMNS.len()];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        let found = header.iter().position(|column| column == name);
        *place = found.ok_or_else(|| wrong(Some(1), format!("no column {name:?}")))?;
    }
    let mut documents: HashMap<String, u32> = HashMap::new();
    for record in table.records() {
        let record = record
            .map_err(|error| wrong(error.position().map(csv::Position::line), "a ragged row".to_owned()))?;
        let line = record.position().map(csv::Position::line);
        let level = record[places[1]].trim().parse().ok().filter(|level| (1..=LEVELS).contains(level));
        let level = level
            .ok_or_else(|| wrong(line, format!("{:?} is no level from 1 to {LEVELS}", &record[places[1]])))?;
        let next = documents.len() as u32;
        let document = *documents.entry(record[places[2]].to_owned()).or_insert(next);
        gold.texts.push(record[places[0]].to_owned());
        gold.levels.push(GoldLevel { level, document });
    }
    Ok(())
}

/// A row for the model, for the number of words, and for every formula.
fn scores(gold: &Gold, readings: &[SentenceReading]) -> Result<Rows, Failure> {
    let mut rows = Rows::new(vec![
        Column::word("score"),
        Column::integer("scored"),
        Column::float("kappa"),
        Column::float("kappa_rescaled"),
        Column::float("mean_error"),
        Column::float("documents_rho"),
        Column::float("in_interval"),
    ]);
    let mut push = |name: String, accuracy: LevelAccuracy, inside: Cell| {
        rows.push(vec![
            Cell::Text(name),
            Cell::Integer(accuracy.scored),
            accuracy.kappa.into(),
            accuracy.rescaled.into(),
            accuracy.error.into(),
            accuracy.documents.into(),
            inside,
        ]);
    };
    let none = || Cell::Undefined(Reason::NotRequested);
    if let Some(grader) = Grader::standard() {
        let scores: Vec<Option<f64>> = readings.iter().map(score).collect();
        let inside = readings.iter().zip(&gold.levels).filter(|(reading, gold)| {
            let level = score(reading).map(|score| grader.level(score, reading.counts.words));
            level.is_some_and(|level| (level.low..=level.high).contains(&f64::from(gold.level)))
        });
        let share = 100.0 * inside.count() as f64 / scores.iter().flatten().count().max(1) as f64;
        push(
            "level".to_owned(),
            LevelAccuracy::of(&gold.levels, &scores, LEVELS),
            Cell::float(share, Reason::Empty),
        );
    }
    let words: Vec<Option<f64>> = readings.iter().map(|reading| Some(reading.counts.words as f64)).collect();
    push("words".to_owned(), LevelAccuracy::of_formula(&gold.levels, &words, true, LEVELS), none());
    for asked in Measure::select(Family::Readability, Some("all"))? {
        let Some(formula) = asked.formula() else { continue };
        let values: Vec<Option<f64>> =
            readings.iter().map(|reading| asked.of_readability(&reading.counts).value()).collect();
        let harder = formula.direction == Direction::Harder;
        push(asked.id(), LevelAccuracy::of_formula(&gold.levels, &values, harder, LEVELS), none());
    }
    Ok(rows)
}

fn score(reading: &SentenceReading) -> Option<f64> {
    reading.grade.as_ref().ok().map(|explained| explained.score)
}

/// The sentences whose level is missed most.
fn errors(gold: &Gold, readings: &[SentenceReading], most: usize) -> Rows {
    let mut rows =
        Rows::new(vec![Column::integer("gold"), Column::float("score"), Column::arabic("sentence")]);
    let mut missed: Vec<(f64, usize)> = readings
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| Some(((score(reading)? - f64::from(gold.levels[at].level)).abs(), at)))
        .collect();
    missed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for &(_, at) in missed.iter().take(most) {
        rows.push(vec![
            Cell::Integer(gold.levels[at].level.into()),
            score(&readings[at]).map_or(Cell::None, Cell::Float),
            Cell::Text(gold.texts[at].clone()),
        ]);
    }
    rows.left_out = (missed.len() - rows.rows.len()) as u64;
    rows
}
