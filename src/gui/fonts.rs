//! The letters: Inter in two weights, and Noto for names in Arabic and Hebrew script. The machine's own fonts are
//! never asked, so that a page looks the same on every machine.

use egui::epaint::text::{FontData, FontDefinitions};
use egui::{FontFamily, FontId};
use std::sync::Arc;

/// The family of headings and of everything that stands out.
const STRONG: &str = "strong";

/// Files of `assets/fonts`, first choice first.
const FILES: [(&str, &[u8]); 4] = [
    ("Inter", include_bytes!("../../assets/fonts/Inter-Regular.otf")),
    ("Inter SemiBold", include_bytes!("../../assets/fonts/Inter-SemiBold.otf")),
    ("Noto Sans Arabic", include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf")),
    ("Noto Sans Hebrew", include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf")),
];

/// The heavier letters.
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let list = |first: &str| {
        let rest = FILES.iter().map(|(name, _)| *name).filter(|name| *name != first);
        std::iter::once(first).chain(rest).map(str::to_owned).collect::<Vec<_>>()
    };
    let families = [
        (FontFamily::Proportional, list("Inter")),
        (FontFamily::Monospace, list("Inter")),
        (FontFamily::Name(STRONG.into()), list("Inter SemiBold")),
    ];
    fonts.families.extend(families);
    fonts
}
