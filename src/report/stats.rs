//! The main report: everything worth knowing of a text at a glance, computed from a profile and its layers.

use super::{Cell, Column, Rows, Tree};
use crate::count::{Boundary, Characters, Histogram, Ngram, NgramSpec, Ngrams, TermId};
use crate::measure::diversity::Text;
use crate::measure::readability::{Counts, Rule};
use crate::measure::{Asked, Frequencies, Measure, Reason, Score, Summary};
use crate::normalize::Folding;
use crate::profile::{LayerCounts, Profile};
use crate::script::{Class, class, is_arabic};
use crate::token::TokenKind;

/// The layers that the report is made of.
pub struct StatsLayers {
    /// The layer that words and n-grams are counted on.
    pub words: LayerCounts,
    /// Stems.
    pub stems: LayerCounts,
    /// Roots.
    pub roots: LayerCounts,
}

/// What the report shows of a text. Build it with [`Stats::of`]; print it with [`Stats::tree`] or on one screen
/// with [`super::screen`].
pub struct Stats {
    /// The counts.
    pub profile: Profile,
    /// Distinct words and words that occur once.
    pub frequencies: Frequencies,
    /// Tokens with a term on the word layer.
    pub tokens: u64,
    /// The most frequent words.
    pub words: Rows,
    /// The most frequent pairs of neighbours.
    pub bigrams: Rows,
    /// The most frequent triples of neighbours.
    pub trigrams: Rows,
    /// The most frequent stems.
    pub stems: Rows,
    /// The most frequent roots, with their forms.
    pub roots: Rows,
    /// Tokens with a root, distinct roots.
    pub rooted: (u64, u64),
    /// Letters of each word.
    pub word_letters: Histogram,
    /// Scores of lexical diversity.
    pub diversity: Vec<(Asked, Score)>,
    /// Scores of readability.
    pub readability: Vec<(Asked, Score)>,
    /// What folding did.
    pub audit: Tree,
}

/// Forms shown with a root.
const FORMS: usize = 5;

impl Stats {
    /// The report of a profile that keeps the order of its tokens, with the `top` most frequent of each kind.
    pub fn of(profile: Profile, layers: &StatsLayers, folding: Folding, top: usize) -> Self {
        let frequencies = Frequencies::of(layers.words.counts());
        let ngrams = |order| {
            let spec = NgramSpec::new(order, 0, Boundary::Sentence).expect("an order that is counted");
            let table = Ngrams::count(&profile.sequence, layers.words.of_type(), spec);
            ngram_rows(&layers.words, &table, top)
        };
        let (word_letters, readability_counts) = letters(&profile, &layers.words);
        let order: Vec<u32> = profile
            .sequence
            .tokens()
            .filter_map(|id| layers.words.of_type()[id.index()])
            .map(|term| term.0)
            .collect();
        let characters = &profile.characters;
        let arabic = characters.arabic_letters * 10 >= characters.letters * 7;
        let refused = if characters.letters == 0 {
            Some(Reason::Empty)
        } else {
            (!arabic).then_some(Reason::NotArabic)
        };
        Self {
            tokens: layers.words.tokens,
            words: term_rows(&layers.words, top),
            bigrams: ngrams(2),
            trigrams: ngrams(3),
            stems: term_rows(&layers.stems, top),
            roots: root_rows(&profile, &layers.roots, top),
            rooted: (layers.roots.covered(), layers.roots.len() as u64),
            word_letters,
            diversity: Measure::headlines()
                .map(|asked| (asked, asked.of_text(&Text::new(&frequencies, &order, layers.words.len()))))
                .collect(),
            readability: Measure::readability_headlines()
                .map(|asked| {
                    let score =
                        refused.map_or_else(|| asked.of_readability(&readability_counts), Score::Undefined);
                    (asked, score)
                })
                .collect(),
            audit: audit(&profile, folding),
            frequencies,
            profile,
        }
    }

    /// The share of letters that are Arabic; `None` without letters.
    pub fn arabic_share(&self) -> Option<f64> {
        arabic_share(&self.profile.characters)
    }

    /// The report as named values, in the order of its JSON.
    pub fn tree(&self) -> Tree {
        let profile = &self.profile;
        let characters = &profile.characters;
        let kinds = TokenKind::ALL.map(|kind| (kind.name(), Tree::count(profile.of_kind(kind))));
        let classes = [
            ("bytes", characters.bytes),
            ("code_points", characters.code_points),
            ("graphemes", characters.graphemes),
            ("letters", characters.letters),
            ("marks", characters.marks),
            ("tatweel", characters.tatweel),
            ("digits", characters.digits),
            ("punctuation", characters.punctuation),
            ("spaces", characters.spaces),
            ("other", characters.other),
        ];
        let (with_root, distinct) = self.rooted;
        let coverage = share(with_root, self.tokens);
        let measured = |scores: &[(Asked, Score)]| {
            Tree::measures(scores.iter().map(|(asked, score)| (asked.id(), *score)))
        };
        Tree::object([
            ("documents", Tree::count(profile.documents)),
            ("paragraphs", Tree::count(profile.paragraphs)),
            ("sentences", Tree::count(profile.sentences)),
            ("tokens", Tree::count(self.tokens)),
            ("types", Tree::count(self.frequencies.types)),
            ("hapax", Tree::count(self.frequencies.hapax)),
            ("lines", Tree::count(profile.lines)),
            ("tokens_by_kind", Tree::object(kinds)),
            ("characters", Tree::object(classes.map(|(name, count)| (name, Tree::count(count))))),
            ("sentence_words", summary(&profile.sentence_words)),
            ("clause_words", summary(&profile.clause_words)),
            ("sentence_clauses", summary(&profile.sentence_clauses)),
            ("word_letters", summary(&self.word_letters)),
            ("paragraph_sentences", summary(&profile.paragraph_sentences)),
            (
                "top",
                Tree::object([
                    ("words", Tree::Rows(self.words.clone())),
                    ("bigrams", Tree::Rows(self.bigrams.clone())),
                    ("trigrams", Tree::Rows(self.trigrams.clone())),
                    ("stems", Tree::Rows(self.stems.clone())),
                    ("roots", Tree::Rows(self.roots.clone())),
                ]),
            ),
            (
                "roots",
                Tree::scores([
                    ("tokens_with_root", Score::Count(with_root)),
                    ("distinct", Score::Count(distinct)),
                    ("coverage", coverage),
                ]),
            ),
            ("normalisation", self.audit.clone()),
            ("diversity", measured(&self.diversity)),
            ("readability", measured(&self.readability)),
        ])
    }
}

/// `part` of `whole`; undefined for nothing.
fn share(part: u64, whole: u64) -> Score {
    if whole == 0 {
        return Score::Undefined(Reason::Empty);
    }
    Score::new(part as f64 / whole as f64, Reason::Empty)
}

/// The summary of a histogram; `n`, `min` and `max` are whole numbers.
fn summary(histogram: &Histogram) -> Tree {
    Tree::scores(Summary::of(histogram).named().map(|(name, score)| match (name, score) {
        ("n" | "min" | "max", Score::Value(value)) => (name, Score::Count(value as u64)),
        _ => (name, score),
    }))
}

/// Occurrences in a million of `total`.
pub fn per_million(count: u64, total: u64) -> Cell {
    if total == 0 {
        return Cell::Undefined(Reason::Empty);
    }
    Cell::float(1e6 * count as f64 / total as f64, Reason::Empty)
}

/// The columns of a list of terms.
pub fn term_columns() -> Vec<Column> {
    vec![
        Column::integer("rank"),
        Column::arabic("term"),
        Column::integer("count"),
        Column::float("per_million"),
        Column::integer("documents"),
    ]
}

/// The row of a term at `rank`, from 1.
pub fn term_row(layer: &LayerCounts, rank: usize, id: TermId) -> Vec<Cell> {
    counted_row(rank as u64, layer.term(id).to_owned(), layer.count(id), layer.tokens, layer.documents(id))
}

/// The same of a term that occurs so often among so many tokens, in so many documents.
pub fn counted_row(rank: u64, term: String, count: u64, tokens: u64, documents: u64) -> Vec<Cell> {
    vec![
        Cell::Integer(rank),
        Cell::Text(term),
        Cell::Integer(count),
        per_million(count, tokens),
        Cell::Integer(documents),
    ]
}

fn term_rows(layer: &LayerCounts, top: usize) -> Rows {
    let mut rows = Rows::new(term_columns());
    for (at, id) in layer.ranked().into_iter().take(top).enumerate() {
        rows.push(term_row(layer, at + 1, id));
    }
    rows.left_out = (layer.len() - rows.rows.len()) as u64;
    rows
}

fn root_rows(profile: &Profile, layer: &LayerCounts, top: usize) -> Rows {
    let mut columns = term_columns();
    columns.push(Column::arabic("forms"));
    let mut rows = Rows::new(columns);
    for (at, id) in layer.ranked().into_iter().take(top).enumerate() {
        let mut row = term_row(layer, at + 1, id);
        let forms = layer.forms(profile, id);
        row.push(Cell::List(forms.into_iter().take(FORMS).map(|(form, _)| form.to_owned()).collect(), ";"));
        rows.push(row);
    }
    rows.left_out = (layer.len() - rows.rows.len()) as u64;
    rows
}

/// The columns of a list of n-grams.
pub fn ngram_columns() -> Vec<Column> {
    vec![
        Column::integer("rank"),
        Column::arabic("ngram"),
        Column::integer("count"),
        Column::float("per_million"),
    ]
}

/// The `most` most frequent n-grams (all of them: `usize::MAX`), ties in the order of code points, component by
/// component. O(n) for few, O(n log n) for all.
pub fn ranked_ngrams(layer: &LayerCounts, ngrams: &Ngrams, most: usize) -> Vec<(Vec<TermId>, u64)> {
    // Texts are compared once for each term, not once for each pair of n-grams.
    let places = layer.places();
    let order = |a: &Ngram, b: &Ngram| {
        let place = |id: &TermId| places[id.index()];
        b.count.cmp(&a.count).then_with(|| a.terms.iter().map(place).cmp(b.terms.iter().map(place)))
    };
    let mut ranked: Vec<Ngram> = ngrams.iter().collect();
    if most < ranked.len() {
        ranked.select_nth_unstable_by(most, order);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by(order);
    ranked.into_iter().map(|ngram| (ngram.terms.to_vec(), ngram.count)).collect()
}

fn ngram_rows(layer: &LayerCounts, ngrams: &Ngrams, top: usize) -> Rows {
    let mut rows = Rows::new(ngram_columns());
    for (at, (terms, count)) in ranked_ngrams(layer, ngrams, top).into_iter().enumerate() {
        rows.push(vec![
            Cell::Integer(at as u64 + 1),
            Cell::Text(ngram_text(layer, &terms)),
            Cell::Integer(count),
            per_million(count, ngrams.total()),
        ]);
    }
    rows.left_out = (ngrams.len() - rows.rows.len()) as u64;
    rows
}

/// The components of an n-gram, joined by one space.
pub fn ngram_text(layer: &LayerCounts, terms: &[TermId]) -> String {
    terms.iter().map(|&id| layer.term(id)).collect::<Vec<_>>().join(" ")
}

/// Letters of each counted token, and the counts of readability formulas: of the word tokens with an Arabic letter.
fn letters(profile: &Profile, words: &LayerCounts) -> (Histogram, Counts) {
    let mut histogram = Histogram::default();
    let mut counts = Counts { sentences: profile.arabic_sentences, rule: Rule::Words, ..Counts::default() };
    let mut seen = vec![false; words.len()];
    for ((surface, kind, count), term) in profile.types.iter().zip(words.of_type()) {
        let letters = surface.chars().filter(|&c| class(c) == Class::Letter).count() as u64;
        if letters > 0 {
            histogram.add(letters, count);
        }
        let arabic = surface.chars().any(|c| class(c) == Class::Letter && is_arabic(c));
        if let (TokenKind::Word, true, Some(term)) = (kind, arabic, term) {
            seen[term.index()] = true;
            counts.add_words(letters, count);
        }
    }
    counts.types = Some(seen.into_iter().filter(|&seen| seen).count() as u64);
    (histogram, counts)
}

/// What folding did, as counts.
fn audit(profile: &Profile, folding: Folding) -> Tree {
    let audit = profile.audit(folding);
    let flags = folding.iter().map(|flag| (flag.name(), Tree::count(audit.per_flag[flag.index()])));
    Tree::object([
        ("chars_in", Tree::count(audit.chars_in)),
        ("chars_out", Tree::count(audit.chars_out)),
        ("bytes_in", Tree::count(audit.bytes_in)),
        ("bytes_out", Tree::count(audit.bytes_out)),
        ("tokens_changed", Tree::count(audit.tokens_changed)),
        ("tokens_emptied", Tree::count(audit.tokens_emptied)),
        ("per_flag", Tree::object(flags)),
    ])
}

/// The share of the letters that are Arabic, if there are letters.
pub fn arabic_share(characters: &Characters) -> Option<f64> {
    (characters.letters > 0).then(|| characters.arabic_letters as f64 / characters.letters as f64)
}
