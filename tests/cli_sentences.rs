//! `mizan sentences` and `mizan evaluate sentences` as their user meets them: wrapped lines, missing marks, gold.

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

fn run(args: &[&str], input: &str) -> (String, String, i32) {
    let output = Command::cargo_bin("mizan").unwrap().args(args).write_stdin(input).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

const WRAPPED: &str = "كان الرجل يمشي في الطريق الطويل وحده\n";

#[test]
fn wrapped_lines() {
    let text = WRAPPED.repeat(10) + "ثم وصل.\n\nوانتهت القصة.\n";
    let sentences = |choice: &str| {
        let (out, err, code) = run(&["sentences", "--format", "tsv", "--soft-wrap", choice], &text);
        assert_eq!(code, 0);
        (out.lines().count() - 1, err.contains("look wrapped"))
    };
    assert_eq!((sentences("no"), sentences("yes"), sentences("auto")), ((12, false), (2, false), (2, true)));
    let (out, ..) = run(&["sentences", "--format", "tsv", "--soft-wrap", "yes"], &text);
    // Offsets are those of the input.
    let last = out.lines().last().unwrap();
    assert!(last.starts_with(&format!("{}\t", text.find("وانتهت").unwrap())), "{last}");
    let (_, err, code) = run(&["sentences", "--soft-wrap", "maybe"], &text);
    assert!(code == 2 && err.contains("no, yes, auto"), "{err}");
}

#[test]
fn text_without_marks_is_warned_of() {
    let (_, err, _) = run(&["stats"], &WRAPPED.repeat(30));
    assert!(err.contains("hardly a sentence ends with a mark"), "{err}");
    let (_, err, _) = run(&["stats"], &"كان الرجل يمشي في الطريق الطويل.\n".repeat(30));
    assert!(!err.contains("hardly"), "{err}");
}

#[test]
fn gold_of_both_formats() {
    let folder = TempDir::new().unwrap();
    let (news, cases) = (folder.path().join("gold.json"), folder.path().join("gold.tsv"));
    fs::write(&news, "{\"a\": [\"عنوان\", \"جاء د. سمير.\", \"ثم خرج؟\"], \"b\": [\"نعم.\"]}").unwrap();
    fs::write(&cases, "# ours\none\tجاء د. سمير.¦ ثم خرج.\ntwo\tنعم. لا.\n").unwrap();
    let paths = [news.to_str().unwrap(), cases.to_str().unwrap()];
    let (out, err, code) = run(&["evaluate", "sentences", "--format", "tsv", paths[0], paths[1]], "");
    assert_eq!(code, 0, "{err}");
    let cell = |set: &str, engine: &str, column: usize| {
        let row = out.lines().find(|line| line.starts_with(&format!("{set}\t{engine}\t"))).unwrap();
        row.split('\t').nth(column).unwrap().to_owned()
    };
    // Ends, found, F1; a headline is lost where lines are joined.
    assert_eq!((cell("newline", "mizan", 2), cell("newline", "mizan", 6)), ("2".into(), "100.0".into()));
    assert_eq!((cell("space", "mizan", 3), cell("space", "mizan", 5)), ("1".into(), "50.0".into()));
    assert_eq!((cell("space", "plain", 3), cell("newline", "uax29", 3)), ("2".into(), "3".into()));
    assert_eq!((cell("cases", "mizan", 8), cell("cases", "mizan", 9)), ("2".into(), "1".into()));
    let (out, ..) = run(&["evaluate", "sentences", "--errors", "9", "--format", "tsv", paths[1]], "");
    assert!(out.contains("cases\ttwo\tfalse\t7\tنعم.¦ لا."), "{out}");
    fs::write(&cases, "one\nno tab").unwrap();
    let (_, err, code) = run(&["evaluate", "sentences", paths[1]], "");
    assert!(code == 2 && err.contains("gold.tsv: line 1"), "{err}");
}
