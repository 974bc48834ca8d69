//! The embedded blob: opened once at start, in a few milliseconds.

use kriterion_heart::Bundle;
use std::sync::Arc;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundle.bin"));

/// Unpacks what the build embedded. A blob that cannot be read gives an empty bundle, which the screens show as such.
pub fn load() -> Arc<Bundle> {
    let bundle = miniz_oxide::inflate::decompress_to_vec(PACKED)
        .ok()
        .and_then(|bytes| postcard::from_bytes(&bytes).ok());
    Arc::new(bundle.unwrap_or_default())
}
