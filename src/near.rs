//! The nearest of several names to one that was mistyped.

/// The number of letters to insert, delete or replace to make `b` of `a` (Levenshtein 1966).
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The nearest of `names`, if it is near enough to be what was meant; of two as near, the first by code points.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = 1 + wanted.chars().count() / 4;
    let found = names.into_iter().map(|name| (distance(wanted, name), name)).min();
    found.filter(|(distance, _)| *distance <= most).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn distances() {
        assert_eq!(super::distance("kitten", "sitting"), 3);
        assert_eq!(super::distance("", "كتاب"), 4);
        assert_eq!(super::distance("stats", "stats"), 0);
    }

    #[test]
    fn the_nearest_name() {
        let names = ["threads", "tokenizer", "top"];
        assert_eq!(super::nearest("thread", names), Some("threads"));
        assert_eq!(super::nearest("tpo", names), None);
        assert_eq!(super::nearest("tops", names), Some("top"));
        assert_eq!(super::nearest("", []), None);
    }
}
