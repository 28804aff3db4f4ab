//! The concordance that passes lines over against the one that reads every line, on real and on random text.

use mizan::concordance::{Hit, Query, Searcher, TermTest};
use mizan::profile::LayerTerms;
use mizan::{Folding, Layer, LayerSpec, Piece, Settings, Unit};
use proptest::prelude::*;

fn spec(layer: Layer) -> LayerSpec {
    LayerSpec { layer, ..LayerSpec::default() }
}

/// The hits found by skipping lines and by reading them all.
fn both(query: &Query, text: &str, settings: &Settings) -> (Vec<Hit>, Vec<Hit>) {
    let terms = LayerTerms::new(query.spec());
    let piece = Piece::document(text);
    let fast = Searcher::new(query, &terms, settings, 3).search(&piece);
    let plain = Searcher::new(query, &terms, settings, 3).without_skipping().search(&piece);
    (fast, plain)
}

#[test]
fn the_article_is_searched_alike() {
    let text = include_str!("../seeds/article.txt");
    let mut hits = 0;
    for (layer, pattern) in [
        (Layer::Normal, "داعش"),
        (Layer::Normal, "في ليبيا"),
        (Layer::Normal, "من * القذافي"),
        (Layer::Normal, "2011"),
        (Layer::Surface, "سرت"),
        (Layer::Root, "قتل"),
        (Layer::Root, "كون"),
        (Layer::Root, "قول"),
        (Layer::Root, "ءخذ"),
        (Layer::Stem, "ليبيا"),
        (Layer::Lemma, "مدينة"),
        (Layer::Pattern, "فاعل"),
    ] {
        let query = Query::terms(pattern, spec(layer)).unwrap();
        for unit in Unit::ALL {
            let (fast, plain) = both(&query, text, &Settings { unit, ..Settings::default() });
            assert_eq!(fast, plain, "{pattern} on {}", layer.name());
            hits += fast.len();
        }
    }
    assert!(hits > 100, "{hits}");
}

#[test]
fn a_token_list_is_one_sentence_and_a_phrase_stays_in_one() {
    let query = Query::terms("b c", spec(Layer::Normal)).unwrap();
    let hits = |text: &str, unit| both(&query, text, &Settings { unit, ..Settings::default() });
    assert_eq!(hits("a\nb\nc\nd", Unit::Tokens).0.len(), 1);
    assert_eq!(hits("a b\nc d", Unit::Text).0.len(), 0);
    assert_eq!(hits("a b c d", Unit::Text).0[0].left, ["a"]);
    // A hit is not looked for inside itself.
    let twice = Query::terms("a a", spec(Layer::Normal)).unwrap();
    assert_eq!(both(&twice, "a a a a a", &Settings::default()).0.len(), 2);
}

#[test]
fn tests_of_terms_can_be_anything() {
    let starts = |letter: char| TermTest::Passes(Box::new(move |term: &str| term.starts_with(letter)));
    let query = Query::new(vec![starts('b'), TermTest::Any, starts('d')], spec(Layer::Normal)).unwrap();
    let (fast, plain) = both(&query, "a bb c dd\nb d\nb! d? d", &Settings::default());
    assert_eq!(fast, plain);
    assert_eq!(fast[0].node, ["bb", "c", "dd"]);
}

/// Text of words that are near one another: marks, tatweel, presentation forms, punctuation, line ends.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "كتاب",
        "كَتَبَ",
        "كـتـب",
        "ﻛﺘﺎﺐ",
        "الكتاب",
        "مكتبة",
        "ادّكر",
        "ذكر",
        "قال",
        "ا\u{654}خذ",
        "أخذ",
        "b",
        "2011",
        "،",
        ".",
        "!",
        "\n",
        "\r\n",
        " ",
        " ",
        " ",
        "\u{200f}",
        "\u{a0}",
        "\u{64e}",
        "@user",
        "a.b",
        "-",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_line_with_a_hit_is_passed_over(text in text()) {
        for (layer, pattern) in [
            (Layer::Normal, "كتاب"),
            (Layer::Normal, "أخذ"),
            (Layer::Normal, "كتب * ذكر"),
            (Layer::Surface, "كـتـب"),
            (Layer::Root, "كتب"),
            (Layer::Root, "ذكر"),
            (Layer::Root, "قول"),
            (Layer::Root, "ءخذ"),
        ] {
            for folding in [Folding::NORMAL, Folding::parse("search").unwrap()] {
                let query = Query::terms(pattern, LayerSpec { folding, ..spec(layer) }).unwrap();
                let (fast, plain) = both(&query, &text, &Settings::default());
                prop_assert_eq!(fast, plain, "{} on {}", pattern, layer.name());
            }
        }
    }
}
