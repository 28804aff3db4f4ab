//! The words of every set of instructions, on any text, are those of the rules one by one; and of unicode-segmentation
//! where no joiner stands, which is where that crate leaves the rules.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mizan::scan::{Isa, Scanner, segments};
use unicode_segmentation::UnicodeSegmentation;

fuzz_target!(|text: &str| {
    let (mut start, mut expected) = (0, Vec::new());
    for (end, is_word) in segments(text) {
        if is_word {
            expected.push((start, end));
        }
        start = end;
    }
    for isa in Isa::available() {
        let found: Vec<_> = Scanner::new(isa).scan(text).map(|word| (word.start, word.end)).collect();
        assert_eq!(found, expected, "{}", isa.name());
    }
    if !text.contains('\u{200D}') {
        let words = text.unicode_word_indices().map(|(start, word)| (start, start + word.len()));
        assert!(words.eq(expected));
    }
});
