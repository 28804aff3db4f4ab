//! The value of a number token, exact, whatever its digits and separators.

use crate::script::{digit_value, letter};
use std::fmt;

/// A non-negative decimal number: `digits / 10^scale`, in lowest terms, so that equal values are equal.
///
/// ```
/// use mizan::token::Number;
/// let six_thousand = Number::parse("6000");
/// assert_eq!(Number::parse("6،000"), six_thousand);
/// assert_eq!(Number::parse("٦٬٠٠٠"), six_thousand);
/// assert_eq!(Number::parse("٣٫٥").unwrap().to_string(), "3.5");
/// assert_eq!(Number::parse("12.08.2014"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    digits: u128,
    scale: u8,
}

impl Number {
    /// Reads digits (ASCII, Arabic-Indic, extended Arabic-Indic) with an optional decimal separator (`.` or `٫`)
    /// and thousands separators (`,` `،` `٬`) that part whole groups of three.
    ///
    /// `None` for what has no one value: two decimal separators (a date, a version), groups that are not of
    /// three, more than 38 significant digits, any other character.
    pub fn parse(text: &str) -> Option<Self> {
        let (mut digits, mut scale) = (0u128, 0u8);
        let (mut decimal, mut any, mut last_digit) = (false, false, false);
        let mut group: Option<u32> = None; // digits since the last thousands separator
        let mut leading = 0u32;
        for c in text.chars() {
            if let Some(value) = digit_value(c) {
                digits = digits.checked_mul(10)?.checked_add(u128::from(value))?;
                scale = scale.checked_add(u8::from(decimal))?;
                any = true;
                last_digit = true;
                match &mut group {
                    _ if decimal => {}
                    Some(length) => *length += 1,
                    None => leading += 1,
                }
                continue;
            }
            let whole_group = group.is_none_or(|length| length == 3);
            match c {
                '.' | letter::DECIMAL_SEPARATOR if !decimal && whole_group => decimal = true,
                ',' | letter::COMMA | letter::THOUSANDS_SEPARATOR
                    if !decimal && last_digit && whole_group && (1..=3).contains(&leading) =>
                {
                    group = Some(0);
                }
                _ => return None,
            }
            last_digit = false;
        }
        if !any || !last_digit || group.is_some_and(|length| length != 3) {
            return None;
        }
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Some(Self { digits, scale })
    }

    /// The nearest floating-point value.
    pub fn to_f64(self) -> f64 {
        // Parsing the decimal is correctly rounded; dividing by a power of ten would not be.
        self.to_string().parse().expect("a printed number is a number")
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0width$}", self.digits, width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        f.write_str(whole)?;
        if scale > 0 {
            write!(f, ".{fraction}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_refusals() {
        for (text, value) in [
            ("0", "0"),
            ("007", "7"),
            ("1,234,567", "1234567"),
            ("١٢٫٥٠", "12.5"),
            (".5", "0.5"),
            ("6،000.25", "6000.25"),
            ("۱۴۰۰", "1400"),
        ] {
            assert_eq!(
                Number::parse(text).map(|number| number.to_string()).as_deref(),
                Some(value),
                "{text}"
            );
        }
        for text in ["", ".", "1.", "1,5", "1234,567", "1,23,456", "2.0.1", "12a", "1,000,", &"9".repeat(40)]
        {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        assert_eq!(Number::parse("0.1").unwrap().to_f64(), 0.1);
    }
}
