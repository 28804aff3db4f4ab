//! Shapes of stems for what the lexicon does not license: every pattern, for every root of the list. Inverted here,
//! from letters to radicals.

use super::Root;
use super::lexicon::Shape;
use super::skeleton::{Skeleton, code_and_seat, letter_of};
use crate::script::letter::{ALEF, ALEF_MAKSURA, HAMZA, TEH_MARBUTA, WAW_HAMZA, YEH_HAMZA};

/// The longest stem that a shape is tried on.
const LONGEST: usize = 12;
/// The radicals of a root, at most.
const RADICALS: usize = 4;

/// A shape as bits: which letters are given, and where the radicals stand.
#[derive(Clone, Debug)]
struct Mask {
    mask: u64,
    letters: u64,
    /// The place of each radical in the stem, 255 where it is given in `fixed` or the root has no such radical.
    places: [u8; RADICALS],
    fixed: [char; RADICALS],
    radicals: u8,
    row: u16,
}

/// The shapes by the number of their letters.
#[derive(Clone, Debug)]
pub(super) struct Shapes(Vec<Vec<Mask>>);

impl Shapes {
    pub(super) fn new(rows: &[Shape]) -> Self {
        let mut by_len = vec![Vec::new(); LONGEST + 1];
        for (row, shape) in (0..).zip(rows) {
            let len = shape.spelling.chars().count();
            if len > LONGEST {
                continue;
            }
            let mut mask =
                Mask { mask: 0, letters: 0, places: [255; RADICALS], fixed: ['\0'; RADICALS], radicals: 0, row };
            for &(place, letter) in &shape.fixed {
                mask.fixed[usize::from(place)] = letter;
                mask.radicals = mask.radicals.max(place + 1);
            }
            for (at, c) in shape.spelling.chars().enumerate() {
                let shift = 5 * (len - 1 - at);
                if let Some(slot) = c.to_digit(10) {
                    mask.places[slot as usize - 1] = at as u8;
                    mask.radicals = mask.radicals.max(slot as u8);
                } else if let Some((code, _)) = code_and_seat(c) {
                    mask.mask |= 31 << shift;
                    mask.letters |= u64::from(code) << shift;
                }
            }
            by_len[len].push(mask);
        }
        Self(by_len)
    }

    /// The roots that a stem may have by its shape: calls `found` with each, and the number of the shape.
    pub(super) fn roots(&self, word: &Skeleton, from: usize, to: usize, mut found: impl FnMut(Root, u16)) {
        let len = to - from;
        let Some(shapes) = self.0.get(len) else { return };
        let packed = word.codes[from..to].iter().fold(0, |key: u64, &code| key << 5 | u64::from(code));
        for shape in shapes {
            if packed & shape.mask != shape.letters {
                continue;
            }
            let mut radicals = shape.fixed;
            let mut possible = true;
            for (radical, &place) in radicals.iter_mut().zip(&shape.places) {
                if place == 255 {
                    continue;
                }
                let at = from + usize::from(place);
                let letter = letter_of(word.codes[at], word.seat(at));
                *radical = match letter {
                    WAW_HAMZA | YEH_HAMZA => HAMZA,
                    ALEF if place == 0 => HAMZA,
                    ALEF | ALEF_MAKSURA | TEH_MARBUTA => {
                        possible = false;
                        break;
                    }
                    other if code_and_seat(other).is_some_and(|(code, seat)| code == 2 && seat > 0) => HAMZA,
                    other => other,
                };
            }
            // A geminate root repeats the radical before.
            for at in 1..RADICALS {
                if radicals[at] == '=' {
                    radicals[at] = radicals[at - 1];
                }
            }
            if possible && let Some(root) = Root::of(&radicals[..usize::from(shape.radicals)]) {
                found(root, shape.row);
            }
        }
    }
}
