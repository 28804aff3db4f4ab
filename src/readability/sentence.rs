//! What the model knows of a sentence as a whole: its features by name, each with the part of the explanation that it
//! belongs to. Only integers and means; what they weigh is the model's.

use super::token::{KEYS, Sort, Token};
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

impl Known {
    /// What is known of a word that no sentence has.
    pub const NOTHING: Self = Self { sentences: 0, harder: 0.0, easiest: 16.0 };
}

/// A token with what is known of its form, lemma and root.
pub struct Seen<'a> {
    /// The token.
    pub token: &'a Token,
    /// What is known of it, `None` where it has no root.
    pub known: [Option<Known>; KEYS],
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
    Counted::of(&[]).put(&mut names, &[], true);
    names.0
}

/// The features of a sentence. O(n log n).
pub fn features(tokens: &[Seen<'_>], out: &mut Vec<f32>) {
    out.clear();
    Counted::of(tokens).put(&mut Values(out), tokens, false);
}

/// The sums over a sentence.
struct Counted {
    tokens: f32,
    words: f32,
    letters: f32,
    distinct: f32,
    lemmas: f32,
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
    fn of(tokens: &[Seen<'_>]) -> Self {
        let mut counted = Self {
            tokens: tokens.len() as f32,
            words: 0.0,
            letters: 0.0,
            distinct: 0.0,
            lemmas: 0.0,
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
        for Seen { token, .. } in tokens {
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
        counted.last =
            tokens.last().filter(|seen| seen.token.sort == Sort::Mark).map(|seen| seen.token.first);
        let distinct = |key: usize, content: bool| {
            let words =
                tokens.iter().filter(|seen| seen.token.is_word() && (!content || seen.token.is_content));
            let mut keys: Vec<u64> = words.filter_map(|seen| seen.token.keys[key]).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.len() as f32
        };
        counted.distinct = distinct(0, false);
        counted.lemmas = distinct(1, true);
        counted
    }

    fn word(&mut self, token: &Token) {
        self.words += 1.0;
        let letters = token.letters as f32;
        self.letters += letters;
        if letters > self.longest[0] {
            self.longest = [letters, self.longest[0]];
        } else if letters > self.longest[1] {
            self.longest[1] = letters;
        }
        self.sums.iter_mut().zip(&token.features).for_each(|(sum, value)| *sum += value);
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

    fn put(&self, sink: &mut impl Sink, tokens: &[Seen<'_>], naming: bool) {
        let words = self.words.max(1.0);
        let log = |value: f32| libm::log1pf(value);
        for (name, value) in [
            ("words", self.words),
            ("log_words", log(self.words)),
            ("distinct_words", self.distinct),
            ("log_distinct_words", log(self.distinct)),
            ("distinct_lemmas", self.lemmas),
            ("letters", self.letters),
            ("log_letters", log(self.letters)),
            ("letters_a_word", self.letters / words),
            ("longest_word", self.longest[0]),
            ("second_longest_word", self.longest[1]),
            ("distinct_share", self.distinct / words),
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
        put_costs(sink, tokens);
        for (key, layer) in ["word", "lemma", "root"].into_iter().enumerate() {
            put_known(sink, tokens, key, layer, naming);
        }
    }
}

/// A name of two parts, made only where names are wanted.
fn named(naming: bool, first: &str, second: &str) -> String {
    if naming { format!("{first}_{second}") } else { String::new() }
}

/// Content words, each distinct one once.
fn distinct_content<'a, 's>(tokens: &'a [Seen<'s>]) -> Vec<&'a Seen<'s>> {
    let mut content: Vec<&Seen<'_>> =
        tokens.iter().filter(|seen| seen.token.is_word() && seen.token.is_content).collect();
    content.sort_by_key(|seen| seen.token.keys[0]);
    content.dedup_by_key(|seen| seen.token.keys[0]);
    content
}

/// How rare the analyser's lexicon holds the words.
fn put_costs(sink: &mut impl Sink, tokens: &[Seen<'_>]) {
    let mut costs: Vec<f32> = distinct_content(tokens).iter().map(|seen| seen.token.cost).collect();
    costs.sort_by(|a, b| b.total_cmp(a));
    let at = |place: usize| costs.get(place).copied().unwrap_or(0.0);
    for (name, value) in [
        ("rarest", at(0)),
        ("second_rarest", at(1)),
        ("third_rarest", at(2)),
        ("mean_rarity", costs.iter().sum::<f32>() / costs.len().max(1) as f32),
    ] {
        sink.put(name, Part::Vocabulary, value);
    }
}

/// What the graded sentences tell of the words on one layer.
fn put_known(sink: &mut impl Sink, tokens: &[Seen<'_>], key: usize, layer: &str, naming: bool) {
    let known: Vec<Known> = distinct_content(tokens).iter().filter_map(|seen| seen.known[key]).collect();
    let n = known.len().max(1) as f32;
    let mut put = |name: &str, value: f32| sink.put(&named(naming, layer, name), Part::Vocabulary, value);
    let sorted = |value: fn(&Known) -> f32| {
        let mut values: Vec<f32> = known.iter().map(value).collect();
        values.sort_by(f32::total_cmp);
        values
    };
    let harder = sorted(|known| known.harder);
    let top = |at: usize| harder.len().checked_sub(at + 1).map(|at| harder[at]);
    put("hardest", top(0).unwrap_or(0.0));
    put("second_hardest", top(1).unwrap_or(-1.0));
    put("mean_hardness", harder.iter().sum::<f32>() / n);
    put("least_hard", harder.first().copied().unwrap_or(0.0));
    put("sum_of_hardness", harder.iter().sum::<f32>());
    let easiest = sorted(|known| known.easiest);
    let latest = |at: usize| easiest.len().checked_sub(at + 1).map_or(0.0, |at| easiest[at]);
    put("latest", latest(0));
    put("second_latest", latest(1));
    put("third_latest", latest(2));
    put("mean_latest", easiest.iter().sum::<f32>() / n);
    put("late", easiest.iter().filter(|&&value| value > 8.0).count() as f32);
}
