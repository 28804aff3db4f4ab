//! Gold data for ends of sentences → texts with their ends. Two formats, told apart by their first character: JSON
//! with the lines of each document, or a table of cases with `¦` at each end.

use crate::script::is_invisible;
use crate::{Error, ErrorKind};
use std::collections::BTreeMap;

/// A text whose sentences are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldText {
    /// The name of the document or case.
    pub name: String,
    /// A document: its sentences. A case: the pieces between the marks, with the space around them.
    pieces: Vec<String>,
    case: bool,
}

impl GoldText {
    /// Whether it is a case, counted right as a whole or not at all, and not a document.
    pub fn is_case(&self) -> bool {
        self.case
    }

    /// The text, its pieces joined by `separator`, and where its sentences end: after their last visible character;
    /// the end of the text does not count.
    pub fn joined(&self, separator: &str) -> (String, Vec<usize>) {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for (at, piece) in self.pieces.iter().enumerate() {
            if at > 0 {
                ends.push(visible(&text).len());
                text.push_str(separator);
            }
            text.push_str(piece);
        }
        let last = visible(&text).len();
        ends.retain(|&end| end > 0 && end < last);
        ends.dedup();
        (text, ends)
    }
}

fn visible(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Reads gold of sentences. JSON: an object with an array of sentences for each document. A table: `id`, tab, text with
/// `¦` at each end and `\\n` for a line end; lines that begin with `#` are passed over.
///
/// # Errors
/// [`ErrorKind::Format`] for what is neither, with the line.
pub fn read_sentence_gold(text: &str, path: &str) -> Result<Vec<GoldText>, Error> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') { documents(text, path) } else { cases(text, path) }
}

fn wrong(path: &str, line: usize, what: String) -> Error {
    Error::new(ErrorKind::Format, what).at(format!("{path}: line {line}")).with_help(
        "gold of sentences is JSON {\"document\": [\"sentence\", …]}, or a table with id, tab, text with ¦ at each end",
    )
}

fn documents(text: &str, path: &str) -> Result<Vec<GoldText>, Error> {
    let read: BTreeMap<String, Vec<String>> = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line").next().unwrap_or(&message).to_owned();
        wrong(path, error.line(), what)
    })?;
    let trimmed = |lines: Vec<String>| {
        let lines = lines.iter().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    };
    Ok(read.into_iter().map(|(name, lines)| GoldText { name, pieces: trimmed(lines), case: false }).collect())
}

fn cases(text: &str, path: &str) -> Result<Vec<GoldText>, Error> {
    let mut cases = Vec::new();
    for (at, row) in text.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') || row.starts_with("id\t") {
            continue;
        }
        let mut cells = row.split('\t');
        let (Some(name), Some(marked)) = (cells.next(), cells.next()) else {
            return Err(wrong(path, at + 1, "no tab between id and text".to_owned()));
        };
        let pieces = marked.replace("\\n", "\n").split('¦').map(str::to_owned).collect();
        cases.push(GoldText { name: name.to_owned(), pieces, case: true });
    }
    Ok(cases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats() {
        let gold = read_sentence_gold("{\"a\": [\"نعم.\", \" لا \", \"\"]}", "a.json").unwrap();
        assert_eq!(gold[0].joined("\n"), ("نعم.\nلا".to_owned(), vec![7]));
        let gold = read_sentence_gold("# ends\nx\tنعم.¦ لا.\\n¦ربما¦", "a.tsv").unwrap();
        assert_eq!(gold[0].joined(""), ("نعم. لا.\nربما".to_owned(), vec![7, 13]));
        assert!(gold[0].is_case());
        let error = read_sentence_gold("x\ty\nz", "a.tsv").unwrap_err();
        assert!(error.to_string().contains("a.tsv: line 2"), "{error}");
        assert!(read_sentence_gold("{\"a\": 1}", "a.json").is_err());
    }
}
