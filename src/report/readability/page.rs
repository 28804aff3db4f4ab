//! The page for the eye: the level, the formulas, the sentences to rewrite first, with reasons.

use super::super::escape::escape_visible;
use super::super::fit::{fit, isolated, width};
use super::super::number::{count, rounded};
use super::super::{Bidi, Options, bars};
use super::reasons::reasons;
use crate::measure::{Asked, Interval, Score};
use crate::readability::{LEVELS, Part, Spread, Unit};
use std::fmt::Write;

/// A hard sentence with its text.
#[derive(Clone, Debug)]
pub struct Hard {
    /// The sentence.
    pub unit: Unit,
    /// It as it stands.
    pub text: String,
    /// The line where it begins, from 1.
    pub line: u64,
    /// Its document, if there are several.
    pub document: Option<String>,
}

/// A formula's score with its interval, if it has one.
pub(super) type Scored = (Asked, Score, Option<Interval>);

/// A document as text for a screen of `columns` columns; with the hardest sentences comes whether all of their reasons
/// are shown, or those that weigh.
pub fn page(
    title: &str,
    document: &Unit,
    spread: Option<&Spread>,
    scores: &[Scored],
    (hard, all): (&[Hard], bool),
    columns: usize,
    options: &Options,
) -> String {
    let mut page = Page { text: String::new(), columns: columns.clamp(60, 120), all, options };
    page.title(title, document);
    page.level(document, spread);
    page.sentences(hard);
    page.formulas(scores);
    page.text
}

struct Page<'a> {
    text: String,
    columns: usize,
    /// Every reason is shown.
    all: bool,
    options: &'a Options,
}

impl Page<'_> {
    fn bold(&self, text: &str) -> String {
        if self.options.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn digits(&self, text: String) -> String {
        self.options.digits.of(text)
    }

    fn number(&self, value: u64) -> String {
        self.digits(count(value, self.options.grouping))
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn title(&mut self, title: &str, document: &Unit) {
        let counts = &document.counts;
        let size =
            format!("{} words, {} sentences", self.number(counts.words), self.number(counts.sentences));
        let name = fit(title, self.columns.saturating_sub(size.len() + 3)).into_owned();
        let space = " ".repeat(self.columns.saturating_sub(width(&name) + width(&size)));
        let mut shown = String::new();
        isolated(&name, if name.is_ascii() { Bidi::None } else { self.options.bidi }, &mut shown);
        let shown = self.bold(&shown);
        self.line(&format!("{shown}{space}{size}"));
        self.text.push('\n');
    }

    fn level(&mut self, document: &Unit, spread: Option<&Spread>) {
        let grade = match &document.grade {
            Ok(grade) => *grade,
            Err(reason) => {
                let heading = self.bold("Level");
                self.line(&format!("{heading}  – {}: {}", reason.code(), reason));
                return;
            }
        };
        let level = &grade.level;
        let heading = self.bold(&format!("Level {} of {LEVELS}", level.level_19()));
        let scales = self.digits(format!(
            "{} of 7, {} of 5, {} of 3; four of five texts so scored lie from {:.1} to {:.1}",
            level.level_7(),
            level.level_5(),
            level.level_3(),
            level.low,
            level.high
        ));
        let heading = self.digits(heading);
        self.line(&format!("{heading}  {scales}"));
        let Some(spread) = spread else { return };
        let means = self.digits(format!(
            "mean of sentences {:.1}, nine of ten at most {:.1}; a usual sentence {:.1}, and here",
            spread.mean, spread.p90, grade.base
        ));
        self.line(&format!("  {means}"));
        let mut parts: Vec<(Part, f64)> = Part::ALL.into_iter().zip(grade.parts).collect();
        parts.sort_by(|a, b| b.1.total_cmp(&a.1));
        let parts: Vec<String> =
            parts.into_iter().map(|(part, value)| format!("{value:+.1} {}", part.name())).collect();
        let parts = self.digits(parts.join(", "));
        self.line(&format!("  {parts}"));
        self.text.push('\n');
        let heading = self.bold("Sentences");
        self.line(&format!("{heading}, by level"));
        let first = spread.levels.iter().position(|&n| n > 0).unwrap_or(0);
        let last = spread.levels.iter().rposition(|&n| n > 0).unwrap_or(0);
        let rows: Vec<(String, u64)> =
            (first..=last).map(|at| (self.digits(format!("{:>2}", at + 1)), spread.levels[at])).collect();
        let drawn = bars(&rows, self.columns.saturating_sub(24).min(50), self.options);
        for line in drawn.lines() {
            self.line(&format!("  {line}"));
        }
    }

    fn sentences(&mut self, hard: &[Hard]) {
        if hard.is_empty() {
            return;
        }
        self.text.push('\n');
        let heading = self.bold("Hardest sentences");
        self.line(&format!("{heading}: rewrite these first"));
        for (at, sentence) in hard.iter().enumerate() {
            let Ok(grade) = &sentence.unit.grade else { continue };
            let place = match &sentence.document {
                Some(name) => format!("{}, line {}", escape_visible(name), self.number(sentence.line)),
                None => format!("line {}", self.number(sentence.line)),
            };
            let level = &grade.level;
            let head = self.digits(format!(
                "{}. level {} (score {:.1}, from {:.1} to {:.1})",
                at + 1,
                level.level_19(),
                level.score,
                level.low,
                level.high
            ));
            self.line(&format!("{head}, {place}"));
            for line in wrapped(&sentence.text, self.columns - 3) {
                let mut shown = "   ".to_owned();
                isolated(&line, self.options.bidi, &mut shown);
                self.line(&shown);
            }
            self.reasons(&sentence.unit);
        }
    }

    /// What adds at least a quarter of a level, and the hardest facts.
    fn reasons(&mut self, unit: &Unit) {
        const LEAST: f64 = 0.25;
        const FACTS: usize = 3;
        let all = reasons(unit);
        let weighs = |value: f64| self.all || value >= LEAST;
        let parts: Vec<_> = all.iter().filter(|why| why.contribution.is_some_and(weighs)).collect();
        for why in parts {
            let value = self.digits(format!("{:+.1}", why.contribution.unwrap_or_default()));
            self.reason(&format!("   {value} "), &format!("{}: {}", why.code, why.english));
        }
        let facts: Vec<&str> = all
            .iter()
            .filter(|why| why.at_least.is_some_and(|level| self.all || level >= 8))
            .map(|why| why.english.as_str())
            .take(if self.all { usize::MAX } else { FACTS })
            .collect();
        if !facts.is_empty() {
            self.reason("        ", &format!("it has {}", facts.join("; ")));
        }
    }

    /// A reason that may hold words of the text, which stand last so that they move nothing.
    fn reason(&mut self, before: &str, text: &str) {
        let text = fit(text, self.columns.saturating_sub(width(before))).into_owned();
        let mut shown = before.to_owned();
        // The first strong letter is Latin; what follows is laid out within it.
        isolated(&text, if text.is_ascii() { Bidi::None } else { self.options.bidi }, &mut shown);
        self.line(&shown);
    }

    fn formulas(&mut self, scores: &[Scored]) {
        self.text.push('\n');
        let heading = self.bold("Formulas");
        self.line(&format!("{heading}, for comparison: none of them knows words"));
        let name_width = scores.iter().map(|(asked, ..)| width(&asked.name())).max().unwrap_or(0);
        for (asked, score, interval) in scores {
            let Some(formula) = asked.formula() else { continue };
            let value = match score {
                Score::Undefined(reason) => format!("– {}", reason.code()),
                Score::Count(value) => self.number(*value),
                Score::Value(value) => {
                    let text = rounded(*value, self.options.grouping);
                    self.digits(text.unwrap_or_else(|| "–".to_owned()))
                }
            };
            let about = format!("greater is {}, {}", formula.direction.name(), formula.calibration.says());
            let mut line = format!("  {:<name_width$}  {value:>10}", asked.name());
            let _ = write!(line, "  {about}");
            if let Some(interval) = interval {
                let between = self.digits(format!(" (from {:.1} to {:.1})", interval.low, interval.high));
                if width(&line) + width(&between) <= self.columns {
                    line.push_str(&between);
                }
            }
            self.line(&line);
        }
    }
}

/// A text in lines of at most so many columns, broken at spaces. O(n).
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = fit(word, columns).into_owned();
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(&word) <= columns => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}
