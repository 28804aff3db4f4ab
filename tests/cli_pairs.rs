//! Collocations, keyness and concordance as their user meets them.

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

struct Run {
    out: String,
    err: String,
    code: i32,
}

fn run(args: &[&str], input: &[u8]) -> Run {
    let mut command = Command::cargo_bin("mizan").unwrap();
    let output = command.args(args).env_remove("CLICOLOR_FORCE").write_stdin(input).output().unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn json(args: &[&str], input: &[u8]) -> serde_json::Value {
    let run = run(args, input);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
}

/// The rows of a TSV, each with its cells by name.
fn rows(out: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut lines = out.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    lines
        .map(|line| {
            header
                .iter()
                .zip(line.split('\t'))
                .map(|(key, cell)| ((*key).to_owned(), cell.to_owned()))
                .collect()
        })
        .collect()
}

const TEXT: &str = "ذهب الولد إلى المدرسة. رأى الولد كتاب الولد!\nهذا الكتاب جديد.\n";
/// Words that are letters, one sentence a line.
const LETTERS: &str = "a b a b c\nb a b\nc a\n";

#[test]
fn headers_are_those_of_the_contract() {
    let folder = TempDir::new().unwrap();
    let reference = folder.path().join("r.txt");
    fs::write(&reference, "a c c d").unwrap();
    let reference = reference.to_str().unwrap();
    for (args, header) in [
        (
            ["collocations"].as_slice(),
            "rank\tfirst\tsecond\to11\tr1\tc1\tn\te11\tg2\tmi\tnpmi\tt_score\tlog_dice\tdelta_p_21\tdelta_p_12\tlrc",
        ),
        (
            &["collocations", "--measures", "mi", "--p", "--min-count", "5"],
            "rank\tfirst\tsecond\to11\tr1\tc1\tn\te11\tmi\tp\tp_adjusted\tlog10_p",
        ),
        (
            &["collocations", "--order", "3"],
            "rank\tngram\to11\tf1\tf2\tf3\tn\te11\tmi\tt_score\tsimple_ll\tpoisson_stirling",
        ),
        (
            &["keyness", "--reference", reference],
            "rank\tterm\ta\tb\tn1\tn2\tg2_2cell\tbic\tlog_ratio_hardie\tlrc\tpct_diff\tsimple_maths_100",
        ),
        (&["concordance", "a"], "document\tstart\tend\tleft\tnode\tright"),
    ] {
        for input in [LETTERS, ""] {
            let run = run(&[args, &["--format", "tsv"]].concat(), input.as_bytes());
            let no_hit = args[0] == "concordance" && input.is_empty();
            assert_eq!(run.code, i32::from(no_hit), "{args:?}: {}", run.err);
            assert_eq!(run.out.lines().next(), Some(header));
        }
    }
}

#[test]
fn marginals_are_those_of_their_convention() {
    let table = |marginals: &str, extra: &[&str]| {
        let args =
            [&["collocations", "--marginals", marginals, "--format", "tsv", "--measures", "mi"], extra]
                .concat();
        let run = run(&args, LETTERS.as_bytes());
        assert_eq!(run.code, 0, "{}", run.err);
        let found = rows(&run.out);
        let row = found.iter().find(|row| row["first"] == "a" && row["second"] == "b").unwrap();
        ["o11", "r1", "c1", "n"].map(|key| row[key].parse::<u64>().unwrap())
    };
    // Bigrams ab ba ab bc | ba ab | ca.
    assert_eq!(table("bigram", &[]), [3, 3, 3, 7]);
    // Four a, four b, ten tokens; ends of sentences ignored.
    assert_eq!(table("nltk", &[]), [3, 4, 4, 10]);
    // One token on each side of an a: b, b | b, b | c; six tokens are no a.
    assert_eq!(table("window:1,1", &["--node", "a"]), [4, 5, 4, 6]);
    assert_eq!(table("window:1,1", &[]), [4, 5, 4, 6]);
    let value = json(&["collocations", "--marginals", "window:1,2", "--format", "json"], LETTERS.as_bytes());
    let body = &value["collocations"];
    assert_eq!(body["marginals"], "window:1,2");
    assert_eq!(body["tests"], body["rows"].as_array().unwrap().len());
    assert_eq!((&body["adjust"], &body["test"]), (&"bh".into(), &"g2".into()));
    assert!(body["rows"][0]["measures"]["g2"].is_number());
}

#[test]
fn marginals_of_bigrams_make_whole_tables() {
    let article = fs::read("seeds/article.txt").unwrap();
    for layer in ["normal", "root"] {
        for skip in ["0", "2"] {
            let args =
                ["collocations", "--layer", layer, "--skip", skip, "--format", "tsv", "--measures", "g2"];
            let found = rows(&run(&args, &article).out);
            assert!(found.len() > 200);
            let count = |row: &std::collections::BTreeMap<String, String>, key: &str| {
                row[key].parse::<u64>().unwrap()
            };
            for row in &found {
                let [o, r, c, n] = ["o11", "r1", "c1", "n"].map(|key| count(row, key));
                assert!(o <= r && o <= c && r + c <= n + o, "{row:?}");
            }
        }
    }
}

#[test]
fn p_values_are_adjusted_over_all_candidates() {
    let article = fs::read("seeds/article.txt").unwrap();
    let p = |extra: &[&str]| {
        let args =
            [&["collocations", "--measures", "g2", "--p", "--format", "tsv", "--min-count", "2"], extra]
                .concat();
        let found = rows(&run(&args, &article).out);
        let column = |key: &str| found.iter().map(|row| row[key].parse::<f64>().unwrap()).collect::<Vec<_>>();
        (column("p"), column("p_adjusted"), found.len() as f64)
    };
    let (raw, holm, m) = p(&["--adjust", "holm"]);
    assert!((holm[0] - (m * raw[0]).min(1.0)).abs() < 1e-12);
    assert!(holm.iter().zip(&raw).all(|(adjusted, raw)| adjusted >= raw));
    let (_, bh, _) = p(&["--adjust", "bh"]);
    assert!(bh.iter().zip(&holm).all(|(bh, holm)| *bh <= holm + 1e-12));
    // The test that is named is the one that is made: of longer runs that of the simple log-likelihood.
    for (order, measures, test) in [("2", "mi", "g2"), ("2", "z_score", "z_score"), ("3", "mi", "simple_ll")]
    {
        let args =
            ["collocations", "--p", "--order", order, "--measures", measures, "-n", "1", "--format", "json"];
        assert_eq!(json(&args, &article)["collocations"]["test"], test);
    }
    // A list that is cut has the same numbers.
    let (_, cut, rows) = p(&["--adjust", "bh", "-n", "5"]);
    assert_eq!(rows, 5.0);
    assert_eq!(cut, bh[..5]);
}

#[test]
fn nltk_is_reproduced() {
    // nltk 3.10.4: BigramCollocationFinder.from_words("a b a b c b a b c a".split()); pmi, student_t, likelihood_ratio.
    let args = ["collocations", "--compat", "nltk", "--input-format", "tokens", "--format", "tsv"];
    let tokens = LETTERS.split_whitespace().collect::<Vec<_>>().join("\n");
    let found = rows(&run(&args, tokens.as_bytes()).out);
    for (first, second, pmi, student, ratio) in [
        ("b", "c", 1.3219280948873626, 0.8485281374238569, 4.462871026284196),
        ("a", "b", 0.9068905956085187, 0.8082903768654761, 3.5548176768390056),
        ("b", "a", 0.3219280948873626, 0.28284271247461895, 0.2768858761678131),
        ("c", "a", 0.3219280948873622, 0.19999999999999996, 0.10263280741763531),
        ("c", "b", 0.3219280948873622, 0.19999999999999996, 0.10263280741763531),
    ] {
        let row = found.iter().find(|row| row["first"] == first && row["second"] == second).unwrap();
        for (id, expected) in [("mi", pmi), ("t_score", student), ("g2", ratio)] {
            let (value, expected): (f64, f64) = (row[id].parse().unwrap(), expected);
            assert!((value.abs() - expected.abs()).abs() < 1e-9, "{first} {second} {id}: {value} {expected}");
        }
    }
}

#[test]
fn keywords_negative_keywords_and_lockwords() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, words: &[(&str, usize)]| {
        let text: Vec<String> = words.iter().map(|(word, count)| format!("{word} ").repeat(*count)).collect();
        let path = folder.path().join(name);
        fs::write(&path, text.concat()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let target = write("a.txt", &[("up", 400), ("same", 2000), ("down", 50), ("here", 30)]);
    let reference = write("b.txt", &[("up", 100), ("same", 4000), ("down", 900), ("there", 60)]);
    let terms = |extra: &[&str]| -> Vec<String> {
        let args = [&["keyness", &target, "--reference", &reference, "--format", "tsv"], extra].concat();
        let run = run(&args, b"");
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        rows(&run.out).iter().map(|row| row["term"].clone()).collect()
    };
    assert_eq!(terms(&[]), ["up", "here", "same"]);
    assert_eq!(terms(&["--negative"]), ["down", "there"]);
    // What is rarer has the left tail, and its p-value is that number. scipy 1.17.1:
    // fisher_exact([[50, 2430], [900, 4160]], alternative="less").
    let args = ["keyness", &target, "--reference", &reference, "--negative", "--measures", "fisher_p", "--p"];
    let left = rows(&run(&[&args[..], &["--format", "tsv"]].concat(), b"").out);
    assert_eq!((left[0]["term"].as_str(), &left[0]["fisher_p"]), ("down", &left[0]["p"]));
    let p: f64 = left[0]["fisher_p"].parse().unwrap();
    assert!((p / 5.744618114244213e-107 - 1.0).abs() < 1e-9, "{p}");
    // Evidence puts the frequent word first, effect the one that is absent.
    for measure in ["fisher_p", "bic", "g2", "chi2"] {
        assert_eq!(terms(&["--negative", "--measures", measure]), ["down", "there"], "{measure}");
    }
    for measure in ["relative_risk", "pct_diff", "log_ratio_walter"] {
        assert_eq!(terms(&["--negative", "--measures", measure]), ["there", "down"], "{measure}");
    }
    assert_eq!(terms(&["--lockwords"]), ["same"]);
    assert_eq!(terms(&["--lockwords", "--lock-width", "0.01"]), [""; 0]);
    // The reference as counts.
    let counts = run(&["words", "--format", "tsv", &reference], b"").out;
    let list = folder.path().join("b.tsv");
    fs::write(&list, counts).unwrap();
    let list = list.to_str().unwrap();
    let of_list = run(&["keyness", &target, "--reference-counts", list, "--format", "tsv"], b"").out;
    let of_text = run(&["keyness", &target, "--reference", &reference, "--format", "tsv"], b"").out;
    assert_eq!(of_list, of_text);
    let value =
        json(&["keyness", &target, "--reference", &reference, "--format", "json", "--ci", "analytic"], b"");
    let body = &value["keyness"];
    assert_eq!(
        (body["n1"].as_u64(), body["n2"].as_u64(), body["tests"].as_u64()),
        (Some(2480), Some(5060), Some(5))
    );
    let first = &body["rows"][0];
    assert!(first["log_ratio_low"].as_f64() < first["measures"]["log_ratio_hardie"].as_f64());
    assert_eq!(body["rows"][1]["reasons"]["pct_diff"], "zero_reference");
    assert_eq!(value["inputs"].as_array().unwrap().len(), 2);
}

#[test]
fn keyness_of_ngrams_roots_and_documents() {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("a1", "x y x y z"), ("a2", "x y z z z"), ("b1", "z z z y"), ("b2", "y z z z z x")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (a1, a2, b1, b2) = (path("a1"), path("a2"), path("b1"), path("b2"));
    let args = ["keyness", &a1, &a2, "--format", "tsv", "--reference", &b1, &b2];
    let bigrams = rows(&run(&[args.as_slice(), &["--order", "2"]].concat(), b"").out);
    assert_eq!(
        (bigrams[0]["term"].as_str(), bigrams[0]["n1"].as_str(), bigrams[0]["a"].as_str()),
        ("x y", "8", "3")
    );
    let tested = run(&[args.as_slice(), &["--measures", "welch_t_p,mann_whitney_p"]].concat(), b"");
    let found = rows(&tested.out);
    let x = found.iter().find(|row| row["term"] == "x").unwrap();
    // scipy 1.17.1: rates .4, .2 against 0, 1/6.
    assert!((x["welch_t_p"].parse::<f64>().unwrap() - 0.24192616226296987).abs() < 1e-9, "{x:?}");
    assert!((x["mann_whitney_p"].parse::<f64>().unwrap() - 0.2452781168067728).abs() < 1e-9, "{x:?}");
    let one = run(&["keyness", &a1, "--reference", &b1, "--measures", "welch_t_p", "--format", "json"], b"");
    assert!(one.out.contains("too_few_points"), "{}", one.out);
    let roots =
        run(&["keyness", "seeds/article.txt", "--layer", "root", "--reference", &a1, "--format", "tsv"], b"");
    assert!(roots.out.lines().count() > 50, "{}", roots.err);
}

#[test]
fn a_concordance_has_every_hit_in_its_sentence() {
    let found = rows(&run(&["concordance", "الولد", "--format", "tsv"], TEXT.as_bytes()).out);
    let shown: Vec<[&str; 3]> =
        found.iter().map(|row| ["left", "node", "right"].map(|key| row[key].as_str())).collect();
    assert_eq!(
        shown,
        [["ذهب", "الولد", "إلى المدرسة"], ["رأى", "الولد", "كتاب الولد"], ["رأى الولد كتاب", "الولد", ""]]
    );
    for row in &found {
        let [start, end] = ["start", "end"].map(|key| row[key].parse::<usize>().unwrap());
        assert_eq!(&TEXT[start..end], row["node"]);
    }
    let nodes = |args: &[&str]| -> Vec<String> {
        let run = run(&[&["concordance"], args, &["--format", "tsv"]].concat(), TEXT.as_bytes());
        let found: Vec<String> = rows(&run.out).iter().map(|row| row["node"].clone()).collect();
        assert_eq!(run.code, i32::from(found.is_empty()), "{args:?} {}", run.err);
        found
    };
    assert_eq!(nodes(&["كِتَاب"]), ["كتاب"]);
    assert_eq!(nodes(&["--layer", "root", "كتب"]), ["كتاب", "الكتاب"]);
    assert_eq!(nodes(&["--layer", "root", "ك-ت-ب"]), ["كتاب", "الكتاب"]);
    assert_eq!(nodes(&["--regex", "(ال)?كتاب"]), ["كتاب", "الكتاب"]);
    assert_eq!(nodes(&["رأى الولد"]), ["رأى الولد"]);
    assert_eq!(nodes(&["الولد * الولد"]), ["الولد كتاب الولد"]);
    assert_eq!(nodes(&["المدرسة رأى"]), [""; 0]);
    assert_eq!(nodes(&["الولد", "--sort", "R1,position"]).len(), 3);
    assert_eq!(
        nodes(&["الولد", "--sample", "2", "--seed", "7"]),
        nodes(&["الولد", "--sample", "2", "--seed", "7"])
    );
    assert_eq!(nodes(&["الولد", "--sample", "2"]).len(), 2);
    let value = json(&["concordance", "--regex", "ال.*", "--format", "json", "-n", "2"], TEXT.as_bytes());
    let body = &value["concordance"];
    assert_eq!((body["total"].as_u64(), body["distinct"].as_u64()), (Some(5), Some(3)));
    assert_eq!(body["rows"].as_array().unwrap().len(), 2);
    let tokens = run(
        &["concordance", "b", "--input-format", "tokens", "--context", "1", "--format", "tsv"],
        b"a\nb\nc\n",
    );
    assert_eq!(tokens.out.lines().nth(1), Some("-\t2\t3\ta\tb\tc"));
}

#[test]
fn a_concordance_on_a_screen_runs_from_the_right() {
    let lines = run(&["concordance", "الولد"], TEXT.as_bytes()).out;
    // In a pipe: the order of the text, nothing added, the nodes one below the other.
    let places: Vec<usize> =
        lines.lines().map(|line| line.chars().take_while(|&c| c == ' ').count() + before(line)).collect();
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{lines}");
    let isolated = run(&["concordance", "الولد", "--bidi", "isolate"], TEXT.as_bytes()).out;
    let first = isolated.lines().next().unwrap();
    assert!(
        first.find("المدرسة") < first.find("الولد") && first.find("الولد") < first.find("ذهب"),
        "{first}"
    );
    assert_eq!(isolated.matches('\u{2067}').count(), isolated.matches('\u{2069}').count());
    let none = run(&["concordance", "لاشيء"], TEXT.as_bytes());
    assert_eq!((none.out.as_str(), none.code), ("no hits\n", 1));
    assert_eq!(run(&["concordance", "لاشيء", "--format", "json"], TEXT.as_bytes()).code, 1);
    assert_eq!(run(&["concordance", "لاشيء", "no/such/file"], b"").code, 2);
}

/// Columns of the text before the node, which stands between two gaps.
fn before(line: &str) -> usize {
    let text = line.trim_start();
    text.find("  ").map_or(0, |end| text[..end].chars().count())
}

#[test]
fn threads_change_nothing() {
    let many = fs::read("seeds/article.txt").unwrap().repeat(300);
    for args in [
        ["collocations", "--p", "--measures", "all", "-n", "50"].as_slice(),
        &["collocations", "--marginals", "window:3,3", "-n", "50"],
        &["concordance", "--layer", "root", "قتل", "-n", "100000"],
        &["keyness", "--reference", "seeds/article.txt", "-n", "50", "--lockwords", "--lock-width", "9"],
    ] {
        let out =
            |threads: &str| run(&[args, &["--format", "tsv", "--threads", threads]].concat(), &many).out;
        let one = out("1");
        assert!(one.len() > 500, "{args:?}");
        for threads in ["2", "5"] {
            assert!(out(threads) == one, "{args:?} {threads}");
        }
    }
}

#[test]
fn rows_of_json_are_rows_of_tsv() {
    let args = ["collocations", "--measures", "mi,odds_ratio", "--p"];
    let value = json(&[args.as_slice(), &["--format", "json"]].concat(), LETTERS.as_bytes());
    let found = rows(&run(&[args.as_slice(), &["--format", "tsv"]].concat(), LETTERS.as_bytes()).out);
    let listed = value["collocations"]["rows"].as_array().unwrap();
    assert_eq!(found.len(), listed.len());
    for (row, object) in found.iter().zip(listed) {
        assert_eq!(object["first"], row["first"].as_str());
        for id in ["mi", "odds_ratio"] {
            match &object["measures"][id] {
                serde_json::Value::Null => {
                    assert_eq!(row[id], "NA");
                    assert_eq!(object["reasons"][id], "infinite");
                }
                value => assert_eq!(row[id], value.to_string()),
            }
        }
        assert_eq!(row["p"], object["p"].to_string());
    }
}

#[test]
fn every_format_prints_every_list() {
    for command in [
        ["collocations", "--p"].as_slice(),
        &["keyness", "--reference", "seeds/article.txt", "--ci", "analytic"],
        &["concordance", "الولد"],
    ] {
        for format in ["table", "json", "jsonl", "csv", "tsv", "md"] {
            for input in [TEXT.as_bytes(), b""] {
                let run = run(&[command, &["--format", format, "-q"]].concat(), input);
                let no_hit = command[0] == "concordance" && input.is_empty();
                let code = i32::from(no_hit);
                assert_eq!((run.code, run.err.as_str()), (code, ""), "{command:?} {format}");
                if format == "json" {
                    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
                    let keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
                    assert_eq!(keys, ["schema", "mizan", "inputs", "options", "warnings", command[0]]);
                }
            }
        }
    }
}

#[test]
fn measures_are_listed_and_explained() {
    for (command, id) in [("collocations", "log_dice"), ("keyness", "bic")] {
        let listed = run(&[command, "--list", "--format", "tsv"], b"");
        assert_eq!(listed.code, 0, "{}", listed.err);
        assert!(listed.out.lines().any(|line| line.starts_with(&format!("{id}\t"))), "{}", listed.out);
    }
    let page = run(&["explain", "lrc"], b"").out;
    for part in ["second word", "10 (0.6)", "960 (950.6)", "Evert 2022", "lrc = 2.65544571"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = run(&["explain", "g2_2cell"], b"").out;
    assert!(page.contains("reference") && page.contains("41.588830"), "{page}");
    let page = run(&["explain", "welch_t_p"], b"").out;
    assert!(page.contains("documents"), "{page}");
}

#[test]
fn odd_inputs_have_nulls_with_reasons() {
    for text in ["", "one", "same same same same", "all words are distinct here"] {
        for marginals in ["bigram", "nltk", "window:50,50"] {
            let args =
                ["collocations", "--measures", "all", "--p", "--marginals", marginals, "--format", "json"];
            let run = run(&args, text.as_bytes());
            assert_eq!(run.code, 0, "{text:?} {marginals}: {}", run.err);
            let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
            for row in value["collocations"]["rows"].as_array().unwrap() {
                for (id, score) in row["measures"].as_object().unwrap() {
                    assert_eq!(score.is_null(), row["reasons"][id].is_string(), "{text:?} {marginals} {id}");
                }
            }
        }
        let keyness =
            run(&["keyness", "--reference", "seeds/article.txt", "--format", "json"], text.as_bytes());
        assert_eq!(keyness.code, 0, "{}", keyness.err);
        assert!(!keyness.out.contains("NaN") && !keyness.out.contains("inf\""));
    }
}

#[test]
fn mistakes_are_explained() {
    let folder = TempDir::new().unwrap();
    let bad = folder.path().join("bad.tsv");
    fs::write(&bad, "a\t3\nb\n").unwrap();
    let bad = bad.to_str().unwrap();
    for (args, said) in [
        (["collocations", "--measures", "log_dise"].as_slice(), "did you mean log_dice"),
        (&["collocations", "--marginals", "windows"], "window:5,5"),
        (&["collocations", "--marginals", "window:0,0"], "window:5,5"),
        (&["collocations", "--marginals", "window:2,2", "--order", "3"], "leave them out"),
        (&["collocations", "--order", "1"], "from 2 to 5"),
        (&["collocations", "--order", "3", "--measures", "dice"], "measure of two words"),
        (&["collocations", "--node", "nowhere"], "does not occur"),
        (&["collocations", "--adjust", "fdr"], "holm"),
        (&["collocations", "--alpha", "2"], "between 0 and 1"),
        (&["keyness"], "--reference"),
        (&["keyness", "--reference", "no/such/file"], "no such file"),
        (&["keyness", "--reference-counts", bad], "line 2: a row of 1 columns"),
        (
            &["keyness", "--reference", "seeds/article.txt", "--measures", "welch_t_p", "--order", "2"],
            "single terms",
        ),
        (&["keyness", "--reference", "seeds/article.txt", "--ci", "bootstrap"], "--ci analytic"),
        (&["concordance", " "], "nothing to look for"),
        (&["concordance", "--regex", "a("], "no regular expression"),
        (&["concordance", "--layer", "root", "كتاب"], "is no root"),
        (&["concordance", "x", "--sort", "M1"], "L1 to L9"),
    ] {
        let run = run(args, TEXT.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}
