//! Counts → the files of other programs: the frequency spectrum of zipfR, the n-gram counts of SRILM.

use crate::count::{Boundary, NgramSpec, TermId};
use crate::measure::Frequencies;
use crate::{LayerCounts, Pipeline, Profile};
use std::io::{self, Write};
use std::ops::RangeInclusive;

/// Writes how many terms occur once, twice, …, as zipfR reads it with `read.spc`: a header, then `m` and `Vm`, ascending.
///
/// # Errors
/// Those of the writer.
pub fn write_spectrum(layer: &LayerCounts, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"m\tVm\n")?;
    for (m, types) in Frequencies::of(layer.counts()).spectrum {
        writeln!(out, "{m}\t{types}")?;
    }
    Ok(())
}

/// What stands before and after a sentence in a list of n-gram counts.
const MARKS: [&str; 2] = ["<s>", "</s>"];

/// Writes n-grams of these orders with their counts as SRILM reads and writes them (`ngram-count -read`, `-write
/// -sort`): the words with spaces between them, a tab, the count. Each sentence stands between `<s>` and `</s>`. Sorted
/// word by word in the order of code points, so that each n-gram precedes those it begins. White space inside a term is
/// written `_`.
///
/// The profile must keep the order of tokens. O(n log n) for n distinct n-grams.
///
/// # Errors
/// Those of the writer, and those of [`NgramSpec::new`] as [`io::ErrorKind::InvalidInput`].
pub fn write_ngram_counts(
    profile: &Profile,
    layer: &LayerCounts,
    orders: RangeInclusive<usize>,
    pipeline: &Pipeline,
    out: &mut dyn Write,
) -> io::Result<()> {
    let id = |number: usize| TermId(number as u32);
    let (types, terms) = (profile.types.len(), layer.len());
    let marked = profile.sequence.with_sentence_marks(id(types), id(types + 1));
    let mut of_type = layer.of_type().to_vec();
    of_type.extend([Some(id(terms)), Some(id(terms + 1))]);
    let text = |at: usize| if at < terms { layer.term(id(at)) } else { MARKS[at - terms] };

    let mut sorted: Vec<u32> = (0..terms as u32 + 2).collect();
    sorted.sort_unstable_by_key(|&at| text(at as usize));
    let mut places = vec![0; sorted.len()];
    for (place, &at) in sorted.iter().enumerate() {
        places[at as usize] = place as u32 + 1;
    }
    let mut rows: Vec<([u32; NgramSpec::MAX_ORDER], u64)> = Vec::new();
    for order in orders {
        let spec = NgramSpec::new(order, 0, Boundary::Sentence)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        let table = pipeline.ngrams(&marked, &of_type, spec);
        rows.reserve(table.len());
        rows.extend(table.iter().map(|ngram| {
            // Places begin at 1: what a shorter n-gram lacks comes first.
            let mut key = [0; NgramSpec::MAX_ORDER];
            key.iter_mut().zip(ngram.terms.iter()).for_each(|(key, term)| *key = places[term.index()]);
            (key, ngram.count)
        }));
    }
    rows.sort_unstable();
    let mut line = String::new();
    for (key, count) in rows {
        line.clear();
        for &place in key.iter().take_while(|&&place| place > 0) {
            let term = text(sorted[place as usize - 1] as usize);
            line.extend(term.chars().map(|c| if c.is_whitespace() { '_' } else { c }));
            line.push(' ');
        }
        line.pop();
        writeln!(out, "{line}\t{count}")?;
    }
    Ok(())
}
