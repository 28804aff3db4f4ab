//! Names on a command line → inputs: files, folders, patterns.

use super::{Severity, Source, Warning, WarningCode};
use crate::count::first_bytes;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The inputs that `names` stand for, and warnings of names that stand for nothing.
///
/// `-` is standard input. A folder stands for the files in it and below, in the byte order of their paths; hidden
/// and ignored files, devices, pipes and sockets are passed over, loops of symbolic links are ended. A name with
/// `*`, `?` or `[` that is no file is a pattern. Folders are read by so many threads, 16 at
/// most; 0 stands for all cores.
pub fn resolve(names: &[PathBuf], threads: usize) -> (Vec<Source>, Vec<Warning>) {
    let (mut sources, mut warnings) = (Vec::new(), Vec::new());
    for name in names {
        if name.as_os_str() == "-" {
            sources.push(Source::Stdin);
        } else if name.is_dir() {
            folder(name, threads, &mut sources, &mut warnings);
        } else if !name.exists() && name.to_string_lossy().contains(['*', '?', '[']) {
            pattern(name, threads, &mut sources, &mut warnings);
        } else if std::fs::symlink_metadata(name).is_err() {
            warnings.push(missing(name));
        } else {
            sources.push(Source::File(name.clone()));
        }
    }
    (sources, warnings)
}

fn folder(root: &Path, threads: usize, sources: &mut Vec<Source>, warnings: &mut Vec<Warning>) {
    let files = files_below(root, threads, warnings);
    if files.is_empty() {
        warnings.push(
            Warning::new(WarningCode::EmptyPart, Severity::Error, "no text files in this folder")
                .at(&root.to_string_lossy())
                .with_help("hidden and ignored files are passed over; name a file itself to read it"),
        );
    }
    sources.extend(files.into_iter().map(Source::File));
}

/// More threads find files no faster: the system is what they wait for.
const MOST_THREADS: usize = 16;

/// The files of a folder and below, sorted by the bytes of their paths, as the warnings are.
fn files_below(root: &Path, threads: usize, warnings: &mut Vec<Warning>) -> Vec<PathBuf> {
    let found = Mutex::new(Found::default());
    let mut builder = ignore::WalkBuilder::new(root);
    builder.follow_links(true).require_git(false).threads(threads.min(MOST_THREADS));
    builder.build_parallel().run(|| {
        let mut own = Share { found: Found::default(), all: &found };
        Box::new(move |entry| {
            own.found.take(root, entry);
            ignore::WalkState::Continue
        })
    });
    let Found { mut files, warnings: mut met } = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    sort(&mut files);
    met.sort_by(|a, b| a.path.cmp(&b.path));
    warnings.append(&mut met);
    files.into_iter().map(|(_, path)| path).collect()
}

/// What is found in a folder: files, each with the first bytes of its path below the folder, and warnings.
#[derive(Default)]
struct Found {
    files: Vec<(u128, PathBuf)>,
    warnings: Vec<Warning>,
}

/// What one thread finds; in the end it is put to what the others found.
struct Share<'a> {
    found: Found,
    all: &'a Mutex<Found>,
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        // Each thread sorts its own: putting them in order once more is quick.
        sort(&mut self.found.files);
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.files.append(&mut self.found.files);
        all.warnings.append(&mut self.found.warnings);
    }
}

/// By the bytes of the paths, of which those below the folder are compared at once before the path is looked up; runs
/// that are in order already are merged.
fn sort(files: &mut [(u128, PathBuf)]) {
    files.sort_by(|a, b| {
        let [first, second] = [&a.1, &b.1].map(|path| path.as_os_str().as_encoded_bytes());
        a.0.cmp(&b.0).then_with(|| first.cmp(second))
    });
}

impl Found {
    fn take(&mut self, root: &Path, entry: Result<ignore::DirEntry, ignore::Error>) {
        match entry {
            Ok(entry) => match entry.file_type() {
                Some(kind) if kind.is_file() => {
                    let path = entry.into_path();
                    let below = path.as_os_str().as_encoded_bytes().get(root.as_os_str().len()..);
                    self.files.push((first_bytes(below.unwrap_or_default()), path));
                }
                Some(kind) if !kind.is_dir() => {
                    let message = "a device, pipe or socket in a folder is not read";
                    self.warnings.push(
                        Warning::new(WarningCode::SpecialFile, Severity::Warning, message)
                            .at(&entry.path().to_string_lossy())
                            .with_help("name it itself to read it as a stream"),
                    );
                }
                _ => {}
            },
            Err(error) => self.warnings.push(walk_warning(root, &error)),
        }
    }
}

fn walk_warning(root: &Path, error: &ignore::Error) -> Warning {
    let mut path = root.to_path_buf();
    let mut inner = error;
    let mut is_loop = false;
    loop {
        match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = at.clone();
                inner = err;
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            ignore::Error::Loop { child, .. } => {
                path = child.clone();
                is_loop = true;
                break;
            }
            _ => break,
        }
    }
    let path = path.to_string_lossy();
    if is_loop {
        let message = "a symbolic link back to a folder above it; not followed";
        return Warning::new(WarningCode::SymlinkLoop, Severity::Warning, message).at(&path);
    }
    let message = match inner.io_error().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::PermissionDenied) => "not allowed to read it".to_owned(),
        Some(std::io::ErrorKind::NotFound) => "no such file (a link that leads nowhere?)".to_owned(),
        _ => "cannot be read".to_owned(),
    };
    Warning::new(WarningCode::TruncatedInput, Severity::Error, message)
        .at(&path)
        .with_help("the counts cover what could be read; mend it, or leave the input out")
}

fn pattern(name: &Path, threads: usize, sources: &mut Vec<Source>, warnings: &mut Vec<Warning>) {
    let text = name.to_string_lossy();
    let Ok(glob) = globset::GlobBuilder::new(&text).literal_separator(true).build() else {
        warnings.push(missing(name));
        return;
    };
    // Below the longest leading path without a wildcard.
    let fixed: PathBuf = name
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect();
    let root = if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed.clone() };
    if !root.is_dir() {
        warnings.push(missing(name));
        return;
    }
    let matcher = glob.compile_matcher();
    let files = files_below(&root, threads, warnings);
    let relative = |path: PathBuf| match path.strip_prefix(".") {
        Ok(inner) if fixed.as_os_str().is_empty() => inner.to_path_buf(),
        _ => path,
    };
    let matched: Vec<PathBuf> =
        files.into_iter().map(relative).filter(|path| matcher.is_match(path)).collect();
    if matched.is_empty() {
        warnings.push(
            Warning::new(WarningCode::TruncatedInput, Severity::Error, "no file matches this pattern")
                .at(&text),
        );
    }
    sources.extend(matched.into_iter().map(Source::File));
}

/// A file that is not there, with the nearest name that is.
fn missing(name: &Path) -> Warning {
    let warning = Warning::new(WarningCode::TruncatedInput, Severity::Error, "no such file")
        .at(&name.to_string_lossy());
    match nearest(name) {
        Some(near) => warning.with_help(format!("did you mean {near}?")),
        None => warning.with_help("name a file, a folder, a pattern, or - for standard input"),
    }
}

fn nearest(name: &Path) -> Option<String> {
    let wanted = name.file_name()?.to_string_lossy().into_owned();
    let folder = name.parent()?;
    let listing = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut best: Option<(usize, String)> = None;
    for entry in std::fs::read_dir(listing).ok()?.flatten().take(10_000) {
        let other = entry.file_name().to_string_lossy().into_owned();
        let distance = crate::near::distance(&wanted, &other);
        let closer = best.as_ref().is_none_or(|(least, found)| (distance, &other) < (*least, found));
        if distance <= 1 + wanted.chars().count() / 4 && closer {
            best = Some((distance, other));
        }
    }
    best.map(|(_, found)| folder.join(found).to_string_lossy().into_owned())
}
