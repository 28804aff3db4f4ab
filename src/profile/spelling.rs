//! The terms of types, found on many threads, put together into the distinct terms of a layer. Most terms are spelled as
//! a type is: those are not written down a second time.

use super::Types;
use crate::count::{Forms, Strings, TermId};
use std::ops::Range;

/// The terms of types in a row.
#[derive(Clone, Debug, Default)]
pub struct TypeTerms {
    spelled: Vec<Spelled>,
    /// The terms that are spelled otherwise, in order.
    others: Strings,
}

/// How the term of a type is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelled {
    /// As the type is.
    Alike,
    Otherwise,
    /// There is none.
    Nowhere,
}

impl TypeTerms {
    /// The term of the next type; `None`, or an empty one, for none.
    pub(super) fn push(&mut self, surface: &str, term: Option<&str>) {
        self.spelled.push(match term.filter(|term| !term.is_empty()) {
            None => Spelled::Nowhere,
            Some(term) if term == surface => Spelled::Alike,
            Some(term) => {
                self.others.push(term);
                Spelled::Otherwise
            }
        });
    }
}

/// Terms of all types on their way into one list: those that are spelled otherwise are known to each other already, those
/// that are spelled alike may be sought among them part by part, on many threads.
pub(crate) struct Gathering<'p> {
    types: &'p Types,
    lists: Vec<TypeTerms>,
    others: Forms,
    /// The number among the others of each term that is spelled otherwise.
    numbers: Vec<TermId>,
}

/// The types of a part, as many as it has terms: the number among the others of the type's spelling, if it is there.
pub(crate) struct Sought(Vec<Option<TermId>>);

impl<'p> Gathering<'p> {
    /// Of these types, given their terms.
    pub(crate) fn new(types: &'p Types, lists: Vec<TypeTerms>) -> Self {
        let (mut others, mut numbers) = (Forms::default(), Vec::new());
        for list in &lists {
            let spans = list.others.spans().map(|(start, end)| (start, end, 0));
            others.add_all(list.others.text(), spans, |number, _| numbers.push(number));
        }
        Self { types, lists, others, numbers }
    }

    /// The types of each list of terms.
    pub(crate) fn parts(&self) -> Vec<Range<usize>> {
        let mut at = 0;
        let part = |list: &TypeTerms| {
            at += list.spelled.len();
            at - list.spelled.len()..at
        };
        self.lists.iter().map(part).collect()
    }

    /// Seeks the types of a part among the terms that are spelled otherwise.
    ///
    /// # Panics
    /// If there are fewer types.
    pub(crate) fn seek(&self, part: Range<usize>) -> Sought {
        let mut sought = Vec::with_capacity(part.len());
        self.types.sought_in(&self.others, part, |found| sought.push(found));
        Sought(sought)
    }

    /// The distinct terms, given what was found of all parts.
    ///
    /// # Panics
    /// If there are not as many terms as types, or more than numbers for them.
    pub(super) fn finish(self, sought: Vec<Sought>) -> Terms {
        let types = self.types.len();
        let spelled = self.lists.iter().flat_map(|list| list.spelled.iter().copied());
        assert!(spelled.clone().count() == types, "a term for each type");
        let most = u32::try_from(types + self.others.len());
        assert!(most.is_ok_and(|most| most <= TermId::MAX), "more than {} spellings", TermId::MAX);
        let mut terms = Terms {
            types: self.types.clone(),
            spellings: Vec::new(),
            of_type: Vec::with_capacity(types),
            of_other: vec![None; self.others.len()],
            others: self.others,
        };
        let mut numbers = self.numbers.into_iter();
        let sought = sought.into_iter().flat_map(|part| part.0);
        for (number, (spelled, found)) in spelled.zip(sought).enumerate() {
            let other = match spelled {
                Spelled::Nowhere => {
                    terms.of_type.push(None);
                    continue;
                }
                Spelled::Alike => found,
                Spelled::Otherwise => numbers.next(),
            };
            let next = TermId(terms.spellings.len() as u32);
            let term = match other {
                None => next,
                Some(other) => *terms.of_other[other.index()].get_or_insert(next),
            };
            if term == next {
                let spelling = other.map_or(number, |other| types + other.index());
                terms.spellings.push(spelling as u32);
            }
            terms.of_type.push(Some(term));
        }
        terms
    }
}

/// The distinct terms of a layer, numbered in the order of the types, with the way from each type to its term.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    /// The same memory as that of the profile.
    types: Types,
    /// The terms that were spelled otherwise than their types, and the number of each.
    others: Forms,
    of_other: Vec<Option<TermId>>,
    /// The type that each term is spelled as, or, after all types, the other.
    spellings: Vec<u32>,
    pub(super) of_type: Vec<Option<TermId>>,
}

impl Terms {
    pub(super) fn len(&self) -> usize {
        self.spellings.len()
    }

    /// The text of a term.
    ///
    /// # Panics
    /// If there are not so many.
    pub(super) fn text(&self, term: TermId) -> &str {
        let spelling = self.spellings[term.index()];
        match spelling.checked_sub(self.types.len() as u32) {
            None => self.types.surface(TermId(spelling)),
            Some(other) => self.others.text(TermId(other)),
        }
    }

    /// The term of this text, if it is there.
    pub(super) fn find(&self, text: &str) -> Option<TermId> {
        if let Some(other) = self.others.find(text) {
            return self.of_other[other.index()];
        }
        let alike = self.of_type[self.types.find(text)?.index()]?;
        (self.text(alike) == text).then_some(alike)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::TokenKind;
    use proptest::prelude::*;

    proptest! {
        /// The plain way: all terms in one list.
        #[test]
        fn equals_a_list_of_all_terms(
            pairs in proptest::collection::hash_map("[ab]{1,3}|[اب]{1,12}", "[ab]{0,2}|[اب]{1,12}", 0..60),
            alike in any::<u64>(), unit in 1usize..20,
        ) {
            let pairs: Vec<(String, String)> = pairs.into_iter().collect();
            let term_of = |at: usize| if alike >> (at % 64) & 1 == 1 { &pairs[at].0 } else { &pairs[at].1 };
            let (mut types, mut lists) = (Types::default(), Vec::new());
            let mut expected: Vec<&str> = Vec::new();
            for (at, (surface, _)) in pairs.iter().enumerate() {
                types.add(surface, TokenKind::Word, 1);
                if at % unit == 0 {
                    lists.push(TypeTerms::default());
                }
                let term = term_of(at);
                lists.last_mut().unwrap().push(surface, Some(term.as_str()));
                if !term.is_empty() && !expected.contains(&term.as_str()) {
                    expected.push(term);
                }
            }
            let gathering = Gathering::new(&types, lists);
            let sought = gathering.parts().into_iter().map(|part| gathering.seek(part)).collect();
            let terms = gathering.finish(sought);
            prop_assert_eq!(terms.len(), expected.len());
            for (&term, number) in expected.iter().zip(0..) {
                prop_assert_eq!(terms.text(TermId(number)), term);
                prop_assert_eq!(terms.find(term), Some(TermId(number)));
            }
            for (at, &term) in terms.of_type.iter().enumerate() {
                prop_assert_eq!(term.map_or("", |term| terms.text(term)), term_of(at).as_str());
            }
            for text in pairs.iter().flat_map(|(surface, term)| [surface.as_str(), term]) {
                prop_assert_eq!(terms.find(text).is_some(), expected.contains(&text));
            }
        }
    }
}
