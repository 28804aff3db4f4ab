//! The way back from folded text to the bytes it came from.

use super::cells::Cells;
use std::ops::Range;

/// Which bytes of the source each part of the folded text stands for. Empty: the text is unchanged.
///
/// A deleted character belongs to the kept one before it, leading ones to the first; what was replaced as a whole
/// maps as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// (first byte of the folded text, first byte of the source) of each part, both rising; the last is the end.
    parts: Vec<(usize, usize)>,
}

impl Alignment {
    pub(super) fn new(cells: &Cells, source: usize, folded: usize) -> Self {
        let mut parts: Vec<(usize, usize)> = Vec::with_capacity(cells.0.len() + 1);
        let (mut at, mut reached) = (0, 0);
        for cell in &cells.0 {
            // Marks that changed places, and the letters of one ligature, make one part together.
            if parts.is_empty() {
                parts.push((0, 0));
            } else if cell.start >= reached {
                parts.push((at, cell.start));
            }
            reached = reached.max(cell.end);
            at += cell.c.len_utf8();
        }
        parts.push((folded, source));
        Self { parts }
    }

    /// The bytes of the source that `range` of the folded text stands for: monotone, outward to whole parts, on
    /// character boundaries; the whole is sent to the whole. O(log n).
    ///
    /// # Panics
    /// If the range is decreasing.
    pub fn to_source(&self, range: Range<usize>) -> Range<usize> {
        assert!(range.start <= range.end, "a decreasing range");
        if self.parts.is_empty() {
            return range;
        }
        let last = self.parts.len() - 1;
        let part = |byte: usize| self.parts.partition_point(|&(folded, _)| folded <= byte).saturating_sub(1);
        if last == 0 {
            return 0..self.parts[0].1;
        }
        let start = self.parts[part(range.start).min(last)].1;
        if range.is_empty() {
            return start..start;
        }
        start..self.parts[(part(range.end - 1) + 1).min(last)].1
    }
}
