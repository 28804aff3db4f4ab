//! What Lucene's Arabic chain does to a word: lower case, decimal digits, `ArabicNormalizer` (8.7). Nothing that it
//! lacks is repaired here.

use super::cells::Cells;
use super::{Audit, Folding};
use crate::script::letter;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

pub(super) fn fold(cells: &mut Cells, audit: &mut Audit) {
    let flag = Folding::LUCENE.iter().next().map_or(0, |flag| flag.index());
    // Java's `Character.toLowerCase` maps one to one.
    cells.replace(audit, flag, |c| c.to_lowercase().next());
    cells.replace(audit, flag, |c| decimal(c).map(|value| char::from(b'0' + value)));
    cells.replace(audit, flag, |c| match c {
        letter::ALEF_MADDA | letter::ALEF_HAMZA_ABOVE | letter::ALEF_HAMZA_BELOW => Some(letter::ALEF),
        letter::ALEF_MAKSURA => Some(letter::YEH),
        letter::TEH_MARBUTA => Some(letter::HEH),
        _ => None,
    });
    cells.delete(audit, flag, |c| c == letter::TATWEEL || (letter::FATHATAN..=letter::SUKUN).contains(&c));
}

/// The value of a decimal digit of any script: digits stand in runs of ten from zero.
fn decimal(c: char) -> Option<u8> {
    let is_digit = |c: char| c.general_category() == GeneralCategory::DecimalNumber;
    if !is_digit(c) {
        return None;
    }
    let before =
        (1..=u32::from(c)).take_while(|back| char::from_u32(u32::from(c) - back).is_some_and(is_digit));
    Some((before.count() % 10) as u8)
}
