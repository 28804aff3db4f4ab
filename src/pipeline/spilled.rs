//! Pieces → threads → counts on disk, where they are more than a bound of memory.

use super::Pipeline;
use crate::count::sequence::DOCUMENT_END;
use crate::count::spill::{Chunk, Chunks, Counted, Edge, Part, Spill, chunk_of_edges};
use crate::count::{Aggregate, NgramSpec, Strings};
use crate::input::{OwnedPiece, Portion};
use crate::profile::{LayerSpec, LayerTerms, LayerWorker, Observer, Profile, Settings};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is counted on a layer under a bound of memory.
#[derive(Clone, Copy)]
pub struct SpilledSpec<'a> {
    /// The layer.
    pub layer: &'a LayerSpec,
    /// n-grams, all with the same boundary; none: terms with their documents.
    pub grams: &'a [NgramSpec],
    /// Whether the documents of n-grams are counted.
    pub by_document: bool,
}

/// Counts of a layer on disk.
pub struct Spilled {
    /// What is counted of the text but types and sequence.
    pub profile: Profile,
    /// N, as [`crate::LayerCounts::tokens`] has it.
    pub tokens: u64,
    /// n-grams of each kind, those over a token without a term included.
    pub totals: Vec<u64>,
    /// Terms and n-grams, few enough to be merged while they are read.
    pub chunks: Chunks,
}

impl Pipeline {
    /// Counts a layer of all pieces in about as much memory as `spill` allows, whatever the pieces hold; the settings
    /// keep the order of tokens if n-grams are asked for. Pieces of a document follow one another.
    ///
    /// # Errors
    /// What the temporary files report.
    pub fn spilled(
        &self,
        pieces: &mut (impl Iterator<Item: Into<Portion> + Send> + Send),
        settings: &Settings,
        spec: SpilledSpec<'_>,
        spill: &Spill,
    ) -> io::Result<Spilled> {
        let terms = LayerTerms::new(spec.layer);
        let share = spill.share(self.threads);
        let failed = AtomicBool::new(false);
        let mut pieces = pieces.take_while(|_| !failed.load(Ordering::Relaxed)).map(Into::into);
        let workers = self.share(
            &mut pieces,
            || Spilling::new(settings, spec, &terms, &share),
            |worker, number, portion: Portion| {
                // Pieces are told apart, and stay in their order.
                for (piece, number) in portion.zip(number << 32..) {
                    if worker.failure.is_none()
                        && let Err(error) = worker.count(number, &piece)
                    {
                        failed.store(true, Ordering::Relaxed);
                        worker.failure = Some(error);
                    }
                }
            },
        );
        let workers = self.map(workers, || (), |(), worker| worker.finish());
        let (mut profile, mut tokens, mut totals) = (Profile::default(), 0, vec![0; spec.grams.len()]);
        let (mut chunks, mut edges) = (Vec::new(), Vec::new());
        for worker in workers {
            let done = worker?;
            profile.merge(done.profile);
            tokens += done.tokens;
            add(&mut totals, &done.totals);
            chunks.extend(done.chunks);
            edges.extend(done.edges);
        }
        let (chunk, more) = chunk_of_edges(edges, spec.grams, spec.by_document, spill)?;
        chunks.extend(chunk);
        add(&mut totals, &more);
        Ok(Spilled { profile, tokens, totals, chunks: self.merged(chunks, spill, &share)? })
    }

    /// Merges chunks until they are few.
    fn merged(&self, chunks: Vec<Chunk>, spill: &Spill, share: &Spill) -> io::Result<Chunks> {
        let mut chunks = Chunks::new(chunks);
        while !chunks.are_few(spill) {
            let groups = self.map(chunks.groups(share), || (), |(), group| group.merge(share));
            chunks = Chunks::new(groups.into_iter().collect::<io::Result<_>>()?);
        }
        Ok(chunks)
    }
}

fn add(sums: &mut [u64], more: &[u64]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// What one thread counts.
struct Spilling<'a> {
    observer: Observer,
    profile: Profile,
    parts: Vec<Part>,
    layer: LayerWorker<'a>,
    spec: SpilledSpec<'a>,
    spill: &'a Spill,
    done: Done,
    failure: Option<io::Error>,
}

/// What a thread has counted.
#[derive(Default)]
struct Done {
    profile: Profile,
    tokens: u64,
    totals: Vec<u64>,
    chunks: Vec<Chunk>,
    edges: Vec<Edge>,
}

impl<'a> Spilling<'a> {
    fn new(settings: &Settings, spec: SpilledSpec<'a>, terms: &'a LayerTerms, spill: &'a Spill) -> Self {
        Self {
            observer: Observer::new(settings),
            profile: Profile::default(),
            parts: Vec::new(),
            layer: terms.worker(),
            spec,
            spill,
            done: Done { totals: vec![0; spec.grams.len()], ..Done::default() },
            failure: None,
        }
    }

    fn count(&mut self, number: u64, piece: &OwnedPiece) -> io::Result<()> {
        // Each piece has a sequence of its own while it is counted: a mark at its beginning is not lost.
        let mut sequence = std::mem::take(&mut self.profile.sequence);
        let piece = piece.as_piece();
        self.observer.observe(&mut self.profile, &piece);
        let mut counted = std::mem::take(&mut self.profile.sequence);
        let mark = self.spec.grams.first().map_or(DOCUMENT_END, |spec| spec.boundary().mark());
        let ends = |id: Option<&u32>| id.is_some_and(|&id| id >= mark);
        let (first, last) = (piece.first, piece.last);
        self.parts.push(Part {
            piece: number,
            document: piece.document,
            first,
            last,
            fresh: first || ends(counted.raw().first()),
            open: !last && !ends(counted.raw().last()),
        });
        if !last {
            counted.end(DOCUMENT_END);
        }
        sequence.merge(counted);
        self.profile.sequence = sequence;
        if self.bytes() > self.spill.bytes() / 2 { self.write() } else { Ok(()) }
    }

    /// Bytes of memory that the counts take.
    fn bytes(&self) -> usize {
        let sequence = self.profile.sequence.bytes();
        self.profile.types.bytes() + sequence + self.parts.len() * size_of::<Part>()
    }

    /// Writes what was counted, and begins anew.
    fn write(&mut self) -> io::Result<()> {
        let sequence = std::mem::take(&mut self.profile.sequence);
        let types = self.profile.take_types();
        let mut terms = Strings::default();
        let mut counts = Vec::with_capacity(types.len());
        for (surface, _, count) in types.iter() {
            let term = self.layer.term(surface).unwrap_or_default();
            if !term.is_empty() || self.spec.layer.layer.is_analyzed() {
                self.done.tokens += count;
            }
            terms.push(&term);
            counts.push(count);
        }
        drop(types);
        let counted = Counted { terms, counts, sequence, parts: std::mem::take(&mut self.parts) };
        let written = counted.write(self.spill, self.spec.grams, self.spec.by_document)?;
        self.done.chunks.push(written.chunk);
        self.done.edges.extend(written.edges);
        add(&mut self.done.totals, &written.totals);
        Ok(())
    }

    fn finish(mut self) -> io::Result<Done> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        if !self.parts.is_empty() {
            self.write()?;
        }
        self.done.profile = self.profile;
        Ok(self.done)
    }
}
