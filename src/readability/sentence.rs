//! What the model knows of a sentence as a whole: its features by name, each with the part of the explanation that it
//! belongs to. Only integers and means; what they weigh is the model's.

use super::seen::Seen;
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
    words: Vec<(u64, usize)>,
    lemmas: Vec<u64>,
}

/// Takes features one by one.
trait Sink {
    fn put(&mut self, name: &str, part: Part, value: f32);
}

struct Values<'a>(&'a mut Vec<f32>);

impl Sink for Values<'_> {
    #[inline]
    fn put(&mut self, _: &str, _: Part, value: f32) {
        self.0.push(value);
    }
}

struct Names(Vec<(String, Part)>);

impl Sink for Names {
    fn put(&mut self, name: &str, part: Part, _: f32) {
        self.0.push((name.to_owned(), part));
    }
}

/// The names and parts of all features, in their order.
pub fn feature_names() -> Vec<(String, Part)> {
    let mut names = Names(Vec::new());
    Counted::of(std::iter::empty()).put(&mut names, &Distinct::default(), true);
    names.0
}

/// The features of a sentence of so many tokens, which `seen` gives by their places: left in `buffers`. O(n log n).
pub fn features<'a>(tokens: usize, seen: impl Fn(usize) -> &'a Seen, buffers: &mut Buffers) {
    let Buffers { features, words, lemmas } = buffers;
    features.clear();
    let counted = Counted::of((0..tokens).map(&seen));
    let distinct = Distinct::of(tokens, seen, words, lemmas);
    counted.put(&mut Values(features), &distinct, false);
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
    last: Option<char>,
    sums: [f32; WORD_FEATURES],
}

/// The marks that are counted, each with its name.
const MARKS: [(&str, &[char]); 10] = [
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
        let mut last = None;
        for token in tokens {
            last = Some(token);
            match token.sort {
                Sort::Word => counted.word(token),
                Sort::Number => {
                    counted.numbers += 1.0;
                    counted.greatest = counted.greatest.max(token.size);
                }
                Sort::Latin => counted.latin += 1.0,
                Sort::Mark => counted.mark(token.first),
            }
        }
        counted.last = last.filter(|token| token.sort == Sort::Mark).map(|token| token.first);
        counted
    }

    fn word(&mut self, token: &Seen) {
        self.words += 1.0;
        let letters = token.letters as f32;
        self.letters += letters;
        if letters > self.longest[0] {
            self.longest = [letters, self.longest[0]];
        } else if letters > self.longest[1] {
            self.longest[1] = letters;
        }
        let mut features = token.features;
        while features != 0 {
            self.sums[features.trailing_zeros() as usize] += 1.0;
            features &= features - 1;
        }
    }

    fn mark(&mut self, mark: char) {
        match MARKS.iter().position(|(_, marks)| marks.contains(&mark)) {
            Some(at) => self.marks[at] += 1.0,
            None => self.other_marks += 1.0,
        }
        if matches!(mark, '.' | '؟' | '?' | '!' | '؛') {
            self.terminators += 1.0;
        }
    }

    fn put(&self, sink: &mut impl Sink, distinct: &Distinct, naming: bool) {
        let words = self.words.max(1.0);
        let log = |value: f32| libm::log1pf(value);
        for (name, value) in [
            ("words", self.words),
            ("log_words", log(self.words)),
            ("distinct_words", distinct.words),
            ("log_distinct_words", log(distinct.words)),
            ("distinct_lemmas", distinct.lemmas),
            ("letters", self.letters),
            ("log_letters", log(self.letters)),
            ("letters_a_word", self.letters / words),
            ("longest_word", self.longest[0]),
            ("second_longest_word", self.longest[1]),
            ("distinct_share", distinct.words / words),
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
            ("ends_in_question", f32::from(u8::from(matches!(self.last, Some('؟' | '?'))))),
            ("ends_in_stop", f32::from(u8::from(self.last == Some('.')))),
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
        put_costs(sink, &distinct.costs);
        for (known, layer) in distinct.layers.iter().zip(["word", "lemma", "root"]) {
            put_known(sink, known, layer, naming);
        }
    }
}

/// A name of two parts, made only where names are wanted.
fn named(naming: bool, first: &str, second: &str) -> String {
    if naming { format!("{first}_{second}") } else { String::new() }
}

/// What the distinct words of a sentence are.
#[derive(Default)]
struct Distinct {
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
    late: usize,
}

impl Distinct {
    fn of<'a>(
        tokens: usize,
        seen: impl Fn(usize) -> &'a Seen,
        words: &mut Vec<(u64, usize)>,
        lemmas: &mut Vec<u64>,
    ) -> Self {
        words.clear();
        words.extend(
            (0..tokens)
                .map(|at| (seen(at), at))
                .filter(|(seen, _)| seen.is_word())
                .map(|(seen, at)| (seen.word(), at)),
        );
        words.sort_unstable_by_key(|word| word.0);
        words.dedup_by_key(|word| word.0);
        let mut distinct = Self { words: words.len() as f32, ..Self::default() };
        lemmas.clear();
        for content in words.iter().map(|&(_, at)| seen(at)).filter(|seen| seen.is_content) {
            lemmas.push(content.lemma());
            distinct.costs.add(content.cost);
            for (key, layer) in distinct.layers.iter_mut().enumerate() {
                if let Some(known) = content.known(key) {
                    layer.harder.add(known.harder);
                    layer.easiest.add(known.easiest);
                    layer.late += usize::from(known.easiest > LATE);
                }
            }
        }
        lemmas.sort_unstable();
        lemmas.dedup();
        distinct.lemmas = lemmas.len() as f32;
        distinct
    }
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
        self.least = self.least.min(value);
        for top in &mut self.top {
            if value > *top {
                std::mem::swap(top, &mut value);
            }
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
