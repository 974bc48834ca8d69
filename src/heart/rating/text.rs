//! The words of a method file, shared: a case keeps a copy of them, and no edit copies them again.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// A method as its file says it, line ends as `\n`; empty where nobody has kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodText(Arc<str>);

impl MethodText {
    pub fn new(text: &str) -> Self {
        Self(text.replace("\r\n", "\n").into())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for MethodText {
    fn default() -> Self {
        Self("".into())
    }
}

impl Serialize for MethodText {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for MethodText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self(text.into()))
    }
}
