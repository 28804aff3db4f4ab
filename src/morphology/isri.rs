//! The ISRI stemmer: a root, or what comes near it, by affixes and patterns and without a list of roots.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::affix::{Affix, borrowed_if_same, is_common_mark};
use super::stemmers::Stemmer;
use crate::script::letter::*;

/// The ISRI stemmer, output for output as NLTK 3.10 has it.
///
/// Marks U+064B–0652 go; a stop word is left alone; one long prefix and one long suffix are cut; a word of four to
/// seven letters is then matched against patterns that say which letters are augments, and loses one short suffix
/// or prefix if none fits. Known faults are kept, since they are the reference: `ملوك` gives `لوك`, `ترجمة` gives
/// `رجم`, tatweel and U+0670 stay, and many answers hold `ا`, `ة` or a seated hamza and so are no roots. The answer
/// has no more characters than the word, and no fewer than three unless the word has fewer: of a word of at most
/// three letters only the marks and an initial hamza change. O(n).
///
/// Taghva, Elkhoury & Coombs, "Arabic Stemming Without a Root Dictionary", ITCC 2005, I, 152–157,
/// doi:10.1109/ITCC.2005.90; in the form of NLTK, `nltk.stem.isri` (Apache-2.0).
///
/// ```
/// use mizan::morphology::Isri;
/// let root = Isri.root("والمكتبات");
/// assert_eq!(root, "كتب");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Isri;

impl Isri {
    /// The root as ISRI gives it, or what it leaves of the word if no pattern fits.
    pub fn root<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let mut letters: Vec<char> = word.chars().filter(|&c| !is_common_mark(c)).collect();
        if !is_stop_word(&letters) {
            cut_long_affixes(&mut letters);
            match letters.len() {
                4 => four(&mut letters),
                5 => five(&mut letters),
                6 => six(&mut letters),
                7 => seven(&mut letters),
                _ => {}
            }
        }
        borrowed_if_same(word, &letters)
    }
}

impl Stemmer for Isri {
    fn id(&self) -> &'static str {
        "isri"
    }

    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        self.root(word)
    }

    fn is_stop_word(&self, word: &str) -> bool {
        is_stop_word(&word.chars().filter(|&c| !is_common_mark(c)).collect::<Vec<_>>())
    }
}

/// The words left alone: `form<TAB>source`, sorted by form.
const STOP_TABLE: &str = include_str!("../../seeds/lexicon/isri_stop.tsv");

static STOP_WORDS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let rows = STOP_TABLE.lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next()).map(|form| form.chars().collect()).collect()
});

fn is_stop_word(letters: &[char]) -> bool {
    STOP_WORDS.binary_search_by(|form| form.as_slice().cmp(letters)).is_ok()
}

/// The first that fits is cut.
#[rustfmt::skip]
const LONG_PREFIXES: &[Affix] = &[
    Affix(6, "كال"),
    Affix(6, "بال"),
    Affix(6, "ولل"),
    Affix(6, "وال"),
    Affix(5, "ال"),
    Affix(5, "لل"),
];

/// The first that fits is cut. The first, second and fifth are a misreading of تما, هما, كما that everyone shares.
#[rustfmt::skip]
const LONG_SUFFIXES: &[Affix] = &[
    Affix(6, "تمل"),
    Affix(6, "همل"),
    Affix(6, "تان"),
    Affix(6, "تين"),
    Affix(6, "كمل"),
    Affix(5, "ون"),
    Affix(5, "ات"),
    Affix(5, "ان"),
    Affix(5, "ين"),
    Affix(5, "تن"),
    Affix(5, "كم"),
    Affix(5, "هن"),
    Affix(5, "نا"),
    Affix(5, "يا"),
    Affix(5, "ها"),
    Affix(5, "تم"),
    Affix(5, "كن"),
    Affix(5, "ني"),
    Affix(5, "وا"),
    Affix(5, "ما"),
    Affix(5, "هم"),
];

const SHORT_SUFFIXES: &[char] = &[TEH_MARBUTA, HEH, YEH, KAF, TEH, ALEF, NOON];

const SHORT_PREFIXES: &[char] = &[LAM, BEH, FEH, SEEN, WAW, YEH, TEH, NOON, ALEF];

/// A pattern: which letters must stand at which places, and the places of the augments to drop. Places count
/// from 1; the comment after each row is the pattern's name, its first one if it has several.
struct Pattern {
    asks: &'static [(usize, &'static [char])],
    /// Two places that must hold the same letter.
    twins: Option<(usize, usize)>,
    drops: &'static [usize],
}

const fn pattern(asks: &'static [(usize, &'static [char])], drops: &'static [usize]) -> Pattern {
    Pattern { asks, twins: None, drops }
}

/// Four letters to three.
const FOUR: &[Pattern] = &[
    pattern(&[(1, &[MEEM])], &[1]),           // مفعل
    pattern(&[(2, &[ALEF])], &[2]),           // فاعل
    pattern(&[(3, &[ALEF, WAW, YEH])], &[3]), // فعال
    pattern(&[(4, &[TEH_MARBUTA])], &[4]),    // فعلة
];

/// Five letters to three.
const FIVE: &[Pattern] = &[
    pattern(&[(1, &[ALEF]), (3, &[ALEF, TEH])], &[1, 3]), // افتعل
    pattern(&[(1, &[MEEM]), (4, &[ALEF, YEH, WAW])], &[1, 4]), // مفعول
    pattern(&[(1, &[ALEF, TEH, MEEM]), (5, &[TEH_MARBUTA])], &[1, 5]), // مفعلة
    pattern(&[(1, &[MEEM, YEH, TEH]), (3, &[TEH])], &[1, 3]), // مفتعل
    pattern(&[(1, &[MEEM, TEH]), (3, &[ALEF])], &[1, 3]), // مفاعل
    pattern(&[(3, &[ALEF, WAW]), (5, &[TEH_MARBUTA])], &[3, 5]), // فعالة
    pattern(&[(1, &[ALEF, MEEM]), (2, &[NOON])], &[1, 2]), // انفعل
    pattern(&[(1, &[ALEF]), (4, &[ALEF])], &[1, 4]),      // افعال
    pattern(&[(4, &[ALEF]), (5, &[NOON])], &[4, 5]),      // فعلان
    pattern(&[(1, &[TEH]), (4, &[YEH])], &[1, 4]),        // تفعيل
    pattern(&[(2, &[ALEF]), (4, &[WAW])], &[2, 4]),       // فاعول
    pattern(&[(2, &[WAW]), (3, &[ALEF])], &[2, 3]),       // فواعل
    pattern(&[(3, &[ALEF]), (4, &[YEH_HAMZA])], &[3, 4]), // فعائل
    pattern(&[(2, &[ALEF]), (5, &[TEH_MARBUTA])], &[2, 5]), // فاعلة
    pattern(&[(3, &[ALEF]), (5, &[YEH])], &[3, 5]),       // فعالي
];

/// Five letters to four. Of the first row only م can occur, and the second row cannot: a short affix has left before.
const FIVE_TO_FOUR: &[Pattern] = &[
    pattern(&[(1, &[ALEF, TEH, MEEM])], &[1]), // تفعلل
    pattern(&[(5, &[TEH_MARBUTA])], &[5]),     // فعللة
    pattern(&[(3, &[ALEF])], &[3]),            // فعالل
];

/// Six letters to three.
const SIX: &[Pattern] = &[
    pattern(&[(1, &[ALEF, MEEM]), (2, &[SEEN]), (3, &[TEH])], &[1, 2, 3]), // مستفعل
    pattern(&[(1, &[MEEM]), (4, &[ALEF]), (6, &[TEH_MARBUTA])], &[1, 4, 6]), // مفعالة
    pattern(&[(1, &[ALEF]), (3, &[TEH]), (5, &[ALEF])], &[1, 3, 5]),       // افتعال
    Pattern { twins: Some((3, 5)), ..pattern(&[(1, &[ALEF]), (4, &[WAW])], &[1, 3, 4]) }, // افعوعل
    pattern(&[(1, &[TEH]), (3, &[ALEF]), (5, &[YEH])], &[1, 3, 5]),        // تفاعيل
];

/// Six letters to four. The first row cannot occur: its ا has left before as a short affix.
const SIX_TO_FOUR: &[Pattern] = &[
    pattern(&[(1, &[ALEF]), (5, &[ALEF])], &[1, 5]), // افعلال
    pattern(&[(1, &[MEEM]), (2, &[TEH])], &[1, 2]),  // متفعلل
];

impl Pattern {
    fn fits(&self, letters: &[char]) -> bool {
        let holds = |place: usize, among: &[char]| among.contains(&letters[place - 1]);
        self.asks.iter().all(|(place, among)| holds(*place, among))
            && self.twins.is_none_or(|(one, other)| letters[one - 1] == letters[other - 1])
    }
}

/// Drops the augments of the first pattern that fits; says whether one did. The word has the patterns' length.
fn drop_augments(letters: &mut Vec<char>, patterns: &[Pattern]) -> bool {
    let Some(found) = patterns.iter().find(|pattern| pattern.fits(letters)) else { return false };
    for place in found.drops.iter().rev() {
        letters.remove(place - 1);
    }
    true
}

/// One long prefix, one long suffix, one و of two; an initial alef loses its hamza or madda.
fn cut_long_affixes(letters: &mut Vec<char>) {
    let prefix = LONG_PREFIXES.iter().find(|it| letters.len() >= it.0 && it.off_front(letters).is_some());
    if let Some(prefix) = prefix {
        letters.drain(..prefix.1.chars().count());
    }
    let suffix = LONG_SUFFIXES.iter().find(|it| letters.len() >= it.0 && it.off_end(letters).is_some());
    if let Some(suffix) = suffix {
        letters.truncate(letters.len() - suffix.1.chars().count());
    }
    if let [WAW, WAW, _, _, ..] = letters[..] {
        letters.remove(0);
    }
    if let Some(first @ &mut (ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW)) = letters.first_mut() {
        *first = ALEF;
    }
}

/// Cuts a short suffix or, if there is none, a short prefix.
fn cut_short_affix(letters: &mut Vec<char>) {
    if letters.last().is_some_and(|last| SHORT_SUFFIXES.contains(last)) {
        letters.pop();
    } else if letters.first().is_some_and(|first| SHORT_PREFIXES.contains(first)) {
        letters.remove(0);
    }
}

fn four(letters: &mut Vec<char>) {
    if !drop_augments(letters, FOUR) {
        cut_short_affix(letters);
    }
}

fn five(letters: &mut Vec<char>) {
    if !drop_augments(letters, FIVE) {
        cut_short_affix(letters);
    }
    match letters.len() {
        4 => four(letters),
        5 => {
            drop_augments(letters, FIVE_TO_FOUR);
        }
        _ => {}
    }
}

fn six(letters: &mut Vec<char>) {
    if !drop_augments(letters, SIX) {
        cut_short_affix(letters);
    }
    match letters.len() {
        5 => five(letters),
        6 => {
            drop_augments(letters, SIX_TO_FOUR);
        }
        _ => {}
    }
}

fn seven(letters: &mut Vec<char>) {
    cut_short_affix(letters);
    if letters.len() == 6 {
        six(letters);
    }
}
