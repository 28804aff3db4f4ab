//! The model of levels: trees over the features of a sentence. What each part of the explanation adds is known exactly.

use super::forest::Forest;
use super::level::Level;
use super::seen::{Known, Seen};
use super::sentence::{Buffers, Part, feature_names, features};
use super::table::HashTable;
use super::token::{KEYS, Token};
use super::trees::{Abreast, Trees};
use crate::model::Model;
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// The numbers of the model, its tables aside.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Head {
    /// How many features there are.
    pub features: u32,
    /// The trees.
    pub forest: Forest,
    /// The mean of all scores, and how far from it a rescaled score is drawn.
    pub rescale: (f64, f64),
    /// Of sentences of at most so many words, how far the interval reaches below and above the score; the last row is
    /// for all others.
    pub intervals: Vec<(u32, f64, f64)>,
    /// The variance of a document's error that no length takes away, and that of one sentence.
    pub document: (f64, f64),
    /// The CRC-32 of the file that it was trained on.
    pub trained_on: u32,
}

/// The section of the model that holds [`Head`].
pub const HEAD_SECTION: &str = "grade";
/// The section of the model that holds what is known of words.
pub const WORDS_SECTION: &str = "grade_words";

impl Head {
    /// Its bytes, as [`Grader::read`] takes them.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Writing to a growing vector cannot fail.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}

/// The model of levels.
#[derive(Clone, Debug)]
pub struct Grader<'m> {
    head: Head,
    known: HashTable<'m>,
    /// The part that each feature belongs to.
    parts: Vec<Part>,
    /// The forest laid out for walking, if it can be.
    trees: Option<Trees>,
    rescaled: bool,
}

/// A score with all that made it: `score` is `base` and the sum of `parts`.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The score.
    pub score: f64,
    /// What it would be if the sentence were like the mean of all.
    pub base: f64,
    /// What each part adds, in the order of [`Part::ALL`].
    pub parts: [f64; Part::ALL.len()],
}

impl<'m> Grader<'m> {
    /// The model of these bytes: its head, and what it knows of words.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for bytes that are none.
    pub fn read(head: &[u8], known: &'m [u8]) -> Result<Self, Error> {
        let wrong = |what: &str| Error::new(ErrorKind::Format, format!("the model of levels: {what}"));
        let head: Head = postcard::from_bytes(head).map_err(|_| wrong("its head is damaged"))?;
        let names = feature_names();
        let same = head.features == names.len() as u32 && !head.intervals.is_empty();
        if !same || !head.forest.is_sound(names.len()) {
            return Err(wrong("it was trained for other features"));
        }
        let known = HashTable::read(known.into()).ok_or_else(|| wrong("its words are damaged"))?;
        let parts: Vec<Part> = names.into_iter().map(|(_, part)| part).collect();
        let trees = Trees::new(&head.forest, &parts);
        Ok(Self { head, known, parts, trees, rescaled: false })
    }

    /// The level model of the model that the command is built with.
    pub fn standard() -> Option<&'static Grader<'static>> {
        static STANDARD: std::sync::OnceLock<Option<Grader<'static>>> = std::sync::OnceLock::new();
        let read = || {
            let model = Model::standard()?;
            Grader::read(model.section(HEAD_SECTION)?, model.section(WORDS_SECTION)?).ok()
        };
        STANDARD.get_or_init(read).as_ref()
    }

    /// The CRC-32 of the file that it was trained on.
    pub fn trained_on(&self) -> u32 {
        self.head.trained_on
    }

    /// Gets ready for [`Self::known`].
    pub(super) fn fetch(&self, token: &Token) {
        token.keys.iter().flatten().for_each(|&key| self.known.fetch(key));
    }

    /// What is known of a token: `None` on a layer on which it is nothing.
    pub fn known(&self, token: &Token) -> [Option<Known>; KEYS] {
        let known = |key| self.known.get(key).map_or(Known::NOTHING, Known::unpack);
        token.keys.map(|key| key.map(known))
    }

    /// The score of a sentence of so many tokens, which `seen` gives by their places, with what made it.
    pub fn explain<'a>(
        &self,
        tokens: usize,
        seen: impl Fn(usize) -> &'a Seen,
        buffers: &mut Buffers,
    ) -> Explained {
        features(tokens, seen, buffers);
        self.explained(match &self.trees {
            Some(trees) => trees.parts(&buffers.features),
            None => self.parts_plain(&buffers.features),
        })
    }

    /// The scores of sentences by their features, in their order, each with what made it.
    pub(super) fn explain_all(&self, sentences: &Abreast, mut each: impl FnMut(Explained)) {
        match &self.trees {
            Some(trees) => trees.parts_of(sentences, |parts| each(self.explained(parts))),
            None => (0..sentences.len()).for_each(|at| {
                let features: Vec<f32> = sentences.sentence(at).collect();
                each(self.explained(self.parts_plain(&features)));
            }),
        }
    }

    /// Whether the forest is laid out for walking.
    #[cfg(test)]
    pub(super) fn walks(&self) -> bool {
        self.trees.is_some()
    }

    /// What each part adds by the features: the sums are made in the order of the trees and of the questions.
    fn parts_plain(&self, features: &[f32]) -> [f64; Part::ALL.len()] {
        let mut parts = [0.0; Part::ALL.len()];
        self.head.forest.explain(features, |feature, adds| parts[self.parts[feature] as usize] += adds);
        parts
    }

    fn explained(&self, mut parts: [f64; Part::ALL.len()]) -> Explained {
        let mut base = self.trees.as_ref().map_or_else(|| self.head.forest.base(), Trees::base);
        if self.rescaled {
            let (mean, factor) = self.head.rescale;
            parts.iter_mut().for_each(|part| *part *= factor);
            base = mean + factor * (base - mean);
        }
        Explained { score: base + parts.iter().sum::<f64>(), base, parts }
    }

    /// The level of a sentence of so many words with this score.
    pub fn level(&self, score: f64, words: u64) -> Level {
        let fits = |row: &&(u32, f64, f64)| words <= u64::from(row.0);
        let row = self.head.intervals.iter().find(fits).or(self.head.intervals.last());
        let (below, above) = row.map_or((0.0, 0.0), |row| (row.1, row.2));
        Level { score, ..Level::new(self.plain(score), below, above) }
    }

    /// The level of a document of so many sentences with this mean of their scores.
    pub fn document_level(&self, mean: f64, sentences: u64) -> Level {
        let (always, each) = self.head.document;
        /// Of a normal distribution 80 % lie so many deviations around the mean.
        const WIDTH: f64 = 1.281_551_565_544_600_4;
        let reach = WIDTH * (always + each / sentences.max(1) as f64).max(0.0).sqrt();
        Level { score: mean, ..Level::new(self.plain(mean), reach, reach) }
    }

    /// The same model with its scores drawn away from their mean, as far as the levels of the training text are:
    /// closer to gold levels in weighted kappa, further off in mean error. Intervals stay where they are.
    pub fn rescaled(mut self) -> Self {
        self.rescaled = true;
        self
    }

    /// A score before it was drawn away from the mean.
    fn plain(&self, score: f64) -> f64 {
        let (mean, factor) = self.head.rescale;
        if self.rescaled && factor != 0.0 { mean + (score - mean) / factor } else { score }
    }
}
