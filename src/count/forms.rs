//! Distinct strings with their counts: the table that counting words spends its time in. Its plain twin is a
//! `HashMap` (in the tests).

use super::TermId;
use super::shard::{Hashed, Place, SHARDS, Secret, Shard, secret, shard_of};
use super::tier::{self, FREE, Key, Known};
use std::ops::Range;

/// Forms that are looked for together: their memory is asked for at once, not one after another.
const BATCH: usize = 128;
/// How many forms before it is read the memory of a form is asked for.
const AHEAD: usize = 32;

/// Distinct forms, each with a number, a count and a tag of the user's. Numbers are dense, from 0, in the order of
/// first sight; at most 4,294,967,279 of them.
///
/// Forms of up to 32 bytes lie in the slots of the table. Hashes are keyed anew in each process against hostile
/// input; no result depends on them.
#[derive(Clone, Debug)]
pub struct Forms {
    pub(super) shards: Vec<Shard>,
    order: Vec<Place>,
    total: u64,
    /// What forms are met in now.
    mark: u32,
}

impl Default for Forms {
    fn default() -> Self {
        Self { shards: vec![Shard::default(); SHARDS], order: Vec::new(), total: 0, mark: 0 }
    }
}

impl Forms {
    /// Adds `count` to a form; a new one gets the tag.
    ///
    /// # Panics
    /// With more forms than numbers.
    pub fn add(&mut self, form: &str, tag: u8, count: u64) -> TermId {
        let hashed = Hashed::of(form, 0, form.len(), secret());
        let known = known(&mut self.shards, &mut self.order, &hashed, tag);
        known.add(count);
        self.total += count;
        TermId(known.id)
    }

    /// Adds one to each of many forms: bytes `start..end` of the text, with the tag of a new one. `met` gets the number of
    /// each, in order, and whether it is the first time since [`Forms::begin`].
    ///
    /// # Panics
    /// If a span is none of the text, if the text has more than 4 GiB, or with more forms than numbers.
    pub fn add_all(
        &mut self,
        text: &str,
        spans: impl Iterator<Item = (usize, usize, u8)>,
        mut met: impl FnMut(TermId, bool),
    ) {
        assert!(u32::try_from(text.len()).is_ok(), "a text of more than 4 GiB");
        let secret = secret();
        let Self { shards, order, total, mark } = self;
        let shards: &mut [Shard; SHARDS] = shards.as_mut_slice().try_into().expect("as many as there are");
        let mut spans = spans.fuse();
        let mut batch = Batch::default();
        loop {
            let mut size = 0;
            for (at, (start, end, tag)) in (0..BATCH).zip(spans.by_ref()) {
                batch.spans[at] = (start as u32, end as u32, tag);
                batch.keys[at] = [0; 2];
                if let Some(key) = tier::short_key(text.as_bytes(), start, end) {
                    let hash = tier::hash(&key, &secret.numbers);
                    (batch.hashes[at], batch.keys[at]) = (hash, key);
                    shards[shard_of(hash)].short.fetch(hash);
                } else {
                    batch.hashes[at] = fetch_longer(shards, text, start, end, secret);
                }
                size += 1;
            }
            for at in 0..size {
                let mut count = |known: &mut Known| {
                    known.add(1);
                    met(TermId(known.id), known.mark != *mark);
                    known.mark = *mark;
                };
                let (hash, key) = (batch.hashes[at], batch.keys[at]);
                // No form has the key of zeros: it stands for one that is not short.
                if key != [0; 2] {
                    let tier = &mut shards[shard_of(hash)].short;
                    if let Some(slot) = tier.seek(hash, &key) {
                        count(tier.known_mut(slot));
                        continue;
                    }
                }
                let (start, end, tag) = batch.spans[at];
                let (start, end) = (start as usize, end as usize);
                if let Some(key) = tier::middle_key(text.as_bytes(), start, end) {
                    let tier = &mut shards[shard_of(hash)].middle;
                    if let Some(slot) = tier.seek(hash, &key) {
                        count(tier.known_mut(slot));
                        continue;
                    }
                }
                count(known(shards, order, &Hashed::of(text, start, end, secret), tag));
            }
            *total += size as u64;
            if size < BATCH {
                return;
            }
        }
    }

    /// From here on every form is met for the first time again.
    pub fn begin(&mut self) {
        self.mark += 1;
        if self.mark == FREE {
            self.mark = 0;
            self.shards.iter_mut().flat_map(Shard::each_known).for_each(|(known, _, _)| known.mark = FREE);
        }
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The sum of all counts.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The text of a form.
    ///
    /// # Panics
    /// If the number is none of this table; so of the next two.
    pub fn text(&self, id: TermId) -> &str {
        self.at(id).0
    }

    /// The count of a form.
    pub fn count(&self, id: TermId) -> u64 {
        self.at(id).1.count()
    }

    /// The tag of a form.
    pub fn tag(&self, id: TermId) -> u8 {
        self.at(id).1.tag()
    }

    fn at(&self, id: TermId) -> (&str, &Known) {
        let place = self.order[id.index()];
        self.shards[place.shard()].at(place)
    }

    /// The number of a form, if it is there.
    pub fn find(&self, form: &str) -> Option<TermId> {
        let hashed = Hashed::of(form, 0, form.len(), secret());
        let shard = &self.shards[hashed.shard()];
        let (tier, slot) = shard.seek(&hashed)?;
        Some(TermId(shard.at(Place::new(hashed.shard(), tier, slot)).1.id))
    }

    /// Text, tag and count of each form, in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u8, u64)> {
        self.range(0..self.len())
    }

    /// The same for the forms with these numbers.
    ///
    /// # Panics
    /// If there are not as many.
    pub fn range(&self, numbers: Range<usize>) -> impl ExactSizeIterator<Item = (&str, u8, u64)> {
        let order = &self.order[numbers];
        order.iter().enumerate().map(|(at, place)| {
            if let Some(later) = order.get(at + AHEAD) {
                self.shards[later.shard()].fetch_place(*later);
            }
            let (text, known) = self.shards[place.shard()].at(*place);
            (text, known.tag(), known.count())
        })
    }

    pub(super) fn from_parts(shards: Vec<Shard>, order: Vec<Place>, total: u64) -> Self {
        Self { shards, order, total, mark: 0 }
    }

    /// Bytes of memory that the table holds.
    pub fn bytes(&self) -> usize {
        let shards: usize = self.shards.iter().map(Shard::bytes).sum();
        shards + self.order.capacity() * size_of::<Place>()
    }
}

/// Forms on their way to be counted.
struct Batch {
    hashes: [u64; BATCH],
    keys: [Key<2>; BATCH],
    /// First byte, the byte after the last, tag.
    spans: [(u32, u32, u8); BATCH],
}

impl Default for Batch {
    fn default() -> Self {
        Self { hashes: [0; BATCH], keys: [[0; 2]; BATCH], spans: [(0, 0, 0); BATCH] }
    }
}

/// Gets ready to look for a form that is not short, or stands at the end of the text; its hash, if it is of middle
/// length and stands elsewhere.
#[inline(always)]
fn fetch_longer(shards: &[Shard; SHARDS], text: &str, start: usize, end: usize, secret: &Secret) -> u64 {
    let Some(key) = tier::middle_key(text.as_bytes(), start, end) else { return 0 };
    let hash = tier::hash(&key, &secret.numbers);
    shards[shard_of(hash)].middle.fetch(hash);
    hash
}

/// What is known of a form, with the next number if it is new.
fn known<'s>(shards: &'s mut [Shard], order: &mut Vec<Place>, hashed: &Hashed<'_>, tag: u8) -> &'s mut Known {
    let number = hashed.shard();
    if let Some(slot) = shards[number].seek(hashed) {
        return shards[number].known_mut(slot);
    }
    let id = order.len() as u32;
    assert!(id <= TermId::MAX, "more than {} distinct forms", TermId::MAX);
    shards[number].insert(hashed, Known::new(tag, id), |id, tier, slot| {
        let place = Place::new(number, tier, slot);
        match order.get_mut(id as usize) {
            Some(old) => *old = place,
            None => order.push(place),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn forms() -> impl Strategy<Value = Vec<String>> {
        let few = prop_oneof![
            "[ab]{0,3}",
            "[ابت]{0,20}",
            "[a\0]{0,40}",
            proptest::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
        ];
        proptest::collection::vec(few, 0..400)
    }

    /// The plain way: number, tag and count of each form.
    fn plain(forms: &[String]) -> HashMap<&str, (u32, u8, u64)> {
        let mut counts: HashMap<&str, (u32, u8, u64)> = HashMap::new();
        for form in forms {
            let next = (counts.len() as u32, form.len() as u8, 0);
            counts.entry(form).or_insert(next).2 += 1;
        }
        counts
    }

    fn assert_equal(table: &Forms, forms: &[String]) {
        let plain = plain(forms);
        assert_eq!((table.len(), table.total()), (plain.len(), forms.len() as u64));
        for (&form, &(id, tag, count)) in &plain {
            let id = TermId(id);
            assert_eq!(table.find(form), Some(id));
            assert_eq!((table.text(id), table.tag(id), table.count(id)), (form, tag, count));
        }
        for (at, (form, tag, count)) in table.iter().enumerate() {
            assert_eq!(plain[form], (at as u32, tag, count));
        }
        assert_eq!(table.find("no such form"), None);
    }

    proptest! {
        #[test]
        fn equals_a_hash_map(forms in forms()) {
            let mut one = Forms::default();
            forms.iter().for_each(|form| { one.add(form, form.len() as u8, 1); });
            assert_equal(&one, &forms);
            let text = forms.concat();
            let mut many = Forms::default();
            let mut at = 0;
            let spans = forms.iter().map(|form| { at += form.len(); (at - form.len(), at, form.len() as u8) });
            let mut met = Vec::new();
            many.begin();
            many.add_all(&text, spans, |id, first| met.push((id, first)));
            assert_equal(&many, &forms);
            for (at, (form, (id, first))) in forms.iter().zip(&met).enumerate() {
                prop_assert_eq!(many.text(*id), form);
                prop_assert_eq!(*first, !forms[..at].contains(form));
            }
        }
    }

    #[test]
    fn many_forms() {
        let forms: Vec<String> =
            (0u32..200_000).map(|i| format!("{}", i.wrapping_mul(2_654_435_761) % 49_999)).collect();
        let mut table = Forms::default();
        forms.iter().for_each(|form| {
            table.add(form, form.len() as u8, 1);
        });
        assert_equal(&table, &forms);
        assert!(table.bytes() < 50_000 * 100, "{} bytes", table.bytes());
    }
}
