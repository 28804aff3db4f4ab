//! What is looked for: a term of a layer, any term that passes a test, or several that follow one another.

use super::letters::Letters;
use crate::morphology::Root;
use crate::normalize::Normalizer;
use crate::profile::{Layer, LayerSpec};
use crate::script::letter::{DAD, HAMZA, HEH, JEEM, NOON, QAF, THAL, THEH, WAW, YEH, ZAH};
use crate::{Error, ErrorKind, Folding};

/// What a term must be to be found.
pub enum TermTest {
    /// Any token at all.
    Any,
    /// This term.
    Is(String),
    /// A term that this holds for: a regular expression, a list.
    Passes(Box<dyn Fn(&str) -> bool + Send + Sync>),
}

impl TermTest {
    /// Whether a term passes; a token without a term passes [`TermTest::Any`] alone.
    fn holds(&self, term: Option<&str>) -> bool {
        match (self, term) {
            (Self::Any, _) => true,
            (Self::Is(wanted), Some(term)) => wanted == term,
            (Self::Passes(test), Some(term)) => test(term),
            (_, None) => false,
        }
    }
}

/// What is looked for: tests of one token, or of several that follow one another in a sentence.
pub struct Query {
    parts: Vec<TermTest>,
    spec: LayerSpec,
    /// The letters that a word of each part must have.
    letters: Vec<Option<Needed>>,
}

impl Query {
    /// The most tokens of a phrase.
    pub const MAX_PARTS: usize = 32;

    /// The terms of `text` on a layer, white space between them; `*` is any token. The text is folded as the layer
    /// is; hamza of a root may be written in any way, with hyphens or dots between radicals or not.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for an empty text, one of more than 32 terms, or a root that is none.
    pub fn terms(text: &str, spec: LayerSpec) -> Result<Self, Error> {
        let test =
            |part: &str| Ok(if part == "*" { TermTest::Any } else { TermTest::Is(term_of(part, &spec)?) });
        Self::new(text.split_whitespace().map(test).collect::<Result<_, Error>>()?, spec)
    }

    /// Tests of tokens that follow one another, on the terms of a layer.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for no test, for more than 32, or for nothing but [`TermTest::Any`].
    pub fn new(parts: Vec<TermTest>, spec: LayerSpec) -> Result<Self, Error> {
        let named = parts.iter().any(|part| match part {
            TermTest::Any => false,
            TermTest::Is(term) => !term.is_empty(),
            TermTest::Passes(_) => true,
        });
        if !named {
            return Err(Error::new(ErrorKind::Usage, "nothing to look for")
                .with_help("name a word, a root (--layer root), a lemma, a pattern, or a phrase"));
        }
        if parts.len() > Self::MAX_PARTS {
            let message = format!("a phrase of {} words", parts.len());
            let help = format!("look for {} words at most", Self::MAX_PARTS);
            return Err(Error::new(ErrorKind::Usage, message).with_help(help));
        }
        // Other foldings turn one letter into another.
        let plain = spec.layer == Layer::Surface || spec.folding == Folding::NORMAL;
        let needed = |part: &TermTest| match (spec.layer, part) {
            (Layer::Root, TermTest::Is(text)) if plain => Root::parse(text).and_then(of_root),
            (Layer::Surface | Layer::Normal, TermTest::Is(text)) if plain => {
                Letters::of(text).map(|letters| Needed { all: letters, some: letters, least: letters.len() })
            }
            _ => None,
        };
        let letters = parts.iter().map(needed).collect();
        Ok(Self { parts, spec, letters })
    }

    /// The layer on whose terms it looks.
    pub fn spec(&self) -> &LayerSpec {
        &self.spec
    }

    /// How many tokens a hit has.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The parts that a token may be, one bit each. `term` is asked for only where the letters do not exclude it.
    pub(super) fn parts_of(&self, surface: &str, mut term: impl FnMut() -> Option<String>) -> u32 {
        let letters = Letters::of(surface);
        let mut found: Option<Option<String>> = None;
        let mut bits = 0;
        for (at, (part, needed)) in self.parts.iter().zip(&self.letters).enumerate() {
            if !may_hold(letters, needed) {
                continue;
            }
            let holds = match part {
                TermTest::Any => true,
                part => part.holds(found.get_or_insert_with(&mut term).as_deref()),
            };
            bits |= u32::from(holds) << at;
        }
        bits
    }

    /// Whether a stretch of text may hold a token of a part that is named.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let letters = Letters::of(text);
        let named = self.parts.iter().zip(&self.letters).filter(|(part, _)| !matches!(part, TermTest::Any));
        named.into_iter().any(|(_, needed)| may_hold(letters, needed))
    }

    /// The parts that are any token, one bit each.
    pub(super) fn unnamed_parts(&self) -> u32 {
        !self.named_parts() & u32::MAX >> (Self::MAX_PARTS - self.parts.len())
    }

    /// The parts that are named, one bit each.
    pub(super) fn named_parts(&self) -> u32 {
        let named = self.parts.iter().enumerate().filter(|(_, part)| !matches!(part, TermTest::Any));
        named.fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

/// The term of a layer that `text` names: folded as the layer is, a root with its hamza and without marks between its
/// radicals.
///
/// # Errors
/// [`ErrorKind::Usage`] for a text that can be no root, on the layer of roots.
pub fn term_of(text: &str, spec: &LayerSpec) -> Result<String, Error> {
    Ok(match spec.layer {
        Layer::Root => root(text)?.to_string(),
        Layer::Surface => text.to_owned(),
        _ => Normalizer::new(spec.folding).fold(text).into_owned(),
    })
}

/// A root as people write it.
fn root(text: &str) -> Result<Root, Error> {
    // Inside a root an alef is no radical: it is waw or yeh there, and which one is not said.
    let letters = text.chars().filter(|c| !matches!(c, '-' | '.' | '_' | '\u{2010}'));
    Root::spelled(letters).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("{text:?} is no root"))
            .with_help("a root is three to five letters, a weak one as waw or yeh")
    })
}

/// The letters that a word must have.
#[derive(Clone, Copy, Debug)]
struct Needed {
    /// Each of these.
    all: Letters,
    /// Some of these.
    some: Letters,
    /// How many of them.
    least: u32,
}

/// What a word of a root needs: each radical that is never lost, assimilated, or written as another letter, and all
/// strong ones but one. `None` where that excludes nothing. It saves analysing words, and is held against the lexicon
/// by a test.
fn of_root(root: Root) -> Option<Needed> {
    let strong = |radical: &char| ![HAMZA, WAW, YEH].contains(radical);
    // The mouth and water lose their heh, the Levant writes teh for theh, dal for thal, the Gulf yeh for jeem and jeem
    // for qaf, many write dad for zah and zah for dad, and the jussive of to be drops its noon.
    let firm =
        |radical: &char| strong(radical) && ![HEH, THEH, THAL, JEEM, QAF, NOON, DAD, ZAH].contains(radical);
    let some = Letters::from_chars(root.radicals().filter(strong));
    let all = Letters::from_chars(root.radicals().filter(firm));
    let least = some.len().saturating_sub(1).max(some.len().min(1));
    (least > 0).then_some(Needed { all, some, least })
}

/// Whether a text with these letters may hold a word that needs those. A text in doubt may hold any.
fn may_hold(letters: Option<Letters>, needed: &Option<Needed>) -> bool {
    match (letters, needed) {
        (Some(letters), Some(needed)) => {
            letters.common(needed.all) == needed.all.len() && letters.common(needed.some) >= needed.least
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::LayerTerms;

    #[test]
    fn no_labelled_form_lacks_what_its_root_needs() {
        let table = include_str!("../../seeds/lexicon/forms.tsv");
        let spec = LayerSpec { layer: Layer::Root, ..LayerSpec::default() };
        let terms = LayerTerms::new(&spec);
        let mut worker = terms.worker();
        let mut roots = 0;
        for row in table.lines().skip_while(|line| line.starts_with('#')).skip(1) {
            let form = row.split('\t').next().unwrap_or_default();
            if let Some(root) = worker.term(form).and_then(|root| Root::parse(&root)) {
                assert!(may_hold(Letters::of(form), &of_root(root)), "{form} of {root}");
                roots += 1;
            }
        }
        assert!(roots > 1000);
    }

    #[test]
    fn roots_as_people_write_them() {
        for text in ["\u{623}\u{643}\u{644}", "\u{621}-\u{643}-\u{644}", "\u{627}.\u{643}.\u{644}"] {
            assert_eq!(root(text).unwrap().to_string(), "\u{621}\u{643}\u{644}");
        }
        assert!(root("\u{643}\u{644}").is_err());
        let spec = LayerSpec::default();
        assert!(Query::terms("  ", spec).is_err());
        assert!(Query::terms("* *", spec).is_err());
        assert!(Query::terms(&"a ".repeat(33), spec).is_err());
    }
}
