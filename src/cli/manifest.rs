//! `--manifest FILE`: a record of the run beside its result: the head of JSON, and the ids of the measures reported.

use super::Failure;
use super::args::Print;
use super::output::{head, to_file};
use super::said;
use super::session::Session;
use mizan::input::InputRecord;
use mizan::measure::Measure;
use mizan::report::{Cell, ColumnKind, Source, json};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::ops::ControlFlow;

/// The manifest as one line, for files that carry it inside.
#[cfg(feature = "parquet")]
pub(super) fn record(
    session: &Session,
    command: &'static str,
    inputs: &[InputRecord],
    measures: Vec<String>,
) -> String {
    // Names and numbers can always be written as JSON.
    serde_json::to_string(&Manifest { command, session: Some(session), inputs, measures }).unwrap_or_default()
}

/// Writes the manifest, if one was asked for. Called when the result is written: a file without one is not whole.
pub(super) fn manifest(
    session: &Session,
    command: &'static str,
    inputs: &[InputRecord],
    measures: Vec<String>,
) -> Result<(), Failure> {
    write(&session.common.print, &Manifest { command, session: Some(session), inputs, measures })
}

/// The manifest of a command that reads no corpus.
pub(super) fn bare_manifest(
    print: &Print,
    command: &'static str,
    measures: Vec<String>,
) -> Result<(), Failure> {
    write(print, &Manifest { command, session: None, inputs: &[], measures })
}

fn write(print: &Print, manifest: &Manifest<'_>) -> Result<(), Failure> {
    let Some(path) = &print.manifest else { return Ok(()) };
    to_file(path, |out| json::write_value(manifest, out))
        .map_err(|error| Failure::Write(path.to_string_lossy().into_owned(), error))
}

struct Manifest<'a> {
    command: &'static str,
    session: Option<&'a Session>,
    inputs: &'a [InputRecord],
    measures: Vec<String>,
}

impl Serialize for Manifest<'_> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(session) = self.session {
            head(&mut object, session, self.command, self.inputs)?;
        } else {
            object.serialize_entry("schema", &format!("mizan.{}/1", self.command))?;
            object.serialize_entry("mizan", env!("CARGO_PKG_VERSION"))?;
            object.serialize_entry("inputs", self.inputs)?;
            let options = serde_json::json!({ "arguments": said::arguments() });
            object.serialize_entry("options", &options)?;
            object.serialize_entry::<_, [(); 0]>("warnings", &[])?;
        }
        object.serialize_entry("measures", &self.measures)?;
        object.end()
    }
}

/// The measures that rows report: a column for each, or a row for each where a column names them.
pub(super) fn measure_ids(source: &dyn Source) -> Vec<String> {
    let columns = source.columns();
    let own = columns.iter().filter(|column| column.kind == ColumnKind::Measure);
    let mut ids: Vec<String> = own.map(|column| column.name.clone()).collect();
    let Some(at) = columns.iter().position(|column| column.name == "measure" || column.name == "id") else {
        return ids;
    };
    // Rows that name measures are held in memory, and can be walked.
    let _ = source.walk(&mut |row| {
        let name = match &row[at] {
            Cell::Text(name) => name.as_str(),
            Cell::Name(name) => name,
            _ => "",
        };
        // Keys of a report are dotted: diversity.measures.ttr.
        let id = name.rsplit_once("measures.").map_or(name, |(_, id)| id);
        if Measure::find(id).is_some() && !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
        Ok(ControlFlow::Continue(()))
    });
    ids
}
