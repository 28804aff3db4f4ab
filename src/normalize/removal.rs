//! What is deleted: invisible characters, tatweel, marks, signs, the third of equal letters.

use super::cells::{Cell, Cells};
use super::{Audit, Folding, uthmani};
use crate::script::{Class, class, is_arabic, is_invisible, is_mark, letter};

fn index(flag: Folding) -> usize {
    flag.iter().next().map_or(0, |flag| flag.index())
}

/// Joiners and variation selectors, which emoji need: deleted only beside Arabic.
fn needs_arabic(c: char) -> bool {
    matches!(c as u32, 0x200C | 0x200D | 0xFE00..=0xFE0F)
}

/// Deletes invisible characters; a joiner only if the nearest character on either side, marks and invisible ones
/// passed over, is Arabic.
pub(super) fn controls(cells: &mut Cells, audit: &mut Audit) {
    if !cells.0.iter().any(|cell| is_invisible(cell.c)) {
        return;
    }
    let solid = |c: char| !is_invisible(c) && !is_mark(c);
    let mut beside = vec![false; cells.0.len()];
    let mut arabic = false;
    for (at, cell) in cells.0.iter().enumerate() {
        if solid(cell.c) {
            arabic = is_arabic(cell.c);
        }
        beside[at] = arabic;
    }
    arabic = false;
    for (at, cell) in cells.0.iter().enumerate().rev() {
        if solid(cell.c) {
            arabic = is_arabic(cell.c);
        }
        beside[at] |= arabic;
    }
    let mut at = 0;
    cells.0.retain(|cell| {
        let gone = is_invisible(cell.c) && (!needs_arabic(cell.c) || beside[at]);
        at += 1;
        if gone {
            audit.note(index(Folding::CONTROLS), cell.c);
        }
        !gone
    });
}

/// Deletes tatweel. A tatweel that bears a hamza is the letter hamza, and its other marks go to the letter before;
/// a madda on it is dropped. `seated`: the hamza takes the seat that modern spelling gives it, and keeps its marks.
pub(super) fn tatweel(cells: &mut Cells, seated: bool, audit: &mut Audit) {
    if !cells.0.iter().any(|cell| cell.c == letter::TATWEEL) {
        return;
    }
    let flag = index(Folding::TATWEEL);
    let mut out: Vec<Cell> = Vec::with_capacity(cells.0.len());
    let mut rest = cells.0.as_slice();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first.c != letter::TATWEEL {
            out.push(first);
            continue;
        }
        audit.note(flag, first.c);
        let marks = after.iter().take_while(|cell| is_mark(cell.c)).count();
        let (marks, after) = after.split_at(marks);
        rest = after;
        let is_hamza = |c: char| matches!(c, letter::HAMZA_ABOVE | letter::HAMZA_BELOW);
        let others = marks.iter().filter(|cell| !is_hamza(cell.c) && cell.c != letter::MADDAH_ABOVE);
        match marks.iter().rfind(|cell| is_hamza(cell.c)) {
            Some(last) if seated => {
                out.push(Cell { c: uthmani::seat(&out, marks), start: first.start, end: last.end });
                out.extend(others);
            }
            Some(last) => {
                out.extend(others);
                out.push(Cell { c: letter::HAMZA, start: first.start, end: last.end });
            }
            None => out.extend(others),
        }
    }
    cells.0 = out;
}

/// Deletes the small letters and the signs of the Quran.
pub(super) fn quranic(cells: &mut Cells, audit: &mut Audit) {
    cells.delete(audit, index(Folding::QURANIC), |c| {
        matches!(c as u32, 0x06E5 | 0x06E6 | 0x08C9 | 0x10EC5 | 0x06DD | 0x08E2 | 0x06DE | 0x06E9)
    });
}

/// Deletes the marks of the Arabic blocks, but for madda and the hamzas: they may be part of a letter.
pub(super) fn marks(cells: &mut Cells, audit: &mut Audit) {
    cells.delete(audit, index(Folding::MARKS), |c| is_arabic_mark(c) && !is_hamza_mark(c));
}

/// Deletes the maddas and hamzas that composition left.
pub(super) fn hamza_marks(cells: &mut Cells, audit: &mut Audit) {
    cells.delete(audit, index(Folding::MARKS), is_hamza_mark);
}

pub(super) fn is_hamza_mark(c: char) -> bool {
    matches!(c, letter::MADDAH_ABOVE | letter::HAMZA_ABOVE | letter::HAMZA_BELOW)
}

/// Whether `c` is a mark of the Arabic blocks.
pub(super) fn is_arabic_mark(c: char) -> bool {
    is_arabic(c) && is_mark(c)
}

/// Leaves two of three or more equal letters.
pub(super) fn repeats(cells: &mut Cells, audit: &mut Audit) {
    let mut run = ('\0', 0);
    cells.0.retain(|cell| {
        run = if cell.c == run.0 { (cell.c, run.1 + 1) } else { (cell.c, 1) };
        let gone = run.1 > 2 && class(cell.c) == Class::Letter;
        if gone {
            audit.note(index(Folding::REPEAT), cell.c);
        }
        !gone
    });
}
