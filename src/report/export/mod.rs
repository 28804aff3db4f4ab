//! Text → the files of other programs: CoNLL-U, vertical text, JSON lines, and lists of counts. A piece of text becomes
//! a [`Part`] on any thread; a [`Joiner`] writes the parts in their order and numbers what runs through a document.

mod conllu;
mod counts;
mod join;
mod vertical;

pub use counts::{write_ngram_counts, write_spectrum};
pub use join::Joiner;

use crate::input::OwnedPiece;
use crate::morphology::{WordReader, WordReading, WordWorker};
use crate::profile::surface;
use crate::token::sentence::Sentence;
use crate::token::{KindSet, Token, TokenKind};
use crate::{Normalizer, Observer, Settings};
use std::borrow::Cow;
use std::sync::Arc;

/// What text is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// CoNLL-U: ten columns, a word and its clitics as a multiword token.
    Conllu,
    /// Vertical text, as corpus managers read it: word, lemma, root, kind.
    Vertical,
    /// One object for each document.
    Jsonl,
}

/// A piece of a document, written but for what the rest of the document decides.
pub struct Part {
    name: Arc<str>,
    document: u64,
    open: bool,
    text: String,
    /// Where each sentence ends in `text`, and its paragraph in the piece.
    sentences: Vec<(usize, u32)>,
    /// Where each sentence is in the document, for JSON lines.
    spans: Vec<(u64, u64)>,
    base: u64,
    paragraphs: u64,
}

/// Writes pieces as parts: the buffers of one thread.
pub struct Exporter<'a> {
    target: Target,
    kinds: KindSet,
    observer: Observer,
    words: WordWorker<'a>,
    normalizer: Normalizer,
}

/// A token as it is written.
struct Entry<'t> {
    form: Cow<'t, str>,
    kind: TokenKind,
    /// Where it is in the document.
    start: u64,
    end: u64,
    /// Whether the next token follows it without white space.
    glued: bool,
}

impl<'a> Exporter<'a> {
    /// An exporter of text that is cut under these settings, whose words `reader` reads. All tokens but white space are
    /// written, or those of the kinds that the settings name.
    pub fn new(target: Target, settings: &Settings, reader: &'a WordReader) -> Self {
        Self {
            target,
            kinds: settings.kinds.unwrap_or(KindSet::VISIBLE),
            observer: Observer::new(settings),
            words: reader.worker(),
            normalizer: Normalizer::new(crate::Folding::NORMAL),
        }
    }

    /// A piece as the target writes it.
    pub fn part(&mut self, piece: &OwnedPiece) -> Part {
        let view = piece.as_piece();
        let (tokens, sentences) = self.observer.cut(&view);
        let mut part = Part {
            name: piece.name.clone(),
            document: piece.document,
            open: piece.is_open(),
            text: String::new(),
            sentences: Vec::new(),
            spans: Vec::new(),
            base: piece.base,
            paragraphs: sentences.last().map_or(0, |last| u64::from(last.paragraph) + 1),
        };
        if self.target == Target::Jsonl {
            let place = |offset: u32| piece.base + u64::from(offset);
            part.spans = sentences.iter().map(|one| (place(one.span.start), place(one.span.end))).collect();
            part.text = escaped(&piece.text);
            return part;
        }
        let mut rest = tokens;
        for (at, sentence) in sentences.iter().enumerate() {
            let inside = tokens_of(sentence, at + 1 == sentences.len(), &mut rest);
            let entries = entries(inside, piece, view.wrap.is_some(), self.kinds);
            if entries.is_empty() {
                continue;
            }
            let mut terms = Terms { words: &mut self.words, normalizer: &self.normalizer };
            match self.target {
                Target::Conllu => conllu::sentence(&entries, &mut terms, &mut part.text),
                _ => vertical::sentence(&entries, &mut terms, &mut part.text),
            }
            part.sentences.push((part.text.len(), sentence.paragraph));
        }
        part
    }
}

/// The tokens of a sentence: those that start in it, and before it.
fn tokens_of<'t>(sentence: &Sentence, last: bool, rest: &mut &'t [Token]) -> &'t [Token] {
    let inside = rest.partition_point(|token| last || token.span.start < sentence.span.end);
    let (inside, after) = rest.split_at(inside);
    *rest = after;
    inside
}

/// The tokens that are written.
fn entries<'t>(tokens: &[Token], piece: &'t OwnedPiece, wrapped: bool, kinds: KindSet) -> Vec<Entry<'t>> {
    let mut entries: Vec<Entry<'t>> = Vec::new();
    let mut spaced = true;
    for token in tokens {
        if kinds.contains(token.kind) && token.kind != TokenKind::Space {
            if let Some(before) = entries.last_mut() {
                before.glued = !spaced;
            }
            entries.push(Entry {
                form: plain(surface(token, &piece.text, wrapped)),
                kind: token.kind,
                start: piece.base + u64::from(token.span.start),
                end: piece.base + u64::from(token.span.end),
                glued: false,
            });
            spaced = false;
        } else {
            spaced |= token.kind == TokenKind::Space;
        }
    }
    entries.retain(|entry| !entry.form.is_empty());
    entries
}

/// The text without what ends lines and columns: white space and controls become one space.
fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let breaks = |c: char| c.is_whitespace() || c.is_control();
    if text.contains(breaks) {
        let parts: Vec<&str> = text.split(breaks).filter(|part| !part.is_empty()).collect();
        Cow::Owned(parts.join(" "))
    } else {
        text
    }
}

/// The text of a JSON string, without its quotes.
fn escaped(text: &str) -> String {
    // A text can always be written as JSON.
    let mut quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.pop();
    if !quoted.is_empty() {
        quoted.remove(0);
    }
    quoted
}

/// What is known of words, and of the signs beside them.
struct Terms<'s, 'a> {
    words: &'s mut WordWorker<'a>,
    normalizer: &'s Normalizer,
}

impl Terms<'_, '_> {
    /// What the analyser says of a word of Arabic letters; nothing of other tokens.
    fn reading(&mut self, entry: &Entry<'_>) -> Option<WordReading> {
        let arabic = matches!(entry.kind, TokenKind::Word | TokenKind::Mixed);
        arabic.then(|| self.words.read(&entry.form, 1))
    }

    /// The lemma: of a word its own, of other letters the folded form, of a sign the sign.
    fn lemma(&self, entry: &Entry<'_>, reading: Option<&WordReading>) -> Option<String> {
        match (reading, entry.kind) {
            (Some(reading), _) => reading.lemma.clone(),
            (None, TokenKind::Latin) => Some(self.folded(&entry.form)),
            (None, _) => Some(entry.form.clone().into_owned()),
        }
    }

    /// The form without marks, or the form itself where nothing else is in it.
    fn folded(&self, form: &str) -> String {
        let folded = plain(self.normalizer.fold(form));
        if folded.is_empty() { form.to_owned() } else { folded.into_owned() }
    }
}
