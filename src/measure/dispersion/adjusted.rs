//! Dispersion adjusted for frequency: where a value lies between those of the most clumped and the most even way to
//! share out as many occurrences over the same parts.

use super::parts;
use super::spread::Spread;
use crate::measure::{Reason, Score};

/// (x − lo)/(hi − lo). A term that occurs once cannot be spread: both extremes are what it is.
fn adjusted(spread: &Spread<'_>, measure: fn(&Spread<'_>) -> Score) -> Score {
    let value = match measure(spread) {
        Score::Undefined(reason) => return reason.into(),
        score => score.value().unwrap_or_default(),
    };
    let f = spread.total();
    if f < 2 {
        return Score::Undefined(Reason::TooFewPoints);
    }
    let at = |held: &[(u32, u64)]| measure(&Spread { parts: spread.parts, held }).value();
    let (low, high) = (at(&spread.parts.clumped(f)), at(&spread.parts.even(f)));
    match (low, high) {
        (Some(low), Some(high)) if low != high => {
            Score::new((value - low) / (high - low), Reason::TooFewPoints)
        }
        _ => Score::Undefined(Reason::TooFewPoints),
    }
}

pub(super) fn range_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::range)
}

pub(super) fn juilland_d_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::juilland_d)
}

pub(super) fn carroll_d2_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::carroll_d2)
}

pub(super) fn rosengren_s_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::rosengren_s)
}

pub(super) fn dp_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::dp)
}

pub(super) fn da_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::da)
}

pub(super) fn kld_norm_e_fa(spread: &Spread<'_>) -> Score {
    adjusted(spread, parts::kld_norm_e)
}
