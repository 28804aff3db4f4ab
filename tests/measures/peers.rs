//! Other programs on the random list: the same numbers, or the fault that makes theirs differ. The calls are those of
//! `tests/measure_parity.rs`, which repeats the comparison on any list.

use super::Terms;
use mizan::measure::{Reason, Score};

#[test]
fn lexicalrichness() {
    // LexicalRichness 0.5.1: LexicalRichness(text, preprocessor=None, tokenizer=str.split).
    Terms::random().check(
        1e-9,
        &[
            ("ttr", 0.135),
            ("root_ttr", 3.3068111527572905),
            ("corrected_ttr", 2.338268590217984),
            ("herdan_c", 0.6869622446276462),
            ("summer_s", 0.7976763249108119),
            ("dugast_u", 20.435009980208598),
            ("maas_a2", 0.04893562572117678),
            ("yule_k", 249.77777777777777),
            ("yule_i", 0.6898328251498265),
            ("herdan_vm", 0.11957744533188006),
            ("simpson_d", 0.02501947690595437),
            ("mtld_le_min1", 31.213952558175887),
            ("mattr_50", 0.6483484573502731),
            ("msttr_70", 0.5821428571428572),
            ("hdd_42", 0.66572116718509),
        ],
    );
}

#[test]
fn lexicalrichness_drops_a_full_segment() {
    // Its msttr(50) of 600 tokens is the mean of 11 segments, 0.6545454545454545; there are 12.
    let random = Terms::random();
    random.check(1e-12, &[("msttr_50", 0.645)]);
    let eleven = Terms::new(random.terms[..550].to_vec());
    eleven.check(1e-12, &[("msttr_50", 0.6545454545454545)]);
}

#[test]
fn lexicalrichness_gives_the_length_where_mtld_is_undefined() {
    // Its mtld of 60 distinct tokens is 60.
    let distinct = Terms::new((0..60).collect());
    assert_eq!(distinct.score("mtld_le_min1"), Score::Undefined(Reason::NoFactor));
}

#[test]
fn lexical_diversity() {
    // lexical_diversity 0.1.1, lex_div.
    Terms::random().check(
        1e-9,
        &[
            ("ttr", 0.135),
            ("root_ttr", 3.3068111527572905),
            ("herdan_c", 0.6869622446276462),
            ("maas_a2_log10", 0.11267844230191766),
            ("msttr_50", 0.645),
            ("mattr_50", 0.6483484573502731),
            ("hdd_42", 0.665721167185089),
            ("mtld_last_partial", 31.28806668263397),
            ("mtld_ma_wrap", 30.47833333333333),
        ],
    );
}

#[test]
fn lexical_diversity_gives_numbers_where_there_are_none() {
    // Its mattr of 40 tokens is their plain ratio, .775; its hdd of 30 tokens is 0; its mtld of 60 distinct tokens is 0,
    // and its mtld_ma_wrap of them is 84, longer than the text.
    let random = Terms::random();
    let short = Terms::new(random.terms[..40].to_vec());
    assert_eq!(short.score("mattr_50"), Score::Undefined(Reason::TooShort));
    assert_eq!(short.score("msttr_50"), Score::Undefined(Reason::TooShort));
    short.check(1e-12, &[("ttr", 0.775)]);
    assert_eq!(Terms::new(random.terms[..30].to_vec()).score("hdd_42"), Score::Undefined(Reason::TooShort));
    let distinct = Terms::new((0..60).collect());
    for id in ["mtld_last_partial", "mtld_ma_wrap"] {
        assert_eq!(distinct.score(id), Score::Undefined(Reason::NoFactor));
    }
}

#[test]
fn wordless_takes_another_logarithm_for_honore() {
    // Its formula, 100·ln(N/(1 − V1/V)), gives 466.6 on the letters; the published one 831.3.
    let letters = Terms::letters();
    let theirs = 100.0 * (50.0 / (1.0 - 9.0f64 / 17.0)).ln();
    assert!((theirs - 466.579_481).abs() < 1e-5, "{theirs}");
    letters.check(1e-8, &[("honore_r", 831.304889)]);
    // Below 42 tokens its sample shrinks to the text, so that hdd is the plain ratio.
    let short = Terms::new(letters.terms[..30].to_vec());
    assert_eq!(short.score("hdd_42"), Score::Undefined(Reason::TooShort));
    short.check(1e-12, &[("hdd_30", short.value("ttr"))]);
}
