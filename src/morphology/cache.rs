//! The memory of a worker: answers for the words that it saw last, found by their bytes alone.

/// Pairs of words that are remembered together. The 64 Ki most frequent forms answer 95 % of the tokens of news
/// (100 MB, 2026-11); pairs do not know which those are, and need twice the room.
const PAIRS: usize = 1 << 16;
/// The longest word that is remembered, in bytes.
const LONGEST: usize = 23;

type Key = [u64; 3];

/// A memory of fixed size, in pairs: the word asked for last is the first of its pair, and a new word takes the place
/// of the second.
pub(super) struct FormCache<V> {
    pairs: Vec<[(Key, V); 2]>,
}

/// A word short enough to be remembered, with its place.
#[derive(Clone, Copy)]
pub(super) struct Remembered {
    key: Key,
    pair: usize,
}

impl<V: Copy + Default> FormCache<V> {
    /// An empty memory, which takes its room when the first word is remembered.
    pub(super) fn new() -> Self {
        Self { pairs: Vec::new() }
    }

    /// Where `word` would be; `None` for a word too long to be remembered, and for the empty one.
    pub(super) fn place(word: &str) -> Option<Remembered> {
        let bytes = word.as_bytes();
        let len = bytes.len();
        let eight = |at: usize| {
            bytes.get(at..at + 8).map_or(0, |part| u64::from_le_bytes(part.try_into().unwrap_or([0; 8])))
        };
        let four = |at: usize| {
            bytes.get(at..at + 4).map_or(0, |part| u32::from_le_bytes(part.try_into().unwrap_or([0; 4])))
        };
        // Parts that overlap, so that no byte is read alone; with the length they are the whole word.
        let length = (len as u64) << 56;
        let key = match len {
            0 => return None,
            1..4 => {
                let [first, middle, last] = [0, len / 2, len - 1].map(|at| u64::from(bytes[at]));
                [first | middle << 8 | last << 16, 0, length]
            }
            4..8 => [u64::from(four(0)) | u64::from(four(len - 4)) << 32, 0, length],
            8..16 => [eight(0), eight(len - 8), length],
            16..=LONGEST => {
                let rest = eight(len - 8).checked_shr(8 * (24 - len as u32)).unwrap_or(0);
                [eight(0), eight(8), rest | length]
            }
            _ => return None,
        };
        let mixed = key
            .iter()
            .fold(0, |hash: u64, part| (hash.rotate_left(23) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Some(Remembered { key, pair: (mixed >> 40) as usize % PAIRS })
    }

    /// The answer for a word, if it is remembered.
    pub(super) fn get(&mut self, at: Remembered) -> Option<V> {
        let pair = self.pairs.get_mut(at.pair)?;
        if pair[0].0 == at.key {
            return Some(pair[0].1);
        }
        if pair[1].0 == at.key {
            pair.swap(0, 1);
            return Some(pair[0].1);
        }
        None
    }

    /// Remembers the answer for a word.
    pub(super) fn put(&mut self, at: Remembered, value: V) {
        if self.pairs.is_empty() {
            self.pairs = vec![[([0; 3], V::default()); 2]; PAIRS];
        }
        self.pairs[at.pair][1] = (at.key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_remembered_by_all_of_its_bytes() {
        let mut cache = FormCache::<u32>::new();
        for (value, word) in (1..).zip([
            "a",
            "a\0",
            "ab",
            "abcdefgh",
            "abcdefghi",
            "abcdefghabcdefgh",
            "abcdefghabcdefghabcdefg",
        ]) {
            let at = FormCache::<u32>::place(word).unwrap();
            assert_eq!(cache.get(at), None, "{word:?}");
            cache.put(at, value);
            assert_eq!(cache.get(at), Some(value), "{word:?}");
        }
        assert!(FormCache::<u32>::place("").is_none());
        assert!(FormCache::<u32>::place(&"a".repeat(24)).is_none());
    }
}
