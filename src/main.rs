//! The command `mizan`.
fn main() {}
