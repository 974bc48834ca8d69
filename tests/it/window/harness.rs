//! The real program inside egui's test harness, painted by the program's own rasteriser.

use egui_kittest::Harness;
use kriterion::gui::app::App;
use kriterion::gui::program::Program;
use kriterion::session::{Action, Session};
use kriterion::shell::Places;
use kriterion_heart::Bundle;
use kriterion_heart::text::Lang;
use kriterion_raster::Raster;
use std::sync::{Arc, OnceLock};

/// 2026-11-25, noon: pictures and dossiers of tests do not depend on the day.
pub const NOW: u64 = 1_795_564_800 + 43_200;

pub fn bundle() -> Arc<Bundle> {
    static BUNDLE: OnceLock<Arc<Bundle>> = OnceLock::new();
    Arc::clone(BUNDLE.get_or_init(kriterion::bundle::load))
}

/// The program, made in the first frame because it needs the context.
pub struct Run {
    pub app: Option<App>,
    lang: Lang,
    dark: bool,
    places: Places,
}

impl Run {
    pub fn app(&mut self) -> &mut App {
        self.app.as_mut().unwrap()
    }
}

#[derive(Default)]
pub struct CpuRenderer(Raster);

impl egui_kittest::TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.0.update_textures(delta);
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let size = [size.x.round() as usize, size.y.round() as usize];
        let shapes = ctx.tessellate(output.shapes.clone(), scale);
        let picture = self.0.picture(size, scale, &shapes, egui::Color32::WHITE);
        let bytes: Vec<u8> = picture.pixels.iter().flat_map(egui::Color32::to_array).collect();
        image::RgbaImage::from_raw(size[0] as u32, size[1] as u32, bytes)
            .ok_or_else(|| "size".to_owned())
    }
}

/// Nothing of it is kept: no settings, no recent dossiers, no unsaved work.
pub fn start(lang: Lang, size: [f32; 2], scale: f32, dark: bool) -> Harness<'static, Run> {
    start_in(Places::default(), lang, size, scale, dark)
}

pub fn start_in(
    places: Places,
    lang: Lang,
    size: [f32; 2],
    scale: f32,
    dark: bool,
) -> Harness<'static, Run> {
    let run = Run { app: None, lang, dark, places };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(size[0], size[1]) / scale)
        .with_pixels_per_point(scale)
        .with_max_steps(40)
        .renderer(CpuRenderer::default())
        .build_ui_state(
            |ui, run: &mut Run| {
                let ctx = ui.ctx().clone();
                let (lang, dark, places) = (run.lang, run.dark, run.places.clone());
                let app = run.app.get_or_insert_with(|| {
                    // As in the window: a letter that no font has is a box.
                    ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
                    let mut session = Session::new(bundle(), lang, NOW);
                    session.settings = kriterion::shell::kept(places.settings.as_deref());
                    session.settings.dark = dark;
                    session.take_data(kriterion::shell::facts(bundle(), &places));
                    let mut app = App::new(&ctx, session, places, None, None);
                    app.set_clock(|| NOW);
                    app
                });
                app.logic(&ctx);
                // The harness leaves a margin; a window has none.
                let whole = egui::UiBuilder::new().max_rect(ctx.content_rect());
                let mut page = ui.new_child(whole);
                page.set_clip_rect(ctx.content_rect());
                app.ui(&mut page);
            },
            run,
        );
    harness.run_ok();
    harness
}

pub fn act(harness: &mut Harness<'_, Run>, action: Action) {
    harness.state_mut().app().apply(action);
    harness.run_ok();
}

/// Draws frames until something is true; work on threads needs a while.
pub fn until<'h>(
    harness: &mut Harness<'h, Run>,
    mut done: impl FnMut(&mut Harness<'h, Run>) -> bool,
) {
    // A passphrase takes a second to try, and a busy machine takes its time.
    let begun = std::time::Instant::now();
    while begun.elapsed() < std::time::Duration::from_secs(30) {
        harness.step();
        if done(harness) {
            harness.run_ok();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("it did not happen within half a minute");
}
