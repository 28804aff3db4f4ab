//! Which constructions a word makes, by the list `seeds/lexicon/constructions.tsv`: relative clauses, conditions,
//! patterns of verbal nouns and so on.

use super::form::folded;
use hashbrown::HashMap;
use std::sync::LazyLock;

macro_rules! constructions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A construction that a word makes or belongs to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Construction { $($(#[$doc])* $variant),+ }

        impl Construction {
            /// Each with its name in the list.
            const NAMED: &'static [(&'static str, Self)] = &[$(($name, Self::$variant)),+];
        }
    };
}

constructions! {
    /// One of the plurals that have a pattern of their own: أفعال.
    BrokenPlural = "broken_plural",
    /// إذا, لو …
    Condition = "condition",
    /// هذا, تلك …
    Demonstrative = "demonstrative",
    /// The pattern of a derived verb: استفعل.
    DerivedVerb = "derived_verb",
    /// إلا, سوى …
    Exception = "exception",
    /// سوف.
    Future = "future",
    /// The pronoun ـه, ـها.
    His = "his",
    /// إن and its sisters.
    Inna = "inna",
    /// كان and its sisters.
    Kana = "kana",
    /// The pronouns of the first person.
    My = "my",
    /// لا, لم …
    Negation = "negation",
    /// في, من …
    Preposition = "preposition",
    /// أنا, هو …
    Pronoun = "pronoun",
    /// قد, لقد.
    Qad = "qad",
    /// هل.
    Question = "question",
    /// ماذا, كيف …
    QuestionWord = "question_word",
    /// الذي, التي …
    Relative = "relative",
    /// أن, كي …
    Subordination = "subordination",
    /// The pattern of a verb in the passive, with its vowels: فُعِل.
    Passive = "passive",
    /// The pronouns ـهم, ـهن, ـهما.
    Their = "their",
    /// حين, عندما …
    TimeClause = "time_clause",
    /// The pattern of a verb: فعل.
    Verb = "verb",
    /// The pattern of a verbal noun: تفعيل.
    VerbalNoun = "verbal_noun",
    /// The pronouns of the second person.
    Your = "your",
}

/// What a form in the list is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Layer {
    Word,
    Lemma,
    Pattern,
    Vocalised,
    Enclitic,
}

/// A set of constructions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Constructions(u32);

impl Constructions {
    /// Whether it holds one.
    pub fn has(self, construction: Construction) -> bool {
        self.0 & 1 << construction as u32 != 0
    }

    /// Those of both sets.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What a folded text of a layer makes.
    pub(super) fn of(layer: Layer, text: &str) -> Self {
        LIST.get(&(layer, text)).copied().unwrap_or_default()
    }
}

static LIST: LazyLock<HashMap<(Layer, &'static str), Constructions>> =
    LazyLock::new(|| read(include_str!("../../seeds/lexicon/constructions.tsv")));

/// The list by layer and folded form. A row that is none is passed over: a test says that there is none.
fn read(list: &'static str) -> HashMap<(Layer, &'static str), Constructions> {
    let mut all: HashMap<(Layer, &'static str), Constructions> = HashMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')).skip(1) {
        if let Some((layer, form, construction)) = row(line) {
            // A folded form may be none of the list's own: it lives as long as the program, as the list does.
            let form: &'static str = Box::leak(folded(form).into_boxed_str());
            let set = all.entry((layer, form)).or_default();
            *set = set.with(Constructions(1 << construction as u32));
        }
    }
    all
}

fn row(line: &'static str) -> Option<(Layer, &'static str, Construction)> {
    let mut cells = line.split('\t');
    let form = cells.next()?;
    let layer = match cells.next()? {
        "word" => Layer::Word,
        "lemma" => Layer::Lemma,
        "pattern" => Layer::Pattern,
        "vocalised" => Layer::Vocalised,
        "enclitic" => Layer::Enclitic,
        _ => return None,
    };
    let name = cells.next()?;
    let (_, construction) = Construction::NAMED.iter().find(|(known, _)| *known == name)?;
    Some((layer, form, *construction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let list = include_str!("../../seeds/lexicon/constructions.tsv");
        let rows: Vec<_> = list.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        for line in &rows {
            assert!(row(line).is_some(), "{line}");
        }
        for (name, _) in Construction::NAMED {
            assert!(rows.iter().any(|line| line.split('\t').nth(2) == Some(name)), "{name}");
        }
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "sorted, unique");
    }
}
