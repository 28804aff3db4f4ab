//! Inputs of every encoding, container and format, made by other programs (`make.py`): the words of the plain text, or a
//! message that names the place.

mod encodings;
mod folders;
mod formats;
mod small;

use assert_cmd::Command;
use serde_json::Value;

fn made(name: &str) -> String {
    format!("{}/tests/inputs/{name}", env!("CARGO_MANIFEST_DIR"))
}

struct Run {
    out: String,
    err: String,
    code: i32,
}

fn run(args: &[&str], input: &[u8]) -> Run {
    let output = Command::cargo_bin("mizan").unwrap().args(args).write_stdin(input).output().unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// The report of the words of an input, and the exit code.
fn words(args: &[&str], input: &[u8]) -> (Value, i32) {
    let run = run(&[&["words", "--format", "json"], args].concat(), input);
    (serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err)), run.code)
}

fn warning<'v>(value: &'v Value, code: &str) -> &'v Value {
    let mut found = value["warnings"].as_array().unwrap().iter().filter(|warning| warning["code"] == code);
    found.next().unwrap_or_else(|| panic!("no {code} in {}", value["warnings"]))
}
