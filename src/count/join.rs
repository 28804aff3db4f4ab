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
    /// The place among the pieces of the one in which a form was met first.
    fn place(&self, number: u32) -> usize {
        self.pieces.partition_point(|&(_, before)| before <= number) - 1
    }

    /// The number of that piece.
    fn piece(&self, number: u32) -> u64 {
        self.pieces[self.place(number)].0
    }

    /// How many forms were met in pieces before this one, which may be another thread's.
    fn before(&self, piece: u64) -> u32 {
        let place = self.pieces.partition_point(|&(earlier, _)| earlier < piece);
        self.pieces.get(place).map_or(self.forms.len() as u32, |&(_, before)| before)
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

/// A form that several tables have.
#[derive(Clone, Copy, Debug)]
enum Shared {
    /// This table met it first: its number, and what the others have counted of it.
    First { number: u32, others: u64 },
    /// Another table did: its number in this one, that table, and its number there.
    Later { number: u32, table: u32, there: u32 },
}

impl Shared {
    fn number(&self) -> u32 {
        match *self {
            Self::First { number, .. } | Self::Later { number, .. } => number,
        }
    }
}

/// The table that met a form first, as far as is known, its number there, and what other tables than the own have counted.
#[derive(Clone, Copy)]
struct Met {
    table: u32,
    there: u32,
    others: u64,
}

/// Forms of a part that other tables have as well.
#[derive(Debug)]
pub struct JoinedPart {
    table: usize,
    shared: Vec<Shared>,
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
        let own = &self.0[table];
        let alone = |there| Met { table: table as u32, there, others: 0 };
        let mut met: Vec<Met> = (numbers.start as u32..numbers.end as u32).map(alone).collect();
        for (at, other) in (0..).zip(&self.0).filter(|&(at, _)| at as usize != table) {
            // The piece in which the own form was met first, and what the other table had met before it.
            let mut place = own.place(numbers.start as u32);
            let mut before = other.before(own.pieces[place].0);
            other.forms.numbers_of(&own.forms, numbers.clone(), |number, there| {
                let Some(there) = there else { return };
                while own.pieces.get(place + 1).is_some_and(|&(_, before)| before as usize <= number) {
                    place += 1;
                    before = other.before(own.pieces[place].0);
                }
                let form = &mut met[number - numbers.start];
                form.others += other.forms.count(TermId(there));
                let earliest = &self.0[form.table as usize];
                let is_own = form.table as usize == table;
                if there < before && (is_own || other.piece(there) < earliest.piece(form.there)) {
                    (form.table, form.there) = (at, there);
                }
            });
        }
        let forms = (numbers.start as u32..).zip(met);
        let shared = forms.filter_map(|(number, Met { table: first, there, others })| {
            if first as usize != table {
                Some(Shared::Later { number, table: first, there })
            } else {
                (others > 0).then_some(Shared::First { number, others })
            }
        });
        let mut shared: Vec<Shared> = shared.collect();
        shared.shrink_to_fit();
        JoinedPart { table, shared }
    }

    /// The table of all, and for each table the new numbers of its forms. The parts are in the order in which they were
    /// given.
    pub fn finish(self, parts: Vec<JoinedPart>) -> (Forms, Vec<Vec<TermId>>) {
        let met = self.0.iter().enumerate();
        let met =
            met.flat_map(|(table, counted)| counted.met().map(move |(piece, range)| (piece, table, range)));
        let mut met: Vec<_> = met.collect();
        met.sort_unstable_by_key(|&(piece, table, _)| (piece, table));
        let mut shared: Vec<Vec<Vec<Shared>>> = vec![Vec::new(); self.0.len()];
        parts.into_iter().for_each(|part| shared[part.table].push(part.shared));
        let mut shared: Vec<_> =
            shared.into_iter().map(|parts| parts.into_iter().flatten().peekable()).collect();
        let mut tables: Vec<Forms> =
            self.0.into_iter().map(|counted| counted.forms.without_index()).collect();
        let mut numbers: Vec<Vec<TermId>> =
            tables.iter().map(|table| Vec::with_capacity(table.len())).collect();
        let mut joined = Forms::default();
        // In the order of the text: the table that met a form first gives it its place among the numbers.
        for (_, table, range) in met {
            let forms = &mut tables[table];
            for number in range.clone() {
                let new = match shared[table].next_if(|form| form.number() == number) {
                    None => joined.append(forms, TermId(number), 0),
                    Some(Shared::First { others, .. }) => joined.append(forms, TermId(number), others),
                    Some(Shared::Later { table, there, .. }) => numbers[table as usize][there as usize],
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

    #[test]
    fn what_is_shared_takes_sixteen_bytes() {
        assert_eq!(size_of::<Shared>(), 16);
    }

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
