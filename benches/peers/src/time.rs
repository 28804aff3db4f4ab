//! Paired measurements.

use std::time::Instant;

/// What is timed: it gives a count, so that the work is not left out.
pub type Work<'a> = (String, Box<dyn FnMut() -> usize + 'a>);

/// Of each work: MB/s (median), and how many times faster than the baseline it ran in the same round: quartiles.
pub struct Row {
    pub name: String,
    pub rate: f64,
    pub ratio: [f64; 3],
    pub count: usize,
}

/// Runs all in turn, `rounds` times; the first is the baseline.
pub fn rounds(bytes: usize, rounds: usize, mut work: Vec<Work<'_>>) -> Vec<Row> {
    let mut times = vec![Vec::new(); work.len()];
    let mut counts = vec![0; work.len()];
    for _ in 0..rounds {
        for (at, (_, run)) in work.iter_mut().enumerate() {
            let start = Instant::now();
            counts[at] = std::hint::black_box(run());
            times[at].push(start.elapsed().as_secs_f64());
        }
    }
    let rows = work.into_iter().enumerate().map(|(at, (name, _))| {
        let ratios = times[0].iter().zip(&times[at]).map(|(base, time)| base / time).collect();
        let rates = times[at].iter().map(|time| bytes as f64 / time / 1e6).collect();
        Row { name, rate: quartiles(rates)[1], ratio: quartiles(ratios), count: counts[at] }
    });
    rows.collect()
}

fn quartiles(mut values: Vec<f64>) -> [f64; 3] {
    values.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| values[(values.len() - 1) * quarter / 4])
}

/// The rows as a table.
pub fn markdown(rows: &[Row], counted: &str) -> String {
    let mut page =
        format!("| engine | MB/s | × the first | quartiles | {counted} |\n|---|---|---|---|---|\n");
    for row in rows {
        let [low, middle, high] = row.ratio;
        page += &format!(
            "| {} | {:.0} | **{middle:.2}** | {low:.2}–{high:.2} | {} |\n",
            row.name, row.rate, row.count
        );
    }
    page
}
