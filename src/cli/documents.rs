//! Results of each document as JSON lines, printed while documents are read: however many there are, only a few are held.

use super::Failure;
use super::args::{Common, Format};
use super::output::{self, Once};
use super::session::Session;
use mizan::report::{Cell, Column, Each, Rows};
use mizan::{Aggregate, Observer, Profile};
use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Documents that are measured together, on all threads.
const TOGETHER: usize = 32;

/// Whether the results of documents are printed while they are read. What may be refused whole is printed at the end.
pub(super) fn are_streamed(common: &Common, per_document: bool) -> bool {
    let held = common.strict || common.max_memory.is_some() || common.resume.is_some();
    per_document && common.print.format == Format::Jsonl && !held
}

/// Prints the rows of each document in their order; then `warn` may warn of the sum of all counts but types, and of how
/// many tokens there were.
pub(super) fn print(
    session: &mut Session,
    command: &'static str,
    columns: Vec<Column>,
    rows: impl Fn(&Session, &str, Profile) -> Vec<Vec<Cell>> + Sync,
    warn: impl FnOnce(&mut Session, &Profile, u64),
) -> Result<bool, Failure> {
    let corpus = RefCell::new(session.corpus());
    let sum = RefCell::new((Profile::default(), 0));
    let ids = RefCell::new(None);
    let reading = &*session;
    let limit = reading.common.print.limit.unwrap_or(usize::MAX);
    let first = Rows::new(columns.clone());
    let run = |each: &mut Each<'_>| -> io::Result<()> {
        let mut left = limit;
        let mut count = |row: &[Cell]| {
            if left == 0 {
                return Ok(ControlFlow::Break(()));
            }
            left -= 1;
            each(row)
        };
        let mut printing =
            Printing { session: reading, rows: &rows, ready: Vec::new(), ids: &ids, first, each: &mut count };
        let mut open: Option<(u64, Arc<str>, Profile)> = None;
        let mut result = Ok(ControlFlow::Continue(()));
        reading.pipeline.ordered(
            &mut corpus.borrow_mut().portions(),
            || Observer::new(&reading.settings),
            |observer, piece| {
                let mut profile = Profile::default();
                observer.observe(&mut profile, &piece.as_piece());
                (piece.document, piece.name, profile)
            },
            |(document, name, profile)| {
                match &mut open {
                    Some((before, _, earlier)) if *before == document => earlier.merge(profile),
                    _ => {
                        if let Some((_, name, done)) = open.replace((document, name, profile)) {
                            result = printing.take(name, done, &mut sum.borrow_mut());
                        }
                    }
                }
                match &result {
                    Ok(ControlFlow::Continue(())) => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            },
        );
        if let (Ok(ControlFlow::Continue(())), Some((_, name, done))) = (&result, open) {
            result = printing.take(name, done, &mut sum.borrow_mut());
        }
        if let Ok(ControlFlow::Continue(())) = result {
            result = printing.flush();
        }
        result.map(drop)
    };
    let source = Once::new(columns, run);
    output::formatted(&reading.common.print, &source, |_| Ok(()))?;
    drop(source);
    let (corpus, (sum, tokens)) = (corpus.into_inner(), sum.into_inner());
    session.warn_of_reading(&sum, &corpus);
    warn(session, &sum, tokens);
    session.say_warnings();
    output::manifest(session, command, corpus.records(), ids.into_inner().unwrap_or_default())?;
    Ok(!session.failed())
}

/// What is measured and printed.
struct Printing<'a, 'e, 'w, R> {
    session: &'a Session,
    rows: &'a R,
    ready: Vec<(Arc<str>, Profile)>,
    /// The measures, when the first document is measured.
    ids: &'a RefCell<Option<Vec<String>>>,
    /// The rows of the first document go here.
    first: Rows,
    each: &'e mut Each<'w>,
}

impl<R: Fn(&Session, &str, Profile) -> Vec<Vec<Cell>> + Sync> Printing<'_, '_, '_, R> {
    /// Takes the next document; the sum gets its counts.
    fn take(
        &mut self,
        name: Arc<str>,
        profile: Profile,
        (sum, tokens): &mut (Profile, u64),
    ) -> io::Result<ControlFlow<()>> {
        *tokens += profile.tokens();
        let counts = |profile: &Profile| Profile {
            types: Default::default(),
            sequence: Default::default(),
            sentence_words: profile.sentence_words.clone(),
            clause_words: profile.clause_words.clone(),
            sentence_clauses: profile.sentence_clauses.clone(),
            paragraph_sentences: profile.paragraph_sentences.clone(),
            characters: profile.characters,
            ..*profile
        };
        sum.merge(counts(&profile));
        self.ready.push((name, profile));
        if self.ready.len() < TOGETHER { Ok(ControlFlow::Continue(())) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<ControlFlow<()>> {
        let (session, rows) = (self.session, self.rows);
        let ready = std::mem::take(&mut self.ready);
        let found = session.pipeline.map(ready, || (), |(), (name, profile)| rows(session, &name, profile));
        if let (None, Some(rows)) = (&*self.ids.borrow(), found.first()) {
            self.first.rows.clone_from(rows);
        }
        self.ids.borrow_mut().get_or_insert_with(|| output::measure_ids(&self.first));
        for row in found.iter().flatten() {
            if (self.each)(row)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}
