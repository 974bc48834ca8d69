//! The letters: Inter in two weights, and Noto for names in Arabic and Hebrew script. The machine's own fonts are
//! never asked, so that a page looks the same on every machine.

use crate::letters::FILES;
use egui::epaint::text::{FontData, FontDefinitions};
use egui::{FontFamily, FontId};
use std::sync::Arc;

/// The family of headings and of everything that stands out.
const STRONG: &str = "strong";

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

#[cfg(test)]
mod tests {
    use super::{definitions, strong};
    use crate::i18n::{self, Key};
    use egui::FontId;
    use kriterion_heart::text::Lang;

    #[test]
    fn every_word_and_every_name_has_its_letters() {
        let ctx = egui::Context::default();
        ctx.set_fonts(definitions());
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| ());
        output.textures_delta.clear();
        let names =
            ["وزارة الداخلية", "Қазақстан", "Ελλάς", "משרד הביטחון", "Łódź, Ñuñoa, Đà Nẵng"];
        let words = Key::ALL.iter().flat_map(|key| Lang::ALL.map(|lang| i18n::say(lang, *key)));
        for text in words.chain(names) {
            for font in [FontId::proportional(14.0), strong(14.0)] {
                let lacking: String = text
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .filter(|c| !ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *c)))
                    .collect();
                assert!(lacking.is_empty(), "{lacking:?} of {text:?}");
            }
        }
    }
}
