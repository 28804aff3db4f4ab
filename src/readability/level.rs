//! A level of difficulty: a score on the scale of 19 levels with its interval, and the coarser scales.

/// The greatest level.
pub const LEVELS: u8 = 19;

/// How hard a stretch of text is, on the BAREC scale of 19 levels (Habash et al. 2025): 1 is the easiest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The score before rounding. It may lie a little outside the scale.
    pub score: f64,
    /// The lower end of the interval, from 1 to 19.
    pub low: f64,
    /// The upper end of the interval, from 1 to 19.
    pub high: f64,
}

/// The share of texts whose level lies in its interval.
pub const COVERAGE: f64 = 0.8;

impl Level {
    /// A level with an interval of so much below and above.
    pub fn new(score: f64, below: f64, above: f64) -> Self {
        let inside = |value: f64| value.clamp(1.0, f64::from(LEVELS));
        Self { score, low: inside(score - below), high: inside(score + above) }
    }

    /// The level from 1 to 19: the score rounded, halves to the even level.
    pub fn level_19(&self) -> u8 {
        rounded(self.score)
    }

    /// The level on the scale of 7.
    pub fn level_7(&self) -> u8 {
        on_scale(self.level_19(), &[4, 7, 9, 11, 13, 15])
    }

    /// The level on the scale of 5.
    pub fn level_5(&self) -> u8 {
        on_scale(self.level_19(), &[7, 11, 13, 15])
    }

    /// The level on the scale of 3.
    pub fn level_3(&self) -> u8 {
        on_scale(self.level_19(), &[11, 13])
    }
}

/// A score as a level.
pub fn rounded(score: f64) -> u8 {
    // A score is at most a few levels beyond the scale; the clamp comes first, so that the cast cannot fail.
    libm::rint(score.clamp(1.0, f64::from(LEVELS))) as u8
}

/// The step of a scale whose steps end after these levels.
fn on_scale(level: u8, ends: &[u8]) -> u8 {
    1 + ends.iter().filter(|&&end| level > end).count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scales_of_barec() {
        // Levels 1–4, 5–7, 8–9, 10–11, 12–13, 14–15, 16–19 are the seven; 1–7, 8–11, 12–13, 14–15, 16–19 the five;
        // 1–11, 12–13, 14–19 the three.
        let scales = |level: u8| {
            let level = Level::new(f64::from(level), 1.0, 1.0);
            (level.level_7(), level.level_5(), level.level_3())
        };
        let all: Vec<_> = (1..=19).map(scales).collect();
        assert_eq!(all[..4], [(1, 1, 1); 4]);
        assert_eq!(all[4..7], [(2, 1, 1); 3]);
        assert_eq!(all[7..9], [(3, 2, 1); 2]);
        assert_eq!(all[9..11], [(4, 2, 1); 2]);
        assert_eq!(all[11..13], [(5, 3, 2); 2]);
        assert_eq!(all[13..15], [(6, 4, 3); 2]);
        assert_eq!(all[15..], [(7, 5, 3); 4]);
    }

    #[test]
    fn the_scale_has_ends() {
        let level = Level::new(25.0, 3.0, 3.0);
        assert_eq!((level.level_19(), level.low, level.high), (19, 19.0, 19.0));
        assert_eq!(rounded(-4.0), 1);
        assert_eq!((rounded(10.5), rounded(11.5)), (10, 12));
    }
}
