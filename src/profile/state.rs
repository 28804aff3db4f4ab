//! A profile as bytes: what crosses files and machines. Versioned, checked, and the same bytes for the same
//! counts, however they were come by.

use super::{Profile, Settings, Types};
use crate::count::{Characters, Histogram, Sequence, TermId};
use crate::token::TokenKind;
use crate::token::sentence::EndReason;
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);
const MAGIC: &[u8; 8] = b"mizanPRF";
const VERSION: u16 = 3;

/// The body of a saved profile. Types are sorted, so that equal counts are equal bytes.
#[derive(Serialize, Deserialize)]
struct State<'a> {
    settings: Settings,
    documents: u64,
    lines: u64,
    paragraphs: u64,
    sentences: u64,
    arabic_sentences: u64,
    cut_sentences: u64,
    by_kind: [u64; TokenKind::ALL.len()],
    sentence_words: Histogram,
    paragraph_sentences: Histogram,
    clause_words: Histogram,
    sentence_clauses: Histogram,
    ends: [u64; EndReason::ALL.len()],
    characters: Characters,
    #[serde(borrow)]
    types: Vec<(&'a str, TokenKind, u64)>,
    sequence: Sequence,
}

impl Profile {
    /// The profile as bytes: magic, version, body, checksum.
    pub fn to_state(&self, settings: &Settings) -> Vec<u8> {
        let mut order: Vec<u32> = (0..self.types.len() as u32).collect();
        order.sort_unstable_by_key(|&id| self.types.surface(TermId(id)));
        let mut numbers = vec![TermId(0); order.len()];
        for (number, &id) in order.iter().enumerate() {
            numbers[id as usize] = TermId(number as u32);
        }
        let mut sequence = self.sequence.clone();
        sequence.renumber(&numbers);
        sequence.sort_sets();
        let types = order.iter().map(|&id| {
            let id = TermId(id);
            (self.types.surface(id), self.types.kind(id), self.types.count(id))
        });
        let state = State {
            settings: *settings,
            documents: self.documents,
            lines: self.lines,
            paragraphs: self.paragraphs,
            sentences: self.sentences,
            arabic_sentences: self.arabic_sentences,
            cut_sentences: self.cut_sentences,
            by_kind: self.by_kind,
            sentence_words: self.sentence_words.clone(),
            paragraph_sentences: self.paragraph_sentences.clone(),
            clause_words: self.clause_words.clone(),
            sentence_clauses: self.sentence_clauses.clone(),
            ends: self.ends,
            characters: self.characters,
            types: types.collect(),
            sequence,
        };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        let body =
            postcard::to_allocvec_crc32(&state, CRC.digest()).expect("memory is the only thing it needs");
        bytes.extend(body);
        bytes
    }

    /// Reads a profile that [`Profile::to_state`] wrote, made with these settings.
    ///
    /// # Errors
    /// [`ErrorKind::State`] if the bytes are no profile, damaged, of another version, or made with other settings.
    pub fn from_state(bytes: &[u8], settings: &Settings) -> Result<Self, Error> {
        let wrong = |message: &str| Error::new(ErrorKind::State, message);
        let Some(rest) = bytes.strip_prefix(MAGIC) else { return Err(wrong("not a saved profile")) };
        let Some((version, body)) = rest.split_first_chunk::<2>() else {
            return Err(wrong("the saved profile is cut short"));
        };
        let version = u16::from_le_bytes(*version);
        if version != VERSION {
            let message = format!("the saved profile is of version {version}, this program reads {VERSION}");
            return Err(wrong(&message).with_help("make it again with this version"));
        }
        let state: State<'_> = postcard::from_bytes_crc32(body, CRC.digest())
            .map_err(|_| wrong("the saved profile is damaged").with_help("make it again"))?;
        if state.settings != *settings {
            return Err(wrong("the saved profile was made with other settings")
                .with_help("profiles can be merged only if they were counted alike"));
        }
        let mut types = Types::default();
        for (at, &(surface, kind, count)) in state.types.iter().enumerate() {
            if types.add(surface, kind, count).index() != at {
                return Err(wrong("the saved profile names a type twice"));
            }
        }
        if !state.sequence.is_within(types.len()) {
            return Err(wrong("the saved profile names a type that it does not hold"));
        }
        Ok(Self {
            documents: state.documents,
            lines: state.lines,
            paragraphs: state.paragraphs,
            sentences: state.sentences,
            arabic_sentences: state.arabic_sentences,
            cut_sentences: state.cut_sentences,
            by_kind: state.by_kind,
            sentence_words: state.sentence_words,
            paragraph_sentences: state.paragraph_sentences,
            clause_words: state.clause_words,
            sentence_clauses: state.sentence_clauses,
            ends: state.ends,
            characters: state.characters,
            types,
            sequence: state.sequence,
        })
    }
}
