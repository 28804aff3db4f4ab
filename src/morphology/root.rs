//! A root as a value: three to five radicals in four bytes. Finding the root of a word is not its business.

use std::fmt;
use std::num::NonZeroU32;

use crate::script::letter::*;

/// A root: three to five radicals from the 28 letters, hamza as `ء` and never `ا`, a weak radical as `و` or `ي`.
///
/// Six bits a radical, the first in the highest, so that roots are ordered as their spellings are by code point.
/// `Option<Root>` takes four bytes too.
///
/// ```
/// use mizan::morphology::Root;
/// let root = Root::parse("كتب").unwrap();
/// assert_eq!(root.radicals().count(), 3);
/// assert_eq!(root.to_string(), "كتب");
/// assert_eq!(Root::parse("كاتب"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root(NonZeroU32);

/// The places a root has, filled or not.
const PLACES: u32 = 5;

/// The bits of a radical.
const BITS: u32 = 6;

/// A radical is its distance from here, 1–42; 0 is an empty place.
const BASE: u32 = HAMZA as u32 - 1;

impl Root {
    /// The root spelled `text`: three to five of the 28 letters and nothing else, or `None`. O(1).
    pub fn parse(text: &str) -> Option<Self> {
        let mut packed = 0;
        let mut count = 0;
        for c in text.chars() {
            if count == PLACES || !is_radical(c) {
                return None;
            }
            count += 1;
            packed |= (c as u32 - BASE) << (BITS * (PLACES - count));
        }
        if count < 3 {
            return None;
        }
        NonZeroU32::new(packed).map(Self)
    }

    /// The root that `letters` spell as people write roots: every seat of hamza is hamza, and so is an alef at the
    /// front; what is then none of the 28 letters makes no root.
    ///
    /// ```
    /// use mizan::morphology::Root;
    /// assert_eq!(Root::spelled("اخذ".chars()), Root::parse("ءخذ"));
    /// assert_eq!(Root::spelled("قال".chars()), None);
    /// ```
    pub fn spelled(letters: impl IntoIterator<Item = char>) -> Option<Self> {
        let radical = |(at, c): (usize, char)| match c {
            ALEF if at == 0 => HAMZA,
            ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | WAW_HAMZA | YEH_HAMZA => HAMZA,
            other => other,
        };
        let radicals: Vec<char> =
            letters.into_iter().take(PLACES as usize + 1).enumerate().map(radical).collect();
        Self::of(&radicals)
    }

    /// The packed radicals: ordered as the spellings are.
    pub(crate) fn code(self) -> u32 {
        self.0.get()
    }

    /// The root with these packed radicals, if they are any.
    pub(crate) fn from_code(code: u32) -> Option<Self> {
        NonZeroU32::new(code).map(Self)
    }

    /// The root with these radicals.
    pub(crate) fn of(radicals: &[char]) -> Option<Self> {
        let mut packed = 0;
        if !(3..=PLACES as usize).contains(&radicals.len()) || !radicals.iter().copied().all(is_radical) {
            return None;
        }
        for (place, &c) in (1..).zip(radicals) {
            packed |= (c as u32 - BASE) << (BITS * (PLACES - place));
        }
        NonZeroU32::new(packed).map(Self)
    }

    /// The radicals, first to last.
    pub fn radicals(self) -> impl DoubleEndedIterator<Item = char> + Clone {
        let code = move |place| self.0.get() >> (BITS * (PLACES - place)) & ((1 << BITS) - 1);
        (1..=PLACES).map(code).filter(|&code| code != 0).filter_map(|code| char::from_u32(BASE + code))
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut spelling = String::with_capacity(2 * PLACES as usize);
        spelling.extend(self.radicals());
        f.pad(&spelling)
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Root({self})")
    }
}

/// Whether `c` is one of the 28 letters, hamza standing for the first.
fn is_radical(c: char) -> bool {
    matches!(c, HAMZA | BEH | TEH..=GHAIN | FEH..=WAW | YEH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_28_radicals() {
        assert_eq!(('\0'..=char::MAX).filter(|&c| is_radical(c)).count(), 28);
    }
}
