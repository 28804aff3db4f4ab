//! Text → folded text, by named foldings, with the way back to the source and an audit of what was done. Apply it
//! to tokens, after segmentation. Counting the results belongs to `count`.
//!
//! Three uses, never to be confused: the key that words are counted by ([`Folding::NORMAL`]), the key of a search
//! ([`Folding::SEARCH`]), the input of an analysis ([`Folding::SURFACE`], which leaves marks and hamzas: they are
//! evidence).

mod alignment;
mod audit;
mod cells;
mod compose;
mod flags;
mod inert;
mod letters;
mod lucene;
mod removal;
mod uthmani;

pub use alignment::Alignment;
pub use audit::Audit;
pub use flags::{FLAGS, Flag, Folding};

use cells::Cells;
use inert::Inert;
use std::borrow::Cow;

/// Folds text. Immutable; threads share it.
///
/// ```
/// use mizan::normalize::{Folding, Normalizer};
/// let normal = Normalizer::new(Folding::NORMAL);
/// assert_eq!(normal.fold("كِـتَابٌ"), "كتاب");
/// assert_eq!(Normalizer::new(Folding::SEARCH).fold("إلى"), "الي");
/// let normalized = normal.normalize("ﷲ");
/// assert_eq!((normalized.text.as_ref(), normalized.alignment.to_source(2..4)), ("الله", 0..3));
/// ```
#[derive(Clone, Debug)]
pub struct Normalizer {
    folding: Folding,
    inert: Inert,
}

/// Folded text, and what was done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalized<'t> {
    /// The result: borrowed if and only if it is the text unchanged.
    pub text: Cow<'t, str>,
    /// The way back.
    pub alignment: Alignment,
    /// What changed.
    pub audit: Audit,
}

impl Normalizer {
    /// A normalizer with these foldings.
    pub fn new(folding: Folding) -> Self {
        let folding = folding.implied();
        Self { folding, inert: Inert::new(folding) }
    }

    /// The foldings, with those that they imply.
    pub fn folding(&self) -> Folding {
        self.folding
    }

    /// The folded text: borrowed if and only if it is the text unchanged. Total, linear; allocates only for text
    /// that holds something to fold.
    pub fn fold<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.inert.covers(text) {
            return Cow::Borrowed(text);
        }
        let folded = self.run(text).0.text();
        if folded == text { Cow::Borrowed(text) } else { Cow::Owned(folded) }
    }

    /// The folded text with the way back and the audit; the text is taken for one token.
    pub fn normalize<'t>(&self, text: &'t str) -> Normalized<'t> {
        if self.inert.covers(text) {
            return Normalized {
                text: Cow::Borrowed(text),
                alignment: Alignment::default(),
                audit: Audit::unchanged(text),
            };
        }
        let (cells, mut audit) = self.run(text);
        let folded = cells.text();
        if folded == text {
            return Normalized {
                text: Cow::Borrowed(text),
                alignment: Alignment::default(),
                audit: Audit::unchanged(text),
            };
        }
        audit.take(text, &folded);
        Normalized {
            alignment: Alignment::new(&cells, text.len(), folded.len()),
            text: Cow::Owned(folded),
            audit,
        }
    }

    /// The passes, in the order that keeps each from spoiling another's work: a mark that stands between a letter
    /// and its hamza must go before composition, the hamza's own mark after it; what stands between must go before
    /// both; folds that depend on letters come after composition, and what they lay bare is composed again.
    fn run(&self, text: &str) -> (Cells, Audit) {
        let mut audit = Audit::default();
        let mut cells = Cells::new(text);
        let folding = self.folding;
        if folding.contains(Folding::LUCENE) {
            lucene::fold(&mut cells, &mut audit);
            return (cells, audit);
        }
        if folding.contains(Folding::FORMS) {
            letters::forms(&mut cells, &mut audit);
        }
        if folding.contains(Folding::LIGATURES) {
            letters::ligatures(&mut cells, &mut audit);
        }
        if folding.contains(Folding::CONTROLS) {
            removal::controls(&mut cells, &mut audit);
        }
        if folding.contains(Folding::CASE) {
            letters::lower_case(&mut cells, &mut audit);
        }
        if folding.contains(Folding::TATWEEL) {
            removal::tatweel(&mut cells, folding.contains(Folding::UTHMANI), &mut audit);
        }
        if folding.contains(Folding::UTHMANI) {
            // Its rules speak of whole letters.
            compose::nfc(&mut cells, &mut audit);
            uthmani::modernise(&mut cells, &mut audit);
        }
        if folding.contains(Folding::QURANIC) {
            removal::quranic(&mut cells, &mut audit);
        }
        if folding.contains(Folding::MARKS) {
            removal::marks(&mut cells, &mut audit);
        }
        if folding.contains(Folding::NFC) {
            compose::nfc(&mut cells, &mut audit);
        }
        if folding.contains(Folding::MARKS) {
            removal::hamza_marks(&mut cells, &mut audit);
        }
        letters::fold(&mut cells, folding, &mut audit);
        if folding.contains(Folding::REPEAT) {
            removal::repeats(&mut cells, &mut audit);
        }
        if folding.contains(Folding::NFC) {
            compose::nfc(&mut cells, &mut audit);
        }
        (cells, audit)
    }
}
