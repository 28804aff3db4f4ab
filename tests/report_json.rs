//! CSV and JSON: read back by their own readers, the same values as TSV.
#![cfg(feature = "cli")]

use mizan::measure::{Reason, Score};
use mizan::report::{Cell, Column, Lazy, Options, Rows, RowsJson, csv, json, jsonl, number, tsv};
use proptest::prelude::*;
use serde_json::{Value, json};

fn written(write: impl Fn(&mut dyn std::io::Write)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

fn csv_text(rows: &Rows, csv_guard: bool) -> String {
    written(|out| csv::write(rows, &Options { csv_guard, ..Options::default() }, out).unwrap())
}

fn texts(texts: &[&str]) -> Rows {
    let mut rows = Rows::new(vec![Column::arabic("term"), Column::float("value")]);
    for text in texts {
        rows.push(vec![(*text).into(), Cell::Float(-1.5)]);
    }
    rows
}

#[test]
fn csv_to_the_byte() {
    let rows = texts(&["a,b", "say \"x\"", "two\nlines", ""]);
    let expected = "term,value\r\n\"a,b\",-1.5\r\n\"say \"\"x\"\"\",-1.5\r\n\"two\nlines\",-1.5\r\n,-1.5\r\n";
    assert_eq!(csv_text(&rows, true), expected);
    let bom = written(|out| csv::write(&rows, &Options { bom: true, ..Options::default() }, out).unwrap());
    assert_eq!(bom, format!("\u{feff}{expected}"));
}

#[test]
fn csv_guards_formulas_and_nothing_else() {
    let rows = texts(&["=1+1", "+1", "-1", "@x", " =1", "\t=1", "a=1", "'"]);
    let expected = ["'=1+1", "'+1", "'-1", "'@x", "' =1", "'\t=1", "a=1", "'"];
    let text = csv_text(&rows, true);
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let back: Vec<_> = reader.records().map(|record| record.unwrap()).collect();
    assert_eq!(back.iter().map(|record| &record[0]).collect::<Vec<_>>(), expected);
    assert!(back.iter().all(|record| &record[1] == "-1.5"));
    assert!(csv_text(&rows, false).contains("\n=1+1,-1.5"));

    let mut ours = Rows::new(vec![Column::word("root"), Column::arabic("segments")]);
    ours.push(vec![Cell::None, Cell::List(vec![], "+")]);
    ours.push(vec![Cell::None, Cell::List(vec!["-".into(), "x".into()], ";")]);
    assert_eq!(csv_text(&ours, true), "root,segments\r\n-,-\r\n-,'-;x\r\n");
}

fn scored() -> Rows {
    let mut rows = Rows::new(vec![
        Column::integer("rank"),
        Column::measure("mi"),
        Column::arabic("first"),
        Column::measure("g2"),
        Column::arabic("segments"),
        Column::word("root"),
        Column::float("margin"),
    ]);
    rows.push(vec![
        1.into(),
        Score::Value(1.0).into(),
        "\u{202e}\u{1b}\"".into(),
        Score::Count(3).into(),
        Cell::List(vec!["a".into(), "b".into()], "+"),
        Cell::Name("word"),
        Cell::Float(0.25),
    ]);
    rows.push(vec![
        2.into(),
        Reason::ZeroCount.into(),
        "x".into(),
        Cell::Float(f64::INFINITY),
        Cell::List(vec![], "+"),
        Cell::None,
        Reason::Absent.into(),
    ]);
    rows
}

#[test]
fn json_rows_to_the_byte() {
    let text = written(|out| jsonl::write(&scored(), &Options::default(), out).unwrap());
    let first = concat!(
        r#"{"rank":1,"first":""#,
        "\u{202e}",
        r#"\u001b\"","segments":["a","b"],"root":"word","margin":0.25,"#,
        r#""measures":{"mi":1.0,"g2":3},"reasons":{}}"#
    );
    let second = concat!(
        r#"{"rank":2,"first":"x","segments":[],"root":null,"margin":null,"measures":{"mi":null,"g2":null},"#,
        r#""reasons":{"margin":"absent","mi":"zero_count","g2":"infinite"}}"#
    );
    assert_eq!(text, format!("{first}\n{second}\n"));

    let mut plain = Rows::new(vec![Column::word("measure"), Column::float("value")]);
    plain.push(vec![Cell::Name("ttr"), Cell::Float(0.5)]);
    plain.push(vec![Cell::Name("mattr_50"), Reason::TooShort.into()]);
    assert_eq!(
        written(|out| json::write(&plain, &Options::default(), out).unwrap()),
        "[\n  {\n    \"measure\": \"ttr\",\n    \"value\": 0.5\n  },\n  {\n    \"measure\": \"mattr_50\",\n    \
         \"value\": null,\n    \"reasons\": {\n      \"value\": \"too_short\"\n    }\n  }\n]\n"
    );
    // A column `reason` says it already.
    plain.columns.push(Column::word("reason"));
    plain.rows = vec![vec![Cell::Name("x"), Reason::TooShort.into(), Cell::Name(Reason::TooShort.code())]];
    let value = serde_json::to_value(RowsJson(&plain)).unwrap();
    assert_eq!(value, json!([{"measure": "x", "value": null, "reason": "too_short"}]));
}

#[test]
fn rows_stand_inside_a_larger_object_and_stream() {
    #[derive(serde::Serialize)]
    struct Body<'a> {
        total: u64,
        rows: RowsJson<'a>,
    }
    let lazy = Lazy::new(vec![Column::integer("rank")], None, || (1_u64..=3).map(|i| vec![i.into()]));
    let text = serde_json::to_string(&Body { total: 3, rows: RowsJson(&lazy) }).unwrap();
    assert_eq!(text, r#"{"total":3,"rows":[{"rank":1},{"rank":2},{"rank":3}]}"#);
    let empty = Rows::new(vec![Column::integer("rank")]);
    assert_eq!(written(|out| json::write(&empty, &Options::default(), out).unwrap()), "[]\n");
}

#[test]
fn a_write_error_is_passed_on() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (rows, options) = (scored(), Options::default());
    let results = [
        json::write(&rows, &options, &mut Full),
        jsonl::write(&rows, &options, &mut Full),
        csv::write(&rows, &options, &mut Full),
        tsv::write(&rows, &options, &mut Full),
        mizan::report::table::write(&rows, &options, &mut Full),
    ];
    for result in results {
        assert_eq!(result.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    }
}

#[test]
fn powers_of_two_and_their_neighbours_are_spelled_as_json_spells_them() {
    for bits in (0..2047_u64).map(|exponent| exponent << 52) {
        for value in [bits, bits + 1, bits.saturating_sub(1)].map(f64::from_bits) {
            assert_eq!(number::shortest(value).unwrap(), serde_json::to_string(&value).unwrap());
        }
    }
}

proptest! {
    #[test]
    fn numbers_are_spelled_as_json_spells_them(value in prop_oneof![
        any::<f64>(),
        -1e6..1e6_f64,
        -1e18..1e18_f64,
        (0_u64..1 << 54, 0_i32..60).prop_map(|(m, e)| m as f64 * 2_f64.powi(-e)),
        (-1_000_000_i64..1_000_000).prop_map(|i| i as f64),
        (-30_i32..30, 1_u32..9999).prop_map(|(e, m)| f64::from(m) * 10_f64.powi(e)),
    ]) {
        match number::shortest(value) {
            Some(text) => prop_assert_eq!(text, serde_json::to_string(&value).unwrap()),
            None => prop_assert!(!value.is_finite()),
        }
    }

    #[test]
    fn csv_reads_back(cells in prop::collection::vec(any::<String>(), 1..6)) {
        let mut rows = Rows::new((0..cells.len()).map(|i| Column::arabic(i.to_string())).collect());
        rows.push(cells.iter().map(|cell| cell.as_str().into()).collect());
        let text = csv_text(&rows, false);
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(record.iter().collect::<Vec<_>>(), cells);
    }

    #[test]
    fn json_is_the_rows(texts in prop::collection::vec((any::<String>(), any::<u64>(), any::<f64>()), 0..5)) {
        let columns = vec![Column::arabic("term"), Column::integer("count"), Column::measure("mi")];
        let mut rows = Rows::new(columns);
        for (text, count, value) in &texts {
            rows.push(vec![text.as_str().into(), (*count).into(), Cell::float(*value, Reason::LogDomain)]);
        }
        let pretty = written(|out| json::write(&rows, &Options::default(), out).unwrap());
        let lines = written(|out| jsonl::write(&rows, &Options::default(), out).unwrap());
        let back: Vec<Value> = serde_json::from_str(&pretty).unwrap();
        let each: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(&back, &each);
        let expected: Vec<Value> = texts.iter().map(|(text, count, value)| {
            let reasons = if value.is_finite() { json!({}) } else { json!({"mi": "log_domain"}) };
            json!({"term": text, "count": count, "measures": {"mi": value + 0.0}, "reasons": reasons})
        }).collect();
        // The text itself: the reader's floats may differ in the last digit.
        let expected: String = expected.iter().map(|row| format!("{row}\n")).collect();
        prop_assert_eq!(lines, expected);
    }
}
