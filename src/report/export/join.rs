//! The parts of documents, in their order, written as one file: what begins and ends a document and a paragraph, the
//! numbers of sentences.

use super::{Part, Target, escaped, plain, vertical};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes the parts of documents one after the other.
pub struct Joiner<W> {
    out: W,
    target: Target,
    /// The document that is being written.
    document: Option<u64>,
    name: String,
    documents: u64,
    sentences: u64,
    /// Paragraphs before the part.
    before: u64,
    /// The paragraph of the last sentence.
    paragraph: Option<u64>,
    /// Where the text of the document begins: after a byte order mark, if it has one.
    start: u64,
    spans: Vec<(u64, u64)>,
}

impl<W: Write> Joiner<W> {
    /// Nothing written yet.
    pub fn new(target: Target, out: W) -> Self {
        Self {
            out,
            target,
            document: None,
            name: String::new(),
            documents: 0,
            sentences: 0,
            before: 0,
            paragraph: None,
            start: 0,
            spans: Vec::new(),
        }
    }

    /// Writes the next part. The parts of a document follow one another.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, mut part: Part) -> io::Result<()> {
        if self.document != Some(part.document) {
            self.end_document()?;
            self.document = Some(part.document);
            self.documents += 1;
            (self.sentences, self.before, self.paragraph, self.start) = (0, 0, None, part.base);
            self.begin_document(&part.name)?;
        }
        if self.target == Target::Jsonl {
            self.spans.append(&mut part.spans);
            return self.out.write_all(part.text.as_bytes());
        }
        let mut from = 0;
        for &(end, paragraph) in &part.sentences {
            let paragraph = self.before + u64::from(paragraph);
            self.sentences += 1;
            let first = self.paragraph.is_none();
            if self.paragraph.replace(paragraph) != Some(paragraph) {
                self.begin_paragraph(first)?;
            }
            if self.target == Target::Conllu {
                writeln!(self.out, "# sent_id = d{}-s{}", self.documents, self.sentences)?;
            }
            self.out.write_all(&part.text.as_bytes()[from..end])?;
            from = end;
        }
        // A paragraph that goes on in the next part is counted there.
        self.before += part.paragraphs.saturating_sub(u64::from(part.open));
        Ok(())
    }

    /// Ends the last document, and gives the writer back.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.end_document()?;
        Ok(self.out)
    }

    fn begin_document(&mut self, name: &str) -> io::Result<()> {
        let line = plain(Cow::Borrowed(name));
        match self.target {
            // Comments stand before a sentence: a document without one has none.
            Target::Conllu => Ok(()),
            Target::Vertical => writeln!(self.out, "<doc id=\"{}\">", vertical::escape(&line)),
            Target::Jsonl => write!(self.out, "{{\"id\":\"{}\",\"text\":\"", escaped(name)),
        }?;
        self.name = line.into_owned();
        Ok(())
    }

    fn begin_paragraph(&mut self, first: bool) -> io::Result<()> {
        match self.target {
            Target::Conllu if first => writeln!(self.out, "# newdoc id = {}\n# newpar", self.name),
            Target::Conllu => self.out.write_all(b"# newpar\n"),
            Target::Vertical if first => self.out.write_all(b"<p>\n"),
            Target::Vertical => self.out.write_all(b"</p>\n<p>\n"),
            Target::Jsonl => Ok(()),
        }
    }

    fn end_document(&mut self) -> io::Result<()> {
        if self.document.is_none() {
            return Ok(());
        }
        match self.target {
            Target::Conllu => Ok(()),
            Target::Vertical if self.paragraph.is_some() => self.out.write_all(b"</p>\n</doc>\n"),
            Target::Vertical => self.out.write_all(b"</doc>\n"),
            Target::Jsonl => {
                self.out.write_all(b"\",\"sentences\":[")?;
                for (at, (start, end)) in self.spans.drain(..).enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    write!(self.out, "{comma}[{},{}]", start - self.start, end - self.start)?;
                }
                self.out.write_all(b"]}\n")
            }
        }
    }
}
