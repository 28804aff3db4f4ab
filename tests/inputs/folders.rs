//! Folders as inputs: which files, in which order.

use mizan::input::{Source, resolve};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

#[test]
fn any_number_of_threads_finds_the_same_files_by_the_bytes_of_their_paths() {
    let folder = TempDir::new().unwrap();
    // A hyphen comes before a slash, a dot too: folders are not in the order of their names.
    for inner in ["a", "a-b", "a.b", "ab", "a/deep/er", "كتب", "long folder name that goes on and on"] {
        fs::create_dir_all(folder.path().join(inner)).unwrap();
        for number in 0..50 {
            fs::write(folder.path().join(inner).join(format!("{}.txt", number * 7 % 50)), "نص").unwrap();
        }
    }
    fs::write(folder.path().join("a/.hidden"), "لا").unwrap();
    fs::write(folder.path().join("ab/.gitignore"), "1*.txt").unwrap();
    #[cfg(unix)]
    for name in ["a/nowhere", "nowhere", "ab/nowhere"] {
        std::os::unix::fs::symlink("no such file", folder.path().join(name)).unwrap();
    }
    let found = |threads| resolve(&[folder.path().to_path_buf()], threads);
    let (files, warnings) = found(1);
    let paths: Vec<&PathBuf> = files
        .iter()
        .map(|source| match source {
            Source::File(path) => path,
            other => panic!("{other:?}"),
        })
        .collect();
    // Of the folder that ignores some, 1 and 10 to 19 are missing.
    assert_eq!(paths.len(), 7 * 50 - 11);
    assert!(paths.is_sorted_by_key(|path| path.as_os_str().as_encoded_bytes()));
    let names: Vec<_> = warnings.iter().map(|warning| warning.path.clone().unwrap()).collect();
    assert!(names.is_sorted() && names.len() == if cfg!(unix) { 3 } else { 0 }, "{names:?}");
    for threads in [0, 2, 5] {
        assert_eq!(found(threads), (files.clone(), warnings.clone()));
    }
}
