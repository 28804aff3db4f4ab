//! The rows of a ranking as a stream: made, and spelled, on all threads, a few thousand at a time.

use super::{Column, Each, Ranked, Source, Spell};
use crate::Pipeline;
use std::io::{self, Write};
use std::ops::{ControlFlow, Range};

/// Rows in a unit of work, and such units that are made at once: some megabytes of text.
const ROWS: usize = 512;
const UNITS_AT_ONCE: usize = 32;

/// The rows of a ranking, made on all threads while they are read.
pub struct RankedRows<'a> {
    ranked: &'a Ranked<'a>,
    most: usize,
    pipeline: &'a Pipeline,
    columns: Vec<Column>,
}

impl<'a> RankedRows<'a> {
    pub(super) fn new(ranked: &'a Ranked<'a>, most: usize, pipeline: &'a Pipeline) -> Self {
        Self { ranked, most: most.min(ranked.order.len()), pipeline, columns: ranked.columns() }
    }

    /// What `make` makes of the places of each unit, in their order, until `sink` has had enough.
    fn each_unit<T: Send>(
        &self,
        make: impl Fn(Range<usize>) -> T + Sync,
        mut sink: impl FnMut(T) -> io::Result<ControlFlow<()>>,
    ) -> io::Result<()> {
        for block in units(0..self.most, ROWS * UNITS_AT_ONCE) {
            for made in self.pipeline.map(units(block, ROWS), || (), |(), unit| make(unit)) {
                if sink(made)?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

impl Source for RankedRows<'_> {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn walk(&self, each: &mut Each<'_>) -> io::Result<()> {
        self.each_unit(
            |places| places.map(|place| self.ranked.row(place)).collect::<Vec<_>>(),
            |rows| {
                for row in rows {
                    if each(&row)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Ok(ControlFlow::Continue(()))
            },
        )
    }

    fn spell(&self, spell: &Spell<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.each_unit(
            |places| {
                let mut text = String::new();
                places.for_each(|place| spell(&self.ranked.row(place), &mut text));
                text
            },
            |text| {
                out.write_all(text.as_bytes())?;
                Ok(ControlFlow::Continue(()))
            },
        )
    }

    fn total(&self) -> Option<u64> {
        Some(self.ranked.order.len() as u64)
    }
}

/// A range in parts of a size.
pub(super) fn units(whole: Range<usize>, size: usize) -> Vec<Range<usize>> {
    whole.clone().step_by(size).map(|start| start..(start + size).min(whole.end)).collect()
}
