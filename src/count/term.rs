//! The number of a form.

/// The number of a form in a table of forms: dense, from 0, in the order of first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

impl TermId {
    /// The greatest number: those above it mark the ends of sentences and documents in a sequence, and no form.
    pub const MAX: u32 = u32::MAX - 16;

    /// As an index of tables kept beside the forms.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
