//! The table of measures as a document: `src/measure/measures.md`, which the library's documentation shows. Written
//! anew by `MIZAN_BLESS=1 cargo test --test measures`.

use mizan::measure::{Family, Measure};
use std::path::Path;

/// The document: a section for each family, a row for each measure, with what it gives in its worked example.
fn document() -> String {
    let mut text =
        String::from("Made from the table by `tests/measures/table.rs`: `MIZAN_BLESS=1` writes it anew.\n");
    for family in Family::ALL {
        let rows: Vec<&Measure> = Measure::of(family).collect();
        if rows.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## {} (`mizan {}`)\n\n", family.name(), family.command()));
        text.push_str(
            "| id | name | formula | says | domain | cost | source |\n|---|---|---|---|---|---|---|\n",
        );
        for measure in rows {
            let id = match measure.parameter {
                Some(parameter) => format!("{}_{}", measure.stem, parameter.symbol),
                None => measure.stem.to_owned(),
            };
            // A bar ends a cell, and what stands in brackets is no link.
            let cell = |text: &str| text.replace('|', "\\|").replace('[', "\\[").replace('<', "\\<");
            let cells = [
                measure.name,
                measure.formula,
                measure.says,
                measure.domain,
                measure.cost,
                measure.reference,
            ];
            text.push_str(&format!("| `{id}` | {} |\n", cells.map(cell).join(" | ")));
        }
    }
    text
}

#[test]
fn the_document_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/measure/measures.md");
    let document = document();
    if std::env::var_os("MIZAN_BLESS").is_some() {
        std::fs::write(&path, &document).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == document,
        "src/measure/measures.md is not the table: MIZAN_BLESS=1 cargo test --test measures"
    );
}
