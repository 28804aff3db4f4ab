//! The trained model: one block of bytes with named sections, read where it lies. What is in a section is the business
//! of the room that reads it; who it was trained on and its licence stand in the package that carries it.

use crate::{Error, ErrorKind};
use std::borrow::Cow;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"MIZANRDB";
const VERSION: u32 = 1;
const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);
/// Magic, version, checksum of what follows, number of sections.
const HEADER: usize = 20;
/// A section's name, padded with zeros, its start and its length.
const ENTRY: usize = 24;
const NAME: usize = 16;

/// A trained model.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    sections: Vec<(String, Range<usize>)>,
    checksum: u32,
}

impl Model {
    /// Reads a block.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for bytes that are no whole block of this version.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        let bytes = bytes.into();
        let wrong = |what: &str| Error::new(ErrorKind::Format, format!("the model: {what}"));
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map(u32::from_le_bytes).ok_or_else(|| wrong("it ends early"))
        };
        if bytes.get(..8) != Some(MAGIC) {
            return Err(wrong("these bytes are none"));
        }
        if number(8)? != VERSION {
            return Err(
                wrong("it is of another version").with_help("train it anew, or use the one that was shipped")
            );
        }
        let checksum = number(12)?;
        if CRC.checksum(&bytes[16..]) != checksum {
            return Err(wrong("its checksum is not that of its bytes"));
        }
        let mut sections = Vec::new();
        for section in 0..number(16)? as usize {
            let at = HEADER + section * ENTRY;
            let name = bytes.get(at..at + NAME).ok_or_else(|| wrong("it ends early"))?;
            let name = String::from_utf8_lossy(name).trim_end_matches('\0').to_owned();
            let (start, length) = (number(at + NAME)? as usize, number(at + NAME + 4)? as usize);
            let end = start.checked_add(length).filter(|&end| end <= bytes.len());
            sections.push((name, start..end.ok_or_else(|| wrong("a section ends beyond it"))?));
        }
        Ok(Self { bytes, sections, checksum })
    }

    /// The model that the command is built with; `None` without the feature `model`.
    pub fn standard() -> Option<&'static Self> {
        #[cfg(feature = "model")]
        {
            static STANDARD: std::sync::OnceLock<Option<Model>> = std::sync::OnceLock::new();
            // A test reads it.
            STANDARD.get_or_init(|| Model::from_bytes(mizan_readability::MODEL).ok()).as_ref()
        }
        #[cfg(not(feature = "model"))]
        None
    }

    /// The bytes of a section.
    pub fn section(&self, name: &str) -> Option<&[u8]> {
        let (_, range) = self.sections.iter().find(|(known, _)| known == name)?;
        self.bytes.get(range.clone())
    }

    /// Its checksum.
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    /// The block of these sections. Names have at most 16 bytes.
    pub fn build(sections: &[(&str, &[u8])]) -> Vec<u8> {
        let mut body = (sections.len() as u32).to_le_bytes().to_vec();
        let mut at = HEADER + sections.len() * ENTRY;
        for (name, bytes) in sections {
            let mut padded = [0; NAME];
            padded[..name.len().min(NAME)].copy_from_slice(&name.as_bytes()[..name.len().min(NAME)]);
            body.extend(padded);
            body.extend((at as u32).to_le_bytes());
            body.extend((bytes.len() as u32).to_le_bytes());
            at += bytes.len();
        }
        sections.iter().for_each(|(_, bytes)| body.extend(*bytes));
        let mut block = MAGIC.to_vec();
        block.extend(VERSION.to_le_bytes());
        block.extend(CRC.checksum(&body).to_le_bytes());
        block.extend(body);
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found() {
        let block = Model::build(&[("first", b"one"), ("second", b""), ("third", b"three")]);
        let model = Model::from_bytes(block).unwrap();
        assert_eq!(model.section("first"), Some(&b"one"[..]));
        assert_eq!(model.section("second"), Some(&b""[..]));
        assert_eq!(model.section("third"), Some(&b"three"[..]));
        assert_eq!(model.section("fourth"), None);
    }

    #[test]
    fn damage_is_an_error() {
        let block = Model::build(&[("first", b"one"), ("second", b"two")]);
        for length in 0..block.len() {
            assert!(Model::from_bytes(block[..length].to_vec()).is_err(), "{length}");
        }
        for at in 0..block.len() {
            let mut damaged = block.clone();
            damaged[at] ^= 0x40;
            assert!(Model::from_bytes(damaged).is_err(), "{at}");
        }
    }

    #[cfg(feature = "model")]
    #[test]
    fn the_shipped_model_is_whole() {
        assert!(Model::from_bytes(mizan_readability::MODEL).is_ok());
    }
}
