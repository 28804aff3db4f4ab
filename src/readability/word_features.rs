//! What is counted of each word for the model: one row a feature, its value for a form, the part of the explanation
//! that it belongs to. The counts of a sentence are sums over its words.

use super::Part;
use super::construction::Construction;
use super::form::Form;
use crate::morphology::Kind;
use crate::script::letter::{HAMZA, THAL, WAW, WAW_HAMZA, YEH, YEH_HAMZA, ZAH};

/// A feature of words.
pub struct WordFeature {
    /// Its name.
    pub name: &'static str,
    /// The part of the explanation that it belongs to.
    pub part: Part,
    /// Whether its share of the words is a feature too.
    pub share: bool,
    value: fn(&Form) -> bool,
}

/// How many there are.
pub const WORD_FEATURES: usize = TABLE.len();

/// The features of words.
pub(super) static TABLE: [WordFeature; 63] = {
    use Part::{Morphology, Spelling, Syntax, Vocabulary};
    [
        shared("article", Morphology, |form| form.has_head("ال") || form.letters.starts_with("لل")),
        shared("and", Syntax, |form| form.has_head("و")),
        counted("so", Syntax, |form| form.has_head("ف")),
        counted("with", Morphology, |form| form.has_head("ب")),
        counted("for", Morphology, |form| form.has_head("ل")),
        counted("like", Morphology, |form| form.has_head("ك")),
        counted("future_prefix", Morphology, |form| form.has_head("س")),
        shared("proclitic", Morphology, |form| form.clitics().0 > 0),
        shared("enclitic", Morphology, |form| form.clitics().1 > 0),
        shared("two_clitics", Morphology, |form| clitics(form) >= 2),
        counted("three_clitics", Morphology, |form| clitics(form) >= 3),
        counted("my", Morphology, |form| form.makes(Construction::My)),
        counted("your", Morphology, |form| form.makes(Construction::Your)),
        counted("his", Morphology, |form| form.makes(Construction::His)),
        counted("their", Morphology, |form| form.makes(Construction::Their)),
        shared("imperfect", Morphology, is_imperfect),
        shared("derived_verb", Morphology, |form| form.makes(Construction::DerivedVerb)),
        counted("form_10", Morphology, |form| holds(&form.pattern, "ستفع")),
        counted("form_8", Morphology, |form| holds(&form.pattern, "فتع")),
        counted("form_5_6", Morphology, is_fifth_or_sixth),
        counted("form_7", Morphology, |form| holds(&form.pattern, "نفع")),
        shared("verbal_noun", Morphology, |form| form.makes(Construction::VerbalNoun)),
        shared("participle", Morphology, |form| form.pattern.starts_with('م')),
        shared("nisba", Morphology, is_nisba),
        shared("broken_plural", Morphology, is_broken_plural),
        counted("four_radicals", Morphology, |form| {
            form.root.is_some_and(|root| root.radicals().count() == 4)
        }),
        shared("weak_root", Morphology, |form| {
            form.root.is_some_and(|root| root.radicals().any(|c| matches!(c, WAW | YEH | HAMZA)))
        }),
        shared("teh_marbuta", Morphology, |form| form.letters.ends_with('ة')),
        counted("ends_un", Morphology, |form| ends(form, "ون", 5)),
        counted("ends_in", Morphology, |form| ends(form, "ين", 5)),
        shared("ends_at", Morphology, |form| ends(form, "ات", 5)),
        counted("ends_an", Morphology, |form| ends(form, "ان", 5)),
        counted("ends_wa", Morphology, |form| ends(form, "وا", 4)),
        counted("ends_alef", Morphology, |form| form.kind == Kind::Content && ends(form, "ا", 4)),
        shared("hard_letter", Spelling, has_hard_letter),
        counted("relative", Syntax, |form| form.makes(Construction::Relative)),
        counted("qad", Syntax, |form| form.makes(Construction::Qad)),
        counted("question_word", Syntax, |form| form.makes(Construction::QuestionWord)),
        counted("time_clause", Syntax, |form| form.makes(Construction::TimeClause)),
        counted("condition", Syntax, |form| form.makes(Construction::Condition)),
        counted("exception", Syntax, |form| form.makes(Construction::Exception)),
        counted("inna", Syntax, |form| form.makes(Construction::Inna)),
        counted("kana", Syntax, |form| form.makes(Construction::Kana)),
        shared("negation", Syntax, |form| form.makes(Construction::Negation)),
        shared("demonstrative", Syntax, |form| form.makes(Construction::Demonstrative)),
        shared("pronoun", Syntax, |form| form.makes(Construction::Pronoun)),
        shared("preposition", Syntax, |form| form.makes(Construction::Preposition)),
        counted("subordination", Syntax, |form| form.makes(Construction::Subordination)),
        shared("function", Vocabulary, |form| form.kind == Kind::Function),
        shared("content", Vocabulary, |form| form.kind == Kind::Content),
        shared("proper", Vocabulary, |form| form.kind == Kind::Proper),
        shared("foreign", Vocabulary, |form| form.kind == Kind::Foreign),
        shared("unknown", Vocabulary, |form| form.kind == Kind::Unknown),
        shared("longer_than_5", Vocabulary, |form| form.length > 5),
        shared("longer_than_6", Vocabulary, |form| form.length > 6),
        shared("longer_than_7", Vocabulary, |form| form.length > 7),
        counted("costs_12", Vocabulary, |form| form.is_content() && form.cost > 12.0),
        counted("costs_14", Vocabulary, |form| form.is_content() && form.cost > 14.0),
        counted("costs_16", Vocabulary, |form| form.is_content() && form.cost > 16.0),
        counted("pattern_faal", Morphology, |form| form.pattern == "فعال"),
        counted("pattern_fail", Morphology, |form| form.pattern == "فاعل"),
        counted("pattern_faail", Morphology, |form| form.pattern == "فعيل"),
        counted("pattern_fal", Morphology, |form| form.pattern == "فعل"),
    ]
};

const fn counted(name: &'static str, part: Part, value: fn(&Form) -> bool) -> WordFeature {
    WordFeature { name, part, share: false, value }
}

const fn shared(name: &'static str, part: Part, value: fn(&Form) -> bool) -> WordFeature {
    WordFeature { name, part, share: true, value }
}

/// They are bits of one number.
const _: () = assert!(WORD_FEATURES <= u64::BITS as usize);

/// The features that a form has, a bit each.
pub(super) fn of_form(form: &Form) -> u64 {
    TABLE.iter().enumerate().fold(0, |all, (at, feature)| all | u64::from((feature.value)(form)) << at)
}

fn clitics(form: &Form) -> usize {
    let (heads, tails) = form.clitics();
    heads + tails
}

/// Whether a short text holds another: what `contains` prepares would take longer than to look.
fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

fn has_hard_letter(form: &Form) -> bool {
    form.letters.chars().any(|c| matches!(c, HAMZA | YEH_HAMZA | WAW_HAMZA | ZAH | THAL))
}

fn ends(form: &Form, end: &str, least: usize) -> bool {
    form.letters.ends_with(end) && form.length >= least
}

fn is_imperfect(form: &Form) -> bool {
    form.kind == Kind::Content
        && form.makes(Construction::Verb)
        && form.stem.starts_with('ي')
        && !form.has_head("ال")
}

fn is_fifth_or_sixth(form: &Form) -> bool {
    let pattern = form.pattern.strip_prefix('م').unwrap_or(&form.pattern);
    let starts = pattern.starts_with("تفع") || pattern.starts_with("تفاع");
    starts && !(form.makes(Construction::VerbalNoun))
}

fn is_nisba(form: &Form) -> bool {
    let pattern =
        form.pattern.chars().count() > 3 && (form.pattern.ends_with('ي') || form.pattern.ends_with("ية"));
    pattern || form.stem.ends_with("ية")
}

/// Whether it is a plural by a pattern of its own.
pub(super) fn is_broken_plural(form: &Form) -> bool {
    form.kind == Kind::Content && form.makes(Construction::BrokenPlural) && form.lemma != form.stem
}
