//! stub
#![allow(missing_docs)]
use super::Span;
use serde::{Deserialize, Serialize};
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    Stop,
    Newline,
    End,
    Limit,
}
impl EndReason {
    pub fn code(self) -> &'static str {
        "stop"
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoEndReason {
    Title,
}
impl NoEndReason {
    pub fn code(self) -> &'static str {
        "title"
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum SentenceMode {
    #[default]
    Mizan,
    Newline,
}
impl SentenceMode {
    pub fn name(self) -> &'static str {
        "mizan"
    }
    pub fn parse(_: &str) -> Result<Self, crate::Error> {
        Ok(Self::Mizan)
    }
}
pub enum Decision {
    End(EndReason),
    None(NoEndReason),
}
pub struct Candidate {
    pub offset: u32,
    pub decision: Decision,
}
pub struct Sentence {
    pub span: Span,
    pub reason: EndReason,
    pub paragraph: u32,
    pub open_quotes: u16,
    pub open_brackets: u16,
    pub has_word: bool,
}
#[derive(Clone, Debug, Default)]
pub struct Carry;
impl Carry {
    pub fn sentences_in_paragraph(&self) -> u64 {
        0
    }
}
pub struct Splitter(SentenceMode);
impl Splitter {
    pub fn new(m: SentenceMode) -> Self {
        Self(m)
    }
    pub fn with_max_sentence_bytes(self, _: usize) -> Self {
        self
    }
    pub fn with_ayah(self, _: bool) -> Self {
        self
    }
    pub fn mode(&self) -> SentenceMode {
        self.0
    }
    pub fn split(&self, text: &str, _c: &mut Carry, out: &mut Vec<Sentence>) {
        let mut at = 0;
        let mut p = 0;
        for l in text.split_inclusive('\n') {
            let t = l.trim_end();
            if !t.is_empty() {
                out.push(Sentence {
                    span: Span::new(at, at + t.len()),
                    reason: EndReason::Newline,
                    paragraph: p,
                    open_quotes: 0,
                    open_brackets: 0,
                    has_word: true,
                });
                p += 1;
            }
            at += l.len();
        }
    }
    pub fn candidates(&self, _: &str) -> Vec<Candidate> {
        vec![]
    }
    pub fn cut(&self, _: &str, _: &Carry) -> Option<(usize, Carry)> {
        None
    }
}
