//! `mizan analyze`: what is known of each word: root, kind, stem, lemma, pattern, segments. What a stemmer that was
//! chosen instead cannot say is `-`.

use super::args::AnalyzeArgs;
use super::lists::stream;
use super::session::Session;
use super::{Failure, usage};
use mizan::Unit;
use mizan::count::Keep;
use mizan::measure::Reason;
use mizan::morphology::lexicon::COSTS_PER_NAT;
use mizan::morphology::{WordReading, WordWorker};
use mizan::report::{Cell, Column};

pub(super) fn run(args: AnalyzeArgs) -> Result<bool, Failure> {
    let session = Session::new(args.common, Keep::Documents, false)?;
    session.require_document_column("analyze")?;
    if args.alternatives == 0 {
        return Err(usage("--alternatives 0: no answers", "say at least 1"));
    }
    let list = session.settings.unit == Unit::Tokens;
    if list && args.offsets {
        return Err(usage(
            "--offsets of a list of words",
            "offsets are for running text; leave --input-format tokens out",
        ));
    }
    let mut columns = Vec::new();
    if args.offsets {
        columns.extend([Column::integer("start"), Column::integer("end")]);
    }
    columns.extend([Column::arabic("word"), Column::arabic("root"), Column::arabic("alternatives")]);
    columns.push(Column::word("kind"));
    columns.extend([
        Column::arabic("stem"),
        Column::arabic("lemma"),
        Column::arabic("pattern"),
        Column::arabic("segments"),
        Column::float("margin"),
    ]);
    let counted = session.settings.counted();
    let reader = session.spec.reader();
    let most = args.alternatives;
    stream(session, "analyze", columns, move |observer, piece, _| {
        let mut worker = reader.worker();
        if list {
            return lines(&piece.text).map(|line| row(&mut worker, line, most)).collect();
        }
        let view = piece.as_piece();
        let (tokens, _) = observer.cut(&view);
        let words = tokens.iter().filter(|token| counted.contains(token.kind));
        words
            .map(|token| {
                let mut cells = Vec::new();
                if args.offsets {
                    cells.push(Cell::Integer(piece.base + u64::from(token.span.start)));
                    cells.push(Cell::Integer(piece.base + u64::from(token.span.end)));
                }
                cells.extend(row(&mut worker, token.span.of(&piece.text), most));
                cells
            })
            .collect()
    })
}

/// The lines of a list of words, empty ones too; a line end at the end makes no line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n').map(|line| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    })
}

/// `word root alternatives kind stem lemma pattern segments margin`.
fn row(worker: &mut WordWorker<'_>, word: &str, most: usize) -> Vec<Cell> {
    let WordReading { root, alternatives, kind, stem, lemma, pattern, segments, margin, .. } =
        worker.read(word, most);
    let text = |text: Option<String>| text.map_or(Cell::None, Cell::Text);
    let answer =
        |root: Option<mizan::morphology::Root>| root.map_or_else(|| "-".to_owned(), |root| root.to_string());
    vec![
        Cell::Text(word.to_owned()),
        text(root.map(|root| root.to_string())),
        Cell::List(alternatives.into_iter().map(answer).collect(), ";"),
        Cell::Name(kind),
        text(stem),
        text(lemma),
        text(pattern),
        if segments.is_empty() { Cell::None } else { Cell::List(segments, "+") },
        margin.map_or(Cell::Undefined(Reason::OneReading), |margin| {
            Cell::float(f64::from(margin) / f64::from(COSTS_PER_NAT), Reason::Infinite)
        }),
    ]
}
