//! Type–token ratios of stretches of one length: moving windows and segments.

use super::Text;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score, Uncertainty};

/// The window as a number of tokens, where the text holds one.
fn fits(text: &Text<'_>, window: u64) -> Result<usize, Reason> {
    if text.terms.is_empty() {
        return Err(Reason::Empty);
    }
    usize::try_from(window)
        .ok()
        .filter(|&window| window > 0 && window <= text.terms.len())
        .ok_or(Reason::TooShort)
}

/// The mean ratio of all windows, one count moving through the text: O(N).
pub(in crate::measure) fn mattr(text: &Text<'_>, window: u64) -> Score {
    let window = match fits(text, window) {
        Ok(window) => window,
        Err(reason) => return reason.into(),
    };
    let mut inside = vec![0u32; text.types];
    let (mut distinct, mut sum) = (0u64, 0u128);
    for (at, &term) in text.terms.iter().enumerate() {
        inside[term as usize] += 1;
        distinct += u64::from(inside[term as usize] == 1);
        if at >= window {
            let gone = text.terms[at - window] as usize;
            inside[gone] -= 1;
            distinct -= u64::from(inside[gone] == 0);
        }
        if at + 1 >= window {
            sum += u128::from(distinct);
        }
    }
    let windows = (text.terms.len() - window + 1) as f64;
    Score::new(sum as f64 / window as f64 / windows, Reason::TooShort)
}

/// The mean ratio of the ⌊N/w⌋ full segments: the last one counts where w divides N, a shorter rest never does.
fn msttr(text: &Text<'_>, window: u64) -> Score {
    let window = match fits(text, window) {
        Ok(window) => window,
        Err(reason) => return reason.into(),
    };
    let mut seen = vec![u32::MAX; text.types];
    let mut sum = 0u64;
    let segments = text.terms.chunks_exact(window);
    let count = segments.len();
    for (number, segment) in segments.enumerate() {
        for &term in segment {
            let last = &mut seen[term as usize];
            sum += u64::from(*last != number as u32);
            *last = number as u32;
        }
    }
    Score::new(sum as f64 / window as f64 / count as f64, Reason::TooShort)
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "msttr" (w: 50, 100) "mean segmental type-token ratio"
        = "mean V/N of the ⌊N/w⌋ segments of w tokens"
        says "the ratio of stretches of one length; the rest of the text is left out; greater is richer"
        domain "N ≥ w, else too_short" cost "O(N)"
        from "Johnson 1944, Psychological Monographs 56(2)"
        uncertainty Uncertainty::Blocks,
        by Compute::TextAt(msttr);
    "mattr" (w: 50, 100) "moving type-token ratio"
        = "mean V/N of the N − w + 1 windows of w tokens"
        says "the ratio of a moving window; greater is richer; free of length"
        domain "N ≥ w, else too_short" cost "O(N)"
        from "Covington & McFall 2010, J. Quantitative Linguistics 17:94, doi:10.1080/09296171003643098"
        uncertainty Uncertainty::Blocks,
        by Compute::TextAt(mattr);
};
