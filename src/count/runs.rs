//! A sequence → its units → the runs of terms in them, with or without skipped ones.

use super::ngrams::{NO_TERM, NgramSpec};
use super::sequence::DOCUMENT_END;
use super::{Boundary, Sequence, TermId};

/// Gives each unit of a sequence that holds a token, with the number of its document. Types stand for the terms
/// `layer[type]`, or [`NO_TERM`].
pub(super) fn each_unit(
    sequence: &Sequence,
    layer: &[Option<TermId>],
    boundary: Boundary,
    mut each: impl FnMut(&[u32], u32),
) {
    let mut unit: Vec<u32> = Vec::new();
    let mut document = 0;
    for &id in sequence.raw() {
        if id <= TermId::MAX {
            unit.push(layer[id as usize].map_or(NO_TERM, |term| term.0));
            continue;
        }
        if id >= boundary.mark() && !unit.is_empty() {
            each(&unit, document);
            unit.clear();
        }
        document += u32::from(id == DOCUMENT_END);
    }
    if !unit.is_empty() {
        each(&unit, document);
    }
}

/// Gives each n-gram of a sequence, those over [`NO_TERM`] included, with the number of its document.
pub(super) fn each_run(
    sequence: &Sequence,
    layer: &[Option<TermId>],
    spec: NgramSpec,
    mut each: impl FnMut(&[u32], u32),
) {
    each_unit(sequence, layer, spec.boundary(), |unit, document| {
        if spec.skip() == 0 {
            unit.windows(spec.order()).for_each(|run| each(run, document));
            return;
        }
        let mut run = [0; NgramSpec::MAX_ORDER];
        for first in 0..unit.len() {
            run[0] = unit[first];
            let run = &mut run[..spec.order()];
            extend(unit, first, 1, spec.skip(), run, &mut |run| each(run, document));
        }
    });
}

/// Fills place `filled` of a run with each term after `last` that `skip` allows.
fn extend(
    unit: &[u32],
    last: usize,
    filled: usize,
    skip: usize,
    run: &mut [u32],
    each: &mut impl FnMut(&[u32]),
) {
    if filled == run.len() {
        return each(run);
    }
    for skipped in 0..=skip {
        let Some(&term) = unit.get(last + 1 + skipped) else { return };
        run[filled] = term;
        extend(unit, last + 1 + skipped, filled + 1, skip - skipped, run, each);
    }
}
