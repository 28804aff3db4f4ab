//! What is read: a file, or standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// An input, as the user named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// A text in memory, with a name.
    Text(String, String),
}

impl Source {
    /// The name that messages and reports give it.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => match path.to_str() {
                Some(name) => name.to_owned(),
                None => path.to_string_lossy().into_owned(),
            },
            Self::Stdin => "-".to_owned(),
            Self::Text(name, _) => name.clone(),
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// What the operating system reports; a folder is no file.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::ErrorKind::IsADirectory.into());
                }
                Box::new(file)
            }
            Self::Stdin => Box::new(io::stdin()),
            Self::Text(_, text) => Box::new(io::Cursor::new(text.clone().into_bytes())),
        })
    }
}
