//! What is set outside the command line: variables `MIZAN_*`, `mizan.toml` in the working directory, and the user's
//! own `config.toml`, in that order. A setting is put into the command line where the option was not given, so every
//! option can be set and none is listed twice.

mod file;
mod show;

use clap::error::{ContextKind, ContextValue, ErrorKind as Clap};
use clap::{Arg, ArgAction, ArgMatches, Command, parser::ValueSource};
use mizan::near::nearest;
use mizan::{Error, ErrorKind};
pub(super) use show::show;
use std::collections::HashMap;
use std::ffi::OsString;

/// Options that say where settings come from, or that end the command: no settings themselves.
const NO_KEYS: &[&str] = &["help", "version", "no_config", "show_config"];

/// Where a setting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    /// `mizan.toml`, or `MIZAN_THREADS`.
    name: String,
    /// Line and column, from 1.
    place: Option<(usize, usize)>,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "{}: line {line}, column {column}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Switch(bool),
    One(String),
    Many(Vec<String>),
}

/// One setting.
#[derive(Clone, Debug)]
struct Setting {
    /// The command that it is for; none for all that know the key.
    command: Option<String>,
    key: String,
    value: Value,
    /// A variable holds text only, whatever the option takes.
    is_text: bool,
    key_at: Origin,
    value_at: Origin,
}

/// The settings, those that win first.
pub(super) struct Settings(Vec<Setting>);

impl Settings {
    /// None at all.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// What the environment and the files say.
    pub(super) fn read() -> Result<Self, Error> {
        let mut settings = variables(std::env::vars_os())?;
        settings.extend(file::read(std::path::Path::new("mizan.toml"))?);
        if let Some(path) = file::of_user() {
            settings.extend(file::read(&path)?);
        }
        Ok(Self(settings))
    }

    /// The language that they ask for, whatever the command.
    pub(super) fn lang(&self) -> Option<&str> {
        let found = self.0.iter().find(|setting| setting.key == "lang" && setting.command.is_none())?;
        match &found.value {
            Value::One(text) => Some(text),
            _ => None,
        }
    }

    /// Whether each key is that of an option.
    pub(super) fn check(&self, tree: &Command) -> Result<(), Error> {
        self.0.iter().try_for_each(|setting| known(setting, tree))
    }
}

/// The variables that begin with `MIZAN_`, by name.
fn variables(all: impl Iterator<Item = (OsString, OsString)>) -> Result<Vec<Setting>, Error> {
    let mut found = Vec::new();
    for (name, value) in all {
        let Some(name) = name.to_str() else { continue };
        let Some(key) = name.strip_prefix("MIZAN_") else { continue };
        if value.is_empty() {
            continue;
        }
        let origin = Origin { name: name.to_owned(), place: None };
        let value = value.into_string().map_err(|_| {
            Error::new(ErrorKind::Usage, "its value is not UTF-8")
                .at(name)
                .with_help("unset it, or say --no-config")
        })?;
        found.push(Setting {
            command: None,
            key: key.to_ascii_lowercase(),
            value: Value::One(value),
            is_text: true,
            key_at: origin.clone(),
            value_at: origin,
        });
    }
    found.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(found)
}

/// The key of an option: its long name with `_`.
fn key(arg: &Arg) -> Option<String> {
    let key = arg.get_long()?.replace('-', "_");
    (!NO_KEYS.contains(&key.as_str())).then_some(key)
}

fn keys<'a>(commands: impl Iterator<Item = &'a Command>) -> Vec<String> {
    commands.flat_map(Command::get_arguments).filter_map(key).collect()
}

/// An unknown key is a mistake, and named with its place. A variable may belong to another program: it is a mistake
/// only if it is nearly the name of an option.
fn known(setting: &Setting, tree: &Command) -> Result<(), Error> {
    let error = |message: String, help: String| {
        Err(Error::new(ErrorKind::Usage, message).at(setting.key_at.to_string()).with_help(help))
    };
    let commands: Vec<&str> = tree.get_subcommands().map(Command::get_name).collect();
    let (keys, of) = match &setting.command {
        None => (keys(tree.get_subcommands().chain([tree])), String::new()),
        Some(name) if commands.contains(&name.as_str()) => {
            let keys = self::keys(tree.find_subcommand(name).into_iter().chain([tree]));
            (keys, format!(" of {name}"))
        }
        Some(name) => {
            let help = nearest(name, commands.iter().copied()).map_or_else(
                || "a table holds the options of a command, as in [words]".to_owned(),
                |near| format!("did you mean [{near}]?"),
            );
            return error(format!("no command is called {name:?}"), help);
        }
    };
    if keys.contains(&setting.key) {
        return Ok(());
    }
    let near = nearest(&setting.key, keys.iter().map(String::as_str));
    if setting.is_text {
        let Some(near) = near else { return Ok(()) };
        let message = format!("no option is called {}", setting.key);
        return error(message, format!("did you mean MIZAN_{}?", near.to_ascii_uppercase()));
    }
    let help = match near {
        Some(near) => format!("did you mean {near}?"),
        None => "keys are the long options with _ for -; mizan COMMAND --show-config prints them".to_owned(),
    };
    error(format!("no option{of} is called {:?}", setting.key), help)
}

/// The command line with what was set elsewhere put into it.
pub(super) struct Completed {
    pub(super) args: Vec<OsString>,
    /// Where the options that were put in come from.
    origins: HashMap<String, Origin>,
}

/// Puts into a command line each setting that its command knows and that was not given. What cannot stand beside
/// what was given, or needs what was not, is passed over.
pub(super) fn complete(settings: &Settings, tree: &Command, args: Vec<OsString>) -> Result<Completed, Error> {
    let mut done = Completed { args, origins: HashMap::new() };
    let given = tree.clone().ignore_errors(true).try_get_matches_from(&done.args);
    let Some((name, given)) = given.as_ref().ok().and_then(ArgMatches::subcommand) else { return Ok(done) };
    let Some(command) = tree.find_subcommand(name) else { return Ok(done) };
    let Some(at) = done.args.iter().skip(1).position(|arg| arg == name) else { return Ok(done) };
    let at = at + 2;
    let mut pending = pending(settings, tree, command, given)?;
    // Each may need another one, which stands further down: so in rounds.
    loop {
        let before = pending.len();
        let mut left = Vec::new();
        for (id, setting, words) in pending {
            let mut args = done.args.clone();
            args.splice(at..at, words.iter().map(OsString::from));
            match tree.clone().try_get_matches_from(&args).map_err(|error| (error.kind(), error)) {
                Err((Clap::InvalidValue | Clap::ValueValidation, error)) if blames(&error, &setting) => {
                    return Err(wrong_value(&setting, &error));
                }
                Err((Clap::MissingRequiredArgument | Clap::ArgumentConflict, _)) => {
                    left.push((id, setting, words));
                }
                _ => {
                    done.origins.insert(id, setting.value_at.clone());
                    done.args = args;
                }
            }
        }
        if left.is_empty() || left.len() == before {
            return Ok(done);
        }
        pending = left;
    }
}

/// The settings of a command that were not given, each with the words that say it.
fn pending(
    settings: &Settings,
    tree: &Command,
    command: &Command,
    given: &ArgMatches,
) -> Result<Vec<(String, Setting, Vec<String>)>, Error> {
    let mut seen: Vec<String> = Vec::new();
    let mut pending = Vec::new();
    for setting in &settings.0 {
        let is_for = setting.command.as_deref().is_none_or(|name| name == command.get_name());
        let mut all = command.get_arguments().chain(tree.get_arguments());
        let Some(arg) = all.find(|arg| key(arg).is_some_and(|key| key == setting.key)) else { continue };
        let id = arg.get_id().as_str().to_owned();
        if !is_for || seen.contains(&id) {
            continue;
        }
        seen.push(id.clone());
        let is_given = given.try_contains_id(&id).unwrap_or(false)
            && given.value_source(&id) == Some(ValueSource::CommandLine);
        if !is_given {
            let words = words(setting, arg)?;
            pending.push((id, setting.clone(), words));
        }
    }
    pending.retain(|(_, _, words)| !words.is_empty());
    Ok(pending)
}

/// How a setting is said on the command line.
fn words(setting: &Setting, arg: &Arg) -> Result<Vec<String>, Error> {
    let long = arg.get_long().unwrap_or_default();
    let wrong = |message: String, help: String| {
        Err(Error::new(ErrorKind::Usage, message).at(setting.value_at.to_string()).with_help(help))
    };
    let key = &setting.key;
    if !arg.get_action().takes_values() {
        let on = match &setting.value {
            Value::Switch(on) => Some(*on),
            Value::One(text) if setting.is_text => match text.to_ascii_lowercase().as_str() {
                "1" | "true" | "yes" | "on" => Some(true),
                "0" | "false" | "no" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        };
        return match on {
            Some(true) => Ok(vec![format!("--{long}")]),
            Some(false) => Ok(Vec::new()),
            None => wrong(format!("{key} is on or off"), "say true or false".to_owned()),
        };
    }
    match &setting.value {
        Value::Switch(_) => {
            wrong(format!("{key} takes a value, not true or false"), "see --help for its values".to_owned())
        }
        Value::One(text) => Ok(vec![format!("--{long}={text}")]),
        Value::Many(all) if matches!(arg.get_action(), ArgAction::Append) => {
            Ok(all.iter().map(|text| format!("--{long}={text}")).collect())
        }
        Value::Many(all) => Ok(vec![format!("--{long}={}", all.join(","))]),
    }
}

/// Whether an error is about the option that a setting sets, not one that was given.
fn blames(error: &clap::Error, setting: &Setting) -> bool {
    let long = format!("--{}", setting.key.replace('_', "-"));
    match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(text)) => text.split([' ', '=']).next() == Some(&long),
        _ => false,
    }
}

fn wrong_value(setting: &Setting, error: &clap::Error) -> Error {
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let help = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(all)) if !all.is_empty() => format!("say {}", all.join(", ")),
        _ => match std::error::Error::source(error) {
            Some(source) => source.to_string(),
            None => "see --help for its values".to_owned(),
        },
    };
    let message = format!("{} cannot be {value:?}", setting.key);
    Error::new(ErrorKind::Usage, message).at(setting.value_at.to_string()).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Vec<Setting> {
        variables(pairs.iter().map(|(name, value)| (name.into(), value.into()))).unwrap()
    }

    #[test]
    fn variables_are_keys_in_small_letters() {
        let found = read(&[("PATH", "/"), ("MIZAN_TOP", "3"), ("MIZAN_MIN_COUNT", "2"), ("MIZAN_COLOR", "")]);
        let keys: Vec<&str> = found.iter().map(|setting| setting.key.as_str()).collect();
        assert_eq!(keys, ["min_count", "top"]);
    }
}
