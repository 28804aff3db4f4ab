//! CoNLL-U, the format of Universal Dependencies: a token on each line, of which the surface is read, one sentence on
//! each line of the text. <https://universaldependencies.org/format.html>

use super::Reading;
use crate::input::Format;
use std::io::{self, BufRead};

const COLUMNS: usize = 10;

pub(super) fn read(reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    let mut line = Vec::new();
    let (mut number, mut documents) = (0, 0);
    let mut sentence = Sentence::default();
    let mut named = None;
    while reading.next_line(reader, &mut line, &mut number)? {
        let line = String::from_utf8_lossy(&line);
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if comment == "newdoc" || comment.starts_with("newdoc ") {
                sentence.end(reading.sink)?;
                let id = comment.strip_prefix("newdoc").and_then(|rest| rest.trim().strip_prefix("id"));
                let id = id.and_then(|rest| rest.trim_start().strip_prefix('=')).map(str::trim);
                named = Some(id.map_or_else(|| reading.numbered(number), str::to_owned));
            }
            continue;
        }
        if line.trim().is_empty() {
            sentence.end(reading.sink)?;
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = columns.as_slice() else {
            reading.skip(number, wrong(columns.len()), HELP)?;
            continue;
        };
        if columns.len() != COLUMNS {
            reading.skip(number, wrong(columns.len()), HELP)?;
            continue;
        }
        if documents == 0 || named.is_some() {
            documents += 1;
            let name = named.take().unwrap_or_else(|| reading.name.to_owned());
            reading.sink.document(name, Format::Conllu.unit())?;
        }
        if !sentence.take(id, form, misc) {
            let message = format!("the number of a token is {id:?}; line skipped");
            reading.skip(number, message, HELP)?;
        }
    }
    sentence.end(reading.sink)
}

const HELP: &str = "a line of CoNLL-U has ten columns with tabs between them; the first is a number";

fn wrong(columns: usize) -> String {
    format!("{columns} columns, not {COLUMNS}; line skipped")
}

/// The text of the sentence that is read.
#[derive(Default)]
struct Sentence {
    text: String,
    /// A space stands before the next word.
    space: bool,
    /// The last word that the multiword token before covers.
    covered: u32,
}

impl Sentence {
    /// Adds a token, unless it has no surface of its own; `false` if its number is none.
    fn take(&mut self, id: &str, form: &str, misc: &str) -> bool {
        // Empty nodes stand for what is not written.
        if let Some((number, part)) = id.split_once('.') {
            return number.parse::<u32>().is_ok() && part.parse::<u32>().is_ok();
        }
        let (first, last) = id.split_once('-').unwrap_or((id, id));
        let (Ok(first), Ok(last)) = (first.parse::<u32>(), last.parse::<u32>()) else { return false };
        if first == last && first <= self.covered {
            return true;
        }
        if first != last {
            self.covered = last;
        }
        if self.space {
            self.text.push(' ');
        }
        self.text.push_str(form);
        self.space = !misc.split('|').any(|item| item == "SpaceAfter=No");
        true
    }

    fn end(&mut self, sink: &mut super::Sink) -> io::Result<()> {
        if !self.text.is_empty() {
            self.text.push('\n');
            sink.text(self.text.as_bytes())?;
        }
        self.text.clear();
        (self.space, self.covered) = (false, 0);
        Ok(())
    }
}
