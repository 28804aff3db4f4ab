//! The candidates of keyness: the terms or n-grams of a target and a reference, each with its counts in both.

use super::tables::{Candidates, Counts};
use super::{Cell, Column};
use crate::count::{NgramSpec, Ngrams, TermId};
use crate::measure::Contingency;
use crate::measure::keyness::Rate;
use crate::profile::{LayerCounts, Profile};
use hashbrown::HashMap;
use std::cmp::Ordering;

/// The counts of one side of keyness: its terms, how often each occurs, how many there are in all; and the documents,
/// where they are looked at one by one.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    counts: HashMap<String, u64>,
    /// N: tokens, or n-grams.
    pub n: u64,
    documents: Vec<Document>,
    /// The numbers of terms in documents.
    numbers: HashMap<String, u32>,
}

/// The tokens of a document, and how often each term occurs in it, by number.
#[derive(Clone, Debug, Default)]
struct Document {
    tokens: u64,
    counts: HashMap<u32, u64>,
}

impl Corpus {
    /// The terms of a layer; N counts the tokens without a term too. `keep` says which terms are counted at all.
    pub fn of_terms(layer: &LayerCounts, keep: impl Fn(&str) -> bool) -> Self {
        let counts = layer.iter().filter(|(term, _)| keep(term));
        Self {
            counts: counts.map(|(term, count)| (term.to_owned(), count)).collect(),
            n: layer.tokens,
            ..Self::default()
        }
    }

    /// The n-grams of a layer; N counts all n-grams.
    pub fn of_ngrams(
        profile: &Profile,
        layer: &LayerCounts,
        spec: NgramSpec,
        keep: impl Fn(&str) -> bool,
    ) -> Self {
        let ngrams = Ngrams::count(&profile.sequence, layer.of_type(), spec);
        let kept = ngrams.iter().filter(|ngram| ngram.terms.iter().all(|&id| keep(layer.term(id))));
        Self {
            counts: kept.map(|ngram| (super::ngram_text(layer, &ngram.terms), ngram.count)).collect(),
            n: ngrams.total(),
            ..Self::default()
        }
    }

    /// Terms with their counts, of which there are `n` in all, or as many as the counts sum to.
    pub fn of_counts(counts: impl IntoIterator<Item = (String, u64)>, n: Option<u64>) -> Self {
        let mut corpus = Self::default();
        for (term, count) in counts {
            let sum = corpus.counts.entry(term).or_default();
            *sum = sum.saturating_add(count);
        }
        let sum = corpus.counts.values().fold(0u64, |sum, &count| sum.saturating_add(count));
        corpus.n = n.unwrap_or(sum).max(sum);
        corpus
    }

    /// Looks at the documents one by one too. The profile keeps the order of its tokens; `termless` says whether tokens
    /// without a term are counted. Documents without tokens are none.
    pub fn with_documents(mut self, profile: &Profile, layer: &LayerCounts, termless: bool) -> Self {
        self.numbers = layer.iter().zip(0..).map(|((term, _), number)| (term.to_owned(), number)).collect();
        for ids in profile.sequence.documents() {
            let mut document = Document::default();
            for &id in ids.iter().filter(|&&id| id <= TermId::MAX) {
                let term = layer.of_type()[id as usize];
                document.tokens += u64::from(term.is_some() || termless);
                if let Some(term) = term {
                    *document.counts.entry(term.0).or_default() += 1;
                }
            }
            if document.tokens > 0 {
                self.documents.push(document);
            }
        }
        self
    }

    /// The rate of a term in each document.
    fn rates(&self, term: &str) -> Vec<Rate> {
        let number = self.numbers.get(term);
        let count = |document: &Document| number.and_then(|at| document.counts.get(at)).copied().unwrap_or(0);
        self.documents.iter().map(|document| (count(document), document.tokens)).collect()
    }
}

/// The terms of two corpora.
pub struct KeyTerms {
    terms: Vec<(String, u64, u64)>,
    target: Corpus,
    reference: Corpus,
    /// How many distinct terms both have, before any was left out.
    pub distinct: u64,
}

impl KeyTerms {
    /// The terms that occur at least `min_count` times in both together, by code points.
    pub fn new(target: Corpus, reference: Corpus, min_count: u64) -> Self {
        let mut terms: Vec<(String, u64, u64)> = target
            .counts
            .iter()
            .map(|(term, &a)| (term.clone(), a, reference.counts.get(term).copied().unwrap_or(0)))
            .collect();
        let only_there = reference.counts.iter().filter(|(term, _)| !target.counts.contains_key(*term));
        terms.extend(only_there.map(|(term, &b)| (term.clone(), 0, b)));
        let distinct = terms.len() as u64;
        terms.retain(|(_, a, b)| a.saturating_add(*b) >= min_count.max(1));
        terms.sort_unstable();
        Self { terms, target, reference, distinct }
    }

    /// N of the target and of the reference.
    pub fn sizes(&self) -> (u64, u64) {
        (self.target.n, self.reference.n)
    }
}

impl Candidates for KeyTerms {
    fn len(&self) -> usize {
        self.terms.len()
    }

    fn counts(&self, at: usize) -> Counts<'_> {
        let (n1, n2) = self.sizes();
        let &(_, a, b) = &self.terms[at];
        Counts::Table(Contingency::of_corpora(a, n1, b, n2).unwrap_or(Contingency {
            o11: 0,
            r1: 0,
            c1: 0,
            n: 0,
        }))
    }

    fn count(&self, at: usize) -> u64 {
        let (_, a, b) = self.terms[at];
        a.saturating_add(b)
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        // The terms are sorted.
        a.cmp(&b)
    }

    fn rates(&self, at: usize) -> Option<(Vec<Rate>, Vec<Rate>)> {
        let term = &self.terms[at].0;
        Some((self.target.rates(term), self.reference.rates(term)))
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::arabic("term")];
        columns.extend(["a", "b", "n1", "n2"].map(Column::integer));
        columns
    }

    fn cells(&self, at: usize) -> Vec<Cell> {
        let (term, a, b) = &self.terms[at];
        let (n1, n2) = self.sizes();
        let mut cells = vec![Cell::Text(term.clone())];
        cells.extend([*a, *b, n1, n2].map(Cell::Integer));
        cells
    }
}
