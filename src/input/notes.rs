//! What the readers of an input have met, each in its layer, for the record and the warnings of it.

use super::{Checksum, Meter, Severity, Warning, WarningCode};
use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Shared by the layers that read one input.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Noted>>);

/// What was noted.
#[derive(Default)]
pub(super) struct Noted {
    /// Raw bytes read.
    pub(super) bytes: u64,
    /// Unpacked bytes given on.
    #[cfg(feature = "inputs")]
    pub(super) given: u64,
    /// Told of the raw bytes.
    pub(super) meter: Option<Arc<Meter>>,
    pub(super) checksum: Option<Box<dyn Checksum>>,
    /// How it was taken.
    pub(super) format: Option<&'static str>,
    /// The encoding, if it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// What could not be decoded, with byte and line of the first.
    pub(super) invalid: u64,
    pub(super) first_invalid: Option<(u64, u64)>,
    /// The text is not the bytes of the file: they were unpacked, or it is the text of records.
    pub(super) unpacked: bool,
    /// Findings of the layers.
    pub(super) warnings: Vec<Warning>,
    /// Records that were skipped after so many that they are not told one by one.
    pub(super) further_skipped: u64,
}

impl Notes {
    /// What was noted so far.
    pub(super) fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something that is no character, at this byte and line.
    #[cfg(feature = "inputs")]
    pub(super) fn lost(&self, byte: u64, line: u64) {
        let mut noted = self.noted();
        noted.invalid += 1;
        noted.first_invalid.get_or_insert((byte, line));
    }

    /// Takes over what was noted of a member of an archive.
    #[cfg(feature = "inputs")]
    pub(super) fn absorb(&self, name: &str, member: &Self, lenient: bool) {
        let mut member = member.noted();
        let findings = member.findings(name, lenient);
        let mut noted = self.noted();
        noted.warnings.extend(findings);
        noted.encoding = noted.encoding.or(member.encoding);
        noted.format = match (noted.format, member.format) {
            (Some(before), Some(now)) if before != now => Some("mixed"),
            (before, now) => before.or(now),
        };
    }
}

impl Noted {
    /// The findings, with the name of the input where they have none.
    pub(super) fn findings(&mut self, name: &str, lenient: bool) -> Vec<Warning> {
        let severity = if lenient { Severity::Warning } else { Severity::Error };
        let mut found = std::mem::take(&mut self.warnings);
        if let Some((byte, line)) = self.first_invalid.take() {
            let encoding = self.encoding.unwrap_or("utf-8");
            let message = format!("bytes that {encoding} does not have; they became U+FFFD");
            let help = "name the right encoding with --encoding, or say --lenient to accept the loss";
            let mut warning = Warning::new(WarningCode::LossyDecoding, severity, message).with_help(help);
            (warning.byte, warning.line, warning.count) = (Some(byte), Some(line), self.invalid);
            found.push(warning);
        }
        if self.further_skipped > 0 {
            let message = "further records were skipped";
            let mut warning = Warning::new(WarningCode::SkippedRecord, severity, message);
            warning.count = std::mem::take(&mut self.further_skipped);
            found.push(warning);
        }
        found.iter_mut().filter(|warning| warning.path.is_none()).for_each(|warning| {
            warning.path = Some(name.to_owned());
        });
        found
    }
}

/// A reader whose bytes are counted, and taken by a checksum.
pub(super) struct Tap<R> {
    pub(super) reader: R,
    pub(super) notes: Notes,
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(block)?;
        let mut noted = self.notes.noted();
        noted.bytes += length as u64;
        if let Some(meter) = &noted.meter {
            meter.add_bytes(length as u64);
        }
        if let Some(checksum) = &mut noted.checksum {
            checksum.update(&block[..length]);
        }
        Ok(length)
    }
}
