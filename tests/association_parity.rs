//! Association beside the programs it is measured against, on random tables. Not run by default, since it needs Python
//! with `association-measures`, `nltk` and `scipy`:
//!
//! ```text
//! MIZAN_PARITY_PYTHON=python3 cargo test --release --test association_parity -- --ignored --nocapture
//! ```
//!
//! The same script made `tests/cases/association.tsv`, which is compared by default.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};

use mizan::measure::{Contingency, Measure, Random, Score, TableOf};

/// Tables `o11 r1 c1 n` on standard input, one a line; on standard output the table, package, id and value, with tabs.
/// MI is turned from log10 to bits.
const REFERENCE: &str = r#"
import sys
import pandas as pd
import association_measures.measures as am
from nltk.metrics import BigramAssocMeasures as nltk
from scipy.stats import fisher_exact, chi2_contingency

LN10_LN2 = 3.321928094887362
tables = [tuple(map(int, line.split())) for line in sys.stdin if line.strip()]

def out(at, package, identifier, value):
    print(*tables[at], package, identifier, repr(float(value)), sep="\t")

frame = pd.DataFrame(tables, columns=["O11", "R1", "C1", "N"])
frame["O12"] = frame.R1 - frame.O11
frame["O21"] = frame.C1 - frame.O11
frame["O22"] = frame.N - frame.R1 - frame.C1 + frame.O11
frame["R2"] = frame.N - frame.R1
frame["C2"] = frame.N - frame.C1
for row, column in (("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")):
    frame["E" + row + column] = frame["R" + row] * frame["C" + column] / frame.N
columns = {
    "z_score": am.z_score(frame),
    "t_score": am.t_score(frame),
    "g2": am.log_likelihood(frame, signed=True),
    "simple_ll": am.simple_ll(frame, signed=True),
    "min_sensitivity": am.min_sensitivity(frame),
    "liddell": am.liddell(frame),
    "dice": am.dice(frame),
    "mi": am.mutual_information(frame) * LN10_LN2,
    "local_mi": am.local_mutual_information(frame) * LN10_LN2,
    "log_ratio_hardie": am.log_ratio(frame, disc=0.5, discounting="Hardie2014"),
    "log_ratio_walter": am.log_ratio(frame, disc=0.5),
    "lrc": am.conservative_log_ratio(frame, boundary="poisson", vocab=1),
    "lrc_normal": am.conservative_log_ratio(frame, boundary="normal", vocab=1),
}
for identifier, values in columns.items():
    for at, value in enumerate(values):
        out(at, "association-measures", identifier, value)
for at, (o, r1, c1, n) in enumerate(tables):
    counts = (o, (r1, c1), n)
    for identifier, measure in {
        "mi": nltk.pmi, "t_score": nltk.student_t, "chi2": nltk.chi_sq, "phi2": nltk.phi_sq,
        "dice": nltk.dice, "jaccard": nltk.jaccard, "mi_like": nltk.mi_like,
        "poisson_stirling_nltk": nltk.poisson_stirling,
    }.items():
        if o > 0 or identifier in ("chi2", "phi2", "dice", "jaccard"):
            out(at, "nltk", identifier, measure(*counts))
    cells = [[o, r1 - o], [c1 - o, n - r1 - c1 + o]]
    out(at, "scipy", "fisher_p", fisher_exact(cells, alternative="greater")[1])
    out(at, "scipy", "odds_ratio", fisher_exact(cells)[0])
    out(at, "scipy", "chi2", chi2_contingency(cells, correction=False)[0])
    if abs(o - r1 * c1 / n) >= 0.5:
        out(at, "scipy", "chi2_yates", chi2_contingency(cells, correction=True)[0])
"#;

/// Random tables of very unlike sizes, every marginal and O22 above zero.
fn tables(count: usize) -> Vec<Contingency> {
    let mut random = Random::new(20_261_125, 0);
    let mut tables = Vec::new();
    while tables.len() < count {
        let mut cell = |bits: u64| {
            let below = 1 << (1 + random.below(bits));
            random.below(below)
        };
        let (a, b, c, d) = (cell(10), cell(16), cell(16), cell(24) + 1);
        if a + b > 0 && a + c > 0 {
            tables.extend(Contingency::new(a, a + b, a + c, a + b + c + d));
        }
    }
    tables.retain(|t| t.r2() > 0 && t.c2() > 0);
    tables
}

/// What a reference may lose: its log-likelihoods are sums of terms that cancel where O is near E.
fn slack(id: &str, n: u64) -> f64 {
    if ["g2", "simple_ll"].contains(&id) { 1e-14 * n as f64 } else { 1e-12 }
}

#[test]
#[ignore = "needs Python with association-measures, nltk and scipy in MIZAN_PARITY_PYTHON"]
fn association_is_the_references() {
    let Some(python) = env::var_os("MIZAN_PARITY_PYTHON") else {
        eprintln!("skipped: set MIZAN_PARITY_PYTHON (with association-measures, nltk, scipy)");
        return;
    };
    let tables = tables(1000);
    let lines: String = tables.iter().map(|t| format!("{} {} {} {}\n", t.o11, t.r1, t.c1, t.n)).collect();
    let mut reference = Command::new(python)
        .args(["-W", "ignore", "-c", REFERENCE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of MIZAN_PARITY_PYTHON starts");
    // The reference reads to the end before it writes, so this cannot block; dropping the pipe ends the input.
    let mut input = reference.stdin.take().expect("standard input is piped");
    input.write_all(lines.as_bytes()).expect("the reference reads its input");
    drop(input);
    let output = reference.wait_with_output().expect("the reference ends");
    assert!(output.status.success(), "the reference failed: {}", output.status);
    let (mut compared, mut undefined, mut wrong) = (0, 0, Vec::new());
    for line in String::from_utf8(output.stdout).expect("the reference writes UTF-8").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let count = |at: usize| cells[at].parse().expect("a count");
        let table = Contingency::new(count(0), count(1), count(2), count(3)).expect("a table");
        let value = match cells[6] {
            "inf" | "nan" | "-inf" => {
                undefined += 1;
                continue;
            }
            number => number.parse::<f64>().expect("a number"),
        };
        let found = Measure::find(cells[5]).expect("a measure").of_table(&table, &TableOf::default());
        compared += 1;
        match found {
            // .001 in place of a count of 0, there alone; a probability below what a float holds.
            Score::Undefined(_) if table.o11 == 0 || value < 1e-300 => undefined += 1,
            Score::Value(own) if (own - value).abs() <= 1e-9 * value.abs() + slack(cells[5], table.n) => {}
            other => wrong.push(format!("{line}: {other:?}")),
        }
    }
    println!(
        "{} tables, {compared} comparisons, {undefined} without a value, {} differences",
        tables.len(),
        wrong.len()
    );
    let first: Vec<_> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} differences, the first:\n{}", wrong.len(), first.join("\n"));
}
