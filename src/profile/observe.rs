//! Text → counts: one pass over the tokens and sentences of a piece of a document.

use super::clauses::Clauses;
use super::{Profile, Settings, Unit};
use crate::count::sequence::{CLAUSE_END, DOCUMENT_END, PARAGRAPH_END, SENTENCE_END};
use crate::count::{Aggregate, Characters, Keep, Sequence};
use crate::scan::Scanner;
use crate::token::sentence::{Carry, EndReason, JOINERS, Sentence, Splitter, Wrap};
use crate::token::{KindSet, Span, Token, TokenKind, Tokenizer, ends_with_line_end, is_line_end, token_kind};
use std::borrow::Cow;

/// A piece of a document. A document is one piece, or several that are cut at paragraph ends, or, where a
/// paragraph is too long to hold, at a place that [`Splitter::cut`] gave.
#[derive(Clone, Debug)]
pub struct Piece<'t> {
    /// The text.
    pub text: &'t str,
    /// The state of the sentence splitter where the piece begins.
    pub carry: Carry,
    /// The document begins here.
    pub first: bool,
    /// The document ends here.
    pub last: bool,
    /// The piece ends inside a paragraph that goes on in the next.
    pub open: bool,
    /// Of a list of tokens: how many of the document stand before the piece.
    pub tokens_before: u64,
    /// How the document is wrapped.
    pub wrap: Option<Wrap>,
    /// The number of the document among those that an [`Observer`] is given.
    pub document: u64,
    /// Each line is a sentence, whatever the settings say of running text.
    pub sentence_lines: bool,
}

impl<'t> Piece<'t> {
    /// A document in one piece, not wrapped.
    pub fn document(text: &'t str) -> Self {
        Self {
            text,
            carry: Carry::default(),
            first: true,
            last: true,
            open: false,
            tokens_before: 0,
            wrap: None,
            document: 0,
            sentence_lines: false,
        }
    }
}

/// Counts pieces into profiles: the tokenizer, the splitter and their buffers, one for each thread.
pub struct Observer {
    settings: Settings,
    tokenizer: Box<dyn Tokenizer>,
    splitter: Splitter,
    /// The splitter of pieces whose lines are sentences.
    line_splitter: Splitter,
    counted: KindSet,
    scanner: Scanner,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// The document that was observed last.
    document: Option<u64>,
}

impl Observer {
    /// An observer of text under these settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            settings: *settings,
            tokenizer: settings.tokenizer.build(),
            splitter: settings.splitter(),
            line_splitter: Settings { unit: Unit::Sentences, ..*settings }.splitter(),
            counted: settings.counted(),
            scanner: Scanner::default(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            document: None,
        }
    }

    /// Cuts a piece into its tokens and sentences, without counting them.
    pub fn cut(&mut self, piece: &Piece<'_>) -> (&[Token], &[Sentence]) {
        self.tokens.clear();
        self.sentences.clear();
        match self.settings.unit {
            Unit::Tokens => line_tokens(piece.text, &mut self.tokens),
            Unit::Text | Unit::Sentences => self.tokenizer.tokenize(piece.text, &mut self.tokens),
        }
        let splitter = self.splitter(piece);
        splitter.split(piece.text, &mut piece.carry.clone(), &mut self.sentences);
        if piece.wrap.is_some() {
            join_wrapped(piece.text, &mut self.tokens, &self.sentences);
        }
        (&self.tokens, &self.sentences)
    }

    /// The splitter of a piece.
    pub fn splitter(&self, piece: &Piece<'_>) -> Splitter {
        let splitter = if piece.sentence_lines { &self.line_splitter } else { &self.splitter };
        splitter.clone().with_wrap(piece.wrap)
    }

    /// The kinds that are counted.
    pub fn counted(&self) -> KindSet {
        self.counted
    }

    /// Adds the counts of a piece. Pieces of a document are observed in their order, into one profile or into
    /// profiles that are merged in that order. O(n).
    pub fn observe(&mut self, profile: &mut Profile, piece: &Piece<'_>) {
        profile.sequence.begin(self.settings.keep);
        if piece.first || self.document != Some(piece.document) {
            self.document = Some(piece.document);
            profile.types.begin_document();
        }
        profile.documents += u64::from(piece.first);
        if self.settings.characters {
            profile.characters.merge(Characters::of(piece.text));
        }
        match self.settings.unit {
            Unit::Tokens => {
                self.cut(piece);
                profile.lines += lines(piece);
                self.count_list(profile, piece);
            }
            // A word that a line break parts is found with the sentence around it.
            Unit::Text | Unit::Sentences if self.settings.only_words && piece.wrap.is_none() => {
                self.count_words(profile, piece);
            }
            Unit::Text | Unit::Sentences => {
                self.cut(piece);
                profile.lines += lines(piece);
                self.count_text(profile, piece);
            }
        }
        if piece.last {
            profile.sequence.end(DOCUMENT_END);
        }
    }

    /// Counts words and nothing else, in stretches that stay in the nearest memory.
    fn count_words(&mut self, profile: &mut Profile, piece: &Piece<'_>) {
        const STRETCH: usize = 32 << 10;
        let mut rest = piece.text;
        while !rest.is_empty() {
            let (stretch, after) = rest.split_at(word_end(rest, STRETCH));
            rest = after;
            self.tokens.clear();
            self.tokenizer.words(stretch, self.counted, &mut self.scanner, &mut self.tokens);
            let mut words = 0;
            for token in &self.tokens {
                // In a register: one sum in memory would wait for itself at each of them.
                match token.kind {
                    TokenKind::Word => words += 1,
                    kind => profile.by_kind[kind as usize] += 1,
                }
            }
            profile.by_kind[TokenKind::Word as usize] += words;
            profile.types.add_tokens(stretch, self.tokens.iter(), &mut profile.sequence);
        }
    }

    /// Counts the tokens of running text, sentence by sentence.
    fn count_text(&self, profile: &mut Profile, piece: &Piece<'_>) {
        // All types are found at once; where the order is kept, their numbers wait for the ends between them.
        let mut ids = Sequence::new(Keep::Order);
        if piece.wrap.is_none() {
            let counted = self.tokens.iter().filter(|token| self.counted.contains(token.kind));
            let found = match profile.sequence.keep() {
                Keep::Order => &mut ids,
                Keep::Documents => &mut profile.sequence,
            };
            profile.types.add_tokens(piece.text, counted, found);
        }
        let mut ids = ids.tokens();
        let mut tokens = self.tokens.iter().peekable();
        let mut in_paragraph = piece.carry.sentences_in_paragraph();
        for (at, sentence) in self.sentences.iter().enumerate() {
            let next = self.sentences.get(at + 1);
            let (mut words, mut arabic) = (0, false);
            let (mut clauses, mut in_sentence) = (Clauses::default(), 0);
            // A token belongs to the sentence in which it starts; one that starts before the first, to the first.
            let end = next.map_or(u32::MAX, |_| sentence.span.end);
            while let Some(token) = tokens.next_if(|token| token.span.start < end) {
                profile.by_kind[token.kind as usize] += 1;
                if self.counted.contains(token.kind) {
                    if piece.wrap.is_some() {
                        let surface = surface(token, piece.text, true);
                        profile.types.add_token(&surface, token.kind, &mut profile.sequence);
                    } else if profile.sequence.keep() == Keep::Order {
                        profile.sequence.push(ids.next().expect("an id for each counted token"));
                    }
                    words += 1;
                    clauses.word();
                } else if token.kind == TokenKind::Punctuation {
                    profile.sequence.end(CLAUSE_END);
                    let mark = token.span.of(piece.text).chars().next().unwrap_or_default();
                    if let Some(length) = clauses.mark(mark) {
                        profile.clause_words.add(length, 1);
                        in_sentence += 1;
                    }
                }
                arabic |= matches!(token.kind, TokenKind::Word | TokenKind::Mixed);
            }
            profile.sequence.end(SENTENCE_END);
            if sentence.has_word {
                profile.sentences += 1;
                profile.arabic_sentences += u64::from(arabic);
                profile.sentence_words.add(words, 1);
                for length in clauses.end().into_iter().flatten() {
                    profile.clause_words.add(length, 1);
                    in_sentence += 1;
                }
                profile.sentence_clauses.add(in_sentence, 1);
                profile.ends[sentence.reason as usize] += 1;
                in_paragraph += 1;
            }
            profile.cut_sentences += u64::from(sentence.reason == EndReason::Limit);
            let ends_paragraph = match next {
                Some(next) => next.paragraph != sentence.paragraph,
                None => !piece.open,
            };
            if ends_paragraph {
                profile.paragraphs += 1;
                profile.paragraph_sentences.add(in_paragraph, 1);
                profile.sequence.end(PARAGRAPH_END);
                in_paragraph = 0;
            }
        }
        for token in tokens {
            profile.by_kind[token.kind as usize] += 1;
        }
    }

    /// Counts a list of tokens: the document is one sentence.
    fn count_list(&self, profile: &mut Profile, piece: &Piece<'_>) {
        let mut tokens = piece.tokens_before;
        for token in self.tokens.iter().filter(|token| self.counted.contains(token.kind)) {
            profile.by_kind[token.kind as usize] += 1;
            profile.types.add_token(token.span.of(piece.text), token.kind, &mut profile.sequence);
            tokens += 1;
        }
        if piece.last && tokens > 0 {
            profile.paragraphs += 1;
            profile.sentences += 1;
            profile.arabic_sentences += 1;
            profile.sentence_words.add(tokens, 1);
            profile.clause_words.add(tokens, 1);
            profile.sentence_clauses.add(1, 1);
            profile.paragraph_sentences.add(1, 1);
        }
    }
}

/// Makes one token of the two parts of a word that a soft line break parts.
fn join_wrapped(text: &str, tokens: &mut Vec<Token>, sentences: &[Sentence]) {
    let mut inside = sentences.iter().peekable();
    let (mut kept, mut at) = (0, 0);
    while at < tokens.len() {
        let mut token = tokens[at];
        while let [space, rest, ..] = &tokens[at + 1..] {
            let (end, begin) = (token.span.end, rest.span.start);
            while inside.next_if(|sentence| sentence.span.end <= end).is_some() {}
            let soft =
                inside.peek().is_some_and(|sentence| sentence.span.start <= end && begin < sentence.span.end);
            let parted = token.kind == TokenKind::Word
                && rest.kind == TokenKind::Word
                && token.span.of(text).ends_with(JOINERS)
                && space.kind == TokenKind::Space
                && space.span.of(text).contains(is_line_end);
            if !(soft && parted) {
                break;
            }
            token.span.end = rest.span.end;
            at += 2;
        }
        tokens[kept] = token;
        kept += 1;
        at += 1;
    }
    tokens.truncate(kept);
}

/// The surface of a token: its span, or, of a word that a soft line break parts, the word in one piece.
pub(crate) fn surface<'t>(token: &Token, text: &'t str, wrapped: bool) -> Cow<'t, str> {
    let surface = token.span.of(text);
    if wrapped && surface.contains(is_line_end) {
        surface.split_whitespace().map(|part| part.trim_end_matches(JOINERS)).collect()
    } else {
        Cow::Borrowed(surface)
    }
}

/// Where a text may be cut for counting words: after a line feed, about so many bytes from its start; its whole length
/// if there is none, or little more text.
fn word_end(text: &str, about: usize) -> usize {
    let bytes = text.as_bytes();
    if bytes.len() <= about * 2 {
        return bytes.len();
    }
    let early = memchr::memrchr(b'\n', &bytes[about / 2..about]).map(|at| about / 2 + at + 1);
    early.or_else(|| memchr::memchr(b'\n', &bytes[about..]).map(|at| about + at + 1)).unwrap_or(bytes.len())
}

/// The lines of a list, one token each: the line ends are tokens of white space, so that the text is tiled.
pub(crate) fn line_tokens(text: &str, out: &mut Vec<Token>) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        let end = at + content.len();
        if !content.is_empty() {
            out.push(Token { kind: token_kind(content), span: Span::new(at, end) });
        }
        at += line.len();
        if end < at {
            out.push(Token { kind: TokenKind::Space, span: Span::new(end, at) });
        }
    }
}

/// The lines that end in this piece; the last line of a document counts without a line end too.
fn lines(piece: &Piece<'_>) -> u64 {
    let bytes = piece.text.as_bytes();
    let line_feeds = memchr::memchr_iter(b'\n', bytes).count();
    let returns = memchr::memchr_iter(b'\r', bytes).filter(|&at| bytes.get(at + 1) != Some(&b'\n')).count();
    let others = ["\u{85}", "\u{2028}", "\u{2029}"].map(|end| memchr::memmem::find_iter(bytes, end).count());
    let unended = piece.last && !bytes.is_empty() && !ends_with_line_end(piece.text);
    (line_feeds + returns + others.iter().sum::<usize>()) as u64 + u64::from(unended)
}
