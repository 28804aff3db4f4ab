//! Significance: p-values that keep their size below what a float can hold, and their adjustment where many are looked
//! at. Which measure has which test belongs to its row in the table.

use super::{Reason, Score};
use crate::error::{Error, ErrorKind};
use libm::{erfc, exp, expm1, log, log1p, sqrt};

/// A probability of a result as extreme by chance, with its logarithm: 10⁻⁹⁹⁹ is one too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PValue {
    p: f64,
    ln: f64,
}

/// Below it the number is not shown, only its logarithm.
const SMALLEST: f64 = 1e-300;

impl PValue {
    /// From its natural logarithm; above 1 it is 1.
    pub fn from_ln(ln: f64) -> Self {
        if ln >= 0.0 { Self { p: 1.0, ln: 0.0 } } else { Self { p: exp(ln), ln } }
    }

    /// From the probability itself, where it is no smaller than 1e-300.
    fn from_p(p: f64) -> Self {
        let p = p.min(1.0);
        Self { p, ln: log(p) }
    }

    /// Of a statistic that has the χ² distribution with one degree of freedom by chance: P(χ² ≥ x) = erfc √(x/2).
    pub fn chi2(x: f64) -> Self {
        let z = sqrt(x.max(0.0) / 2.0);
        let p = erfc(z);
        if p >= SMALLEST { Self::from_p(p) } else { Self::from_ln(ln_erfc_far(z)) }
    }

    /// Of a statistic that has the standard normal distribution by chance, on both sides: P(|Z| ≥ |z|).
    pub fn normal(z: f64) -> Self {
        Self::chi2(z * z)
    }

    /// The probability, or [`Reason::Underflow`] below 1e-300.
    pub fn score(self) -> Score {
        if self.p >= SMALLEST { Score::new(self.p, Reason::Underflow) } else { Reason::Underflow.into() }
    }

    /// Its logarithm to base 10; [`Reason::Infinite`] of an impossible result.
    pub fn log10(self) -> Score {
        Score::new(self.ln / std::f64::consts::LN_10, Reason::Infinite)
    }

    /// Its natural logarithm.
    pub fn ln(self) -> f64 {
        self.ln
    }

    /// `factor` times it, 1 at most.
    fn times(self, factor: f64) -> Self {
        let product = self.p * factor;
        if product >= SMALLEST { Self::from_p(product) } else { Self::from_ln(self.ln + log(factor)) }
    }

    fn larger(self, other: Self) -> Self {
        if other.ln > self.ln { other } else { self }
    }

    fn smaller(self, other: Self) -> Self {
        if other.ln < self.ln { other } else { self }
    }
}

/// ln erfc z for z ≥ 20: −z² − ln(z√π) + ln(1 − 1/(2z²) + 1·3/(2z²)² − …) (DLMF 7.12.1).
fn ln_erfc_far(z: f64) -> f64 {
    let step = 1.0 / (2.0 * z * z);
    let (mut term, mut sum) = (1.0, 0.0);
    for k in 1..12 {
        term *= -f64::from(2 * k - 1) * step;
        sum += term;
    }
    -z * z - log(z) - 0.5 * log(std::f64::consts::PI) + log1p(sum)
}

/// The standard normal deviate that is exceeded with probability `tail`, 0 < tail < ½. Newton's method on the
/// logarithm of the tail, which is concave: it converges from everywhere.
pub(super) fn normal_deviate(tail: f64) -> f64 {
    let target = log(tail);
    let mut z = sqrt((-2.0 * target).max(1.0));
    for _ in 0..64 {
        let half = erfc(z / std::f64::consts::SQRT_2) / 2.0;
        let ln_tail = if half > SMALLEST {
            log(half)
        } else {
            ln_erfc_far(z / std::f64::consts::SQRT_2) - std::f64::consts::LN_2
        };
        let ln_density = -z * z / 2.0 - 0.918_938_533_204_672_8;
        let step = (ln_tail - target) / exp(ln_density - ln_tail);
        z += step;
        if step.abs() <= 1e-15 * z.abs() {
            break;
        }
    }
    z
}

/// How p-values are adjusted where m are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Adjust {
    /// Not at all.
    None,
    /// min(1, m·p): no false discovery with probability 1 − α (Dunn 1961).
    Bonferroni,
    /// 1 − (1 − p)ᵐ, for independent tests (Šidák 1967).
    Sidak,
    /// Bonferroni stepwise, never weaker (Holm 1979).
    Holm,
    /// The share of false discoveries, for independent or positively dependent tests (Benjamini & Hochberg 1995).
    #[default]
    Bh,
    /// The share of false discoveries under any dependence (Benjamini & Yekutieli 2001).
    By,
}

impl Adjust {
    /// Every adjustment.
    pub const ALL: [Self; 6] = [Self::None, Self::Bonferroni, Self::Sidak, Self::Holm, Self::Bh, Self::By];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Bonferroni => "bonferroni",
            Self::Sidak => "sidak",
            Self::Holm => "holm",
            Self::Bh => "bh",
            Self::By => "by",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is no adjustment.
    pub fn parse(name: &str) -> Result<Self, Error> {
        if let Some(adjust) = Self::ALL.into_iter().find(|adjust| adjust.name() == name) {
            return Ok(adjust);
        }
        let names = Self::ALL.map(Self::name).join(", ");
        let message = format!("unknown adjustment {name:?}");
        Err(Error::new(ErrorKind::Usage, message).with_help(format!("the adjustments are {names}")))
    }

    /// The adjusted p-values, in the order of the p-values. O(m log m).
    ///
    /// ```
    /// use mizan::measure::{Adjust, PValue, Score};
    /// let p = [0.01, 0.02, 0.03].map(|p: f64| PValue::from_ln(p.ln()));
    /// let holm: Vec<f64> = Adjust::Holm.adjust(&p).iter().filter_map(|p| p.score().value()).collect();
    /// assert!(holm.iter().zip([0.03, 0.04, 0.04]).all(|(found, expected)| (found - expected).abs() < 1e-12));
    /// ```
    pub fn adjust(self, p_values: &[PValue]) -> Vec<PValue> {
        let m = p_values.len() as f64;
        match self {
            Self::None => return p_values.to_vec(),
            Self::Bonferroni => return p_values.iter().map(|p| p.times(m)).collect(),
            Self::Sidak => {
                let sidak = |p: &PValue| match p.p {
                    p if p >= 1.0 => Self::one(),
                    small if small < SMALLEST => p.times(m),
                    p => PValue::from_p(-expm1(m * log1p(-p))),
                };
                return p_values.iter().map(sidak).collect();
            }
            Self::Holm | Self::Bh | Self::By => {}
        }
        let mut order: Vec<usize> = (0..p_values.len()).collect();
        order.sort_by(|&a, &b| p_values[a].ln.total_cmp(&p_values[b].ln));
        let mut adjusted = p_values.to_vec();
        let mut bound =
            if self == Self::Holm { PValue { p: 0.0, ln: f64::NEG_INFINITY } } else { Self::one() };
        if self == Self::Holm {
            for (rank, &at) in order.iter().enumerate() {
                bound = bound.larger(p_values[at].times(m - rank as f64));
                adjusted[at] = bound;
            }
            return adjusted;
        }
        let harmonic: f64 =
            if self == Self::By { (1..=p_values.len()).rev().map(|k| 1.0 / k as f64).sum() } else { 1.0 };
        for (rank, &at) in order.iter().enumerate().rev() {
            bound = bound.smaller(p_values[at].times(m * harmonic / (rank + 1) as f64));
            adjusted[at] = bound;
        }
        adjusted
    }

    fn one() -> PValue {
        PValue { p: 1.0, ln: 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, tolerance: f64) {
        assert!((found / expected - 1.0).abs() < tolerance, "{found} is not {expected}");
    }

    /// mpmath 1.4.1 with 40 digits: erfc √(x/2), its logarithm, and the z at which erfc(z/√2)/2 = a.
    #[test]
    fn tails_equal_scipy() {
        near(PValue::chi2(0.0158).score().value().unwrap(), 0.8999709447871138, 1e-12);
        near(PValue::chi2(3.841458820694124).score().value().unwrap(), 0.05000000000000006, 1e-12);
        near(PValue::chi2(41.5888308).score().value().unwrap(), 1.1263492810242173e-10, 1e-12);
        near(PValue::chi2(700.0).score().value().unwrap(), 2.9902269751246203e-154, 1e-12);
        near(PValue::chi2(1400.0).ln(), -703.8486181251224, 1e-14);
        near(PValue::chi2(3000.0).ln(), -1504.229308192481, 1e-14);
        near(PValue::chi2(250000.0).ln(), -125006.44040345102, 1e-14);
        near(PValue::normal(1.96).score().value().unwrap(), 0.04999579029644087, 1e-12);
        near(PValue::normal(-3.0).score().value().unwrap(), 0.002699796063260189, 1e-12);
        near(normal_deviate(0.025), 1.9599639845400543, 1e-13);
        near(normal_deviate(0.0005), 3.290526731491895, 1e-13);
        near(normal_deviate(5e-10), 6.1094102048693975, 1e-13);
        near(normal_deviate(1e-280), 35.78342139466302, 1e-13);
        near(normal_deviate(0.4), 0.2533471031357997, 1e-13);
    }

    #[test]
    // statsmodels 0.15.0: `multipletests(p, method=…)`.
    fn adjustments_equal_statsmodels() {
        let p = [0.01, 0.04, 0.03, 0.005, 0.2, 0.03].map(PValue::from_p);
        let expected = [0.06, 0.24, 0.18, 0.03, 1.0, 0.18];
        for (found, expected) in Adjust::Bonferroni.adjust(&p).iter().zip(expected) {
            near(found.p, expected, 1e-12);
        }
        let expected = [
            0.058519850599,
            0.217242210304,
            0.16702799507100002,
            0.029627490643734374,
            0.7378560000000001,
            0.16702799507100002,
        ];
        for (found, expected) in Adjust::Sidak.adjust(&p).iter().zip(expected) {
            near(found.p, expected, 1e-12);
        }
        let expected = [0.05, 0.12, 0.12, 0.03, 0.2, 0.12];
        for (found, expected) in Adjust::Holm.adjust(&p).iter().zip(expected) {
            near(found.p, expected, 1e-12);
        }
        let expected = [0.030000000000000002, 0.048, 0.045, 0.030000000000000002, 0.2, 0.045];
        for (found, expected) in Adjust::Bh.adjust(&p).iter().zip(expected) {
            near(found.p, expected, 1e-12);
        }
        let expected = [
            0.0735,
            0.11759999999999998,
            0.11024999999999999,
            0.0735,
            0.48999999999999994,
            0.11024999999999999,
        ];
        for (found, expected) in Adjust::By.adjust(&p).iter().zip(expected) {
            near(found.p, expected, 1e-12);
        }
    }

    #[test]
    fn a_tail_too_small_for_a_float_is_adjusted_by_its_logarithm() {
        let p = PValue::chi2(3000.0);
        assert_eq!(p.score(), Score::Undefined(Reason::Underflow));
        let twice = Adjust::Bonferroni.adjust(&[p, p]);
        near(twice[0].ln() - p.ln(), std::f64::consts::LN_2, 1e-12);
        assert_eq!(PValue::chi2(0.0).score(), Score::Value(1.0));
        assert!(Adjust::Bh.adjust(&[]).is_empty());
    }

    #[test]
    fn names_are_read_back() {
        for adjust in Adjust::ALL {
            assert_eq!(Adjust::parse(adjust.name()).unwrap(), adjust);
        }
        assert!(Adjust::parse("fdr").is_err());
    }
}
