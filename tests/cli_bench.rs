//! `mizan bench`: what it prints. How long anything takes is not tested.
#![cfg(feature = "cli")]

use assert_cmd::Command;
use serde_json::Value;

fn bench(args: &[&str]) -> std::process::Output {
    Command::cargo_bin("mizan").unwrap().arg("bench").args(args).output().unwrap()
}

#[test]
fn every_stage_of_a_made_corpus() {
    for style in ["news", "vocalised", "mixed"] {
        let output = bench(&["--size", "60K", "--repeat", "1", "--style", style, "--format", "json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "nothing is said where no terminal is");
        let object: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(object["schema"], "mizan.bench/1");
        let isa = object["bench"]["isa"].as_array().unwrap();
        assert_eq!(isa.last().unwrap(), "scalar");
        let stages = object["bench"]["stages"].as_array().unwrap();
        for name in [
            "read",
            "validate",
            "words",
            "tokenize",
            "sentences",
            "count",
            "normalize",
            "ngrams",
            "stem",
            "root",
        ] {
            let found: Vec<_> = stages.iter().filter(|stage| stage["stage"] == name).collect();
            assert!(!found.is_empty(), "{name}");
            assert!(found.iter().all(|stage| stage["mb_per_s"].as_f64().unwrap() > 0.0), "{name}");
        }
        let words = stages.iter().filter(|stage| stage["stage"] == "words");
        assert_eq!(words.count(), isa.len() + 1, "the baseline, and ours by each set of instructions");
        let shares: f64 = stages.iter().filter_map(|stage| stage["share"].as_f64()).sum();
        assert!((0.98..1.02).contains(&shares), "{shares}");
    }
}

#[test]
fn a_file_and_standard_input() {
    let output = bench(&["seeds/article.txt", "--repeat", "2"]);
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for word in ["stage", "ratio", "where the time goes", "unicode-segmentation", "scalar", "words, 2 rounds"]
    {
        assert!(table.contains(word), "{word} in {table}");
    }
    let piped = Command::cargo_bin("mizan")
        .unwrap()
        .args(["bench", "-", "--repeat", "1", "--format", "tsv"])
        .write_stdin("كتب الكاتب كتابا.")
        .output()
        .unwrap();
    assert!(piped.status.success());
    assert!(String::from_utf8(piped.stdout).unwrap().lines().count() > 12);
}

#[test]
fn what_cannot_be_measured_is_said() {
    for (args, message) in [
        (&["no such file"][..], "cannot be read"),
        (&["--size", "ten"], "500K or 10M"),
        (&["--size", "9G"], "from 1 to 4G"),
        #[cfg(not(feature = "flamegraph"))]
        (&["--size", "1K", "--flamegraph", "out.svg"], "--features flamegraph"),
    ] {
        let output = bench(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(message), "{stderr}");
    }
    let empty = Command::cargo_bin("mizan").unwrap().args(["bench", "-"]).write_stdin("").output().unwrap();
    assert!(!empty.status.success());
}
