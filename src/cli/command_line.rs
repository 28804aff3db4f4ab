//! From the words of the command line to the flags: the language of help and messages, the settings from elsewhere,
//! and what is said when the words cannot be understood.

use super::args::Cli;
use super::config::{self, Settings};
use super::lang::{self, Lang};
use super::{complain, output};
use clap::{Args, Command, CommandFactory, FromArgMatches};
use mizan::Error;
use std::ffi::OsString;
use std::process::ExitCode;

/// Options of every command, before or after its name.
#[derive(Debug, Args)]
pub(super) struct Everywhere {
    /// The language of help and messages; else that of the locale. Results are the same
    #[arg(long, value_enum, global = true, display_order = 900, help_heading = "Configuration")]
    lang: Option<Lang>,
    /// Neither mizan.toml nor the user's config.toml nor variables MIZAN_* are read
    #[arg(long, global = true, display_order = 900, help_heading = "Configuration")]
    no_config: bool,
    /// Each option with its value and where it comes from, instead of the result
    #[arg(long, global = true, display_order = 900, help_heading = "Configuration")]
    show_config: bool,
}

/// Reads the command line of this process; an exit code if that is the end of it.
pub(super) fn read() -> Result<Cli, ExitCode> {
    let args: Vec<OsString> = std::env::args_os().collect();
    let said = |flag: &str| options(&args).any(|arg| arg == flag);
    let settings = if said("--no-config") { Ok(Settings::none()) } else { Settings::read() };
    lang::choose(lang_said(&args).or_else(|| settings.as_ref().ok()?.lang().map(str::to_owned)).as_deref());
    let tree = lang::translated(Cli::command());
    parse(&tree, args, settings)
}

fn parse(tree: &Command, args: Vec<OsString>, settings: Result<Settings, Error>) -> Result<Cli, ExitCode> {
    // Help is given even where the configuration is broken.
    if let Err(error) = tree.clone().try_get_matches_from(&args)
        && !error.use_stderr()
    {
        return Err(lang::print_usage(&error, tree));
    }
    let mut built = tree.clone();
    built.build();
    let completed = settings.and_then(|settings| {
        settings.check(tree)?;
        config::complete(&settings, tree, args)
    });
    let completed = completed.map_err(|error| {
        complain(&error.to_string(), error.help());
        ExitCode::from(2)
    })?;
    let matches = tree
        .clone()
        .try_get_matches_from(&completed.args)
        .map_err(|error| lang::print_usage(&error, tree))?;
    if matches.get_flag("show_config")
        && let Some((name, inner)) = matches.subcommand()
        && let Some(command) = built.find_subcommand(name)
    {
        let text = config::show(command, inner, &completed);
        return Err(super::exit_code(output::print(|out| out.write_all(text.as_bytes())).map(|()| true)));
    }
    super::said::keep(&built, &matches);
    Cli::from_arg_matches(&matches).map_err(|error| lang::print_usage(&error, tree))
}

/// The words that may be options.
fn options(args: &[OsString]) -> impl Iterator<Item = &str> {
    args.iter().skip(1).take_while(|arg| *arg != "--").filter_map(|arg| arg.to_str())
}

/// The language that is asked for: it is needed before the rest is read, for the help.
fn lang_said(args: &[OsString]) -> Option<String> {
    let mut found = None;
    let mut words = options(args).peekable();
    while let Some(word) = words.next() {
        if let Some(name) = word.strip_prefix("--lang=") {
            found = Some(name.to_owned());
        } else if word == "--lang" {
            found = words.peek().map(|name| (*name).to_owned());
        }
    }
    found
}
