//! The zero of a function between two places where its signs differ.

use crate::measure::Reason;
use libm::fabs;

/// Regula falsi (the Illinois rule): `ends` are two places with the values of `at` there, one above 0 and one below. Ends
/// at a zero, or after a step that is smaller than `tolerance`; the first step is counted from `start`. Gives the
/// place, and what `at` found there beside its value.
///
/// # Errors
/// [`Reason::NotConverged`] after a hundred steps, and what `at` says.
pub(super) fn zero<T>(
    ends: [(f64, f64); 2],
    start: f64,
    tolerance: f64,
    mut at: impl FnMut(f64) -> Result<(f64, T), Reason>,
) -> Result<(f64, T), Reason> {
    let [(mut low, mut at_low), (mut high, mut at_high)] = ends;
    let mut place = start;
    for _ in 0..100 {
        let next = (low * at_high - high * at_low) / (at_high - at_low);
        let (value, found) = at(next)?;
        if value == 0.0 || fabs(next - place) < tolerance {
            return Ok((next, found));
        }
        place = next;
        if (value > 0.0) == (at_low > 0.0) {
            (low, at_low) = (next, value);
            at_high /= 2.0;
        } else {
            (high, at_high) = (next, value);
            at_low /= 2.0;
        }
    }
    Err(Reason::NotConverged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_root_rising_and_falling() {
        for sign in [1.0, -1.0] {
            let at = |x: f64| Ok((sign * (x * x - 2.0), x + 1.0));
            let (x, beside) = zero([(1.0, -sign), (2.0, 2.0 * sign)], 1.0, 1e-13, at).unwrap();
            assert!(fabs(x - std::f64::consts::SQRT_2) < 1e-12 && beside == x + 1.0, "{x}");
        }
        let flat = zero([(0.0, -1.0), (1.0, 1.0)], 0.0, 0.0, |_| Ok((1.0, ())));
        assert_eq!(flat, Err(Reason::NotConverged));
        let broken = zero([(0.0, -1.0), (1.0, 1.0)], 0.0, 0.0, |_| Err::<(f64, ()), _>(Reason::Flat));
        assert_eq!(broken, Err(Reason::Flat));
    }
}
