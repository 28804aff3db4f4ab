//! Tables that threads have counted → one table, part by part, with the numbers that one thread would have given.

use super::shard::{Place, SHARDS, Shard};
use super::tier::{FREE, Known};
use super::{Forms, TermId};

/// What one thread has counted: its table, and for each piece of the text that it read, in their order, the number of
/// the piece and how many forms were known before it.
#[derive(Clone, Debug, Default)]
pub struct CountedForms {
    /// The table.
    pub forms: Forms,
    /// Number of the piece, forms before it.
    pub pieces: Vec<(u64, u32)>,
}

/// A part of each of some tables: forms whose hashes begin alike.
#[derive(Debug)]
pub struct Part(Vec<Shard>);

/// The same part of all tables in one. The mark of a form is the table whose number it has: the one that met it first.
#[derive(Debug, Default)]
pub struct JoinedPart {
    shard: Shard,
    /// Table and number of a form that another table has met earlier, and that table and number.
    later: Vec<[u32; 4]>,
}

/// Tables being joined; the parts can be joined on many threads.
pub struct Join {
    pieces: Vec<Vec<(u64, u32)>>,
    lengths: Vec<usize>,
    total: u64,
}

impl Join {
    /// The tables as parts, each of the same hashes in all of them.
    pub fn parts(counted: Vec<CountedForms>) -> (Self, Vec<Part>) {
        let mut join = Self { pieces: Vec::new(), lengths: Vec::new(), total: 0 };
        let mut parts: Vec<Part> = (0..SHARDS).map(|_| Part(Vec::with_capacity(counted.len()))).collect();
        for table in counted {
            join.lengths.push(table.forms.len());
            join.total += table.forms.total();
            join.pieces.push(table.pieces);
            for (part, shard) in parts.iter_mut().zip(table.forms.shards) {
                part.0.push(shard);
            }
        }
        (join, parts)
    }

    /// One part of all tables in one.
    pub fn join_part(&self, part: Part) -> JoinedPart {
        let mut joined = JoinedPart::default();
        for (table, mut shard) in part.0.into_iter().enumerate() {
            shard.each_known().for_each(|(known, _, _)| known.mark = table as u32);
            if table == 0 {
                joined.shard = shard;
                continue;
            }
            let later = &mut joined.later;
            joined.shard.join(&shard, |here, there| {
                here.add(there.count());
                if self.piece(there) < self.piece(here) {
                    later.push([here.mark, here.id, there.mark, there.id]);
                    (here.mark, here.id) = (there.mark, there.id);
                    here.set_tag(there.tag());
                } else {
                    later.push([there.mark, there.id, here.mark, here.id]);
                }
            });
        }
        joined
    }

    /// The piece in which a table met a form first.
    fn piece(&self, known: &Known) -> u64 {
        let pieces = &self.pieces[known.mark as usize];
        pieces[pieces.partition_point(|&(_, before)| before <= known.id) - 1].0
    }

    /// The table of all, and for each table the new numbers of its forms.
    pub fn finish(self, parts: Vec<JoinedPart>) -> (Forms, Vec<Vec<TermId>>) {
        // The table that met a form first gives it its place among the numbers; in the others it is left out.
        let mut numbers: Vec<Vec<TermId>> =
            self.lengths.iter().map(|&length| vec![TermId(0); length]).collect();
        for [table, id, _, _] in parts.iter().flat_map(|part| &part.later) {
            numbers[*table as usize][*id as usize] = TermId(FREE);
        }
        let mut pieces: Vec<(u64, usize, usize, usize)> = Vec::new();
        for (table, starts) in self.pieces.iter().enumerate() {
            for (at, &(piece, start)) in starts.iter().enumerate() {
                let end = starts.get(at + 1).map_or(self.lengths[table], |&(_, start)| start as usize);
                pieces.push((piece, table, start as usize, end));
            }
        }
        pieces.sort_unstable();
        let mut next = 0;
        for (_, table, start, end) in pieces {
            for number in numbers[table][start..end].iter_mut().filter(|number| number.0 != FREE) {
                *number = TermId(next);
                next += 1;
            }
        }
        // What was noted of a form last leads to the table that met it first: from there back.
        for [table, id, first, first_id] in parts.iter().flat_map(|part| part.later.iter().rev()) {
            numbers[*table as usize][*id as usize] = numbers[*first as usize][*first_id as usize];
        }
        let mut order = vec![Place::new(0, 0, 0); next as usize];
        let shards = parts.into_iter().enumerate().map(|(at, mut part)| {
            for (known, tier, slot) in part.shard.each_known() {
                known.id = numbers[known.mark as usize][known.id as usize].0;
                known.mark = FREE;
                order[known.id as usize] = Place::new(at, tier, slot);
            }
            part.shard
        });
        let shards = shards.collect();
        (Forms::from_parts(shards, order, self.total), numbers)
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
