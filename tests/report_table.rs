//! The terminal table: nothing passes that a terminal obeys, every isolate is closed, every line is as wide as
//! the others.
#![cfg(feature = "cli")]

use mizan::measure::Reason;
use mizan::report::{Bidi, Cell, Column, Digits, Lazy, Options, Rows, bars, table};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

fn table(rows: &Rows, options: &Options) -> String {
    let mut out = Vec::new();
    table::write(rows, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn isolate() -> Options {
    Options { bidi: Bidi::Isolate, ..Options::default() }
}

fn words(terms: &[&str]) -> Rows {
    let mut rows = Rows::new(vec![
        Column::integer("rank"),
        Column::arabic("term"),
        Column::integer("count"),
        Column::measure("mi"),
    ]);
    for (at, term) in terms.iter().enumerate() {
        let at = at as u64 + 1;
        rows.push(vec![at.into(), (*term).into(), (1200 * at).into(), Cell::Float(1.0 / at as f64)]);
    }
    rows
}

#[test]
fn to_the_byte() {
    let mut rows = words(&["\u{643}\u{62a}\u{627}\u{628}", "ab"]);
    rows.rows[1][3] = Reason::ZeroCount.into();
    let expected = format!(
        "rank  count     mi  term\n   1  1,200  1.000  {FSI}\u{643}\u{62a}\u{627}\u{628}{PDI}\n   2  2,400     NA  {FSI}ab{PDI}  \n"
    );
    assert_eq!(table(&rows, &isolate()), expected);
    let lrm = Options { bidi: Bidi::Lrm, ..isolate() };
    assert_eq!(table(&rows, &lrm), expected.replace([FSI, PDI], "\u{200e}"));
    for bidi in [Bidi::None, Bidi::Auto] {
        assert_eq!(table(&rows, &Options { bidi, ..isolate() }), expected.replace([FSI, PDI], ""));
    }
    let color = Options { color: true, ..isolate() };
    assert_eq!(
        table(&rows, &color),
        expected.replacen("rank  count     mi  term", "\u{1b}[1mrank  count     mi  term\u{1b}[0m", 1)
    );
}

#[test]
fn auto_is_resolved_by_the_caller() {
    assert_eq!(Bidi::Auto.resolve(true), Bidi::Isolate);
    assert_eq!(Bidi::Auto.resolve(false), Bidi::None);
    assert_eq!(Bidi::Lrm.resolve(false), Bidi::Lrm);
}

#[test]
fn hostile_cells_are_shown() {
    let text = table(&words(&["\u{202e}x", "\u{1b}[31m", "a\u{2069}b\nc"]), &isolate());
    for shown in [r"\u{202e}x", r"\u{1b}[31m", r"a\u{2069}b\u{a}c"] {
        assert!(text.contains(&format!("{FSI}{shown}{PDI}")), "{text}");
    }
    assert_eq!(text.lines().count(), 4);
}

#[test]
fn arabic_digits_are_isolated_too() {
    let options = Options { digits: Digits::Arabic, ..isolate() };
    let text = table(&words(&["x"]), &options);
    assert!(text.contains(&format!("{FSI}\u{661}\u{66c}\u{662}\u{660}\u{660}{PDI}")), "{text}");
    assert!(text.contains(&format!("{FSI}\u{661}\u{66b}\u{660}\u{660}\u{660}{PDI}")), "{text}");
}

#[test]
fn arabic_columns_go_last_in_order() {
    let names = ["left", "n", "node", "kind", "right"];
    let kinds = [Column::arabic, Column::integer, Column::arabic, Column::word, Column::arabic];
    let columns = names.into_iter().zip(kinds).map(|(name, kind)| kind(name)).collect();
    let text = table(&Rows::new(columns), &isolate());
    assert_eq!(text, "n  kind  left  node  right\n");
}

#[test]
fn rows_beyond_the_limit_are_counted() {
    let terms: Vec<String> = (0..1254).map(|i| i.to_string()).collect();
    let mut rows = words(&terms.iter().map(String::as_str).collect::<Vec<_>>());
    let last = |rows: &Rows, options: &Options| table(rows, options).lines().last().unwrap().to_owned();
    assert_eq!(last(&rows, &isolate()), "… 1,234 more rows; --limit N or --format tsv shows them");
    assert_eq!(table(&rows, &isolate()).lines().count(), 22);
    let options = Options { table_rows: Some(1253), ..isolate() };
    assert_eq!(last(&rows, &options), "… 1 more row; --limit N or --format tsv shows it");
    let all = Options { table_rows: None, ..isolate() };
    assert_eq!(table(&rows, &all).lines().count(), 1255);
    rows.rows.truncate(5);
    assert_eq!(table(&rows, &isolate()).lines().count(), 6);
    rows.left_out = 7;
    assert_eq!(last(&rows, &isolate()), "… 7 more rows; --limit N or --format tsv shows them");

    let made = std::cell::Cell::new(0);
    for (total, walked) in [(Some(100), 21), (None, 100)] {
        made.set(0);
        let lazy = Lazy::new(vec![Column::integer("rank")], total, || {
            (0_u64..100).map(|i| {
                made.set(made.get() + 1);
                vec![i.into()]
            })
        });
        let mut out = Vec::new();
        table::write(&lazy, &isolate(), &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("… 80 more rows"));
        assert_eq!(made.get(), walked);
    }
}

#[test]
fn long_text_is_cut_to_the_terminal() {
    let marked = "\u{628}\u{651}\u{64e}".repeat(100);
    let options = Options { width: Some(40), ..isolate() };
    let text = table(&words(&[&marked, "x"]), &options);
    assert!(text.lines().all(|line| line.width() == 40), "{text}");
    assert!(text.contains(&format!("\u{628}\u{651}\u{64e}…{PDI}")));
    assert!(!table(&words(&[&marked]), &isolate()).contains('…'));
}

#[test]
fn labels_of_bars_are_safe() {
    let text = bars(&[("\u{1b}\u{643}", 3), ("b", 1)], 10, &isolate());
    assert!(text.contains(&format!("{FSI}\\u{{1b}}\u{643}{PDI} ██████████ {FSI}3{PDI}\n")), "{text}");
    let widths: Vec<usize> = text.lines().map(UnicodeWidthStr::width).collect();
    assert_eq!(widths[0], widths[1]);
}

fn hostile() -> impl Strategy<Value = String> {
    let from = |range: std::ops::Range<u32>| range.prop_filter_map("a character", char::from_u32);
    let piece = prop_oneof![
        any::<char>(),
        from(0..0x100),
        from(0x600..0x700),
        from(0x2000..0x2070),
        from(0x1100..0x1200),
        from(0xfe00..0xfe10),
        from(0x1f1e6..0x1f200),
        from(0x1f3f0..0x1f480),
        prop::sample::select(vec![
            '\u{644}', '\u{627}', '\u{200d}', '\u{fdfd}', '\u{338}', '=', '\u{20e3}', '1', '\u{feff}'
        ]),
    ];
    prop::collection::vec(piece, 0..24).prop_map(String::from_iter)
}

/// No control passes, and no bidi control but the ones that set texts off.
fn allowed(c: char, bidi: Bidi) -> bool {
    match c {
        FSI | PDI => bidi == Bidi::Isolate,
        '\u{200e}' => bidi == Bidi::Lrm,
        '\u{2028}'
        | '\u{2029}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'
        | '\u{2067}' => false,
        other => !other.is_control(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn the_table_holds_for_any_text(
        cells in prop::collection::vec((hostile(), hostile(), any::<f64>(), any::<u64>()), 0..6),
        name in hostile(),
        width in prop::option::of(0_usize..90),
        arabic in any::<bool>(),
        bidi in prop::sample::select(vec![Bidi::Isolate, Bidi::Lrm, Bidi::None]),
    ) {
        let columns = vec![Column::arabic("left"), Column::word("name"), Column::measure("mi"), Column::integer("n"), Column::arabic(name)];
        let mut rows = Rows::new(columns);
        for (a, b, value, count) in cells {
            let list = Cell::List(vec![b.clone(), a.clone()], "+");
            rows.push(vec![a.into(), list, Cell::float(value, Reason::Infinite), count.into(), b.into()]);
        }
        let digits = if arabic { Digits::Arabic } else { Digits::Western };
        let text = table(&rows, &Options { bidi, digits, width, ..Options::default() });
        prop_assert!(text.ends_with('\n'));
        let lines: Vec<&str> = text.strip_suffix('\n').unwrap().split('\n').collect();
        prop_assert_eq!(lines.len(), rows.rows.len() + 1);
        for line in &lines {
            let mut open = 0;
            for c in line.chars() {
                prop_assert!(allowed(c, bidi), "{:?}", lines);
                open += i32::from(c == FSI) - i32::from(c == PDI);
                prop_assert!((0..=1).contains(&open));
            }
            prop_assert_eq!(open, 0);
            prop_assert_eq!(line.width(), lines[0].width(), "{:?}", lines);
            let nothing_isolated = line.contains(&[FSI, PDI].map(String::from).concat());
            prop_assert!(!nothing_isolated);
        }
    }
}
