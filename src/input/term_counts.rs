//! A list of terms with their counts, as `mizan words --format tsv` writes it or as two bare columns.

use crate::{Error, ErrorKind};

/// Reads rows `term TAB count`, or the columns `term` (or `ngram`) and `count` that a header names. Escapes of TSV are
/// undone; empty lines are passed over; a byte order mark too.
///
/// # Errors
/// [`ErrorKind::Read`] with the line, for a row that is none.
pub fn term_counts(name: &str, text: &str) -> Result<Vec<(String, u64)>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut rows = lines.zip(1..).filter(|(line, _)| !line.is_empty()).peekable();
    let mut columns = (0, 1);
    if let Some((header, _)) = rows.peek() {
        let names: Vec<&str> = header.split('\t').collect();
        let find = |wanted: &[&str]| names.iter().position(|name| wanted.contains(name));
        if let (Some(term), Some(count)) = (find(&["term", "ngram"]), find(&["count"])) {
            columns = (term, count);
            rows.next();
        }
    }
    rows.map(|(line, number)| row(line, columns).map_err(|problem| wrong(name, number, &problem))).collect()
}

fn row(line: &str, (term, count): (usize, usize)) -> Result<(String, u64), String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let (Some(term), Some(count)) = (cells.get(term), cells.get(count)) else {
        return Err(format!("a row of {} columns", cells.len()));
    };
    let count = count.trim().parse().map_err(|_| format!("{count:?} is no count"))?;
    Ok((unescaped(term)?, count))
}

fn wrong(name: &str, line: u64, problem: &str) -> Error {
    Error::new(ErrorKind::Read, format!("line {line}: {problem}")).at(name).with_help(
        "a list of counts has a term, a tab and a whole number on each line, or a header with term and count",
    )
}

/// The text of a cell of TSV.
fn unescaped(cell: &str) -> Result<String, String> {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let plain = match rest.next() {
            Some('\\') => Some('\\'),
            Some('t') => Some('\t'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('u') => code(&mut rest),
            _ => None,
        };
        out.push(plain.ok_or_else(|| format!("{cell:?} holds a backslash that escapes nothing"))?);
    }
    Ok(out)
}

/// `{202e}` after `\u`.
fn code(rest: &mut std::str::Chars<'_>) -> Option<char> {
    let (digits, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
    *rest = after.chars();
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_and_with_a_header() {
        let bare = term_counts("a.tsv", "\u{feff}x\t3\r\n\ny z\t4\n").unwrap();
        assert_eq!(bare, [("x".to_owned(), 3), ("y z".to_owned(), 4)]);
        let ours =
            term_counts("a.tsv", "rank\tterm\tcount\tper_million\n1\ta\\tb\\u{202e}\\\\\t7\t1.0\n").unwrap();
        assert_eq!(ours, [("a\tb\u{202e}\\".to_owned(), 7)]);
        assert!(term_counts("a.tsv", "").unwrap().is_empty());
    }

    #[test]
    fn a_broken_row_is_placed() {
        for (text, said) in [
            ("x\t3\ny\n", "a.tsv: line 2: a row of 1 columns"),
            ("x\t-3\n", "a.tsv: line 1: \"-3\" is no count"),
            ("x\t1\n\ny\t1.5\n", "a.tsv: line 3: \"1.5\" is no count"),
            ("x\\q\t1\n", "a.tsv: line 1: \"x\\\\q\" holds a backslash that escapes nothing"),
        ] {
            let error = term_counts("a.tsv", text).unwrap_err();
            assert_eq!(error.to_string(), said);
            assert!(error.help().is_some());
        }
    }
}
