//! The command: reads the flags, calls the library, prints, and says by its exit code how it went.

mod analyze;
mod args;
mod bench;
mod choice;
mod collocations;
mod compare;
mod concordance;
mod counts;
mod digest;
mod dispersion;
mod diversity;
mod evaluate;
mod export;
mod growth;
mod keyness;
mod lists;
mod manifest;
mod measures;
mod output;
mod ranking;
mod readability;
mod said;
mod session;
mod stats;
mod syllables;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use mizan::report::escape::escape_visible;
use mizan::{Error, ErrorKind};
use std::io;
use std::process::ExitCode;

/// Why a command ends before its result is printed whole.
enum Failure {
    /// Something said on the command line cannot be done.
    Usage(Error),
    /// The result cannot be written there.
    Write(String, io::Error),
    /// The reader of the output closed it: nothing is wrong.
    Closed,
    /// Everything that could be said was said.
    Silent,
    /// It was done, and the answer to what was asked is no.
    Negative,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Usage(error)
    }
}

/// Runs the command line of this process.
pub(crate) fn run() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => return said_by_clap(&error),
    };
    let done = match cli.command {
        Command::Stats(args) => stats::run(args),
        Command::Words(args) => counts::words(args),
        Command::Ngrams(args) => counts::ngrams(args),
        Command::Sentences(args) => lists::sentences(args),
        Command::Tokens(args) => lists::tokens(args),
        Command::Analyze(args) => analyze::run(args),
        Command::Syllables(args) => syllables::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Diversity(args) => diversity::run(args),
        Command::Growth(args) => growth::run(args),
        Command::Dispersion(args) => dispersion::run(args),
        Command::Readability(args) => readability::run(args),
        Command::Compare(args) => compare::run(args),
        Command::Collocations(args) => collocations::run(args),
        Command::Keyness(args) => keyness::run(args),
        Command::Concordance(args) => concordance::run(args),
        Command::Export(args) => export::run(args),
        Command::Bench(args) => bench::run(args),
        Command::Measures(args) => measures::list(args),
        Command::Explain(args) => measures::explain(args),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(failure) => report(failure),
    }
}

/// Says what went wrong, by a message and by the exit code.
fn report(failure: Failure) -> ExitCode {
    match failure {
        Failure::Silent => ExitCode::from(2),
        Failure::Closed => ExitCode::SUCCESS,
        Failure::Negative => ExitCode::from(1),
        Failure::Usage(error) => {
            complain(&error.to_string(), error.help());
            ExitCode::from(2)
        }
        Failure::Write(place, error) => {
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or(&reason).to_lowercase();
            complain(
                &format!("cannot write to {place}: {reason}"),
                Some("the result is incomplete; write elsewhere with -o FILE"),
            );
            ExitCode::from(2)
        }
    }
}

/// Reads the command line, and keeps what it says.
fn parse() -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    let mut matches = command.try_get_matches_from_mut(std::env::args_os())?;
    said::keep(&command, &matches);
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// Prints a help text, the version, or what is wrong with the command line.
fn said_by_clap(error: &clap::Error) -> ExitCode {
    use io::Write;
    let printed = error.print().and_then(|()| io::stdout().flush());
    let wrong = error.use_stderr();
    match printed {
        Err(failure) if !wrong && failure.kind() != io::ErrorKind::BrokenPipe => {
            report(Failure::Write("standard output".to_owned(), failure))
        }
        _ => ExitCode::from(if wrong { 2 } else { 0 }),
    }
}

/// A message on standard error: what is wrong, and the remedy on a line of its own. Names of files may be hostile.
fn complain(message: &str, help: Option<&str>) {
    use io::Write;
    let mut text = format!("mizan: {}\n", escape_visible(message));
    if let Some(help) = help {
        text.push_str(&format!("  help: {}\n", escape_visible(help)));
    }
    // Nothing can be done if even this fails.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// A usage error with its remedy.
fn usage(message: impl Into<String>, help: impl Into<String>) -> Failure {
    Failure::Usage(Error::new(ErrorKind::Usage, message).with_help(help))
}
