//! Folding against the data of Unicode: every code point, the normalization test, and time on hostile text.

use std::time::{Duration, Instant};

use mizan::script::{Class, class, is_arabic};
use mizan::{Folding, Normalizer};
use unicode_normalization::char::is_public_assigned;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

const PRESETS: [Folding; 4] = [Folding::SURFACE, Folding::NORMAL, Folding::SEARCH, Folding::FOLDED];

/// Every assigned character, and some of the rest.
fn every_char() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|&c| is_public_assigned(c) || is_arabic(c) || (c as u32).is_multiple_of(64))
}

#[test]
fn every_code_point_by_itself_and_beside_letters() {
    let normalizers = PRESETS.map(Normalizer::new);
    for c in every_char() {
        for text in [c.to_string(), format!("\u{628}{c}\u{627}"), format!("a{c}\u{654}")] {
            for (at, normalizer) in normalizers.iter().enumerate() {
                let once = normalizer.fold(&text);
                assert_eq!(normalizer.fold(&once), once, "{text:?}");
                assert!(unicode_normalization::is_nfc(&once), "{text:?}");
                assert!(once.len() <= 3 * text.len(), "{text:?}");
                for coarser in &normalizers[at..] {
                    assert_eq!(coarser.fold(&once), coarser.fold(&text), "{text:?}");
                }
            }
        }
    }
}

/// What each flag does to a character by itself: no character is claimed by two flags that delete or spell out.
#[test]
fn every_code_point_is_of_one_class() {
    let claims = [
        Folding::CONTROLS,
        Folding::FORMS,
        Folding::LIGATURES,
        Folding::TATWEEL,
        Folding::MARKS,
        Folding::QURANIC,
        Folding::DIGITS,
        Folding::CASE,
        Folding::ALEF | Folding::MAQSURA | Folding::TEH_MARBUTA | Folding::LOOKALIKE | Folding::HAMZA,
        Folding::LOAN_LETTERS,
    ]
    .map(Normalizer::new);
    let nfc = Normalizer::new(Folding::NFC);
    for c in every_char() {
        let text = format!("\u{628}{c}");
        let plain = nfc.fold(&text);
        let plain = plain.as_ref();
        let claimed: Vec<usize> = (0..claims.len()).filter(|&at| claims[at].fold(plain) != plain).collect();
        assert!(claimed.len() <= 1, "{c:?} {:04X} {claimed:?}", c as u32);
    }
}

/// The tables name ranges; here they meet the general category of the Unicode version in use.
#[test]
fn the_marks_and_signs_of_the_arabic_blocks() {
    let normalizer = Normalizer::new(Folding::NORMAL);
    let mut marks = 0;
    for c in every_char().filter(|&c| is_arabic(c)) {
        let gone = normalizer.fold(&c.to_string()).is_empty();
        let category = c.general_category();
        let assigned = is_public_assigned(c);
        if assigned && category == GeneralCategory::NonspacingMark {
            marks += 1;
            assert!(gone, "{:04X} is a mark", c as u32);
            // The alef overlay alone is a mark and of class 0.
            let starts = unicode_normalization::char::canonical_combining_class(c) == 0;
            assert_eq!(starts, c as u32 == 0x10EFC, "{:04X}", c as u32);
        } else if assigned && gone {
            let known = matches!(c as u32, 0x0640 | 0x061C | 0x06DD | 0x06DE | 0x06E5 | 0x06E6 | 0x06E9)
                || matches!(c as u32, 0x08C9 | 0x08E2 | 0x10EC5)
                // Forms that are only marks.
                || matches!(c as u32, 0xFC5E..=0xFC63 | 0xFCF2..=0xFCF4 | 0xFE70..=0xFE7F);
            assert!(known, "{:04X} is no mark but goes", c as u32);
        }
        if assigned && class(c) == Class::Letter && !gone {
            let folded = normalizer.fold(&c.to_string()).into_owned();
            let space = folded.chars().any(|c| c.is_whitespace() || c == '\u{640}');
            assert!(!space, "{:04X} {folded:?}", c as u32);
        }
    }
    assert_eq!(marks, 135, "Unicode has new Arabic marks");
}

fn decode(codes: &str) -> String {
    codes.split(' ').map(|c| char::from_u32(u32::from_str_radix(c, 16).unwrap()).unwrap()).collect()
}

#[test]
fn normalization_test() {
    let pinned = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/ucd/NormalizationTest.txt");
    let file = std::env::var("MIZAN_NORMALIZATION_TEST").unwrap_or_else(|_| pinned.to_owned());
    let file = std::fs::read_to_string(file).unwrap();
    let nfc = Normalizer::new(Folding::NFC);
    let presets = PRESETS.map(Normalizer::new);
    let mut lines = 0;
    for line in file.lines() {
        let line = line.split('#').next().unwrap().trim();
        if line.is_empty() || line.starts_with('@') {
            continue;
        }
        let columns: Vec<String> = line.split(';').take(5).map(decode).collect();
        for form in &columns[..3] {
            assert_eq!(nfc.fold(form), columns[1], "{line}");
            for preset in &presets {
                assert_eq!(preset.fold(form), preset.fold(&columns[0]), "{line}");
            }
        }
        for form in &columns[3..] {
            assert_eq!(nfc.fold(form), columns[3], "{line}");
        }
        assert_eq!(presets[1].fold(&columns[3]), presets[1].fold(&columns[4]), "{line}");
        lines += 1;
    }
    assert!(lines > 3000, "{lines}");
}

/// Twice the text takes about twice the time: a quadratic pass would take minutes here.
#[test]
fn linear_on_hostile_text() {
    let size = 200_000;
    let texts = [
        format!("\u{628}{}", "\u{654}\u{64e}\u{655}".repeat(size / 3)),
        format!("\u{628}{}", "\u{640}".repeat(size)),
        format!("\u{628}{}", "\u{640}\u{654}".repeat(size / 2)),
        "\u{628}a\u{301}".repeat(size / 3),
        "\u{200d}".repeat(size),
        "\u{64e}\u{200d}".repeat(size / 2),
        format!("\u{671}{}", "\u{6de}".repeat(size)),
        format!("\u{671}\u{6e1}{}", "\u{640}\u{670}".repeat(size / 2)),
        format!("\u{671}\u{6e1}\u{628}{}", "\u{654}".repeat(size)),
        format!("a{}", "\u{315}\u{300}\u{5ae}".repeat(size / 3)),
        "\u{1100}\u{1161}\u{11a8}".repeat(size / 3),
        "\u{fdf2}\u{fc5e}".repeat(size / 2),
    ];
    for folding in [Folding::FOLDED, Folding::NFC, Folding::FOLDED | Folding::UTHMANI | Folding::REPEAT] {
        let normalizer = Normalizer::new(folding);
        for text in &texts {
            let start = Instant::now();
            let folded = normalizer.normalize(text);
            let end = folded.text.len();
            assert_eq!(folded.alignment.to_source(0..end), 0..text.len());
            let took = start.elapsed();
            assert!(
                took < Duration::from_secs(2),
                "{took:?} for {:?}…",
                text.chars().take(4).collect::<String>()
            );
        }
    }
}
