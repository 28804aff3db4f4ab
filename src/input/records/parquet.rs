//! Parquet files: each row is a document, its text in one column.

use super::Reading;
use crate::input::parquet::parquet_texts;
use crate::input::{Broken, Format, WarningCode};
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

/// The thread that reads them. Who does not want to see its panics tells it by its name.
pub const PARQUET_THREAD: &str = "reader of Parquet";

/// The remedy of a file that cannot be read.
const REMEDY: &str = "make it again, or leave it out";

impl Reading<'_> {
    /// Reads the rows of a file. The reader of pages panics on some that are damaged; that ends here.
    pub(in crate::input) fn parquet(&mut self, file: File) -> io::Result<()> {
        guarded(move || self.rows(file))
    }

    fn rows(&mut self, file: File) -> io::Result<()> {
        let unit = Format::Parquet.unit();
        let mut texts = parquet_texts(file, self.options.column.as_deref()).map_err(|what| {
            let help = if what.contains("column") {
                "name the column of the text with --column, or its number"
            } else {
                REMEDY
            };
            Broken::error(WarningCode::TruncatedInput, what, help)
        })?;
        let mut nulls = 0;
        loop {
            let next = texts.next();
            while nulls < texts.nulls() {
                nulls += 1;
                let row = texts.first_null().unwrap_or_default();
                let message = "no text in this row; record skipped".to_owned();
                self.skip(row, message, "say --lenient to accept rows without a text")?;
            }
            match next {
                None => return Ok(()),
                Some(Ok((row, text))) => {
                    self.sink.document(self.numbered(row), unit)?;
                    self.sink.text(text.as_bytes())?;
                }
                Some(Err(what)) if texts.is_ended() => {
                    let message = format!("{what}; the counts cover what was read");
                    return Err(Broken::error(WarningCode::TruncatedInput, message, REMEDY));
                }
                Some(Err(_)) => {
                    let row = texts.row();
                    self.skip(row, "not UTF-8; record skipped".to_owned(), "write the text as UTF-8")?;
                }
            }
        }
    }
}

/// Does what may panic, on a thread that can be told by its name; a panic is a damaged file.
fn guarded(work: impl FnOnce() -> io::Result<()> + Send) -> io::Result<()> {
    let slot = Mutex::new(Some(AssertUnwindSafe(work)));
    let take = || slot.lock().ok().and_then(|mut slot| slot.take());
    let run = || take().map(|work| catch_unwind(work));
    let done = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(PARQUET_THREAD.to_owned());
        thread.spawn_scoped(scope, run).ok().and_then(|thread| thread.join().ok().flatten())
    });
    // If the system gives no thread, this one does it.
    match done.or_else(run) {
        Some(Ok(result)) => result,
        Some(Err(_)) | None => Err(damaged()),
    }
}

fn damaged() -> io::Error {
    let message = "a page of the Parquet file is damaged; the counts cover what was read".to_owned();
    Broken::error(WarningCode::TruncatedInput, message, REMEDY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_damaged_file() {
        assert!(guarded(|| Ok(())).is_ok());
        assert_eq!(
            guarded(|| Err(io::ErrorKind::NotFound.into())).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
        let error = guarded(|| panic!("a test of what a panic becomes")).unwrap_err();
        let broken = Broken::of(&error).unwrap();
        assert!(broken.0.message.starts_with("a page of the Parquet file is damaged"));
    }
}
