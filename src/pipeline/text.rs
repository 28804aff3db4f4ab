//! A text in memory → threads → its counts. It is not copied.

use super::{Counting, Pipeline};
use crate::profile::{Piece, Profile, Settings, Unit};

/// The most and the fewest bytes in a stretch, about.
const MOST: usize = 1 << 20;
const FEWEST: usize = 64 << 10;
/// Stretches of a short text for each thread: enough that none waits for the slowest.
const STRETCHES_A_THREAD: usize = 8;

impl Pipeline {
    /// The counts of a text that lies in memory: what [`Profile::of`] counts, on all threads. A list of tokens is counted
    /// by one, and so is a text with wrapped lines, or without line ends.
    ///
    /// ```
    /// use mizan::{Pipeline, Settings};
    /// let profile = Pipeline::new(2).profile_of("السلام عليكم.\nكيف الحال؟\n", &Settings::default());
    /// assert_eq!((profile.tokens(), profile.sentences), (4, 2));
    /// ```
    ///
    /// # Panics
    /// If a line, or a text that one thread counts, has more than 4 GiB.
    pub fn profile_of(&self, text: &str, settings: &Settings) -> Profile {
        if settings.unit == Unit::Tokens || settings.soft_wrap_of(text).is_some() {
            return Profile::of(text, settings);
        }
        let bytes = (text.len() / (STRETCHES_A_THREAD * self.threads)).clamp(FEWEST, MOST);
        let counted = self.share(
            &mut stretches(text, bytes),
            || Counting::new(settings),
            |counting, number, stretch| {
                let before = counting.types();
                counting.observe(&stretch);
                counting.end(number, before);
            },
        );
        self.joined(counted)
    }
}

/// A text cut after line ends into stretches of about so many bytes, at least one.
fn stretches(text: &str, bytes: usize) -> impl Iterator<Item = Piece<'_>> {
    let (mut rest, mut first) = (Some(text), true);
    std::iter::from_fn(move || {
        let text = rest?;
        let line_end = text.as_bytes().get(bytes..).and_then(|later| memchr::memchr(b'\n', later));
        let (stretch, later) = text.split_at(line_end.map_or(text.len(), |at| bytes + at + 1));
        rest = (!later.is_empty()).then_some(later);
        let piece = Piece { first, last: later.is_empty(), ..Piece::document(stretch) };
        first = false;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::Keep;
    use crate::token::sentence::SoftWrap;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_tile_the_text(text in "[ab\n]{0,40}|[ابت\r\n]{0,40}", bytes in 1usize..20) {
            let pieces: Vec<Piece<'_>> = stretches(&text, bytes).collect();
            prop_assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), text.as_str());
            for (at, piece) in pieces.iter().enumerate() {
                prop_assert_eq!((piece.first, piece.last), (at == 0, at + 1 == pieces.len()));
                prop_assert!(piece.last || piece.text.ends_with('\n') && piece.text.len() > bytes);
            }
        }
    }

    #[test]
    fn threads_change_nothing() {
        let line = |n: usize| format!("قال {n} كلمة، ثم كلمة{} أخرى. نهاية\n", n % 1009);
        let lines: String = (0..20_000).map(line).collect();
        let wrapped = "سطر طويل فيه كلام كثير يبلغ آخره ولا يقف\n".repeat(2_000);
        for text in ["", "كلمة", "\n", &lines, &lines.replace('\n', " "), &wrapped] {
            for (unit, soft_wrap) in
                [(Unit::Text, SoftWrap::No), (Unit::Text, SoftWrap::Auto), (Unit::Tokens, SoftWrap::No)]
            {
                let settings = Settings { unit, soft_wrap, keep: Keep::Order, ..Settings::default() };
                let expected = Profile::of(text, &settings).to_state(&settings);
                for threads in [1, 3] {
                    let found = Pipeline::new(threads).profile_of(text, &settings);
                    assert!(found.to_state(&settings) == expected, "{unit:?}, {threads} threads");
                }
            }
        }
    }
}
