//! How well roots are found: answers against gold, by token and by type, by class of the root, and for words without
//! one. Whose answers they are is not its business.

pub mod levels;
pub mod sentences;
mod syllables;

pub use syllables::{BLOCK_WORDS, SyllableAccuracy, rounded};

use crate::measure::{Reason, Score};
use crate::morphology::Root;
use crate::script::letter::{ALEF, HAMZA, WAW, YEH};
use std::collections::BTreeMap;

/// What a word is, by its gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoldClass {
    /// It has a root.
    Root,
    /// A particle, preposition or pronoun: none.
    Function,
    /// A name or loan: none.
    Foreign,
    /// It has no root for another reason.
    NoRoot,
}

/// One row of gold: a word with a root that it has, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldRow {
    /// The word.
    pub word: String,
    /// The roots that count as right, the first the usual one; `None` stands for "no root". Empty if the gold is none
    /// that a root can be: then nothing is right.
    pub roots: Vec<Option<Root>>,
    /// What it is.
    pub class: GoldClass,
    /// Its tokens.
    pub count: u64,
}

/// What is answered for a word: roots, the best first; `None` stands for "no root".
pub type Answer = Vec<Option<Root>>;

/// Right and all, by type and by token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Types.
    pub types: u64,
    /// Types whose most frequent gold is answered.
    pub types_right: u64,
    /// The same, weak letters and hamza being one.
    pub types_lenient: u64,
    /// Types with a right answer among the alternatives.
    pub types_listed: u64,
    /// Types that are given any root.
    pub types_rooted: u64,
    /// Tokens.
    pub tokens: u64,
    /// Tokens whose gold is answered.
    pub tokens_right: u64,
    /// The same, weak letters and hamza being one.
    pub tokens_lenient: u64,
    /// Tokens with a right answer among the alternatives.
    pub tokens_listed: u64,
}

impl Tally {
    /// The share of types that are right, in percent.
    pub fn type_share(&self) -> Score {
        percent(self.types_right, self.types)
    }

    /// The share of tokens that are right, in percent.
    pub fn token_share(&self) -> Score {
        percent(self.tokens_right, self.tokens)
    }
}

/// `part` of `whole` in percent; undefined of nothing.
pub fn percent(part: u64, whole: u64) -> Score {
    if whole == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(100.0 * part as f64 / whole as f64, Reason::Empty)
}

/// The classes of roots, in the order in which they are tried.
pub const ROOT_CLASSES: [&str; 8] =
    ["quad", "doubly_weak", "geminate", "hollow", "defective", "assimilated", "hamzated", "strong"];

/// The class of a root, as an index of [`ROOT_CLASSES`]: the first that fits.
pub fn root_class(root: Root) -> usize {
    let radicals: Vec<char> = root.radicals().collect();
    let weak = |c: &char| matches!(*c, WAW | YEH);
    let hamza = |c: &char| *c == HAMZA;
    let tests = [
        radicals.len() > 3,
        radicals.iter().filter(|c| weak(c)).count() > 1,
        radicals[1] == radicals[2],
        weak(&radicals[1]),
        weak(&radicals[2]),
        weak(&radicals[0]),
        radicals.iter().any(hamza),
    ];
    tests.iter().position(|&fits| fits).unwrap_or(tests.len())
}

/// A wrong answer: the word, what would be right, what was answered, and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The word.
    pub word: String,
    /// What would be right.
    pub gold: Option<Root>,
    /// What was answered.
    pub answer: Option<Root>,
    /// Tokens.
    pub count: u64,
}

/// The score of answers on gold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RootAccuracy {
    /// Words with a root.
    pub rooted: Tally,
    /// Words without one.
    pub rootless: Tally,
    /// Function words.
    pub function: Tally,
    /// Names and loans.
    pub foreign: Tally,
    /// Words with a root by its class, in the order of [`ROOT_CLASSES`].
    pub classes: [Tally; 8],
    /// The wrong answers, the most frequent first.
    pub misses: Vec<Miss>,
}

impl RootAccuracy {
    /// Scores `answer` on `gold`. The most frequent gold of a word decides for its type (any of those that tie); each
    /// row decides for its tokens. O(rows log rows).
    pub fn of(gold: &[GoldRow], mut answer: impl FnMut(&str) -> Answer) -> Self {
        let mut words: BTreeMap<&str, Vec<&GoldRow>> = BTreeMap::new();
        for row in gold {
            words.entry(&row.word).or_default().push(row);
        }
        let mut accuracy = Self::default();
        for (word, rows) in words {
            let answers = answer(word);
            let best = answers.first().copied().flatten();
            accuracy.word(&rows, best, &answers);
        }
        accuracy.misses.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        accuracy
    }

    fn word(&mut self, rows: &[&GoldRow], best: Option<Root>, answers: &[Option<Root>]) {
        for row in rows {
            let right = row.roots.contains(&best);
            let lenient = right || row.roots.iter().any(|&root| alike(root, best));
            let listed = row.roots.iter().any(|root| answers.contains(root));
            for tally in self.tallies(row) {
                tally.tokens += row.count;
                tally.tokens_right += if right { row.count } else { 0 };
                tally.tokens_lenient += if lenient { row.count } else { 0 };
                tally.tokens_listed += if listed { row.count } else { 0 };
            }
            if !right {
                self.misses.push(Miss {
                    word: row.word.clone(),
                    gold: row.roots.first().copied().flatten(),
                    answer: best,
                    count: row.count,
                });
            }
        }
        let most = rows.iter().map(|row| row.count).max().unwrap_or(0);
        let usual: Vec<&&GoldRow> = rows.iter().filter(|row| row.count == most).collect();
        let Some(first) = usual.first() else { return };
        let right = usual.iter().any(|row| row.roots.contains(&best));
        let lenient = right || usual.iter().any(|row| row.roots.iter().any(|&root| alike(root, best)));
        let listed = usual.iter().any(|row| row.roots.iter().any(|root| answers.contains(root)));
        for tally in self.tallies(first) {
            tally.types += 1;
            tally.types_right += u64::from(right);
            tally.types_lenient += u64::from(lenient);
            tally.types_listed += u64::from(listed);
            tally.types_rooted += u64::from(best.is_some());
        }
    }

    /// Where a row of gold is counted.
    fn tallies(&mut self, row: &GoldRow) -> Vec<&mut Tally> {
        match (row.class, row.roots.first().copied().flatten()) {
            (GoldClass::Root, Some(root)) => vec![&mut self.rooted, &mut self.classes[root_class(root)]],
            (GoldClass::Root, None) => vec![&mut self.rooted],
            (GoldClass::Function, _) => vec![&mut self.rootless, &mut self.function],
            (GoldClass::Foreign, _) => vec![&mut self.rootless, &mut self.foreign],
            (GoldClass::NoRoot, _) => vec![&mut self.rootless],
        }
    }

    /// Tokens that are right, of all, with a root or without, in percent.
    pub fn overall(&self) -> Score {
        let right = self.rooted.tokens_right + self.rootless.tokens_right;
        percent(right, self.rooted.tokens + self.rootless.tokens)
    }
}

/// Whether two roots are one when weak letters and hamza are: what conflating words asks for.
fn alike(a: Option<Root>, b: Option<Root>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    let one = |c: char| if matches!(c, WAW | YEH | HAMZA) { ALEF } else { c };
    a.radicals().map(one).eq(b.radicals().map(one))
}
