//! Exact text formats: TSV read back, numbers as JSON prints them, Markdown that keeps its cells.

use mizan::measure::{Reason, Score};
use mizan::report::escape::{escape_cell, escape_markdown, escape_visible};
use mizan::report::{Cell, Column, Lazy, Options, Rows, Source, markdown, number, tsv};
use proptest::prelude::*;

/// The reverse of a TSV cell, from the rules: `\\ \t \n \r \u{hex}`, everything else raw.
fn unescape(cell: &str) -> String {
    let (mut out, mut rest) = (String::new(), cell);
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        match after.next().expect("something follows a backslash") {
            '\\' => out.push('\\'),
            't' => out.push('\t'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            'u' => {
                let (hex, tail) = after.as_str().strip_prefix('{').unwrap().split_once('}').unwrap();
                out.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap());
                after = tail.chars();
            }
            other => panic!("unknown escape {other}"),
        }
        rest = after.as_str();
    }
    out + rest
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        (0x202a_u32..0x206a).prop_map(|c| char::from_u32(c).unwrap().to_string()),
        (0_u32..0xa0).prop_map(|c| char::from_u32(c).unwrap().to_string()),
        (0x600_u32..0x700).prop_map(|c| char::from_u32(c).unwrap().to_string()),
        Just("\\u{202e}".to_owned()),
        Just("\u{1b}[31m".to_owned()),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn sample() -> Rows {
    let mut rows = Rows::new(vec![
        Column::integer("rank"),
        Column::arabic("term"),
        Column::word("kind"),
        Column::arabic("segments"),
        Column::word("root"),
        Column::measure("mi"),
    ]);
    let segments = vec!["\u{648}".to_owned(), "\u{643}".to_owned()];
    rows.push(vec![
        1.into(),
        "a\t|\n".into(),
        Cell::Name("word"),
        Cell::List(segments, "+"),
        Cell::None,
        Score::Value(0.5).into(),
    ]);
    rows.push(vec![
        2.into(),
        "".into(),
        Cell::Name("number"),
        Cell::List(vec![], "+"),
        Cell::None,
        Reason::ZeroCount.into(),
    ]);
    rows.push(vec![
        3.into(),
        "\u{202e}".into(),
        Cell::Name("word"),
        Cell::List(vec!["x".into()], ";"),
        "-".into(),
        Cell::Float(f64::NAN),
    ]);
    rows
}

fn written(write: impl Fn(&mut dyn std::io::Write)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn tsv_to_the_byte() {
    let text = written(|out| tsv::write(&sample(), &Options::default(), out).unwrap());
    let expected = "rank\tterm\tkind\tsegments\troot\tmi\n\
        1\ta\\t|\\n\tword\t\u{648}+\u{643}\t-\t0.5\n\
        2\t\tnumber\t-\t-\tNA\n\
        3\t\\u{202e}\tword\tx\t-\tNA\n";
    assert_eq!(text, expected);
    let options = Options { bom: true, ..Options::default() };
    let marked = written(|out| tsv::write(&sample(), &options, out).unwrap());
    assert_eq!(marked, format!("\u{feff}{expected}"));
}

#[test]
fn no_rows_is_a_header() {
    let rows = Rows::new(vec![Column::integer("rank"), Column::arabic("term")]);
    assert_eq!(written(|out| tsv::write(&rows, &Options::default(), out).unwrap()), "rank\tterm\n");
    let md = written(|out| markdown::write(&rows, &Options::default(), out).unwrap());
    assert_eq!(md, "| rank | term |\n| ---: | :--- |\n");
}

#[test]
fn markdown_to_the_byte() {
    let text = written(|out| markdown::write(&sample(), &Options::default(), out).unwrap());
    let expected = "| rank | term | kind | segments | root | mi |\n\
        | ---: | :--- | :--- | :--- | :--- | ---: |\n\
        | 1 | a \\|<br> | word | \u{648}+\u{643} | - | 0.5 |\n\
        | 2 |  | number | - | - | NA |\n\
        | 3 | \\\\u{202e} | word | x | - | NA |\n";
    assert_eq!(text, expected);
}

#[test]
fn a_stream_is_written_like_rows() {
    let rows = sample();
    let lazy = Lazy::new(rows.columns.clone(), Some(3), || rows.rows.iter().cloned());
    let a = written(|out| tsv::write(&rows, &Options::default(), out).unwrap());
    let b = written(|out| tsv::write(&lazy, &Options::default(), out).unwrap());
    assert_eq!(a, b);
    let source: &dyn Source = &lazy;
    assert_eq!(a, written(|out| tsv::write(source, &Options::default(), out).unwrap()));
}

#[test]
#[should_panic(expected = "one cell for each column")]
fn a_short_row_is_refused() {
    sample().push(vec![]);
}

proptest! {
    #[test]
    fn tsv_cells_read_back(text in hostile()) {
        let escaped = escape_cell(&text);
        prop_assert!(!escaped.contains(forbidden));
        prop_assert_eq!(unescape(&escaped), text);
    }

    #[test]
    fn tsv_keeps_its_grid(cells in prop::collection::vec(hostile(), 3)) {
        let mut rows = Rows::new(["a", "b", "c"].map(Column::arabic).to_vec());
        rows.push(cells.iter().map(|cell| Cell::from(cell.as_str())).collect());
        let text = written(|out| tsv::write(&rows, &Options::default(), out).unwrap());
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap().split('\n').collect();
        prop_assert_eq!(lines.len(), 2);
        let back: Vec<String> = lines[1].split('\t').map(unescape).collect();
        prop_assert_eq!(back, cells);
    }

    #[test]
    fn nothing_a_terminal_obeys(text in hostile()) {
        let shown = escape_visible(&text);
        prop_assert!(!shown.contains(forbidden));
        let marked = shown.contains(['\u{200e}', '\u{200f}', '\u{61c}']);
        prop_assert!(!marked);
    }

    #[test]
    fn markdown_keeps_its_cells(text in hostile()) {
        let escaped = escape_markdown(&text);
        prop_assert!(!escaped.contains(forbidden));
        // Whatever is left of a pipe when escapes are taken away two by two would end the cell.
        prop_assert!(!escaped.replace(r"\\", "").replace(r"\|", "").contains('|'));
    }

    #[test]
    fn machine_numbers_read_back(value in any::<f64>()) {
        match number::shortest(value) {
            Some(text) => prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits()),
            None => prop_assert!(!value.is_finite()),
        }
    }

    #[test]
    fn people_see_four_digits(value in prop_oneof![any::<f64>(), -1e6..1e6_f64]) {
        match number::rounded(value, true) {
            Some(text) => {
                let read: f64 = text.replace(',', "").parse().unwrap();
                prop_assert!((read - value).abs() <= value.abs() * 5.001e-4, "{} as {}", value, text);
            }
            None => prop_assert!(!value.is_finite()),
        }
    }
}
