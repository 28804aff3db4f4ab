//! One pass over a text: line ends, terminators, quotes and brackets, in their order. What a terminator means is the
//! business of `rules`; this file keeps the state of the line and lists the sentences.

use super::around::{AHEAD_BYTES, Line};
use super::depth::Depth;
use super::rules::{Question, decide};
use super::run::Run;
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
            let end = line_end(self.text, at);
            self.line(at, end);
            at = end + break_length(&self.text[end..]);
            self.end_line(end, at > end);
            self.start = at;
            self.line_start = at;
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
            starts.push(Start { end, reason, depth: self.depth.clone(), in_paragraph: self.in_paragraph });
        }
    }

    fn end_line(&mut self, end: usize, ended: bool) {
        let unended = self.last_reason.unwrap_or(EndReason::End);
        self.end_sentence(end, if ended { EndReason::Newline } else { unended });
        self.paragraph += u32::from(self.on_line > 0);
        self.on_line = 0;
        self.in_paragraph = 0;
        self.mid_line = false;
        self.depth = Depth::default();
    }

    /// Cuts a sentence that is longer than the limit, counted from its start, at the last white space within it, or
    /// at the next one after it: no word is cut.
    fn cut_long(&mut self, to: usize, line_end: usize) {
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
    while at < end {
        let byte = bytes[at];
        let found = match LEADS[usize::from(byte)] {
            Lead::Plain => false,
            Lead::Mark => true,
            Lead::Look => is_mark_char(text[at..].chars().next().unwrap_or_default()),
        };
        if found {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[derive(Clone, Copy)]
enum Lead {
    /// No mark begins with this byte.
    Plain,
    /// A mark of ASCII.
    Mark,
    /// Some characters that begin with it are marks.
    Look,
}

const LEADS: [Lead; 256] = {
    let mut leads = [Lead::Plain; 256];
    let mut at = 0;
    let ascii = b".!?\"()[]{}:";
    while at < ascii.len() {
        leads[ascii[at] as usize] = Lead::Mark;
        at += 1;
    }
    // ، ؛ ؝ ؞ ؟ and ۔ ۝, « », “ ” … and their kin, ﴾ ﴿.
    let look = [0xD8, 0xDB, 0xC2, 0xE2, 0xEF];
    at = 0;
    while at < look.len() {
        leads[look[at] as usize] = Lead::Look;
        at += 1;
    }
    leads
};

fn is_mark_char(c: char) -> bool {
    is_strong_end_mark(c)
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
fn line_end(text: &str, from: usize) -> usize {
    let bytes = &text.as_bytes()[from..];
    // LF and CR are single bytes; the others begin with C2 and E2.
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | b'\r' => return from + at,
            0xC2 if bytes.get(at + 1) == Some(&0x85) => return from + at,
            0xE2 if bytes[at..].starts_with("\u{2028}".as_bytes()) => return from + at,
            0xE2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => return from + at,
            _ => at += 1,
        }
    }
    text.len()
}

/// The length of the line end that `rest` begins with.
fn break_length(rest: &str) -> usize {
    if rest.starts_with("\r\n") {
        return 2;
    }
    rest.chars().next().filter(|&c| is_line_end(c)).map_or(0, char::len_utf8)
}
