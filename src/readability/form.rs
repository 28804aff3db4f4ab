//! A word as the model sees it: its letters without marks, and what the analyser says of it.

use super::construction::{Construction, Constructions, Layer};
use super::seen::COST_STEPS;
use crate::morphology::{Analysis, Kind, Root, Worker};
use crate::script::letter::*;
use crate::script::{Class, class, is_invisible};

/// A word form and its best analysis. Every text is folded: ا for أ إ آ ٱ, ي for ى.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Its letters.
    pub letters: String,
    /// How many there are.
    pub length: usize,
    /// What sort of word it is.
    pub kind: Kind,
    /// Its root.
    pub root: Option<Root>,
    /// Its lemma; the form itself if none is known.
    pub lemma: String,
    /// Its pattern over ف ع ل; empty if none is known.
    pub pattern: String,
    /// It without its clitics.
    pub stem: String,
    segments: Segments,
    /// Which of the segments is the stem.
    place: usize,
    /// What its analysis costs, in nats: the rarer, the more.
    pub cost: f32,
    /// What it makes or belongs to.
    pub makes: Constructions,
    /// Whether the lexicon lists it.
    pub is_listed: bool,
    /// Whether it is a verb in the passive, as far as its letters and marks tell.
    pub is_passive: bool,
    /// Room for a text that is being folded.
    spare: String,
}

impl Form {
    /// Reads a word without marks, tatweel and invisible characters. `surface` is it as it is written: marks tell a
    /// passive, and nothing else.
    pub fn read(worker: &mut Worker<'_>, word: &str, surface: &str) -> Self {
        Self::default().read_again(worker, word, surface)
    }

    /// The same, in the room of another.
    pub(super) fn read_again(mut self, worker: &mut Worker<'_>, word: &str, surface: &str) -> Self {
        let analyses = worker.analyze(word);
        let best = analyses.best();
        self.segments.clear();
        best.each_segment(|segment| self.segments.push(segment));
        fold_into(best.stem(), &mut self.stem);
        let segments = &self.segments;
        let longest = || (0..segments.len()).rev().max_by_key(|&at| segments.at(at).len()).unwrap_or(0);
        self.place = segments.iter().position(|part| *part == self.stem).unwrap_or_else(longest);
        fold_into(word, &mut self.letters);
        if best.write_lemma(&mut self.lemma) {
            fold_in_place(&mut self.lemma, &mut self.spare);
        } else {
            self.lemma.clone_from(&self.letters);
        }
        best.write_pattern(&mut self.pattern);
        fold_in_place(&mut self.pattern, &mut self.spare);
        let bare = self.letters.strip_prefix([WAW, FEH]);
        let mut makes = Constructions::of(Layer::Word, &self.letters)
            .with(Constructions::of(Layer::Lemma, &self.lemma))
            .with(Constructions::of(Layer::Pattern, &self.pattern));
        if let Some(bare) = bare {
            makes = makes.with(Constructions::of(Layer::Word, bare));
        }
        self.makes =
            self.tails().fold(makes, |made, tail| made.with(Constructions::of(Layer::Enclitic, tail)));
        self.is_passive = is_passive(&best, &mut self.spare)
            || has_waw_for_alef(&self.stem, &self.pattern)
            || (word != surface && is_marked_passive(surface));
        self.length = self.letters.chars().count();
        self.kind = best.kind();
        self.root = best.root();
        self.cost = best.cost().clamp(0, 1 << 12) as f32 / COST_STEPS;
        self.is_listed = best.is_listed();
        self
    }

    /// What stands before the stem: و, ال …
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().take(self.place)
    }

    /// What stands after it: ه, كم …
    pub fn tails(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().skip(self.place + 1)
    }

    /// How many stand before the stem, and after it.
    pub fn clitics(&self) -> (usize, usize) {
        let count = self.segments.len();
        (self.place.min(count), count.saturating_sub(self.place + 1))
    }

    /// Whether it is none of the words that only join others.
    pub fn is_content(&self) -> bool {
        self.kind != Kind::Function
    }

    /// Whether one of these is joined before it.
    pub fn has_head(&self, head: &str) -> bool {
        self.heads().any(|part| part == head)
    }

    /// Whether it makes or belongs to a construction.
    pub fn makes(&self, construction: Construction) -> bool {
        self.makes.has(construction)
    }
}

/// The parts of a word, folded, one after another.
#[derive(Clone, Debug, Default)]
struct Segments {
    text: String,
    ends: Vec<usize>,
}

impl Segments {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn push(&mut self, segment: &str) {
        self.text.extend(segment.chars().map(fold));
        self.ends.push(self.text.len());
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn at(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }

    fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|at| self.at(at))
    }
}

/// Whether the best reading is a verb in the passive.
fn is_passive(best: &Analysis<'_>, spare: &mut String) -> bool {
    if best.kind() != Kind::Content {
        return false;
    }
    fold_into(best.vocalised(), spare);
    Constructions::of(Layer::Vocalised, spare).has(Construction::Passive)
}

/// Whether a verb has و where its pattern has ا: of شاهد, شوهد.
fn has_waw_for_alef(stem: &str, pattern: &str) -> bool {
    let inner = pattern.chars().zip(stem.chars()).skip(1);
    pattern.chars().count() <= stem.chars().count() && inner.take(2).any(|pair| pair == (ALEF, WAW))
}

/// Whether the marks of a word are those of a passive: a u and an i on the first two letters, و and ف left aside, or a u
/// on the first letter of an imperfect, none on the second, an a on the third.
fn is_marked_passive(surface: &str) -> bool {
    let mut letters: Vec<(char, Option<char>)> = Vec::new();
    for c in surface.chars().filter(|c| !is_invisible(*c)) {
        match (c, letters.last_mut()) {
            (FATHATAN..=KASRA | SUKUN, Some(last)) => last.1 = Some(c),
            _ if class(c) == Class::Letter => letters.push((c, None)),
            _ => {}
        }
    }
    let joined = |letter: &(char, Option<char>)| matches!(letter, (WAW | FEH, Some(FATHA)));
    let from = usize::from(letters.len() > 3 && letters.first().is_some_and(joined));
    matches!(
        &letters[from..],
        [(_, Some(DAMMA)), (_, Some(KASRA)), ..]
            | [(ALEF_HAMZA_ABOVE | TEH | NOON | YEH, Some(DAMMA)), (_, Some(SUKUN)), (_, Some(FATHA)), _, ..]
    )
}

/// A text folded as the model's words are.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

fn fold(c: char) -> char {
    match c {
        ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | ALEF_MADDA | ALEF_WASLA => ALEF,
        ALEF_MAKSURA => YEH,
        other => other,
    }
}

/// Writes a text folded.
fn fold_into(text: &str, out: &mut String) {
    out.clear();
    // Most texts stay as they are.
    if may_fold(text) { out.extend(text.chars().map(fold)) } else { out.push_str(text) }
}

fn fold_in_place(text: &mut String, spare: &mut String) {
    if may_fold(text) {
        fold_into(text, spare);
        std::mem::swap(text, spare);
    }
}

/// Whether a text has the last byte of a letter that is folded.
fn may_fold(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xA2 | 0xA3 | 0xA5 | 0xB1 | 0x89))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_folded_are_seen_by_their_bytes() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = String::from(c);
            assert_eq!(folded(&text), fold(c).to_string(), "{c}");
        }
    }
}
