//! Limits of what an input may unpack to.

use super::notes::Notes;
use super::{Broken, ReadOptions, WarningCode};
use std::io::{self, Read};

/// Unpacked bytes that no ratio is asked of: small files of zeros are no bombs.
const RATIO_FREE_BYTES: u64 = 64 << 20;

/// Stops what is longer than the user allows, or unpacks to more than anyone packs.
pub(super) struct Limited<R> {
    reader: R,
    notes: Notes,
    /// Most bytes that are given out of the input.
    max_bytes: Option<u64>,
    /// Most bytes that are given out for each raw byte.
    max_ratio: Option<u64>,
}

impl<R> Limited<R> {
    /// Counts what it gives out among the unpacked bytes of the input.
    pub(super) fn new(reader: R, notes: &Notes, options: &ReadOptions) -> Self {
        let (max_bytes, max_ratio) = (options.max_bytes, options.max_ratio);
        Self { reader, notes: notes.clone(), max_bytes, max_ratio }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let given = self.notes.noted().given;
        if let Some(most) = self.max_bytes
            && given >= most
        {
            // One more byte tells whether the limit cuts anything.
            if self.reader.read(&mut [0])? == 0 {
                return Ok(0);
            }
            let message = format!("longer than {most} bytes; the counts cover what was read");
            return Err(Broken::error(WarningCode::LimitReached, message, "--max-bytes sets the limit"));
        }
        let room = self.max_bytes.map_or(u64::MAX, |most| most - given);
        let room = usize::try_from(room).unwrap_or(usize::MAX).min(target.len());
        let length = self.reader.read(&mut target[..room])?;
        let mut noted = self.notes.noted();
        noted.given += length as u64;
        if let Some(most) = self.max_ratio
            && noted.given > RATIO_FREE_BYTES
            && noted.given / noted.bytes.max(1) > most
        {
            let message =
                format!("unpacks to more than {most} times its size; the counts cover what was read");
            return Err(Broken::error(WarningCode::LimitReached, message, "--max-ratio sets the limit"));
        }
        Ok(length)
    }
}
