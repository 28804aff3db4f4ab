//! A list of strings in one piece of memory.

/// Strings, one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Appends one.
    pub fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends.push(self.text.len());
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The strings in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        self.spans().map(|(start, end)| &self.text[start..end])
    }

    /// The string at a place.
    ///
    /// # Panics
    /// If there are not so many.
    pub fn at(&self, place: usize) -> &str {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.text[start..self.ends[place]]
    }

    /// All of them in one.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where each begins and ends in [`Strings::text`].
    pub(crate) fn spans(&self) -> impl ExactSizeIterator<Item = (usize, usize)> {
        let start = |at: usize| if at == 0 { 0 } else { self.ends[at - 1] };
        self.ends.iter().enumerate().map(move |(at, &end)| (start(at), end))
    }
}

impl<'s> FromIterator<&'s str> for Strings {
    fn from_iter<I: IntoIterator<Item = &'s str>>(strings: I) -> Self {
        let mut list = Self::default();
        strings.into_iter().for_each(|string| list.push(string));
        list
    }
}

/// The first sixteen bytes as a number: numbers that differ stand in the order of the texts, and are compared at once.
pub(crate) fn first_bytes(text: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(16);
    bytes[..length].copy_from_slice(&text[..length]);
    u128::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stay_as_they_are() {
        let strings = ["كتب", "", "a", ""];
        let list: Strings = strings.into_iter().collect();
        assert_eq!(list.iter().collect::<Vec<_>>(), strings);
        assert_eq!([0, 1, 2, 3].map(|place| list.at(place)), strings);
    }
}
