//! Why a sentence is as hard as it is, in words: English and Arabic.

use crate::readability::{Code, Fact, Part, RareWord, Unit};

/// A reason in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// Its id: a part of the explanation, or a code.
    pub code: &'static str,
    /// Where it is seen, in bytes of the document.
    pub start: u64,
    /// Where that ends.
    pub end: u64,
    /// How many levels it adds; `None` for a fact, whose share stands in those of the parts.
    pub contribution: Option<f64>,
    /// The level from which on readers are held to master it; of facts alone.
    pub at_least: Option<u8>,
    /// In English.
    pub english: String,
    /// In Arabic.
    pub arabic: String,
}

/// Words that are named in one reason.
const MOST_WORDS: usize = 5;

/// Why a unit is as hard as it is: first what each part adds, the most first, then facts, the hardest first.
pub fn reasons(unit: &Unit) -> Vec<Why> {
    let Ok(grade) = &unit.grade else { return Vec::new() };
    let mut parts: Vec<(Part, f64)> = Part::ALL.into_iter().zip(grade.parts).collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let of_part = |(part, contribution)| {
        let (english, arabic) = part_in_words(part, unit);
        let (start, end) = (unit.start, unit.end);
        Why {
            code: part.name(),
            start,
            end,
            contribution: Some(contribution),
            at_least: None,
            english,
            arabic,
        }
    };
    let of_fact = |fact: &Fact| {
        let (english, arabic) = fact_in_words(fact);
        Why {
            code: fact.code.name(),
            start: unit.base + u64::from(fact.span.start),
            end: unit.base + u64::from(fact.span.end),
            contribution: None,
            at_least: Some(fact.level),
            english,
            arabic,
        }
    };
    parts.into_iter().map(of_part).chain(unit.facts.iter().map(of_fact)).collect()
}

fn part_in_words(part: Part, unit: &Unit) -> (String, String) {
    let words = unit.counts.words;
    let letters = unit.counts.letters as f64 / words.max(1) as f64;
    match part {
        Part::Length => {
            let sentences = unit.counts.sentences;
            if sentences > 1 {
                let mean = words as f64 / sentences as f64;
                (
                    format!("{mean:.1} words a sentence, {letters:.1} letters a word"),
                    format!("{mean:.1} كلمة في الجملة، و{letters:.1} حرفا في الكلمة"),
                )
            } else {
                (
                    format!("{words} words in one sentence, {letters:.1} letters a word"),
                    format!("عدد الكلمات في الجملة {words}، وفي الكلمة {letters:.1} حرفا"),
                )
            }
        }
        Part::Vocabulary => vocabulary(&unit.rare),
        Part::Morphology => ("clitics, patterns, endings".to_owned(), "السوابق واللواحق والأوزان".to_owned()),
        Part::Syntax => ("how words are joined".to_owned(), "تركيب الجملة وأدواتها".to_owned()),
        Part::Punctuation => (
            "punctuation, numbers, other scripts".to_owned(),
            "الترقيم والأرقام والحروف غير العربية".to_owned(),
        ),
        Part::Spelling => ("letters that are hard to spell".to_owned(), "حروف يصعب رسمها".to_owned()),
    }
}

fn vocabulary(rare: &[RareWord]) -> (String, String) {
    let list = |unknown: bool, joint: &str| -> String {
        let words: Vec<&str> = rare
            .iter()
            .filter(|word| word.unknown == unknown)
            .map(|word| word.word.as_str())
            .take(MOST_WORDS)
            .collect();
        words.join(joint)
    };
    let (known, unknown) = (list(false, ", "), list(true, ", "));
    let (known_ar, unknown_ar) = (list(false, "، "), list(true, "، "));
    match (known.is_empty(), unknown.is_empty()) {
        (true, true) => ("which words it has".to_owned(), "المفردات".to_owned()),
        (false, true) => (format!("rare words: {known}"), format!("كلمات قليلة الورود: {known_ar}")),
        (true, false) => (format!("unknown words: {unknown}"), format!("كلمات غير معروفة: {unknown_ar}")),
        (false, false) => (
            format!("rare words: {known}; unknown: {unknown}"),
            format!("كلمات قليلة الورود: {known_ar}؛ غير معروفة: {unknown_ar}"),
        ),
    }
}

fn fact_in_words(fact: &Fact) -> (String, String) {
    let word = &fact.word;
    let (english, arabic) = match fact.code {
        Code::Length => {
            let size = fact.size;
            return (format!("{size} different words"), format!("عدد الكلمات المختلفة {size}"));
        }
        Code::Number => ("the number", "العدد"),
        Code::Dual => ("the dual", "المثنى"),
        Code::BrokenPlural => ("the broken plural", "جمع التكسير"),
        Code::Question => ("a question with", "الاستفهام بالأداة"),
        Code::Future => ("the future", "المستقبل"),
        Code::Passive => ("the passive", "المبني للمجهول"),
        Code::Inna => ("of the sisters of inna", "من إن وأخواتها"),
        Code::Kana => ("of the sisters of kana", "من كان وأخواتها"),
        Code::Relative => ("a relative clause with", "صلة الموصول بعد"),
        Code::Qad => ("the particle", "الحرف"),
        Code::Condition => ("a condition with", "الشرط بالأداة"),
        Code::Exception => ("an exception with", "الاستثناء بالأداة"),
    };
    (format!("{english} {word}"), format!("{arabic} {word}"))
}
