//! XML of the Text Encoding Initiative: each `<TEI>` is a document, of which `<text>` is read in its corrected reading.
//! <https://tei-c.org/guidelines/p5/>

use super::markup::{HELD_BYTES, Lines, unescaped};
use super::{Reading, xml_error};
use crate::input::Format;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead};

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 27] = [
    "ab",
    "argument",
    "body",
    "byline",
    "cell",
    "closer",
    "dateline",
    "div",
    "epigraph",
    "head",
    "item",
    "l",
    "label",
    "lg",
    "list",
    "opener",
    "p",
    "quote",
    "row",
    "salute",
    "signed",
    "sp",
    "speaker",
    "stage",
    "table",
    "titlePart",
    "trailer",
];

/// Elements whose content is no text of the work, or the reading that an editor corrected.
const LEFT_OUT: [&str; 12] = [
    "abbr",
    "catchwords",
    "del",
    "figDesc",
    "fw",
    "gap",
    "orig",
    "rdg",
    "sic",
    "surplus",
    "teiHeader",
    "facsimile",
];

pub(super) fn read(reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    let mut xml = quick_xml::Reader::from_reader(reader);
    let (mut buffer, mut documents) = (Vec::new(), 0);
    let mut work = Work::new();
    loop {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => {
                work.lines.give(reading.sink, 0)?;
                return Err(xml_error("the document", error));
            }
        };
        match event {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "TEI" | "TEI.2") => {
                work.lines.give(reading.sink, 0)?;
                documents += 1;
                let id = tag.attributes().flatten().find(|found| found.key.as_ref() == "xml:id");
                let name = match id {
                    Some(id) => unescaped(&id.value).into_owned(),
                    None if documents == 1 => reading.name.to_owned(),
                    None => format!("{}#{documents}", reading.name),
                };
                reading.sink.document(name, Format::Tei.unit())?;
            }
            Event::Start(tag) => work.begin(tag.local_name().as_ref()),
            Event::Empty(tag) => work.milestone(&tag),
            Event::End(tag) => work.end(tag.local_name().as_ref()),
            Event::Text(text) if work.is_read() => work.line().text(&text),
            Event::CData(text) if work.is_read() => work.line().text(&text),
            Event::GeneralRef(name) if work.is_read() => work.line().reference(&name),
            Event::Eof => {
                work.end_line();
                return work.lines.give(reading.sink, 0);
            }
            _ => {}
        }
        work.lines.give(reading.sink, HELD_BYTES)?;
    }
}

/// Where in the document the reader stands.
struct Work {
    lines: Lines,
    /// Notes of the block that is read: they follow it, so that they part no sentence.
    notes: Lines,
    /// How deep in notes.
    in_note: usize,
    /// How deep in `<text>`, which may stand in itself, and in what is left out.
    in_text: usize,
    left_out: usize,
}

impl Work {
    fn new() -> Self {
        Self { lines: Lines::new(), notes: Lines::new(), in_note: 0, in_text: 0, left_out: 0 }
    }

    /// The line that is read.
    fn line(&mut self) -> &mut Lines {
        if self.in_note > 0 { &mut self.notes } else { &mut self.lines }
    }

    fn end_line(&mut self) {
        self.line().end_line();
        if self.in_note == 0 {
            self.lines.append(&mut self.notes);
        }
    }

    fn is_read(&self) -> bool {
        self.in_text > 0 && self.left_out == 0
    }

    fn begin(&mut self, name: &str) {
        if LEFT_OUT.contains(&name) {
            self.left_out += 1;
        } else if name == "text" {
            self.in_text += 1;
        } else if name == "note" {
            self.in_note += 1;
        } else if BLOCKS.contains(&name) && self.is_read() {
            self.end_line();
        }
    }

    fn end(&mut self, name: &str) {
        if LEFT_OUT.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
        } else if name == "note" {
            self.notes.end_line();
            self.in_note = self.in_note.saturating_sub(1);
        } else if (BLOCKS.contains(&name) || name == "text") && self.is_read() {
            self.end_line();
        }
        if name == "text" {
            self.in_text = self.in_text.saturating_sub(1);
        }
    }

    /// A break of a line or a page is white space, unless it stands inside a word.
    fn milestone(&mut self, tag: &BytesStart<'_>) {
        let inside =
            |attribute: Attribute<'_>| attribute.key.as_ref() == "break" && &*attribute.value == "no";
        let is_break = matches!(tag.local_name().as_ref(), "lb" | "pb" | "cb" | "space");
        if is_break && self.is_read() && !tag.attributes().flatten().any(inside) {
            self.line().text(" ");
        }
    }
}
