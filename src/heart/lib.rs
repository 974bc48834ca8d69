//! What Kriterion knows and how it thinks: facts, law, scoring and the dossier.
//!
//! Pure. Knows no files, no clock, no window and no user-visible sentence; what it finds it returns as data,
//! and what is missing becomes a reason. The build uses it too, to compile `criteria/` and `assets/`.

pub mod amount;
pub mod atlas;
pub mod bundle;
pub mod calibration;
pub mod choropleth;
pub mod clearance;
pub mod compare;
pub mod comparison;
pub mod contradiction;
pub mod date;
pub mod dossier;
pub mod draft;
pub mod edit;
pub mod end_use;
pub mod evidence;
pub mod fixed;
pub mod globe;
pub mod history;
pub mod intake;
pub mod key;
pub mod ledger;
pub mod level;
pub mod manuscript;
pub mod measure;
pub mod moves;
pub mod overview;
pub mod pack;
pub mod phrase;
pub mod pinned;
pub mod profile;
pub mod rating;
pub mod relook;
pub mod row;
pub mod rulebook;
pub mod score;
pub mod search;
pub mod signoff;
pub mod stages;
pub mod text;
pub mod trend;
pub mod wish;

pub use bundle::{Bundle, bundle_from_texts};
