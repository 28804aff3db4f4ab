//! Looks for the hits of a query in a piece of text. Lines that cannot hold one are passed over after a look at their
//! words, each distinct one of which is analysed once.

use super::Query;
use crate::profile::{LayerTerms, LayerWorker, Observer, Piece, Settings, Unit};
use crate::token::{KindSet, Span, Token, Tokenizer};
use hashbrown::HashMap;

/// A place where a query is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands in the piece.
    pub span: Span,
    /// The words before it in its sentence, in the order of the text.
    pub left: Vec<String>,
    /// The words of it.
    pub node: Vec<String>,
    /// The words after it in its sentence.
    pub right: Vec<String>,
}

/// Looks for hits: the tokenizer, the splitter, and what is known of words, one for each thread.
pub struct Searcher<'q> {
    query: &'q Query,
    observer: Observer,
    tokenizer: Box<dyn Tokenizer>,
    worker: LayerWorker<'q>,
    counted: KindSet,
    unit: Unit,
    context: usize,
    /// The parts that a token of this surface may be.
    parts: HashMap<Box<str>, u32>,
    /// The parts that tokens in a run without spaces may be.
    runs: HashMap<Box<str>, u32>,
    skips_lines: bool,
}

/// Distinct words that are remembered; beyond it all are forgotten, so that memory is bounded.
const MOST_REMEMBERED: usize = 1 << 20;

impl<'q> Searcher<'q> {
    /// Looks for `query` in text read under `settings`, and gives `context` words on each side. `terms` are those of
    /// the query's layer.
    pub fn new(query: &'q Query, terms: &'q LayerTerms, settings: &Settings, context: usize) -> Self {
        Self {
            query,
            observer: Observer::new(settings),
            tokenizer: settings.tokenizer.build(),
            worker: terms.worker(),
            counted: settings.counted(),
            unit: settings.unit,
            context,
            parts: HashMap::new(),
            runs: HashMap::new(),
            skips_lines: settings.unit != Unit::Tokens,
        }
    }

    /// Reads every line whole: the specification of the faster way.
    pub fn without_skipping(mut self) -> Self {
        self.skips_lines = false;
        self
    }

    /// The hits of a piece, in the order of the text. They do not overlap themselves: a phrase is looked for again
    /// after its end.
    pub fn search(&mut self, piece: &Piece<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        if !self.skips_lines || piece.wrap.is_some() {
            self.search_text(piece, 0, &mut hits);
            return hits;
        }
        // Sentences and tokens end where lines end, so that each line can be read alone.
        let mut at = 0;
        for line in piece.text.split_inclusive('\n') {
            if self.line_may_hold(line) {
                let mut alone = Piece { text: line, ..piece.clone() };
                if at > 0 {
                    alone.carry = Default::default();
                }
                self.search_text(&alone, at, &mut hits);
            }
            at += line.len();
        }
        hits
    }

    /// Whether every part of the query may be somewhere in a line: no token reaches over a space.
    fn line_may_hold(&mut self, line: &str) -> bool {
        let (wanted, line) = (self.query.named_parts(), line.trim_end_matches(['\n', '\r']));
        let (mut found, mut start) = (0, 0);
        for end in memchr::memchr_iter(b' ', line.as_bytes()).chain([line.len()]) {
            let run = &line[start..end];
            start = end + 1;
            if run.is_empty() || !self.query.may_be_in(run) {
                continue;
            }
            found |= match self.runs.get(run) {
                Some(&parts) => parts,
                None => self.look_at_run(run),
            };
            if found & wanted == wanted {
                return true;
            }
        }
        false
    }

    /// The parts that the tokens of a run may be, remembered.
    fn look_at_run(&mut self, run: &str) -> u32 {
        let mut tokens = Vec::new();
        self.tokenizer.tokenize(run, &mut tokens);
        let mut parts = 0;
        for token in tokens {
            if self.counted.contains(token.kind) {
                parts |= self.parts_of(token.span.of(run));
            }
        }
        if self.runs.len() >= MOST_REMEMBERED {
            self.runs.clear();
        }
        self.runs.insert(run.into(), parts);
        parts
    }

    /// The parts that a token may be, remembered.
    fn parts_of(&mut self, surface: &str) -> u32 {
        if !self.query.may_be_in(surface) {
            return self.query.unnamed_parts();
        }
        if let Some(&parts) = self.parts.get(surface) {
            return parts;
        }
        let worker = &mut self.worker;
        let parts = self.query.parts_of(surface, || worker.term(surface).map(Into::into));
        if self.parts.len() >= MOST_REMEMBERED {
            self.parts.clear();
        }
        self.parts.insert(surface.into(), parts);
        parts
    }

    /// Adds the hits of a text that begins `base` bytes into the piece.
    fn search_text(&mut self, piece: &Piece<'_>, base: usize, hits: &mut Vec<Hit>) {
        let (tokens, sentences) = self.observer.cut(piece);
        let tokens: Vec<Token> =
            tokens.iter().filter(|token| self.counted.contains(token.kind)).copied().collect();
        // A token belongs to the sentence in which it starts; a list of tokens is one sentence.
        let mut ends: Vec<u32> = match self.unit {
            Unit::Tokens => Vec::new(),
            Unit::Text | Unit::Sentences => sentences.iter().map(|sentence| sentence.span.end).collect(),
        };
        if let Some(last) = ends.last_mut() {
            *last = u32::MAX;
        } else {
            ends.push(u32::MAX);
        }
        let mut rest = tokens.as_slice();
        for end in ends {
            let length = rest.partition_point(|token| token.span.start < end);
            let (sentence, after) = rest.split_at(length);
            rest = after;
            self.search_sentence(piece.text, sentence, base, hits);
        }
    }

    fn search_sentence(&mut self, text: &str, tokens: &[Token], base: usize, hits: &mut Vec<Hit>) {
        let parts: Vec<u32> = tokens.iter().map(|token| self.parts_of(token.span.of(text))).collect();
        let (length, mut at) = (self.query.len(), 0);
        while at + length <= tokens.len() {
            if !(0..length).all(|part| parts[at + part] >> part & 1 == 1) {
                at += 1;
                continue;
            }
            let words = |range: std::ops::Range<usize>| -> Vec<String> {
                tokens[range].iter().map(|token| token.span.of(text).to_owned()).collect()
            };
            let end = at + length;
            let (first, last) = (tokens[at].span.start as usize, tokens[end - 1].span.end as usize);
            hits.push(Hit {
                span: Span::new(base + first, base + last),
                left: words(at.saturating_sub(self.context)..at),
                node: words(at..end),
                right: words(end..tokens.len().min(end.saturating_add(self.context))),
            });
            at = end;
        }
    }
}
