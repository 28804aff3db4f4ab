//! Numbers as text: exact for machines, rounded for people. Which of the two a format wants is its own choice.

use std::fmt::Write;

/// The digits of numbers in a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// 0123456789.
    #[default]
    Western,
    /// Arabic-Indic, with their own decimal and thousands separators.
    Arabic,
}

impl Digits {
    /// A number written with Western digits, in these digits.
    pub fn of(self, number: String) -> String {
        match self {
            Self::Western => number,
            Self::Arabic => number.chars().map(arabic).collect(),
        }
    }
}

/// The Arabic-Indic digit or separator for a Western one.
fn arabic(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32(0x0660 + (c as u32 - '0' as u32)).unwrap_or(c),
        '.' => '\u{66b}',
        ',' => '\u{66c}',
        _ => c,
    }
}

/// The shortest text that reads back as the same number, as JSON prints it: `1.0`, `0.00012`, `1e-7`, `1e+21`.
/// `None` for NaN and the infinities.
pub fn shortest(value: f64) -> Option<String> {
    let mut out = String::new();
    push_shortest(value, &mut out).then_some(out)
}

/// Appends [`shortest`]; `false`, and nothing appended, for NaN and the infinities.
pub fn push_shortest(value: f64, out: &mut String) -> bool {
    // The crate that JSON is written with, so that no digit differs.
    let finite = value.is_finite();
    if finite {
        out.push_str(zmij::Buffer::new().format_finite(value));
    }
    finite
}

/// Four significant digits for reading: `0.6750`, `12.34`, `1,234,567`, `1.234e-7`. The whole part is never cut;
/// zero is `0`. `None` for NaN and the infinities.
pub fn rounded(value: f64, grouping: bool) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    if value == 0.0 {
        return Some("0".into());
    }
    // The exponent after rounding: 9.9999 counts as 10.00.
    let scientific = format!("{value:.3e}");
    let exponent: i32 = scientific.split_once('e')?.1.parse().ok()?;
    if !(-4..15).contains(&exponent) {
        return Some(scientific);
    }
    let plain = format!("{value:.*}", (3 - exponent).max(0) as usize);
    Some(if grouping { group(&plain) } else { plain })
}

/// A count, with thousands separated if asked.
pub fn count(value: u64, grouping: bool) -> String {
    let plain = value.to_string();
    if grouping { group(&plain) } else { plain }
}

/// A plain decimal number with `,` between thousands of its whole part.
fn group(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |dot| digits.split_at(dot));
    let mut out = String::with_capacity(plain.len() + whole.len() / 3);
    out.push_str(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    // Writing to a string cannot fail.
    let _ = write!(out, "{fraction}");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn for_people() {
        let cases = [
            (0.675, "0.6750"),
            (12.345, "12.35"),
            (9.99996, "10.00"),
            (999.96, "1,000"),
            (123_456.7, "123,457"),
            (-1234.0, "-1,234"),
            (-0.5, "-0.5000"),
            (0.000_123_46, "0.0001235"),
            (1.234e-7, "1.234e-7"),
            (1e21, "1.000e21"),
            (0.0, "0"),
            (100.0, "100.0"),
        ];
        for (value, text) in cases {
            assert_eq!(rounded(value, true).unwrap(), text, "{value}");
        }
        assert_eq!(rounded(1_234_567.0, false).unwrap(), "1234567");
        assert_eq!(rounded(f64::NAN, true), None);
        assert_eq!(count(0, true), "0");
        assert_eq!(count(123, true), "123");
        assert_eq!(count(1_234, true), "1,234");
        assert_eq!(count(u64::MAX, true), "18,446,744,073,709,551,615");
    }

    #[test]
    fn for_machines() {
        let cases = [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (1e-5, "0.00001"),
            (1.5e-6, "1.5e-6"),
            (-0.0, "-0.0"),
            (0.0, "0.0"),
            (12.5, "12.5"),
            (-0.675, "-0.675"),
            (0.012, "0.012"),
            (-1_718_487_315_132_310.3, "-1718487315132310.2"),
        ];
        for (value, text) in cases {
            assert_eq!(shortest(value).unwrap(), text);
        }
        assert_eq!(shortest(f64::INFINITY), None);
    }

    #[test]
    fn arabic_digits() {
        assert_eq!(Digits::Arabic.of("1,234.5".into()), "\u{661}\u{66c}\u{662}\u{663}\u{664}\u{66b}\u{665}");
        assert_eq!(Digits::Western.of("1.5".into()), "1.5");
    }
}
