//! `--resume FILE`: the counts so far of a run over many files, written now and then, so that a run that was stopped
//! goes on from there. What is written is checked when it is read: it is used whole, or not at all.

use super::session::Session;
use super::{Failure, digest, output, usage};
use mizan::input::{Corpus, Encoding, Format, InputRecord, Warning};
use mizan::{Aggregate, ErrorKind, Profile, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};

const MAGIC: &[u8; 8] = b"mizanRUN";
const VERSION: u16 = 1;
/// A SHA-256 in hexadecimal.
const CHECKSUM_BYTES: usize = 64;

/// Files that are counted before the counts may be written: so many, or so many bytes.
const FILES: usize = 1000;
const BYTES: u64 = 64 << 20;
/// Writing takes at most a part of the time.
const PART: u32 = 10;

/// What stands before the counts.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The version of the program.
    mizan: String,
    /// What decides the counts, as it was said.
    options: BTreeMap<String, String>,
    done: Vec<Done>,
    records: Vec<Record>,
    /// With their remedies, which are no part of a result.
    warnings: Vec<(Warning, Option<String>)>,
}

/// An input that is in the counts: it must be the same file when the run goes on.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
struct Done {
    path: String,
    bytes: u64,
    /// When it was changed last: seconds and nanoseconds.
    changed: (u64, u32),
}

/// An [`InputRecord`], whose names are static.
#[derive(Serialize, Deserialize)]
struct Record {
    path: String,
    bytes: u64,
    sha256: Option<String>,
    format: String,
    encoding: String,
    offsets: String,
    documents: u64,
}

/// The file of a run that has counted all: it goes when the result is out.
static WRITTEN: Mutex<Option<PathBuf>> = Mutex::new(None);

/// The counts of all documents, from where the file says that a run was stopped.
pub(super) fn profile(session: &mut Session, path: &Path) -> Result<(Profile, Corpus), Failure> {
    if session.sources.iter().any(|source| !matches!(source, Source::File(_))) {
        return Err(usage(
            "--resume with standard input, which cannot be read again",
            "name files or folders, or leave --resume out",
        ));
    }
    let options = options(session);
    let mut head = Head {
        mizan: env!("CARGO_PKG_VERSION").to_owned(),
        options,
        done: Vec::new(),
        records: Vec::new(),
        warnings: Vec::new(),
    };
    let mut total = Profile::default();
    match std::fs::read(path) {
        Ok(bytes) => (head, total) = read(session, path, &bytes, &head)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            // A place that cannot be written is told now, not after hours.
            write(session, path, &head, &total)?;
        }
        Err(error) => return Err(refused(path, &unreadable(&error), "name another file")),
    }
    let rest = session.sources.split_off(head.done.len());
    let sizes: Vec<Done> = rest.iter().map(done).collect();
    session.sources = rest;
    let records = std::mem::take(&mut head.records).into_iter().map(Record::known).collect::<Option<_>>();
    let Some(records) = records else { return Err(damaged(path)) };
    let warnings = std::mem::take(&mut head.warnings).into_iter().map(|(warning, help)| match help {
        Some(help) => warning.with_help(help),
        None => warning,
    });
    let warnings = warnings.collect();
    let mut corpus = session.corpus().after(records, warnings);
    let (mut written, mut pause) = (Instant::now(), Duration::ZERO);
    let mut left = sizes.into_iter().peekable();
    while left.peek().is_some() {
        let (before, mut bytes) = (head.done.len(), 0);
        while head.done.len() - before < FILES
            && bytes < BYTES
            && let Some(next) = left.next()
        {
            bytes += next.bytes;
            head.done.push(next);
        }
        let count = head.done.len() - before;
        total.merge(session.pipeline.profile(&mut corpus.portions_of(count), &session.settings));
        if left.peek().is_some() && written.elapsed() >= pause {
            let begun = Instant::now();
            head.records = corpus.records().iter().map(Record::of).collect();
            let with_help = |warning: &Warning| (warning.clone(), warning.help.clone());
            head.warnings = corpus.warnings().iter().map(with_help).collect();
            write(session, path, &head, &total)?;
            pause = begun.elapsed() * PART;
            written = Instant::now();
        }
    }
    *WRITTEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_path_buf());
    Ok((total, corpus))
}

/// The result is out: what was kept for another try is not needed any more.
pub(super) fn finished() {
    if let Some(path) = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).take() {
        // A file that stays is found complete, and no harm.
        let _ = std::fs::remove_file(path);
    }
}

/// Refuses a command that cannot go on where it was stopped.
pub(super) fn refuse(path: Option<&PathBuf>) -> Result<(), Failure> {
    match path {
        None => Ok(()),
        Some(_) => Err(usage(
            "--resume: this command cannot go on where it was stopped",
            "words, ngrams, stats, diversity, growth, dispersion, collocations and the counts of export can",
        )),
    }
}

/// What decides the counts, by the names of the options.
fn options(session: &Session) -> BTreeMap<String, String> {
    let common = &session.common;
    let said = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let digests = session.read_options().checksum.is_some();
    [
        ("--tokenizer", said(&common.tokenizer)),
        ("--sentence-mode", said(&common.sentence_mode)),
        ("--soft-wrap", said(&common.soft_wrap)),
        ("--kinds", said(&common.kinds)),
        ("--input-format", said(&common.input_format)),
        ("--text-field", said(&common.text_field)),
        ("--id-field", said(&common.id_field)),
        ("--column", said(&common.column)),
        ("--no-header", said(&common.no_header)),
        ("--encoding", said(&common.encoding)),
        ("--max-bytes", said(&common.max_bytes)),
        ("--max-ratio", said(&common.max_ratio)),
        ("--max-sentence-bytes", said(&common.max_sentence_bytes)),
        ("--lenient", said(&common.lenient)),
        ("--strict", said(&common.strict)),
        ("--format or --no-digest", said(&digests)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// An input as it is now; what is not there is nothing.
fn done(source: &Source) -> Done {
    let found = match source {
        Source::File(path) => std::fs::metadata(path).ok(),
        Source::Stdin | Source::Text(..) => None,
    };
    let since = |found: &std::fs::Metadata| found.modified().ok()?.duration_since(UNIX_EPOCH).ok();
    let changed = found.as_ref().and_then(since).unwrap_or_default();
    Done {
        path: source.name(),
        bytes: found.map_or(0, |found| found.len()),
        changed: (changed.as_secs(), changed.subsec_nanos()),
    }
}

fn write(session: &Session, path: &Path, head: &Head, total: &Profile) -> Result<(), Failure> {
    let failed = |error| Failure::writing(path.to_string_lossy(), error);
    let head = serde_json::to_vec(head).map_err(|error| failed(error.into()))?;
    let mut body = (head.len() as u64).to_le_bytes().to_vec();
    body.extend(head);
    body.extend(total.to_state(&session.settings));
    output::to_file(path, |out| {
        out.write_all(MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        out.write_all(checksum(&body).as_bytes())?;
        out.write_all(&body)
    })
    .map_err(failed)
}

fn checksum(bytes: &[u8]) -> String {
    let mut checksum = digest::sha256();
    checksum.update(bytes);
    checksum.finish()
}

/// What a run wrote, if this run is the same.
fn read(session: &Session, path: &Path, bytes: &[u8], now: &Head) -> Result<(Head, Profile), Failure> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        return Err(refused(
            path,
            "not a run that was stopped",
            "name another file: this one is not written over",
        ));
    };
    let Some((version, rest)) = rest.split_first_chunk::<2>() else { return Err(damaged(path)) };
    let version = u16::from_le_bytes(*version);
    if version != VERSION {
        return Err(another(path, &format!("{version} of the file")));
    }
    let Some((sum, body)) = rest.split_at_checked(CHECKSUM_BYTES) else { return Err(damaged(path)) };
    if checksum(body).as_bytes() != sum {
        return Err(damaged(path));
    }
    let parts = body
        .split_first_chunk::<8>()
        .and_then(|(length, rest)| rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?));
    let Some((head, state)) = parts else { return Err(damaged(path)) };
    let head: Head = serde_json::from_slice(head).map_err(|_| damaged(path))?;
    if head.mizan != now.mizan {
        return Err(another(path, &head.mizan));
    }
    let now_said = now.options.iter();
    let other = now_said.filter(|(name, value)| head.options.get(*name) != Some(value));
    let other: Vec<&str> = other.map(|(name, _)| name.as_str()).collect();
    if !other.is_empty() {
        let what = format!("the run was stopped under another {}", other.join(", "));
        return Err(refused(path, &what, &anew(path, "say the same options")));
    }
    // The rest may be other files: they are not counted yet.
    let mut sources = session.sources.iter();
    for before in &head.done {
        let Some(now) = sources.next().map(done).filter(|now| now.path == before.path) else {
            let what =
                format!("the run has counted {:?}, which is not in its place among the inputs", before.path);
            return Err(refused(path, &what, &anew(path, "name the same inputs")));
        };
        if now != *before {
            let what = "changed since the run was stopped that has counted it";
            return Err(refused(Path::new(&now.path), what, &anew(path, "put the old file back")));
        }
    }
    let total = Profile::from_state(state, &session.settings).map_err(|error| match error.kind() {
        ErrorKind::State if error.message().contains("settings") => {
            refused(path, "the run was stopped under another command", &anew(path, "say the same command"))
        }
        _ => damaged(path),
    })?;
    Ok((head, total))
}

fn refused(path: &Path, what: &str, help: &str) -> Failure {
    usage(format!("{}: {what}", path.display()), help)
}

fn anew(path: &Path, help: &str) -> String {
    format!("{help}, or remove {} to begin anew", path.display())
}

fn damaged(path: &Path) -> Failure {
    refused(path, "the run that was stopped is damaged", &anew(path, "bring back an undamaged copy"))
}

fn another(path: &Path, version: &str) -> Failure {
    let what = format!("the run was stopped under another version ({version})");
    refused(path, &what, &anew(path, "go on with that version"))
}

fn unreadable(error: &std::io::Error) -> String {
    let text = error.to_string();
    format!("cannot be read: {}", text.split(" (os error").next().unwrap_or(&text).to_lowercase())
}

impl Record {
    fn of(record: &InputRecord) -> Self {
        Self {
            path: record.path.clone(),
            bytes: record.bytes,
            sha256: record.sha256.clone(),
            format: record.format.to_owned(),
            encoding: record.encoding.to_owned(),
            offsets: record.offsets.to_owned(),
            documents: record.documents,
        }
    }

    /// With names that are known.
    fn known(self) -> Option<InputRecord> {
        let format = Format::parse(&self.format).map(Format::name);
        let encoding = Encoding::parse(&self.encoding)?.name();
        Some(InputRecord {
            format: format.or((self.format == "mixed").then_some("mixed"))?,
            encoding: (encoding == self.encoding).then_some(encoding)?,
            offsets: ["file", "decoded"].into_iter().find(|name| *name == self.offsets)?,
            path: self.path,
            bytes: self.bytes,
            sha256: self.sha256,
            documents: self.documents,
        })
    }
}
