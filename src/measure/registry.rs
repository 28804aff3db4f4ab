//! The table of measures: id, name, formula, source. Reports, help and tests read it; none has a list of its own.

use super::Score;
use super::diversity::{self, Frequencies};
use super::readability::{self, ReadabilityCounts};

/// A measure: what it is called, what it says, how it is computed.
#[derive(Debug)]
pub struct Measure {
    /// Its name on the command line and in reports.
    pub id: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// The formula: N tokens, V types, f the count of a type; W words, S sentences, C letters, T types.
    pub formula: &'static str,
    /// Where it is defined.
    pub reference: &'static str,
    /// What a greater value means.
    pub direction: &'static str,
    compute: Compute,
}

/// What a measure is a function of.
#[derive(Debug)]
enum Compute {
    /// The counts of the types.
    Counts(fn(&Frequencies) -> Score),
    /// The terms in their order, and how many distinct ones there are.
    Order(fn(&[u32], usize) -> Score),
    /// Words, sentences and letters.
    Text(fn(&ReadabilityCounts) -> Score),
}

/// Every measure, in the order of reports.
pub static MEASURES: &[Measure] = &[
    Measure {
        id: "ttr",
        name: "type-token ratio",
        formula: "V/N",
        reference: "Templin 1957",
        direction: "richer; falls with the length of the text",
        compute: Compute::Counts(diversity::ttr),
    },
    Measure {
        id: "mattr_50",
        name: "moving type-token ratio (50)",
        formula: "mean V/N of all windows of 50 tokens",
        reference: "Covington & McFall 2010, doi:10.1080/09296171003643098",
        direction: "richer",
        compute: Compute::Order(|terms, types| diversity::mattr(terms, types, 50)),
    },
    Measure {
        id: "hdd_42",
        name: "HD-D (42)",
        formula: "expected V/N of 42 tokens drawn without replacement",
        reference: "McCarthy & Jarvis 2007, doi:10.1177/0265532207080767",
        direction: "richer",
        compute: Compute::Counts(|counts| diversity::hdd(counts, 42)),
    },
    Measure {
        id: "mtld",
        name: "MTLD",
        formula: "mean length of stretches with V/N ≥ 0.72, at least 10 tokens, both directions",
        reference: "McCarthy & Jarvis 2010, doi:10.3758/BRM.42.2.381",
        direction: "richer",
        compute: Compute::Order(diversity::mtld),
    },
    Measure {
        id: "yule_k",
        name: "Yule's K",
        formula: "10⁴(Σf² − N)/N²",
        reference: "Yule 1944",
        direction: "more repetitive",
        compute: Compute::Counts(diversity::yule_k),
    },
    Measure {
        id: "honore_r",
        name: "Honoré's R",
        formula: "100 ln N / (1 − V1/V)",
        reference: "Honoré 1979",
        direction: "richer",
        compute: Compute::Counts(diversity::honore_r),
    },
    Measure {
        id: "entropy",
        name: "entropy, bits a token",
        formula: "−Σ p log2 p",
        reference: "Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x",
        direction: "more varied",
        compute: Compute::Counts(diversity::entropy),
    },
    Measure {
        id: "aari_rate",
        name: "AARI without length",
        formula: "1.43 C/W + 1.24 W/S",
        reference: "after Al-Tamimi et al. 2014, IAJIT 11(4); Jordanian school texts",
        direction: "harder",
        compute: Compute::Text(readability::aari_rate),
    },
    Measure {
        id: "heeti_2",
        name: "Al-Heeti II",
        formula: "0.97569509 C/W + 0.37237998 W/S − 0.90451827 W/T − 1.06000414",
        reference: "Al-Heeti 1984, pp. 102–106; Arabic school grades",
        direction: "harder",
        compute: Compute::Text(readability::heeti_2),
    },
    Measure {
        id: "dawood",
        name: "Dawood",
        formula: "−0.0533 C/W − 0.2066 W/S + 5.5543 W/T − 1.0801",
        reference: "Dawood 1977, via Cavalli-Sforza et al. 2018",
        direction: "easier",
        compute: Compute::Text(readability::dawood),
    },
    Measure {
        id: "lix",
        name: "LIX",
        formula: "W/S + 100 L6/W, L6 the words of more than 6 letters",
        reference: "Björnsson 1968; fitted on Swedish",
        direction: "harder",
        compute: Compute::Text(readability::lix),
    },
];

impl Measure {
    /// The measure of this id.
    pub fn find(id: &str) -> Option<&'static Self> {
        MEASURES.iter().find(|measure| measure.id == id)
    }

    /// The measures of lexical diversity.
    pub fn diversity() -> impl Iterator<Item = &'static Self> {
        MEASURES.iter().filter(|measure| !matches!(measure.compute, Compute::Text(_)))
    }

    /// The measures of readability.
    pub fn readability() -> impl Iterator<Item = &'static Self> {
        MEASURES.iter().filter(|measure| matches!(measure.compute, Compute::Text(_)))
    }

    /// The score of a text with these counts and this order of terms; undefined for a measure of readability.
    pub fn of_order(&self, counts: &Frequencies, terms: &[u32], types: usize) -> Score {
        match self.compute {
            Compute::Counts(score) => score(counts),
            Compute::Order(score) => score(terms, types),
            Compute::Text(_) => Score::Undefined(super::Reason::NotRequested),
        }
    }

    /// The score of a text with these counts; undefined for a measure of diversity.
    pub fn of_text(&self, counts: &ReadabilityCounts) -> Score {
        match self.compute {
            Compute::Text(score) => score(counts),
            Compute::Counts(_) | Compute::Order(_) => Score::Undefined(super::Reason::NotRequested),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinct_and_plain() {
        for (at, measure) in MEASURES.iter().enumerate() {
            assert!(measure.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
            assert!(MEASURES[..at].iter().all(|other| other.id != measure.id), "{} twice", measure.id);
            assert!(std::ptr::eq(Measure::find(measure.id).unwrap(), measure));
        }
    }
}
