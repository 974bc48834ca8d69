//! Reports on a case: nothing is dropped, nothing is invented, every note is called.

mod cases;
mod composed;

use kriterion_heart::Bundle;
use std::sync::{Arc, LazyLock};

pub static BUNDLE: LazyLock<Arc<Bundle>> = LazyLock::new(kriterion::bundle::load);
