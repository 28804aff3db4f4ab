//! A sentence as vertical text, the input of the Sketch Engine and the Corpus Workbench: a token on each line with tabs
//! between its attributes, structures as tags on lines of their own, `<g/>` where no white space stands.

use super::{Entry, Terms};
use crate::morphology::WordReading;
use std::borrow::Cow;

/// Appends the sentence with its tags: word, lemma, root, kind; `-` where one is not known.
pub(super) fn sentence(entries: &[Entry<'_>], terms: &mut Terms<'_, '_>, out: &mut String) {
    out.push_str("<s>\n");
    for entry in entries {
        let reading = terms.reading(entry);
        let lemma = terms.lemma(entry, reading.as_ref());
        let root = reading.as_ref().and_then(|reading| reading.root).map(|root| root.to_string());
        let kind = reading.as_ref().map_or(entry.kind.name(), |reading: &WordReading| reading.kind);
        out.push_str(&escape(&entry.form));
        for attribute in [lemma.as_deref(), root.as_deref(), Some(kind)] {
            out.push('\t');
            out.push_str(&escape(attribute.unwrap_or("-")));
        }
        out.push('\n');
        if entry.glued {
            out.push_str("<g/>\n");
        }
    }
    out.push_str("</s>\n");
}

/// The text with the characters of XML as entities, for an attribute as well as for a line.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}
