//! What a row of the table of measures says: id, name, formula, meaning, domain, cost, source, and the function
//! behind it. The rows stand beside the functions; `registry` joins them.

use super::dispersion::{Gaps, Spread};
use super::diversity::{Frequencies, Text};
use super::frequency::Occurrence;
use super::growth::Growth;
use super::readability::{Counts, Formula};
use super::{OfTable, Reason, Score};

/// A measure: what it is called, what it says, how it is computed.
#[derive(Debug)]
pub struct Measure {
    /// Its name on the command line and in reports; the stem of it, where a parameter follows: `mattr` of `mattr_50`.
    pub stem: &'static str,
    /// The parameter that ends its id.
    pub parameter: Option<Parameter>,
    /// The families that it belongs to.
    pub families: &'static [Family],
    /// Its name in words.
    pub name: &'static str,
    /// The formula in symbols.
    pub formula: &'static str,
    /// What it says, in words, and what a greater value means.
    pub says: &'static str,
    /// Where it is defined, and the reason code elsewhere.
    pub domain: &'static str,
    /// What it costs once the counts are there.
    pub cost: &'static str,
    /// Where it is defined in print.
    pub reference: &'static str,
    /// How an interval of it is found, if it has one.
    pub uncertainty: Option<Uncertainty>,
    /// The function.
    pub compute: Compute,
}

/// How an interval of a measure is found.
#[derive(Clone, Copy, Debug)]
pub enum Uncertainty {
    /// By a formula for its variance, given the parameter of the id.
    Variance(fn(&Frequencies, u64) -> f64),
    /// By leaving out blocks of the text, or drawing its documents anew: its value does not hang on the length.
    Blocks,
    /// By leaving out one sentence after the other: a formula of sums over sentences.
    Sentences,
}

/// The number that ends the id of a measure: `mattr_50`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its letter in the formula.
    pub symbol: &'static str,
    /// The values that are reported when none is asked for.
    pub defaults: &'static [u64],
}

/// A group of measures that are functions of the same counts, with the command that reports them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Frequency of a term: `mizan words`.
    Frequency,
    /// Lexical diversity: `mizan diversity`.
    Diversity,
    /// Growth, fits, models: `mizan growth`.
    Growth,
    /// Dispersion over parts and distances: `mizan dispersion`.
    Dispersion,
    /// Association of two terms: `mizan collocations`.
    Association,
    /// Keyness of a term in a target against a reference: `mizan keyness`.
    Keyness,
    /// Readability: `mizan stats`.
    Readability,
}

impl Family {
    /// Every family, in the order of reports.
    pub const ALL: [Self; 7] = [
        Self::Frequency,
        Self::Diversity,
        Self::Growth,
        Self::Dispersion,
        Self::Association,
        Self::Keyness,
        Self::Readability,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Frequency => "frequency",
            Self::Diversity => "diversity",
            Self::Growth => "growth",
            Self::Dispersion => "dispersion",
            Self::Association => "association",
            Self::Keyness => "keyness",
            Self::Readability => "readability",
        }
    }

    /// The command that reports it.
    pub fn command(self) -> &'static str {
        match self {
            Self::Frequency => "words",
            Self::Association => "collocations",
            other => other.name(),
        }
    }

    /// The ids that its command reports when none is asked for; `None` for all.
    pub fn defaults(self) -> Option<&'static str> {
        match self {
            Self::Frequency => Some("count,per_million,documents"),
            Self::Diversity | Self::Growth | Self::Readability => None,
            Self::Dispersion => Some("range,juilland_d,carroll_d2,dp_norm,da,kld_norm_e,arf"),
            Self::Association => Some("g2,mi,npmi,t_score,log_dice,delta_p_21,delta_p_12,lrc"),
            Self::Keyness => Some("g2_2cell,bic,log_ratio_hardie,lrc,pct_diff,simple_maths_100"),
        }
    }
}

/// What a measure is a function of. A function `…At` also takes the parameter of the id.
#[derive(Clone, Copy, Debug)]
pub enum Compute {
    /// The counts of the types of a text.
    Counts(fn(&Frequencies) -> Score),
    /// The same, with a parameter.
    CountsAt(fn(&Frequencies, u64) -> Score),
    /// The terms of a text in their order.
    Text(fn(&Text<'_>) -> Score),
    /// The same, with a parameter.
    TextAt(fn(&Text<'_>, u64) -> Score),
    /// How the vocabulary of a text grows, and its fits.
    Growth(fn(&Growth<'_>) -> Score),
    /// The counts of a term in the parts of a corpus.
    Spread(fn(&Spread<'_>) -> Score),
    /// The distances between the occurrences of a term.
    Gaps(fn(&Gaps<'_>) -> Score),
    /// How often a term occurs, and in how many documents.
    Frequency(fn(&Occurrence) -> Score),
    /// The 2 × 2 table of two words, or of a term in two corpora.
    Table(OfTable),
    /// Words, sentences, letters, syllables.
    Readability(Formula),
}

/// A measure that was asked for, with the value of its parameter.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The measure.
    pub measure: &'static Measure,
    /// The value of its parameter; 0 where it has none.
    pub parameter: u64,
}

impl Asked {
    /// Its whole id: `mattr_50`.
    pub fn id(&self) -> String {
        match self.measure.parameter {
            Some(_) => format!("{}_{}", self.measure.stem, self.parameter),
            None => self.measure.stem.to_owned(),
        }
    }

    /// Its name with the parameter.
    pub fn name(&self) -> String {
        match self.measure.parameter {
            Some(_) => format!("{} ({})", self.measure.name, self.parameter),
            None => self.measure.name.to_owned(),
        }
    }

    /// The score of a text; undefined (`not_requested`) for a measure that is no function of a text.
    pub fn of_text(&self, text: &Text<'_>) -> Score {
        match self.measure.compute {
            Compute::Counts(score) => score(text.counts),
            Compute::CountsAt(score) => score(text.counts, self.parameter),
            Compute::Text(score) => score(text),
            Compute::TextAt(score) => score(text, self.parameter),
            _ => Score::Undefined(Reason::NotRequested),
        }
    }

    /// The score of the growth of a text.
    pub fn of_growth(&self, growth: &Growth<'_>) -> Score {
        match self.measure.compute {
            Compute::Growth(score) => score(growth),
            _ => Score::Undefined(Reason::NotRequested),
        }
    }

    /// The score of a term whose counts in parts are known.
    pub fn of_spread(&self, spread: &Spread<'_>) -> Score {
        match self.measure.compute {
            Compute::Spread(score) => score(spread),
            _ => Score::Undefined(Reason::NotRequested),
        }
    }

    /// The score of a term whose places in the text are known.
    pub fn of_gaps(&self, gaps: &Gaps<'_>) -> Score {
        match self.measure.compute {
            Compute::Gaps(score) => score(gaps),
            _ => Score::Undefined(Reason::NotRequested),
        }
    }

    /// The score of a term that is counted.
    pub fn of_occurrence(&self, term: &Occurrence) -> Score {
        match self.measure.compute {
            Compute::Frequency(score) => score(term),
            _ => Score::Undefined(Reason::NotRequested),
        }
    }

    /// The score of readability.
    pub fn of_readability(&self, counts: &Counts) -> Score {
        match self.measure.compute {
            Compute::Readability(formula) => formula.score(counts),
            _ => Score::Undefined(Reason::NotRequested),
        }
    }

    /// Whether it reads the places of a term in the text.
    pub fn reads_gaps(&self) -> bool {
        matches!(self.measure.compute, Compute::Gaps(_))
    }
}

impl PartialEq for Asked {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.measure, other.measure) && self.parameter == other.parameter
    }
}

/// Rows of the table: `"id" "name" = "formula" says "…" domain "…" cost "…" from "source" by Compute;`, an id with a
/// parameter as `"mattr" (w: 50, 100)`.
macro_rules! rows {
    ($families:expr; $($stem:literal $(($symbol:ident: $($default:literal),+))? $name:literal
        = $formula:literal says $says:literal domain $domain:literal cost $cost:literal
        from $reference:literal $(uncertainty $uncertainty:expr,)? by $compute:expr;)*) => {
        &[$($crate::measure::Measure {
            stem: $stem,
            parameter: rows!(@parameter $($symbol: $($default),+)?),
            families: $families,
            name: $name,
            formula: $formula,
            says: $says,
            domain: $domain,
            cost: $cost,
            reference: $reference,
            uncertainty: rows!(@uncertainty $($uncertainty)?),
            compute: $compute,
        }),*]
    };
    (@uncertainty) => { None };
    (@uncertainty $uncertainty:expr) => { Some($uncertainty) };
    (@parameter) => { None };
    (@parameter $symbol:ident: $($default:literal),+) => {
        Some($crate::measure::Parameter { symbol: stringify!($symbol), defaults: &[$($default),+] })
    };
}
pub(super) use rows;
