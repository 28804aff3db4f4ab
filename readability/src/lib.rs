//! The readability model of mizan, as one file of bytes. How to read it is mizan's; who it comes from and under which
//! licence stands in the README beside it.

/// The model: see `mizan::readability::Model`.
pub static MODEL: &[u8] = include_bytes!("../model.bin");
