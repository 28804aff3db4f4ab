//! Entries in any order → sorted, on disk, and read as often as asked.

use super::merge::{Input, merge};
use super::run::{Entry, Run, Store, Writer};
use super::{RUNS_AT_ONCE, Spill};
use crate::count::first_bytes;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Sorts entries by their keys, which are distinct, within a bound of memory.
pub struct Ranker {
    spill: Spill,
    store: Arc<Store>,
    /// Of entries that come sorted, one run for each lane.
    lanes: Vec<Option<Writer>>,
    keys: Vec<u8>,
    waiting: Vec<Waiting>,
    runs: Vec<Run>,
}

/// An entry that waits to be sorted: the first bytes of its key, and where the key lies.
struct Waiting {
    head: u128,
    start: u32,
    length: u32,
    count: u64,
    documents: u64,
}

impl Ranker {
    /// Lanes for entries that come sorted.
    pub const LANES: usize = 32;

    /// The lane of an entry where those of one count come sorted: small counts have one each.
    pub fn lane(count: u64) -> Option<usize> {
        (1..=Self::LANES as u64).contains(&count).then(|| count as usize - 1)
    }

    /// Sorts in a part of the bound, and in the files of `spill`.
    ///
    /// # Errors
    /// If there can be no temporary file.
    pub fn new(spill: &Spill) -> io::Result<Self> {
        Ok(Self {
            spill: spill.clone(),
            store: spill.store()?,
            lanes: std::iter::repeat_with(|| None).take(Self::LANES).collect(),
            keys: Vec::new(),
            waiting: Vec::new(),
            runs: Vec::new(),
        })
    }

    /// Takes an entry. Those of one lane, the first of which is 0, must come in the order of their keys: they need no
    /// sorting.
    ///
    /// # Errors
    /// What writing reports.
    ///
    /// # Panics
    /// If there is no such lane.
    pub fn push(&mut self, lane: Option<usize>, key: &[u8], count: u64, documents: u64) -> io::Result<()> {
        if let Some(lane) = lane {
            let writer = self.lanes[lane].get_or_insert_with(|| self.spill.writer(&self.store));
            return writer.push(key, count, documents, &[]);
        }
        let (head, start) = (first_bytes(key), self.keys.len() as u32);
        self.keys.extend_from_slice(key);
        self.waiting.push(Waiting { head, start, length: key.len() as u32, count, documents });
        // Lists grow by doubling: half of the quarter of the bound that they may take.
        let held = self.keys.len() + self.waiting.len() * size_of::<Waiting>();
        if held >= (self.spill.bytes() / 8).min(1 << 30) { self.sort() } else { Ok(()) }
    }

    fn sort(&mut self) -> io::Result<()> {
        let keys = &self.keys;
        let key = |waiting: &Waiting| &keys[waiting.start as usize..][..waiting.length as usize];
        self.waiting.sort_unstable_by(|a, b| a.head.cmp(&b.head).then_with(|| key(a).cmp(key(b))));
        let mut run = self.spill.writer(&self.store);
        for waiting in &self.waiting {
            run.push(key(waiting), waiting.count, waiting.documents, &[])?;
        }
        self.runs.push(run.finish()?);
        self.waiting.clear();
        self.keys.clear();
        Ok(())
    }

    /// All entries, sorted.
    ///
    /// # Errors
    /// What reading and writing report.
    pub fn finish(mut self) -> io::Result<Ranking> {
        if !self.waiting.is_empty() {
            self.sort()?;
        }
        for lane in self.lanes.into_iter().flatten() {
            self.runs.push(lane.finish()?);
        }
        let mut runs = self.runs;
        while runs.len() > RUNS_AT_ONCE {
            let store = self.spill.store()?;
            let merged = runs.chunks(RUNS_AT_ONCE).map(|group| {
                let mut writer = self.spill.writer(&store);
                read(group, |entry| {
                    writer.push_entry(entry)?;
                    Ok(ControlFlow::Continue(()))
                })?;
                writer.finish()
            });
            runs = merged.collect::<io::Result<_>>()?;
        }
        Ok(Ranking { runs })
    }
}

/// Sorted entries on disk.
pub struct Ranking {
    runs: Vec<Run>,
}

impl Ranking {
    /// How many there are.
    pub fn len(&self) -> u64 {
        self.runs.iter().map(|run| run.entries).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives each entry in order, until `each` breaks off.
    ///
    /// # Errors
    /// What reading or `each` reports.
    pub fn walk(&self, each: impl FnMut(&Entry) -> io::Result<ControlFlow<()>>) -> io::Result<()> {
        read(&self.runs, each)
    }
}

fn read(runs: &[Run], mut each: impl FnMut(&Entry) -> io::Result<ControlFlow<()>>) -> io::Result<()> {
    merge(runs.iter().map(|run| Input::new(run, None)), |entry, _| each(entry))
}
