//! Reports on a case: nothing is dropped, nothing leaks, every note is called.

mod cases;
mod composed;
mod full;
mod leaking;
mod pages;
mod redacted;

use kriterion_heart::Bundle;
use kriterion_paper::{Document, Fonts, csv, docx, html, json, markdown, pdf};
use std::sync::{Arc, LazyLock};

pub static BUNDLE: LazyLock<Arc<Bundle>> = LazyLock::new(kriterion::bundle::load);

pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::new([
        include_bytes!("../../../assets/fonts/Inter-Regular.otf"),
        include_bytes!("../../../assets/fonts/Inter-SemiBold.otf"),
        include_bytes!("../../../assets/fonts/NotoSansArabic-Regular.ttf"),
        include_bytes!("../../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    ])
    .unwrap()
});

/// A report in every form that there is.
pub fn forms(document: &Document, fonts: &Fonts) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("pdf", pdf(document, fonts, &mut |_, _| true).unwrap()),
        ("docx", docx(document, fonts).unwrap()),
        ("html", html(document, fonts).into_bytes()),
        ("md", markdown(document).into_bytes()),
        ("json", json(document).into_bytes()),
        ("csv", csv(document).into_bytes()),
    ]
}
