//! Worked examples of the measures of a 2 × 2 table: the table, its expected counts, and the score.

use super::example::{Example, Symbol, number, symbol};
use super::keyness::Rate;
use super::{Asked, Contingency, Family, OfTable, Score, TableOf};

/// The worked example of a measure of a table.
pub(super) fn of(asked: &Asked, kind: OfTable) -> Example {
    if let OfTable::Documents(_) = kind {
        return documents(asked);
    }
    if asked.measure.families.contains(&Family::Association) { pair(asked) } else { corpora(asked) }
}

/// A pair that occurs ten times.
fn pair(asked: &Asked) -> Example {
    let table = Contingency { o11: 10, r1: 30, c1: 20, n: 1000 };
    let of = TableOf { windows: true, ..TableOf::default() };
    let mut symbols = vec![
        symbol("O", "how often both words stand together", table.o11),
        Symbol {
            symbol: "E",
            meaning: "how often by chance, R1·C1/N",
            value: expected(table.r1, table.c1, table.n),
        },
        symbol("O11", "both words", table.o11),
        symbol("O12", "the first without the second", table.o12()),
        symbol("O21", "the second without the first", table.o21()),
        symbol("O22", "neither", 960),
        symbol("R1", "the first word", table.r1),
        symbol("R2", "other words in its place", table.r2()),
        symbol("C1", "the second word", table.c1),
        symbol("C2", "other words in its place", table.c2()),
        symbol("N", "all pairs", table.n),
    ];
    symbols.extend(related(asked, &table, &of, &["log_odds", "g2"]));
    Example {
        sample:
            "two words that stand together 10 times in 1000 pairs, the first 30 times, the second 20 times"
                .to_owned(),
        table: cells(&table, ["", "second word", "other", "sum"], ["first word", "other", "sum"]),
        symbols,
        score: asked.of_table(&table, &of),
    }
}

/// A term of two corpora.
fn corpora(asked: &Asked) -> Example {
    let table = Contingency { o11: 20, r1: 1000, c1: 25, n: 5000 };
    let of = TableOf { keyness: true, ..TableOf::default() };
    let rate = |count: u64, size: u64| Score::Value(count as f64 / size as f64);
    let mut symbols = vec![
        symbol("a", "how often in the target", 20),
        symbol("b", "how often in the reference", 5),
        symbol("n1", "tokens of the target", 1000),
        symbol("n2", "tokens of the reference", 4000),
        Symbol { symbol: "r1", meaning: "a/n1", value: rate(20, 1000) },
        Symbol { symbol: "r2", meaning: "b/n2", value: rate(5, 4000) },
        Symbol { symbol: "E1", meaning: "n1·(a + b)/(n1 + n2)", value: expected(1000, 25, 5000) },
        Symbol { symbol: "E2", meaning: "n2·(a + b)/(n1 + n2)", value: expected(4000, 25, 5000) },
    ];
    if let Some(parameter) = asked.measure.parameter {
        symbols.push(symbol(parameter.symbol, "the number in the id", asked.parameter));
    }
    symbols.extend(related(asked, &table, &of, &["g2_2cell"]));
    Example {
        sample: "a term that occurs 20 times in 1000 tokens of a target, 5 times in 4000 of a reference"
            .to_owned(),
        table: cells(&table, ["", "term", "other", "tokens"], ["target", "reference", "sum"]),
        symbols,
        score: asked.of_table(&table, &of),
    }
}

/// A term in the documents of two corpora.
fn documents(asked: &Asked) -> Example {
    let target: [Rate; 4] = [(3, 100), (5, 200), (7, 100), (2, 50)];
    let reference: [Rate; 5] = [(0, 100), (1, 100), (2, 200), (4, 90), (1, 300)];
    let rows = |side: &str, rates: &[Rate]| -> Vec<Vec<String>> {
        let row = |&(count, tokens): &Rate| vec![side.to_owned(), count.to_string(), tokens.to_string()];
        rates.iter().map(row).collect()
    };
    let heading = ["side", "count", "tokens"].map(str::to_owned).to_vec();
    let table = [vec![heading], rows("target", &target), rows("reference", &reference)].concat();
    let of = TableOf { keyness: true, rates: Some((&target, &reference)), ..TableOf::default() };
    Example {
        sample: "a term in 4 documents of a target and 5 of a reference".to_owned(),
        table,
        symbols: vec![
            symbol("m1", "documents of the target", 4),
            symbol("m2", "documents of the reference", 5),
        ],
        score: asked.of_table(&Contingency { o11: 17, r1: 450, c1: 25, n: 1240 }, &of),
    }
}

/// The values of other measures that a formula names.
fn related(asked: &Asked, table: &Contingency, of: &TableOf<'_>, ids: &[&'static str]) -> Vec<Symbol> {
    let others = ids.iter().filter(|&&id| id != asked.measure.stem);
    let found = others.filter_map(|&id| super::Measure::find(id).map(|other| (id, other)));
    found
        .map(|(id, other)| Symbol {
            symbol: id,
            meaning: other.measure.name,
            value: other.of_table(table, of),
        })
        .collect()
}

fn expected(row: u64, column: u64, n: u64) -> Score {
    Score::Value(row as f64 * column as f64 / n as f64)
}

/// Observed counts with the expected ones in brackets, and the sums.
fn cells(table: &Contingency, columns: [&str; 4], rows: [&str; 3]) -> Vec<Vec<String>> {
    let cell =
        |count: u64, row: u64, column: u64| format!("{count} ({})", number(expected(row, column, table.n)));
    let (r1, r2, c1, c2) = (table.r1, table.r2(), table.c1, table.c2());
    let o22 = r2 - table.o21();
    vec![
        columns.map(str::to_owned).to_vec(),
        vec![rows[0].to_owned(), cell(table.o11, r1, c1), cell(table.o12(), r1, c2), r1.to_string()],
        vec![rows[1].to_owned(), cell(table.o21(), r2, c1), cell(o22, r2, c2), r2.to_string()],
        vec![rows[2].to_owned(), c1.to_string(), c2.to_string(), table.n.to_string()],
    ]
}
