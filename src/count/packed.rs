//! n-grams as numbers: the terms of a run in as many bits as the greatest of them needs, sorted and counted.

use super::TermId;
use super::ngrams::{Ngram, NgramSpec, Terms};
use std::collections::BTreeMap;

/// The bits of a term and of a document in a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Widths {
    order: usize,
    term: u32,
    document: u32,
}

impl Widths {
    /// Of runs of `order` of so many terms, in so many documents.
    pub(super) fn new(order: usize, terms: u64, documents: u64) -> Self {
        let bits = |numbers: u64| u64::BITS - numbers.saturating_sub(1).leading_zeros();
        Self { order, term: bits(terms).max(1), document: bits(documents) }
    }

    /// The same, of keys that hold no document.
    pub(super) fn without_documents(self) -> Self {
        Self { document: 0, ..self }
    }

    /// Whether keys hold the document.
    pub(super) fn has_documents(self) -> bool {
        self.document > 0
    }

    /// Bytes of a key.
    pub(super) fn key_bytes(self) -> usize {
        match self.order as u32 * self.term + self.document {
            ..=64 => size_of::<u64>(),
            65..=128 => size_of::<u128>(),
            _ => size_of::<Wide>(),
        }
    }
}

/// A key of any width: terms, then the document.
pub(super) type Wide = [u32; NgramSpec::MAX_ORDER + 1];

/// A run of terms in a document. Keys are sorted as their terms are, then by document.
pub(super) trait Key: Copy + Ord {
    fn pack(run: &[u32], document: u32, widths: Widths) -> Self;

    /// The document.
    fn document(self, widths: Widths) -> u32;

    /// The terms alone, as they are kept.
    fn without_document(self, widths: Widths) -> Self;

    /// The terms of what [`Key::without_document`] gave.
    fn terms(self, widths: Widths) -> Terms;
}

impl Key for u64 {
    #[inline(always)]
    fn pack(run: &[u32], document: u32, widths: Widths) -> Self {
        let terms = run.iter().fold(0, |key, &term| key << widths.term | Self::from(term));
        terms << widths.document | Self::from(document)
    }

    fn document(self, widths: Widths) -> u32 {
        (self & ((1 << widths.document) - 1)) as u32
    }

    #[inline(always)]
    fn without_document(self, widths: Widths) -> Self {
        self >> widths.document
    }

    fn terms(self, widths: Widths) -> Terms {
        u128::from(self).terms(widths)
    }
}

impl Key for u128 {
    fn pack(run: &[u32], document: u32, widths: Widths) -> Self {
        let terms = run.iter().fold(0, |key, &term| key << widths.term | Self::from(term));
        terms << widths.document | Self::from(document)
    }

    fn document(self, widths: Widths) -> u32 {
        (self & ((1 << widths.document) - 1)) as u32
    }

    fn without_document(self, widths: Widths) -> Self {
        self >> widths.document
    }

    fn terms(mut self, widths: Widths) -> Terms {
        let mut terms = Terms { ids: [TermId(0); NgramSpec::MAX_ORDER], order: widths.order as u8 };
        for id in terms.ids[..widths.order].iter_mut().rev() {
            *id = TermId((self & ((1 << widths.term) - 1)) as u32);
            self >>= widths.term;
        }
        terms
    }
}

impl Key for Wide {
    fn pack(run: &[u32], document: u32, _: Widths) -> Self {
        let mut key = [0; NgramSpec::MAX_ORDER + 1];
        key[..run.len()].copy_from_slice(run);
        key[NgramSpec::MAX_ORDER] = document;
        key
    }

    fn document(self, _: Widths) -> u32 {
        self[NgramSpec::MAX_ORDER]
    }

    fn without_document(mut self, _: Widths) -> Self {
        self[NgramSpec::MAX_ORDER] = 0;
        self
    }

    fn terms(self, widths: Widths) -> Terms {
        Terms { ids: std::array::from_fn(|place| TermId(self[place])), order: widths.order as u8 }
    }
}

/// n-grams with keys of one kind, sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table<K> {
    widths: Widths,
    keys: Box<[K]>,
    counts: Box<[u32]>,
    /// Counts that need more bits, in whose place the greatest number stands.
    large: BTreeMap<u32, u64>,
    /// In how many documents each is; empty if there is one document.
    documents: Box<[u32]>,
}

impl<K: Key> Table<K> {
    /// Counts runs. The distinct ones are put together at the start of the list, so that no second one is needed.
    pub(super) fn count(mut keys: Vec<K>, widths: Widths) -> Self {
        keys.sort_unstable();
        let (mut counts, mut documents, mut large) = (Vec::new(), Vec::new(), BTreeMap::new());
        let mut at = 0;
        while at < keys.len() {
            let terms = keys[at].without_document(widths);
            let (start, mut held) = (at, 1);
            at += 1;
            while at < keys.len() && keys[at].without_document(widths) == terms {
                held += u32::from(keys[at] != keys[at - 1]);
                at += 1;
            }
            let number = counts.len();
            push_count(&mut counts, &mut large, (at - start) as u64);
            if widths.document > 0 {
                documents.push(held);
            }
            keys[number] = terms;
        }
        keys.truncate(counts.len());
        Self {
            widths,
            // Copied, so that the room of what was counted is given back.
            keys: keys.as_slice().into(),
            counts: counts.into(),
            large,
            documents: documents.into(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = Ngram> {
        self.keys.iter().enumerate().map(|(at, key)| self.ngram(at, *key))
    }

    fn ngram(&self, at: usize, key: K) -> Ngram {
        let count = match self.counts[at] {
            u32::MAX => self.large[&(at as u32)],
            count => u64::from(count),
        };
        let documents = self.documents.get(at).map_or(1, |&documents| u64::from(documents));
        Ngram { terms: key.terms(self.widths), count, documents }
    }

    fn bytes(&self) -> usize {
        size_of_val(&*self.keys) + size_of_val(&*self.counts) + size_of_val(&*self.documents)
    }
}

/// Sorts keys and gives each run of terms with its count and documents; the second of `keys` is given back.
pub(super) fn each_of<K: Key>(
    (mut keys, total): (Vec<K>, u64),
    widths: Widths,
    mut each: impl FnMut(&Terms, u64, &[u32]) -> std::io::Result<()>,
) -> std::io::Result<u64> {
    keys.sort_unstable();
    let mut documents = Vec::new();
    for same in keys.chunk_by(|a, b| a.without_document(widths) == b.without_document(widths)) {
        documents.clear();
        documents.extend(same.iter().map(|key| key.document(widths)));
        documents.dedup();
        each(&same[0].without_document(widths).terms(widths), same.len() as u64, &documents)?;
    }
    Ok(total)
}

fn push_count(counts: &mut Vec<u32>, large: &mut BTreeMap<u32, u64>, count: u64) {
    match u32::try_from(count) {
        Ok(count) if count < u32::MAX => counts.push(count),
        _ => {
            large.insert(counts.len() as u32, count);
            counts.push(u32::MAX);
        }
    }
}

/// n-grams whose first terms lie in a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Eight(Table<u64>),
    Sixteen(Table<u128>),
    Wide(Table<Wide>),
}

impl Part {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Eight(table) => table.keys.len(),
            Self::Sixteen(table) => table.keys.len(),
            Self::Wide(table) => table.keys.len(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Eight(table) => table.bytes(),
            Self::Sixteen(table) => table.bytes(),
            Self::Wide(table) => table.bytes(),
        }
    }

    pub(super) fn iter(&self) -> Box<dyn Iterator<Item = Ngram> + '_> {
        match self {
            Self::Eight(table) => Box::new(table.iter()),
            Self::Sixteen(table) => Box::new(table.iter()),
            Self::Wide(table) => Box::new(table.iter()),
        }
    }

    pub(super) fn at(&self, place: usize) -> Ngram {
        match self {
            Self::Eight(table) => table.ngram(place, table.keys[place]),
            Self::Sixteen(table) => table.ngram(place, table.keys[place]),
            Self::Wide(table) => table.ngram(place, table.keys[place]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms of few and of many bits, in one document and in many.
    #[test]
    fn keys_of_all_widths_give_back_their_terms() {
        for (order, terms, documents, bytes) in [
            (1, 1, 1, 8),
            (2, 1 << 19, 1, 8),
            (3, 1 << 19, 100, 8),
            (3, 1 << 21, 3, 16),
            (5, 1 << 22, 1 << 18, 16),
            (5, 1 << 26, 1, 24),
            (5, 1 << 31, 1 << 31, 24),
        ] {
            let widths = Widths::new(order, terms, documents);
            assert_eq!(widths.key_bytes(), bytes, "{order} {terms} {documents}");
            let run: Vec<u32> =
                (0..order as u64).map(|place| (terms - 1 - place.min(terms - 1)) as u32).collect();
            let runs = [(0, &run), (documents as u32 - 1, &run), (0, &run)];
            fn table<K: Key>(runs: &[(u32, &Vec<u32>)], widths: Widths) -> Table<K> {
                Table::count(
                    runs.iter().map(|(document, run)| K::pack(run, *document, widths)).collect(),
                    widths,
                )
            }
            let part = match bytes {
                8 => Part::Eight(table(&runs, widths)),
                16 => Part::Sixteen(table(&runs, widths)),
                _ => Part::Wide(table(&runs, widths)),
            };
            let found: Vec<Ngram> = part.iter().collect();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].terms.iter().map(|id| id.0).collect::<Vec<_>>(), run);
            assert_eq!((found[0].count, found[0].documents), (3, documents.min(2)));
        }
    }

    #[test]
    fn counts_beyond_four_bytes_are_kept() {
        let (mut counts, mut large) = (Vec::new(), BTreeMap::new());
        for count in [7, u64::from(u32::MAX) - 1, u64::from(u32::MAX), 1 << 40] {
            push_count(&mut counts, &mut large, count);
        }
        let table = Table {
            widths: Widths::new(1, 4, 1),
            keys: [0u64, 1, 2, 3].into(),
            counts: counts.into(),
            large,
            documents: [].into(),
        };
        let counts: Vec<u64> = table.iter().map(|ngram| ngram.count).collect();
        assert_eq!(counts, [7, u64::from(u32::MAX) - 1, u64::from(u32::MAX), 1 << 40]);
        let part = Part::Eight(table);
        assert_eq!([0, 1, 2, 3].map(|place| part.at(place).count).as_slice(), counts);
    }
}
