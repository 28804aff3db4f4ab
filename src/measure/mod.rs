//! Pure functions of counts → [`Score`]: a number, or the reason why there is none. Counting belongs to `count`,
//! printing to `report`.

pub mod accuracy;
pub mod agreement;
pub mod association;
mod compat;
mod contingency;
mod deviance;
pub mod dispersion;
pub mod diversity;
mod example;
pub mod frequency;
pub mod growth;
mod interval;
pub mod keyness;
pub mod log_ratio;
mod poisson;
mod random;
mod rank;
pub mod readability;
mod registry;
mod score;
mod significance;
mod sum;
mod summary;
mod table;
mod table_example;
mod tabled;

pub use compat::Tool;
pub use contingency::Contingency;
pub use diversity::Frequencies;
pub use example::{Example, Symbol};
pub use interval::{
    CiMethod, Interval, blocks, bootstrap, bootstrap_spread, jackknife, of_replicates, replicate,
};
pub use log_ratio::Confidence;
pub use random::Random;
pub use rank::{RankKey, round_12};
pub use registry::MEASURES;
pub use score::{Reason, Score};
pub use significance::{Adjust, PValue};
pub use summary::Summary;
pub use table::{Asked, Compute, Family, Measure, Parameter, Uncertainty};
pub use tabled::{OfTable, TableOf, Test};
