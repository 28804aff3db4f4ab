//! How frequent a term is: in a million tokens, on the Zipf scale, and in how many documents.

use super::interval::{CiMethod, percentiles};
use super::poisson::garwood;
use super::table::rows;
use super::{Compute, Family, Interval, Measure, Random, Reason, Score};
use libm::{log2, log10, sqrt};

/// What is counted of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occurrence {
    /// f: how often it occurs.
    pub count: u64,
    /// N: all counted tokens.
    pub tokens: u64,
    /// V: distinct terms.
    pub types: u64,
    /// df: documents that hold it.
    pub held: u64,
    /// D: documents.
    pub documents: u64,
}

fn count(term: &Occurrence) -> Score {
    Score::Count(term.count)
}

fn per_million(term: &Occurrence) -> Score {
    if term.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(1e6 * term.count as f64 / term.tokens as f64, Reason::Empty)
}

fn documents(term: &Occurrence) -> Score {
    Score::Count(term.held)
}

fn document_share(term: &Occurrence) -> Score {
    if term.documents == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(term.held as f64 / term.documents as f64, Reason::Empty)
}

fn idf(term: &Occurrence) -> Score {
    match (term.documents, term.held) {
        (0, _) => Score::Undefined(Reason::Empty),
        (_, 0) => Score::Undefined(Reason::Absent),
        (all, held) => Score::new(log2(all as f64 / held as f64), Reason::Absent),
    }
}

fn zipf_value(term: &Occurrence) -> Score {
    if term.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(log10(1e9 * (term.count + 1) as f64 / (term.tokens + term.types) as f64), Reason::Empty)
}

/// The interval of per_million by Wilson's score (1927, doi:10.1080/01621459.1927.10502953). Words clump: over
/// documents the true interval is wider.
pub fn wilson_per_million(term: &Occurrence) -> Result<Interval, Reason> {
    if term.tokens == 0 {
        return Err(Reason::Empty);
    }
    let (n, z) = (term.tokens as f64, Interval::NORMAL);
    let p = term.count as f64 / n;
    let scale = 1e6 / (1.0 + z * z / n);
    let middle = scale * (p + z * z / (2.0 * n));
    let half = scale * z * sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
    let low = if term.count == 0 { 0.0 } else { (middle - half).max(0.0) };
    Ok(Interval { low, high: (middle + half).min(1e6), error: half / z, method: CiMethod::Analytic })
}

/// The interval of per_million by the exact interval of a Poisson count (Garwood 1936): for rare terms. Words clump: over
/// documents the true interval is wider.
pub fn poisson_per_million(term: &Occurrence) -> Result<Interval, Reason> {
    if term.tokens == 0 {
        return Err(Reason::Empty);
    }
    let scale = 1e6 / term.tokens as f64;
    let (low, high) = garwood(term.count, (1.0 - Interval::LEVEL) / 2.0, Interval::NORMAL);
    let error = scale * sqrt(term.count as f64);
    Ok(Interval { low: scale * low, high: (scale * high).min(1e6), error, method: CiMethod::Poisson })
}

/// Documents drawn anew, for the bootstrap of per_million: how often each of them comes in each replicate. Replicate i
/// is drawn by the stream (seed, i).
pub struct Redrawn {
    /// By document, then by replicate. A document comes about once: 255 times never.
    times: Vec<u8>,
    /// Tokens in each replicate.
    tokens: Vec<u64>,
}

impl Redrawn {
    /// Draws as many documents as there are, 2,000 times. O(2,000·D), one byte each.
    ///
    /// # Errors
    /// [`Reason::TooFewPoints`] of fewer than [`Interval::LEAST_DOCUMENTS`] documents.
    pub fn new(sizes: &[u64], seed: u64) -> Result<Self, Reason> {
        if sizes.len() < Interval::LEAST_DOCUMENTS {
            return Err(Reason::TooFewPoints);
        }
        let replicates = Interval::REPLICATES as usize;
        let mut drawn = Self { times: vec![0; sizes.len() * replicates], tokens: vec![0; replicates] };
        for replicate in 0..replicates {
            let mut random = Random::new(seed, replicate as u64);
            for _ in sizes {
                let document = random.below(sizes.len() as u64) as usize;
                drawn.times[document * replicates + replicate] += 1;
                drawn.tokens[replicate] += sizes[document];
            }
        }
        Ok(drawn)
    }

    /// The interval of a term from the documents that hold it, and how often. O(2,000·df).
    pub fn per_million(&self, held: &[(u32, u64)]) -> Interval {
        let mut counts = vec![0; self.tokens.len()];
        for &(document, count) in held {
            let times = &self.times[document as usize * counts.len()..][..counts.len()];
            counts.iter_mut().zip(times).for_each(|(sum, &times)| *sum += count * u64::from(times));
        }
        let rates = counts.iter().zip(&self.tokens);
        percentiles(rates.map(|(&count, &tokens)| 1e6 * count as f64 / tokens.max(1) as f64).collect())
    }
}

/// The rows of the table.
pub(super) static ROWS: &[Measure] = rows! { &[Family::Frequency];
    "count" "count"
        = "f"
        says "how often the term occurs" domain "always" cost "O(1)"
        from "a count" by Compute::Frequency(count);
    "per_million" "occurrences in a million tokens"
        = "10⁶·f/N"
        says "the count made comparable; on every layer N is all counted tokens, those without a term included"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "a rate; interval by Wilson 1927, doi:10.1080/01621459.1927.10502953, or Garwood 1936, doi:10.1093/biomet/28.3-4.437" by Compute::Frequency(per_million);
    "documents" "documents that hold the term"
        = "df"
        says "in how many documents the term occurs" domain "always" cost "O(1)"
        from "a count" by Compute::Frequency(documents);
    "document_share" "share of the documents"
        = "df/D"
        says "the share of documents that hold the term" domain "D ≥ 1, else empty" cost "O(1)"
        from "a rate" by Compute::Frequency(document_share);
    "idf" "inverse document frequency, bits"
        = "log2(D/df)"
        says "how much it tells that a document holds the term; greater is rarer"
        domain "df ≥ 1, else absent" cost "O(1)"
        from "Spärck Jones 1972, J. Documentation 28:11, doi:10.1108/eb026526" by Compute::Frequency(idf);
    "zipf_value" "Zipf value"
        = "log10(10⁹·(f + 1)/(N + V))"
        says "frequency on a scale of about 1 (rare) to 7 (most frequent)"
        domain "N ≥ 1, else empty" cost "O(1)"
        from "van Heuven et al. 2014, doi:10.1080/17470218.2013.850521" by Compute::Frequency(zipf_value);
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_drawn_anew() {
        // The term in every other document: its share of them varies as a mean of 40 tosses of a coin does.
        let drawn = Redrawn::new(&[100; 40], 1).unwrap();
        let held: Vec<(u32, u64)> = (0..40).step_by(2).map(|document| (document, 10)).collect();
        let found = drawn.per_million(&held);
        assert_eq!(found, Redrawn::new(&[100; 40], 1).unwrap().per_million(&held));
        assert_ne!(found, Redrawn::new(&[100; 40], 2).unwrap().per_million(&held));
        let error = 1e5 * 0.5 / sqrt(40.0);
        assert!((found.error / error - 1.0).abs() < 0.05, "{found:?} {error}");
        assert!(found.low < 50_000.0 && found.high > 50_000.0);
        assert!(Redrawn::new(&[100; 19], 1).is_err());
        // Words that clump have the wider interval.
        let term = Occurrence { count: 200, tokens: 4000, ..Occurrence::default() };
        assert!(poisson_per_million(&term).unwrap().error < found.error);
    }

    #[test]
    fn worked_values() {
        let term = Occurrence { count: 30, tokens: 2000, types: 500, held: 2, documents: 8 };
        assert_eq!(per_million(&term), Score::Value(15_000.0));
        assert_eq!(idf(&term), Score::Value(2.0));
        assert_eq!(document_share(&term), Score::Value(0.25));
        let zipf = zipf_value(&term).value().unwrap();
        assert!((zipf - 7.093_421_685_162_235).abs() < 1e-12, "{zipf}");
        // scipy 1.17, stats.binomtest(30, 2000).proportion_ci(method="wilson").
        let interval = wilson_per_million(&term).unwrap();
        assert!((interval.low / 1e6 - 0.010_527_098_037).abs() < 1e-9, "{interval:?}");
        assert!((interval.high / 1e6 - 0.021_332_437_826).abs() < 1e-9, "{interval:?}");
        let none = Occurrence { count: 0, ..term };
        assert_eq!(wilson_per_million(&none).unwrap().low, 0.0);
        assert_eq!(per_million(&Occurrence::default()), Score::Undefined(Reason::Empty));
        assert_eq!(idf(&Occurrence { held: 0, ..term }), Score::Undefined(Reason::Absent));
    }
}
