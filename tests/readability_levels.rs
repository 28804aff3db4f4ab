//! Levels, reasons and formulas as the user of `mizan readability` meets them, and the laws of their explanation.
#![cfg(feature = "model")]

use assert_cmd::Command;
use mizan::readability::{Grader, SentenceReader, SentenceReading, Wanted};
use mizan::{Settings, Splitter};
use proptest::prelude::*;
use serde_json::Value;

struct Run {
    out: String,
    err: String,
    code: i32,
}

fn run(args: &[&str], input: &str) -> Run {
    let mut command = Command::cargo_bin("mizan").unwrap();
    let output = command.args(args).env_remove("CLICOLOR_FORCE").write_stdin(input).output().unwrap();
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn json(args: &[&str], input: &str) -> Value {
    let run = run(&[&["readability", "--format", "json"], args].concat(), input);
    let value: Value =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err));
    value["readability"].clone()
}

fn read(text: &str) -> SentenceReading {
    let wanted = Wanted { programs: true, why: true, forms: true };
    SentenceReader::new(&Settings::default(), Grader::standard(), wanted).read_one(text)
}

const EASY: &str = "ذهب الولد إلى البيت.";
const HARD: &str = "وقد أفضت المفاوضات المضنية التي خاضها ممثلو الأطراف المتناحرة إلى إبرام اتفاقية تستلزم تصديق البرلمانات عليها قبل دخولها حيز التنفيذ.";

#[test]
fn hard_is_harder_than_easy() {
    let score = |text: &str| read(text).grade.unwrap().score;
    assert!(score(EASY) + 4.0 < score(HARD), "{} {}", score(EASY), score(HARD));
}

#[test]
fn each_paragraph_has_its_own_distinct_words() {
    let text = "كتب الولد الدرس.\n\nكتب الولد الدرس. كتب كَتَبَ الولد.\n\nقرأ الولد.\n";
    let found = json(&[], text);
    let types = |unit: &Value| unit["counts"]["types"].as_u64().unwrap();
    let of = |units: &str| found[units].as_array().unwrap().iter().map(types).collect::<Vec<_>>();
    assert_eq!(of("paragraphs"), [3, 3, 2]);
    assert_eq!(of("sentences"), [3, 3, 2, 2]);
    assert_eq!(types(&found["document"]), 4);
}

#[test]
fn reasons_add_up_to_the_score() {
    let article = include_str!("../seeds/article.txt");
    for scale in ["plain", "rescaled"] {
        let found = json(&["--level-scale", scale], article);
        let sentences = found["sentences"].as_array().unwrap();
        for unit in
            sentences.iter().chain([&found["document"]]).chain(found["paragraphs"].as_array().unwrap())
        {
            let (score, base) =
                (unit["level"]["score"].as_f64().unwrap(), unit["level"]["base"].as_f64().unwrap());
            let parts = unit["why"].as_array().unwrap().iter().filter_map(|why| why["contribution"].as_f64());
            assert!((base + parts.sum::<f64>() - score).abs() < 1e-9, "{unit}");
        }
        assert_eq!(sentences.len(), 39);
        assert_eq!(found["paragraphs"].as_array().unwrap().len(), 27);
    }
}

#[test]
fn the_document_is_the_mean_of_its_sentences() {
    let found = json(&[], include_str!("../seeds/article.txt"));
    let (mut sum, mut words, mut plain) = (0.0, 0.0, Vec::new());
    for sentence in found["sentences"].as_array().unwrap() {
        let (score, own) =
            (sentence["level"]["score"].as_f64().unwrap(), sentence["counts"]["words"].as_f64().unwrap());
        sum += score * own;
        words += own;
        plain.push(score);
    }
    let level = &found["document"]["level"];
    assert!((level["score"].as_f64().unwrap() - sum / words).abs() < 1e-9);
    let mean = plain.iter().sum::<f64>() / plain.len() as f64;
    assert!((level["mean"].as_f64().unwrap() - mean).abs() < 1e-9);
    assert_eq!(level["level_19"].as_f64().unwrap(), (sum / words).round());
    assert_eq!(found["document"]["counts"]["words"], 922);
}

#[test]
fn what_is_no_arabic_text_has_no_level() {
    for (text, reason) in [
        ("", "empty"),
        (" \n\n", "empty"),
        ("؟؟؟ !!! ...", "empty"),
        ("123 456 ٧٨٩", "empty"),
        ("The cat sat on the mat. It slept.", "not_arabic"),
        ("7abibi kifak 3amel eh", "not_arabic"),
        ("كلمة among many many English words that follow it here", "not_arabic"),
    ] {
        let document = &json(&[], text)["document"];
        assert!(document["level"].is_null(), "{text}: {document}");
        assert_eq!(document["reasons"]["level"], reason, "{text}");
        for (id, value) in document["measures"].as_object().unwrap() {
            assert!(value.is_null(), "{text}: {id} {value}");
            assert!(document["reasons"][id].is_string(), "{text}: {id}");
        }
    }
}

#[test]
fn one_word_and_mixed_text_are_scored_and_their_share_said() {
    let word = &json(&[], "مدرسة")["document"];
    assert_eq!(word["level"]["level_19"].as_u64().map(|level| (1..=19).contains(&level)), Some(true));
    let mixed = &json(&[], "يستخدم المهندسون في الشركة برنامج Word كل يوم")["document"];
    assert!(mixed["level"].is_object() && mixed["counts"]["other_letters"] == 4, "{mixed}");
}

#[test]
fn a_limit_that_is_crossed_is_an_exit_code() {
    assert_eq!(run(&["readability", "--fail-above", "level_19=18"], EASY).code, 0);
    assert_eq!(run(&["readability", "--fail-above", "level_19=1"], HARD).code, 1);
    assert_eq!(run(&["readability", "--fail-below", "osman_robust=500"], HARD).code, 1);
    assert_eq!(run(&["readability", "--fail-above", "lix=1000,level_19=19"], HARD).code, 0);
    // What is undefined crosses nothing.
    assert_eq!(run(&["readability", "--fail-above", "level_19=1"], "123").code, 0);
    let wrong = run(&["readability", "--fail-above", "hardness=3"], HARD);
    assert!(wrong.code == 2 && wrong.err.contains("help:"), "{}", wrong.err);
    assert_eq!(run(&["readability", "--fail-above", "lix"], HARD).code, 2);
}

#[test]
fn threads_and_formats_say_the_same() {
    let article = include_str!("../seeds/article.txt").repeat(60);
    let of = |threads: &str, format: &str| {
        run(&["readability", "--threads", threads, "--format", format], &article).out
    };
    for format in ["json", "tsv", "jsonl", "table"] {
        assert_eq!(of("1", format), of("3", format), "{format}");
    }
    let rows = of("1", "tsv");
    let header: Vec<&str> = rows.lines().next().unwrap().split('\t').collect();
    let (unit, level) =
        (header.iter().position(|h| *h == "unit"), header.iter().position(|h| *h == "level_19"));
    let found: Value = serde_json::from_str(&of("1", "json")).unwrap();
    let sentences = found["readability"]["sentences"].as_array().unwrap();
    let lines: Vec<Vec<&str>> = rows.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let of_sentences: Vec<_> = lines.iter().filter(|cells| cells[unit.unwrap()] == "sentence").collect();
    assert_eq!(of_sentences.len(), sentences.len());
    for (cells, sentence) in of_sentences.iter().zip(sentences) {
        assert_eq!(cells[level.unwrap()], sentence["level"]["level_19"].to_string());
    }
}

#[test]
fn each_document_by_itself() {
    let folder = tempfile::TempDir::new().unwrap();
    for (name, text) in [("a.txt", EASY), ("b.txt", HARD)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let path = folder.path().to_string_lossy().into_owned();
    let found = json(&["--per-document", &path], "");
    let documents = found["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2);
    let score = |at: usize| documents[at]["document"]["level"]["score"].as_f64().unwrap();
    assert!(score(0) < score(1));
    assert!(documents[1]["id"].as_str().unwrap().ends_with("b.txt"));
    // Together they are one text, whose sentences say where they stand.
    let both = json(&[&path], "");
    assert_eq!(both["sentences"].as_array().unwrap().len(), 2);
    assert!(both["sentences"][1]["document"].as_str().unwrap().ends_with("b.txt"));
}

#[test]
fn the_page_names_the_sentences_to_rewrite() {
    let page = run(&["readability", "seeds/article.txt"], "").out;
    for part in ["Level ", "Hardest sentences", "1. level", "2. level", "3. level", "rare words", "Formulas"]
    {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("4. level") && page.lines().all(|line| line.chars().count() < 140));
}

#[test]
fn reasons_are_rows_too() {
    let rows = run(&["readability", "--why", "--format", "tsv"], HARD).out;
    assert_eq!(rows.lines().next(), Some("sentence\tstart\tend\tcode\tcontribution\tat_least\ten\tar"));
    for code in ["length", "vocabulary", "relative"] {
        assert!(rows.lines().any(|line| line.split('\t').nth(3) == Some(code)), "{code}: {rows}");
    }
    let relative = rows.lines().find(|line| line.contains("\trelative\t")).unwrap();
    let cells: Vec<&str> = relative.split('\t').collect();
    assert_eq!(&HARD[cells[1].parse().unwrap()..cells[2].parse().unwrap()], "التي");
}

#[test]
fn facts_are_found() {
    let codes = |text: &str| -> Vec<&str> { read(text).facts.iter().map(|fact| fact.code.name()).collect() };
    for (text, code) in [
        ("سيذهب الولد غدا", "future"),
        ("سوف نرى", "future"),
        ("هل قرأت الكتاب؟", "question"),
        ("الرجل الذي جاء أخي", "relative"),
        ("لقد وصلنا", "qad"),
        ("إذا جاء المطر فرحنا", "condition"),
        ("كان الجو جميلا", "kana"),
        ("إن العلم نور", "inna"),
        ("اشترى كتابان", "dual"),
        ("قرأت الكتب والأخبار", "broken_plural"),
        ("بلغ العدد 1500 نسمة", "number"),
        ("ما جاء إلا علي", "exception"),
        ("كُتِبَ الدرس", "passive"),
        ("يُكْتَبُ الدرس", "passive"),
        ("شوهد الرجل في السوق", "passive"),
    ] {
        assert!(codes(text).contains(&code), "{text}: {:?}", codes(text));
    }
    assert!(!codes("ذهب الولد").contains(&"relative"));
}

#[test]
fn words_that_none_knows_are_called_unknown() {
    let rare = read("رأيت خضنفوجا كبيرا").rare;
    assert!(rare.iter().any(|word| word.word == "خضنفوجا"), "{rare:?}");
    assert!(rare.iter().all(|word| word.word != "كبيرا"));
}

#[test]
fn two_versions_are_compared() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("old.txt"), HARD).unwrap();
    std::fs::write(path("new.txt"), EASY).unwrap();
    let rows = run(&["compare", "--format", "tsv", &path("old.txt"), &path("new.txt")], "").out;
    let level = rows.lines().find(|line| line.starts_with("level\t")).unwrap();
    let cells: Vec<f64> = level.split('\t').skip(1).take(2).map(|cell| cell.parse().unwrap()).collect();
    assert!(cells[0] > cells[1] + 4.0, "{level}");
    assert!(rows.lines().any(|line| line.starts_with("osman_robust\t")), "{rows}");
}

#[test]
fn gold_levels_are_scored() {
    let gold = format!(
        "ID,Sentence,Readability_Level_19,Document\n1,{EASY},3,a\n2,\"{HARD}\",15,b\n3,هذا بيت.,2,a\n4,ذهبت إلى السوق.,4,c\n"
    );
    let rows = run(&["evaluate", "readability", "--format", "tsv"], &gold).out;
    let level = rows.lines().find(|line| line.starts_with("level\t4\t")).unwrap_or_else(|| panic!("{rows}"));
    let kappa: f64 = level.split('\t').nth(2).unwrap().parse().unwrap();
    assert!(kappa > 70.0, "{level}");
    assert!(rows.lines().any(|line| line.starts_with("aari\t4\t")));
    let missed = run(&["evaluate", "readability", "--errors", "1", "--format", "tsv"], &gold).out;
    assert_eq!(missed.lines().count(), 2, "{missed}");
    for (gold, word) in
        [("a,b\n1,2\n", "no column"), ("Sentence,Readability_Level_19,Document\nx,30,a\n", "line 2")]
    {
        let wrong = run(&["evaluate", "readability"], gold);
        assert!(wrong.code == 2 && wrong.err.contains(word), "{}", wrong.err);
    }
}

/// Arabic text with marks, tatweel and invisible characters strewn in.
fn strewn() -> impl Strategy<Value = (String, String)> {
    let words = prop::collection::vec("[ء-غف-ي]{1,9}", 1..25);
    (words, prop::collection::vec((0usize..200, "[\u{064b}-\u{0652}\u{0640}\u{200f}\u{200e}]"), 0..30))
        .prop_map(|(words, marks)| {
            let plain = words.join(" ");
            let mut chars: Vec<String> = plain.chars().map(String::from).collect();
            for (at, mark) in marks {
                let at = at % chars.len();
                if chars[at] != " " {
                    chars[at].push_str(&mark);
                }
            }
            (plain, chars.concat())
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn marks_change_no_level((plain, marked) in strewn()) {
        let score = |text: &str| read(text).grade.map(|explained| explained.score);
        prop_assert_eq!(score(&plain), score(&marked));
    }

    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,80}") {
        let reading = read(&text);
        if let Ok(explained) = &reading.grade {
            prop_assert!(explained.score.is_finite());
            let sum = explained.base + explained.parts.iter().sum::<f64>();
            prop_assert!((sum - explained.score).abs() < 1e-9);
        }
        let mut sentences = Vec::new();
        Splitter::new(mizan::SentenceMode::Mizan).split(&text, &mut Default::default(), &mut sentences);
    }
}
