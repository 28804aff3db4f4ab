//! Text of the input made safe to print: for cells of TSV, for terminals, for Markdown. JSON and CSV have their
//! own quoting.

use std::borrow::Cow;
use std::fmt::Write;

/// The nine embeddings, overrides and isolates, with which text can show itself in another order than it has.
pub fn is_bidi_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// All twelve bidi controls: those nine and the three marks LRM, RLM, ALM.
pub fn is_bidi_control(c: char) -> bool {
    is_bidi_override(c) || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}')
}

/// Controls of C0 and C1, and the two separators that break lines.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A cell of TSV: `\\`, `\t`, `\n`, `\r`, and `\u{…}` for other controls and the nine bidi controls; the rest
/// raw. Reversible.
///
/// ```
/// assert_eq!(mizan::report::escape::escape_cell("a\tb\\\u{202e}"), r"a\tb\\\u{202e}");
/// ```
pub fn escape_cell(text: &str) -> Cow<'_, str> {
    replace(
        text,
        |c| c == '\\' || is_control(c) || is_bidi_override(c),
        |c, out| match c {
            '\\' => out.push_str(r"\\"),
            '\t' => out.push_str(r"\t"),
            '\n' => out.push_str(r"\n"),
            '\r' => out.push_str(r"\r"),
            other => code(other, out),
        },
    )
}

/// Text for a terminal, in tables and messages: every control, line separator and bidi control as `\u{…}`. For
/// the eye, not reversible: a backslash stays as it is.
///
/// ```
/// assert_eq!(mizan::report::escape::escape_visible("\u{1b}[31m"), r"\u{1b}[31m");
/// ```
pub fn escape_visible(text: &str) -> Cow<'_, str> {
    replace(text, |c| is_control(c) || is_bidi_control(c), code)
}

/// Text for a Markdown cell that shows as it is: what Markdown and HTML would act on gets a backslash, an end of
/// line becomes `<br>`, controls are shown as `\u{…}`.
///
/// ```
/// assert_eq!(mizan::report::escape::escape_markdown("a|b\nc"), r"a\|b<br>c");
/// ```
pub fn escape_markdown(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") {
        return Cow::Owned(escape_markdown(&text.replace("\r\n", "\n")).into_owned());
    }
    let special = |c| "\\|`*_[]<>&~".contains(c) || is_control(c) || is_bidi_override(c);
    replace(text, special, |c, out| match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("<br>"),
        '\t' => out.push(' '),
        c if c.is_ascii() && !c.is_control() => out.extend(['\\', c]),
        other => {
            out.push('\\');
            code(other, out);
        }
    })
}

/// Appends `\u{…}`, lower-case hexadecimal.
fn code(c: char, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", c as u32);
}

/// The text with its `special` characters rewritten; borrowed if it has none.
fn replace(text: &str, special: impl Fn(char) -> bool, rewrite: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let Some(first) = text.find(&special) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        if special(c) { rewrite(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tsv_rules_one_by_one() {
        let cases = [
            ("\\", r"\\"),
            ("\t", r"\t"),
            ("\n", r"\n"),
            ("\r", r"\r"),
            ("\0", r"\u{0}"),
            ("\u{1b}", r"\u{1b}"),
            ("\u{7f}", r"\u{7f}"),
            ("\u{85}", r"\u{85}"),
            ("\u{9f}", r"\u{9f}"),
            ("\u{2028}\u{2029}", r"\u{2028}\u{2029}"),
            ("\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}", r"\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}"),
            ("\u{2066}\u{2067}\u{2068}\u{2069}", r"\u{2066}\u{2067}\u{2068}\u{2069}"),
            ("\u{200e}\u{200f}\u{61c}\u{200c}\u{feff}", "\u{200e}\u{200f}\u{61c}\u{200c}\u{feff}"),
            (r"\u{202e}", r"\\u{202e}"),
            ("\"', ", "\"', "),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape_cell(text), escaped);
        }
    }

    #[test]
    fn terminal_rules() {
        assert_eq!(escape_visible("\u{1b}[31m\u{9b}x"), r"\u{1b}[31m\u{9b}x");
        assert_eq!(escape_visible("\u{202e}a\u{200f}\u{61c}"), r"\u{202e}a\u{200f}\u{61c}");
        assert_eq!(escape_visible("a\n\tb"), r"a\u{a}\u{9}b");
        assert!(matches!(escape_visible(r"plain \ text"), Cow::Borrowed(_)));
    }

    #[test]
    fn markdown_rules() {
        assert_eq!(escape_markdown("a|b\\c"), r"a\|b\\c");
        assert_eq!(escape_markdown("a\r\nb\nc\rd"), "a<br>b<br>c<br>d");
        assert_eq!(escape_markdown("<b>&amp;*_`[x]"), r"\<b\>\&amp;\*\_\`\[x\]");
        assert_eq!(escape_markdown("\u{202e}\u{1b}"), r"\\u{202e}\\u{1b}");
    }
}
