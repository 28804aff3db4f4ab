//! The syllables of a marked word, exactly: which letter bears a nucleus. What unmarked letters bear is guessed
//! elsewhere.

use crate::morphology::skeleton::{code_and_seat, letter_of, mark, mark_of};
use crate::script::letter::*;
use crate::script::{Class, class, is_arabic, is_invisible};
use unicode_normalization::UnicodeNormalization;

/// The bit of the dagger alef, above those of [`mark`].
pub(super) const DAGGER: u8 = 16;

/// Words whose last letter is written and not read, without clitics.
const SILENT: &str = include_str!("../../../seeds/lexicon/silent.tsv");

/// A letter with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) marks: u8,
}

impl Letter {
    /// Whether it bears a short vowel.
    pub(super) fn short(self) -> bool {
        matches!(self.marks & mark::VOWEL, mark::FATHA..=mark::KASRA)
    }

    /// Whether it bears tanween.
    pub(super) fn tanween(self) -> bool {
        self.marks & mark::VOWEL >= mark::FATHATAN
    }

    /// Whether it bears a short vowel or tanween.
    pub(super) fn vowel(self) -> bool {
        self.short() || self.tanween()
    }

    pub(super) fn sukun(self) -> bool {
        self.marks & mark::VOWEL == mark::SUKUN
    }

    pub(super) fn shadda(self) -> bool {
        self.marks & mark::SHADDA != 0
    }

    /// ا or ى.
    pub(super) fn alef(self) -> bool {
        matches!(self.c, ALEF | ALEF_MAKSURA | ALEF_WASLA)
    }

    /// و or ي.
    pub(super) fn glide(self) -> bool {
        matches!(self.c, WAW | YEH)
    }

    fn add(&mut self, mark: u8) {
        // The same whatever the order of the marks: of two vowels one counts.
        let vowel = (self.marks & mark::VOWEL).max(mark & mark::VOWEL);
        self.marks = (self.marks | mark) & !mark::VOWEL | vowel;
    }
}

/// Reads the Arabic letters of a word; composed and decomposed spellings, marks in any order, tatweel and invisible
/// characters make no difference. O(n).
pub(super) fn read(word: &str, letters: &mut Vec<Letter>) {
    letters.clear();
    for c in word.chars() {
        if matches!(c as u32, 0xFB50..=0xFDFF | 0xFE70..=0xFEFC) {
            std::iter::once(c).nfkc().for_each(|plain| push(plain, letters));
        } else {
            push(c, letters);
        }
    }
    // The tanween of a final alef is that of the letter before: both spellings are in use.
    if let [.., before, last] = letters.as_mut_slice()
        && last.alef()
        && last.marks & mark::VOWEL == mark::FATHATAN
        && before.marks & mark::VOWEL == 0
        && !before.alef()
    {
        last.marks &= !mark::VOWEL;
        before.marks |= mark::FATHATAN;
    }
}

fn push(c: char, letters: &mut Vec<Letter>) {
    let sign = match c {
        SUPERSCRIPT_ALEF => Some(DAGGER),
        SMALL_HIGH_DOTLESS_HEAD => Some(mark::SUKUN),
        OPEN_FATHATAN => Some(mark::FATHATAN),
        OPEN_DAMMATAN => Some(mark::DAMMATAN),
        OPEN_KASRATAN => Some(mark::KASRATAN),
        _ => mark_of(c),
    };
    if let Some(sign) = sign {
        if let Some(last) = letters.last_mut() {
            last.add(sign);
        }
        return;
    }
    match c {
        HAMZA_ABOVE | HAMZA_BELOW | MADDAH_ABOVE => {
            if let Some(last) = letters.last_mut() {
                last.c = match (last.c, c) {
                    (ALEF, HAMZA_ABOVE) => ALEF_HAMZA_ABOVE,
                    (ALEF, HAMZA_BELOW) => ALEF_HAMZA_BELOW,
                    (ALEF, MADDAH_ABOVE) => ALEF_MADDA,
                    (WAW, HAMZA_ABOVE) => WAW_HAMZA,
                    (YEH, HAMZA_ABOVE) => YEH_HAMZA,
                    (other, _) => other,
                };
            }
        }
        ALEF_WASLA => letters.push(Letter { c, marks: 0 }),
        TATWEEL => {}
        _ if is_invisible(c) => {}
        _ => match code_and_seat(c) {
            Some((code, seat)) => letters.push(Letter { c: letter_of(code, seat), marks: 0 }),
            None if is_arabic(c) && class(c) == Class::Letter => letters.push(Letter { c, marks: 0 }),
            None => {}
        },
    }
}

/// Whether every letter that could bear a mark does: then the marks say all. The last letter may be bare.
pub(super) fn fully_marked(letters: &[Letter]) -> bool {
    let bare = |(at, letter): (usize, &Letter)| {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1);
        let article = letter.c == LAM
            && before.is_some_and(|before| {
                before.alef() || before.c == LAM && next.is_some_and(|next| next.shadda())
            });
        let long = before.is_some() && letter.glide();
        // A shadda without vowel says all before a long vowel only.
        let lengthened = next.is_some_and(|next| next.marks == 0 && (next.alef() || next.glide()));
        match letter.marks {
            0 => !(letter.alef() || letter.c == ALEF_MADDA || long || article || next.is_none()),
            mark::SHADDA => !(lengthened || next.is_none()),
            _ => false,
        }
    };
    letters.iter().any(|letter| letter.marks != 0) && !letters.iter().enumerate().any(bare)
}

/// Whether the last letter is written and not read: the و of عمرو.
pub(super) fn silent_end(letters: &[Letter]) -> bool {
    let rows = SILENT.lines().filter(|line| !line.starts_with("# ")).skip(1);
    let mut words = rows.filter_map(|line| line.split('\t').next());
    letters.last().is_some_and(|last| last.c == WAW)
        && words.any(|word| {
            let Some(clitics) = letters.len().checked_sub(word.chars().count()) else { return false };
            word.chars().eq(letters[clitics..].iter().map(|letter| letter.c))
                && letters[..clitics].iter().all(|letter| matches!(letter.c, WAW | FEH | LAM | BEH | KAF))
        })
}

/// Sets `nuclei` to 1 for each letter that bears the nucleus of a syllable, 0 for the others.
pub(super) fn nuclei(letters: &[Letter], nuclei: &mut Vec<u8>) {
    nuclei.clear();
    for (at, &letter) in letters.iter().enumerate() {
        let bears = match at.checked_sub(1) {
            None => letter.vowel() || letter.c == ALEF_MADDA || letter.marks & DAGGER != 0 || letter.alef(),
            Some(before) => {
                let (previous, taken) = (letters[before], nuclei[before] == 1);
                let last = at + 1 == letters.len();
                inner(letter, previous, taken, last)
            }
        };
        nuclei.push(u8::from(bears));
    }
    if silent_end(letters)
        && let Some(last) = nuclei.last_mut()
    {
        *last = 0;
    }
}

/// Whether a letter after another bears a nucleus; `taken`: the one before bears one itself.
fn inner(letter: Letter, before: Letter, taken: bool, last: bool) -> bool {
    if letter.vowel() || letter.c == ALEF_MADDA {
        return true;
    }
    if letter.marks & DAGGER != 0 {
        let carrier = letter.alef() || letter.glide();
        return !(carrier && before.marks & mark::VOWEL == mark::FATHA);
    }
    let open = !(before.vowel() || taken || before.alef() || before.c == ALEF_MADDA);
    if letter.sukun() || !open {
        return false;
    }
    // The alef after the و of a plural is silent.
    (letter.alef() && !(letter.c == ALEF && last && before.c == WAW)) || letter.glide() && !before.sukun()
}

/// Where a reader who stops after the word drops a vowel, if he does.
pub(super) fn dropped(letters: &[Letter]) -> Option<usize> {
    let last = letters.len().checked_sub(1)?;
    let at = if silent_end(letters) && letters[last - 1].vowel() { last - 1 } else { last };
    let letter = letters[at];
    let vowel = letter.marks & mark::VOWEL;
    let drops = letter.short()
        || matches!(vowel, mark::DAMMATAN | mark::KASRATAN)
        || vowel == mark::FATHATAN && letter.c == TEH_MARBUTA;
    drops.then_some(at)
}

/// The syllables of a word by its marks: full, pausal. A word has at least one.
pub(super) fn count(letters: &[Letter], buffer: &mut Vec<u8>) -> (u32, u32) {
    nuclei(letters, buffer);
    let full = buffer.iter().map(|&one| u32::from(one)).sum::<u32>();
    let pausal = full - u32::from(dropped(letters).is_some_and(|at| buffer[at] == 1));
    (full.max(1), pausal.max(1))
}

/// The weight of a letter in OSMAN by its own marks: of its vowel, and of shadda and tanween.
pub(super) fn weights(letter: Letter, next: Option<Letter>) -> (u8, u8) {
    let long = next.is_some_and(|next| matches!(next.c, ALEF | WAW | YEH));
    let vowel = if letter.short() { 1 + u8::from(long) } else { 0 };
    (vowel, 2 * u8::from(letter.shadda()) + 2 * u8::from(letter.tanween()))
}
