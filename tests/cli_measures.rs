//! The commands of measures as their user meets them.

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
    let run = run(&[args, &["--format", "json"]].concat(), input);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {}{}", run.out, run.err))
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

const TEXT: &str = "ذهب الولد إلى المدرسة. رأى الولد كتاب الولد!\nهذا الكتاب جديد.\n";
/// The fifty letters of a toy corpus, one on each line.
const LETTERS: &str = "b\na\nm\nn\ni\nb\ne\nu\np\nk\nb\na\ns\na\nt\nb\ne\nw\nq\nn\nb\nc\na\ng\na\nb\ne\ns\nt\na\nb\na\ng\nh\na\nb\ne\na\na\nt\nb\na\nh\na\na\nb\ne\na\nx\na\n";
const COMMANDS: [&str; 3] = ["diversity", "growth", "dispersion"];

#[test]
fn every_measure_is_explained() {
    let list = run(&["measures", "--format", "tsv"], b"").out;
    let mut seen = 0;
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert!(cells.len() == 7 && cells.iter().all(|cell| !cell.is_empty()), "{line}");
        // A parameter stands as a letter after the last underscore.
        let id = match cells[0].rsplit_once('_') {
            Some((stem, parameter))
                if parameter.len() == 1
                    && ["mattr", "msttr", "hdd", "rarefied_types", "simple_maths"].contains(&stem) =>
            {
                format!("{stem}_30")
            }
            _ => cells[0].to_owned(),
        };
        seen += 1;
        // The page of every tenth is made; the rest is the same code.
        if seen % 10 == 0 || id.ends_with("_30") {
            let page = run(&["explain", &id], b"");
            assert_eq!((page.code, page.err.as_str()), (0, ""), "{id}");
            assert!(page.out.contains("Example") && page.out.contains(cells[2]), "{id}: {}", page.out);
        }
    }
    assert!(seen > 120, "{seen} measures");
    insta::assert_snapshot!("explain_yule_k", run(&["explain", "yule_k"], b"").out);
    insta::assert_snapshot!("explain_dp_norm", run(&["explain", "dp_norm"], b"").out);
    let value = json(&["explain", "ttr"], b"");
    assert_eq!(
        (&value["schema"], &value["explain"]["example"]["worked"]),
        (&"mizan.explain/1".into(), &"17/50".into())
    );
}

#[test]
fn lists_are_the_table() {
    for command in COMMANDS.into_iter().chain(["compare"]) {
        let listed = run(&[command, "--list", "--format", "tsv"], b"");
        assert_eq!((listed.code, listed.err.as_str()), (0, ""), "{command}");
        let family = if command == "compare" { "diversity" } else { command };
        assert_eq!(listed.out, run(&["measures", family, "--format", "tsv"], b"").out);
        for format in ["table", "json", "jsonl", "csv", "md"] {
            assert_eq!(run(&[command, "--list", "--format", format], b"").code, 0);
        }
    }
    assert!(run(&["measures", "no"], b"").err.contains("the families are frequency, diversity"));
    assert_eq!(run(&["words", "--list", "--format", "tsv"], b"").out.lines().count(), 7);
}

#[test]
fn the_worked_values_come_out_of_the_command() {
    let value = json(&["diversity", "--input-format", "tokens"], LETTERS.as_bytes());
    let measures = &value["diversity"]["measures"];
    for (id, expected) in [("ttr", 0.34), ("yule_k", 1336.0), ("mtld", 11.0665138), ("hdd_42", 0.368230663)] {
        assert!((measures[id].as_f64().unwrap() - expected).abs() < 1e-6 * expected, "{id}");
    }
    assert_eq!(value["diversity"]["reasons"]["mattr_100"], "too_short");
    let value = json(&["growth", "--input-format", "tokens"], LETTERS.as_bytes());
    let growth = &value["growth"];
    assert!((growth["measures"]["conditional_entropy"].as_f64().unwrap() - 1.45463546).abs() < 1e-8);
    assert_eq!(growth["curve"].as_array().unwrap().len(), 50);
    assert_eq!(growth["curve"][49], serde_json::json!([50, 17, 9]));
    assert_eq!(growth["spectrum"][0], serde_json::json!([1, 9]));
    let value = json(
        &[
            "dispersion",
            "--input-format",
            "tokens",
            "--parts",
            "equal:5",
            "--measures",
            "arf,range",
            "-n",
            "1",
        ],
        LETTERS.as_bytes(),
    );
    let row = &value["dispersion"]["rows"][0];
    assert_eq!((&row["term"], row["measures"]["arf"].as_f64()), (&"a".into(), Some(10.8)));
    assert_eq!(value["dispersion"]["part_sizes"], serde_json::json!([10, 10, 10, 10, 10]));
    assert_eq!(value["dispersion"]["parts"], "equal:5");
    // The same tokens with spaces between them.
    let line = LETTERS.trim_end().replace('\n', " ");
    let args = ["diversity", "--input-format", "sentences", "--tokenizer", "whitespace", "--format", "tsv"];
    let tokens = run(&["diversity", "--input-format", "tokens", "--format", "tsv"], LETTERS.as_bytes()).out;
    assert_eq!(run(&args, line.as_bytes()).out, tokens);
}

#[test]
fn every_layer_is_measured() {
    for command in COMMANDS {
        for layer in ["surface", "normal", "stem", "lemma", "root", "pattern"] {
            let args = [command, "--layer", layer, "--format", "jsonl", "seeds/article.txt"];
            let run = run(&args, b"");
            assert_eq!(run.code, 0, "{args:?} {}", run.err);
            assert!(run.out.lines().count() > 10, "{args:?}");
            for word in ["NaN", "inf,", "Infinity"] {
                assert!(!run.out.contains(word), "{args:?}");
            }
        }
    }
    // On roots, tokens without one are said.
    let value = json(&["diversity", "--layer", "root", "--measures", "ttr", "seeds/article.txt"], b"");
    let figures = &value["diversity"];
    assert!(figures["tokens"].as_u64().unwrap() < figures["tokens_in_all"].as_u64().unwrap());
    assert!(figures["coverage"].as_f64().unwrap() < 1.0);
}

#[test]
fn every_format_prints_every_command() {
    for command in COMMANDS {
        for format in ["table", "json", "jsonl", "csv", "tsv", "md"] {
            for input in [TEXT.as_bytes(), b"", b"one", b"a a a a", "\u{64e}".as_bytes()] {
                let run = run(&[command, "--format", format], input);
                assert_eq!(run.code, 0, "{command} {format}: {}", run.err);
                if format == "json" {
                    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
                    let keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
                    assert_eq!(keys, ["schema", "mizan", "inputs", "options", "warnings", command]);
                }
            }
        }
    }
}

#[test]
fn nulls_have_reasons() {
    for input in ["", "كلمة", "كلمة كلمة كلمة", "أ ب ت ث ج ح خ"] {
        for command in ["diversity", "growth"] {
            let value = json(&[command], input.as_bytes());
            let (measures, reasons) = (&value[command]["measures"], &value[command]["reasons"]);
            for (id, score) in measures.as_object().unwrap() {
                assert_eq!(score.is_null(), reasons[id].is_string(), "{command} {input} {id}");
            }
        }
    }
}

#[test]
fn threads_change_nothing() {
    let article = fs::read("seeds/article.txt").unwrap().repeat(150);
    let files = folder(&[("a.txt", &article), ("b.txt", TEXT.as_bytes())]);
    let (a, b) = (path(&files, "a.txt"), path(&files, "b.txt"));
    for args in [
        ["diversity", "--ci", "jackknife"].as_slice(),
        &["growth"],
        &["dispersion", "--measures", "all", "-n", "50"],
        &["diversity", "--layer", "root"],
    ] {
        let args = [args, &["--format", "jsonl", &a, &b]].concat();
        let one = run(&[args.as_slice(), &["--threads", "1"]].concat(), b"").out;
        assert!(!one.is_empty());
        for threads in ["2", "7"] {
            assert!(one == run(&[args.as_slice(), &["--threads", threads]].concat(), b"").out, "{args:?}");
        }
    }
}

#[test]
fn intervals() {
    let value = json(
        &["diversity", "--ci", "jackknife", "--measures", "mattr_50,mtld,ttr", "seeds/article.txt"],
        b"",
    );
    let body = &value["diversity"];
    let interval = &body["intervals"]["mattr_50"];
    let (low, high) = (interval["low"].as_f64().unwrap(), interval["high"].as_f64().unwrap());
    let score = body["measures"]["mattr_50"].as_f64().unwrap();
    assert!(low < score && score < high && interval["method"] == "jackknife" && interval["level"] == 0.95);
    // A ratio that falls with length has none.
    assert_eq!(body["intervals"]["ttr"], serde_json::Value::Null);
    let value =
        json(&["diversity", "--ci", "analytic", "--measures", "entropy,simpson_d,hdd_42"], TEXT.as_bytes());
    let body = &value["diversity"];
    assert_eq!(
        (&body["interval_reasons"]["hdd_42"], &body["intervals"]["entropy"]["method"]),
        (&"too_short".into(), &"analytic".into())
    );
    let short =
        json(&["diversity", "--ci", "jackknife", "--measures", "mtld_forward,mattr_5"], TEXT.as_bytes());
    assert_eq!(short["diversity"]["interval_reasons"]["mattr_5"], "too_few_points");
    let few = run(&["diversity", "--ci", "bootstrap"], TEXT.as_bytes());
    assert!(few.code == 2 && few.err.contains("needs 20"), "{}", few.err);
    // Twenty-five documents, drawn anew by one seed.
    let words: Vec<String> =
        (0..25).map(|d| (0..60).map(|i| format!("w{} ", (i * i + d * i) % 37)).collect()).collect();
    let names: Vec<String> = (0..25).map(|d| format!("{d}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().zip(&words).map(|(n, w)| (n.as_str(), w.as_bytes())).collect();
    let files = folder(&files);
    let folder = files.path().to_string_lossy().into_owned();
    for args in [
        ["diversity", "--measures", "mattr_20", "--ci", "bootstrap"].as_slice(),
        &["dispersion", "--measures", "dp_norm,juilland_d", "--ci", "bootstrap", "-n", "2"],
        &["words", "--ci", "bootstrap", "-n", "3"],
    ] {
        let of = |seed: &str| run(&[args, &["--format", "tsv", "--seed", seed, &folder]].concat(), b"");
        let threads =
            |count: &str| run(&[args, &["--format", "tsv", "--threads", count, &folder]].concat(), b"").out;
        assert_eq!(threads("1"), threads("3"), "{args:?}");
        let (one, again, other) = (of("1"), of("1"), of("2"));
        assert_eq!((one.code, one.err.as_str()), (0, ""), "{args:?}");
        assert!(one.out == again.out && one.out != other.out, "{args:?}");
        assert!(!one.out.contains("NA"), "{}", one.out);
    }
}

#[test]
fn documents_are_measured_one_by_one() {
    let files = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", b"one two two"), ("c.txt", b"")]);
    let names = ["a.txt", "b.txt", "c.txt"].map(|name| path(&files, name));
    let args = ["diversity", "--per-document", "--measures", "ttr", &names[0], &names[1], &names[2]];
    let value = json(&args, b"");
    let documents = value["diversity"]["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 3);
    assert_eq!(
        (&documents[1]["id"], documents[1]["measures"]["ttr"].as_f64()),
        (&names[1].as_str().into(), Some(2.0 / 3.0))
    );
    assert_eq!(documents[2]["reasons"]["ttr"], "empty");
    let tsv = run(&[&args[..], &["--format", "tsv"]].concat(), b"").out;
    assert!(tsv.starts_with("document\tmeasure\tvalue\treason\n") && tsv.lines().count() == 4);
    // Growth and the whole report too; the whole stays what it is without them.
    for (command, key) in [("growth", "gt_p0"), ("stats", "ttr")] {
        let mut plain = json(&[&[command], &names.each_ref().map(String::as_str)[..]].concat(), b"");
        let args = [&[command, "--per-document"], &names.each_ref().map(String::as_str)[..]].concat();
        let mut value = json(&args, b"");
        let documents = value[command]["documents"].as_array().unwrap().clone();
        assert_eq!(documents.len(), 3, "{command}");
        for (at, document) in documents.iter().enumerate() {
            assert_eq!(document["id"], names[at].as_str(), "{command}");
            let alone = json(&[command, &names[at]], b"");
            let mut document = document.clone();
            document.as_object_mut().unwrap().remove("id");
            assert_eq!(document, alone[command], "{command}");
        }
        // The list stands where the number of them stood.
        for value in [&mut value, &mut plain] {
            value[command].as_object_mut().unwrap().remove("documents");
        }
        assert_eq!(value[command], plain[command], "{command}");
        let tsv = run(&[&args[..], &["--format", "tsv"]].concat(), b"").out;
        assert!(tsv.starts_with("document\tmeasure\tvalue\treason\n"), "{command}");
        let row = tsv.lines().find(|line| line.starts_with(&names[1]) && line.contains(key)).unwrap();
        assert!(!row.contains("NA"), "{row}");
        assert_eq!(run(&[&args[..], &["--format", "table"]].concat(), b"").code, 0, "{command}");
    }
    // Documents are the parts; one that is empty is left out, and it is said.
    let spread = run(&["dispersion", "--format", "json", &names[0], &names[1], &names[2]], b"");
    let value: serde_json::Value = serde_json::from_str(&spread.out).unwrap();
    assert_eq!(value["dispersion"]["part_sizes"], serde_json::json!([11, 3]));
    assert_eq!(value["warnings"][0]["code"], "empty_part");
}

#[test]
fn parts_and_orders() {
    let sizes = |parts: &str| {
        json(&["dispersion", "--parts", parts], TEXT.as_bytes())["dispersion"]["part_sizes"].clone()
    };
    assert_eq!(sizes("sentences"), serde_json::json!([4, 4, 3]));
    assert_eq!(sizes("paragraphs"), serde_json::json!([8, 3]));
    assert_eq!(sizes("equal:3"), serde_json::json!([3, 4, 4]));
    assert_eq!(sizes("documents"), serde_json::json!([11]));
    let files = folder(&[("terms.txt", "الولد\nكتاب\n".as_bytes())]);
    let terms = path(&files, "terms.txt");
    let listed = |args: &[&str]| -> Vec<String> {
        let args = [&["dispersion", "--format", "tsv", "--parts", "sentences"], args].concat();
        let out = run(&args, TEXT.as_bytes()).out;
        out.lines().skip(1).map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(listed(&["--terms", &terms]), ["الولد", "كتاب"]);
    assert_eq!(listed(&["--sort", "term", "-n", "2"]), ["إلى", "الكتاب"]);
    assert_eq!(listed(&["--sort", "count", "-n", "1"]), ["الولد"]);
    assert_eq!(listed(&["--min-count", "2"]), ["الولد"]);
    let one = json(&["dispersion", "--parts", "documents", "-n", "1"], TEXT.as_bytes());
    assert_eq!(one["dispersion"]["rows"][0]["reasons"]["dp_norm"], "one_part");
}

#[test]
fn two_texts_side_by_side() {
    let files =
        folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", "كتاب كتاب كتاب جديد. هذا كتاب قديم.".as_bytes())]);
    let (a, b) = (path(&files, "a.txt"), path(&files, "b.txt"));
    let value = json(&["compare", &a, &b, "--measures", "ttr,entropy"], b"");
    assert_eq!(value["inputs"].as_array().unwrap().len(), 2);
    let rows = value["compare"]["rows"].as_array().unwrap();
    let row = |id: &str| rows.iter().find(|row| row["measure"] == id).unwrap();
    assert_eq!((row("tokens")["a"].as_u64(), row("tokens")["b"].as_u64()), (Some(11), Some(7)));
    let ttr = row("ttr");
    let (first, second) = (ttr["a"].as_f64().unwrap(), ttr["b"].as_f64().unwrap());
    assert!((ttr["difference"].as_f64().unwrap() - (second - first)).abs() < 1e-12);
    let entropy = row("entropy");
    assert!(entropy["low"].as_f64() < entropy["difference"].as_f64() && entropy["method"] == "analytic");
    // Unasked, the types among as many tokens as the shorter text holds.
    let all = run(&["compare", &a, &b, "--format", "tsv"], b"").out;
    assert!(all.lines().any(|line| line.starts_with("rarefied_types_7\t")), "{all}");
    let same = json(&["compare", &a, &a, "--measures", "ttr,yule_k"], b"");
    assert!(
        same["compare"]["rows"].as_array().unwrap().iter().all(|row| row["difference"].as_f64() == Some(0.0))
    );
    for (args, said) in
        [([a.as_str()].as_slice(), "compare of 1 inputs"), (&[&a, &b, &a], "compare of 3 inputs")]
    {
        let run = run(&[&["compare"], args].concat(), b"");
        assert!(run.code == 2 && run.err.contains(said), "{}", run.err);
    }
    let missing = run(&["compare", &a, "no/such/file"], b"");
    assert_eq!((missing.code, missing.out.as_str()), (2, ""));
}

#[test]
fn a_model_foresees_its_own_text_best() {
    let files = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", "قرأ الولد هذا الكتاب.".as_bytes())]);
    let (a, b) = (path(&files, "a.txt"), path(&files, "b.txt"));
    let bits = |test: &str, more: &[&str]| {
        let args = [&["growth", "--measures", "cross_entropy", "--test", test, &a], more].concat();
        json(&args, b"")["growth"]["measures"]["cross_entropy"].as_f64()
    };
    assert!(bits(&a, &[]).unwrap() < bits(&b, &[]).unwrap());
    assert!(bits(&b, &["--order", "1"]).is_some());
    let kneser_ney = json(&["growth", "--lm", "kneser_ney", "--test", &b, &a], b"");
    let (score, reason) = (
        &kneser_ney["growth"]["measures"]["lm_perplexity"],
        &kneser_ney["growth"]["reasons"]["lm_perplexity"],
    );
    assert!(score.is_number() || reason == "too_few_points");
    let curve = run(&["growth", "--curve", "--points", "3", "--format", "tsv", &a], b"").out;
    assert_eq!(curve, "n\tv\tv1\n1\t1\t1\n6\t5\t4\n11\t9\t8\n");
}

#[test]
fn other_programs_conventions_and_faults_are_named() {
    let value = json(&["diversity", "--compat", "lexicalrichness", "seeds/article.txt"], b"");
    let ids: Vec<&String> = value["diversity"]["measures"].as_object().unwrap().keys().collect();
    assert!(ids.iter().any(|id| *id == "mtld_le_min1") && !ids.iter().any(|id| *id == "mtld"));
    let warnings = value["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|warning| warning["code"] == "peer_fault"
        && warning["message"].as_str().unwrap().contains("drops the last full segment")));
    for (args, said) in [
        (["diversity", "--compat", "spss"].as_slice(), "--compat knows nltk"),
        (&["dispersion", "--compat", "quanteda"], "of dispersion, --compat knows"),
        (&["diversity", "--compat", "nltk", "--measures", "ttr"], "cannot stand beside"),
    ] {
        let run = run(args, TEXT.as_bytes());
        assert!(run.code == 2 && run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn mistakes_are_explained() {
    for (args, said) in [
        (["diversity", "--measures", "mattr"].as_slice(), "did you mean mattr_100, mattr_50?"),
        (&["diversity", "--measures", "yule"], "did you mean yule_i, yule_k"),
        (&["diversity", "--measures", "arf"], "it is a measure of dispersion"),
        (&["growth", "--measures", "zipfs"], "zipf_s"),
        (&["explain", "dp_nrm"], "did you mean dp_norm"),
        (&["explain", "xyzzyx"], "\"mizan measures\" shows all"),
        (&["dispersion", "--parts", "halves"], "equal:K"),
        (&["dispersion", "--parts", "equal:0"], "equal:K"),
        (&["dispersion", "--ci", "analytic"], "--ci bootstrap"),
        (&["dispersion", "--sort", "arff"], "arf"),
        (&["dispersion", "--terms", "no/such/list"], "list of terms"),
        (&["growth", "--order", "9", "--test", "seeds/article.txt"], "1 to 5"),
        (&["diversity", "--per-document", "--ci", "jackknife"], "--ci analytic"),
    ] {
        let run = run(args, TEXT.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn a_malformed_list_of_tokens_is_placed() {
    let list = "كتاب\nبيت\nهذا نص\n\nآخر\tسطر\n";
    let run = run(
        &["diversity", "--input-format", "tokens", "--measures", "ttr", "--format", "json"],
        list.as_bytes(),
    );
    assert_eq!(run.code, 0);
    assert!(run.err.contains("mizan: -: line 3: a token holds white space"), "{}", run.err);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let warning = &value["warnings"][0];
    assert_eq!(
        (&warning["code"], &warning["line"], &warning["count"]),
        (&"spaced_token".into(), &3.into(), &2.into())
    );
    assert_eq!(value["diversity"]["tokens"], 4);
    let broken = self::run(&["growth", "--input-format", "tokens", "--encoding", "utf-8"], b"a\nb\n\xff\n");
    assert!(broken.code == 2 && broken.err.contains("byte 4 (line 3): not UTF-8"), "{}", broken.err);
}

#[test]
fn frequencies_with_further_columns() {
    let files = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", "الولد هنا".as_bytes())]);
    let folder = files.path().to_string_lossy().into_owned();
    let args = [
        "words",
        "--measures",
        "idf,document_share",
        "--ci",
        "analytic",
        "-n",
        "1",
        "--format",
        "tsv",
        &folder,
    ];
    let out = run(&args, b"").out;
    let mut lines = out.lines();
    let header =
        "rank\tterm\tcount\tper_million\tdocuments\tper_million_low\tper_million_high\tidf\tdocument_share";
    assert_eq!(lines.next(), Some(header));
    let cells: Vec<&str> = lines.next().unwrap().split('\t').collect();
    assert_eq!((cells[1], cells[2], cells[7], cells[8]), ("الولد", "4", "0.0", "1.0"));
    let bounds: Vec<f64> = cells[5..7].iter().map(|cell| cell.parse().unwrap()).collect();
    assert!(bounds[0] < 1e6 * 4.0 / 13.0 && 1e6 * 4.0 / 13.0 < bounds[1]);
    // scipy 1.17.1: chi2.ppf(.025, 8)/2 and chi2.ppf(.975, 10)/2, of 13 tokens.
    let exact = json(&["words", "--ci", "poisson", "-n", "1", &folder], b"");
    let bound = |name: &str| exact["words"]["rows"][0][name].as_f64().unwrap() * 13.0 / 1e6;
    assert!((bound("per_million_low") - 1.0898653736263249).abs() < 1e-9);
    assert!((bound("per_million_high") - 10.241588675403694).abs() < 1e-9);
    let few = run(&["words", "--ci", "bootstrap", &folder], b"");
    assert!(few.code == 2 && few.err.contains("needs 20"), "{}", few.err);
    // Unasked, the list is what it was.
    assert!(
        run(&["words", "--format", "tsv"], TEXT.as_bytes())
            .out
            .starts_with("rank\tterm\tcount\tper_million\tdocuments\n")
    );
}
