//! Sentences: hand-made cases and the laws of splitting. UAX #29 is tested in `unicode`.

use mizan::token::sentence::{EndReason, Sentence, SentenceMode, SoftWrap, Splitter};
use mizan::{Profile, Settings};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const ARTICLE: &str = include_str!("../seeds/article.txt");

fn split(mode: SentenceMode, text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    Splitter::new(mode).split(text, &mut Default::default(), &mut sentences);
    sentences
}

fn texts(text: &str) -> Vec<&str> {
    split(SentenceMode::Mizan, text).iter().map(|sentence| sentence.span.of(text)).collect()
}

/// Ends as `¦` marks them, after the last character of a sentence; the end of the text left out.
fn marked_ends(marked: &str) -> (String, Vec<usize>) {
    let (mut text, mut ends) = (String::new(), Vec::new());
    for (at, piece) in marked.split('¦').enumerate() {
        if at > 0 {
            ends.push(visible(&text).len());
        }
        text.push_str(piece);
    }
    (text, ends)
}

fn visible(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || mizan::script::is_invisible(c))
}

#[test]
fn hand_made_cases() {
    let table = include_str!("cases/sentences.tsv");
    let mut wrong = Vec::new();
    let mut cases = 0;
    for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [id, marked, why] = cells.as_slice() else { panic!("{row}") };
        let (text, expected) = marked_ends(&marked.replace("\\n", "\n"));
        let splitter = Splitter::new(SentenceMode::Mizan).with_ayah(id.starts_with("ayah"));
        let mut sentences = Vec::new();
        splitter.split(&text, &mut Default::default(), &mut sentences);
        let ends = sentences.iter().map(|sentence| sentence.span.end as usize);
        let found: Vec<usize> = ends.filter(|&end| end < visible(&text).len()).collect();
        cases += 1;
        if found != expected {
            wrong.push(format!("{id} ({why}): {marked} {found:?}"));
        }
    }
    assert!(cases > 300);
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn reasons_and_depth() {
    let text = "هل جاء؟ نعم! (ربما\n«لا... \nعنوان\nآخر";
    let sentences = split(SentenceMode::Mizan, text);
    let reasons: Vec<&str> = sentences.iter().map(|sentence| sentence.reason.code()).collect();
    assert_eq!(reasons, ["question", "exclamation", "newline", "ellipsis", "newline", "end"]);
    assert_eq!((sentences[2].open_brackets, sentences[3].open_quotes, sentences[4].open_quotes), (1, 1, 0));
    assert_eq!(sentences.iter().map(|sentence| sentence.paragraph).collect::<Vec<_>>(), [0, 0, 0, 1, 2, 3]);
    let codes: Vec<&str> = EndReason::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(
        codes,
        ["stop", "question", "exclamation", "ellipsis", "glued", "newline", "clause", "end", "limit"]
    );
}

#[test]
fn clauses_and_lines() {
    let text = "جاء الرجل من المدينة، وهو يحمل كتابا؛ ثم جلس: نعم.";
    let clauses: Vec<_> = split(SentenceMode::Clause, text);
    assert_eq!(
        clauses.iter().map(|clause| clause.reason.code()).collect::<Vec<_>>(),
        ["clause", "clause", "stop"]
    );
    assert_eq!(split(SentenceMode::Clause, "بلغ 6،000 رجل في المدينة الكبيرة.").len(), 1);
    assert_eq!(split(SentenceMode::Newline, "نعم. لا. ربما.\nآخر. سطر.").len(), 2);
}

#[test]
fn ayahs_end_only_when_asked() {
    let text = "قل هو الله أحد ﴿١﴾ الله الصمد ﴿٢﴾ لم يلد ۝٣ ولم يولد";
    let mut ayahs = Vec::new();
    Splitter::new(SentenceMode::Mizan).with_ayah(true).split(text, &mut Default::default(), &mut ayahs);
    assert_eq!((ayahs.len(), split(SentenceMode::Mizan, text).len()), (4, 1));
}

#[test]
fn a_long_sentence_is_cut_at_white_space() {
    let text = "كلمة أخرى ".repeat(100);
    let splitter = Splitter::new(SentenceMode::Mizan).with_max_sentence_bytes(100);
    let mut pieces = Vec::new();
    splitter.split(&text, &mut Default::default(), &mut pieces);
    assert!(pieces.iter().all(|piece| piece.span.len() <= 100 && !piece.span.of(&text).starts_with(' ')));
    let words: usize = pieces.iter().map(|piece| piece.span.of(&text).split(' ').count()).sum();
    assert_eq!(words, 200);
    let word = "ب".repeat(1000);
    let mut whole = Vec::new();
    splitter.split(&format!("{word} {word}"), &mut Default::default(), &mut whole);
    assert_eq!(whole.len(), 2);
}

/// Text full of what the rules look at.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[\u{628}-\u{63a}\u{641}-\u{64a}]{1,6}",
        4 => Just(" ".to_owned()),
        3 => "[.!?؟…۔]{1,3}",
        2 => "[«»\"()\\[\\]“”]",
        1 => "[،؛:,;]",
        1 => "[0-9]{1,4}",
        1 => "[A-Za-z]{1,3}",
        1 => prop_oneof![Just("د."), Just("ق.م."), Just("إلخ."), Just("ص. "), Just("في."), Just("قال "), Just("وقال ")]
            .prop_map(str::to_owned),
        1 => Just("www.a.com".to_owned()),
        1 => "[\u{64e}-\u{652}]",
        1 => Just("😀".to_owned()),
        1 => Just("[12]".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What was decided, without where.
fn shape(sentences: &[Sentence]) -> Vec<(&'static str, u32, bool, u16, u16)> {
    let shape = |s: &Sentence| (s.reason.code(), s.paragraph, s.has_word, s.open_quotes, s.open_brackets);
    sentences.iter().map(shape).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn only_space_lies_between_sentences(text in line(), mode in 0usize..4) {
        let mut at = 0;
        for sentence in split(SentenceMode::ALL[mode], &text) {
            let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
            prop_assert!(start >= at && end > start);
            prop_assert!(text[at..start].chars().all(|c| c.is_whitespace() || mizan::script::is_invisible(c)));
            let piece = sentence.span.of(&text);
            prop_assert_eq!(piece.trim(), piece);
            at = end;
        }
        prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || mizan::script::is_invisible(c)));
    }

    #[test]
    fn lines_are_split_alone(a in line(), b in line(), mode in 0usize..3) {
        let mode = SentenceMode::ALL[mode];
        let first = format!("{a}\n");
        let mut expected = split(mode, &first);
        let paragraphs = expected.last().map_or(0, |last| last.paragraph + 1);
        let shift = first.len() as u32;
        expected.extend(split(mode, &b).into_iter().map(|mut sentence| {
            sentence.span.start += shift;
            sentence.span.end += shift;
            sentence.paragraph += paragraphs;
            sentence
        }));
        prop_assert_eq!(split(mode, &format!("{first}{b}")), expected);
        for end in ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
            let other = shape(&split(mode, &format!("{a}{end}{b}")));
            prop_assert_eq!(other, shape(&split(mode, &format!("{a}\n{b}"))));
        }
    }

    #[test]
    fn a_cut_changes_nothing(parts in proptest::collection::vec(line(), 1..6), cap in prop_oneof![Just(1usize << 20), Just(600)], mode in 0usize..3) {
        // Long enough for look-ahead to end inside.
        let text = format!("{}{}", parts.join(" "), " نهاية الكلام هنا. ثم تتمة طويلة".repeat(80));
        let splitter = Splitter::new(SentenceMode::ALL[mode]).with_max_sentence_bytes(cap);
        let mut whole = Vec::new();
        splitter.split(&text, &mut Default::default(), &mut whole);
        let mut first = Default::default();
        if let Some((at, mut carry)) = splitter.cut(&text, &mut first) {
            let (mut head, mut tail) = (Vec::new(), Vec::new());
            splitter.split(&text[..at], &mut first, &mut head);
            let before = head.iter().filter(|sentence| sentence.has_word).count() as u64;
            prop_assert_eq!(carry.sentences_in_paragraph(), before);
            splitter.split(&text[at..], &mut carry, &mut tail);
            head.extend(tail.into_iter().map(|mut sentence| {
                sentence.span.start += at as u32;
                sentence.span.end += at as u32;
                sentence
            }));
            prop_assert_eq!(head, whole);
        }
    }

    #[test]
    fn composed_and_decomposed_text_is_split_alike(text in line(), mode in 0usize..3) {
        let mode = SentenceMode::ALL[mode];
        let marked = text.replace('\u{628}', "\u{623}").replace('\u{62a}', "\u{622}").replace('\u{62b}', "\u{626}");
        let composed: String = marked.nfc().collect();
        let decomposed: String = marked.nfd().collect();
        prop_assert_eq!(shape(&split(mode, &composed)), shape(&split(mode, &decomposed)), "{}", composed);
    }

    #[test]
    fn a_line_of_punctuation_adds_no_counted_sentence(text in line(), marks in "[.؟!…،؛»«)( ]{0,8}") {
        let counted = |text: &str| {
            split(SentenceMode::Mizan, text).iter().filter(|sentence| sentence.has_word).count()
        };
        prop_assert_eq!(counted(&format!("{text}\n{marks}\n")), counted(&text));
    }

    #[test]
    fn invisible_characters_and_marks_change_no_decision(text in line(), at in any::<prop::sample::Index>(), which in 0usize..6) {
        let inserted = ['\u{200f}', '\u{200e}', '\u{61c}', '\u{2067}', '\u{640}', '\u{64e}'][which];
        let places: Vec<usize> = text
            .char_indices()
            .filter(|&(place, c)| {
                // Tatweel and marks stand in words.
                let before = text[..place].chars().next_back();
                which < 4 || (before.is_some_and(mizan::script::is_arabic_letter) && mizan::script::is_arabic_letter(c))
            })
            .map(|(place, _)| place)
            .collect();
        // An address is cut by what stands in it.
        if places.is_empty() || text.contains("www") {
            return Ok(());
        }
        let place = places[at.index(places.len())];
        let changed = format!("{}{inserted}{}", &text[..place], &text[place..]);
        prop_assert_eq!(shape(&split(SentenceMode::Mizan, &changed)), shape(&split(SentenceMode::Mizan, &text)), "{}", changed);
    }
}

#[test]
fn wrapped_lines_are_one() {
    let text = "كان الرجل يمشي في الطريق الطويل وحده\nوهو يفكر في ما قاله له صديقه القديم أمـ\nس. ثم عاد إلى بيته القريب من السوق ونا\nم\n\n1. بند طويل يملأ السطر كله من أوله هنا\n2. بند ثان";
    let wrapped = |text: &str| {
        let mut sentences = Vec::new();
        let splitter = Splitter::new(SentenceMode::Mizan).with_wrap(SoftWrap::Yes.of(text));
        splitter.split(text, &mut Default::default(), &mut sentences);
        sentences
    };
    let sentences = wrapped(text);
    let paragraphs: Vec<u32> = sentences.iter().map(|sentence| sentence.paragraph).collect();
    assert_eq!(paragraphs, [0, 0, 1, 1], "{sentences:?}");
    assert!(sentences[0].span.of(text).ends_with("أمـ\nس."));
    assert_eq!(split(SentenceMode::Mizan, text).len(), 6);
    // A line that is indented more, a blank one and one after a mark begin something new.
    let text = "سطر طويل كامل من الكلام هنا\n   سطر طويل كامل من الكلام\nسطر طويل كامل من الكلام هنا.\nسطر";
    assert_eq!(wrapped(text).len(), 3);
    let settings = Settings { soft_wrap: SoftWrap::Yes, ..Settings::default() };
    let profile = Profile::of("هذا سطر كامل طويل فيه كتاـ\nب جديد عن الشعر القديم هنا", &settings);
    assert!(profile.types.iter().any(|(surface, _, _)| surface == "كتاب"));
    assert_eq!((profile.sentences, profile.tokens()), (1, 11));
}

#[test]
fn clauses_are_counted() {
    let text = "جاء الرجل من المدينة، وهو يحمل كتابا؛ ثم جلس: نعم. وعاد.";
    let profile = Profile::of(text, &Settings::default());
    assert_eq!(profile.clause_words.iter().collect::<Vec<_>>(), [(1, 1), (3, 2), (4, 1)]);
    assert_eq!(profile.sentence_clauses.iter().collect::<Vec<_>>(), [(1, 1), (3, 1)]);
}

#[test]
fn the_article_has_its_sentences() {
    let sentences = split(SentenceMode::Mizan, ARTICLE);
    assert!(sentences.iter().all(|sentence| sentence.has_word));
    assert!(texts(ARTICLE).iter().any(|text| text.contains("6،000 مسلح")));
}

#[test]
fn bait_is_split() {
    for bait in
        [".", "؟", "د. ", "\"", "(", "! ", "«أ. ", "ا.ب.", "...a", "[1]", "😀.", ". \u{64e}", "1.", "،"]
    {
        let text = bait.repeat(100_000);
        for mode in [SentenceMode::Mizan, SentenceMode::Clause] {
            split(mode, &text);
        }
    }
}

#[test]
fn marks_on_latin_letters_before_a_dot_are_no_place_to_cut() {
    for text in
        ["a\u{1e01b}.:", "و\u{64e}a\u{64e}\u{64e}. B", "S\u{200f}t\u{65f}. نعم", "x\u{301}.y\u{301}. ب"]
    {
        let mut sentences = Vec::new();
        Splitter::new(SentenceMode::Mizan).split(text, &mut Default::default(), &mut sentences);
        assert!(!sentences.is_empty(), "{text}");
    }
}
