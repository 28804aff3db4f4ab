//! What makes a sentence harder in the eyes of a teacher, where it can be told with certainty: each a fact with the
//! level from which on readers are held to master it. Levels after the guidelines of the BAREC annotation (Habash et
//! al. 2025); the wording is our own.

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

    /// Its bit in a set.
    pub(super) fn bit(self) -> u16 {
        1 << self as u16
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

