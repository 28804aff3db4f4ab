//! The analyser: a word → its analyses. Beginnings × stems × endings from the lexicon, weighed; then shapes for
//! roots that license no such stem; then the guess that the word has no root at all.

use super::affixes::{Affix, Affixes};
use super::analysis::{Analyses, Candidate, NONE};
use super::cache::FormCache;
use super::lexicon::{Kind, Lexicon, MAKES_NOTHING, Stem, StemClass};
use super::shapes::Shapes;
use super::skeleton::{FOREIGN, MAX_LETTERS, Other, Skeleton};
use super::{Root, spelling};

/// The most letters that a stem of the lexicon has.
const LONGEST_STEM: usize = 12;
/// The most analyses that are kept of a word, one for each root.
const MOST: usize = 32;
/// A cost beyond any other.
const IMPOSSIBLE: i32 = i32::MAX / 2;

/// The analyser with its lexicon. Immutable; threads share it, each with a [`Worker`] of its own.
#[derive(Clone)]
pub struct Analyzer {
    pub(super) lexicon: Lexicon,
    heads: Affixes,
    tails: Affixes,
    shapes: Shapes,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new(Lexicon::default())
    }
}

impl Analyzer {
    /// An analyser with this lexicon.
    pub fn new(lexicon: Lexicon) -> Self {
        Self {
            heads: Affixes::heads(&lexicon.grammar.heads),
            tails: Affixes::tails(&lexicon.grammar.tails),
            shapes: Shapes::new(&lexicon.grammar.shapes),
            lexicon,
        }
    }

    /// The analyser with the project's own lexicon, made once in a process.
    pub fn standard() -> &'static Self {
        static STANDARD: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
        STANDARD.get_or_init(Self::default)
    }

    /// Its lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What analyses words with it: the buffers of one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            analyzer: self,
            letters: Skeleton::default(),
            candidates: Vec::with_capacity(MOST),
            pattern: Vec::new(),
            found: Vec::new(),
            collects: false,
            collected: String::new(),
            joined: Vec::new(),
            cache: FormCache::new(),
        }
    }
}

/// A beginning, a stem and an ending that may stand together, and what they cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joined {
    pub(super) cost: i32,
    pub(super) root: Option<Root>,
    pub(super) kind: Kind,
    pub(super) pattern: u16,
    /// The seats of the stem in the lexicon.
    pub(super) seats: u32,
    pub(super) head: u32,
    pub(super) tail: u32,
}

/// The buffers of one thread, and what it remembers.
pub struct Worker<'a> {
    analyzer: &'a Analyzer,
    letters: Skeleton,
    candidates: Vec<Candidate>,
    pattern: Vec<(u8, u8)>,
    /// Roots by shape, with the number of the shape.
    found: Vec<(Root, u16)>,
    /// Whether every split is kept in `joined`, and not the best of each root alone.
    collects: bool,
    /// The word whose splits `joined` holds as the search left them, if any: asked for its readings next, it is not
    /// searched again.
    collected: String,
    joined: Vec<Joined>,
    cache: FormCache<(Option<Root>, Kind)>,
}

impl Worker<'_> {
    /// Analyses a word. Total: any string has an analysis, if only that it is unknown. O(n) for longer strings,
    /// whose letters are not looked at beyond the 32nd.
    pub fn analyze<'w>(&'w mut self, word: &'w str) -> Analyses<'w> {
        self.candidates.clear();
        self.joined.clear();
        self.collected.clear();
        match self.letters.read(word) {
            Ok(()) => self.search(),
            Err(other) => {
                let kind = match other {
                    Other::Number => Kind::Number,
                    Other::Latin => Kind::Latin,
                    Other::Nothing => Kind::Unknown,
                };
                self.letters.len = 0;
                self.push_none(kind, 0);
            }
        }
        // The best of each root; the sort is stable, and the order of candidates that of the parts.
        self.candidates.sort_by_key(|candidate| (candidate.cost, candidate.root));
        let mut kept = 0;
        for at in 0..self.candidates.len() {
            let candidate = self.candidates[at];
            if self.candidates[..kept].iter().all(|known| known.root != candidate.root) {
                self.candidates[kept] = candidate;
                kept += 1;
            }
        }
        self.candidates.truncate(kept);
        if self.collects {
            self.collected.push_str(word);
        }
        Analyses { analyzer: self.analyzer, word, letters: &self.letters, candidates: &self.candidates }
    }

    /// The best root and the kind of a word, from memory if it was asked for before.
    pub fn root(&mut self, word: &str) -> (Option<Root>, Kind) {
        let place = FormCache::<(Option<Root>, Kind)>::place(word);
        if let Some(answer) = place.and_then(|place| self.cache.get(place)) {
            return answer;
        }
        let best = self.analyze(word).best();
        let answer = (best.root(), best.kind());
        if let Some(place) = place {
            self.cache.put(place, answer);
        }
        answer
    }

    /// Every licensed split of a word, with what it costs once the labels of whole words have been heard; none if
    /// the lexicon licenses none.
    pub(super) fn readings(&mut self, word: &str) -> (&Lexicon, &Skeleton, &[Joined]) {
        if self.collected.is_empty() || self.collected != word {
            let collects = std::mem::replace(&mut self.collects, true);
            self.analyze(word);
            self.collects = collects;
        }
        self.collected.clear();
        // A label makes all the splits of its root and kind cheaper.
        for candidate in &self.candidates {
            let same = |joined: &Joined| joined.root == candidate.root && joined.kind == candidate.kind;
            let least = self.joined.iter().filter(|joined| same(joined)).map(|joined| joined.cost).min();
            let Some(less) = least.map(|least| least - candidate.cost) else { continue };
            self.joined.iter_mut().filter(|joined| same(joined)).for_each(|joined| joined.cost -= less);
        }
        (&self.analyzer.lexicon, &self.letters, &self.joined)
    }

    /// From here on keeps what [`Self::readings`] needs of each word that is analysed.
    pub(super) fn collect(&mut self) {
        self.collects = true;
    }

    fn search(&mut self) {
        self.licensed(0);
        self.labelled(0);
        if self.candidates.is_empty() {
            let weights = self.analyzer.lexicon.grammar.weights;
            for most in [2, 1] {
                if self.candidates.is_empty() && self.letters.collapse(most) {
                    self.licensed(i32::from(weights.stretched));
                    self.labelled(i32::from(weights.stretched));
                }
            }
            self.unlicensed();
        } else if self.best_cost() > i32::from(self.analyzer.lexicon.grammar.weights.doubt) {
            let cost = self.no_root() + i32::from(self.analyzer.lexicon.grammar.weights.rival);
            if cost < self.best_cost() {
                self.push_none(Kind::Proper, cost);
            }
        }
        if self.candidates.is_empty() {
            self.push_none(if self.letters.foreign { Kind::Foreign } else { Kind::Unknown }, IMPOSSIBLE);
        }
    }

    /// Every split whose parts the lexicon has and lets stand together.
    fn licensed(&mut self, extra: i32) {
        let analyzer = self.analyzer;
        let len = self.letters.len;
        let codes = self.letters.codes;
        // The letters before each place as one number, so that those between two places are a shift away.
        let mut before = [0u64; MAX_LETTERS + 1];
        for at in 0..len {
            before[at + 1] = before[at] << 5 | u64::from(codes[at]);
        }
        let heads = analyzer.heads.at_front(&codes[..len]);
        let tails = analyzer.tails.at_end(&codes[..len]);
        for head in analyzer.heads.of(&heads) {
            for tail in analyzer.tails.of(&tails) {
                let (from, to) = (head.len, len - tail.len);
                let together = head.classes & tail.classes;
                if from >= to || to - from > LONGEST_STEM || together == 0 || head.kinds & tail.kinds == 0 {
                    continue;
                }
                let letters = before[to] & ((1 << (5 * (to - from))) - 1);
                for stem in analyzer.lexicon.stems(letters).filter(|stem| together >> stem.class & 1 != 0) {
                    self.join(head, stem, tail, extra);
                }
            }
        }
    }

    /// The rows of a beginning and an ending that go with a stem and with each other.
    fn join(&mut self, head: &Affix, stem: Stem, tail: &Affix, extra: i32) {
        let lexicon = &self.analyzer.lexicon;
        let Some((cost, head_row, tail_row)) = self.cheapest(head, tail, stem.class) else { return };
        let letters = &self.letters;
        let (from, to) = (head.len, letters.len - tail.len);
        let weights = &lexicon.grammar.weights;
        let mut cost = extra + cost + i32::from(stem.cost);
        cost += self.affix_seats(head, tail);
        cost += spelling::seats(
            weights,
            &letters.codes[from..to],
            letters.seats_of(from, to - from),
            u64::from(stem.seats),
        );
        if letters.marked {
            let (pattern, _) = lexicon.pattern(stem.pattern);
            spelling::marks_of(pattern, &mut self.pattern);
            cost += spelling::marks(weights, letters, from, &self.pattern);
        }
        let (root, kind) = lexicon.root_and_kind(stem.lemma);
        if self.collects {
            let (pattern, seats) = (stem.pattern, stem.seats);
            self.joined.push(Joined { cost, root, kind, pattern, seats, head: head_row, tail: tail_row });
        }
        self.push(Candidate {
            cost,
            root,
            kind,
            lemma: stem.lemma,
            pattern: u32::from(stem.pattern),
            head: head_row,
            tail: tail_row,
        });
    }

    /// The cheapest rows of a beginning and an ending for a class of stems, if any go together.
    fn cheapest(&self, head: &Affix, tail: &Affix, class: u8) -> Option<(i32, u32, u32)> {
        let mut best: Option<(i32, u32, u32)> = None;
        for first in head.rows(class) {
            for last in tail.rows(class).iter().filter(|last| last.kinds & first.kinds != 0) {
                let cost = i32::from(first.cost) + i32::from(last.cost);
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, u32::from(first.number), u32::from(last.number)));
                }
            }
        }
        best
    }

    fn affix_seats(&self, head: &Affix, tail: &Affix) -> i32 {
        let letters = &self.letters;
        let weights = &self.analyzer.lexicon.grammar.weights;
        let to = letters.len - tail.len;
        spelling::seats(weights, &letters.codes[..head.len], letters.seats_of(0, head.len), head.seats)
            + spelling::seats(weights, &letters.codes[to..], letters.seats_of(to, tail.len), tail.seats)
    }

    /// What the list of labelled forms says of the whole word: as it is listed and without marks, the label is the
    /// answer; else it is one reading among the others. A split that agrees gives the parts.
    fn labelled(&mut self, extra: i32) {
        let lexicon = &self.analyzer.lexicon;
        let codes = &self.letters.codes[..self.letters.len];
        let seats = self.letters.seats;
        let weights = &lexicon.grammar.weights;
        let first = self.best_cost();
        let found = lexicon.forms(codes).map(|form| {
            let mut cost = extra + i32::from(form.cost) + spelling::seats(weights, codes, seats, form.seats);
            if form.seats == seats && !self.letters.marked && extra == 0 {
                cost = cost.min(first - i32::from(weights.label));
            }
            (cost, form.lemma)
        });
        for (cost, lemma) in found {
            let (root, kind) = lexicon.root_and_kind(lemma);
            let plain = Candidate { cost, root, kind, lemma, pattern: NONE, head: NONE, tail: NONE };
            let same = |candidate: &&mut Candidate| candidate.root == root && candidate.kind == kind;
            let agreeing = match self.candidates.iter_mut().find(same) {
                Some(candidate) => Some(candidate),
                None => self.candidates.iter_mut().find(|candidate| candidate.root == root),
            };
            match agreeing {
                Some(candidate) if candidate.cost > cost => {
                    let same = candidate.kind == kind;
                    candidate.cost = cost;
                    candidate.kind = kind;
                    let tail = lexicon.grammar.tails.get(candidate.tail as usize);
                    if !same || tail.is_none_or(|tail| tail.makes == MAKES_NOTHING) {
                        candidate.lemma = lemma;
                    }
                }
                Some(_) => {}
                None => self.candidates.push(plain),
            }
        }
    }

    /// The least cost so far.
    fn best_cost(&self) -> i32 {
        self.candidates.iter().map(|candidate| candidate.cost).min().unwrap_or(IMPOSSIBLE)
    }

    /// What it costs that the word is a name or loan that the lexicon does not have.
    fn no_root(&self) -> i32 {
        let analyzer = self.analyzer;
        let len = self.letters.len;
        let codes = &self.letters.codes[..len];
        // What the letters before each place cost, each after the two before it.
        let mut before = [0; MAX_LETTERS + 1];
        for at in 0..len {
            let inner = if at < 2 { 0 } else { self.letter_cost(codes[at - 2], codes[at - 1], codes[at]) };
            before[at + 1] = before[at] + inner;
        }
        let heads = analyzer.heads.at_front(codes);
        let tails = analyzer.tails.at_end(codes);
        let mut least = IMPOSSIBLE;
        for head in analyzer.heads.of(&heads) {
            for tail in analyzer.tails.of(&tails) {
                let (from, to) = (head.len, len.saturating_sub(tail.len));
                if from + 2 > to {
                    continue;
                }
                if let Some((cost, ..)) = self.cheapest(head, tail, StemClass::Name as u8) {
                    let ends = self.letter_cost(0, 0, codes[from])
                        + self.letter_cost(0, codes[from], codes[from + 1])
                        + self.letter_cost(codes[to - 2], codes[to - 1], 0);
                    let letters = ends + before[to] - before[from + 2];
                    least = least.min(cost + self.affix_seats(head, tail) + letters);
                }
            }
        }
        if least == IMPOSSIBLE { least } else { least + i32::from(analyzer.lexicon.grammar.weights.foreign) }
    }

    /// What a letter costs after two others in a word without root; 0 stands for the ends of the word.
    fn letter_cost(&self, first: u8, second: u8, letter: u8) -> i32 {
        if letter == FOREIGN {
            return 0;
        }
        let at = usize::from(first) << 10 | usize::from(second) << 5 | usize::from(letter);
        self.analyzer.lexicon.grammar.foreign.get(at).map_or(0, |&cost| i32::from(cost))
    }

    /// Roots that the shapes of the stem admit, and the word without root.
    fn unlicensed(&mut self) {
        let analyzer = self.analyzer;
        let grammar = &analyzer.lexicon.grammar;
        let len = self.letters.len;
        let codes = self.letters.codes;
        let no_root = self.no_root();
        let heads = analyzer.heads.at_front(&codes[..len]);
        let tails = analyzer.tails.at_end(&codes[..len]);
        for head in analyzer.heads.of(&heads) {
            for tail in analyzer.tails.of(&tails) {
                let to = len - tail.len;
                if head.len + 2 > to || head.classes & tail.classes == 0 || head.kinds & tail.kinds == 0 {
                    continue;
                }
                let seats = self.affix_seats(head, tail);
                let mut found = std::mem::take(&mut self.found);
                found.clear();
                if !self.letters.foreign {
                    analyzer.shapes.roots(&self.letters, head.len, to, |root, row| found.push((root, row)));
                }
                for &(root, row) in &found {
                    let shape = &grammar.shapes[usize::from(row)];
                    let Some(number) = analyzer.lexicon.root_number(root) else { continue };
                    let Some((cost, head, tail)) = self.cheapest(head, tail, shape.class) else { continue };
                    let own = i32::from(shape.cost) + i32::from(grammar.root_costs[number]);
                    let cost = cost + seats + own + i32::from(grammar.weights.guess);
                    self.push(Candidate {
                        cost,
                        root: Some(root),
                        kind: Kind::Content,
                        lemma: NONE,
                        pattern: u32::from(shape.pattern),
                        head,
                        tail,
                    });
                }
                self.found = found;
            }
        }
        let kind =
            if self.letters.foreign || self.candidates.is_empty() { Kind::Foreign } else { Kind::Unknown };
        self.push_none(kind, no_root);
    }

    fn push_none(&mut self, kind: Kind, cost: i32) {
        self.push(Candidate { cost, root: None, kind, lemma: NONE, pattern: NONE, head: NONE, tail: NONE });
    }

    /// Keeps the best candidate of each root and kind.
    fn push(&mut self, candidate: Candidate) {
        let same = |known: &&mut Candidate| known.root == candidate.root && known.kind == candidate.kind;
        if let Some(known) = self.candidates.iter_mut().find(same) {
            if candidate.cost < known.cost {
                *known = candidate;
            }
        } else if self.candidates.len() < MOST {
            self.candidates.push(candidate);
        } else if let Some(worst) = self.candidates.iter_mut().max_by_key(|known| known.cost)
            && candidate.cost < worst.cost
        {
            *worst = candidate;
        }
    }
}
