//! Prints, as Markdown, how fast mizan and its peers tokenise and count the texts that are named, in one run: engines
//! take turns, and each ratio is of two measurements that follow one another. Counts are asserted before the clock starts.

mod count;
mod engines;
mod time;

use std::fmt::Write;

/// Bytes of each text that are tokenised, if it has as many.
const TOKENISED: usize = 20 << 20;

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    assert!(!paths.is_empty(), "name files of 10 MB or more of UTF-8 text");
    let mut page = String::new();
    for path in &paths {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let name = std::path::Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let head = &text[..text.floor_char_boundary(TOKENISED)];
        writeln!(page, "\n### {name}: words of UAX #29, one thread, {:.1} MB\n", head.len() as f64 / 1e6)
            .unwrap();
        page += &engines::table(head);
        writeln!(page, "\n### {name}: tokenise and count, {:.1} MB\n", text.len() as f64 / 1e6).unwrap();
        page += &count::table(path, &text);
    }
    println!("{}", page.trim());
}
