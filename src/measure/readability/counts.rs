//! What readability formulas are functions of. Whole numbers only: syllables that are expected rather than counted are
//! kept in units of 1/1024, so that sums are exact in any order.

use super::WordWeights;
use crate::measure::Reason;

/// The counts of a text, or of a part of it, with the rule that filled them. The same counts give the same scores.
///
/// By the default rule a word is a word token with an Arabic letter; letters are counted in its NFC form without marks
/// and tatweel. What was not counted is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// W.
    pub words: u64,
    /// S: sentences that hold a word.
    pub sentences: u64,
    /// C: letters of the words.
    pub letters: u64,
    /// Letters of other scripts, in words or not: where they are more than 30 % of all, nothing is scored.
    pub other_letters: u64,
    /// T: distinct normal forms. No sum: [`Counts::merge`] forgets it.
    pub types: Option<u64>,
    /// L4: words of more than four letters.
    pub longer_than_4: u64,
    /// L5: words of more than five letters.
    pub longer_than_5: u64,
    /// L6: words of more than six letters.
    pub longer_than_6: u64,
    /// L7: words of more than seven letters.
    pub longer_than_7: u64,
    /// D: syllables, in [`Counts::UNIT`]s.
    pub syllables: Option<u64>,
    /// P3: words of three or more syllables, in [`Counts::UNIT`]s.
    pub polysyllables: Option<u64>,
    /// The first hundred words. No sum: [`Counts::merge`] forgets it.
    pub head: Option<Head>,
    /// The terms of OSMAN as each program counts them.
    pub osman: Osman,
    /// The rule that filled the counts.
    pub rule: Rule,
}

/// The rule that counts were filled by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Word tokens with an Arabic letter; letters without marks and tatweel; sentences that hold such a word.
    #[default]
    Words,
    /// Tokens of a list with an Arabic letter, the list one sentence.
    List,
    /// Numbers that were given.
    Given,
}

impl Rule {
    /// Its id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::List => "list",
            Self::Given => "given",
        }
    }
}

impl Counts {
    /// How many units a syllable has in the counts that may be expected ones.
    pub const UNIT: u64 = 1024;

    /// The counts of one sentence of these words, those without a letter passed over: words, letters, and the terms of
    /// OSMAN that need no trained table. Words are what the tokenizer gave, with their marks. O(n).
    pub fn of_sentence<'t>(words: impl IntoIterator<Item = &'t str>) -> Self {
        let (mut counts, mut paper, mut wordless) =
            (Self::default(), OsmanTerms::default(), OsmanTerms::default());
        for word in words.into_iter().map(WordWeights::of).filter(|word| word.letters > 0) {
            counts.add_words(word.letters, 1);
            paper.add_paper(&word);
            wordless.add_wordless(&word);
        }
        let sentences = u64::from(counts.words > 0);
        (counts.sentences, paper.sentences, wordless.sentences) = (sentences, sentences, sentences);
        counts.osman = Osman { paper: Some(paper), wordless: Some(wordless), ..Osman::default() };
        counts
    }

    /// A count in units.
    pub fn units(count: u64) -> u64 {
        count * Self::UNIT
    }

    /// Whether the text can be scored at all.
    ///
    /// # Errors
    /// `not_arabic` where less than 70 % of the letters are Arabic, `empty` without a word or a sentence.
    pub fn admitted(&self) -> Result<(), Reason> {
        if self.letters.saturating_mul(3) < self.other_letters.saturating_mul(7) {
            Err(Reason::NotArabic)
        } else if self.words == 0 || self.sentences == 0 {
            Err(Reason::Empty)
        } else {
            Ok(())
        }
    }

    /// Adds the counts of a later part of the text, filled by the same rule. Associative; the default is its identity.
    /// What is no sum of parts is forgotten, unless one of the parts is empty: types, the first hundred words, and the
    /// terms of Java's and textstat's OSMAN, which who knows the whole sets anew.
    pub fn merge(&mut self, later: Self) {
        if later.is_nothing() {
            return;
        }
        if self.is_nothing() {
            *self = later;
            return;
        }
        let sum = |a: Option<u64>, b: Option<u64>| a.zip(b).map(|(a, b)| a + b);
        *self = Self {
            words: self.words + later.words,
            sentences: self.sentences + later.sentences,
            letters: self.letters + later.letters,
            other_letters: self.other_letters + later.other_letters,
            types: None,
            longer_than_4: self.longer_than_4 + later.longer_than_4,
            longer_than_5: self.longer_than_5 + later.longer_than_5,
            longer_than_6: self.longer_than_6 + later.longer_than_6,
            longer_than_7: self.longer_than_7 + later.longer_than_7,
            syllables: sum(self.syllables, later.syllables),
            polysyllables: sum(self.polysyllables, later.polysyllables),
            head: None,
            osman: self.osman.merged(&later.osman),
            rule: self.rule,
        };
    }

    fn is_nothing(&self) -> bool {
        self.words == 0 && *self == Self::default()
    }

    /// The counts without those of one of the parts that were merged.
    pub fn without(&self, part: &Self) -> Self {
        let less = |a: Option<u64>, b: Option<u64>| a.zip(b).map(|(a, b)| a.saturating_sub(b));
        Self {
            words: self.words.saturating_sub(part.words),
            sentences: self.sentences.saturating_sub(part.sentences),
            letters: self.letters.saturating_sub(part.letters),
            other_letters: self.other_letters.saturating_sub(part.other_letters),
            types: None,
            longer_than_4: self.longer_than_4.saturating_sub(part.longer_than_4),
            longer_than_5: self.longer_than_5.saturating_sub(part.longer_than_5),
            longer_than_6: self.longer_than_6.saturating_sub(part.longer_than_6),
            longer_than_7: self.longer_than_7.saturating_sub(part.longer_than_7),
            syllables: less(self.syllables, part.syllables),
            polysyllables: less(self.polysyllables, part.polysyllables),
            head: None,
            osman: self.osman.without(&part.osman),
            rule: self.rule,
        }
    }

    /// Counts `times` words of so many letters.
    pub fn add_words(&mut self, letters: u64, times: u64) {
        let longer_than = |least: u64| if letters > least { times } else { 0 };
        self.words += times;
        self.letters += letters * times;
        self.longer_than_4 += longer_than(4);
        self.longer_than_5 += longer_than(5);
        self.longer_than_6 += longer_than(6);
        self.longer_than_7 += longer_than(7);
    }
}

/// The first hundred words of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Words, a hundred at most.
    pub words: u64,
    /// Sentences that hold one of them.
    pub sentences: u64,
    /// Those of three or more syllables, in [`Counts::UNIT`]s.
    pub hard: u64,
}

impl Head {
    /// How many words it has when it is full.
    pub const WORDS: u64 = 100;

    /// Counts the next word; `starts` if it is the first of its sentence, `hard` the chance in units that it has three
    /// or more syllables. Beyond the hundredth nothing is counted.
    pub fn add_word(&mut self, starts: bool, hard: u64) {
        if self.words < Self::WORDS {
            self.words += 1;
            self.sentences += u64::from(starts || self.words == 1);
            self.hard += hard;
        }
    }
}

/// The terms of OSMAN as each program counts them; `None` where that was not done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Osman {
    /// As the paper says, on the marks that are written.
    pub paper: Option<OsmanTerms>,
    /// As the authors' Java program. No sum.
    pub java: Option<OsmanTerms>,
    /// As textstat. No sum.
    pub textstat: Option<OsmanTerms>,
    /// As Wordless.
    pub wordless: Option<OsmanTerms>,
    /// The paper's, on the weights that are expected of letters without marks.
    pub robust: Option<OsmanTerms>,
}

impl Osman {
    fn merged(&self, later: &Self) -> Self {
        let sum = |a: Option<OsmanTerms>, b: Option<OsmanTerms>| a.zip(b).map(|(a, b)| a.plus(&b));
        Self {
            paper: sum(self.paper, later.paper),
            java: None,
            textstat: None,
            wordless: sum(self.wordless, later.wordless),
            robust: sum(self.robust, later.robust),
        }
    }

    fn without(&self, part: &Self) -> Self {
        let less = |a: Option<OsmanTerms>, b: Option<OsmanTerms>| a.zip(b).map(|(a, b)| a.minus(&b));
        Self {
            paper: less(self.paper, part.paper),
            java: None,
            textstat: None,
            wordless: less(self.wordless, part.wordless),
            robust: less(self.robust, part.robust),
        }
    }
}

/// The terms of OSMAN: 200.791 − 1.015 W/S − k (C5 + D + G + H)/W.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OsmanTerms {
    /// W.
    pub words: u64,
    /// S.
    pub sentences: u64,
    /// C5: words that the program calls long.
    pub long_words: u64,
    /// D: weighted syllables, in [`Counts::UNIT`]s; Java's fallback goes below zero.
    pub syllables: i64,
    /// G: words of many syllables, in units.
    pub complex: u64,
    /// H: those of them that hold a letter of careful Arabic, in units.
    pub faseeh: u64,
    /// Words that bear a vowel, tanween or shadda.
    pub marked: u64,
}

impl OsmanTerms {
    /// The factor k as the paper prints it.
    pub const PRINTED: f64 = 24.181;
    /// The factor k of the Java program.
    pub const JAVA: f64 = 24.181_434_03;

    /// The score, by the factor k. Not finite without a word or a sentence.
    pub fn score(&self, k: f64) -> f64 {
        let words = self.words as f64;
        let weights = self.syllables as f64 + (self.complex + self.faseeh) as f64;
        let terms = self.long_words as f64 + weights / Counts::UNIT as f64;
        200.791 - 1.015 * (words / self.sentences as f64) - k * (terms / words)
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            long_words: self.long_words + other.long_words,
            syllables: self.syllables + other.syllables,
            complex: self.complex + other.complex,
            faseeh: self.faseeh + other.faseeh,
            marked: self.marked + other.marked,
        }
    }

    fn minus(&self, other: &Self) -> Self {
        Self {
            words: self.words.saturating_sub(other.words),
            sentences: self.sentences.saturating_sub(other.sentences),
            long_words: self.long_words.saturating_sub(other.long_words),
            syllables: self.syllables - other.syllables,
            complex: self.complex.saturating_sub(other.complex),
            faseeh: self.faseeh.saturating_sub(other.faseeh),
            marked: self.marked.saturating_sub(other.marked),
        }
    }
}
