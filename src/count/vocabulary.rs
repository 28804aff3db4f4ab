//! Interned strings: each distinct form once, under a small number.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// The number of a form in a [`Vocabulary`]: dense, from 0, in the order of first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

impl TermId {
    /// As an index of tables kept beside the vocabulary.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Distinct strings, each stored once in one arena. At most 4,294,967,279 of them.
///
/// The hash is keyed anew in each process against hostile input; no result depends on it, since ids follow the
/// order of first sight.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    arena: String,
    ends: Vec<u64>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Vocabulary {
    /// The greatest number of forms: ids above it mark the ends of sentences and documents in a sequence.
    pub const MAX_TERMS: u32 = u32::MAX - 16;

    /// The id of `form`, new if it was not there. Amortised O(length).
    ///
    /// # Panics
    /// With more than [`Vocabulary::MAX_TERMS`] forms.
    pub fn intern(&mut self, form: &str) -> TermId {
        let Self { arena, ends, table, hasher } = self;
        let hash = hasher.hash_one(form);
        let text = |id: u32| slice(arena, ends, id);
        let entry = table.entry(hash, |&id| text(id) == form, |&id| hasher.hash_one(text(id)));
        match entry {
            hashbrown::hash_table::Entry::Occupied(found) => TermId(*found.get()),
            hashbrown::hash_table::Entry::Vacant(vacant) => {
                let id = u32::try_from(ends.len()).expect("fewer than 2^32 distinct forms");
                assert!(id <= Self::MAX_TERMS, "more than {} distinct forms", Self::MAX_TERMS);
                vacant.insert(id);
                arena.push_str(form);
                ends.push(arena.len() as u64);
                TermId(id)
            }
        }
    }

    /// The id of `form`, if it is there.
    pub fn find(&self, form: &str) -> Option<TermId> {
        let hash = self.hasher.hash_one(form);
        self.table.find(hash, |&id| slice(&self.arena, &self.ends, id) == form).map(|&id| TermId(id))
    }

    /// The form of `id`.
    ///
    /// # Panics
    /// If the id is not of this vocabulary.
    pub fn text(&self, id: TermId) -> &str {
        slice(&self.arena, &self.ends, id.0)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The forms in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len() as u32).map(|id| slice(&self.arena, &self.ends, id))
    }
}

fn slice<'a>(arena: &'a str, ends: &[u64], id: u32) -> &'a str {
    let at = id as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &arena[start..ends[at] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn equals_a_hash_map() {
        let words: Vec<String> =
            (0u32..5000).map(|i| format!("{}", i.wrapping_mul(2_654_435_761) % 977)).collect();
        let (mut vocabulary, mut map) = (Vocabulary::default(), HashMap::new());
        for word in &words {
            let next = map.len() as u32;
            assert_eq!(vocabulary.intern(word), TermId(*map.entry(word).or_insert(next)));
        }
        assert_eq!(vocabulary.len(), map.len());
        for (word, id) in map {
            assert_eq!(vocabulary.text(TermId(id)), word);
            assert_eq!(vocabulary.find(word), Some(TermId(id)));
        }
        assert_eq!(vocabulary.find("no such word"), None);
    }
}
