//! How the command ends when it is interrupted: half-written files are removed and the line of progress is erased; the
//! exit code is that of the signal, 130 or 143.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Files that are removed if a signal comes.
static FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Keeps a file under guard until it is dropped: then the file is done, or gone.
pub(super) struct Guarded(PathBuf);

/// Puts a temporary file under guard.
pub(super) fn guard(path: &Path) -> Guarded {
    watch();
    FILES.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_path_buf());
    Guarded(path.to_path_buf())
}

impl Drop for Guarded {
    fn drop(&mut self) {
        FILES.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| *path != self.0);
    }
}

/// Waits for signals, on a thread of its own, once. If the system gives no thread, the signals do what they always do.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    static WATCHED: std::sync::Once = std::sync::Once::new();
    WATCHED.call_once(|| {
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
        let handle = signals.handle();
        let wait = move || {
            if let Some(signal) = signals.forever().next() {
                super::progress::end();
                let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
                for path in files.iter() {
                    // One that is gone already is as it should be.
                    let _ = std::fs::remove_file(path);
                }
                std::process::exit(128 + signal);
            }
        };
        if std::thread::Builder::new().spawn(wait).is_err() {
            handle.close();
        }
    });
}

/// Elsewhere the system ends the process.
#[cfg(not(unix))]
pub(super) fn watch() {}
