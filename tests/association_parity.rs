//! Association and keyness beside the programs that they are measured against, on random tables; what no second program
//! computes, beside the formulas of the papers in decimal arithmetic of 40 digits. Not run by default, since it needs Python
//! with `association-measures`, `nltk` and `scipy`:
//!
//! ```text
//! MIZAN_PARITY_PYTHON=python3 cargo test --release --test association_parity -- --ignored --nocapture
//! ```
//!
//! The same script made `tests/cases/association.tsv`, which is compared by default.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};

use mizan::measure::{Asked, Contingency, Family, Measure, Random, Score, TableOf};

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

/// What no second program computes: each formula as its paper has it, in decimal numbers of 40 digits, the same columns.
const RESTATED: &str = r#"
import sys
from decimal import Decimal as D, getcontext

getcontext().prec = 40
LN2 = D(2).ln()
HALF = D(1) / 2

def log2(x):
    return x.ln() / LN2

def xlog(x, m):
    return x * (x / m).ln() if x else D(0)

def association(o, r1, c1, n):
    o, r1, c1, n = map(D, (o, r1, c1, n))
    r2, c2 = n - r1, n - c1
    o12, o21 = r1 - o, c1 - o
    o22 = n - r1 - c1 + o
    e = r1 * c1 / n
    cells = [(o, e), (o12, r1 * c2 / n), (o21, r2 * c1 / n), (o22, r2 * c2 / n)]
    sign = (o > e) - (o < e)
    yield "delta_p_21", o / r1 - o21 / r2
    yield "delta_p_12", o / c1 - o12 / c2
    haldane = (o + HALF).ln() + (o22 + HALF).ln() - (o12 + HALF).ln() - (o21 + HALF).ln()
    yield "log_odds", haldane
    yield "log_odds_z", haldane / sum(1 / (x + HALF) for x, _ in cells).sqrt()
    yield "mutual_expectation", 2 * o * o / (r1 + c1)
    yield "avg_mi", sum(xlog(x, m) for x, m in cells) / n / LN2
    yield "z_score_var", (o - e) / (e * (1 - e / n)).sqrt()
    yield "z_score_yates", sign * max(D(0), abs(o - e) - HALF) / e.sqrt()
    if o:
        mi = log2(o / e)
        yield "mi2", log2(o * o / e)
        yield "mi3", log2(o ** 3 / e)
        yield "mi_log_f", mi * (o + 1).ln()
        yield "npmi", mi / -log2(o / n)
        yield "t_score_var", (o - e) / (o * (1 - o / n)).sqrt()
        yield "log_dice", 14 + log2(2 * o / (r1 + c1))
        yield "poisson_stirling", o * ((o / e).ln() - 1)
        yield "poisson_stirling_qw", o * ((o / e).ln() - 1) / n.ln()

def keyness(a, n1, both, n):
    a, n1, b, n2 = D(a), D(n1), D(both) - D(a), D(n) - D(n1)
    e1, e2 = n1 * (a + b) / (n1 + n2), n2 * (a + b) / (n1 + n2)
    p, q = a / n1, b / n2
    sign = (p > q) - (p < q)
    evidence = 2 * (xlog(a, e1) + xlog(b, e2))
    yield "g2_2cell", sign * evidence
    yield "bic", evidence - (n1 + n2).ln()
    if min(e1, e2) > 1:
        yield "ell", evidence / ((n1 + n2) * min(e1, e2).ln())
    yield "ell_johnston", evidence / (2 * (a + b) * -(min(n1, n2) / (n1 + n2)).ln())
    yield "diff_coefficient", (p - q) / (p + q)
    for k in (1, 100):
        yield "simple_maths_%d" % k, (10 ** 6 * p + k) / (10 ** 6 * q + k)
    if b:
        yield "pct_diff", 100 * (p - q) / q
        yield "relative_risk", p / q
    if a and b:
        yield "kld_pointwise", p * log2(p / q)
    prior = 500
    alpha = prior * (a + b) / (n1 + n2)
    odds = lambda x, m: ((x + alpha) / (m + prior - x - alpha)).ln()
    yield "log_odds_dirichlet", (odds(a, n1) - odds(b, n2)) / (1 / (a + alpha) + 1 / (b + alpha)).sqrt()

def windows(o, r1, c1, n):
    o, r1, c1, n = map(D, (o, r1, c1, n))
    p = c1 / n
    yield "z_berry_rogghe", (o - p * r1) / (p * r1 * (1 - p)).sqrt()

for line in sys.stdin:
    table = line.split()
    for kind in (association, keyness, windows):
        for identifier, value in kind(*table):
            print(*table, kind.__name__, identifier, repr(float(value)), sep="\t")
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

/// The rows that a script makes of the tables.
fn rows(python: &OsStr, script: &str, tables: &[Contingency]) -> Vec<String> {
    let lines: String = tables.iter().map(|t| format!("{} {} {} {}\n", t.o11, t.r1, t.c1, t.n)).collect();
    let mut reference = Command::new(python)
        .args(["-W", "ignore", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of MIZAN_PARITY_PYTHON starts");
    let mut input = reference.stdin.take().expect("standard input is piped");
    // Written on a thread of its own: a script may answer before it has read all.
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = reference.wait_with_output().expect("the reference ends");
    writer.join().expect("the writer ends").expect("the reference reads its input");
    assert!(output.status.success(), "the reference failed: {}", output.status);
    let text = String::from_utf8(output.stdout).expect("the reference writes UTF-8");
    text.lines().map(str::to_owned).collect()
}

#[test]
#[ignore = "needs Python with association-measures, nltk and scipy in MIZAN_PARITY_PYTHON"]
fn association_is_the_references() {
    let Some(python) = env::var_os("MIZAN_PARITY_PYTHON") else {
        eprintln!("skipped: set MIZAN_PARITY_PYTHON (with association-measures, nltk, scipy)");
        return;
    };
    let tables = tables(1000);
    let mut lines = rows(&python, REFERENCE, &tables);
    lines.extend(rows(&python, RESTATED, &tables));
    let (mut compared, mut undefined, mut wrong) = (0, 0, Vec::new());
    let mut ids = BTreeSet::new();
    for line in &lines {
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
        let of =
            TableOf { windows: cells[4] == "windows", keyness: cells[4] == "keyness", ..TableOf::default() };
        let found = Measure::find(cells[5]).expect("a measure").of_table(&table, &of);
        compared += 1;
        ids.insert(cells[5]);
        match found {
            // .001 in place of a count of 0, there alone; a probability below what a float holds.
            Score::Undefined(_) if table.o11 == 0 || value < 1e-300 => undefined += 1,
            Score::Value(own) if (own - value).abs() <= 1e-9 * value.abs() + slack(cells[5], table.n) => {}
            other => wrong.push(format!("{line}: {other:?}")),
        }
    }
    println!(
        "{} tables, {} measures, {compared} comparisons, {undefined} without a value, {} differences",
        tables.len(),
        ids.len(),
        wrong.len()
    );
    let first: Vec<_> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} differences, the first:\n{}", wrong.len(), first.join("\n"));
    // None is left that is measured against nothing, but for those of the rates in documents (`measure::keyness`).
    let all = [Family::Association, Family::Keyness].map(Measure::every).concat();
    let left = all.iter().map(Asked::id).filter(|id| !ids.contains(id.as_str()));
    assert_eq!(left.collect::<Vec<_>>(), ["mann_whitney_p", "welch_t_p"]);
}
