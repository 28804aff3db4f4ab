//! What the formats of markup share: text whose white space means nothing, put into lines, and character references.

use super::Sink;
use std::borrow::Cow;
use std::io;

/// Text of markup on its way to a sink: runs of white space are one space, and blocks end lines.
pub(super) struct Lines {
    text: String,
    /// White space was met since the last word.
    space: bool,
    /// Nothing stands on the line yet.
    empty: bool,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self { text: String::new(), space: false, empty: true }
    }

    /// Text inside a line.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            // A no-break space is part of the text.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space) && !self.empty {
                self.text.push(' ');
            }
            self.empty = false;
            self.text.push(c);
        }
    }

    /// Text whose line ends stand as they are.
    pub(super) fn preformatted(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line();
            }
            self.text(line);
        }
    }

    /// The character that a reference of XML stands for, if it is known.
    pub(super) fn reference(&mut self, name: &str) {
        if let Some(c) = referred(name) {
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Ends the line, if something stands on it.
    pub(super) fn end_line(&mut self) {
        self.space = false;
        if !std::mem::replace(&mut self.empty, true) {
            self.text.push('\n');
        }
    }

    /// Takes over the lines of another.
    pub(super) fn append(&mut self, other: &mut Self) {
        self.text.push_str(&other.text);
        other.text.clear();
    }

    /// Gives on what is held, when it is more than so many bytes.
    pub(super) fn give(&mut self, sink: &mut Sink, most: usize) -> io::Result<()> {
        if self.text.len() <= most {
            return Ok(());
        }
        sink.text(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// Bytes that are held before they are given on.
pub(super) const HELD_BYTES: usize = 1 << 16;

/// A text with the five character references of XML, and numbers, replaced; others stand as they are.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest[1..].split_once(';').map(|(name, _)| name).filter(|name| name.len() <= 8);
        match reference.and_then(|name| Some((name, referred(name)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = &rest[name.len() + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference stands for.
fn referred(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced() {
        assert_eq!(unescaped("a&lt;b&amp;lt;&#x41;&#66;&nbsp;&"), "a<b&lt;AB&nbsp;&");
        assert_eq!(unescaped("&#xD800;&#;"), "&#xD800;&#;");
    }
}
