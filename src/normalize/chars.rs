//! What each flag does to one character: the tables of the foldings, without any regard to neighbours.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

use super::folding::{Flag, Folding};
use crate::script::letter::*;
use crate::script::{Class, class, is_arabic, is_invisible};

/// The combining class of `c`; 0 for what starts a cluster.
pub(super) fn combining_class(c: char) -> u8 {
    if (c as u32) < 0x300 { 0 } else { canonical_combining_class(c) }
}

/// Whether `c`, or what it decomposes to, stands on the letter before it. Three Tibetan vowels are of class 0 but
/// decompose to marks.
pub(super) fn is_combining(c: char) -> bool {
    combining_class(c) != 0 || matches!(c as u32, 0x0F73 | 0x0F75 | 0x0F81)
}

/// Invisible characters that other scripts and emoji need: joiners and variation selectors.
pub(super) fn is_contextual(c: char) -> bool {
    matches!(c as u32, 0x200C | 0x200D | 0xFE00..=0xFE0F)
}

/// Invisible characters that are deleted wherever they stand.
pub(super) fn is_control(c: char) -> bool {
    (c as u32 == 0xAD || c as u32 >= 0x034F) && is_invisible(c) && !is_contextual(c)
}

/// Madda and the two combining hamzas: they make letters and go only after composition.
pub(super) fn is_hamza_mark(c: char) -> bool {
    matches!(c, MADDAH_ABOVE | HAMZA_ABOVE | HAMZA_BELOW)
}

/// A nonspacing mark of the Arabic blocks.
pub(super) fn is_arabic_mark(c: char) -> bool {
    matches!(c as u32,
        0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4 | 0x06E7 | 0x06E8
        | 0x06EA..=0x06ED | 0x0897..=0x089F | 0x08CA..=0x08E1 | 0x08E3..=0x08FF | 0x10ECB..=0x10ECF
        | 0x10EF0..=0x10EFF)
}

/// Small letters and signs of Quranic text.
pub(super) fn is_quranic(c: char) -> bool {
    matches!(c as u32, 0x06E5 | 0x06E6 | 0x08C9 | 0x10EC5 | 0x06DD | 0x08E2 | 0x06DE | 0x06E9)
}

/// A presentation form that `forms` undoes.
pub(super) fn is_form(c: char) -> bool {
    matches!(c as u32, 0xFB50..=0xFBB1 | 0xFBD3..=0xFBFF | 0xFC00..=0xFDC7 | 0xFE70..=0xFEFC)
        && (c as u32 == 0xFE73 || decomposes(c))
}

/// A word ligature that `ligatures` spells out.
pub(super) fn is_ligature(c: char) -> bool {
    matches!(c as u32, 0xFDF0..=0xFDF9 | 0xFDFC)
}

fn decomposes(c: char) -> bool {
    let mut same = true;
    decompose_compatible(c, |part| same = same && part == c);
    !same
}

/// The flag that spells `c` out, if the folding has it.
pub(super) fn expanding(c: char, folding: Folding) -> Option<Flag> {
    if (c as u32) < 0xFB50 || (c as u32) > 0xFEFC {
        None
    } else if folding.has(Flag::FORMS) && is_form(c) {
        Some(Flag::FORMS)
    } else if folding.has(Flag::LIGATURES) && is_ligature(c) {
        Some(Flag::LIGATURES)
    } else {
        None
    }
}

/// The letters of a form or ligature, composed. The space or tatweel under a form that is only marks is left out,
/// and the rial has the yeh of Arabic.
pub(super) fn expand(c: char, mut emit: impl FnMut(char)) {
    if c as u32 == 0xFE73 {
        return;
    }
    let mut waiting: Option<char> = None;
    decompose_compatible(c, |part| {
        let part = match part {
            ' ' | TATWEEL => return,
            FARSI_YEH if c as u32 == 0xFDFC => YEH,
            part => part,
        };
        waiting = match waiting {
            Some(before) => compose(before, part).or_else(|| {
                emit(before);
                Some(part)
            }),
            None => Some(part),
        };
    });
    if let Some(last) = waiting {
        emit(last);
    }
}

/// One step of the letter foldings: what a flag makes of `c`.
fn letter_step(c: char, flag: Flag) -> Option<char> {
    let folded = match (flag, c as u32) {
        (Flag::LOOKALIKE, 0x06A9 | 0x06AA) => KAF,
        (Flag::LOOKALIKE, 0x06CC | 0x06D2) => YEH,
        (Flag::LOOKALIKE, 0x06C1 | 0x06BE | 0x06D5 | 0x06C0 | 0x06C2) => HEH,
        (Flag::LOOKALIKE, 0x06C3) => TEH_MARBUTA,
        (Flag::LOOKALIKE, 0x06D3) => YEH_HAMZA,
        (Flag::ALEF, 0x0622 | 0x0623 | 0x0625 | 0x0671..=0x0673 | 0x0675) => ALEF,
        (Flag::HAMZA, 0x0624 | 0x0676) => WAW,
        (Flag::HAMZA, 0x0626 | 0x0678) => YEH,
        (Flag::HAMZA, 0x0674) => HAMZA,
        (Flag::MAQSURA, 0x0649) => YEH,
        (Flag::TEH_MARBUTA, 0x0629) => HEH,
        (Flag::LOAN_LETTERS, 0x067E) => BEH,
        (Flag::LOAN_LETTERS, 0x0686) => JEEM,
        (Flag::LOAN_LETTERS, 0x0698) => ZAIN,
        (Flag::LOAN_LETTERS, 0x06AF) => KAF,
        (Flag::LOAN_LETTERS, 0x06A4) => FEH,
        (Flag::LOAN_LETTERS, 0x06A8) => QAF,
        _ => return None,
    };
    Some(folded)
}

/// The order of the letter foldings: a look-alike may become a letter that a later one folds.
const LETTER_STEPS: [Flag; 6] =
    [Flag::LOOKALIKE, Flag::ALEF, Flag::HAMZA, Flag::MAQSURA, Flag::TEH_MARBUTA, Flag::LOAN_LETTERS];

/// The letter that `c` is folded to; `event` hears of each step. `None` if nothing fires.
pub(super) fn fold_letter(c: char, folding: Folding, mut event: impl FnMut(Flag, char)) -> Option<char> {
    if !(0x0622..=0x06D5).contains(&(c as u32)) {
        return None;
    }
    let mut letter = c;
    for flag in LETTER_STEPS {
        if folding.has(flag)
            && let Some(folded) = letter_step(letter, flag)
        {
            event(flag, letter);
            letter = folded;
        }
    }
    (letter != c).then_some(letter)
}

/// The ASCII digit of an Arabic-Indic or extended Arabic-Indic digit.
pub(super) fn ascii_digit(c: char) -> Option<char> {
    match c as u32 {
        0x0660..=0x0669 | 0x06F0..=0x06F9 => {
            crate::script::digit_value(c).map(|value| char::from(b'0' + value))
        }
        _ => None,
    }
}

/// Whether lower case changes `c`.
pub(super) fn has_lower(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_uppercase() } else { c.to_lowercase().next() != Some(c) }
}

/// Whether a flag other than `nfc` and `repeat` may do something to `c`, in whatever surroundings.
pub(super) fn may_change(c: char, folding: Folding) -> bool {
    let has = |flag| folding.has(flag);
    has(Flag::CASE) && has_lower(c)
        || has(Flag::CONTROLS) && (is_control(c) || is_contextual(c))
        || expanding(c, folding).is_some()
        || has(Flag::TATWEEL) && c == TATWEEL
        || has(Flag::MARKS) && is_arabic_mark(c)
        || has(Flag::QURANIC) && is_quranic(c)
        || has(Flag::UTHMANI) && c == ALEF_WASLA
        || fold_letter(c, folding, |_, _| {}).is_some()
        || has(Flag::DIGITS) && ascii_digit(c).is_some()
}

/// Whether `repeat` counts runs of `c`: letters of any script, but not tatweel.
pub(super) fn is_repeatable(c: char) -> bool {
    class(c) == Class::Letter
}

/// Whether `c` is Arabic to a joiner beside it; `None` if the joiner looks through it.
pub(super) fn arabic_neighbour(c: char) -> Option<bool> {
    let through = is_invisible(c) || crate::script::is_mark(c);
    (!through).then(|| is_arabic(c))
}

/// What Lucene's chain makes of `c`: `None` if it deletes it. The flag names what it resembles.
pub(super) fn lucene(c: char) -> (Option<char>, Option<Flag>) {
    let letter = match c as u32 {
        0x0622 | 0x0623 | 0x0625 => return (Some(ALEF), Some(Flag::ALEF)),
        0x0649 => return (Some(YEH), Some(Flag::MAQSURA)),
        0x0629 => return (Some(HEH), Some(Flag::TEH_MARBUTA)),
        0x0640 => return (None, Some(Flag::TATWEEL)),
        0x064B..=0x0652 => return (None, Some(Flag::MARKS)),
        _ => c,
    };
    // Java's lower case of one character is one character: the first of the full mapping.
    if has_lower(letter) {
        return (letter.to_lowercase().next(), Some(Flag::CASE));
    }
    match decimal_value(letter) {
        Some(value) if !letter.is_ascii() => (Some(char::from(b'0' + value)), Some(Flag::DIGITS)),
        _ => (Some(letter), None),
    }
}

/// The value of a decimal digit (Nd) of any script: Unicode encodes them in unbroken runs of ten from zero up.
fn decimal_value(c: char) -> Option<u8> {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    if c.is_ascii() {
        return c.to_digit(10).map(|value| value as u8);
    }
    let decimal = |code: u32| {
        char::from_u32(code).is_some_and(|c| c.general_category() == GeneralCategory::DecimalNumber)
    };
    let code = c as u32;
    decimal(code).then(|| {
        let before = (1..).take_while(|back| decimal(code - back)).count();
        (before % 10) as u8
    })
}
