//! n-grams over the end of a piece of text: a unit that goes on in the next piece is counted in two places, and what
//! reaches from one into the other is counted here.

use super::Spill;
use super::chunk::{Chunk, Part};
use crate::count::ngrams::NgramSpec;
use crate::count::{Boundary, Sequence, TermId};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The terms at the ends of a piece: as many as an n-gram may reach over. A type without a term is `None`.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    piece: u64,
    document: u64,
    /// The first terms of the unit that may have begun before.
    head: Vec<Option<String>>,
    /// What came before does not go on in the tail.
    closed: bool,
    /// The last terms of the unit that may go on.
    tail: Vec<Option<String>>,
}

/// The tokens that an n-gram may have in another piece.
fn reach(grams: &[NgramSpec]) -> usize {
    grams.iter().map(|spec| spec.order() - 1 + spec.skip()).max().unwrap_or(0)
}

fn boundary(grams: &[NgramSpec]) -> Boundary {
    grams.first().map_or(Boundary::Document, |spec| spec.boundary())
}

impl Edge {
    /// The edges of pieces that are no whole documents. All n-grams have the same boundary.
    pub(super) fn of<'t>(
        sequence: &Sequence,
        parts: &[Part],
        grams: &[NgramSpec],
        term: impl Fn(u32) -> Option<&'t str>,
    ) -> Vec<Self> {
        let (reach, mark) = (reach(grams), boundary(grams).mark());
        if reach == 0 {
            return Vec::new();
        }
        let mut edges = Vec::new();
        let text = |id: &u32| term(*id).map(str::to_owned);
        let is_term = |id: &&u32| **id <= TermId::MAX;
        for (ids, part) in sequence.documents().zip(parts).filter(|(_, part)| !(part.first && part.last)) {
            let first_mark = ids.iter().position(|&id| id >= mark);
            let last_mark = ids.iter().rposition(|&id| id >= mark);
            let head = if part.fresh { &[] } else { &ids[..first_mark.unwrap_or(ids.len())] };
            let tail = &ids[last_mark.map_or(0, |at| at + 1)..];
            let mut edge = Self {
                piece: part.piece,
                document: part.document,
                head: head.iter().filter(is_term).take(reach).map(text).collect(),
                closed: part.fresh || first_mark.is_some() || !part.open,
                tail: Vec::new(),
            };
            if part.open {
                edge.tail = tail.iter().rev().filter(is_term).take(reach).map(text).collect();
                edge.tail.reverse();
            }
            edges.push(edge);
        }
        edges
    }
}

/// n-grams over edges: by kind and terms, how often, and in which documents.
type Crossing = BTreeMap<(usize, Vec<String>), (u64, BTreeSet<u64>)>;

/// The n-grams that reach over the edges as a chunk, with how many of each kind there are; `None` if there are none.
pub(crate) fn chunk_of_edges(
    mut edges: Vec<Edge>,
    grams: &[NgramSpec],
    by_document: bool,
    spill: &Spill,
) -> io::Result<(Option<Chunk>, Vec<u64>)> {
    edges.sort_unstable_by_key(|edge| edge.piece);
    let (mut found, mut totals) = (Crossing::new(), vec![0; grams.len()]);
    let reach = reach(grams);
    let (mut open, mut document): (Vec<Option<String>>, u64) = (Vec::new(), 0);
    for edge in edges {
        if edge.document != document {
            open.clear();
            document = edge.document;
        }
        let border = open.len();
        open.extend(edge.head);
        for (kind, spec) in grams.iter().enumerate() {
            each_crossing(open.len(), border, *spec, &mut |places| {
                totals[kind] += 1;
                let terms: Option<Vec<String>> = places.iter().map(|&place| open[place].clone()).collect();
                if let Some(terms) = terms {
                    let (count, documents) = found.entry((kind, terms)).or_default();
                    *count += 1;
                    documents.insert(document);
                }
            });
        }
        if edge.closed || edge.tail.len() >= reach {
            open = edge.tail;
        } else {
            // The piece is shorter than an n-gram: its head is all of it.
            open.drain(..open.len().saturating_sub(reach));
        }
    }
    if totals.iter().all(|&total| total == 0) {
        return Ok((None, totals));
    }
    let terms: BTreeSet<&str> =
        found.keys().flat_map(|(_, terms)| terms.iter().map(String::as_str)).collect();
    let places: BTreeMap<&str, u32> = terms.iter().zip(0..).map(|(&term, place)| (term, place)).collect();
    let store = spill.store()?;
    let mut writer = spill.writer(&store);
    // Their terms were counted where they stand.
    terms.iter().try_for_each(|term| writer.push(term.as_bytes(), 0, 0, &[]))?;
    let mut chunk = Chunk { terms: writer.finish()?, grams: Vec::new() };
    for kind in 0..grams.len() {
        let mut writer = spill.writer(&store);
        // Places stand in the order of terms, so that the order is right.
        for ((_, terms), (count, documents)) in found.iter().filter(|((of, _), _)| *of == kind) {
            let key: Vec<u8> = terms.iter().flat_map(|term| places[term.as_str()].to_be_bytes()).collect();
            let documents: Vec<u64> =
                if by_document { documents.iter().copied().collect() } else { Vec::new() };
            writer.push(&key, *count, 0, &documents)?;
        }
        chunk.grams.push(writer.finish()?);
    }
    Ok((Some(chunk), totals))
}

/// Gives the places of each n-gram of a unit of `length` tokens that begins before `border` and ends at it or after.
fn each_crossing(length: usize, border: usize, spec: NgramSpec, each: &mut impl FnMut(&[usize])) {
    let mut places = Vec::with_capacity(spec.order());
    for first in 0..border {
        places.clear();
        places.push(first);
        extend(length, border, spec.skip(), spec.order(), &mut places, each);
    }
}

fn extend(
    length: usize,
    border: usize,
    skip: usize,
    order: usize,
    places: &mut Vec<usize>,
    each: &mut impl FnMut(&[usize]),
) {
    let last = places[places.len() - 1];
    if places.len() == order {
        if last >= border {
            each(places);
        }
        return;
    }
    for skipped in 0..=skip {
        let place = last + 1 + skipped;
        if place >= length {
            return;
        }
        places.push(place);
        extend(length, border, skip - skipped, order, places, each);
        places.pop();
    }
}
