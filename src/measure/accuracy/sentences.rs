//! How well ends of sentences are found: offsets against offsets. Whose they are is not its business.

use super::percent;
use crate::measure::Score;

/// Ends found against ends that are true, over many texts.
///
/// ```
/// use mizan::measure::accuracy::sentences::BoundaryScore;
/// let mut score = BoundaryScore::default();
/// score.add(&[4, 9], &[4, 7], |_| true);
/// assert_eq!((score.right, score.precision().value()), (1, Some(50.0)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoundaryScore {
    /// True ends.
    pub gold: u64,
    /// Ends found.
    pub found: u64,
    /// True ends that were found.
    pub right: u64,
    /// True ends after a terminator.
    pub marked: u64,
    /// Those of them that were found.
    pub marked_right: u64,
    /// Texts.
    pub texts: u64,
    /// Texts without an error.
    pub exact: u64,
}

impl BoundaryScore {
    /// Adds a text: its true ends, those found, both rising, and whether a true end stands after a terminator.
    pub fn add(&mut self, gold: &[usize], found: &[usize], marked: impl Fn(usize) -> bool) {
        for &end in gold {
            let (right, marked) = (found.binary_search(&end).is_ok(), marked(end));
            self.right += u64::from(right);
            self.marked += u64::from(marked);
            self.marked_right += u64::from(right && marked);
        }
        self.gold += gold.len() as u64;
        self.found += found.len() as u64;
        self.texts += 1;
        self.exact += u64::from(gold == found);
    }

    /// The share of ends found that are true, in percent.
    pub fn precision(&self) -> Score {
        percent(self.right, self.found)
    }

    /// The share of true ends that were found, in percent.
    pub fn recall(&self) -> Score {
        percent(self.right, self.gold)
    }

    /// The harmonic mean of both, in percent; undefined where neither has an end.
    pub fn f1(&self) -> Score {
        percent(2 * self.right, self.found + self.gold)
    }

    /// Recall over the ends that stand after a terminator, in percent.
    pub fn recall_after_marks(&self) -> Score {
        percent(self.marked_right, self.marked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Reason;

    #[test]
    fn shares() {
        let mut score = BoundaryScore::default();
        assert_eq!(score.f1(), Score::Undefined(Reason::Empty));
        score.add(&[4, 9, 12], &[4, 9, 20], |end| end < 12);
        score.add(&[3], &[3], |_| false);
        assert_eq!((score.gold, score.found, score.right, score.texts, score.exact), (4, 4, 3, 2, 1));
        assert_eq!(score.f1(), Score::new(75.0, Reason::Empty));
        assert_eq!(score.recall_after_marks(), Score::new(100.0, Reason::Empty));
    }
}
