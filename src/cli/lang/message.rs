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
    let (message, times) = counted(message);
    let (place, message) = split(message);
    let mut text = format!("mizan: {place}{}\n", direct(arabic(message) + &times));
    if let Some(help) = help {
        text.push_str(&format!("  {}\n", direct(format!("{} {}", arabic(REMEDY), arabic(help)))));
    }
    text
}

/// A message and how often it was met, in Arabic: "no such record (3 times)".
fn counted(message: &str) -> (&str, String) {
    let at = message.rfind(" (").filter(|_| message.ends_with(" times)"));
    match at.and_then(|at| Some((at, found(&message[at + 1..])?))) {
        Some((at, times)) => (&message[..at], format!(" {times}")),
        None => (message, String::new()),
    }
}

/// A message as its place and what is wrong there: the shortest place after which the table has the rest.
fn split(message: &str) -> (&str, &str) {
    let starts = std::iter::once(0).chain(message.match_indices(": ").map(|(at, _)| at + 2));
    starts
        .map(|at| message.split_at(at))
        .find(|(_, rest)| found(rest).is_some())
        .unwrap_or_else(|| message.split_at(0))
}

/// The text in Arabic, if the table has it, after its place; English is better than nothing.
fn arabic(text: &str) -> String {
    let (place, message) = split(text);
    found(message).map_or_else(|| text.to_owned(), |said| format!("{place}{said}"))
}

fn found(text: &str) -> Option<String> {
    rows(TABLE).find_map(|(english, arabic)| {
        let mut said = arabic.to_owned();
        for (name, value) in captures(english, text)? {
            // A part of a message may be a message: "cannot be read: permission denied".
            let value = if value.len() == text.len() { value.to_owned() } else { self::arabic(value) };
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
        assert_eq!(counted("a: no such file (3 times)"), ("a: no such file", " (عدد المرات 3)".to_owned()));
        assert_eq!(counted("no (columns here: a)").0, "no (columns here: a)");
    }

    /// The literals of a source file that are words, as (line, text with `{}` for what is put in).
    fn literals(source: &str) -> Vec<(usize, String)> {
        let code = source.split("#[cfg(test)]").next().unwrap();
        let lines = code.lines().map(|line| {
            let plain = line.trim_start();
            if plain.starts_with("//") || plain.starts_with('#') { "" } else { line }
        });
        let code = lines.collect::<Vec<_>>().join("\n").replace("'\"'", "'q'");
        let mut found = Vec::new();
        let mut rest = code.as_str();
        let mut line = 1;
        while let Some(at) = rest.find('"') {
            line += rest[..at].matches('\n').count();
            let before = &rest[..at];
            let mut end = at + 1;
            while !rest[end..].starts_with('"') {
                end += if rest[end..].starts_with('\\') {
                    2
                } else {
                    rest[end..].chars().next().unwrap().len_utf8()
                };
            }
            let raw = &rest[at + 1..end];
            // What a developer is told when a promise of the code is broken is no message.
            let silent =
                ["expect(", "panic!(", "assert!(", "unreachable!("].iter().any(|call| before.ends_with(call));
            if !silent {
                let joined: String = raw
                    .split("\\\n")
                    .enumerate()
                    .map(|(at, part)| if at == 0 { part } else { part.trim_start() })
                    .collect();
                found.push((line, joined.replace("\\\"", "\"")));
            }
            line += raw.matches('\n').count();
            rest = &rest[end + 1..];
        }
        found
    }

    /// What a literal of two words or more says with something put in for each `{}`.
    fn sample(literal: &str) -> String {
        let mut said = String::new();
        for (at, part) in literal.split('{').enumerate() {
            match part.split_once('}').filter(|_| at > 0) {
                Some((_, literal)) => said = said + "5" + literal,
                None => said += part,
            }
        }
        said
    }

    /// Literals that are no messages, or only part of one: the test below would take them for messages.
    const NO_MESSAGES: &[&str] = &[
        // Parts that are put together, and what is looked for in the messages of others.
        " (os error",
        " after {bytes} bytes",
        " at line ",
        " at line",
        " of {name}",
        " ({} times)",
        "error: ",
        "unexpected EOF",
        "its byte order mark",
        "ends early",
        "is damaged: {what}",
        "is damaged",
        "newdoc ",
        "the document",
        "1 to {}",
        "an object",
        "a value",
        "byte {byte} (line {number}): ",
        "byte {byte}: ",
        "line {number}: ",
        "{path}: line {line}",
        "{path}: line {}",
        "{place}: {what}",
        "{}: line {line}, column {column}",
        "{version}: {fault}",
        "  {REMEDY} {help}\\n",
        "mizan: {message}\\n{help}",
        "mizan: {place}{}\\n",
        " {times}",
        // Said in the table with each word that may stand there.
        "no option{of} is called {:?}",
        "the {side} holds no tokens: nothing can be compared",
        "{tokens} {words}: scores of so short a text say little",
        "read as {name}, as {by} says",
        // A name, not a message.
        "--format or --no-digest",
        "reader of Parquet",
        // What a result says, not a message.
        "… {count} more {hits}; --limit N or --format tsv shows them\\n",
        "no hits\\n",
        "{} files",
        "{} ({} files)",
        "standard input",
        // What cannot happen.
        "a term for each type",
        "more than {} spellings",
        "these rows were read already",
    ];

    /// Rows whose English no literal holds: it is put together of several, or a system says it of a file.
    const COMPOSED: &[&str] = &[
        "no such file or directory",
        "no space left on device",
        "permission denied",
        "read as {name}, as it says",
        "read as {name}, as its byte order mark says",
        "the {kind} stream ends early, after {bytes} bytes; the counts cover what was read",
        "the {kind} stream is damaged, after {bytes} bytes; the counts cover what was read",
        "the {kind} archive ends early, after {bytes} bytes; the counts cover what was read",
        "the {kind} archive is damaged: {what}, after {bytes} bytes; the counts cover what was read",
        "no option of {command} is called {name}",
        "the target holds no tokens: nothing can be compared",
        "the reference holds no tokens: nothing can be compared",
        "{tokens} word: scores of so short a text say little",
    ];

    /// Files whose literals are no messages: progress, pages, lists of what there is.
    const NO_MESSAGE_FILES: &[&str] = &[
        "cli/args.rs",
        "cli/bench/tests.rs",
        "cli/config/show.rs",
        "cli/pages.rs",
        "cli/progress.rs",
        "cli/lang/help.rs",
        "input/format.rs",
        "token/sentence/scan.rs",
    ];

    #[test]
    fn every_message_has_its_arabic() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut missing = Vec::new();
        for (path, source) in sources() {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let speaks =
                ["cli/", "input/", "concordance/", "profile/", "measure/registry.rs", "count/ngrams.rs"];
            if !speaks.iter().any(|room| name.starts_with(room)) || NO_MESSAGE_FILES.contains(&name.as_str())
            {
                continue;
            }
            for (line, literal) in literals(&source) {
                let words = literal.split(' ').filter(|word| word.chars().any(char::is_lowercase)).count();
                if words < 2 || NO_MESSAGES.contains(&literal.as_str()) {
                    continue;
                }
                let said = sample(&literal);
                if split(&said).0.is_empty() && found(&said).is_none() {
                    missing.push(format!("{name}:{line}: {literal}"));
                }
            }
        }
        assert!(missing.is_empty(), "no Arabic for:\n{}", missing.join("\n"));
    }

    #[test]
    fn the_test_of_messages_can_fail() {
        let found = literals("usage(format!(\"no {name:?} here\"), \"say \\\n   more\") // \"not this\"");
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts[..2], ["no {name:?} here", "say more"]);
        assert_eq!(sample("no {name:?} here {}"), "no 5 here 5");
        assert!(super::found("no 5 here").is_none());
    }

    /// Every source file with its text.
    fn sources() -> Vec<(std::path::PathBuf, String)> {
        let mut found = Vec::new();
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    found.push((path, text));
                }
            }
        }
        found
    }

    /// The source holds the words of each template: the table names no message that is not said any more.
    #[test]
    fn every_message_is_said_somewhere() {
        let source: String = sources().into_iter().map(|(_, text)| text).collect();
        // A text may be broken over lines of the source.
        let joined: Vec<&str> = source.split("\\\n").map(str::trim_start).collect();
        let source = joined.concat().replace("\\\"", "\"");
        let mut seen = BTreeSet::new();
        for (english, arabic) in rows(TABLE) {
            assert!(seen.insert(english), "{english} stands twice");
            for literal in english.split(['{', '}']).step_by(2) {
                let is_said = source.contains(literal) || COMPOSED.contains(&english);
                assert!(is_said, "no message says {literal:?}");
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
