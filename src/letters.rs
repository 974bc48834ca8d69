//! The font files, once for window and paper: Inter in two weights, Noto for names in Arabic and Hebrew script.

/// Files of `assets/fonts` with their names, first choice first.
pub const FILES: [(&str, &[u8]); 4] = [
    ("Inter", include_bytes!("../assets/fonts/Inter-Regular.otf")),
    ("Inter SemiBold", include_bytes!("../assets/fonts/Inter-SemiBold.otf")),
    ("Noto Sans Arabic", include_bytes!("../assets/fonts/NotoSansArabic-Regular.ttf")),
    ("Noto Sans Hebrew", include_bytes!("../assets/fonts/NotoSansHebrew-Regular.ttf")),
];
