//! A histogram for the terminal: one line for each label, a bar of block characters, the count. What is counted
//! belongs to the caller.

use super::Options;
use super::fit::{fit, isolated, width};
use super::number::count;

/// Eighths of a column, from one to eight.
const BLOCKS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// Lines `label bar count`; the longest bar takes `columns` columns, and no count above zero is drawn as nothing.
///
/// ```
/// use mizan::report::{Options, bars};
/// assert_eq!(bars(&[("1-5", 4), ("6-10", 2)], 4, &Options::default()), " 1-5 ████ 4\n6-10 ██   2\n");
/// ```
pub fn bars<L: AsRef<str>>(counts: &[(L, u64)], columns: usize, options: &Options) -> String {
    let most = counts.iter().map(|&(_, value)| value).max().unwrap_or(0);
    let labels: Vec<_> = counts.iter().map(|(label, _)| fit(label.as_ref(), usize::MAX)).collect();
    let numbers: Vec<_> =
        counts.iter().map(|&(_, value)| options.digits.of(count(value, options.grouping))).collect();
    let label_width = labels.iter().map(|label| width(label)).max().unwrap_or(0);
    let number_width = numbers.iter().map(|number| width(number)).max().unwrap_or(0);
    let mut out = String::new();
    for ((label, number), &(_, value)) in labels.iter().zip(&numbers).zip(counts) {
        let bar = if options.ascii { hashes(value, most, columns) } else { blocks(value, most, columns) };
        let spaces = |used: usize, of: usize| std::iter::repeat_n(' ', of.saturating_sub(used));
        out.extend(spaces(width(label), label_width));
        isolated(label, options.bidi, &mut out);
        out.push(' ');
        out.push_str(&bar);
        out.extend(spaces(bar.chars().count(), columns));
        out.push(' ');
        out.extend(spaces(width(number), number_width));
        isolated(number, options.bidi, &mut out);
        out.push('\n');
    }
    out
}

/// `value` of `most` as parts of `whole`, rounded to the nearest, at least one unless the value is zero.
fn parts(value: u64, most: u64, whole: usize) -> usize {
    if value == 0 || most == 0 || whole == 0 {
        return 0;
    }
    let (value, most, whole) = (u128::from(value), u128::from(most), whole as u128);
    (((2 * value * whole + most) / (2 * most)).max(1)) as usize
}

/// A bar in eighths of a column.
fn blocks(value: u64, most: u64, columns: usize) -> String {
    let eighths = parts(value, most, columns.saturating_mul(8));
    let mut bar: String = std::iter::repeat_n(BLOCKS[7], eighths / 8).collect();
    if let Some(last) = (eighths % 8).checked_sub(1) {
        bar.push(BLOCKS[last]);
    }
    bar
}

/// A bar in whole columns.
fn hashes(value: u64, most: u64, columns: usize) -> String {
    "#".repeat(parts(value, most, columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighths_and_hashes() {
        assert_eq!(blocks(8, 8, 10), "██████████");
        assert_eq!(blocks(1, 16, 2), "▏");
        assert_eq!(blocks(9, 16, 2), "█▏");
        assert_eq!(blocks(1, u64::MAX, 2), "▏");
        assert_eq!(blocks(u64::MAX, u64::MAX, 2), "██");
        assert_eq!(blocks(0, 0, 2), "");
        assert_eq!(hashes(1, 3, 6), "##");
        let options = Options { ascii: true, ..Options::default() };
        assert_eq!(bars(&[("a", 1000), ("b", 0)], 3, &options), "a ### 1,000\nb         0\n");
        assert_eq!(bars::<&str>(&[], 3, &options), "");
    }
}
