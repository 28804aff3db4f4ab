//! Pure functions of counts → [`Score`]: a number, or the reason why there is none. Counting belongs to `count`,
//! printing to `report`.

pub mod association;
mod contingency;
mod deviance;
pub mod diversity;
pub mod documents;
pub mod keyness;
pub mod log_ratio;
mod rank;
pub mod readability;
mod registry;
mod score;
mod significance;
mod summary;

pub use contingency::Contingency;
pub use diversity::Frequencies;
pub use log_ratio::Confidence;
pub use rank::{RankKey, round_12};
pub use readability::ReadabilityCounts;
pub use registry::{MEASURES, Measure};
pub use score::{Reason, Score};
pub use significance::{Adjust, PValue};
pub use summary::Summary;
