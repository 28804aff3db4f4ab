//! The distinct tokens of a text: surface, kind and count.

use crate::count::{CountedForms, Forms, Keep, Sequence, TermId};
use crate::token::{Token, TokenKind};
use std::ops::Range;
use std::sync::Arc;

/// The types of a text: each distinct surface once, with its kind and count.
#[derive(Clone, Debug, Default)]
pub struct Types {
    /// Shared with the layers that are made of them.
    forms: Arc<Forms>,
}

impl Types {
    /// Counts `count` more tokens of this surface.
    pub fn add(&mut self, surface: &str, kind: TokenKind, count: u64) -> TermId {
        self.forms_mut().add(surface, kind as u8, count)
    }

    /// Counts tokens of a text, and appends what `sequence` keeps of them: all, or those that were not met since
    /// [`Types::begin_document`].
    pub(super) fn add_tokens<'t>(
        &mut self,
        text: &str,
        tokens: impl Iterator<Item = &'t Token>,
        sequence: &mut Sequence,
    ) {
        let spans =
            tokens.map(|token| (token.span.start as usize, token.span.end as usize, token.kind as u8));
        let forms = self.forms_mut();
        match sequence.keep() {
            Keep::Order => forms.add_all(text, spans, |id, _| sequence.push(id)),
            Keep::Documents => forms.add_all(text, spans, |id, first| {
                if first {
                    sequence.push(id);
                }
            }),
        }
    }

    /// Counts a token, and appends what `sequence` keeps of it, as [`Types::add_tokens`] does.
    pub(super) fn add_token(&mut self, surface: &str, kind: TokenKind, sequence: &mut Sequence) {
        let (id, is_first) = self.forms_mut().meet(surface, kind as u8);
        if is_first || sequence.keep() == Keep::Order {
            sequence.push(id);
        }
    }

    /// The tokens that follow belong to another document.
    pub(super) fn begin_document(&mut self) {
        self.forms_mut().begin();
    }

    fn forms_mut(&mut self) -> &mut Forms {
        Arc::make_mut(&mut self.forms)
    }

    /// How many types.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// How many tokens: the sum of all counts.
    pub fn tokens(&self) -> u64 {
        self.forms.total()
    }

    /// The surface of a type.
    pub fn surface(&self, id: TermId) -> &str {
        self.forms.text(id)
    }

    /// The kind of a type: that of its first token (a domain name glued to other letters is none, elsewhere it is).
    pub fn kind(&self, id: TermId) -> TokenKind {
        kind(self.forms.tag(id))
    }

    /// The count of a type.
    pub fn count(&self, id: TermId) -> u64 {
        self.forms.count(id)
    }

    /// The type of this surface, if it occurs.
    pub fn find(&self, surface: &str) -> Option<TermId> {
        self.forms.find(surface)
    }

    /// Every type: surface, kind, count.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, TokenKind, u64)> {
        self.forms.iter().map(|(surface, tag, count)| (surface, kind(tag), count))
    }

    /// Those with these numbers.
    ///
    /// # Panics
    /// If there are not as many.
    pub fn range(&self, numbers: Range<usize>) -> impl ExactSizeIterator<Item = (&str, TokenKind, u64)> {
        self.forms.range(numbers).map(|(surface, tag, count)| (surface, kind(tag), count))
    }

    /// Bytes of memory that they take.
    pub fn bytes(&self) -> usize {
        self.forms.bytes()
    }

    /// Adds the types of the text that follows; the new number of each of its types.
    pub(super) fn merge(&mut self, later: &Self) -> Vec<TermId> {
        later.iter().map(|(surface, kind, count)| self.add(surface, kind, count)).collect()
    }

    /// Gives the number in another table of each type in a range, if it is there.
    pub(super) fn sought_in(
        &self,
        others: &Forms,
        range: Range<usize>,
        mut each: impl FnMut(Option<TermId>),
    ) {
        others.numbers_of(&self.forms, range, |_, found| each(found.map(TermId)));
    }

    /// As what one thread has counted, with the pieces of the text that it read: number, and types before it.
    pub(crate) fn counted(self, pieces: Vec<(u64, u32)>) -> CountedForms {
        CountedForms { forms: Arc::unwrap_or_clone(self.forms), pieces }
    }
}

impl From<Forms> for Types {
    /// The tags of the forms are kinds.
    fn from(forms: Forms) -> Self {
        Self { forms: Arc::new(forms) }
    }
}

fn kind(tag: u8) -> TokenKind {
    TokenKind::ALL[usize::from(tag)]
}
