//! `mizan syllables`: the syllables of each word of a text, or of each line of a list.

use super::Failure;
use super::args::Common;
use super::lists::stream;
use super::session::Session;
use clap::{Args, ValueEnum};
use mizan::Unit;
use mizan::count::Keep;
use mizan::measure::Reason;
use mizan::morphology::syllables::{SyllableReader, SyllableWorker, UNIT};
use mizan::report::{Cell, Column};

#[derive(Debug, Args)]
pub(super) struct SyllablesArgs {
    /// The reading that the error is of
    #[arg(long, value_enum, default_value_t = Reading::Pausal)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Reading {
    /// As read before a pause: the last vowel falls
    Pausal,
    /// With all endings
    Full,
}

pub(super) fn run(args: SyllablesArgs) -> Result<bool, Failure> {
    let session = Session::new(args.common, Keep::Documents, false)?;
    session.require_document_column("syllables")?;
    let list = session.settings.unit == Unit::Tokens;
    let columns =
        vec![Column::arabic("word"), Column::float("pausal"), Column::float("full"), Column::float("error")];
    let counted = session.settings.counted();
    let reader = SyllableReader::standard();
    let reading = args.reading;
    stream(session, "syllables", columns, move |observer, piece, _| {
        let mut worker = reader.worker();
        let model = reader.has_model();
        if list {
            return super::analyze::lines(&piece.text)
                .map(|line| row(&mut worker, model, line, reading))
                .collect();
        }
        let view = piece.as_piece();
        let (tokens, _) = observer.cut(&view);
        let words = tokens.iter().filter(|token| counted.contains(token.kind));
        words.map(|token| row(&mut worker, model, token.span.of(&piece.text), reading)).collect()
    })
}

/// `word pausal full error`: to a thousandth, which is finer than what is known.
fn row(worker: &mut SyllableWorker<'_>, model: bool, word: &str, reading: Reading) -> Vec<Cell> {
    let mut cells = vec![Cell::Text(word.to_owned())];
    match worker.read(word) {
        Some(one) => {
            let error = if reading == Reading::Pausal { one.pausal_error } else { one.full_error };
            let number = |value: u32| {
                Cell::float((f64::from(value) * 1000.0 / f64::from(UNIT)).round() / 1000.0, Reason::Infinite)
            };
            cells.extend([one.pausal, one.full, error].map(number));
        }
        None => {
            let arabic = word.chars().any(mizan::script::is_arabic_letter);
            let reason = if arabic && !model { Reason::NoModel } else { Reason::NotArabic };
            cells.extend(std::iter::repeat_n(Cell::Undefined(reason), 3));
        }
    }
    cells
}
