//! Parquet files that another program wrote, and broken ones.
#![cfg(feature = "parquet")]

use mizan::input::{Corpus, PARQUET_THREAD, ParquetTexts, ReadOptions, Severity, Warning, parquet_texts};
use mizan::{Settings, Source};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn input(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(name)
}

fn open(name: &str, column: Option<&str>) -> Result<ParquetTexts, String> {
    parquet_texts(File::open(input(name)).unwrap(), column)
}

#[test]
fn the_texts_of_a_column_without_its_nulls() {
    let texts = ["ذهب الولد.", "رأى الكتاب!", "", "هذا آخر سطر\nوبعده سطر."];
    let rows = [1, 3, 4, 5];
    for name in ["posts.parquet", "gzip.parquet", "lz4.parquet"] {
        for column in [None, Some("text"), Some("2")] {
            let mut read = open(name, column).unwrap();
            let found: Vec<(u64, String)> = read.by_ref().map(Result::unwrap).collect();
            let expected: Vec<(u64, String)> = (0..3)
                .flat_map(|round| {
                    rows.iter().zip(texts).map(move |(row, text)| (row + 5 * round, text.to_owned()))
                })
                .collect();
            assert_eq!(found, expected, "{name}");
            assert_eq!((read.rows(), read.nulls()), (15, 3));
        }
    }
    let one: Vec<_> = open("one.parquet", None).unwrap().map(Result::unwrap).collect();
    assert_eq!(one, [(1, "نص".to_owned()), (2, "نص آخر".to_owned())]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let refused = |name: &str, column: Option<&str>| open(name, column).err().unwrap();
    assert_eq!(
        refused("posts.parquet", Some("body")),
        "no column \"body\" (columns here: id, text, tags.list.element)"
    );
    assert_eq!(refused("posts.parquet", Some("id")), "the column \"id\" holds int64, not texts");
    assert_eq!(
        refused("posts.parquet", Some("3")),
        "the column \"tags.list.element\" holds lists, not texts"
    );
    assert!(refused("plain.txt", None).starts_with("cannot be read as Parquet: "));
    let mut packed = open("zstd.parquet", None).unwrap();
    let message = packed.next().unwrap().unwrap_err();
    assert_eq!(
        message,
        "after row 0: packed by Zstandard, which is not built in; write it with snappy, gzip or lz4"
    );
    assert!(packed.next().is_none());
}

/// Empty, absurd and cut files are errors. A page whose bytes were changed can make the crate panic.
#[test]
fn broken_files_are_errors() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("broken.parquet");
    let read = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        parquet_texts(File::open(&path).unwrap(), None).map(|texts| texts.take(1000).count())
    };
    assert_eq!(read(b""), Err("an empty file is no Parquet file".to_owned()));
    for absurd in
        [b"PAR1".as_slice(), b"PAR1PAR1", b"PAR1\xff\xff\xff\x7fPAR1", &[0; 100], b"PAR1\x08\0\0\0PAR1"]
    {
        assert!(read(absurd).is_err(), "{absurd:?}");
    }
    let whole = fs::read(input("posts.parquet")).unwrap();
    for length in 0..whole.len() {
        assert!(read(&whole[..length]).is_err(), "cut at {length}");
    }
}

fn run(args: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mizan")).args(args).current_dir(folder).output().unwrap()
}

fn json(row: &Row) -> serde_json::Value {
    let value = |field: &Field| match field {
        Field::Str(text) => text.clone().into(),
        Field::ULong(number) => (*number).into(),
        Field::Double(number) => (*number).into(),
        Field::Null => serde_json::Value::Null,
        other => panic!("{other:?}"),
    };
    row.get_column_iter()
        .map(|(name, field)| (name.clone(), value(field)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// The rows of a file as JSON, and the record of the run in it.
fn written(path: &Path) -> (Vec<serde_json::Value>, serde_json::Value) {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    let record = metadata.iter().find(|pair| pair.key == "mizan").unwrap().value.as_ref().unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| json(&row.unwrap())).collect();
    (rows, serde_json::from_str(record).unwrap())
}

#[test]
fn lists_are_written_with_their_types() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "ذهب الولد. رأى الولد كتاب الولد 5!").unwrap();
    for line in [
        ["words", "a.txt", "--measures", "all"].as_slice(),
        &["tokens", "a.txt"],
        &["analyze", "a.txt"],
        &["collocations", "a.txt"],
        &["ngrams", "a.txt"],
    ] {
        let output = run(&[line, &["-q", "--format", "parquet", "-o", "out"]].concat(), folder.path());
        assert_eq!(output.status.code(), Some(0), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
        let (rows, record) = written(&folder.path().join("out"));
        let json = run(&[line, &["-q", "--format", "json"]].concat(), folder.path()).stdout;
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        for key in ["schema", "inputs", "warnings"] {
            assert_eq!(record[key], json[key], "{line:?}");
        }
        let expected = json[line[0]]["rows"].as_array().unwrap();
        assert_eq!(rows.len(), expected.len());
        for (row, expected) in rows.iter().zip(expected) {
            for (name, value) in row.as_object().unwrap() {
                let wanted = expected.get(name).unwrap_or_else(|| &expected["measures"][name]);
                match wanted {
                    // A list is one text here, and a measure is a double even where it is whole.
                    serde_json::Value::Array(_) => assert!(value.is_string() || value.is_null()),
                    serde_json::Value::Number(number) => {
                        assert_eq!(value.as_f64(), number.as_f64(), "{name}")
                    }
                    other => assert_eq!(value, other, "{name}"),
                }
            }
        }
    }
    let again = |name: &str, threads: &str| {
        let line = ["tokens", "a.txt", "--format", "parquet", "--threads", threads, "-o", name];
        assert_eq!(run(&line, folder.path()).status.code(), Some(0));
        fs::read(folder.path().join(name)).unwrap()
    };
    assert!(again("one", "1") == again("two", "2"));
}

#[test]
fn documents_go_out_and_come_back() {
    let folder = tempfile::TempDir::new().unwrap();
    let long = "سطر طويل من الكلام.\n".repeat(60_000);
    fs::write(folder.path().join("a.txt"), &long).unwrap();
    fs::write(folder.path().join("b.txt"), "نص").unwrap();
    let output = run(&["export", "--to", "parquet", "a.txt", "b.txt", "-o", "out"], folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let path = folder.path().join("out");
    let texts: Vec<_> =
        parquet_texts(File::open(&path).unwrap(), None).unwrap().map(Result::unwrap).collect();
    assert!(texts == [(1, long), (2, "نص".to_owned())]);
    let ids: Vec<_> =
        parquet_texts(File::open(&path).unwrap(), Some("id")).unwrap().map(Result::unwrap).collect();
    assert_eq!(ids, [(1, "a.txt".to_owned()), (2, "b.txt".to_owned())]);
}

#[test]
fn a_parquet_file_needs_a_place() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("a.txt"), "نص").unwrap();
    for line in [
        ["words", "a.txt", "--format", "parquet"].as_slice(),
        &["export", "--to", "parquet", "a.txt"],
        &["measures", "--format", "parquet", "-o", "x"],
        &["words", "a.txt", "--format", "parquet", "-o", "/dev/full"],
        &["export", "--to", "parquet", "no.txt", "-o", "x"],
    ] {
        let output = run(line, folder.path());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{line:?}");
        assert!(!folder.path().join("x").exists());
    }
}

/// The documents of a file that is read as any input, with the warnings.
fn read_as_input(path: &Path) -> (Vec<(String, String)>, Vec<Warning>) {
    let sources = vec![Source::File(path.to_path_buf())];
    let mut corpus = Corpus::new(sources, &Settings::default(), ReadOptions::default());
    let found = corpus.by_ref().map(|piece| (piece.name.to_string(), piece.text)).collect();
    (found, corpus.warnings().to_vec())
}

#[test]
fn rows_are_documents() {
    for name in ["posts.parquet", "gzip.parquet", "lz4.parquet"] {
        let run = run(&["words", "--format", "json", &input(name).to_string_lossy()], Path::new("/"));
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        // Three rows hold nothing.
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.ends_with("line 2: no text in this row; record skipped (3 times)\n  help: say --lenient to accept rows without a text\n"), "{said}");
        let value: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let read = &value["inputs"][0];
        assert_eq!(
            (read["documents"].as_u64(), read["format"].as_str()),
            (Some(12), Some("parquet")),
            "{read}"
        );
        assert_eq!(read["bytes"].as_u64(), Some(fs::metadata(input(name)).unwrap().len()));
        assert!(read["sha256"].is_string());
        assert_eq!(value["words"]["total"].as_u64(), Some(27));
        let (found, _) = read_as_input(&input(name));
        assert!(found[0].0.ends_with(&format!("{name}:1")) && found[1].0.ends_with(":3"));
        assert_eq!(found[1].1, "رأى الكتاب!");
    }
    let words = |args: &[&str]| {
        let args = [&["words", "--format", "tsv", "-q", "--threads", "2"], args].concat();
        run(&args, input("posts.parquet").parent().unwrap())
    };
    // Found by its first bytes, by its name or number, from standard input or a small file among others.
    let plain = words(&["--lenient", "posts.parquet"]);
    assert_eq!(plain.status.code(), Some(0));
    for args in [
        ["--lenient", "--column", "text", "posts.parquet"].as_slice(),
        &["--lenient", "--column", "2", "--input-format", "parquet", "posts.parquet"],
    ] {
        assert_eq!(words(args).stdout, plain.stdout);
    }
    for (args, said) in [
        (
            ["--column", "body", "posts.parquet"].as_slice(),
            "no column \"body\" (columns here: id, text, tags.list.element)",
        ),
        (&["--column", "id", "posts.parquet"], "the column \"id\" holds int64, not texts"),
        (&["--input-format", "parquet", "plain.txt"], "cannot be read as Parquet: "),
        (&["zstd.parquet"], "after row 0: packed by Zstandard"),
        (&["--strict", "posts.parquet"], "line 2: no text in this row; record skipped"),
    ] {
        let run = words(args);
        assert_eq!(run.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&run.stderr).contains(said), "{args:?}: {run:?}");
    }
}

/// Whatever is damaged, reading ends with a warning that names the file, and what was read before it is given.
#[test]
fn damaged_pages_are_warnings() {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(PARQUET_THREAD) {
            say(panic);
        }
    }));
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("damaged.parquet");
    let mut panicked = Vec::new();
    for name in ["posts.parquet", "gzip.parquet", "lz4.parquet", "one.parquet"] {
        let whole = fs::read(input(name)).unwrap();
        let (expected, _) = read_as_input(&input(name));
        for at in (5..whole.len()).step_by(3) {
            for flip in [0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= flip;
                fs::write(&path, &bytes).unwrap();
                let (found, warnings) = read_as_input(&path);
                assert!(found.len() <= expected.len(), "{name}: {at} {flip}: {} documents", found.len());
                let named = warnings.iter().all(|warning| warning.path.is_some());
                assert!(named, "{name}: {at}: {warnings:?}");
                if warnings.iter().any(|warning| warning.message.starts_with("a page of")) {
                    panicked.push(bytes);
                }
            }
        }
        for length in (5..whole.len()).step_by(7) {
            fs::write(&path, &whole[..length]).unwrap();
            let (_, warnings) = read_as_input(&path);
            assert!(warnings.iter().any(|warning| warning.severity == Severity::Error), "cut at {length}");
        }
    }
    // The command says what is wrong, not where a program broke off; the other inputs are counted.
    fs::write(folder.path().join("a.txt"), "نص آخر").unwrap();
    for bytes in panicked.iter().take(5) {
        fs::write(&path, bytes).unwrap();
        let run = run(&["words", "damaged.parquet", "a.txt", "--format", "tsv", "-q"], folder.path());
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains("mizan: damaged.parquet: a page of the Parquet file is damaged"), "{said}");
        assert!(!said.contains("panic"), "{said}");
        assert!(String::from_utf8_lossy(&run.stdout).contains("نص"));
    }
}
