//! Gradient boosting of regression trees (Friedman 2001, doi:10.1214/aos/1013203451) for squared error: each tree fits
//! what the trees before it left, grown leaf by leaf where the gain is greatest, on features sorted into bins. Features
//! are drawn for each tree by a fixed seed; every sum has a fixed order.

use mizan::measure::Random;
use mizan::readability::{Forest, Node, Split};

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// How many trees there are.
    pub trees: usize,
    /// The leaves of a tree.
    pub leaves: usize,
    /// The questions on the way to a leaf.
    pub depth: usize,
    /// The share of a tree's answer that is added.
    pub rate: f64,
    /// The fewest rows of a leaf.
    pub rows: usize,
    /// What is added to the number of a leaf's rows, so that small leaves say less.
    pub shrink: f64,
    /// The share of the features that a tree may ask about.
    pub features: f64,
    /// The share of the rows that a tree is grown on.
    pub sample: f64,
    /// What the draws start from.
    pub seed: u64,
}

/// The most bins of a feature.
const MOST_BINS: usize = 255;

/// Features in bins: `bins[feature][row]`, and the greatest value of each bin but the last.
struct Binned {
    bins: Vec<Vec<u8>>,
    ends: Vec<Vec<f32>>,
}

impl Binned {
    fn new(rows: &[Vec<f32>], chosen: &[usize]) -> Self {
        let width = chosen.first().map_or(0, |&row| rows[row].len());
        let mut binned = Self { bins: Vec::new(), ends: Vec::new() };
        let columns = (0..width).map(|feature| chosen.iter().map(|&row| rows[row][feature]).collect());
        for values in columns {
            let values: Vec<f32> = values;
            let mut sorted = values.clone();
            sorted.sort_by(f32::total_cmp);
            let ends = ends_of(&sorted);
            let bin = |value: &f32| ends.partition_point(|end| end < value) as u8;
            binned.bins.push(values.iter().map(bin).collect());
            binned.ends.push(ends);
        }
        binned
    }
}

/// Where bins end: half way between neighbouring values, so that each bin has about as many rows.
fn ends_of(sorted: &[f32]) -> Vec<f32> {
    let mut distinct: Vec<(f32, usize)> = Vec::new();
    for &value in sorted {
        match distinct.last_mut() {
            Some((last, count)) if *last == value => *count += 1,
            _ => distinct.push((value, 1)),
        }
    }
    let most = (sorted.len() / MOST_BINS).max(1);
    let few = distinct.len() <= MOST_BINS;
    let (mut ends, mut held) = (Vec::new(), 0);
    for pair in distinct.windows(2) {
        held += pair[0].1;
        if few || held >= most {
            ends.push(pair[0].0 + (pair[1].0 - pair[0].0) / 2.0);
            held = 0;
        }
    }
    ends.truncate(MOST_BINS - 1);
    ends
}

/// A leaf that may still be asked a question.
struct Open {
    node: usize,
    depth: usize,
    rows: Vec<u32>,
    best: Option<Best>,
}

#[derive(Clone, Copy)]
struct Best {
    gain: f64,
    feature: usize,
    bin: u8,
}

/// Trees for the targets of the rows named by `chosen`; what they say is added to the targets' mean, which the first
/// tree's root holds.
pub fn grow(rows: &[Vec<f32>], targets: &[f64], chosen: &[usize], growth: &Growth) -> Forest {
    let binned = Binned::new(rows, chosen);
    let mean = chosen.iter().map(|&row| targets[row]).sum::<f64>() / chosen.len() as f64;
    let mut left: Vec<f64> = chosen.iter().map(|&row| targets[row] - mean).collect();
    // The mean is a tree of one leaf.
    let mut forest = Forest { trees: vec![vec![Node { value: mean as f32, split: None }]] };
    for round in 0..growth.trees {
        let mut random = Random::new(growth.seed, round as u64);
        let features = drawn(binned.bins.len(), growth.features, &mut random);
        let sample: Vec<u32> =
            drawn(chosen.len(), growth.sample, &mut random).into_iter().map(|row| row as u32).collect();
        let tree = grow_one(&binned, &left, sample, &features, growth);
        let mut values = vec![0.0; chosen.len()];
        for (row, value) in values.iter_mut().enumerate() {
            *value = answer(&tree, &binned, row);
        }
        left.iter_mut().zip(&values).for_each(|(left, value)| *left -= value);
        forest.trees.push(tree);
    }
    forest
}

/// A share of the numbers below `n`, in order, drawn without return.
fn drawn(n: usize, share: f64, random: &mut Random) -> Vec<usize> {
    let wanted = ((n as f64 * share).round() as usize).clamp(n.min(1), n);
    if wanted == n {
        return (0..n).collect();
    }
    let mut keys: Vec<(u64, usize)> = (0..n).map(|at| (random.draw(), at)).collect();
    keys.sort_unstable();
    let mut drawn: Vec<usize> = keys.into_iter().take(wanted).map(|(_, at)| at).collect();
    drawn.sort_unstable();
    drawn
}

/// The leaf's value for a row in bins: the thresholds lie between the bins.
fn answer(tree: &[Node], binned: &Binned, row: usize) -> f64 {
    let mut at = 0;
    while let Some(split) = tree[at].split {
        let feature = usize::from(split.feature);
        let ends = &binned.ends[feature];
        let bin = usize::from(binned.bins[feature][row]);
        let below = ends.get(bin).is_some_and(|&end| end <= split.at_most);
        at = usize::from(if below { split.yes } else { split.no });
    }
    f64::from(tree[at].value)
}

fn grow_one(
    binned: &Binned,
    left: &[f64],
    sample: Vec<u32>,
    features: &[usize],
    growth: &Growth,
) -> Vec<Node> {
    let mut tree = Vec::new();
    let mut open = Vec::new();
    let add = |tree: &mut Vec<Node>, rows: Vec<u32>, depth: usize| {
        let sum: f64 = rows.iter().map(|&row| left[row as usize]).sum();
        let value = growth.rate * sum / (rows.len() as f64 + growth.shrink);
        tree.push(Node { value: value as f32, split: None });
        let best =
            (depth < growth.depth).then(|| best_split(binned, left, &rows, sum, features, growth)).flatten();
        Open { node: tree.len() - 1, depth, rows, best }
    };
    open.push(add(&mut tree, sample, 0));
    while tree.iter().filter(|node| node.split.is_none()).count() < growth.leaves {
        let gain = |leaf: &Open| leaf.best.map_or(f64::NEG_INFINITY, |best| best.gain);
        let Some(at) = (0..open.len())
            .filter(|&at| open[at].best.is_some())
            .max_by(|&a, &b| gain(&open[a]).total_cmp(&gain(&open[b])).then(b.cmp(&a)))
        else {
            break;
        };
        let leaf = open.swap_remove(at);
        let Some(best) = leaf.best else { break };
        let bins = &binned.bins[best.feature];
        let (yes, no): (Vec<u32>, Vec<u32>) =
            leaf.rows.iter().partition(|&&row| bins[row as usize] <= best.bin);
        let first = add(&mut tree, yes, leaf.depth + 1);
        let second = add(&mut tree, no, leaf.depth + 1);
        tree[leaf.node].split = Some(Split {
            feature: best.feature as u16,
            at_most: binned.ends[best.feature][usize::from(best.bin)],
            yes: first.node as u16,
            no: second.node as u16,
        });
        open.push(first);
        open.push(second);
    }
    tree
}

/// The question that leaves the least error, if it leaves less than none does.
fn best_split(
    binned: &Binned,
    left: &[f64],
    rows: &[u32],
    total: f64,
    features: &[usize],
    growth: &Growth,
) -> Option<Best> {
    let n = rows.len();
    if n < 2 * growth.rows {
        return None;
    }
    let score = |sum: f64, count: usize| sum * sum / (count as f64 + growth.shrink);
    let whole = score(total, n);
    let mut best: Option<Best> = None;
    for &feature in features {
        let ends = binned.ends[feature].len();
        let (mut sums, mut counts) = (vec![0.0; ends + 1], vec![0usize; ends + 1]);
        let bins = &binned.bins[feature];
        for &row in rows {
            let bin = usize::from(bins[row as usize]);
            sums[bin] += left[row as usize];
            counts[bin] += 1;
        }
        let (mut sum, mut count) = (0.0, 0);
        for bin in 0..ends {
            sum += sums[bin];
            count += counts[bin];
            if count < growth.rows || counts[bin] == 0 {
                continue;
            }
            if n - count < growth.rows {
                break;
            }
            let gain = score(sum, count) + score(total - sum, n - count) - whole;
            if gain > 1e-9 && best.is_none_or(|best| gain > best.gain) {
                best = Some(Best { gain, feature, bin: bin as u8 });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_learned() {
        let rows: Vec<Vec<f32>> = (0..200).map(|row| vec![row as f32, (row * 7 % 11) as f32]).collect();
        let targets: Vec<f64> = (0..200).map(|row| if row < 80 { 1.0 } else { 3.0 }).collect();
        let all: Vec<usize> = (0..200).collect();
        let growth = Growth {
            trees: 60,
            leaves: 4,
            depth: 2,
            rate: 0.2,
            rows: 5,
            shrink: 0.0,
            features: 1.0,
            sample: 1.0,
            seed: 1,
        };
        let forest = grow(&rows, &targets, &all, &growth);
        assert!(forest.is_sound(2));
        for row in [0, 79, 80, 199] {
            assert!(
                (forest.value(&rows[row]) - targets[row]).abs() < 0.01,
                "{row}: {}",
                forest.value(&rows[row])
            );
        }
    }
}
