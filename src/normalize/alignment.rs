//! The way back from folded text to the text it came from.

use std::ops::Range;

/// Where each byte of a folded text came from.
///
/// A deleted character belongs to the kept one before it, at the beginning of a word to the one after; a word of
/// which nothing is left, to the white space before it. A replacement maps as a whole. Empty for text that was not
/// changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// The stretches that changed, in order; between them bytes correspond one to one.
    edits: Vec<Edit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    source: Range<usize>,
    output: Range<usize>,
}

impl Alignment {
    /// The bytes of the source that a range of the output stands for.
    ///
    /// Monotone; all of the output gives all of the source; on character boundaries if `output` is. A boundary
    /// inside a replacement maps outward. O(log n) in the number of changed stretches.
    ///
    /// ```
    /// use mizan::{Folding, Normalizer};
    /// let word = Normalizer::new(Folding::NORMAL).normalize("كِـتَابٌ");
    /// assert_eq!(word.text, "كتاب");
    /// assert_eq!(word.alignment.to_source(0..8), 0..16);
    /// assert_eq!(word.alignment.to_source(2..4), 6..10);
    /// ```
    pub fn to_source(&self, output: Range<usize>) -> Range<usize> {
        let start = match self.edits.partition_point(|edit| edit.output.start <= output.start) {
            0 => output.start,
            after => {
                let edit = &self.edits[after - 1];
                if output.start < edit.output.end || edit.output.start == output.start {
                    edit.source.start
                } else {
                    edit.source.end + (output.start - edit.output.end)
                }
            }
        };
        let end = match self.edits.partition_point(|edit| edit.output.end < output.end) {
            after if self.edits.get(after).is_some_and(|edit| edit.ends_at_or_holds(output.end)) => {
                self.edits[after].source.end
            }
            0 => output.end,
            after => {
                let edit = &self.edits[after - 1];
                edit.source.end + (output.end - edit.output.end)
            }
        };
        start..end.max(start)
    }

    /// Whether every byte stands where it stood.
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }
}

impl Edit {
    fn ends_at_or_holds(&self, at: usize) -> bool {
        self.output.start < at && at <= self.output.end || self.output.is_empty() && at == self.output.end
    }
}

/// Builds an alignment from groups: stretches of source and the output that came of them, in order.
#[derive(Debug, Default)]
pub(super) struct Builder {
    edits: Vec<Edit>,
    last: Option<Group>,
    output: usize,
}

/// A stretch of source, the length of its output, whether the two are the same bytes, and whether white space
/// ends it.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) source: Range<usize>,
    pub(super) length: usize,
    pub(super) same: bool,
    pub(super) space: bool,
}

impl Builder {
    /// Takes the next group; source left out before it was deleted.
    pub(super) fn push(&mut self, mut group: Group) {
        let reached = self.last.as_ref().map_or(0, |last| last.source.end);
        if reached < group.source.start {
            match &mut self.last {
                Some(last) if !last.space || group.space => {
                    last.source.end = group.source.start;
                    last.same = false;
                }
                _ => {
                    group.source.start = reached;
                    group.same = false;
                }
            }
        }
        self.flush();
        self.last = Some(group);
    }

    /// The alignment of a source of `length` bytes.
    pub(super) fn finish(mut self, length: usize) -> Alignment {
        let last = self.last.get_or_insert(Group { source: 0..0, length: 0, same: true, space: false });
        if last.source.end < length {
            last.source.end = length;
            last.same = false;
        }
        self.flush();
        Alignment { edits: self.edits }
    }

    fn flush(&mut self) {
        if let Some(last) = self.last.take() {
            let output = self.output..self.output + last.length;
            self.output = output.end;
            if !last.same {
                self.edits.push(Edit { source: last.source, output });
            }
        }
    }
}
