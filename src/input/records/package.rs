//! Zip archives that are one document.

use crate::input::Format;
use std::io::{Read, Seek};

/// The format of an archive that is one document, by its parts.
pub(in crate::input) fn format<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> Option<Format> {
    if archive.index_for_name("word/document.xml").is_some() {
        return Some(Format::Docx);
    }
    archive.index_for_name("META-INF/container.xml").map(|_| Format::Epub)
}
