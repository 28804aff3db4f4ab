//! The analyser: hand-made cases, laws for any string, and floors under its accuracy.

use mizan::input::read_gold;
use mizan::measure::accuracy::{RootAccuracy, Tally};
use mizan::morphology::lexicon::Kind;
use mizan::morphology::{Analyzer, WordReader};
use mizan::{Folding, LayerSpec};
use proptest::prelude::*;
use std::path::Path;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn reader() -> WordReader {
    let spec = LayerSpec::default();
    WordReader::new(Folding::NORMAL, spec.stem, spec.root)
}

/// `word root kind lemma pattern segments why`.
#[test]
fn cases() {
    let reader = reader();
    let mut worker = reader.worker();
    let mut count = 0;
    for line in file("tests/cases/analyses.tsv").lines().filter(|line| !line.starts_with("# ")).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [word, root, kind, lemma, pattern, segments, why] = cells[..] else { panic!("{line}") };
        let found = worker.read(word, 5);
        let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let answer = (
            or(found.root.map(|root| root.to_string())),
            found.kind,
            or(found.lemma),
            or(found.pattern),
            found.segments.join("+"),
        );
        let answer = (answer.0.as_str(), answer.1, answer.2.as_str(), answer.3.as_str(), answer.4.as_str());
        assert_eq!(answer, (root, kind, lemma, pattern, segments), "{word}: {why}");
        count += 1;
    }
    assert!(count >= 80, "{count} cases");
}

/// Accuracy cannot rot: the floors are a little below what was measured (README), on words that no table holds.
#[test]
fn accuracy_does_not_fall() {
    let gold = read_gold(&file("seeds/gold/roots.tsv"), "seeds/gold/roots.tsv").expect("gold");
    assert!(gold.len() >= 1000, "{} rows of gold", gold.len());
    let reader = reader();
    let mut worker = reader.worker();
    let accuracy = RootAccuracy::of(&gold, |word| worker.read(word, 24).alternatives);
    let at_least = |name: &str, tally: &Tally, floor: f64| {
        let share = tally.type_share().value().expect("words of the group");
        assert!(share >= floor, "{name}: {share:.2} % of types, of {floor}");
    };
    at_least("roots", &accuracy.rooted, 97.5);
    at_least("foreign", &accuracy.foreign, 90.0);
    at_least("function", &accuracy.function, 90.0);
    assert!(accuracy.overall().value().expect("words") >= 97.0, "{:?}", accuracy.overall());
}

/// A reference stemmer on the same gold, by the same scorer: what the analyser is compared with.
#[test]
fn the_analyser_beats_isri() {
    let gold = read_gold(&file("seeds/gold/roots.tsv"), "seeds/gold/roots.tsv").expect("gold");
    let isri = WordReader::new(
        Folding::NORMAL,
        mizan::morphology::StemmerId::Light10,
        mizan::morphology::StemmerId::Isri,
    );
    let ours = reader();
    let [share, own] = [isri, ours].map(|reader| {
        let mut worker = reader.worker();
        let accuracy = RootAccuracy::of(&gold, |word| worker.read(word, 24).alternatives);
        accuracy.rooted.type_share().value().expect("words")
    });
    assert!(
        share > 40.0 && share + 20.0 < own,
        "ISRI is right for {share:.2} % of types, the analyser for {own:.2}"
    );
}

/// The words of the article that have no root, and those that have: none of them is on a list made for it.
#[test]
fn the_article_is_read() {
    let reader = reader();
    let mut worker = reader.worker();
    for (word, root) in [
        ("القذافي", Some("قذف")),
        ("ليبيا", None),
        ("داعش", None),
        ("حفتر", None),
        ("سرت", None),
        ("مصراتة", None),
        ("الفصائل", Some("فصل")),
        ("المناطق", Some("نطق")),
        ("للسيطرة", Some("سيطر")),
        ("يستعيد", Some("عود")),
    ] {
        assert_eq!(worker.root(word).map(|root| root.to_string()).as_deref(), root, "{word}");
    }
}

/// The laws that hold for any string.
fn check(word: &str) {
    let analyzer = Analyzer::standard();
    let mut worker = analyzer.worker();
    let analyses = worker.analyze(word);
    let all: Vec<_> = analyses.iter().collect();
    assert!(!all.is_empty(), "{word:?} has no analysis");
    assert!(all.windows(2).all(|pair| pair[0].cost() <= pair[1].cost()), "{word:?}: the costs fall");
    for (at, analysis) in all.iter().enumerate() {
        assert!(
            all[..at].iter().all(|other| other.root() != analysis.root()),
            "{word:?}: a root stands twice"
        );
        assert_eq!(analysis.segments().concat(), word);
        assert!(word.contains(analysis.stem()), "{word:?}");
        assert!(
            analysis
                .root()
                .is_none_or(|_| !matches!(analysis.kind(), Kind::Foreign | Kind::Number | Kind::Latin))
        );
        let _ = (analysis.lemma(), analysis.pattern(), analysis.plain_stem());
    }
    let best = (all[0].root(), all[0].kind());
    assert_eq!(analyses.margin().is_none(), all.len() == 1);
    // From memory the answer is the same.
    let mut remembering = analyzer.worker();
    assert_eq!(remembering.root(word), best, "{word:?}");
    assert_eq!(remembering.root(word), best, "{word:?}");
}

#[test]
fn odd_words_are_read() {
    for (word, kind) in [
        ("", Kind::Unknown),
        (" ", Kind::Unknown),
        ("\u{64e}\u{651}", Kind::Unknown),
        ("\u{640}", Kind::Unknown),
        ("\u{202e}\u{2066}", Kind::Unknown),
        ("2011", Kind::Number),
        ("٣٫٥", Kind::Number),
        ("abc", Kind::Latin),
        ("ΑΒΓ", Kind::Latin),
        ("漢字", Kind::Latin),
        ("🙂", Kind::Unknown),
    ] {
        check(word);
        assert_eq!(Analyzer::standard().worker().analyze(word).best().kind(), kind, "{word:?}");
    }
    for word in [
        "و",
        "الو",
        "كa",
        "كتاب1",
        "\u{feff}كتاب",
        "كتاب\u{200f}",
        "پژوهش",
        "ڤيديو",
        "\u{fdf2}",
        "\u{fdfa}",
        "ا\u{653}مال",
    ] {
        check(word);
    }
    for long in [
        "ك".repeat(32),
        "ك".repeat(33),
        "كتاب".repeat(16 << 10),
        "\u{64e}".repeat(64 << 10),
        "و\u{64e}".repeat(32 << 10),
    ] {
        check(&long);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_read(word in "\\PC{0,40}") {
        check(&word);
    }

    #[test]
    fn any_arabic_letters_are_read(word in "[\u{60c}-\u{6d5}\u{fb50}-\u{fdff}\u{fe70}-\u{fefc}]{0,16}") {
        check(&word);
    }

    #[test]
    fn affixes_alone_are_read(parts in proptest::collection::vec("و|ف|ال|ب|ل|س|ي|ت|ن|ا|ون|ين|ات|ة|ه|ها|هم|ني|كم|ك", 0..8)) {
        check(&parts.concat());
    }
}
