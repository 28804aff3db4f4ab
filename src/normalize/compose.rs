//! Canonical composition (Unicode NFC) of characters that remember their source, in O(n log n) however many marks
//! are stacked on one letter.

use unicode_normalization::char::{compose as pair, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::cells::{Cell, Cells};
use super::chars::combining_class;
use super::folding::Flag;

/// Brings the cells into NFC. A composed character stands for the source of all its parts.
pub(super) fn compose(word: &mut Cells) {
    if is_nfc_quick(word.cells.iter().map(|cell| cell.c)) == IsNormalized::Yes {
        return;
    }
    let (old, mut parts) = word.take();
    decompose_cells(&old, &mut parts);
    recompose(&mut parts);
    if word.audit.is_some() {
        count(word, Flag::NFC, &old, &parts);
    }
    word.put(old, parts);
}

/// Appends the canonical decomposition of `cells`, marks in canonical order.
pub(super) fn decompose_cells(cells: &[Cell], parts: &mut Vec<Cell>) {
    for &cell in cells {
        decompose_canonical(cell.c, |c| parts.push(cell.becomes(c)));
    }
    let mut at = 0;
    while at < parts.len() {
        let run = super::cells::marks_after(parts, at);
        if run.len() > 1 {
            parts[run.clone()].sort_by_key(|cell| combining_class(cell.c));
        }
        at = run.end + 1;
    }
}

/// Composes decomposed cells in place.
pub(super) fn recompose(parts: &mut Vec<Cell>) {
    let mut kept = 0;
    let mut starter: Option<usize> = None;
    let mut class_before = 0;
    for at in 0..parts.len() {
        let cell = parts[at];
        let class = combining_class(cell.c);
        if let Some(base) = starter {
            let adjacent = base + 1 == kept;
            if (adjacent || class_before != 0 && class_before < class)
                && let Some(c) = pair(parts[base].c, cell.c)
            {
                let base = &mut parts[base];
                *base = Cell { c, start: base.start.min(cell.start), end: base.end.max(cell.end) };
                continue;
            }
        }
        if class == 0 {
            starter = Some(kept);
        }
        class_before = class;
        parts[kept] = cell;
        kept += 1;
    }
    parts.truncate(kept);
}

/// Counts for `flag` the characters that are no longer there, or no longer in their place.
pub(super) fn count(word: &mut Cells, flag: Flag, old: &[Cell], new: &[Cell]) {
    let mut at = 0;
    for cell in old {
        // What the cells before this one turned into lies behind.
        while at < new.len() && new[at].start < cell.start {
            at += 1;
        }
        if new.get(at) == Some(cell) {
            at += 1;
        } else {
            word.event(flag, cell.c);
        }
    }
}
