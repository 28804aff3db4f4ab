//! What is wrong with a command line, in one line, with the remedy on another.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// What is wrong, and the remedy.
pub(super) fn what(error: &Error) -> (String, String) {
    let arg = texts(error, ContextKind::InvalidArg);
    let option = arg.first().map(|arg| name(arg)).unwrap_or_default();
    let value = texts(error, ContextKind::InvalidValue).into_iter().next().unwrap_or_default();
    let shown = format!("{} --help shows how", command(error));
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let message = match option.starts_with('-') {
                true => format!("unknown option {option}"),
                false => format!("one argument too many: {option:?}"),
            };
            (message, nearest(error, ContextKind::SuggestedArg).unwrap_or(shown))
        }
        ErrorKind::InvalidSubcommand => {
            let wrong = texts(error, ContextKind::InvalidSubcommand).into_iter().next().unwrap_or_default();
            let help = nearest(error, ContextKind::SuggestedSubcommand).unwrap_or(shown);
            (format!("no command is called {wrong:?}"), help)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let message = match value.is_empty() {
                true => format!("{option} needs a value"),
                false => format!("{option} cannot be {value:?}"),
            };
            let valid = texts(error, ContextKind::ValidValue);
            let near = nearest(error, ContextKind::SuggestedValue);
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let help = near.or_else(|| (!valid.is_empty()).then(|| format!("say {}", valid.join(", "))));
            (message, help.or(reason).unwrap_or(shown))
        }
        ErrorKind::MissingRequiredArgument => {
            let names: Vec<String> = arg.iter().map(|arg| name(arg)).collect();
            (format!("{} is missing", names.join(", ")), shown)
        }
        ErrorKind::MissingSubcommand => ("no command".to_owned(), shown),
        ErrorKind::ArgumentConflict => {
            let prior: Vec<String> =
                texts(error, ContextKind::PriorArg).iter().map(|arg| name(arg)).collect();
            if prior.is_empty() || prior == [option.clone()] {
                return (format!("{option} is given twice"), "give it once".to_owned());
            }
            let message = format!("{option} cannot stand beside {}", prior.join(", "));
            (message, "leave one of them out".to_owned())
        }
        ErrorKind::InvalidUtf8 => ("an argument is not UTF-8".to_owned(), shown),
        _ => {
            // The first line of clap's own words, without its leading "error: ".
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            (first.strip_prefix("error: ").unwrap_or(first).to_owned(), shown)
        }
    }
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// `--top` of `--top <N>`, `PATTERN` of `<PATTERN>`.
fn name(arg: &str) -> String {
    let first = arg.split([' ', '=']).next().unwrap_or_default();
    match first.starts_with('-') {
        true => first.to_owned(),
        false => first.trim_matches(|c| "<>[].".contains(c)).to_owned(),
    }
}

fn nearest(error: &Error, kind: ContextKind) -> Option<String> {
    let names = texts(error, kind);
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(", ")))
}

/// The command that the error is about, as in its line of usage: `mizan words`.
fn command(error: &Error) -> String {
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let words = usage.split_whitespace().skip(1).take_while(|word| !word.starts_with(['[', '<', '-']));
    let command: Vec<&str> = words.collect();
    if command.is_empty() { "mizan".to_owned() } else { command.join(" ") }
}
