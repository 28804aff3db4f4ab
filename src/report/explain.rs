//! The table of measures as a list, and one measure explained: as named values, or as a page for people.

use super::{Cell, Column, Options, Rows, Tree};
use crate::measure::{Asked, Family, Measure, Score};

/// The measures of a family, or of all: one row each, parameters as letters.
pub fn measure_rows(family: Option<Family>) -> Rows {
    let columns = ["id", "family", "name", "formula", "domain", "cost", "source"];
    let mut rows = Rows::new(columns.map(Column::word).to_vec());
    for measure in
        Measure::all().filter(|measure| family.is_none_or(|family| measure.families.contains(&family)))
    {
        let id = match measure.parameter {
            Some(parameter) => format!("{}_{}", measure.stem, parameter.symbol),
            None => measure.stem.to_owned(),
        };
        let families = measure.families.iter().map(|family| family.name().to_owned()).collect();
        rows.push(vec![
            Cell::Text(id),
            Cell::List(families, ","),
            Cell::Name(measure.name),
            Cell::Name(measure.formula),
            Cell::Name(measure.domain),
            Cell::Name(measure.cost),
            Cell::Name(measure.reference),
        ]);
    }
    rows
}

/// A measure with its worked example as named values.
pub fn explain_tree(asked: Asked) -> Tree {
    let measure = asked.measure;
    let example = asked.example();
    let name = |text: &'static str| Tree::Leaf(Cell::Name(text));
    let text = |text: String| Tree::Leaf(Cell::Text(text));
    let families = measure.families.iter().map(|family| family.name().to_owned()).collect();
    let symbols = example.symbols.iter().map(|symbol| (symbol.symbol.to_owned(), symbol.value));
    let mut table = Rows::default();
    if let Some((heading, rows)) = example.table.split_first() {
        table = Rows::new(heading.iter().map(Column::word).collect());
        for row in rows {
            table.push(row.iter().map(|cell| Cell::Text(cell.clone())).collect());
        }
    }
    let worked = asked.substituted(&example).map_or(Tree::Leaf(Cell::None), text);
    let mut tree = vec![
        ("id", text(asked.id())),
        ("family", Tree::Leaf(Cell::List(families, ","))),
        ("name", text(asked.name())),
        ("says", name(measure.says)),
        ("formula", name(measure.formula)),
        ("domain", name(measure.domain)),
        ("cost", name(measure.cost)),
        ("source", name(measure.reference)),
    ];
    if let Some(formula) = asked.formula() {
        tree.push(("direction", name(formula.direction.name())));
        tree.push(("calibration", name(formula.calibration.name())));
    }
    tree.push((
        "example",
        Tree::object([
            ("sample", Tree::Leaf(Cell::Text(example.sample.clone()))),
            ("table", Tree::Rows(table)),
            ("symbols", Tree::named_scores(symbols)),
            ("worked", worked),
            ("value", Tree::Leaf(example.score.into())),
        ]),
    ));
    Tree::object(tree)
}

/// A measure explained on a page of this many columns.
pub fn explain_page(asked: Asked, columns: usize, options: &Options) -> String {
    let measure = asked.measure;
    let example = asked.example();
    let columns = columns.clamp(60, 120);
    let bold = |text: &str| if options.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let families: Vec<&str> = measure.families.iter().map(|family| family.name()).collect();
    let commands: Vec<&str> = measure.families.iter().map(|family| family.command()).collect();
    let mut page = format!("{}  {}\n\n", bold(&asked.id()), asked.name());
    let mut line = |label: &str, text: &str| {
        for (at, part) in wrapped(text, columns - 10).into_iter().enumerate() {
            page.push_str(&format!("{:<10}{part}\n", if at == 0 { label } else { "" }));
        }
    };
    line("says", measure.says);
    line("formula", measure.formula);
    line("domain", measure.domain);
    line("cost", measure.cost);
    line("source", measure.reference);
    if let Some(formula) = asked.formula() {
        line("greater", &format!("is {}", formula.direction.name()));
        line("fitted", formula.calibration.name());
    }
    line("family", &format!("{} (mizan {})", families.join(", "), commands.join(", ")));
    page.push_str(&format!("\n{}\n", bold("Example")));
    for part in wrapped(&example.sample, columns - 2) {
        page.push_str(&format!("  {part}\n"));
    }
    if !example.table.is_empty() {
        page.push('\n');
        let count = example.table[0].len();
        let width = |at: usize| example.table.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..count).map(width).collect();
        for row in &example.table {
            let cells: Vec<String> =
                row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:>width$}")).collect();
            page.push_str(&format!("  {}\n", cells.join("  ")));
        }
    }
    // Symbols that the formula names; the others say nothing here.
    let named = |symbol: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        measure.formula.split(|c: char| !is_letter(c)).any(|word| word == symbol)
    };
    let symbols: Vec<_> = example.symbols.iter().filter(|symbol| named(symbol.symbol)).collect();
    if !symbols.is_empty() {
        page.push('\n');
        let widest = symbols.iter().map(|symbol| symbol.symbol.len()).max().unwrap_or(0);
        for symbol in symbols {
            let value = shown(symbol.value);
            page.push_str(&format!("  {:<widest$} = {value}, {}\n", symbol.symbol, symbol.meaning));
        }
    }
    page.push('\n');
    match asked.substituted(&example) {
        Some(worked) => page.push_str(&format!("  {} = {worked} = {}\n", asked.id(), shown(example.score))),
        None => page.push_str(&format!("  {} = {}\n", asked.id(), shown(example.score))),
    }
    page
}

/// A score for reading: nine significant digits, or the reason why there is none.
fn shown(score: Score) -> String {
    match score {
        Score::Count(count) => count.to_string(),
        Score::Value(value) => {
            let rounded: f64 = format!("{value:.8e}").parse().unwrap_or(value);
            super::number::shortest(rounded).unwrap_or_default().trim_end_matches(".0").to_owned()
        }
        Score::Undefined(reason) => format!("undefined ({}: {})", reason.code(), reason.explanation()),
    }
}

/// Lines of at most so many characters, broken at spaces.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("never empty");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > columns {
            lines.push(word.to_owned());
            continue;
        }
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(word);
    }
    lines
}
