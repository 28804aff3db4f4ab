//! Text → sentences, each with the reason of its end. Rules for Arabic news and edited prose: line ends always end,
//! terminators end unless a rule objects; abbreviations, initials, numbers, addresses, ellipses, reported speech
//! are known. The counts of sentences belong to `profile`.

mod around;
mod depth;
mod dot;
mod rules;
mod run;
mod scan;
mod uax29;
mod words;
mod wrap;

use super::Span;
use crate::{Error, ErrorKind};
use depth::Depth;
use scan::{Scan, last_cut};
use serde::{Deserialize, Serialize};

pub use uax29::uax29_bounds;
pub(crate) use wrap::JOINERS;
pub use wrap::{SoftWrap, WRAP_SAMPLE_BYTES, Wrap, last_blank_line};

/// Why a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EndReason {
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// Three dots or more.
    Ellipsis,
    /// A full stop without a space after it.
    Glued,
    /// The line ends, without a terminator.
    Newline,
    /// A clause ends, in clause mode.
    Clause,
    /// The document ends, without a terminator.
    End,
    /// The sentence was too long and was cut.
    Limit,
}

impl EndReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Stop,
        Self::Question,
        Self::Exclamation,
        Self::Ellipsis,
        Self::Glued,
        Self::Newline,
        Self::Clause,
        Self::End,
        Self::Limit,
    ];

    /// Its name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Question => "question",
            Self::Exclamation => "exclamation",
            Self::Ellipsis => "ellipsis",
            Self::Glued => "glued",
            Self::Newline => "newline",
            Self::Clause => "clause",
            Self::End => "end",
            Self::Limit => "limit",
        }
    }
}

/// Why a terminator does not end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoEndReason {
    /// It abbreviates a title before a name.
    Title,
    /// It abbreviates a reference: page, volume, number.
    Reference,
    /// It abbreviates a unit or a calendar.
    Unit,
    /// It stands in a row of single letters.
    Dotted,
    /// It abbreviates "and so on", and more follows.
    Etc,
    /// It follows an initial.
    Initial,
    /// It abbreviates a Latin word.
    Latin,
    /// It stands in a number.
    Number,
    /// It follows an enumerator at the start of a line.
    ListItem,
    /// It stands in an address.
    Address,
    /// A comma, colon, closing bracket or small Latin letter follows.
    Continues,
    /// A reporting clause follows the quotation.
    Reported,
    /// Two dots, or detached ones.
    Pause,
    /// It stands in a short quotation or bracket that closes soon.
    Inner,
}

impl NoEndReason {
    /// Its name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Reference => "reference",
            Self::Unit => "unit",
            Self::Dotted => "dotted",
            Self::Etc => "etc",
            Self::Initial => "initial",
            Self::Latin => "latin",
            Self::Number => "number",
            Self::ListItem => "list_item",
            Self::Address => "address",
            Self::Continues => "continues",
            Self::Reported => "reported",
            Self::Pause => "pause",
            Self::Inner => "inner",
        }
    }
}

/// What ends a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SentenceMode {
    /// Line ends, and terminators unless a rule objects.
    #[default]
    Mizan,
    /// The same, and semicolons, and commas and colons between pieces of three words or more.
    Clause,
    /// Line ends alone.
    Newline,
    /// UAX #29 of Unicode 17, untouched.
    Uax29,
}

impl SentenceMode {
    /// Every mode.
    pub const ALL: [Self; 4] = [Self::Mizan, Self::Clause, Self::Newline, Self::Uax29];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mizan => "mizan",
            Self::Clause => "clause",
            Self::Newline => "newline",
            Self::Uax29 => "uax29",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is none of them.
    pub fn parse(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|mode| mode.name() == name).ok_or_else(|| {
            Error::new(ErrorKind::Usage, format!("unknown sentence mode {name:?}"))
                .with_help("the sentence modes are mizan, clause, newline, uax29")
        })
    }
}

/// A sentence: from its first to its last character, closing quotes and brackets included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is, without white space and invisible characters at its ends.
    pub span: Span,
    /// Why it ends.
    pub reason: EndReason,
    /// Its paragraph, from 0 in the text: the lines that are not blank.
    pub paragraph: u32,
    /// Quotations that are open at its end.
    pub open_quotes: u16,
    /// Brackets that are open at its end.
    pub open_brackets: u16,
    /// Whether it holds a letter or a digit; one that holds none is left out of statistics.
    pub has_word: bool,
}

/// What was decided about a terminator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It ends a sentence.
    End(EndReason),
    /// It does not.
    None(NoEndReason),
}

/// A terminator that was decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The byte after it and its closers.
    pub offset: u32,
    /// The decision.
    pub decision: Decision,
}

/// The state of a line where its text is cut: what is open, and how many sentences came before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carry {
    depth: Depth,
    mid_line: bool,
    sentences: u64,
    /// How the last sentence of the text ends, where what decided it stands in the next text.
    last_reason: Option<EndReason>,
    /// What stands before the text in the line where it begins.
    before: wrap::Before,
}

impl Carry {
    /// Sentences with a word of this line before this place.
    pub fn sentences_in_paragraph(&self) -> u64 {
        self.sentences
    }
}

/// Cuts text into sentences. Immutable; threads share it.
///
/// ```
/// use mizan::token::sentence::{SentenceMode, Splitter};
/// let text = "قال د. أحمد: نعم. ثم مضى.";
/// let mut sentences = Vec::new();
/// Splitter::new(SentenceMode::Mizan).split(text, &mut Default::default(), &mut sentences);
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(sentences[0].span.of(text), "قال د. أحمد: نعم.");
/// ```
#[derive(Clone, Debug)]
pub struct Splitter {
    mode: SentenceMode,
    max_sentence_bytes: usize,
    ayah: bool,
    wrap: Option<Wrap>,
}

impl Splitter {
    /// A splitter of this mode, with sentences of at most 1 MiB.
    pub fn new(mode: SentenceMode) -> Self {
        Self { mode, max_sentence_bytes: 1 << 20, ayah: false, wrap: None }
    }

    /// Cuts longer sentences, at white space.
    pub fn with_max_sentence_bytes(mut self, bytes: usize) -> Self {
        self.max_sentence_bytes = bytes.max(1);
        self
    }

    /// Whether ۝ and ﴿١٢﴾ end an ayah.
    pub fn with_ayah(mut self, ayah: bool) -> Self {
        self.ayah = ayah;
        self
    }

    /// Takes soft line breaks as spaces, and blocks between blank lines as paragraphs.
    pub fn with_wrap(mut self, wrap: Option<Wrap>) -> Self {
        self.wrap = wrap;
        self
    }

    /// The mode.
    pub fn mode(&self) -> SentenceMode {
        self.mode
    }

    fn max_sentence_bytes(&self) -> usize {
        self.max_sentence_bytes
    }

    fn ayah(&self) -> bool {
        self.ayah
    }

    fn wrap(&self) -> Option<Wrap> {
        self.wrap
    }

    /// Appends the sentences of `text`, which ends with a line, with the document, or at a place that
    /// [`Splitter::cut`] gave; `carry` is the state where it begins, and then where it ends. Total, O(n).
    pub fn split(&self, text: &str, carry: &mut Carry, out: &mut Vec<Sentence>) {
        if self.mode == SentenceMode::Uax29 {
            uax29::split(text, out);
            *carry = Carry::default();
            return;
        }
        let mut scan = Scan::new(self, text, carry);
        scan.run();
        out.append(&mut scan.out);
        *carry = Carry::default();
    }

    /// The decision about each terminator of `text`; none in the modes that do not decide.
    pub fn candidates(&self, text: &str) -> Vec<Candidate> {
        if self.mode == SentenceMode::Uax29 {
            return Vec::new();
        }
        let mut scan = Scan::new(self, text, &Carry::default());
        scan.candidates = Some(Vec::new());
        scan.run();
        scan.candidates.unwrap_or_default()
    }

    /// Where `text`, the beginning of a line that goes on, may be cut so that the sentences of the parts are those of
    /// the whole, and the state there. `carry`, the state where `text` begins, takes note of how the part before the
    /// cut ends. `None` if no such place is in it yet.
    pub fn cut(&self, text: &str, carry: &mut Carry) -> Option<(usize, Carry)> {
        if self.mode == SentenceMode::Uax29 {
            return None;
        }
        let mut scan = Scan::new(self, text, carry);
        scan.starts = Some(Vec::new());
        scan.run();
        let (at, start) = last_cut(text, scan.starts.unwrap_or_default())?;
        carry.last_reason = Some(start.reason);
        let row = text[..at].rfind(super::is_line_end);
        let before = row.map_or(carry.before, |_| wrap::Before::default());
        let in_row =
            &text[row.map_or(0, |row| row + text[row..].chars().next().map_or(0, char::len_utf8))..at];
        // A cut after a hard line break starts afresh, inside the paragraph.
        let fresh = at > start.line_end;
        let depth = if fresh { Depth::default() } else { start.depth.detached() };
        let carried = Carry {
            depth,
            mid_line: !fresh,
            sentences: start.in_paragraph,
            last_reason: None,
            before: before.and(in_row),
        };
        Some((at, carried))
    }
}
