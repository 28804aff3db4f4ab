//! OpenITI mARkdown, the format of the corpus of premodern Arabic books: the text without the header and the marks of
//! its editors. <https://maximromanov.github.io/mARkdown/>

use super::Reading;
use crate::input::{Format, Severity, Warning, WarningCode};
use std::io::{self, BufRead};

const HEADER_END: &str = "#META#Header#End#";

pub(super) fn read(reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    reading.sink.document(reading.name, Format::Openiti.unit())?;
    let (mut line, mut number, mut in_header, mut open) = (Vec::new(), 0, None, false);
    while reading.next_line(reader, &mut line, &mut number)? {
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_start_matches('\u{feff}').trim();
        if *in_header.get_or_insert_with(|| line.starts_with("######OpenITI#")) {
            in_header = Some(!line.starts_with(HEADER_END));
            continue;
        }
        // A line that goes on, or one of its own.
        let (goes_on, line) = match line.strip_prefix("~~") {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        let text = plain(line);
        if text.is_empty() && (goes_on || !open) {
            continue;
        }
        if open {
            reading.sink.text(if goes_on { b" " } else { b"\n" })?;
        }
        open = true;
        reading.sink.text(text.as_bytes())?;
    }
    if open {
        reading.sink.text(b"\n")?;
    }
    if in_header == Some(true) {
        let message = format!("the header has no end ({HEADER_END}); no text was read");
        let warning = Warning::new(WarningCode::TruncatedInput, Severity::Error, message).at(reading.name);
        reading.notes.noted().warnings.push(warning.with_help("say --input-format text to read everything"));
    }
    Ok(())
}

/// A line without its marks.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut words = line.split_whitespace().peekable();
    // What a line is stands in front: #, ###, |||, $$, $BIO_MAN$, |EDITOR|, $RWY$.
    if line.starts_with('#') {
        while words.next_if(|word| is_front(word)).is_some() {}
    }
    for word in words {
        if is_mark(word) {
            continue;
        }
        // Marks may touch a word.
        let word = without_marks(word);
        if !word.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word);
        }
    }
    text
}

/// Whether a word in front of a line says what the line is.
fn is_front(word: &str) -> bool {
    let signs = |c: char| matches!(c, '#' | '|' | '$' | '~' | ':');
    word.chars().all(signs)
        || (word.starts_with(['|', '$']) && word.ends_with(['|', '$']))
        || (word.starts_with("#~:") || word.starts_with("#$#"))
}

/// Whether a word stands for a place, a page or a tag.
fn is_mark(word: &str) -> bool {
    let named = word.strip_prefix('@').is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '-'))
    });
    named || matches!(word, "%~%" | "%" | "~~" | "#") || place(word) == word.len()
}

/// How many bytes at the beginning are the mark of a page or a milestone: `PageV01P023`, `ms0042`, `Milestone300`.
fn place(word: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    for page in ["PageV", "PageBegV", "PageEndV"] {
        if let Some(rest) = word.strip_prefix(page) {
            let volume = digits(rest);
            if let Some(number) = rest[volume..].strip_prefix('P') {
                let length = digits(number);
                let letter = number[length..].bytes().take_while(u8::is_ascii_uppercase).count().min(1);
                if volume > 0 && length > 0 {
                    return page.len() + volume + 1 + length + letter;
                }
            }
        }
    }
    for milestone in ["ms", "Milestone"] {
        if let Some(rest) = word.strip_prefix(milestone) {
            let length = digits(rest);
            if length > 0 {
                let letter = rest[length..].bytes().take_while(u8::is_ascii_uppercase).count().min(1);
                return milestone.len() + length + letter;
            }
        }
    }
    0
}

/// A word without the marks of pages and milestones that touch it.
fn without_marks(word: &str) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let length = place(rest);
        if length > 0 {
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_text() {
        assert_eq!(plain("# كتب PageV01P002 ms12 زيد"), "كتب زيد");
        assert_eq!(plain("### |EDITOR| مقدمة"), "مقدمة");
        assert_eq!(plain("### ||| باب العلم"), "باب العلم");
        assert_eq!(plain("### $BIO_MAN$ زيد"), "زيد");
        assert_eq!(plain("# صدر %~% عجز @P13"), "صدر عجز");
        assert_eq!(plain("كلمةPageV01P123 ms003B"), "كلمة");
        assert_eq!(plain("PageV0"), "PageV0");
        assert_eq!(plain("user@example.com ms"), "user@example.com ms");
    }
}
