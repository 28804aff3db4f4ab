//! Pieces → threads → one result. The one place that knows threads: reading goes on while pieces are counted, and
//! results are put together in the order of the text, so that their number changes nothing.

mod spilled;
mod text;

pub use spilled::{Spilled, SpilledSpec};

use crate::count::{Aggregate, Join, NgramParts, NgramSpec, Ngrams, Sequence, TermId};
use crate::input::{OwnedPiece, Portion};
use crate::morphology::Kind;
use crate::profile::{Gathering, LayerCounts, LayerSpec, LayerTerms, Observer, Piece, Profile, Settings};
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A number of threads, ready to work.
pub struct Pipeline {
    threads: usize,
    #[cfg(feature = "parallel")]
    pool: std::sync::OnceLock<Option<rayon::ThreadPool>>,
}

/// Pieces in a batch for each thread: enough that none waits for the slowest.
const PIECES_A_THREAD: usize = 4;
/// Bytes that a batch of many small documents may hold for each thread.
const BYTES_A_THREAD: usize = 4 << 20;
/// Types in a unit of work.
const TYPES_A_UNIT: usize = 4096;

impl Pipeline {
    /// A pipeline of this many threads; 0 stands for all cores. Threads start when there is work for two.
    pub fn new(threads: usize) -> Self {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            threads: if threads == 0 { cores() } else { threads },
            #[cfg(feature = "parallel")]
            pool: std::sync::OnceLock::new(),
        }
    }

    /// The counts of all pieces. Pieces of a document follow one another.
    pub fn profile(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        settings: &Settings,
    ) -> Profile {
        let workers = self.share(
            &mut pieces.map(Into::into),
            || Counting::new(settings),
            |counting, number, portion| counting.count(number, portion),
        );
        self.joined(workers)
    }

    /// The same, if what the threads count takes at most so many bytes of memory; putting it together takes as much
    /// again. Reading stops where it is more.
    pub fn profile_within(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        settings: &Settings,
        bytes: usize,
    ) -> Option<Profile> {
        let held = AtomicUsize::new(0);
        let is_less = || held.load(Ordering::Relaxed) <= bytes;
        let workers = self.share(
            &mut pieces.take_while(|_| is_less()).map(Into::into),
            || (Counting::new(settings), 0),
            |(counting, before), number, portion| {
                counting.count(number, portion);
                let bytes = counting.bytes();
                held.fetch_add(bytes.saturating_sub(*before), Ordering::Relaxed);
                *before = bytes.max(*before);
            },
        );
        is_less().then(|| self.joined(workers.into_iter().map(|(counting, _)| counting).collect()))
    }

    /// What the threads have counted, as one would have.
    fn joined(&self, workers: Vec<Counting>) -> Profile {
        let mut workers: Vec<Counting> =
            workers.into_iter().filter(|worker| !worker.pieces.is_empty()).collect();
        let mut sequences: Vec<(u64, usize, Sequence)> = Vec::new();
        for (number, worker) in workers.iter_mut().enumerate() {
            let parts = std::mem::take(&mut worker.sequences).into_iter();
            sequences.extend(parts.map(|(piece, sequence)| (piece, number, sequence)));
        }
        sequences.sort_unstable_by_key(|&(piece, _, _)| piece);
        let (mut total, mut counted) = (Profile::default(), Vec::new());
        let (single, mut renumbered) = (workers.len() == 1, Vec::new());
        for mut worker in workers {
            let types = worker.profile.take_types();
            total.merge(worker.profile);
            if single {
                total.types = types;
            } else {
                counted.push(types.counted(worker.pieces));
            }
        }
        if !single && !counted.is_empty() {
            let (join, parts) = Join::parts(counted);
            let parts = self.map(parts, || (), |(), part| join.join_part(part));
            let (forms, numbers) = join.finish(parts);
            total.types = forms.into();
            renumbered = numbers;
        }
        let parts = sequences.into_iter().map(|(_, worker, sequence)| {
            let map = renumbered.get(worker).map(Vec::as_slice);
            (sequence, map)
        });
        total.sequence = Sequence::concat(parts, |jobs| {
            self.map(jobs, || (), |(), job| job.run());
        });
        total
    }

    /// The counts of each document, in the order of reading.
    pub fn profiles(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        settings: &Settings,
    ) -> Vec<Profile> {
        let mut documents: Vec<Profile> = Vec::new();
        let mut open = None;
        self.ordered(
            pieces,
            || Observer::new(settings),
            |observer, piece| {
                let mut profile = Profile::default();
                observer.observe(&mut profile, &piece.as_piece());
                (piece.document, profile)
            },
            |(document, profile)| {
                match documents.last_mut() {
                    Some(earlier) if open == Some(document) => earlier.merge(profile),
                    _ => documents.push(profile),
                }
                open = Some(document);
                ControlFlow::Continue(())
            },
        );
        documents
    }

    /// Does `work` on each piece, on any thread, and gives the results to `sink` in the order of the pieces, until
    /// it breaks off. `worker` makes what a thread needs for itself, and keeps from its first piece to its last.
    pub fn ordered<W: Send, T: Send>(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        worker: impl Fn() -> W + Sync,
        work: impl Fn(&mut W, OwnedPiece) -> T + Sync,
        mut sink: impl FnMut(T) -> ControlFlow<()>,
    ) {
        // What a worker remembers of one batch serves it in the next.
        let idle = Mutex::new(Vec::new());
        let lent = || Lent { worker: take(&idle), idle: &idle };
        let some = |lent: &mut Lent<'_, W>, mut portion: Portion| {
            let own = lent.worker.get_or_insert_with(&worker);
            let (mut done, mut bytes) = (Vec::new(), 0);
            while bytes < BYTES_A_THREAD
                && let Some(piece) = portion.next()
            {
                bytes += piece.text.len();
                done.push(work(own, piece));
            }
            (done, portion)
        };
        self.batches(pieces, |batch| {
            for (done, rest) in self.map(batch, lent, some) {
                for result in done {
                    sink(result)?;
                }
                // Small files that unpack to much: what is made of them is not held either.
                let mut lent = lent();
                for piece in rest {
                    sink(work(lent.worker.get_or_insert_with(&worker), piece))?;
                }
            }
            ControlFlow::Continue(())
        });
    }

    /// A layer of a profile: the term of each type, found once, on all threads.
    pub fn layer(&self, profile: &Profile, spec: &LayerSpec) -> LayerCounts {
        let terms = LayerTerms::new(spec);
        let types = profile.types.len();
        let units = (0..types).step_by(TYPES_A_UNIT).map(|from| from..types.min(from + TYPES_A_UNIT));
        let found = self.map(
            units.collect(),
            || terms.worker(),
            |worker, unit: Range<usize>| worker.terms(&profile.types, unit),
        );
        let gathering = Gathering::new(&profile.types, found);
        let sought = self.map(gathering.parts(), || (), |(), part| gathering.seek(part));
        let mut counts = LayerCounts::without_documents(profile, spec.layer, gathering, sought);
        let stretches = profile.sequence.stretches(self.threads);
        counts.set_documents(self.map(stretches, || (), |(), stretch| counts.documents_in(stretch)));
        counts
    }

    /// The n-grams of a sequence, as [`Ngrams::count`] gives them, part by part on all threads.
    pub fn ngrams(&self, sequence: &Sequence, layer: &[Option<TermId>], spec: NgramSpec) -> Ngrams {
        // Each part reads the whole sequence: of a long one they are few, and take a quarter of its memory at once.
        let bytes = Ngrams::PART_BYTES.max(sequence.bytes() / 4);
        let parts = NgramParts::new(sequence, layer, spec, bytes / self.threads.clamp(1, 16));
        parts.join(self.map(parts.ranges(), || (), |(), range| parts.count(&range)))
    }

    /// Counted tokens that are content words, and all counted tokens: each type is analysed once, on all threads.
    pub fn content_tokens(&self, profile: &Profile, spec: &LayerSpec) -> (u64, u64) {
        let types: Vec<(&str, u64)> =
            profile.types.iter().map(|(surface, _, count)| (surface, count)).collect();
        let reader = spec.reader();
        let units: Vec<&[(&str, u64)]> = types.chunks(TYPES_A_UNIT).collect();
        let found = self.map(
            units,
            || reader.worker(),
            |worker, unit| -> u64 {
                let content =
                    unit.iter().filter(|(surface, _)| worker.read(surface, 1).kind == Kind::Content.name());
                content.map(|(_, count)| count).sum()
            },
        );
        (found.into_iter().sum(), profile.tokens())
    }
}

#[cfg(feature = "parallel")]
impl Pipeline {
    /// The threads; `None` if one is asked for, or the system gives no more.
    fn pool(&self) -> Option<&rayon::ThreadPool> {
        let start = || rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().ok();
        if self.threads == 1 { None } else { self.pool.get_or_init(start).as_ref() }
    }

    /// Gives batches of pieces to `each`, and reads the next while it works.
    fn batches(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        mut each: impl FnMut(Vec<Portion>) -> ControlFlow<()>,
    ) {
        let mut batch = self.read_batch(pieces);
        while !batch.is_empty() {
            let mut next = Vec::new();
            let go_on = match self.pool() {
                // `each` stays on this thread, and shares its work out itself.
                Some(pool) if batch.len() > 1 => pool.in_place_scope(|scope| {
                    scope.spawn(|_| next = self.read_batch(pieces));
                    each(batch)
                }),
                _ => {
                    let go_on = each(batch);
                    if go_on.is_continue() {
                        next = self.read_batch(pieces);
                    }
                    go_on
                }
            };
            if go_on.is_break() {
                return;
            }
            batch = next;
        }
    }

    /// Gives each piece to a thread that has nothing to do, with its number; what the threads have made of theirs. Each
    /// sees its pieces in their order.
    fn share<P: Send, W: Send>(
        &self,
        pieces: &mut (impl Iterator<Item = P> + Send),
        worker: impl Fn() -> W + Sync,
        work: impl Fn(&mut W, u64, P) + Sync,
    ) -> Vec<W> {
        // Threads are not started for one piece.
        let first: Vec<P> = pieces.by_ref().take(2).collect();
        let several = first.len() > 1;
        let rest = Mutex::new((0..).zip(first.into_iter().chain(pieces)));
        let run = || {
            let mut state = worker();
            loop {
                // Reading is not shared: a thread that waits here waits for the text.
                let next = rest.lock().expect("no thread panics while it reads").next();
                let Some((number, piece)) = next else { return state };
                work(&mut state, number, piece);
            }
        };
        match self.pool().filter(|_| several) {
            Some(pool) => pool.broadcast(|_| run()),
            None => vec![run()],
        }
    }

    /// Does `work` on each item, on any thread, and gives the results in the order of the items. `worker` makes what a
    /// thread needs for itself.
    pub fn map<I: Send, W, T: Send>(
        &self,
        items: Vec<I>,
        worker: impl Fn() -> W + Sync,
        work: impl Fn(&mut W, I) -> T + Sync,
    ) -> Vec<T> {
        use rayon::prelude::*;
        match self.pool() {
            Some(pool) if items.len() > 1 => {
                pool.install(|| items.into_par_iter().map_init(&worker, &work).collect())
            }
            _ => map_in_line(items, worker, work),
        }
    }
}

#[cfg(not(feature = "parallel"))]
impl Pipeline {
    fn batches(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        mut each: impl FnMut(Vec<Portion>) -> ControlFlow<()>,
    ) {
        loop {
            let batch = self.read_batch(pieces);
            if batch.is_empty() || each(batch).is_break() {
                return;
            }
        }
    }

    fn share<P, W>(
        &self,
        pieces: &mut impl Iterator<Item = P>,
        worker: impl Fn() -> W,
        work: impl Fn(&mut W, u64, P),
    ) -> Vec<W> {
        let mut state = worker();
        (0..).zip(pieces).for_each(|(number, piece)| work(&mut state, number, piece));
        vec![state]
    }

    /// Does `work` on each item, on any thread, and gives the results in the order of the items. `worker` makes what a
    /// thread needs for itself.
    pub fn map<I: Send, W, T: Send>(
        &self,
        items: Vec<I>,
        worker: impl Fn() -> W + Sync,
        work: impl Fn(&mut W, I) -> T + Sync,
    ) -> Vec<T> {
        map_in_line(items, worker, work)
    }
}

impl Pipeline {
    /// The next portions: a few large ones, or many small ones.
    fn read_batch(&self, pieces: &mut impl Iterator<Item: Into<Portion>>) -> Vec<Portion> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < PIECES_A_THREAD * self.threads || bytes < BYTES_A_THREAD * self.threads {
            let Some(portion) = pieces.next().map(Into::into) else { break };
            bytes += portion.bytes();
            batch.push(portion);
        }
        batch
    }
}

/// A worker that goes back to the idle ones when its thread has done its share.
struct Lent<'a, W> {
    worker: Option<W>,
    idle: &'a Mutex<Vec<W>>,
}

impl<W> Drop for Lent<'_, W> {
    fn drop(&mut self) {
        lock(self.idle).extend(self.worker.take());
    }
}

fn take<W>(idle: &Mutex<Vec<W>>) -> Option<W> {
    lock(idle).pop()
}

/// Workers are whole whatever happened to a thread: one is put back only between two pieces.
fn lock<W>(idle: &Mutex<Vec<W>>) -> MutexGuard<'_, Vec<W>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What one thread counts.
struct Counting {
    observer: Observer,
    profile: Profile,
    /// Number of each portion, and the types known before it.
    pieces: Vec<(u64, u32)>,
    /// Number and sequence of each portion.
    sequences: Vec<(u64, Sequence)>,
    /// Bytes of the sequences.
    sequence_bytes: usize,
}

impl Counting {
    fn new(settings: &Settings) -> Self {
        Self {
            observer: Observer::new(settings),
            profile: Profile::default(),
            pieces: Vec::new(),
            sequences: Vec::new(),
            sequence_bytes: 0,
        }
    }

    /// Bytes of memory that the counts take.
    fn bytes(&self) -> usize {
        self.profile.types.bytes() + self.sequence_bytes
    }

    fn count(&mut self, number: u64, portion: Portion) {
        let before = self.types();
        let mut is_empty = true;
        for piece in portion {
            self.observe(&piece.as_piece());
            is_empty = false;
        }
        if !is_empty {
            self.end(number, before);
        }
    }

    /// The types known so far.
    fn types(&self) -> u32 {
        self.profile.types.len() as u32
    }

    fn observe(&mut self, piece: &Piece<'_>) {
        self.observer.observe(&mut self.profile, piece);
    }

    /// Ends a portion, before which so many types were known.
    fn end(&mut self, number: u64, before: u32) {
        self.pieces.push((number, before));
        let sequence = self.profile.sequence.take();
        self.sequence_bytes += sequence.bytes();
        self.sequences.push((number, sequence));
    }
}

fn map_in_line<I, W, T>(items: Vec<I>, worker: impl Fn() -> W, work: impl Fn(&mut W, I) -> T) -> Vec<T> {
    let mut worker = worker();
    items.into_iter().map(|item| work(&mut worker, item)).collect()
}
