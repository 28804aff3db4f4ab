//! Distinct strings with their counts: the table that counting words spends its time in. Its plain twin is a
//! `HashMap` (in the tests).

use super::TermId;
use super::entry::{Entry, NEVER};
use super::index::Index;
use super::key::{Hashed, Key, NO_KEY, secret};
use super::rows::Rows;
use crate::scan::fetch;
use std::ops::Range;
use std::sync::OnceLock;

/// Forms that are looked for together: their memory is asked for at once, not one after another.
const BATCH: usize = 256;

/// Distinct forms, each with a number, a count and a tag of the user's. Numbers are dense, from 0, in the order of
/// first sight; at most 4,294,967,279 of them.
///
/// What is known of the forms lies in the order of their numbers: those that occur often are met early, and lie close
/// together. Forms of up to 16 bytes lie there themselves. Hashes are keyed anew in each process against hostile input;
/// no result depends on them.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    entries: Rows<Entry>,
    /// Made when it is needed.
    index: OnceLock<Index>,
    /// The forms that are not short, one after another.
    arena: String,
    total: u64,
    /// What forms are met in now.
    mark: u32,
}

impl Forms {
    /// Adds `count` to a form; a new one gets the tag.
    ///
    /// # Panics
    /// With more forms than numbers.
    pub fn add(&mut self, form: &str, tag: u8, count: u64) -> TermId {
        let hashed = Hashed::of(form, 0, form.len(), secret());
        let number = self.number(&hashed, tag);
        self.entry_mut(number).add(count);
        self.total += count;
        TermId(number)
    }

    /// Adds one to a form, a new one with the tag; its number, and whether it is the first time since [`Forms::begin`].
    ///
    /// # Panics
    /// With more forms than numbers.
    pub fn meet(&mut self, form: &str, tag: u8) -> (TermId, bool) {
        let number = self.number(&Hashed::of(form, 0, form.len(), secret()), tag);
        self.total += 1;
        (TermId(number), self.meet_number(number))
    }

    /// Adds one to each of many forms, as [`Forms::meet`] does: bytes `start..end` of the text, with the tag of a new
    /// one. `met` gets the number of each, in order, and whether it is the first time since [`Forms::begin`].
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
        let mut spans = spans.fuse();
        let mut batch = Batch::default();
        loop {
            let (index, mut size, mut long) = (self.index(), 0, 0);
            for (at, (start, end, tag)) in (0..BATCH).zip(spans.by_ref()) {
                batch.spans[at] = (start as u32, end as u32, tag);
                (batch.keys[at], batch.hashes[at]) = Hashed::key_of(text, start, end, secret);
                index.fetch(batch.hashes[at]);
                batch.long[long] = at as u16;
                long += usize::from(batch.keys[at] == NO_KEY);
                size += 1;
            }
            for (number, &hash) in batch.numbers.iter_mut().zip(&batch.hashes[..size]) {
                *number = index.first(hash).wrapping_sub(1);
                self.entries.get(*number).inspect(|entry| fetch(*entry));
            }
            for &at in &batch.long[..long] {
                let entry = self.entries.get(batch.numbers[at as usize]);
                let start = entry.and_then(Entry::span).map_or(0, |span| span.start);
                self.arena.as_bytes().get(start).inspect(|byte| fetch(*byte));
            }
            for at in 0..size {
                let (key, mut number) = (batch.keys[at], batch.numbers[at]);
                if key == NO_KEY || self.entries.get(number).is_none_or(|entry| entry.key != key) {
                    let (start, end, tag) = batch.spans[at];
                    // A slice of text: what is no text is taken in by nobody.
                    let form = &text[start as usize..end as usize];
                    let form = Hashed { form, key, hash: batch.hashes[at] };
                    if self.entries.get(number).is_none_or(|entry| !entry.is(&form, &self.arena)) {
                        number = self.number(&form, tag);
                    }
                }
                let is_first = self.meet_number(number);
                met(TermId(number), is_first);
            }
            self.total += size as u64;
            if size < BATCH {
                return;
            }
        }
    }

    /// Counts a form; whether it is met for the first time.
    #[inline(always)]
    fn meet_number(&mut self, number: u32) -> bool {
        let mark = self.mark;
        let entry = self.entry_mut(number);
        entry.add(1);
        std::mem::replace(&mut entry.mark, mark) != mark
    }

    #[inline(always)]
    fn entry_mut(&mut self, number: u32) -> &mut Entry {
        self.entries.get_mut(number).expect("a number of the table")
    }

    /// The number of a form, the next one if it is new.
    fn number(&mut self, form: &Hashed<'_>, tag: u8) -> u32 {
        let free = match self.seek(form) {
            Ok(number) => return number,
            Err(free) => free,
        };
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        assert!(number <= TermId::MAX, "more than {} distinct forms", TermId::MAX);
        let key = match form.key {
            NO_KEY => {
                let start = self.arena.len();
                self.arena.push_str(form.form);
                Entry::long_key(start, form.form.len())
            }
            key => key,
        };
        self.index();
        let index = self.index.get_mut().expect("it is made");
        index.insert(free, form.hash, number, self.entries.iter().map(|entry| entry.hash));
        self.entries.push(Entry::new(key, form.hash, tag));
        number
    }

    /// The number of a form, or where the index has a place for it.
    fn seek(&self, form: &Hashed<'_>) -> Result<u32, usize> {
        self.index().find(form.hash, |number| self.entries.at(number as usize).is(form, &self.arena))
    }

    /// Gives the number here of each form of another table in a range, if it is there. O(range).
    pub(crate) fn numbers_of(
        &self,
        other: &Self,
        range: Range<usize>,
        mut each: impl FnMut(usize, Option<u32>),
    ) {
        let (index, mut firsts) = (self.index(), [0; BATCH]);
        for from in range.clone().step_by(BATCH) {
            let numbers = from..range.end.min(from + BATCH);
            let entries = || numbers.clone().map(|number| other.entries.at(number));
            entries().for_each(|entry| index.fetch(entry.hash));
            for (first, entry) in firsts.iter_mut().zip(entries()) {
                *first = index.first(entry.hash).wrapping_sub(1);
                self.entries.get(*first).inspect(|entry| fetch(*entry));
            }
            for ((number, entry), &first) in numbers.clone().zip(entries()).zip(&firsts) {
                let is_first = self.entries.get(first).is_some_and(|first| first.key == entry.key);
                let found = match first {
                    u32::MAX => None,
                    _ if is_first && !entry.is_long() => Some(first),
                    _ => self.seek(&entry.hashed(&other.arena)).ok(),
                };
                each(number, found);
            }
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self.len(), self.entries.iter().map(|entry| entry.hash)))
    }

    /// From here on every form is met for the first time again.
    pub fn begin(&mut self) {
        self.mark += 1;
        if self.mark == NEVER {
            self.mark = 0;
            self.entries.iter_mut().for_each(|entry| entry.mark = NEVER);
        }
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
        self.entries.at(id.index()).text(&self.arena)
    }

    /// The count of a form.
    pub fn count(&self, id: TermId) -> u64 {
        self.entries.at(id.index()).count()
    }

    /// The tag of a form.
    pub fn tag(&self, id: TermId) -> u8 {
        self.entries.at(id.index()).tag()
    }

    /// The number of a form, if it is there.
    pub fn find(&self, form: &str) -> Option<TermId> {
        self.seek(&Hashed::of(form, 0, form.len(), secret())).ok().map(TermId)
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
        assert!(numbers.end <= self.len(), "as many forms");
        let entries = numbers.map(|number| self.entries.at(number));
        entries.map(|entry| (entry.text(&self.arena), entry.tag(), entry.count()))
    }

    /// Takes in a form of another table with its tag, its count and `more`, as the next, whether it is there or not. The
    /// table must have no index yet: it is made of all later.
    pub(super) fn append(&mut self, other: &Self, id: TermId, more: u64) -> TermId {
        let entry = other.entries.at(id.index());
        let mut own = entry.unmet();
        if let Some(span) = entry.span() {
            own.key = Entry::long_key(self.arena.len(), span.len());
            self.arena.push_str(&other.arena[span]);
        }
        own.add(more);
        self.total += own.count();
        self.entries.push(own);
        TermId(self.entries.len() as u32 - 1)
    }

    /// Without what is made again when it is needed.
    pub(super) fn without_index(self) -> Self {
        Self { index: OnceLock::new(), ..self }
    }

    /// Gives memory back of forms with lower numbers, which are not asked for any more.
    pub(super) fn forget_before(&mut self, number: u32) {
        self.entries.forget_before(number as usize);
    }

    /// Bytes of memory that the table holds.
    pub fn bytes(&self) -> usize {
        let index = self.index.get().map_or(0, Index::bytes);
        self.entries.bytes() + index + self.arena.capacity()
    }
}

/// Forms on their way to be counted.
struct Batch {
    keys: [Key<2>; BATCH],
    hashes: [u32; BATCH],
    /// The number of the first form with the hash, if there is one.
    numbers: [u32; BATCH],
    /// First byte, the byte after the last, tag.
    spans: [(u32, u32, u8); BATCH],
    /// Places of those that are not short.
    long: [u16; BATCH],
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            keys: [NO_KEY; BATCH],
            hashes: [0; BATCH],
            numbers: [0; BATCH],
            spans: [(0, 0, 0); BATCH],
            long: [0; BATCH],
        }
    }
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
            let mut singly = Forms::default();
            singly.begin();
            let found: Vec<_> = forms.iter().map(|form| singly.meet(form, form.len() as u8)).collect();
            prop_assert_eq!(&found, &met);
            assert_equal(&singly, &forms);
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
