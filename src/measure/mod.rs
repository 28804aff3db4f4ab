//! Pure functions of counts → [`Score`]: a number, or the reason why there is none. Counting belongs to `count`,
//! printing to `report`.

mod compat;
pub mod dispersion;
pub mod diversity;
mod example;
pub mod frequency;
pub mod growth;
mod interval;
mod random;
pub mod readability;
mod registry;
mod score;
mod sum;
mod summary;
mod table;

pub use compat::Tool;
pub use diversity::Frequencies;
pub use example::{Example, Symbol};
pub use interval::{CiMethod, Interval, blocks, bootstrap, bootstrap_spread, jackknife};
pub use random::Random;
pub use readability::ReadabilityCounts;
pub use registry::MEASURES;
pub use score::{Reason, Score};
pub use summary::Summary;
pub use table::{Asked, Compute, Family, Measure, Parameter, Uncertainty};
