//! What the analyser says of a word: ranked analyses, each with root, kind, lemma, pattern and segments.

use super::lexicon::{Kind, Lexicon, MAKES_NISBA, MAKES_NOTHING, StemClass};
use super::skeleton::{FOREIGN, Skeleton, letter_of};
use super::{Analyzer, Root};
use crate::script::letter::{TEH_MARBUTA, YEH};
use crate::script::{is_invisible, letter};

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

    /// Its lemma without marks: the third person of the perfect, the indefinite singular; a name or loan that the
    /// lexicon does not have is its own. `None` for a guess of another kind, and for what is no Arabic word.
    pub fn lemma(&self) -> Option<String> {
        let mut lemma = String::new();
        self.write_lemma(&mut lemma).then_some(lemma)
    }

    /// Writes its lemma in the place of another text; whether there is one.
    pub(crate) fn write_lemma(&self, lemma: &mut String) -> bool {
        lemma.clear();
        if self.candidate.lemma == NONE {
            let name = self.root().is_none() && self.letters.len > 0;
            if name {
                lemma.push_str(&self.plain_stem());
            }
            return name;
        }
        let text = self.lexicon.lemma(self.candidate.lemma);
        let makes = self.tail().map_or(MAKES_NOTHING, |tail| tail.makes);
        if makes == MAKES_NOTHING {
            lemma.push_str(text);
            return true;
        }
        lemma.push_str(text.trim_end_matches([TEH_MARBUTA, letter::ALEF, letter::ALEF_MAKSURA]));
        lemma.push(YEH);
        if makes != MAKES_NISBA {
            lemma.push(TEH_MARBUTA);
        }
        true
    }

    /// Whether its lemma ends in ة.
    fn is_feminine(&self) -> bool {
        match self.tail().map_or(MAKES_NOTHING, |tail| tail.makes) {
            MAKES_NOTHING if self.candidate.lemma != NONE => {
                self.lexicon.lemma(self.candidate.lemma).ends_with(TEH_MARBUTA)
            }
            _ => self.lemma().is_some_and(|lemma| lemma.ends_with(TEH_MARBUTA)),
        }
    }

    /// Its pattern over ف ع ل: that of its lemma, a broken plural having its own. `None` for function words, names and
    /// loans, and where no pattern fits.
    pub fn pattern(&self) -> Option<String> {
        let mut pattern = String::new();
        self.write_pattern(&mut pattern).then_some(pattern)
    }

    /// Writes its pattern in the place of another text; whether there is one.
    pub(crate) fn write_pattern(&self, pattern: &mut String) -> bool {
        pattern.clear();
        let Ok(number) = u16::try_from(self.candidate.pattern) else { return false };
        let (_, wazn) = self.lexicon.pattern(number);
        if wazn.is_empty() || wazn == "-" || self.kind() != Kind::Content {
            return false;
        }
        let tail = self.tail();
        let class = tail.and_then(|tail| StemClass::of_number(tail.classes.trailing_zeros() as u8));
        if tail.is_some_and(|tail| tail.makes != MAKES_NOTHING) {
            pattern.push_str(wazn.trim_end_matches(TEH_MARBUTA));
            pattern.push(YEH);
        } else {
            pattern.push_str(wazn);
        }
        // A lemma in ة has a pattern in ة.
        if class != Some(StemClass::Plural) && !pattern.ends_with(TEH_MARBUTA) && self.is_feminine() {
            pattern.push(TEH_MARBUTA);
        }
        true
    }

    /// Whether the lexicon lists it, rather than a shape having been guessed.
    pub fn is_listed(&self) -> bool {
        self.candidate.lemma != NONE
    }

    /// The pattern of its stem with its vowels, as the lexicon writes it: that of a verb in the passive is another than
    /// that of the active. Empty where no pattern is known.
    pub fn vocalised(&self) -> &'a str {
        u16::try_from(self.candidate.pattern).map_or("", |number| self.lexicon.pattern(number).0)
    }

    /// The word without its clitics, inflection included: a slice of it.
    pub fn stem(&self) -> &'a str {
        if self.letters.len == 0 {
            return self.word;
        }
        let (from, to) = self.stem_letters();
        self.word[self.byte(from)..self.byte(to)].trim_matches(is_invisible)
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
        let mut segments = Vec::new();
        self.each_segment(|segment| segments.push(segment));
        segments
    }

    /// Gives each of the segments.
    pub(crate) fn each_segment(&self, mut each: impl FnMut(&'a str)) {
        let mut from = 0;
        let mut cut = |to: usize| {
            if to != from {
                each(&self.word[from..to]);
                from = to;
            }
        };
        if let Some(head) = self.head() {
            head.cuts.iter().for_each(|&letter| cut(self.byte(usize::from(letter))));
        }
        cut(self.byte(self.stem_letters().1));
        cut(self.word.len());
    }

    /// How many segments stand before its stem.
    pub fn proclitics(&self) -> usize {
        let stem = self.byte(self.stem_letters().0);
        let mut cuts: Vec<usize> =
            self.head().iter().flat_map(|head| &head.cuts).map(|&cut| self.byte(usize::from(cut))).collect();
        cuts.dedup();
        cuts.into_iter().filter(|&cut| 0 < cut && cut <= stem).count()
    }

    /// Whether no stem but a verb's goes with its beginning and its ending.
    pub fn is_verb(&self) -> bool {
        let classes = |affix: Option<u64>| affix.unwrap_or(u64::MAX);
        let stems =
            classes(self.head().map(|head| head.classes)) & classes(self.tail().map(|tail| tail.classes));
        stems != 0 && stems.trailing_zeros() >= StemClass::Perfect as u32
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
