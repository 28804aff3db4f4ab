//! Rules 4 to 8: what a single dot is, when it is not the end of a sentence: part of a number, an enumerator, an
//! abbreviation or an initial. What it leaves open is decided in `rules`.

use super::NoEndReason;
use super::around::{BACK_BYTES, Line, is_wordy};
use super::rules::Question;
use super::run::Run;
use super::words::{Classes, abbreviation, begins_with_preposition, fold, is_opener, word};
use crate::script::{Class, class, is_arabic, is_invisible, is_mark, letter};

/// Rules 4 to 8: a single dot that belongs to a number, an enumerator or an abbreviation.
pub(super) fn dot(question: &Question<'_>, next: char) -> Option<NoEndReason> {
    let Question { line, run, .. } = *question;
    let glued = run.end == run.marks_end;
    if glued && class(next) == Class::Digit {
        return Some(NoEndReason::Number);
    }
    if question.at_line_start && next.is_whitespace() && enumerates(&line, run.start) {
        return Some(NoEndReason::ListItem);
    }
    let (before, before_at) = line.word_before(run.start);
    if before.is_empty() {
        return None;
    }
    // Latin letters may have a proclitic before them: وSt.
    let latin_at = before
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let latin = &before[latin_at..];
    if glued && is_wordy(next) && !is_invisible(next) {
        return inner_dot(&line, &run, &before, !latin.is_empty());
    }
    if latin.is_empty() {
        arabic_dot(&line, &run, &before, before_at)
    } else {
        latin_dot(&line, &run, latin, latin_start(&line.text[before_at..run.start], before_at))
    }
}

/// Where the last Latin letters of a word begin that begins at `at`. Marks and invisible characters may stand among them,
/// so that their place is not that of the folded word.
fn latin_start(raw: &str, at: usize) -> usize {
    let last = raw.rfind(|c: char| !c.is_ascii_alphabetic() && !is_mark(c) && !is_invisible(c));
    let behind = last.map_or(0, |last| last + raw[last..].chars().next().map_or(0, char::len_utf8));
    at + behind + raw[behind..].find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0)
}

/// A bullet or none, and up to three digits (and such groups after them), a letter or a Roman number, before the dot.
fn enumerates(line: &Line<'_>, dot: usize) -> bool {
    const MOST: usize = 16;
    let all = line.text[line.start..dot].chars().filter(|&c| !is_invisible(c)).take(MOST + 1);
    let all: String = all.collect();
    if all.chars().count() > MOST {
        return false;
    }
    let mark = all.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '•' | '·' | '▪' | '●' | '*' | '-' | '–')
    });
    let mark: String = mark.chars().filter(|&c| !matches!(class(c), Class::Tatweel | Class::Mark)).collect();
    let digits = |group: &str| {
        (1..=3).contains(&group.chars().count()) && group.chars().all(|c| class(c) == Class::Digit)
    };
    let mut letters = mark.chars();
    let letter = letters.next().is_some_and(|c| class(c) == Class::Letter) && letters.next().is_none();
    let roman = (1..=5).contains(&mark.len()) && mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    letter || roman || (!mark.is_empty() && mark.split('.').all(digits))
}

/// A dot between letters, without a space: inside an abbreviation, unless two whole words meet.
fn inner_dot(line: &Line<'_>, run: &Run, before: &str, latin: bool) -> Option<NoEndReason> {
    let ahead = line.ahead(run.end);
    let length = ahead.find(|c: char| !is_wordy(c)).unwrap_or(ahead.len());
    let after = fold(&ahead[..length]);
    if latin || after.chars().any(|c| !is_arabic(c)) {
        return Some(NoEndReason::Latin);
    }
    if word(&after).has(Classes::DOMAIN) {
        return Some(NoEndReason::Address);
    }
    // Rule 11: a stop without a space, between whole words.
    let whole = before.chars().count() >= 3 && after.chars().count() >= 2;
    let dotted_ahead = after.chars().count() <= 2 && ahead[length..].starts_with('.');
    let named = |word: &str| abbreviation(word).has(Classes::LETTER_NAME);
    let whole = whole && !(named(before) && named(&after));
    (!whole || dotted_ahead).then_some(NoEndReason::Dotted)
}

/// Rule 8: an abbreviation or initial in Latin letters.
fn latin_dot(line: &Line<'_>, run: &Run, before: &str, before_at: usize) -> Option<NoEndReason> {
    let (chain, _) = dotted_chain(line, before_at, before);
    let single = before.len() == 1 && before.chars().all(|c| c.is_ascii_uppercase());
    let known = abbreviation(before).has(Classes::LATIN) || abbreviation(&chain).has(Classes::LATIN);
    let dotted = chain.len() > before.len() && chain.split('.').all(|part| part.len() <= 2);
    if !(single || known || dotted) {
        return None;
    }
    let reason = if single && !known && !dotted { NoEndReason::Initial } else { NoEndReason::Latin };
    if run.bracketed {
        return Some(reason);
    }
    let (next, _) = line.word_after(run.end);
    let goes_on = !next.is_empty() || starts_with_digit(line, run.end);
    let label = reason == NoEndReason::Initial && is_label(line, before_at) && !next.is_ascii();
    let opens = is_opener(&next) && !word(&next).has(Classes::THAT);
    (goes_on && !label && !opens).then_some(reason)
}

/// Rules 5 to 7: an abbreviation or initial in Arabic letters.
fn arabic_dot(line: &Line<'_>, run: &Run, before: &str, before_at: usize) -> Option<NoEndReason> {
    let (chain, chain_at) = dotted_chain(line, before_at, before);
    let is_chain = chain.len() > before.len();
    let classes = known(&chain);
    let single = before.strip_prefix(letter::WAW).unwrap_or(before).chars().count() == 1
        || before.chars().count() == 1;
    let (next, _) = line.word_after(run.end);
    let opens = is_opener(&next);
    let number_left = line.number_before(chain_at);
    if run.bracketed {
        // The bracket closes after it: the stop is the abbreviation's.
        return bracketed(classes, is_chain, single, number_left);
    }
    let number_next = starts_with_digit(line, run.end) || word(&next).has(Classes::ORDINAL);
    if number_next && (classes.has(Classes::REFERENCE) || last_of(&chain).has(Classes::REFERENCE)) {
        return Some(NoEndReason::Reference);
    }
    if classes.has(Classes::UNIT) && number_left {
        return (!opens && !next.is_empty()).then_some(NoEndReason::Unit);
    }
    if classes.has(Classes::ETC) {
        return takes_preposition(&next).then_some(NoEndReason::Etc);
    }
    if classes.has(Classes::END_MARK) {
        return None;
    }
    if next.is_empty() {
        // Before something that is no word: nothing to belong to, but a bracket.
        return (classes.has(Classes::REFERENCE) && in_bracket(line, chain_at))
            .then_some(NoEndReason::Reference);
    }
    if is_chain {
        if classes.has(Classes::TITLE) && !classes.has(Classes::DOTTED) {
            return Some(NoEndReason::Title);
        }
        // An unknown row of single letters: initials before a name, else like a known one. What it says follows.
        return (!opens || word(&next).has(Classes::THAT)).then_some(NoEndReason::Dotted);
    }
    if single && is_label(line, before_at) {
        return (!opens).then_some(NoEndReason::Initial);
    }
    if classes.has(Classes::TITLE) || (!opens && joined_title(before)) {
        return Some(NoEndReason::Title);
    }
    if classes.has(Classes::EDITOR) && !opens {
        return Some(NoEndReason::Reference);
    }
    if classes.has(Classes::REFERENCE) && in_bracket(line, chain_at) {
        return Some(NoEndReason::Reference);
    }
    if single {
        return (!opens).then_some(NoEndReason::Initial);
    }
    letter_name(line, before, before_at, &next)
}

/// An abbreviation at the end of a bracket.
fn bracketed(classes: Classes, is_chain: bool, single: bool, number_left: bool) -> Option<NoEndReason> {
    let short = is_chain || single;
    if classes.has(Classes::ETC) {
        Some(NoEndReason::Etc)
    } else if classes.has(Classes::END_MARK) {
        None
    } else if classes.has(Classes::UNIT) && number_left {
        Some(NoEndReason::Unit)
    } else if classes.has(Classes::REFERENCE) && short {
        Some(NoEndReason::Reference)
    } else if classes.has(Classes::TITLE) && short {
        Some(NoEndReason::Title)
    } else {
        short.then_some(if single && !is_chain { NoEndReason::Initial } else { NoEndReason::Dotted })
    }
}

/// Whether a preposition follows, alone or joined to its noun.
fn takes_preposition(next: &str) -> bool {
    const LEAST: usize = 5;
    let joined = next.starts_with(letter::BEH) && !is_opener(next) && next.chars().count() >= LEAST;
    joined || begins_with_preposition(next)
}

/// Whether the word before says that a letter is a label: type, group, choice.
fn is_label(line: &Line<'_>, at: usize) -> bool {
    word(&word_left(line, at)).has(Classes::LABEL)
}

/// The word that ends before the white space before `at`.
fn word_left(line: &Line<'_>, at: usize) -> String {
    let left_end = line.start + line.text[line.start..at].trim_end().len();
    line.word_before(left_end).0
}

/// Rule 7 for the names of Latin letters: those that are also words count only beside names.
fn letter_name(line: &Line<'_>, before: &str, before_at: usize, next: &str) -> Option<NoEndReason> {
    if !abbreviation(before).has(Classes::LETTER_NAME) || is_opener(next) {
        return None;
    }
    if !word(before).has(Classes::FUNCTION) {
        return Some(NoEndReason::Initial);
    }
    let left = word_left(line, before_at);
    let beside_name = !left.is_empty() && !word(&left).has(Classes::FUNCTION);
    beside_name.then_some(NoEndReason::Initial)
}

/// The classes of an abbreviation, a proclitic before it passed over: any before a dotted one, و before a letter.
fn known(chain: &str) -> Classes {
    let whole = abbreviation(chain);
    if whole != Classes::default() || word(chain).has(Classes::FUNCTION) {
        return whole;
    }
    let mut letters = chain.chars();
    let first = letters.next();
    let rest = letters.as_str();
    let proclitic = match first {
        Some(letter::WAW) => rest.contains('.') || rest.chars().count() == 1,
        Some(letter::FEH | letter::LAM | letter::BEH | letter::KAF) => rest.contains('.'),
        _ => false,
    };
    if proclitic { abbreviation(rest) } else { Classes::default() }
}

/// The classes of the last group of a row: `م.ن. ص.` is two abbreviations.
fn last_of(chain: &str) -> Classes {
    chain.rsplit('.').next().map(abbreviation).unwrap_or_default()
}

/// The title of a doctor with a preposition before it; with others it would be a word: لم، كم، بد.
fn joined_title(before: &str) -> bool {
    let mut letters = before.chars();
    matches!(letters.next(), Some(letter::LAM | letter::FEH | letter::KAF))
        && letters.next() == Some(letter::DAL)
        && letters.next().is_none()
}

/// No abbreviation has more groups before its last.
const MOST_GROUPS: usize = 6;

/// The row of one- and two-letter groups with dots between them that ends with the word `last` at `at`: `ا.د`, and
/// where it begins. The dots may have a space after them.
fn dotted_chain(line: &Line<'_>, at: usize, last: &str) -> (String, usize) {
    let mut chain = last.to_owned();
    let mut from = at;
    for _ in 0..MOST_GROUPS {
        let Some((group, begin)) = group_before(line, from) else { break };
        chain = format!("{group}.{chain}");
        from = begin;
    }
    (chain, from)
}

/// The one or two letters and the dot before `at`.
fn group_before(line: &Line<'_>, at: usize) -> Option<(String, usize)> {
    let from = at.saturating_sub(BACK_BYTES).max(line.start);
    let from = (from..=at).find(|&place| line.text.is_char_boundary(place))?;
    let before = &line.text[from..at];
    let unspaced = before.strip_suffix(' ').unwrap_or(before);
    let dot = unspaced.trim_end_matches(is_invisible).strip_suffix('.')?;
    let (group, begin) = line.word_before(from + dot.len());
    let spaced = unspaced.len() < before.len();
    let most = if spaced { 1 } else { 2 };
    (1..=most).contains(&group.chars().count()).then_some((group, begin))
}

fn in_bracket(line: &Line<'_>, at: usize) -> bool {
    matches!(line.char_before(at), Some('(' | '['))
}

fn starts_with_digit(line: &Line<'_>, at: usize) -> bool {
    line.char_after(line.skip_space(at)).is_some_and(|c| class(c) == Class::Digit)
}
