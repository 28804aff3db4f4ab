//! How far the reading has come: a line on standard error, if that is a terminal and the run takes more than a second.

use mizan::input::Meter;
use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use unicode_width::UnicodeWidthStr;

/// Before so much time nothing is said.
const SILENCE: Duration = Duration::from_secs(1);
/// Between two drawings.
const PAUSE: Duration = Duration::from_millis(200);

/// What stands on the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing, and nothing will.
    Off,
    /// Nothing yet.
    Empty,
    Drawn,
}

static LINE: Mutex<Line> = Mutex::new(Line::Off);

/// Draws the progress of a run over so many bytes, if that is known, until [`end`] is called.
pub(super) fn start(meter: Arc<Meter>, total: impl FnOnce() -> Option<u64>) {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if dumb || !io::stderr().is_terminal() {
        return;
    }
    super::interrupt::watch();
    let total = total();
    *LINE.lock().unwrap_or_else(PoisonError::into_inner) = Line::Empty;
    let begun = Instant::now();
    let draw = move || {
        std::thread::sleep(SILENCE);
        loop {
            let mut line = LINE.lock().unwrap_or_else(PoisonError::into_inner);
            if *line == Line::Off {
                return;
            }
            let width =
                terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
            let text = fitted(&text(&meter, total, begun.elapsed()), width.saturating_sub(1));
            // Progress that cannot be shown is no failure.
            let _ = write!(io::stderr(), "\r\x1b[2K{text}").and_then(|()| io::stderr().flush());
            *line = Line::Drawn;
            drop(line);
            std::thread::sleep(PAUSE);
        }
    };
    // Without a thread there is no progress to see.
    let _ = std::thread::Builder::new().spawn(draw);
}

/// Erases the line and draws no more: called before anything else is written.
pub(super) fn end() {
    let mut line = LINE.lock().unwrap_or_else(PoisonError::into_inner);
    if *line == Line::Drawn {
        let _ = write!(io::stderr(), "\r\x1b[2K").and_then(|()| io::stderr().flush());
    }
    *line = Line::Off;
}

fn text(meter: &Meter, total: Option<u64>, elapsed: Duration) -> String {
    let (bytes, documents) = (meter.bytes(), meter.documents());
    let rate = (bytes as f64 / elapsed.as_secs_f64()) as u64;
    let mut parts = Vec::new();
    match total.filter(|&total| total >= bytes) {
        Some(total) => parts.push(format!("{} of {}", size(bytes), size(total))),
        None => parts.push(size(bytes)),
    }
    if documents > 1 {
        parts.push(format!("{documents} documents"));
    }
    parts.push(format!("{}/s", size(rate)));
    if let Some(left) = total.and_then(|total| total.checked_sub(bytes)?.checked_div(rate)) {
        parts.push(format!("{} left", time(left)));
    }
    parts.join(", ")
}

/// Bytes in units of a thousand, as speeds are told.
fn size(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match units.into_iter().find(|&(unit, _)| bytes >= unit) {
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} B"),
    }
}

fn time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{}:{:02} min", seconds / 60, seconds % 60),
        _ => format!("{}:{:02} h", seconds / 3600, seconds % 3600 / 60),
    }
}

/// Without its last parts, if it is too long: a line that is broken could not be erased.
fn fitted(text: &str, columns: usize) -> String {
    let mut text = text;
    while text.width() > columns {
        text = text.rsplit_once(", ").map_or("", |(first, _)| first);
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said() {
        let meter = Meter::default();
        meter.add_bytes(1_500_000_000);
        (0..3).for_each(|_| meter.add_document());
        let said = text(&meter, Some(4_500_000_000), Duration::from_secs(10));
        assert_eq!(said, "1.5 GB of 4.5 GB, 3 documents, 150.0 MB/s, 20 s left");
        assert_eq!(text(&meter, None, Duration::from_secs(10)), "1.5 GB, 3 documents, 150.0 MB/s");
        assert_eq!(fitted(&said, 40), "1.5 GB of 4.5 GB, 3 documents");
        assert_eq!(fitted(&said, 5), "");
        assert_eq!((time(59), time(61), time(7265)), ("59 s".into(), "1:01 min".into(), "2:01 h".into()));
        assert_eq!((size(999), size(1_250)), ("999 B".into(), "1.2 kB".into()));
    }
}
