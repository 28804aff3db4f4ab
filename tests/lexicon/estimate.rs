//! The costs, estimated from the project's own labelled forms by expectation–maximisation: how likely a lemma is, a
//! stem of its lemma, a beginning and an ending of a stem of its class. What the forms do not tell, the bands of the
//! roots and the costs of the tables do.

use crate::assemble::{Assembly, Lemma, Place};
use crate::plain::{Split, Splitter};
use mizan::morphology::lexicon::{COSTS_PER_NAT, Head, StemClass, Tail, Weights};
use std::collections::BTreeMap;

/// Rounds of counting.
const ROUNDS: usize = 4;

/// What the estimation believes before it counts. Chosen by `cross_validation`.
#[derive(Clone, Copy, Debug)]
pub struct Beliefs {
    /// How strongly the number of occurrences of a form counts: 1 in full, 0 not at all.
    pub damping: f64,
    /// How a root's mass grows with its band, in nats a band.
    pub band: f64,
    /// The share of its root's mass that a lemma has which no form has shown.
    pub unseen: f64,
    /// What a participle or verbal noun of a template has of that, a listed noun having 1.
    pub derived: f64,
    /// How fast that falls along the list of nouns of a root.
    pub order: f64,
    /// The mass of a lemma without root that no form has shown.
    pub rootless: f64,
    /// How many occurrences the shares of stems in their lemma are believed to be worth.
    pub stems: f64,
    /// The same of beginnings.
    pub heads: f64,
    /// The same of endings.
    pub tails: f64,
}

impl Default for Beliefs {
    fn default() -> Self {
        let v = |name: &str, value: f64| std::env::var(name).map_or(value, |text| text.parse().unwrap());
        Self {
            damping: v("DAMPING", 0.5),
            band: v("BAND", 0.7),
            unseen: v("UNSEEN", 0.1),
            derived: v("DERIVED", 0.3),
            order: v("ORDER", 0.1),
            rootless: v("ROOTLESS", 2.0),
            stems: v("STEMS", 5.0),
            heads: v("HEADS", 30.0),
            tails: v("TAILS", 30.0),
        }
    }
}

/// The estimated lexicon.
pub struct Estimate {
    /// In units of the lexicon, for each stem: lemma and stem together.
    pub stems: Vec<u8>,
    /// Beginnings and endings, split by the classes they are estimated for.
    pub heads: Vec<Head>,
    pub tails: Vec<Tail>,
    /// For each root by number: what a word of it costs that the list does not license.
    pub roots: Vec<u8>,
}

/// The classes that share the frequencies of beginnings.
fn group(class: StemClass) -> usize {
    use StemClass::*;
    match class {
        Name => 1,
        Particle | Pronoun | Preposition => 2,
        Perfect | PerfectVowel | PerfectConsonant | PerfectFinal | PerfectInner | PerfectShort | PerfectNoon | PerfectTeh => 3,
        Imperfect | ImperfectVowel | ImperfectConsonant | ImperfectFinal | ImperfectInner | ImperfectShort => 4,
        Imperative | ImperativeShort => 5,
        _ => 0,
    }
}

const GROUPS: usize = 6;

fn ln(x: f64) -> f64 {
    libm::log(x)
}

fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Nats as a cost of the lexicon.
fn cost(nats: f64, most: i32) -> i32 {
    (libm::round(nats * f64::from(COSTS_PER_NAT)) as i32).clamp(0, most)
}

/// What is counted in a round.
struct Counts {
    lemmas: Vec<f64>,
    stems: Vec<f64>,
    heads: Vec<[f64; GROUPS]>,
    tails: Vec<BTreeMap<StemClass, f64>>,
}

/// Probabilities as nats.
struct Costs {
    stems: Vec<f64>,
    heads: Vec<[f64; GROUPS]>,
    tails: Vec<BTreeMap<StemClass, f64>>,
}

pub fn estimate(assembly: &Assembly, weights: Weights, beliefs: Beliefs) -> Estimate {
    let model = Model::new(assembly, beliefs);
    let splitter = Splitter::new(
        assembly.heads.iter().map(|(head, _)| head),
        assembly.tails.iter().map(|(tail, _)| tail),
        assembly.stems.iter().map(|stem| (stem.spelling.as_str(), stem.class)),
        weights,
    );
    // The splits of each labelled form that agree with its label.
    let forms: Vec<(f64, Vec<Split>)> = assembly
        .labels
        .iter()
        .map(|label| {
            let root = label.root.as_deref().map(crate::assemble::root);
            let splits = splitter.splits(&label.form);
            let lemma = |split: &Split| &assembly.lemmas[assembly.stems[split.stem].lemma];
            let mut right: Vec<Split> =
                splits.into_iter().filter(|split| lemma(split).root == root && (root.is_some() || lemma(split).kind == label.kind)).collect();
            let named = |split: &Split| crate::names_lemma(lemma(split), &assembly.tails[split.tail].0, &label.lemma);
            if right.iter().any(named) {
                right.retain(named);
            }
            (model.weight(label.band), right)
        })
        .collect();
    let mut costs = model.costs(&model.nothing());
    for _ in 0..ROUNDS {
        let mut counts = model.nothing();
        for (weight, splits) in &forms {
            let price = |split: &Split| {
                let stem = &assembly.stems[split.stem];
                costs.stems[split.stem]
                    + costs.heads[split.head][group(stem.class)]
                    + costs.tails[split.tail][&stem.class]
                    + f64::from(split.spelling) / f64::from(COSTS_PER_NAT)
            };
            let Some(least) = splits.iter().map(price).min_by(f64::total_cmp) else { continue };
            let sum: f64 = splits.iter().map(|split| exp(least - price(split))).sum();
            for split in splits {
                let share = weight * exp(least - price(split)) / sum;
                let stem = &assembly.stems[split.stem];
                counts.lemmas[stem.lemma] += share;
                counts.stems[split.stem] += share;
                counts.heads[split.head][group(stem.class)] += share;
                *counts.tails[split.tail].get_mut(&stem.class).expect("the tail takes the class") += share;
            }
        }
        costs = model.costs(&counts);
    }
    model.finish(&costs)
}

struct Model<'a> {
    assembly: &'a Assembly,
    beliefs: Beliefs,
    /// The mass of each root, and the sum of the trust in its lemmas.
    roots: BTreeMap<mizan::morphology::Root, (f64, f64)>,
    of_lemma: Vec<Vec<usize>>,
}

impl<'a> Model<'a> {
    fn new(assembly: &'a Assembly, beliefs: Beliefs) -> Self {
        let mut model = Self { assembly, beliefs, roots: BTreeMap::new(), of_lemma: Vec::new() };
        // For each root: its mass by band and labels, and how many lemmas share it.
        let mut roots: BTreeMap<_, (f64, f64)> =
            assembly.roots.iter().map(|(&root, &band)| (root, (exp(f64::from(band) * beliefs.band), 0.0))).collect();
        for label in &assembly.labels {
            if let Some(root) = label.root.as_deref().map(crate::assemble::root) {
                roots.get_mut(&root).expect("a root of the list").0 += model.weight(label.band);
            }
        }
        for (lemma, &place) in assembly.lemmas.iter().zip(&assembly.places) {
            if let Some(root) = lemma.root {
                roots.get_mut(&root).expect("a root of the list").1 += model.trust(place);
            }
        }
        let mut of_lemma = vec![Vec::new(); assembly.lemmas.len()];
        for (number, stem) in assembly.stems.iter().enumerate() {
            of_lemma[stem.lemma].push(number);
        }
        model.roots = roots;
        model.of_lemma = of_lemma;
        model
    }

    /// What the occurrences of a form count for.
    fn weight(&self, band: u8) -> f64 {
        exp(f64::from(band) * self.beliefs.damping * core::f64::consts::LN_2)
    }

    /// How far a lemma is believed in that no form has shown.
    fn trust(&self, place: Place) -> f64 {
        match place {
            Place::Listed(at) => 1.0 / (1.0 + self.beliefs.order * f64::from(at)),
            Place::Derived => self.beliefs.derived,
        }
    }

    fn nothing(&self) -> Counts {
        let classes = |mask: u64| StemClass::ALL.iter().filter(move |class| class.bit() & mask != 0);
        let tails = &self.assembly.tails;
        Counts {
            lemmas: vec![0.0; self.assembly.lemmas.len()],
            stems: vec![0.0; self.assembly.stems.len()],
            heads: vec![[0.0; GROUPS]; self.assembly.heads.len()],
            tails: tails.iter().map(|(tail, _)| classes(tail.classes).map(|&class| (class, 0.0)).collect()).collect(),
        }
    }

    /// The mass of a lemma that no form has shown.
    fn prior(&self, lemma: &Lemma, place: Place) -> f64 {
        match lemma.root.map(|root| self.roots[&root]) {
            Some((mass, sum)) => self.beliefs.unseen * mass * self.trust(place) / sum,
            None => self.beliefs.rootless,
        }
    }

    fn costs(&self, counts: &Counts) -> Costs {
        let assembly = self.assembly;
        let lemmas = assembly.lemmas.iter().zip(&assembly.places).zip(&counts.lemmas);
        let masses: Vec<f64> = lemmas.map(|((lemma, &place), count)| count + self.prior(lemma, place)).collect();
        let total: f64 = masses.iter().sum();
        // How often verbs, and how often other words, show each class.
        let mut shares = [BTreeMap::new(), BTreeMap::new()];
        for (stem, count) in assembly.stems.iter().zip(&counts.stems) {
            let verb = usize::from(assembly.lemmas[stem.lemma].verb);
            *shares[verb].entry(stem.class).or_insert(20.0) += count;
        }
        let mut stems = vec![0.0; assembly.stems.len()];
        for (lemma, own) in self.of_lemma.iter().enumerate() {
            let verb = usize::from(assembly.lemmas[lemma].verb);
            let believed =
                |&number: &usize| exp(-assembly.stems[number].cost) * shares[verb][&assembly.stems[number].class];
            let sum: f64 = own.iter().map(believed).sum();
            for number in own {
                let share = (counts.stems[*number] + self.beliefs.stems * believed(number) / sum)
                    / (counts.lemmas[lemma] + self.beliefs.stems);
                stems[*number] = -ln(share) - ln(masses[lemma] / total);
            }
        }
        let mut head_sums = [0.0; GROUPS];
        let mut heads = vec![[0.0; GROUPS]; assembly.heads.len()];
        for (at, (_, authored)) in assembly.heads.iter().enumerate() {
            for group in 0..GROUPS {
                heads[at][group] = counts.heads[at][group] + self.beliefs.heads * exp(-authored);
                head_sums[group] += heads[at][group];
            }
        }
        for head in &mut heads {
            for group in 0..GROUPS {
                head[group] = -ln(head[group] / head_sums[group]);
            }
        }
        let mut tail_sums: BTreeMap<StemClass, f64> = BTreeMap::new();
        let mut tails = counts.tails.clone();
        for (at, (_, authored)) in assembly.tails.iter().enumerate() {
            for (class, count) in &mut tails[at] {
                *count += self.beliefs.tails * exp(-authored);
                *tail_sums.entry(*class).or_default() += *count;
            }
        }
        for tail in &mut tails {
            for (class, count) in tail.iter_mut() {
                *count = -ln(*count / tail_sums[class]);
            }
        }
        Costs { stems, heads, tails }
    }

    fn finish(&self, costs: &Costs) -> Estimate {
        let assembly = self.assembly;
        let mut heads = Vec::new();
        for (at, (head, _)) in assembly.heads.iter().enumerate() {
            for group_number in 0..GROUPS {
                let own = StemClass::ALL.iter().filter(|&&class| group(class) == group_number);
                let mask = own.map(|class| class.bit()).sum::<u64>() & head.classes;
                if mask != 0 {
                    let cost = cost(costs.heads[at][group_number], 65_535) as u16;
                    heads.push(Head { classes: mask, cost, ..head.clone() });
                }
            }
        }
        let mut tails = Vec::new();
        for (at, (tail, _)) in assembly.tails.iter().enumerate() {
            for (class, nats) in &costs.tails[at] {
                tails.push(Tail { classes: class.bit(), cost: cost(*nats, 65_535) as u16, ..tail.clone() });
            }
        }
        let all: f64 = self.roots.values().map(|(mass, _)| mass).sum();
        Estimate {
            stems: costs.stems.iter().map(|&nats| cost(nats, 255) as u8).collect(),
            heads,
            tails,
            roots: self.roots.values().map(|(mass, _)| cost(-ln(mass / all), 255) as u8).collect(),
        }
    }
}
