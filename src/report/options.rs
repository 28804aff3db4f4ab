//! How rows are written: one record for all formats, each reading what concerns it. Asking the terminal and the
//! environment belongs to the command.

use super::Digits;

/// How text is kept from moving the columns beside it in a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bidi {
    /// To be resolved by [`Bidi::resolve`]; a format that meets it does as for `None`.
    #[default]
    Auto,
    /// Each text in FSI … PDI, padding outside.
    Isolate,
    /// Each text between two LRM, for terminals without isolates.
    Lrm,
    /// Nothing added.
    None,
}

impl Bidi {
    /// Settles `Auto`: isolates on a terminal, nothing elsewhere.
    pub fn resolve(self, terminal: bool) -> Self {
        match self {
            Self::Auto if terminal => Self::Isolate,
            Self::Auto => Self::None,
            chosen => chosen,
        }
    }

    /// What stands before and after a text.
    pub fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Isolate => ("\u{2068}", "\u{2069}"),
            Self::Lrm => ("\u{200e}", "\u{200e}"),
            Self::Auto | Self::None => ("", ""),
        }
    }
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// TSV and CSV start with a byte order mark.
    pub bom: bool,
    /// CSV texts that a spreadsheet would run as a formula get a leading apostrophe.
    pub csv_guard: bool,
    /// Tables: how texts are set off.
    pub bidi: Bidi,
    /// Tables: the header is bold.
    pub color: bool,
    /// Tables: the digits of numbers.
    pub digits: Digits,
    /// Tables: thousands are separated.
    pub grouping: bool,
    /// Tables: columns of the terminal; texts are cut to fit. `None` cuts nothing.
    pub width: Option<usize>,
    /// Tables: rows shown. `None` shows all.
    pub table_rows: Option<usize>,
    /// Bars are drawn with `#`.
    pub ascii: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bom: false,
            csv_guard: true,
            bidi: Bidi::Auto,
            color: false,
            digits: Digits::Western,
            grouping: true,
            width: None,
            table_rows: Some(20),
            ascii: false,
        }
    }
}
