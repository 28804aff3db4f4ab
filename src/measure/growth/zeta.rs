//! Riemann's zeta function and its derivative for a real argument above 1, by the Euler–Maclaurin formula (NIST DLMF
//! 25.2.9). No crate of special functions that is light enough gives them: `special` 0.14, `puruspe` 0.4 and `statrs` 0.18
//! have neither, and the derivative none at all.

use libm::{log, pow};

/// B_2k/(2k)! for k = 1 … 8.
const COEFFICIENTS: [f64; 8] = [
    1.0 / 12.0,
    -1.0 / 720.0,
    1.0 / 30_240.0,
    -1.0 / 1_209_600.0,
    1.0 / 47_900_160.0,
    -691.0 / 1_307_674_368_000.0,
    1.0 / 74_724_249_600.0,
    -3_617.0 / 10_670_622_842_880_000.0,
];

/// ζ(s) and ζ′(s), s > 1, to about 14 digits.
pub(super) fn zeta(s: f64) -> (f64, f64) {
    const TERMS: u32 = 20;
    let m = f64::from(TERMS);
    let (mut value, mut slope) = (0.0, 0.0);
    for n in (1..TERMS).rev() {
        let term = pow(f64::from(n), -s);
        value += term;
        slope -= term * log(f64::from(n));
    }
    let (last, ln) = (pow(m, -s), log(m));
    let tail = m * last / (s - 1.0);
    value += tail + last / 2.0;
    slope += -tail * (ln + 1.0 / (s - 1.0)) - last * ln / 2.0;
    // c_k·s(s+1)…(s+2k−2)·m^(−s−2k+1), and its derivative by the logarithm.
    let (mut product, mut inverses, mut power) = (s, 1.0 / s, last / m);
    for (at, coefficient) in COEFFICIENTS.iter().enumerate() {
        let term = coefficient * product * power;
        value += term;
        slope += term * (inverses - ln);
        let next = s + 2.0 * at as f64 + 1.0;
        product *= next * (next + 1.0);
        inverses += 1.0 / next + 1.0 / (next + 1.0);
        power /= m * m;
    }
    (value, slope)
}

/// −ζ′(s)/ζ(s): the mean of ln i under the zeta law.
pub(super) fn zeta_slope(s: f64) -> f64 {
    let (value, slope) = zeta(s);
    -slope / value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // ζ(2) = π²/6, ζ(4) = π⁴/90; the rest by mpmath 1.4.1 at 30 digits, ζ of the last five also by
        // scipy.special.zeta 1.17.1.
        let pi = std::f64::consts::PI;
        for (s, value, slope) in [
            (2.0, pi * pi / 6.0, -0.937_548_254_315_843_8),
            (4.0, pi * pi * pi * pi / 90.0, -0.068_911_265_896_125_38),
            (1.001, 1_000.577_288_476_011_6, -999_999.927_194_066_2),
            (1.05, 20.580_844_302_036_986, -399.927_671_191_730_27),
            (1.5, 2.612_375_348_685_488, -3.932_239_737_431_101),
            (3.0, 1.202_056_903_159_594_2, -0.198_126_242_885_636_85),
            (8.0, 1.004_077_356_197_944_4, -0.002_901_952_553_710_673),
            (30.0, 1.000_000_000_931_327_5, -6.455_489_538_800_03e-10),
        ] {
            let (found, found_slope) = zeta(s);
            assert!((found / value - 1.0).abs() < 1e-14, "{s}: {found}");
            assert!((found_slope / slope - 1.0).abs() < 1e-12, "{s}: {found_slope}");
        }
    }
}
