//! What was said on the command line: with the version, enough to run the same again. Read once, when the process begins.

use clap::{ArgAction, ArgMatches, Command};
use serde_json::{Map, Value};
use std::sync::OnceLock;

static SAID: OnceLock<Map<String, Value>> = OnceLock::new();

/// Where results go and how fast they come, which changes none; and what the head of JSON says in words of its own.
const LEFT_OUT: [&str; 21] = [
    "inputs",
    "output",
    "manifest",
    "threads",
    "max_memory",
    "temp_dir",
    "resume",
    "quiet",
    "color",
    "progress",
    "help",
    "version",
    "lang",
    "no_config",
    "show_config",
    "layer",
    "fold",
    "kinds",
    "tokenizer",
    "sentence_mode",
    "stemmer",
];

/// Keeps the arguments of the command that was called.
pub(super) fn keep(cli: &Command, matches: &ArgMatches) {
    let called = matches.subcommand().and_then(|(name, matches)| Some((cli.find_subcommand(name)?, matches)));
    if let Some((command, matches)) = called {
        // The first of two calls in one process stays; there is one.
        let _ = SAID.set(arguments_of(command, matches));
    }
}

/// The arguments by name: those of the command alone with their defaults, those of all commands where they were said.
pub(super) fn arguments() -> Map<String, Value> {
    SAID.get().cloned().unwrap_or_default()
}

fn arguments_of(command: &Command, matches: &ArgMatches) -> Map<String, Value> {
    let mut arguments = Map::new();
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        let of_all = arg.get_help_heading().is_some();
        let said = matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine);
        if LEFT_OUT.contains(&id) || (of_all && !said) {
            continue;
        }
        let Ok(Some(values)) = matches.try_get_raw(id) else { continue };
        let mut values: Vec<String> = values.map(|value| value.to_string_lossy().into_owned()).collect();
        let value = match arg.get_action() {
            ArgAction::SetTrue if values == ["true"] => Value::Bool(true),
            ArgAction::SetTrue => continue,
            ArgAction::Append => values.into(),
            _ if values.len() == 1 => values.remove(0).into(),
            _ => values.into(),
        };
        arguments.insert(id.to_owned(), value);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory;

    fn said(line: &str) -> String {
        let mut cli = Cli::command();
        let matches = cli.try_get_matches_from_mut(line.split(' ')).unwrap();
        let (name, matches) = matches.subcommand().unwrap();
        serde_json::to_string(&arguments_of(cli.find_subcommand(name).unwrap(), matches)).unwrap()
    }

    #[test]
    fn own_options_always_and_common_ones_when_said() {
        assert_eq!(said("mizan sentences --threads 3 -o x a b"), "{}");
        assert_eq!(
            said("mizan ngrams --skip 1 --lenient --format tsv a"),
            r#"{"order":"2","boundary":"sentence","skip":"1","unit":"code-point","min_count":"1","min_documents":"1","lenient":true,"format":"tsv"}"#
        );
    }
}
