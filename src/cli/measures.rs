//! `mizan measures` and `mizan explain`: the table of measures, whole or one row of it with a worked example.

use super::args::{ExplainArgs, Format, MeasuresArgs, Print};
use super::output;
use super::{Failure, usage};
use mizan::measure::{Family, Measure};
use mizan::report::{Rows, RowsJson, explain_page, explain_tree, json, measure_rows};
use serde::Serialize;
use serde::ser::SerializeMap;

/// The object of JSON of a command that reads no text: head, then one key named like the command.
struct Bare<'a, B> {
    command: &'static str,
    body: &'a B,
}

impl<B: Serialize> Serialize for Bare<'_, B> {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", &format!("mizan.{}/1", self.command))?;
        object.serialize_entry("mizan", env!("CARGO_PKG_VERSION"))?;
        object.serialize_entry(self.command, self.body)?;
        object.end()
    }
}

/// The rows of JSON with their number.
struct Body<'a>(&'a Rows);

impl Serialize for Body<'_> {
    fn serialize<Z: serde::Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("total", &self.0.rows.len())?;
        object.serialize_entry("rows", &RowsJson(self.0))?;
        object.end()
    }
}

pub(super) fn list(args: MeasuresArgs) -> Result<bool, Failure> {
    let family = args.family.as_deref().map(family).transpose()?;
    listed(&args.print, family)
}

/// The family of this name.
fn family(name: &str) -> Result<Family, Failure> {
    let found = Family::ALL.into_iter().find(|family| family.name() == name || family.command() == name);
    found.ok_or_else(|| {
        let names = Family::ALL.map(Family::name).join(", ");
        usage(format!("no family of measures is called {name:?}"), format!("the families are {names}"))
    })
}

/// The measures of a family, or all of them: what `--list` prints too.
pub(super) fn listed(print: &Print, family: Option<Family>) -> Result<bool, Failure> {
    let all = measure_rows(family);
    let mut rows = all.clone();
    if print.format != Format::Table {
        rows.rows.truncate(print.limit.unwrap_or(usize::MAX));
        output::formatted(print, &rows, |out| {
            json::write_value(&Bare { command: "measures", body: &Body(&rows) }, out)
        })?;
        output::bare_manifest(print, "measures", output::measure_ids(&rows))?;
        return Ok(true);
    }
    // A list to look things up in is shown whole.
    let options = mizan::report::Options { table_rows: print.limit, ..output::options(print) };
    output::deliver(print, |out| mizan::report::table::write(&all, &options, out))?;
    output::bare_manifest(print, "measures", output::measure_ids(&all))?;
    Ok(true)
}

pub(super) fn explain(args: ExplainArgs) -> Result<bool, Failure> {
    let Some(asked) = Measure::find(&args.id) else {
        let all = "\"mizan measures\" shows all";
        let help = match Measure::near(&args.id, None).as_slice() {
            [] => all.to_owned(),
            near => format!("did you mean {}? {all}", near.join(", ")),
        };
        return Err(usage(format!("unknown measure {:?}", args.id), help));
    };
    if args.print.format == Format::Table {
        let options = output::options(&args.print);
        let page = explain_page(asked, output::page_columns(&options), &options);
        output::deliver(&args.print, |out| out.write_all(page.as_bytes()))?;
    } else {
        let tree = explain_tree(asked);
        output::formatted(&args.print, &tree.rows(), |out| {
            json::write_value(&Bare { command: "explain", body: &tree }, out)
        })?;
    }
    output::bare_manifest(&args.print, "explain", vec![asked.id()])?;
    Ok(true)
}
