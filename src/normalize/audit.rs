//! What a folding did, in plain sums.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::folding::{FLAG_COUNT, Flag};

/// What a folding did: sums, so that parts add up to the whole whatever their order.
///
/// A change is counted once for each flag that met the character: a yeh barree with hamza becomes a yeh with
/// hamza by `lookalike` and a bare yeh by `hamza`, two changes. Under `nfc` each character that composition
/// moved or replaced counts. All of `per_flag` together is all of `per_code_point` together, and both are zero
/// exactly where the text was borrowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Characters read.
    pub chars_in: u64,
    /// Characters left.
    pub chars_out: u64,
    /// Bytes read.
    pub bytes_in: u64,
    /// Bytes left.
    pub bytes_out: u64,
    /// Texts given that came out different.
    pub tokens_changed: u64,
    /// Texts given that had something and came out empty.
    pub tokens_emptied: u64,
    /// Characters changed, by [`Flag::index`].
    pub per_flag: [u64; FLAG_COUNT],
    /// Changes by the character that was changed.
    pub per_code_point: BTreeMap<char, u64>,
}

impl Audit {
    /// Adds the counts of `other`: associative and commutative, the default is its identity.
    pub fn merge(&mut self, other: &Self) {
        self.chars_in += other.chars_in;
        self.chars_out += other.chars_out;
        self.bytes_in += other.bytes_in;
        self.bytes_out += other.bytes_out;
        self.tokens_changed += other.tokens_changed;
        self.tokens_emptied += other.tokens_emptied;
        for (sum, more) in self.per_flag.iter_mut().zip(other.per_flag) {
            *sum += more;
        }
        for (&c, more) in &other.per_code_point {
            *self.per_code_point.entry(c).or_default() += more;
        }
    }

    /// Takes every count `times` times: a type stands for all its tokens.
    pub fn scale(&mut self, times: u64) {
        for count in [
            &mut self.chars_in,
            &mut self.chars_out,
            &mut self.bytes_in,
            &mut self.bytes_out,
            &mut self.tokens_changed,
            &mut self.tokens_emptied,
        ]
        .into_iter()
        .chain(&mut self.per_flag)
        .chain(self.per_code_point.values_mut())
        {
            *count *= times;
        }
        if times == 0 {
            self.per_code_point.clear();
        }
    }

    pub(super) fn event(&mut self, flag: Flag, c: char) {
        self.per_flag[flag.index()] += 1;
        *self.per_code_point.entry(c).or_default() += 1;
    }
}
