//! The rules of sentence ends: what is this mark, and does the sentence go on? The first objection wins. Finding the
//! marks belongs to `scan`, what a single dot abbreviates to `dot`.

use super::around::Line;
use super::dot::dot;
use super::run::Run;
use super::words::{Classes, abbreviation, begins_with_preposition, fold, is_imperfect, is_opener, word};
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
    if alone(&line, &run) {
        return objection(NoEndReason::Inner);
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
    if closes_soon(question) || embedded(question) {
        return objection(NoEndReason::Inner);
    }
    Decision::End(run.reason())
}

/// Rule 9: two dots are a pause; three or more end a sentence only if they are attached to the word before them.
fn dots(line: &Line<'_>, run: &Run, next: char) -> Option<NoEndReason> {
    let count = run.dots().filter(|&count| count >= 2)?;
    let before = line.char_before(run.start);
    let attached = before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '"' | '«' | '“' | '(' | '['));
    let etc = || abbreviation(&line.word_after(run.end).0).has(Classes::ETC);
    (count == 2 || !attached || !next.is_whitespace() || etc()).then_some(NoEndReason::Pause)
}

/// A question or exclamation mark that stands alone between brackets or quotation marks: doubt, irony, or the mark
/// itself.
fn alone(line: &Line<'_>, run: &Run) -> bool {
    run.dots().is_none()
        && run.end > run.marks_end
        && matches!(line.char_before(run.start), Some('(' | '[' | '{' | '"' | '«' | '“' | '‘' | '‹'))
}

/// A terminator without a space after it: question and exclamation marks end before a letter, a stop between whole
/// Arabic words, and after a closed quotation or bracket. A dash after any of them begins something new.
fn glued(line: &Line<'_>, run: &Run, next: char) -> Decision {
    let letter = class(next) == Class::Letter;
    let dash = matches!(next, '-' | '–' | '—');
    match run.dots() {
        None if letter || dash => Decision::End(run.reason()),
        Some(1) if letter || dash => {
            let (before, before_at) = line.word_before(run.start);
            let closed = run.end > run.marks_end
                || (before.is_empty() && line.char_before(before_at).is_some_and(closes_or_parts));
            let whole = closed || (before.chars().count() >= 3 && before.chars().all(is_arabic_letter));
            let (after, _) = line.word_after(run.end);
            let word_next = after.chars().count() >= 2 && after.chars().all(is_arabic);
            if whole && word_next {
                Decision::End(EndReason::Glued)
            } else {
                Decision::None(if is_arabic(next) { NoEndReason::Dotted } else { NoEndReason::Latin })
            }
        }
        _ if class(next) == Class::Digit => Decision::None(NoEndReason::Number),
        _ => Decision::None(NoEndReason::Continues),
    }
}

/// What may stand between the last word and its stop.
fn closes_or_parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | '›' | ')' | ']' | '}')
}

/// Rule 3: a comma, semicolon, colon, closing bracket or small Latin letter comes next.
fn continues(line: &Line<'_>, run: &Run) -> bool {
    let next = line.char_after(line.skip_space(run.end));
    next.is_some_and(|c| matches!(c, '،' | '؛' | ':' | ',' | ';' | ')' | ']') || c.is_ascii_lowercase())
}

/// Rule 10: a verb of speech follows, without a conjunction, and without new speech of its own: after a colon or
/// "that" begins another sentence.
fn reports(line: &Line<'_>, at: usize) -> bool {
    (names_speech(line, at) && !introduces_speech(line, at)) || attributes(line, at) || accompanies(line, at)
}

/// What the speaker does meanwhile: "while he smiles".
fn accompanies(line: &Line<'_>, at: usize) -> bool {
    let (first, end) = line.word_after(at);
    let (verb, _) = line.word_after(end);
    word(&first).has(Classes::WHILE) && is_imperfect(&verb, word(&verb))
}

/// A phrase that says whose words they were, and no more: "according to the minister".
fn attributes(line: &Line<'_>, at: usize) -> bool {
    const MOST_WORDS: usize = 8;
    let (first, begin) = line.word_after(at);
    if !word(&first).has(Classes::ATTRIBUTION) {
        return false;
    }
    let ahead = line.ahead(begin);
    let end = ahead.find(['.', '!', '?', '؟', '…', '۔']).unwrap_or(ahead.len());
    !ahead[..end].contains(['،', ',', ':', '"', '«'])
        && line.words_between(begin, begin + end, MOST_WORDS) <= MOST_WORDS
}

/// Whether a word is a verb of speech, with or without the pronoun of its object.
fn is_reporting(next: &str) -> bool {
    const PRONOUNS: [&str; 6] = ["هما", "ها", "هم", "ه", "ني", "نا"];
    let stem = || PRONOUNS.iter().filter_map(|pronoun| next.strip_suffix(pronoun));
    word(next).has(Classes::REPORTING) || stem().any(|verb| word(verb).has(Classes::REPORTING))
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
        if is_reporting(&next) || word(&next).has(Classes::SAYING) {
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

/// A quotation or bracket that ends with a mark of its own inside a sentence, which goes on with a word that begins
/// none: "that", "which", or, after a question or exclamation or in brackets, a preposition.
fn embedded(question: &Question<'_>) -> bool {
    let Question { line, run, opened, .. } = *question;
    if !(run.quoted || run.bracketed) || !opened.is_some_and(|at| at >= line.start && at < run.start) {
        return false;
    }
    let opened = opened.unwrap_or(line.start);
    let first = line.looked_back(opened) == line.start && line.words_between(line.start, opened, 0) == 0;
    let (next, _) = line.word_after(run.end);
    let that = next.strip_prefix(letter::WAW).unwrap_or(&next);
    let begins_none =
        word(&next).has(Classes::RELATIVE) || (that == "ان" && !starts_with_below(&line, run.end));
    let loose = run.bracketed || run.dots().is_none();
    !first && (begins_none || (loose && begins_with_preposition(&next)))
}

/// Whether the next word is "indeed" (إن), which begins sentences, and not "that" (أن).
fn starts_with_below(line: &Line<'_>, at: usize) -> bool {
    let ahead = line.ahead(line.skip_space(at));
    let rest = ahead.strip_prefix(letter::WAW).unwrap_or(ahead);
    rest.starts_with(letter::ALEF_HAMZA_BELOW)
}
