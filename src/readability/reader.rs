//! Text → its sentences, each with counts, level and reasons. Each distinct token is read once and remembered.

use super::codes::{self, Fact};
use super::grade::{Explained, Grader};
use super::sentence::{Known, Seen};
use super::token::{KEYS, Sort, Token};
use crate::measure::Reason;
use crate::measure::readability::{Counts, Head, JavaOsman, OsmanTerms, TextstatOsman, WordWeights};
use crate::morphology::syllables::{SyllableReader, SyllableWorker, Syllables};
use crate::morphology::{Analyzer, Worker};
use crate::normalize::Normalizer;
use crate::profile::{Observer, Piece, Settings, Unit};
use crate::token::sentence::Sentence;
use crate::token::{self, Span, TokenKind};
use hashbrown::HashMap;

/// What is wanted of each sentence beyond its counts and level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The terms of OSMAN as other programs count them, which read the text in their own way.
    pub programs: bool,
    /// Why it is as hard as it is.
    pub why: bool,
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
    /// Distinct words by the hashes of their normal forms: of the first sentence of the piece that has them.
    pub forms: Vec<u64>,
    /// Of its first hundred words, the chance of each in [`Counts::UNIT`] to have three or more syllables.
    pub head: Vec<u16>,
}

/// A word that few readers know, with the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct RareWord {
    /// Where it stands in the piece.
    pub span: Span,
    /// It as it is written.
    pub word: String,
    /// What the graded sentences tell of its lemma.
    pub known: Option<Known>,
    /// What its analysis costs by the project's own lexicon, in nats.
    pub cost: f32,
    /// It is in no list: nothing is known of it, not even that it is rare.
    pub unknown: bool,
}

/// What is remembered of a distinct token.
struct Word {
    token: Token,
    known: [Option<Known>; KEYS],
    weights: WordWeights,
    syllables: Option<Syllables>,
    form: u64,
    /// The last piece that it was seen in.
    piece: u64,
}

/// Reads the sentences of a text: the buffers of one thread.
pub struct SentenceReader<'m> {
    observer: Observer,
    unit: Unit,
    grader: Option<&'m Grader<'m>>,
    wanted: Wanted,
    worker: Worker<'static>,
    syllables: SyllableWorker<'static>,
    /// Weights of bare words are expected by the model alone.
    has_model: bool,
    normalizer: Normalizer,
    /// The number of each surface among `words`.
    numbers: HashMap<Box<str>, Option<u32>>,
    words: Vec<Word>,
    buffer: Vec<f32>,
    /// Pieces so far.
    pieces: u64,
}

/// Distinct words that are remembered; beyond it all are forgotten, so that memory is bounded.
const MOST_REMEMBERED: usize = 1 << 18;

impl<'m> SentenceReader<'m> {
    /// A reader of text under these settings; without a model no sentence has a level (`no_model`).
    pub fn new(settings: &Settings, grader: Option<&'m Grader<'m>>, wanted: Wanted) -> Self {
        let syllables = SyllableReader::standard();
        Self {
            has_model: syllables.has_model(),
            syllables: syllables.worker(),
            observer: Observer::new(settings),
            unit: settings.unit,
            grader,
            wanted,
            worker: Analyzer::standard().worker(),
            normalizer: Token::normalizer(),
            numbers: HashMap::new(),
            words: Vec::new(),
            buffer: Vec::new(),
            pieces: 0,
        }
    }

    /// The sentences of a piece, in its order. A list of tokens is one sentence.
    pub fn read(&mut self, piece: &Piece<'_>) -> Vec<SentenceReading> {
        self.begin();
        let (tokens, sentences) = self.observer.cut(piece);
        let tokens: Vec<token::Token> = tokens.to_vec();
        let sentences: Vec<Sentence> = match (self.unit, sentences) {
            (Unit::Tokens, [first, .., last]) => {
                vec![Sentence { span: Span { start: first.span.start, end: last.span.end }, ..*last }]
            }
            _ => sentences.to_vec(),
        };
        let mut rest = tokens.as_slice();
        let mut before = 0;
        let mut readings = Vec::with_capacity(sentences.len());
        for (at, sentence) in sentences.iter().enumerate() {
            // A token belongs to the sentence in which it starts; one that starts before the first, to the first.
            let end = if at + 1 == sentences.len() { u32::MAX } else { sentence.span.end };
            let (own, later) = rest.split_at(rest.partition_point(|token| token.span.start < end));
            rest = later;
            let reading = self.sentence(piece.text, sentence, own, before);
            before += reading.counts.words;
            readings.push(reading);
        }
        readings
    }

    /// Reads one text as one sentence.
    pub fn read_one(&mut self, text: &str) -> SentenceReading {
        self.begin();
        let (tokens, _) = self.observer.cut(&Piece::document(text));
        let tokens: Vec<token::Token> = tokens.to_vec();
        let whole = Sentence {
            span: Span::new(0, text.len()),
            reason: token::sentence::EndReason::End,
            paragraph: 0,
            open_quotes: 0,
            open_brackets: 0,
            has_word: true,
        };
        self.sentence(text, &whole, &tokens, 0)
    }

    fn sentence(
        &mut self,
        text: &str,
        sentence: &Sentence,
        tokens: &[token::Token],
        before: u64,
    ) -> SentenceReading {
        let mut words: Vec<(Span, u32)> = Vec::with_capacity(tokens.len());
        for token in tokens.iter().filter(|token| token.kind != TokenKind::Space) {
            words.extend(self.word(token, text).map(|word| (token.span, word)));
        }
        let mut forms = Vec::new();
        for &(_, word) in &words {
            let word = &mut self.words[word as usize];
            if word.piece != self.pieces && word.token.is_word() {
                word.piece = self.pieces;
                forms.push(word.form);
            }
        }
        let words: Vec<(Span, &Word)> =
            words.iter().map(|&(span, word)| (span, &self.words[word as usize])).collect();
        let (counts, head) = self.count(&words, sentence.span.of(text), before);
        let grade = grade(self.grader, &words, &counts, &mut self.buffer);
        let (facts, rare) = if self.wanted.why && counts.words > 0 {
            let seen: Vec<(Span, &Token)> = words.iter().map(|(span, word)| (*span, &word.token)).collect();
            (codes::facts(&seen, text), rare_words(&words, text))
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

    /// The counts of a sentence that begins after `before` words of its piece.
    fn count(&self, words: &[(Span, &Word)], text: &str, before: u64) -> (Counts, Vec<u16>) {
        let mut counts = Counts { types: Some(distinct(words)), ..Counts::default() };
        let [mut paper, mut wordless, mut robust] = [OsmanTerms::default(); 3];
        let (mut syllables, mut polysyllables) = (Some(0), 0);
        let mut head = Vec::new();
        for (_, word) in words {
            if !word.token.is_word() {
                counts.other_letters += u64::from(word.token.letters);
                continue;
            }
            counts.add_words(word.weights.letters, 1);
            paper.add_paper(&word.weights);
            wordless.add_wordless(&word.weights);
            let read = word.syllables.unwrap_or_default();
            let hard = polysyllable(&read);
            syllables = syllables.zip(word.syllables).map(|(sum, read)| sum + u64::from(read.pausal));
            polysyllables += hard;
            robust.words += 1;
            robust.long_words += u64::from(word.weights.letters > 5);
            robust.syllables += i64::from(read.weight);
            robust.complex += u64::from(read.heavy);
            robust.faseeh += u64::from(read.hard);
            robust.marked += u64::from(word.weights.is_marked());
            if before + (head.len() as u64) < Head::WORDS {
                head.push(hard as u16);
            }
        }
        let sentences = u64::from(counts.words > 0);
        counts.sentences = sentences;
        for terms in [&mut paper, &mut wordless, &mut robust] {
            terms.sentences = sentences;
        }
        counts.syllables = syllables;
        counts.polysyllables = syllables.map(|_| polysyllables);
        counts.osman.robust = self.has_model.then_some(robust);
        counts.osman.paper = Some(paper);
        counts.osman.wordless = Some(wordless);
        if self.wanted.programs {
            counts.osman.java = Some(JavaOsman::of(text).terms());
            counts.osman.textstat = Some(TextstatOsman::of(text).terms());
        }
        (counts, head)
    }

    /// Makes room before a piece, in which numbers of words are kept.
    fn begin(&mut self) {
        self.pieces += 1;
        if self.words.len() >= MOST_REMEMBERED {
            self.words.clear();
            self.numbers.clear();
        }
    }

    /// The number of the word that a token is.
    fn word(&mut self, token: &token::Token, text: &str) -> Option<u32> {
        let surface = token.span.of(text);
        if let Some(&number) = self.numbers.get(surface) {
            return number;
        }
        let read = Token::read(&mut self.worker, &self.normalizer, token.kind, surface);
        let number = read.map(|token| {
            self.words.push(Word {
                known: self.grader.map_or([None; KEYS], |grader| grader.known(&token)),
                weights: WordWeights::of(surface),
                syllables: if token.is_word() { self.syllables.read(surface) } else { None },
                form: super::token::form_hash(&self.normalizer.fold(surface)),
                piece: 0,
                token,
            });
            self.words.len() as u32 - 1
        });
        self.numbers.insert(surface.into(), number);
        number
    }
}

/// The chance, in [`Counts::UNIT`], that a word has three or more syllables: an expectation between two and three is
/// taken for a choice between two and three.
fn polysyllable(read: &Syllables) -> u64 {
    u64::from(read.pausal).saturating_sub(2 * Counts::UNIT).min(Counts::UNIT)
}

/// How many distinct words there are.
fn distinct(words: &[(Span, &Word)]) -> u64 {
    let mut forms: Vec<u64> =
        words.iter().filter(|(_, word)| word.token.is_word()).map(|(_, word)| word.form).collect();
    forms.sort_unstable();
    forms.dedup();
    forms.len() as u64
}

fn grade(
    grader: Option<&Grader<'_>>,
    words: &[(Span, &Word)],
    counts: &Counts,
    buffer: &mut Vec<f32>,
) -> Result<Explained, Reason> {
    counts.admitted()?;
    let grader = grader.ok_or(Reason::NoModel)?;
    let seen: Vec<Seen<'_>> =
        words.iter().map(|(_, word)| Seen { token: &word.token, known: word.known }).collect();
    Ok(grader.explain(&seen, buffer))
}

/// A lemma that no graded sentence below this level has is not common.
const LATE: f32 = 10.0;
/// A word whose analysis costs more is not common by the lexicon.
const COSTLY: f32 = 11.0;

/// The content words that are not common, or not known at all: the rarest first.
fn rare_words(words: &[(Span, &Word)], text: &str) -> Vec<RareWord> {
    use crate::morphology::Kind;
    let mut rare: Vec<RareWord> = Vec::new();
    for (span, word) in words.iter().filter(|(_, word)| word.token.sort == Sort::Word) {
        let Some(form) = &word.token.form else { continue };
        // Names are known by those who need them, and function words by all.
        let unknown = !form.is_listed && !matches!(form.kind, Kind::Proper | Kind::Function);
        if !unknown && form.kind != Kind::Content {
            continue;
        }
        let late = word.known[1].is_none_or(|known| known.easiest >= LATE);
        let surface = span.of(text);
        if (unknown || late && form.cost > COSTLY) && rare.iter().all(|known| known.word != surface) {
            rare.push(RareWord {
                span: *span,
                word: surface.to_owned(),
                known: word.known[1].filter(|known| known.sentences > 0),
                cost: form.cost,
                unknown,
            });
        }
    }
    rare.sort_by(|a, b| b.rarity().total_cmp(&a.rarity()).then(a.span.start.cmp(&b.span.start)));
    rare
}

impl RareWord {
    /// What words are ranked by: the level at which it is met, and how rare the lexicon holds it.
    fn rarity(&self) -> f32 {
        self.known.map_or(Known::NOTHING.easiest, |known| known.easiest) + self.cost
    }
}
