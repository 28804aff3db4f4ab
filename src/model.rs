//! The container of trained tables: named sections in one block of bytes, read where they lie. What is in a section
//! is the business of the room that asks for it; the block itself is a package of its own, with a licence of its own.

use crate::{Error, ErrorKind};
use std::borrow::Cow;
use std::ops::Range;

const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);
const MAGIC: &[u8; 8] = b"MIZANRDB";
const VERSION: u32 = 1;
/// Magic, version, checksum of what follows, how many sections.
const HEADER: usize = 20;
/// Name, where it begins, how long it is.
const ROW: usize = NAME + 8;
const NAME: usize = 24;

/// Trained tables. Immutable; threads share them.
#[derive(Clone, Debug)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    sections: Vec<(String, Range<usize>)>,
}

impl Model {
    /// Reads a block that [`ModelBuilder::build`] made.
    ///
    /// # Errors
    /// [`ErrorKind::State`] if it is none, damaged, or of another version.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, Error> {
        Self::read(bytes.into(), true)
    }

    /// The model that the project ships, with the feature `model`; `None` without it. Made once in a process.
    pub fn standard() -> Option<&'static Self> {
        #[cfg(feature = "model")]
        {
            static STANDARD: std::sync::OnceLock<Option<Model>> = std::sync::OnceLock::new();
            // A test reads it with its checksum.
            let read = || Self::read(Cow::Borrowed(mizan_readability::MODEL), false).ok();
            STANDARD.get_or_init(read).as_ref()
        }
        #[cfg(not(feature = "model"))]
        None
    }

    fn read(bytes: Cow<'static, [u8]>, check: bool) -> Result<Self, Error> {
        let wrong = |message: &str| Error::new(ErrorKind::State, message);
        if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
            return Err(wrong("not a readability model"));
        }
        if u32_at(&bytes, 8) != VERSION {
            return Err(wrong("the readability model is of another version"));
        }
        if check && u32_at(&bytes, 12) != CRC.checksum(&bytes[16..]) {
            return Err(wrong("the readability model is damaged"));
        }
        let count = u32_at(&bytes, 16) as usize;
        let rows = count.checked_mul(ROW).and_then(|len| bytes.get(HEADER..)?.get(..len));
        let Some(rows) = rows else { return Err(wrong("the readability model is cut short")) };
        let mut sections = Vec::with_capacity(count);
        for row in rows.chunks_exact(ROW) {
            let name = row[..NAME].split(|&byte| byte == 0).next().unwrap_or(&[]);
            let name = str::from_utf8(name).map_err(|_| wrong("the readability model is damaged"))?;
            let start = u32_at(row, NAME) as usize;
            let end = start.saturating_add(u32_at(row, NAME + 4) as usize);
            if bytes.get(start..end).is_none() {
                return Err(wrong("the readability model is cut short"));
            }
            sections.push((name.to_owned(), start..end));
        }
        Ok(Self { bytes, sections })
    }

    /// The bytes of a section, if the model has it.
    pub fn section(&self, name: &str) -> Option<&[u8]> {
        let (_, range) = self.sections.iter().find(|(own, _)| own == name)?;
        self.bytes.get(range.clone())
    }

    /// The names of the sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|(name, _)| name.as_str())
    }

    /// The checksum of the block: which model this is.
    pub fn checksum(&self) -> u32 {
        u32_at(&self.bytes, 12)
    }
}

/// Sections on their way into a block.
#[derive(Clone, Debug, Default)]
pub struct ModelBuilder {
    sections: Vec<(String, Vec<u8>)>,
}

impl ModelBuilder {
    /// Adds a section, in the place of another of the same name.
    ///
    /// # Panics
    /// If the name is longer than 24 bytes or holds a zero.
    pub fn section(&mut self, name: &str, bytes: Vec<u8>) -> &mut Self {
        assert!(name.len() <= NAME && !name.contains('\0'), "the name of a section: {name:?}");
        self.sections.retain(|(own, _)| own != name);
        self.sections.push((name.to_owned(), bytes));
        self
    }

    /// The block of bytes: each section begins at a multiple of eight.
    ///
    /// # Panics
    /// If the sections are longer than 4 GB.
    pub fn build(&self) -> Vec<u8> {
        let number = |number: usize| u32::try_from(number).expect("a model below 4 GB").to_le_bytes();
        let mut block = MAGIC.to_vec();
        block.extend(VERSION.to_le_bytes());
        block.extend([0; 4]);
        block.extend(number(self.sections.len()));
        let mut at = HEADER + ROW * self.sections.len();
        for (name, bytes) in &self.sections {
            at = at.next_multiple_of(8);
            let mut row = name.as_bytes().to_vec();
            row.resize(NAME, 0);
            block.extend(row);
            block.extend(number(at));
            block.extend(number(bytes.len()));
            at += bytes.len();
        }
        for (_, bytes) in &self.sections {
            block.resize(block.len().next_multiple_of(8), 0);
            block.extend(bytes);
        }
        let checksum = CRC.checksum(&block[16..]);
        block[12..16].copy_from_slice(&checksum.to_le_bytes());
        block
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back() {
        let mut builder = ModelBuilder::default();
        let block =
            builder.section("a", vec![1, 2, 3]).section("b", vec![]).section("a", vec![9; 17]).build();
        let model = Model::from_bytes(block.clone()).unwrap();
        assert_eq!(model.sections().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!((model.section("a").unwrap(), model.section("b").unwrap()), (&[9; 17][..], &[][..]));
        assert_eq!(model.section("c"), None);
        for at in 0..block.len() {
            let mut damaged = block.clone();
            damaged[at] ^= 64;
            // A changed byte is found, and never a panic; without the checksum too.
            let read = Model::read(damaged.clone().into(), false);
            read.map(|model| model.sections().filter_map(|name| model.section(name)).count()).ok();
            assert!(Model::from_bytes(damaged).is_err(), "byte {at}");
            assert!(Model::from_bytes(block[..at].to_vec()).is_err(), "cut at {at}");
        }
    }

    #[test]
    #[cfg(feature = "model")]
    fn the_shipped_model_is_whole() {
        assert!(Model::from_bytes(mizan_readability::MODEL).is_ok());
        assert!(Model::standard().is_some());
    }
}
