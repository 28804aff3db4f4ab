//! The word lists of the splitter, from `seeds/lexicon`: abbreviations by class, and words that open, continue or
//! report. Which of them decides is the business of `rules`.

use crate::script::{is_invisible, is_mark, letter};
use hashbrown::HashMap;
use std::sync::LazyLock;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) const TITLE: Self = Self(1);
    pub(super) const REFERENCE: Self = Self(1 << 1);
    pub(super) const UNIT: Self = Self(1 << 2);
    pub(super) const DOTTED: Self = Self(1 << 3);
    pub(super) const ETC: Self = Self(1 << 4);
    pub(super) const END_MARK: Self = Self(1 << 5);
    pub(super) const LATIN: Self = Self(1 << 6);
    pub(super) const LETTER_NAME: Self = Self(1 << 7);
    pub(super) const OPENER: Self = Self(1 << 8);
    pub(super) const PREPOSITION: Self = Self(1 << 9);
    pub(super) const WAW_NOUN: Self = Self(1 << 10);
    pub(super) const ORDINAL: Self = Self(1 << 11);
    pub(super) const REPORTING: Self = Self(1 << 12);
    pub(super) const REPORTING_LEAD: Self = Self(1 << 13);
    pub(super) const FUNCTION: Self = Self(1 << 14);

    pub(super) const SAYING: Self = Self(1 << 15);
    pub(super) const THAT: Self = Self(1 << 16);
    /// A noun or name in ي, which only looks like a verb.
    const YEH_NOUN: Self = Self(1 << 17);
    /// The noun before a letter that is a label.
    pub(super) const LABEL: Self = Self(1 << 18);
    /// The name of an editor or place follows.
    pub(super) const EDITOR: Self = Self(1 << 19);
    /// "According to".
    pub(super) const ATTRIBUTION: Self = Self(1 << 20);
    /// "While he", "while she".
    pub(super) const WHILE: Self = Self(1 << 23);
    pub(super) const RELATIVE: Self = Self(1 << 21);
    /// The ending of a domain name.
    pub(super) const DOMAIN: Self = Self(1 << 22);

    pub(super) fn has(self, class: Self) -> bool {
        self.0 & class.0 != 0
    }

    fn named(name: &str) -> Self {
        match name {
            "title" => Self::TITLE,
            "reference" => Self::REFERENCE,
            "unit" => Self::UNIT,
            "dotted" => Self::DOTTED,
            "etc" => Self::ETC,
            "end_mark" => Self::END_MARK,
            "latin" => Self::LATIN,
            "letter_name" => Self::LETTER_NAME,
            "opener" => Self::OPENER,
            "preposition" => Self::PREPOSITION,
            "waw_noun" => Self::WAW_NOUN,
            "ordinal" => Self::ORDINAL,
            "reporting" => Self::REPORTING,
            "reporting_lead" => Self::REPORTING_LEAD,
            "function" => Self::FUNCTION,
            "saying" => Self::SAYING,
            "that" => Self::THAT,
            "yeh_noun" => Self::YEH_NOUN,
            "while" => Self::WHILE,
            "label" => Self::LABEL,
            "editor" => Self::EDITOR,
            "attribution" => Self::ATTRIBUTION,
            "relative" => Self::RELATIVE,
            "domain" => Self::DOMAIN,
            _ => Self::default(),
        }
    }
}

/// The classes of every form, folded.
type Words = HashMap<String, Classes>;

static ABBREVIATIONS: LazyLock<Words> =
    LazyLock::new(|| read(include_str!("../../../seeds/lexicon/abbreviations.tsv")));

static WORDS: LazyLock<Words> =
    LazyLock::new(|| read(include_str!("../../../seeds/lexicon/sentence_words.tsv")));

fn read(table: &str) -> Words {
    let mut words = Words::new();
    for row in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let mut cells = row.split('\t');
        if let (Some(form), Some(class)) = (cells.next(), cells.next()) {
            words.entry(fold(form)).or_default().0 |= Classes::named(class).0;
        }
    }
    words
}

/// The classes of an abbreviation, written without its last stop and folded.
pub(super) fn abbreviation(form: &str) -> Classes {
    ABBREVIATIONS.get(form).copied().unwrap_or_default()
}

/// The classes of a folded word.
pub(super) fn word(form: &str) -> Classes {
    WORDS.get(form).copied().unwrap_or_default()
}

/// Whether a folded word opens a clause.
pub(super) fn is_opener(next: &str) -> bool {
    let classes = word(next);
    classes.has(Classes::OPENER) || begins_with_conjunction(next, classes) || is_imperfect(next, classes)
}

/// A word in و or ف and three letters or more, that is no noun in that letter.
fn begins_with_conjunction(next: &str, classes: Classes) -> bool {
    let mut letters = next.chars();
    matches!(letters.next(), Some(letter::WAW | letter::FEH))
        && letters.count() >= 3
        && !classes.has(Classes::WAW_NOUN)
}

/// A preposition, or a noun with "for the" (لل) before it.
pub(super) fn begins_with_preposition(next: &str) -> bool {
    const LEAST: usize = 5;
    let joined = next.strip_prefix(letter::LAM).is_some_and(|rest| rest.starts_with(letter::LAM));
    word(next).has(Classes::PREPOSITION) || (joined && next.chars().count() >= LEAST)
}

/// A verb of the present: ي and two letters or more, that is no noun in that letter.
pub(super) fn is_imperfect(next: &str, classes: Classes) -> bool {
    let mut letters = next.chars();
    letters.next() == Some(letter::YEH) && letters.count() >= 2 && !classes.has(Classes::YEH_NOUN)
}

/// A word as the lists have it: no marks, tatweel or invisible characters, hamza on no seat. Capitals stay: they
/// tell initials.
pub(super) fn fold(word: &str) -> String {
    let kept = word.chars().filter(|&c| c != letter::TATWEEL && !is_mark(c) && !is_invisible(c));
    kept.map(|c| match c {
        letter::ALEF_MADDA | letter::ALEF_HAMZA_ABOVE | letter::ALEF_HAMZA_BELOW | letter::ALEF_WASLA => {
            letter::ALEF
        }
        letter::WAW_HAMZA => letter::WAW,
        letter::YEH_HAMZA => letter::YEH,
        other => other,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        assert!(abbreviation("د").has(Classes::TITLE));
        assert!(abbreviation("د").has(Classes::UNIT));
        assert!(abbreviation(&fold("أ.د")).has(Classes::TITLE));
        assert!(word(&fold("أضافَت")).has(Classes::REPORTING));
        for table in ["abbreviations", "sentence_words"] {
            let text = match table {
                "abbreviations" => include_str!("../../../seeds/lexicon/abbreviations.tsv"),
                _ => include_str!("../../../seeds/lexicon/sentence_words.tsv"),
            };
            let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
            assert!(
                rows.windows(2).all(|pair| pair[0].split('\t').next() <= pair[1].split('\t').next()),
                "{table}"
            );
            for row in rows {
                let class = Classes::named(row.split('\t').nth(1).unwrap());
                assert_ne!(class, Classes::default(), "{row}");
                assert!(unicode_normalization::is_nfc(row), "{row}");
            }
        }
    }
}
