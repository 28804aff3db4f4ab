//! The rules of sentence ends: what is this dot, and does the sentence go on? The first objection wins. Finding the
//! marks belongs to `scan`.

use super::around::{Line, is_wordy};
use super::run::Run;
use super::words::{Classes, abbreviation, fold, word};
use super::{Decision, EndReason, NoEndReason};
use crate::script::{Class, class, is_arabic, is_arabic_letter, is_invisible, letter};

/// What the rules are asked about.
#[derive(Clone, Copy)]
pub(super) struct Question<'t> {
    pub(super) line: Line<'t>,
    pub(super) run: Run,
    /// The sentence begins where its line does.
    pub(super) at_line_start: bool,
    /// The run stands in an address.
    pub(super) in_address: bool,
    /// Where the innermost quotation or bracket that is open was opened, if in this sentence.
    pub(super) opened: Option<usize>,
}

/// Decides about a run of terminators.
pub(super) fn decide(question: &Question<'_>) -> Decision {
    let Question { line, run, .. } = *question;
    let objection = |reason| Decision::None(reason);
    if question.in_address {
        return objection(NoEndReason::Address);
    }
    if line.is_end(run.end) {
        return Decision::End(run.reason());
    }
    let next = line.text[run.end..line.end].chars().find(|&c| !is_invisible(c)).unwrap_or(' ');
    if run.dots() == Some(1)
        && let Some(reason) = dot(question, next)
    {
        return objection(reason);
    }
    if let Some(reason) = dots(&line, &run, next) {
        return objection(reason);
    }
    if !next.is_whitespace() {
        return glued(&line, &run, next);
    }
    if continues(&line, &run) {
        return objection(NoEndReason::Continues);
    }
    if run.quoted && reports(&line, run.end) {
        return objection(NoEndReason::Reported);
    }
    if closes_soon(question) {
        return objection(NoEndReason::Inner);
    }
    Decision::End(run.reason())
}

/// Rules 4 to 8: a single dot that belongs to a number, an enumerator or an abbreviation.
fn dot(question: &Question<'_>, next: char) -> Option<NoEndReason> {
    let Question { line, run, .. } = *question;
    let glued = run.end == run.marks_end;
    if glued && class(next) == Class::Digit {
        return Some(NoEndReason::Number);
    }
    if question.at_line_start && enumerates(&line, run.start) && next.is_whitespace() {
        return Some(NoEndReason::ListItem);
    }
    let (before, before_at) = line.word_before(run.start);
    if before.is_empty() {
        return None;
    }
    let latin = before.chars().all(|c| c.is_ascii_alphabetic());
    if glued && is_wordy(next) && !is_invisible(next) {
        return inner_dot(&line, &run, &before, latin);
    }
    // A quotation or bracket that closes after the dot: the abbreviation ends it, not the sentence.
    if latin {
        return latin_dot(&line, &run, &before, before_at);
    }
    arabic_dot(&line, &run, &before, before_at)
}

/// `^\s*` and up to three digits, or one letter, before the dot.
fn enumerates(line: &Line<'_>, dot: usize) -> bool {
    let before = line.text[line.start..dot].chars().filter(|&c| !is_invisible(c)).take(5);
    let before: String = before.collect::<String>().trim().to_owned();
    let mut letters = 0;
    let mut digits = 0;
    for c in before.chars() {
        match class(c) {
            Class::Digit => digits += 1,
            Class::Letter => letters += 1,
            Class::Tatweel | Class::Mark => {}
            _ => return false,
        }
    }
    // The text before the dot must be no longer than what was looked at.
    let short = line.text[line.start..dot].chars().filter(|&c| !is_invisible(c)).take(9).count() < 9;
    short && matches!((letters, digits), (0, 1..=3) | (1, 0))
}

/// A dot between letters, without a space: inside an abbreviation, unless two whole words meet.
fn inner_dot(line: &Line<'_>, run: &Run, before: &str, latin: bool) -> Option<NoEndReason> {
    let ahead = line.ahead(run.end);
    let length = ahead.find(|c: char| !is_wordy(c)).unwrap_or(ahead.len());
    let after = fold(&ahead[..length]);
    if latin || after.chars().any(|c| !is_arabic(c)) {
        return Some(NoEndReason::Latin);
    }
    // Rule 11: a stop without a space, between whole words.
    let whole = before.chars().count() >= 3 && after.chars().count() >= 2;
    let dotted_ahead = after.chars().count() <= 2 && ahead[length..].starts_with('.');
    (!whole || dotted_ahead).then_some(NoEndReason::Dotted)
}

/// Rule 8: an abbreviation or initial in Latin letters.
fn latin_dot(line: &Line<'_>, run: &Run, before: &str, before_at: usize) -> Option<NoEndReason> {
    let (chain, _) = dotted_chain(line, before_at, before);
    let single = before.chars().count() == 1 && before.chars().all(|c| c.is_ascii_uppercase());
    let known = abbreviation(before).has(Classes::LATIN) || abbreviation(&chain).has(Classes::LATIN);
    let dotted = chain.len() > before.len() && chain.split('.').all(|part| part.len() <= 2);
    if !(single || known || dotted) || opens_clause(line, run.end) {
        return None;
    }
    if line.word_after(run.end).0.is_empty() && !starts_with_digit(line, run.end) {
        return None;
    }
    Some(if single && !known && !dotted { NoEndReason::Initial } else { NoEndReason::Latin })
}

/// Rules 5 to 7: an abbreviation or initial in Arabic letters.
fn arabic_dot(line: &Line<'_>, run: &Run, before: &str, before_at: usize) -> Option<NoEndReason> {
    let (chain, chain_at) = dotted_chain(line, before_at, before);
    let is_chain = chain.len() > before.len();
    let classes = known(&chain);
    let closes = run.end > run.marks_end;
    let (next, _) = line.word_after(run.end);
    let number_next = starts_with_digit(line, run.end) || word(&next).has(Classes::ORDINAL);
    let number_left = line.number_before(chain_at);
    let opens = opens_clause(line, run.end);
    if classes.has(Classes::REFERENCE) && number_next {
        return Some(NoEndReason::Reference);
    }
    if classes.has(Classes::UNIT) && number_left {
        return (!opens && !next.is_empty()).then_some(NoEndReason::Unit).filter(|_| !closes);
    }
    if classes.has(Classes::ETC) {
        return word(&next).has(Classes::PREPOSITION).then_some(NoEndReason::Etc);
    }
    if classes.has(Classes::END_MARK) {
        return None;
    }
    if next.is_empty() || closes {
        // In brackets or before something that is no word: nothing to belong to, but a number or a bracket.
        return (classes.has(Classes::REFERENCE) && in_bracket(line, chain_at))
            .then_some(NoEndReason::Reference);
    }
    let letters = before.chars().count();
    if is_chain {
        if classes.has(Classes::TITLE) && !classes.has(Classes::DOTTED) {
            return Some(NoEndReason::Title);
        }
        // An unknown row of single letters: initials before a name, else like a known one.
        return (!opens).then_some(NoEndReason::Dotted);
    }
    if classes.has(Classes::TITLE) {
        return Some(NoEndReason::Title);
    }
    if classes.has(Classes::REFERENCE) && in_bracket(line, chain_at) {
        return Some(NoEndReason::Reference);
    }
    if letters == 1 {
        return Some(NoEndReason::Initial);
    }
    letter_name(line, before, before_at, &next)
}

/// Rule 7 for the names of Latin letters: those that are also words count only beside names.
fn letter_name(line: &Line<'_>, before: &str, before_at: usize, next: &str) -> Option<NoEndReason> {
    if !abbreviation(before).has(Classes::LETTER_NAME) || is_opener(next) {
        return None;
    }
    let left_end = line.start + line.text[line.start..before_at].trim_end().len();
    let (left, _) = line.word_before(left_end);
    let beside_name =
        !left.is_empty() && !word(&left).has(Classes::FUNCTION) && !begins_with_conjunction(next);
    (!word(before).has(Classes::FUNCTION) || beside_name).then_some(NoEndReason::Initial)
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
    let from = at.saturating_sub(super::around::BACK_BYTES).max(line.start);
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

/// Whether a new clause begins with the next word.
fn opens_clause(line: &Line<'_>, at: usize) -> bool {
    is_opener(&line.word_after(at).0)
}

fn is_opener(next: &str) -> bool {
    word(next).has(Classes::OPENER) || begins_with_conjunction(next)
}

/// A word in و or ف and three letters or more, that is no noun in that letter.
fn begins_with_conjunction(next: &str) -> bool {
    let mut letters = next.chars();
    matches!(letters.next(), Some(letter::WAW | letter::FEH))
        && letters.count() >= 3
        && !word(next).has(Classes::WAW_NOUN)
}

/// Rule 9: two dots are a pause; three or more end a sentence only if they are attached to the word before them.
fn dots(line: &Line<'_>, run: &Run, next: char) -> Option<NoEndReason> {
    let count = run.dots().filter(|&count| count >= 2)?;
    let before = line.char_before(run.start);
    let attached = before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '"' | '«' | '“' | '(' | '['));
    (count == 2 || !attached || !next.is_whitespace()).then_some(NoEndReason::Pause)
}

/// A terminator without a space after it: question and exclamation marks end before a letter, a stop between whole
/// Arabic words.
fn glued(line: &Line<'_>, run: &Run, next: char) -> Decision {
    let letter = class(next) == Class::Letter;
    match run.dots() {
        None if letter => Decision::End(run.reason()),
        Some(1) if letter && run.end == run.marks_end => {
            let (before, _) = line.word_before(run.start);
            let whole = before.chars().count() >= 3 && before.chars().all(is_arabic_letter);
            if whole && is_arabic(next) {
                Decision::End(EndReason::Glued)
            } else {
                Decision::None(if is_arabic(next) { NoEndReason::Dotted } else { NoEndReason::Latin })
            }
        }
        _ if class(next) == Class::Digit => Decision::None(NoEndReason::Number),
        _ => Decision::None(NoEndReason::Continues),
    }
}

/// Rule 3: a comma, semicolon, colon, closing bracket or small Latin letter comes next.
fn continues(line: &Line<'_>, run: &Run) -> bool {
    let next = line.char_after(line.skip_space(run.end));
    next.is_some_and(|c| matches!(c, '،' | '؛' | ':' | ',' | ';' | ')' | ']') || c.is_ascii_lowercase())
}

/// Rule 10: a verb of speech follows, without a conjunction, and without new speech of its own: after a colon or
/// "that" begins another sentence.
fn reports(line: &Line<'_>, at: usize) -> bool {
    names_speech(line, at) && !introduces_speech(line, at)
}

fn introduces_speech(line: &Line<'_>, at: usize) -> bool {
    let (verb, _) = line.word_after(at);
    if word(&verb).has(Classes::SAYING) {
        // A participle belongs to what was said before, whatever it introduces.
        return false;
    }
    let ahead = line.ahead(at);
    let mut clause = &ahead[..ahead.find(['.', '!', '?', '؟', '…', '۔']).unwrap_or(ahead.len())];
    // After a comma an apposition may follow; a second verb, "then", ends what is looked at.
    if let Some((first, rest)) = clause.split_once('،') {
        let next = fold(rest.split_whitespace().next().unwrap_or_default());
        if is_opener(&next) {
            clause = first;
        }
    }
    let is_that = |part: &str| word(&fold(part)).has(Classes::THAT);
    clause.contains(':') || clause.split_whitespace().any(is_that)
}

fn names_speech(line: &Line<'_>, at: usize) -> bool {
    const MOST_LEADS: usize = 3;
    let mut at = line.skip_space(at);
    if !line.char_after(at).is_some_and(is_arabic_letter) {
        return false;
    }
    for _ in 0..=MOST_LEADS {
        let (next, end) = line.word_after(at);
        if word(&next).has(Classes::REPORTING) || word(&next).has(Classes::SAYING) {
            return true;
        }
        if !word(&next).has(Classes::REPORTING_LEAD) {
            return false;
        }
        at = end;
    }
    false
}

/// Rule 12: a quotation or bracket of this sentence is open, holds at most eight words, and closes right after the
/// next terminator.
fn closes_soon(question: &Question<'_>) -> bool {
    const MOST_WORDS: usize = 8;
    const MOST_BYTES: usize = 512;
    let Question { line, run, opened, .. } = *question;
    let Some(opened) = opened.filter(|&at| at >= line.start && at < run.start) else { return false };
    if run.end - opened > MOST_BYTES {
        return false;
    }
    let ahead = line.ahead(run.end);
    let Some(next) = ahead.find(['.', '!', '?', '؟', '…', '۔']) else { return false };
    let rest = ahead[next..].trim_start_matches(|c| crate::script::is_strong_end_mark(c) || is_invisible(c));
    let closes = match line.text[opened..].chars().next() {
        Some('"') => rest.starts_with('"'),
        Some('«') => rest.starts_with('»'),
        Some('“') => rest.starts_with('”'),
        Some('(') => rest.starts_with(')'),
        Some('[') => rest.starts_with(']'),
        Some('{') => rest.starts_with('}'),
        _ => false,
    };
    // The pair must not have closed before.
    let inside = &ahead[..next];
    closes
        && !inside.contains(['"', '»', '”', ')', ']', '}'])
        && run.end == run.marks_end
        && line.words_between(opened, run.end + next, MOST_WORDS) <= MOST_WORDS
}
