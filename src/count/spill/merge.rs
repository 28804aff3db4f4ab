//! Many sorted runs → one, equal keys as one entry.

use super::paged::Numbers;
use super::run::{Entry, Reader, Run};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io;
use std::ops::ControlFlow;

/// A run on its way into another.
pub(super) struct Input<'r> {
    reader: Reader<'r>,
    /// New numbers for those that its keys are made of; their order stays.
    numbers: Option<Numbers<'r>>,
    /// The entry as it was read, if its key was renumbered.
    own: Entry,
    entry: Entry,
    /// The first bytes of the key, so that most comparisons look no further.
    head: u64,
    number: usize,
}

impl<'r> Input<'r> {
    pub(super) fn new(run: &'r Run, numbers: Option<Numbers<'r>>) -> Self {
        let (own, entry) = (Entry::default(), Entry::default());
        Self { reader: Reader::new(run), numbers, own, entry, head: 0, number: 0 }
    }

    fn advance(&mut self) -> io::Result<bool> {
        match &mut self.numbers {
            None => {
                if !self.reader.read(&mut self.entry)? {
                    return Ok(false);
                }
            }
            Some(numbers) => {
                if !self.reader.read(&mut self.own)? {
                    return Ok(false);
                }
                self.entry.copy_from(&self.own);
                for number in self.entry.key.as_chunks_mut::<4>().0 {
                    *number = numbers.of(u32::from_be_bytes(*number))?.to_be_bytes();
                }
            }
        }
        let mut head = [0; 8];
        let length = self.entry.key.len().min(8);
        head[..length].copy_from_slice(&self.entry.key[..length]);
        self.head = u64::from_be_bytes(head);
        Ok(true)
    }
}

impl PartialEq for Input<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Input<'_> {}

impl PartialOrd for Input<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Input<'_> {
    /// The smallest key is the greatest: a heap gives that first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.head.cmp(&self.head).then_with(|| other.entry.key.cmp(&self.entry.key))
    }
}

/// Gives each distinct key of the inputs in order, with its counts in all of them and the inputs that have it, until
/// `each` breaks off. O(n log k).
pub(super) fn merge<'r>(
    inputs: impl IntoIterator<Item = Input<'r>>,
    mut each: impl FnMut(&Entry, &[usize]) -> io::Result<ControlFlow<()>>,
) -> io::Result<()> {
    let mut heap = BinaryHeap::new();
    for (number, mut input) in inputs.into_iter().enumerate() {
        input.number = number;
        if input.advance()? {
            heap.push(input);
        }
    }
    let (mut entry, mut met) = (Entry::default(), Vec::new());
    loop {
        let Some(first) = heap.peek_mut() else { return Ok(()) };
        entry.copy_from(&first.entry);
        met.clear();
        met.push(first.number);
        go_on(first)?;
        loop {
            let Some(same) = heap.peek_mut() else { break };
            if same.entry.key != entry.key {
                break;
            }
            entry.absorb(&same.entry);
            met.push(same.number);
            go_on(same)?;
        }
        if each(&entry, &met)?.is_break() {
            return Ok(());
        }
    }
}

/// Reads on in the input that is first; it leaves when it is read to its end.
fn go_on(mut first: PeekMut<'_, Input<'_>>) -> io::Result<()> {
    if !first.advance()? {
        PeekMut::pop(first);
    }
    Ok(())
}
