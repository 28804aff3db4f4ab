//! Text → folded text.
