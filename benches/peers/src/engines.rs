//! Engines that part text into words. What each does not do is said in `benches/README.md`.

use crate::time::{Work, markdown, rounds};
use bstr::ByteSlice;
use charabia::Segment;
use icu_segmenter::options::WordBreakInvariantOptions;
use mizan::scan::{Isa, Scanner};
use mizan::token::{Mizan, Tokenizer, Uax29};
use tantivy::tokenizer::{SimpleTokenizer, TokenStream, Tokenizer as _};
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::pre_tokenizers::whitespace::Whitespace;
use tokenizers::{OffsetReferential, OffsetType, PreTokenizedString, PreTokenizer};
use unicode_segmentation::UnicodeSegmentation;

/// About so many bytes are given to an engine at once: a document.
const PIECE: usize = 1 << 16;

/// The text in pieces that end with lines.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let near = rest.floor_char_boundary(PIECE.min(rest.len()));
        let end = if near == rest.len() { near } else { rest[..near].rfind('\n').map_or(near, |at| at + 1) };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// All engines on a text.
pub fn table(text: &str) -> String {
    let pieces = pieces(text);
    let each = |mut count: Box<dyn FnMut(&str) -> usize>| -> Box<dyn FnMut() -> usize + '_> {
        let pieces = &pieces;
        Box::new(move || pieces.iter().map(|piece| count(piece)).sum())
    };
    let mut work: Vec<Work<'_>> = vec![(
        "unicode-segmentation `unicode_word_indices`".to_owned(),
        each(Box::new(|text| text.unicode_word_indices().count())),
    )];
    for isa in Isa::available() {
        let mut scanner = Scanner::new(isa);
        assert_same_words(&mut scanner, &pieces);
        work.push((
            format!("**mizan, {}**", isa.name()),
            each(Box::new(move |text| scanner.edges(text).len() / 2)),
        ));
    }
    let tokenizers: [(&str, Box<dyn Tokenizer>); 2] =
        [("uax29", Box::new(Uax29::default())), ("mizan", Box::new(Mizan::default()))];
    for (name, tokenizer) in tokenizers {
        let mut tokens = Vec::new();
        work.push((
            format!("mizan, tokens of `{name}` with kinds, all of the text"),
            each(Box::new(move |text| {
                tokens.clear();
                tokenizer.tokenize(text, &mut tokens);
                tokens.iter().filter(|token| token.kind.is_word_like()).count()
            })),
        ));
    }
    let icu = icu_segmenter::WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    work.push((
        "icu_segmenter".to_owned(),
        each(Box::new(move |text| {
            let mut breaks = icu.segment_str(text);
            let mut words = 0;
            while breaks.next().is_some() {
                words += usize::from(breaks.is_word_like());
            }
            words
        })),
    ));
    let regex = regex::Regex::new(r"\w+").expect("a regular expression");
    work.push((r"regex `\w+`".to_owned(), each(Box::new(move |text| regex.find_iter(text).count()))));
    work.push(("bstr `words`".to_owned(), each(Box::new(|text| text.as_bytes().words().count()))));
    let mut simple = SimpleTokenizer::default();
    work.push((
        "tantivy `SimpleTokenizer`".to_owned(),
        each(Box::new(move |text| {
            let (mut stream, mut words) = (simple.token_stream(text), 0);
            while stream.advance() {
                words += 1;
            }
            words
        })),
    ));
    work.push((
        "charabia `segment_str` (all segments)".to_owned(),
        each(Box::new(|text| text.segment_str().count())),
    ));
    work.push((
        "tokenizers `Whitespace`".to_owned(),
        each(Box::new(|text| pre_tokens(&Whitespace {}, text))),
    ));
    work.push((
        "tokenizers `BertPreTokenizer`".to_owned(),
        each(Box::new(|text| pre_tokens(&BertPreTokenizer, text))),
    ));
    work.push((
        "std `split_whitespace` (no words)".to_owned(),
        each(Box::new(|text| text.split_whitespace().count())),
    ));
    markdown(&rounds(text.len(), 5, work), "words")
}

fn pre_tokens(engine: &impl PreTokenizer, text: &str) -> usize {
    let mut parts = PreTokenizedString::from(text);
    engine.pre_tokenize(&mut parts).expect("text is pre-tokenised");
    parts.get_splits(OffsetReferential::Original, OffsetType::Byte).len()
}

/// The law: the words of mizan are those of unicode-segmentation.
fn assert_same_words(scanner: &mut Scanner, pieces: &[&str]) {
    for piece in pieces {
        let words = piece.unicode_word_indices().map(|(start, word)| (start, start + word.len()));
        assert!(
            scanner.scan(piece).map(|word| (word.start, word.end)).eq(words),
            "mizan and unicode-segmentation differ"
        );
    }
}
