//! Measures beside other programs, on a list of tokens of one's own. Not run by default, since it needs Python with
//! `lexicalrichness`, `lexical_diversity`, `nltk` and `scipy`:
//!
//! ```text
//! MIZAN_PARITY_PYTHON=python3 MIZAN_PARITY_TOKENS=tokens.txt cargo test --release --test measure_parity -- --ignored --nocapture
//! ```
//!
//! The list is UTF-8, one token a line; its first 2,000 are compared, and 1,500 that a generator makes.

use mizan::measure::diversity::{Text, count_terms};
use mizan::measure::growth::Growth;
use mizan::measure::{Frequencies, Measure, Reason, Score};
use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

/// Tokens on standard input, one a line; `id<TAB>value` on standard output.
const REFERENCE: &str = r#"
import math, sys
from collections import Counter
import numpy as np
from lexical_diversity import lex_div as ld
from lexicalrichness import LexicalRichness
from nltk.probability import FreqDist, SimpleGoodTuringProbDist
from scipy import optimize, special, stats

tokens = sys.stdin.buffer.read().decode("utf-8").split("\n")[:-1]
count = Counter(tokens)
N, V = len(tokens), len(count)
f = np.array(sorted(count.values(), reverse=True), float)
r = np.arange(1, V + 1)

def say(id, value):
    print(id, repr(float(value)), sep="\t")

number = {t: "t%d" % i for i, t in enumerate(count)}
lr = LexicalRichness(" ".join(number[t] for t in tokens), preprocessor=None, tokenizer=str.split)
for id, name in [("ttr", "ttr"), ("root_ttr", "rttr"), ("corrected_ttr", "cttr"), ("herdan_c", "Herdan"),
                 ("summer_s", "Summer"), ("dugast_u", "Dugast"), ("maas_a2", "Maas"), ("yule_k", "yulek"),
                 ("yule_i", "yulei"), ("herdan_vm", "herdanvm"), ("simpson_d", "simpsond")]:
    say(id, getattr(lr, name))
say("mtld_le_min1", lr.mtld(threshold=0.72))
say("mattr_100", lr.mattr(window_size=100))
# Its msttr drops the last full segment where the window divides the text.
window = next(w for w in range(70, 100) if N % w)
say("msttr_%d" % window, lr.msttr(segment_window=window))
say("hdd_42", ld.hdd(tokens))
say("mtld_last_partial", ld.mtld(tokens))
say("mtld_ma_wrap", ld.mtld_ma_wrap(tokens))
say("mattr_50", ld.mattr(tokens, window_length=50))
say("msttr_50", ld.msttr(tokens, window_length=50))
say("maas_a2_log10", ld.maas_ttr(tokens))
say("entropy", stats.entropy(f / N, base=2))
say("fisher_alpha", optimize.brentq(lambda a: a * math.log1p(N / a) - V, 1e-3, 1e7, xtol=1e-13, rtol=1e-15))
sgt = SimpleGoodTuringProbDist(FreqDist(tokens), bins=V + 1)
say("sgt_slope", sgt._slope)
say("sgt_intercept", sgt._intercept)
say("sgt_switch", sgt._switch_at)
zipf = optimize.minimize_scalar(
    lambda s: s * np.sum(f * np.log(r)) + N * special.logsumexp(-s * np.log(r)), bracket=(0.3, 1.5), tol=1e-14)
say("zipf_s", zipf.x)
say("zipf_loglik", -zipf.fun)
def mandelbrot(p):
    x = np.log(r + math.expm1(p[1]))
    return p[0] * np.sum(f * x) + N * special.logsumexp(-p[0] * x)
zm = min((optimize.minimize(mandelbrot, [s, u], method="Nelder-Mead",
                            options=dict(xatol=1e-11, fatol=1e-11, maxiter=20000))
          for s in (0.7, 1.5, 3) for u in (-1, 1, 3)), key=lambda o: o.fun)
say("zm_loglik", -zm.fun)
spectrum = Counter(count.values())
i = np.array(sorted(spectrum)); v = np.array([spectrum[k] for k in sorted(spectrum)], float)
say("zeta_alpha", optimize.minimize_scalar(
    lambda a: a * np.sum(v * np.log(i)) + V * math.log(special.zeta(a)), bounds=(1.001, 8), method="bounded",
    options=dict(xatol=1e-13)).x)
seen, curve = set(), []
for t in tokens:
    seen.add(t); curve.append(len(seen))
n = np.arange(1, N + 1); curve = np.array(curve, float)
line = stats.linregress(np.log(n), np.log(curve))
say("heaps_ols_beta", line.slope)
say("heaps_ols_k", math.exp(line.intercept))
p, _ = optimize.curve_fit(lambda n, k, b: k * n ** b, n, curve, p0=[5, 0.5], xtol=1e-14, ftol=1e-14, gtol=1e-14)
say("heaps_nls_beta", p[1])
say("heaps_nls_k", p[0])
"#;

/// What is found by search is compared less closely; of a flat optimum the likelihood alone.
const FITS: [&str; 7] =
    ["zipf_s", "zipf_loglik", "zm_loglik", "zeta_alpha", "heaps_nls_beta", "heaps_nls_k", "fisher_alpha"];

fn score(id: &str, text: Text<'_>) -> Score {
    let asked = Measure::find(id).unwrap_or_else(|| panic!("{id} is no measure"));
    match asked.of_growth(&Growth::new(text)) {
        Score::Undefined(Reason::NotRequested) => asked.of_text(&text),
        score => score,
    }
}

/// The values of the other programs that differ from ours.
fn differences(python: &std::ffi::OsStr, tokens: &[String]) -> Vec<String> {
    let mut reference = Command::new(python)
        .args(["-c", REFERENCE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of MIZAN_PARITY_PYTHON starts");
    let mut input = reference.stdin.take().expect("standard input is piped");
    input.write_all((tokens.join("\n") + "\n").as_bytes()).expect("the reference reads its input");
    drop(input);
    let output = reference.wait_with_output().expect("the reference ends");
    assert!(output.status.success(), "the reference failed: {}", output.status);

    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let terms: Vec<u32> = tokens
        .iter()
        .map(|token| {
            let next = numbers.len() as u32;
            *numbers.entry(token).or_insert(next)
        })
        .collect();
    let counts = Frequencies::of(&count_terms(&terms, numbers.len()));
    let mut wrong = Vec::new();
    let mut compared = 0;
    for row in String::from_utf8(output.stdout).expect("the reference writes UTF-8").lines() {
        let (id, theirs) = row.split_once('\t').expect("two cells");
        let theirs: f64 = theirs.parse().expect("a number");
        let tolerance = if FITS.contains(&id) { 1e-6 } else { 1e-9 };
        let ours = score(id, Text::new(&counts, &terms, numbers.len()));
        let near = |ours: f64| (ours - theirs).abs() <= tolerance * theirs.abs().max(1e-3);
        if !ours.value().is_some_and(near) {
            wrong.push(format!("{id}: ours {ours:?}, theirs {theirs}"));
        }
        compared += 1;
    }
    println!("{} tokens, {compared} measures, {} differences", tokens.len(), wrong.len());
    wrong
}

#[test]
#[ignore = "needs Python with lexicalrichness, lexical_diversity, nltk and scipy in MIZAN_PARITY_PYTHON and a list in MIZAN_PARITY_TOKENS"]
fn other_programs_give_the_same_numbers() {
    let (Some(python), Some(path)) = (env::var_os("MIZAN_PARITY_PYTHON"), env::var_os("MIZAN_PARITY_TOKENS"))
    else {
        eprintln!("skipped: set MIZAN_PARITY_PYTHON and MIZAN_PARITY_TOKENS");
        return;
    };
    let text = fs::read_to_string(path).expect("the list is readable UTF-8");
    let real: Vec<String> = text.split_whitespace().take(2000).map(str::to_owned).collect();
    let mut random = mizan::measure::Random::new(5, 0);
    let made: Vec<String> =
        (0..1500).map(|_| (random.below(300) * random.below(300) / 300).to_string()).collect();
    let wrong: Vec<String> = [real, made].iter().flat_map(|tokens| differences(&python, tokens)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
