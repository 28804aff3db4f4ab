//! A word on its way through the foldings: characters with the source they came from, and the passes in the order
//! that lets none undo another.

use std::ops::Range;

use super::alignment::{Builder, Group};
use super::audit::Audit;
use super::chars;
use super::folding::{Flag, Folding};
use super::{compose, uthmani};
use crate::script::letter::*;

/// A character and the bytes of the source that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Cell {
    /// Another character that stands for the same source.
    pub(super) fn becomes(self, c: char) -> Self {
        Self { c, ..self }
    }
}

/// The cells of one word, a spare list for passes that change their number, and the counts if they are wanted.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) cells: Vec<Cell>,
    pub(super) spare: Vec<Cell>,
    pub(super) audit: Option<Audit>,
    sides: Vec<bool>,
}

impl Cells {
    /// Notes that `flag` changed `c`.
    pub(super) fn event(&mut self, flag: Flag, c: char) {
        if let Some(audit) = &mut self.audit {
            audit.event(flag, c);
        }
    }

    /// Loads a word that stands at `at` in the text.
    pub(super) fn load(&mut self, word: &str, at: usize) {
        self.cells.clear();
        self.cells.extend(word.char_indices().map(|(offset, c)| {
            let start = at + offset;
            Cell { c, start, end: start + c.len_utf8() }
        }));
    }

    /// Applies a folding. Each line must stand where it stands:
    ///
    /// * what stands between a letter and its hamza (control, tatweel, mark) goes before composition;
    /// * combining hamzas are spared by `marks` until they had their chance to compose;
    /// * a letter that was folded loses the hamza left on it, or composition would undo the folding;
    /// * what such a hamza or madda kept apart from its letter (an accent of a Latin one) composes at the end.
    pub(super) fn fold(&mut self, folding: Folding) {
        if folding == Folding::LUCENE {
            return self.lucene();
        }
        let has = |flag| folding.has(flag);
        if has(Flag::FORMS) || has(Flag::LIGATURES) {
            self.forms(folding);
        }
        if has(Flag::CONTROLS) {
            self.controls();
        }
        if has(Flag::CASE) {
            self.lower();
        }
        if has(Flag::UTHMANI) && uthmani::is_uthmani(&self.cells) {
            uthmani::modernise(self);
        } else if has(Flag::TATWEEL) {
            self.tatweel();
        }
        if has(Flag::QURANIC) {
            self.delete(Flag::QURANIC, chars::is_quranic);
        }
        if has(Flag::MARKS) {
            self.delete(Flag::MARKS, |c| chars::is_arabic_mark(c) && !chars::is_hamza_mark(c));
        }
        if has(Flag::NFC) {
            compose::compose(self);
        }
        let composed = self.cells.len();
        if has(Flag::MARKS) {
            self.delete(Flag::MARKS, chars::is_hamza_mark);
        }
        let freed = self.cells.len() < composed;
        let folded = self.letters(folding);
        if has(Flag::DIGITS) {
            self.digits();
        }
        if has(Flag::REPEAT) {
            self.repeat();
        }
        if freed || folded {
            compose::compose(self);
        }
    }

    /// Starts a pass that writes a new list: the cells so far, and the emptied spare.
    pub(super) fn take(&mut self) -> (Vec<Cell>, Vec<Cell>) {
        let mut spare = std::mem::take(&mut self.spare);
        spare.clear();
        (std::mem::take(&mut self.cells), spare)
    }

    /// Ends it.
    pub(super) fn put(&mut self, old: Vec<Cell>, new: Vec<Cell>) {
        self.cells = new;
        self.spare = old;
    }

    fn delete(&mut self, flag: Flag, gone: impl Fn(char) -> bool) {
        let audit = &mut self.audit;
        self.cells.retain(|cell| {
            let goes = gone(cell.c);
            if goes && let Some(audit) = audit {
                audit.event(flag, cell.c);
            }
            !goes
        });
    }

    fn forms(&mut self, folding: Folding) {
        if !self.cells.iter().any(|cell| chars::expanding(cell.c, folding).is_some()) {
            return;
        }
        let (old, mut new) = self.take();
        for &cell in &old {
            match chars::expanding(cell.c, folding) {
                Some(flag) => {
                    chars::expand(cell.c, |c| new.push(cell.becomes(c)));
                    self.event(flag, cell.c);
                }
                None => new.push(cell),
            }
        }
        self.put(old, new);
    }

    /// Deletes invisible characters; joiners and variation selectors only if the nearest character on either
    /// side, beyond marks and other invisible ones, is Arabic.
    fn controls(&mut self) {
        if self.cells.iter().any(|cell| chars::is_contextual(cell.c)) {
            let mut sides = std::mem::take(&mut self.sides);
            sides.clear();
            let mut beside = false;
            for cell in self.cells.iter().rev() {
                beside = chars::arabic_neighbour(cell.c).unwrap_or(beside);
                sides.push(beside);
            }
            let mut before = false;
            let audit = &mut self.audit;
            self.cells.retain(|cell| {
                before = chars::arabic_neighbour(cell.c).unwrap_or(before);
                let after = sides.pop().unwrap_or(false);
                let goes = chars::is_contextual(cell.c) && (before || after);
                if goes && let Some(audit) = audit {
                    audit.event(Flag::CONTROLS, cell.c);
                }
                !goes
            });
            self.sides = sides;
        }
        self.delete(Flag::CONTROLS, chars::is_control);
    }

    fn lower(&mut self) {
        if !self.cells.iter().any(|cell| chars::has_lower(cell.c)) {
            return;
        }
        let (old, mut new) = self.take();
        for &cell in &old {
            if chars::has_lower(cell.c) {
                new.extend(cell.c.to_lowercase().map(|c| cell.becomes(c)));
                self.event(Flag::CASE, cell.c);
            } else {
                new.push(cell);
            }
        }
        self.put(old, new);
    }

    /// Deletes tatweel. One that bears a hamza is a hamza, with the other marks on it; a madda on it goes.
    fn tatweel(&mut self) {
        if !self.cells.iter().any(|cell| cell.c == TATWEEL) {
            return;
        }
        let (old, mut new) = self.take();
        let mut at = 0;
        while at < old.len() {
            let cell = old[at];
            at += 1;
            if cell.c != TATWEEL {
                new.push(cell);
                continue;
            }
            let marks = marks_after(&old, at);
            at = marks.end;
            let marks = &old[marks];
            let hamza = marks.iter().any(|mark| matches!(mark.c, HAMZA_ABOVE | HAMZA_BELOW));
            if hamza {
                new.push(cell.becomes(HAMZA));
            }
            self.event(Flag::TATWEEL, TATWEEL);
            for &mark in marks {
                if chars::is_hamza_mark(mark.c) {
                    self.event(Flag::TATWEEL, mark.c);
                } else {
                    new.push(mark);
                }
            }
        }
        self.put(old, new);
    }

    /// Folds letters, and drops the combining hamzas and maddas left on those it folded. Whether any was.
    fn letters(&mut self, folding: Folding) -> bool {
        let fires = |cell: &Cell| chars::fold_letter(cell.c, folding, |_, _| {}).is_some();
        if !self.cells.iter().any(fires) {
            return false;
        }
        let (old, mut new) = self.take();
        let mut last = None;
        for &cell in &old {
            let mut fired = None;
            let folded = chars::fold_letter(cell.c, folding, |flag, c| {
                fired = Some(flag);
                self.event(flag, c);
            });
            match (folded, last) {
                (Some(c), _) => new.push(cell.becomes(c)),
                (None, Some(flag)) if chars::is_hamza_mark(cell.c) => self.event(flag, cell.c),
                _ => new.push(cell),
            }
            if chars::combining_class(cell.c) == 0 {
                last = fired;
            }
        }
        self.put(old, new);
        true
    }

    fn digits(&mut self) {
        for at in 0..self.cells.len() {
            let c = self.cells[at].c;
            if let Some(digit) = chars::ascii_digit(c) {
                self.cells[at].c = digit;
                self.event(Flag::DIGITS, c);
            }
        }
    }

    fn repeat(&mut self) {
        let mut before = [None; 2];
        let audit = &mut self.audit;
        self.cells.retain(|cell| {
            let goes = before == [Some(cell.c); 2] && chars::is_repeatable(cell.c);
            before = [before[1], Some(cell.c)];
            if goes && let Some(audit) = audit {
                audit.event(Flag::REPEAT, cell.c);
            }
            !goes
        });
    }

    fn lucene(&mut self) {
        let (old, mut new) = self.take();
        for &cell in &old {
            let (becomes, flag) = chars::lucene(cell.c);
            if let Some(flag) = flag {
                self.event(flag, cell.c);
            }
            new.extend(becomes.map(|c| cell.becomes(c)));
        }
        self.put(old, new);
    }

    /// Hands the cells over as groups of which each maps to its source as a whole: cells whose sources overlap,
    /// because marks changed places, composed or came of one character, are one group.
    pub(super) fn groups(&self, text: &str, builder: &mut Builder) {
        let mut groups: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(self.cells.len());
        for (at, cell) in self.cells.iter().enumerate() {
            let mut group = (cell.start..cell.end, at..at + 1);
            while let Some(last) = groups.pop_if(|last| last.0.end > group.0.start) {
                group.0 = last.0.start.min(group.0.start)..last.0.end.max(group.0.end);
                group.1.start = last.1.start;
            }
            groups.push(group);
        }
        for (source, cells) in groups {
            let cells = &self.cells[cells];
            let same = cells.len() == 1 && text[source.clone()].starts_with(cells[0].c);
            let space = cells.iter().all(|cell| cell.c.is_whitespace());
            let length = cells.iter().map(|cell| cell.c.len_utf8()).sum::<usize>();
            let same = same && length == source.len();
            builder.push(Group { source, length, same, space });
        }
    }
}

/// The run of combining marks that begins at `at`.
pub(super) fn marks_after(cells: &[Cell], at: usize) -> Range<usize> {
    let marks = cells[at..].iter().take_while(|cell| chars::is_combining(cell.c)).count();
    at..at + marks
}
