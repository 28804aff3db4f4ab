//! What is known of a form, with the form itself if it is short.

use super::key::{Hashed, Key, NO_KEY};
use std::ops::Range;

/// What no form was met in.
pub(super) const NEVER: u32 = u32::MAX;

/// What is known of a form. Aligned so that it lies in one line of memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(32))]
pub(super) struct Entry {
    /// The bytes of a short form; of another where it begins in the arena, how long it is, and a byte that no text has.
    pub(super) key: Key<2>,
    /// The count, then eight bits for the user of the table.
    meta: u64,
    /// What the form was met in last.
    pub(super) mark: u32,
    /// What the index finds it by.
    pub(super) hash: u32,
}

/// No byte of a text.
const LONG: u8 = 0xFF;

impl Entry {
    pub(super) fn new(key: Key<2>, hash: u32, tag: u8) -> Self {
        Self { key, meta: u64::from(tag), mark: NEVER, hash }
    }

    /// The key of a form that lies in the arena.
    pub(super) fn long_key(start: usize, length: usize) -> Key<2> {
        let mut last = (length as u64).to_le_bytes();
        last[7] = LONG;
        [start as u64, u64::from_ne_bytes(last)]
    }

    /// Where in the arena the form lies, if it does.
    pub(super) fn span(&self) -> Option<Range<usize>> {
        let mut last = self.key[1].to_ne_bytes();
        if last[7] != LONG {
            return None;
        }
        last[7] = 0;
        let start = self.key[0] as usize;
        Some(start..start + u64::from_le_bytes(last) as usize)
    }

    /// Whether the form lies in the arena.
    pub(super) fn is_long(&self) -> bool {
        self.span().is_some()
    }

    /// The same, met in nothing yet.
    pub(super) fn unmet(&self) -> Self {
        Self { mark: NEVER, ..*self }
    }

    /// The form.
    pub(super) fn text<'t>(&'t self, arena: &'t str) -> &'t str {
        if let Some(span) = self.span() {
            return &arena[span];
        }
        let last = self.key.iter().rposition(|&word| word != 0);
        let length = last.map_or(0, |at| at * 8 + 8 - self.key[at].to_le().leading_zeros() as usize / 8);
        // SAFETY: the key is read as its bytes, of which it has 16; integers have no padding, and `length` is not more.
        // They are the bytes of the `str` that `Hashed::of` was given, which ends with no NUL: it looks for that.
        unsafe {
            let bytes = std::slice::from_raw_parts(self.key.as_ptr().cast::<u8>(), 16);
            std::str::from_utf8_unchecked(&bytes[..length])
        }
    }

    /// The form with what it is found by.
    pub(super) fn hashed<'t>(&'t self, arena: &'t str) -> Hashed<'t> {
        let key = if self.is_long() { NO_KEY } else { self.key };
        Hashed { form: self.text(arena), key, hash: self.hash }
    }

    pub(super) fn count(&self) -> u64 {
        self.meta >> 8
    }

    pub(super) fn tag(&self) -> u8 {
        self.meta as u8
    }

    /// Adds to the count.
    #[inline(always)]
    pub(super) fn add(&mut self, count: u64) {
        self.meta += count << 8;
    }

    /// Whether it is of this form.
    #[inline(always)]
    pub(super) fn is(&self, form: &Hashed<'_>, arena: &str) -> bool {
        match form.key {
            NO_KEY => self.hash == form.hash && self.span().is_some_and(|span| arena[span] == *form.form),
            key => self.key == key,
        }
    }
}
