//! Which endings and beginnings a stem takes: the classes of stems and the kinds of beginnings. Which affix goes
//! with which class is data.

use serde::{Deserialize, Serialize};

macro_rules! classes {
    ($(#[$doc:meta])* $name:ident: $($(#[$line:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum $name { $($(#[$line])* $variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the tables of `seeds/lexicon`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The one called `name`.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }

            /// The one with this number.
            pub fn of_number(number: u8) -> Option<Self> {
                Self::ALL.get(usize::from(number)).copied()
            }

            /// Its bit in a mask.
            pub const fn bit(self) -> u64 {
                1 << self as u8
            }
        }
    };
}

classes! {
    /// What a stem is, as far as its affixes go.
    StemClass:
    /// A noun of masculine shape: كتاب.
    Noun = "noun",
    /// An adjective or participle, with all of its endings: كبير.
    Adjective = "adjective",
    /// A noun without its ة, which must follow in some shape: مدرس(ة).
    Feminine = "feminine",
    /// A broken plural: رجال.
    Plural = "plural",
    /// A noun that ends in ى or ا, at the end of the word: مستوى.
    AlefFinal = "alef_final",
    /// The same before a pronoun: مستوا(ه).
    AlefInner = "alef_inner",
    /// قاض(ي) without its ي.
    Shortened = "shortened",
    /// A noun that ends in hamza, with the seat that a pronoun gives it: رجاؤ(ه).
    HamzaInner = "hamza_inner",
    /// صحراو(ي), صحراو(ات): the hamza turned to و.
    HamzaWaw = "hamza_waw",
    /// A proper name.
    Name = "name",
    /// A function word that takes no ending, only و and ف before it.
    Particle = "particle",
    /// A function word that prepositions may precede: هذا.
    Pronoun = "pronoun",
    /// A function word that takes pronouns: بين.
    Preposition = "preposition",
    /// A function word before a pronoun, and never without: علي(ه).
    Host = "host",
    /// The perfect, with all of its endings: كتب.
    Perfect = "perfect",
    /// The perfect before vowels and at the end: قال.
    PerfectVowel = "perfect_vowel",
    /// The perfect before consonants: قل(ت).
    PerfectConsonant = "perfect_consonant",
    /// The perfect of third weak radical, at the end: رمى.
    PerfectFinal = "perfect_final",
    /// The same before a pronoun: رما(ه).
    PerfectInner = "perfect_inner",
    /// The same where its last radical is lost: رم(ت), رم(وا).
    PerfectShort = "perfect_short",
    /// The perfect before an ending whose ن is one letter with its own last: كـ(نا).
    PerfectNoon = "perfect_noon",
    /// The perfect before an ending whose ت is one letter with its own last: سكـ(ت).
    PerfectTeh = "perfect_teh",
    /// The imperfect without its first letter, with all of its endings: كتب.
    Imperfect = "imperfect",
    /// The imperfect before vowels and at the end: قول.
    ImperfectVowel = "imperfect_vowel",
    /// The imperfect before ن and in the jussive: قل.
    ImperfectConsonant = "imperfect_consonant",
    /// The imperfect of third weak radical, with the radical: رمي.
    ImperfectFinal = "imperfect_final",
    /// The same before a pronoun, where it ends in ا: رضا(ه).
    ImperfectInner = "imperfect_inner",
    /// The same where its last radical is lost: رم(ون).
    ImperfectShort = "imperfect_short",
    /// The imperative: اكتب.
    Imperative = "imperative",
    /// The imperative that has lost its last radical: ارم.
    ImperativeShort = "imperative_short",
}

classes! {
    /// What stands before a stem, as far as the ending is concerned.
    HeadKind:
    /// Nothing but a conjunction.
    Bare = "bare",
    /// The article.
    Definite = "definite",
    /// A preposition.
    Genitive = "genitive",
    /// A preposition and the article.
    GenitiveDefinite = "genitive_definite",
    /// The ي of the imperfect.
    Yeh = "yeh",
    /// The ت of the imperfect.
    Teh = "teh",
    /// The أ of the imperfect.
    Alef = "alef",
    /// The ن of the imperfect.
    Noon = "noon",
}

classes! {
    /// What sort of word a word is.
    #[derive(Default)]
    Kind:
    /// A word with a meaning of its own.
    Content = "content",
    /// A particle, preposition, pronoun, or a noun that serves as one.
    Function = "function",
    /// A name.
    Proper = "proper",
    /// A loan.
    Foreign = "foreign",
    /// Digits.
    Number = "number",
    /// No Arabic letter.
    Latin = "latin",
    /// None that is known.
    #[default]
    Unknown = "unknown",
}
