//! What the analyser says of a word: ranked analyses, each with root, kind, lemma, pattern and segments.

use super::lexicon::{Kind, Lexicon, MAKES_NISBA, MAKES_NOTHING};
use super::skeleton::{FOREIGN, Skeleton, letter_of};
use super::{Analyzer, Root};
use crate::script::letter::{TEH_MARBUTA, YEH};
use crate::script::letter;

/// No row of a table.
pub(super) const NONE: u32 = u32::MAX;

/// One way to read a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) cost: i32,
    pub(super) root: Option<Root>,
    pub(super) kind: Kind,
    /// The number of its lemma, or [`NONE`].
    pub(super) lemma: u32,
    /// The number of its pattern, or [`NONE`].
    pub(super) pattern: u32,
    /// The number of its beginning, or [`NONE`].
    pub(super) head: u32,
    /// The number of its ending, or [`NONE`].
    pub(super) tail: u32,
}

/// The analyses of one word, the best first: one for each root that it may have, and one for having none.
pub struct Analyses<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) word: &'a str,
    pub(super) letters: &'a Skeleton,
    pub(super) candidates: &'a [Candidate],
}

impl<'a> Analyses<'a> {
    /// The best analysis. There is always one.
    pub fn best(&self) -> Analysis<'a> {
        self.iter().next().unwrap_or(self.analysis(Candidate {
            cost: 0,
            root: None,
            kind: Kind::Unknown,
            lemma: NONE,
            pattern: NONE,
            head: NONE,
            tail: NONE,
        }))
    }

    /// The analyses, the best first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Analysis<'a>> + '_ {
        self.candidates.iter().map(|&candidate| self.analysis(candidate))
    }

    /// What the best rival costs more than the best, in sixteenths of a nat; `None` without a rival.
    pub fn margin(&self) -> Option<u32> {
        let [best, second, ..] = self.candidates else { return None };
        u32::try_from(second.cost - best.cost).ok()
    }

    fn analysis(&self, candidate: Candidate) -> Analysis<'a> {
        Analysis { lexicon: &self.analyzer.lexicon, word: self.word, letters: self.letters, candidate }
    }
}

/// One analysis of a word.
#[derive(Clone, Copy)]
pub struct Analysis<'a> {
    lexicon: &'a Lexicon,
    word: &'a str,
    letters: &'a Skeleton,
    candidate: Candidate,
}

impl<'a> Analysis<'a> {
    /// Its root; `None` if it has none.
    pub fn root(&self) -> Option<Root> {
        self.candidate.root
    }

    /// What sort of word it is.
    pub fn kind(&self) -> Kind {
        self.candidate.kind
    }

    /// What it costs, in sixteenths of a nat: the less, the likelier.
    pub fn cost(&self) -> i32 {
        self.candidate.cost
    }

    /// Its lemma without marks: the third person of the perfect, the indefinite singular.
    pub fn lemma(&self) -> Option<String> {
        if self.candidate.lemma == NONE {
            return None;
        }
        let text = self.lexicon.lemma(self.candidate.lemma).text;
        let makes = self.tail().map_or(MAKES_NOTHING, |tail| tail.makes);
        if makes == MAKES_NOTHING {
            return Some(text.to_owned());
        }
        let mut lemma = text.trim_end_matches([TEH_MARBUTA, letter::ALEF, letter::ALEF_MAKSURA]).to_owned();
        lemma.push(YEH);
        if makes != MAKES_NISBA {
            lemma.push(TEH_MARBUTA);
        }
        Some(lemma)
    }

    /// Its pattern over ف ع ل.
    pub fn pattern(&self) -> Option<&'a str> {
        let number = u16::try_from(self.candidate.pattern).ok()?;
        let (_, wazn) = self.lexicon.pattern(number);
        (!wazn.is_empty() && wazn != "-").then_some(wazn)
    }

    /// The word without its clitics, inflection included: a slice of it.
    pub fn stem(&self) -> &'a str {
        if self.letters.len == 0 {
            return self.word;
        }
        let (from, to) = self.stem_letters();
        &self.word[self.byte(from)..self.byte(to)]
    }

    /// The stem in plain letters: no marks, tatweel, presentation forms or invisible characters. What is no Arabic
    /// word is its own stem.
    pub fn plain_stem(&self) -> String {
        let (from, to) = self.stem_letters();
        if self.letters.len == 0 {
            return self.word.to_owned();
        }
        (from..to)
            .filter_map(|at| match self.letters.codes[at] {
                FOREIGN => self.word[usize::from(self.letters.starts[at])..].chars().next(),
                code => Some(letter_of(code, self.letters.seat(at))),
            })
            .collect()
    }

    /// Proclitics, stem, enclitics: slices that together are the word. None of an empty word.
    pub fn segments(&self) -> Vec<&'a str> {
        let mut cuts = vec![0];
        if let Some(head) = self.head() {
            cuts.extend(head.cuts.iter().map(|&cut| self.byte(usize::from(cut))));
        }
        cuts.push(self.byte(self.stem_letters().1));
        cuts.push(self.word.len());
        cuts.dedup();
        cuts.windows(2).map(|pair| &self.word[pair[0]..pair[1]]).collect()
    }

    fn head(&self) -> Option<&'a super::lexicon::Head> {
        self.lexicon.grammar.heads.get(self.candidate.head as usize)
    }

    fn tail(&self) -> Option<&'a super::lexicon::Tail> {
        self.lexicon.grammar.tails.get(self.candidate.tail as usize)
    }

    /// The letters of the stem, inflection included: from, to.
    fn stem_letters(&self) -> (usize, usize) {
        let from = self.head().map_or(0, |head| head.spelling.chars().count() - usize::from(head.own));
        let pronoun = |tail: &super::lexicon::Tail| tail.spelling.chars().count() - usize::from(tail.pronoun);
        (from, self.letters.len - self.tail().map_or(0, pronoun))
    }

    /// Where a letter begins in the word.
    fn byte(&self, letter: usize) -> usize {
        if letter >= self.letters.len {
            self.word.len()
        } else if letter == 0 {
            0
        } else {
            usize::from(self.letters.starts[letter])
        }
    }
}
