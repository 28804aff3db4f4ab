//! OSMAN as its authors' Java program counts it (OsmanReadability a08375a), with the formulas that stand beside it
//! there. Java's strings are UTF-16, its `\d`, `\s` and `\p{Punct}` ASCII, and `trim` takes all up to U+0020: so here.

use super::letters::{Letters, Reads, walk};
use super::{Counts, OsmanTerms};
use crate::script::letter::*;

/// Counts a text as the Java program does. The text may come in pieces, cut anywhere: state is O(1).
///
/// Any text has a score, as there; that one without Arabic has none is said by the measure `osman_java`.
#[derive(Clone, Debug, Default)]
pub struct JavaOsman {
    words: Words,
    unmarked: Words,
    sentences: Sentences,
    text: Weight,
    piece: Piece,
    /// A short vowel whose next character has not come.
    vowel: bool,
    complex: u64,
    faseeh: u64,
    marked: u64,
    characters: u64,
    /// Controls that count only if something visible follows.
    waiting: u64,
}

/// The scores that the Java program prints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JavaScores {
    /// `calculateOsman`.
    pub osman: f64,
    /// `calculateArabicARI`: punctuation and line ends count as characters.
    pub ari: f64,
    /// `calculateArabicLIX`: long words have 5 characters or more.
    pub lix: f64,
    /// `calculateArabicFog`: without the factor 100.
    pub fog: f64,
    /// `calculateArabicFlesch`: with weighted syllables.
    pub flesch: f64,
    /// `calculateArabicKincaid`: with weighted syllables.
    pub flesch_kincaid: f64,
}

impl JavaOsman {
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

impl Reads for JavaOsman {
    fn letters(&mut self, letters: &Letters) {
        // The first of the word has ended whatever waited for a character that is seen.
        let count = letters.count;
        self.words.lengthen(count);
        self.unmarked.lengthen(count);
        for weight in [&mut self.text, &mut self.piece.weight] {
            weight.length += (count - letters.alefs) as i64;
        }
        self.piece.faseeh |= letters.hard;
        self.characters += count;
    }

    fn word(&mut self, letters: &Letters) {
        let (count, weight) = (letters.count, (letters.count - letters.alefs) as i64);
        let plain = self.piece.begun && self.words.is_plain() && self.unmarked.is_plain();
        if !plain || self.vowel || self.sentences.stop.is_some() {
            // What waits is settled by the space and by that a letter follows.
            self.character(' ');
            self.words.begin();
            self.unmarked.begin();
            self.sentences.observe(BEH);
            if let Some(closed) = self.piece.visible() {
                self.close(closed);
            }
            self.characters += std::mem::take(&mut self.waiting);
            self.letters(letters);
            return;
        }
        self.words.next(count);
        self.unmarked.next(count);
        self.sentences.pieces = self.sentences.ends + 1;
        self.sentences.after_digit = false;
        let mut closed = std::mem::replace(
            &mut self.piece,
            Piece {
                weight: Weight { length: weight, ..Weight::default() },
                faseeh: letters.hard,
                begun: true,
                ..Piece::default()
            },
        );
        closed.weight.length += closed.before;
        self.close(closed);
        self.text.length += weight;
        self.characters += std::mem::take(&mut self.waiting) + count;
    }

    fn character(&mut self, c: char) {
        let (digit, removed) = (c.is_ascii_digit(), is_removed(c));
        if !digit {
            self.words.observe(c);
            if !removed {
                self.unmarked.observe(c);
            }
        }
        self.sentences.observe(c);
        self.syllables(c);
        if !digit && !removed && c != ' ' {
            if c > ' ' {
                self.characters += self.waiting + c.len_utf16() as u64;
                self.waiting = 0;
            } else if self.characters > 0 {
                self.waiting += 1;
            }
        }
    }
}

impl JavaOsman {
    fn syllables(&mut self, c: char) {
        self.vowel_ends(matches!(c, ALEF | WAW | YEH));
        if c <= ' ' {
            // Deferred: at the end of the text `trim` takes it.
            self.text.length += i64::from(c != ' ');
            self.piece.space(c);
            return;
        }
        if let Some(closed) = self.piece.visible() {
            self.close(closed);
        }
        match c {
            FATHA | DAMMA | KASRA => self.vowel = true,
            FATHATAN | DAMMATAN | KASRATAN | SHADDA => {
                self.text.stress += 1;
                self.piece.weight.stress += 1;
            }
            HAMZA | YEH_HAMZA | WAW_HAMZA | THAL | ZAH => self.piece.faseeh = true,
            _ => {}
        }
        if !matches!(c, ALEF | ALEF_MAKSURA | '?' | '.' | '!' | ',') {
            self.text.length += c.len_utf16() as i64;
            self.piece.weight.length += c.len_utf16() as i64;
        }
    }

    /// The short vowel before, if there is one, is long if `long` follows.
    fn vowel_ends(&mut self, long: bool) {
        if std::mem::take(&mut self.vowel) {
            for weight in [&mut self.text, &mut self.piece.weight] {
                weight.long += i64::from(long);
                weight.short += i64::from(!long);
            }
        }
    }

    fn close(&mut self, piece: Piece) {
        let marks = piece.weight.short + piece.weight.long + piece.weight.stress;
        self.marked += u64::from(marks > 0);
        self.complex += u64::from(marks >= 4);
        self.faseeh += u64::from(piece.faseeh && piece.weight.value() >= 4);
    }

    /// The terms of the text so far.
    pub fn terms(&self) -> OsmanTerms {
        let mut ended = self.clone();
        ended.vowel_ends(false);
        ended.close(ended.piece);
        OsmanTerms {
            words: ended.words.finished().0,
            sentences: ended.sentences.finished(),
            long_words: ended.unmarked.finished().1,
            syllables: ended.text.value() * Counts::UNIT as i64,
            complex: Counts::units(ended.complex),
            faseeh: Counts::units(ended.faseeh),
            marked: ended.marked,
        }
    }

    /// The characters that its ARI counts: all but marks, digits and spaces.
    pub fn characters(&self) -> u64 {
        self.characters
    }

    /// OSMAN of the text so far.
    pub fn score(&self) -> f64 {
        self.terms().score(OsmanTerms::JAVA)
    }

    /// All scores of the text so far.
    pub fn scores(&self) -> JavaScores {
        let terms = self.terms();
        let words = terms.words as f64;
        let length = words / terms.sentences as f64;
        let weight = terms.syllables as f64 / Counts::UNIT as f64 / words;
        JavaScores {
            osman: terms.score(OsmanTerms::JAVA),
            ari: 4.71 * (self.characters as f64 / words) + 0.5 * length - 21.43,
            lix: length + 100.0 * terms.long_words as f64 / words,
            fog: 0.4 * (length + terms.complex as f64 / Counts::UNIT as f64 / words),
            flesch: 206.835 - 1.015 * length - 84.6 * weight,
            flesch_kincaid: 0.39 * length + 11.8 * weight - 15.59,
        }
    }
}

/// The marks that the program removes before it measures words.
fn is_removed(c: char) -> bool {
    matches!(c, FATHATAN..=MADDAH_ABOVE | '\u{657}' | '\u{658}')
}

/// Syllables by their marks, or by the length where no short one is found.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    short: i64,
    long: i64,
    stress: i64,
    length: i64,
}

impl Weight {
    fn value(&self) -> i64 {
        let short = if self.short == 0 { self.length - 2 } else { self.short };
        short + 2 * (self.long + self.stress)
    }
}

/// What stands between two spaces.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    weight: Weight,
    faseeh: bool,
    /// Controls since the last visible character: before the first space, whether there was one, after the last.
    before: i64,
    spaced: bool,
    after: i64,
    /// Something visible has come, here or in an earlier piece.
    begun: bool,
}

impl Piece {
    fn space(&mut self, c: char) {
        if c == ' ' {
            (self.spaced, self.after) = (true, 0);
        } else if self.spaced {
            self.after += 1;
        } else {
            self.before += 1;
        }
    }

    /// Something visible follows: what was deferred counts. The piece that a space has closed, if one has.
    fn visible(&mut self) -> Option<Self> {
        if !self.begun {
            *self = Self { begun: true, ..Self::default() };
            return None;
        }
        self.weight.length += std::mem::take(&mut self.before);
        let after = std::mem::take(&mut self.after);
        std::mem::take(&mut self.spaced).then(|| {
            let closed = *self;
            *self = Self { begun: true, ..Self::default() };
            self.weight.length = after;
            closed
        })
    }
}

/// Words, as `trim` and `split("\\s+")` give them once punctuation and a final U+FFFD are deleted.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    running: Split,
    /// As it was at the last visible character: where `trim` cuts.
    seen: Split,
    begun: bool,
    held: Held,
}

#[derive(Clone, Copy, Debug, Default)]
struct Split {
    words: u64,
    long: u64,
    /// UTF-16 units of the word that is open.
    length: u64,
}

/// A U+FFFD that is deleted if nothing follows, or only the one line end that `$` looks past.
#[derive(Clone, Copy, Debug, Default)]
enum Held {
    #[default]
    Nothing,
    Replacement,
    Ended(char),
    EndedCrLf,
}

impl Words {
    fn observe(&mut self, c: char) {
        match (self.held, c) {
            (Held::Nothing, _) => {}
            (Held::Replacement, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') => {
                self.held = Held::Ended(c);
                return;
            }
            (Held::Ended('\r'), '\n') => {
                self.held = Held::EndedCrLf;
                return;
            }
            _ => {
                self.feed('\u{fffd}');
                self.feed_end();
            }
        }
        if c == '\u{fffd}' {
            self.held = Held::Replacement;
        } else {
            self.feed(c);
        }
    }

    /// Whether a space only ends a word, and a letter only begins one.
    fn is_plain(&self) -> bool {
        self.begun && matches!(self.held, Held::Nothing)
    }

    /// A space and the letters after it, where that is plain.
    fn next(&mut self, letters: u64) {
        let Split { words, long, length } = self.running;
        let (words, long) = (words + u64::from(length > 0), long + u64::from(length >= 5));
        self.running = Split { words, long, length: letters };
        self.seen = self.running;
    }

    /// A letter follows, which is counted later; nothing is held, since a space came before it.
    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.running = Split::default();
        }
    }

    /// More of a word whose last character was a letter.
    fn lengthen(&mut self, letters: u64) {
        self.running.length += letters;
        self.seen = self.running;
    }

    /// The line end after what was held.
    fn feed_end(&mut self) {
        match std::mem::take(&mut self.held) {
            Held::Ended(end) => self.feed(end),
            Held::EndedCrLf => self.feed('\n'),
            Held::Nothing | Held::Replacement => {}
        }
    }

    fn feed(&mut self, c: char) {
        match c {
            '\t'..='\r' | ' ' => {
                let word = self.running.length;
                self.running.words += u64::from(word > 0);
                self.running.long += u64::from(word >= 5);
                self.running.length = 0;
            }
            '\0'..=' ' => self.running.length += 1,
            c if c.is_ascii_punctuation() => {}
            c => {
                if !self.begun {
                    self.begun = true;
                    self.running = Split::default();
                }
                self.running.length += c.len_utf16() as u64;
                self.seen = self.running;
            }
        }
    }

    /// Words and long words; the empty text is one word.
    fn finished(mut self) -> (u64, u64) {
        self.feed_end();
        (self.seen.words + 1, self.seen.long + u64::from(self.seen.length >= 5))
    }
}

/// Pieces between line feeds and full stops not beside a digit, without the empty ones at the end.
#[derive(Clone, Copy, Debug, Default)]
struct Sentences {
    ends: u64,
    pieces: u64,
    after_digit: bool,
    /// A full stop whose next character has not come, and whether a digit stands before it.
    stop: Option<bool>,
}

impl Sentences {
    fn observe(&mut self, c: char) {
        self.settle(c.is_ascii_digit());
        match c {
            '\n' => self.ends += 1,
            '.' => self.stop = Some(self.after_digit),
            _ => self.pieces = self.ends + 1,
        }
        self.after_digit = c.is_ascii_digit();
    }

    fn settle(&mut self, digit: bool) {
        match self.stop.take() {
            None => {}
            Some(false) if !digit => self.ends += 1,
            Some(_) => self.pieces = self.ends + 1,
        }
    }

    fn finished(mut self) -> u64 {
        self.settle(false);
        self.pieces.max(1)
    }
}
