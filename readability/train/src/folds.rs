//! Parts of documents that take turns as the test: the sentences of a document never stand on both sides.

use std::collections::BTreeMap;

/// The number of the part of each row, `parts` of about equal size in rows: the documents, largest first, go to the
/// smallest part; equal ones in an order that `seed` chooses.
pub fn by_document(documents: &[String], parts: usize, seed: u64) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        *sizes.entry(document).or_default() += 1;
    }
    let mut order: Vec<(usize, u64, &str)> =
        sizes.iter().map(|(&document, &size)| (size, mixed(document, seed), document)).collect();
    order.sort_by_key(|&(size, place, _)| (std::cmp::Reverse(size), place));
    let mut filled = vec![0; parts];
    let mut part_of = BTreeMap::new();
    for (size, _, document) in order {
        let part = (0..parts).min_by_key(|&part| filled[part]).unwrap_or(0);
        filled[part] += size;
        part_of.insert(document, part);
    }
    documents.iter().map(|document| part_of[document.as_str()]).collect()
}

/// FNV-1a of the name, started from the seed.
fn mixed(name: &str, seed: u64) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    name.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_in_one_part() {
        let documents: Vec<String> = (0..100).map(|row| format!("d{}", row % 7)).collect();
        let parts = by_document(&documents, 3, 1);
        for (a, b) in documents.iter().zip(&parts) {
            assert!(documents.iter().zip(&parts).all(|(c, d)| a != c || b == d));
        }
        assert!((0..3).all(|part| parts.iter().filter(|&&other| other == part).count() > 20));
    }
}
