//! Electronic books: the chapters of the spine, in its order, each a web page. <https://www.w3.org/TR/epub-33/>

use super::docx::damaged;
use super::{Reading, html, xml_error};
use crate::input::{Broken, WarningCode};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{self, BufReader, Read, Seek};

/// Bytes of a list of parts: the longest that is read.
const MOST_LIST_BYTES: u64 = 16 << 20;

pub(super) fn read<R: Read + Seek>(
    archive: &mut zip::ZipArchive<R>,
    reading: &mut Reading<'_>,
) -> io::Result<()> {
    let container = list(archive, "META-INF/container.xml")?;
    let mut package = None;
    tags("META-INF/container.xml", &container, |tag| {
        if tag.local_name().as_ref() == "rootfile" && package.is_none() {
            package = attribute(tag, "full-path");
        }
    })?;
    let package = package.ok_or_else(|| broken("META-INF/container.xml names no package".to_owned()))?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut parts, mut spine) = (HashMap::new(), Vec::new());
    let listing = list(archive, &package)?;
    tags(&package, &listing, |tag| match tag.local_name().as_ref() {
        "item" => {
            if let (Some(id), Some(path)) = (attribute(tag, "id"), attribute(tag, "href")) {
                parts.insert(id, path);
            }
        }
        "itemref" => spine.extend(attribute(tag, "idref")),
        _ => {}
    })?;
    for id in spine {
        let Some(path) = parts.get(&id) else {
            return Err(broken(format!("the spine names {id:?}, which is no part")));
        };
        let path = joined(folder, path);
        let part = archive.by_name(&path).map_err(|error| damaged(&path, &error))?;
        html::read(&mut BufReader::new(reading.limited(part)), reading)?;
    }
    Ok(())
}

fn broken(message: String) -> io::Error {
    Broken::error(WarningCode::TruncatedInput, message, "make the book anew with the program that made it")
}

/// A list of parts, whole.
fn list<R: Read + Seek>(archive: &mut zip::ZipArchive<R>, name: &str) -> io::Result<Vec<u8>> {
    let part = archive.by_name(name).map_err(|error| damaged(name, &error))?;
    let mut bytes = Vec::new();
    part.take(MOST_LIST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Shows each tag that begins.
fn tags(part: &str, xml: &[u8], mut each: impl FnMut(&BytesStart<'_>)) -> io::Result<()> {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| xml_error(part, error))? {
            Event::Start(tag) | Event::Empty(tag) => each(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|found| found.key.local_name().as_ref() == name)?;
    Some(super::markup::unescaped(&found.value).into_owned())
}

/// A path that stands in a part of a folder: its `%20` and `../` are resolved, its `#place` is left out.
fn joined(folder: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let coded = (first == b'%').then(|| after.get(..2)).flatten();
        let coded = coded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(coded.unwrap_or(first));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_inside_the_archive() {
        assert_eq!(joined("OEBPS", "text/a%20b.xhtml#n1"), "OEBPS/text/a b.xhtml");
        assert_eq!(joined("OEBPS/x", "../../../a"), "a");
        assert_eq!(joined("", "%D9%81%zz"), "ف%zz");
    }
}
