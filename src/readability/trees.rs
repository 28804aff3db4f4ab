//! The trees of a forest laid out for walking: several at once, no branch, and the parts of the explanation beside the
//! questions. The plain twin is [`Forest::explain`].

use super::forest::{Forest, Node};
use super::sentence::Part;

/// Trees that are walked at once: the processor waits for all of their features together.
const ABREAST: usize = 8;
const PARTS: usize = Part::ALL.len();

/// A forest for sentences with the features that it was made for.
#[derive(Clone, Debug)]
pub(super) struct Trees {
    /// What the forest says before any question is asked.
    base: f64,
    /// The nodes of all trees; a leaf leads to itself and adds nothing.
    nodes: Vec<Step>,
    /// The root of each tree, and how many questions its longest way has.
    roots: Vec<(u32, u32)>,
}

/// A question, and what either answer adds to a part.
#[derive(Clone, Copy, Debug)]
struct Step {
    at_most: f32,
    feature: u16,
    part: u16,
    /// The nodes for no and yes.
    next: [u32; 2],
    adds: [f64; 2],
}

impl Trees {
    /// The trees of a sound forest, each feature of which belongs to a part.
    pub(super) fn new(forest: &Forest, parts: &[Part]) -> Self {
        let mut trees = Self { base: forest.base(), nodes: Vec::new(), roots: Vec::new() };
        for tree in forest.trees.iter().filter(|tree| !tree.is_empty()) {
            trees.add(tree, parts);
        }
        trees
    }

    fn add(&mut self, tree: &[Node], parts: &[Part]) {
        let first = self.nodes.len() as u32;
        // Children stand behind their parents: from the last on, the way below a node is known.
        let mut below = vec![0; tree.len()];
        for (at, node) in tree.iter().enumerate().rev() {
            if let Some(split) = node.split {
                below[at] = 1 + below[usize::from(split.yes)].max(below[usize::from(split.no)]);
            }
        }
        self.roots.push((first, below[0]));
        self.nodes.extend(tree.iter().zip(first..).map(|(node, own)| match node.split {
            None => Step { at_most: 0.0, feature: 0, part: 0, next: [own; 2], adds: [0.0; 2] },
            Some(split) => {
                let adds = |to: u16| f64::from(tree[usize::from(to)].value) - f64::from(node.value);
                Step {
                    at_most: split.at_most,
                    feature: split.feature,
                    part: parts[usize::from(split.feature)] as u16,
                    next: [first + u32::from(split.no), first + u32::from(split.yes)],
                    adds: [adds(split.no), adds(split.yes)],
                }
            }
        }));
    }

    /// What the forest says before any question is asked.
    pub(super) fn base(&self) -> f64 {
        self.base
    }

    /// What each part adds to it, in the order of [`Part::ALL`]: the sums are made in the order of the trees and of the
    /// questions on each way. Adding nothing changes no sum.
    pub(super) fn parts(&self, features: &[f32]) -> [f64; PARTS] {
        let mut parts = [0.0; PARTS];
        for roots in self.roots.chunks(ABREAST) {
            self.walk(roots, features, &mut parts);
        }
        parts
    }

    fn walk(&self, roots: &[(u32, u32)], features: &[f32], parts: &mut [f64; PARTS]) {
        /// Questions whose answers are kept until the trees before are summed.
        const KEPT: usize = 8;
        let mut ways = [[(0, 0.0); KEPT]; ABREAST];
        let mut at = [0; ABREAST];
        at.iter_mut().zip(roots).for_each(|(at, root)| *at = root.0);
        let longest = roots.iter().map(|root| root.1 as usize).max().unwrap_or(0);
        if longest > KEPT {
            for &(root, _) in roots {
                self.walk_alone(root, features, parts);
            }
            return;
        }
        for step in 0..longest {
            for (at, way) in at.iter_mut().zip(&mut ways) {
                let node = &self.nodes[*at as usize];
                let answer = usize::from(node.holds(features));
                way[step] = (node.part, node.adds[answer]);
                *at = node.next[answer];
            }
        }
        for (way, &(_, length)) in ways.iter().zip(roots) {
            for &(part, adds) in &way[..length as usize] {
                parts[usize::from(part) % PARTS] += adds;
            }
        }
    }

    /// One tree, however long its ways are.
    fn walk_alone(&self, root: u32, features: &[f32], parts: &mut [f64; PARTS]) {
        let mut at = root;
        loop {
            let node = &self.nodes[at as usize];
            let answer = usize::from(node.holds(features));
            if node.next[answer] == at {
                return;
            }
            parts[usize::from(node.part) % PARTS] += node.adds[answer];
            at = node.next[answer];
        }
    }
}

impl Step {
    fn holds(&self, features: &[f32]) -> bool {
        features.get(usize::from(self.feature)).is_none_or(|&value| value <= self.at_most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readability::Split;
    use proptest::prelude::*;

    const FEATURES: usize = 9;

    /// A tree by coin tosses: `tosses` says of each node in its turn whether it is split.
    fn tree(tosses: &[(bool, u16, f32, f32)], most: usize) -> Vec<Node> {
        let mut nodes = vec![Node { value: 0.5, split: None }];
        for (at, &(split, feature, at_most, value)) in tosses.iter().enumerate() {
            let next = nodes.len();
            if at >= next {
                break;
            }
            nodes[at].value = value;
            if split && next + 2 <= most {
                let (yes, no) = (next as u16, next as u16 + 1);
                nodes[at].split = Some(Split { feature, at_most, yes, no });
                nodes.extend([Node { value: value / 3.0, split: None }, Node { value: 0.1, split: None }]);
            }
        }
        nodes
    }

    fn way_down(depth: u16) -> Vec<Node> {
        let mut nodes = vec![Node { value: 0.0, split: None }];
        for at in 0..depth {
            let (own, next) = (2 * usize::from(at), 2 * at + 1);
            nodes[own].split = Some(Split { feature: at % 9, at_most: 0.5, yes: next, no: next + 1 });
            nodes.extend([1, 2].map(|more| Node { value: f32::from(at + more) / 7.0, split: None }));
        }
        nodes
    }

    fn assert_twins(forest: &Forest, features: &[f32]) {
        let parts: Vec<Part> = (0..FEATURES).map(|at| Part::ALL[at % PARTS]).collect();
        assert!(forest.is_sound(FEATURES));
        let trees = Trees::new(forest, &parts);
        let mut plain = [0.0; PARTS];
        forest.explain(features, |feature, value| plain[parts[feature] as usize] += value);
        assert_eq!(trees.parts(features).map(f64::to_bits), plain.map(f64::to_bits));
        assert_eq!(trees.base().to_bits(), forest.base().to_bits());
    }

    proptest! {
        #[test]
        fn equals_the_forest(
            tosses in proptest::collection::vec(proptest::collection::vec(
                (any::<bool>(), 0..FEATURES as u16, -1f32..1.0, -2f32..2.0), 1..60), 0..40),
            features in proptest::collection::vec(-1f32..1.0, FEATURES),
        ) {
            let trees = tosses.iter().map(|tosses| tree(tosses, 40)).collect();
            assert_twins(&Forest { trees }, &features);
        }
    }

    #[test]
    fn ways_may_be_long() {
        for depth in [0, 7, 8, 9, 40] {
            let forest = Forest { trees: vec![way_down(2), way_down(depth), way_down(1)] };
            assert_twins(&forest, &[1.0; FEATURES]);
            assert_twins(&forest, &[0.0; FEATURES]);
        }
    }
}
