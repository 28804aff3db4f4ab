//! Tables that threads have counted → one table, with the numbers that one thread would have given. What several tables
//! have is looked for part by part, on all threads.

use super::{Forms, TermId};
use std::ops::Range;

/// What one thread has counted: its table, and for each piece of the text that it read, in their order, the number of
/// the piece and how many forms were known before it.
#[derive(Clone, Debug, Default)]
pub struct CountedForms {
    /// The table.
    pub forms: Forms,
    /// Number of the piece, forms before it.
    pub pieces: Vec<(u64, u32)>,
}

impl CountedForms {
    /// The piece in which a form was met first.
    fn piece(&self, number: u32) -> u64 {
        self.pieces[self.pieces.partition_point(|&(_, before)| before <= number) - 1].0
    }

    /// The pieces with the numbers of the forms that were met first in them.
    fn met(&self) -> impl Iterator<Item = (u64, Range<usize>)> {
        let ends = self.pieces.iter().skip(1).map(|&(_, before)| before as usize);
        let starts = self.pieces.iter().zip(ends.chain([self.forms.len()]));
        starts.map(|(&(piece, start), end)| (piece, start as usize..end))
    }
}

/// Some forms of one of the tables.
#[derive(Debug)]
pub struct Part {
    table: usize,
    numbers: Range<usize>,
}

/// A form of a table: its place among the tables, and its number there.
type Met = (usize, u32);

/// Forms of a part that another table met earlier, each with the table that met it first.
#[derive(Debug, Default)]
pub struct JoinedPart(Vec<(Met, Met)>);

/// Forms in a part.
const PART: usize = 16 << 10;

/// Stands for no number yet.
const NONE: TermId = TermId(u32::MAX);

/// Tables being joined; the parts can be joined on many threads.
pub struct Join(Vec<CountedForms>);

impl Join {
    /// The tables in parts.
    pub fn parts(counted: Vec<CountedForms>) -> (Self, Vec<Part>) {
        let parts = counted.iter().enumerate().flat_map(|(table, counted)| {
            let forms = counted.forms.len();
            let starts = (0..forms).step_by(PART);
            starts.map(move |start| Part { table, numbers: start..forms.min(start + PART) })
        });
        let parts = parts.collect();
        (Self(counted), parts)
    }

    /// Looks for the forms of a part in all other tables. O(part · tables).
    pub fn join_part(&self, part: Part) -> JoinedPart {
        let Part { table, numbers } = part;
        let own = &self.0[table];
        let (mut found, first) = (JoinedPart::default(), numbers.start);
        // The piece in which each was met first, and the form there.
        let mut earliest: Vec<(u64, Met)> = Vec::with_capacity(numbers.len());
        earliest.extend(numbers.clone().map(|number| (own.piece(number as u32), (table, number as u32))));
        for (at, other) in self.0.iter().enumerate().filter(|&(at, _)| at != table) {
            other.forms.numbers_of(&own.forms, numbers.clone(), |number, there| {
                let Some(there) = there else { return };
                let (piece, met) = &mut earliest[number - first];
                let other_piece = other.piece(there);
                if other_piece < *piece {
                    (*piece, *met) = (other_piece, (at, there));
                }
            });
        }
        for (number, (_, met)) in numbers.zip(earliest) {
            if met.0 != table {
                found.0.push(((table, number as u32), met));
            }
        }
        found
    }

    /// The table of all, and for each table the new numbers of its forms.
    pub fn finish(self, parts: Vec<JoinedPart>) -> (Forms, Vec<Vec<TermId>>) {
        let mut numbers: Vec<Vec<TermId>> =
            self.0.iter().map(|table| vec![TermId(0); table.forms.len()]).collect();
        for &((table, number), _) in parts.iter().flat_map(|part| &part.0) {
            numbers[table][number as usize] = NONE;
        }
        // The table that met a form first gives it its place among the numbers.
        let mut joined = Forms::default();
        let met = self.0.iter().enumerate();
        let met =
            met.flat_map(|(table, counted)| counted.met().map(move |(piece, range)| (piece, table, range)));
        let mut met: Vec<_> = met.collect();
        met.sort_unstable_by_key(|&(piece, table, _)| (piece, table));
        for (_, table, range) in met {
            let next = joined.len() as u32..;
            let kept = range.clone().zip(&mut numbers[table][range]).filter(|(_, new)| **new != NONE);
            let kept = kept.zip(next).map(|((number, new), next)| {
                *new = TermId(next);
                number
            });
            joined.append(&self.0[table].forms, kept);
        }
        for &((table, number), (first, there)) in parts.iter().flat_map(|part| &part.0) {
            let new = numbers[first][there as usize];
            numbers[table][number as usize] = new;
            joined.add_to(new, self.0[table].forms.count(TermId(number)));
        }
        (joined, numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Pieces that any thread may have counted give what one thread gives.
        #[test]
        fn threads_change_nothing(
            pieces in proptest::collection::vec(
                (0usize..4, proptest::collection::vec("[ابت]{1,2}|[a-c]{15,40}", 0..20)), 0..20)
        ) {
            let mut whole = Forms::default();
            let mut counted = vec![CountedForms::default(); 4];
            let mut maps_expected = Vec::new();
            for (number, (thread, words)) in pieces.iter().enumerate() {
                let part = &mut counted[*thread];
                part.pieces.push((number as u64, part.forms.len() as u32));
                for (at, word) in words.iter().enumerate() {
                    let tag = (number + at) as u8;
                    maps_expected.push((*thread, part.forms.add(word, tag, 1), whole.add(word, tag, 1)));
                }
            }
            let (join, parts) = Join::parts(counted);
            let parts = parts.into_iter().map(|part| join.join_part(part)).collect();
            let (joined, maps) = join.finish(parts);
            prop_assert!(joined.iter().eq(whole.iter()));
            prop_assert_eq!(joined.total(), whole.total());
            for (form, _, _) in whole.iter() {
                prop_assert_eq!(joined.find(form), whole.find(form));
            }
            for (thread, id, expected) in maps_expected {
                prop_assert_eq!(maps[thread][id.index()], expected);
            }
        }
    }
}
