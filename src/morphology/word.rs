//! What is said of a word by the analyser, or by stemmers chosen in its place: root, stem, lemma, pattern, segments.

use super::{Analyzer, Root, Stemmer, StemmerId, Worker};
use crate::normalize::{Folding, Normalizer};
use crate::script::{Class, class, is_arabic_letter};

/// The choice of who says what of a word, and the folding that words are given to stemmers in. Immutable; threads
/// share it, each with a worker of its own.
pub struct WordReader {
    folding: Folding,
    normalizer: Normalizer,
    /// `None` is the analyser.
    stems: Option<Box<dyn Stemmer>>,
    roots: Option<Box<dyn Stemmer>>,
    analyzer: &'static Analyzer,
}

/// What is known of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReading {
    /// Its root, if it has one.
    pub root: Option<Root>,
    /// The ranked answers, the first equal to `root`; `None` stands for having no root.
    pub alternatives: Vec<Option<Root>>,
    /// The name of its kind, as [`super::Kind::name`] gives it.
    pub kind: &'static str,
    /// The word without its clitics, or what the stemmer makes of it.
    pub stem: Option<String>,
    /// Its lemma without marks.
    pub lemma: Option<String>,
    /// Its pattern over ف ع ل.
    pub pattern: Option<String>,
    /// Proclitics, stem, enclitics, which together are the word; empty where they are not known.
    pub segments: Vec<String>,
    /// How many of the segments stand before the stem.
    pub proclitics: usize,
    /// Whether its affixes are those of a verb; false where they may be others' too.
    pub verb: bool,
    /// What the best rival costs more than the answer, in [`super::lexicon::COSTS_PER_NAT`]; `None` without a rival.
    pub margin: Option<u32>,
}

impl WordReader {
    /// A reader with these choices.
    pub fn new(folding: Folding, stem: StemmerId, root: StemmerId) -> Self {
        Self {
            folding,
            normalizer: Normalizer::new(folding),
            stems: stem.build(),
            roots: root.build(),
            analyzer: Analyzer::standard(),
        }
    }

    /// What reads words with these choices on one thread.
    pub fn worker(&self) -> WordWorker<'_> {
        WordWorker { reader: self, worker: self.analyzer.worker() }
    }
}

/// A [`WordReader`] with the buffers of one thread.
pub struct WordWorker<'a> {
    reader: &'a WordReader,
    worker: Worker<'a>,
}

impl WordWorker<'_> {
    /// Reads a word, with at most `most` alternatives. Total: any text is a word.
    pub fn read(&mut self, word: &str, most: usize) -> WordReading {
        let reader = self.reader;
        let mut reading = if reader.stems.is_none() || reader.roots.is_none() {
            self.analyzed(word, most)
        } else {
            WordReading {
                root: None,
                alternatives: vec![None],
                kind: "unknown",
                stem: None,
                lemma: None,
                pattern: None,
                segments: Vec::new(),
                proclitics: 0,
                verb: false,
                margin: None,
            }
        };
        if reader.stems.is_none() && reader.roots.is_none() {
            return reading;
        }
        // A stemmer was chosen: what it does not say is not said.
        let folded = reader.normalizer.fold(word);
        reading.lemma = None;
        reading.pattern = None;
        reading.segments.clear();
        (reading.proclitics, reading.verb) = (0, false);
        let arabic = folded.chars().any(is_arabic_letter);
        if let Some(stemmer) = &reader.stems {
            let stem = stemmer.stem(&folded);
            reading.stem = (arabic && !stem.is_empty()).then(|| stem.into_owned());
        }
        if let Some(stemmer) = &reader.roots {
            reading.root = root_of(stemmer.as_ref(), &folded);
            reading.alternatives = vec![reading.root];
            reading.margin = None;
            reading.kind = kind_of(stemmer.as_ref(), &folded, arabic);
        }
        reading
    }

    /// The root of a word.
    pub fn root(&mut self, word: &str) -> Option<Root> {
        match &self.reader.roots {
            Some(stemmer) => root_of(stemmer.as_ref(), &self.reader.normalizer.fold(word)),
            None => self.worker.root(&given(self.reader, word)).0,
        }
    }

    /// The stem of a word in plain letters.
    pub fn stem(&mut self, word: &str) -> String {
        let reader = self.reader;
        let folded = reader.normalizer.fold(word);
        match &reader.stems {
            Some(stemmer) => stemmer.stem(&folded).into_owned(),
            None if !folded.chars().any(is_arabic_letter) => folded.into_owned(),
            None => self.worker.analyze(&given(reader, word)).best().plain_stem(),
        }
    }

    /// The lemma of a word without marks; a word without Arabic letters is its own.
    pub fn lemma(&mut self, word: &str) -> Option<String> {
        let reader = self.reader;
        let folded = reader.normalizer.fold(word);
        if !folded.chars().any(is_arabic_letter) {
            return Some(folded.into_owned());
        }
        self.worker.analyze(&given(reader, word)).best().lemma()
    }

    /// The pattern of a word over ف ع ل.
    pub fn pattern(&mut self, word: &str) -> Option<String> {
        self.worker.analyze(&given(self.reader, word)).best().pattern()
    }

    fn analyzed(&mut self, word: &str, most: usize) -> WordReading {
        let given = given(self.reader, word);
        let analyses = self.worker.analyze(&given);
        let best = analyses.best();
        // Slices of the word as it stands; a folded word has no slices of it.
        let (segments, proclitics) = if *given == *word {
            (best.segments().into_iter().map(str::to_owned).collect(), best.proclitics())
        } else {
            (vec![word.to_owned()], 0)
        };
        WordReading {
            root: best.root(),
            alternatives: analyses.iter().take(most).map(|analysis| analysis.root()).collect(),
            kind: best.kind().name(),
            stem: (!word.is_empty()).then(|| best.stem().to_owned()),
            lemma: best.lemma(),
            pattern: best.pattern(),
            segments,
            proclitics,
            verb: best.is_verb(),
            margin: analyses.margin(),
        }
    }
}

/// The word as the analyser is given it. It reads marks, tatweel and presentation forms itself, so that of the
/// foldings only those that `normal` does not have are done.
fn given<'w>(reader: &WordReader, word: &'w str) -> std::borrow::Cow<'w, str> {
    if Folding::NORMAL.contains(reader.folding) {
        std::borrow::Cow::Borrowed(word)
    } else {
        reader.normalizer.fold(word)
    }
}

/// What kind of word a stemmer takes it for.
fn kind_of(stemmer: &dyn Stemmer, word: &str, arabic: bool) -> &'static str {
    let holds = |wanted| word.chars().any(|c| class(c) == wanted);
    match arabic {
        true if stemmer.is_stop_word(word) => "function",
        true => "unknown",
        false if holds(Class::Letter) => "latin",
        false if holds(Class::Digit) => "number",
        false => "unknown",
    }
}

/// The root that a stemmer gives a word, if its answer can be a root. A stop word has none.
pub(crate) fn root_of(stemmer: &dyn Stemmer, word: &str) -> Option<Root> {
    if !word.chars().any(is_arabic_letter) || stemmer.is_stop_word(word) {
        return None;
    }
    Root::spelled(stemmer.stem(word).chars())
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
            assert_eq!(
                Root::spelled(answer.chars()).map(|root| root.to_string()).as_deref(),
                root,
                "{answer}"
            );
        }
    }

    #[test]
    fn kinds() {
        let reader = WordReader::new(Folding::NORMAL, StemmerId::Light10, StemmerId::Isri);
        let mut worker = reader.worker();
        for (word, kind) in
            [("", "unknown"), ("12", "number"), ("3G", "latin"), ("كتاب", "unknown"), ("الذي", "function")]
        {
            assert_eq!(worker.read(word, 5).kind, kind, "{word}");
        }
        assert_eq!(worker.read("والكتاب", 5).stem.as_deref(), Some("كتاب"));
    }
}
