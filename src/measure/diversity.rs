//! Lexical diversity: how rich the vocabulary of a text is, from the counts of its types and from their order.

use super::{Reason, Score};
use libm::{exp, log, log1p, log2, pow, sqrt};

/// The counts that measures of diversity are computed from.
///
/// N tokens, V types, V1 types that occur once, M2 = Σ f².
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequencies {
    /// N.
    pub tokens: u64,
    /// V.
    pub types: u64,
    /// V1.
    pub hapax: u64,
    /// M2 = Σ f².
    pub sum_of_squares: u128,
    /// The pairs (f, how many types occur f times), f rising.
    pub spectrum: Vec<(u64, u64)>,
}

impl Frequencies {
    /// From the count of each type.
    pub fn of(counts: &[u64]) -> Self {
        let mut spectrum = std::collections::BTreeMap::new();
        for &count in counts.iter().filter(|&&count| count > 0) {
            *spectrum.entry(count).or_insert(0u64) += 1;
        }
        Self {
            tokens: counts.iter().sum(),
            types: spectrum.values().sum(),
            hapax: spectrum.get(&1).copied().unwrap_or(0),
            sum_of_squares: spectrum
                .iter()
                .map(|(&f, &types)| u128::from(f) * u128::from(f) * u128::from(types))
                .sum(),
            spectrum: spectrum.into_iter().collect(),
        }
    }
}

/// Type–token ratio V/N. Falls as a text grows: compare texts of one length only.
pub fn ttr(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(counts.types as f64 / counts.tokens as f64, Reason::Empty)
}

/// Guiraud's root TTR, V/√N (Guiraud 1954).
pub fn root_ttr(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(counts.types as f64 / sqrt(counts.tokens as f64), Reason::Empty)
}

/// Yule's K = 10⁴(Σf² − N)/N² (Yule 1944); `a a b b` → 2500.
pub fn yule_k(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    let n = counts.tokens as f64;
    Score::new(1e4 * (counts.sum_of_squares - u128::from(counts.tokens)) as f64 / (n * n), Reason::Empty)
}

/// Share of types that occur once, V1/V.
pub fn hapax_types(counts: &Frequencies) -> Score {
    if counts.types == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(counts.hapax as f64 / counts.types as f64, Reason::Empty)
}

/// Shannon's entropy of the term distribution in bits, −Σ p log₂ p (Shannon 1948).
pub fn entropy(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    let n = counts.tokens as f64;
    let sum: f64 = counts
        .spectrum
        .iter()
        .map(|&(f, types)| {
            let p = f as f64 / n;
            -(types as f64) * p * log2(p)
        })
        .sum();
    // −1·log2(1) is −0.
    Score::new(sum + 0.0, Reason::Empty)
}

/// Herdan's C = ln V / ln N (Herdan 1960); N ≥ 2.
pub fn herdan_c(counts: &Frequencies) -> Score {
    if counts.tokens < 2 {
        return Score::Undefined(if counts.tokens == 0 { Reason::Empty } else { Reason::TooShort });
    }
    Score::new(log(counts.types as f64) / log(counts.tokens as f64), Reason::TooShort)
}

/// HD-D: the expected type–token ratio of `n` tokens drawn without replacement (McCarthy & Jarvis 2007); N ≥ n.
pub fn hdd(counts: &Frequencies, n: u64) -> Score {
    if counts.tokens < n || n == 0 {
        return Score::Undefined(if counts.tokens == 0 { Reason::Empty } else { Reason::TooShort });
    }
    let expected: f64 = counts
        .spectrum
        .iter()
        .map(|&(f, types)| {
            // The chance that a term of frequency f is not among the n.
            let absent = if f > counts.tokens - n {
                0.0
            } else {
                exp((0..n).map(|j| log1p(-(f as f64) / (counts.tokens - j) as f64)).sum())
            };
            types as f64 * (1.0 - absent)
        })
        .sum();
    Score::new(expected / n as f64, Reason::TooShort)
}

/// MATTR: the mean type–token ratio of all windows of `window` tokens (Covington & McFall 2010); N ≥ window. O(N).
/// `terms` are numbers of terms, all below `types`.
pub fn mattr(terms: &[u32], types: usize, window: usize) -> Score {
    if terms.len() < window || window == 0 {
        return Score::Undefined(if terms.is_empty() { Reason::Empty } else { Reason::TooShort });
    }
    let mut inside = vec![0u32; types];
    let (mut distinct, mut sum) = (0u64, 0u128);
    for (at, &term) in terms.iter().enumerate() {
        inside[term as usize] += 1;
        distinct += u64::from(inside[term as usize] == 1);
        if at >= window {
            let gone = terms[at - window] as usize;
            inside[gone] -= 1;
            distinct -= u64::from(inside[gone] == 0);
        }
        if at + 1 >= window {
            sum += u128::from(distinct);
        }
    }
    let windows = (terms.len() - window + 1) as f64;
    Score::new(sum as f64 / window as f64 / windows, Reason::TooShort)
}

/// MTLD: the mean length of stretches whose type–token ratio stays at .72 or above, read forward and backward
/// (McCarthy & Jarvis 2010; a factor has at least ten tokens). Undefined without a factor. O(N).
/// `terms` are numbers of terms, all below `types`.
pub fn mtld(terms: &[u32], types: usize) -> Score {
    if terms.is_empty() {
        return Score::Undefined(Reason::Empty);
    }
    let mut stamps = vec![0u32; types];
    let forward = factors(terms.iter(), &mut stamps, 1);
    let backward = factors(terms.iter().rev(), &mut stamps, 1 + terms.len() as u32);
    if forward == 0.0 || backward == 0.0 {
        return Score::Undefined(Reason::NoFactor);
    }
    let n = terms.len() as f64;
    Score::new((n / forward + n / backward) / 2.0, Reason::NoFactor)
}

/// The factors of one direction, the last one in part. `stamp` is new to `stamps`.
fn factors<'a>(terms: impl Iterator<Item = &'a u32>, stamps: &mut [u32], mut stamp: u32) -> f64 {
    const THRESHOLD: f64 = 0.72;
    const MIN_TOKENS: u64 = 10;
    let (mut factors, mut tokens, mut types) = (0.0, 0u64, 0u64);
    for &term in terms {
        tokens += 1;
        if stamps[term as usize] != stamp {
            stamps[term as usize] = stamp;
            types += 1;
        }
        if tokens >= MIN_TOKENS && (types as f64) < THRESHOLD * tokens as f64 {
            factors += 1.0;
            (tokens, types) = (0, 0);
            stamp += 1;
        }
    }
    if tokens > 0 {
        factors += (1.0 - types as f64 / tokens as f64) / (1.0 - THRESHOLD);
    }
    factors
}

/// Honoré's R = 100 ln N / (1 − V1/V) (Honoré 1979); undefined where every type occurs once.
pub fn honore_r(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    if counts.hapax == counts.types {
        return Score::Undefined(Reason::AllHapax);
    }
    let share = counts.hapax as f64 / counts.types as f64;
    Score::new(100.0 * log(counts.tokens as f64) / (1.0 - share), Reason::AllHapax)
}

/// Brunet's W = N^(V^−0.172) (Brunet 1978).
pub fn brunet_w(counts: &Frequencies) -> Score {
    if counts.tokens == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(pow(counts.tokens as f64, pow(counts.types as f64, -0.172)), Reason::Empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fifty letters of Gries' five-part toy corpus as tokens; values computed by independent programs.
    const LETTERS: &str = "bamnibeupkbasatbewqnbcagabestabaghabeaatbahaabeaxa";

    fn letters() -> (Vec<u32>, Frequencies) {
        let terms: Vec<u32> = LETTERS.bytes().map(|letter| u32::from(letter - b'a')).collect();
        let mut counts = [0; 26];
        for &term in &terms {
            counts[term as usize] += 1;
        }
        (terms, Frequencies::of(&counts))
    }

    #[test]
    fn worked_values() {
        let (terms, counts) = letters();
        assert_eq!((counts.tokens, counts.types, counts.hapax), (50, 17, 9));
        for (score, expected) in [
            (ttr(&counts), 0.34),
            (yule_k(&counts), 1336.0),
            (honore_r(&counts), 831.304889),
            (brunet_w(&counts), 11.0569327),
            (hdd(&counts, 42), 0.368230663),
            (mattr(&terms, 26, 10), 0.707317073),
            (mtld(&terms, 26), 11.0665138),
            (entropy(&counts), 3.32011283),
            (hapax_types(&counts), 9.0 / 17.0),
            (root_ttr(&counts), 17.0 / sqrt(50.0)),
            (herdan_c(&counts), log(17.0) / log(50.0)),
        ] {
            let Score::Value(value) = score else { panic!("undefined") };
            assert!((value / expected - 1.0).abs() < 5e-9, "{value} is not {expected}");
        }
    }

    #[test]
    fn nothing_has_no_ratio() {
        let none = Frequencies::of(&[]);
        for score in
            [ttr(&none), yule_k(&none), hdd(&none, 42), mattr(&[], 0, 50), mtld(&[], 0), entropy(&none)]
        {
            assert_eq!(score, Score::Undefined(Reason::Empty));
        }
        let (terms, counts) = letters();
        assert_eq!(mattr(&terms, 26, 51), Score::Undefined(Reason::TooShort));
        assert_eq!(hdd(&counts, 51), Score::Undefined(Reason::TooShort));
        assert_eq!(mtld(&[0, 1, 2], 3), Score::Undefined(Reason::NoFactor));
        assert_eq!(honore_r(&Frequencies::of(&[1, 1])), Score::Undefined(Reason::AllHapax));
        assert_eq!(entropy(&Frequencies::of(&[4])), Score::Value(0.0));
    }
}
