//! A table of hashes, read where it lies in the model's bytes: open addressing, eight bytes a place.

use crate::scan::fetch;
use std::borrow::Cow;

/// Bytes of a place: 32 bits of the hash, never 0, and four bytes of content.
const PLACE: usize = 8;

/// A table from 64-bit hashes to four bytes. Two hashes that share their bits are one; of a million lookups of what is
/// not there, less than one is answered.
#[derive(Clone, Debug, Default)]
pub struct HashTable<'m> {
    bytes: Cow<'m, [u8]>,
    mask: usize,
}

/// The place where the search for a hash begins, and the bits that tell it from others.
fn start(hash: u64) -> (usize, u32) {
    ((hash >> 32) as usize, hash as u32 | 1)
}

impl<'m> HashTable<'m> {
    /// The table that these bytes are; `None` unless they are a number of places that is a power of two, some of them
    /// empty, so that every search ends.
    pub fn read(bytes: Cow<'m, [u8]>) -> Option<Self> {
        let places = bytes.len() / PLACE;
        if !bytes.len().is_multiple_of(PLACE) || !places.is_power_of_two() {
            return None;
        }
        let table = Self { bytes, mask: places - 1 };
        (0..places).any(|place| table.place(place).0 == 0).then_some(table)
    }

    /// Gets ready for a search.
    pub fn fetch(&self, hash: u64) {
        let (at, _) = start(hash);
        if let Some(place) = self.bytes.get((at & self.mask) * PLACE) {
            fetch(place);
        }
    }

    /// The content of a hash.
    pub fn get(&self, hash: u64) -> Option<[u8; 4]> {
        let (mut at, mark) = start(hash);
        if self.bytes.is_empty() {
            return None;
        }
        loop {
            let (known, content) = self.place(at & self.mask);
            if known == mark {
                return Some(content);
            }
            if known == 0 {
                return None;
            }
            at += 1;
        }
    }

    fn place(&self, place: usize) -> (u32, [u8; 4]) {
        let bytes = &self.bytes[place * PLACE..(place + 1) * PLACE];
        let [a, b, c, d, content @ ..] = bytes.try_into().unwrap_or([0; PLACE]);
        (u32::from_le_bytes([a, b, c, d]), content)
    }

    /// The bytes of a table of these contents, in the order given where places are disputed. A hash that is already
    /// there is passed over.
    pub fn build(contents: impl IntoIterator<Item = (u64, [u8; 4])>) -> Vec<u8> {
        let contents: Vec<(u64, [u8; 4])> = contents.into_iter().collect();
        let places = (contents.len() * 5 / 4 + 1).next_power_of_two();
        let mut table = HashTable { bytes: vec![0; places * PLACE].into(), mask: places - 1 };
        for (hash, content) in contents {
            let (mut at, mark) = start(hash);
            while table.place(at & table.mask).0 != 0 && table.place(at & table.mask).0 != mark {
                at += 1;
            }
            let place = at & table.mask;
            if table.place(place).0 == 0 {
                let bytes = table.bytes.to_mut();
                bytes[place * PLACE..place * PLACE + 4].copy_from_slice(&mark.to_le_bytes());
                bytes[place * PLACE + 4..(place + 1) * PLACE].copy_from_slice(&content);
            }
        }
        table.bytes.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn it_is_a_map() {
        let hash = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ n << 40;
        let map: HashMap<u64, [u8; 4]> = (1..5000u32).map(|n| (hash(n.into()), n.to_le_bytes())).collect();
        let bytes = HashTable::build((1..5000u32).map(|n| (hash(n.into()), n.to_le_bytes())));
        let table = HashTable::read(bytes.into()).unwrap();
        for n in 0..10_000 {
            assert_eq!(table.get(hash(n)), map.get(&hash(n)).copied(), "{n}");
        }
        let empty = HashTable::read(HashTable::build([]).into()).unwrap();
        assert_eq!(empty.get(3), None);
    }

    #[test]
    fn what_would_be_searched_for_ever_is_no_table() {
        assert!(HashTable::read(vec![1; 16].into()).is_none());
        assert!(HashTable::read(vec![0; 24].into()).is_none());
        assert!(HashTable::read(vec![0; 7].into()).is_none());
        assert_eq!(HashTable::default().get(5), None);
    }
}
