//! Canonical composition (NFC, UAX #15), with the bytes that each character comes from.

use super::cells::{Cell, Cells};
use super::{Audit, Folding};
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Composes the text. O(n log n) on stacked marks, O(n) elsewhere.
pub(super) fn nfc(cells: &mut Cells, audit: &mut Audit) {
    if is_nfc_quick(cells.0.iter().map(|cell| cell.c)) == IsNormalized::Yes {
        return;
    }
    let before = std::mem::take(&mut cells.0);
    cells.0 = recompose(&decompose(&before));
    note_changes(&before, &cells.0, audit);
}

/// Notes the characters that were joined or parted, and those that changed places.
fn note_changes(before: &[Cell], after: &[Cell], audit: &mut Audit) {
    let flag = Folding::NFC.iter().next().map_or(0, |flag| flag.index());
    let mut kept: Vec<Cell> = after.to_vec();
    kept.sort_unstable_by_key(|cell| (cell.start, cell.end, cell.c));
    for cell in before {
        if kept
            .binary_search_by_key(&(cell.start, cell.end, cell.c), |cell| (cell.start, cell.end, cell.c))
            .is_err()
        {
            audit.note(flag, cell.c);
        }
    }
    // The letter of a tatweel's hamza may stand behind its marks already.
    let turned = |cells: &[Cell]| cells.windows(2).filter(|pair| pair[1].start < pair[0].start).count();
    for _ in turned(before)..turned(after) {
        audit.note(flag, after.last().map_or('\0', |cell| cell.c));
    }
}

/// Decomposed, each run of marks in the order of its combining classes.
fn decompose(cells: &[Cell]) -> Vec<(u8, Cell)> {
    let mut out: Vec<(u8, Cell)> = Vec::with_capacity(cells.len() + 8);
    for &cell in cells {
        decompose_canonical(cell.c, |c| out.push((canonical_combining_class(c), Cell { c, ..cell })));
    }
    let mut at = 0;
    while at < out.len() {
        let run = out[at..].iter().take_while(|(class, _)| *class != 0).count();
        out[at..at + run].sort_by_key(|(class, _)| *class);
        at += run + 1;
    }
    out
}

/// Each character is joined to the last starter before it, unless one of its own class or higher stands between.
fn recompose(cells: &[(u8, Cell)]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut starter: Option<usize> = None;
    // The class of the last character that stayed after the starter; None if there is none.
    let mut last_class: Option<u8> = None;
    for &(class, cell) in cells {
        if let Some(at) = starter {
            let blocked = last_class.is_some_and(|last| last == 0 || last >= class);
            if !blocked {
                if let Some(joined) = compose(out[at].c, cell.c) {
                    let first = &mut out[at];
                    first.c = joined;
                    first.start = first.start.min(cell.start);
                    first.end = first.end.max(cell.end);
                    continue;
                }
            }
        }
        if class == 0 {
            starter = Some(out.len());
            last_class = None;
        } else {
            last_class = Some(class);
        }
        out.push(cell);
    }
    out
}
