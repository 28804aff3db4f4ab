//! OSMAN as textstat 0.7.13 counts it, on any text. Its regular expressions are Python's: `\w` is a letter, a number
//! or `_`, `\s` what `str.isspace` says. Python's Unicode is older than ours: of characters that its version does not
//! have it sees no letters.

use super::letters::{Letters, Reads, walk};
use super::{Counts, OsmanTerms};
use crate::script::letter::*;
use crate::script::{Class, class};

/// Counts a text as textstat does. The text may come in pieces, cut anywhere: state is O(1).
#[derive(Clone, Debug, Default)]
pub struct TextstatOsman {
    begun: bool,
    words: u64,
    long_words: u64,
    faseeh: u64,
    length: i64,
    stress: i64,
    word: Word,
    kept_sentences: u64,
    sentence: Option<Sentence>,
}

/// What stands between two spaces, of it the characters of `\w`.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    characters: u64,
    weight: u64,
    faseeh: bool,
    waw: bool,
}

/// From the first character of `\w` to the last of a run of `. ! ?`.
#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    words: u64,
    in_word: bool,
    ended: bool,
}

impl TextstatOsman {
    /// The counts of a whole text.
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        counts.observe(text);
        counts
    }

    /// Counts the next piece of the text. O(n).
    pub fn observe(&mut self, text: &str) {
        walk(text, self);
    }
}

impl Reads for TextstatOsman {
    fn letters(&mut self, letters: &Letters) {
        let weight = letters.count - letters.alefs;
        self.length += weight as i64;
        let word = &mut self.word;
        word.characters += letters.count;
        word.weight += weight;
        word.faseeh |= letters.hard || letters.ending || (word.waw && letters.begins_ending);
        word.waw = letters.ends_in_waw;
    }

    fn word(&mut self, letters: &Letters) {
        self.begun = true;
        self.close_word();
        if self.sentence.is_some_and(|sentence| sentence.ended) {
            self.close_sentence();
        }
        let sentence = self.sentence.get_or_insert_default();
        sentence.words += 1;
        sentence.in_word = true;
        let weight = letters.count - letters.alefs;
        self.length += weight as i64;
        self.word = Word {
            characters: letters.count,
            weight,
            faseeh: letters.hard || letters.ending,
            waw: letters.ends_in_waw,
        };
    }

    fn character(&mut self, c: char) {
        let (space, in_word) = (is_space(c), is_word(c));
        self.begun = true;
        if !(space || matches!(c, ALEF | ALEF_MAKSURA | '?' | '.' | '!' | ',' | '*')) {
            self.length += 1;
        }
        self.stress += i64::from(matches!(c, FATHATAN | DAMMATAN | KASRATAN | SHADDA));
        if space {
            self.close_word();
        } else if in_word {
            let word = &mut self.word;
            word.characters += 1;
            word.weight += u64::from(!matches!(c, ALEF | ALEF_MAKSURA));
            word.faseeh |= matches!(c, YEH_HAMZA | HAMZA | WAW_HAMZA | THAL | ZAH)
                || (word.waw && matches!(c, ALEF | NOON));
            word.waw = c == WAW;
        }
        self.in_sentence(c, space, in_word);
    }
}

impl TextstatOsman {
    fn close_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        self.words += u64::from(word.characters > 0);
        self.long_words += u64::from(word.characters > 5);
        // Its weight is the length less 2, and it has to be above 5.
        self.faseeh += u64::from(word.faseeh && word.weight > 7);
    }

    fn in_sentence(&mut self, c: char, space: bool, in_word: bool) {
        let end = matches!(c, '.' | '!' | '?');
        if !end && self.sentence.is_some_and(|sentence| sentence.ended) {
            self.close_sentence();
        }
        if in_word {
            let sentence = self.sentence.get_or_insert_default();
            sentence.words += u64::from(!sentence.in_word);
            sentence.in_word = true;
        } else if let Some(sentence) = &mut self.sentence {
            sentence.in_word &= !space;
            sentence.ended |= end;
        }
    }

    /// A sentence of one or two words is none.
    fn close_sentence(&mut self) {
        self.kept_sentences += u64::from(self.sentence.take().is_some_and(|sentence| sentence.words > 2));
    }

    /// The terms of the text so far.
    pub fn terms(&self) -> OsmanTerms {
        let mut ended = self.clone();
        ended.close_word();
        ended.close_sentence();
        OsmanTerms {
            words: ended.words,
            sentences: if ended.begun { ended.kept_sentences.max(1) } else { 0 },
            long_words: ended.long_words,
            syllables: (ended.length - 2 + 2 * ended.stress) * Counts::UNIT as i64,
            complex: 0,
            faseeh: Counts::units(ended.faseeh),
            marked: 0,
        }
    }

    /// OSMAN of the text so far: 0 without words, as there.
    pub fn score(&self) -> f64 {
        let terms = self.terms();
        if terms.words == 0 { 0.0 } else { terms.score(OsmanTerms::PRINTED) }
    }
}

/// Python's `\w`.
fn is_word(c: char) -> bool {
    c == '_' || matches!(class(c), Class::Letter | Class::Tatweel | Class::Digit)
}

/// Python's `\s`: white space, and the four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}
