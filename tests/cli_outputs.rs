//! Where results go: files that appear whole or not at all, devices that are full, pipes that are closed; what keeps
//! other programs from acting on the text; the manifest beside a result.
#![cfg(unix)]

use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::FileTypeExt;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const TEXT: &str = "ذهب الولد إلى المدرسة. رأى الولد كتاب الولد!\nهذا الكتاب جديد.\n";

/// A command line for each command, and for each kind of export.
const COMMANDS: [&[&str]; 19] = [
    &["stats"],
    &["words", "--measures", "all"],
    &["ngrams", "--order", "1..2"],
    &["sentences"],
    &["tokens"],
    &["analyze"],
    &["syllables"],
    &["diversity"],
    &["growth"],
    &["dispersion"],
    &["readability"],
    &["collocations"],
    &["keyness", "--reference", "b.txt"],
    &["concordance", "الولد"],
    &["export", "--to", "conllu"],
    &["export", "--to", "vert"],
    &["export", "--to", "jsonl"],
    &["export", "--to", "spc"],
    &["export", "--to", "ngram-counts"],
];
const FORMATS: [&str; 6] = ["table", "json", "jsonl", "csv", "tsv", "md"];

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), TEXT).unwrap();
    fs::write(folder.path().join("b.txt"), "ذهب الرجل إلى البيت.").unwrap();
    folder
}

fn mizan(args: &[&str], folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
    command.args(args).current_dir(folder.path()).env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

fn out(args: &[&str], folder: &TempDir) -> Output {
    mizan(args, folder).output().unwrap()
}

/// The command lines of all commands in all of their formats.
fn lines() -> Vec<Vec<&'static str>> {
    let mut lines = Vec::new();
    for command in COMMANDS {
        let line = [command, &["-q", "a.txt"]].concat();
        if command[0] == "export" {
            lines.push(line);
            continue;
        }
        lines.extend(FORMATS.map(|format| [line.as_slice(), &["--format", format]].concat()));
    }
    for rest in [["measures"].as_slice(), &["explain", "ttr"], &["compare", "a.txt", "b.txt"]] {
        lines.extend(FORMATS.map(|format| [rest, &["--format", format]].concat()));
    }
    lines
}

#[test]
fn a_full_device_is_never_a_success() {
    let folder = folder();
    let helps: [&[&str]; 4] = [&["--help"], &["--version"], &["words", "--help"], &["words", "--list"]];
    let helps = helps.map(<[&str]>::to_vec);
    for line in lines().into_iter().chain(helps) {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = mizan(&line, &folder).stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{line:?}: {said}");
        assert!(
            said.contains("cannot write to standard output: no space left on device"),
            "{line:?}: {said}"
        );
    }
    let output = out(&["words", "a.txt", "-o", "/dev/full"], &folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write to /dev/full"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = folder();
    for line in lines().into_iter().chain([vec!["--help"], vec!["growth", "--help"], vec!["--version"]]) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = mizan(&line, &folder).stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), said.as_ref()), (Some(0), ""), "{line:?}");
    }
}

#[test]
fn a_killed_command_leaves_the_old_file() {
    let folder = folder();
    let target = folder.path().join("out");
    fs::write(&target, "old").unwrap();
    for args in [["export", "--to", "conllu", "-"].as_slice(), &["tokens", "--format", "tsv", "-"]] {
        let line = [args, &["-o", "out", "--threads", "1"]].concat();
        let mut child = mizan(&line, &folder).stdin(Stdio::piped()).spawn().unwrap();
        // Some pieces are written when it dies, and more are to come.
        let block = TEXT.repeat(2_000);
        let mut input = child.stdin.take().unwrap();
        (0..40).for_each(|_| input.write_all(block.as_bytes()).unwrap());
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "old", "{args:?}");
    }
    assert_eq!(out(&["tokens", "--format", "tsv", "a.txt", "-o", "out"], &folder).status.code(), Some(0));
    assert_eq!(fs::read(&target).unwrap(), out(&["tokens", "--format", "tsv", "a.txt"], &folder).stdout);
}

#[test]
fn a_pipe_with_a_name_stays_a_pipe() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for line in [["words", "--format", "csv", "a.txt"].as_slice(), &["export", "--to", "vert", "a.txt"]] {
        let mut child = mizan(&[line, &["-o", "pipe"]].concat(), &folder).spawn().unwrap();
        let mut read = Vec::new();
        File::open(&pipe).unwrap().read_to_end(&mut read).unwrap();
        assert!(child.wait().unwrap().success());
        assert_eq!(read, out(line, &folder).stdout);
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    }
    assert_eq!(out(&["words", "a.txt", "-o", "/dev/null"], &folder).status.code(), Some(0));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn what_cannot_be_written_is_said_plainly() {
    let folder = folder();
    for (place, reason) in [("no/such/out", "no such file or directory"), (".", ""), ("a.txt/out", "")] {
        for flag in ["-o", "--manifest"] {
            let output = out(&["words", "a.txt", flag, place], &folder);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{flag} {place}");
            assert!(said.starts_with(&format!("mizan: cannot write to {place}: {reason}")), "{said}");
            assert!(said.lines().count() == 2 && !said.contains("os error"), "{said}");
        }
    }
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn the_text_cannot_leave_its_cell() {
    let folder = folder();
    fs::write(folder.path().join("c.txt"), "=1+1\n@cmd\n-2\n<b>a|b</b>\n*x*\n").unwrap();
    let list = |more: &[&str]| {
        let line =
            [["words", "--input-format", "tokens", "--layer", "surface", "c.txt"].as_slice(), more].concat();
        String::from_utf8(out(&line, &folder).stdout).unwrap()
    };
    let csv = list(&["--format", "csv"]);
    assert!(["'=1+1", "'@cmd", "'-2"].iter().all(|cell| csv.contains(&format!(",{cell},"))), "{csv}");
    assert!(list(&["--format", "csv", "--no-csv-guard"]).contains(",=1+1,"));
    let md = list(&["--format", "md"]);
    assert!(md.contains(r"\<b\>a\|b\</b\>") && md.contains(r"\*x\*"), "{md}");
    let bars = |line: &str| line.matches('|').count() - line.matches(r"\|").count();
    assert!(md.lines().all(|line| bars(line) == 6), "{md}");
    for format in ["csv", "tsv"] {
        let (plain, marked) = (list(&["--format", format]), list(&["--format", format, "--bom"]));
        assert_eq!(marked, format!("\u{feff}{plain}"));
    }
    let json = list(&["--format", "json", "--bom"]);
    assert!(json.starts_with('{'));
}

fn parsed(path: &str, folder: &TempDir) -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(folder.path().join(path)).unwrap()).unwrap()
}

#[test]
fn every_command_writes_a_manifest() {
    let folder = folder();
    let sum: String = Sha256::digest(TEXT.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    for line in lines() {
        let line = [line.as_slice(), &["--manifest", "run.json"]].concat();
        let output = out(&line, &folder);
        assert_eq!(output.status.code(), Some(0), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
        let manifest = parsed("run.json", &folder);
        let keys: Vec<_> = manifest.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["schema", "mizan", "inputs", "options", "warnings", "measures"]);
        assert_eq!(manifest["schema"], format!("mizan.{}/1", line[0]));
        if !["measures", "explain"].contains(&line[0]) {
            assert_eq!(manifest["inputs"][0]["sha256"], sum, "{line:?}");
        }
        let reports = ["stats", "words", "diversity", "growth", "dispersion", "readability", "collocations"];
        assert!(
            !reports.contains(&line[0]) || !manifest["measures"].as_array().unwrap().is_empty(),
            "{line:?}"
        );
        fs::remove_file(folder.path().join("run.json")).unwrap();
    }
}

#[test]
fn the_manifest_is_the_head_of_json() {
    let folder = folder();
    let line = ["collocations", "--measures", "g2,mi", "--min-count", "1", "--fold", "alef", "a.txt"];
    let json = out(&[line.as_slice(), &["--format", "json"]].concat(), &folder).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    out(
        &[line.as_slice(), &["--format", "json", "--manifest", "m", "--threads", "1", "-o", "x"]].concat(),
        &folder,
    );
    let manifest = parsed("m", &folder);
    for key in ["schema", "mizan", "inputs", "options", "warnings"] {
        assert_eq!(manifest[key], json[key], "{key}");
    }
    assert_eq!(manifest["measures"], serde_json::json!(["g2", "mi"]));
    let arguments = &manifest["options"]["arguments"];
    assert_eq!((&arguments["measures"], &arguments["min_count"]), (&"g2,mi".into(), &"1".into()));
    assert_eq!(manifest["options"]["fold"], serde_json::json!(["alef"]));
    // Where nothing was printed, nothing is recorded.
    assert_eq!(out(&["words", "no.txt", "--manifest", "none"], &folder).status.code(), Some(2));
    assert!(!folder.path().join("none").exists());
}
