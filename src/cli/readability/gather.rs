//! Sentences, in the order of the text → paragraphs and documents, and the hardest sentences with their text.

use super::Run;
use mizan::Settings;
use mizan::input::OwnedPiece;
use mizan::measure::{Asked, Interval, Reason};
use mizan::readability::{Gathered, Grader, SentenceReader, SentenceReading, Spread, Unit, Wanted};
use mizan::report::readability::Hard;

/// A document, read.
pub(super) struct Document {
    pub(super) whole: Unit,
    pub(super) spread: Option<Spread>,
    pub(super) intervals: Vec<(Asked, Result<Interval, Reason>)>,
    pub(super) paragraphs: Vec<(u64, Unit)>,
    pub(super) sentences: Vec<(u64, Unit)>,
    pub(super) hard: Vec<Hard>,
}

/// What is being put together.
pub(super) struct Gathering {
    asked: Vec<Asked>,
    grader: Option<Grader<'static>>,
    settings: Settings,
    per_document: bool,
    several: bool,
    /// Paragraphs and sentences are listed.
    units: bool,
    hardest: usize,
    done: Vec<Document>,
    names: Vec<String>,
    document: Gathered,
    paragraph: Gathered,
    /// The paragraph goes on in the next piece.
    open: bool,
    paragraphs: Vec<(u64, Unit)>,
    sentences: Vec<(u64, Unit)>,
    paragraphs_so_far: u64,
    sentences_so_far: u64,
    lines: u64,
    current: Option<u64>,
    /// The hardest sentences so far, the hardest first.
    hard: Vec<Hard>,
}

impl Gathering {
    pub(super) fn new(run: &Run, units: bool, settings: Settings) -> Self {
        let programs = run.reads_programs();
        Self {
            asked: run.asked.clone(),
            grader: run.grader.clone(),
            settings,
            per_document: run.per_document,
            several: run.several,
            units,
            hardest: if units { 0 } else { run.hardest },
            done: Vec::new(),
            names: Vec::new(),
            document: Gathered::new(programs),
            paragraph: Gathered::new(programs && units),
            open: false,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            paragraphs_so_far: 0,
            sentences_so_far: 0,
            lines: 1,
            current: None,
            hard: Vec::new(),
        }
    }

    /// Takes the sentences of the next piece.
    pub(super) fn take(&mut self, piece: &OwnedPiece, sentences: &[SentenceReading]) {
        if self.current != Some(piece.document) {
            self.begin(piece);
        }
        self.document.observe_text(&piece.text);
        let mut last = None;
        let (mut line_at, mut seen) = (0, 0);
        for sentence in sentences {
            if last.is_some_and(|last| last != sentence.paragraph) || (last.is_none() && !self.open) {
                self.end_paragraph();
            }
            last = Some(sentence.paragraph);
            let start = sentence.span.start as usize;
            line_at += line_feeds(&piece.text[seen..start]);
            seen = start;
            self.document.add(sentence, piece.base);
            if self.units {
                self.paragraph.observe_text(sentence.span.of(&piece.text));
                self.paragraph.add(sentence, piece.base);
                let unit = self.unit(sentence, piece);
                self.sentences.push((self.number(), unit));
            } else {
                self.rank(piece, sentence, self.lines + line_at);
            }
            self.sentences_so_far += 1;
        }
        self.open = piece.is_open();
        self.lines += line_feeds(&piece.text);
    }

    fn begin(&mut self, piece: &OwnedPiece) {
        self.end_paragraph();
        if self.current.is_some() && self.per_document {
            self.end_document();
        }
        if self.current.is_some() && !self.per_document {
            // As other programs read it, the last line of a document ends before the next document begins.
            self.document.observe_text("\n");
        }
        self.current = Some(piece.document);
        self.names.push(piece.name.to_string());
        self.open = false;
        self.lines = 1;
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let fresh = Gathered::new(self.document_programs());
        let paragraph = std::mem::replace(&mut self.paragraph, fresh);
        let unit = paragraph.unit(self.paragraphs_so_far, self.grader.as_ref());
        self.paragraphs.push((self.number(), unit));
        self.paragraphs_so_far += 1;
    }

    /// The number of the document, from 0: the place of its name.
    fn number(&self) -> u64 {
        (self.names.len() as u64).saturating_sub(1)
    }

    fn document_programs(&self) -> bool {
        self.document.reads_programs()
    }

    fn end_document(&mut self) {
        let fresh = Gathered::new(self.document_programs());
        let gathered = std::mem::replace(&mut self.document, fresh);
        let intervals = |sentences| Asked::all_of_sentences(&self.asked, sentences);
        let intervals = gathered.sentences().map(intervals).unwrap_or_default();
        let mut hard = std::mem::take(&mut self.hard);
        if let Some(grader) = &self.grader {
            // Why the hardest are hard is asked only of them.
            let wanted = Wanted { why: true, ..Wanted::default() };
            let mut reader = SentenceReader::new(&self.settings, Some(grader), wanted);
            for hard in &mut hard {
                let reading = reader.read_one(&hard.text);
                let base = hard.unit.start;
                (hard.unit.facts, hard.unit.rare, hard.unit.base) = (reading.facts, reading.rare, base);
            }
        }
        self.done.push(Document {
            whole: gathered.unit(self.done.len() as u64, self.grader.as_ref()),
            spread: gathered.spread(),
            intervals,
            paragraphs: std::mem::take(&mut self.paragraphs),
            sentences: std::mem::take(&mut self.sentences),
            hard,
        });
        self.paragraphs_so_far = 0;
        self.sentences_so_far = 0;
    }

    fn unit(&self, sentence: &SentenceReading, piece: &OwnedPiece) -> Unit {
        Unit::of_sentence(sentence, self.sentences_so_far, piece.base, self.grader.as_ref())
    }

    /// Keeps a sentence if it is among the hardest; of equal ones the earlier.
    fn rank(&mut self, piece: &OwnedPiece, sentence: &SentenceReading, line: u64) {
        /// A sentence of fewer words is a heading, not one to rewrite.
        const LEAST_WORDS: u64 = 3;
        let Ok(score) = sentence.grade.as_ref().map(|grade| grade.score) else { return };
        let place =
            self.hard.partition_point(|hard| hard.unit.grade.is_ok_and(|grade| grade.level.score >= score));
        if place >= self.hardest || sentence.counts.words < LEAST_WORDS {
            return;
        }
        let text = sentence.span.of(&piece.text).to_owned();
        let unit = self.unit(sentence, piece);
        let document = self.several.then(|| piece.name.to_string());
        self.hard.insert(place, Hard { unit, text, line, document });
        self.hard.truncate(self.hardest);
    }

    /// The documents, and the names of all inputs.
    pub(super) fn finish(mut self) -> (Vec<Document>, Vec<String>) {
        self.end_paragraph();
        if self.current.is_some() {
            self.end_document();
        }
        (self.done, self.names)
    }
}

/// Lines that end in a text.
fn line_feeds(text: &str) -> u64 {
    text.bytes().filter(|&byte| byte == b'\n').count() as u64
}
