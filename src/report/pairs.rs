//! The candidates of collocations: pairs with their marginals, from bigrams or from windows, and longer runs.

use super::tables::{Candidates, Counts};
use super::{Cell, Column};
use crate::count::{NgramSpec, Ngrams, TermId, WindowSpec, Windows};
use crate::measure::Contingency;
use crate::measure::Reason;
use crate::measure::association::Run;
use crate::profile::{LayerCounts, Profile};
use std::cmp::Ordering;

/// Where the marginals of a pair come from: they change every value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marginals {
    /// Of bigrams inside a unit: R1 those with the first word first, C1 those with the second second, N all.
    Bigram,
    /// As NLTK counts: R1 and C1 all tokens of a word, N all tokens, ends of sentences ignored. The four cells are not
    /// of one table.
    Nltk,
    /// Of windows of so many tokens before and after a node (Evert 2008): R1 the tokens in them, C1 all tokens of the
    /// other word, N all tokens but the node's.
    Window(usize, usize),
}

impl Marginals {
    /// Its name on the command line.
    pub fn name(self) -> String {
        match self {
            Self::Bigram => "bigram".to_owned(),
            Self::Nltk => "nltk".to_owned(),
            Self::Window(left, right) => format!("window:{left},{right}"),
        }
    }

    /// Reads a name; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "bigram" => Some(Self::Bigram),
            "nltk" => Some(Self::Nltk),
            _ => {
                let (left, right) = text.strip_prefix("window:")?.split_once(',')?;
                let reach = |text: &str| text.trim().parse().ok().filter(|&reach| reach <= Self::MAX_REACH);
                let (left, right) = (reach(left)?, reach(right)?);
                (left + right > 0).then_some(Self::Window(left, right))
            }
        }
    }

    /// The farthest that a window reaches on a side.
    pub const MAX_REACH: usize = 50;
}

/// Pairs of words, or longer runs, with what their tables are made of.
pub struct Pairs<'a> {
    layer: &'a LayerCounts,
    places: Vec<u32>,
    order: usize,
    terms: Vec<TermId>,
    counts: Vec<u64>,
    /// Of each candidate where it has more than two words: how often each word stands in its place.
    run_marginals: Vec<u64>,
    /// Of pairs: R1 by first word, C1 by second.
    marginals: [Vec<u64>; 2],
    n: u64,
    /// N is less by the tokens of the first word.
    without_node: bool,
    /// All that was counted: n-grams, or tokens in windows.
    pub total: u64,
    /// How many distinct ones were met before any was left out.
    pub distinct: u64,
}

impl<'a> Pairs<'a> {
    /// Runs of `spec`, with the marginals of bigrams or of NLTK; those that `keep` keeps.
    pub fn runs(
        profile: &Profile,
        layer: &'a LayerCounts,
        spec: NgramSpec,
        nltk: bool,
        keep: impl Fn(&[TermId], u64) -> bool,
    ) -> Self {
        let ngrams = Ngrams::count(&profile.sequence, layer.of_type(), spec);
        let marginals = Ngrams::marginals(&profile.sequence, layer.of_type(), spec);
        let mut pairs = Self::empty(layer, spec.order());
        (pairs.total, pairs.distinct) = (ngrams.total(), ngrams.len() as u64);
        pairs.n = if nltk { layer.tokens } else { ngrams.total() };
        for ngram in ngrams.iter().filter(|ngram| keep(&ngram.terms, ngram.count)) {
            pairs.terms.extend_from_slice(&ngram.terms);
            pairs.counts.push(ngram.count);
            if spec.order() > 2 {
                let at = |(place, id): (usize, &TermId)| {
                    if nltk { layer.count(*id) } else { marginals[place][id.index()] }
                };
                pairs.run_marginals.extend(ngram.terms.iter().enumerate().map(at));
            }
        }
        let mut marginals = marginals.into_iter();
        let mut next = || if nltk { layer.counts().to_vec() } else { marginals.next().unwrap_or_default() };
        pairs.marginals = [next(), next()];
        pairs
    }

    /// Nodes with the words in windows around them; `is_node` says which words are nodes. `termless`: tokens without
    /// a term on the layer are tokens of the windows.
    pub fn windows(
        profile: &Profile,
        layer: &'a LayerCounts,
        spec: WindowSpec,
        termless: bool,
        is_node: impl Fn(TermId) -> bool,
        keep: impl Fn(&[TermId], u64) -> bool,
    ) -> Self {
        let windows = Windows::count(&profile.sequence, layer.of_type(), spec, termless, is_node);
        let mut pairs = Self::empty(layer, 2);
        pairs.total = windows.tokens.iter().sum();
        pairs.distinct = windows.pairs.len() as u64;
        for pair in windows.pairs.iter().filter(|pair| keep(&[pair.node, pair.collocate], pair.count)) {
            pairs.terms.extend([pair.node, pair.collocate]);
            pairs.counts.push(pair.count);
        }
        pairs.marginals = [windows.tokens, layer.counts().to_vec()];
        pairs.n = layer.tokens;
        pairs.without_node = true;
        pairs
    }

    fn empty(layer: &'a LayerCounts, order: usize) -> Self {
        Self {
            layer,
            places: layer.places(),
            order,
            terms: Vec::new(),
            counts: Vec::new(),
            run_marginals: Vec::new(),
            marginals: [Vec::new(), Vec::new()],
            n: 0,
            without_node: false,
            total: 0,
            distinct: 0,
        }
    }

    fn terms_of(&self, at: usize) -> &[TermId] {
        &self.terms[at * self.order..(at + 1) * self.order]
    }

    fn table(&self, at: usize) -> Contingency {
        let (first, second) = (self.terms_of(at)[0], self.terms_of(at)[1]);
        let n = self.n - if self.without_node { self.layer.count(first) } else { 0 };
        let marginal = |side: usize, id: TermId| self.marginals[side].get(id.index()).copied().unwrap_or(0);
        Contingency { o11: self.counts[at], r1: marginal(0, first), c1: marginal(1, second), n }
    }

    fn run(&self, at: usize) -> Run<'_> {
        Run {
            count: self.counts[at],
            marginals: &self.run_marginals[at * self.order..(at + 1) * self.order],
            n: self.n,
        }
    }
}

impl Candidates for Pairs<'_> {
    fn len(&self) -> usize {
        self.counts.len()
    }

    fn counts(&self, at: usize) -> Counts<'_> {
        if self.order > 2 { Counts::Run(self.run(at)) } else { Counts::Table(self.table(at)) }
    }

    fn count(&self, at: usize) -> u64 {
        self.counts[at]
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        let places = |at: usize| self.terms_of(at).iter().map(|id| self.places[id.index()]);
        places(a).cmp(places(b))
    }

    fn columns(&self) -> Vec<Column> {
        if self.order == 2 {
            let mut columns = vec![Column::arabic("first"), Column::arabic("second")];
            columns.extend(["o11", "r1", "c1", "n"].map(Column::integer));
            columns.push(Column::float("e11"));
            return columns;
        }
        let mut columns = vec![Column::arabic("ngram"), Column::integer("o11")];
        columns.extend((1..=self.order).map(|place| Column::integer(format!("f{place}"))));
        columns.extend([Column::integer("n"), Column::float("e11")]);
        columns
    }

    fn cells(&self, at: usize) -> Vec<Cell> {
        if self.order == 2 {
            let table = self.table(at);
            let mut cells: Vec<Cell> =
                self.terms_of(at).iter().map(|&id| Cell::Text(self.layer.term(id).to_owned())).collect();
            cells.extend([table.o11, table.r1, table.c1, table.n].map(Cell::Integer));
            cells.push(Cell::float(table.expected(), Reason::Infinite));
            return cells;
        }
        let run = self.run(at);
        let mut cells =
            vec![Cell::Text(super::ngram_text(self.layer, self.terms_of(at))), Cell::Integer(run.count)];
        cells.extend(run.marginals.iter().map(|&f| Cell::Integer(f)));
        cells.extend([Cell::Integer(run.n), Cell::from(run.expected())]);
        cells
    }
}
