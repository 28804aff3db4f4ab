//! `mizan completions` and `mizan man`: what a shell and a reader of manuals should know of the flags, made from the
//! same table of flags that reads the command line.

use super::args::Cli;
use super::{Failure, output, usage};
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::io::{self, Write};

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell: its script is printed, to be sourced or kept where the shell looks for it
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command whose page is printed; without it, the main page
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn completions(args: CompletionsArgs) -> Result<bool, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "mizan", &mut script);
    output::print(|out| out.write_all(&script))?;
    Ok(true)
}

pub(super) fn man(args: ManArgs) -> Result<bool, Failure> {
    let mut tree = Cli::command();
    tree.build();
    let page = match &args.command {
        None => tree.clone(),
        Some(name) => {
            let found = tree.get_subcommands().find(|command| command.get_name() == name);
            let page = found.ok_or_else(|| {
                let names: Vec<&str> = tree.get_subcommands().map(clap::Command::get_name).collect();
                let near = mizan::near::nearest(name, names.iter().copied());
                let help = near.map_or_else(
                    || format!("the commands are {}", names.join(", ")),
                    |near| format!("did you mean {near}?"),
                );
                usage(format!("no command is called {name:?}"), help)
            })?;
            page.clone()
        }
    };
    let mut text = Vec::new();
    write_page(&page, &mut text).map_err(|error| Failure::Write("standard output".to_owned(), error))?;
    output::print(|out| out.write_all(&text))?;
    Ok(true)
}

/// The page of a command: the examples have a section of their own.
fn write_page(command: &clap::Command, out: &mut dyn Write) -> io::Result<()> {
    let source = concat!("mizan ", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command.clone()).source(source).manual("mizan");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    if command.has_subcommands() {
        page.render_subcommands_section(out)?;
    }
    if let Some(examples) = command.get_after_help() {
        let examples = examples.to_string();
        let mut section = Roff::new();
        section.control("SH", ["EXAMPLES"]);
        section.control("nf", []);
        for line in examples.lines().skip(1) {
            section.text([roman(line.trim_start())]);
        }
        section.control("fi", []);
        section.to_writer(out)?;
    }
    let mut section = Roff::new();
    section.control("SH", ["EXIT STATUS"]);
    for (code, when) in EXITS {
        section.control("TP", []);
        section.text([roman(*code)]);
        section.text([roman(*when)]);
    }
    section.to_writer(out)
}

/// What the exit codes say.
const EXITS: &[(&str, &str)] = &[
    ("0", "Done; also when the reader of the output closes it."),
    (
        "1",
        "Done, and the answer is no: a limit of --fail-above or --fail-below is crossed, or nothing was found.",
    ),
    (
        "2",
        "A mistake on the command line or in the configuration; an input that was not read, not whole, or with \
         loss; output that could not be written.",
    ),
    ("130, 143", "Ended by SIGINT or SIGTERM; nothing is left behind."),
];
