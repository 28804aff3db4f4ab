//! A sentence as CoNLL-U. A word with clitics is a multiword token, as in the treebanks of Universal Dependencies: the
//! line of its range holds the surface, and a line for each segment follows; the article stays with its noun.

use super::{Entry, Terms};
use crate::morphology::WordReading;
use crate::script::is_arabic_letter;
use crate::script::letter::{ALEF, ALEF_HAMZA_ABOVE, ALEF_WASLA, BEH, FEH, KAF, LAM, SEEN, WAW};
use crate::token::TokenKind;
use std::cmp::Ordering;
use std::fmt::Write;

/// Appends the comment with the text of the sentence, its lines, and the blank line after them.
pub(super) fn sentence(entries: &[Entry<'_>], terms: &mut Terms<'_, '_>, out: &mut String) {
    out.push_str("# text = ");
    for (at, entry) in entries.iter().enumerate() {
        out.push_str(&entry.form);
        if !entry.glued && at + 1 < entries.len() {
            out.push(' ');
        }
    }
    out.push('\n');
    let mut id = 1;
    for entry in entries {
        let reading = terms.reading(entry);
        id += token(id, entry, reading.as_ref(), terms, out);
    }
    out.push('\n');
}

/// Appends the lines of a token; how many words it has.
fn token(
    id: usize,
    entry: &Entry<'_>,
    reading: Option<&WordReading>,
    terms: &Terms<'_, '_>,
    out: &mut String,
) -> usize {
    let root = reading.and_then(|reading| reading.root).map(|root| root.to_string());
    let lemma = terms.lemma(entry, reading);
    let (upos, kind) = (upos(entry, reading), reading.map_or(entry.kind.name(), |reading| reading.kind));
    let words = reading.map(words).unwrap_or_default();
    if words.len() < 2 {
        let fields = Fields { form: &entry.form, lemma: lemma.as_deref(), upos, xpos: kind };
        fields.push(id, out);
        misc(root.as_deref(), Some(entry), out);
        return 1;
    }
    // Writing to a string cannot fail.
    let _ = write!(out, "{id}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t", id + words.len() - 1, entry.form);
    misc(None, Some(entry), out);
    for (at, (form, role)) in words.iter().enumerate() {
        let bare = terms.folded(form);
        let is_stem = *role == Role::Stem;
        let fields = Fields {
            form,
            lemma: if is_stem { lemma.as_deref() } else { Some(&bare) },
            upos: role.upos(&bare, reading.is_some_and(|reading| reading.verb)).unwrap_or(upos),
            xpos: role.xpos().unwrap_or(kind),
        };
        fields.push(id + at, out);
        misc(root.as_deref().filter(|_| is_stem), None, out);
    }
    words.len()
}

/// The first five columns of a word.
struct Fields<'a> {
    form: &'a str,
    lemma: Option<&'a str>,
    upos: &'a str,
    xpos: &'a str,
}

impl Fields<'_> {
    /// Appends all columns but the last, of which those of syntax and inflection are left open.
    fn push(&self, id: usize, out: &mut String) {
        let lemma = self.lemma.unwrap_or("_");
        let _ = write!(out, "{id}\t{}\t{lemma}\t{}\t{}\t_\t_\t_\t_\t", self.form, self.upos, self.xpos);
    }
}

/// Appends the last column: root, offsets of the token, and whether no white space follows it.
fn misc(root: Option<&str>, entry: Option<&Entry<'_>>, out: &mut String) {
    let from = out.len();
    if let Some(entry) = entry {
        let _ = write!(out, "Start={}|End={}", entry.start, entry.end);
    }
    if let Some(root) = root {
        let bar = if out.len() > from { "|" } else { "" };
        let _ = write!(out, "{bar}Root={root}");
    }
    if entry.is_some_and(|entry| entry.glued) {
        out.push_str("|SpaceAfter=No");
    }
    out.push_str(if out.len() == from { "_\n" } else { "\n" });
}

/// What a word of a multiword token is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Proclitic,
    Stem,
    Enclitic,
}

impl Role {
    fn xpos(self) -> Option<&'static str> {
        match self {
            Self::Proclitic => Some("proclitic"),
            Self::Stem => None,
            Self::Enclitic => Some("enclitic"),
        }
    }

    /// The part of speech of a clitic. ل is a preposition before a noun, and before a verb something else.
    fn upos(self, form: &str, before_verb: bool) -> Option<&'static str> {
        match (self, form.chars().next()) {
            (Self::Stem, _) => None,
            (Self::Enclitic, _) => Some("PRON"),
            (Self::Proclitic, Some(WAW | FEH)) => Some("CCONJ"),
            (Self::Proclitic, Some(BEH | KAF)) => Some("ADP"),
            (Self::Proclitic, Some(LAM)) if !before_verb => Some("ADP"),
            (Self::Proclitic, Some(SEEN)) => Some("AUX"),
            (Self::Proclitic, Some(ALEF_HAMZA_ABOVE)) => Some("PART"),
            (Self::Proclitic, _) => Some("_"),
        }
    }
}

/// The words of a token: its segments, the article joined to what follows it.
fn words(reading: &WordReading) -> Vec<(String, Role)> {
    let mut words: Vec<(String, Role)> = Vec::new();
    let mut article = String::new();
    for (at, segment) in reading.segments.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| reading.segments[before].as_str());
        if at + 1 == reading.proclitics && is_article(segment, before) {
            article.clone_from(segment);
            continue;
        }
        let role = match at.cmp(&reading.proclitics) {
            Ordering::Less => Role::Proclitic,
            Ordering::Equal => Role::Stem,
            Ordering::Greater => Role::Enclitic,
        };
        words.push((std::mem::take(&mut article) + segment, role));
    }
    words
}

/// Whether the proclitic before a stem is the article: ال, or ل after another.
fn is_article(segment: &str, before: Option<&str>) -> bool {
    let letters = |segment: &str| {
        let mut letters = segment.chars().filter(|&c| is_arabic_letter(c));
        (letters.next(), letters.next())
    };
    match letters(segment) {
        (Some(LAM), None) => before.is_some_and(|before| letters(before) == (Some(LAM), None)),
        (Some(first), Some(LAM)) => first == ALEF || first == ALEF_WASLA,
        _ => false,
    }
}

/// The part of speech where it is known for sure; a noun and an adjective are not told apart.
fn upos(entry: &Entry<'_>, reading: Option<&WordReading>) -> &'static str {
    match (entry.kind, reading.map(|reading| (reading.kind, reading.verb))) {
        (_, Some(("proper", _))) => "PROPN",
        (_, Some(("content", true))) => "VERB",
        (_, Some(("foreign" | "latin", _))) => "X",
        (_, Some(("number", _))) | (TokenKind::Number, _) => "NUM",
        (TokenKind::Punctuation, _) => "PUNCT",
        (TokenKind::Symbol | TokenKind::Emoji, _) => "SYM",
        (TokenKind::Latin | TokenKind::Url | TokenKind::Email, _) => "X",
        (TokenKind::Hashtag | TokenKind::Mention, _) => "X",
        _ => "_",
    }
}
