//! From a document to the bytes of a file.

use crate::letters;
use kriterion_heart::wish::{Form, Problem};
use kriterion_paper::{Document, Fonts};
use std::sync::LazyLock;

/// The faces of paper and preview; read when the first report is made. `None` would mean that the program was built
/// with files that are no fonts.
pub fn fonts() -> Option<&'static Fonts> {
    static FONTS: LazyLock<Option<Fonts>> =
        LazyLock::new(|| Fonts::new(letters::FILES.map(|(_, bytes)| bytes)).ok());
    FONTS.as_ref()
}

/// Told how many pages of how many are done; false stops.
pub type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// The report in a form, as it goes to disk.
pub fn write(document: &Document, form: Form, watch: Watch<'_>) -> Result<Vec<u8>, Problem> {
    let fonts = fonts().ok_or_else(|| Problem::Form("fonts".to_owned()))?;
    let _ = (document, form, watch, fonts);
    Err(Problem::Stopped)
}
