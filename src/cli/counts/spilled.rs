//! The lists of `mizan words` and `mizan ngrams` through temporary files: the same rows, whatever the text holds.

use super::ngrams::NgramList;
use super::words::{WordList, spectrum_rows};
use super::{is_silent, most};
use crate::cli::args::WordSort;
use crate::cli::session::Session;
use crate::cli::{Failure, memory, output};
use mizan::count::TermId;
use mizan::count::spill::{Chunks, Entry, Grams, Ranker, Ranking, Spill};
use mizan::measure::frequency::Occurrence;
use mizan::report::{Each, Walked};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::ops::ControlFlow;

pub(super) fn words(mut session: Session, list: &WordList, spill: &Spill) -> Result<bool, Failure> {
    let (spilled, corpus) = session.spilled(&[], false, spill)?;
    session.say_warnings();
    if is_silent(&session, &corpus) {
        return Err(Failure::Silent);
    }
    let (inputs, total) = (corpus.records(), spilled.tokens);
    let temporary = |error| memory::temporary(&session.common, error);
    if list.spectrum {
        let (spectrum, distinct) = spectrum(&spilled.chunks).map_err(temporary)?;
        let rows = spectrum_rows(spectrum, most(&session.common));
        output::rows(&session, "words", inputs, total, distinct, &rows)?;
        return Ok(!session.failed());
    }
    let (ranking, distinct) = rank_words(&session, list, spilled.chunks, spill).map_err(temporary)?;
    let text_start = key_numbers(list.sort) * size_of::<u64>();
    let rows = Walked::new(list.columns(), ranking.len(), |each: &mut Each<'_>| {
        let mut rank = 0;
        walk(&session, &ranking, most(&session.common), |entry| {
            rank += 1;
            let term = Occurrence {
                count: entry.count,
                tokens: total,
                types: distinct,
                held: entry.documents(),
                documents: spilled.profile.documents,
            };
            let row = list.row(rank, text(&entry.key[text_start..])?, &term, None);
            Ok(each(&row))
        })
        .map(|_| ())
    });
    output::rows(&session, "words", inputs, total, distinct, &rows)?;
    Ok(!session.failed())
}

/// How many terms occur once, twice, …, and how many there are.
fn spectrum(chunks: &Chunks) -> io::Result<(BTreeMap<u64, u64>, u64)> {
    let (mut spectrum, mut distinct) = (BTreeMap::new(), 0);
    chunks.terms(|entry| {
        *spectrum.entry(entry.count).or_insert(0) += 1;
        distinct += 1;
        Ok(())
    })?;
    Ok((spectrum, distinct))
}

/// The listed terms in their order, and how many there are with the others.
fn rank_words(
    session: &Session,
    list: &WordList,
    chunks: Chunks,
    spill: &Spill,
) -> io::Result<(Ranking, u64)> {
    let mut ranker = Ranker::new(spill)?;
    let (mut distinct, mut key) = (0, Vec::new());
    chunks.terms(|entry| {
        distinct += 1;
        let term = std::str::from_utf8(&entry.key).map_err(io::Error::other)?;
        if entry.count < list.min_count || session.is_stopped(term) {
            return Ok(());
        }
        key.clear();
        // Terms come in their order: what is sorted by them alone, or by a small count first, is sorted already.
        let lane = match list.sort {
            WordSort::Term => Some(0),
            WordSort::Count | WordSort::PerMillion => {
                key.extend(falling(entry.count));
                Ranker::lane(entry.count)
            }
            WordSort::Documents => {
                key.extend([falling(entry.documents()), falling(entry.count)].concat());
                None
            }
        };
        key.extend(&entry.key);
        ranker.push(lane, &key, entry.count, entry.documents())
    })?;
    Ok((ranker.finish()?, distinct))
}

/// Numbers that stand before the term in a key.
fn key_numbers(sort: WordSort) -> usize {
    match sort {
        WordSort::Term => 0,
        WordSort::Count | WordSort::PerMillion => 1,
        WordSort::Documents => 2,
    }
}

/// Bytes that are sorted from the greatest number to the smallest.
fn falling(number: u64) -> [u8; 8] {
    (!number).to_be_bytes()
}

pub(super) fn ngrams(mut session: Session, list: &NgramList, spill: &Spill) -> Result<bool, Failure> {
    let (spilled, corpus) = session.spilled(&list.specs, list.min_documents > 1, spill)?;
    session.say_warnings();
    if is_silent(&session, &corpus) {
        return Err(Failure::Silent);
    }
    let temporary = |error| memory::temporary(&session.common, error);
    let ranked = rank_ngrams(&session, list, spilled.chunks, spill).map_err(temporary)?;
    let listed: u64 = ranked.rankings.iter().map(Ranking::len).sum();
    let rows = Walked::new(list.columns(), listed, |each: &mut Each<'_>| {
        let mut left = most(&session.common);
        let mut term = Vec::new();
        for ((ranking, spec), &total) in ranked.rankings.iter().zip(&list.specs).zip(&spilled.totals) {
            let mut vocabulary = ranked.grams.vocabulary.open();
            let mut rank = 0;
            let go_on = walk(&session, ranking, left, |entry| {
                rank += 1;
                let mut gram = String::new();
                for (place, id) in Grams::terms(&entry.key[size_of::<u64>()..]).enumerate() {
                    vocabulary.find(id.0, &mut term)?;
                    if place > 0 {
                        gram.push(' ');
                    }
                    gram.push_str(std::str::from_utf8(&term).map_err(io::Error::other)?);
                }
                Ok(each(&list.row(spec.order(), rank, gram, entry.count, total)))
            })?;
            if go_on.is_break() {
                break;
            }
            left -= rank as usize;
        }
        Ok(())
    });
    let total = spilled.totals.iter().sum();
    output::rows(&session, "ngrams", corpus.records(), total, ranked.distinct, &rows)?;
    Ok(!session.failed())
}

/// The listed n-grams of each order, with the texts of their terms.
struct RankedGrams {
    grams: Grams,
    rankings: Vec<Ranking>,
    /// Of all orders, with those that are not listed.
    distinct: u64,
}

fn rank_ngrams(
    session: &Session,
    list: &NgramList,
    chunks: Chunks,
    spill: &Spill,
) -> io::Result<RankedGrams> {
    let mut stopped: HashSet<TermId> = HashSet::new();
    let grams = Grams::new(chunks, spill, |id, term| {
        if std::str::from_utf8(term).is_ok_and(|term| session.is_stopped(term)) {
            stopped.insert(id);
        }
    })?;
    let (mut rankings, mut distinct, mut key) = (Vec::new(), 0, Vec::new());
    for kind in 0..list.specs.len() {
        let mut ranker = Ranker::new(spill)?;
        grams.each(kind, |entry| {
            distinct += 1;
            let rare = entry.count < list.min_count
                || (list.min_documents > 1 && entry.documents() < list.min_documents);
            if rare || (!stopped.is_empty() && Grams::terms(&entry.key).any(|id| stopped.contains(&id))) {
                return Ok(());
            }
            key.clear();
            key.extend(falling(entry.count));
            key.extend(&entry.key);
            ranker.push(Ranker::lane(entry.count), &key, entry.count, 0)
        })?;
        rankings.push(ranker.finish()?);
    }
    Ok(RankedGrams { grams, rankings, distinct })
}

/// Gives at most so many entries of a ranking to `each`, whose answer is that of the writer, until it breaks off. What fails is known as an
/// error of the writer or of the temporary files.
fn walk(
    session: &Session,
    ranking: &Ranking,
    most: usize,
    mut each: impl FnMut(&Entry) -> io::Result<io::Result<ControlFlow<()>>>,
) -> io::Result<ControlFlow<()>> {
    let mut left = most;
    let mut written = Ok(ControlFlow::Continue(()));
    let read = ranking.walk(|entry| {
        if left == 0 {
            return Ok(ControlFlow::Break(()));
        }
        left -= 1;
        written = each(entry)?;
        Ok(match written {
            Ok(go_on) => go_on,
            Err(_) => ControlFlow::Break(()),
        })
    });
    read.map_err(|error| memory::fault(&session.common, error))?;
    written
}

fn text(bytes: &[u8]) -> io::Result<String> {
    String::from_utf8(bytes.to_vec()).map_err(io::Error::other)
}
