//! Regression trees that are added up. The way to a leaf tells what each feature added, exactly.

use serde::{Deserialize, Serialize};

/// Trees whose values are added.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    /// The trees, each with its root first.
    pub trees: Vec<Vec<Node>>,
}

/// A node: a question about one feature, or a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// What the training rows that came here say on average.
    pub value: f32,
    /// The question; `None` for a leaf.
    pub split: Option<Split>,
}

/// Whether a feature is at most a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// The number of the feature.
    pub feature: u16,
    /// The threshold.
    pub at_most: f32,
    /// The node if it is.
    pub yes: u16,
    /// The node if it is not.
    pub no: u16,
}

impl Forest {
    /// What all trees say before any question is asked.
    pub fn base(&self) -> f64 {
        self.trees.iter().filter_map(|tree| tree.first()).map(|root| f64::from(root.value)).sum()
    }

    /// Gives `each` what a feature adds to [`Self::base`], at every question; together they are the forest's value.
    /// O(trees × depth).
    pub fn explain(&self, features: &[f32], mut each: impl FnMut(usize, f64)) {
        for tree in &self.trees {
            let mut node = match tree.first() {
                Some(root) => root,
                None => continue,
            };
            // A node is asked once: children stand behind their parents.
            while let Some(split) = node.split {
                let feature = usize::from(split.feature);
                let below = features.get(feature).is_none_or(|&value| value <= split.at_most);
                let Some(next) = tree.get(usize::from(if below { split.yes } else { split.no })) else {
                    break;
                };
                each(feature, f64::from(next.value) - f64::from(node.value));
                node = next;
            }
        }
    }

    /// The sum of the leaves that the features lead to.
    pub fn value(&self, features: &[f32]) -> f64 {
        let mut sum = 0.0;
        for tree in &self.trees {
            let mut at = 0;
            while let Some(split) = tree.get(at).and_then(|node| node.split) {
                let below =
                    features.get(usize::from(split.feature)).is_none_or(|&value| value <= split.at_most);
                at = usize::from(if below { split.yes } else { split.no });
            }
            sum += tree.get(at).map_or(0.0, |node| f64::from(node.value));
        }
        sum
    }

    /// Whether every child stands behind its parent and every feature is one of `features`: then walks end.
    pub fn is_sound(&self, features: usize) -> bool {
        let sound = |tree: &Vec<Node>| {
            !tree.is_empty()
                && tree.iter().enumerate().all(|(at, node)| {
                    node.value.is_finite()
                        && node.split.is_none_or(|split| {
                            let (yes, no) = (usize::from(split.yes), usize::from(split.no));
                            yes > at
                                && no > at
                                && yes < tree.len()
                                && no < tree.len()
                                && usize::from(split.feature) < features
                        })
                })
        };
        self.trees.iter().all(sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Forest {
        let split = |feature, at_most| Some(Split { feature, at_most, yes: 1, no: 2 });
        let leaf = |value| Node { value, split: None };
        let first = vec![Node { value: 1.0, split: split(0, 2.5) }, leaf(0.5), leaf(2.0)];
        let second = vec![Node { value: 0.25, split: split(1, 0.0) }, leaf(-1.0), leaf(1.0)];
        Forest { trees: vec![first, second] }
    }

    #[test]
    fn parts_add_up() {
        let forest = small();
        for features in [[1.0, 0.0], [3.0, 0.0], [2.5, 1.0], [9.0, 9.0]] {
            let mut parts = [0.0; 2];
            forest.explain(&features, |feature, value| parts[feature] += value);
            assert_eq!(forest.base() + parts[0] + parts[1], forest.value(&features));
        }
        assert_eq!(forest.value(&[3.0, 1.0]), 3.0);
        assert_eq!(forest.value(&[1.0, 0.0]), -0.5);
    }

    #[test]
    fn loops_are_not_sound() {
        let mut forest = small();
        assert!(forest.is_sound(2) && !forest.is_sound(1));
        forest.trees[0][0].split.as_mut().unwrap().yes = 0;
        assert!(!forest.is_sound(2));
    }
}
