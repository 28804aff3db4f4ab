//! The tokens of a sentence as the model sees them, each distinct one read once.

use super::form::Form;
use super::word_features;
use crate::morphology::Worker;
use crate::normalize::{Folding, Normalizer};
use crate::script::{Class, class, is_arabic};
use crate::token::TokenKind;

/// What a token is for the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word of Arabic letters.
    Word,
    /// A number.
    Number,
    /// A word of other letters, an address, a name with a sign.
    Latin,
    /// Punctuation, a symbol, a pictograph.
    Mark,
}

/// The layers that the model knows words on.
pub const KEYS: usize = 3;

/// A token with all that is asked of it.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub sort: Sort,
    /// Its first character; of a mark the mark.
    pub first: char,
    /// Letters of its normal form, of whatever script.
    pub letters: u32,
    /// Whether it is a word that stands for a thing, a deed or a quality, or an unknown one.
    pub is_content: bool,
    /// The size of a number.
    pub size: f64,
    /// What its analysis costs, in nats.
    pub cost: f32,
    /// The features of words that it has, a bit each.
    pub features: u64,
    /// What the model may know it by: the form, the lemma, the root.
    pub keys: [Option<u64>; KEYS],
    /// Its reading, if it is an Arabic word.
    pub form: Option<Form>,
}

/// What a hash is of, so that a word, a lemma and a root of the same letters are told apart.
#[derive(Clone, Copy)]
enum Of {
    Word = 1,
    Lemma,
    Root,
    Form,
}

impl Token {
    /// Reads a token of this kind; `None` for white space and controls. Marks, tatweel and invisible characters make
    /// no difference.
    pub fn read(
        worker: &mut Worker<'_>,
        normalizer: &Normalizer,
        kind: TokenKind,
        surface: &str,
    ) -> Option<Self> {
        Self::read_normal(worker, kind, surface, &normalizer.fold(surface), Form::default())
    }

    /// The same, of a token whose normal form is known; its reading in the room of another.
    pub(super) fn read_normal(
        worker: &mut Worker<'_>,
        kind: TokenKind,
        surface: &str,
        normal: &str,
        form: Form,
    ) -> Option<Self> {
        let arabic = normal.chars().any(|c| class(c) == Class::Letter && is_arabic(c));
        let sort = match kind {
            TokenKind::Word | TokenKind::Mixed | TokenKind::Hashtag if arabic => Sort::Word,
            TokenKind::Number => Sort::Number,
            TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Emoji => Sort::Mark,
            TokenKind::Space | TokenKind::Control => return None,
            _ => Sort::Latin,
        };
        let first = normal.chars().next()?;
        Some(match sort {
            Sort::Word => {
                let (word, surface) = (normal.trim_start_matches('#'), surface.trim_start_matches('#'));
                Self::word(form.read_again(worker, word, surface), first)
            }
            _ => Self::other(sort, first, normal),
        })
    }

    /// The normaliser whose forms [`Self::read`] takes.
    pub fn normalizer() -> Normalizer {
        Normalizer::new(Folding::NORMAL)
    }

    fn word(form: Form, first: char) -> Self {
        let root = form.root.map(|root| {
            let mut spelling = [0; 4];
            hash_by(Of::Root, |add| {
                root.radicals().for_each(|c| c.encode_utf8(&mut spelling).bytes().for_each(&mut *add));
            })
        });
        Self {
            sort: Sort::Word,
            first,
            letters: form.letters.chars().filter(|&c| class(c) == Class::Letter).count() as u32,
            is_content: form.is_content(),
            size: 0.0,
            cost: form.cost,
            features: word_features::of_form(&form),
            keys: [
                Some(hash(Of::Word, form.letters.bytes())),
                Some(hash(Of::Lemma, form.lemma.bytes())),
                root,
            ],
            form: Some(form),
        }
    }

    fn other(sort: Sort, first: char, text: &str) -> Self {
        Self {
            sort,
            first,
            letters: text.chars().filter(|&c| class(c) == Class::Letter).count() as u32,
            is_content: false,
            size: if sort == Sort::Number { size_of(text) } else { 0.0 },
            cost: 0.0,
            features: 0,
            keys: [None; KEYS],
            form: None,
        }
    }

    /// Whether it is an Arabic word.
    pub fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }
}

/// The value of a number as it is written; 0 for one too long to be read.
fn size_of(text: &str) -> f64 {
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '٠'..='٩' => digits.push(char::from(b'0' + (c as u32 - '٠' as u32) as u8)),
            '۰'..='۹' => digits.push(char::from(b'0' + (c as u32 - '۰' as u32) as u8)),
            '.' | '٫' => digits.push('.'),
            _ if c.is_ascii_digit() => digits.push(c),
            _ => {}
        }
    }
    digits.parse().ok().filter(|size: &f64| size.is_finite()).unwrap_or(0.0)
}

/// What distinct words are told apart by.
pub(super) fn form_hash(normal: &str) -> u64 {
    hash(Of::Form, normal.bytes())
}

/// FNV-1a of a tag and bytes, its bits mixed (Steele et al. 2014, doi:10.1145/2714064.2660195): the same on every
/// machine, since the model's tables hold it.
fn hash(of: Of, bytes: impl Iterator<Item = u8>) -> u64 {
    hash_by(of, |add| bytes.for_each(add))
}

/// The same of bytes that are given one by one.
fn hash_by(of: Of, bytes: impl FnOnce(&mut dyn FnMut(u8))) -> u64 {
    let mut hash = (0xcbf2_9ce4_8422_2325 ^ of as u64).wrapping_mul(0x0100_0000_01b3);
    bytes(&mut |byte| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    finish(hash)
}

fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morphology::Analyzer;

    fn read(kind: TokenKind, surface: &str) -> Token {
        Token::read(&mut Analyzer::standard().worker(), &Token::normalizer(), kind, surface).unwrap()
    }

    #[test]
    fn marks_make_no_difference() {
        for (plain, marked) in [("كتب", "كَتَبَ"), ("مدرسة", "مَدْرَسَـــةٌ"), ("الشمس", "الشَّمْس\u{200f}ُ")]
        {
            let (plain, marked) = (read(TokenKind::Word, plain), read(TokenKind::Word, marked));
            let letters = |token: &Token| token.form.as_ref().map(|form| form.letters.clone());
            assert_eq!((letters(&plain), plain.keys), (letters(&marked), marked.keys));
            assert_eq!(
                (plain.features, plain.cost, plain.letters),
                (marked.features, marked.cost, marked.letters)
            );
        }
    }

    #[test]
    fn numbers_have_a_size() {
        for (text, size) in [("12", 12.0), ("١٢", 12.0), ("3.5", 3.5), ("٣٫٥", 3.5), ("6,000", 6000.0)] {
            assert_eq!(read(TokenKind::Number, text).size, size, "{text}");
        }
    }
}
