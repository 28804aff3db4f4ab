//! Bytes → UTF-8 text, block by block, with every loss counted and the first one placed.

/// Decodes a stream of bytes as UTF-8. Each maximal run of bytes that cannot belong to a character becomes one
/// U+FFFD, as the Unicode Standard recommends (§3.9), is counted, and the first is remembered.
#[derive(Clone, Debug, Default)]
pub struct Utf8Decoder {
    /// The bytes of a character that the last block began.
    held: Vec<u8>,
    /// Bytes taken so far, those held included.
    bytes: u64,
    invalid: u64,
    first_invalid: Option<(u64, u64)>,
    line_feeds: u64,
    nuls: u64,
}

impl Utf8Decoder {
    /// Appends the text of the next block to `out`; a character cut at its end waits for the next one.
    pub fn decode(&mut self, block: &[u8], out: &mut String) {
        let from = out.len();
        if self.held.is_empty() {
            self.append(block, out, false);
        } else {
            let mut joined = std::mem::take(&mut self.held);
            self.bytes -= joined.len() as u64;
            joined.extend_from_slice(block);
            self.append(&joined, out, false);
        }
        self.look_at(&out[from..]);
    }

    /// Ends the stream: a character that was begun and not ended is an error.
    pub fn finish(&mut self, out: &mut String) {
        let held = std::mem::take(&mut self.held);
        self.bytes -= held.len() as u64;
        let from = out.len();
        self.append(&held, out, true);
        self.look_at(&out[from..]);
    }

    fn look_at(&mut self, text: &str) {
        self.line_feeds += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        self.nuls += memchr::memchr_iter(0, text.as_bytes()).count() as u64;
    }

    fn append(&mut self, mut bytes: &[u8], out: &mut String, last: bool) {
        let from = out.len();
        loop {
            // Fast over the whole block, but for a character cut at its end; the compat interface then says where the
            // fault is.
            let (whole, cut) = bytes.split_at(bytes.len() - if last { 0 } else { cut_character(bytes) });
            if let Ok(text) = simdutf8::basic::from_utf8(whole) {
                out.push_str(text);
                self.held.extend_from_slice(cut);
                self.bytes += bytes.len() as u64;
                return;
            }
            let Err(fault) = simdutf8::compat::from_utf8(bytes) else { return };
            let (good, rest) = bytes.split_at(fault.valid_up_to());
            out.push_str(&String::from_utf8_lossy(good));
            self.bytes += good.len() as u64;
            let wrong = match fault.error_len() {
                Some(length) => length,
                None if last => rest.len(),
                None => {
                    self.held.extend_from_slice(rest);
                    self.bytes += rest.len() as u64;
                    return;
                }
            };
            if self.first_invalid.is_none() {
                let lines = memchr::memchr_iter(b'\n', &out.as_bytes()[from..]).count() as u64;
                self.first_invalid = Some((self.bytes, self.line_feeds + lines + 1));
            }
            self.invalid += 1;
            out.push(char::REPLACEMENT_CHARACTER);
            self.bytes += wrong as u64;
            bytes = &rest[wrong..];
        }
    }

    /// How many runs of bytes were replaced.
    pub fn invalid(&self) -> u64 {
        self.invalid
    }

    /// The byte (from 0) and line (from 1) of the first run that was replaced.
    pub fn first_invalid(&self) -> Option<(u64, u64)> {
        self.first_invalid
    }

    /// How many NUL characters there are.
    pub fn nuls(&self) -> u64 {
        self.nuls
    }

    /// Bytes taken.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }
}

/// How many bytes at the end may begin a character that goes on in the next block.
fn cut_character(bytes: &[u8]) -> usize {
    let needed = |lead: u8| match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 0,
    };
    let ends = bytes.iter().rev().take(3).enumerate();
    ends.map(|(before, &byte)| (before + 1, needed(byte)))
        .find(|&(_, needed)| needed > 0)
        .map_or(0, |(length, needed)| if length < needed { length } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_change_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..200), cuts in proptest::collection::vec(0usize..200, 0..8)) {
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let (mut decoder, mut out) = (Utf8Decoder::default(), String::new());
            for pair in cuts.windows(2) {
                decoder.decode(&bytes[pair[0]..pair[1]], &mut out);
            }
            decoder.finish(&mut out);
            prop_assert_eq!(&out, &String::from_utf8_lossy(&bytes));
            prop_assert_eq!(decoder.bytes(), bytes.len() as u64);
            let fault = std::str::from_utf8(&bytes).err().map(|fault| fault.valid_up_to() as u64);
            prop_assert_eq!(decoder.first_invalid().map(|(byte, _)| byte), fault);
            prop_assert_eq!(decoder.invalid() == 0, fault.is_none());
        }
    }

    #[test]
    fn the_first_fault_is_placed() {
        let mut decoder = Utf8Decoder::default();
        let mut out = String::new();
        decoder.decode("سطر\nآخر\n".as_bytes(), &mut out);
        decoder.decode(b"ab\xff\nc\xd8", &mut out);
        decoder.finish(&mut out);
        assert!(out.ends_with("ab\u{fffd}\nc\u{fffd}"));
        assert_eq!((decoder.invalid(), decoder.first_invalid()), (2, Some((16, 3))));
    }
}
