//! Formats of inputs: files that other programs made (`tests/inputs/make.py`) give the words of the plain text, in the
//! documents that they hold; what is broken in them is named with its line, and the rest is read.

use super::{made, run, warning, words};
use mizan::input::FORMATS;
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};
use tempfile::TempDir;

/// The terms with their counts; how many documents hold them depends on the format.
fn terms(report: &Value) -> Vec<(String, u64)> {
    let rows = report["words"]["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["term"].as_str().unwrap().to_owned(), row["count"].as_u64().unwrap()))
        .collect()
}

/// Each sentence with the document that it stands in, in the order of reading.
fn sentences(args: &[&str], input: &[u8]) -> Vec<(String, String)> {
    let run = run(&[&["sentences", "--document", "--format", "tsv"], args].concat(), input);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows = run.out.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|cells| (cells[0].to_owned(), cells[5].to_owned())).collect()
}

const FILES: [(&str, &str, u64); 16] = [
    ("posts.jsonl", "jsonl", 3),
    ("ascii.jsonl", "jsonl", 3),
    ("posts.csv", "csv", 3),
    ("semicolons.csv", "csv", 3),
    ("windows-1256.csv", "csv", 3),
    ("posts.tsv", "tsv", 3),
    ("posts.conllu", "conllu", 2),
    ("posts.vert", "vert", 3),
    ("page.html", "html", 1),
    ("iso-8859-6.html", "html", 1),
    ("book.mARkdown", "openiti", 1),
    ("book.tei", "tei", 1),
    ("letter.docx", "docx", 1),
    ("book.epub", "epub", 1),
    ("parts.zip", "text", 3),
    ("parts.tar.gz", "text", 3),
];

#[test]
fn every_format_gives_the_words_of_the_text() {
    let expected = terms(&words(&[&made("plain.txt")], b"").0);
    for (file, format, documents) in FILES {
        let path = made(file);
        // By name, and without one.
        for (args, input) in [(vec![path.as_str()], Vec::new()), (vec![], fs::read(&path).unwrap())] {
            if args.is_empty() && matches!(format, "csv" | "tsv") {
                continue;
            }
            let (found, code) = words(&args, &input);
            let record = &found["inputs"][0];
            assert_eq!((terms(&found), code), (expected.clone(), 0), "{file}: {}", found["warnings"]);
            assert_eq!(
                (&record["format"], &record["documents"]),
                (&format.into(), &documents.into()),
                "{file}"
            );
            assert_eq!(record["bytes"], fs::metadata(&path).unwrap().len(), "{file}");
            assert_eq!(record["offsets"], "decoded", "{file}");
            assert_eq!(record["sha256"].as_str().unwrap().len(), 64, "{file}");
        }
        if !file.starts_with("parts") && !file.starts_with("windows") && !file.starts_with("iso") {
            let mut args = vec!["--input-format", format];
            if matches!(format, "docx" | "epub") {
                args.push(&path);
            }
            let (found, code) = words(&args, &fs::read(&path).unwrap());
            assert_eq!((terms(&found), code), (expected.clone(), 0), "--input-format {format}");
        }
    }
}

#[test]
fn checksums_are_those_of_the_file_whatever_it_holds() {
    for file in ["parts.zip", "letter.docx", "parts.tar.gz", "posts.jsonl"] {
        let bytes = fs::read(made(file)).unwrap();
        let expected = words(&["--input-format", "text"], &bytes).0["inputs"][0]["sha256"].clone();
        assert_eq!(words(&[&made(file)], b"").0["inputs"][0]["sha256"], expected, "{file}");
    }
}

#[test]
fn documents_have_their_names_and_sentences_their_ends() {
    let plain = sentences(&[&made("plain.txt")], b"");
    let texts = |found: &[(String, String)]| found.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let names = |found: &[(String, String)]| {
        let mut names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
        names.dedup();
        names
    };
    for (file, format, documents) in FILES {
        let found = sentences(&[&made(file)], b"");
        assert_eq!(names(&found).len() as u64, documents, "{file}");
        match format {
            // A sentence that was marked is one, whatever stands in it.
            "conllu" | "vert" => assert_eq!(found[1].1, format!("{} {}", plain[1].1, plain[2].1), "{file}"),
            _ => assert_eq!(texts(&found), texts(&plain), "{file}"),
        }
    }
    assert_eq!(names(&sentences(&[&made("posts.csv")], b"")), ["d0", "d1", "d2"]);
    let conllu = made("posts.conllu");
    assert_eq!(names(&sentences(&[&conllu], b"")), ["doc-0".to_owned(), format!("{conllu}:18")]);
    assert_eq!(names(&sentences(&[&made("posts.vert")], b"")), ["doc & 0", "doc & 1", "doc & 2"]);
    assert_eq!(names(&sentences(&[&made("book.tei")], b"")), ["book"]);
    let zip = made("parts.zip");
    assert_eq!(names(&sentences(&[&zip], b""))[2], format!("{zip}/part/2.txt"));
}

#[test]
fn fields_and_columns_are_named() {
    let line = "{\"body\": \"كتاب\", \"key\": 7, \"text\": \"قلم\"}\n".as_bytes();
    let args = ["--text-field", "body", "--id-field", "key"];
    assert_eq!(sentences(&args, line), [("7".to_owned(), "كتاب".to_owned())]);
    let table = "أ;ب\nكتاب;قلم\n".as_bytes();
    for args in [["--input-format", "csv", "--column", "ب"], ["--input-format", "csv", "--column", "2"]] {
        assert_eq!(sentences(&args, table), [("-:2".to_owned(), "قلم".to_owned())]);
    }
    let all = sentences(&["--input-format", "csv", "--column", "1", "--no-header"], table);
    assert_eq!(all, [("-:1".to_owned(), "أ".to_owned()), ("-:2".to_owned(), "كتاب".to_owned())]);
    assert_eq!(sentences(&["--input-format", "csv"], "كلمة\nكتاب\n".as_bytes())[0].1, "كتاب");
    let missing = run(&["words", "--input-format", "csv"], table);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("no column \"text\" (columns here: أ, ب)"), "{}", missing.err);
    assert!(missing.err.contains("--column"), "{}", missing.err);
}

#[test]
fn broken_records_are_named_and_the_next_are_read() {
    let deep = format!("{{\"text\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = [
        "{\"text\": \"كتاب\"}",
        "",
        "{\"text\": \"كتاب\"",
        "{\"body\": \"كتاب\", \"date\": 1}",
        "{\"text\": 5}",
        "{\"text\": \"\\ud800\"}",
        &deep,
        "[1]",
        "{\"text\": \"قلم\", \"text\": \"كتاب\"}",
    ];
    let (found, code) = words(&["--input-format", "jsonl"], lines.join("\n").as_bytes());
    assert_eq!((terms(&found), code), (vec![("كتاب".to_owned(), 2)], 2));
    let warnings = found["warnings"].as_array().unwrap();
    let lines: Vec<u64> = warnings.iter().map(|warning| warning["line"].as_u64().unwrap()).collect();
    // What is wrong in the seventh is what was wrong in the fifth.
    assert_eq!(lines, [3, 4, 5, 6, 8]);
    assert_eq!(warnings[2]["count"], 2);
    assert!(
        warnings.iter().all(|warning| warning["code"] == "skipped_record" && warning["severity"] == "error")
    );
    let said = run(&["words", "--input-format", "jsonl"], "{\"body\": \"كتاب\", \"date\": 1}".as_bytes()).err;
    assert!(
        said.contains("-: line 1: no field \"text\" (fields here: body, date); record skipped"),
        "{said}"
    );
    assert!(said.contains("help: name the field with --text-field body"), "{said}");

    let ragged = "id,text\n1,كتاب\n2\n3,كتاب,5\n4,كتاب\n5,\"كتاب\n6,قلم\n";
    let (found, code) = words(&["--input-format", "csv"], ragged.as_bytes());
    assert_eq!((terms(&found), code), (vec![("كتاب".to_owned(), 2)], 2));
    let warnings = found["warnings"].as_array().unwrap();
    let lines: Vec<u64> = warnings.iter().map(|warning| warning["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [3, 4, 6]);
    assert!(warnings[2]["message"].as_str().unwrap().contains("never closed"));

    let columns = "1\tكتاب\t_\t_\t_\t_\t0\t_\t_\t_\n2\tقلم\nx\tقلم\t_\t_\t_\t_\t0\t_\t_\t_\n";
    let (found, code) = words(&["--input-format", "conllu"], columns.as_bytes());
    assert_eq!((terms(&found), code), (vec![("كتاب".to_owned(), 1)], 2));
    assert_eq!(warning(&found, "skipped_record")["line"], 2);
    assert_eq!(words(&["--input-format", "conllu", "--lenient"], columns.as_bytes()).1, 0);
}

#[test]
fn strict_stops_at_the_first_broken_record_and_prints_nothing() {
    let run = run(&["words", "--strict", "--input-format", "jsonl"], b"{\"text\": \"a\"}\n{\n{\n");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(run.err.matches("mizan:").count(), 1, "{}", run.err);
    assert!(run.err.contains("line 2"), "{}", run.err);
}

#[test]
fn what_is_repeated_is_said_once() {
    let lines = "{\"body\": 1}\n".repeat(10_000);
    let (found, _) = words(&["--input-format", "jsonl"], lines.as_bytes());
    assert_eq!(found["warnings"].as_array().unwrap().len(), 1);
    assert_eq!(warning(&found, "skipped_record")["count"], 10_000);
}

#[test]
fn pages_end_lines_where_blocks_end() {
    let page = "<html><p>كتا<b>ب</b> جديد<br>سطر&nbsp;ثان &amp; ثالث<ul><li>أول<li>ثان</ul><pre>س\nص</pre>\
                <noscript>خفي</noscript><script>x</script>آخر<!-- تعليق -->";
    let found: Vec<String> = sentences(&[], page.as_bytes()).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["كتاب جديد", "سطر\u{a0}ثان & ثالث", "أول", "ثان", "س", "ص", "آخر"]);
    let deep = "<html>".to_owned() + &"<div>".repeat(100_000) + "كتاب";
    assert_eq!(sentences(&[], deep.as_bytes())[0].1, "كتاب");
}

#[test]
fn entities_of_xml_are_not_expanded_and_nothing_outside_is_opened() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE TEI [<!ENTITY a \"كتاب\"><!ENTITY b \"&a;&a;&a;&a;\">\
                <!ENTITY c SYSTEM \"file:///etc/hostname\">]><TEI><text><p>قلم &b; &c; ورق</p></text></TEI>";
    let (found, code) = words(&[], bomb.as_bytes());
    let mut terms: Vec<String> = terms(&found).into_iter().map(|(term, _)| term).collect();
    terms.sort();
    assert_eq!((terms, code), (vec!["قلم".to_owned(), "ورق".to_owned()], 0));
    let broken = run(&["words"], "<TEI><text><p>قلم</q></text></TEI>".as_bytes());
    assert_eq!(broken.code, 2);
    assert!(broken.out.contains("قلم") && broken.err.contains("no sound XML"), "{}", broken.err);
}

#[test]
fn archives_that_end_early_or_are_damaged_are_named() {
    let folder = TempDir::new().unwrap();
    let zip = fs::read(made("parts.zip")).unwrap();
    let cut = folder.path().join("cut.zip");
    fs::write(&cut, &zip[..zip.len() / 2]).unwrap();
    let run_cut = run(&["words", &cut.to_string_lossy(), &made("plain.txt")], b"");
    assert_eq!(run_cut.code, 2);
    assert!(run_cut.err.contains("cut.zip: the zip archive cannot be read"), "{}", run_cut.err);
    assert!(run_cut.out.contains("المكتبة"), "the other input is counted");
    for cut in (1..zip.len()).step_by(7) {
        assert!([0, 2].contains(&run(&["words"], &zip[..cut]).code), "{cut}");
    }
    // The second member's bytes are damaged: the first and the third are read.
    let mut damaged = zip.clone();
    let at = damaged.windows(2).rposition(|pair| pair == b"PK").unwrap();
    let middle = damaged[..at].windows(10).position(|name| name == b"part/1.txt").unwrap();
    damaged[middle + 14] ^= 0xff;
    let (found, code) = words(&[], &damaged);
    assert_eq!(code, 2);
    assert!(warning(&found, "truncated_input")["path"].as_str().unwrap().ends_with("part/1.txt"));
    assert!(terms(&found).iter().any(|(term, _)| term == "المعرفة"));

    let mut tar = Vec::new();
    let packed = fs::read(made("parts.tar.gz")).unwrap();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut tar).unwrap();
    let (found, code) = words(&[], &tar);
    assert_eq!((code, &found["inputs"][0]["documents"]), (0, &3.into()));
    let (found, code) = words(&[], &tar[..600]);
    assert_eq!(code, 2);
    let said = warning(&found, "truncated_input")["message"].as_str().unwrap().to_owned();
    assert!(said.contains("ends early"), "{said}");
}

#[test]
fn archives_in_archives_are_named_and_not_read() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in [("a.zip", fs::read(made("parts.zip")).unwrap()), ("b.txt", "كتاب".into())] {
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    for hidden in [".hidden", "__MACOSX/b.txt"] {
        archive.start_file(hidden, options).unwrap();
        archive.write_all("خفي".as_bytes()).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let (found, code) = words(&[], &bytes);
    assert_eq!((terms(&found), code), (vec![("كتاب".to_owned(), 1)], 2));
    assert_eq!(warning(&found, "nested_container")["path"], "-/a.zip");
}

#[test]
fn lists_of_several_documents_need_the_column_that_names_them() {
    let run = run(&["sentences", "--format", "tsv", &made("posts.jsonl")], b"");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--document"), "{}", run.err);
}

/// The table of formats in the README is that of the code. `MIZAN_BLESS=1` writes it.
#[test]
fn the_readme_has_the_table_of_formats() {
    let mut table =
        String::from("| format | told by | endings | document | what is read |\n|---|---|---|---|---|\n");
    for entry in &FORMATS {
        let endings: Vec<String> = entry.endings.iter().map(|ending| format!("`.{ending}`")).collect();
        let (told_by, document, text) = (entry.told_by, entry.document, entry.text);
        table += &format!("| `{}` | {told_by} | {} | {document} | {text} |\n", entry.name, endings.join(" "));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("src/input/format.rs -->\n").unwrap();
    let (found, after) = rest.split_once("<!-- end of formats -->").unwrap();
    let expected = format!("\n{table}\n");
    if std::env::var_os("MIZAN_BLESS").is_some() {
        let whole = format!("{before}src/input/format.rs -->\n{expected}<!-- end of formats -->{after}");
        fs::write(path, whole).unwrap();
    } else {
        assert_eq!(found, expected, "MIZAN_BLESS=1 cargo test --test inputs writes it");
    }
}
