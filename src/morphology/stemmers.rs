//! The list of stemmers: what each is called, what it gives and who described it. How they work is in their files.

use std::borrow::Cow;

use super::{Isri, Light10, Light10Lucene, Snowball};
use crate::error::{Error, ErrorKind};

/// A word → its stem. Total: any string has a stem, if only itself.
pub trait Stemmer: Send + Sync {
    /// The name by which [`StemmerId::parse`] knows it.
    fn id(&self) -> &'static str;

    /// The stem of `word`: borrowed if and only if it is the word unchanged. O(n), n the length of the word.
    fn stem<'w>(&self, word: &'w str) -> Cow<'w, str>;

    /// Whether the stemmer has `word` on a list of words that it leaves alone.
    fn is_stop_word(&self, word: &str) -> bool {
        let _ = word;
        false
    }
}

/// A stemmer by name; [`STEMMERS`] describes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StemmerId {
    /// The analyser, [`super::Analyzer`].
    Mizan,
    /// [`Light10`].
    Light10,
    /// [`Light10Lucene`].
    Light10Lucene,
    /// [`Snowball`].
    Snowball,
    /// [`Isri`].
    Isri,
}

/// What a stemmer gives for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gives {
    /// The word without affixes.
    Stem,
    /// The root, or what comes near it.
    Root,
    /// Both, and what else is known of a word.
    All,
}

/// One stemmer in the list.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct StemmerEntry {
    /// Which stemmer.
    pub id: StemmerId,
    /// Its name, as [`StemmerId::parse`] reads it.
    pub name: &'static str,
    /// What it gives.
    pub gives: Gives,
    /// Who described it, and where.
    pub reference: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// `None` for the analyser, which is no stemmer.
    build: Option<fn() -> Box<dyn Stemmer>>,
}

/// The stemmers, in the order of [`StemmerId`].
pub static STEMMERS: [StemmerEntry; 5] = [
    StemmerEntry {
        id: StemmerId::Mizan,
        name: "mizan",
        gives: Gives::All,
        reference: "this project: its lexicon and analyser",
        summary: "analyses words by a lexicon of roots, templates and affixes",
        build: None,
    },
    StemmerEntry {
        id: StemmerId::Light10,
        name: "light10",
        gives: Gives::Stem,
        reference: "Larkey, Ballesteros & Connell 2007, doi:10.1007/978-1-4020-6046-5_12",
        summary: "cuts the conjunction, the article and common endings",
        build: Some(|| Box::new(Light10)),
    },
    StemmerEntry {
        id: StemmerId::Light10Lucene,
        name: "light10_lucene",
        gives: Gives::Stem,
        reference: "Larkey, Ballesteros & Connell 2007, as in Apache Lucene 8 (ArabicNormalizer, ArabicStemmer)",
        summary: "light10 as search engines have it: one prefix, then common endings",
        build: Some(|| Box::new(Light10Lucene)),
    },
    StemmerEntry {
        id: StemmerId::Snowball,
        name: "snowball",
        gives: Gives::Stem,
        reference: "Chelli & Aries, arabic.sbl, Snowball 3.1, https://snowballstem.org/algorithms/arabic/stemmer.html",
        summary: "cuts verb or noun endings, then prefixes, and folds hamza",
        build: Some(|| Box::new(Snowball)),
    },
    StemmerEntry {
        id: StemmerId::Isri,
        name: "isri",
        gives: Gives::Root,
        reference: "Taghva, Elkhoury & Coombs 2005, doi:10.1109/ITCC.2005.90, as in NLTK 3.10",
        summary: "cuts affixes and matches patterns, without a list of roots",
        build: Some(|| Box::new(Isri)),
    },
];

impl StemmerId {
    /// The stemmer called `name`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Usage`] if there is none; its help gives the nearest name and the list.
    pub fn parse(name: &str) -> Result<Self, Error> {
        if let Some(entry) = STEMMERS.iter().find(|entry| entry.name == name) {
            return Ok(entry.id);
        }
        let names = STEMMERS.map(|entry| entry.name).join(", ");
        let help = match nearest_name(name) {
            Some(near) => format!("did you mean `{near}`? The stemmers are {names}"),
            None => format!("the stemmers are {names}"),
        };
        Err(Error::new(ErrorKind::Usage, format!("no stemmer is called `{name}`")).with_help(help))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Its line in [`STEMMERS`].
    pub fn entry(self) -> &'static StemmerEntry {
        &STEMMERS[self as usize]
    }

    /// The stemmer itself; `None` for the analyser.
    pub fn build(self) -> Option<Box<dyn Stemmer>> {
        self.entry().build.map(|build| build())
    }
}

/// The name that was probably meant: a few slips away, capitals and hyphens aside, or the first that holds
/// what was written.
fn nearest_name(written: &str) -> Option<&'static str> {
    const LONGEST: usize = 32;
    if written.len() > LONGEST {
        return None;
    }
    let written = written.to_ascii_lowercase().replace(['-', ' '], "_");
    let slips = |entry: &StemmerEntry| (crate::near::distance(&written, entry.name), entry.name);
    let (edits, near) = STEMMERS.iter().map(slips).min()?;
    if edits <= 2 {
        return Some(near);
    }
    let mut holding = STEMMERS.iter().filter(|entry| written.len() >= 3 && entry.name.contains(&written));
    holding.next().map(|entry| entry.name)
}
