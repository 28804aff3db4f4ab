//! Gold data for roots → rows to score against: a table with the header `word root lemma pos cls freq source`.

use crate::measure::accuracy::{GoldClass, GoldRow};
use crate::morphology::Root;
use crate::script::letter;
use crate::{Error, ErrorKind};

/// The columns that a table of gold must have; others are passed over.
const COLUMNS: [&str; 4] = ["word", "root", "cls", "freq"];

/// Reads a table of gold. `root` is `-` for a word without one, or roots that count as right, parted by `|`; `cls` is
/// `root`, `func`, `foreign` or `noroot`; `freq` counts tokens.
///
/// # Errors
/// [`ErrorKind::Format`] for a missing column, a row without one, an unknown class or a count that is none, with the
/// line.
pub fn read_gold(text: &str, path: &str) -> Result<Vec<GoldRow>, Error> {
    let wrong = |line: usize, what: String| {
        Error::new(ErrorKind::Format, what)
            .at(format!("{path}: line {line}"))
            .with_help("gold is tab-separated with the header word, root, lemma, pos, cls, freq, source")
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let header: Vec<&str> = lines.next().map_or_else(Vec::new, |(_, line)| line.split('\t').collect());
    let mut places = [0; COLUMNS.len()];
    for (place, name) in places.iter_mut().zip(COLUMNS) {
        let found = header.iter().position(|column| *column == name);
        *place = found.ok_or_else(|| wrong(1, format!("no column {name:?}")))?;
    }
    let mut rows = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |place: usize| {
            cells.get(place).copied().ok_or_else(|| wrong(at + 1, format!("only {} columns", cells.len())))
        };
        let class = match cell(places[2])? {
            "root" => GoldClass::Root,
            "func" => GoldClass::Function,
            "foreign" => GoldClass::Foreign,
            "noroot" => GoldClass::NoRoot,
            other => return Err(wrong(at + 1, format!("unknown class {other:?}"))),
        };
        let count = cell(places[3])?;
        let count = count.parse().map_err(|_| wrong(at + 1, format!("{count:?} is no count")))?;
        let roots = cell(places[1])?.split('|').filter_map(gold_root).collect();
        rows.push(GoldRow { word: cell(places[0])?.to_owned(), roots, class, count });
    }
    Ok(rows)
}

/// A root as gold spells it: seats of hamza are hamza, an initial alef too, alef maksura is yeh. The outer `None` is
/// for what can be no root.
fn gold_root(text: &str) -> Option<Option<Root>> {
    if text == "-" {
        return Some(None);
    }
    let letters = text.trim().chars().map(|c| if c == letter::ALEF_MAKSURA { letter::YEH } else { c });
    Root::spelled(letters).map(Some)
}
