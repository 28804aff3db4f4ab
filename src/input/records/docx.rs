//! Documents of word processors, Office Open XML (ECMA-376): paragraphs, tables and notes. What was deleted under
//! revision, codes of fields and hidden text are left out.

use super::markup::{HELD_BYTES, Lines};
use super::{Reading, Sink, xml_error};
use crate::input::{Broken, WarningCode};
use quick_xml::events::Event;
use std::io::{self, BufReader, Read, Seek};

/// The parts with text, in the order of reading.
const PARTS: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

pub(super) fn read<R: Read + Seek>(
    archive: &mut zip::ZipArchive<R>,
    reading: &mut Reading<'_>,
) -> io::Result<()> {
    for name in PARTS {
        if archive.index_for_name(name).is_none() {
            continue;
        }
        let part = archive.by_name(name).map_err(|error| damaged(name, &error))?;
        let mut part = reading.limited(part);
        let mut lines = Lines::new();
        let read = text(&mut BufReader::new(&mut part), &mut lines, reading.sink);
        lines.give(reading.sink, 0)?;
        read?.map_err(|error| xml_error(name, error))?;
    }
    Ok(())
}

pub(super) fn damaged(part: &str, error: &zip::result::ZipError) -> io::Error {
    let message = format!("the part {part} cannot be read: {error}");
    Broken::error(
        WarningCode::TruncatedInput,
        message,
        "open it in the program that made it, and save it again",
    )
}

/// The text of a part.
fn text(
    reader: &mut dyn io::BufRead,
    lines: &mut Lines,
    sink: &mut Sink,
) -> io::Result<Result<(), quick_xml::Error>> {
    let mut reader = quick_xml::Reader::from_reader(reader);
    let mut buffer = Vec::new();
    // Inside w:t; inside something that is left out, how deep; the properties of a run that hide it.
    let (mut in_text, mut left_out, mut run_hidden) = (false, 0_usize, false);
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Ok(Err(error)),
        };
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "del" | "moveFrom" | "instrText" | "delText" | "Fallback" => left_out += 1,
                "t" => in_text = true,
                "r" => run_hidden = false,
                "p" | "tc" => lines.end_line(),
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "vanish" => run_hidden = true,
                _ if left_out > 0 || run_hidden => {}
                "tab" | "ptab" => lines.text(" "),
                "br" | "cr" => lines.end_line(),
                "noBreakHyphen" => lines.text("-"),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "del" | "moveFrom" | "instrText" | "delText" | "Fallback" => {
                    left_out = left_out.saturating_sub(1);
                }
                "t" => in_text = false,
                "p" | "tc" => lines.end_line(),
                _ => {}
            },
            Event::Text(text) if in_text && left_out == 0 && !run_hidden => {
                lines.text(&text);
            }
            Event::GeneralRef(reference) if in_text && left_out == 0 && !run_hidden => {
                lines.reference(&reference);
            }
            Event::Eof => return Ok(Ok(())),
            _ => {}
        }
        lines.give(sink, HELD_BYTES)?;
    }
}
