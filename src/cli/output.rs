//! Where results go and in which format: standard output or a file that appears whole, in any of the formats, with
//! the head that says what was read and how.

use super::Failure;
use super::args::{BidiArg, ColorArg, DigitsArg, Format, Print};
#[cfg(feature = "parquet")]
pub(super) use super::manifest::record;
pub(super) use super::manifest::{bare_manifest, manifest, measure_ids};
use super::said;
use super::session::Session;
#[cfg(feature = "parquet")]
use super::usage;
use mizan::input::{InputRecord, Warning};
use mizan::morphology::{Analyzer, StemmerId};
use mizan::normalize::PRESETS;
use mizan::report::{self, Bidi, Digits, Options, Rows, RowsJson, Source};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::cell::Cell;
use std::collections::HashSet;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// The columns of a page that is not printed on a terminal.
const PAGE_COLUMNS: usize = 100;

/// How results are written: for a terminal, or for a program.
pub(super) fn options(print: &Print) -> Options {
    let terminal = print.output.is_none() && io::stdout().is_terminal();
    let bidi = match print.bidi {
        BidiArg::Auto => Bidi::Auto,
        BidiArg::Isolate => Bidi::Isolate,
        BidiArg::Lrm => Bidi::Lrm,
        BidiArg::None => Bidi::None,
    };
    let color = match print.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            print.output.is_none()
                && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
        }
    };
    let columns =
        terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    Options {
        bom: print.bom,
        csv_guard: !print.no_csv_guard,
        bidi: bidi.resolve(terminal),
        color,
        digits: if print.digits == DigitsArg::Arabic { Digits::Arabic } else { Digits::Western },
        width: if terminal { columns } else { None },
        table_rows: Some(print.limit.unwrap_or(20)),
        ..Options::default()
    }
}

/// The columns of the screen that is written on.
pub(super) fn page_columns(options: &Options) -> usize {
    options.width.unwrap_or(PAGE_COLUMNS)
}

/// Writes what `write` gives to standard output, or to the file of `-o`: whole, or not at all.
pub(super) fn deliver(
    print: &Print,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match &print.output {
        Some(path) => to_file(path, write).map_err(|error| Failure::writing(path.to_string_lossy(), error)),
        None => self::print(write),
    }
}

/// Writes what `write` gives to standard output.
pub(super) fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    super::progress::end();
    through(io::stdout().lock(), write).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::Closed,
        _ => Failure::writing("standard output", error),
    })
}

/// Writes through a buffer, to the last byte.
fn through(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    write(&mut out)?;
    out.flush()
}

/// A temporary file in the same folder takes the place of the old one when it is complete. A device or pipe is
/// written to as it is.
pub(super) fn to_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let special = std::fs::metadata(path).is_ok_and(|found| !found.is_file());
    if special {
        return through(std::fs::OpenOptions::new().write(true).open(path)?, write);
    }
    // A link keeps leading where it led.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new().prefix(".mizan-").suffix(".tmp").tempfile_in(folder)?;
    let _guarded = super::interrupt::guard(file.path());
    let permissions = match std::fs::metadata(&path) {
        Ok(old) => Some(old.permissions()),
        Err(_) => default_permissions(),
    };
    through(file.as_file_mut(), write)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    // The name too must survive a crash; a folder that cannot be opened for this is no failure.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// A temporary file is private; a result is an ordinary file.
#[cfg(unix)]
fn default_permissions() -> Option<std::fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn default_permissions() -> Option<std::fs::Permissions> {
    None
}

/// Writes a list in the format that was asked for. `total` and `distinct` are the figures of its JSON.
pub(super) fn rows(
    session: &Session,
    command: &'static str,
    inputs: &[InputRecord],
    total: u64,
    distinct: u64,
    source: &dyn Source,
) -> Result<(), Failure> {
    reported(session, command, inputs, source, &List { total, distinct, rows: source })
}

/// Writes rows in the format that was asked for, or the object of JSON with this body, and the manifest.
pub(super) fn reported(
    session: &Session,
    command: &'static str,
    inputs: &[InputRecord],
    source: &dyn Source,
    body: &impl Serialize,
) -> Result<(), Failure> {
    #[cfg(feature = "parquet")]
    if session.common.print.format == Format::Parquet {
        let record = || record(session, command, inputs, measure_ids(source));
        parquet(&session.common.print, |out| report::parquet::write(source, record, out))?;
        return manifest(session, command, inputs, measure_ids(source));
    }
    formatted(&session.common.print, source, |out| {
        report::json::write_value(&Envelope { session, command, inputs, body }, out)
    })?;
    manifest(session, command, inputs, measure_ids(source))
}

/// Writes a Parquet file, which is no output for a terminal or a pipe.
#[cfg(feature = "parquet")]
pub(super) fn parquet(
    print: &Print,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    if print.output.is_none() {
        return Err(usage("a Parquet file on standard output", "name a file for it: -o FILE"));
    }
    deliver(print, write)
}

/// Writes rows in the format that was asked for; `json` writes the whole object.
pub(super) fn formatted(
    print: &Print,
    source: &dyn Source,
    json: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let options = options(print);
    #[cfg(feature = "parquet")]
    if print.format == Format::Parquet {
        return Err(usage("--format parquet of what is no list", "say --format json, or tsv"));
    }
    deliver(print, |out| match print.format {
        Format::Table => report::table::write(source, &options, out),
        Format::Json => json(out),
        Format::Jsonl => report::jsonl::write(source, &options, out),
        Format::Csv => report::csv::write(source, &options, out),
        Format::Tsv => report::tsv::write(source, &options, out),
        Format::Md => report::markdown::write(source, &options, out),
        #[cfg(feature = "parquet")]
        Format::Parquet => Ok(()),
    })
}

/// The object of JSON: head, then one key named like the command.
pub(super) struct Envelope<'a, B> {
    pub(super) session: &'a Session,
    pub(super) command: &'static str,
    pub(super) inputs: &'a [InputRecord],
    pub(super) body: &'a B,
}

impl<B: Serialize> Serialize for Envelope<'_, B> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        head(&mut object, self.session, self.command, self.inputs)?;
        object.serialize_entry(self.command, self.body)?;
        object.end()
    }
}

/// What stands before the result: what was read, and how.
pub(super) fn head<M: SerializeMap>(
    object: &mut M,
    session: &Session,
    command: &str,
    inputs: &[InputRecord],
) -> Result<(), M::Error> {
    object.serialize_entry("schema", &format!("mizan.{command}/1"))?;
    object.serialize_entry("mizan", env!("CARGO_PKG_VERSION"))?;
    object.serialize_entry("inputs", inputs)?;
    object.serialize_entry("options", &Choices::of(session, command))?;
    object.serialize_entry("warnings", &sorted(&session.warnings))
}

/// The warnings in the order of inputs, lines and codes.
fn sorted(warnings: &[Warning]) -> Vec<&Warning> {
    let mut order: Vec<&str> = Vec::new();
    for path in warnings.iter().filter_map(|warning| warning.path.as_deref()) {
        if !order.contains(&path) {
            order.push(path);
        }
    }
    let place = |warning: &Warning| {
        warning
            .path
            .as_deref()
            .map_or(usize::MAX, |path| order.iter().position(|&known| known == path).unwrap_or(0))
    };
    let mut warnings: Vec<&Warning> = warnings.iter().collect();
    warnings.sort_by_key(|warning| (place(warning), warning.line, warning.code));
    warnings
}

/// The choices that made the numbers.
#[derive(Serialize)]
struct Choices {
    layer: &'static str,
    fold: Vec<&'static str>,
    folding: Vec<&'static str>,
    kinds: Vec<&'static str>,
    tokenizer: &'static str,
    sentences: String,
    stemmer: &'static str,
    unicode: Unicode,
    lexicon: Option<String>,
    /// The other options, as the command line takes them.
    arguments: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Unicode {
    segmentation: String,
    normalization: String,
}

impl Choices {
    fn of(session: &Session, command: &str) -> Self {
        let (settings, spec) = (&session.settings, &session.spec);
        let stemmer = if spec.layer == mizan::Layer::Root { spec.root } else { spec.stem };
        let analyzes = spec.layer.is_analyzed() || ["analyze", "evaluate", "stats"].contains(&command);
        let version = |(major, minor, patch): (u64, u64, u64)| format!("{major}.{minor}.{patch}");
        let (major, minor, patch) = unicode_normalization::UNICODE_VERSION;
        Self {
            layer: spec.layer.name(),
            fold: fold_names(spec.folding),
            folding: spec.folding.iter().map(|flag| flag.name()).collect(),
            kinds: settings.counted().iter().map(|kind| kind.name()).collect(),
            tokenizer: settings.tokenizer.build().id(),
            sentences: format!("{}/1", settings.splitter().mode().name()),
            stemmer: stemmer.name(),
            unicode: Unicode {
                segmentation: version(unicode_segmentation::UNICODE_VERSION),
                normalization: version((major.into(), minor.into(), patch.into())),
            },
            lexicon: (stemmer == StemmerId::Mizan && analyzes)
                .then(|| format!("mizan/{:08x}", Analyzer::standard().lexicon().checksum())),
            arguments: said::arguments(),
        }
    }
}

/// The folding as the command line takes it: the largest preset in it, unless that is `normal`, and what was added.
fn fold_names(folding: mizan::Folding) -> Vec<&'static str> {
    if let Some(preset) = folding.preset_name() {
        return if preset == "normal" { Vec::new() } else { vec![preset] };
    }
    let size = |preset: mizan::Folding| preset.iter().count();
    let within = PRESETS.iter().filter(|(_, preset)| folding.contains(*preset));
    let (name, preset) =
        within.copied().max_by_key(|(_, preset)| size(*preset)).unwrap_or(("none", mizan::Folding::NONE));
    let added = folding.iter().filter(|&flag| !preset.has(flag)).map(|flag| flag.name());
    let named = (name != "normal").then_some(name);
    named.into_iter().chain(added).collect()
}

/// A list with its figures.
struct List<'a> {
    total: u64,
    distinct: u64,
    rows: &'a dyn Source,
}

impl Serialize for List<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("total", &self.total)?;
        object.serialize_entry("distinct", &self.distinct)?;
        object.serialize_entry("rows", &RowsJson(self.rows))?;
        object.end()
    }
}

/// Rows that can be walked once, made while they are written.
pub(super) struct Once<F> {
    columns: Vec<report::Column>,
    run: Cell<Option<F>>,
}

impl<F: FnOnce(&mut report::Each<'_>) -> io::Result<()>> Once<F> {
    /// Rows of these columns that `run` gives.
    pub(super) fn new(columns: Vec<report::Column>, run: F) -> Self {
        Self { columns, run: Cell::new(Some(run)) }
    }

    /// The first `most` rows, with the number of the rest, and how many distinct texts all of them hold (rows,
    /// where no column is a text).
    pub(super) fn collect(self, most: Option<usize>) -> io::Result<(Rows, u64)> {
        let mut rows = Rows::new(self.columns.clone());
        let is_text = |column: &report::Column| matches!(column.name.as_str(), "surface" | "text" | "word");
        let text = rows.columns.iter().position(is_text);
        let mut distinct = HashSet::new();
        self.walk(&mut |row| {
            if let Some(report::Cell::Text(text)) = text.map(|at| &row[at])
                && !distinct.contains(text)
            {
                distinct.insert(text.clone());
            }
            if most.is_some_and(|most| rows.rows.len() >= most) {
                rows.left_out += 1;
            } else {
                rows.push(row.to_vec());
            }
            Ok(std::ops::ControlFlow::Continue(()))
        })?;
        let listed = rows.rows.len() as u64 + rows.left_out;
        let distinct = if text.is_some() { distinct.len() as u64 } else { listed };
        Ok((rows, distinct))
    }
}

impl<F: FnOnce(&mut report::Each<'_>) -> io::Result<()>> Source for Once<F> {
    fn columns(&self) -> &[report::Column] {
        &self.columns
    }

    fn walk(&self, each: &mut report::Each<'_>) -> io::Result<()> {
        match self.run.take() {
            Some(run) => run(each),
            None => Err(io::Error::other("these rows were read already")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many writes of a kilobyte, and then fails.
    struct Failing(usize);

    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
            Ok(bytes.len().min(1024))
        }

        fn flush(&mut self) -> io::Result<()> {
            if self.0 == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }

    #[test]
    fn no_write_is_lost_in_the_buffer() {
        for length in [1, 1024, 200_000] {
            let needed =
                (0..1000).find(|&left| through(Failing(left), |out| out.write_all(&vec![7; length])).is_ok());
            assert_eq!(needed, Some(length.div_ceil(1024) + 1), "{length} bytes");
        }
    }
}
