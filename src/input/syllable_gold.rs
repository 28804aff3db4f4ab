//! Gold data for syllables: a table of words with their counts, or text that is marked.

use crate::{Error, ErrorKind};

/// A word with its syllables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyllableRow {
    /// The word, marked or bare.
    pub word: String,
    /// With all endings.
    pub full: u32,
    /// Before a pause.
    pub pausal: u32,
}

/// Reads a table with the header `word full pausal` (the second may be called `full_isolated`, others are passed over);
/// `None` if the first line is no such header: then it is text.
///
/// # Errors
/// [`ErrorKind::Format`] for a row without a count, with the line.
pub fn read_syllable_gold(text: &str, path: &str) -> Result<Option<Vec<SyllableRow>>, Error> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let header: Vec<&str> = lines.next().map_or_else(Vec::new, |(_, line)| line.split('\t').collect());
    let place = |names: &[&str]| header.iter().position(|column| names.contains(column));
    let (Some(word), Some(full), Some(pausal)) =
        (place(&["word"]), place(&["full", "full_isolated"]), place(&["pausal"]))
    else {
        return Ok(None);
    };
    let rows = lines.filter(|(_, line)| !line.is_empty()).map(|(at, line)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let wrong = || {
            Error::new(ErrorKind::Format, "a row needs a word and two counts")
                .at(format!("{path}: line {}", at + 1))
                .with_help("gold is tab-separated with the header word, full, pausal")
        };
        let count = |place: usize| cells.get(place).and_then(|cell| cell.parse().ok()).ok_or_else(wrong);
        let word = cells.get(word).filter(|word| !word.is_empty()).ok_or_else(wrong)?;
        Ok(SyllableRow { word: (*word).to_owned(), full: count(full)?, pausal: count(pausal)? })
    });
    rows.collect::<Result<_, _>>().map(Some)
}
