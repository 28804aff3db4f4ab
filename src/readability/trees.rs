//! The trees of a forest laid out for walking: many sentences at once, no branch, and each leaf with what the way to it
//! adds to the parts of the explanation. The plain twin is [`Forest::explain`], which reads forests of other shapes too.

use super::forest::{Forest, Node};
use super::sentence::Part;

/// Sentences that are walked at once.
pub(super) const ABREAST: usize = 16;
/// Fewer sentences are walked one by one.
const FEW: usize = 3;
/// The questions on the way to a leaf.
const DEPTH: usize = 4;
const QUESTIONS: usize = (1 << DEPTH) - 1;
const PARTS: usize = Part::ALL.len();
/// The bits of a float's digits: sums of no more are exact, in any order.
const EXACT: u32 = f64::MANTISSA_DIGITS;

/// A forest for sentences with the features that it was made for.
#[derive(Clone, Debug)]
pub(super) struct Trees {
    /// What the forest says before any question is asked.
    base: f64,
    /// What a one stands for in the leaves.
    unit: f64,
    /// How many features there are.
    features: usize,
    trees: Vec<Tree>,
}

/// A tree with all its questions asked: after a leaf come questions that change nothing.
#[derive(Clone, Debug)]
struct Tree {
    /// The children of question `n` are `2n + 1` for yes and `2n + 2` for no.
    questions: [Question; QUESTIONS],
    /// What the ways add to the parts, in units.
    leaves: [[i64; PARTS]; QUESTIONS + 1],
}

#[derive(Clone, Copy, Debug)]
struct Question {
    at_most: f32,
    feature: u32,
}

/// The features of sentences side by side: a row for each feature.
#[derive(Clone, Debug, Default)]
pub(super) struct Abreast {
    rows: Vec<[f32; ABREAST]>,
    count: usize,
}

impl Abreast {
    /// Adds the features of a sentence.
    pub(super) fn push(&mut self, features: &[f32]) {
        self.rows.resize(features.len(), [0.0; ABREAST]);
        self.rows.iter_mut().zip(features).for_each(|(row, &value)| row[self.count % ABREAST] = value);
        self.count += 1;
    }

    /// Whether there is room for no other.
    pub(super) fn is_full(&self) -> bool {
        self.count >= ABREAST
    }

    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    /// The features of one sentence.
    pub(super) fn sentence(&self, at: usize) -> impl Iterator<Item = f32> {
        self.rows.iter().map(move |row| row[at % ABREAST])
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }
}

impl Trees {
    /// The trees of a sound forest, each feature of which belongs to a part. `None` if a way is longer than four
    /// questions, or if sums would not be exact: then their order matters, and they are made one by one.
    pub(super) fn new(forest: &Forest, parts: &[Part]) -> Option<Self> {
        let unit = unit_of(forest)?;
        let trees = forest.trees.iter().filter(|tree| !tree.is_empty());
        let trees = trees.map(|tree| Tree::new(tree, parts, unit)).collect::<Option<_>>()?;
        Some(Self { base: forest.base(), unit, features: parts.len(), trees })
    }

    /// What the forest says before any question is asked.
    pub(super) fn base(&self) -> f64 {
        self.base
    }

    /// What each part adds to it, in the order of [`Part::ALL`].
    pub(super) fn parts(&self, features: &[f32]) -> [f64; PARTS] {
        let mut sums = [0; PARTS];
        for tree in &self.trees {
            add(&mut sums, &tree.leaves[tree.leaf(features)]);
        }
        self.in_levels(sums)
    }

    /// The same for many sentences, in their order.
    pub(super) fn parts_of(&self, sentences: &Abreast, mut each: impl FnMut([f64; PARTS])) {
        let count = sentences.count.min(ABREAST);
        if count <= FEW || sentences.rows.len() < self.features {
            let mut features = Vec::with_capacity(self.features);
            for at in 0..count {
                features.clear();
                features.extend(sentences.sentence(at));
                each(self.parts(&features));
            }
            return;
        }
        let mut sums = [[0; PARTS]; ABREAST];
        for tree in &self.trees {
            let leaves = tree.leaves_of(&sentences.rows);
            for (sums, leaf) in sums.iter_mut().zip(leaves) {
                add(sums, &tree.leaves[usize::from(leaf) % (QUESTIONS + 1)]);
            }
        }
        sums[..count].iter().for_each(|&sums| each(self.in_levels(sums)));
    }

    fn in_levels(&self, sums: [i64; PARTS]) -> [f64; PARTS] {
        sums.map(|sum| sum as f64 * self.unit)
    }
}

fn add(sums: &mut [i64; PARTS], leaf: &[i64; PARTS]) {
    sums.iter_mut().zip(leaf).for_each(|(sum, part)| *sum += part);
}

/// The power of two that every value of the forest is a multiple of, if all sums of its differences are exact.
fn unit_of(forest: &Forest) -> Option<f64> {
    let mut unit = 1.0;
    let mut most = 0.0;
    for tree in &forest.trees {
        let mut greatest = 0f64;
        for node in tree {
            let value = f64::from(node.value);
            greatest = greatest.max(value.abs());
            while (value / unit) % 1.0 != 0.0 {
                unit /= 2.0;
                if unit < f64::EPSILON {
                    return None;
                }
            }
        }
        // A difference is at most twice a value.
        most += greatest * 2.0 * DEPTH as f64;
    }
    (most / unit < (1u64 << EXACT) as f64).then_some(unit)
}

impl Tree {
    fn new(tree: &[Node], parts: &[Part], unit: f64) -> Option<Self> {
        let nothing = Question { at_most: f32::INFINITY, feature: 0 };
        let mut own = Self { questions: [nothing; QUESTIONS], leaves: [[0; PARTS]; QUESTIONS + 1] };
        own.fill(tree, parts, unit, (0, 0), [0; PARTS])?;
        Some(own)
    }

    /// Fills in a node, which stands at `place`, and all below it; `so_far`: what the way to it adds.
    fn fill(
        &mut self,
        tree: &[Node],
        parts: &[Part],
        unit: f64,
        (node, place): (usize, usize),
        so_far: [i64; PARTS],
    ) -> Option<()> {
        let below = [(true, 2 * place + 1), (false, 2 * place + 2)];
        let own = tree.get(node)?;
        let Some(split) = own.split else {
            if let Some(leaf) = place.checked_sub(QUESTIONS) {
                *self.leaves.get_mut(leaf)? = so_far;
                return Some(());
            }
            return below
                .into_iter()
                .try_for_each(|(_, place)| self.fill(tree, parts, unit, (node, place), so_far));
        };
        let feature = usize::from(split.feature);
        *self.questions.get_mut(place)? =
            Question { at_most: split.at_most, feature: u32::from(split.feature) };
        let part = *parts.get(feature)? as usize;
        below.into_iter().try_for_each(|(yes, place)| {
            let next = usize::from(if yes { split.yes } else { split.no });
            let adds = f64::from(tree.get(next)?.value) - f64::from(own.value);
            let mut so_far = so_far;
            so_far[part] += (adds / unit) as i64;
            self.fill(tree, parts, unit, (next, place), so_far)
        })
    }

    /// The leaf that the features lead to.
    fn leaf(&self, features: &[f32]) -> usize {
        let mut place = 0;
        for _ in 0..DEPTH {
            let question = self.questions[place];
            let below =
                features.get(question.feature as usize).is_none_or(|&value| value <= question.at_most);
            place = 2 * place + if below { 1 } else { 2 };
        }
        place - QUESTIONS
    }

    /// The leaves of many sentences: all questions are asked, and the answers on the way of each are its leaf's number.
    fn leaves_of(&self, rows: &[[f32; ABREAST]]) -> [u8; ABREAST] {
        let mut no = [[0u8; ABREAST]; QUESTIONS];
        for (no, question) in no.iter_mut().zip(&self.questions) {
            let row = &rows[question.feature as usize];
            for (no, &value) in no.iter_mut().zip(row) {
                *no = 1 ^ u8::from(value <= question.at_most);
            }
        }
        let mut leaves = [0; ABREAST];
        for at in 0..ABREAST {
            let answer = |question: usize| no[question][at];
            let choose = |second: u8, first: u8, other: u8| first ^ (first ^ other) & second.wrapping_neg();
            let a = answer(0);
            let b = choose(a, answer(1), answer(2));
            let c = choose(b, choose(a, answer(3), answer(5)), choose(a, answer(4), answer(6)));
            let last = |first: usize| choose(a, answer(7 + first), answer(11 + first));
            let d = choose(c, choose(b, last(0), last(2)), choose(b, last(1), last(3)));
            leaves[at] = a << 3 | b << 2 | c << 1 | d;
        }
        leaves
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readability::Split;
    use proptest::prelude::*;

    const FEATURES: usize = 9;

    /// A tree by coin tosses: `tosses` says of each node in its turn whether it is split.
    fn tree(tosses: &[(bool, u16, f32, i16)], most: usize) -> Vec<Node> {
        let value = |steps: i16| f32::from(steps) / 1024.0;
        let mut nodes = vec![(0, Node { value: 0.5, split: None })];
        for (at, &(split, feature, at_most, steps)) in tosses.iter().enumerate() {
            let next = nodes.len();
            if at >= next {
                break;
            }
            let depth = nodes[at].0;
            nodes[at].1.value = value(steps);
            if split && depth < most {
                let (yes, no) = (next as u16, next as u16 + 1);
                nodes[at].1.split = Some(Split { feature, at_most, yes, no });
                nodes.extend(
                    [steps / 3, 7].map(|steps| (depth + 1, Node { value: value(steps), split: None })),
                );
            }
        }
        nodes.into_iter().map(|(_, node)| node).collect()
    }

    fn parts() -> Vec<Part> {
        (0..FEATURES).map(|at| Part::ALL[at % PARTS]).collect()
    }

    fn assert_twins(forest: &Forest, sentences: &[Vec<f32>]) {
        let parts = parts();
        assert!(forest.is_sound(FEATURES));
        let trees = Trees::new(forest, &parts).expect("ways of four questions and exact sums");
        assert_eq!(trees.base().to_bits(), forest.base().to_bits());
        let mut abreast = Abreast::default();
        let mut plain = Vec::new();
        for features in sentences {
            let mut sums = [0.0; PARTS];
            forest.explain(features, |feature, value| sums[parts[feature] as usize] += value);
            assert_eq!(trees.parts(features).map(f64::to_bits), sums.map(f64::to_bits));
            plain.push(sums);
            abreast.push(features);
        }
        assert_eq!(abreast.is_full(), sentences.len() == ABREAST);
        let mut found = Vec::new();
        trees.parts_of(&abreast, |sums| found.push(sums));
        assert_eq!(found, plain);
    }

    proptest! {
        #[test]
        fn equals_the_forest(
            tosses in proptest::collection::vec(proptest::collection::vec(
                (any::<bool>(), 0..FEATURES as u16, -1f32..1.0, -2000i16..2000), 1..60), 0..40),
            sentences in proptest::collection::vec(
                proptest::collection::vec(-1f32..1.0, FEATURES), 1..ABREAST + 1),
        ) {
            let trees = tosses.iter().map(|tosses| tree(tosses, DEPTH)).collect();
            assert_twins(&Forest { trees }, &sentences);
        }
    }

    #[test]
    fn other_forests_are_left_to_the_plain_way() {
        let way_down = |depth: u16| {
            let mut nodes = vec![Node { value: 0.0, split: None }];
            for at in 0..depth {
                let (own, next) = (2 * usize::from(at), 2 * at + 1);
                nodes[own].split = Some(Split { feature: at % 9, at_most: 0.5, yes: next, no: next + 1 });
                nodes.extend([1, 2].map(|more| Node { value: f32::from(at + more) / 8.0, split: None }));
            }
            nodes
        };
        for depth in [0, 1, 4] {
            assert_twins(&Forest { trees: vec![way_down(2), way_down(depth)] }, &[vec![1.0; FEATURES]]);
        }
        assert!(Trees::new(&Forest { trees: vec![way_down(5)] }, &parts()).is_none());
        let leaf = |value| vec![Node { value, split: None }];
        let far_apart = Forest { trees: vec![leaf(1e-12), leaf(1e9)] };
        assert!(Trees::new(&far_apart, &parts()).is_none());
    }

    #[cfg(feature = "model")]
    #[test]
    fn the_model_of_the_project_is_walked() {
        assert!(crate::readability::Grader::standard().is_some_and(crate::readability::Grader::walks));
    }
}
