//! What was counted of a part of the text → runs on disk, and many such parts → one.

use super::merge::{Input, merge};
use super::paged::Numbers;
use super::run::{Run, Writer};
use super::{Edge, Entry, RUNS_AT_ONCE, Spill};
use crate::count::ngrams::{NgramParts, NgramSpec};
use crate::count::{Sequence, Strings, TermId, first_bytes};
use std::io;
use std::ops::ControlFlow;

/// Where a part of a sequence comes from.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The number of the piece of text.
    pub piece: u64,
    /// The number of the document.
    pub document: u64,
    /// The document begins here.
    pub first: bool,
    /// The document ends here.
    pub last: bool,
    /// The unit that no n-gram leaves had ended before the first token.
    pub fresh: bool,
    /// It goes on in the next piece.
    pub open: bool,
}

/// What was counted of some pieces of text.
pub struct Counted {
    /// The term of each type; empty if it has none.
    pub terms: Strings,
    /// The count of each type.
    pub counts: Vec<u64>,
    /// The types of each piece, each with an end of a document after it.
    pub sequence: Sequence,
    /// The pieces.
    pub parts: Vec<Part>,
}

/// Counts on disk: terms in the order of code points, and n-grams of their numbers in that order.
pub struct Chunk {
    pub(super) terms: Run,
    pub(super) grams: Vec<Run>,
}

/// A chunk with what else was found when it was written.
pub struct Written {
    /// The chunk.
    pub chunk: Chunk,
    /// n-grams of each kind, those over a type without a term included.
    pub totals: Vec<u64>,
    /// The ends of pieces over which n-grams may reach.
    pub(crate) edges: Vec<Edge>,
}

impl Counted {
    /// Writes the terms with their counts and documents; of n-grams, if any are asked for, the runs of each kind, with
    /// their documents if `by_document`.
    ///
    /// # Errors
    /// What writing reports.
    pub fn write(self, spill: &Spill, grams: &[NgramSpec], by_document: bool) -> io::Result<Written> {
        let Folded { of_type, of_term } = fold(&self.terms);
        let mut counts = vec![0; of_term.len()];
        for (term, count) in of_type.iter().zip(&self.counts) {
            if let Some(term) = term {
                counts[term.index()] += count;
            }
        }
        let store = spill.store()?;
        let mut writer = spill.writer(&store);
        // Documents of single terms are of no use to n-grams.
        let held = Held::of(&self, &of_type, if grams.is_empty() { of_term.len() } else { 0 });
        let mut parted = Vec::new();
        for (term, &id) in of_term.iter().enumerate() {
            let whole = held.documents(term, &mut parted);
            writer.push(self.terms.at(id as usize).as_bytes(), counts[term], whole, &parted)?;
        }
        let edges = Edge::of(&self.sequence, &self.parts, grams, |id| {
            of_type[id as usize].map(|_| self.terms.at(id as usize))
        });
        let (terms, Self { sequence, parts, .. }) = (writer.finish()?, self);
        let mut written = Written { chunk: Chunk { terms, grams: Vec::new() }, totals: Vec::new(), edges };
        for &spec in grams {
            let mut writer = spill.writer(&store);
            let bytes = spill.bytes() / 4;
            let total = count(&sequence, &of_type, spec, bytes, &parts, by_document, &mut writer)?;
            written.chunk.grams.push(writer.finish()?);
            written.totals.push(total);
        }
        Ok(written)
    }
}

/// Terms in the order of code points.
struct Folded {
    of_type: Vec<Option<TermId>>,
    /// A type of each term.
    of_term: Vec<u32>,
}

fn fold(terms: &Strings) -> Folded {
    let named = terms.iter().enumerate().filter(|(_, term)| !term.is_empty());
    let mut sorted: Vec<(u128, u32)> =
        named.map(|(id, term)| (first_bytes(term.as_bytes()), id as u32)).collect();
    let text = |id: u32| terms.at(id as usize);
    sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1))));
    let mut folded = Folded { of_type: vec![None; terms.len()], of_term: Vec::new() };
    for (_, id) in sorted {
        if folded.of_term.last().is_none_or(|&last| text(last) != text(id)) {
            folded.of_term.push(id);
        }
        folded.of_type[id as usize] = Some(TermId(folded.of_term.len() as u32 - 1));
    }
    folded
}

/// Which documents hold each term: of those that were counted whole how many, of the others which.
struct Held {
    whole: Vec<u32>,
    starts: Vec<usize>,
    /// Places in `documents`.
    parted: Vec<u32>,
    documents: Vec<u64>,
}

impl Held {
    fn of(counted: &Counted, of_type: &[Option<TermId>], terms: usize) -> Self {
        let mut held = Self {
            whole: vec![0; terms],
            starts: vec![0; terms + 1],
            parted: Vec::new(),
            documents: Vec::new(),
        };
        if terms == 0 {
            return held;
        }
        let mut documents: Vec<u64> = Vec::new();
        each_held(counted, of_type, terms, |term, part, new| {
            if new {
                documents.push(part.document);
            }
            match part.first && part.last {
                true => held.whole[term] += 1,
                false => held.starts[term + 1] += 1,
            }
        });
        for term in 0..terms {
            held.starts[term + 1] += held.starts[term];
        }
        held.parted = vec![0; held.starts[terms]];
        held.documents = documents;
        let (mut next, mut document) = (held.starts.clone(), u32::MAX);
        each_held(counted, of_type, terms, |term, part, new| {
            document = document.wrapping_add(u32::from(new));
            if !(part.first && part.last) {
                held.parted[next[term]] = document;
                next[term] += 1;
            }
        });
        held
    }

    /// The documents of a term that were counted whole; `parted` gets the others.
    fn documents(&self, term: usize, parted: &mut Vec<u64>) -> u64 {
        parted.clear();
        let Some(&whole) = self.whole.get(term) else { return 0 };
        let places = &self.parted[self.starts[term]..self.starts[term + 1]];
        parted.extend(places.iter().map(|&place| self.documents[place as usize]));
        u64::from(whole)
    }
}

/// Gives each term of each document once, with whether the document is another than before.
fn each_held(
    counted: &Counted,
    of_type: &[Option<TermId>],
    terms: usize,
    mut each: impl FnMut(usize, &Part, bool),
) {
    let mut seen = vec![u32::MAX; terms];
    let (mut number, mut last) = (0, None);
    for (types, part) in counted.sequence.documents().zip(&counted.parts) {
        for &id in types {
            let Some(Some(term)) = of_type.get(id as usize) else { continue };
            let new = last != Some(part.document);
            if new {
                number += 1;
                last = Some(part.document);
            }
            if seen[term.index()] != number {
                seen[term.index()] = number;
                each(term.index(), part, new);
            }
        }
    }
}

/// Writes the n-grams of a sequence, sorted by the numbers of their terms; how many there are with those over a type
/// without a term.
fn count(
    sequence: &Sequence,
    of_type: &[Option<TermId>],
    spec: NgramSpec,
    bytes: usize,
    parts: &[Part],
    by_document: bool,
    writer: &mut Writer,
) -> io::Result<u64> {
    let ngrams = NgramParts::new(sequence, of_type, spec, bytes);
    let ngrams = if by_document { ngrams } else { ngrams.without_documents() };
    let (mut key, mut parted, mut total) = (Vec::new(), Vec::new(), 0);
    for firsts in ngrams.ranges() {
        total += ngrams.each_counted(&firsts, |terms, count, held| {
            key.clear();
            terms.iter().for_each(|term| key.extend(term.0.to_be_bytes()));
            parted.clear();
            let mut whole = 0;
            if by_document {
                for part in held.iter().map(|&part| &parts[part as usize]) {
                    match part.first && part.last {
                        true => whole += 1,
                        false => parted.push(part.document),
                    }
                }
                parted.dedup();
            }
            writer.push(&key, count, whole, &parted)
        })?;
    }
    Ok(total)
}

/// Chunks to be merged.
pub struct Chunks {
    chunks: Vec<Chunk>,
}

impl Chunks {
    /// These chunks, with n-grams of the same kinds.
    pub fn new(mut chunks: Vec<Chunk>) -> Self {
        chunks.sort_by_key(|chunk| chunk.terms.entries);
        Self { chunks }
    }

    /// Whether they can be merged at once within the bound.
    pub fn are_few(&self, spill: &Spill) -> bool {
        self.chunks.len() <= 2 || (self.chunks.len() <= RUNS_AT_ONCE && self.numbers_bytes() <= half(spill))
    }

    /// Bytes of the numbers that their terms have when they are merged.
    fn numbers_bytes(&self) -> u64 {
        let with_grams = self.chunks.iter().filter(|chunk| !chunk.grams.is_empty());
        with_grams.map(|chunk| Numbers::bytes(chunk.terms.entries)).sum()
    }

    /// Groups of at least two (but the last), each of which can be merged at once within the bound, if any two can.
    pub fn groups(self, spill: &Spill) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        for chunk in self.chunks {
            match groups.last_mut() {
                Some(group) if group.takes(&chunk, spill) => group.chunks.push(chunk),
                _ => groups.push(Self { chunks: vec![chunk] }),
            }
        }
        groups
    }

    fn takes(&self, chunk: &Chunk, spill: &Spill) -> bool {
        let more = if chunk.grams.is_empty() { 0 } else { Numbers::bytes(chunk.terms.entries) };
        self.chunks.len() < 2
            || (self.chunks.len() < RUNS_AT_ONCE && self.numbers_bytes() + more <= half(spill))
    }

    /// All of them as one.
    ///
    /// # Errors
    /// What reading and writing report.
    pub fn merge(mut self, spill: &Spill) -> io::Result<Chunk> {
        if self.chunks.len() == 1 {
            return Ok(self.chunks.remove(0));
        }
        let store = spill.store()?;
        let mut terms = spill.writer(&store);
        let numbers = self.merge_terms(spill, |_, term| terms.push_entry(term))?;
        let mut chunk = Chunk { terms: terms.finish()?, grams: Vec::new() };
        for kind in 0..self.kinds() {
            let mut grams = spill.writer(&store);
            self.merge_grams(kind, &numbers, spill, |gram| grams.push_entry(gram))?;
            chunk.grams.push(grams.finish()?);
        }
        Ok(chunk)
    }

    /// Gives every term, in the order of code points, with its counts.
    ///
    /// # Errors
    /// What reading or `each` reports.
    pub fn terms(&self, mut each: impl FnMut(&Entry) -> io::Result<()>) -> io::Result<()> {
        let inputs = self.chunks.iter().map(|chunk| Input::new(&chunk.terms, None));
        merge(inputs, |entry, _| {
            each(entry)?;
            Ok(ControlFlow::Continue(()))
        })
    }

    fn kinds(&self) -> usize {
        self.chunks.first().map_or(0, |chunk| chunk.grams.len())
    }

    /// Gives every term with its number, in the order of code points; for chunks with n-grams, the numbers in place of
    /// those of each.
    pub(super) fn merge_terms(
        &self,
        spill: &Spill,
        mut each: impl FnMut(u32, &Entry) -> io::Result<()>,
    ) -> io::Result<Vec<Run>> {
        let store = spill.store()?;
        let renumbered = if self.kinds() > 0 { self.chunks.len() } else { 0 };
        let mut numbers: Vec<Writer> = (0..renumbered).map(|_| spill.writer(&store)).collect();
        let inputs = self.chunks.iter().map(|chunk| Input::new(&chunk.terms, None));
        let mut next = 0;
        merge(inputs, |entry, met| {
            if next > TermId::MAX {
                return Err(io::Error::other("more distinct terms than numbers"));
            }
            if renumbered > 0 {
                met.iter().try_for_each(|&chunk| Numbers::push(&mut numbers[chunk], next))?;
            }
            each(next, entry)?;
            next += 1;
            Ok(ControlFlow::Continue(()))
        })?;
        numbers.into_iter().map(Writer::finish).collect()
    }

    /// Gives every n-gram of a kind, sorted by the new numbers of its terms.
    pub(super) fn merge_grams(
        &self,
        kind: usize,
        numbers: &[Run],
        spill: &Spill,
        mut each: impl FnMut(&Entry) -> io::Result<()>,
    ) -> io::Result<()> {
        let all: u64 = numbers.iter().map(Run::bytes).sum();
        let inputs = self.chunks.iter().zip(numbers).map(|(chunk, numbers)| {
            // Each list has its part of the memory, or its size, if all fit.
            let share =
                if all <= half(spill) { numbers.bytes() } else { half(spill) / self.chunks.len() as u64 };
            Input::new(&chunk.grams[kind], Some(Numbers::new(numbers, share as usize)))
        });
        merge(inputs, |entry, _| {
            each(entry)?;
            Ok(ControlFlow::Continue(()))
        })
    }
}

fn half(spill: &Spill) -> u64 {
    spill.bytes() as u64 / 2
}
