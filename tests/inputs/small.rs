//! Small files that threads read themselves: the same as one file after another.

use super::made;
use mizan::input::{Checksum, Corpus, Encoding, Format, OwnedPiece, ReadOptions, resolve};
use mizan::token::sentence::SoftWrap;
use mizan::{Pipeline, Settings};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Files of all kinds, most of them small, some not, some broken.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    for number in 0..300 {
        let text = format!("هذا الملف رقم {number}.\nوفيه سطر ثان؟ نعم! {}", "كلمة ".repeat(number % 50));
        write(&format!("n{number:03}.txt"), text.as_bytes());
    }
    for entry in fs::read_dir(made("")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if ![".rs", ".py", ".parquet"].iter().any(|ending| name.ends_with(ending)) {
            let bytes = fs::read(&path).unwrap();
            write(&format!("n1{name}"), &bytes);
            write(&format!("n2{name}-cut"), &bytes[..bytes.len() * 2 / 3]);
        }
    }
    write("n010.txt", b"");
    write("n011.txt", "سطر\u{0}آخر".as_bytes());
    write("n012.txt", "\u{feff}علامة ترتيب".as_bytes());
    write("n013.txt", b"\xd9\x83\xff\xd9\x84\xd9\x85\xd8\xa9 \xd9");
    write("n014.txt", "سطر طويل من الكلام.\n".repeat(10_000).as_bytes());
    write(
        "n015.txt",
        "سطر ملفوف يمتد إلى آخر الصفحة ثم\nيتبعه سطر آخر مثله في الطول كله\n".repeat(60).as_bytes(),
    );
    write("n016.txt", "كلمة كلمتان\nكلمة\n".as_bytes());
    write("n017.jsonl", "{\"text\": \"نص\"}\n{\"text\": 5}\nليس كائنا\n".as_bytes());
    for number in 0..100 {
        write(&format!("n3{number:03}.txt"), format!("ملف صغير {number}").as_bytes());
    }
    write("n3010.txt", "سطر طويل من الكلام.\n".repeat(10_000).as_bytes());
    write("n3011.txt", b"");
    write("n3012.jsonl", b"");
    write("n3013.txt", &[0xd9; 40_000]);
    folder
}

struct Length(usize);

impl Checksum for Length {
    fn update(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }
    fn finish(self: Box<Self>) -> String {
        self.0.to_string()
    }
}

fn corpus(folder: &Path, settings: &Settings, options: &ReadOptions) -> Corpus {
    let (sources, _) = resolve(&[folder.to_path_buf()], 1);
    Corpus::new(sources, settings, options.clone())
}

/// The pieces with their documents numbered one by one (of small pieces, whose cuts are where reading paused, the text of
/// each document), and what the corpus knows afterwards.
fn told(corpus: &Corpus, pieces: Vec<OwnedPiece>, chunk_bytes: usize) -> Vec<String> {
    let (mut last, mut number) = (None, 0);
    let mut told: Vec<String> = Vec::new();
    for mut piece in pieces {
        let is_new = last != Some(piece.document);
        number += u64::from(is_new);
        last = Some(piece.document);
        piece.document = number;
        match told.last_mut().filter(|_| chunk_bytes < 1 << 20 && !is_new) {
            Some(before) => before.push_str(&piece.text),
            None if chunk_bytes < 1 << 20 => told.push(format!("{number} {} {}", piece.name, piece.text)),
            None => told.push(format!("{piece:?}")),
        }
    }
    told.extend(corpus.records().iter().map(|record| format!("{record:?}")));
    told.extend(corpus.warnings().iter().map(|warning| format!("{warning:?}")));
    told.extend(corpus.names().iter().map(|name| name.to_string()));
    told
}

#[test]
fn portions_hold_what_files_hold_one_by_one() {
    let folder = folder();
    let checksum: fn() -> Box<dyn Checksum> = || Box::new(Length(0));
    let plain = ReadOptions { names: true, checksum: Some(checksum), ..ReadOptions::default() };
    let wrapped = Settings { soft_wrap: SoftWrap::Auto, ..Settings::default() };
    for (settings, options) in [
        (Settings::default(), plain.clone()),
        (Settings::default(), ReadOptions { chunk_bytes: 64, lenient: true, ..plain.clone() }),
        (Settings::default(), ReadOptions { strict: true, ..plain.clone() }),
        (Settings::default(), ReadOptions { max_bytes: Some(100), ..plain.clone() }),
        (Settings::default(), ReadOptions { encoding: Encoding::parse("windows-1256"), ..plain.clone() }),
        (Settings::default(), ReadOptions { format: Some(Format::Tokens), ..plain.clone() }),
        (Settings::default(), ReadOptions { format: Some(Format::Sentences), ..plain.clone() }),
        (wrapped, plain.clone()),
    ] {
        let mut one = corpus(folder.path(), &settings, &options);
        let pieces = one.by_ref().collect();
        let expected = told(&one, pieces, options.chunk_bytes);
        assert!(options.strict || expected.len() > 1000, "{}", expected.len());
        let mut many = corpus(folder.path(), &settings, &options);
        let portions = many.portions().map(|portion| portion.collect()).collect::<Vec<Vec<_>>>();
        let together = portions.iter().filter(|portion| portion.len() > 1).count();
        assert!(options.strict || together > 3);
        let found = told(&many, portions.concat(), options.chunk_bytes);
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected);
        }
        assert_eq!(found.len(), expected.len());
    }
}

#[test]
fn threads_change_nothing() {
    let folder = folder();
    let settings = Settings::default();
    let state = |threads: usize| {
        let mut corpus = corpus(folder.path(), &settings, &ReadOptions::default());
        let pipeline = Pipeline::new(threads);
        let whole = pipeline.profile(&mut corpus.portions(), &settings);
        let records = format!("{:?} {:?}", corpus.records(), corpus.warnings());
        let mut corpus = self::corpus(folder.path(), &settings, &ReadOptions::default());
        let each = pipeline.profiles(&mut corpus.portions(), &settings);
        let each: Vec<Vec<u8>> = each.iter().map(|profile| profile.to_state(&settings)).collect();
        (whole.to_state(&settings), each, records)
    };
    let mut one = corpus(folder.path(), &settings, &ReadOptions::default());
    let plain = Pipeline::new(1).profile(&mut one, &settings).to_state(&settings);
    let expected = state(1);
    assert_eq!(expected.0, plain);
    for threads in [2, 3, 7] {
        assert!(state(threads) == expected, "{threads} threads");
    }
}

/// Small files that unpack to much are not held whole.
#[test]
fn what_unpacks_to_much_goes_on_in_line() {
    let folder = TempDir::new().unwrap();
    for number in 0..4 {
        let file = fs::File::create(folder.path().join(format!("{number}.txt"))).unwrap();
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::best());
        let text = format!("سطر {number} من الكلام.\n").repeat(300_000);
        std::io::Write::write_all(&mut packed, text.as_bytes()).unwrap();
        packed.finish().unwrap();
    }
    let settings = Settings::default();
    let mut corpus = corpus(folder.path(), &settings, &ReadOptions::default());
    let (mut lines, mut last) = (0, None);
    Pipeline::new(2).ordered(
        &mut corpus.portions(),
        || (),
        |(), piece| (piece.document, piece.base, piece.text.matches('\n').count()),
        |(document, base, count)| {
            assert!(last < Some((document, base)));
            last = Some((document, base));
            lines += count;
            std::ops::ControlFlow::Continue(())
        },
    );
    assert_eq!((lines, corpus.records().len()), (1_200_000, 4));
}
