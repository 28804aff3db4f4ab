//! Text in a given number of terminal columns: measured, cut, isolated. What stands in which column belongs to
//! `table`.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Bidi;
use super::escape::escape_visible;

/// Terminal columns of a text that is already safe to print.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text safe to print and at most `columns` wide. What is too long is cut between grapheme clusters, so
/// never before a mark nor inside an escape, and ends with `…`. O(n log n).
pub(super) fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    let whole = escape_visible(text);
    if width(&whole) <= columns {
        return whole;
    }
    // An escape is one cluster of the raw text, and the escape of a prefix is a prefix of the escape.
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(start, _)| start).collect();
    let fits = |end: usize| width(&format!("{}…", escape_visible(&text[..end]))) <= columns;
    let count = ends.partition_point(|&end| fits(end));
    match count.checked_sub(1) {
        Some(last) => Cow::Owned(format!("{}…", escape_visible(&text[..ends[last]]))),
        None => Cow::Borrowed(""),
    }
}

/// The text between the marks of `bidi`; an empty one needs none.
pub(super) fn isolated(text: &str, bidi: Bidi, out: &mut String) {
    let (before, after) = if text.is_empty() { ("", "") } else { bidi.marks() };
    out.extend([before, text, after]);
}

/// Widths for columns that can be cut, as wide as they are if `room` allows: the widest give way first, none
/// below its own width or `least`, whichever is smaller.
pub(super) fn share(natural: &[usize], room: usize, least: usize) -> Vec<usize> {
    let cut = |limit: usize| natural.iter().map(move |&width| width.min(limit.max(least)));
    let widest = natural.iter().copied().max().unwrap_or(0);
    // The largest limit under which they fit, or `least` if none does.
    let (mut low, mut high) = (0, widest);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if cut(middle).sum::<usize>() <= room { low = middle } else { high = middle - 1 }
    }
    let mut widths: Vec<usize> = cut(low).collect();
    let mut spare = room.saturating_sub(widths.iter().sum());
    for (width, &natural) in widths.iter_mut().zip(natural) {
        if *width < natural && spare > 0 {
            *width += 1;
            spare -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_clusters() {
        assert_eq!(fit("abcdef", 6), "abcdef");
        assert_eq!(fit("abcdef", 4), "abc…");
        assert_eq!(fit("abcdef", 1), "…");
        assert_eq!(fit("abcdef", 0), "");
        // Beh with shadda and fatha, three times.
        let marked = "\u{628}\u{651}\u{64e}".repeat(3);
        assert_eq!(fit(&marked, 2), "\u{628}\u{651}\u{64e}…");
        assert_eq!(fit("ab\u{202e}cd", 9), "ab…");
        assert_eq!(fit("ab\u{202e}cd", 11), "ab\\u{202e}…");
        // Lam with alef takes one column.
        assert_eq!(width("\u{644}\u{627}"), 1);
    }

    #[test]
    fn the_widest_give_way() {
        assert_eq!(share(&[10, 20], 40, 4), [10, 20]);
        assert_eq!(share(&[10, 20], 25, 4), [10, 15]);
        assert_eq!(share(&[30, 20], 21, 4), [11, 10]);
        assert_eq!(share(&[30, 2], 0, 4), [4, 2]);
        assert_eq!(share(&[], 5, 4), [0; 0]);
    }
}
