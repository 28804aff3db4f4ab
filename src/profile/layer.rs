//! Layers: what is counted when one asks for normal forms, stems, lemmas, roots or patterns. A layer is a map from surface types to
//! terms, made once for each type, whatever the number of tokens.

use super::spelling::{Gathering, Sought, Terms, TypeTerms};
use super::{Profile, Types};
use crate::count::sequence::documents;
use crate::count::{TermId, first_bytes};
use crate::morphology::{StemmerId, WordReader, WordWorker};
use crate::normalize::{Audit, Folding, Normalizer};
use crate::token::TokenKind;
use crate::{Error, ErrorKind};
use std::borrow::Cow;
use std::ops::Range;

/// What is taken for the term of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Its bytes.
    Surface,
    /// Its folded form.
    #[default]
    Normal,
    /// Its stem.
    Stem,
    /// Its lemma.
    Lemma,
    /// Its root; many tokens have none.
    Root,
    /// Its pattern over ف ع ل; tokens without a root have none.
    Pattern,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Self; 6] =
        [Self::Surface, Self::Normal, Self::Stem, Self::Lemma, Self::Root, Self::Pattern];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Surface => "surface",
            Self::Normal => "normal",
            Self::Stem => "stem",
            Self::Lemma => "lemma",
            Self::Root => "root",
            Self::Pattern => "pattern",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a name that is no layer.
    pub fn parse(name: &str) -> Result<Self, Error> {
        if let Some(layer) = Self::ALL.into_iter().find(|layer| layer.name() == name) {
            return Ok(layer);
        }
        let names = Self::ALL.map(Self::name).join(", ");
        let message = format!("unknown layer {name:?}");
        Err(Error::new(ErrorKind::Usage, message).with_help(format!("the layers are {names}")))
    }

    /// Whether its terms are found by analysing words: a token without one stays in N.
    pub fn is_analyzed(self) -> bool {
        !matches!(self, Self::Surface | Self::Normal)
    }
}

/// A layer with its choices: folding and stemmers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerSpec {
    /// The layer.
    pub layer: Layer,
    /// The folding of `normal`, and of what the stemmers are given.
    pub folding: Folding,
    /// The stemmer of `stem`.
    pub stem: StemmerId,
    /// The stemmer of `root`.
    pub root: StemmerId,
}

impl Default for LayerSpec {
    fn default() -> Self {
        Self {
            layer: Layer::Normal,
            folding: Folding::NORMAL,
            stem: StemmerId::Mizan,
            root: StemmerId::Mizan,
        }
    }
}

impl LayerSpec {
    /// What reads words with these choices.
    pub fn reader(&self) -> WordReader {
        WordReader::new(self.folding, self.stem, self.root)
    }
}

/// Finds the terms of surface forms on one layer. Immutable; threads share it, each with a worker of its own.
pub struct LayerTerms {
    layer: Layer,
    normalizer: Normalizer,
    reader: Option<WordReader>,
}

impl LayerTerms {
    /// The terms of this layer.
    pub fn new(spec: &LayerSpec) -> Self {
        let folding = if spec.layer == Layer::Surface { Folding::NONE } else { spec.folding };
        let reader = spec.layer.is_analyzed().then(|| spec.reader());
        Self { layer: spec.layer, normalizer: Normalizer::new(folding), reader }
    }

    /// What finds terms on one thread.
    pub fn worker(&self) -> LayerWorker<'_> {
        LayerWorker { terms: self, words: self.reader.as_ref().map(WordReader::worker) }
    }
}

/// [`LayerTerms`] with the buffers of one thread.
pub struct LayerWorker<'a> {
    terms: &'a LayerTerms,
    words: Option<WordWorker<'a>>,
}

impl LayerWorker<'_> {
    /// The term of a surface form; `None` where it has none (a form that folding empties, a word without root).
    pub fn term<'s>(&mut self, surface: &'s str) -> Option<Cow<'s, str>> {
        let term = match (self.terms.layer, &mut self.words) {
            (Layer::Stem, Some(words)) => words.stem(surface).into(),
            (Layer::Lemma, Some(words)) => words.lemma(surface)?.into(),
            (Layer::Root, Some(words)) => words.root(surface)?.to_string().into(),
            (Layer::Pattern, Some(words)) => words.pattern(surface)?.into(),
            _ => self.terms.normalizer.fold(surface),
        };
        (!term.is_empty()).then_some(term)
    }

    /// The terms of the types with these numbers.
    pub fn terms(&mut self, types: &Types, numbers: Range<usize>) -> TypeTerms {
        let mut found = TypeTerms::default();
        for (surface, _, _) in types.range(numbers) {
            found.push(surface, self.term(surface).as_deref());
        }
        found
    }
}

/// The counts of a layer: its terms, and the map from types to terms.
#[derive(Clone, Debug, Default)]
pub struct LayerCounts {
    terms: Terms,
    counts: Vec<u64>,
    documents: Vec<u64>,
    /// N: the counted tokens, those without a term on this layer included, but not those that folding emptied.
    pub tokens: u64,
}

impl LayerCounts {
    /// Counts a layer of a profile, given the terms of its types in their order, as [`LayerWorker::terms`] lists them.
    ///
    /// # Panics
    /// If there are not as many terms as types.
    pub fn new(profile: &Profile, layer: Layer, terms: Vec<TypeTerms>) -> Self {
        let gathering = Gathering::new(&profile.types, terms);
        let sought = gathering.parts().into_iter().map(|part| gathering.seek(part)).collect();
        let mut counts = Self::without_documents(profile, layer, gathering, sought);
        let stretches = profile.sequence.stretches(1);
        counts.set_documents(stretches.into_iter().map(|stretch| counts.documents_in(stretch)).collect());
        counts
    }

    /// The same, with the terms that many threads have sought and the documents that they count.
    pub(crate) fn without_documents(
        profile: &Profile,
        layer: Layer,
        gathering: Gathering<'_>,
        sought: Vec<Sought>,
    ) -> Self {
        let terms = gathering.finish(sought);
        let mut counts = vec![0; terms.len()];
        for ((_, _, count), term) in profile.types.iter().zip(&terms.of_type) {
            if let Some(term) = term {
                counts[term.index()] += count;
            }
        }
        let tokens = if layer.is_analyzed() { profile.tokens() } else { counts.iter().sum() };
        Self { terms, counts, documents: Vec::new(), tokens }
    }

    /// In how many documents of a stretch of a sequence each term occurs.
    pub(crate) fn documents_in(&self, stretch: &[u32]) -> Vec<u64> {
        // The last document that a term was seen in, and how many before: beside each other, since both are far.
        let mut seen = vec![(0, 0); self.counts.len()];
        for (number, document) in (1u32..).zip(documents(stretch)) {
            for &id in document {
                let Some(Some(term)) = self.terms.of_type.get(id as usize) else { continue };
                let (last, documents) = &mut seen[term.index()];
                *documents += u32::from(*last != number);
                *last = number;
            }
        }
        seen.into_iter().map(|(_, documents)| u64::from(documents)).collect()
    }

    /// Takes over what was counted of all stretches.
    pub(crate) fn set_documents(&mut self, stretches: Vec<Vec<u64>>) {
        self.documents = vec![0; self.counts.len()];
        for stretch in stretches {
            self.documents.iter_mut().zip(stretch).for_each(|(sum, documents)| *sum += documents);
        }
    }

    /// The term of each type.
    pub fn of_type(&self) -> &[Option<TermId>] {
        &self.terms.of_type
    }

    /// Distinct terms.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Tokens that have a term.
    pub fn covered(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The text of a term.
    pub fn term(&self, id: TermId) -> &str {
        self.terms.text(id)
    }

    /// The term of this text, if it occurs.
    pub fn find(&self, term: &str) -> Option<TermId> {
        self.terms.find(term)
    }

    /// The count of a term.
    pub fn count(&self, id: TermId) -> u64 {
        self.counts[id.index()]
    }

    /// In how many documents a term occurs.
    pub fn documents(&self, id: TermId) -> u64 {
        self.documents[id.index()]
    }

    /// All counts, in no particular order: what most measures read.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// Every term with its count.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u64)> {
        self.counts.iter().enumerate().map(|(number, &count)| (self.term(TermId(number as u32)), count))
    }

    /// The terms, most frequent first, ties in the order of code points.
    pub fn ranked(&self) -> Vec<TermId> {
        self.most_frequent(usize::MAX, |_| true).0
    }

    /// The first `most` of them that are kept, and how many are kept. O(V) for few.
    pub fn most_frequent(&self, most: usize, keep: impl Fn(TermId) -> bool) -> (Vec<TermId>, usize) {
        let by = |id| std::cmp::Reverse(self.count(id));
        let mut ids: Vec<TermId> = (0..self.len() as u32).map(TermId).filter(|&id| keep(id)).collect();
        let kept = ids.len();
        if (1..kept).contains(&most) {
            let (_, &mut last, _) = ids.select_nth_unstable_by_key(most - 1, |&id| by(id));
            ids.retain(|&id| by(id) <= by(last));
        }
        let mut ids = self.sorted_by(by, ids.into_iter());
        ids.truncate(most);
        (ids, kept)
    }

    /// The terms in the order of code points.
    pub fn sorted(&self) -> Vec<TermId> {
        self.sorted_by(|_| (), (0..self.len() as u32).map(TermId))
    }

    /// The place of each term in the order of code points.
    pub fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.len()];
        for (place, id) in self.sorted().into_iter().enumerate() {
            places[id.index()] = place as u32;
        }
        places
    }

    /// Terms by a key, ties in the order of code points: which is that of the bytes, of which sixteen are compared
    /// at once before the text is looked up.
    fn sorted_by<K: Ord>(&self, key: impl Fn(TermId) -> K, ids: impl Iterator<Item = TermId>) -> Vec<TermId> {
        let mut keyed: Vec<_> = ids.map(|id| (key(id), first_bytes(self.term(id).as_bytes()), id)).collect();
        keyed.sort_unstable_by(|a, b| {
            (&a.0, a.1).cmp(&(&b.0, b.1)).then_with(|| self.term(a.2).cmp(self.term(b.2)))
        });
        keyed.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The surface types of a term with their counts, most frequent first.
    pub fn forms<'p>(&self, profile: &'p Profile, term: TermId) -> Vec<(&'p str, u64)> {
        let types = profile.types.iter().zip(self.of_type());
        let mut forms: Vec<_> = types
            .filter(|(_, of)| **of == Some(term))
            .map(|((surface, _, count), _)| (surface, count))
            .collect();
        forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        forms
    }
}

impl Profile {
    /// A layer of this profile, on this thread; the pipeline does the same on many.
    pub fn layer(&self, spec: &LayerSpec) -> LayerCounts {
        let terms = LayerTerms::new(spec);
        let found = terms.worker().terms(&self.types, 0..self.types.len());
        LayerCounts::new(self, spec.layer, vec![found])
    }

    /// What a folding does to the tokens of this profile: each type once, times its count.
    pub fn audit(&self, folding: Folding) -> Audit {
        let normalizer = Normalizer::new(folding);
        let mut sum = Audit::default();
        for (surface, _, count) in self.types.iter() {
            let mut audit = normalizer.normalize(surface).audit;
            audit.scale(count);
            sum.merge(&audit);
        }
        sum
    }

    /// Tokens of a kind, counted or not.
    pub fn of_kind(&self, kind: TokenKind) -> u64 {
        self.by_kind[kind as usize]
    }
}
