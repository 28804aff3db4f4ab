//! Ridge regression on sparse rows: the weights that make ‖y − Xw − b‖² + α‖w‖² least, by conjugate gradients. The
//! order of every sum is fixed, so that the same rows give the same weights.

/// Sparse rows: columns rising in each row, with their values.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f64>,
    width: usize,
}

impl Rows {
    /// No rows yet, of `width` columns.
    pub fn new(width: usize) -> Self {
        Self { starts: vec![0], columns: Vec::new(), values: Vec::new(), width }
    }

    /// Adds a row. A column may stand in it once.
    pub fn push(&mut self, row: impl IntoIterator<Item = (u32, f64)>) {
        for (column, value) in row {
            assert!((column as usize) < self.width, "column {column} of {}", self.width);
            self.columns.push(column);
            self.values.push(value);
        }
        self.starts.push(self.columns.len());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many columns a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A row.
    pub fn row(&self, at: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        let range = self.starts[at]..self.starts[at + 1];
        self.columns[range.clone()].iter().copied().zip(self.values[range].iter().copied())
    }

    /// The dot product of a row with weights.
    pub fn dot(&self, at: usize, weights: &[f64]) -> f64 {
        self.row(at).map(|(column, value)| value * weights[column as usize]).sum()
    }
}

/// A linear function.
#[derive(Clone, Debug)]
pub struct Line {
    /// The weight of each column.
    pub weights: Vec<f64>,
    /// What is added.
    pub bias: f64,
}

impl Line {
    /// Its value for a row.
    pub fn at(&self, rows: &Rows, row: usize) -> f64 {
        self.bias + rows.dot(row, &self.weights)
    }
}

/// Conjugate gradients end when the residual has shrunk to this share, or after so many steps.
const SHARE: f64 = 1e-7;
const MOST_STEPS: usize = 500;

/// Fits the rows named by `chosen` to their targets. The bias is free: columns and targets are taken less their means.
pub fn fit(rows: &Rows, targets: &[f64], chosen: &[usize], alpha: f64) -> Line {
    let n = chosen.len() as f64;
    let mean_target = chosen.iter().map(|&row| targets[row]).sum::<f64>() / n;
    let mut means = vec![0.0; rows.width()];
    for &row in chosen {
        for (column, value) in rows.row(row) {
            means[column as usize] += value / n;
        }
    }
    // Xᵀ r for centred columns: the residuals of the chosen rows sum to their own mean's share.
    let transposed = |residuals: &[f64]| -> Vec<f64> {
        let mut out = vec![0.0; rows.width()];
        let mut total = 0.0;
        for (&row, &residual) in chosen.iter().zip(residuals) {
            total += residual;
            for (column, value) in rows.row(row) {
                out[column as usize] += value * residual;
            }
        }
        out.iter_mut().zip(&means).for_each(|(sum, mean)| *sum -= mean * total);
        out
    };
    let product = |weights: &[f64]| -> Vec<f64> {
        let shift = dot(&means, weights);
        chosen.iter().map(|&row| rows.dot(row, weights) - shift).collect()
    };
    let centred: Vec<f64> = chosen.iter().map(|&row| targets[row] - mean_target).collect();
    let mut weights = vec![0.0; rows.width()];
    let mut residual = transposed(&centred);
    let mut direction = residual.clone();
    let mut size = dot(&residual, &residual);
    let least = size * SHARE * SHARE;
    for _ in 0..MOST_STEPS {
        if size <= least {
            break;
        }
        let mut image = transposed(&product(&direction));
        image.iter_mut().zip(&direction).for_each(|(value, step)| *value += alpha * step);
        let step = size / dot(&direction, &image);
        weights.iter_mut().zip(&direction).for_each(|(weight, way)| *weight += step * way);
        residual.iter_mut().zip(&image).for_each(|(left, taken)| *left -= step * taken);
        let next = dot(&residual, &residual);
        let turn = next / size;
        direction.iter_mut().zip(&residual).for_each(|(way, left)| *way = left + turn * *way);
        size = next;
    }
    let bias = mean_target - dot(&means, &weights);
    Line { weights, bias }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fit_by_hand() {
        // numpy 2: x = [1, 2, 3, 4] centred, y = [2, 3, 5, 6], α = 1: w = Σxy / (Σx² + α) = 7 / 6.
        let mut rows = Rows::new(2);
        for x in 1..=4 {
            rows.push([(0, f64::from(x))]);
        }
        let line = fit(&rows, &[2.0, 3.0, 5.0, 6.0], &[0, 1, 2, 3], 1.0);
        assert!((line.weights[0] - 7.0 / 6.0).abs() < 1e-9, "{line:?}");
        assert!((line.at(&rows, 0) - (4.0 - 1.5 * 7.0 / 6.0)).abs() < 1e-9);
        assert_eq!(line.weights[1], 0.0);
    }
}
