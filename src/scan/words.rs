//! Bits → words: the rules of UAX #29 as arithmetic on masks of 64 bytes, with what crosses from one block to the next.

use super::class::WordClass;
use super::masks::{BLOCK, Masks};

/// The most edges that a block writes, and more that it may touch.
pub(super) const EDGES_A_BLOCK: usize = BLOCK + 16;

/// The state between two blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Carry {
    /// Bits that second bytes take from first ones: of words, marks, signs.
    base: u64,
    extend: u64,
    mid: u64,
    /// The last byte belongs to a word.
    word: u64,
    /// That word is odd.
    odd: u64,
    /// The last letters, digits and weak characters that were met.
    left: Left,
    /// A sign that may join the last word with what comes.
    pending: Option<Joins>,
    /// The last character that was looked up goes on in the next block, with these bits.
    over: Option<Masks>,
}

impl Carry {
    /// 1 if the word that goes on is odd.
    pub(super) fn odd(&self) -> u64 {
        self.odd
    }
}

/// What a sign would join.
#[derive(Clone, Copy, Debug)]
struct Joins {
    letters: bool,
    digits: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Left {
    letter: u64,
    digit: u64,
    all: u64,
}

impl Joins {
    /// Whether the character at this byte is one that is joined.
    fn at(self, masks: &Masks, at: u32) -> bool {
        self.letters && masks.letter >> at & 1 == 1 || self.digits && masks.digit >> at & 1 == 1
    }
}

impl Left {
    /// What a sign with these properties joins to the last of the characters.
    fn joins(&self, mid_letter: bool, mid_num: bool) -> Joins {
        let last = (self.all.max(1)).ilog2();
        Joins {
            letters: mid_letter && self.letter >> last & 1 == 1,
            digits: mid_num && self.digit >> last & 1 == 1,
        }
    }
}

/// Blocks on their way to edges.
pub(super) struct Scan<'s> {
    /// The whole text.
    pub(super) text: &'s str,
    /// The first byte to read.
    pub(super) from: usize,
    /// The byte before which to stop: the end of a block.
    pub(super) to: usize,
    /// What the last block left.
    pub(super) carry: Carry,
    /// Starts and ends of words in turn, with room for [`EDGES_A_BLOCK`] beyond those of the bytes.
    pub(super) edges: &'s mut [u32],
    /// How many there are.
    pub(super) count: usize,
    /// A bit at the end of each word that is odd: one word for each block of the text.
    pub(super) odd: &'s mut [u64],
}

impl Scan<'_> {
    /// Writes the edges of the blocks, up to a place that only the rules one by one know: that place. `kernel` describes
    /// a block with the byte after it; `write` writes the places of bits, added to a number, and may touch more.
    #[inline(always)]
    pub(super) fn runs(
        &mut self,
        kernel: impl Fn(&[u8; BLOCK + 1]) -> Masks,
        write: impl Fn(u64, u32, &mut [u32]),
    ) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut last;
        // In registers, but for what rare cases need.
        let Carry { mut base, mut extend, mut mid, mut word, mut odd, mut left, mut pending, mut over } =
            self.carry;
        let mut skip = self.from % BLOCK;
        let mut at = self.from - skip;
        while at < self.to {
            let block = match bytes.get(at..at + BLOCK + 1) {
                Some(block) => block.try_into().expect("65 bytes"),
                None => {
                    last = [0; BLOCK + 1];
                    last[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                    &last
                }
            };
            let mut masks = kernel(block);
            if masks.unknown != 0 || over.is_some() {
                (masks, over) = look_up(self.text, at, masks, over);
            }
            if skip > 0 {
                masks = masks.from(skip);
                skip = 0;
            }
            // Characters of two bytes fill both.
            let leads = masks.letter | masks.digit | masks.weak;
            let all = leads | (leads & masks.lead) << 1 | base;
            let marks = masks.extend | (masks.extend & masks.lead) << 1 | extend;
            let sign = masks.mid_letter | masks.mid_num;
            let sign_rest = (sign & masks.lead) << 1 | mid | masks.rest;
            // WB4: marks belong to the word that they follow.
            let mut words = all;
            let mut loose = 0;
            if marks != 0 {
                let first = (all << 1 | word) & marks;
                let attached = marks & !marks.wrapping_add(first);
                words |= attached;
                loose = marks & !attached;
            }
            // WB6, WB7, WB11, WB12: a sign after a word, what belongs to the sign, then a letter or digit.
            let signs = sign & (words << 1 | word) & !sign_rest;
            let through = marks | sign_rest;
            let first = signs << 1;
            let (sum, runs_on) = through.overflowing_add(first & through);
            let after = (sum | first) & !through & (masks.letter | masks.digit);
            let is_open = signs >> 63 != 0 || runs_on;
            if after != 0 || is_open || pending.is_some() {
                let found = Signs { signs, through, after, is_open };
                let joined = found.join(&masks, left, pending);
                words |= joined.bytes;
                pending = joined.pending;
                if joined.goes_on {
                    // The word that ended at the sign in the block before goes on.
                    self.count -= 1;
                    let end = self.edges[self.count] as usize;
                    odd = self.odd[end / BLOCK] >> (end % BLOCK) & 1;
                    word = 1;
                }
            }
            if leads != 0 {
                left = Left { letter: masks.letter, digit: masks.digit, all: leads };
            }
            let before = words << 1 | word;
            let mut give_up = masks.give_up | masks.weak & !before;
            if loose & !words != 0 {
                give_up |= loose_letters(self.text, at, loose & !words);
            }
            let edges = words ^ before;
            // Where a word has an odd byte, the sum runs over its end.
            let (sum, is_over) = words.overflowing_add(masks.odd);
            let (sum, is_over_too) = sum.overflowing_add(odd);
            if give_up != 0 {
                let place = give_up.trailing_zeros();
                let below = !(u64::MAX << place);
                self.odd[at / BLOCK] |= sum & !words & below;
                places(edges & below, at as u32, &mut self.edges[self.count..][..EDGES_A_BLOCK]);
                self.count += (edges & below).count_ones() as usize;
                return Some(at + place as usize);
            }
            self.odd[at / BLOCK] |= sum & !words;
            write(edges, at as u32, &mut self.edges[self.count..][..EDGES_A_BLOCK]);
            self.count += edges.count_ones() as usize;
            odd = u64::from(is_over | is_over_too);
            base = (leads & masks.lead) >> 63;
            extend = (masks.extend & masks.lead) >> 63;
            mid = (sign & masks.lead) >> 63;
            word = words >> 63;
            at += BLOCK;
        }
        self.carry = Carry { base, extend, mid, word, odd, left, pending, over };
        None
    }
}

/// Writes the places of the bits, each added to `base`: the portable way.
#[inline(always)]
pub(super) fn places(mut edges: u64, base: u32, out: &mut [u32]) {
    let count = edges.count_ones() as usize;
    // Sixteen at once, needed or not: a branch for each would be guessed wrong too often. 99 % of the blocks of news
    // have no more (10 MB, 2026-11).
    let mut done = 0;
    let bases = u64::from(base) << 32 | u64::from(base);
    let mut next = || {
        let place = u64::from(edges.trailing_zeros());
        edges &= edges.wrapping_sub(1);
        place
    };
    while done == 0 || done < count {
        // Two in one number, stored at once: places past the last are 64 and may run over, which nobody reads.
        for pair in out[done..done + 16].as_chunks_mut::<2>().0 {
            let places = (next() | next() << 32).wrapping_add(bases);
            *pair = [places as u32, (places >> 32) as u32];
        }
        done += 16;
    }
}

/// Adds what the kernel does not know, and what ran over from the block before; then what runs over from this one.
#[inline(never)]
fn look_up(text: &str, at: usize, mut masks: Masks, over: Option<Masks>) -> (Masks, Option<Masks>) {
    if let Some(over) = over {
        masks.take_up(&over);
    }
    let mut next = Masks::default();
    let runs_over = masks.look_up(text, at, &mut next);
    (masks, runs_over.then_some(next))
}

/// Of marks that belong to no word, those that make one.
#[cold]
#[inline(never)]
fn loose_letters(text: &str, at: usize, mut loose: u64) -> u64 {
    let mut letters = 0;
    while loose != 0 {
        let place = loose.trailing_zeros();
        loose &= loose - 1;
        // A byte inside a character is no place of the text.
        let c = text.get(at + place as usize..).and_then(|rest| rest.chars().next());
        if c.is_some_and(|c| WordClass::of(c).is_alphanumeric()) {
            letters |= 1 << place;
        }
    }
    letters
}

/// The signs of a block that stand after a word.
struct Signs {
    /// Where they begin.
    signs: u64,
    /// The bytes that a sign passes over: its own after the first, and marks.
    through: u64,
    /// The letters and digits that stand where a sign with what belongs to it ends.
    after: u64,
    /// The block ends before it is seen what follows the last sign.
    is_open: bool,
}

/// What signs join.
struct Joined {
    /// The bytes from a sign to what it joins.
    bytes: u64,
    /// What the last sign would join with the next block.
    pending: Option<Joins>,
    /// The sign that the block before left open joins.
    goes_on: bool,
}

impl Signs {
    #[cold]
    #[inline(never)]
    fn join(self, masks: &Masks, left: Left, pending: Option<Joins>) -> Joined {
        let mut joined = Joined { bytes: 0, pending: None, goes_on: false };
        if let Some(joins) = pending {
            let at = self.through.trailing_ones();
            if at == BLOCK as u32 {
                joined.pending = Some(joins);
            } else if joins.at(masks, at) {
                joined.goes_on = true;
                joined.bytes |= (1 << at) - 1;
            }
        }
        let mut after = self.after;
        while after != 0 {
            let at = after.trailing_zeros();
            after &= after - 1;
            let below = self.signs & ((1 << at) - 1);
            if below != 0 && self.joins(below.ilog2(), masks, left).at(masks, at) {
                joined.bytes |= (1 << at) - (1 << below.ilog2());
            }
        }
        if self.is_open {
            joined.pending = Some(self.joins(self.signs.ilog2(), masks, left));
        }
        joined
    }

    /// What the sign at this byte joins to what stands before it.
    fn joins(&self, sign: u32, masks: &Masks, left: Left) -> Joins {
        let leads = (masks.letter | masks.digit | masks.weak) & ((1 << sign) - 1);
        let here = Left { letter: masks.letter, digit: masks.digit, all: leads };
        let left = if leads != 0 { here } else { left };
        left.joins(masks.mid_letter >> sign & 1 == 1, masks.mid_num >> sign & 1 == 1)
    }
}
