//! A word as the model sees it: its letters without marks, and what the analyser says of it.

use super::construction::{Construction, Constructions, Layer};
use crate::morphology::{Analysis, Kind, Root, Worker};
use crate::script::letter::*;
use crate::script::{Class, class, is_invisible};

/// A word form and its best analysis. Every text is folded: ا for أ إ آ ٱ, ي for ى.
#[derive(Clone, Debug)]
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
    /// What stands before the stem: و, ال …
    pub heads: Vec<String>,
    /// What stands after it: ه, كم …
    pub tails: Vec<String>,
    /// What its analysis costs, in nats: the rarer, the more.
    pub cost: f32,
    /// What it makes or belongs to.
    pub makes: Constructions,
    /// Whether the lexicon lists it.
    pub is_listed: bool,
    /// Whether it is a verb in the passive, as far as its letters and marks tell.
    pub is_passive: bool,
}

impl Form {
    /// Reads a word without marks, tatweel and invisible characters. `surface` is it as it is written: marks tell a
    /// passive, and nothing else.
    pub fn read(worker: &mut Worker<'_>, word: &str, surface: &str) -> Self {
        let analyses = worker.analyze(word);
        let best = analyses.best();
        let segments: Vec<String> = best.segments().into_iter().map(folded).collect();
        let stem = folded(best.stem());
        let longest =
            |segments: &[String]| (0..segments.len()).rev().max_by_key(|&at| segments[at].len()).unwrap_or(0);
        let place = segments.iter().position(|part| *part == stem).unwrap_or_else(|| longest(&segments));
        let letters = folded(word);
        let lemma = best.lemma().map_or_else(|| letters.clone(), |lemma| folded(&lemma));
        let pattern = best.pattern().map(|pattern| folded(&pattern)).unwrap_or_default();
        let tails = segments.get(place + 1..).unwrap_or_default();
        let bare = letters.strip_prefix([WAW, FEH]).unwrap_or(&letters);
        let makes = Constructions::of(Layer::Word, &letters)
            .with(Constructions::of(Layer::Word, bare))
            .with(Constructions::of(Layer::Lemma, &lemma))
            .with(Constructions::of(Layer::Pattern, &pattern));
        let makes =
            tails.iter().fold(makes, |made, tail| made.with(Constructions::of(Layer::Enclitic, tail)));
        let is_passive = is_passive(&best)
            || has_waw_for_alef(&stem, &pattern)
            || (word != surface && is_marked_passive(surface));
        Self {
            length: letters.chars().count(),
            kind: best.kind(),
            root: best.root(),
            heads: segments.get(..place).unwrap_or_default().to_vec(),
            tails: tails.to_vec(),
            cost: best.cost().clamp(0, 1 << 12) as f32 / 16.0,
            lemma,
            pattern,
            letters,
            stem,
            makes,
            is_listed: best.is_listed(),
            is_passive,
        }
    }

    /// Whether it is none of the words that only join others.
    pub fn is_content(&self) -> bool {
        self.kind != Kind::Function
    }

    /// Whether one of these is joined before it.
    pub fn has_head(&self, head: &str) -> bool {
        self.heads.iter().any(|part| part == head)
    }

    /// Whether it makes or belongs to a construction.
    pub fn makes(&self, construction: Construction) -> bool {
        self.makes.has(construction)
    }
}

/// Whether the best reading is a verb in the passive.
fn is_passive(best: &Analysis<'_>) -> bool {
    best.kind() == Kind::Content
        && Constructions::of(Layer::Vocalised, &folded(best.vocalised())).has(Construction::Passive)
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
    let fold = |c| match c {
        ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | ALEF_MADDA | ALEF_WASLA => ALEF,
        ALEF_MAKSURA => YEH,
        other => other,
    };
    // Most texts stay as they are.
    if text.chars().all(|c| fold(c) == c) { text.to_owned() } else { text.chars().map(fold).collect() }
}
