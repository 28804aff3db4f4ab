//! The main report on one screen: figures, most frequent items side by side, a histogram. Plain text; escapes only
//! for bold headings.

use super::fit::{fit, isolated, width};
use super::number::{count, rounded};
use super::{Bidi, Cell, Options, Rows, Stats, bars};
use crate::measure::{Score, Summary};
use std::fmt::Write;

/// The report as text for a screen of `columns` columns.
pub fn screen(stats: &Stats, title: &str, columns: usize, options: &Options) -> String {
    let mut page = Page { text: String::new(), columns: columns.clamp(60, 120), options };
    page.title(stats, title);
    page.figures(stats);
    page.lists(&[
        ("words", &stats.words),
        ("bigrams", &stats.bigrams),
        ("stems", &stats.stems),
        ("roots", &stats.roots),
    ]);
    page.histogram(stats);
    page.text
}

struct Page<'a> {
    text: String,
    columns: usize,
    options: &'a Options,
}

/// Between two columns of the page.
const GAP: usize = 3;

impl Page<'_> {
    fn bold(&self, text: &str) -> String {
        if self.options.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn number(&self, value: u64) -> String {
        self.options.digits.of(count(value, self.options.grouping))
    }

    fn score(&self, score: Score) -> String {
        let text = match score {
            Score::Count(value) => return self.number(value),
            Score::Value(value) => rounded(value, self.options.grouping),
            Score::Undefined(reason) => return format!("– {}", reason.code()),
        };
        text.map_or_else(|| "–".to_owned(), |text| self.options.digits.of(text))
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn title(&mut self, stats: &Stats, title: &str) {
        let bytes = self.number(stats.profile.characters.bytes);
        let documents = stats.profile.documents;
        let size = match documents {
            1 => format!("{bytes} bytes"),
            _ => format!("{bytes} bytes, {} documents", self.number(documents)),
        };
        let name = fit(title, self.columns.saturating_sub(size.len() + GAP)).into_owned();
        let space = " ".repeat(self.columns.saturating_sub(width(&name) + size.len()));
        let mut shown = String::new();
        isolated(&name, if name.is_ascii() { Bidi::None } else { self.options.bidi }, &mut shown);
        let shown = self.bold(&shown);
        self.line(&format!("{shown}{space}{size}"));
    }

    /// Three columns of named figures.
    fn figures(&mut self, stats: &Stats) {
        let profile = &stats.profile;
        let (sentence, word) = (Summary::of(&profile.sentence_words), Summary::of(&stats.word_letters));
        let mut counts = vec![
            ("tokens".to_owned(), self.number(stats.tokens)),
            ("types".to_owned(), self.number(stats.frequencies.types)),
            ("occurring once".to_owned(), self.number(stats.frequencies.hapax)),
            ("sentences".to_owned(), self.number(profile.sentences)),
            ("paragraphs".to_owned(), self.number(profile.paragraphs)),
            ("distinct roots".to_owned(), self.number(stats.rooted.1)),
            ("letters".to_owned(), self.number(profile.characters.letters)),
        ];
        counts.truncate(7);
        let lengths = vec![
            ("words a sentence".to_owned(), self.score(sentence.mean)),
            ("  median".to_owned(), self.score(sentence.median)),
            ("  deviation".to_owned(), self.score(sentence.sd_sample)),
            ("  longest".to_owned(), self.score(whole(sentence.max))),
            ("letters a word".to_owned(), self.score(word.mean)),
            ("  median".to_owned(), self.score(word.median)),
            ("  longest".to_owned(), self.score(whole(word.max))),
        ];
        let wanted = ["ttr", "mattr_50", "mtld", "yule_k", "heeti_2", "aari_rate", "lix"];
        let scores = stats.diversity.iter().chain(&stats.readability);
        let scores: Vec<_> = scores
            .filter(|(asked, _)| wanted.contains(&asked.id().as_str()))
            .map(|(asked, score)| (asked.name(), self.score(*score)))
            .collect();
        self.text.push('\n');
        let blocks = [("Counts", counts), ("Lengths", lengths), ("Diversity and readability", scores)];
        let blocks: Vec<Vec<String>> = blocks.iter().map(|(title, lines)| self.block(title, lines)).collect();
        let widths: Vec<usize> =
            blocks.iter().map(|block| block.iter().map(|line| width(line)).max().unwrap_or(0)).collect();
        let spare = self.columns.saturating_sub(widths.iter().sum::<usize>()) / (blocks.len() - 1);
        let gap = spare.clamp(GAP, 12);
        let height = blocks.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            let mut line = String::new();
            for (at, block) in blocks.iter().enumerate() {
                let cell = block.get(row).map_or("", String::as_str);
                let pad = if at + 1 == blocks.len() { 0 } else { widths[at] + gap - width(cell) };
                let shown = if row == 0 { self.bold(cell) } else { cell.to_owned() };
                let _ = write!(line, "{shown}{}", " ".repeat(pad));
            }
            self.line(&line);
        }
    }

    /// A heading and lines `name   value`, values right-aligned.
    fn block(&self, title: &str, lines: &[(String, String)]) -> Vec<String> {
        let name_width = lines.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let value_width = lines.iter().map(|(_, value)| width(value)).max().unwrap_or(0);
        let mut block = vec![title.to_owned()];
        block.extend(lines.iter().map(|(name, value)| {
            let pad = name_width - width(name) + 2 + value_width - width(value);
            format!("{name}{}{value}", " ".repeat(pad))
        }));
        block
    }

    /// Lists side by side, as many as fit: count, then term, so that a term drawn too wide moves no number of its
    /// own list.
    fn lists(&mut self, lists: &[(&str, &Rows)]) {
        const TERM_COLUMNS: usize = 15;
        let shown: Vec<(&str, Vec<(String, String)>)> = lists
            .iter()
            .map(|(title, rows)| (*title, rows.rows.iter().map(|row| self.item(row)).collect()))
            .filter(|(_, items): &(_, Vec<_>)| !items.is_empty())
            .collect();
        if shown.is_empty() {
            return;
        }
        let count_width =
            |items: &[(String, String)]| items.iter().map(|(count, _)| width(count)).max().unwrap_or(0);
        let least: usize = shown.iter().map(|(_, items)| count_width(items) + 1 + TERM_COLUMNS + GAP).sum();
        let across = if least <= self.columns + GAP { shown.len() } else { 2 };
        for band in shown.chunks(across) {
            let counts: usize = band.iter().map(|(_, items)| count_width(items) + 1 + GAP).sum();
            let term_columns = (self.columns + GAP).saturating_sub(counts) / band.len();
            self.text.push('\n');
            let mut heading = String::new();
            for (title, items) in band {
                let used = count_width(items) + 1 + term_columns + GAP;
                let name = format!("Top {title}");
                let _ =
                    write!(heading, "{}{}", self.bold(&name), " ".repeat(used.saturating_sub(name.len())));
            }
            self.line(&heading);
            let height = band.iter().map(|(_, items)| items.len()).max().unwrap_or(0);
            for row in 0..height {
                let mut line = String::new();
                for (_, items) in band {
                    let (number, term) = items.get(row).map_or(("", ""), |(number, term)| (number, term));
                    let term = fit(term, term_columns);
                    let _ = write!(line, "{}{number} ", " ".repeat(count_width(items) - width(number)));
                    isolated(&term, self.options.bidi, &mut line);
                    line.push_str(&" ".repeat(term_columns + GAP - width(&term)));
                }
                self.line(&line);
            }
        }
    }

    /// Count and term of a row `rank term count …`.
    fn item(&self, row: &[Cell]) -> (String, String) {
        let number = match row.get(2) {
            Some(Cell::Integer(value)) => self.number(*value),
            _ => String::new(),
        };
        match row.get(1) {
            Some(Cell::Text(term)) => (number, term.clone()),
            _ => (number, String::new()),
        }
    }

    /// How many sentences there are of each length.
    fn histogram(&mut self, stats: &Stats) {
        let lengths = &stats.profile.sentence_words;
        let Some(longest) = lengths.max().filter(|&longest| longest > 0) else { return };
        // The last of a hundred sentences would make one bar of all others.
        let usual = lengths.at_rank(lengths.n() * 99 / 100).unwrap_or(longest).max(1);
        const BINS: u64 = 8;
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
            .into_iter()
            .find(|step| usual.div_ceil(*step) <= BINS)
            .unwrap_or_else(|| usual.div_ceil(BINS));
        let bin = |length: u64| (length.saturating_sub(1) / step).min(usual.div_ceil(step)) as usize;
        let mut bins = vec![0u64; bin(longest) + 1];
        for (length, sentences) in lengths.iter() {
            bins[bin(length)] += sentences;
        }
        let open = (longest > usual.div_ceil(step) * step).then(|| bins.len() - 1);
        let labelled: Vec<(String, u64)> = bins
            .into_iter()
            .enumerate()
            .map(|(at, sentences)| {
                let (first, last) = (at as u64 * step + 1, (at as u64 + 1) * step);
                let label = match (step, open == Some(at)) {
                    (_, true) => format!("{first}+"),
                    (1, _) => first.to_string(),
                    _ => format!("{first}–{last}"),
                };
                (self.options.digits.of(label), sentences)
            })
            .collect();
        self.text.push('\n');
        let heading = format!("{}, by words in them", self.bold("Sentences"));
        self.line(&heading);
        let columns = self.columns.saturating_sub(24).min(50);
        let drawn = bars(&labelled, columns, self.options);
        for line in drawn.lines() {
            self.line(&format!("  {line}"));
        }
    }
}

/// A length is a whole number.
fn whole(score: Score) -> Score {
    match score {
        Score::Value(value) => Score::Count(value as u64),
        other => other,
    }
}
