//! Pure functions of counts → [`Score`]: a number, or the reason why there is none. Counting belongs to `count`,
//! printing to `report`.

pub mod accuracy;
pub mod diversity;
pub mod readability;
mod registry;
mod score;
mod summary;

pub use diversity::Frequencies;
pub use readability::ReadabilityCounts;
pub use registry::{MEASURES, Measure};
pub use score::{Reason, Score};
pub use summary::Summary;
