//! `--show-config`: each option with its value and where that comes from, as a file of settings.

use super::{Completed, key};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The settings of a command, one on each line; what is not set is a comment.
pub(in crate::cli) fn show(command: &Command, matches: &ArgMatches, completed: &Completed) -> String {
    let mut lines = Vec::new();
    for arg in command.get_arguments() {
        let Some(key) = key(arg) else { continue };
        let id = arg.get_id().as_str();
        let source = matches.try_contains_id(id).ok().and_then(|_| matches.value_source(id));
        let origin = match (source, completed.origins.get(id)) {
            (_, Some(origin)) => origin.to_string(),
            (Some(ValueSource::CommandLine), _) => "the command line".to_owned(),
            (Some(_), _) => "default".to_owned(),
            (None, _) => "not set".to_owned(),
        };
        lines.push(match value(arg, matches, source) {
            Some(value) => (format!("{key} = {value}"), origin),
            None => (format!("# {key} ="), origin),
        });
    }
    let width = lines.iter().map(|(line, _)| line.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (line, origin) in lines {
        let gap = " ".repeat(width - line.width());
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{line}{gap}  # {origin}");
    }
    text
}

fn value(arg: &Arg, matches: &ArgMatches, source: Option<ValueSource>) -> Option<String> {
    source?;
    let id = arg.get_id().as_str();
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        return Some(matches.get_flag(id).to_string());
    }
    let texts: Vec<String> = matches.get_raw(id)?.map(|raw| literal(&raw.to_string_lossy())).collect();
    Some(match (arg.get_action(), texts.as_slice()) {
        (ArgAction::Append, all) => format!("[{}]", all.join(", ")),
        (_, [one]) => one.clone(),
        (_, all) => format!("[{}]", all.join(", ")),
    })
}

/// A number as it is, all else as a text of TOML without anything that moves the screen.
fn literal(text: &str) -> String {
    let plain = text.parse::<i64>().is_ok_and(|number| number.to_string() == text);
    if plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() || matches!(u32::from(c), 0x202a..=0x202e | 0x2066..=0x2069) => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn what_is_shown_can_be_read_again() {
        for (text, wanted) in [("10", "10"), ("010", "\"010\""), ("a\"\n", "\"a\\\"\\u000A\""), ("-3", "-3")]
        {
            assert_eq!(literal(text), wanted);
            let line = format!("a = {wanted}");
            let table = toml::de::DeTable::parse(&line).unwrap();
            let value = table.get_ref().get("a").unwrap().get_ref();
            let read = value.as_str().unwrap_or_else(|| value.as_integer().unwrap().as_str());
            assert_eq!(read, text);
        }
    }
}
