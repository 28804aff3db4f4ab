//! A token as sentences take it: all that depends on it alone, in one line of memory.

use super::token::{KEYS, Sort, Token};
use crate::measure::readability::Counts;
use crate::morphology::lexicon::COSTS_PER_NAT;

/// What the graded sentences tell of a form, a lemma or a root.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// In how many sentences it stands.
    pub sentences: u32,
    /// How much harder than others of their length those sentences are, in levels, drawn towards 0 where they are few.
    pub harder: f32,
    /// About the level of the easiest of them; 16 for what was never seen.
    pub easiest: f32,
}

/// Steps of [`Known::harder`] and [`Known::easiest`] in four bytes.
const STEPS: f32 = 12.0;

impl Known {
    /// What is known of a word that no sentence has.
    pub const NOTHING: Self = Self { sentences: 0, harder: 0.0, easiest: 16.0 };

    /// It in four bytes, rounded.
    pub fn pack(&self) -> [u8; 4] {
        let step = |value: f32| (value * STEPS).round();
        let sentences = (self.sentences.min(u32::from(u16::MAX)) as u16).to_le_bytes();
        let harder = step(self.harder).clamp(-127.0, 127.0) as i8;
        [sentences[0], sentences[1], harder.to_le_bytes()[0], step(self.easiest).clamp(0.0, 255.0) as u8]
    }

    /// What the four bytes say.
    pub fn unpack([a, b, harder, easiest]: [u8; 4]) -> Self {
        /// The steps of each byte in levels: with and without sign.
        const LEVELS: [[f32; 2]; 256] = {
            let mut levels = [[0.0; 2]; 256];
            let mut at = 0;
            while at < 256 {
                levels[at] = [at as u8 as i8 as f32 / STEPS, at as f32 / STEPS];
                at += 1;
            }
            levels
        };
        Self {
            sentences: u32::from(u16::from_le_bytes([a, b])),
            harder: LEVELS[usize::from(harder)][0],
            easiest: LEVELS[usize::from(easiest)][1],
        }
    }
}

/// What the features of a sentence ask of a token, with what is known of its form, lemma and root, and what formulas
/// count of it: found once for all sentences that have it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, align(64))]
pub struct Seen {
    /// Of a word a bit for each feature of words, of a number its size, of a mark what it is.
    content: u64,
    /// A hash of its normal form.
    pub(super) form: u64,
    /// Half of the hashes of a word's letters, folded, and of its lemma: of four billion pairs of words one is taken for
    /// the same word twice.
    keys: [u32; 2],
    known: [[u8; 4]; KEYS],
    /// What a word costs, in steps of a nat.
    cost: u16,
    pub(super) sort: Sort,
    pub(super) is_content: bool,
    /// What formulas count.
    pub(super) counted: WordCounts,
}

/// One line of memory: the tokens of a sentence are scattered in it.
const _: () = assert!(size_of::<Seen>() == 64);

/// The steps of a cost in a nat.
pub(super) const COST_STEPS: f32 = COSTS_PER_NAT as f32;

/// What stands for nothing known on a layer: no table has it.
const NO_LAYER: [u8; 4] = [0, 0, i8::MIN.to_le_bytes()[0], 0];

/// What formulas count of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct WordCounts {
    /// Letters that formulas count; of what is no word those of any script.
    pub(super) letters: u32,
    /// Its weights in OSMAN by the paper and by Wordless, whole, and as it is expected, in [`Counts::UNIT`]s.
    pub(super) weights: [u32; 3],
    /// Syllables in pause, in units, if they are known.
    pub(super) syllables: u32,
    /// Letters that the model counts: those of the folded word; the most that the field holds for a longer one.
    pub(super) length: u16,
    /// The chance in units that the expected weight is complex, then a bit for each [`Flag`].
    flags: u16,
}

/// The bits of the chance.
const CHANCE: u16 = (1 << Flag::Marked as u16) - 1;

/// What is asked of a word with yes or no.
#[derive(Clone, Copy)]
pub(super) enum Flag {
    /// It bears a mark that counts.
    Marked = 11,
    /// It holds a letter of careful Arabic.
    Faseeh,
    /// Where the expected weight is complex, it is a hard word too.
    Hard,
    /// Its syllables are known.
    Syllables,
}

impl WordCounts {
    /// The letters of a token.
    pub(super) fn of(token: &Token) -> Self {
        let length = token.letters.min(u16::MAX.into()) as u16;
        Self { letters: token.letters, length, ..Self::default() }
    }

    /// The chance in units that the expected weight is complex.
    pub(super) fn complex(&self) -> u64 {
        u64::from(self.flags & CHANCE)
    }

    pub(super) fn has(&self, flag: Flag) -> bool {
        self.flags & 1 << flag as u16 != 0
    }

    /// Sets the chance, at most a unit.
    pub(super) fn set_complex(&mut self, chance: u32) {
        let chance = u64::from(chance).min(Counts::UNIT) as u16;
        self.flags = self.flags & !CHANCE | chance;
    }

    pub(super) fn set(&mut self, flag: Flag, is: bool) {
        self.flags = self.flags & !(1 << flag as u16) | u16::from(is) << flag as u16;
    }

    /// The chance, in units, that it has three or more syllables: an expectation between two and three is taken for a
    /// choice between two and three.
    pub(super) fn polysyllable(&self) -> u16 {
        u64::from(self.syllables).saturating_sub(2 * Counts::UNIT).min(Counts::UNIT) as u16
    }
}

impl Default for Seen {
    /// Stands for what no sentence is made of.
    fn default() -> Self {
        Self {
            content: 0,
            form: 0,
            keys: [0; 2],
            known: [NO_LAYER; KEYS],
            cost: 0,
            sort: Sort::Mark,
            is_content: false,
            counted: WordCounts::default(),
        }
    }
}

impl Seen {
    /// A token with what is known of it, `None` on a layer on which it is nothing.
    pub fn new(token: &Token, known: [Option<Known>; KEYS]) -> Self {
        let content = match token.sort {
            Sort::Word => token.features,
            Sort::Number => token.size.to_bits(),
            Sort::Mark => Mark::of(token.first).0.into(),
            Sort::Latin => 0,
        };
        Self {
            content,
            form: 0,
            keys: [0, 1].map(|layer| token.keys[layer].unwrap_or_default() as u32),
            known: known.map(|known| known.map_or(NO_LAYER, |known| known.pack())),
            cost: (token.cost * COST_STEPS) as u16,
            sort: token.sort,
            is_content: token.is_content,
            counted: WordCounts::of(token),
        }
    }

    pub(super) fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }

    /// The features of a word, a bit each.
    pub(super) fn features(&self) -> u64 {
        if self.is_word() { self.content } else { 0 }
    }

    /// The size of a number; 0 of anything else.
    pub(super) fn size(&self) -> f64 {
        if self.sort == Sort::Number { f64::from_bits(self.content) } else { 0.0 }
    }

    /// What mark it is, if it is one.
    pub(super) fn mark(&self) -> Option<Mark> {
        (self.sort == Sort::Mark).then_some(Mark(self.content as u8))
    }

    /// A hash of its letters, folded, if it is a word.
    pub(super) fn word(&self) -> u32 {
        self.keys[0]
    }

    /// A hash of its lemma, if it is a word.
    pub(super) fn lemma(&self) -> u32 {
        self.keys[1]
    }

    /// Letters that the model counts.
    pub(super) fn length(&self) -> f32 {
        f32::from(self.counted.length)
    }

    /// What its analysis costs, in nats.
    pub(super) fn cost(&self) -> f32 {
        f32::from(self.cost) / COST_STEPS
    }

    /// What is known of it on a layer.
    pub(super) fn known(&self, layer: usize) -> Option<Known> {
        (self.known[layer] != NO_LAYER).then(|| Known::unpack(self.known[layer]))
    }
}

/// The marks that are counted, each with its name.
pub(super) const MARKS: [(&str, &[char]); 10] = [
    ("stops", &['.']),
    ("commas", &['،', ',']),
    ("question_marks", &['؟', '?']),
    ("exclamation_marks", &['!']),
    ("colons", &[':']),
    ("semicolons", &['؛', ';']),
    ("quotes", &['«', '»', '"', '\u{201c}', '\u{201d}']),
    ("brackets", &['(', ')', '[', ']', '{', '}']),
    ("dashes", &['-', '–', '—']),
    ("ellipses", &['…']),
];

/// A mark: its row among [`MARKS`] or the number of rows for another, and a bit for one that ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark(u8);

const ENDS: u8 = 0x80;

impl Mark {
    pub(super) fn of(mark: char) -> Self {
        let row = MARKS.iter().position(|(_, marks)| marks.contains(&mark)).unwrap_or(MARKS.len()) as u8;
        Self(if matches!(mark, '.' | '؟' | '?' | '!' | '؛') { row | ENDS } else { row })
    }

    /// Its row; `None` for one that has none.
    pub(super) fn row(self) -> Option<usize> {
        Some(usize::from(self.0 & !ENDS)).filter(|&row| row < MARKS.len())
    }

    pub(super) fn ends_sentences(self) -> bool {
        self.0 & ENDS != 0
    }

    /// Whether it is a question mark.
    pub(super) fn asks(self) -> bool {
        self == Self::of('?')
    }

    /// Whether it is a full stop.
    pub(super) fn stops(self) -> bool {
        self == Self::of('.')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_packed_to_a_twelfth_of_a_level() {
        for (sentences, harder, easiest) in [(0, 0.0, 16.0), (7, -1.25, 3.5), (70_000, 20.0, 30.0)] {
            let known = Known { sentences, harder, easiest };
            let packed = Known::unpack(known.pack());
            assert_eq!(packed.sentences, sentences.min(65_535));
            assert!((packed.harder - harder.min(127.0 / 12.0)).abs() <= 0.5 / 12.0 + 1e-6, "{packed:?}");
            assert!((packed.easiest - easiest.min(255.0 / 12.0)).abs() <= 0.5 / 12.0 + 1e-6, "{packed:?}");
            assert_ne!(known.pack(), NO_LAYER);
            assert_eq!(packed.pack(), known.pack());
        }
        assert_eq!(Known::unpack(Known::NOTHING.pack()), Known::NOTHING);
    }

    #[test]
    fn marks_keep_their_row_and_end_sentences() {
        assert_eq!(Mark::of('؟').row(), Some(2));
        assert!(Mark::of('؟').ends_sentences() && Mark::of('؛').ends_sentences());
        assert!(!Mark::of(';').ends_sentences() && !Mark::of('،').ends_sentences());
        assert_eq!(Mark::of('%').row(), None);
    }
}
