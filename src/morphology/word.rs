//! What the stemmers together say of a word: stem, root, kind. Ranking several answers is not their business.

use super::{Root, Stemmer, StemmerId};
use crate::normalize::{Folding, Normalizer};
use crate::script::{Class, class, is_arabic_letter, letter};

/// A stemmer for stems, one for roots, and the folding that words are given to them in.
pub struct WordReader {
    normalizer: Normalizer,
    stems: Box<dyn Stemmer>,
    roots: Box<dyn Stemmer>,
}

/// What is known of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReading {
    /// Its root, if the stemmer's answer can be one.
    pub root: Option<Root>,
    /// Its stem.
    pub stem: Option<String>,
    /// `number`, `latin` (no Arabic letter), `function` (a stop word of the root stemmer) or `unknown`.
    pub kind: &'static str,
}

impl WordReader {
    /// A reader with these stemmers.
    pub fn new(folding: Folding, stem: StemmerId, root: StemmerId) -> Self {
        Self { normalizer: Normalizer::new(folding), stems: stem.build(), roots: root.build() }
    }

    /// Reads a word. Total: any text is a word.
    pub fn read(&self, word: &str) -> WordReading {
        let folded = self.normalizer.fold(word);
        if !folded.chars().any(is_arabic_letter) {
            let kind = |kind| WordReading { root: None, stem: None, kind };
            let letters = folded.chars().any(|c| class(c) == Class::Letter);
            let digits = folded.chars().any(|c| class(c) == Class::Digit);
            return kind(if letters {
                "latin"
            } else if digits {
                "number"
            } else {
                "unknown"
            });
        }
        let stem = self.stems.stem(&folded).into_owned();
        WordReading {
            root: root_of(self.roots.as_ref(), &folded),
            stem: (!stem.is_empty()).then_some(stem),
            kind: if self.roots.is_stop_word(&folded) { "function" } else { "unknown" },
        }
    }
}

/// The root that a stemmer gives a word, if its answer can be a root. A stop word has none.
pub(crate) fn root_of(stemmer: &dyn Stemmer, word: &str) -> Option<Root> {
    if !word.chars().any(is_arabic_letter) || stemmer.is_stop_word(word) {
        return None;
    }
    read_root(&stemmer.stem(word))
}

/// A stemmer's answer as a root: an initial alef and the seats of hamza are hamza; an answer with another alef,
/// teh marbuta, alef maksura, or not three to five letters, is none.
fn read_root(answer: &str) -> Option<Root> {
    let radical = |(at, c): (usize, char)| match c {
        letter::ALEF if at == 0 => letter::HAMZA,
        letter::ALEF_HAMZA_ABOVE | letter::ALEF_HAMZA_BELOW | letter::WAW_HAMZA | letter::YEH_HAMZA => {
            letter::HAMZA
        }
        other => other,
    };
    Root::parse(&answer.chars().enumerate().map(radical).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_can_be_roots() {
        for (answer, root) in [
            ("كتب", Some("كتب")),
            ("اخذ", Some("ءخذ")),
            ("سأل", Some("سءل")),
            ("قال", None),
            ("مدرسة", None),
            ("من", None),
        ] {
            assert_eq!(read_root(answer).map(|root| root.to_string()).as_deref(), root, "{answer}");
        }
    }

    #[test]
    fn kinds() {
        let reader = WordReader::new(Folding::NORMAL, StemmerId::Light10, StemmerId::Isri);
        for (word, kind) in
            [("", "unknown"), ("12", "number"), ("3G", "latin"), ("كتاب", "unknown"), ("الذي", "function")]
        {
            assert_eq!(reader.read(word).kind, kind, "{word}");
        }
        assert_eq!(reader.read("والكتاب").stem.as_deref(), Some("كتاب"));
    }
}
