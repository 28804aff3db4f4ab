//! Where addresses stand in a text: URLs, e-mail addresses, domain names, `#tags` and `@names`. What a token is made
//! of them belongs to the tokenizer, that no sentence ends in them to the splitter.

use super::Span;
use crate::scan::places_of;
use crate::script::{Class, class, is_arabic, is_invisible};

/// What kind of address it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressKind {
    /// `https://…`, `ftp://…`, `www.…`
    Url,
    /// `name@example.org`
    Email,
    /// `example.org`, with or without a path
    Domain,
    /// `#` and letters, digits or `_` of any script
    Hashtag,
    /// `@` and a name
    Mention,
}

/// The addresses of `text`, in order, disjoint. O(n): every byte is looked at a bounded number of times.
///
/// What stands before an address is no letter or digit, unless an Arabic one; punctuation at its end, and a closing bracket that was not
/// opened in it, do not belong to it. A domain name has labels of ASCII letters and a known ending.
pub fn addresses(text: &str) -> Vec<(Span, AddressKind)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(Span, AddressKind)> = Vec::new();
    let label_at = |at: usize| bytes.get(at).copied().is_some_and(is_label);
    // Nothing before this place is looked at again.
    let mut done = 0;
    for at in places_of(*b"@#:.", bytes) {
        // Most colons and dots end a word, and begin nothing.
        let is_bait = match bytes[at] {
            b':' => bytes[at..].starts_with(b"://"),
            b'.' => at > 0 && label_at(at - 1) && label_at(at + 1),
            _ => true,
        };
        if at < done || !is_bait {
            continue;
        }
        let (address, examined) = match bytes[at] {
            b':' => url(text, at, done),
            b'@' => email_or_mention(text, at, done),
            b'#' => hashtag(text, at),
            _ => domain(text, at, done),
        };
        done = done.max(examined);
        if let Some((start, end, kind)) = address {
            found.push((Span::new(start, end), kind));
            done = done.max(end);
        }
    }
    found
}

/// An address (start, end, kind), if there is one, and how far the text was looked at for good.
type Found = (Option<(usize, usize, AddressKind)>, usize);

const NONE: usize = 0;

/// `scheme://…` around the colon at `at`.
fn url(text: &str, at: usize, done: usize) -> Found {
    let bytes = text.as_bytes();
    let start = before(bytes, at, done.max(at.saturating_sub(8)), |byte| byte.is_ascii_alphabetic());
    let scheme = &text[start..at];
    if !["http", "https", "ftp", "ftps"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return (None, NONE);
    }
    let end = trimmed(text, start, visible_end(text, at + 3));
    if end <= at + 3 { (None, NONE) } else { (Some((start, end, AddressKind::Url)), end) }
}

/// `name@domain` or `@name` around the sign at `at`.
fn email_or_mention(text: &str, at: usize, done: usize) -> Found {
    let bytes = text.as_bytes();
    let is_local =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let start = before(bytes, at, done, is_local);
    let start = start + bytes[start..at].iter().take_while(|&&byte| !byte.is_ascii_alphanumeric()).count();
    let host_end = after(bytes, at + 1, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let host_end = at + 1 + text[at + 1..host_end].trim_end_matches(['.', '-']).len();
    let ending = text[at + 1..host_end].rsplit_once('.').map_or("", |(_, ending)| ending);
    if start < at && ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return (Some((start, host_end, AddressKind::Email)), host_end);
    }
    if word_before(text, at) {
        return (None, NONE);
    }
    let arabic = text[at + 1..].chars().next().is_some_and(is_arabic);
    let is_name = |c: char| {
        if arabic {
            is_arabic(c) && is_tag(c) || c == '_'
        } else {
            c.is_ascii_alphanumeric() || c == '_' || c == '.'
        }
    };
    let end = at + 1 + text[at + 1..].find(|c| !is_name(c)).unwrap_or(text.len() - at - 1);
    let end = at + 1 + text[at + 1..end].trim_end_matches('.').len();
    let named = text[at + 1..end].chars().any(|c| matches!(class(c), Class::Letter | Class::Digit));
    (named.then_some((at, end, AddressKind::Mention)), NONE)
}

/// `#tag` from the sign at `at`.
fn hashtag(text: &str, at: usize) -> Found {
    if word_before(text, at) {
        return (None, NONE);
    }
    let end = at + 1 + text[at + 1..].find(|c| !is_tag(c)).unwrap_or(text.len() - at - 1);
    let named = text[at + 1..end].chars().any(|c| matches!(class(c), Class::Letter | Class::Digit));
    (named.then_some((at, end, AddressKind::Hashtag)), end)
}

/// What the labels of a domain name are made of.
fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

/// A domain name, or `www.…`, around the dot at `at`, which stands between labels.
fn domain(text: &str, at: usize, done: usize) -> Found {
    let bytes = text.as_bytes();
    let start = before(bytes, at, done, is_label);
    let end = after(bytes, at, |byte| is_label(byte) || byte == b'.');
    // The name of an e-mail address: its sign comes next.
    if bytes.get(end) == Some(&b'@') || word_before(text, start) {
        return (None, NONE);
    }
    let name = text[start..end].trim_end_matches(['.', '-']);
    if name.len() > 4 && name.as_bytes()[..4].eq_ignore_ascii_case(b"www.") {
        let end = trimmed(text, start, visible_end(text, start));
        return (Some((start, end, AddressKind::Url)), end);
    }
    let ending = name.rsplit('.').next().unwrap_or_default();
    let first = name.split('.').next().unwrap_or_default();
    let known = ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if !known || name.contains("..") || first.len() < 2 {
        return (None, end);
    }
    let mut end = start + name.len();
    if bytes.get(end) == Some(&b'/') {
        end = trimmed(text, start, visible_end(text, end));
    }
    (Some((start, end, AddressKind::Domain)), end)
}

/// Endings of domain names that are taken for such without `www` or a scheme: the general ones, and those of
/// countries where Arabic is written and of the larger others. An ending that is also a word (`in`, `is`, `so`) is
/// left out.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "app", "dev", "io", "tv", "ai", "news",
    "online", "site", "blog", "ae", "bh", "dz", "eg", "iq", "jo", "kw", "lb", "ly", "ma", "mr", "om", "ps",
    "qa", "sa", "sd", "sy", "tn", "ye", "uk", "us", "fr", "de", "ru", "cn", "jp", "eu", "ca", "au", "ch",
    "tr", "ir", "il", "es", "nl",
];

/// Whether a letter or digit that is not Arabic stands right before `at`, marks and invisible characters passed
/// over. An Arabic one may be a conjunction written onto a name.
fn word_before(text: &str, at: usize) -> bool {
    let mut before =
        text[..at].chars().rev().take(8).skip_while(|&c| class(c) == Class::Mark || is_invisible(c));
    before.next().is_some_and(|c| !is_arabic(c) && matches!(class(c), Class::Letter | Class::Digit))
}

/// What a tag is made of.
fn is_tag(c: char) -> bool {
    c == '_'
        || c == '\u{200c}'
        || matches!(class(c), Class::Letter | Class::Digit | Class::Mark | Class::Tatweel)
}

/// The first byte of the run that ends at `at` and satisfies `inside`, not before `least`.
fn before(bytes: &[u8], at: usize, least: usize, inside: impl Fn(u8) -> bool) -> usize {
    let mut start = at;
    while start > least && inside(bytes[start - 1]) {
        start -= 1;
    }
    start
}

/// The end of the run from `at` that satisfies `inside`.
fn after(bytes: &[u8], at: usize, inside: impl Fn(u8) -> bool) -> usize {
    at + bytes[at..].iter().take_while(|&&byte| inside(byte)).count()
}

/// Where the run of characters that an address may hold ends.
fn visible_end(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        // Most are ASCII.
        at =
            after(text.as_bytes(), at, |byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"'));
        match text[at..].chars().next().filter(|&c| !ends_address(c)) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
}

/// Whether an address ends before this character.
fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '،' | '؛' | '؟')
        || (is_invisible(c) && c != '\u{200c}')
}

/// Without punctuation at the end, and closing brackets that were not opened.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    let body = &text[start..end];
    let opened = |[open, close]: [char; 2]| {
        let count = |bracket: char| body.matches(bracket).count() as isize;
        count(open) - count(close)
    };
    let pairs = [['(', ')'], ['[', ']'], ['{', '}']];
    // Counted when they are met: few addresses end in one.
    let mut open = [None; 3];
    let mut end = end;
    while let Some(last) = text[start..end].chars().next_back() {
        match pairs.iter().position(|&[_, close]| close == last) {
            Some(at) => {
                let open = open[at].get_or_insert_with(|| opened(pairs[at]));
                if *open >= 0 {
                    break;
                }
                *open += 1;
            }
            None if matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…' | '*') => {}
            None => break,
        }
        end -= last.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(AddressKind, &str)> {
        addresses(text).into_iter().map(|(span, kind)| (kind, span.of(text))).collect()
    }

    #[test]
    fn addresses_of_every_kind() {
        use AddressKind::*;
        for (text, expected) in [
            (
                "انظر https://ar.wikipedia.org/wiki/A_(b)?x=1، ثم",
                vec![(Url, "https://ar.wikipedia.org/wiki/A_(b)?x=1")],
            ),
            ("(http://a.org/b).", vec![(Url, "http://a.org/b")]),
            ("www.site.com.", vec![(Url, "www.site.com")]),
            ("راسل a.b@c.org.", vec![(Email, "a.b@c.org")]),
            ("موقع example.com/a! وآخر test.sa", vec![(Domain, "example.com/a"), (Domain, "test.sa")]),
            ("#كأس_العالم #a1", vec![(Hashtag, "#كأس_العالم"), (Hashtag, "#a1")]),
            ("@user.name. و@علي", vec![(Mention, "@user.name"), (Mention, "@علي")]),
            ("@علي", vec![(Mention, "@علي")]),
            ("C# U.S. e.g. 3.5 a@b # @ :// http:// Inc.com.pany", vec![]),
            ("نهاية.com", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn bait_is_linear() {
        for bait in ["a.", "a@", "#", "@", "://", "http://", "a-.", "(.", "www."] {
            addresses(&bait.repeat(200_000));
        }
    }
}
