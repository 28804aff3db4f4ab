//! One pass over a text: line ends, terminators, quotes and brackets, in their order. What a terminator means is the
//! business of `rules`; this file keeps the state of the line and lists the sentences.

use super::around::{AHEAD_BYTES, Line};
use super::depth::Depth;
use super::rules::{Question, decide};
use super::run::Run;
use super::wrap::Before;
use super::{Candidate, Carry, Decision, EndReason, Sentence, SentenceMode, Splitter};
use crate::script::{Class, class, is_invisible, is_strong_end_mark};
use crate::token::address::{AddressKind, addresses};
use crate::token::{Span, is_line_end};

/// The state of a pass.
pub(super) struct Scan<'a, 't> {
    splitter: &'a Splitter,
    text: &'t str,
    /// The addresses of the text that are not yet behind.
    addresses: std::iter::Peekable<std::vec::IntoIter<(Span, AddressKind)>>,
    depth: Depth,
    /// Where the sentence begins.
    start: usize,
    /// The line began before the text.
    mid_line: bool,
    line_start: usize,
    paragraph: u32,
    in_paragraph: u64,
    /// Sentences of this line in `out`.
    on_line: usize,
    /// Where the line ends.
    line_end: usize,
    /// Sentences of this block of wrapped lines in `out`.
    in_block: usize,
    /// What stands before the text in its first line.
    before: Before,
    pub(super) out: Vec<Sentence>,
    pub(super) candidates: Option<Vec<Candidate>>,
    /// The states at the starts of sentences, for a text that is not complete.
    pub(super) starts: Option<Vec<Start>>,
    last_reason: Option<EndReason>,
}

/// The state where a sentence ended and the next one starts.
pub(super) struct Start {
    end: usize,
    pub(super) reason: EndReason,
    pub(super) depth: Depth,
    pub(super) in_paragraph: u64,
    pub(super) line_end: usize,
}

impl<'a, 't> Scan<'a, 't> {
    pub(super) fn new(splitter: &'a Splitter, text: &'t str, carry: &Carry) -> Self {
        Self {
            splitter,
            text,
            addresses: addresses(text).into_iter().peekable(),
            depth: carry.depth.clone(),
            start: 0,
            mid_line: carry.mid_line,
            line_start: 0,
            paragraph: 0,
            in_paragraph: carry.sentences,
            on_line: 0,
            line_end: 0,
            in_block: 0,
            before: carry.before,
            out: Vec::new(),
            candidates: None,
            starts: None,
            last_reason: carry.last_reason,
        }
    }

    /// Reads the whole text.
    pub(super) fn run(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let end = self.end_of_line(at);
            self.line_end = end;
            self.line(at, end);
            at = end + break_length(&self.text[end..]);
            self.end_line(end, at > end);
            self.start = at;
            self.line_start = at;
        }
    }

    /// Where the line that begins at `from` ends, soft breaks passed over.
    fn end_of_line(&self, from: usize) -> usize {
        let mut end = line_end(self.text, from);
        let Some(wrap) = self.splitter.wrap() else { return end };
        let mut row = from;
        let mut before = if from == 0 { self.before } else { Before::default() };
        loop {
            let after = end + break_length(&self.text[end..]);
            let next_end = line_end(self.text, after);
            if after == end || !wrap.is_soft(&self.text[row..end], before, &self.text[after..next_end]) {
                return end;
            }
            (row, end, before) = (after, next_end, Before::default());
        }
    }

    fn line(&mut self, from: usize, end: usize) {
        if self.splitter.mode() == SentenceMode::Newline {
            self.cut_long(end, end);
            return;
        }
        let mut at = from;
        while let Some(place) = next_mark(self.text, at, end) {
            self.cut_long(place, end);
            let c = self.text[place..].chars().next().unwrap_or_default();
            at = place + c.len_utf8();
            if is_strong_end_mark(c) {
                at = self.terminator(place, end);
            } else if self.depth.take(c, place) {
                if self.splitter.ayah() && c == '\u{fd3e}' && closes_ayah(&self.text[self.start..place]) {
                    self.end_sentence(at, EndReason::Stop);
                }
            } else if c == '\u{6dd}' {
                if self.splitter.ayah() {
                    let digits = self.text[at..end].chars().take_while(|&c| class(c) == Class::Digit);
                    at += digits.map(char::len_utf8).sum::<usize>();
                    self.end_sentence(at, EndReason::Stop);
                }
            } else if self.splitter.mode() == SentenceMode::Clause && self.ends_clause(c, place, at, end) {
                self.end_sentence(at, EndReason::Clause);
            }
        }
        self.cut_long(end, end);
    }

    /// Decides about the terminators at `place`; where reading goes on.
    fn terminator(&mut self, place: usize, end: usize) -> usize {
        let line = Line { text: self.text, start: self.start, end };
        let run = Run::at(line, place);
        let question = Question {
            line,
            run,
            at_line_start: self.start == self.line_start && !self.mid_line,
            in_address: self.in_address(place, run.marks_end),
            opened: self.depth.innermost(),
        };
        let decision = decide(&question);
        if let Some(candidates) = &mut self.candidates {
            candidates.push(Candidate { offset: run.end as u32, decision });
        }
        for (offset, c) in self.text[run.marks_end..run.end].char_indices() {
            self.depth.take(c, run.marks_end + offset);
        }
        match decision {
            Decision::End(reason) => {
                self.end_sentence(run.end, reason);
                run.end
            }
            // What follows the marks was taken above.
            Decision::None(_) => run.end,
        }
    }

    /// Whether a terminator at `place` stands in an address; one that ends with it does not.
    fn in_address(&mut self, place: usize, marks_end: usize) -> bool {
        while self.addresses.next_if(|(span, _)| span.end as usize <= place).is_some() {}
        self.addresses
            .peek()
            .is_some_and(|(span, _)| (span.start as usize) < place && marks_end <= span.end as usize)
    }

    /// Clause mode: ؛ ends, and ، and : between pieces of three words or more.
    fn ends_clause(&self, c: char, place: usize, after: usize, end: usize) -> bool {
        const LEAST: usize = 3;
        let line = Line { text: self.text, start: self.start, end };
        let digit = |c: Option<char>| c.is_some_and(|c| class(c) == Class::Digit);
        if digit(line.char_after(after)) && digit(line.char_before(place)) {
            return false;
        }
        match c {
            '؛' => true,
            '،' | ':' => {
                let ahead = line.ahead(after);
                let piece = ahead.find(['،', '؛', ':', '.', '!', '؟', '?', '…']).unwrap_or(ahead.len());
                line.words_between(line.looked_back(place), place, LEAST) >= LEAST
                    && line.words_between(after, after + piece, LEAST) >= LEAST
            }
            _ => false,
        }
    }

    /// Ends the sentence at `end`. A piece without a word goes to the sentence before it on the line.
    fn end_sentence(&mut self, end: usize, reason: EndReason) {
        let from = self.start;
        self.start = end;
        let span = trimmed(self.text, from, end);
        if span.is_empty() {
            return;
        }
        let has_word = span.of(self.text).chars().any(|c| matches!(class(c), Class::Letter | Class::Digit));
        if !has_word
            && self.on_line > 0
            && let Some(last) = self.out.last_mut()
        {
            last.span.end = span.end;
            last.open_quotes = self.depth.quotes();
            last.open_brackets = self.depth.brackets();
            return;
        }
        self.out.push(Sentence {
            span,
            reason,
            paragraph: self.paragraph,
            open_quotes: self.depth.quotes(),
            open_brackets: self.depth.brackets(),
            has_word,
        });
        self.on_line += 1;
        self.in_paragraph += u64::from(has_word);
        if let Some(starts) = &mut self.starts {
            let (depth, in_paragraph) = (self.depth.clone(), self.in_paragraph);
            starts.push(Start { end, reason, depth, in_paragraph, line_end: self.line_end });
        }
    }

    fn end_line(&mut self, end: usize, ended: bool) {
        let unended = self.last_reason.unwrap_or(EndReason::End);
        self.end_sentence(end, if ended { EndReason::Newline } else { unended });
        if self.splitter.wrap().is_some() {
            self.in_block += self.on_line;
            if self.text[self.line_start..end].trim().is_empty() && self.in_block > 0 {
                self.paragraph += 1;
                (self.in_block, self.in_paragraph) = (0, 0);
            }
        } else {
            self.paragraph += u32::from(self.on_line > 0);
            self.in_paragraph = 0;
        }
        self.on_line = 0;
        self.mid_line = false;
        self.depth = Depth::default();
    }

    /// Cuts a sentence that is longer than the limit, counted from its start, at the last white space within it, or
    /// at the next one after it: no word is cut.
    fn cut_long(&mut self, to: usize, line_end: usize) {
        // The usual case, without looking for white space at its ends.
        if to <= self.start + self.splitter.max_sentence_bytes() {
            return;
        }
        loop {
            let start = trimmed(self.text, self.start, line_end).start as usize;
            let limit = start + self.splitter.max_sentence_bytes();
            if to <= limit {
                return;
            }
            let mut within = limit;
            while !self.text.is_char_boundary(within) {
                within -= 1;
            }
            let space = self.text[start..within].rfind(char::is_whitespace).map(|at| start + at);
            let space =
                space.or_else(|| self.text[within..to].find(char::is_whitespace).map(|at| within + at));
            match space {
                Some(at) if at > start => self.end_sentence(at, EndReason::Limit),
                _ => return,
            }
        }
    }
}

/// Where a text, the beginning of a line that goes on, may be cut: before a word that opens a sentence and that is
/// so far from the end that nothing after it can change what was decided.
pub(super) fn last_cut(text: &str, starts: Vec<Start>) -> Option<(usize, Start)> {
    starts.into_iter().rev().find_map(|start| {
        let rest = &text[start.end..];
        let space = rest.find(|c: char| !c.is_whitespace() && !is_invisible(c))?;
        // A paragraph ends at a blank line; there is a better place.
        if rest[..space].matches(is_line_end).count() > 2
            || super::wrap::last_blank_line(&rest[..space]).is_some()
        {
            return None;
        }
        let at = start.end + space;
        let after_space = text[..at].chars().next_back().is_some_and(char::is_whitespace);
        let first = text[at..].chars().next()?;
        let word = matches!(class(first), Class::Letter | Class::Digit);
        (after_space && word && at + 2 * AHEAD_BYTES <= text.len()).then_some((at, start))
    })
}

/// The signs of an ayah's number, ﴿١٢﴾, end it.
fn closes_ayah(before: &str) -> bool {
    let digits = before.chars().rev().take_while(|&c| class(c) == Class::Digit).count();
    digits > 0 && before.chars().rev().nth(digits) == Some('\u{fd3f}')
}

/// Without white space and invisible characters at either end.
fn trimmed(text: &str, from: usize, to: usize) -> Span {
    let outer = |c: char| c.is_whitespace() || is_invisible(c) || c == '\u{200b}';
    let piece = &text[from..to];
    let kept = piece.trim_start_matches(outer);
    let start = to - kept.len();
    Span::new(start, start + kept.trim_end_matches(outer).len())
}

/// The next place in the line that means something to the splitter: a terminator, quote, bracket, comma.
fn next_mark(text: &str, from: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..end];
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|&byte| SIGNS[usize::from(byte)] != Sign::Plain as u8)?;
        let place = match SIGNS[usize::from(bytes[at])] {
            SECOND if at > from && matches!(bytes[at - 1], 0xD8 | 0xDB) => Some(at - 1),
            SECOND => None,
            _ => Some(at),
        };
        if place.is_some_and(|place| is_mark_char(text[place..].chars().next().unwrap_or_default())) {
            return place;
        }
        at += 1;
    }
}

const SECOND: u8 = Sign::Second as u8;

/// What a byte says of marks. Arabic marks are told by their second byte: half of all letters share their first, and
/// a branch on it would be guessed wrong at every other letter.
#[derive(Clone, Copy)]
enum Sign {
    /// No mark.
    Plain,
    /// A mark of ASCII, or the first byte of some marks.
    First,
    /// The second byte of an Arabic mark, and of few letters.
    Second,
}

const SIGNS: [u8; 256] = {
    let mut signs = [Sign::Plain as u8; 256];
    let mut at = 0;
    let ascii = b".!?\"()[]{}:";
    while at < ascii.len() {
        signs[ascii[at] as usize] = Sign::First as u8;
        at += 1;
    }
    // « and », “ ” … and their kin, ﴾ ﴿.
    let first = [0xC2, 0xE2, 0xEF];
    at = 0;
    while at < first.len() {
        signs[first[at] as usize] = Sign::First as u8;
        at += 1;
    }
    // ، ؛ ؝ ؞ ؟ after D8, and ۔ ۝ after DB.
    let second = [0x8C, 0x9B, 0x9D, 0x9E, 0x9F, 0x94];
    at = 0;
    while at < second.len() {
        signs[second[at] as usize] = Sign::Second as u8;
        at += 1;
    }
    signs
};

fn is_mark_char(c: char) -> bool {
    matches!(c, '"' | '(' | ')' | '[' | ']' | '{' | '}' | ':')
        || is_strong_end_mark(c)
        || matches!(
            c as u32,
            0xAB | 0xBB
                | 0x60C
                | 0x61B
                | 0x6DD
                | 0x2018
                | 0x201C
                | 0x201D
                | 0x2039
                | 0x203A
                | 0xFD3E
                | 0xFD3F
        )
}

/// Where the line that begins at `from` ends.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    // LF and CR are single bytes; U+2028 and U+2029 begin with E2, NEL with C2.
    loop {
        let stop = memchr::memchr3(b'\n', b'\r', 0xE2, &bytes[at..]).map_or(bytes.len(), |next| at + next);
        let mut next_line = at;
        while let Some(found) = memchr::memchr(0xC2, &bytes[next_line..stop]) {
            next_line += found + 1;
            if bytes.get(next_line) == Some(&0x85) {
                return next_line - 1;
            }
        }
        let other = bytes.get(stop) == Some(&0xE2)
            && !matches!(bytes.get(stop + 1..stop + 3), Some([0x80, 0xA8 | 0xA9]));
        if !other {
            return stop;
        }
        at = stop + 1;
    }
}

/// The length of the line end that `rest` begins with.
pub(super) fn break_length(rest: &str) -> usize {
    if rest.starts_with("\r\n") {
        return 2;
    }
    rest.chars().next().filter(|&c| is_line_end(c)).map_or(0, char::len_utf8)
}
