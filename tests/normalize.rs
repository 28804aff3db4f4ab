//! Folding: worked cases, each a trap that some program falls into.

use mizan::normalize::{FLAGS, Folding, Normalizer};
use mizan::script;

fn fold(folding: Folding, text: &str) -> String {
    Normalizer::new(folding).fold(text).into_owned()
}

#[test]
fn presets_on_plain_words() {
    for (text, normal, search, folded) in [
        ("كتاب", "كتاب", "كتاب", "كتاب"),
        ("كِـتَابٌ", "كتاب", "كتاب", "كتاب"),
        ("إلى", "إلى", "الي", "الي"),
        ("مدرسة", "مدرسة", "مدرسه", "مدرسه"),
        ("مؤمن", "مؤمن", "مؤمن", "مومن"),
        ("سُئِلَ", "سئل", "سئل", "سيل"),
        ("آمَنَ", "آمن", "امن", "امن"),
        ("٣٫٥", "٣٫٥", "3٫5", "3٫5"),
        ("Été", "été", "été", "été"),
        ("ک", "ک", "ك", "ك"),
    ] {
        assert_eq!(fold(Folding::NORMAL, text), normal, "{text}");
        assert_eq!(fold(Folding::SEARCH, text), search, "{text}");
        assert_eq!(fold(Folding::FOLDED, text), folded, "{text}");
        assert_eq!(fold(Folding::NONE, text), text);
    }
}

#[test]
fn a_decomposed_hamza_survives_the_loss_of_marks() {
    for (decomposed, whole) in [
        ("سا\u{654}ل", "سأل"),
        ("ا\u{653}من", "آمن"),
        ("سي\u{654}ل", "سئل"),
        ("ا\u{655}لى", "إلى"),
        ("مو\u{654}من", "مؤمن"),
        // A mark, an invisible character, a tatweel between letter and hamza.
        ("سا\u{6e4}\u{654}ل", "سأل"),
        ("سا\u{200d}\u{654}ل", "سأل"),
        ("سا\u{64e}\u{654}ل", "سأل"),
    ] {
        assert_eq!(fold(Folding::NORMAL, decomposed), whole, "{}", decomposed.escape_unicode());
    }
}

#[test]
fn a_tatweel_with_hamza_is_a_letter() {
    assert_eq!(fold(Folding::NORMAL, "يَسْـَٔلُونَ"), "يسءلون");
    assert_eq!(fold(Folding::NORMAL, "كتـــاب"), "كتاب");
    assert_eq!(fold(Folding::NORMAL, "ـ"), "");
}

#[test]
fn a_fold_is_not_undone_by_composition() {
    assert_eq!(fold(Folding::SEARCH, "ا\u{654}\u{654}"), "ا");
    assert_eq!(fold(Folding::FOLDED, "و\u{654}\u{654}"), "و");
    let alef_alone = Folding::ALEF;
    assert_eq!(fold(alef_alone, &fold(alef_alone, "ا\u{654}\u{654}")), "ا");
}

#[test]
fn forms_and_ligatures() {
    assert_eq!(fold(Folding::SURFACE, "ﻣﺆﻣﻦ"), "مؤمن");
    assert_eq!(fold(Folding::SURFACE, "\u{fef7}"), "لأ");
    assert_eq!(fold(Folding::SURFACE, "ب\u{fe77}"), "ب\u{64e}");
    assert_eq!(fold(Folding::SURFACE, "ب\u{fe76}"), "ب\u{64e}");
    assert_eq!(fold(Folding::SURFACE, "ب\u{fe73}"), "ب");
    assert_eq!(fold(Folding::NORMAL, "\u{fdf2}"), "الله");
    assert_eq!(fold(Folding::NORMAL, "\u{fdfc}"), "ريال");
    assert_eq!(fold(Folding::SURFACE, "\u{fdf2}"), "\u{fdf2}");
    for phrase in ["\u{fdfa}", "\u{fdfb}", "\u{fdfd}"] {
        assert_eq!(fold(Folding::FOLDED, phrase), phrase);
    }
}

#[test]
fn joiners_go_beside_arabic_and_stay_in_emoji() {
    assert_eq!(fold(Folding::NORMAL, "می\u{200c}خواهم"), "میخواهم");
    assert_eq!(fold(Folding::NORMAL, "👩\u{200d}🔬"), "👩\u{200d}🔬");
    assert_eq!(fold(Folding::NORMAL, "❤\u{fe0f}"), "❤\u{fe0f}");
    assert_eq!(fold(Folding::NORMAL, "\u{feff}كتاب\u{200f}"), "كتاب");
    // U+200B parts words: it is no business of a folding.
    assert_eq!(fold(Folding::NORMAL, "كت\u{200b}اب"), "كت\u{200b}اب");
}

#[test]
fn other_languages_letters_fold_through() {
    assert_eq!(fold(Folding::SEARCH, "\u{6d3}"), "ئ");
    assert_eq!(fold(Folding::FOLDED, "\u{6d3}"), "ي");
    assert_eq!(fold(Folding::SEARCH, "\u{6c3}"), "ه");
    assert_eq!(fold(Folding::NORMAL | Folding::LOAN_LETTERS, "گچپڤ"), "كجبف");
    assert_eq!(fold(Folding::NORMAL | Folding::REPEAT, "جمييييل"), "جمييل");
    assert_eq!(fold(Folding::NORMAL, "İ"), "i\u{307}");
}

#[test]
fn lucene_repairs_nothing() {
    assert_eq!(fold(Folding::LUCENE, "إِلَى الْمَدْرَسَةِ ٱ ٣ A"), "الي المدرسه ٱ 3 a");
    assert_eq!(fold(Folding::LUCENE, "ﻣ"), "ﻣ");
    assert_eq!(fold(Folding::LUCENE, "سا\u{654}ل"), "سا\u{654}ل");
}

#[test]
fn uthmani_spelling_becomes_modern() {
    let modern = Folding::NORMAL | Folding::UTHMANI;
    for (uthmani, expected) in [
        ("ٱلْكِتَـٰبُ", "الكتاب"),
        ("ذَٰلِكَ", "ذلك"),
        ("ٱلصَّلَوٰةَ", "الصلاة"),
        ("ٱلرَّحْمَـٰنِ", "الرحمن"),
        ("ٱلسَّمَآءِ", "السماء"),
        ("ٱلضَّآلِّينَ", "الضالين"),
        ("ءَامَنُوا۟", "آمنوا"),
        ("أُو۟لَـٰٓئِكَ", "أولئك"),
        ("لَهُۥ", "له"),
        ("دَاوُۥدَ", "داوود"),
        ("يَسْـَٔلُونَكَ", "يسألونك"),
        ("شَيْـًٔا", "شيئا"),
        ("هُدًى", "هدى"),
    ] {
        assert_eq!(fold(modern, uthmani), expected, "{uthmani}");
    }
}

#[test]
fn the_way_back() {
    let normal = Normalizer::new(Folding::NORMAL);
    let text = "كِـتَابٌ";
    let normalized = normal.normalize(text);
    assert_eq!(normalized.text, "كتاب");
    assert_eq!(normalized.alignment.to_source(0..8), 0..text.len());
    // The first letter with its kasra and the tatweel.
    assert_eq!(normalized.alignment.to_source(0..2), 0..6);
    assert_eq!(normalized.alignment.to_source(2..4), 6..10);
    let ligature = normal.normalize("\u{fdf2}");
    for part in [0..2, 2..4, 0..8, 6..8] {
        assert_eq!(ligature.alignment.to_source(part), 0..3);
    }
    let leading = normal.normalize("\u{200f}كت");
    assert_eq!(leading.alignment.to_source(0..2), 0..5);
    let unchanged = normal.normalize("كتاب");
    assert_eq!(unchanged.alignment.to_source(2..4), 2..4);
    let emptied = normal.normalize("ـ");
    assert_eq!((emptied.text.as_ref(), emptied.audit.tokens_emptied), ("", 1));
}

#[test]
fn the_audit_adds_up() {
    let audit = Normalizer::new(Folding::NORMAL).normalize("كِـتَابٌ").audit;
    assert_eq!((audit.chars_in, audit.chars_out, audit.bytes_in, audit.bytes_out), (8, 4, 16, 8));
    let count = |folding: Folding| folding.iter().map(|flag| audit.per_flag[flag.index()]).sum::<u64>();
    assert_eq!((count(Folding::MARKS), count(Folding::TATWEEL), count(Folding::NORMAL)), (3, 1, 4));
    assert_eq!(audit.per_code_point.values().sum::<u64>(), 4);
    let mut twice = audit.clone();
    twice.scale(2);
    let mut sum = audit.clone();
    sum.merge(&audit);
    assert_eq!(twice, sum);
}

#[test]
fn names_are_read() {
    assert_eq!(Folding::parse("search").unwrap(), Folding::SEARCH);
    assert_eq!(Folding::parse("alef,maqsura").unwrap(), Folding::NORMAL | Folding::ALEF | Folding::MAQSURA);
    assert_eq!(Folding::parse("none,digits").unwrap(), Folding::DIGITS);
    assert_eq!(Folding::parse("lucene").unwrap().preset_name(), Some("lucene"));
    let error = Folding::parse("alif").unwrap_err();
    assert!(error.help().unwrap().starts_with("did you mean alef?"), "{:?}", error.help());
    for (at, flag) in FLAGS.iter().enumerate() {
        assert_eq!(
            (flag.index(), Folding::parse(&format!("none,{}", flag.name())).unwrap().iter().count()),
            (at, 1)
        );
    }
}

/// Every mark of the Arabic blocks goes under `normal`, every letter stays or becomes letters, and nothing that can
/// be seen becomes white space.
#[test]
fn every_code_point_under_normal() {
    let normal = Normalizer::new(Folding::NORMAL);
    let mut marks = 0;
    for c in '\0'..=char::MAX {
        let text = c.to_string();
        let folded = normal.fold(&text);
        assert_eq!(normal.fold(&folded), folded, "U+{:04X}", c as u32);
        assert!(c.is_whitespace() || !folded.contains(char::is_whitespace), "U+{:04X}", c as u32);
        if script::is_arabic(c) && script::is_mark(c) {
            marks += 1;
            assert_eq!(folded, "", "U+{:04X}", c as u32);
        }
        if script::is_arabic_letter(c) && folded.is_empty() {
            // Tatweel, small letters, and forms of marks.
            let expected = matches!(c as u32, 0x640 | 0x6e5 | 0x6e6 | 0x8c9 | 0x10ec5)
                || matches!(c as u32, 0xfc5e..=0xfc63 | 0xfcf2..=0xfcf4 | 0xfe70..=0xfe7f);
            assert!(expected, "U+{:04X} vanishes", c as u32);
        }
    }
    assert!(marks >= 130, "{marks} marks");
}

/// NFC against the test file of UAX #15, as far as it stands in the repository.
#[test]
fn composition_passes_the_normalization_test() {
    let file = include_str!("../seeds/ucd/NormalizationTest.txt");
    let nfc = Normalizer::new(Folding::NFC);
    let surface = Normalizer::new(Folding::SURFACE);
    let normal = Normalizer::new(Folding::NORMAL);
    let mut lines = 0;
    for line in file.lines().filter(|line| !line.starts_with(['#', '@']) && !line.is_empty()) {
        let columns: Vec<String> = line
            .split(';')
            .take(5)
            .map(|column| {
                let codes = column.split_whitespace().map(|code| u32::from_str_radix(code, 16).unwrap());
                codes.map(|code| char::from_u32(code).unwrap()).collect()
            })
            .collect();
        let [c1, c2, c3, c4, c5] = columns.as_slice() else { panic!("{line}") };
        for (source, composed) in [(c1, c2), (c2, c2), (c3, c2), (c4, c4), (c5, c4)] {
            assert_eq!(nfc.fold(source), composed.as_str(), "{line}");
        }
        assert_eq!(surface.fold(c1), surface.fold(c3), "{line}");
        assert_eq!(normal.fold(c1), normal.fold(c2), "{line}");
        assert_eq!(normal.fold(c1), normal.fold(c3), "{line}");
        assert_eq!(normal.fold(c4), normal.fold(c5), "{line}");
        lines += 1;
    }
    assert!(lines > 2000, "{lines} lines");
}
