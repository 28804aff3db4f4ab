//! The Arabic stemmer of the Snowball project, step for step.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::affix::{Affix, borrowed_if_same, is_common_mark};
use super::stemmers::Stemmer;
use crate::script::letter::*;

/// The Snowball stemmer for Arabic, version 3.1, output for output.
///
/// A word that begins with the article is a noun and takes noun endings alone; any other word takes verb endings
/// or, failing these, noun endings. Then come prefixes, and last the seats of hamza. Known faults are kept, since
/// they are the reference: `و` and `ف` never leave before `ا` (`والمدرسة` keeps both), a final `ن` after the article
/// may be lost without its partner, U+0670 and `ٱ` stay. The stem has no more characters than the word with its
/// lam-alef ligatures (U+FEF5–FEFC) spelled out. O(n).
///
/// `arabic.sbl` by Assem Chelli and Abdelkrim Aries, <https://snowballstem.org/algorithms/arabic/stemmer.html>
/// (BSD-3-Clause).
///
/// ```
/// use mizan::morphology::{Snowball, Stemmer};
/// let stem = Snowball.stem("المهيمن");
/// assert_eq!(stem, "مهيم");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Snowball;

impl Stemmer for Snowball {
    fn id(&self) -> &'static str {
        "snowball"
    }

    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let defined = begins_with_article(word);
        let mut letters = plain_letters(word);
        if defined || !cut_verb_ending(&mut letters) {
            cut_noun_ending(&mut letters, defined);
        }
        cut_prefixes(&mut letters, defined);
        plain_hamza(&mut letters);
        borrowed_if_same(word, &letters)
    }
}

/// The article, alone and after a preposition. In all tables the longest affix that the word bears is the one
/// that counts; if the word is too short for it, no shorter one is tried.
#[rustfmt::skip]
const ARTICLES: &[Affix] = &[
    Affix(5, "بال"),
    Affix(5, "كال"),
    Affix(4, "ال"),
    Affix(4, "لل"),
];

/// The same, as prefixes to cut.
#[rustfmt::skip]
const ARTICLE_PREFIXES: &[Affix] = &[
    Affix(6, "بال"),
    Affix(6, "كال"),
    Affix(5, "ال"),
    Affix(5, "لل"),
];

/// Pronouns after a verb: objects.
#[rustfmt::skip]
const VERB_OBJECTS: &[Affix] = &[
    Affix(6, "كما"),
    Affix(6, "هما"),
    Affix(6, "كمو"),
    Affix(5, "نا"),
    Affix(5, "ها"),
    Affix(5, "كم"),
    Affix(5, "هم"),
    Affix(5, "كن"),
    Affix(5, "هن"),
    Affix(5, "ني"),
    Affix(4, "ك"),
    Affix(4, "ه"),
];

/// Endings of a verb: subjects.
#[rustfmt::skip]
const VERB_SUBJECTS: &[Affix] = &[
    Affix(6, "تما"),
    Affix(6, "ان"),
    Affix(6, "ون"),
    Affix(6, "ين"),
    Affix(5, "تا"),
    Affix(5, "نا"),
    Affix(5, "تن"),
    Affix(4, "ا"),
    Affix(4, "ت"),
    Affix(4, "ن"),
    Affix(4, "ي"),
];

/// Endings of a verb in the plural without an object.
#[rustfmt::skip]
const VERB_PLURALS: &[Affix] = &[
    Affix(5, "وا"),
    Affix(5, "تم"),
];

/// The same as they stand before an object.
#[rustfmt::skip]
const VERB_PLURALS_BEFORE_OBJECT: &[Affix] = &[
    Affix(6, "تمو"),
    Affix(4, "و"),
];

/// Feminine singular.
const NOUN_TEH_MARBUTA: &[Affix] = &[Affix(4, "ة")];

/// The ن of dual and plural.
const NOUN_NOON: &[Affix] = &[Affix(6, "ن")];

/// The long vowel of dual and plural, and of the cases of some nouns.
#[rustfmt::skip]
const NOUN_LONG_VOWELS: &[Affix] = &[
    Affix(5, "ا"),
    Affix(5, "و"),
    Affix(5, "ي"),
];

/// Feminine plural.
const NOUN_FEMININE_PLURAL: &[Affix] = &[Affix(5, "ات")];

/// Feminine singular before another ending.
const NOUN_TEH: &[Affix] = &[Affix(4, "ت")];

/// The nisba.
const NOUN_NISBA: &[Affix] = &[Affix(3, "ي")];

/// Whether the raw word, marks and tatweel included, begins with the article and so is a noun.
fn begins_with_article(word: &str) -> bool {
    let bears = |article: &&Affix| word.starts_with(article.1);
    ARTICLES.iter().find(bears).is_some_and(|article| word.chars().nth(article.0 - 1).is_some())
}

/// The word without marks and tatweel, presentation forms as letters and Arabic-Indic digits as ASCII.
fn plain_letters(word: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(word.len() / 2 + 1);
    for c in word.chars() {
        match c {
            TATWEEL => {}
            mark if is_common_mark(mark) => {}
            '\u{0660}'..='\u{0669}' => letters.push((c as u8 - 0x60 + b'0') as char),
            '\u{fe80}'..='\u{fefc}' => letters.extend(std::iter::once(c).nfkc()),
            other => letters.push(other),
        }
    }
    letters
}

/// Cuts the suffix of the table that the word bears, if it is long enough; says whether it did.
fn cut(letters: &mut Vec<char>, suffixes: &[Affix]) -> bool {
    let borne = suffixes.iter().find_map(|suffix| Some((suffix.0, suffix.off_end(letters)?.len())));
    match borne {
        Some((least, rest)) if letters.len() >= least => {
            letters.truncate(rest);
            true
        }
        _ => false,
    }
}

/// Objects, as many as there are, and the subject before them; else a subject. Says whether anything was cut.
fn cut_verb_ending(letters: &mut Vec<char>) -> bool {
    if cut(letters, VERB_OBJECTS) {
        while cut(letters, VERB_OBJECTS) {}
        _ = cut(letters, VERB_SUBJECTS) || cut(letters, VERB_PLURALS_BEFORE_OBJECT);
        return true;
    }
    cut(letters, VERB_PLURALS) || cut(letters, VERB_SUBJECTS)
}

/// The ending of a noun, then the nisba; if there is no nisba, a final ى becomes ي.
///
/// A noun without the article comes here only if no verb ending fitted. Of the noun endings that the original
/// gives it, the pronouns and a final ن are also verb endings and can no longer occur: they are left out.
fn cut_noun_ending(letters: &mut Vec<char>, defined: bool) {
    _ = cut(letters, NOUN_TEH_MARBUTA)
        || (defined && cut_noon_and_partner(letters))
        || (!defined && cut(letters, NOUN_LONG_VOWELS))
        || cut(letters, NOUN_FEMININE_PLURAL);
    if !cut(letters, NOUN_NISBA)
        && let Some(last @ &mut ALEF_MAKSURA) = letters.last_mut()
    {
        *last = YEH;
    }
}

/// A final ن and what must stand before it. Without the partner the step fails, and yet the ن is gone.
fn cut_noon_and_partner(letters: &mut Vec<char>) -> bool {
    cut(letters, NOUN_NOON)
        && (cut(letters, NOUN_LONG_VOWELS) || cut(letters, NOUN_FEMININE_PLURAL) || cut(letters, NOUN_TEH))
}

/// Cuts prefixes. What a step has put or kept in front is behind `at`, and the next step looks from there on, as
/// the original's cursor does: after أأ or س a further prefix is sought from the second letter.
fn cut_prefixes(letters: &mut Vec<char>, defined: bool) {
    let mut at = 0;
    // The interrogative أ before an alef of any kind.
    if let [ALEF_HAMZA_ABOVE, second, _, _, ..] = letters[..]
        && let ALEF | ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | WAW_HAMZA = second
    {
        letters.remove(0);
        if second == WAW_HAMZA {
            letters[0] = ALEF_HAMZA_ABOVE;
        }
        at = 1;
    }
    // A conjunction, but not before alef: it may be a radical there.
    if let [FEH | WAW, rest @ ..] = &letters[at..]
        && letters.len() >= 4
        && rest.first() != Some(&ALEF)
    {
        letters.remove(at);
    }
    if cut_article(letters, at) {
        return;
    }
    // A preposition, which the word may repeat as its first radical.
    match letters[at..] {
        [BEH, ALEF, ..] => return,
        [BEH, ..] | [KAF, KAF, ..] if letters.len() >= 4 => {
            letters.remove(at);
            return;
        }
        _ => {}
    }
    if !defined {
        cut_future(letters, at);
    }
}

/// Cuts the article at `at`, if the word is long enough; says whether it did.
fn cut_article(letters: &mut Vec<char>, at: usize) -> bool {
    let borne = |article: &&Affix| article.off_front(&letters[at..]).is_some();
    match ARTICLE_PREFIXES.iter().find(borne) {
        Some(article) if letters.len() >= article.0 => {
            letters.drain(at..at + article.1.chars().count());
            true
        }
        _ => false,
    }
}

/// Cuts the س of the future before an imperfect, and turns the imperfect of form X to its perfect.
fn cut_future(letters: &mut Vec<char>, mut at: usize) {
    if let [SEEN, ALEF_HAMZA_ABOVE | TEH | NOON | YEH, ..] = letters[at..]
        && letters.len() >= 5
    {
        letters.remove(at);
        at += 1;
    }
    if let [TEH | NOON | YEH, SEEN, TEH, ..] = letters[at..]
        && letters.len() >= 5
    {
        letters[at] = ALEF;
    }
}

/// A final hamza loses its seat; elsewhere the seat loses its hamza.
fn plain_hamza(letters: &mut [char]) {
    if let Some(last @ &mut (ALEF_MADDA | ALEF_HAMZA_ABOVE | WAW_HAMZA | ALEF_HAMZA_BELOW | YEH_HAMZA)) =
        letters.last_mut()
    {
        *last = HAMZA;
    }
    for letter in letters {
        *letter = match *letter {
            ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW => ALEF,
            WAW_HAMZA => WAW,
            YEH_HAMZA => YEH,
            other => other,
        };
    }
}
