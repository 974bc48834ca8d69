//! The look: every colour and distance has a name here, once for light and once for dark. No other file names a colour.

use crate::gui::fonts;
use egui::{Color32, CornerRadius, FontId, Margin, Stroke, TextStyle};
use kriterion_heart::level::Level;

/// The colours of one look.
#[derive(Debug)]
pub struct Theme {
    pub dark: bool,
    pub page: Color32,
    pub card: Color32,
    pub rail: Color32,
    pub line: Color32,
    pub text: Color32,
    pub weak: Color32,
    pub accent: Color32,
    pub accent_soft: Color32,
    pub field: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    good: Badge,
    possible: Badge,
    critical: Badge,
    none: Badge,
    /// Lines of charts: told apart by colour-blind readers, too.
    traces: [Color32; 8],
}

/// A filled badge and the colour of the words on it.
#[derive(Debug, Clone, Copy)]
pub struct Badge {
    pub fill: Color32,
    pub text: Color32,
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

pub static LIGHT: Theme = Theme {
    dark: false,
    page: hex(0xf4f5f6),
    card: hex(0xffffff),
    rail: hex(0xe9ecef),
    line: hex(0xc9cfd6),
    text: hex(0x1a1f26),
    weak: hex(0x515b66),
    accent: hex(0x1d4f7c),
    accent_soft: hex(0xd8e6f2),
    field: hex(0xfcfdfe),
    warn: hex(0x7a4a00),
    warn_soft: hex(0xfdf0d5),
    good: Badge { fill: hex(0xdcefe3), text: hex(0x0f4a2a) },
    possible: Badge { fill: hex(0xfbe9c4), text: hex(0x6b4200) },
    critical: Badge { fill: hex(0xf7d9d6), text: hex(0x7a120b) },
    none: Badge { fill: hex(0xe1e5ea), text: hex(0x3c4651) },
    traces: [
        hex(0x1d4f7c),
        hex(0xb4530a),
        hex(0x00795a),
        hex(0xa03c78),
        hex(0x6a6a00),
        hex(0x0086b3),
        hex(0x8a5a2b),
        hex(0x555f6b),
    ],
};

pub static DARK: Theme = Theme {
    dark: true,
    page: hex(0x15181c),
    card: hex(0x1e2328),
    rail: hex(0x191d21),
    line: hex(0x3a424b),
    text: hex(0xe6e9ed),
    weak: hex(0xa7b1bc),
    accent: hex(0x8fc1ec),
    accent_soft: hex(0x24405a),
    field: hex(0x171b1f),
    warn: hex(0xf0c774),
    warn_soft: hex(0x43350f),
    good: Badge { fill: hex(0x1d4630), text: hex(0xb9ecd0) },
    possible: Badge { fill: hex(0x54400f), text: hex(0xfce1a0) },
    critical: Badge { fill: hex(0x5c1d18), text: hex(0xffcdc8) },
    none: Badge { fill: hex(0x333b44), text: hex(0xd2d9e0) },
    traces: [
        hex(0x8fc1ec),
        hex(0xf0a060),
        hex(0x4fd0a5),
        hex(0xe59ac4),
        hex(0xd8d35a),
        hex(0x5cc8f2),
        hex(0xd3a574),
        hex(0xb4bec9),
    ],
};

/// Sizes of letters, in points.
pub const SMALL: f32 = 12.0;
pub const BODY: f32 = 13.5;
pub const ASK: f32 = 14.5;
pub const TITLE: f32 = 15.5;
pub const HEADING: f32 = 20.0;
pub const NAME: f32 = 32.0;

/// Space between cards, in points.
pub const GAP: f32 = 10.0;
/// Widest comfortable page, in points.
pub const PAGE_WIDTH: f32 = 900.0;
/// Widest page of tables, charts and maps.
pub const WIDE_PAGE: f32 = 1400.0;

impl Theme {
    pub fn of(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    pub fn badge(&self, level: Level) -> Badge {
        match level {
            Level::NotCritical => self.good,
            Level::PossiblyCritical => self.possible,
            Level::Critical => self.critical,
            Level::NoData => self.none,
        }
    }

    /// The colour of a chart's line, by its place among them.
    pub fn trace(&self, at: usize) -> Color32 {
        let [first, ..] = self.traces;
        self.traces.get(at % self.traces.len()).copied().unwrap_or(first)
    }

    /// Puts the look into egui.
    pub fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(if self.dark { egui::Theme::Dark } else { egui::Theme::Light });
        ctx.all_styles_mut(|style| self.style(style));
    }

    fn style(&self, style: &mut egui::Style) {
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(SMALL)),
            (TextStyle::Body, FontId::proportional(BODY)),
            (TextStyle::Button, FontId::proportional(BODY)),
            (TextStyle::Heading, fonts::strong(HEADING)),
            (TextStyle::Monospace, FontId::monospace(SMALL)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.spacing.button_padding = egui::vec2(8.0, 4.0);
        style.spacing.interact_size.y = 26.0;
        style.spacing.menu_margin = Margin::same(8);
        style.interaction.selectable_labels = false;
        style.animation_time = 0.0;
        let visuals = &mut style.visuals;
        *visuals = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        visuals.panel_fill = self.page;
        visuals.window_fill = self.card;
        visuals.extreme_bg_color = self.field;
        visuals.text_edit_bg_color = Some(self.field);
        visuals.faint_bg_color = self.rail;
        visuals.override_text_color = Some(self.text);
        visuals.weak_text_color = Some(self.weak);
        visuals.hyperlink_color = self.accent;
        visuals.selection.bg_fill = self.accent_soft;
        visuals.selection.stroke = Stroke::new(1.5, self.accent);
        visuals.window_stroke = Stroke::new(1.0, self.line);
        let widgets = &mut visuals.widgets;
        for state in
            [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active, &mut widgets.open]
        {
            state.corner_radius = CornerRadius::same(4);
            state.fg_stroke = Stroke::new(1.0, self.text);
            state.bg_stroke = Stroke::new(1.0, self.line);
        }
        widgets.noninteractive.bg_stroke = Stroke::new(1.0, self.line);
        widgets.noninteractive.fg_stroke = Stroke::new(1.0, self.text);
        widgets.inactive.weak_bg_fill = self.card;
        widgets.inactive.bg_fill = self.card;
        widgets.hovered.weak_bg_fill = self.accent_soft;
        widgets.hovered.bg_stroke = Stroke::new(1.5, self.accent);
        // The focused widget looks active: a keyboard user must see where he is.
        widgets.active.weak_bg_fill = self.accent_soft;
        widgets.active.bg_stroke = Stroke::new(2.0, self.accent);
        widgets.open.weak_bg_fill = self.accent_soft;
    }

    pub fn card_frame(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.card)
            .stroke(Stroke::new(1.0, self.line))
            .corner_radius(6)
            .inner_margin(Margin::same(12))
    }

    /// A piece of evidence inside a card.
    pub fn item_frame(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.page)
            .stroke(Stroke::new(1.0, self.line))
            .corner_radius(4)
            .inner_margin(Margin::symmetric(10, 6))
    }

    pub fn banner_frame(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.warn_soft)
            .stroke(Stroke::new(1.0, self.warn))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(12, 8))
    }

    pub fn rail_frame(&self) -> egui::Frame {
        egui::Frame::new().fill(self.rail).inner_margin(Margin::same(8))
    }

    /// Menu and status: as low as a row of buttons.
    pub fn bar_frame(&self) -> egui::Frame {
        egui::Frame::new().fill(self.rail).inner_margin(Margin::symmetric(8, 3))
    }

    pub fn page_frame(&self) -> egui::Frame {
        egui::Frame::new().fill(self.page).inner_margin(Margin::same(14))
    }
}

/// How an area of a map is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MapFill {
    /// A class; 0.0 to 1.0 from the least to the most, or from the best to the worst.
    Class {
        weight: f32,
        is_judged: bool,
    },
    Level(Level),
    NoData,
    /// Land that is no state.
    Other,
}

/// Pale to dark in equal steps of brightness, so that people who see few colours see the same order; each stands at
/// least 3:1 against the borders. One way for what is better or worse, the other for what is neither.
static JUDGED: [Color32; 5] =
    [hex(0xf9e892), hex(0xf6b606), hex(0xe48912), hex(0xce6317), hex(0xaf4619)];
/// The same on dark: what is better fades into the page, what is worse shines.
static JUDGED_ON_DARK: [Color32; 5] =
    [hex(0x4f688c), hex(0x6e8391), hex(0xa79e75), hex(0xdbbb71), hex(0xfde2ab)];
static PLAIN: [Color32; 5] =
    [hex(0xd9eaf2), hex(0x97c7e5), hex(0x63a5d8), hex(0x3986cd), hex(0x2a67b3)];

impl Theme {
    /// The most stands out most from the page: dark on light, bright on dark.
    pub fn map_fill(&self, fill: MapFill) -> Color32 {
        match fill {
            MapFill::Class { weight, is_judged: true } if self.dark => {
                between(&JUDGED_ON_DARK, weight)
            }
            MapFill::Class { weight, is_judged: true } => between(&JUDGED, weight),
            MapFill::Class { weight, is_judged: false } => {
                between(&PLAIN, if self.dark { 1.0 - weight } else { weight })
            }
            MapFill::Level(Level::NotCritical) if self.dark => hex(0x3d7157),
            MapFill::Level(Level::NotCritical) => hex(0xd1ebd9),
            MapFill::Level(Level::PossiblyCritical) if self.dark => hex(0xd08f1e),
            MapFill::Level(Level::PossiblyCritical) => hex(0xdf910c),
            MapFill::Level(Level::Critical) if self.dark => hex(0xfdc0b9),
            MapFill::Level(Level::Critical) => hex(0xc5271c),
            MapFill::NoData | MapFill::Level(Level::NoData) if self.dark => hex(0x5f6a74),
            MapFill::NoData | MapFill::Level(Level::NoData) => hex(0xeaecef),
            MapFill::Other if self.dark => hex(0x717d8a),
            MapFill::Other => hex(0xd7dade),
        }
    }

    /// The lines of the pattern over a filling; `None` where it is plain.
    pub fn map_pattern(&self, fill: MapFill) -> Option<Color32> {
        match fill {
            MapFill::NoData | MapFill::Level(Level::NoData) if self.dark => Some(hex(0xc3ccd5)),
            MapFill::NoData | MapFill::Level(Level::NoData) => Some(hex(0x7d8791)),
            MapFill::Other if self.dark => Some(hex(0x343b43)),
            MapFill::Other => Some(hex(0x7d8791)),
            MapFill::Level(Level::PossiblyCritical) => Some(hex(0x3d2600)),
            MapFill::Level(Level::Critical) if self.dark => Some(hex(0x8a1a10)),
            MapFill::Level(Level::Critical) => Some(hex(0xffd9d4)),
            MapFill::Class { .. } | MapFill::Level(Level::NotCritical) => None,
        }
    }

    pub fn map_sea(&self) -> Color32 {
        if self.dark { hex(0x1e2832) } else { hex(0xf4f8fa) }
    }

    /// Between two states.
    pub fn map_border(&self) -> Color32 {
        hex(0x14181d)
    }
}

fn between(colours: &[Color32; 5], weight: f32) -> Color32 {
    let at = weight.clamp(0.0, 1.0) * (colours.len() - 1) as f32;
    let low = colours.get(at as usize).copied().unwrap_or_default();
    let high = colours.get(at as usize + 1).copied().unwrap_or(low);
    low.lerp_to_gamma(high, at.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(byte: u8) -> f64 {
        let value = f64::from(byte) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    }

    fn brightness([r, g, b]: [f64; 3]) -> f64 {
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// As seen without one kind of cone (Machado, Oliveira and Fernandes, 2009); the first is full sight.
    const SIGHTS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
        [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
        [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
    ];

    fn seen(sight: &[[f64; 3]; 3], colour: Color32) -> f64 {
        let rgb = [colour.r(), colour.g(), colour.b()].map(linear);
        let row = |row: &[f64; 3]| row.iter().zip(rgb).map(|(a, b)| a * b).sum::<f64>().max(0.0);
        brightness([row(&sight[0]), row(&sight[1]), row(&sight[2])])
    }

    fn contrast(sight: &[[f64; 3]; 3], a: Color32, b: Color32) -> f64 {
        let (a, b) = (seen(sight, a) + 0.05, seen(sight, b) + 0.05);
        a.max(b) / a.min(b)
    }

    fn scales() -> [Vec<MapFill>; 3] {
        let classes = |is_judged| {
            (0..5).map(|n| MapFill::Class { weight: n as f32 / 4.0, is_judged }).collect()
        };
        let levels = [Level::NotCritical, Level::PossiblyCritical, Level::Critical];
        [classes(true), classes(false), levels.map(MapFill::Level).to_vec()]
    }

    #[test]
    fn neighbouring_classes_differ_in_brightness_for_every_sight() {
        for theme in [&LIGHT, &DARK] {
            for scale in scales() {
                for pair in scale.windows(2) {
                    let [a, b] = [pair[0], pair[1]].map(|fill| theme.map_fill(fill));
                    for sight in &SIGHTS {
                        let found = contrast(sight, a, b);
                        assert!(found > 1.25, "{pair:?}: {found:.2}, dark {}", theme.dark);
                    }
                }
            }
        }
    }

    #[test]
    fn borders_stand_out_from_every_filling() {
        for theme in [&LIGHT, &DARK] {
            let others = [MapFill::NoData, MapFill::Other];
            for fill in scales().into_iter().flatten().chain(others) {
                let found = contrast(&SIGHTS[0], theme.map_fill(fill), theme.map_border());
                assert!(found >= 3.0, "{fill:?}: {found:.2}, dark {}", theme.dark);
                if let Some(pattern) = theme.map_pattern(fill) {
                    let found = contrast(&SIGHTS[0], theme.map_fill(fill), pattern);
                    assert!(found >= 2.5, "pattern of {fill:?}: {found:.2}, dark {}", theme.dark);
                }
            }
        }
    }
}
