//! Help in Arabic: the texts of the commands and options from their table, put into the tree of flags before it
//! prints itself, and clap's own words in what it prints.

use super::{is_arabic, isolated, rows, usage};
use crate::cli::{Failure, complain};
use anstream::adapter::strip_str;
use clap::Command;
use clap::error::ErrorKind;
use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::LazyLock;
use unicode_width::UnicodeWidthStr;

/// `words` is a command, `words.sort` its option, `words.sort=count` a value of that, with `*` for any command;
/// `heading:` a heading, `clap:` words of clap. `\n` breaks a line.
const TABLE: &str = include_str!("ar.tsv");

static TEXTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| rows(TABLE).collect());

/// A screen too narrow to read helps nobody.
const LEAST_COLUMNS: usize = 40;

fn text(key: &str) -> Option<String> {
    TEXTS.get(key).map(|text| text.replace("\\n", "\n"))
}

/// The text of an option: that of the command, or that of all commands.
fn option(command: &str, rest: &str) -> Option<String> {
    text(&format!("{command}.{rest}")).or_else(|| text(&format!("*.{rest}")))
}

/// The tree with Arabic help; where the table has none, English stays.
pub(super) fn arabic(tree: Command) -> Command {
    let mut tree = one(tree);
    let names: Vec<String> = tree.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names {
        tree = tree.mut_subcommand(name, one);
    }
    // Lines are broken here, after clap's own words are replaced.
    tree.term_width(0)
}

fn one(mut command: Command) -> Command {
    let name = command.get_name().to_owned();
    if let Some(about) = text(&name) {
        command = command.about(about);
    }
    if let Some(after) = text(&format!("{name}.after")) {
        command = command.after_help(after);
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in ids {
        let help = option(&name, &id);
        command = command.mut_arg(id, |arg| {
            let heading = arg.get_help_heading().and_then(|heading| text(&format!("heading:{heading}")));
            let arg =
                if let Some(heading) = heading { arg.help_heading(heading.leak() as &str) } else { arg };
            if let Some(help) = help { arg.help(help) } else { arg }
        });
    }
    command
}

/// Prints the help that was asked for, or what is wrong with the command line, and gives the exit code.
pub(in crate::cli) fn print_usage(error: &clap::Error, tree: &Command) -> ExitCode {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if !is_help {
        let (message, help) = usage::what(error);
        complain(&message, Some(&help));
        return ExitCode::from(2);
    }
    let code = if error.use_stderr() { 2 } else { 0 };
    let printed = if is_arabic() && error.kind() != ErrorKind::DisplayVersion {
        print(&error.render().ansi().to_string(), tree, error.use_stderr())
    } else {
        error.print()
    };
    match printed.and_then(|()| io::stdout().flush()) {
        // A closed pipe is no reason to complain about.
        Err(failure) if code == 0 && failure.kind() != io::ErrorKind::BrokenPipe => {
            crate::cli::report(Failure::Write("standard output".to_owned(), failure))
        }
        _ => ExitCode::from(code),
    }
}

fn print(page: &str, tree: &Command, to_stderr: bool) -> io::Result<()> {
    let terminal = if to_stderr { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    let columns = terminal_size::terminal_size().filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    let page = laid_out(&with_phrases(page, tree), columns.unwrap_or(100), terminal);
    if to_stderr {
        anstream::stderr().write_all(page.as_bytes())
    } else {
        anstream::stdout().write_all(page.as_bytes())
    }
}

/// The page with clap's own words and the values of options in Arabic.
fn with_phrases(page: &str, tree: &Command) -> String {
    let mut values: Vec<(String, String)> = Vec::new();
    for command in tree.get_subcommands().chain([tree]) {
        for arg in command.get_arguments() {
            for value in arg.get_possible_values() {
                let key = format!("{}={}", arg.get_id(), value.get_name());
                let found = option(command.get_name(), &key);
                if let (Some(help), Some(text)) = (value.get_help(), found) {
                    values.push((format!("{}:", value.get_name()), format!("{help}\u{0}{text}")));
                }
            }
        }
    }
    let mut lines = Vec::new();
    for line in page.lines() {
        let plain = strip_str(line).to_string();
        let of_value = values.iter().find_map(|(name, pair)| {
            let (english, arabic) = pair.split_once('\u{0}')?;
            let rest = plain.trim_start().strip_prefix("- ")?.strip_prefix(name.as_str())?;
            (rest.trim() == english).then(|| line.replacen(english, arabic, 1))
        });
        lines.push(of_value.unwrap_or_else(|| phrases(line)));
    }
    lines.join("\n") + "\n"
}

fn phrases(line: &str) -> String {
    let mut line = line.to_owned();
    for (key, arabic) in rows(TABLE) {
        if let Some(english) = key.strip_prefix("clap:") {
            line = line.replacen(english, arabic, 1);
        }
    }
    line
}

/// Lines no longer than the screen, each text in its column; on a terminal kept from mixing with its option.
fn laid_out(page: &str, columns: usize, terminal: bool) -> String {
    let mut out = String::new();
    for line in page.lines() {
        let (lead, text) = split(line);
        let indent = strip_str(lead).to_string().width();
        let room = columns.max(LEAST_COLUMNS).saturating_sub(indent).max(LEAST_COLUMNS / 2);
        let plain = strip_str(text).to_string();
        let whole = plain.width() <= room || plain.len() != text.len();
        let parts = if whole { vec![text.to_owned()] } else { wrapped(text, room) };
        for (number, part) in parts.iter().enumerate() {
            let lead = if number == 0 { lead.to_owned() } else { " ".repeat(indent) };
            let part = if terminal { isolated(part) } else { part.clone() };
            out.push_str(format!("{lead}{part}").trim_end());
            out.push('\n');
        }
    }
    out
}

/// A line as its option, with the gap, and its text; a line without a gap is text after its indent.
fn split(line: &str) -> (&str, &str) {
    let indent = line.len() - line.trim_start().len();
    let gap = line[indent..].find("  ").map(|at| indent + at);
    let from = gap.map_or(indent, |at| line.len() - line[at..].trim_start().len());
    line.split_at(from)
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && lines[last].width() + 1 + word.width() > room {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    /// The keys that the tree asks for; of those of options, any command's may stand for its own.
    fn asked() -> Vec<[String; 2]> {
        let tree = Cli::command();
        let mut keys = Vec::new();
        for command in tree.get_subcommands().chain([&tree]) {
            let name = command.get_name();
            keys.push([name.to_owned(), name.to_owned()]);
            if command.get_after_help().is_some() {
                keys.push([format!("{name}.after"), format!("{name}.after")]);
            }
            for arg in command.get_arguments() {
                let id = arg.get_id();
                keys.push([format!("{name}.{id}"), format!("*.{id}")]);
                for value in arg.get_possible_values().iter().filter(|value| value.get_help().is_some()) {
                    let value = value.get_name();
                    keys.push([format!("{name}.{id}={value}"), format!("*.{id}={value}")]);
                }
                if let Some(heading) = arg.get_help_heading() {
                    keys.push([format!("heading:{heading}"), format!("heading:{heading}")]);
                }
            }
        }
        keys
    }

    #[test]
    fn every_command_and_option_has_an_arabic_text() {
        let missing: BTreeSet<String> = asked()
            .into_iter()
            .filter(|keys| keys.iter().all(|key| !TEXTS.contains_key(key.as_str())))
            .map(|[key, _]| key)
            .collect();
        assert!(missing.is_empty(), "no Arabic text in src/cli/lang/ar.tsv: {missing:#?}");
    }

    #[test]
    fn every_text_is_asked_for_once_and_arabic() {
        let asked: BTreeSet<String> = asked().into_iter().flatten().collect();
        let mut seen = BTreeSet::new();
        let mut tree = Cli::command();
        let mut pages = tree.render_long_help().to_string() + &tree.render_help().to_string();
        tree.build();
        for command in tree.get_subcommands_mut() {
            pages += &command.render_long_help().to_string();
            pages += &command.render_help().to_string();
        }
        for (key, text) in rows(TABLE) {
            let known = match key.strip_prefix("clap:") {
                Some(phrase) => pages.contains(phrase),
                None => asked.contains(key),
            };
            assert!(known, "nothing asks for {key}");
            assert!(seen.insert(key), "{key} stands twice");
            assert!(text.chars().any(|c| matches!(c, '\u{621}'..='\u{64a}')), "{key}: {text}");
            let bidi = text.chars().any(
                |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
            );
            assert!(!bidi, "{key} holds bidi controls");
        }
    }

    #[test]
    fn lines_are_broken_below_their_text() {
        let page =
            laid_out("      --top <N>  one two three four five six seven eight nine\n  plain\n", 40, false);
        assert_eq!(
            page,
            "      --top <N>  one two three four five\n                 six seven eight nine\n  plain\n"
        );
    }
}
