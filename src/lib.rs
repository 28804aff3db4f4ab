//! mizan (الميزان, "the measure") measures Arabic text.

mod error;
pub mod morphology;
pub mod normalize;
pub mod script;
pub mod token;

pub use error::{Error, ErrorKind};
