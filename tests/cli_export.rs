//! `mizan export`: files that other programs read, each read back here by a small reader of its own.

use assert_cmd::Command;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use tempfile::TempDir;

fn export(args: &[&str], folder: &TempDir) -> String {
    let output = command(args, folder).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), complaint.as_str()), (Some(0), ""), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn command(args: &[&str], folder: &TempDir) -> Command {
    let mut command = Command::cargo_bin("mizan").unwrap();
    command.args(args).current_dir(folder.path());
    command
}

const FIRST: &str = "وبالكتاب نبدأ، ثم للمدرسة نذهب. سيكتبونها لهم!\n\n  هذا <b> & \"ذاك\"_x.\n";
const SECOND: &str = "\u{feff}قالَ: 3.5 كيلو… #وسم بريد@مثال.com 😀\u{2028}سطر آخر\tهنا";

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), FIRST).unwrap();
    fs::write(folder.path().join("b.txt"), SECOND).unwrap();
    fs::write(folder.path().join("c.txt"), "").unwrap();
    fs::write(folder.path().join("list.txt"), "كتب\nكتب\nقلم\n").unwrap();
    folder
}

/// A sentence of CoNLL-U, checked line by line.
#[derive(Debug, Default)]
struct Parsed {
    comments: Vec<(String, String)>,
    /// Surface tokens: form, last column.
    tokens: Vec<(String, BTreeMap<String, String>)>,
    /// Words: form, lemma, upos, xpos, last column.
    words: Vec<[String; 5]>,
}

fn read_conllu(text: &str) -> Vec<Parsed> {
    const UPOS: &str = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X _";
    assert!(text.is_empty() || text.ends_with("\n\n"));
    assert!(!text.contains(['\r', '\u{2028}', '\u{85}']));
    let mut sentences = Vec::new();
    for block in text.split_terminator("\n\n") {
        let mut parsed = Parsed::default();
        let mut range_end = 0;
        for line in block.split('\n') {
            if let Some(comment) = line.strip_prefix("# ") {
                assert!(parsed.words.is_empty(), "a comment inside a sentence");
                let (key, value) = comment.split_once(" = ").unwrap_or((comment, ""));
                parsed.comments.push((key.to_owned(), value.to_owned()));
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 10, "{line:?}");
            assert!(columns.iter().all(|column| !column.is_empty() && column.trim() == *column), "{line:?}");
            let misc: BTreeMap<String, String> = match columns[9] {
                "_" => BTreeMap::new(),
                text => text.split('|').map(|pair| pair.split_once('=').unwrap()).map(owned).collect(),
            };
            let form = columns[1].to_owned();
            if let Some((first, last)) = columns[0].split_once('-') {
                let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
                assert_eq!(first, parsed.words.len() + 1);
                assert!(last > first);
                assert!(columns[2..9].iter().all(|column| *column == "_"));
                parsed.tokens.push((form, misc));
                range_end = last;
                continue;
            }
            let id: usize = columns[0].parse().unwrap();
            assert_eq!(id, parsed.words.len() + 1, "{line}");
            assert!(UPOS.split(' ').any(|upos| upos == columns[3]), "{line}");
            assert!(columns[5..9].iter().all(|column| *column == "_"));
            if id > range_end {
                parsed.tokens.push((form, misc));
            } else {
                assert!(!misc.contains_key("SpaceAfter"), "a word inside a token: {line}");
            }
            parsed.words.push([1, 2, 3, 4, 9].map(|at| columns[at].to_owned()));
        }
        assert!(range_end <= parsed.words.len() && !parsed.words.is_empty());
        sentences.push(parsed);
    }
    sentences
}

fn owned((key, value): (&str, &str)) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

impl Parsed {
    fn comment(&self, key: &str) -> Option<&str> {
        self.comments.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

#[test]
fn conllu_is_valid_and_leads_back_to_the_text() {
    let folder = folder();
    let text = export(&["export", "--to", "conllu", "a.txt", "b.txt", "c.txt"], &folder);
    let sentences = read_conllu(&text);
    let mut ids = HashSet::new();
    let mut source = "";
    for sentence in &sentences {
        assert!(ids.insert(sentence.comment("sent_id").unwrap().to_owned()));
        match sentence.comment("newdoc id") {
            Some("a.txt") => source = FIRST,
            Some("b.txt") => source = SECOND,
            None => {}
            other => panic!("{other:?}"),
        }
        let mut joined = String::new();
        for (form, misc) in &sentence.tokens {
            let (start, end): (usize, usize) = (misc["Start"].parse().unwrap(), misc["End"].parse().unwrap());
            assert_eq!(&source[start..end], form);
            joined.push_str(form);
            if misc.get("SpaceAfter").is_none_or(|after| after != "No") {
                joined.push(' ');
            }
        }
        assert_eq!(sentence.comment("text"), Some(joined.trim_end()));
    }
    let paragraphs = sentences.iter().filter(|sentence| sentence.comment("newpar").is_some()).count();
    assert_eq!((sentences.len(), paragraphs), (6, 4));
    assert_eq!(
        sentences.iter().map(|one| one.comment("sent_id").unwrap()).collect::<Vec<_>>(),
        ["d1-s1", "d1-s2", "d1-s3", "d2-s1", "d2-s2", "d2-s3"]
    );
}

#[test]
fn clitics_are_words_of_a_token() {
    let folder = folder();
    let sentences = read_conllu(&export(&["export", "--to", "conllu", "a.txt"], &folder));
    let words = |sentence: usize, from: usize, count: usize| -> Vec<String> {
        sentences[sentence].words[from..from + count].iter().map(|word| word.join(" ")).collect()
    };
    // The article stays with its noun.
    assert_eq!(
        words(0, 0, 3),
        ["و و CCONJ proclitic _", "ب ب ADP proclitic _", "الكتاب كتاب _ content Root=كتب"]
    );
    assert_eq!(words(0, 6, 2), ["ل ل ADP proclitic _", "لمدرسة مدرسة _ content Root=درس"]);
    assert_eq!(
        words(1, 0, 3),
        ["س س AUX proclitic _", "يكتبون كتب VERB content Root=كتب", "ها ها PRON enclitic _"]
    );
    for sentence in &sentences {
        // The words of a sentence together are its surface, clitics and all.
        let words: String = sentence.words.iter().map(|word| word[0].as_str()).collect();
        let tokens: String = sentence.tokens.iter().map(|(form, _)| form.as_str()).collect();
        assert_eq!(words, tokens);
    }
}

#[test]
fn vertical_text_is_nested_and_escaped() {
    let folder = folder();
    let text = export(&["export", "--to", "vert", "a.txt", "b.txt", "c.txt"], &folder);
    let mut open: Vec<&str> = Vec::new();
    let mut tokens = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("</").and_then(|line| line.strip_suffix('>')) {
            assert_eq!(open.pop(), Some(name));
        } else if line == "<g/>" {
            assert_eq!(open, ["doc", "p", "s"]);
            assert!(!tokens.is_empty());
        } else if let Some(tag) = line.strip_prefix('<').and_then(|line| line.strip_suffix('>')) {
            open.push(tag.split(' ').next().unwrap());
            assert!(["doc", "doc p", "doc p s"].contains(&open.join(" ").as_str()), "{open:?}");
        } else {
            assert_eq!(open, ["doc", "p", "s"], "{line}");
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 4 && columns.iter().all(|column| !column.is_empty()), "{line}");
            assert!(!line.contains(['<', '>', '"']));
            tokens.push(columns[0].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\""));
        }
    }
    assert!(open.is_empty());
    let expected = [FIRST, &SECOND[3..]].concat();
    let bare = |text: &str| text.replace(|c: char| c.is_whitespace(), "").replace("&amp;", "&");
    assert_eq!(bare(&tokens.concat()), bare(&expected));
    assert!(text.starts_with("<doc id=\"a.txt\">\n<p>\n<s>\nوبالكتاب\tكتاب\tكتب\tcontent\n"), "{text}");
    assert!(text.ends_with("<doc id=\"c.txt\">\n</doc>\n"));
    assert!(text.contains("نذهب\tذهب\tذهب\tcontent\n<g/>\n.\t.\t-\tpunctuation\n</s>\n"), "{text}");
}

#[cfg(unix)]
#[test]
fn names_of_files_are_escaped() {
    let folder = TempDir::new().unwrap();
    let name = "a \"<&>\n\t.txt";
    fs::write(folder.path().join(name), "نص.").unwrap();
    let vert = export(&["export", "--to", "vert", "."], &folder);
    assert_eq!(vert.lines().next(), Some("<doc id=\"./a &quot;&lt;&amp;&gt; .txt\">"));
    let conllu = read_conllu(&export(&["export", "--to", "conllu", "."], &folder));
    assert_eq!(conllu[0].comment("newdoc id"), Some("./a \"<&> .txt"));
    let json = export(&["export", "--to", "jsonl", "."], &folder);
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(object["id"], format!("./{name}"));
}

#[test]
fn json_lines_hold_the_text_and_its_sentences() {
    let folder = folder();
    let text = export(&["export", "--to", "jsonl", "a.txt", "b.txt", "c.txt"], &folder);
    let objects: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 3);
    // A byte order mark is no text.
    for (object, (id, text)) in objects.iter().zip([("a.txt", FIRST), ("b.txt", &SECOND[3..]), ("c.txt", "")])
    {
        assert_eq!((object["id"].as_str(), object["text"].as_str()), (Some(id), Some(text)));
    }
    let spans = |at: usize| -> Vec<String> {
        let text = objects[at]["text"].as_str().unwrap();
        let offset = |span: &serde_json::Value, end: usize| span[end].as_u64().unwrap() as usize;
        let spans = objects[at]["sentences"].as_array().unwrap();
        spans.iter().map(|span| text[offset(span, 0)..offset(span, 1)].to_owned()).collect()
    };
    assert_eq!(spans(0)[1..], ["سيكتبونها لهم!", "هذا <b> & \"ذاك\"_x."]);
    assert_eq!(spans(1).last().unwrap(), "سطر آخر\tهنا");
    assert!(spans(2).is_empty());
}

#[test]
fn the_spectrum_is_that_of_the_words() {
    let folder = folder();
    let text = export(&["export", "--to", "spc", "--layer", "root", "a.txt", "b.txt"], &folder);
    let words =
        export(&["words", "--spectrum", "--layer", "root", "--format", "tsv", "a.txt", "b.txt"], &folder);
    let (header, rows) = text.split_once('\n').unwrap();
    assert_eq!(header, "m\tVm");
    assert_eq!(rows, words.split_once('\n').unwrap().1);
    assert!(!rows.is_empty());
    assert_eq!(export(&["export", "--to", "spc", "c.txt"], &folder), "m\tVm\n");
    let list = ["export", "--to", "spc", "--input-format", "tokens", "list.txt"];
    assert_eq!(export(&list, &folder), "m\tVm\n1\t1\n2\t1\n");
}

#[test]
fn ngram_counts_are_sorted_and_those_of_ngrams() {
    let folder = folder();
    fs::write(folder.path().join("d.txt"), "ذهب الولد. ذهب الولد إلى البيت.\nالولد").unwrap();
    let text = export(&["export", "--to", "ngram-counts", "d.txt"], &folder);
    let rows: Vec<(Vec<&str>, u64)> = text
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .map(|(ngram, count)| (ngram.split(' ').collect(), count.parse().unwrap()))
        .collect();
    assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0), "{text}");
    let count = |ngram: &str| rows.iter().find(|row| row.0.join(" ") == ngram).map_or(0, |&(_, count)| count);
    assert_eq!([count("<s>"), count("</s>"), count("<s> ذهب الولد"), count("الولد </s>")], [3, 3, 2, 2]);
    assert_eq!(count("<s> الولد </s>"), 1);
    let table = export(&["ngrams", "--order", "1..3", "--format", "tsv", "d.txt"], &folder);
    let mut listed: Vec<(Vec<&str>, u64)> = table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .map(|cells| (cells[2].split(' ').collect(), cells[3].parse().unwrap()))
        .collect();
    listed.sort();
    let plain: Vec<_> = rows.iter().filter(|row| !row.0.iter().any(|term| term.ends_with("s>"))).collect();
    assert_eq!(plain, listed.iter().collect::<Vec<_>>());
    let pairs = export(&["export", "--to", "ngram-counts", "--order", "2", "d.txt"], &folder);
    assert!(pairs.lines().all(|line| line.split(' ').count() == 2));
}

/// A text that is read in many pieces.
fn long() -> String {
    let mut text = String::new();
    for at in 0..30_000 {
        text.push_str(["وقال الرجل: نعم. ", "ذهبنا إلى بيتهم\n", "سيكتبون للمدرسة، ", "؟\n\n"][at % 7 % 4]);
        if at % 100 == 0 {
            text.push_str(&format!("رقم {at}. "));
        }
    }
    text
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let folder = folder();
    let text = long();
    assert!(text.len() > 500_000);
    // One line of more than a piece: it is cut at sentence ends, inside one paragraph.
    let line = text.replace('\n', " ").repeat(2);
    fs::write(folder.path().join("long.txt"), text.repeat(2)).unwrap();
    fs::write(folder.path().join("line.txt"), &line).unwrap();
    for to in ["conllu", "vert", "jsonl", "spc", "ngram-counts"] {
        let run = |threads: &str| {
            export(&["export", "--to", to, "--threads", threads, "a.txt", "long.txt", "line.txt"], &folder)
        };
        let one = run("1");
        assert!(one == run("3"), "{to}");
        if to == "conllu" {
            let sentences = read_conllu(&one);
            let starts = sentences.iter().position(|one| one.comment("newdoc id") == Some("line.txt"));
            let inside = &sentences[starts.unwrap()..];
            assert_eq!(inside.iter().filter(|one| one.comment("newpar").is_some()).count(), 1);
            assert_eq!(inside.last().unwrap().comment("sent_id").unwrap(), format!("d3-s{}", inside.len()));
        }
        if to == "vert" {
            assert_eq!(one.matches("<doc ").count(), 3);
        }
    }
}

#[test]
fn what_cannot_be_exported_is_said() {
    let folder = folder();
    let code = |args: &[&str]| {
        let output = command(args, &folder).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    for (args, said) in [
        (["export", "--to", "conllu", "--input-format", "tokens", "list.txt"].as_slice(), "has no sentences"),
        (&["export", "--to", "vert", "--format", "json", "a.txt"], "cannot stand beside --format"),
        (&["export", "--to", "ngram-counts", "--order", "2..9", "a.txt"], "order 6"),
        (&["export", "--to", "jsonl", "--strict", "a.txt"], "-o FILE"),
        (&["export", "--to", "jsonl", "no.txt"], "no such file"),
    ] {
        let (exit, err) = code(args);
        assert_eq!(exit, 2, "{args:?}");
        assert!(err.contains(said), "{args:?}: {err}");
    }
    // What could be read is written; under --strict nothing is.
    let some = command(&["export", "--to", "jsonl", "a.txt", "no.txt"], &folder).output().unwrap();
    assert_eq!((some.status.code(), some.stdout.is_empty()), (Some(2), false));
    let strict = ["export", "--to", "jsonl", "--strict", "-o", "out", "a.txt", "no.txt"];
    assert_eq!(code(&strict).0, 2);
    assert!(!folder.path().join("out").exists());
}
