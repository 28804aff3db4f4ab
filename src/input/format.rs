//! The formats of inputs: their names, by what they are told, what in them is a document and what its text. Reading
//! them belongs to `records`.

use crate::profile::Unit;
#[cfg(feature = "inputs")]
use std::borrow::Cow;

/// How an input is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Running text.
    Text,
    /// One token on each line.
    Tokens,
    /// One sentence on each line.
    Sentences,
    /// An object of JSON on each line.
    Jsonl,
    /// Records with commas or semicolons.
    Csv,
    /// Records with tabs.
    Tsv,
    /// CoNLL-U, of Universal Dependencies.
    Conllu,
    /// Vertical text, of the corpus workbenches.
    Vert,
    /// Web pages.
    Html,
    /// OpenITI mARkdown.
    Openiti,
    /// Office Open XML of word processors.
    Docx,
    /// Electronic books.
    Epub,
    /// XML of the Text Encoding Initiative.
    Tei,
    /// Columns of Parquet.
    Parquet,
}

/// What there is to say of a format: the command line, the reader and the README draw on it.
#[derive(Clone, Copy, Debug)]
pub struct FormatEntry {
    /// The format.
    pub format: Format,
    /// Its name on the command line.
    pub name: &'static str,
    /// Endings of file names, without the full stop, that stand for it where the content does not tell.
    pub endings: &'static [&'static str],
    /// What its content is told by; empty where only the ending or the user can.
    pub told_by: &'static str,
    /// What is one document.
    pub document: &'static str,
    /// What is read of it.
    pub text: &'static str,
}

/// Every format, in the order of the documentation.
#[rustfmt::skip]
pub static FORMATS: [FormatEntry; 14] = [
    FormatEntry { format: Format::Text, name: "text", endings: &["txt", "text", "md"], told_by: "anything else",
        document: "file", text: "everything" },
    FormatEntry { format: Format::Tokens, name: "tokens", endings: &[], told_by: "",
        document: "file", text: "one token a line, taken as it is" },
    FormatEntry { format: Format::Sentences, name: "sentences", endings: &[], told_by: "",
        document: "file", text: "one sentence a line" },
    FormatEntry { format: Format::Jsonl, name: "jsonl", endings: &["jsonl", "ndjson", "jl"],
        told_by: "an object on the first line",
        document: "line", text: "`--text-field` (text); the name is `--id-field` (id)" },
    FormatEntry { format: Format::Csv, name: "csv", endings: &["csv"], told_by: "",
        document: "record", text: "`--column` (text), by name or number; comma, semicolon, tab or bar; quoted line ends are kept" },
    FormatEntry { format: Format::Tsv, name: "tsv", endings: &["tsv", "tab"], told_by: "",
        document: "record", text: "the same, with tabs" },
    FormatEntry { format: Format::Conllu, name: "conllu", endings: &["conllu", "conll"],
        told_by: "its comments, or ten columns",
        document: "`# newdoc`, or file", text: "surface of multiword tokens, `SpaceAfter`; its sentences are kept" },
    FormatEntry { format: Format::Vert, name: "vert", endings: &["vert", "vrt"], told_by: "`<doc`, `<text` or `<s` and tabs",
        document: "`<doc>` or `<text>`, or file", text: "first column, `<g/>`; the sentences of `<s>` are kept" },
    FormatEntry { format: Format::Html, name: "html", endings: &["html", "htm", "xhtml"], told_by: "`<!DOCTYPE html`, `<html`",
        document: "file", text: "what is visible; block elements end lines" },
    FormatEntry { format: Format::Openiti, name: "openiti", endings: &["markdown", "completed", "inprogress"],
        told_by: "`######OpenITI#`",
        document: "file", text: "without header, marks of pages, milestones and tags" },
    FormatEntry { format: Format::Docx, name: "docx", endings: &["docx"], told_by: "its parts",
        document: "file", text: "paragraphs, tables, notes; what is deleted is left out" },
    FormatEntry { format: Format::Epub, name: "epub", endings: &["epub"], told_by: "its parts",
        document: "book", text: "the chapters in the order of the spine" },
    FormatEntry { format: Format::Tei, name: "tei", endings: &["tei"], told_by: "`<TEI`, `<teiCorpus`",
        document: "`<TEI>`", text: "`<text>` in its corrected reading, without page headers" },
    FormatEntry { format: Format::Parquet, name: "parquet", endings: &["parquet"], told_by: "its first bytes",
        document: "row", text: "`--column` (text), by name or number; in a build with the feature `parquet`" },
];

impl Format {
    /// The format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        FORMATS.iter().find(|entry| entry.name == name).map(|entry| entry.format)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|entry| entry.format == self).map_or("text", |entry| entry.name)
    }

    /// What its text is made of, when it is read.
    pub fn unit(self) -> Unit {
        match self {
            Self::Tokens => Unit::Tokens,
            Self::Sentences | Self::Conllu => Unit::Sentences,
            _ => Unit::Text,
        }
    }

    /// Whether its documents are records of a file, with names of their own.
    pub fn has_records(self) -> bool {
        let records = [Self::Jsonl, Self::Csv, Self::Tsv, Self::Conllu, Self::Vert, Self::Tei, Self::Parquet];
        records.contains(&self)
    }

    /// Whether the text of the document is that of the file.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Text | Self::Tokens | Self::Sentences)
    }

    /// Whether it is a zip archive with parts.
    pub fn is_packaged(self) -> bool {
        matches!(self, Self::Docx | Self::Epub)
    }

    /// The format that the ending of a name stands for; endings of compression are passed over.
    pub fn of_name(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        let packed = [".gz", ".bz2", ".xz", ".zst"].into_iter().find_map(|ending| lower.strip_suffix(ending));
        let (_, ending) = packed.unwrap_or(&lower).rsplit_once('.')?;
        FORMATS.iter().find(|entry| entry.endings.contains(&ending)).map(|entry| entry.format)
    }
}

/// The format of a text that begins like this and is called so.
#[cfg(feature = "inputs")]
pub(super) fn told(name: &str, head: &[u8]) -> Format {
    let bytes = head;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    // Running text begins with none of these, and need not be looked at.
    let may_tell = matches!(head.first(), Some(b'#' | b'<' | b'{' | b'1'));
    let head = if may_tell { String::from_utf8_lossy(head) } else { Cow::Borrowed("") };
    // What is called a book and is no archive is text.
    let by_name =
        || Format::of_name(name).filter(|&format| !format.is_packaged() && format != Format::Parquet);
    if is_parquet(bytes) {
        return Format::Parquet;
    }
    of_content(&head).or_else(by_name).unwrap_or(Format::Text)
}

/// Whether a file that begins with these bytes is one of Parquet: its mark, and the first field of a head of a page or of
/// the file.
#[cfg(feature = "inputs")]
pub(super) fn is_parquet(head: &[u8]) -> bool {
    head.starts_with(b"PAR1\x15")
}

#[cfg(feature = "inputs")]
fn of_content(head: &str) -> Option<Format> {
    let first = head.lines().next().unwrap_or_default();
    if first.starts_with("######OpenITI#") {
        return Some(Format::Openiti);
    }
    if first.starts_with('{') {
        let is_object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first).is_ok();
        return is_object.then_some(Format::Jsonl);
    }
    if first.starts_with('<') {
        return of_markup(head);
    }
    let comments = ["# newdoc", "# newpar", "# sent_id", "# text =", "# global.columns"];
    let columns: Vec<&str> = first.split('\t').collect();
    let is_token = columns.len() == 10 && matches!(columns[0], "1" | "1-2" | "1-3");
    (is_token || comments.iter().any(|comment| first.starts_with(comment))).then_some(Format::Conllu)
}

#[cfg(feature = "inputs")]
fn of_markup(head: &str) -> Option<Format> {
    let begins = |text: &str, tag: &str| {
        text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && !text[tag.len()..].starts_with(|c: char| c.is_alphanumeric())
    };
    let has = |tag: &str| head.match_indices('<').take(64).any(|(at, _)| begins(&head[at..], tag));
    let columns = head.lines().take(64).any(|line| !line.starts_with('<') && line.contains('\t'));
    if begins(head, "<!doctype html") || has("<html") {
        Some(Format::Html)
    } else if has("<TEI") || has("<teiCorpus") || has("<TEI.2") {
        Some(Format::Tei)
    } else if columns && ["<doc", "<text", "<s", "<p", "<corpus"].iter().any(|tag| begins(head, tag)) {
        Some(Format::Vert)
    } else {
        None
    }
}

#[cfg(all(test, feature = "inputs"))]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for entry in &FORMATS {
            assert_eq!(Format::parse(entry.name), Some(entry.format));
            assert_eq!(entry.format.name(), entry.name);
        }
    }

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(told("a.csv", b"{\"text\": \"a\"}\n{"), Format::Jsonl);
        assert_eq!(told("a.txt", b"\xef\xbb\xbf\n<!doctype HTML><p>"), Format::Html);
        assert_eq!(told("a.txt", b"<?xml version='1.0'?><TEI xmlns='x'>"), Format::Tei);
        assert_eq!(told("a", b"# sent_id = 1\n"), Format::Conllu);
        assert_eq!(told("a", b"<s>\nab\tN\n"), Format::Vert);
        assert_eq!(told("a.jsonl.gz", b"{ broken"), Format::Jsonl);
        assert_eq!(told("wiki", b"<doc id=\"1\">\nrunning text\n</doc>\n"), Format::Text);
        assert_eq!(told("a.txt", "{نص".as_bytes()), Format::Text);
        assert_eq!(told("", b""), Format::Text);
        assert_eq!(told("a.text", b"<strange"), Format::Text);
    }
}
