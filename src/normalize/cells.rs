//! The text while it is folded: characters with the bytes they come from. What is done to them belongs to the
//! passes.

use super::Audit;

/// A character and the bytes of the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The characters of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells(pub(super) Vec<Cell>);

impl Cells {
    pub(super) fn new(text: &str) -> Self {
        let cells = text.char_indices().map(|(start, c)| Cell { c, start, end: start + c.len_utf8() });
        Self(cells.collect())
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|cell| cell.c).collect()
    }

    /// Deletes the characters that `gone` names. The bytes of a deleted character go to a neighbour.
    pub(super) fn delete(&mut self, audit: &mut Audit, flag: usize, gone: impl Fn(char) -> bool) {
        self.0.retain(|cell| {
            let deleted = gone(cell.c);
            if deleted {
                audit.note(flag, cell.c);
            }
            !deleted
        });
    }

    /// Replaces single characters by single characters.
    pub(super) fn replace(&mut self, audit: &mut Audit, flag: usize, by: impl Fn(char) -> Option<char>) {
        for cell in &mut self.0 {
            if let Some(other) = by(cell.c).filter(|&other| other != cell.c) {
                audit.note(flag, cell.c);
                cell.c = other;
            }
        }
    }

    /// Replaces characters by any number of characters: `by` appends them and says whether it did.
    pub(super) fn expand(
        &mut self,
        audit: &mut Audit,
        flag: usize,
        mut by: impl FnMut(char, &mut Vec<char>) -> bool,
    ) {
        let mut made = Vec::new();
        let mut out = Vec::with_capacity(self.0.len());
        for &cell in &self.0 {
            made.clear();
            if by(cell.c, &mut made) && made != [cell.c] {
                audit.note(flag, cell.c);
                out.extend(made.iter().map(|&c| Cell { c, ..cell }));
            } else {
                out.push(cell);
            }
        }
        self.0 = out;
    }
}
