//! The vowels that the lexicon gives a word: each reading of the analyser written out with its marks, weighed into
//! the chance that a letter bears a nucleus.

use super::marked::{self, Letter};
use super::patterns::Patterns;
use crate::morphology::Worker;
use crate::morphology::analyzer::Joined;
use crate::morphology::lexicon::{HeadKind, Lexicon};
use crate::morphology::skeleton::{MAX_LETTERS, Skeleton, letter_of, mark, mark_of};
use crate::script::letter::*;
use hashbrown::HashMap;
use std::sync::OnceLock;

/// Letters that the ل of the article is assimilated to.
fn solar(c: char) -> bool {
    matches!(c, TEH | THEH | DAL..=ZAH | LAM | NOON)
}

/// Writes a reading out: the letters of the word as the lexicon spells them, with the marks of its parts. Whether the
/// lexicon says how the stem is read.
fn write(
    lexicon: &Lexicon,
    word: &Skeleton,
    reading: &Joined,
    patterns: &mut Patterns,
    letters: &mut Vec<Letter>,
) -> bool {
    letters.clear();
    let pattern = patterns.of(lexicon, reading.pattern);
    if pattern.is_empty() {
        return false;
    }
    let head = &lexicon.grammar.heads[reading.head as usize];
    let tail = &lexicon.grammar.tails[reading.tail as usize];
    head.marked.chars().for_each(|c| add(c, letters));
    let from = letters.len();
    let stem = from..from + pattern.len();
    if stem.end > word.len {
        return false;
    }
    for (place, (at, marks)) in stem.zip(pattern).enumerate() {
        let seat = (reading.seats >> (2 * place)) as u8 & 3;
        let c = letter_of_or(word.codes[at], seat);
        let marks = match c {
            ALEF | ALEF_MAKSURA | ALEF_WASLA | ALEF_MADDA if at > 0 => 0,
            ALEF | ALEF_MAKSURA | ALEF_WASLA | ALEF_MADDA => marks.first_alef,
            _ => marks.plain,
        };
        letters.push(Letter { c, marks });
    }
    if from > 0
        && let Some(first) = letters.get_mut(from)
    {
        // The alef of a stem is silent after another letter; a sun letter takes the ل to itself.
        if first.c == ALEF {
            first.marks = 0;
        }
        let definite = [HeadKind::Definite as u8, HeadKind::GenitiveDefinite as u8].contains(&head.kind);
        if definite && solar(first.c) {
            first.marks |= mark::SHADDA;
            letters[from - 1].marks = 0;
        }
    }
    let to = letters.len();
    tail.marked.chars().for_each(|c| add(c, letters));
    if tail.marked.starts_with(SOUND_FEMININE) {
        open_middle(&mut letters[from..to]);
    }
    complete(letters);
    letters.len() == word.len
}

/// How the sound feminine plural begins.
const SOUND_FEMININE: &str = "\u{64e}\u{627}\u{62a}";

/// A noun of three letters, the second without vowel, opens it before the sound feminine plural: حملة, حملات.
fn open_middle(stem: &mut [Letter]) {
    if let [first, middle, last] = stem
        && first.marks & mark::VOWEL == mark::FATHA
        && matches!(middle.marks, 0 | mark::SUKUN)
        && !(middle.glide() || middle.alef() || last.shadda())
    {
        middle.marks = mark::FATHA;
    }
}

/// Writes the short vowels before long ones, which the tables and some texts leave out, so that a nucleus always stands
/// on the letter that opens its syllable.
pub(super) fn complete(letters: &mut [Letter]) {
    for at in 1..letters.len() {
        let (before, letter) = (letters[at - 1], letters[at]);
        if letter.marks != 0 || before.marks & mark::VOWEL != 0 || before.alef() || before.c == ALEF_MADDA {
            continue;
        }
        // The alef after the و of a plural is silent.
        let plural = at + 1 == letters.len() && at > 1 && before.c == WAW;
        if plural && letter.c == ALEF && letters[at - 2].marks & mark::VOWEL == mark::DAMMA {
            continue;
        }
        let vowel = match letter.c {
            ALEF | ALEF_MAKSURA if at > 1 || before.c != ALEF => mark::FATHA,
            WAW => mark::DAMMA,
            YEH => mark::KASRA,
            _ => continue,
        };
        letters[at - 1].marks |= vowel;
    }
}

fn letter_of_or(code: u8, seat: u8) -> char {
    if (1..=29).contains(&code) { letter_of(code, seat) } else { '\u{fffd}' }
}

/// Adds a letter, or a mark to the last one; no mark of an ending stands on an alef.
pub(super) fn add(c: char, letters: &mut Vec<Letter>) {
    let Some(mark) = mark_of(c) else {
        letters.push(Letter { c, marks: 0 });
        return;
    };
    let Some(last) = letters.last_mut() else { return };
    if last.alef() || last.c == ALEF_MADDA {
        if mark != mark::SUKUN && letters.len() == 1 {
            letters[0].marks = mark;
        }
    } else if mark == mark::SHADDA {
        last.marks |= mark;
    } else {
        last.marks = last.marks & mark::SHADDA | mark;
    }
}

/// What the readings of a word say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vocal {
    /// How many letters: none if no reading says anything.
    pub(super) len: usize,
    /// Whether the whole form is listed.
    pub(super) listed: bool,
    /// What the best reading says of each letter, 1 to 7; 0: nothing.
    pub(super) codes: [u8; MAX_LETTERS],
    /// The chance of a nucleus in pause, in 255ths.
    pub(super) pausal: [u8; MAX_LETTERS],
    /// The chance of a nucleus with all endings, in 255ths.
    pub(super) full: [u8; MAX_LETTERS],
}

impl Default for Vocal {
    fn default() -> Self {
        Self {
            len: 0,
            listed: false,
            codes: [0; MAX_LETTERS],
            pausal: [0; MAX_LETTERS],
            full: [0; MAX_LETTERS],
        }
    }
}

/// What a letter written out is: 1 silent or without vowel, 2 before a short vowel, 3 before a long one, 4 tanween; 3
/// more with shadda.
fn code(letter: Letter, next: Option<Letter>, nucleus: u8) -> u8 {
    let (vowel, _) = marked::weights(letter, next);
    let plain = if letter.tanween() { 4 } else { 1 + vowel.max(nucleus) };
    if letter.shadda() { plain + 3 } else { plain }
}

/// `exp(-n / 8)` in 255ths: readings that cost half a nat more count so much less.
const WEIGHTS: [u32; 12] = [255, 155, 94, 57, 34, 21, 13, 8, 5, 3, 2, 1];

/// Forms whose vowels are listed whole.
static LISTED: &str = include_str!("../../../seeds/lexicon/vocalised.tsv");

/// The letters mixed into one number.
fn key_of(letters: &[Letter]) -> u64 {
    letters.iter().fold(1, |hash: u64, letter| {
        (hash.rotate_left(7) ^ u64::from(letter.c as u32)).wrapping_mul(0x2545_F491_4F6C_DD1D)
    })
}

/// The listed forms by their letters.
fn listed() -> &'static HashMap<u64, Vec<Letter>> {
    static FORMS: OnceLock<HashMap<u64, Vec<Letter>>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let rows = LISTED.lines().filter(|line| !line.starts_with("# ")).skip(1);
        let forms = rows.filter_map(|line| line.split('\t').next()).map(|form| {
            let mut letters = Vec::new();
            marked::read(form, &mut letters);
            complete(&mut letters);
            (key_of(&letters), letters)
        });
        forms.collect()
    })
}

/// What finds the vowels of words: the buffers of one thread.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocalizer {
    patterns: Patterns,
    written: Vec<Letter>,
    nuclei: Vec<u8>,
}

impl Vocalizer {
    /// What is known of the vowels of a word with these letters: the listed form if it has no marks of its own, else
    /// the readings of the analyser.
    pub(super) fn of_word(&mut self, worker: &mut Worker<'_>, word: &str, own: &[Letter]) -> Vocal {
        if own.len() <= MAX_LETTERS && own.iter().all(|letter| letter.marks == 0) {
            let letters = || own.iter().map(|letter| letter.c);
            let same = |form: &&Vec<Letter>| form.iter().map(|letter| letter.c).eq(letters());
            if let Some(form) = listed().get(&key_of(own)).filter(same) {
                return self.of_form(form);
            }
        }
        let (lexicon, skeleton, readings) = worker.readings(word);
        self.weigh(lexicon, skeleton, readings)
    }

    fn of_form(&mut self, form: &[Letter]) -> Vocal {
        let mut vocal = Vocal { len: form.len(), listed: true, ..Vocal::default() };
        marked::nuclei(form, &mut self.nuclei);
        let dropped = marked::dropped(form);
        for (at, &nucleus) in self.nuclei.iter().enumerate() {
            vocal.full[at] = 255 * nucleus;
            vocal.pausal[at] = if dropped == Some(at) { 0 } else { 255 * nucleus };
            vocal.codes[at] = code(form[at], form.get(at + 1).copied(), nucleus);
        }
        vocal
    }

    /// Weighs the readings, the cheapest first or not.
    fn weigh(&mut self, lexicon: &Lexicon, word: &Skeleton, readings: &[Joined]) -> Vocal {
        let Self { patterns, written: letters, nuclei } = self;
        let mut vocal = Vocal::default();
        let least = readings.iter().map(|reading| reading.cost).min().unwrap_or(0);
        let mut best = i32::MAX;
        let mut total = 0;
        let mut sums = [[0u32; 2]; MAX_LETTERS];
        for reading in readings {
            let Some(&weight) = WEIGHTS.get(((reading.cost - least) / 8) as usize) else { continue };
            if !write(lexicon, word, reading, patterns, letters) {
                continue;
            }
            marked::nuclei(letters, nuclei);
            let dropped = marked::dropped(letters);
            total += weight;
            let first = reading.cost < best;
            best = best.min(reading.cost);
            for (at, &nucleus) in nuclei.iter().enumerate() {
                let weight = weight * u32::from(nucleus);
                sums[at][1] += weight;
                if dropped != Some(at) {
                    sums[at][0] += weight;
                }
                if first {
                    vocal.codes[at] = code(letters[at], letters.get(at + 1).copied(), nucleus);
                }
            }
        }
        let share = |sum: u32| (255 * sum).checked_div(total).unwrap_or(0) as u8;
        vocal.len = if total > 0 { word.len } else { 0 };
        for (at, [pausal, full]) in sums.into_iter().enumerate().take(vocal.len) {
            vocal.pausal[at] = share(pausal);
            vocal.full[at] = share(full);
        }
        vocal
    }
}
