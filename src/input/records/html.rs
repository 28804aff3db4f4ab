//! Web pages: what a reader of the page sees, cut into lines where blocks end.

use super::Reading;
use super::markup::{HELD_BYTES, Lines};
use html5gum::{DefaultEmitter, IoReader, Token, Tokenizer};
use std::io::{self, Read};

/// Elements that stand on lines of their own, after the rendering section of the HTML standard.
const BLOCKS: [&str; 51] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
    "video",
];

/// Elements whose content no reader sees.
const HIDDEN: [&str; 11] = [
    "audio", "canvas", "iframe", "noframes", "noscript", "object", "script", "style", "template", "textarea",
    "title",
];

pub(super) fn read(reader: &mut dyn Read, reading: &mut Reading<'_>) -> io::Result<()> {
    let mut emitter = DefaultEmitter::<()>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(IoReader::new(reader), emitter);
    let mut page = Page { lines: Lines::new(), hidden: None, preformatted: 0 };
    for token in tokens {
        match token? {
            Token::StartTag(tag) => page.begin(&String::from_utf8_lossy(&tag.name), tag.self_closing),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
        page.lines.give(reading.sink, HELD_BYTES)?;
    }
    page.lines.end_line();
    page.lines.give(reading.sink, 0)
}

struct Page {
    lines: Lines,
    /// The hidden element that is open, and how deep it stands in itself.
    hidden: Option<(String, usize)>,
    /// How deep in preformatted text.
    preformatted: usize,
}

impl Page {
    fn begin(&mut self, name: &str, is_closed: bool) {
        if let Some((open, depth)) = &mut self.hidden {
            *depth += usize::from(open == name && !is_closed);
        } else if HIDDEN.contains(&name) {
            self.hidden = (!is_closed).then(|| (name.to_owned(), 1));
        } else if BLOCKS.contains(&name) {
            self.preformatted += usize::from(name == "pre");
            self.lines.end_line();
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((open, depth)) = &mut self.hidden {
            *depth -= usize::from(open == name);
            if *depth == 0 {
                self.hidden = None;
            }
        } else if BLOCKS.contains(&name) {
            self.preformatted = self.preformatted.saturating_sub(usize::from(name == "pre"));
            self.lines.end_line();
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if self.preformatted > 0 { self.lines.preformatted(text) } else { self.lines.text(text) }
    }
}
