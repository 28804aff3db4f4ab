//! The command: reads the flags, calls the library, prints, and says by its exit code how it went.

mod analyze;
mod args;
mod bench;
mod choice;
mod collocations;
mod command_line;
mod compare;
mod concordance;
mod config;
mod counts;
mod digest;
mod dispersion;
mod diversity;
mod documents;
mod evaluate;
mod export;
mod growth;
mod interrupt;
mod keyness;
mod lang;
mod lists;
mod manifest;
mod measures;
mod memory;
mod output;
mod pages;
mod print_args;
mod progress;
mod ranking;
mod readability;
mod resume;
mod said;
mod session;
mod stats;
mod syllables;

use args::Command;
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
    /// A temporary file fails.
    Temporary(memory::TemporaryFault),
    /// The reader of the output closed it: nothing is wrong.
    Closed,
    /// Everything that could be said was said.
    Silent,
    /// It was done, and the answer to what was asked is no.
    Negative,
}

impl Failure {
    /// What is wrong when writing to a place fails: reading what is written may have.
    fn writing(place: impl Into<String>, error: io::Error) -> Self {
        match error.downcast::<memory::TemporaryFault>() {
            Ok(fault) => Self::Temporary(fault),
            Err(error) => Self::Write(place.into(), error),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Usage(error)
    }
}

/// Runs the command line of this process.
pub(crate) fn run() -> ExitCode {
    let cli = match command_line::read() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    #[cfg(feature = "parquet")]
    keep_quiet_of_pages();
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
        Command::Completions(args) => pages::completions(args),
        Command::Man(args) => pages::man(args),
    };
    exit_code(done)
}

/// A page of Parquet that makes its reader panic is told as a damaged file, and not otherwise.
#[cfg(feature = "parquet")]
fn keep_quiet_of_pages() {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(mizan::input::PARQUET_THREAD) {
            say(panic);
        }
    }));
}

/// Says what is left to say, and how it went.
fn exit_code(done: Result<bool, Failure>) -> ExitCode {
    if done.is_ok() {
        resume::finished();
    }
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
        Failure::Temporary(fault) => {
            let (folder, reason) = (fault.folder().display(), reason(fault.error()));
            complain(
                &format!("temporary files in {folder} fail: {reason}"),
                Some("make room there, or name another folder with --temp-dir"),
            );
            ExitCode::from(2)
        }
        Failure::Write(place, error) => {
            let reason = reason(&error);
            complain(
                &format!("cannot write to {place}: {reason}"),
                Some("the result is incomplete; write elsewhere with -o FILE"),
            );
            ExitCode::from(2)
        }
    }
}

/// What the system says, without its number.
fn reason(error: &io::Error) -> String {
    let reason = error.to_string();
    reason.split(" (os error").next().unwrap_or(&reason).to_lowercase()
}

/// A message on standard error: what is wrong, and the remedy on a line of its own. Names of files may be hostile.
fn complain(message: &str, help: Option<&str>) {
    use io::Write;
    progress::end();
    let help = help.map(escape_visible);
    let text = lang::said(&escape_visible(message), help.as_deref());
    // Nothing can be done if even this fails.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// A usage error with its remedy.
fn usage(message: impl Into<String>, help: impl Into<String>) -> Failure {
    Failure::Usage(Error::new(ErrorKind::Usage, message).with_help(help))
}
