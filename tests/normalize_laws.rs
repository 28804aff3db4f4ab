//! The laws of folding, on random text and on every code point.

use std::borrow::Cow;

use mizan::normalize::{Audit, FLAGS};
use mizan::script::{Class, class, is_arabic, is_invisible, is_mark, letter};
use mizan::{Folding, Normalizer};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

const CASES: u32 = 4_000;

/// Every subset of the flags, and Lucene's.
fn folding() -> impl Strategy<Value = Folding> {
    let subset = prop::collection::vec(any::<bool>(), FLAGS.len()).prop_map(|chosen| {
        FLAGS.iter().zip(chosen).filter(|(_, chosen)| *chosen).fold(Folding::NONE, |sum, (row, _)| {
            let added = Folding::parse(&format!("none,{}", row.name)).unwrap();
            sum | added
        })
    });
    prop_oneof![
        6 => subset,
        1 => Just(Folding::SURFACE),
        2 => Just(Folding::NORMAL),
        2 => Just(Folding::FOLDED),
    ]
}

fn code(range: std::ops::RangeInclusive<u32>) -> impl Strategy<Value = char> {
    range.prop_filter_map("a character", char::from_u32)
}

fn some(chars: &'static [u32]) -> impl Strategy<Value = char> {
    prop::sample::select(chars).prop_map(|c| char::from_u32(c).unwrap())
}

/// Characters that meet one another in the passes.
fn character() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => code(0x0621..=0x064A),
        6 => code(0x064B..=0x065F),
        3 => some(&[0x0653, 0x0654, 0x0655, 0x0670, 0x0640]),
        2 => some(&[0x0627, 0x0648, 0x064A, 0x06D5, 0x06C1, 0x06D2, 0x0671, 0x0649, 0x0621]),
        2 => code(0x0670..=0x06ED),
        1 => code(0x08C9..=0x08FF),
        1 => code(0x0610..=0x061F),
        1 => code(0x10EC0..=0x10EFF),
        2 => code(0xFB50..=0xFDFF),
        2 => code(0xFE70..=0xFEFF),
        2 => some(&[0xAD, 0x034F, 0x061C, 0x200B, 0x200C, 0x200D, 0x200F, 0x2066, 0xFE0F, 0xFEFF, 0xE0041]),
        1 => some(&[0x20, 0x0A, 0xA0, 0x2000, 0x3000]),
        1 => code(0x0660..=0x066C),
        1 => code(0x30..=0x7A),
        1 => some(&[0xC9, 0xE9, 0x0130, 0x03A3, 0x1E9E, 0x212B, 0x1E69, 0x0344, 0x1D1C0, 0x0958, 0xAC01, 0x1100,
            0x1161, 0x11A8, 0x1F82, 0xFB1D, 0x0F73, 0x1F600, 0x2764]),
        1 => code(0x0300..=0x034E),
        1 => any::<char>(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(character(), 0..14).prop_map(|chars| chars.into_iter().collect())
}

fn fold(folding: Folding, text: &str) -> String {
    Normalizer::new(folding).fold(text).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn idempotent(folding in folding(), text in text()) {
        let once = fold(folding, &text);
        prop_assert_eq!(fold(folding, &once), once);
    }

    #[test]
    fn blind_to_the_form_of_the_source(folding in folding(), text in text()) {
        let folding = folding | Folding::NFC;
        let folded = fold(folding, &text);
        prop_assert_eq!(fold(folding, &text.nfc().collect::<String>()), folded.as_str());
        prop_assert_eq!(fold(folding, &text.nfd().collect::<String>()), folded.as_str());
        prop_assert!(unicode_normalization::is_nfc(&folded));
    }

    #[test]
    fn a_coarser_folding_forgets_a_finer(text in text()) {
        let chain = [Folding::NONE, Folding::SURFACE, Folding::NORMAL, Folding::SEARCH, Folding::FOLDED];
        for (at, &fine) in chain.iter().enumerate() {
            for &coarse in &chain[at..] {
                prop_assert_eq!(fold(coarse, &fold(fine, &text)), fold(coarse, &text));
            }
        }
    }

    #[test]
    fn borrowed_iff_unchanged_and_length_bounded(folding in folding(), text in text()) {
        let normalizer = Normalizer::new(folding);
        let folded = normalizer.fold(&text);
        prop_assert_eq!(matches!(folded, Cow::Borrowed(_)), folded == text);
        if !folding.contains(Folding::UTHMANI) {
            prop_assert!(folded.len() <= 3 * text.len());
        }
        let whole = normalizer.normalize(&text);
        prop_assert_eq!(&whole.text, &folded);
        let audit = whole.audit;
        let changed = u64::from(folded != text);
        prop_assert_eq!(audit.tokens_changed, changed);
        prop_assert_eq!(audit.per_flag.iter().sum::<u64>() > 0, changed > 0);
        prop_assert_eq!(audit.per_flag.iter().sum::<u64>(), audit.per_code_point.values().sum::<u64>());
        prop_assert_eq!((audit.chars_in, audit.bytes_in), (text.chars().count() as u64, text.len() as u64));
        prop_assert_eq!((audit.chars_out, audit.bytes_out), (folded.chars().count() as u64, folded.len() as u64));
        for row in FLAGS.iter().filter(|row| !folding.has(row.flag)) {
            prop_assert_eq!(audit.per_flag[row.flag.index()], 0);
        }
    }

    #[test]
    fn the_way_back(folding in folding(), text in text()) {
        let word = Normalizer::new(folding).normalize(&text);
        let back = |range| word.alignment.to_source(range);
        prop_assert_eq!(back(0..word.text.len()), 0..text.len());
        prop_assert_eq!(word.alignment.is_identity(), word.text == text);
        let mut bounds: Vec<usize> = word.text.char_indices().map(|(at, _)| at).collect();
        bounds.push(word.text.len());
        let mut before = 0..0;
        let mut covered = 0;
        for pair in bounds.windows(2) {
            let source = back(pair[0]..pair[1]);
            prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
            prop_assert!(source.start < source.end, "a character comes from something");
            prop_assert!(before.start <= source.start && before.end <= source.end, "monotone");
            prop_assert!(source.start <= covered, "nothing is left out");
            covered = covered.max(source.end);
            before = source;
        }
        for (at, &start) in bounds.iter().enumerate() {
            for &end in &bounds[at + 1..] {
                let parts = back(start..bounds[at + 1]).start..back(bounds[bounds.binary_search(&end).unwrap() - 1]..end).end;
                prop_assert_eq!(back(start..end), parts, "a range is its first to its last character");
            }
        }
    }

    #[test]
    fn cut_before_white_space(folding in folding(), a in text(), b in text()) {
        let b = format!(" {b}");
        let normalizer = Normalizer::new(folding);
        let (left, right) = (normalizer.normalize(&a), normalizer.normalize(&b));
        let joined = format!("{a}{b}");
        let whole = normalizer.normalize(&joined);
        prop_assert_eq!(&whole.text, &format!("{}{}", left.text, right.text));
        let mut sum = left.audit;
        sum.merge(&right.audit);
        prop_assert_eq!(sum.per_flag, whole.audit.per_flag);
        prop_assert_eq!(&sum.per_code_point, &whole.audit.per_code_point);
        prop_assert_eq!(sum.chars_out, whole.audit.chars_out);
        // What is left of nothing belongs to the white space after it.
        if !left.text.is_empty() {
            let cut = left.text.len();
            prop_assert_eq!(whole.alignment.to_source(0..cut), 0..a.len());
            prop_assert_eq!(whole.alignment.to_source(cut..whole.text.len()), a.len()..a.len() + b.len());
        }
    }

    #[test]
    fn no_word_boundary_is_made(folding in folding(), text in text()) {
        // UAX #29 takes a mark alone on a space for a word, and a colon between two letters into one: without its
        // tatweel beside it the colon ends the word. Neither is a boundary that folding made.
        let joined = |c| matches!(class(c), Class::Space | Class::Punctuation | Class::Symbol);
        for token in text.unicode_words().filter(|token| !token.contains(joined)) {
            let folded = fold(folding, token);
            prop_assert!(!folded.chars().any(char::is_whitespace), "{folded:?}");
            // A form that was only marks is marks: at the beginning they stand on nothing, as do joiners.
            let word = folded.trim_start_matches(|c| is_mark(c) || is_invisible(c));
            prop_assert!(word.unicode_words().count() <= 1, "{token:?} {folded:?}");
        }
    }

    #[test]
    fn arabic_never_grows(letters in prop::collection::vec(code(0x0600..=0x06FF), 0..12)) {
        let text: String = letters.into_iter().nfc().collect();
        prop_assert!(fold(Folding::FOLDED, &text).len() <= text.len());
    }

    #[test]
    fn nothing_of_a_deleted_class_remains(text in text()) {
        let folded = fold(Folding::FOLDED, &text);
        for c in folded.chars() {
            prop_assert!(c != letter::TATWEEL && !(is_arabic(c) && is_mark(c)), "{c:?}");
            prop_assert!(!matches!(c as u32, 0x0622..=0x0626 | 0x0629 | 0x0649 | 0x0671 | 0x0660..=0x0669), "{c:?}");
            prop_assert!(!matches!(c as u32, 0xAD | 0x061C | 0x200E | 0x200F | 0xFEFF | 0xE0041), "{c:?}");
        }
    }

    #[test]
    fn audits_are_a_monoid(texts in prop::collection::vec(text(), 3)) {
        let normalizer = Normalizer::new(Folding::FOLDED);
        let audits: Vec<Audit> = texts.iter().map(|text| normalizer.normalize(text).audit).collect();
        let sum = |order: [usize; 3]| {
            order.iter().fold(Audit::default(), |mut sum, &at| { sum.merge(&audits[at]); sum })
        };
        prop_assert_eq!(sum([0, 1, 2]), sum([2, 0, 1]));
        let mut late = audits[1].clone();
        late.merge(&audits[2]);
        let mut first = audits[0].clone();
        first.merge(&late);
        prop_assert_eq!(first, sum([0, 1, 2]));
    }
}
