//! What a folding did, in numbers that add up.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Flag;

/// What a folding did: plain sums, so that the audit of a whole is the sum of the audits of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Code points before.
    pub chars_in: u64,
    /// Code points after.
    pub chars_out: u64,
    /// Bytes before.
    pub bytes_in: u64,
    /// Bytes after.
    pub bytes_out: u64,
    /// Tokens that changed.
    pub tokens_changed: u64,
    /// Tokens of which nothing was left.
    pub tokens_emptied: u64,
    /// How many characters each flag changed or deleted, by [`Flag::index`].
    pub per_flag: [u64; Flag::COUNT],
    /// How often each code point was changed or deleted.
    pub per_code_point: BTreeMap<char, u64>,
}

impl Audit {
    /// The audit of a text that no folding changed.
    pub(super) fn unchanged(text: &str) -> Self {
        let (chars, bytes) = (text.chars().count() as u64, text.len() as u64);
        Self { chars_in: chars, chars_out: chars, bytes_in: bytes, bytes_out: bytes, ..Self::default() }
    }

    /// A flag changed or deleted a character.
    pub(super) fn note(&mut self, flag: usize, c: char) {
        self.per_flag[flag] += 1;
        *self.per_code_point.entry(c).or_default() += 1;
    }

    /// The sizes of a token that changed.
    pub(super) fn take(&mut self, before: &str, after: &str) {
        self.chars_in = before.chars().count() as u64;
        self.chars_out = after.chars().count() as u64;
        self.bytes_in = before.len() as u64;
        self.bytes_out = after.len() as u64;
        self.tokens_changed = 1;
        self.tokens_emptied = u64::from(after.is_empty());
    }

    /// Adds another audit.
    pub fn merge(&mut self, other: &Self) {
        self.chars_in += other.chars_in;
        self.chars_out += other.chars_out;
        self.bytes_in += other.bytes_in;
        self.bytes_out += other.bytes_out;
        self.tokens_changed += other.tokens_changed;
        self.tokens_emptied += other.tokens_emptied;
        for (sum, count) in self.per_flag.iter_mut().zip(other.per_flag) {
            *sum += count;
        }
        for (&c, count) in &other.per_code_point {
            *self.per_code_point.entry(c).or_default() += count;
        }
    }

    /// The audit of `times` equal tokens.
    pub fn scale(&mut self, times: u64) {
        for sum in [
            &mut self.chars_in,
            &mut self.chars_out,
            &mut self.bytes_in,
            &mut self.bytes_out,
            &mut self.tokens_changed,
            &mut self.tokens_emptied,
        ] {
            *sum *= times;
        }
        self.per_flag.iter_mut().chain(self.per_code_point.values_mut()).for_each(|sum| *sum *= times);
    }
}
