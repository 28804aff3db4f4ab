//! Folding, case by case: every trap of the order, the presets, names, offsets, audits.

use std::borrow::Cow;

use mizan::normalize::{Audit, FLAG_COUNT, FLAGS, Flag, PRESETS};
use mizan::{Folding, Normalizer};

/// `kitāb` with kasra, tatweel, fatha and tanwin: 16 bytes.
const KITAB: &str = "\u{643}\u{650}\u{640}\u{62a}\u{64e}\u{627}\u{628}\u{64c}";

fn fold(folding: Folding, text: &str) -> String {
    Normalizer::new(folding).fold(text).into_owned()
}

/// Each row gives folding, text and result in code points, and why.
#[test]
fn cases() {
    let decode = |codes: &str| -> String {
        codes
            .split_whitespace()
            .map(|c| char::from_u32(u32::from_str_radix(c, 16).unwrap()).unwrap())
            .collect()
    };
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        let [folding, text, expected, why] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (text, expected) = (decode(text), decode(expected));
        assert_eq!(fold(Folding::parse(folding).unwrap(), &text), expected, "{folding}: {why}");
    }
}

/// Folding | text | result | why.
const CASES: &str = "
normal | 0633 0627 0654 0644 | 0633 0623 0644 | decomposed hamza survives the deletion of marks
normal | 0627 0653 0645 0646 | 0622 0645 0646 | and so does madda
normal | 0633 064A 0654 0644 | 0633 0626 0644 | on yeh
normal | 0627 0655 0644 0649 | 0625 0644 0649 | below alef
normal | 0645 0648 0654 0645 0646 | 0645 0624 0645 0646 | on waw
normal | 0627 06E4 0654 | 0623 | a mark between letter and hamza goes before composition
normal | 0627 200F 0654 | 0623 | and so does a control
normal | 0627 0640 0654 | 0627 0621 | a hamza on tatweel is a letter
normal | 064A 0633 0640 064E 0654 0644 | 064A 0633 0621 0644 | tatweel does not leave its hamza to the letter before
normal | 0627 0640 0653 0628 | 0627 0628 | a madda on tatweel goes
tatweel | 0628 0640 064E | 0628 | other marks move to the letter before
surface | 0628 0640 064E | 0628 0640 064E | surface keeps tatweel and marks
surface | 0628 0651 064E | 0628 064E 0651 | canonical order of marks
search | 0627 0654 0654 | 0627 | composing cannot undo a folding
search | 06D2 0654 | 0626 | yeh barree with hamza by look-alike
folded | 06D3 | 064A | and then by hamza
search | 06C3 | 0647 | teh marbuta goal in two steps
search | 0671 0628 0649 0629 | 0627 0628 064A 0647 | alef wasla, maksura, teh marbuta
search | 06A9 06CC 0648 | 0643 064A 0648 | Persian keyboard
search | 0661 0662 066B 06F3 | 0031 0032 066B 0033 | digits of both sets, separator kept
search | 0645 0624 0645 0646 | 0645 0624 0645 0646 | search keeps waw with hamza
folded | 0645 0624 0645 0646 0621 | 0645 0648 0645 0646 0621 | folded does not; bare hamza stays
folded | 0674 | 0621 | high hamza
normal | FEFB FEF5 FEF7 | 0644 0627 0644 0622 0644 0623 | lam-alef keeps its hamza
normal | FE8D FEDF FEDC | 0627 0644 0643 | presentation forms B
surface | 0628 FC5E | 0628 064C 0651 | a form that is space and marks is marks
surface | 0628 FE71 | 0628 064B | one that is tatweel and mark is the mark
surface | 0628 FE73 0628 | 0628 0628 | a tail fragment is nothing
normal | FDF2 | 0627 0644 0644 0647 | word ligature
surface | FDF2 | FDF2 | surface keeps it
normal | FDFC | 0631 064A 0627 0644 | the rial has an Arabic yeh
normal | FDFA FDFB FDFD FD40 FD90 FDC8 FDFE FBC3 | FDFA FDFB FDFD FD40 FD90 FDC8 FDFE FBC3 | phrases stay one symbol
normal | 0628 200C 0628 200D 0628 FE0F | 0628 0628 0628 | joiners and selectors go beside Arabic
normal | 0628 064E 200D 0061 | 0628 0061 | through marks
normal | 1F468 200D 1F469 2764 FE0F | 1F468 200D 1F469 2764 FE0F | emoji keep theirs
normal | 0061 200C 0062 | 0061 200C 0062 | so do other scripts
normal | 200D 0628 | 0628 | the neighbour after counts too
normal | 0628 200B 0628 | 0628 200B 0628 | zero width space cuts words and stays
normal | 0628 00AD FEFF 0628 | 0628 0628 | soft hyphen and byte order mark
normal | 0130 | 0069 0307 | lower case of dotted I, whatever the locale
normal | 03A3 0391 03A3 | 03C3 03B1 03C3 | no final sigma: character by character
normal | 0045 0301 | 00E9 | lower case before composition
normal | 06E5 0628 06E6 06DD 06DE | 0628 | small letters and signs
normal | 0065 0653 0300 | 00E8 | an Arabic mark between a Latin letter and its accent
normal | 0628 0670 | 0628 | superscript alef is a mark
repeat | 062A 062A 062A 0627 | 062A 062A 0627 | three become two
normal | 062A 062A 062A 0627 | 062A 062A 062A 0627 | only if asked: a word may have three
loan_letters | 067E 0686 0698 06AF 06A4 06A8 | 0628 062C 0632 0643 0641 0642 | loan letters
lucene | 0623 0625 0622 0671 | 0627 0627 0627 0671 | Lucene knows three alefs
lucene | 0649 0629 0640 064B 0652 0653 0670 | 064A 0647 0653 0670 | and ten marks and tatweel
lucene | 0130 0041 0966 0665 | 0069 0061 0030 0035 | Java's lower case, every decimal digit
lucene | 0627 0654 0624 06CC FEFB | 0627 0654 0624 06CC FEFB | nothing is repaired
";

/// Words in Uthmani spelling, each with its modern spelling on the next line.
#[rustfmt::skip]
const UTHMANI: &[&str] = &[
    "ٱلۡعَٰلَمِينَ",
    "العالمين",
    "ٱلرَّحۡمَٰنِ",
    "الرحمن",
    "ٱلصَّلَوٰةَۖ",
    "الصلاة",
    "ٱلۡحَيَوٰةِ",
    "الحياة",
    "ٱلۡقُرۡءَانُ",
    "القرآن",
    "ٱلسَّمَآءِۖ",
    "السماء",
    "ٱلضَّآلِّينَۖ",
    "الضالين",
    "وَٱلۡأَفۡـِٔدَةَ",
    "والأفئدة",
    "ٱلنَّبِيِّـۧنَ",
    "النبيين",
    "فَٱسۡـَٔلُوهُمۡ",
    "فاسألوهم",
    "ٱلۡكِتَٰبُۛ",
    "الكتاب",
    "وَٱدۡخُلُواْ",
    "وادخلوا",
    "ٱلۡهُدَىٰۗ",
    "الهدى",
    "ٱلسَّمَٰوَٰتِۖ",
    "السماوات",
    "ٱلرِّبَوٰاْۚ",
    "الربا",
];

#[test]
fn uthmani_words() {
    let folding = Folding::NORMAL | Folding::UTHMANI;
    for pair in UTHMANI.chunks_exact(2) {
        assert_eq!(fold(folding, pair[0]), pair[1], "{}", pair[0]);
    }
}

#[test]
fn uthmani_does_nothing_elsewhere() {
    let folding = Folding::UTHMANI;
    for word in ["الآن", "ٱلله", "كِتَٰب", "آمن"] {
        assert_eq!(fold(folding, word), fold(Folding::NFC, word), "{word}");
    }
}

#[test]
fn uthmani_signs_speak_of_arabic_letters() {
    let folding = Folding::UTHMANI | Folding::CONTROLS;
    // A joiner that stood beside no Arabic letter still does: folding again changes nothing.
    for (word, folded) in [
        ("ٱa\u{6df}\u{200c}", "اa\u{200c}"),
        ("ٱ3\u{6df}", "ا3"),
        ("ٱلو\u{6df}", "ال"),
        ("\u{6d6}ٱ\u{200b}\u{200c}\u{654}", "\u{6d6}ا\u{200b}\u{200c}\u{654}"),
        ("ٱa\u{670}\u{6df}", "اa\u{670}"),
    ] {
        assert_eq!((fold(folding, word).as_str(), fold(folding, folded).as_str()), (folded, folded));
    }
}

#[test]
fn offsets_of_a_marked_word() {
    let word = Normalizer::new(Folding::NORMAL).normalize(KITAB);
    assert_eq!((KITAB.len(), word.text.len()), (16, 8));
    assert_eq!(word.alignment.to_source(0..8), 0..16);
    for (output, source) in [(0..2, 0..6), (2..4, 6..10), (4..6, 10..12), (6..8, 12..16), (2..6, 6..12)] {
        assert_eq!(word.alignment.to_source(output.clone()), source, "{output:?}");
    }
}

#[test]
fn offsets_of_a_ligature() {
    let word = Normalizer::new(Folding::NORMAL).normalize("\u{fdf2}");
    assert_eq!(word.text.len(), 8);
    for start in (0..8).step_by(2) {
        for end in (start + 2..=8).step_by(2) {
            assert_eq!(word.alignment.to_source(start..end), 0..3);
        }
    }
}

#[test]
fn offsets_of_deleted_beginnings_and_swapped_marks() {
    let word = Normalizer::new(Folding::NORMAL).normalize("\u{640}\u{628}a");
    assert_eq!((word.text.as_ref(), word.alignment.to_source(0..2)), ("\u{628}a", 0..4));
    assert_eq!(word.alignment.to_source(2..3), 4..5);
    let swapped = Normalizer::new(Folding::SURFACE).normalize("\u{628}\u{651}\u{64e}\u{628}");
    assert_eq!(swapped.alignment.to_source(2..4), 2..6);
    assert_eq!(swapped.alignment.to_source(6..8), 6..8);
    let text = Normalizer::new(Folding::NORMAL).normalize("\u{640} \u{628}\u{64e} \u{64e}\u{628}");
    assert_eq!(text.text, " \u{628} \u{628}");
    assert_eq!(text.alignment.to_source(0..1), 0..3);
    assert_eq!(text.alignment.to_source(1..3), 3..7);
    assert_eq!(text.alignment.to_source(4..6), 8..12);
}

#[test]
fn a_word_that_becomes_empty() {
    let normalizer = Normalizer::new(Folding::NORMAL);
    for text in ["\u{640}\u{640}", "\u{64e}", "\u{200f}"] {
        let word = normalizer.normalize(text);
        assert_eq!((word.text.as_ref(), word.audit.tokens_emptied), ("", 1));
        assert_eq!(word.alignment.to_source(0..0), 0..text.len());
    }
    assert_eq!(normalizer.normalize("").audit, Audit::default());
}

#[test]
fn presets_contain_one_another() {
    let chain = [Folding::NONE, Folding::SURFACE, Folding::NORMAL, Folding::SEARCH, Folding::FOLDED];
    for pair in chain.windows(2) {
        assert!(pair[1].contains(pair[0]) && pair[0] != pair[1]);
    }
    assert_eq!(Folding::default(), Folding::NORMAL);
    let names = |folding: Folding| folding.iter().map(Flag::name).collect::<Vec<_>>().join(" ");
    assert_eq!(names(Folding::SURFACE), "nfc controls forms");
    assert_eq!(names(Folding::NORMAL), "nfc controls forms ligatures tatweel marks quranic case");
    assert_eq!(
        names(Folding::FOLDED),
        "nfc controls forms ligatures tatweel marks quranic alef hamza maqsura teh_marbuta lookalike digits case"
    );
}

#[test]
fn names_are_read() {
    for (name, preset) in PRESETS {
        assert_eq!(Folding::parse(name).unwrap(), preset);
        assert_eq!(preset.preset_name(), Some(name));
    }
    for (at, row) in FLAGS.iter().enumerate() {
        assert_eq!((row.flag.index(), row.flag.name()), (at, row.name));
        let folding = Folding::parse(row.name).unwrap();
        assert!(folding.has(row.flag) && folding.contains(Folding::NORMAL));
    }
    assert_eq!(FLAGS.len(), FLAG_COUNT);
    let parsed = Folding::parse("surface, alef,hamza").unwrap();
    assert_eq!(parsed, Folding::SURFACE | Folding::ALEF | Folding::HAMZA);
    assert_eq!(parsed.preset_name(), None);
    assert_eq!(Folding::parse("alef").unwrap(), Folding::NORMAL | Folding::ALEF);
    assert!(Folding::ALEF.contains(Folding::NFC));
    assert_eq!(Folding::LUCENE | Folding::NONE, Folding::LUCENE);
    assert_ne!(Folding::LUCENE | Folding::HAMZA, Folding::LUCENE);
}

#[test]
fn unknown_names_have_near_ones() {
    for (list, help) in [
        ("norml", "did you mean `normal`"),
        ("alef,maksura", "`maqsura`"),
        ("alef,normal", "write `normal,…`"),
        ("lucene,alef", "another preset"),
        ("", "presets and flags: none, surface"),
        ("xyzzy", "presets and flags: none, surface"),
    ] {
        let error = Folding::parse(list).unwrap_err();
        assert_eq!(error.kind(), mizan::ErrorKind::Usage, "{list}");
        assert!(error.help().unwrap().contains(help), "{list}: {:?}", error.help());
    }
}

#[test]
fn foldings_are_saved_as_their_bits() {
    for (_, preset) in PRESETS {
        let json = serde_json::to_string(&preset).unwrap();
        assert_eq!(serde_json::from_str::<Folding>(&json).unwrap(), preset);
    }
    assert!(serde_json::from_str::<Folding>("256").is_err(), "alef without nfc");
    assert!(serde_json::from_str::<Folding>("4294967295").is_err());
}

#[test]
fn audits_count_by_flag_and_character() {
    let mut audit = Normalizer::new(Folding::FOLDED).normalize("\u{6d3}\u{64e}\u{640}A").audit;
    let count = |audit: &Audit, flag: Flag| audit.per_flag[flag.index()];
    assert_eq!(count(&audit, Flag::LOOKALIKE), 1);
    assert_eq!(count(&audit, Flag::HAMZA), 1);
    assert_eq!(count(&audit, Flag::MARKS), 1);
    assert_eq!(count(&audit, Flag::TATWEEL), 1);
    assert_eq!(count(&audit, Flag::CASE), 1);
    assert_eq!((audit.chars_in, audit.chars_out, audit.bytes_in, audit.bytes_out), (4, 2, 7, 3));
    assert_eq!(audit.per_code_point[&'\u{626}'], 1);
    let json = serde_json::to_string(&audit).unwrap();
    assert_eq!(serde_json::from_str::<Audit>(&json).unwrap(), audit);
    let once = audit.clone();
    audit.scale(3);
    let mut thrice = Audit::default();
    (0..3).for_each(|_| thrice.merge(&once));
    assert_eq!(audit, thrice);
    audit.scale(0);
    assert_eq!(audit, Audit::default());
}

#[test]
fn none_gives_back_the_same_bytes() {
    let text = "ﷲ ك\u{640}تاب\u{64c} A\u{301}";
    let Cow::Borrowed(same) = Normalizer::new(Folding::NONE).fold(text) else { panic!("allocated") };
    assert!(std::ptr::eq(same, text));
}

#[test]
fn shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Normalizer>();
    shared::<Folding>();
    shared::<Audit>();
    shared::<mizan::normalize::Alignment>();
}
