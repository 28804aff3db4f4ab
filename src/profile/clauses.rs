//! A sentence's words → the lengths of its clauses: parted at ؛, and at ، and : between pieces of three words or more.

/// Words that a piece at either side of a comma must have to be a clause.
const LEAST: u64 = 3;

/// The clauses of the sentence that is read.
#[derive(Default)]
pub(super) struct Clauses {
    /// Words of the clause before the last mark.
    left: u64,
    mark: Mark,
    /// Words after it.
    piece: u64,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Mark {
    /// No end of a clause.
    #[default]
    None,
    /// ، and :
    Weak,
    /// ؛
    Strong,
}

impl Clauses {
    /// Takes a word.
    pub(super) fn word(&mut self) {
        self.piece += 1;
    }

    /// Takes a punctuation mark; the length of the clause that is now known to have ended before, if one has.
    pub(super) fn mark(&mut self, c: char) -> Option<u64> {
        let mark = match c {
            '؛' => Mark::Strong,
            '،' | ':' => Mark::Weak,
            '.' | '!' | '؟' | '?' | '…' => Mark::None,
            _ => return None,
        };
        let ended = self.settle();
        self.mark = mark;
        ended
    }

    fn settle(&mut self) -> Option<u64> {
        let ends = match self.mark {
            Mark::None => false,
            Mark::Weak => self.left >= LEAST && self.piece >= LEAST,
            Mark::Strong => self.left > 0 && self.piece > 0,
        };
        let ended = ends.then_some(self.left);
        self.left = if ends { self.piece } else { self.left + self.piece };
        (self.piece, self.mark) = (0, Mark::None);
        ended
    }

    /// Ends the sentence: the lengths of its last clauses. The state is then fresh.
    pub(super) fn end(&mut self) -> [Option<u64>; 2] {
        let ended = self.settle();
        let last = std::mem::take(self).left;
        [ended, Some(last)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_of_a_row_of_pieces() {
        let lengths = |pieces: &[(u64, char)]| {
            let (mut clauses, mut found) = (Clauses::default(), Vec::new());
            for &(words, mark) in pieces {
                (0..words).for_each(|_| clauses.word());
                found.extend(clauses.mark(mark));
            }
            found.extend(clauses.end().into_iter().flatten());
            found
        };
        assert_eq!(lengths(&[(4, '،'), (3, '؛'), (1, '،'), (5, '.')]), [4, 3, 6]);
        assert_eq!(lengths(&[(1, '،'), (1, '،'), (7, '.')]), [9]);
        assert_eq!(lengths(&[(0, '.')]), [0]);
    }
}
