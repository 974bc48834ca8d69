//! Facts about drawings rather than their pixels.
