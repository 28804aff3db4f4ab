//! What is looked for: a term of a layer, any term that passes a test, or several that follow one another.

use crate::morphology::Root;
use crate::normalize::Normalizer;
use crate::profile::{Layer, LayerSpec};
use crate::script::letter::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, FATHATAN, HAMZA, SUKUN, WAW, WAW_HAMZA, YEH,
    YEH_HAMZA,
};
use crate::{Error, ErrorKind};

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
    /// Of a part that is a root: its radicals that a word of it must have, and how many of them.
    radicals: Vec<Option<(Vec<char>, usize)>>,
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
        let radicals = parts
            .iter()
            .map(|part| match (spec.layer, part) {
                (Layer::Root, TermTest::Is(text)) => Root::parse(text).and_then(needed),
                _ => None,
            })
            .collect();
        Ok(Self { parts, spec, radicals })
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
        let mut found: Option<Option<String>> = None;
        let mut bits = 0;
        for (at, (part, radicals)) in self.parts.iter().zip(&self.radicals).enumerate() {
            if let Some((letters, least)) = radicals
                && !may_hold(surface, letters, *least)
            {
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

    /// Every part, one bit each.
    pub(super) fn all_parts(&self) -> u32 {
        u32::MAX >> (Self::MAX_PARTS - self.parts.len())
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
    let plain = |c: char| match c {
        ALEF | ALEF_MADDA | ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | WAW_HAMZA | YEH_HAMZA => HAMZA,
        other => other,
    };
    let letters: String =
        text.chars().filter(|c| !matches!(c, '-' | '.' | '_' | '\u{2010}')).map(plain).collect();
    Root::parse(&letters).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("{text:?} is no root"))
            .with_help("a root is three to five letters, a weak one as waw or yeh")
    })
}

/// The strong radicals of a root, and how many of them a word of it has at least: all, but one that may be assimilated
/// or lost. `None` where that excludes nothing. It saves analysing words, and is held against the lexicon by a test.
fn needed(root: Root) -> Option<(Vec<char>, usize)> {
    let mut letters: Vec<char> =
        root.radicals().filter(|radical| ![HAMZA, WAW, YEH].contains(radical)).collect();
    letters.sort_unstable();
    letters.dedup();
    let least = letters.len().saturating_sub(1).max(usize::from(!letters.is_empty()));
    (least > 0).then_some((letters, least))
}

/// Whether a word can be of a root with these radicals. A word with letters beyond the plain ones may be of any.
fn may_hold(surface: &str, letters: &[char], least: usize) -> bool {
    let plain = |c: char| (HAMZA..=YEH).contains(&c) || (FATHATAN..=SUKUN).contains(&c);
    !surface.chars().all(plain) || letters.iter().filter(|&&letter| surface.contains(letter)).count() >= least
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
        for row in table.lines().skip_while(|line| line.starts_with('#')).skip(1).step_by(7) {
            let form = row.split('\t').next().unwrap_or_default();
            if let Some(root) = worker.term(form).and_then(|root| Root::parse(&root))
                && let Some((letters, least)) = needed(root)
            {
                assert!(may_hold(form, &letters, least), "{form} of {root}");
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
