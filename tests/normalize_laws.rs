//! The laws of folding, for every set of foldings and any text.

use mizan::normalize::{Audit, Folding, Normalizer};
use proptest::prelude::*;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[\u{621}-\u{64a}\u{671}-\u{678}\u{6a9}\u{6cc}\u{6c0}-\u{6c3}\u{6d2}-\u{6d5}]",
        5 => "[\u{64b}-\u{65f}\u{670}\u{610}-\u{61a}\u{6d6}-\u{6ed}]",
        2 => "[\u{653}-\u{655}]",
        2 => "[\u{640}\u{200c}-\u{200f}\u{202a}-\u{202e}\u{feff}\u{ad}\u{fe0f}]",
        2 => "[\u{fb50}-\u{fdff}\u{fe70}-\u{fefc}]",
        1 => "[0-9\u{660}-\u{669}\u{6f0}-\u{6f9}]",
        1 => "[a-zA-Z\u{c0}-\u{17f}\u{300}-\u{320}]",
        1 => "[\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a8}-\u{11c2}]",
        1 => Just("👩\u{200d}🔬".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Any set of foldings but the one that repairs nothing.
fn any_folding() -> impl Strategy<Value = Folding> {
    (0u32..1 << 17).prop_map(Folding::from_bits)
}

fn fold(folding: Folding, text: &str) -> String {
    Normalizer::new(folding).fold(text).into_owned()
}

const PRESETS: [Folding; 4] = [Folding::SURFACE, Folding::NORMAL, Folding::SEARCH, Folding::FOLDED];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

    #[test]
    fn folding_twice_is_folding_once(folding in any_folding(), text in any_text()) {
        // Modern spelling is not a projection: what it leaves may look Uthmani again.
        let folding = if folding.contains(Folding::UTHMANI) { Folding::FOLDED } else { folding };
        let once = fold(folding, &text);
        prop_assert_eq!(fold(folding, &once), once);
    }

    #[test]
    fn the_form_of_the_source_does_not_matter(folding in any_folding(), text in any_text()) {
        if Normalizer::new(folding).folding().contains(Folding::NFC) {
            let expected = fold(folding, &text);
            prop_assert_eq!(&fold(folding, &text.nfc().collect::<String>()), &expected);
            prop_assert_eq!(&fold(folding, &text.nfd().collect::<String>()), &expected);
            prop_assert!(is_nfc(&expected), "{}", expected.escape_unicode());
        }
    }

    #[test]
    fn coarser_presets_swallow_finer_ones(text in any_text()) {
        for (at, &fine) in PRESETS.iter().enumerate() {
            for &coarse in &PRESETS[at..] {
                prop_assert_eq!(fold(coarse, &fold(fine, &text)), fold(coarse, &text));
            }
        }
    }

    #[test]
    fn borrowed_means_unchanged(folding in any_folding(), text in any_text()) {
        let normalizer = Normalizer::new(folding);
        let folded = normalizer.fold(&text);
        prop_assert_eq!(matches!(folded, Cow::Borrowed(_)), folded == text);
        let normalized = normalizer.normalize(&text);
        prop_assert_eq!(&normalized.text, &folded);
        prop_assert_eq!(normalized.audit.tokens_changed == 1, folded != text);
        prop_assert_eq!(normalized.audit.per_flag.iter().sum::<u64>() > 0, folded != text);
        prop_assert_eq!(normalized.audit.chars_out, folded.chars().count() as u64);
        prop_assert_eq!(fold(Folding::NONE, &text), text);
    }

    #[test]
    fn the_result_is_bounded_and_holds_no_new_space(folding in any_folding(), text in any_text()) {
        let folded = fold(folding, &text);
        prop_assert!(folded.len() <= 3 * text.len());
        if !text.contains(char::is_whitespace) {
            prop_assert!(!folded.contains(char::is_whitespace));
        }
    }

    #[test]
    fn the_way_back_is_monotone_and_whole(folding in any_folding(), text in any_text()) {
        let normalized = Normalizer::new(folding).normalize(&text);
        let (folded, way) = (&normalized.text, &normalized.alignment);
        let mut last = 0..0;
        for (at, c) in folded.char_indices() {
            let source = way.to_source(at..at + c.len_utf8());
            prop_assert!(source.start >= last.start && source.end >= last.end);
            prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
            prop_assert!(!source.is_empty());
            last = source;
        }
        if !folded.is_empty() {
            prop_assert_eq!(way.to_source(0..folded.len()), 0..text.len());
        }
    }

    #[test]
    fn words_are_folded_one_by_one(folding in any_folding(), a in any_text(), b in any_text()) {
        // Modern spelling knows words, and is for one at a time.
        let folding = if folding.contains(Folding::UTHMANI) { Folding::FOLDED } else { folding };
        let together = fold(folding, &format!("{a} {b}"));
        prop_assert_eq!(together, format!("{} {}", fold(folding, &a), fold(folding, &b)));
    }

    #[test]
    fn audits_add_up(a in any_text(), b in any_text()) {
        let normalizer = Normalizer::new(Folding::FOLDED);
        let mut sum = Audit::default();
        sum.merge(&normalizer.normalize(&a).audit);
        sum.merge(&normalizer.normalize(&b).audit);
        let whole = normalizer.normalize(&format!("{a} {b}")).audit;
        prop_assert_eq!(whole.chars_in, sum.chars_in + 1);
        prop_assert_eq!(whole.chars_out, sum.chars_out + 1);
        prop_assert_eq!(whole.per_flag, sum.per_flag);
    }
}

/// The cost of a text twice as long is twice the cost: the passes never look back over the whole.
#[test]
fn bait_is_folded() {
    for bait in ["\u{64e}\u{327}", "ـ", "ا\u{654}\u{653}", "\u{200d}", "aب", "\u{fdf2}", "\u{670}", "\u{6df}"]
    {
        let text = format!("ب{}", bait.repeat(100_000));
        for folding in
            [Folding::SURFACE, Folding::FOLDED, Folding::FOLDED | Folding::UTHMANI, Folding::REPEAT]
        {
            assert!(fold(folding, &text).len() <= 3 * text.len());
        }
    }
}
