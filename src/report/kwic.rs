//! Hits of a concordance for the eye: the words that were found one below the other, what stands before and after
//! them on either side, in the direction of the script. Finding them belongs to `concordance`.

use super::fit::{fit, width};
use super::{Bidi, Options};
use crate::script::{Class, class, is_arabic};

/// A hit, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// The document, where there is more than one.
    pub document: Option<String>,
    /// The words before it, in the order of the text.
    pub left: Vec<String>,
    /// The words that were found.
    pub node: String,
    /// The words after it.
    pub right: Vec<String>,
}

/// Columns between two parts of a line.
const GAP: usize = 2;
/// The widest that a document's name is shown.
const MOST_OF_DOCUMENT: usize = 24;

/// The lines, `columns` wide, the nodes in one column. Words that do not fit are left out, the farthest first.
///
/// Where most nodes are Arabic, what comes before stands on the right, as it is read. A terminal that knows isolates
/// is given the parts in the order of the screen, each isolated; without isolates (in a file, in a pipe) they come in
/// the order of the text, so that every reader of right-to-left text shows a line as one run.
pub fn kwic(lines: &[KwicLine], columns: usize, options: &Options) -> String {
    let documents: Vec<Option<std::borrow::Cow<'_, str>>> =
        lines.iter().map(|line| line.document.as_deref().map(|name| fit(name, MOST_OF_DOCUMENT))).collect();
    let document_width = documents.iter().flatten().map(|name| width(name) + GAP).max().unwrap_or(0);
    let nodes: Vec<_> = lines.iter().map(|line| fit(&line.node, (columns / 3).max(8))).collect();
    let node_width = nodes.iter().map(|node| width(node)).max().unwrap_or(0);
    let side = columns.saturating_sub(document_width + node_width + 2 * GAP) / 2;
    let arabic = 2 * lines.iter().filter(|line| is_right_to_left(&line.node)).count() >= lines.len().max(1);
    let isolates = !matches!(options.bidi, Bidi::None | Bidi::Auto);
    let mut out = String::new();
    for ((line, document), node) in lines.iter().zip(&documents).zip(&nodes) {
        let (before, after) = (nearest(&line.left, side, true), nearest(&line.right, side, false));
        if let Some(name) = document {
            put(&mut out, name, Align::Start, document_width, options.bidi, false);
        }
        let (first, last) = if arabic && isolates { (&after, &before) } else { (&before, &after) };
        put(&mut out, first, Align::End, side, options.bidi, arabic);
        spaces(&mut out, GAP);
        let align = if isolates { Align::Middle } else { Align::Start };
        put(&mut out, node, align, node_width, options.bidi, arabic);
        spaces(&mut out, GAP);
        put(&mut out, last, Align::Start, 0, options.bidi, arabic);
        out.push('\n');
    }
    out
}

/// Whether the first letter is Arabic.
fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|&c| class(c) == Class::Letter).is_some_and(is_arabic)
}

/// As many of the words that are nearest to the node as fit, in the order of the text: the last ones of those before
/// it, the first ones of those after it. The nearest is cut if it is too long.
fn nearest(words: &[String], columns: usize, before: bool) -> String {
    let mut chosen: Vec<std::borrow::Cow<'_, str>> = Vec::new();
    let mut used = 0;
    let mut place = |word: &'_ String| -> Option<String> {
        let shown = fit(word, columns);
        let needed = width(&shown) + usize::from(used > 0);
        (used + needed <= columns).then(|| {
            used += needed;
            shown.into_owned()
        })
    };
    if before {
        chosen.extend(words.iter().rev().map_while(&mut place).map(std::borrow::Cow::Owned));
        chosen.reverse();
    } else {
        chosen.extend(words.iter().map_while(&mut place).map(std::borrow::Cow::Owned));
    }
    chosen.join(" ")
}

/// Where a text stands in its column.
#[derive(Clone, Copy)]
enum Align {
    Start,
    Middle,
    End,
}

/// Appends a text in a column: padding outside its isolate.
fn put(out: &mut String, text: &str, align: Align, columns: usize, bidi: Bidi, arabic: bool) {
    let padding = columns.saturating_sub(width(text));
    let before = match align {
        Align::Start => 0,
        Align::Middle => padding / 2,
        Align::End => padding,
    };
    spaces(out, before);
    let (open, close) = match bidi {
        _ if text.is_empty() => ("", ""),
        // The direction is known: it need not be guessed from the first letter, which may be a foreign word's.
        Bidi::Isolate if arabic => ("\u{2067}", "\u{2069}"),
        other => other.marks(),
    };
    out.extend([open, text, close]);
    spaces(out, padding - before);
}

fn spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: &str, node: &str, right: &str) -> KwicLine {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        KwicLine { document: None, left: words(left), node: node.to_owned(), right: words(right) }
    }

    #[test]
    fn nodes_stand_below_one_another() {
        let lines = [line("one two three", "node", "four"), line("x", "nodes", "a b c d e f g h")];
        let shown = kwic(&lines, 29, &Options::default());
        // Ten columns on each side: the farthest words give way.
        assert_eq!(shown, " two three  node   four\n         x  nodes  a b c d e\n");
    }

    #[test]
    fn arabic_is_read_from_the_right() {
        let (before, node, after) =
            ("\u{642}\u{628}\u{644}", "\u{643}\u{62a}\u{628}", "\u{628}\u{639}\u{62f}");
        let lines = [line(before, node, after)];
        let isolate = Options { bidi: Bidi::Isolate, ..Options::default() };
        let shown = kwic(&lines, 15, &isolate);
        let places = [after, node, before].map(|text| shown.find(text).unwrap());
        assert!(places.is_sorted(), "{}", shown.escape_unicode());
        assert_eq!(shown.matches('\u{2067}').count(), 3);
        assert_eq!(shown.matches('\u{2069}').count(), 3);
        // In a pipe: one run in the order of the text, and nothing but text.
        let plain = kwic(&lines, 15, &Options { bidi: Bidi::None, ..Options::default() });
        assert_eq!(plain, format!(" {before}  {node}  {after}\n"));
    }

    #[test]
    fn hostile_words_are_escaped() {
        let shown = kwic(&[line("a\u{202e}", "\u{1b}[2J", "b")], 60, &Options::default());
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    }
}
