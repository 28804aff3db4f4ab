//! Where some bytes of ASCII stand in a text: 64 bytes at a time, whatever the processor has beyond its first
//! instructions.

use super::masks::BLOCK;

/// The places of four bytes, in order. O(n), whether there are many of them or few.
pub(crate) fn places_of(bytes: [u8; 4], text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    // Bytes past the end are none of the text.
    let inside = !(u64::MAX << rest.len());
    let masks = blocks.iter().map(move |block| mask(bytes, block));
    let masks = masks.chain(std::iter::once_with(move || mask(bytes, &last) & inside));
    let mut masks = masks.enumerate().filter(|&(_, mask)| mask != 0);
    let (mut start, mut left) = (0, 0u64);
    std::iter::from_fn(move || {
        if left == 0 {
            let (block, mask) = masks.next()?;
            (start, left) = (block * BLOCK, mask);
        }
        let place = start + left.trailing_zeros() as usize;
        left &= left - 1;
        Some(place)
    })
}

/// A bit for each byte of a block that is one of these.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn mask(bytes: [u8; 4], block: &[u8; BLOCK]) -> u64 {
    use std::arch::x86_64::*;
    let mut mask = 0;
    for (at, part) in block.as_chunks::<16>().0.iter().enumerate() {
        // SAFETY: SSE2 belongs to every processor of this kind; sixteen bytes are read of an array of sixteen.
        let found = unsafe {
            let part = _mm_loadu_si128(part.as_ptr().cast());
            let [a, b, c, d] = bytes.map(|byte| _mm_cmpeq_epi8(part, _mm_set1_epi8(byte as i8)));
            _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)))
        };
        mask |= u64::from(found as u16) << (16 * at);
    }
    mask
}

#[cfg(not(target_arch = "x86_64"))]
fn mask(bytes: [u8; 4], block: &[u8; BLOCK]) -> u64 {
    plain_mask(bytes, block)
}

/// The same byte by byte: the plain twin.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn plain_mask(bytes: [u8; 4], block: &[u8; BLOCK]) -> u64 {
    block.iter().rev().fold(0, |mask, byte| mask << 1 | u64::from(bytes.contains(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn masks_are_twins(block in proptest::array::uniform32(prop_oneof![Just(b'.'), Just(b'@'), any::<u8>()])) {
            let both: [u8; BLOCK] = std::array::from_fn(|at| block[at % 32].wrapping_add((at / 32) as u8));
            for bytes in [*b"@#:.", [0, 0, 0, 0], [0xFF, b'.', 0, b'/']] {
                prop_assert_eq!(mask(bytes, &both), plain_mask(bytes, &both));
            }
        }

        #[test]
        fn places_are_those_of_the_bytes(text in "[.a]{0,200}|[.@ب \0]{0,200}") {
            for bytes in [*b"@#:.", [0, b'a', b'a', b'@']] {
                let found: Vec<usize> = places_of(bytes, text.as_bytes()).collect();
                let plain = text.bytes().enumerate().filter(|(_, byte)| bytes.contains(byte));
                prop_assert_eq!(found, plain.map(|(at, _)| at).collect::<Vec<_>>());
            }
        }
    }
}
