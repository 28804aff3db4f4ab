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
    fn met(&self) -> impl Iterator<Item = (u64, Range<u32>)> {
        let ends = self.pieces.iter().skip(1).map(|&(_, before)| before);
        let starts = self.pieces.iter().zip(ends.chain([self.forms.len() as u32]));
        starts.map(|(&(piece, start), end)| (piece, start..end))
    }
}

/// Some forms of one of the tables.
#[derive(Debug)]
pub struct Part {
    table: usize,
    numbers: Range<usize>,
}

/// A form that another table met earlier: its number, the table that met it first, and its number there.
#[derive(Clone, Copy, Debug)]
struct Later {
    number: u32,
    table: u32,
    there: u32,
}

/// Forms of a part that another table met earlier.
#[derive(Debug)]
pub struct JoinedPart {
    table: usize,
    later: Vec<Later>,
}

/// Forms in a part.
const PART: usize = 16 << 10;

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
        let (own, first) = (&self.0[table], numbers.start);
        // The piece in which each was met first, and by which table.
        let met = |number: usize| {
            let number = number as u32;
            (own.piece(number), Later { number, table: table as u32, there: number })
        };
        let mut earliest: Vec<(u64, Later)> = numbers.clone().map(met).collect();
        for (at, other) in (0..).zip(&self.0).filter(|&(at, _)| at as usize != table) {
            other.forms.numbers_of(&own.forms, numbers.clone(), |number, there| {
                let Some(there) = there else { return };
                let (piece, met) = &mut earliest[number - first];
                let other_piece = other.piece(there);
                if other_piece < *piece {
                    *piece = other_piece;
                    (met.table, met.there) = (at, there);
                }
            });
        }
        let later = earliest.into_iter().map(|(_, met)| met).filter(|met| met.table as usize != table);
        JoinedPart { table, later: later.collect() }
    }

    /// The table of all, and for each table the new numbers of its forms. The parts are in the order in which they were
    /// given.
    pub fn finish(self, parts: Vec<JoinedPart>) -> (Forms, Vec<Vec<TermId>>) {
        let met = self.0.iter().enumerate();
        let met =
            met.flat_map(|(table, counted)| counted.met().map(move |(piece, range)| (piece, table, range)));
        let mut met: Vec<_> = met.collect();
        met.sort_unstable_by_key(|&(piece, table, _)| (piece, table));
        let mut later: Vec<Vec<Later>> = vec![Vec::new(); self.0.len()];
        parts.into_iter().for_each(|part| later[part.table].extend(part.later));
        let mut later: Vec<_> = later.into_iter().map(|later| later.into_iter().peekable()).collect();
        let mut tables: Vec<Forms> =
            self.0.into_iter().map(|counted| counted.forms.without_index()).collect();
        let mut numbers: Vec<Vec<TermId>> =
            tables.iter().map(|table| Vec::with_capacity(table.len())).collect();
        let mut joined = Forms::default();
        // In the order of the text: the table that met a form first gives it its place among the numbers.
        for (_, table, range) in met {
            let forms = &mut tables[table];
            for number in range.clone() {
                let new = match later[table].next_if(|later| later.number == number) {
                    None => joined.append(forms, number),
                    Some(Later { table: first, there, .. }) => {
                        let new = numbers[first as usize][there as usize];
                        joined.add_to(new, forms.count(TermId(number)));
                        new
                    }
                };
                numbers[table].push(new);
            }
            forms.forget_before(range.end);
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
