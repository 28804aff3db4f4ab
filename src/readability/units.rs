//! Sentences → paragraphs and documents: sums in the order of the text, so that no number depends on how the text was
//! cut or who read it.

use super::codes::Fact;
use super::grade::Grader;
use super::level::Level;
use super::rare::RareWord;
use super::reader::SentenceReading;
use super::sentence::Part;
use crate::measure::Reason;
use crate::measure::readability::{Counts, Head, JavaOsman, TextstatOsman, observe_programs};
use hashbrown::HashSet;

/// A sentence, a paragraph or a document with its counts and level.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its number among its like, from 0.
    pub index: u64,
    /// Where it begins in the document, in bytes.
    pub start: u64,
    /// Where it ends.
    pub end: u64,
    /// Its counts.
    pub counts: Counts,
    /// Its level, or why it has none.
    pub grade: Result<Grade, Reason>,
    /// Facts that make it harder; of sentences alone.
    pub facts: Vec<Fact>,
    /// Its words that are not common; of sentences alone.
    pub rare: Vec<RareWord>,
    /// Added to the spans of `facts` and `rare` they are places in the document.
    pub base: u64,
}

/// The level of a unit, with what made it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grade {
    /// The level: of a paragraph or document that of the mean of its sentences, weighted by their words.
    pub level: Level,
    /// What the score would be of a sentence of which nothing is known.
    pub base: f64,
    /// What each part adds to it, in the order of [`Part::ALL`].
    pub parts: [f64; Part::ALL.len()],
}

/// What a document has beside its level.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    /// The plain mean of its sentences' scores.
    pub mean: f64,
    /// The score that nine of ten sentences do not pass.
    pub p90: f64,
    /// How many sentences have each level, from 1.
    pub levels: [u64; super::level::LEVELS as usize],
}

/// Sums over sentences.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    counts: Counts,
    forms: HashSet<u64>,
    java: JavaOsman,
    textstat: TextstatOsman,
    programs: bool,
    head: Head,
    /// The scores of sentences, and their words.
    scores: Vec<(f64, u64)>,
    base: f64,
    parts: [f64; Part::ALL.len()],
    refused: Option<Reason>,
    /// The counts of each sentence, while they are few enough to be kept.
    sentences: Vec<Counts>,
    start: Option<u64>,
    end: u64,
}

/// Sentences whose counts are kept for intervals.
const MOST_KEPT: usize = 1 << 16;

impl Gathered {
    /// Nothing yet; `programs`: the text is given too, by [`Self::observe_text`].
    pub fn new(programs: bool) -> Self {
        Self { programs, ..Self::default() }
    }

    /// Whether the text is given too.
    pub fn reads_programs(&self) -> bool {
        self.programs
    }

    /// Takes the next text of the unit, as other programs read it.
    pub fn observe_text(&mut self, text: &str) {
        if self.programs {
            observe_programs(text, &mut self.java, &mut self.textstat);
        }
    }

    /// Adds the next sentence, which stands `base` bytes further on in the document than in its piece.
    pub fn add(&mut self, sentence: &SentenceReading, base: u64) {
        let words = sentence.counts.words;
        let head = self.head;
        let counts = Counts { types: None, ..sentence.counts };
        self.counts.merge(counts);
        self.head = head;
        for (at, &hard) in sentence.head.iter().enumerate() {
            self.head.add_word(at == 0, u64::from(hard));
        }
        self.forms.extend(&sentence.forms);
        if self.sentences.len() < MOST_KEPT {
            self.sentences.push(counts);
        }
        match &sentence.grade {
            Ok(explained) => {
                self.scores.push((explained.score, words));
                self.base += explained.base * words as f64;
                for (sum, part) in self.parts.iter_mut().zip(explained.parts) {
                    *sum += part * words as f64;
                }
            }
            Err(reason) => self.refused = self.refused.or(Some(*reason)),
        }
        self.start = self.start.or(Some(base + u64::from(sentence.span.start)));
        self.end = base + u64::from(sentence.span.end);
    }

    /// Whether no sentence was added.
    pub fn is_empty(&self) -> bool {
        self.start.is_none()
    }

    /// The counts of each sentence; `None` of a text with more than are kept.
    pub fn sentences(&self) -> Option<&[Counts]> {
        (self.sentences.len() < MOST_KEPT).then_some(&self.sentences)
    }

    /// The sums as a unit of this number.
    pub fn unit(&self, index: u64, grader: Option<&Grader<'_>>) -> Unit {
        let mut counts = self.counts;
        counts.types = Some(self.forms.len() as u64);
        counts.head = (self.head != Head::default()).then_some(self.head);
        if self.programs {
            counts.osman.java = Some(self.java.terms());
            counts.osman.textstat = Some(self.textstat.terms());
        }
        Unit {
            index,
            start: self.start.unwrap_or_default(),
            end: self.end,
            counts,
            grade: self.grade(&counts, grader),
            facts: Vec::new(),
            rare: Vec::new(),
            base: 0,
        }
    }

    fn grade(&self, counts: &Counts, grader: Option<&Grader<'_>>) -> Result<Grade, Reason> {
        counts.admitted()?;
        let grader = grader.ok_or(Reason::NoModel)?;
        let words: u64 = self.scores.iter().map(|(_, words)| words).sum();
        if words == 0 {
            return Err(self.refused.unwrap_or(Reason::Empty));
        }
        let mean = |sum: f64| sum / words as f64;
        let score = mean(self.scores.iter().map(|(score, words)| score * *words as f64).sum());
        let parts = self.parts.map(mean);
        let base = mean(self.base);
        Ok(Grade { level: grader.document_level(score, self.scores.len() as u64), base, parts })
    }

    /// How the scores of the sentences are spread; `None` without any.
    pub fn spread(&self) -> Option<Spread> {
        let mut scores: Vec<f64> = self.scores.iter().map(|(score, _)| *score).collect();
        if scores.is_empty() {
            return None;
        }
        let mean = scores.iter().sum::<f64>() / scores.len() as f64;
        scores.sort_by(f64::total_cmp);
        // The quantile of type 7 of Hyndman & Fan 1996, as the summaries of lengths have it.
        let place = 0.9 * (scores.len() - 1) as f64;
        let (low, rest) = (place as usize, place - libm::floor(place));
        let high = (low + 1).min(scores.len() - 1);
        let mut spread =
            Spread { mean, p90: scores[low] + rest * (scores[high] - scores[low]), ..Spread::default() };
        for score in scores {
            spread.levels[usize::from(super::level::rounded(score)) - 1] += 1;
        }
        Some(spread)
    }
}

impl Unit {
    /// A sentence of this number that stands `base` bytes further on in the document than in its piece.
    pub fn of_sentence(
        sentence: &SentenceReading,
        index: u64,
        base: u64,
        grader: Option<&Grader<'_>>,
    ) -> Self {
        let words = sentence.counts.words;
        let grade = sentence.grade.as_ref().map_err(|&reason| reason).and_then(|explained| {
            let level = grader.ok_or(Reason::NoModel)?.level(explained.score, words);
            Ok(Grade { level, base: explained.base, parts: explained.parts })
        });
        Self {
            index,
            start: base + u64::from(sentence.span.start),
            end: base + u64::from(sentence.span.end),
            counts: sentence.counts,
            grade,
            facts: sentence.facts.clone(),
            rare: sentence.rare.clone(),
            base,
        }
    }
}
