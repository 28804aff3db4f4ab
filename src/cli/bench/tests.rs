//! The corpus that is made against the figures of real text.

use super::corpus::{Style, generate};
use mizan::count::Keep;
use mizan::{Profile, Settings};

fn profile(style: Style, bytes: usize) -> Profile {
    let settings = Settings { keep: Keep::Documents, ..Settings::default() };
    Profile::of(&generate(style, bytes, 7), &settings)
}

/// The figures of real texts: 10 MB of news have 10.9 bytes a word with what follows it, 94,166 types in 921,115 words,
/// 27.7 words a sentence (`mizan stats`, 2026-11), and 96 % of their words have at most 16 bytes. Vocalised hadith
/// has 0.62 marks a letter and 14.3 bytes a word; the made text has more of both, with the longer words of news.
#[test]
fn figures_are_those_of_real_text() {
    let bytes = 10_000_000;
    let news = profile(Style::News, bytes);
    let each = bytes as f64 / news.tokens() as f64;
    assert!((9.5..12.5).contains(&each), "{each} bytes a word");
    assert!((75_000..115_000).contains(&news.types.len()), "{} types", news.types.len());
    let short: u64 =
        news.types.iter().filter(|(form, _, _)| form.len() <= 16).map(|(_, _, count)| count).sum();
    let share = short as f64 / news.tokens() as f64;
    assert!((0.93..0.99).contains(&share), "{share} within 16 bytes");
    let words = news.tokens() as f64 / news.sentences as f64;
    assert!((20.0..30.0).contains(&words), "{words} words a sentence");
    let vocalised = profile(Style::Vocalised, 2_000_000);
    let each = 2_000_000.0 / vocalised.tokens() as f64;
    assert!((16.0..22.0).contains(&each), "{each} bytes a word");
}

#[test]
fn the_same_seed_gives_the_same_text() {
    for style in [Style::News, Style::Vocalised, Style::Mixed] {
        let text = generate(style, 20_000, 1);
        assert_eq!(text, generate(style, 20_000, 1));
        assert_ne!(text, generate(style, 20_000, 2));
        assert!((20_000..25_000).contains(&text.len()));
    }
}
