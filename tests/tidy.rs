//! The house rules: imports point down, rayon is known in one place, files stay small, data carries its source,
//! and what `seeds/` holds is what the ledger says.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms, from the lowest floor up. A file may import rooms of its own floor's list and below.
const FLOORS: &[&[&str]] = &[
    &["script", "scan", "error", "near", "model"],
    &["normalize"],
    &["token"],
    &["morphology"],
    &["count"],
    &["profile"],
    &["measure"],
    &["concordance", "readability"],
    &["input"],
    &["pipeline"],
    &["report"],
];

/// Imports that point up, each with the reason why it is right. None so far.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Rooms of neighbouring floors that must not know each other: `profile` joins them.
const STRANGERS: &[(&str, &str)] = &[("count", "morphology"), ("count", "token"), ("measure", "profile")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty());
    found
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The room of a source file: the first part of its path below `src`.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file without its unit tests and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names after `crate::`, braces included: `use crate::{count::Keep, token}`.
fn imported(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for part in code.split("crate::").skip(1) {
        let names = part
            .strip_prefix('{')
            .map_or(vec![part], |list| list.split('}').next().unwrap().split(',').map(str::trim).collect());
        for name in names {
            rooms.push(name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for path in files("src", ".rs") {
        let room = room(&path);
        let Some(own) = floor(&room) else { continue };
        for other in imported(&code(&path)) {
            let up = floor(&other).is_some_and(|floor| floor > own);
            let strange = STRANGERS.contains(&(room.as_str(), other.as_str()));
            let excused = EXCEPTIONS.iter().any(|(file, to)| path.ends_with(file) && *to == other);
            if other != room && (up || strange) && !excused {
                wrong.push(format!("{} imports {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_test_of_imports_can_fail() {
    assert_eq!(imported("use crate::{count::Keep, token};\ncrate::near::x()"), ["count", "token", "near"]);
    assert!(floor("token") < floor("count"));
}

#[test]
fn every_room_has_its_floor() {
    for path in files("src", ".rs") {
        let room = room(&path);
        assert!(floor(&room).is_some() || ["lib", "main", "cli"].contains(&room.as_str()), "{room}");
    }
}

#[test]
fn threads_and_floats_stay_in_their_places() {
    for path in files("src", ".rs") {
        let (code, room) = (code(&path), room(&path));
        assert!(room == "pipeline" || !code.contains("rayon"), "{} knows rayon", path.display());
        let low = floor(&room).is_some_and(|floor| floor <= floor_of("profile"));
        let floats = low && (code.contains("f64") || code.contains("f32"));
        // The value of a number token is the one float below the waist: it is read, not computed.
        assert!(!floats || path.ends_with("token/number.rs"), "{} computes with floats", path.display());
        let prints =
            ["println!", "eprintln!", "std::env", "process::exit"].iter().any(|word| code.contains(word));
        assert!(!prints || room == "cli", "{} prints or asks the environment", path.display());
    }
}

fn floor_of(room: &str) -> usize {
    floor(room).unwrap()
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    for path in files("src", ".rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
        let lines = text.lines().count();
        assert!(lines <= 450, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_row_of_data_has_a_source() {
    for path in files("seeds/lexicon", ".tsv") {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines = text.lines();
        let header = lines.find(|line| !line.starts_with("# ") || line.contains('\t')).unwrap();
        let columns = header.split('\t').count();
        assert!(header.ends_with("source"), "{}: the last column is not source", path.display());
        let mut seen = std::collections::HashSet::new();
        for (number, line) in lines.enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), columns, "{} row {}: {line}", path.display(), number + 1);
            assert!(
                !cells[columns - 1].trim().is_empty(),
                "{} row {} has no source",
                path.display(),
                number + 1
            );
            assert!(seen.insert(line), "{} row {} stands twice", path.display(), number + 1);
            let bidi = line.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
            assert!(!bidi, "{} row {} holds bidi controls", path.display(), number + 1);
        }
    }
}

/// The ledger has a row for each file below `seeds`, with its SHA-256.
#[test]
fn the_ledger_names_every_seed() {
    let ledger = std::fs::read_to_string(root().join("seeds/README.md")).unwrap();
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    for line in ledger.lines().filter(|line| line.starts_with("| `")) {
        let name = line.split('`').nth(1).unwrap();
        assert!(rows.insert(name.to_owned(), line.to_owned()).is_none(), "{name} stands twice");
    }
    for path in files("seeds", "") {
        let name = path.strip_prefix(root().join("seeds")).unwrap().to_string_lossy().into_owned();
        if name == "README.md" {
            continue;
        }
        let row = rows.remove(&name).unwrap_or_else(|| panic!("the ledger has no row for {name}"));
        let bytes = std::fs::read(&path).unwrap();
        let checksum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(row.contains(&checksum), "the ledger's checksum of {name} should be {checksum}");
    }
    assert!(rows.is_empty(), "the ledger names what is not there: {:?}", rows.keys());
}

/// The public types can be shared and sent between threads.
#[test]
fn public_types_are_send_and_sync() {
    fn check<T: Send + Sync>() {}
    check::<mizan::Profile>();
    check::<mizan::Settings>();
    check::<mizan::LayerCounts>();
    check::<mizan::Normalizer>();
    check::<mizan::Splitter>();
    check::<mizan::Pipeline>();
    check::<mizan::Error>();
    check::<Box<dyn mizan::Tokenizer>>();
    check::<Box<dyn mizan::morphology::Stemmer>>();
}
