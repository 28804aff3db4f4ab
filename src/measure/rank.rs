//! Rankings by a score: a total order that the last digits of a float cannot move.

use super::Score;
use std::cmp::Ordering;

/// 10⁰ … 10²².
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A number rounded to 12 significant digits: numbers that differ below them rank as equal.
///
/// ```
/// use mizan::measure::round_12;
/// assert_eq!(round_12(0.1 + 0.2), round_12(0.3));
/// assert_ne!(round_12(0.3), round_12(0.300_000_000_01));
/// ```
pub fn round_12(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value + 0.0;
    }
    let exponent = 11 - libm::floor(libm::log10(value.abs())) as i32;
    // These powers of ten are exact floats.
    if let Some(scale) = usize::try_from(exponent).ok().and_then(|at| POWERS.get(at)) {
        return libm::round(value * scale) / scale;
    }
    // Two factors, since one may be beyond the greatest float.
    let (first, second) = (exponent / 2, exponent - exponent / 2);
    let scale = |by: i32| libm::pow(10.0, f64::from(by));
    let rounded = libm::round(value * scale(first) * scale(second));
    rounded / scale(first) / scale(second)
}

/// A place in a ranking: greater first; what has no value comes last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankKey(Option<f64>);

impl RankKey {
    /// The key of a score that is better the greater it is.
    pub fn greatest_first(score: Score) -> Self {
        Self(score.value().map(round_12))
    }

    /// The key of a p-value, better the smaller it is, also below what a float can hold.
    pub fn smallest_first(p: super::PValue) -> Self {
        match p.score() {
            Score::Undefined(_) => Self(Some(round_12(-p.ln()))),
            score => Self(score.value().map(|p| -round_12(p))),
        }
    }

    /// The key of what has no value.
    pub fn last() -> Self {
        Self(None)
    }

    /// The order of two keys, the better one first.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self.0, other.0) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{PValue, Reason};

    #[test]
    fn twelve_digits() {
        assert_eq!(round_12(1.234_567_890_123_4e-300), round_12(1.234_567_890_123e-300));
        assert_ne!(round_12(1.234_567_890_12e300), round_12(1.234_567_890_13e300));
        assert!(round_12(f64::MIN_POSITIVE) > 0.0);
        assert_eq!(round_12(-2.5), -2.5);
        for exponent in -30..30 {
            let of = |digits: &str| format!("{digits}e{exponent}").parse::<f64>().unwrap();
            assert_eq!(round_12(of("1.23456789012")), round_12(of("1.234567890123")), "{exponent}");
            assert_ne!(round_12(of("1.23456789012")), round_12(of("1.23456789013")), "{exponent}");
        }
    }

    #[test]
    fn smaller_p_first_and_nothing_last() {
        let p = |x: f64| RankKey::smallest_first(PValue::chi2(x));
        let mut keys = [RankKey::last(), p(3.0), p(5000.0), p(700.0), p(4000.0)];
        keys.sort_by(RankKey::compare);
        assert_eq!(keys, [p(5000.0), p(4000.0), p(700.0), p(3.0), RankKey::last()]);
        let none = RankKey::greatest_first(Score::Undefined(Reason::Infinite));
        assert_eq!(none.compare(&RankKey::greatest_first(Score::Value(-9.0))), Ordering::Greater);
    }
}
