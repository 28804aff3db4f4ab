//! What the model knows of a sentence as a whole: its features by name, each with the part of the explanation that it
//! belongs to. Only integers and means; what they weigh is the model's.

use super::distinct::Distinct;
use super::seen::{MARKS, Mark, Seen};
use super::token::{KEYS, Sort};
use super::word_features::{TABLE, WORD_FEATURES};

/// A part of the explanation of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// How long the sentence and its words are.
    Length,
    /// Which words it has, and how rare they are.
    Vocabulary,
    /// Clitics, patterns, endings.
    Morphology,
    /// How words are joined: function words, constructions, neighbours.
    Syntax,
    /// Punctuation, numbers, other scripts.
    Punctuation,
    /// Letters that are hard to spell.
    Spelling,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 6] =
        [Self::Length, Self::Vocabulary, Self::Morphology, Self::Syntax, Self::Punctuation, Self::Spelling];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Vocabulary => "vocabulary",
            Self::Morphology => "morphology",
            Self::Syntax => "syntax",
            Self::Punctuation => "punctuation",
            Self::Spelling => "spelling",
        }
    }
}

/// Room for the features of one sentence, used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Buffers {
    /// The features.
    pub features: Vec<f32>,
    words: Distinct<u32>,
    lemmas: Distinct<u32>,
}

/// Takes features one by one.
trait Sink {
    fn put(&mut self, name: &str, part: Part, value: f32);
}

/// Room for as many features as there are.
struct Values<'a>(std::slice::IterMut<'a, f32>);

impl Sink for Values<'_> {
    #[inline]
    fn put(&mut self, _: &str, _: Part, value: f32) {
        if let Some(room) = self.0.next() {
            *room = value;
        }
    }
}

struct Names(Vec<(String, Part)>);

impl Sink for Names {
    fn put(&mut self, name: &str, part: Part, _: f32) {
        self.0.push((name.to_owned(), part));
    }
}

/// How many features a sentence has.
const FEATURES: usize = 158;

/// The names and parts of all features, in their order.
pub fn feature_names() -> Vec<(String, Part)> {
    let mut names = Names(Vec::new());
    Counted::of(std::iter::empty()).put(&mut names, &Vocabulary::default(), true);
    names.0
}

/// The features of a sentence of so many tokens, which `seen` gives by their places: left in `buffers`. O(n).
pub fn features<'a>(tokens: usize, seen: impl Fn(usize) -> &'a Seen, buffers: &mut Buffers) {
    let Buffers { features, words, lemmas } = buffers;
    features.resize(FEATURES, 0.0);
    let counted = Counted::of((0..tokens).map(&seen));
    let vocabulary = Vocabulary::of((0..tokens).map(seen), words, lemmas);
    counted.put(&mut Values(features.iter_mut()), &vocabulary, false);
}

/// The sums over a sentence.
struct Counted {
    tokens: f32,
    words: f32,
    letters: f32,
    longest: [f32; 2],
    marks: [f32; MARKS.len()],
    other_marks: f32,
    numbers: f32,
    latin: f32,
    greatest: f64,
    terminators: f32,
    last: Option<Mark>,
    sums: [f32; WORD_FEATURES],
}

impl Counted {
    fn of<'a>(tokens: impl ExactSizeIterator<Item = &'a Seen>) -> Self {
        let mut counted = Self {
            tokens: tokens.len() as f32,
            words: 0.0,
            letters: 0.0,
            longest: [0.0; 2],
            marks: [0.0; MARKS.len()],
            other_marks: 0.0,
            numbers: 0.0,
            latin: 0.0,
            greatest: 0.0,
            terminators: 0.0,
            last: None,
            sums: [0.0; WORD_FEATURES],
        };
        let mut having = ByteSums::default();
        for token in tokens {
            counted.last = token.mark();
            match token.sort {
                Sort::Word => {
                    counted.word(token.length());
                    having.add(token.features(), &mut counted.sums);
                }
                Sort::Number => {
                    counted.numbers += 1.0;
                    counted.greatest = counted.greatest.max(token.size());
                }
                Sort::Latin => counted.latin += 1.0,
                Sort::Mark => token.mark().into_iter().for_each(|mark| counted.mark(mark)),
            }
        }
        having.flush(&mut counted.sums);
        counted
    }

    fn word(&mut self, letters: f32) {
        self.words += 1.0;
        self.letters += letters;
        let [first, second] = self.longest;
        self.longest = [greater(first, letters), greater(second, lesser(first, letters))];
    }

    fn mark(&mut self, mark: Mark) {
        match mark.row() {
            Some(row) => self.marks[row] += 1.0,
            None => self.other_marks += 1.0,
        }
        self.terminators += f32::from(u8::from(mark.ends_sentences()));
    }

    fn put(&self, sink: &mut impl Sink, vocabulary: &Vocabulary, naming: bool) {
        let words = self.words.max(1.0);
        let log = |value: f32| libm::log1pf(value);
        for (name, value) in [
            ("words", self.words),
            ("log_words", log(self.words)),
            ("distinct_words", vocabulary.words),
            ("log_distinct_words", log(vocabulary.words)),
            ("distinct_lemmas", vocabulary.lemmas),
            ("letters", self.letters),
            ("log_letters", log(self.letters)),
            ("letters_a_word", self.letters / words),
            ("longest_word", self.longest[0]),
            ("second_longest_word", self.longest[1]),
            ("distinct_share", vocabulary.words / words),
            ("one_word", f32::from(u8::from(self.words == 1.0))),
            ("two_words", f32::from(u8::from(self.words == 2.0))),
            ("tokens", self.tokens),
            ("words_a_stop", self.words / self.terminators.max(1.0)),
        ] {
            sink.put(name, Part::Length, value);
        }
        let marks = self.marks.iter().sum::<f32>() + self.other_marks;
        for ((name, _), value) in MARKS.iter().zip(self.marks) {
            sink.put(name, Part::Punctuation, value);
        }
        for (name, value) in [
            ("other_marks", self.other_marks),
            ("marks", marks),
            ("mark_share", marks / self.tokens.max(1.0)),
            ("ends_in_question", f32::from(u8::from(self.last.is_some_and(Mark::asks)))),
            ("ends_in_stop", f32::from(u8::from(self.last.is_some_and(Mark::stops)))),
            ("ends_without_mark", f32::from(u8::from(self.last.is_none()))),
            ("numbers", self.numbers),
            ("greatest_number", log(self.greatest as f32)),
            ("latin", self.latin),
        ] {
            sink.put(name, Part::Punctuation, value);
        }
        for (feature, sum) in TABLE.iter().zip(self.sums) {
            sink.put(feature.name, feature.part, sum);
        }
        for (feature, sum) in TABLE.iter().zip(self.sums).filter(|(feature, _)| feature.share) {
            sink.put(&named(naming, feature.name, "share"), feature.part, sum / words);
        }
        put_costs(sink, &vocabulary.costs);
        for (known, layer) in vocabulary.layers.iter().zip(["word", "lemma", "root"]) {
            put_known(sink, known, layer, naming);
        }
    }
}

/// A name of two parts, made only where names are wanted.
fn named(naming: bool, first: &str, second: &str) -> String {
    if naming { format!("{first}_{second}") } else { String::new() }
}

/// How many words have each feature, eight features side by side in a number, each in a byte.
#[derive(Default)]
struct ByteSums {
    bytes: [u64; 8],
    words: u8,
}

impl ByteSums {
    fn add(&mut self, features: u64, sums: &mut [f32; WORD_FEATURES]) {
        /// The bits of a byte, each in a byte.
        const SPREAD: [u64; 256] = {
            let mut spread = [0; 256];
            let mut byte = 0;
            while byte < 256 {
                let mut bit = 0;
                while bit < 8 {
                    spread[byte] |= (byte as u64 >> bit & 1) << (8 * bit);
                    bit += 1;
                }
                byte += 1;
            }
            spread
        };
        for (sums, byte) in self.bytes.iter_mut().zip(features.to_le_bytes()) {
            *sums += SPREAD[usize::from(byte)];
        }
        self.words += 1;
        if self.words == u8::MAX {
            self.flush(sums);
        }
    }

    fn flush(&mut self, sums: &mut [f32; WORD_FEATURES]) {
        let counts = self.bytes.iter().flat_map(|bytes| bytes.to_le_bytes());
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += f32::from(count));
        *self = Self::default();
    }
}

/// What the distinct words of a sentence are.
#[derive(Default)]
struct Vocabulary {
    /// How many there are.
    words: f32,
    /// How many lemmas of content words.
    lemmas: f32,
    /// What the content words cost, each once.
    costs: Greatest<3>,
    /// What the graded sentences tell of the content words on each layer.
    layers: [Layer; KEYS],
}

/// What the graded sentences tell of the content words on one layer.
#[derive(Default)]
struct Layer {
    harder: Greatest<2>,
    easiest: Greatest<3>,
    late: u32,
}

impl Vocabulary {
    /// Of words that fold to the same letters the first counts.
    fn of<'a>(
        tokens: impl ExactSizeIterator<Item = &'a Seen>,
        words: &mut Distinct<u32>,
        lemmas: &mut Distinct<u32>,
    ) -> Self {
        let mut vocabulary = Self::default();
        words.clear(tokens.len());
        lemmas.clear(tokens.len());
        for content in tokens.filter(|seen| seen.is_word() && words.insert(seen.word()) && seen.is_content) {
            lemmas.insert(content.lemma());
            vocabulary.costs.add(content.cost());
            for (key, layer) in vocabulary.layers.iter_mut().enumerate() {
                if let Some(known) = content.known(key) {
                    layer.harder.add(known.harder);
                    layer.easiest.add(known.easiest);
                    layer.late += u32::from(known.easiest > LATE);
                }
            }
        }
        vocabulary.words = words.len() as f32;
        vocabulary.lemmas = lemmas.len() as f32;
        vocabulary
    }
}

fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

fn lesser(a: f32, b: f32) -> f32 {
    if a > b { b } else { a }
}

/// The greatest values of many, their sum and their least.
struct Greatest<const N: usize> {
    top: [f32; N],
    seen: usize,
    sum: f32,
    least: f32,
}

impl<const N: usize> Default for Greatest<N> {
    fn default() -> Self {
        Self { top: [f32::NEG_INFINITY; N], seen: 0, sum: 0.0, least: f32::INFINITY }
    }
}

impl<const N: usize> Greatest<N> {
    fn add(&mut self, mut value: f32) {
        self.seen += 1;
        self.sum += value;
        self.least = lesser(self.least, value);
        for top in &mut self.top {
            (*top, value) = (greater(*top, value), lesser(*top, value));
        }
    }

    /// One of the greatest, or `otherwise` where there are fewer.
    fn at(&self, place: usize, otherwise: f32) -> f32 {
        if place < self.seen { self.top[place] } else { otherwise }
    }

    fn least(&self) -> f32 {
        if self.seen > 0 { self.least } else { 0.0 }
    }

    fn mean(&self) -> f32 {
        self.sum / self.seen.max(1) as f32
    }
}

/// How rare the analyser's lexicon holds the words.
fn put_costs(sink: &mut impl Sink, costs: &Greatest<3>) {
    for (name, value) in [
        ("rarest", costs.at(0, 0.0)),
        ("second_rarest", costs.at(1, 0.0)),
        ("third_rarest", costs.at(2, 0.0)),
        ("mean_rarity", costs.mean()),
    ] {
        sink.put(name, Part::Vocabulary, value);
    }
}

/// What the graded sentences tell of the words on one layer.
fn put_known(sink: &mut impl Sink, known: &Layer, layer: &str, naming: bool) {
    let Layer { harder, easiest, late } = known;
    for (name, value) in [
        ("hardest", harder.at(0, 0.0)),
        ("second_hardest", harder.at(1, -1.0)),
        ("mean_hardness", harder.mean()),
        ("least_hard", harder.least()),
        ("sum_of_hardness", harder.sum),
        ("latest", easiest.at(0, 0.0)),
        ("second_latest", easiest.at(1, 0.0)),
        ("third_latest", easiest.at(2, 0.0)),
        ("mean_latest", easiest.mean()),
        ("late", *late as f32),
    ] {
        sink.put(&named(naming, layer, name), Part::Vocabulary, value);
    }
}

/// A word that no sentence below this level has is met late.
const LATE: f32 = 8.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_for_each_feature() {
        assert_eq!(feature_names().len(), FEATURES);
    }

    #[test]
    fn features_of_words_are_counted_one_by_one() {
        let (mut sums, mut plain) = ([0.0; WORD_FEATURES], [0.0; WORD_FEATURES]);
        let mut counted = ByteSums::default();
        for word in 0..1000u64 {
            let features = word.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            counted.add(features, &mut sums);
            (0..WORD_FEATURES).for_each(|at| plain[at] += (features >> at & 1) as f32);
        }
        counted.flush(&mut sums);
        assert_eq!(sums, plain);
    }
}
