//! How well syllables are counted: words whose count is exact once rounded, and how far blocks of running words are
//! off. Whose counts they are is not its business.

use super::percent;
use crate::measure::{Reason, Score};
use crate::morphology::syllables::{Syllables, UNIT};

/// The words of a block: documents are cut into these, so that errors are of texts of one length.
pub const BLOCK_WORDS: u64 = 300;
/// The factor of the OSMAN terms.
const OSMAN: f64 = 24.181;

/// Right words and the error of blocks.
#[derive(Clone, Debug, Default)]
pub struct SyllableAccuracy {
    /// Words compared.
    pub words: u64,
    /// Words whose pausal count, rounded, is right.
    pub pausal_right: u64,
    /// The same with all endings.
    pub full_right: u64,
    /// Whole blocks of 300 words.
    pub blocks: u64,
    errors: [f64; 3],
    open: Block,
}

/// The sums of a block: gold and answer.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    words: u64,
    pausal: [u64; 2],
    full: [u64; 2],
    osman: [u64; 2],
}

/// The nearest whole number.
pub fn rounded(count: u32) -> u32 {
    (count + UNIT / 2) / UNIT
}

impl SyllableAccuracy {
    /// Compares the next word of running text.
    pub fn observe(&mut self, gold: &Syllables, answer: &Syllables) {
        self.words += 1;
        self.pausal_right += u64::from(rounded(gold.pausal) == rounded(answer.pausal));
        self.full_right += u64::from(rounded(gold.full) == rounded(answer.full));
        let block = &mut self.open;
        block.words += 1;
        for (at, one) in [gold, answer].into_iter().enumerate() {
            block.pausal[at] += u64::from(one.pausal);
            block.full[at] += u64::from(one.full);
            block.osman[at] += u64::from(one.weight) + u64::from(one.heavy) + u64::from(one.hard);
        }
        if block.words == BLOCK_WORDS {
            self.close();
        }
    }

    /// Ends a block: its errors are added.
    fn close(&mut self) {
        let block = std::mem::take(&mut self.open);
        let share = |[gold, answer]: [u64; 2]| 100.0 * (answer as f64 / gold as f64 - 1.0).abs();
        let [gold, answer] = block.osman.map(|sum| sum as f64 / f64::from(UNIT) / block.words as f64);
        self.errors[0] += share(block.pausal);
        self.errors[1] += share(block.full);
        self.errors[2] += OSMAN * (gold - answer).abs();
        self.blocks += 1;
    }

    /// Words with the right pausal count, in percent.
    pub fn pausal(&self) -> Score {
        percent(self.pausal_right, self.words)
    }

    /// Words with the right full count, in percent.
    pub fn full(&self) -> Score {
        percent(self.full_right, self.words)
    }

    /// Mean errors of a block: pausal and full syllables in percent, and `osman_robust` in points, the sentences being
    /// the same.
    pub fn block_errors(&self) -> [Score; 3] {
        self.errors.map(|error| match self.blocks {
            0 => Score::Undefined(Reason::TooShort),
            blocks => Score::new(error / blocks as f64, Reason::Infinite),
        })
    }
}
