//! Forms as keys and hashes: what the table of forms compares and looks up by.

use std::hash::BuildHasher;
use std::sync::OnceLock;

/// A form of at most `8 * W` bytes, padded with zeros.
pub(super) type Key<const W: usize> = [u64; W];

/// No form has the key of zeros: it stands for one that is not short.
pub(super) const NO_KEY: Key<2> = [0; 2];

/// The secret of the hashes: made anew in each process against hostile input, the same for all tables, so that they
/// can be joined. No result depends on it.
pub(super) struct Secret {
    numbers: [u64; 4],
    long: hashbrown::DefaultHashBuilder,
}

pub(super) fn secret() -> &'static Secret {
    static SECRET: OnceLock<Secret> = OnceLock::new();
    SECRET.get_or_init(|| {
        let long = hashbrown::DefaultHashBuilder::default();
        Secret { numbers: std::array::from_fn(|at| long.hash_one(at)), long }
    })
}

/// A form with what it is found by.
#[derive(Clone, Copy)]
pub(super) struct Hashed<'t> {
    pub(super) form: &'t str,
    /// Its bytes, if there are at most 16.
    pub(super) key: Key<2>,
    /// The upper half of its keyed hash.
    pub(super) hash: u32,
}

impl<'t> Hashed<'t> {
    /// The form of these bytes of a text.
    ///
    /// # Panics
    /// If they are no characters of it: what is taken into the table is text.
    pub(super) fn of(text: &'t str, start: usize, end: usize, secret: &Secret) -> Self {
        let form = &text[start..end];
        // A key is padded with NUL: a form that ends with one would be another's, and the empty one that of no form.
        let is_key = !form.is_empty() && !form.ends_with('\0');
        let (key, hash) = if form.len() <= 16 && is_key {
            let key = key(form.as_bytes());
            (key, hash(&key, secret))
        } else if form.len() <= 32 && is_key {
            (NO_KEY, hash::<4>(&key(form.as_bytes()), secret))
        } else {
            (NO_KEY, high(secret.long.hash_one(form)))
        };
        Self { form, key, hash }
    }

    /// Key and hash of the same form, as fast as can be where 32 bytes follow from its start.
    ///
    /// # Panics
    /// As above; but a form with a key need not be text.
    #[inline(always)]
    pub(super) fn key_of(text: &str, start: usize, end: usize, secret: &Secret) -> (Key<2>, u32) {
        if let Some(key) = short_key(text.as_bytes(), start, end) {
            return (key, hash(&key, secret));
        }
        if let Some(key) = middle_key(text.as_bytes(), start, end) {
            return (NO_KEY, hash(&key, secret));
        }
        let Hashed { key, hash, .. } = Hashed::of(text, start, end, secret);
        (key, hash)
    }
}

/// The bytes of a form as a key: `form` is at most `8 * W` long.
#[inline(always)]
fn key<const W: usize>(form: &[u8]) -> Key<W> {
    let mut key = [0; W];
    let (words, rest) = form.as_chunks::<8>();
    for (to, word) in key.iter_mut().zip(words) {
        *to = u64::from_ne_bytes(*word);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        key[words.len()] = u64::from_ne_bytes(last);
    }
    key
}

/// The `N` bytes of a text from the start of a form of `N - 15` to `N` bytes, with its length: they are read at once.
/// `None` for any other, where so many do not follow, and for a form that ends with NUL.
#[inline(always)]
fn read_at_once<const N: usize>(text: &[u8], start: usize, end: usize) -> Option<(&[u8; N], usize)> {
    let length = end.wrapping_sub(start);
    if length.wrapping_sub(N - 15) >= 16 {
        return None;
    }
    let bytes: &[u8; N] = text.get(start..)?.first_chunk()?;
    (bytes[length - 1] != 0).then_some((bytes, length))
}

/// The key of a form of 1 to 16 bytes that sixteen bytes follow from its start.
#[inline(always)]
fn short_key(text: &[u8], start: usize, end: usize) -> Option<Key<2>> {
    let (bytes, length) = read_at_once::<16>(text, start, end)?;
    let kept = u128::from_le_bytes(*bytes) & u128::MAX >> (128 - 8 * length);
    Some([(kept as u64).to_le(), ((kept >> 64) as u64).to_le()])
}

/// The same for a form of 17 to 32 bytes that 32 bytes follow.
#[inline(always)]
fn middle_key(text: &[u8], start: usize, end: usize) -> Option<Key<4>> {
    let (bytes, length) = read_at_once::<32>(text, start, end)?;
    let [first, last] = bytes.as_chunks::<16>().0 else { return None };
    let (first, last) = (u128::from_le_bytes(*first), u128::from_le_bytes(*last));
    let last = last & u128::MAX >> (256 - 8 * length);
    Some([first, first >> 64, last, last >> 64].map(|word| (word as u64).to_le()))
}

/// The hash of a key: a folded product under secret numbers.
#[inline(always)]
fn hash<const W: usize>(key: &Key<W>, secret: &Secret) -> u32 {
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    };
    let numbers = &secret.numbers;
    let mut hash = fold(key[0] ^ numbers[0], key[1] ^ numbers[1]);
    if W > 2 {
        hash = fold(hash ^ key[W - 2] ^ numbers[2], key[W - 1] ^ numbers[3]);
    }
    // The highest bits choose the place: once more, since a product of small numbers has few of them.
    high(hash.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// The upper half of a hash.
#[inline(always)]
fn high(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_form_is_found_by_the_same_wherever_it_stands(
            form in "[ab]{0,3}|[ابت]{0,20}|[a\0]{0,40}", before in "[x ]{0,9}", after in "[y\0]{0,40}"
        ) {
            let alone = Hashed::of(&form, 0, form.len(), secret());
            let text = format!("{before}{form}{after}");
            let (key, hash) = Hashed::key_of(&text, before.len(), before.len() + form.len(), secret());
            prop_assert_eq!((alone.key, alone.hash), (key, hash));
            let is_short = (1..=16).contains(&form.len()) && !form.ends_with('\0');
            prop_assert_eq!(key != NO_KEY, is_short);
        }
    }
}
