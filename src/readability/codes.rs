//! What makes a sentence harder in the eyes of a teacher, where it can be told with certainty: each a fact with the
//! level from which on readers are held to master it. Levels after the guidelines of the BAREC annotation (Habash et
//! al. 2025); the wording is our own.

use super::construction::Construction;
use super::form::Form;
use super::seen::Seen;
use super::token::Sort;
use super::word::Shown;
use super::word_features::is_broken_plural;
use crate::morphology::Kind;
use crate::token::Span;

/// Something that a sentence has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// So many distinct words.
    Length,
    /// A number of this size.
    Number,
    /// A dual.
    Dual,
    /// A broken plural.
    BrokenPlural,
    /// The question particle هل.
    Question,
    /// The future, by سوف or س.
    Future,
    /// A verb that can only be passive.
    Passive,
    /// إن and its sisters.
    Inna,
    /// كان and its sisters.
    Kana,
    /// A relative clause.
    Relative,
    /// قد or لقد.
    Qad,
    /// A condition.
    Condition,
    /// An exception.
    Exception,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 13] = [
        Self::Length,
        Self::Number,
        Self::Dual,
        Self::BrokenPlural,
        Self::Question,
        Self::Future,
        Self::Passive,
        Self::Inna,
        Self::Kana,
        Self::Relative,
        Self::Qad,
        Self::Condition,
        Self::Exception,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Number => "number",
            Self::Dual => "dual",
            Self::BrokenPlural => "broken_plural",
            Self::Question => "question",
            Self::Future => "future",
            Self::Passive => "passive",
            Self::Inna => "inna",
            Self::Kana => "kana",
            Self::Relative => "relative",
            Self::Qad => "qad",
            Self::Condition => "condition",
            Self::Exception => "exception",
        }
    }

    /// The level from which on a reader is held to master it; of length and numbers, see [`level_of_length`] and
    /// [`level_of_number`].
    pub fn level(self) -> u8 {
        match self {
            Self::Length | Self::Number => 1,
            Self::Dual => 5,
            Self::BrokenPlural | Self::Question => 7,
            Self::Future => 8,
            Self::Passive | Self::Inna | Self::Kana | Self::Relative | Self::Qad => 10,
            Self::Exception => 12,
            Self::Condition => 13,
        }
    }
}

/// The level that so many distinct words ask for.
pub fn level_of_length(distinct_words: usize) -> u8 {
    let ends = [1, 2, 4, 6, 8, 9, 10, 11, 12, 15, 20];
    1 + ends.iter().filter(|&&end| distinct_words > end).count() as u8
}

/// The level that a number of this size asks for.
pub fn level_of_number(value: f64) -> u8 {
    let steps = [(10.0, 1), (100.0, 3), (1_000.0, 5), (1_000_000.0, 8)];
    steps.iter().find(|(end, _)| value <= *end).map_or(12, |&(_, level)| level)
}

/// A fact about a sentence, and where it is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is.
    pub code: Code,
    /// The level from which on a reader is held to master it.
    pub level: u8,
    /// Where it is seen first; the whole sentence for its length.
    pub span: Span,
    /// What is written there; nothing for the length.
    pub word: String,
    /// The number of distinct words, or the size of the number; 0 for the others.
    pub size: f64,
}

/// A set of codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Codes(u16);

impl Codes {
    /// None.
    pub(super) const NONE: Self = Self(0);

    /// Those that a word shows.
    pub(super) fn of(form: &Form) -> Self {
        let seen = Code::ALL.into_iter().filter(|&code| is_seen(code, form));
        Self(seen.fold(0, |all, code| all | 1 << code as u16))
    }

    fn has(self, code: Code) -> bool {
        self.0 & 1 << code as u16 != 0
    }
}

/// The facts about a sentence, each code once, the hardest first. O(n log n).
pub(super) fn facts(tokens: &[(Span, &Seen, Shown)], text: &str) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut add = |code: Code, level: u8, span: Span, size: f64| match facts
        .iter()
        .position(|known| known.code == code)
    {
        Some(at) if facts[at].level >= level => {}
        known => {
            let word = if code == Code::Length { String::new() } else { span.of(text).to_owned() };
            let fact = Fact { code, level, span, word, size };
            match known {
                Some(at) => facts[at] = fact,
                None => facts.push(fact),
            }
        }
    };
    let mut words: Vec<u32> = Vec::with_capacity(tokens.len());
    for &(span, seen, shown) in tokens {
        if seen.sort == Sort::Number {
            add(Code::Number, level_of_number(seen.size()), span, seen.size());
        }
        if seen.is_word() {
            words.push(seen.word());
        }
        if shown.codes != Codes::default() {
            for code in Code::ALL.into_iter().filter(|&code| shown.codes.has(code)) {
                add(code, code.level(), span, 0.0);
            }
        }
    }
    words.sort_unstable();
    words.dedup();
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let (level, size) = (level_of_length(words.len()), words.len() as f64);
        let span = Span { start: first.0.start, end: last.0.end };
        add(Code::Length, level, span, size);
    }
    facts.sort_by_key(|fact| (std::cmp::Reverse(fact.level), fact.code));
    facts
}

/// Whether a word shows it.
fn is_seen(code: Code, form: &Form) -> bool {
    match code {
        Code::Length | Code::Number => false,
        Code::Dual => is_dual(form),
        Code::BrokenPlural => is_broken_plural(form),
        Code::Question => form.makes(Construction::Question),
        Code::Future => form.makes(Construction::Future) || form.has_head("س"),
        Code::Passive => form.is_passive,
        Code::Inna => form.makes(Construction::Inna) && form.kind == Kind::Function,
        Code::Kana => form.makes(Construction::Kana),
        Code::Relative => form.makes(Construction::Relative),
        Code::Qad => form.makes(Construction::Qad),
        Code::Condition => form.makes(Construction::Condition),
        Code::Exception => form.makes(Construction::Exception),
    }
}

/// A noun in ـان or ـتين whose lemma lacks the ending. ـين alone may be a plural.
fn is_dual(form: &Form) -> bool {
    let without = |end: &str| form.stem.strip_suffix(end).is_some_and(|rest| !rest.is_empty());
    let feminine = form.lemma.strip_suffix('ة');
    let after = |end: &str| feminine.is_some_and(|stem| form.stem.strip_suffix(end) == Some(stem));
    form.kind == Kind::Content
        && (without("ان") && form.stem.strip_suffix("ان") == Some(form.lemma.as_str())
            || after("تان")
            || after("تين"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_numbers_ask_for_levels() {
        assert_eq!([1, 2, 3, 5, 7, 9, 16, 21, 300].map(level_of_length), [1, 2, 3, 4, 5, 6, 11, 12, 12]);
        assert_eq!([10.0, 11.0, 1000.0, 5000.0, 2e6].map(level_of_number), [1, 3, 5, 8, 12]);
    }
}
