//! `mizan bench`: how fast each stage of the work is, on this text and this machine.

mod corpus;
mod stages;
#[cfg(test)]
mod tests;

use super::args::{Format, Print};
use super::{Failure, output, usage};
use clap::Args;
use corpus::Style;
use mizan::measure::Reason;
use mizan::report::{Cell, Column, Rows, RowsJson, json};
use mizan::scan::Isa;
use serde::Serialize;
use serde::ser::SerializeMap;
use stages::{Measured, Stage};
use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct BenchArgs {
    /// The text: a file, or - for standard input; without it a corpus is made
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,
    /// Bytes of the corpus that is made: 500K, 10M
    #[arg(long, value_name = "BYTES", default_value = "10M", value_parser = size)]
    size: usize,
    /// The seed of the corpus that is made
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// What the corpus that is made is like
    #[arg(long, value_enum, default_value_t = Style::News)]
    style: Style,
    /// Rounds of each stage: medians of so many
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1000))]
    repeat: u32,
    /// Draw where the time goes into this SVG file
    #[arg(long, value_name = "FILE")]
    flamegraph: Option<PathBuf>,
    #[command(flatten)]
    print: Print,
}

/// A number of bytes with K, M or G.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" => Some(1),
        "K" => Some(1_000),
        "M" => Some(1_000_000),
        "G" => Some(1_000_000_000),
        _ => None,
    };
    let bytes = unit.and_then(|unit: usize| digits.parse::<usize>().ok()?.checked_mul(unit));
    bytes
        .filter(|bytes| (1..=4_000_000_000).contains(bytes))
        .ok_or_else(|| "say a number of bytes from 1 to 4G, as in 500K or 10M".to_owned())
}

pub(super) fn run(args: BenchArgs) -> Result<bool, Failure> {
    let text = text(&args)?;
    let started = std::time::Instant::now();
    let shows = std::io::stderr().is_terminal();
    let progress = |stage: &str| {
        if shows && started.elapsed().as_secs() >= 1 {
            // One line, written over and cleared at the end.
            let _ = write!(std::io::stderr(), "\r\x1b[Kmizan: {stage} …");
        }
    };
    let measured =
        flamegraph(args.flamegraph.as_deref(), || stages::measure(&text, args.repeat as usize, progress))?;
    if shows {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
    let measured = measured
        .map_err(|message| usage(message, "this is a fault of mizan: please report it with the text"))?;
    let rows = rows(&measured);
    if args.print.format == Format::Table {
        let options = mizan::report::Options {
            table_rows: args.print.limit.or(Some(usize::MAX)),
            ..output::options(&args.print)
        };
        output::deliver(&args.print, |out| {
            writeln!(out, "{} bytes, {} words, {} rounds\n", measured.bytes, measured.words, args.repeat)?;
            mizan::report::table::write(&rows, &options, out)?;
            // Each stage by itself on one thread; finding words and tokens is part of counting.
            let parts = measured.stages.iter().filter(|stage| stage.counts_for_share);
            let parts: Vec<_> = parts
                .map(|stage| (stage.name, (quartiles(&stage.seconds)[1] * 1e6).round() as u64))
                .collect();
            writeln!(out, "\nwhere the time goes, in microseconds")?;
            out.write_all(mizan::report::bars(&parts, 40, &options).as_bytes())
        })?;
    } else {
        output::formatted(&args.print, &rows, |out| json::write_value(&Json(&rows), out))?;
    }
    output::bare_manifest(&args.print, "bench", Vec::new())?;
    Ok(true)
}

/// The text to measure.
fn text(args: &BenchArgs) -> Result<String, Failure> {
    let unreadable = |name: &str, error: std::io::Error| {
        usage(format!("{name}: cannot be read: {error}"), "mizan bench reads one text in UTF-8")
    };
    let mut text = String::new();
    match args.input.as_deref() {
        Some(path) if path.as_os_str() != "-" => {
            text =
                std::fs::read_to_string(path).map_err(|error| unreadable(&path.to_string_lossy(), error))?;
        }
        Some(_) => {
            std::io::stdin().read_to_string(&mut text).map_err(|error| unreadable("-", error))?;
        }
        None => return Ok(corpus::generate(args.style, args.size, args.seed)),
    }
    if text.is_empty() {
        return Err(usage("the text is empty", "name a text of some size, or none for one that is made"));
    }
    if u32::try_from(text.len()).is_err() {
        return Err(usage("the text has more than 4 GiB", "a part of it shows the same"));
    }
    Ok(text)
}

#[cfg(not(feature = "flamegraph"))]
fn flamegraph<T>(path: Option<&std::path::Path>, work: impl FnOnce() -> T) -> Result<T, Failure> {
    match path {
        None => Ok(work()),
        Some(_) => Err(usage(
            "--flamegraph is not built in",
            "build with it: cargo install mizan --features flamegraph",
        )),
    }
}

#[cfg(feature = "flamegraph")]
fn flamegraph<T>(path: Option<&std::path::Path>, work: impl FnOnce() -> T) -> Result<T, Failure> {
    let Some(path) = path else { return Ok(work()) };
    let failed =
        |error: String| usage(format!("--flamegraph: {error}"), "the system must allow profiling timers");
    let guard = pprof::ProfilerGuard::new(997).map_err(|error| failed(error.to_string()))?;
    let done = work();
    let report = guard.report().build().map_err(|error| failed(error.to_string()))?;
    let file = std::fs::File::create(path).map_err(|error| failed(format!("{}: {error}", path.display())))?;
    report.flamegraph(file).map_err(|error| failed(error.to_string()))?;
    Ok(done)
}

/// The median and the quartiles around it.
fn quartiles(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| sorted[(sorted.len() - 1) * quarter / 4])
}

fn rows(measured: &Measured) -> Rows {
    let mut rows = Rows::new(vec![
        Column::word("stage"),
        Column::word("engine"),
        Column::word("isa"),
        Column::float("mb_per_s"),
        Column::float("ns_per_word"),
        Column::float("share"),
        Column::float("ratio"),
        Column::float("ratio_low"),
        Column::float("ratio_high"),
    ]);
    let middle = |stage: &Stage| quartiles(&stage.seconds)[1];
    let whole: f64 = measured.stages.iter().filter(|stage| stage.counts_for_share).map(middle).sum();
    for stage in &measured.stages {
        let seconds = middle(stage);
        let share = if stage.counts_for_share { Cell::Float(round(seconds / whole)) } else { Cell::None };
        let mut row = vec![
            Cell::Name(stage.name),
            Cell::Name(stage.engine),
            stage.isa.map_or(Cell::None, Cell::Name),
            Cell::float(round(measured.bytes as f64 / seconds / 1e6), Reason::Infinite),
            match measured.words {
                0 => Cell::Undefined(Reason::Empty),
                words => Cell::float(round(seconds * 1e9 / words as f64), Reason::Infinite),
            },
            share,
        ];
        row.extend(match stage.ratios.as_slice() {
            [] => [Cell::None, Cell::None, Cell::None],
            ratios => {
                let [low, middle, high] = quartiles(ratios);
                [middle, low, high].map(|ratio| Cell::float(round(ratio), Reason::Infinite))
            }
        });
        rows.push(row);
    }
    rows
}

/// To three digits after the point: the rest is noise.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

struct Json<'a>(&'a Rows);

impl Serialize for Json<'_> {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        struct Body<'a>(&'a Rows);
        impl Serialize for Body<'_> {
            fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
                let mut object = serializer.serialize_map(None)?;
                let isa: Vec<&str> = Isa::available().into_iter().map(Isa::name).collect();
                object.serialize_entry("isa", &isa)?;
                object.serialize_entry("stages", &RowsJson(self.0))?;
                object.end()
            }
        }
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", "mizan.bench/1")?;
        object.serialize_entry("mizan", env!("CARGO_PKG_VERSION"))?;
        object.serialize_entry("bench", &Body(self.0))?;
        object.end()
    }
}
