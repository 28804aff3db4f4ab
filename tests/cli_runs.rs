//! Long runs: stopped and gone on with by `--resume`, and results of documents that are printed while they are read.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn mizan(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
    command.args(args).current_dir(folder).env("LANG", "C").stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    mizan(folder, args).output().unwrap()
}

fn error(output: &Output) -> String {
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A corpus of so many files that its counts are written several times.
fn corpus(files: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    for number in 0..files {
        let place = folder.path().join(format!("corpus/{:02}", number / 500));
        fs::create_dir_all(&place).unwrap();
        let text = format!("ذهب الولد رقم {number} إلى المدرسة. ثم كتب كلمة{} وقرأ كتابا!\n", number % 700);
        fs::write(place.join(format!("{number:05}.txt")), text.repeat(number % 3 + 1)).unwrap();
    }
    // One that is not read whole, among those that are counted first.
    fs::write(folder.path().join("corpus/00/00007.txt"), b"\xd9\x83\xd9\x84\xff \xd9\x83").unwrap();
    folder
}

/// Starts a run and stops it as soon as it has written counts of files; `false` if it was too fast.
fn stop(folder: &Path, args: &[&str], signal: &str) -> bool {
    let state = folder.join("state");
    let _ = fs::remove_file(&state);
    let mut child: Child = mizan(folder, args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    let is_written = || fs::metadata(&state).is_ok_and(|found| found.len() > 4096);
    while !is_written() {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(begun.elapsed() < Duration::from_secs(120));
        std::thread::sleep(Duration::from_millis(1));
    }
    match signal {
        "KILL" => child.kill().unwrap(),
        _ => {
            let kill = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
            assert!(kill.success());
        }
    }
    let status = child.wait().unwrap();
    !status.success() && state.exists()
}

#[test]
#[cfg(unix)]
fn a_run_that_was_stopped_goes_on_to_the_same_bytes() {
    let folder = corpus(5000);
    let folder = folder.path();
    for (line, signal) in [
        (["words", "--format", "json"].as_slice(), "KILL"),
        (&["ngrams", "--format", "tsv", "--min-documents", "2"], "TERM"),
        (&["stats", "--format", "json"], "INT"),
        (&["diversity", "--format", "tsv", "--ci", "jackknife"], "KILL"),
        (&["collocations", "--format", "tsv", "--min-count", "2"], "KILL"),
    ] {
        let expected = run(folder, &[line, &["-q", "corpus"]].concat());
        assert_eq!(expected.status.code(), Some(2), "one file is read with loss");
        let args = [line, &["-q", "--resume", "state", "corpus"]].concat();
        let stopped = (0..20).any(|_| stop(folder, &[&args, ["--threads", "1"].as_slice()].concat(), signal));
        assert!(stopped, "{line:?} was never stopped");
        let again = run(folder, &args);
        assert_eq!(again.status.code(), Some(2), "{}", String::from_utf8_lossy(&again.stderr));
        assert!(again.stdout == expected.stdout, "{line:?}");
        assert!(again.stderr == expected.stderr, "{line:?}");
        assert!(!folder.join("state").exists(), "{line:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_run_goes_on_only_with_what_it_was_stopped_with() {
    let folder = corpus(4000);
    let folder = folder.path();
    let args = ["words", "-q", "--resume", "state", "corpus", "--format", "tsv", "--threads", "1"];
    assert!((0..20).any(|_| stop(folder, &args, "KILL")));
    let state = folder.join("state");
    let saved = fs::read(&state).unwrap();
    // Other options, another command.
    let said = error(&run(folder, &[args.as_slice(), &["--encoding", "utf-8"]].concat()));
    assert!(said.starts_with("mizan: state: the run was stopped under another --encoding\n"), "{said}");
    assert!(said.contains("say the same options, or remove state to begin anew"), "{said}");
    let said = error(&run(folder, &["ngrams", "--resume", "state", "corpus", "--format", "tsv"]));
    assert!(said.starts_with("mizan: state: the run was stopped under another command\n"), "{said}");
    // Other inputs.
    let said = error(&run(folder, &["words", "--resume", "state", "corpus/01", "--format", "tsv"]));
    assert!(said.contains("which is not in its place among the inputs"), "{said}");
    let first = folder.join("corpus/00/00000.txt");
    let (text, modified) = (fs::read(&first).unwrap(), fs::metadata(&first).unwrap().modified().unwrap());
    fs::write(&first, "نص آخر").unwrap();
    let said = error(&run(folder, &args));
    assert!(said.starts_with("mizan: corpus/00/00000.txt: changed since the run was stopped"), "{said}");
    fs::write(&first, text).unwrap();
    fs::File::options().write(true).open(&first).unwrap().set_modified(modified).unwrap();
    // Damage: every part of the file, and every length.
    let places = (0..saved.len()).step_by(1 + saved.len() / 60);
    for at in places.clone() {
        let mut bytes = saved.clone();
        bytes[at] ^= 0x20;
        fs::write(&state, bytes).unwrap();
        let said = error(&run(folder, &args));
        assert!(said.starts_with("mizan: state: "), "{at}: {said}");
        assert!(said.contains("\n  help: "), "{said}");
    }
    for length in places {
        fs::write(&state, &saved[..length]).unwrap();
        assert!(error(&run(folder, &args)).starts_with("mizan: state: "));
    }
    // What is no such file is not written over.
    fs::write(&state, "نص ثمين").unwrap();
    assert!(error(&run(folder, &args)).starts_with("mizan: state: not a run that was stopped\n"));
    assert_eq!(fs::read_to_string(&state).unwrap(), "نص ثمين");
    // The whole one still holds.
    fs::write(&state, saved).unwrap();
    let expected = run(folder, &["words", "-q", "corpus", "--format", "tsv"]).stdout;
    assert!(run(folder, &args).stdout == expected);
}

#[test]
fn commands_that_cannot_go_on_say_so() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "نص").unwrap();
    for line in [
        ["tokens", "a.txt"].as_slice(),
        &["sentences", "a.txt"],
        &["readability", "a.txt"],
        &["concordance", "نص", "a.txt"],
        &["analyze", "a.txt"],
        &["compare", "a.txt", "a.txt"],
        &["keyness", "a.txt", "--reference", "a.txt"],
        &["export", "--to", "jsonl", "a.txt"],
        &["stats", "--per-document", "a.txt"],
        &["diversity", "--per-document", "a.txt"],
        &["words", "--max-memory", "64M", "a.txt"],
        &["words", "-"],
    ] {
        let output = run(folder.path(), &[line, &["--resume", "state"]].concat());
        assert!(error(&output).starts_with("mizan: --resume"), "{line:?}");
        assert!(!folder.path().join("state").exists());
    }
    let output = run(folder.path(), &["words", "--resume", "no/where", "a.txt"]);
    assert!(error(&output).starts_with("mizan: cannot write to no/where"));
    let output = run(folder.path(), &["words", "--resume", "state", "a.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!folder.path().join("state").exists());
}

fn documents() -> TempDir {
    let folder = TempDir::new().unwrap();
    for number in 0..150 {
        let text = format!("ذهب الولد رقم {number}. ثم عاد! ").repeat(number % 40);
        fs::write(folder.path().join(format!("{number:03}.txt")), text).unwrap();
    }
    folder
}

/// The lines say what the table of all documents says, in the order of the documents.
#[test]
fn lines_of_documents_are_those_of_the_table() {
    let folder = documents();
    for line in [
        ["stats", "--top", "3"].as_slice(),
        &["diversity"],
        &["diversity", "--measures", "ttr,yule_k", "--ci", "analytic"],
        &["growth", "--measures", "heaps_ols_beta,gt_p0,bigram_entropy"],
    ] {
        let line = [line, &["--per-document", "-q", "."]].concat();
        let tsv = run(folder.path(), &[&line, ["--format", "tsv"].as_slice()].concat());
        if tsv.status.code() != Some(0) {
            panic!("{line:?}: {}", String::from_utf8_lossy(&tsv.stderr));
        }
        let tsv = String::from_utf8(tsv.stdout).unwrap();
        let names: Vec<&str> = tsv.lines().next().unwrap().split('\t').collect();
        let mut previous = None;
        for threads in ["1", "2", "7"] {
            let output =
                run(folder.path(), &[&line, ["--format", "jsonl", "--threads", threads].as_slice()].concat());
            assert_eq!(output.status.code(), Some(0));
            assert!(previous.as_ref().is_none_or(|previous| *previous == output.stdout), "{threads}");
            previous = Some(output.stdout);
        }
        let lines = String::from_utf8(previous.unwrap()).unwrap();
        assert_eq!(lines.lines().count(), tsv.lines().count() - 1, "{line:?}");
        for (object, row) in lines.lines().zip(tsv.lines().skip(1)) {
            let object: serde_json::Value = serde_json::from_str(object).unwrap();
            for (name, cell) in names.iter().zip(row.split('\t')) {
                let value = match &object[name] {
                    serde_json::Value::String(text) => text.clone(),
                    serde_json::Value::Null => "NA".to_owned(),
                    // Lists are joined in a cell.
                    serde_json::Value::Array(_) => cell.to_owned(),
                    other => other.to_string(),
                };
                let same = value == cell
                    || value.parse::<f64>().is_ok_and(|value| cell.parse() == Ok(value))
                    || (value == "NA" && ["", "-"].contains(&cell));
                assert!(same, "{line:?}: {name}: {value} is not {cell}");
            }
        }
        let few = run(folder.path(), &[&line, ["--format", "jsonl", "-n", "5"].as_slice()].concat());
        assert!(lines.as_bytes().starts_with(&few.stdout));
        assert_eq!(few.stdout.iter().filter(|&&byte| byte == b'\n').count(), 5);
    }
}

/// The first lines are out while documents still come.
#[test]
fn lines_of_documents_come_while_they_are_read() {
    let folder = TempDir::new().unwrap();
    for command in ["stats", "diversity", "growth"] {
        let args =
            [command, "--per-document", "--format", "jsonl", "--input-format", "jsonl", "--threads", "1"];
        let mut child = mizan(folder.path(), &args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let (open, opened) = std::sync::mpsc::channel::<()>();
        let writer = std::thread::spawn(move || {
            let text = "ذهب الولد إلى المدرسة ثم عاد إلى البيت. ".repeat(900);
            for number in 0..120 {
                writeln!(input, "{{\"id\": \"d{number}\", \"text\": \"{text}\"}}").unwrap();
            }
            input.flush().unwrap();
            // The input stays open until a line was seen.
            opened.recv().unwrap();
        });
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.contains("\"document\":\"d0\""), "{first}");
        open.send(()).unwrap();
        let last = lines.last().unwrap().unwrap();
        writer.join().unwrap();
        assert!(last.contains("\"document\":\"d119\""), "{last}");
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}
