//! The model of levels: graded sentences → trees over their features. Whatever is told of a training sentence by the
//! words of others is told by other documents' sentences.

use crate::boost::{Growth, grow};
use crate::folds::by_document;
use mizan::morphology::Analyzer;
use mizan::readability::{Buffers, Forest, KEYS, Known, Seen, Token, features};
use mizan::{Settings, TokenKind};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A graded sentence.
pub struct Sentence {
    /// Its tokens.
    pub tokens: Vec<Rc<Token>>,
    /// Its level.
    pub level: f64,
    /// Its document.
    pub document: String,
}

impl Sentence {
    /// How many words it has.
    pub fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.is_word()).count()
    }

    /// How many distinct words it has.
    fn distinct(&self) -> usize {
        let mut keys: Vec<_> = self.tokens.iter().filter_map(|token| token.keys[0]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    }

    /// What it is known by on a layer, each once: forms of all words, lemmas and roots of content words.
    fn keys(&self, layer: usize) -> Vec<u64> {
        let words = self.tokens.iter().filter(|token| layer == 0 || token.is_content);
        let mut keys: Vec<u64> = words.filter_map(|token| token.keys[layer]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Reads texts into tokens, each distinct one once.
pub struct Reader {
    tokenizer: Box<dyn mizan::Tokenizer>,
    worker: mizan::morphology::Worker<'static>,
    normalizer: mizan::Normalizer,
    known: HashMap<String, Option<Rc<Token>>>,
}

impl Reader {
    pub fn new() -> Self {
        Self {
            tokenizer: Settings::default().tokenizer.build(),
            worker: Analyzer::standard().worker(),
            normalizer: Token::normalizer(),
            known: HashMap::new(),
        }
    }

    pub fn read(&mut self, text: &str) -> Vec<Rc<Token>> {
        let mut spans = Vec::new();
        self.tokenizer.tokenize(text, &mut spans);
        let mut tokens = Vec::new();
        for span in spans.into_iter().filter(|token| token.kind != TokenKind::Space) {
            let surface = span.span.of(text);
            let token = match self.known.get(surface) {
                Some(token) => token.clone(),
                None => {
                    let token =
                        Token::read(&mut self.worker, &self.normalizer, span.kind, surface).map(Rc::new);
                    self.known.insert(surface.to_owned(), token.clone());
                    token
                }
            };
            tokens.extend(token);
        }
        tokens
    }
}

/// What is summed for a form, a lemma or a root.
#[derive(Clone, Copy, Default)]
struct Sums {
    sentences: f64,
    harder: f64,
    easy: f64,
}

/// What sentences tell of words.
#[derive(Default)]
pub struct Words {
    sums: HashMap<u64, Sums>,
}

/// How many sentences of no special level every word is held to stand in.
const SHRINK: f64 = 3.0;
/// The level of the easiest sentence of a word that was never seen.
const NEVER: f64 = 16.0;

impl Words {
    fn of(sentences: &[Sentence], chosen: &[usize], residual: &[f64]) -> Self {
        let mut words = Self::default();
        for &at in chosen {
            let sentence = &sentences[at];
            for key in (0..KEYS).flat_map(|layer| sentence.keys(layer)) {
                let sums = words.sums.entry(key).or_default();
                sums.sentences += 1.0;
                sums.harder += residual[at];
                sums.easy += (-sentence.level).exp();
            }
        }
        words
    }

    fn known(&self, key: u64) -> Known {
        let Some(sums) = self.sums.get(&key) else { return Known::NOTHING };
        Known {
            sentences: sums.sentences as u32,
            harder: (sums.harder / (sums.sentences + SHRINK)) as f32,
            easiest: -(sums.easy + (-NEVER).exp()).ln() as f32,
        }
    }

    /// All that is known, by key.
    pub fn all(&self) -> BTreeMap<u64, Known> {
        self.sums.keys().map(|&key| (key, self.known(key))).collect()
    }

    fn features(&self, sentence: &Sentence) -> Vec<f32> {
        let known = |token: &Token| token.keys.map(|key| key.map(|key| self.known(key)));
        let seen: Vec<Seen> = sentence.tokens.iter().map(|token| Seen::new(token, known(token))).collect();
        let mut buffers = Buffers::default();
        features(seen.len(), |at| &seen[at], &mut buffers);
        buffers.features
    }
}

/// How the trees grow. The figures were chosen on folds of documents.
pub const GROWTH: Growth = Growth {
    trees: 240,
    leaves: 16,
    depth: 4,
    rate: 0.05,
    rows: 20,
    shrink: 5.0,
    features: 0.5,
    sample: 0.7,
    seed: 1,
};

/// The model, and what it knows of words.
pub struct Fitted {
    pub forest: Forest,
    pub words: Words,
}

/// The parts that training documents are split into, so that no sentence is described by its own document.
const INNER: usize = 5;

/// Fits the model to the sentences named by `chosen`.
pub fn fit(sentences: &[Sentence], chosen: &[usize], growth: &Growth) -> Fitted {
    let residual = residuals(sentences, chosen);
    let documents: Vec<String> = chosen.iter().map(|&at| sentences[at].document.clone()).collect();
    let parts = by_document(&documents, INNER, 7);
    let mut rows = vec![Vec::new(); sentences.len()];
    for part in 0..INNER {
        let of_part = |inside: bool| -> Vec<usize> {
            let own = chosen.iter().zip(&parts).filter(|(_, own)| (**own == part) == inside);
            own.map(|(&at, _)| at).collect()
        };
        let others = Words::of(sentences, &of_part(false), &residual);
        for at in of_part(true) {
            rows[at] = others.features(&sentences[at]);
        }
    }
    let targets: Vec<f64> = sentences.iter().map(|sentence| sentence.level).collect();
    Fitted { forest: grow(&rows, &targets, chosen, growth), words: Words::of(sentences, chosen, &residual) }
}

impl Fitted {
    /// The score of a sentence.
    pub fn score(&self, sentence: &Sentence) -> f64 {
        self.forest.value(&self.words.features(sentence))
    }
}

/// How much harder each sentence is than others of its number of distinct words.
fn residuals(sentences: &[Sentence], chosen: &[usize]) -> Vec<f64> {
    const MOST: usize = 25;
    let length: Vec<usize> = sentences.iter().map(|sentence| sentence.distinct().min(MOST)).collect();
    let mean = chosen.iter().map(|&at| sentences[at].level).sum::<f64>() / chosen.len() as f64;
    let expected: Vec<f64> = (0..=MOST)
        .map(|wanted| {
            let near = chosen.iter().filter(|&&at| length[at].abs_diff(wanted) <= 1);
            let (sum, n) = near.fold((0.0, 0.0), |(sum, n), &at| (sum + sentences[at].level, n + 1.0));
            (sum + 5.0 * mean) / (n + 5.0)
        })
        .collect();
    sentences.iter().zip(&length).map(|(sentence, &length)| sentence.level - expected[length]).collect()
}
