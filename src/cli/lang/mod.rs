//! The language of help and messages. English stands in the code; Arabic stands in two tables, one for the flags and
//! one for the messages. Data, codes, ids and names of options are the same in both.

mod help;
mod message;
mod usage;

use clap::{Command, ValueEnum};
pub(super) use help::print_usage;
pub(super) use message::said;
use std::sync::OnceLock;

/// A language of help and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// English
    En,
    /// العربية
    Ar,
}

static CHOSEN: OnceLock<Lang> = OnceLock::new();

/// Takes the language that was asked for, or that of the locale, for the rest of the process.
pub(super) fn choose(asked: Option<&str>) {
    let of_locale = || {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let found = names.iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
        of_locale(&found.map(|value| value.to_string_lossy().into_owned()).unwrap_or_default())
    };
    let asked = asked.and_then(|name| Lang::from_str(name, false).ok());
    // The first choice holds.
    let _ = CHOSEN.set(asked.unwrap_or_else(of_locale));
}

/// The language of a locale: `ar_EG.UTF-8` is Arabic, `arn` is not.
fn of_locale(name: &str) -> Lang {
    match name.split(['_', '.', '@', '-']).next() {
        Some("ar") => Lang::Ar,
        _ => Lang::En,
    }
}

fn is_arabic() -> bool {
    CHOSEN.get() == Some(&Lang::Ar)
}

/// The commands and options with their help in the language that was chosen.
pub(super) fn translated(tree: Command) -> Command {
    if is_arabic() { help::arabic(tree) } else { tree }
}

/// The rows of a table: key and text, a tab between them.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

/// A text of Arabic and Latin, kept together from right to left: without it a terminal takes the direction of the
/// line, which begins with a Latin word.
fn isolated(text: &str) -> String {
    let arabic = text.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'));
    if arabic { format!("\u{2067}{text}\u{2069}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales() {
        for (name, lang) in [
            ("ar", Lang::Ar),
            ("ar_EG.UTF-8", Lang::Ar),
            ("ar@calendar", Lang::Ar),
            ("arn_CL", Lang::En),
            ("en_GB.UTF-8", Lang::En),
            ("C", Lang::En),
            ("", Lang::En),
        ] {
            assert_eq!(of_locale(name), lang, "{name}");
        }
    }
}
