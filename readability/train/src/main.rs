//! Trains the readability model: graded sentences and vocalised text → `readability/model.bin`.

fn main() {}
