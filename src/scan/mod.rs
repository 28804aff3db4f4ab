//! The hot path: text, 64 bytes at a time. Which kernel runs is a value that proves what the processor has; all give
//! the same words, those of UAX #29 in Unicode 17. `unsafe` stands here and in the slots of `count`, nowhere else.

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod avx512;
mod class;
#[allow(unsafe_code)]
mod fetch;
mod isa;
#[allow(unsafe_code)]
mod marks;
mod masks;
mod plain;
mod scalar;
mod words;

pub use class::{WordBreak, WordClass};
pub(crate) use fetch::fetch;
pub use isa::Isa;
pub(crate) use marks::places_of;

use masks::{BLOCK, needs_rules};
use plain::{Segments, is_extend};
use words::{Carry, EDGES_A_BLOCK, Scan};

/// Bytes that are read before room for their edges is made anew: few, so that a scanner of a short text stays small.
const STRETCH: usize = 1 << 12;

/// Finds words, and owns the buffers for it.
///
/// ```
/// use mizan::scan::{Isa, Scanner};
/// let mut scanner = Scanner::new(Isa::best());
/// let text = "قال: 3.5 كتب_جديدة";
/// let words: Vec<&str> = scanner.scan(text).map(|word| &text[word.start..word.end]).collect();
/// assert_eq!(words, ["قال", "3.5", "كتب_جديدة"]);
/// ```
#[derive(Clone, Debug)]
pub struct Scanner {
    isa: Isa,
    edges: Vec<u32>,
    odd: Vec<u64>,
    /// Edges of the text that was read last.
    count: usize,
}

/// A word: where it is, and whether it may be more than Arabic letters and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether it may hold anything but letters of the block Arabic (without tatweel), marks, and signs between them. A
    /// word that needed the rules one by one is always odd.
    pub is_odd: bool,
}

impl Scanner {
    /// A scanner for this processor.
    pub fn new(isa: Isa) -> Self {
        Self { isa, edges: Vec::new(), odd: Vec::new(), count: 0 }
    }

    /// The words of a text, which is at most 4 GiB long: `unicode_word_indices` of unicode-segmentation, but that a
    /// joiner before a pictograph joins, as UAX #29 says (WB3c). O(n).
    pub fn scan(&mut self, text: &str) -> impl ExactSizeIterator<Item = Word> + '_ {
        self.find(text);
        let odd = &self.odd;
        self.edges[..self.count].chunks_exact(2).map(move |pair| {
            let (start, end) = (pair[0] as usize, pair[1] as usize);
            Word { start, end, is_odd: odd[end / BLOCK] >> (end % BLOCK) & 1 == 1 }
        })
    }

    /// The starts and ends of the words of a text, in turn: byte offsets. O(n).
    ///
    /// # Panics
    /// If the text has more than 4 GiB; so does [`Scanner::scan`].
    pub fn edges(&mut self, text: &str) -> &[u32] {
        self.find(text);
        &self.edges[..self.count]
    }

    fn find(&mut self, text: &str) {
        assert!(u32::try_from(text.len()).is_ok(), "a text of more than 4 GiB");
        self.count = 0;
        self.odd.clear();
        self.odd.resize(text.len() / BLOCK + 1, 0);
        let mut carry = Carry::default();
        // A boundary before which all is read, and how many edges stand before it.
        let (mut floor, mut floor_count) = (0, 0);
        let mut from = 0;
        while from < text.len() {
            let to = (from / BLOCK * BLOCK + STRETCH).min(text.len().next_multiple_of(BLOCK));
            self.reserve(to - from + EDGES_A_BLOCK);
            let (edges, odd) = (self.edges.as_mut_slice(), self.odd.as_mut_slice());
            let mut scan = Scan { text, from, to, carry, edges, count: self.count, odd };
            let place = self.isa.runs(&mut scan);
            (self.count, carry) = (scan.count, scan.carry);
            from = to;
            let Some(place) = place else { continue };
            // Back to the start of the last word: a boundary, whatever follows.
            let back = if self.count % 2 == 1 { 1 } else { 2.min(self.count - floor_count) };
            self.count -= back;
            let restart = if back == 0 { floor } else { self.edges[self.count] as usize };
            floor = self.by_rules(text, restart, place);
            floor_count = self.count;
            (from, carry) = (floor, Carry::default());
        }
        if self.count % 2 == 1 {
            self.reserve(1);
            self.push(text.len());
            self.odd[text.len() / BLOCK] |= carry.odd() << (text.len() % BLOCK);
        }
    }

    /// Words by the rules one by one, from a boundary to the first one after `place` where they are needed no more.
    fn by_rules(&mut self, text: &str, restart: usize, place: usize) -> usize {
        let mut start = restart;
        for segment in Segments::new(text, restart) {
            if segment.is_word {
                self.reserve(2);
                self.push(start);
                self.push(segment.end);
                self.odd[segment.end / BLOCK] |= 1 << (segment.end % BLOCK);
            }
            start = segment.end;
            let next = || text[start..].chars().next();
            if start > place && !next().is_some_and(|c| needs_rules(WordClass::of(c))) {
                break;
            }
        }
        start
    }

    fn push(&mut self, place: usize) {
        self.edges[self.count] = place as u32;
        self.count += 1;
    }

    fn reserve(&mut self, more: usize) {
        if self.edges.len() < self.count + more {
            self.edges.resize((self.count + more).max(self.edges.len() * 2), 0);
        }
    }
}

impl Default for Scanner {
    fn default() -> Self {
        Self::new(Isa::best())
    }
}

/// The ends of the segments of a text rule by rule, and whether each is a word: the specification of [`Scanner`], slow.
pub fn segments(text: &str) -> impl Iterator<Item = (usize, bool)> + '_ {
    segments_from(text, 0)
}

/// The same from a boundary on.
pub(crate) fn segments_from(text: &str, at: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
    Segments::new(text, at).map(|segment| (segment.end, segment.is_word))
}

/// Whether a character is a segment by itself whatever stands around it, but for what belongs to the character before.
pub(crate) fn is_alone(c: char) -> bool {
    WordClass::of(c).word_break() == WordBreak::Other
}

/// Whether a character belongs to the one before it, if that is [`is_alone`].
pub(crate) fn is_attached(c: char) -> bool {
    is_extend(WordClass::of(c).word_break())
}
