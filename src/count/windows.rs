//! Windows around nodes: which tokens stand near which, each counted once for a node however many of its windows it
//! lies in (surface co-occurrence; Evert 2008).

use super::ngrams::NO_TERM;
use super::sequence::DOCUMENT_END;
use super::{Boundary, Sequence, TermId};

/// How far a window reaches, and the unit that it does not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WindowSpec {
    /// Tokens before the node.
    pub left: usize,
    /// Tokens after the node.
    pub right: usize,
    /// The unit that clips it.
    pub boundary: Boundary,
}

/// A node with a term near it, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearPair {
    /// The node.
    pub node: TermId,
    /// The term in its windows.
    pub collocate: TermId,
    /// Tokens of the collocate in the union of the windows of the node.
    pub count: u64,
}

/// The terms in the windows of nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Windows {
    /// Nodes with what is near them, sorted by ids.
    pub pairs: Vec<NearPair>,
    /// Tokens in the union of the windows of each node, the node's own left out, by node; 0 for what is no node.
    pub tokens: Vec<u64>,
}

/// Keys that are sorted at once: 64 MiB.
const KEYS_AT_ONCE: usize = 8 << 20;

impl Windows {
    /// Counts what stands near the terms that `is_node` holds for. Tokens without a term are in no pair; they are
    /// counted in [`Windows::tokens`] if `termless` says that the layer counts them.
    ///
    /// O(N·(left + right)) keys, sorted; memory for the distinct pairs and 64 MiB.
    pub fn count(
        sequence: &Sequence,
        layer: &[Option<TermId>],
        spec: WindowSpec,
        termless: bool,
        is_node: impl Fn(TermId) -> bool,
    ) -> Self {
        let terms = layer.iter().flatten().map(|id| id.index() + 1).max().unwrap_or(0);
        let nodes: Vec<bool> = (0..terms as u32).map(|id| is_node(TermId(id))).collect();
        let mut count = Count {
            spec,
            termless,
            tokens: vec![0; terms],
            keys: Vec::new(),
            runs: Vec::new(),
            near: Vec::new(),
        };
        let mut unit: Vec<u32> = Vec::new();
        for &id in sequence.raw().iter().chain(&[DOCUMENT_END]) {
            if id <= TermId::MAX {
                unit.push(layer[id as usize].map_or(NO_TERM, |term| term.0));
            } else if id >= spec.boundary.mark() {
                count.unit(&unit, &nodes);
                unit.clear();
            }
        }
        count.settle();
        let pair = |&(key, count): &(u64, u64)| NearPair {
            node: TermId((key >> 32) as u32),
            collocate: TermId(key as u32),
            count,
        };
        Self { pairs: count.runs.iter().map(pair).collect(), tokens: count.tokens }
    }
}

/// The counts under way: packed pairs, and those that were sorted and summed.
struct Count {
    spec: WindowSpec,
    termless: bool,
    tokens: Vec<u64>,
    keys: Vec<u64>,
    runs: Vec<(u64, u64)>,
    near: Vec<u32>,
}

impl Count {
    /// For each token of a unit, the distinct nodes in whose windows it stands.
    fn unit(&mut self, unit: &[u32], nodes: &[bool]) {
        for (at, &term) in unit.iter().enumerate() {
            if term == NO_TERM && !self.termless {
                continue;
            }
            // A node stands at most `right` before the token, or at most `left` after it.
            let start = at.saturating_sub(self.spec.right);
            let end = unit.len().min(at.saturating_add(self.spec.left).saturating_add(1));
            self.near.clear();
            for &node in &unit[start..end] {
                if node != NO_TERM && node != term && nodes[node as usize] && !self.near.contains(&node) {
                    self.near.push(node);
                }
            }
            for &node in &self.near {
                self.tokens[node as usize] += 1;
                if term != NO_TERM {
                    self.keys.push(u64::from(node) << 32 | u64::from(term));
                }
            }
            if self.keys.len() >= KEYS_AT_ONCE {
                self.settle();
            }
        }
    }

    /// Sorts the keys, and adds them to the sums.
    fn settle(&mut self) {
        self.keys.sort_unstable();
        let mut new: Vec<(u64, u64)> = Vec::new();
        for &key in &self.keys {
            match new.last_mut() {
                Some((last, count)) if *last == key => *count += 1,
                _ => new.push((key, 1)),
            }
        }
        self.keys.clear();
        self.runs = merged(std::mem::take(&mut self.runs), new);
    }
}

/// Two sorted lists of sums as one.
fn merged(a: Vec<(u64, u64)>, b: Vec<(u64, u64)>) -> Vec<(u64, u64)> {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() { b } else { a };
    }
    let mut out = Vec::with_capacity(a.len().max(b.len()));
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    while let (Some(&(first, x)), Some(&(second, y))) = (a.peek(), b.peek()) {
        if first <= second {
            a.next();
        }
        if second <= first {
            b.next();
        }
        out.push((
            first.min(second),
            if first < second {
                x
            } else if second < first {
                y
            } else {
                x + y
            },
        ));
    }
    out.extend(a);
    out.extend(b);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::Keep;
    use crate::count::sequence::SENTENCE_END;
    use std::collections::BTreeMap;

    /// The plain twin: for each node, the set of places in its windows.
    fn plain(
        units: &[Vec<Option<u32>>],
        left: usize,
        right: usize,
        termless: bool,
    ) -> (BTreeMap<(u32, u32), u64>, BTreeMap<u32, u64>) {
        let (mut pairs, mut tokens) = (BTreeMap::new(), BTreeMap::new());
        for unit in units {
            for node in unit.iter().flatten().copied().collect::<std::collections::BTreeSet<_>>() {
                for (place, term) in unit.iter().enumerate() {
                    let inside = unit
                        .iter()
                        .enumerate()
                        .any(|(at, other)| *other == Some(node) && place + left >= at && place <= at + right);
                    if inside && *term != Some(node) && (term.is_some() || termless) {
                        *tokens.entry(node).or_insert(0) += 1;
                        if let Some(term) = term {
                            *pairs.entry((node, *term)).or_insert(0) += 1;
                        }
                    }
                }
            }
        }
        (pairs, tokens)
    }

    #[test]
    fn equals_the_plain_twin() {
        let mut state = 7u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        for round in 0..60 {
            let units: Vec<Vec<Option<u32>>> = (0..4)
                .map(|_| (0..random(12)).map(|_| Some(random(5) as u32).filter(|&term| term != 4)).collect())
                .collect();
            let mut sequence = Sequence::new(Keep::Order);
            for unit in &units {
                for term in unit {
                    sequence.push(TermId(term.unwrap_or(4)));
                }
                sequence.end(SENTENCE_END);
            }
            let layer: Vec<Option<TermId>> = (0..5).map(|id| (id < 4).then_some(TermId(id))).collect();
            let (left, right) = (random(4) as usize, random(4) as usize);
            let spec = WindowSpec { left, right, boundary: Boundary::Sentence };
            let found = Windows::count(&sequence, &layer, spec, round % 2 == 0, |_| true);
            let (pairs, tokens) = plain(&units, left, right, round % 2 == 0);
            let listed: BTreeMap<(u32, u32), u64> =
                found.pairs.iter().map(|pair| ((pair.node.0, pair.collocate.0), pair.count)).collect();
            assert_eq!(listed, pairs, "{units:?} {left} {right}");
            for (node, &count) in found.tokens.iter().enumerate() {
                assert_eq!(count, tokens.get(&(node as u32)).copied().unwrap_or(0));
            }
        }
    }
}
