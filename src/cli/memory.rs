//! A bound of memory: what is said with `--max-memory` and `--temp-dir`, the temporary files, and what is said when
//! they fail.

use super::args::Common;
use super::{Failure, usage};
use mizan::count::spill::{Scratch, Spill, Storage};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The least bound: below it the machine is slower and holds no less.
const LEAST: u64 = 1 << 20;

/// A number of bytes: K, M, G and T are powers of 1024.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    let wrong =
        || format!("{text:?} is no number of bytes: say 500000, or 64M (K, M, G, T are powers of 1024)");
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..end].parse().map_err(|_| wrong())?;
    let unit = text[end..].to_ascii_uppercase();
    let unit = unit.strip_suffix("IB").or(unit.strip_suffix('B')).unwrap_or(&unit);
    let shift = match unit {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return Err(wrong()),
    };
    number.checked_mul(1 << shift).ok_or_else(wrong)
}

/// The bound that was asked for, if one was.
pub(super) fn bound(common: &Common) -> Result<Option<usize>, Failure> {
    let Some(bytes) = common.max_memory else {
        return match common.temp_dir {
            Some(_) => Err(usage(
                "--temp-dir without --max-memory",
                "say how much memory may be used: --max-memory 1G",
            )),
            None => Ok(None),
        };
    };
    if bytes < LEAST {
        return Err(usage(format!("--max-memory {bytes}: too little to count in"), "say 1M or more"));
    }
    Ok(Some(usize::try_from(bytes).unwrap_or(usize::MAX)))
}

/// What counts within the bound that was asked for, if one was; the temporary files are tried before anything is read.
pub(super) fn spill(common: &Common) -> Result<Option<Spill>, Failure> {
    let Some(bytes) = bound(common)? else { return Ok(None) };
    let folder = Folder(folder(common));
    folder.scratch().map_err(|error| temporary(common, error))?;
    Ok(Some(Spill::new(bytes, Arc::new(folder))))
}

fn folder(common: &Common) -> PathBuf {
    common.temp_dir.clone().unwrap_or_else(std::env::temp_dir)
}

/// A folder for temporary files. They have no names there, so that nothing is left of them however the process ends.
struct Folder(PathBuf);

impl Storage for Folder {
    fn scratch(&self) -> io::Result<Box<dyn Scratch>> {
        Ok(Box::new(tempfile::tempfile_in(&self.0)?))
    }
}

/// An error of a temporary file.
#[derive(Debug)]
pub(super) struct TemporaryFault {
    folder: PathBuf,
    error: io::Error,
}

impl TemporaryFault {
    /// Where the file was to be.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What went wrong.
    pub(super) fn error(&self) -> &io::Error {
        &self.error
    }
}

impl fmt::Display for TemporaryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.folder.display(), self.error)
    }
}

impl std::error::Error for TemporaryFault {}

/// The same error, known as one of a temporary file.
pub(super) fn fault(common: &Common, error: io::Error) -> io::Error {
    io::Error::other(TemporaryFault { folder: folder(common), error })
}

/// The failure of a command whose temporary files fail.
pub(super) fn temporary(common: &Common, error: io::Error) -> Failure {
    Failure::Temporary(TemporaryFault { folder: folder(common), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_powers_of_1024() {
        for (text, found) in [
            ("500000", 500_000),
            ("64K", 64 << 10),
            ("64m", 64 << 20),
            ("2G", 2 << 30),
            ("1T", 1 << 40),
            ("3MiB", 3 << 20),
            ("3mb", 3 << 20),
            ("0", 0),
        ] {
            assert_eq!(bytes(text), Ok(found), "{text}");
        }
        for text in ["", "M", "-1", "1.5G", "64X", "64 M", "99999999999T", "٦٤"] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }
}
