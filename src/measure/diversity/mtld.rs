//! MTLD: how far one can read before the type–token ratio falls below .72. Its variants differ in the shortest
//! factor, in the comparison, and in what becomes of the end of the text.

use super::Text;
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score, Uncertainty};

/// The threshold .72 as a fraction: types/tokens < 18/25 is asked in whole numbers.
const TYPES: u64 = 18;
const TOKENS: u64 = 25;

/// How one variant cuts factors.
#[derive(Clone, Copy)]
struct Rule {
    /// The shortest factor.
    min_tokens: u64,
    /// Whether a ratio equal to the threshold ends a factor.
    at_threshold: bool,
    /// Whether the last token always belongs to a partial factor.
    last_partial: bool,
}

const PLAIN: Rule = Rule { min_tokens: 10, at_threshold: false, last_partial: false };

impl Rule {
    fn ends(self, types: u64, tokens: u64) -> bool {
        let below = if self.at_threshold {
            TOKENS * types <= TYPES * tokens
        } else {
            TOKENS * types < TYPES * tokens
        };
        below && tokens >= self.min_tokens
    }

    /// N divided by the factors of one direction, the last one in part; `None` without a factor.
    fn length<'a>(self, terms: impl ExactSizeIterator<Item = &'a u32>, types: usize) -> Option<f64> {
        let total = terms.len();
        // The factor in which a term was last seen.
        let mut seen = vec![0u32; types];
        let (mut factor, mut inside, mut distinct) = (1u32, 0u64, 0u64);
        for (at, &term) in terms.enumerate() {
            inside += 1;
            let last = &mut seen[term as usize];
            distinct += u64::from(*last != factor);
            *last = factor;
            if self.ends(distinct, inside) && !(self.last_partial && at + 1 == total) {
                factor += 1;
                (inside, distinct) = (0, 0);
            }
        }
        let full = f64::from(factor - 1);
        let rest = if inside > 0 { (1.0 - distinct as f64 / inside as f64) / (1.0 - 0.72) } else { 0.0 };
        let factors = full + rest;
        (factors > 0.0).then(|| total as f64 / factors)
    }

    fn score(self, text: &Text<'_>, forward: bool, backward: bool) -> Score {
        if text.terms.is_empty() {
            return Score::Undefined(Reason::Empty);
        }
        let mut sum = 0.0;
        for (asked, reversed) in [(forward, false), (backward, true)] {
            let length = match (asked, reversed) {
                (false, _) => continue,
                (true, false) => self.length(text.terms.iter(), text.types),
                (true, true) => self.length(text.terms.iter().rev(), text.types),
            };
            match length {
                Some(length) => sum += length,
                None => return Score::Undefined(Reason::NoFactor),
            }
        }
        Score::new(sum / f64::from(u8::from(forward) + u8::from(backward)), Reason::NoFactor)
    }
}

pub(in crate::measure) fn mtld(text: &Text<'_>) -> Score {
    PLAIN.score(text, true, true)
}

fn mtld_forward(text: &Text<'_>) -> Score {
    PLAIN.score(text, true, false)
}

fn mtld_backward(text: &Text<'_>) -> Score {
    PLAIN.score(text, false, true)
}

fn mtld_lt_min1(text: &Text<'_>) -> Score {
    Rule { min_tokens: 1, ..PLAIN }.score(text, true, true)
}

fn mtld_le_min1(text: &Text<'_>) -> Score {
    Rule { min_tokens: 1, at_threshold: true, ..PLAIN }.score(text, true, true)
}

fn mtld_last_partial(text: &Text<'_>) -> Score {
    Rule { last_partial: true, ..PLAIN }.score(text, true, true)
}

/// From every start, on a ring, tokens until a factor ends; the mean of their lengths. At most N tokens from a start.
fn mtld_ma_wrap(text: &Text<'_>) -> Score {
    if text.terms.is_empty() {
        return Score::Undefined(Reason::Empty);
    }
    match super::ring::factor_lengths(text.terms, text.types, PLAIN.min_tokens as usize, TYPES, TOKENS) {
        Some(sum) => Score::new(sum as f64 / text.terms.len() as f64, Reason::NoFactor),
        None => Score::Undefined(Reason::NoFactor),
    }
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "mtld" "MTLD"
        = "mean of N/factors read forward and backward; a factor ends where V/N < 0.72 after at least 10 tokens; the rest counts (1 − V/N)/(1 − 0.72)"
        says "the mean length of stretches whose type-token ratio holds; greater is richer; nearly free of length"
        domain "both directions have a factor, else no_factor" cost "O(N)"
        from "McCarthy & Jarvis 2010, Behavior Research Methods 42:381, doi:10.3758/BRM.42.2.381"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld);
    "mtld_forward" "MTLD, forward"
        = "N/factors read forward"
        says "one of the two numbers that mtld is the mean of; greater is richer"
        domain "a factor, else no_factor" cost "O(N)"
        from "McCarthy & Jarvis 2010"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld_forward);
    "mtld_backward" "MTLD, backward"
        = "N/factors read backward"
        says "one of the two numbers that mtld is the mean of; greater is richer"
        domain "a factor, else no_factor" cost "O(N)"
        from "McCarthy & Jarvis 2010"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld_backward);
    "mtld_lt_min1" "MTLD, factors of any length"
        = "as mtld, a factor ends where V/N < 0.72, however short"
        says "mtld without the ten tokens; greater is richer"
        domain "both directions have a factor, else no_factor" cost "O(N)"
        from "McCarthy & Jarvis 2010, without a minimum"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld_lt_min1);
    "mtld_le_min1" "MTLD, factors of any length, at the threshold"
        = "as mtld, a factor ends where V/N ≤ 0.72, however short"
        says "mtld as LexicalRichness has it; greater is richer"
        domain "both directions have a factor, else no_factor" cost "O(N)"
        from "LexicalRichness 0.5.1, mtld"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld_le_min1);
    "mtld_last_partial" "MTLD, last token partial"
        = "as mtld, the last token always ends a partial factor"
        says "mtld as lexical_diversity and TAALED have it; greater is richer"
        domain "both directions have a factor, else no_factor" cost "O(N)"
        from "lexical_diversity 0.1.1, mtld; Kyle, Crossley & Jarvis 2021"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld_last_partial);
    "mtld_ma_wrap" "moving MTLD on a ring"
        = "mean over all N starts of the tokens until V/N < 0.72 after at least 10, the text taken as a ring"
        says "mtld without partial factors; greater is richer"
        domain "every start has a factor of at most N tokens, else no_factor" cost "O(N·L/32), L the mean factor"
        from "Kyle, Crossley & Jarvis 2021, doi:10.1080/15434303.2020.1844205"
        uncertainty Uncertainty::Blocks,
        by Compute::Text(mtld_ma_wrap);
};
