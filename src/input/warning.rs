//! What a reader of results should know about the input: one record for each kind of finding in each input.

use serde::{Deserialize, Serialize};

/// How grave a warning is. An error means that something asked for was not read, or was read with loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// The numbers stand, but may not mean what one thinks.
    Warning,
    /// Part of the input is not in the numbers.
    Error,
}

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The input could not be opened or read to its end.
    TruncatedInput,
    /// The input is not in UTF-8, and the encoding was told by its bytes.
    EncodingGuessed,
    /// A record that cannot be read was passed over.
    SkippedRecord,
    /// Bytes that are not UTF-8 were replaced.
    LossyDecoding,
    /// The input holds NUL characters.
    BinaryInput,
    /// Bytes after the end of a compressed stream.
    TrailingGarbage,
    /// What is packed twice is not read.
    NestedContainer,
    /// A folder holds no text.
    EmptyPart,
    /// A device, pipe or socket in a folder was passed over.
    SpecialFile,
    /// A symbolic link leads back to a folder above it.
    SymlinkLoop,
    /// A limit was reached and something was cut.
    LimitReached,
    /// Fewer than 70 % of the letters are Arabic.
    NonArabicText,
    /// Fewer than 100 words: scores of so short a text say little.
    ShortText,
    /// The ranking prefers what occurs seldom.
    LowCounts,
    /// Lines were found to be wrapped: breaks inside sentences do not end them.
    SoftWrapped,
    /// Hardly a sentence ends with a mark: lines are taken as sentences.
    NoTerminators,
    /// Lines of a list of tokens hold white space: is it running text, or a table?
    SpacedToken,
    /// A program whose conventions were asked for gives other numbers in some cases, by its own fault.
    PeerFault,
    /// The trained model is not built in.
    NoModel,
    /// The gold data is what the model was trained on.
    TrainedOn,
}

/// One finding about one input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is about.
    pub code: WarningCode,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong, lower case, without the place.
    pub message: String,
    /// The input, as the user named it.
    pub path: Option<String>,
    /// The line, from 1, of its first occurrence.
    pub line: Option<u64>,
    /// The byte of the input, from 0, of its first occurrence.
    pub byte: Option<u64>,
    /// How often it occurs.
    pub count: u64,
    /// The remedy, for a message on a terminal.
    #[serde(skip)]
    pub help: Option<String>,
}

impl Warning {
    /// A warning without a place.
    pub fn new(code: WarningCode, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            path: None,
            line: None,
            byte: None,
            count: 1,
            help: None,
        }
    }

    /// Names the input.
    pub fn at(mut self, path: &str) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Adds the remedy.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The message with its place, as a terminal shows it: `notes.txt: byte 5121 (line 88): not UTF-8`.
    pub fn line(&self) -> String {
        let mut line = String::new();
        if let Some(path) = &self.path {
            line.push_str(path);
            line.push_str(": ");
        }
        match (self.byte, self.line) {
            (Some(byte), Some(number)) => line.push_str(&format!("byte {byte} (line {number}): ")),
            (Some(byte), None) => line.push_str(&format!("byte {byte}: ")),
            (None, Some(number)) => line.push_str(&format!("line {number}: ")),
            (None, None) => {}
        }
        line.push_str(&self.message);
        line
    }
}

/// What a layer of reading found wrong with an input, as an error of its reader.
#[derive(Clone, Debug)]
pub(super) struct Broken(pub(super) Warning);

impl Broken {
    /// The error of a reader.
    #[cfg(feature = "inputs")]
    pub(super) fn error(code: WarningCode, message: String, help: &str) -> std::io::Error {
        Self(Warning::new(code, Severity::Error, message).with_help(help)).into()
    }

    /// What an error says, if it is one of these.
    pub(super) fn of(error: &std::io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Broken> for std::io::Error {
    fn from(broken: Broken) -> Self {
        Self::new(std::io::ErrorKind::InvalidData, broken)
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Broken {}
