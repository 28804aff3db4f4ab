//! Messages in Arabic: a message is found in the table by its English text, where `{name}` stands for anything, and
//! said in Arabic with the same names.

use super::{is_arabic, isolated, rows};
use std::io::IsTerminal;

/// English text, tab, Arabic text.
const TABLE: &str = include_str!("messages.tsv");

/// What stands before a remedy, in English.
const REMEDY: &str = "help:";

/// A message and its remedy as lines for standard error. Both must be free of controls already.
pub(in crate::cli) fn said(message: &str, help: Option<&str>) -> String {
    if !is_arabic() {
        let help = help.map(|help| format!("  {REMEDY} {help}\n")).unwrap_or_default();
        return format!("mizan: {message}\n{help}");
    }
    let terminal = std::io::stderr().is_terminal();
    let direct = |text: String| if terminal { isolated(&text) } else { text };
    let (place, message) = split(message);
    let mut text = format!("mizan: {place}{}\n", direct(arabic(message)));
    if let Some(help) = help {
        text.push_str(&format!("  {}\n", direct(format!("{} {}", arabic(REMEDY), arabic(help)))));
    }
    text
}

/// A message as its place and what is wrong there: the shortest place after which the table has the rest.
fn split(message: &str) -> (&str, &str) {
    let starts = std::iter::once(0).chain(message.match_indices(": ").map(|(at, _)| at + 2));
    starts
        .map(|at| message.split_at(at))
        .find(|(_, rest)| found(rest).is_some())
        .unwrap_or_else(|| message.split_at(0))
}

/// The text in Arabic, if the table has it; English is better than nothing.
fn arabic(text: &str) -> String {
    found(text).unwrap_or_else(|| text.to_owned())
}

fn found(text: &str) -> Option<String> {
    rows(TABLE).find_map(|(english, arabic)| {
        let mut said = arabic.to_owned();
        for (name, value) in captures(english, text)? {
            // A part of a message may be a message: "cannot be read: permission denied".
            let value = if value == text { value.to_owned() } else { self::arabic(value) };
            said = said.replace(&format!("{{{name}}}"), &value);
        }
        Some(said)
    })
}

/// What stands for each name of a template, if the text is made by it.
fn captures<'a>(template: &'a str, text: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let mut parts = template.split('{');
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let (name, literal) = part.split_once('}')?;
        // The last literal stands at the end, the others as early as they can.
        let at = if literal.is_empty() {
            rest.len()
        } else if template.ends_with(part) && rest.ends_with(literal) {
            rest.len() - literal.len()
        } else {
            rest.find(literal)?
        };
        found.push((name, &rest[..at]));
        rest = &rest[at + literal.len()..];
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn templates() {
        assert_eq!(captures("no such file", "no such file"), Some(vec![]));
        assert_eq!(captures("no such file", "no such files"), None);
        assert_eq!(captures("did you mean {name}?", "did you mean a?b?"), Some(vec![("name", "a?b")]));
        let found = captures("{a} is {b} long", "x is y long");
        assert_eq!(found, Some(vec![("a", "x"), ("b", "y")]));
        assert_eq!(captures("{a} is {b} long", "x is y"), None);
    }

    #[test]
    fn the_place_stays_before_the_message() {
        assert_eq!(split("a: b/c.txt: no such file"), ("a: b/c.txt: ", "no such file"));
        assert_eq!(split("something unknown: no"), ("", "something unknown: no"));
    }

    /// The source holds the words of each template: the table names no message that is not said any more.
    #[test]
    fn every_message_is_said_somewhere() {
        let mut source = String::new();
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    source += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        // A text may be broken over lines of the source.
        let joined: Vec<&str> = source.split("\\\n").map(str::trim_start).collect();
        let source = joined.concat();
        let mut seen = BTreeSet::new();
        for (english, arabic) in rows(TABLE) {
            assert!(seen.insert(english), "{english} stands twice");
            for literal in english.split(['{', '}']).step_by(2) {
                assert!(source.contains(literal), "no message says {literal:?}");
            }
            let names = |text: &str| -> BTreeSet<String> {
                text.split('{')
                    .skip(1)
                    .filter_map(|part| part.split_once('}'))
                    .map(|(n, _)| n.to_owned())
                    .collect()
            };
            assert_eq!(names(english), names(arabic), "{english}");
            assert!(arabic.chars().any(|c| matches!(c, '\u{621}'..='\u{64a}')), "{english}");
        }
    }
}
