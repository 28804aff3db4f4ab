//! Factors of MTLD from every start of a text taken as a ring. Plainly that is O(N·L), L the length of a factor; here a
//! start takes over what the one before it knew.
//!
//! Of the stretch from s to x let g = tokens·types − types·tokens, the threshold being a fraction of two whole numbers:
//! a factor ends where g falls below 0. From s to s + 1 the stretch loses a token, and a type unless its term comes
//! again before x: g changes by one amount before the next place of that term and by another from there on. The values
//! stand in blocks, each with its least value and an amount that all of it has changed by.

const BLOCK: usize = 32;

/// The values g of the stretches that begin at one start, by their last place.
struct Margins {
    values: Vec<i64>,
    least: Vec<i64>,
    shift: Vec<i64>,
}

impl Margins {
    /// The value at a place.
    fn at(&self, place: usize) -> i64 {
        self.values[place] + self.shift[place / BLOCK]
    }

    /// Appends the value of the next place.
    fn push(&mut self, value: i64) {
        if self.values.len().is_multiple_of(BLOCK) {
            self.least.push(i64::MAX);
            self.shift.push(0);
        }
        let block = self.least.len() - 1;
        let stored = value - self.shift[block];
        self.values.push(stored);
        self.least[block] = self.least[block].min(stored);
    }

    /// Adds `before` to the places from `start` up to `turn`, and `after` to those from there on. Places before
    /// `start` are not looked at again, and may change.
    fn add(&mut self, start: usize, turn: usize, before: i64, after: i64) {
        let (first, boundary) = (start / BLOCK, turn / BLOCK);
        let blocks = self.shift.len();
        let middle = boundary.clamp(first, blocks);
        self.shift[first..middle].iter_mut().for_each(|shift| *shift += before);
        self.shift[middle..].iter_mut().for_each(|shift| *shift += after);
        if (first..blocks).contains(&boundary) {
            let end = ((boundary + 1) * BLOCK).min(self.values.len());
            let block = &mut self.values[boundary * BLOCK..end];
            block[..(turn % BLOCK).min(end - boundary * BLOCK)]
                .iter_mut()
                .for_each(|value| *value += before - after);
            self.least[boundary] = block.iter().copied().min().unwrap_or(i64::MAX);
        }
    }

    /// The first place from `from` on with a value below 0.
    fn first_below(&self, from: usize) -> Option<usize> {
        let mut place = from;
        while place < self.values.len() {
            let block = place / BLOCK;
            let end = ((block + 1) * BLOCK).min(self.values.len());
            if self.least[block] + self.shift[block] < 0 {
                let within = self.values[place..end].iter().position(|value| value + self.shift[block] < 0);
                if let Some(at) = within {
                    return Some(place + at);
                }
            }
            place = end;
        }
        None
    }
}

/// The sum of the lengths of the factors from all N starts; `None` if one has no factor of at most N tokens. A factor
/// ends after at least `min_tokens`, where types/tokens < `types_part`/`tokens_part`.
pub(super) fn factor_lengths(
    terms: &[u32],
    types: usize,
    min_tokens: usize,
    types_part: u64,
    tokens_part: u64,
) -> Option<u64> {
    let n = terms.len();
    let (lost_token, lost_type) = (types_part as i64, tokens_part as i64);
    // Of each place of two rounds, 1 + the place before it of the same term, or 0; of each start, the place after it.
    let mut last = Vec::with_capacity(2 * n);
    let mut next = vec![u32::MAX; n];
    let mut seen = vec![0u32; types];
    for (place, &term) in terms.iter().chain(terms).enumerate() {
        let before = std::mem::replace(&mut seen[term as usize], place as u32 + 1);
        if before > 0 && before as usize <= n {
            next[before as usize - 1] = place as u32;
        }
        last.push(before);
    }
    let mut margins = Margins { values: Vec::new(), least: Vec::new(), shift: Vec::new() };
    let mut sum = 0;
    for start in 0..n {
        if start > 0 {
            margins.add(start, next[start - 1] as usize, lost_token - lost_type, lost_token);
        }
        let mut end = margins.first_below(start + min_tokens - 1);
        let mut value = if margins.values.len() > start { margins.at(margins.values.len() - 1) } else { 0 };
        while end.is_none() {
            let place = margins.values.len();
            if place == start + n {
                return None;
            }
            value += if last[place] as usize <= start { lost_type - lost_token } else { -lost_token };
            margins.push(value);
            end = (value < 0 && place + 1 >= start + min_tokens).then_some(place);
        }
        sum += (end? + 1 - start) as u64;
    }
    Some(sum)
}
