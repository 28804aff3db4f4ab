//! The 2 × 2 table that measures of association and keyness are functions of, its expected counts and its differences.
//! Counting belongs to `count`, the measures to `association`, `keyness` and `log_ratio`.

use super::Reason;

/// Two words, or two corpora, as a table of four cells, given by one cell and the marginals.
///
/// | | second word | other | |
/// |---|---|---|---|
/// | **first word** | O11 | O12 | R1 |
/// | **other** | O21 | O22 | R2 |
/// | | C1 | C2 | N |
///
/// O22 is negative where the marginals are not of one table (those of NLTK in a very short text).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Contingency {
    /// O11: how often both.
    pub o11: u64,
    /// R1: how often the first.
    pub r1: u64,
    /// C1: how often the second.
    pub c1: u64,
    /// N: how many in all.
    pub n: u64,
}

impl Contingency {
    /// The table of a pair; `None` if the pair is more frequent than one of its members, or a member than all, or N is
    /// above 2⁶³.
    pub fn new(o11: u64, r1: u64, c1: u64, n: u64) -> Option<Self> {
        (o11 <= r1.min(c1) && r1.max(c1) <= n && n <= 1 << 63).then_some(Self { o11, r1, c1, n })
    }

    /// The table of a term that occurs `a` times among `n1` tokens of a target, `b` times among `n2` of a reference.
    pub fn of_corpora(a: u64, n1: u64, b: u64, n2: u64) -> Option<Self> {
        Self::new(a, n1, a.checked_add(b)?, n1.checked_add(n2)?).filter(|_| b <= n2)
    }

    /// O12: the first without the second.
    pub fn o12(&self) -> u64 {
        self.r1 - self.o11
    }

    /// O21: the second without the first.
    pub fn o21(&self) -> u64 {
        self.c1 - self.o11
    }

    /// O22: neither; negative where the marginals are not of one table.
    pub fn o22(&self) -> i128 {
        i128::from(self.n) - i128::from(self.r1) - i128::from(self.c1) + i128::from(self.o11)
    }

    /// R2 = N − R1.
    pub fn r2(&self) -> u64 {
        self.n - self.r1
    }

    /// C2 = N − C1.
    pub fn c2(&self) -> u64 {
        self.n - self.c1
    }

    /// E11 = R1·C1/N, the count expected of independent words; 0 where N is.
    pub fn expected(&self) -> f64 {
        share(self.r1, self.c1, self.n)
    }

    /// The four observed counts, row by row.
    ///
    /// # Errors
    /// [`Reason::NegativeCell`].
    pub fn observed(&self) -> Result<[f64; 4], Reason> {
        let o22 = self.o22();
        if o22 < 0 {
            return Err(Reason::NegativeCell);
        }
        Ok([self.o11 as f64, self.o12() as f64, self.o21() as f64, o22 as f64])
    }

    /// The four expected counts, row by row.
    ///
    /// # Errors
    /// [`Reason::ZeroMarginal`] if a marginal is zero.
    pub fn all_expected(&self) -> Result<[f64; 4], Reason> {
        let [_, r2, _, c2] = self.marginals()?;
        let e = |row, column| share(row, column, self.n);
        Ok([e(self.r1, self.c1), e(self.r1, c2), e(r2, self.c1), e(r2, c2)])
    }

    /// R1, R2, C1, C2.
    ///
    /// # Errors
    /// [`Reason::ZeroMarginal`] if one is zero.
    pub fn marginals(&self) -> Result<[u64; 4], Reason> {
        let all = [self.r1, self.r2(), self.c1, self.c2()];
        if all.contains(&0) { Err(Reason::ZeroMarginal) } else { Ok(all) }
    }

    /// d = O11·O22 − O12·O21, exact: positive for attraction, negative for repulsion.
    pub fn determinant(&self) -> i128 {
        // O11·N − R1·C1, which has no term that could be of another table.
        i128::from(self.o11) * i128::from(self.n) - i128::from(self.r1) * i128::from(self.c1)
    }

    /// [`Contingency::determinant`] as a float, rounded once.
    pub fn difference(&self) -> f64 {
        // Wide integers are slow to become floats; few corpora need them.
        let wide = self.determinant();
        i64::try_from(wide).map_or_else(|_| wide as f64, |narrow| narrow as f64)
    }

    /// +1 where the pair is more frequent than expected, −1 where it is rarer, 0 where it is as expected.
    pub fn sign(&self) -> f64 {
        self.determinant().signum() as f64
    }
}

/// row · column / n, exact until the division; 0 of nothing.
fn share(row: u64, column: u64, n: u64) -> f64 {
    if n == 0 {
        return 0.0;
    }
    // Wide integers are slow to become floats; few corpora need them.
    let product = row
        .checked_mul(column)
        .map_or_else(|| (u128::from(row) * u128::from(column)) as f64, |narrow| narrow as f64);
    product / n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_marginals() {
        let table = Contingency::new(10, 30, 20, 1000).unwrap();
        assert_eq!((table.o12(), table.o21(), table.o22()), (20, 10, 960));
        assert_eq!(table.determinant(), 10 * 960 - 20 * 10);
        assert_eq!(table.expected(), 0.6);
        assert_eq!(table.all_expected().unwrap().iter().sum::<f64>(), 1000.0);
        assert_eq!(Contingency::new(3, 2, 9, 10), None);
        assert_eq!(Contingency::new(3, 9, 11, 10), None);
        assert_eq!(Contingency::of_corpora(20, 1000, 5, 4000), Contingency::new(20, 1000, 25, 5000));
        assert_eq!(Contingency::of_corpora(1, u64::MAX, 1, u64::MAX), None);
        let nltk = Contingency::new(2, 3, 3, 3).unwrap();
        assert_eq!((nltk.o22(), nltk.observed()), (-1, Err(Reason::NegativeCell)));
        assert_eq!(nltk.all_expected(), Err(Reason::ZeroMarginal));
        assert_eq!(Contingency::new(0, 0, 0, 0).unwrap().expected(), 0.0);
    }
}
