//! The command as its user meets it: what it prints, where it complains, how it exits.

use assert_cmd::Command;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

fn mizan(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("mizan").unwrap();
    command.args(args).env_remove("CLICOLOR_FORCE");
    command
}

struct Run {
    out: String,
    err: String,
    code: i32,
}

fn run(args: &[&str], input: &[u8]) -> Run {
    let output = mizan(args).write_stdin(input).output().unwrap();
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

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

const TEXT: &str = "ذهب الولد إلى المدرسة. رأى الولد كتاب الولد!\nهذا الكتاب جديد.\n";

#[test]
fn the_article() {
    let run = run(&["stats", "seeds/article.txt"], b"");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!("article", run.out);
}

#[test]
fn the_article_as_json() {
    let run = run(&["stats", "--format", "json", "seeds/article.txt"], b"");
    assert_eq!(run.code, 0);
    insta::assert_snapshot!("article_json", run.out);
}

#[test]
fn lists_as_tsv() {
    let lists = [
        ["words", "-n", "4"].as_slice(),
        &["words", "--layer", "surface", "--min-count", "2"],
        &["words", "--layer", "root", "--sort", "term"],
        &["words", "--spectrum"],
        &["ngrams", "-n", "3"],
        &["ngrams", "--order", "1..2", "-n", "12"],
        &["ngrams", "--skip", "1", "-n", "2"],
        &["ngrams", "--chars", "--order", "3", "--pad", "-n", "3"],
        &["sentences"],
        &["sentences", "--candidates"],
        &["tokens"],
        &["analyze", "--offsets"],
    ];
    let mut shown = String::new();
    for args in lists {
        let run = run(&[args, &["--format", "tsv"]].concat(), TEXT.as_bytes());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        shown.push_str(&format!("$ mizan {}\n{}\n", args.join(" "), run.out));
    }
    insta::assert_snapshot!("lists", shown);
}

#[test]
fn every_format_prints_every_list() {
    for command in ["stats", "words", "ngrams", "sentences", "tokens", "analyze"] {
        for format in ["table", "json", "jsonl", "csv", "tsv", "md"] {
            for input in [TEXT.as_bytes(), b""] {
                let run = run(&[command, "--format", format], input);
                assert_eq!((run.code, run.err.as_str()), (0, ""), "{command} {format}");
                if format == "json" {
                    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
                    let keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
                    assert_eq!(keys, ["schema", "mizan", "inputs", "options", "warnings", command]);
                    assert_eq!(value["schema"], format!("mizan.{command}/1"));
                }
                if format == "jsonl" {
                    assert!(
                        run.out.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
                    );
                }
            }
        }
    }
}

#[test]
fn rows_of_json_are_rows_of_tsv() {
    for command in ["words", "ngrams", "sentences", "tokens"] {
        let value = json(&[command, "--format", "json"], TEXT.as_bytes());
        let tsv = run(&[command, "--format", "tsv"], TEXT.as_bytes()).out;
        let mut lines = tsv.lines();
        let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
        let rows = value[command]["rows"].as_array().unwrap();
        assert_eq!(rows.len(), lines.clone().count(), "{command}");
        for (row, line) in rows.iter().zip(lines) {
            for (key, cell) in header.iter().zip(line.split('\t')) {
                let shown = match &row[*key] {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(shown, cell, "{command} {key}");
            }
        }
    }
}

#[test]
fn all_tokens_tile_the_text() {
    let text = "\u{feff}نصٌّ فيه 3.5% و@user وhttps://a.org/b، ثم 😀\r\n\tend\u{2028}ـ";
    let out = run(&["tokens", "--all", "--format", "jsonl"], text.as_bytes()).out;
    let mut at = 3;
    for line in out.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        assert_eq!(start, at);
        assert_eq!(row["surface"], text[start..end]);
        at = end;
    }
    assert_eq!(at, text.len());
}

#[test]
fn one_row_for_each_line_of_a_word_list() {
    let words = "كتاب\n\nوالمدرسة\r\n12\nword\nكتاب\n";
    let out = run(&["analyze", "--input-format", "tokens", "--format", "tsv"], words.as_bytes()).out;
    let words: Vec<&str> = out.lines().skip(1).map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(words, ["كتاب", "", "والمدرسة", "12", "word", "كتاب"]);
    assert!(out.starts_with("word\troot\talternatives\tkind\tstem\tlemma\tpattern\tsegments\tmargin\n"));
    assert!(out.lines().nth(2).unwrap().starts_with("\t-\t-\tunknown\t"));
}

#[test]
fn file_stdin_and_threads_give_the_same_bytes() {
    let article = fs::read("seeds/article.txt").unwrap();
    let many: Vec<u8> = article.repeat(400);
    let folder = folder(&[("many.txt", &many)]);
    for args in
        [["words", "--layer", "root"], ["ngrams", "--order", "1..3"], ["sentences", "--format", "tsv"]]
    {
        let args =
            [args.as_slice(), &["--format", "jsonl"][..if args[0] == "sentences" { 0 } else { 2 }]].concat();
        let expected = run(&[args.as_slice(), &["--threads", "1"]].concat(), &many).out;
        assert!(expected.len() > 1000);
        for threads in ["2", "3", "7", "64"] {
            let file = path(&folder, "many.txt");
            let found = run(&[args.as_slice(), &["--threads", threads, &file]].concat(), b"").out;
            assert!(found == expected, "{args:?} {threads}");
        }
    }
}

#[test]
fn missing_files_are_named_and_the_rest_is_counted() {
    let folder = folder(&[("a.txt", TEXT.as_bytes()), ("sub/b.txt", TEXT.as_bytes())]);
    let (there, missing) = (path(&folder, "a.txt"), path(&folder, "b.txt"));
    let run = run(&["words", "--format", "tsv", "-n", "1", &there, &missing], b"");
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains(&format!("mizan: {missing}: no such file\n  help: did you mean {there}?")),
        "{}",
        run.err
    );
    assert_eq!(run.out.lines().nth(1), Some("1\tالولد\t3\t272727.2727272727\t1"));
    let strict = self::run(&["words", "--strict", &there, &missing], b"");
    assert_eq!((strict.code, strict.out.as_str()), (2, ""));
    let none = self::run(&["stats", &missing], b"");
    assert_eq!((none.code, none.out.as_str()), (2, ""));
}

#[test]
fn folders_are_read_in_the_order_of_their_paths() {
    let folder = folder(&[
        ("c/2.txt", "اثنان".as_bytes()),
        ("c/10.txt", "عشرة".as_bytes()),
        ("c/.hidden", "خفي".as_bytes()),
        ("c/b/1.txt", "واحد".as_bytes()),
        ("empty/.keep", b""),
    ]);
    let out = run(&["tokens", "--document", "--format", "tsv", &path(&folder, "c")], b"").out;
    let words: Vec<&str> = out.lines().skip(1).map(|line| line.rsplit('\t').next().unwrap()).collect();
    assert_eq!(words, ["عشرة", "اثنان", "واحد"]);
    let first = out.lines().nth(1).unwrap();
    assert!(first.starts_with(&path(&folder, "c/10.txt")), "{first}");
    let several = run(&["tokens", &path(&folder, "c")], b"");
    assert_eq!(several.code, 2);
    assert!(several.err.contains("--document"), "{}", several.err);
    let empty = run(&["stats", &path(&folder, "empty")], b"");
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
    assert!(empty.err.contains("no text files in this folder"), "{}", empty.err);
    let pattern = run(&["words", "--format", "tsv", &path(&folder, "c/*.txt")], b"");
    assert_eq!(pattern.out.lines().count(), 3);
}

#[test]
fn bytes_that_are_not_utf8_are_placed() {
    let bytes = [TEXT.as_bytes(), b"\xe1\xe2 \xff", "نعم".as_bytes()].concat();
    let at = TEXT.len();
    let run = run(&["words", "--format", "json"], &bytes);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&format!("mizan: -: byte {at} (line 3): not UTF-8")), "{}", run.err);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let warning = &value["warnings"][0];
    assert_eq!(warning["code"], "lossy_decoding");
    assert_eq!((warning["byte"].as_u64(), warning["line"].as_u64()), (Some(at as u64), Some(3)));
    assert_eq!(value["inputs"][0]["offsets"], "decoded");
    assert_eq!(value["words"]["total"], 12);
    let lenient = self::run(&["words", "--lenient"], &bytes);
    assert_eq!(lenient.code, 0);
    assert!(lenient.err.contains("not UTF-8"));
}

#[test]
fn odd_texts_are_measured() {
    let nul = run(&["words", "--format", "json"], "قبل\0بعد".as_bytes());
    assert_eq!(nul.code, 0);
    assert!(nul.err.contains("NUL"), "{}", nul.err);
    let value: serde_json::Value = serde_json::from_str(&nul.out).unwrap();
    assert_eq!(
        (value["words"]["total"].as_u64(), &value["warnings"][0]["code"]),
        (Some(2), &"binary_input".into())
    );
    for text in ["", "\u{64e}\u{650}", "...", "\n\n", "\u{200f}"] {
        let value = json(&["stats", "--format", "json"], text.as_bytes());
        let stats = &value["stats"];
        assert_eq!(stats["tokens"], 0, "{}", text.escape_unicode());
        assert_eq!(stats["diversity"]["measures"]["ttr"], serde_json::Value::Null);
        assert_eq!(stats["diversity"]["reasons"]["ttr"], "empty");
        assert_eq!(stats["sentence_words"]["mean"], serde_json::Value::Null);
        assert_eq!(stats["sentence_words"]["reasons"]["mean"], "empty");
        assert_eq!(stats["roots"]["reasons"]["coverage"], "empty");
    }
    let english = json(&["stats", "--format", "json"], b"This is not Arabic at all.");
    assert_eq!(english["stats"]["readability"]["reasons"]["lix"], "not_arabic");
}

#[test]
fn a_very_long_line_is_measured() {
    let line = "كلمة أخرى في سطر طويل جدا ".repeat(400_000);
    let value = json(&["stats", "--format", "json"], line.as_bytes());
    assert_eq!(value["stats"]["tokens"], 2_400_000);
    assert_eq!(value["stats"]["paragraphs"], 1);
    assert_eq!(value["warnings"][0]["code"], "limit_reached");
    let ended = "كلمة أخرى في سطر طويل جدا. ".repeat(100_000);
    let value = json(&["stats", "--format", "json"], ended.as_bytes());
    assert_eq!(value["stats"]["sentences"], 100_000);
    assert_eq!(value["stats"]["paragraph_sentences"]["max"], 100_000);
    assert_eq!(value["warnings"].as_array().unwrap().len(), 0);
}

#[test]
fn hostile_names_and_text_stay_text() {
    let folder = folder(&[("a\u{202e}\u{1b}[31m.txt", "كلمة\u{202e}\u{1b}[2J".as_bytes())]);
    let file = path(&folder, "a\u{202e}\u{1b}[31m.txt");
    for args in [["stats", &file], ["tokens", &file], ["words", "no\u{1b}such"]] {
        let run = run(&args, b"");
        let shown = run.out + &run.err;
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    }
}

#[test]
fn a_file_appears_whole() {
    let folder = folder(&[("old.tsv", b"old")]);
    let out = path(&folder, "old.tsv");
    assert_eq!(run(&["words", "--format", "tsv", "-o", &out], TEXT.as_bytes()).code, 0);
    assert!(fs::read_to_string(&out).unwrap().starts_with("rank\tterm\tcount"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let nowhere = path(&folder, "no/such/folder.tsv");
    let failed = run(&["words", "-o", &nowhere], TEXT.as_bytes());
    assert_eq!(failed.code, 2);
    assert!(failed.err.contains("cannot write to"), "{}", failed.err);
    let bom = run(&["words", "--format", "csv", "--bom"], TEXT.as_bytes()).out;
    assert!(bom.starts_with("\u{feff}rank,term"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error_and_a_closed_pipe_is_none() {
    use std::process::{Command, Stdio};
    let program: PathBuf = assert_cmd::cargo::cargo_bin("mizan");
    for command in ["stats", "words", "tokens"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = Command::new(&program).args([command, "seeds/article.txt"]).stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{command}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("cannot write to standard output: no space left on device"), "{said}");
        let full = ["-o", "/dev/full", command, "seeds/article.txt"];
        let done = Command::new(&program).args([full[2], full[3], full[0], full[1]]).output().unwrap();
        assert_eq!(done.status.code(), Some(2));
    }
    let mut child = Command::new(&program)
        .args(["tokens", "--format", "tsv", "seeds/article.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn mistakes_are_explained() {
    for (args, said) in [
        (["words", "--layer", "roots"].as_slice(), "the layers are"),
        (&["words", "--layer", "lemma", "--stemmer", "isri"], "the analyser gives them"),
        (&["evaluate", "roots"], "no column"),
        (&["words", "--fold", "alif"], "alef"),
        (&["words", "--stemmer", "snowbal"], "snowball"),
        (&["words", "--layer", "root", "--stemmer", "light10"], "gives stems"),
        (&["words", "--kinds", "wrd"], "the kinds are"),
        (&["words", "--tokenizer", "bert"], "the tokenizers are"),
        (&["words", "--sentence-mode", "x"], "newline"),
        (&["ngrams", "--order", "9"], "from 1 to 5"),
        (&["ngrams", "--order", "3..2"], "--order 2"),
        (&["words", "--formt", "tsv"], "--format"),
        (&["wrods"], "words"),
        (&["analyze", "--alternatives", "0"], "at least 1"),
        (&["words", "--stoplist", "no/such/list"], "stop list"),
    ] {
        let run = run(args, TEXT.as_bytes());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn foldings_stemmers_and_stop_lists_are_obeyed() {
    let terms = |args: &[&str], text: &str| -> Vec<String> {
        let out = run(&[args, &["--format", "tsv", "--sort", "term"]].concat(), text.as_bytes()).out;
        out.lines().skip(1).map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect()
    };
    let text = "إلى الى إلي مدرسةٌ";
    assert_eq!(terms(&["words", "--layer", "surface"], text).len(), 4);
    assert_eq!(terms(&["words"], text), ["إلى", "إلي", "الى", "مدرسة"]);
    assert_eq!(terms(&["words", "--fold", "alef"], text), ["الى", "الي", "مدرسة"]);
    assert_eq!(terms(&["words", "--fold", "search"], text), ["الي", "مدرسه"]);
    assert_eq!(terms(&["words", "--layer", "stem"], "والكتاب المدرسة"), ["كتاب", "مدرسة"]);
    let light = ["words", "--layer", "stem", "--stemmer", "light10"];
    assert_eq!(terms(&light, "والكتاب المدرسة"), ["كتاب", "مدرس"]);
    assert_eq!(terms(&["words", "--layer", "lemma"], "قالت المدارس ولهم"), ["قال", "ل", "مدرسة"]);
    assert_eq!(terms(&["words", "--layer", "pattern"], "قالت المدارس ولهم"), ["فعل", "مفاعل"]);
    assert_eq!(terms(&["words", "--layer", "stem", "--stemmer", "snowball"], "المدرسون"), ["مدرس"]);
    assert_eq!(terms(&["words", "--layer", "root"], "الكاتب من المكتبة"), ["كتب"]);
    assert_eq!(terms(&["words", "--kinds", "number"], "سنة 1980 أو ٣٫٥"), ["1980", "٣٫٥"]);
    let folder = folder(&[("stop.txt", "مَدرسةٌ\n\n".as_bytes())]);
    assert_eq!(terms(&["words", "--stoplist", &path(&folder, "stop.txt")], "كتاب مدرسة"), ["كتاب"]);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = fs::read_to_string("README.md").unwrap();
    let shown = run(&["stats", "seeds/article.txt"], b"").out;
    assert!(
        readme.contains(&format!("```text\n{shown}```\n")),
        "the README shows another output than\n{shown}"
    );
}

#[test]
fn json_names_the_folding_so_that_it_can_be_said_again() {
    for (said, named) in [
        ("normal", vec![]),
        ("search", vec!["search"]),
        ("alef,maqsura", vec!["alef", "maqsura"]),
        ("surface,alef", vec!["surface", "alef"]),
        ("none,digits", vec!["none", "digits"]),
        ("lucene", vec!["lucene"]),
    ] {
        let value = json(&["words", "--format", "json", "--fold", said], TEXT.as_bytes());
        assert_eq!(value["options"]["fold"], serde_json::json!(named), "{said}");
        if !named.is_empty() {
            let again = json(&["words", "--format", "json", "--fold", &named.join(",")], TEXT.as_bytes());
            assert_eq!(again["options"]["folding"], value["options"]["folding"], "{said}");
        }
    }
}

#[test]
fn a_limit_leaves_the_figures_of_the_whole() {
    for (command, total, distinct) in [("tokens", 11, 9), ("sentences", 3, 3), ("words", 11, 9)] {
        let value = json(&[command, "--format", "json", "-n", "2"], TEXT.as_bytes());
        let list = &value[command];
        assert_eq!(list["rows"].as_array().unwrap().len(), 2, "{command}");
        assert_eq!(
            (list["total"].as_u64(), list["distinct"].as_u64()),
            (Some(total), Some(distinct)),
            "{command}"
        );
    }
}

#[test]
fn syllables_of_text_and_of_lists() {
    let marked = "كَتَبَ الدَّرْسَ 12 abc".as_bytes();
    let out = run(&["syllables", "--format", "tsv"], marked).out;
    assert_eq!(
        out,
        "word\tpausal\tfull\terror\nكَتَبَ\t2.0\t3.0\t0.0\nالدَّرْسَ\t2.0\t3.0\t0.0\n12\tNA\tNA\tNA\nabc\tNA\tNA\tNA\n"
    );
    let list =
        run(&["syllables", "--input-format", "tokens", "--format", "json"], "مدرسة\n\nabc\n".as_bytes());
    let json: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    let rows = json["syllables"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert!((rows[0]["pausal"].as_f64().unwrap() - 3.0).abs() < 0.3, "{}", rows[0]);
    assert!(rows[1]["pausal"].is_null() && rows[2]["full"].is_null());
    let gold = "word\tfull\tpausal\nكَتَبَ\t3\t2\n".as_bytes();
    let scores = run(&["evaluate", "syllables", "--format", "tsv"], gold).out;
    assert!(scores.contains("pausal_exact_percent\t100"), "{scores}");
    let text = run(&["evaluate", "syllables", "--format", "tsv"], "كَتَبَ الْوَلَدُ الدَّرْسَ".as_bytes()).out;
    assert!(text.starts_with("measure\tvalue\nwords\t3\n"), "{text}");
}
