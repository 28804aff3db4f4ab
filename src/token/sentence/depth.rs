//! Open quotes and brackets of a line, as a stack of bounded depth.

/// What opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    /// `« »`, `“ ”`, `‘ ’`, `‹ ›`.
    Quote,
    /// `( )`, `[ ]`, `{ }`, `﴿ ﴾`.
    Bracket,
}

/// An opener, and where it stands; nowhere, if it stands before the text that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opener {
    pair: Pair,
    at: Option<usize>,
}

/// The openers of a line that are not closed. Deeper than 64 they are only counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Depth {
    stack: Vec<Opener>,
    beyond: u32,
    /// A straight quote is open.
    straight: Option<Option<usize>>,
}

const MOST: usize = 64;

impl Depth {
    /// Takes the character at `at`; whether it was a quote or bracket.
    pub(super) fn take(&mut self, c: char, at: usize) -> bool {
        match c {
            '"' => self.straight = if self.straight.is_some() { None } else { Some(Some(at)) },
            '«' | '“' | '‘' | '‹' => self.open(Pair::Quote, at),
            '(' | '[' | '{' | '\u{fd3f}' => self.open(Pair::Bracket, at),
            '»' | '”' | '›' => self.close(Pair::Quote),
            ')' | ']' | '}' | '\u{fd3e}' => self.close(Pair::Bracket),
            _ => return false,
        }
        true
    }

    fn open(&mut self, pair: Pair, at: usize) {
        if self.stack.len() < MOST {
            self.stack.push(Opener { pair, at: Some(at) })
        } else {
            self.beyond += 1
        }
    }

    /// Closes the last opener of its kind; those above it were left open by mistake.
    fn close(&mut self, pair: Pair) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(at) = self.stack.iter().rposition(|opener| opener.pair == pair) {
            self.stack.remove(at);
        }
    }

    /// Quotes that are open.
    pub(super) fn quotes(&self) -> u16 {
        let stacked = self.stack.iter().filter(|opener| opener.pair == Pair::Quote).count();
        stacked as u16 + u16::from(self.straight.is_some())
    }

    /// Brackets that are open.
    pub(super) fn brackets(&self) -> u16 {
        let stacked = self.stack.iter().filter(|opener| opener.pair == Pair::Bracket).count();
        (stacked as u32 + self.beyond).min(u32::from(u16::MAX)) as u16
    }

    /// Where the innermost pair that is open was opened.
    pub(super) fn innermost(&self) -> Option<usize> {
        let stacked = self.stack.last().and_then(|opener| opener.at);
        stacked.max(self.straight.flatten())
    }

    /// Forgets where the openers stand: the text they stand in is gone.
    pub(super) fn detached(mut self) -> Self {
        self.stack.iter_mut().for_each(|opener| opener.at = None);
        self.straight = self.straight.map(|_| None);
        self
    }
}
