//! `--max-memory`: what is counted through temporary files is printed as what is counted in memory, byte for byte;
//! nothing is left of the files; commands that cannot keep a bound say so.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// More than a megabyte, so that the smallest bound makes many runs: words of a skewed distribution in sentences, the last
/// document in one paragraph.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let letters: Vec<char> = "ابتجحدرسشعفقكلمنهوي".chars().collect();
    let mut state = 20_261_126u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for (document, words) in [90_000, 40_000, 3, 60_000].into_iter().enumerate() {
        let mut text = String::new();
        for at in 0..words {
            let spread = 1 << random(16);
            let mut number = random(spread);
            for _ in 0..=random(2) {
                text.push(letters[(number % 19) as usize]);
                number /= 19;
            }
            while number > 0 {
                text.push(letters[(number % 19) as usize]);
                number /= 19;
            }
            match (random(24), document) {
                (0, 3) => text.push_str(". "),
                (0, _) => text.push_str(".\n"),
                (1, _) => text.push_str("، "),
                (2, _) => write!(text, " {at} ").unwrap(),
                _ => text.push(' '),
            }
        }
        fs::write(folder.path().join(format!("{document}.txt")), text).unwrap();
    }
    fs::write(folder.path().join("stop.txt"), "ب\nا\nبا\n").unwrap();
    fs::create_dir(folder.path().join("temporary")).unwrap();
    folder
}

fn mizan(args: &[&str], folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mizan"));
    command.args(args).current_dir(folder.path()).stdin(Stdio::null());
    command
}

fn out(args: &[&str], folder: &TempDir) -> Output {
    mizan(args, folder).output().unwrap()
}

#[test]
fn the_bytes_are_those_of_counting_in_memory() {
    let folder = folder();
    let inputs = ["0.txt", "1.txt", "2.txt", "3.txt"];
    for line in [
        "words --format tsv",
        "words --format json",
        "words",
        "words -n 7 --sort term",
        "words --sort term --format tsv --min-count 2",
        "words --sort documents --format tsv",
        "words --sort documents --format csv -n 100",
        "words --spectrum --format json",
        "words --spectrum -n 3 --format tsv",
        "words --measures all --ci analytic --format tsv",
        "words --ci poisson --stoplist stop.txt --format jsonl",
        "words --layer root --format json",
        "words --layer stem --stemmer light10 --format tsv",
        "words --tokenizer whitespace --layer surface --format tsv",
        "ngrams --format tsv",
        "ngrams --format json --min-count 2",
        "ngrams -n 5",
        "ngrams --order 1..3 --format tsv -n 100000",
        "ngrams --order 1..3",
        "ngrams --order 3 --boundary document --format tsv --min-count 2",
        "ngrams --order 2 --boundary paragraph --skip 2 --min-count 3 --format tsv",
        "ngrams --order 2..5 --boundary clause --min-documents 2 --format json",
        "ngrams --stoplist stop.txt --format tsv --min-count 2",
        "ngrams --layer root --order 2 --format tsv",
    ] {
        let line: Vec<&str> = line.split(' ').collect();
        let plain = out(&[line.as_slice(), &inputs].concat(), &folder);
        assert!(plain.status.success() && plain.stdout.len() > 20, "{line:?}");
        for bound in [["--max-memory", "1M", "--threads", "1"], ["--max-memory", "3MiB", "--threads", "3"]] {
            let bounded = [line.as_slice(), &bound, &["--temp-dir", "temporary"], &inputs].concat();
            let bounded = out(&bounded, &folder);
            assert_eq!(String::from_utf8_lossy(&bounded.stderr), "", "{line:?}");
            assert!(bounded.stdout == plain.stdout, "{line:?} {bound:?}");
        }
    }
    assert_eq!(fs::read_dir(folder.path().join("temporary")).unwrap().count(), 0);
}

/// An input that fails is named, and the rest is counted, within a bound as without.
#[test]
fn failures_of_inputs_are_those_of_counting_in_memory() {
    let folder = folder();
    fs::write(folder.path().join("bad.txt"), b"\xd9\x83 \xff\xfe \xd9\x83").unwrap();
    for flags in [["--strict"].as_slice(), &[]] {
        let line = [&["words", "--format", "tsv", "2.txt", "none.txt", "bad.txt"], flags].concat();
        let plain = out(&line, &folder);
        let bounded = out(&[line.as_slice(), &["--max-memory", "1M"]].concat(), &folder);
        assert_eq!(plain.status.code(), Some(2));
        assert_eq!(bounded, plain);
    }
}

#[test]
fn what_cannot_be_done_is_said_before_anything_is_read() {
    let folder = folder();
    for (line, message) in [
        ("words --max-memory 1K 0.txt", "--max-memory 1024: too little to count in"),
        ("words --max-memory 1X 0.txt", "\"1X\" is no number of bytes"),
        ("words --temp-dir temporary 0.txt", "--temp-dir without --max-memory"),
        ("words --max-memory 1M --ci bootstrap 0.txt", "--ci bootstrap with --max-memory"),
        (
            "words --max-memory 1M --temp-dir none 0.txt",
            "temporary files in none fail: no such file or directory",
        ),
        ("ngrams --max-memory 1M --chars 0.txt", "--chars with --max-memory"),
        ("readability --max-memory 1M 0.txt", "--max-memory: this command keeps no bound of memory"),
        ("compare --max-memory 1M 0.txt 1.txt", "--max-memory: this command keeps no bound of memory"),
        ("stats --max-memory 1M --per-document 0.txt", "--max-memory with --per-document"),
        ("stats --max-memory 1M 0.txt 1.txt", "the counts of this command are more than --max-memory allows"),
        ("diversity --max-memory 1M 0.txt", "the counts of this command are more than --max-memory allows"),
    ] {
        let found = out(&line.split(' ').collect::<Vec<_>>(), &folder);
        assert_eq!(found.status.code(), Some(2), "{line}");
        assert!(found.stdout.is_empty(), "{line}");
        let said = String::from_utf8(found.stderr).unwrap();
        assert!(said.contains(message), "{line}: {said}");
    }
    // What is small enough is counted as ever.
    let line = ["stats", "--format", "json", "2.txt"];
    assert_eq!(out(&[line.as_slice(), &["--max-memory", "64M"]].concat(), &folder), out(&line, &folder));
}

/// Temporary files have no names: whatever ends the process, nothing is left.
#[test]
#[cfg(target_os = "linux")]
fn nothing_is_left_of_a_process_that_is_killed() {
    use std::io::Write;
    let folder = folder();
    let text = fs::read(folder.path().join("0.txt")).unwrap();
    for signal in ["TERM", "KILL"] {
        let mut command = mizan(&["ngrams", "--max-memory", "1M", "--temp-dir", "temporary"], &folder);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for _ in 0..6 {
            stdin.write_all(&text).unwrap();
            stdin.write_all(b"\n").unwrap();
        }
        // Files are there by now, or will be.
        let status = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        assert!(status.success());
        assert!(!child.wait().unwrap().success());
        assert_eq!(fs::read_dir(folder.path().join("temporary")).unwrap().count(), 0, "{signal}");
    }
}
