//! `mizan tokens` and `mizan sentences`: what the text is cut into, in its order, printed while it is read.

use super::args::{Format, SentencesArgs, TokensArgs};
use super::output::{self, Once};
use super::session::{Session, several_documents};
use super::{Failure, usage};
use mizan::Observer;
use mizan::count::Keep;
use mizan::input::OwnedPiece;
use mizan::report::{Cell, Column, Each};
use mizan::token::KindSet;
use mizan::token::sentence::Decision;
use std::cell::RefCell;
use std::io;
use std::ops::ControlFlow;

pub(super) fn tokens(args: TokensArgs) -> Result<bool, Failure> {
    let session = Session::new(args.common, Keep::Documents, false)?;
    session.require_document_column("tokens")?;
    let kinds = if args.all { KindSet::ALL } else { session.settings.counted() };
    let columns = vec![
        Column::integer("start"),
        Column::integer("end"),
        Column::word("kind"),
        Column::arabic("surface"),
    ];
    stream(session, "tokens", columns, move |observer, piece, _| {
        let view = piece.as_piece();
        let (tokens, _) = observer.cut(&view);
        let tokens = tokens.iter().filter(|token| kinds.contains(token.kind));
        tokens
            .map(|token| {
                vec![
                    Cell::Integer(piece.base + u64::from(token.span.start)),
                    Cell::Integer(piece.base + u64::from(token.span.end)),
                    Cell::Name(token.kind.name()),
                    Cell::Text(token.span.of(&piece.text).to_owned()),
                ]
            })
            .collect()
    })
}

pub(super) fn sentences(args: SentencesArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    session.settings.ayah = args.ayah;
    session.require_document_column("sentences")?;
    if args.candidates {
        return candidates(session);
    }
    let counted = session.settings.counted();
    let detailed = matches!(session.common.print.format, Format::Json | Format::Jsonl);
    let mut columns = vec![
        Column::integer("start"),
        Column::integer("end"),
        Column::integer("words"),
        Column::word("reason"),
        Column::arabic("text"),
    ];
    if detailed {
        columns.extend(["paragraph", "open_quotes", "open_brackets"].map(Column::integer));
    }
    stream(session, "sentences", columns, move |observer, piece, paragraphs| {
        let view = piece.as_piece();
        let (tokens, sentences) = observer.cut(&view);
        let mut tokens = tokens.iter().filter(|token| counted.contains(token.kind)).peekable();
        let mut rows = Vec::new();
        for (at, sentence) in sentences.iter().enumerate() {
            let end = if at + 1 == sentences.len() { u32::MAX } else { sentence.span.end };
            let mut words = 0;
            while tokens.next_if(|token| token.span.start < end).is_some() {
                words += 1;
            }
            let mut row = vec![
                Cell::Integer(piece.base + u64::from(sentence.span.start)),
                Cell::Integer(piece.base + u64::from(sentence.span.end)),
                Cell::Integer(words),
                Cell::Name(sentence.reason.code()),
                Cell::Text(sentence.span.of(&piece.text).to_owned()),
            ];
            if detailed {
                row.push(Cell::Integer(u64::from(sentence.paragraph)));
                row.push(Cell::Integer(u64::from(sentence.open_quotes)));
                row.push(Cell::Integer(u64::from(sentence.open_brackets)));
            }
            rows.push(row);
        }
        *paragraphs = sentences.last().map_or(0, |last| u64::from(last.paragraph) + 1);
        rows
    })
}

fn candidates(session: Session) -> Result<bool, Failure> {
    let columns = vec![Column::integer("offset"), Column::word("decision"), Column::word("reason")];
    stream(session, "sentences", columns, move |observer, piece, _| {
        let found = observer.splitter(&piece.as_piece()).candidates(&piece.text);
        found
            .into_iter()
            .map(|candidate| {
                let (decision, reason) = match candidate.decision {
                    Decision::End(reason) => ("end", reason.code()),
                    Decision::None(reason) => ("none", reason.code()),
                };
                let offset = piece.base + u64::from(candidate.offset);
                vec![Cell::Integer(offset), Cell::Name(decision), Cell::Name(reason)]
            })
            .collect()
    })
}

type Row = Vec<Cell>;

/// Prints the rows of each piece in the order of the text. `rows` also says how many paragraphs the piece holds,
/// where a column counts them.
pub(super) fn stream(
    mut session: Session,
    command: &'static str,
    mut columns: Vec<Column>,
    rows: impl Fn(&mut Observer, &OwnedPiece, &mut u64) -> Vec<Row> + Sync,
) -> Result<bool, Failure> {
    let with_document = session.common.document;
    if with_document {
        columns.insert(0, Column::word("document"));
    }
    let paragraph = columns.iter().position(|column| column.name == "paragraph");
    let corpus = RefCell::new(session.corpus());
    // Set when a second document is met and no column names it.
    let several = std::cell::Cell::new(false);
    let limit = session.common.print.limit.unwrap_or(usize::MAX);
    // What is written while it is read, and what only when all was read.
    let lines = [Format::Jsonl, Format::Csv, Format::Tsv, Format::Md];
    let whole = !lines.contains(&session.common.print.format);
    let run = |each: &mut Each<'_>| -> io::Result<()> {
        let mut result = Ok(());
        let (mut printed, mut document, mut before) = (0, u64::MAX, 0);
        let settings = session.settings;
        session.pipeline.ordered(
            &mut corpus.borrow_mut().portions(),
            || Observer::new(&settings),
            |observer, piece: OwnedPiece| {
                let mut paragraphs = 0;
                let rows = rows(observer, &piece, &mut paragraphs);
                (piece.document, piece.name.clone(), piece.is_open(), rows, paragraphs)
            },
            |(number, name, open, rows, paragraphs)| {
                if number != document {
                    if document != u64::MAX && !with_document {
                        several.set(true);
                        return ControlFlow::Break(());
                    }
                    (document, before) = (number, 0);
                }
                for mut row in rows {
                    if printed == limit && !whole {
                        return ControlFlow::Break(());
                    }
                    printed += 1;
                    if let (Some(at), Some(Cell::Integer(value))) =
                        (paragraph, paragraph.and_then(|at| row.get_mut(at - usize::from(with_document))))
                    {
                        debug_assert!(at > 0);
                        *value += before;
                    }
                    if with_document {
                        row.insert(0, Cell::Text(name.to_string()));
                    }
                    match each(&row) {
                        Ok(ControlFlow::Continue(())) => {}
                        Ok(ControlFlow::Break(())) => return ControlFlow::Break(()),
                        Err(error) => {
                            result = Err(error);
                            return ControlFlow::Break(());
                        }
                    }
                }
                // A paragraph that goes on in the next piece is counted there.
                before += paragraphs.saturating_sub(u64::from(open));
                ControlFlow::Continue(())
            },
        );
        result
    };
    let source = Once::new(columns, run);
    if whole {
        // JSON says beforehand how many there are, and what went wrong; a table is aligned.
        let table = session.common.print.format == Format::Table;
        let most = session.common.print.limit.or(table.then_some(20));
        let (rows, distinct) =
            source.collect(most).map_err(|error| Failure::Write("memory".to_owned(), error))?;
        if several.get() {
            return Err(several_documents(command));
        }
        let corpus = corpus.into_inner();
        session.warnings.extend_from_slice(corpus.warnings());
        session.say_warnings();
        if session.failed() && (session.common.strict || corpus.records().is_empty()) {
            return Err(Failure::Silent);
        }
        let total = rows.rows.len() as u64 + rows.left_out;
        output::rows(&session, command, corpus.records(), total, distinct, &rows)?;
        return Ok(!session.failed());
    }
    if session.common.strict {
        return Err(usage(
            "--strict with a list that is printed while it is read",
            "say --format json, which is printed when all was read",
        ));
    }
    output::formatted(&session.common.print, &source, |_| Ok(()))?;
    drop(source);
    if several.get() {
        return Err(several_documents(command));
    }
    let corpus = corpus.into_inner();
    session.warnings.extend_from_slice(corpus.warnings());
    session.say_warnings();
    output::manifest(&session, command, corpus.records(), Vec::new())?;
    Ok(!session.failed())
}
