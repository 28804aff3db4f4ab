//! A writer that fails: no format may end well when a write did not.

use super::export::{Exporter, Joiner, Target, write_ngram_counts, write_spectrum};
use super::{Cell, Column, Options, Rows, Source, csv, json, jsonl, markdown, table, tsv};
use crate::count::Keep;
use crate::input::Pieces;
use crate::{LayerSpec, Pipeline, Profile, Settings};
use std::io::{self, Write};

/// Takes so many writes, each of a few bytes at most, and fails ever after.
struct Failing {
    left: usize,
    written: usize,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        };
        self.left = left;
        let taken = bytes.len().min(7);
        self.written += taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.left == 0 { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    }
}

/// Fails `write` at each of its writes: it must say so each time, until it has all that it needs.
fn fails_at_any_write(name: &str, write: impl Fn(&mut dyn Write) -> io::Result<()>) {
    let mut whole = Vec::new();
    write(&mut whole).unwrap();
    assert!(whole.len() > 7, "{name} writes nothing");
    for left in 0.. {
        let mut out = Failing { left, written: 0 };
        match write(&mut out) {
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{name}, {left} writes"),
            Ok(()) => {
                assert_eq!(out.written, whole.len(), "{name} ended well after {left} writes");
                return;
            }
        }
    }
}

fn rows() -> Rows {
    let columns =
        [Column::integer("count"), Column::float("x"), Column::arabic("text"), Column::measure("ttr")];
    let mut rows = Rows::new(columns.into());
    for at in 0..5 {
        let text = Cell::Text(format!("نص | {at} =1"));
        rows.push(vec![Cell::Integer(at), Cell::Float(0.5), text, crate::measure::Reason::Empty.into()]);
    }
    rows
}

#[test]
fn formats_of_rows() {
    type Write = fn(&dyn Source, &Options, &mut dyn io::Write) -> io::Result<()>;
    let formats: [(&str, Write); 6] = [
        ("table", table::write),
        ("json", json::write),
        ("jsonl", jsonl::write),
        ("csv", csv::write),
        ("tsv", tsv::write),
        ("md", markdown::write),
    ];
    let (rows, options) = (rows(), Options { bom: true, ..Options::default() });
    for (name, write) in formats {
        fails_at_any_write(name, |out| write(&rows, &options, out));
    }
}

#[test]
fn exports() {
    let text = "ذهب الولد. ولكتابه ثمن!\n\nثم عاد.\n";
    let settings = Settings { keep: Keep::Order, ..Settings::default() };
    let reader = LayerSpec::default().reader();
    for target in [Target::Conllu, Target::Vertical, Target::Jsonl] {
        fails_at_any_write(&format!("{target:?}"), |out| {
            let mut joiner = Joiner::new(target, out);
            let mut exporter = Exporter::new(target, &settings, &reader);
            for document in 0..2 {
                let mut pieces = Pieces::new("a", text.as_bytes(), &settings, 16, document);
                while let Some(piece) = pieces.next_piece()? {
                    joiner.write(exporter.part(&piece))?;
                }
            }
            joiner.finish().map(drop)
        });
    }
    let profile = Profile::of(text, &settings);
    let layer = profile.layer(&LayerSpec::default());
    let pipeline = Pipeline::new(1);
    fails_at_any_write("spc", |out| write_spectrum(&layer, out));
    fails_at_any_write("counts", |out| write_ngram_counts(&profile, &layer, 1..=3, &pipeline, out));
}

/// What is written does not depend on where a document is cut.
#[test]
fn cuts_do_not_show() {
    let text = "ذهب الولد. ولكتابه ثمن! «نعم.» قال\nثم عاد، ثم نام؛ ثم قام.\n\n\nآخر. ".repeat(3);
    let settings = Settings::default();
    let reader = LayerSpec::default().reader();
    for target in [Target::Conllu, Target::Vertical, Target::Jsonl] {
        let written = |chunk: usize| {
            let mut joiner = Joiner::new(target, Vec::new());
            let mut exporter = Exporter::new(target, &settings, &reader);
            let mut pieces = Pieces::new("a", text.as_bytes(), &settings, chunk, 0);
            while let Some(piece) = pieces.next_piece().unwrap() {
                joiner.write(exporter.part(&piece)).unwrap();
            }
            String::from_utf8(joiner.finish().unwrap()).unwrap()
        };
        let whole = written(1 << 20);
        for chunk in 1..60 {
            assert_eq!(written(chunk), whole, "{target:?} in pieces of {chunk} bytes");
        }
    }
}
