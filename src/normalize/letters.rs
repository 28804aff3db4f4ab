//! What is replaced: presentation forms, ligatures, capitals, variants of letters, digits.

use super::cells::Cells;
use super::removal::is_hamza_mark;
use super::{Audit, Folding};
use crate::script::{digit_value, letter};
use unicode_normalization::char::decompose_compatible;

fn index(flag: Folding) -> usize {
    flag.iter().next().map_or(0, |flag| flag.index())
}

/// Presentation forms become their letters, by compatibility decomposition. The space and the tatweel that carry a
/// mark there go; U+FE73, the tail of a letter, has no letter.
pub(super) fn forms(cells: &mut Cells, audit: &mut Audit) {
    cells.expand(audit, index(Folding::FORMS), |c, out| {
        let is_form = matches!(c as u32, 0xFB50..=0xFBB1 | 0xFBD3..=0xFDC7 | 0xFE70..=0xFEFC);
        if is_form && c != '\u{fe73}' {
            decompose_compatible(c, |part| out.push(part));
            out.retain(|&part| part != ' ' && part != letter::TATWEEL);
        }
        is_form
    });
}

/// Word ligatures become their letters. Phrases, which hold spaces, stay one sign.
pub(super) fn ligatures(cells: &mut Cells, audit: &mut Audit) {
    cells.expand(audit, index(Folding::LIGATURES), |c, out| {
        let is_word = matches!(c as u32, 0xFDF0..=0xFDF9 | 0xFDFC);
        if is_word {
            // The rial sign decomposes to a Farsi yeh.
            decompose_compatible(c, |part| out.push(if part == '\u{6cc}' { letter::YEH } else { part }));
        }
        is_word
    });
}

/// Lower case, character by character, without regard to context or locale.
pub(super) fn lower_case(cells: &mut Cells, audit: &mut Audit) {
    cells.expand(audit, index(Folding::CASE), |c, out| {
        out.extend(c.to_lowercase());
        true
    });
}

/// The folds of single letters and digits. What is left of a madda or hamza on a folded letter goes with it:
/// composition would put it back.
pub(super) fn fold(cells: &mut Cells, folding: Folding, audit: &mut Audit) {
    for (flag, table) in TABLES {
        if !folding.contains(flag) {
            continue;
        }
        let mut folded = false;
        cells.0.retain_mut(|cell| {
            if folded && is_hamza_mark(cell.c) {
                audit.note(index(flag), cell.c);
                return false;
            }
            // Other marks may stand between a letter and its hamza.
            folded &= crate::script::is_mark(cell.c);
            if let Some(other) = table(cell.c) {
                audit.note(index(flag), cell.c);
                cell.c = other;
                folded = flag != Folding::DIGITS;
            }
            true
        });
    }
}

/// One fold: the letter that stands for another, if it is one that is folded.
type Table = fn(char) -> Option<char>;

/// In the order that lets one work on what another makes: U+06D3 → U+0626 → U+064A, U+06C3 → U+0629 → U+0647.
const TABLES: [(Folding, Table); 7] = [
    (Folding::LOOKALIKE, lookalike),
    (Folding::LOAN_LETTERS, loan_letter),
    (Folding::ALEF, alef),
    (Folding::HAMZA, hamza),
    (Folding::MAQSURA, |c| (c == letter::ALEF_MAKSURA).then_some(letter::YEH)),
    (Folding::TEH_MARBUTA, |c| (c == letter::TEH_MARBUTA).then_some(letter::HEH)),
    (Folding::DIGITS, |c| digit_value(c).filter(|_| !c.is_ascii()).map(|value| char::from(b'0' + value))),
];

fn lookalike(c: char) -> Option<char> {
    Some(match c as u32 {
        0x06A9 | 0x06AA => letter::KAF,
        0x06CC | 0x06D2 => letter::YEH,
        0x06BE | 0x06C0..=0x06C2 | 0x06D5 => letter::HEH,
        0x06C3 => letter::TEH_MARBUTA,
        0x06D3 => letter::YEH_HAMZA,
        _ => return None,
    })
}

fn loan_letter(c: char) -> Option<char> {
    Some(match c as u32 {
        0x067E => letter::BEH,
        0x0686 => letter::JEEM,
        0x0698 => letter::ZAIN,
        0x06AF => letter::KAF,
        0x06A4 => letter::FEH,
        0x06A8 => letter::QAF,
        _ => return None,
    })
}

fn alef(c: char) -> Option<char> {
    matches!(c as u32, 0x0622 | 0x0623 | 0x0625 | 0x0671 | 0x0672 | 0x0673 | 0x0675).then_some(letter::ALEF)
}

fn hamza(c: char) -> Option<char> {
    Some(match c as u32 {
        0x0624 | 0x0676 => letter::WAW,
        0x0626 | 0x0678 => letter::YEH,
        0x0674 => letter::HAMZA,
        _ => return None,
    })
}
