//! Vertical text, the format of Sketch Engine and the IMS Corpus Workbench: a token on each line, of which the first
//! column is read, between lines of structures.

use super::Reading;
use super::markup::unescaped;
use crate::profile::Unit;
use std::io::{self, BufRead};

pub(super) fn read(reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    let (mut line, mut number) = (Vec::new(), 0);
    let mut vertical = Vertical::default();
    // Without marks of sentences the text is split like any other.
    let head = String::from_utf8_lossy(reader.fill_buf()?).into_owned();
    vertical.unit = if head.contains("<s>") || head.contains("<s ") { Unit::Sentences } else { Unit::Text };
    while reading.next_line(reader, &mut line, &mut number)? {
        let line = String::from_utf8_lossy(&line);
        if let Some(tag) = line.trim_end().strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            vertical.structure(tag, number, reading)?;
        } else if !line.trim().is_empty() {
            vertical.word(line.split('\t').next().unwrap_or_default(), reading)?;
        }
    }
    vertical.flush(reading)
}

#[derive(Default)]
struct Vertical {
    unit: Unit,
    /// The text since the last line end.
    text: String,
    /// The next word stands beside the last.
    glued: bool,
    /// A document was begun and not ended.
    inside: bool,
}

impl Vertical {
    fn structure(&mut self, tag: &str, number: u64, reading: &mut Reading<'_>) -> io::Result<()> {
        let name = tag.trim_start_matches('/').split([' ', '\t', '/']).next().unwrap_or_default();
        match name {
            "g" => self.glued = true,
            "s" | "p" => self.flush(reading)?,
            "doc" | "text" => {
                self.flush(reading)?;
                self.inside = !tag.starts_with('/');
                if self.inside {
                    let id = attribute(tag, "id").unwrap_or_else(|| reading.numbered(number));
                    reading.sink.document(id, self.unit)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, word: &str, reading: &mut Reading<'_>) -> io::Result<()> {
        if !self.inside {
            self.inside = true;
            reading.sink.document(reading.name, self.unit)?;
        }
        if !self.text.is_empty() && !self.glued {
            self.text.push(' ');
        }
        self.glued = false;
        self.text.push_str(&unescaped(word));
        // Without structures the text is one line, given on word by word.
        if self.text.len() > 1 << 16 {
            reading.sink.text(self.text.as_bytes())?;
            self.text.clear();
            self.text.push(' ');
        }
        Ok(())
    }

    /// Ends the line.
    fn flush(&mut self, reading: &mut Reading<'_>) -> io::Result<()> {
        if !self.text.is_empty() {
            self.text.push('\n');
            reading.sink.text(self.text.as_bytes())?;
            self.text.clear();
        }
        self.glued = false;
        Ok(())
    }
}

/// The value of an attribute of a tag, between quotation marks or not.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.match_indices(name).map(|(at, _)| at).find(|&at| {
        tag[..at].ends_with([' ', '\t']) && tag[at + name.len()..].trim_start().starts_with('=')
    })?;
    let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split([' ', '\t', '/']).next()?,
    };
    Some(unescaped(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found() {
        assert_eq!(attribute("doc id=\"a b\" n='2'", "id").as_deref(), Some("a b"));
        assert_eq!(attribute("doc wid='x' id = 'a&amp;b'", "id").as_deref(), Some("a&b"));
        assert_eq!(attribute("doc id=7/", "id").as_deref(), Some("7"));
        assert_eq!(attribute("doc", "id"), None);
    }
}
