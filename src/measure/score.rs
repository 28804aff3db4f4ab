//! What a measure answers: a finite number, or the reason why it has none. How either is printed belongs to
//! `report`.

use std::fmt;

use serde::{Serialize, Serializer};

/// The answer of a measure.
///
/// A float is made by [`Score::new`], which turns NaN and the infinities into a reason and −0 into 0: nothing
/// that prints a score has to ask again. Serialises as a number or `null`; the reason stands beside it, under
/// `reasons`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Score {
    /// A number, always finite.
    Value(f64),
    /// A whole number, printed without a decimal point.
    Count(u64),
    /// No number, and why.
    Undefined(Reason),
}

impl Score {
    /// The score of `value`, or `otherwise` if it is not a finite number.
    pub fn new(value: f64, otherwise: Reason) -> Self {
        if value.is_finite() { Self::Value(value + 0.0) } else { Self::Undefined(otherwise) }
    }

    /// The number, if there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Count(count) => Some(count as f64),
            Self::Undefined(_) => None,
        }
    }

    /// Why there is no number, if there is none.
    pub fn reason(self) -> Option<Reason> {
        match self {
            Self::Undefined(reason) => Some(reason),
            Self::Value(_) | Self::Count(_) => None,
        }
    }
}

impl From<Reason> for Score {
    fn from(reason: Reason) -> Self {
        Self::Undefined(reason)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Value(value) if value.is_finite() => serializer.serialize_f64(value),
            Self::Count(count) => serializer.serialize_u64(count),
            Self::Value(_) | Self::Undefined(_) => serializer.serialize_none(),
        }
    }
}

/// The reasons, once: variant, code, explanation. Everything else about them is made from this table.
macro_rules! reasons {
    ($($variant:ident $code:literal $why:literal)*) => {
        /// Why a measure has no value. Displays and serialises as its code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $(#[doc = $why] $variant,)*
        }

        /// Code and explanation, in the order of the variants.
        static REASONS: &[(Reason, &str, &str)] = &[$((Reason::$variant, $code, $why),)*];
    };
}

reasons! {
    Empty "empty" "there is nothing to measure"
    TooShort "too_short" "the text is shorter than the measure's window or sample"
    OneType "one_type" "there is only one distinct term"
    AllDistinct "all_distinct" "no term occurs twice"
    AllHapax "all_hapax" "every term occurs exactly once"
    NoDis "no_dis" "no term occurs exactly twice"
    LogDomain "log_domain" "a logarithm of the formula has no value here"
    NoFactor "no_factor" "the type-token ratio never falls below the threshold"
    Unbounded "unbounded" "the parameter grows without bound"
    ZeroCount "zero_count" "the count is zero"
    ZeroMarginal "zero_marginal" "a marginal of the table is zero"
    ZeroReference "zero_reference" "the term does not occur in the reference"
    Infinite "infinite" "the formula gives no finite number"
    Absent "absent" "there is nothing this value could be taken of"
    OnePart "one_part" "the text has fewer than two parts"
    TooFewPoints "too_few_points" "there are too few points for a fit or a test"
    Flat "flat" "all frequencies are equal: the fit has no slope"
    NotConverged "not_converged" "the fit did not converge"
    NotRequested "not_requested" "it was not asked for"
    NotArabic "not_arabic" "less than 70 % of the letters are Arabic"
    NoMarks "no_marks" "the formula needs vowel marks, and half the words or more have none"
    OneReading "one_reading" "the word has no rival reading"
    NoModel "no_model" "the model that it needs is not at hand"
    NotCounted "not_counted" "a count that it needs was not made"
    NegativeCell "negative_cell" "a cell of the table is negative: its marginals are not of one table"
    NeedsWindow "needs_window" "it is defined for windows around a node"
    Underflow "underflow" "the number is below 1e-300; its logarithm stands beside it"
}

impl Reason {
    /// Every reason.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        REASONS.iter().map(|&(reason, ..)| reason)
    }

    /// The code in JSON, TSV and messages: `too_short`.
    pub fn code(self) -> &'static str {
        REASONS[self as usize].1
    }

    /// One line for people, lower case, no full stop.
    pub fn explanation(self) -> &'static str {
        REASONS[self as usize].2
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        REASONS.iter().find(|row| row.1 == code).map(|row| row.0)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_finite() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Score::new(value, Reason::ZeroCount), Score::Undefined(Reason::ZeroCount));
        }
        assert_eq!(Score::new(0.5, Reason::Infinite).value(), Some(0.5));
        assert!(Score::new(-0.0, Reason::Infinite).value().unwrap().is_sign_positive());
        assert_eq!(Score::Count(3).value(), Some(3.0));
    }

    #[test]
    fn the_table_follows_the_variants() {
        for (at, reason) in Reason::all().enumerate() {
            assert_eq!(reason as usize, at);
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
            assert!(!reason.explanation().is_empty());
            let snake: String = format!("{reason:?}")
                .char_indices()
                .flat_map(|(i, c)| {
                    let underscore = (i > 0 && c.is_uppercase()).then_some('_');
                    underscore.into_iter().chain(c.to_lowercase())
                })
                .collect();
            assert_eq!(reason.code(), snake);
        }
        assert!(Reason::from_code("window_needed").is_none());
    }
}
