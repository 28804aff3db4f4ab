//! The hot path against its specification: unicode-segmentation, and the rules of UAX #29 where that crate leaves
//! them. `MIZAN_BLESS=1` rewrites the table of classes.

use mizan::scan::{Isa, Scanner, WordBreak, WordClass, segments};
use std::path::Path;
use unicode_segmentation::UnicodeSegmentation;

/// Every code point; surrogates are none.
fn every_char() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// What unicode-segmentation does with `c` beside a character of each class tells its class.
fn class_of(c: char) -> u8 {
    let one = |text: String| text.split_word_bounds().count() == 1;
    let beside = |left: &str, right: &str| one(format!("{left}{c}{right}"));
    let class = if c == '\r' {
        WordBreak::Cr
    } else if c == '\n' {
        WordBreak::Lf
    } else if c == '\u{200D}' {
        WordBreak::Zwj
    } else if !beside("", "\u{301}") {
        WordBreak::Newline
    } else if beside("!", "") {
        WordBreak::Extend
    } else if beside("א\"", "") {
        WordBreak::Hebrew
    } else if beside("a:", "") {
        WordBreak::Letter
    } else if beside("1,", "") {
        WordBreak::Numeric
    } else if beside("a", "") {
        WordBreak::ExtendNumLet
    } else if beside("ア", "") {
        WordBreak::Katakana
    } else if beside("א", "") {
        WordBreak::SingleQuote
    } else if beside("א", "א") && !beside("a", "a") {
        WordBreak::DoubleQuote
    } else if beside("a", "a") && beside("1", "1") {
        WordBreak::MidNumLet
    } else if beside("a", "a") {
        WordBreak::MidLetter
    } else if beside("1", "1") {
        WordBreak::MidNum
    } else if beside(" ", "") {
        WordBreak::Space
    } else if beside("\u{1F1E6}", "") {
        WordBreak::Regional
    } else {
        WordBreak::Other
    };
    let alphanumeric = c.to_string().unicode_words().next().is_some();
    let pictograph = class != WordBreak::Extend && class != WordBreak::Zwj && beside("\u{200D}", "");
    class as u8 | u8::from(alphanumeric) << 5 | u8::from(pictograph) << 6
}

#[test]
fn the_table_is_what_unicode_segmentation_does() {
    let mut classes = vec![0u8; 0x11_0000];
    for c in every_char() {
        classes[c as usize] = class_of(c);
    }
    let (mut index, mut rows): (Vec<u8>, Vec<&[u8]>) = (Vec::new(), Vec::new());
    for block in classes.chunks(128) {
        let row = rows.iter().position(|row| *row == block).unwrap_or_else(|| {
            rows.push(block);
            rows.len() - 1
        });
        index.push(u8::try_from(row).expect("at most 256 rows"));
    }
    let table = [index, rows.concat()].concat();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/scan/class.bin");
    if std::env::var_os("MIZAN_BLESS").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    assert!(std::fs::read(&path).unwrap() == table, "run MIZAN_BLESS=1 cargo test --test scan");
    for c in every_char() {
        assert_eq!(WordClass::of(c).is_alphanumeric(), classes[c as usize] & 0x20 != 0);
    }
}

/// The words of every kernel, one beside the other.
fn assert_words(text: &str, expected: &[(usize, usize)]) {
    for isa in Isa::available() {
        let found: Vec<_> = Scanner::new(isa).scan(text).map(|word| (word.start, word.end)).collect();
        if found != expected {
            let first = found
                .iter()
                .zip(expected)
                .position(|(a, b)| a != b)
                .unwrap_or(found.len().min(expected.len()));
            let at = expected.get(first).or(found.get(first)).map_or(0, |word| word.0);
            let from = (0..=at.saturating_sub(80)).rev().find(|&place| text.is_char_boundary(place));
            let near: String = text[from.unwrap_or(0)..].chars().take(120).collect();
            panic!(
                "{}: word {first} is {:?}, should be {:?} in {near:?}",
                isa.name(),
                found.get(first),
                expected.get(first)
            );
        }
    }
}

/// Held against unicode-segmentation.
fn assert_equal(text: &str) {
    let expected: Vec<_> =
        text.unicode_word_indices().map(|(start, word)| (start, start + word.len())).collect();
    assert_words(text, &expected);
}

/// Held against the rules one by one.
fn assert_by_rules(text: &str) {
    let mut start = 0;
    let mut expected = Vec::new();
    for (end, is_word) in segments(text) {
        if is_word {
            expected.push((start, end));
        }
        start = end;
    }
    assert_words(text, &expected);
}

#[test]
fn every_character_in_context() {
    let mut texts = [String::new(), String::new()];
    for c in every_char() {
        let text = &mut texts[usize::from(c == '\u{200D}')];
        *text += &format!("ب{c}ب {c} a{c}a 1{c}1 ب{c}\u{64E}ب _{c}_ \n{c}\u{64E} . {c}{c}ب.{c}ب\n؟ ");
        if text.len() > 100_000 {
            assert_equal(text);
            text.clear();
        }
    }
    assert_equal(&texts[0]);
    assert_by_rules(&texts[1]);
}

/// A character of each kind that any rule tells from the others.
const KINDS: [&str; 27] = [
    "ب", "ـ", "a", "é", "\u{B8}", "1", "٣", "٫", "\u{64E}", "\u{200F}", "\u{308}", ".", ":", ",", "،", "'",
    "’", "_", "\u{202F}", " ", "!", "\n", "א", "\"", "ア", "漢", "🇦",
];

#[test]
fn every_three_kinds() {
    let mut text = String::new();
    for at in 0..KINDS.len().pow(3) {
        if at % KINDS.len() == 0 {
            text.push_str("\n؟ ");
        }
        for place in 0..3 {
            text.push_str(KINDS[at / KINDS.len().pow(place) % KINDS.len()]);
        }
        text.push_str(" ب؛");
        if text.len() > 20_000 {
            assert_equal(&text);
            text.clear();
        }
    }
    assert_equal(&text);
}

/// A generator of numbers, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }

    /// A text of characters that meet every rule, in runs of every length.
    fn text(&mut self, kinds: &[&str]) -> String {
        let mut text = String::new();
        let mut few: Vec<&str> = (0..1 + self.roll(6)).map(|_| kinds[self.roll(kinds.len())]).collect();
        for _ in 0..self.roll(400) {
            match self.roll(60) {
                0 => few = (0..1 + self.roll(6)).map(|_| kinds[self.roll(kinds.len())]).collect(),
                1 => text.push_str(&few[self.roll(few.len())].repeat(self.roll(150))),
                2 => text.extend(char::from_u32(self.roll(0x11_0000) as u32)),
                3 => text.extend(char::from_u32(self.roll(0x3000) as u32)),
                _ => text.push_str(few[self.roll(few.len())]),
            }
        }
        text
    }
}

#[test]
fn random_texts() {
    let mut dice = Dice(1);
    for _ in 0..3_000 {
        let text = dice.text(&KINDS).replace('\u{200D}', "");
        assert_equal(&text);
    }
}

#[test]
fn random_texts_with_joiners() {
    let kinds = [&KINDS[..], &["\u{200D}", "\u{200D}", "🛑", "©", "👩"]].concat();
    let mut dice = Dice(2);
    for _ in 0..2_000 {
        assert_by_rules(&dice.text(&kinds));
    }
}

/// The pinned file, or the one in the folder `MIZAN_UCD`: its lines, and for each the ends of its segments.
fn conformance(name: &str) -> Option<Vec<(String, Vec<usize>)>> {
    let pinned = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/ucd").join(name);
    let path = std::env::var_os("MIZAN_UCD").map(|folder| Path::new(&folder).join(name)).unwrap_or(pinned);
    let file = std::fs::read_to_string(path).ok()?;
    let line = |line: &str| {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for mark in line.split_whitespace() {
            match mark {
                "÷" if !text.is_empty() => ends.push(text.len()),
                "÷" | "×" => {}
                code => text.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap()),
            }
        }
        (text, ends)
    };
    let lines = file.lines().map(|line| line.split('#').next().unwrap().trim());
    Some(lines.filter(|text| !text.is_empty()).map(line).collect())
}

#[test]
fn the_rules_pass_the_conformance_files() {
    let mut lines = conformance("WordBreakTest.txt").or_else(|| conformance("WordBreakTest_17.txt")).unwrap();
    assert_eq!(lines.len(), 1944);
    match conformance("WordBreakRandomTest_17.txt") {
        Some(random) => lines.extend(random),
        None => println!("skipped: WordBreakRandomTest_17.txt is not in MIZAN_UCD"),
    }
    for (text, ends) in lines {
        let found: Vec<_> = segments(&text).map(|(end, _)| end).collect();
        assert_eq!(found, ends, "{text:?}");
        assert_by_rules(&text);
    }
}

#[test]
fn a_word_is_odd_if_it_is_more_than_arabic_letters_and_marks() {
    let kinds =
        ["ب", "ت", "بَّ", "ب\u{200F}", ".", ":", "،", " ", "!", "\n", "1", "a", "é", "٣", "ـ", "_", "ﷺ"];
    let is_odd = |c: char| matches!(c, '1' | 'a' | 'é' | '٣' | 'ـ' | '_' | 'ﷺ');
    let mut dice = Dice(3);
    for _ in 0..2_000 {
        let rare = dice.roll(20) + 1;
        let text: String = (0..dice.roll(300))
            .map(|_| kinds[if dice.roll(rare) > 0 { dice.roll(10) } else { dice.roll(17) }])
            .collect();
        let text = text.replace(" _", " ").replace("\n_", "");
        for isa in Isa::available() {
            for word in Scanner::new(isa).scan(&text) {
                let word_text = &text[word.start..word.end];
                let expected = word_text.contains(is_odd);
                assert!(word.is_odd || !expected, "{} {word_text:?} in {text:?}", isa.name());
                // A word that begins with what makes none by itself needs the rules, and those before it.
                assert!(
                    !word.is_odd || expected || text.contains('_'),
                    "{} {word_text:?} in {text:?}",
                    isa.name()
                );
            }
        }
    }
}

#[test]
fn long_and_odd_texts() {
    // 64 and 58 edges in a block: more than any real text has.
    let crowded = ["a ".repeat(29), "      ".to_owned()].concat();
    for unit in [
        "a ",
        &crowded,
        "ب",
        "\u{64E}",
        "\u{200F}",
        " ",
        ".",
        "ب.",
        "1,",
        "漢",
        "ア",
        "א\"",
        "_",
        "a\u{200D}",
        "ب a",
        "\n\u{64E}",
    ] {
        let text = unit.repeat(20_000);
        if unit.contains('\u{200D}') {
            assert_by_rules(&text)
        } else {
            assert_equal(&text)
        };
        assert_equal(&format!("ب.{}", unit.replace('\u{200D}', "").repeat(1000)));
    }
}

#[test]
#[ignore = "real text, by MIZAN_CORPUS=path"]
fn real_text() {
    let path = std::env::var("MIZAN_CORPUS").expect("MIZAN_CORPUS names a file");
    let text = std::fs::read_to_string(path).unwrap();
    assert_equal(&text);
}
