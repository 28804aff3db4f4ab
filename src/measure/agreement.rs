//! How far answers agree with gold: weighted kappa of levels, mean absolute error, rank correlation, and the monotone
//! curve that turns any score into levels.

use super::sum::Sum;
use super::{Reason, Score};

/// Quadratic weighted kappa of two ratings from 1 to `levels`: 1 − n Σ(a − b)² / Σᵢⱼ nᵢ mⱼ (i − j)², where nᵢ and
/// mⱼ are how often each side says a level. 1 is agreement, 0 what two raters with these habits reach by chance (Cohen
/// 1968, doi:10.1037/h0026256). Undefined without pairs, and where both give one and the same level throughout.
///
/// ```
/// use mizan::measure::agreement::quadratic_kappa;
/// assert_eq!(quadratic_kappa(&[(1, 1), (2, 2), (3, 3)], 3).value(), Some(1.0));
/// assert_eq!(quadratic_kappa(&[(1, 3), (2, 2), (3, 1)], 3).value(), Some(-1.0));
/// ```
pub fn quadratic_kappa(pairs: &[(u8, u8)], levels: u8) -> Score {
    if pairs.is_empty() {
        return Score::Undefined(Reason::Empty);
    }
    let mut first = vec![0u64; usize::from(levels) + 1];
    let mut second = first.clone();
    let mut observed = 0u64;
    for &(a, b) in pairs {
        first[usize::from(a)] += 1;
        second[usize::from(b)] += 1;
        observed += u64::from(a.abs_diff(b)).pow(2);
    }
    let mut expected = 0u64;
    for (i, n) in first.iter().enumerate() {
        for (j, m) in second.iter().enumerate() {
            expected += n * m * (i.abs_diff(j) as u64).pow(2);
        }
    }
    if expected == 0 {
        return Score::Undefined(Reason::Infinite);
    }
    Score::new(1.0 - (observed * pairs.len() as u64) as f64 / expected as f64, Reason::Infinite)
}

/// The mean of |a − b|; undefined without pairs.
pub fn mean_absolute_error(pairs: impl IntoIterator<Item = (f64, f64)>) -> Score {
    let (mut sum, mut n) = (Sum::default(), 0u64);
    for (a, b) in pairs {
        sum.add((a - b).abs());
        n += 1;
    }
    if n == 0 { Score::Undefined(Reason::Empty) } else { Score::new(sum.value() / n as f64, Reason::Empty) }
}

/// Spearman's ρ: Pearson's correlation of ranks, tied values sharing the mean of theirs. Undefined below two pairs and
/// where a side is constant.
///
/// ```
/// use mizan::measure::agreement::spearman;
/// assert_eq!(spearman(&[(1.0, 10.0), (2.0, 20.0), (3.0, 90.0)]).value(), Some(1.0));
/// ```
pub fn spearman(pairs: &[(f64, f64)]) -> Score {
    if pairs.len() < 2 {
        return Score::Undefined(Reason::TooShort);
    }
    let first = ranks(pairs.iter().map(|pair| pair.0));
    let second = ranks(pairs.iter().map(|pair| pair.1));
    let middle = (pairs.len() as f64 + 1.0) / 2.0;
    let (mut both, mut a, mut b) = (Sum::default(), Sum::default(), Sum::default());
    for (x, y) in first.iter().zip(&second) {
        both.add((x - middle) * (y - middle));
        a.add((x - middle).powi(2));
        b.add((y - middle).powi(2));
    }
    let spread = (a.value() * b.value()).sqrt();
    if spread == 0.0 {
        return Score::Undefined(Reason::Infinite);
    }
    Score::new(both.value() / spread, Reason::Infinite)
}

/// Ranks from 1, ties sharing their mean.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut from = 0;
    while from < order.len() {
        let tied = order[from..].iter().take_while(|&&at| values[at] == values[order[from]]).count();
        for &at in &order[from..from + tied] {
            ranks[at] = from as f64 + (tied as f64 + 1.0) / 2.0;
        }
        from += tied;
    }
    ranks
}

/// A curve that only rises, fitted to points by least squares (pool adjacent violators; Ayer et al. 1955,
/// doi:10.1214/aoms/1177728423), linear between the points and level beyond them.
#[derive(Clone, Debug)]
pub struct Isotonic {
    places: Vec<f64>,
    values: Vec<f64>,
}

impl Isotonic {
    /// The curve of these points `(x, y)`; `None` without any. O(n log n).
    pub fn fit(points: &[(f64, f64)]) -> Option<Self> {
        let mut points = points.to_vec();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Blocks of points that share a value: least place, greatest place, sum of values, number.
        let mut blocks: Vec<(f64, f64, f64, f64)> = Vec::new();
        let mut at = 0;
        while at < points.len() {
            let x = points[at].0;
            let same = points[at..].iter().take_while(|point| point.0 == x).count();
            let total: f64 = points[at..at + same].iter().map(|point| point.1).sum();
            at += same;
            let mut block = (x, x, total, same as f64);
            while let Some(&(from, _, sum, n)) = blocks.last()
                && sum / n >= block.2 / block.3
            {
                block = (from, block.1, block.2 + sum, block.3 + n);
                blocks.pop();
            }
            blocks.push(block);
        }
        let mut curve = Self { places: Vec::new(), values: Vec::new() };
        for (from, to, sum, n) in blocks {
            for place in if from == to { vec![from] } else { vec![from, to] } {
                curve.places.push(place);
                curve.values.push(sum / n);
            }
        }
        (!curve.places.is_empty()).then_some(curve)
    }

    /// The value at a place.
    pub fn at(&self, place: f64) -> f64 {
        let after = self.places.partition_point(|&known| known < place);
        if after == self.places.len() {
            return self.values[after - 1];
        }
        if after == 0 || self.places[after] == place {
            return self.values[after];
        }
        let (from, to) = (self.places[after - 1], self.places[after]);
        let (low, high) = (self.values[after - 1], self.values[after]);
        low + (high - low) * (place - from) / (to - from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_a_published_table() {
        // scikit-learn 1.7: cohen_kappa_score([1,2,3,4,4,2], [1,3,3,4,2,2], weights="quadratic").
        let pairs = [(1, 1), (2, 3), (3, 3), (4, 4), (4, 2), (2, 2)];
        let kappa = quadratic_kappa(&pairs, 4).value().unwrap();
        assert!((kappa - 0.615_384_615_384_615_4).abs() < 1e-12, "{kappa}");
        assert_eq!(quadratic_kappa(&[], 4), Score::Undefined(Reason::Empty));
        assert_eq!(quadratic_kappa(&[(2, 2), (2, 2)], 4), Score::Undefined(Reason::Infinite));
    }

    #[test]
    fn ties_share_their_rank() {
        // scipy 1.16: spearmanr([1,2,2,3,5], [2,1,4,4,9]).
        let rho = spearman(&[(1.0, 2.0), (2.0, 1.0), (2.0, 4.0), (3.0, 4.0), (5.0, 9.0)]).value().unwrap();
        assert!((rho - 0.763_157_894_736_842_1).abs() < 1e-12, "{rho}");
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0)]), Score::Undefined(Reason::Infinite));
    }

    #[test]
    fn the_curve_rises() {
        // scikit-learn 1.7: IsotonicRegression().fit([1,2,3,4,5], [1,3,2,4,3.5]) gives 1, 2.5, 2.5, 3.75, 3.75.
        let curve = Isotonic::fit(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0), (4.0, 4.0), (5.0, 3.5)]).unwrap();
        let values: Vec<f64> =
            [0.0, 1.0, 1.5, 2.0, 3.0, 3.5, 4.0, 5.0, 9.0].map(|place| curve.at(place)).to_vec();
        assert_eq!(values, [1.0, 1.0, 1.75, 2.5, 2.5, 3.125, 3.75, 3.75, 3.75]);
        assert!(Isotonic::fit(&[]).is_none());
    }
}
