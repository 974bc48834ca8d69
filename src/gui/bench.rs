//! What a frame costs: the real program without a window, on the pages of the sample case.

use crate::gui::app::{App, Measure};
use crate::gui::explorer::View;
use crate::gui::program::Program;
use crate::sample;
use crate::session::{Action, Landed, Place, Session, Source};
use crate::shell::{self, Places};
use crate::store::Opened;
use egui::{Context, RawInput, Rect, pos2, vec2};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Country;
use kriterion_heart::edit::Edit;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::text::Lang;
use kriterion_raster::Raster;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

const SIZE: [f32; 2] = [1280.0, 800.0];
const FRAMES: usize = 40;
/// Of a profile; more than there are do no harm.
const SECTIONS: usize = 20;

/// Name, value and unit.
pub type Figure = (String, f64, &'static str);

/// Milliseconds of CPU for one frame: laid out and cut into triangles, of the heaviest criterion; painted by the CPU;
/// with a letter typed into a reason, which scores the case and makes its facts anew.
pub fn figures(bundle: &Arc<Bundle>) -> Vec<Figure> {
    let mut page = Page::new(bundle);
    let mut figures = Vec::new();
    let mut heaviest = (0.0, Place::Criterion(1));
    for number in 1..=8 {
        let place = Place::Criterion(number);
        let cost = page.cost(place, |_| None);
        if cost.laid_out > heaviest.0 {
            heaviest = (cost.laid_out, place);
        }
    }
    let cost = page.cost(heaviest.1, |_| None);
    figures.push(("frame_criterion".to_owned(), cost.laid_out, "ms"));
    figures.push(("paint_criterion".to_owned(), cost.painted, "ms"));
    let request = page.cost(Place::Request, |_| None);
    figures.push(("frame_request".to_owned(), request.laid_out, "ms"));
    let typed = page.cost(heaviest.1, |at| Some(typed_into(heaviest.1, at)));
    figures.push(("frame_typing".to_owned(), typed.laid_out, "ms"));
    figures.extend(page.explored(bundle));
    page.app.apply(large(bundle));
    let cost = page.cost(heaviest.1, |_| None);
    figures.push(("frame_large".to_owned(), cost.laid_out, "ms"));
    let typed = page.cost(heaviest.1, |at| Some(typed_into(heaviest.1, at)));
    figures.push(("frame_large_typing".to_owned(), typed.laid_out, "ms"));
    figures
}

/// A case with ten thousand pieces of evidence comes to hand.
fn large(bundle: &Arc<Bundle>) -> Action {
    let opened = Opened::fresh(sample::large(bundle, 10_000));
    let source = Source::File(PathBuf::from("large.kriterion"));
    let result = Ok(Box::new(opened));
    Action::Landed(Box::new(Landed::Read { source, result, stamp: None }))
}

/// The next letter of a reason.
fn typed_into(place: Place, at: usize) -> Edit {
    let criterion = if let Place::Criterion(number) = place { number } else { 1 };
    Edit::Reason(QuestionId { criterion, number: 1 }, "a".repeat(at + 1))
}

/// What one frame costs, in milliseconds.
struct Cost {
    laid_out: f64,
    painted: f64,
}

struct Page {
    ctx: Context,
    app: App,
    raster: Raster,
    time: f64,
}

impl Page {
    fn new(bundle: &Arc<Bundle>) -> Self {
        let ctx = Context::default();
        let session = Session::new(Arc::clone(bundle), Lang::En, shell::now());
        let mut app = App::new(&ctx, session, Places::default(), None, None);
        app.apply(Action::OpenSample);
        Self { ctx, app, raster: Raster::default(), time: 0.0 }
    }

    /// The cheapest of many frames of a page: what the work costs, not what else the machine did.
    fn cost(&mut self, place: Place, edit: impl Fn(usize) -> Option<Edit>) -> Cost {
        self.app.apply(Action::Go(place));
        let mut best = Cost { laid_out: f64::INFINITY, painted: f64::INFINITY };
        for at in 0..FRAMES {
            let cost = self.frame(edit(at));
            // The first frames lay out texts that later ones find in egui's memory.
            if at >= 3 {
                best.laid_out = best.laid_out.min(cost.laid_out);
                best.painted = best.painted.min(cost.painted);
            }
        }
        best
    }

    /// The explorer: the heaviest section of the fullest profile, the other views, and opening a state anew.
    fn explored(&mut self, bundle: &Arc<Bundle>) -> Vec<Figure> {
        let states = || bundle.atlas.countries.iter();
        let known = |country: &&Country| country.facts.len() + country.events.len();
        let Some(fullest) = states().max_by_key(known).map(|country| country.iso3) else {
            return Vec::new();
        };
        self.app.explore(fullest, View::Profile);
        let mut heaviest: f64 = 0.0;
        for at in 0..SECTIONS {
            self.app.explore_section(at);
            heaviest = heaviest.max(self.cost(Place::Explorer, |_| None).laid_out);
        }
        let mut figures = vec![("frame_profile".to_owned(), heaviest, "ms")];
        let views = [
            ("frame_series", View::Series),
            ("frame_side_by_side", View::Compare),
            ("frame_contradictions", View::Conflicts),
            ("frame_levels", View::Levels),
            ("frame_all_states", View::States),
            ("frame_map", View::Map),
        ];
        for (name, view) in views {
            self.app.explore(fullest, view);
            self.wait();
            let cost = self.cost(Place::Explorer, |_| None);
            figures.push((name.to_owned(), cost.laid_out, "ms"));
        }
        let opened = states().step_by(20).map(|country| {
            self.app.explore(country.iso3, View::Profile);
            self.frame(None).laid_out
        });
        let slowest = opened.fold(0.0, f64::max);
        figures.push(("open_state".to_owned(), slowest, "ms"));
        figures
    }

    /// Draws until the view is there, or ten seconds have gone.
    fn wait(&mut self) {
        for _ in 0..1000 {
            self.frame(None);
            if !self.app.explorer_waits() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }

    fn frame(&mut self, edit: Option<Edit>) -> Cost {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(SIZE[0], SIZE[1]))),
            time: Some(self.time),
            focused: true,
            ..RawInput::default()
        };
        let start = Instant::now();
        if let Some(edit) = edit {
            self.app.apply(Action::Edit(Box::new(edit)));
        }
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        let scale = output.pixels_per_point;
        let shapes = self.ctx.tessellate(std::mem::take(&mut output.shapes), scale);
        let laid_out = start.elapsed().as_secs_f64() * 1000.0;
        self.raster.update_textures(&mut output.textures_delta);
        let start = Instant::now();
        let size = [SIZE[0] as usize, SIZE[1] as usize];
        let picture = self.raster.picture(size, scale, &shapes, egui::Color32::WHITE);
        std::hint::black_box(picture);
        Cost { laid_out, painted: start.elapsed().as_secs_f64() * 1000.0 }
    }
}

/// A window with nothing in it: what the toolkit alone costs.
pub struct Empty {
    pub measure: Measure,
    pub quit: bool,
}

impl Program for Empty {
    fn logic(&mut self, ctx: &Context) {
        if self.quit {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        egui::CentralPanel::default().show(ui, |_| ());
    }

    fn may_close(&mut self, _ctx: &Context) -> bool {
        true
    }

    fn shown(&mut self, ctx: &Context) {
        self.measure.tell();
        self.quit = true;
        ctx.request_repaint();
    }
}
