//! The command `mizan`: arguments → library calls → bytes out → exit code. No rule of the language lives here.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
