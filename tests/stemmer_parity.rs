//! Snowball and ISRI beside the programs they restate, on a word list of one's own. Not run by default, since it needs
//! Python with `nltk` and `snowballstemmer`:
//!
//! ```text
//! MIZAN_PARITY_PYTHON=python3 MIZAN_PARITY_WORDS=words.txt cargo test --test stemmer_parity -- --ignored --nocapture
//! ```
//!
//! The word list is UTF-8, one word a line.

use std::env;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use mizan::morphology::{Isri, Snowball, Stemmer};

/// Words on standard input, one a line; `snowball<TAB>isri` on standard output. Bytes, so that no line end or
/// encoding of the platform comes between.
const REFERENCE: &str = r#"
import sys
import snowballstemmer
from nltk.stem.isri import ISRIStemmer

snowball = snowballstemmer.stemmer("arabic")
isri = ISRIStemmer()
for word in sys.stdin.buffer.read().decode("utf-8").split("\n")[:-1]:
    row = snowball.stemWord(word) + "\t" + isri.stem(word) + "\n"
    sys.stdout.buffer.write(row.encode("utf-8"))
"#;

#[test]
#[ignore = "needs Python with nltk and snowballstemmer in MIZAN_PARITY_PYTHON and a word list in MIZAN_PARITY_WORDS"]
fn snowball_and_isri_are_the_references() {
    let (Some(python), Some(path)) = (env::var_os("MIZAN_PARITY_PYTHON"), env::var_os("MIZAN_PARITY_WORDS"))
    else {
        eprintln!("skipped: set MIZAN_PARITY_PYTHON (with nltk, snowballstemmer) and MIZAN_PARITY_WORDS");
        return;
    };
    let text = fs::read_to_string(path).expect("the word list is readable UTF-8");
    let words: Vec<&str> = text.split('\n').filter(|word| !word.is_empty() && !word.contains('\t')).collect();
    assert!(!words.is_empty(), "the word list is empty");

    let mut reference = Command::new(python)
        .args(["-c", REFERENCE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of MIZAN_PARITY_PYTHON starts");
    // The reference reads to the end before it writes, so this cannot block; dropping the pipe ends the input.
    let mut input = reference.stdin.take().expect("standard input is piped");
    input.write_all((words.join("\n") + "\n").as_bytes()).expect("the reference reads its input");
    drop(input);
    let output = reference.wait_with_output().expect("the reference ends");
    assert!(output.status.success(), "the reference failed: {}", output.status);

    let stems = String::from_utf8(output.stdout).expect("the reference writes UTF-8");
    let stems: Vec<&str> = stems.strip_suffix('\n').expect("a last line").split('\n').collect();
    assert_eq!(stems.len(), words.len(), "one answer a word");
    let mut wrong = Vec::new();
    for (word, row) in words.iter().zip(stems) {
        let ours = format!("{}\t{}", Snowball.stem(word), Isri.root(word));
        if ours != row {
            wrong.push(format!("{word}\n  ours      {ours}\n  reference {row}"));
        }
    }
    println!("{} words, {} differences", words.len(), wrong.len());
    let first: Vec<_> = wrong.iter().take(20).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} differences, the first:\n{}", wrong.len(), first.join("\n"));
}
