//! Text → its sentences, each with counts, level and reasons. Each distinct token is read once and remembered.

use super::codes::{self, Fact};
use super::distinct::Distinct;
use super::grade::{Explained, Grader};
use super::rare::{RareWord, rare_words};
use super::seen::Seen;
use super::sentence::{Buffers, features};
use super::trees::Abreast;
use super::word::{Shown, Sums, WordReader};
use crate::count::{Forms, Rows};
use crate::measure::Reason;
use crate::measure::readability::{Counts, Head, JavaOsman, TextstatOsman};
use crate::morphology::syllables::SyllableReader;
use crate::profile::{Observer, Piece, Settings, Unit};
use crate::scan::fetch;
use crate::token::sentence::{EndReason, Sentence};
use crate::token::{Span, TokenKind};
use std::ops::Range;

/// What is wanted of each sentence beyond its counts and level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The terms of OSMAN as other programs count them, which read the text in their own way.
    pub programs: bool,
    /// Why it is as hard as it is.
    pub why: bool,
    /// The distinct words of each sentence, of which paragraphs are made; else those alone that the piece has not had.
    pub forms: bool,
}

/// A sentence, read.
#[derive(Clone, Debug)]
pub struct SentenceReading {
    /// Where it stands in the piece.
    pub span: Span,
    /// Its paragraph, from 0 in the piece.
    pub paragraph: u32,
    /// Its counts.
    pub counts: Counts,
    /// Its score with what made it, or why it has none.
    pub grade: Result<Explained, Reason>,
    /// Facts that make it harder, the hardest first; empty unless they were wanted.
    pub facts: Vec<Fact>,
    /// Its words that are not common, the rarest first; empty unless they were wanted.
    pub rare: Vec<RareWord>,
    /// Distinct words by the hashes of their normal forms; those that the piece has in a sentence before are left out
    /// unless [`Wanted::forms`].
    pub forms: Vec<u64>,
    /// Of its first hundred words, the chance of each in [`Counts::UNIT`] to have three or more syllables.
    pub head: Vec<u16>,
}

/// A token of the piece.
#[derive(Clone, Copy)]
struct Met {
    span: Span,
    /// Its number among the words.
    word: u32,
    /// The piece has none like it before.
    first: bool,
}

/// Reads the sentences of a text: the buffers of one thread.
pub struct SentenceReader<'m> {
    observer: Observer,
    unit: Unit,
    wanted: Wanted,
    /// Weights of bare words are expected by the model alone.
    has_model: bool,
    reader: WordReader<'m>,
    /// Distinct tokens, what is remembered of each, whether sentences are made of it, and what is told of it if they are
    /// asked why.
    forms: Forms,
    words: Rows<Seen>,
    counted: Vec<bool>,
    shown: Vec<Shown>,
    /// The tokens of the piece.
    tokens: Vec<Met>,
    /// Those that were never met before.
    fresh: Vec<(TokenKind, Span)>,
    buffers: Buffers,
    distinct: Distinct<u64>,
    /// Sentences that wait to be graded: their features, and their places among the readings.
    waiting: Abreast,
    places: Vec<usize>,
}

/// Distinct words that are remembered; beyond it all are forgotten, so that memory is bounded.
const MOST_REMEMBERED: usize = 3 << 17;

impl<'m> SentenceReader<'m> {
    /// A reader of text under these settings; without a model no sentence has a level (`no_model`).
    pub fn new(settings: &Settings, grader: Option<&'m Grader<'m>>, wanted: Wanted) -> Self {
        let syllables = SyllableReader::standard();
        Self {
            observer: Observer::new(settings),
            unit: settings.unit,
            wanted,
            has_model: syllables.has_model(),
            reader: WordReader::new(grader, syllables.worker(), wanted.why),
            forms: Forms::default(),
            words: Rows::default(),
            counted: Vec::new(),
            shown: Vec::new(),
            tokens: Vec::new(),
            fresh: Vec::new(),
            buffers: Buffers::default(),
            distinct: Distinct::default(),
            waiting: Abreast::default(),
            places: Vec::new(),
        }
    }

    /// The sentences of a piece, in its order. A list of tokens is one sentence.
    pub fn read(&mut self, piece: &Piece<'_>) -> Vec<SentenceReading> {
        let mut sentences = self.meet(piece);
        if let (Unit::Tokens, [first, .., last]) = (self.unit, sentences.as_slice()) {
            sentences =
                vec![Sentence { span: Span { start: first.span.start, end: last.span.end }, ..*last }];
        }
        let (mut at, mut before) = (0, 0);
        let mut readings = Vec::with_capacity(sentences.len());
        for (number, sentence) in sentences.iter().enumerate() {
            // A token belongs to the sentence in which it starts; one that starts before the first, to the first.
            let end = if number + 1 == sentences.len() { u32::MAX } else { sentence.span.end };
            let own = self.tokens[at..].iter().take_while(|token| token.span.start < end).count();
            let reading = self.sentence(piece.text, sentence, at..at + own, (before, number));
            at += own;
            before += reading.counts.words;
            readings.push(reading);
            if self.waiting.is_full() {
                self.grade(&mut readings);
            }
        }
        self.grade(&mut readings);
        readings
    }

    /// Reads one text as one sentence.
    pub fn read_one(&mut self, text: &str) -> SentenceReading {
        self.meet(&Piece::document(text));
        let whole = Sentence {
            span: Span::new(0, text.len()),
            reason: EndReason::End,
            paragraph: 0,
            open_quotes: 0,
            open_brackets: 0,
            has_word: true,
        };
        let mut reading = self.sentence(text, &whole, 0..self.tokens.len(), (0, 0));
        self.grade(std::slice::from_mut(&mut reading));
        reading
    }

    /// Grades the sentences that wait for it.
    fn grade(&mut self, readings: &mut [SentenceReading]) {
        let mut places = self.places.drain(..);
        if let Some(grader) = self.reader.grader {
            grader.explain_all(&self.waiting, |explained| {
                if let Some(reading) = places.next().and_then(|place| readings.get_mut(place)) {
                    reading.grade = Ok(explained);
                }
            });
        }
        self.waiting.clear();
    }

    /// Cuts a piece into its sentences and tokens, and reads those that are met for the first time.
    fn meet(&mut self, piece: &Piece<'_>) -> Vec<Sentence> {
        if self.words.len() >= MOST_REMEMBERED {
            self.words = Rows::default();
            self.counted.clear();
            self.shown.clear();
            self.forms = Forms::default();
        }
        self.forms.begin();
        self.tokens.clear();
        self.fresh.clear();
        let (all, sentences) = self.observer.cut(piece);
        let visible = || all.iter().filter(|token| token.kind != TokenKind::Space);
        let spans = visible().map(|token| (token.span.start as usize, token.span.end as usize, 0));
        let (mut numbered, mut known) = (visible(), self.words.len() as u32);
        self.forms.add_all(piece.text, spans, |form, first| {
            let token = numbered.next().expect("a number for each token");
            if form.0 == known {
                known += 1;
                self.fresh.push((token.kind, token.span));
            }
            self.tokens.push(Met { span: token.span, word: form.0, first });
        });
        for &(kind, span) in &self.fresh {
            let word = self.reader.read(kind, span.of(piece.text));
            self.counted.push(word.is_some());
            let (seen, shown) = word.unwrap_or((Seen::default(), Shown::NOTHING));
            self.words.push(seen);
            if self.wanted.why {
                self.shown.push(shown);
            }
        }
        self.tokens.retain(|token| self.counted[token.word as usize]);
        sentences.to_vec()
    }

    /// Reads the sentence of these tokens that begins after `before` words of its piece and is the `number`th of the
    /// readings: if it can be graded it waits for that.
    fn sentence(
        &mut self,
        text: &str,
        sentence: &Sentence,
        own: Range<usize>,
        (before, number): (u64, usize),
    ) -> SentenceReading {
        /// How far ahead words are asked for: they are scattered in memory.
        const AHEAD: usize = 32;
        let tokens = &self.tokens[own.clone()];
        let mut sums = Sums::default();
        let (mut forms, mut head) = (Vec::new(), Vec::new());
        self.distinct.clear(tokens.len());
        for (at, token) in own.zip(tokens) {
            if let Some(later) = self.tokens.get(at + AHEAD) {
                self.words.get(later.word).inspect(|later| fetch(*later));
            }
            let seen = self.words.at(token.word as usize);
            sums.add(seen);
            if !seen.is_word() {
                continue;
            }
            if self.distinct.insert(seen.form) && (token.first || self.wanted.forms) {
                forms.push(seen.form);
            }
            if before + (head.len() as u64) < Head::WORDS {
                head.push(seen.counted.polysyllable());
            }
        }
        let mut counts = sums.counts(self.distinct.len() as u64, self.has_model);
        if self.wanted.programs {
            let text = sentence.span.of(text);
            counts.osman.java = Some(JavaOsman::of(text).terms());
            counts.osman.textstat = Some(TextstatOsman::of(text).terms());
        }
        let grade = counts.admitted().and_then(|()| self.reader.grader.map(|_| ()).ok_or(Reason::NoModel));
        if grade.is_ok() {
            let seen = |at: usize| self.words.at(tokens[at].word as usize);
            features(tokens.len(), seen, &mut self.buffers);
            self.waiting.push(&self.buffers.features);
            self.places.push(number);
        }
        let grade = Err(grade.err().unwrap_or(Reason::Empty));
        let (facts, rare) = if self.wanted.why && counts.words > 0 {
            let told = |token: &Met| {
                let word = token.word as usize;
                (token.span, self.words.at(word), self.shown[word])
            };
            let words: Vec<_> = tokens.iter().map(told).collect();
            (codes::facts(&words, text), rare_words(&words, text))
        } else {
            (Vec::new(), Vec::new())
        };
        SentenceReading {
            span: sentence.span,
            paragraph: sentence.paragraph,
            counts,
            grade,
            facts,
            rare,
            forms,
            head,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Piece;
    use proptest::prelude::*;

    const WANTED: Wanted = Wanted { programs: true, why: true, forms: true };

    fn reader() -> SentenceReader<'static> {
        SentenceReader::new(&Settings::default(), Grader::standard(), WANTED)
    }

    /// What is remembered of each token is what one who has read nothing says of it, and so are the sentences.
    fn assert_remembered(texts: &[String]) {
        let mut reader = reader();
        for text in texts {
            let piece = Piece::document(text);
            let readings = reader.read(&piece);
            let plain = self::reader().read(&piece);
            assert_eq!(format!("{readings:?}"), format!("{plain:?}"));
            let tokens = Observer::new(&Settings::default()).cut(&piece).0.to_vec();
            let mut met = reader.tokens.iter().peekable();
            for token in tokens.iter().filter(|token| token.kind != TokenKind::Space) {
                let syllables = SyllableReader::standard().worker();
                let word = WordReader::new(Grader::standard(), syllables, true)
                    .read(token.kind, token.span.of(text));
                let known = met.next_if(|met| met.span == token.span);
                let known = known.map(|met| {
                    let word = met.word as usize;
                    (*reader.words.at(word), reader.shown[word])
                });
                assert_eq!(known, word, "{}", token.span.of(text));
            }
            assert!(met.next().is_none());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn words_are_remembered_as_they_are_read(
            texts in proptest::collection::vec(
                prop_oneof![
                    "([وفلب]{0,2}(ال)?[كتبدرسمعلىةأ]{1,6}[هاني]{0,2}[ .،؟0-9#]{1,2}){1,12}",
                    "([كتبدرس][\u{64b}-\u{652}]{0,2}){1,5}( [a-z٠-٩]{1,3})?",
                    any::<String>(),
                ],
                1..4,
            ),
        ) {
            assert_remembered(&[texts.clone(), texts].concat());
        }
    }

    #[test]
    fn words_of_the_article_are_remembered_as_they_are_read() {
        let article = include_str!("../../seeds/article.txt");
        let texts: Vec<String> = article.split_inclusive('\n').map(str::to_owned).collect();
        assert_remembered(&texts.chunks(8).map(<[String]>::concat).collect::<Vec<_>>());
    }
}
