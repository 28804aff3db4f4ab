//! Readability formulas: worked values, the laws of counts, and what other programs get wrong.

use mizan::measure::readability::{
    Calibration, Counts, Direction, Head, JavaOsman, Osman, OsmanTerms, TextstatOsman, WordWeights,
};
use mizan::measure::{Asked, CiMethod, Family, Measure, Reason, Score};
use mizan::{SentenceMode, Splitter, TokenKind, TokenizerId};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const BARE: &str = "ذهب هند وأحمد الى المدرسة. هند تحب الرسم والمطالعة";
const ONE_DAMMA: &str = "ذهب هند وأحمد الى المدرسة. هند تُحب الرسم والمطالعة";
const MARKED: &str = "ذَهَبَ هِنْدُ وَأَحْمَدُ إِلَى الْمَدْرَسَةِ. هِنْدُ تُحِبُّ الرَّسْمَ وَالْمُطَالَعَةَ.";
const BELIEVERS_MARKED: &str = "الْمُؤْمِنُونَ يَسْتَظِلُّونَ بِالشَّجَرَةِ.";
const BELIEVERS: &str = "المؤمنون يستظلون بالشجرة.";
const QUESTIONS: &str = "هل قرأت الكتاب؟ نعم قرأته أمس! وهل أعجبك؟ نعم، كثيرا.";
const SCHOOL: &str = "مدرسة";

fn asked(id: &str) -> Asked {
    Measure::find(id).unwrap_or_else(|| panic!("{id} is no measure"))
}

fn score(id: &str, counts: &Counts) -> Score {
    asked(id).of_readability(counts)
}

fn value(id: &str, counts: &Counts) -> f64 {
    score(id, counts).value().unwrap_or_else(|| panic!("{id}: {:?}", score(id, counts)))
}

/// The counts of each sentence of a text, its words those of the tokenizer.
fn sentences(text: &str) -> Vec<Counts> {
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    TokenizerId::Mizan.build().tokenize(text, &mut tokens);
    Splitter::new(SentenceMode::Mizan).split(text, &mut Default::default(), &mut found);
    let counts = found.iter().map(|sentence| {
        Counts::of_sentence(
            tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Word)
                .filter(|token| {
                    sentence.span.start <= token.span.start && token.span.start < sentence.span.end
                })
                .map(|token| token.span.of(text)),
        )
    });
    counts.collect()
}

/// The counts of a text, with what the programs count of the whole.
fn counts(text: &str) -> Counts {
    let mut whole = Counts::default();
    sentences(text).into_iter().for_each(|sentence| whole.merge(sentence));
    whole.other_letters = text.chars().filter(char::is_ascii_alphabetic).count() as u64;
    whole.osman.java = Some(JavaOsman::of(text).terms());
    whole.osman.textstat = Some(TextstatOsman::of(text).terms());
    whole
}

fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found} is not {expected}");
}

/// A value as it is printed with so many decimals.
fn printed(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}")
}

#[test]
fn worked_values_of_counts() {
    let counts = Counts {
        words: 12,
        sentences: 3,
        letters: 45,
        types: Some(5),
        longer_than_6: 3,
        syllables: Some(Counts::units(26)),
        polysyllables: Some(Counts::units(6)),
        ..Counts::default()
    };
    let with_46 = Counts { letters: 46, ..counts };
    near(value("aari", &with_46), 161.321_666_666_666_67, 1e-9, "aari");
    near(value("aari_rate", &with_46), 161.321_666_666_666_67 - 3.28 * 46.0, 1e-9, "aari_rate");
    near(value("heeti_1", &counts), 3.085_051_762_5, 1e-9, "heeti_1");
    near(value("heeti_2", &counts), 1.917_528_519_5, 1e-9, "heeti_2");
    near(value("dawood", &counts), 11.223_945, 1e-9, "dawood");
    near(value("lix", &counts), 29.0, 1e-9, "lix");
    near(value("rix", &counts), 1.0, 1e-9, "rix");
    near(value("gulpease", &counts), 126.5, 1e-9, "gulpease");
    near(value("ari", &counts), 4.71 * 3.75 + 2.0 - 21.43, 1e-9, "ari");
    near(value("coleman_liau", &counts), 5.88 * 3.75 - 29.6 / 4.0 - 15.8, 1e-9, "coleman_liau");
    let cloze = 141.8401 - 0.21459 * 375.0 + 1.079812 * 25.0;
    near(value("coleman_liau_cloze", &counts), 23.06395 - 0.274004 * cloze, 1e-9, "coleman_liau_cloze");
    near(value("fog", &counts), 0.4 * (4.0 + 50.0), 1e-9, "fog");
    near(value("flesch", &counts), 206.835 - 4.06 - 84.6 * 26.0 / 12.0, 1e-9, "flesch");
    near(value("flesch_kincaid", &counts), 1.56 + 11.8 * 26.0 / 12.0 - 15.59, 1e-9, "flesch_kincaid");
    // Its sample is thirty sentences.
    assert_eq!(score("smog", &counts), Score::Undefined(Reason::TooShort));
    let thirty = Counts { words: 120, sentences: 30, polysyllables: Some(Counts::units(60)), ..counts };
    near(value("smog", &thirty), 1.043 * 60f64.sqrt() + 3.1291, 1e-9, "smog");
    let head = |hard, sentences| Counts {
        head: Some(Head { words: 100, sentences, hard: Counts::units(hard) }),
        ..counts
    };
    near(value("linsear_100", &head(50, 4)), 25.0, 1e-9, "linsear_100 above 20");
    near(value("linsear_100", &head(50, 20)), 4.0, 1e-9, "linsear_100 below 20");
}

#[test]
fn worked_values_of_osman_terms() {
    let of = |terms: OsmanTerms| {
        let counts = Counts {
            words: terms.words,
            sentences: terms.sentences,
            letters: 1,
            osman: Osman { paper: Some(OsmanTerms { marked: terms.words, ..terms }), ..Osman::default() },
            ..Counts::default()
        };
        value("osman_paper", &counts)
    };
    let terms = |words, sentences, long_words, syllables, complex, faseeh| OsmanTerms {
        words,
        sentences,
        long_words,
        syllables: syllables * Counts::UNIT as i64,
        complex: Counts::units(complex),
        faseeh: Counts::units(faseeh),
        marked: 0,
    };
    assert_eq!(printed(of(terms(12, 3, 3, 26, 3, 0)), 6), "132.248333");
    assert_eq!(printed(of(terms(1, 1, 0, 5, 1, 1)), 3), "30.509");
    // The paper's own example counts one sentence where the text has two.
    let example = terms(9, 1, 0, 33 + 2, 0, 0);
    assert_eq!(printed(example.score(OsmanTerms::JAVA), 5), "97.61709");
    assert_eq!(printed(example.score(OsmanTerms::PRINTED), 5), "97.61878");
}

#[test]
fn worked_values_of_programs() {
    // Text, Java, (W, S, D, G, H, C5), textstat, Wordless.
    type Row = (&'static str, &'static str, [i64; 6], f64, Option<f64>);
    let rows: [Row; 8] = [
        (BARE, "96.810938", [9, 2, 33, 0, 0, 4], 102.186278, Some(139.801167)),
        (ONE_DAMMA, "182.789370", [9, 2, 1, 0, 0, 4], 99.4995, Some(139.801167)),
        (MARKED, "83.376808", [9, 2, 34, 4, 0, 4], -10.658389, Some(94.125944)),
        (BELIEVERS_MARKED, "-27.947384", [3, 1, 20, 3, 2, 3], -156.908667, Some(-27.943333)),
        (BELIEVERS, "12.355006", [3, 1, 18, 0, 2, 3], 28.479, Some(28.479)),
        (QUESTIONS, "91.497120", [10, 1, 37, 0, 0, 4], 103.8282, Some(157.1458)),
        (SCHOOL, "103.050264", [1, 1, 3, 0, 0, 1], 127.233, Some(127.233)),
        ("", "248.138868", [1, 1, -2, 0, 0, 0], 0.0, None),
    ];
    for (text, java, terms, textstat, wordless) in rows {
        let found = JavaOsman::of(text);
        assert_eq!(printed(found.score(), 6), java, "{text}");
        let of = found.terms();
        let unit = Counts::UNIT;
        let found =
            [of.words, of.sentences, 0, of.complex / unit, of.faseeh / unit, of.long_words].map(|n| n as i64);
        let found = [found[0], found[1], of.syllables / unit as i64, found[3], found[4], found[5]];
        assert_eq!(found, terms, "{text}");
        near(TextstatOsman::of(text).score(), textstat, 1e-6, text);
        let counts = counts(text);
        match wordless {
            Some(expected) => near(value("osman_wordless", &counts), expected, 1e-6, text),
            None => assert_eq!(score("osman_wordless", &counts), Score::Undefined(Reason::Empty)),
        }
        if wordless.is_some() {
            assert_eq!(printed(value("osman_java", &counts), 6), java);
            near(value("osman_textstat", &counts), textstat, 1e-6, text);
        }
    }
}

#[test]
fn the_java_program_has_other_scores() {
    let scores = JavaOsman::of(BARE).scores();
    let found = [scores.ari, scores.lix, scores.fog, scores.flesch, scores.flesch_kincaid];
    for (found, expected) in found.into_iter().zip([2.8, 48.944444, 1.8, -107.9325, 29.431667]) {
        near(found, expected, 1e-6, BARE);
    }
    near(JavaOsman::of(ONE_DAMMA).scores().flesch, 192.8675, 1e-6, ONE_DAMMA);
}

#[test]
fn each_formula_says_its_direction_and_calibration() {
    use Calibration::{Arabic, ArabicUncalibrated, Foreign};
    use Direction::{Easier, Harder};
    let rows = [
        ("osman_paper osman_java osman_textstat osman_wordless osman_robust", Easier, ArabicUncalibrated),
        ("aari heeti_1 heeti_2", Harder, Arabic),
        ("aari_rate", Harder, ArabicUncalibrated),
        ("dawood", Easier, Arabic),
        ("ari lix rix coleman_liau coleman_liau_cloze smog fog flesch_kincaid linsear_100", Harder, Foreign),
        ("flesch gulpease", Easier, Foreign),
    ];
    let mut seen = 0;
    for (ids, direction, calibration) in rows {
        for id in ids.split(' ') {
            let formula = asked(id).formula().unwrap();
            assert_eq!((formula.direction, formula.calibration), (direction, calibration), "{id}");
            seen += 1;
        }
    }
    assert_eq!(Measure::every(Family::Readability).len(), seen);
}

/// Each program scores these; here nothing does.
#[test]
fn nothing_to_score_has_no_score() {
    let texts = [
        ("", Reason::Empty),
        ("  \n", Reason::Empty),
        ("1234 56.7 ١٢٣", Reason::Empty),
        ("؟ ! ... «»", Reason::Empty),
        ("َُِّ", Reason::Empty),
        ("The cat sat on the mat.", Reason::NotArabic),
        ("marhaban ya 3alam, kayfa 7alak? كيف", Reason::NotArabic),
    ];
    for (text, reason) in texts {
        assert!(JavaOsman::of(text).score().is_finite() && TextstatOsman::of(text).score().is_finite());
        let mut counts = counts(text);
        counts.types = Some(0);
        for asked in Measure::every(Family::Readability) {
            assert_eq!(asked.of_readability(&counts), Score::Undefined(reason), "{} of {text:?}", asked.id());
        }
    }
}

#[test]
fn what_was_not_counted_is_said() {
    let counts = Counts { words: 90, sentences: 30, letters: 450, ..Counts::default() };
    let reasons = [
        ("osman_robust flesch flesch_kincaid fog smog linsear_100", Reason::NoModel),
        ("osman_java osman_textstat osman_wordless osman_paper heeti_2 dawood", Reason::NotCounted),
    ];
    for (ids, reason) in reasons {
        for id in ids.split(' ') {
            assert_eq!(score(id, &counts), Score::Undefined(reason), "{id}");
        }
    }
    let head = Counts { head: Some(Head { words: 90, sentences: 30, hard: 0 }), ..counts };
    assert_eq!(score("linsear_100", &head), Score::Undefined(Reason::TooShort));
    // Text that is not marked, or hardly.
    for text in [BARE, ONE_DAMMA, BELIEVERS] {
        assert_eq!(score("osman_paper", &self::counts(text)), Score::Undefined(Reason::NoMarks));
    }
    assert_eq!(printed(value("osman_paper", &self::counts(BELIEVERS_MARKED)), 6), "-27.943333");
}

#[test]
fn canonical_order_and_composition_change_no_score_of_ours() {
    let vowel_first: String = "مُؤَدِّبٌ آمَنَ إِنَّ رَئِيسًا يَّاسِر".nfc().collect();
    let shadda_first = ["\u{64e}", "\u{64f}", "\u{650}"].iter().fold(vowel_first.clone(), |text, vowel| {
        text.replace(&format!("{vowel}\u{651}"), &format!("\u{651}{vowel}"))
    });
    assert_ne!(shadda_first, vowel_first);
    for text in [&shadda_first, MARKED, BELIEVERS_MARKED, QUESTIONS] {
        let forms: [String; 3] = [text.nfc().collect(), text.nfd().collect(), text.to_owned()];
        for form in &forms {
            let (found, expected) = (counts(form), counts(text));
            assert_eq!((found.letters, found.words), (expected.letters, expected.words));
            assert_eq!(found.osman.paper, expected.osman.paper);
            assert_eq!(found.osman.wordless, expected.osman.wordless);
        }
    }
    // Java's program moves with the order; ours is its port, so it does too.
    assert_ne!(JavaOsman::of(&shadda_first).score(), JavaOsman::of(&vowel_first).score());
}

#[test]
fn foreign_grades_are_not_named_grades() {
    for asked in Measure::every(Family::Readability) {
        let foreign = asked.formula().unwrap().calibration == Calibration::Foreign;
        let says = asked.measure.says;
        assert!(!foreign || !says.contains("grade") || says.contains("means nothing here"), "{}", asked.id());
    }
}

/// Counts as sentences have them, from a few numbers.
fn made(words: u64, seed: u64) -> Counts {
    let letter = ["كَ", "تَا", "ب", "و", "نَ", "ذ", "يّ", "ء", "لِ"];
    let mut state = seed;
    let mut next = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let words: Vec<String> = (0..words)
        .map(|_| {
            let length = 2 + next(7);
            (0..length).map(|_| letter[next(letter.len() as u64) as usize]).collect()
        })
        .collect();
    let mut counts = Counts::of_sentence(words.iter().map(String::as_str));
    counts.syllables = Some(counts.words * 2500 + seed % 1000);
    counts.polysyllables = Some(counts.words * 500 + seed % 100);
    counts.osman.robust = counts.osman.paper;
    counts
}

fn merged(parts: &[Counts]) -> Counts {
    let mut whole = Counts::default();
    parts.iter().for_each(|part| whole.merge(*part));
    whole
}

#[test]
fn intervals_come_from_sentences() {
    let parts: Vec<Counts> = (0..60).map(|seed| made(5 + seed % 17, seed * 7919)).collect();
    let whole = merged(&parts);
    let (mut with, mut without) = (0, Vec::new());
    for asked in Measure::every(Family::Readability) {
        let Some(interval) = asked.of_sentences(&parts) else {
            without.push(asked.id());
            continue;
        };
        let interval = interval.unwrap_or_else(|reason| panic!("{}: {reason}", asked.id()));
        let value = asked.of_readability(&whole).value().unwrap();
        assert!(interval.low < value && value < interval.high, "{}", asked.id());
        assert_eq!(interval.method, CiMethod::Jackknife);
        with += 1;
    }
    assert_eq!(with, 16);
    assert_eq!(without, ["osman_java", "osman_textstat", "heeti_2", "dawood", "linsear_100"]);
    // RIX is a mean over sentences: its error is that of a mean.
    let long: Vec<f64> = parts.iter().map(|part| part.longer_than_6 as f64).collect();
    let mean = long.iter().sum::<f64>() / 60.0;
    let variance = long.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 59.0;
    let found = asked("rix").of_sentences(&parts).unwrap().unwrap();
    near(found.error, (variance / 60.0).sqrt(), 1e-9, "rix");
    near(found.high - found.low, 2.0 * 2.000_995 * found.error, 1e-5, "rix");
    // Sentences without a word change nothing; a few sentences are too few.
    let blank = [parts.as_slice(), &[Counts::of_sentence([])]].concat();
    assert_eq!(asked("lix").of_sentences(&blank), asked("lix").of_sentences(&parts));
    assert_eq!(asked("lix").of_sentences(&parts[..9]), Some(Err(Reason::TooFewPoints)));
    assert_eq!(asked("smog").of_sentences(&parts[..20]), Some(Err(Reason::TooShort)));
    assert!(asked("smog").of_sentences(&parts[..30]).unwrap().is_ok());
}

/// Of texts of thirty sentences drawn from one kind, the interval holds the value of the kind 95 times in 100, or so.
#[test]
fn intervals_cover() {
    let kind: Vec<Counts> = (0..2000).map(|seed| made(3 + seed * 31 % 23, seed)).collect();
    let truth = merged(&kind);
    let mut random = mizan::measure::Random::new(11, 0);
    for id in ["aari_rate", "lix", "flesch", "osman_wordless", "gulpease"] {
        let expected = value(id, &truth);
        let held = (0..400)
            .filter(|_| {
                let drawn: Vec<Counts> = (0..30).map(|_| kind[random.below(2000) as usize]).collect();
                let interval = asked(id).of_sentences(&drawn).unwrap().unwrap();
                interval.low <= expected && expected <= interval.high
            })
            .count();
        assert!((360..=396).contains(&held), "{id}: {held} of 400");
    }
}

/// Characters that the programs treat in a way of their own.
const ALPHABET: &str = "[اويىبءئؤذظنمآأإة \\.\\.\n\r\t,!?؟،*_'0-3٢a-ctsdvelr\u{64b}-\u{653}\u{657}\u{658}\u{670}ـ\
    \u{0}\u{1}\u{1c}\u{85}\u{a0}\u{2028}\u{200f}\u{fffd}\u{7f}😀𞸀«-]{0,60}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_text_in_pieces_is_the_text(text in ALPHABET, cuts in prop::collection::vec(0usize..200, 0..6)) {
        let (mut java, mut textstat) = (JavaOsman::default(), TextstatOsman::default());
        let mut cuts: Vec<usize> = cuts
            .into_iter()
            .map(|cut| {
                let cut = cut.min(text.len());
                (0..=cut).rev().find(|&at| text.is_char_boundary(at)).unwrap()
            })
            .chain([0, text.len()])
            .collect();
        cuts.sort_unstable();
        for pair in cuts.windows(2) {
            java.observe(&text[pair[0]..pair[1]]);
            textstat.observe(&text[pair[0]..pair[1]]);
            // Looking changes nothing.
            let _ = (java.scores(), textstat.score());
        }
        prop_assert_eq!(java.terms(), JavaOsman::of(&text).terms());
        prop_assert_eq!(java.scores(), JavaOsman::of(&text).scores());
        prop_assert_eq!(textstat.terms(), TextstatOsman::of(&text).terms());
    }

    #[test]
    fn weights_do_not_hang_on_canonical_form(word in ALPHABET) {
        let nfc: String = word.nfc().collect();
        let nfd: String = word.nfd().collect();
        prop_assert_eq!(WordWeights::of(&nfc), WordWeights::of(&nfd));
        prop_assert_eq!(WordWeights::of(&nfc), WordWeights::of(&word));
    }

    #[test]
    fn counts_are_a_monoid(sizes in prop::collection::vec((0u64..9, any::<u64>()), 3)) {
        let parts: Vec<Counts> = sizes.iter().map(|&(words, seed)| made(words, seed % 1_000_000)).collect();
        let (mut left, mut right) = (parts[0], parts[1]);
        left.merge(parts[1]);
        let pair = left;
        left.merge(parts[2]);
        right.merge(parts[2]);
        let mut nested = parts[0];
        nested.merge(right);
        prop_assert_eq!(left, nested);
        let mut identity = Counts::default();
        identity.merge(pair);
        identity.merge(Counts::default());
        prop_assert_eq!(identity, pair);
        prop_assert_eq!(left.without(&parts[2]), Counts { rule: pair.rule, ..pair });
    }
}
