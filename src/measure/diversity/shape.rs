//! The shape of the ranked frequencies (the arc length indicators of Popescu, Čech and Altmann), and the share of
//! content words.

use super::{Frequencies, Text};
use crate::measure::table::rows;
use crate::measure::{Compute, Family, Measure, Reason, Score};
use libm::sqrt;

/// The ranked frequencies as a line from (1, f1) to (V, f_V).
struct Arc {
    /// Its length L.
    length: f64,
    /// The shortest line between its ends.
    least: f64,
    /// The longest of its kind.
    most: f64,
    /// f1.
    first: f64,
}

impl Arc {
    /// Undefined below two types. Runs of one frequency are straight: the work is that of the distinct counts.
    fn of(counts: &Frequencies) -> Result<Self, Reason> {
        if counts.types < 2 {
            return Err(if counts.tokens == 0 { Reason::Empty } else { Reason::OneType });
        }
        let flat: u64 = counts.spectrum.iter().map(|&(_, types)| types - 1).sum();
        let steps: f64 = counts
            .spectrum
            .windows(2)
            .map(|pair| {
                let step = (pair[1].0 - pair[0].0) as f64;
                sqrt(step * step + 1.0)
            })
            .sum();
        let first = counts.spectrum.last().map_or(0, |&(f, _)| f) as f64;
        let (v, height) = (counts.v(), first - 1.0);
        Ok(Self {
            length: flat as f64 + steps,
            least: sqrt((v - 1.0) * (v - 1.0) + height * height),
            most: sqrt(height * height + 1.0) + v - 2.0,
            first,
        })
    }
}

fn popescu(counts: &Frequencies, value: impl FnOnce(&Arc, f64) -> f64) -> Score {
    match Arc::of(counts) {
        Ok(arc) => Score::new(value(&arc, counts.v()), Reason::Flat),
        Err(reason) => reason.into(),
    }
}

fn popescu_b1(counts: &Frequencies) -> Score {
    popescu(counts, |arc, _| arc.length / arc.most)
}

fn popescu_b2(counts: &Frequencies) -> Score {
    popescu(counts, |arc, _| {
        // One line only leads from end to end: nothing lies between the least and the most.
        let room = arc.most - arc.least;
        if room <= 1e-12 * arc.most { f64::NAN } else { (arc.length - arc.least) / room }
    })
}

fn popescu_b3(counts: &Frequencies) -> Score {
    popescu(counts, |arc, v| (v - 1.0) / arc.length)
}

fn popescu_b4(counts: &Frequencies) -> Score {
    popescu(counts, |arc, _| (arc.first - 1.0) / arc.length)
}

fn popescu_b5(counts: &Frequencies) -> Score {
    popescu(counts, |arc, _| counts.hapax as f64 / arc.length)
}

fn lexical_density(text: &Text<'_>) -> Score {
    match text.content {
        None => Score::Undefined(Reason::NotRequested),
        Some((_, 0)) => Score::Undefined(Reason::Empty),
        Some((content, tokens)) => Score::new(content as f64 / tokens as f64, Reason::Empty),
    }
}

/// The rows of the table.
pub(in crate::measure) static ROWS: &[Measure] = rows! { &[Family::Diversity];
    "popescu_b1" "arc length against the longest (B1)"
        = "L/Lmax, L = Σ √((f_r − f_{r+1})² + 1), Lmax = √((f_1 − 1)² + 1) + V − 2"
        says "how far the ranked frequencies bend"
        domain "V ≥ 2, else empty or one_type" cost "O(distinct counts)"
        from "Popescu, Mačutek & Altmann 2009, Aspects of Word Frequencies, p. 60"
        by Compute::Counts(popescu_b1);
    "popescu_b2" "arc length between shortest and longest (B2)"
        = "(L − Lmin)/(Lmax − Lmin), Lmin = √((V − 1)² + (f_1 − 1)²)"
        says "0 for a straight line, 1 for the longest"
        domain "V ≥ 2, else empty or one_type; Lmax > Lmin, else flat" cost "O(distinct counts)"
        from "Popescu, Mačutek & Altmann 2009, p. 60"
        by Compute::Counts(popescu_b2);
    "popescu_b3" "width of the arc (B3)"
        = "(V − 1)/L"
        says "greater is richer"
        domain "V ≥ 2, else empty or one_type" cost "O(distinct counts)"
        from "Popescu, Mačutek & Altmann 2009, p. 60"
        by Compute::Counts(popescu_b3);
    "popescu_b4" "height of the arc (B4)"
        = "(f_1 − 1)/L"
        says "greater is more repetitive"
        domain "V ≥ 2, else empty or one_type" cost "O(distinct counts)"
        from "Popescu, Mačutek & Altmann 2009, p. 60"
        by Compute::Counts(popescu_b4);
    "popescu_b5" "terms that occur once against the arc (B5)"
        = "V1/L"
        says "greater is richer"
        domain "V ≥ 2, else empty or one_type" cost "O(distinct counts)"
        from "Popescu, Mačutek & Altmann 2009, p. 60"
        by Compute::Counts(popescu_b5);
    "lexical_density" "lexical density"
        = "content tokens/tokens"
        says "the share of content words, by the analyser's kinds; greater is denser"
        domain "a token, else empty" cost "one analysis for each type"
        from "Ure 1971, in Applications of Linguistics"
        by Compute::Text(lexical_density);
};
