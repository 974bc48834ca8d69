//! A report as it will be printed, page below page, made anew while one goes on writing.
//!
//! Composing, laying out and painting happen on a thread of their own; what was shown stays until the new pages are
//! there. Only pages in view are painted.

mod worker;

use self::worker::{Answer, Worker};
use crate::gui::cx::Cx;
use crate::gui::later;
use crate::i18n::Key;
use crate::words;
use egui::{ColorImage, Rect, Sense, TextureHandle, TextureOptions, Ui, WidgetInfo, vec2};
use kriterion_heart::wish::Problem;
use kriterion_paper::{Document, Laid};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Painted pages that are kept; one in view is never among those that go.
const MOST_PAINTED: usize = 8;
/// Points between two pages.
const GAP: f32 = 14.0;
/// A page is not drawn wider than this, in points.
const WIDEST: f32 = 820.0;

/// Makes the document; runs on the preview's thread.
pub type Compose = Box<dyn FnOnce() -> Result<Document, Problem> + Send>;

#[derive(Default)]
pub struct Preview {
    worker: Option<Worker>,
    /// Counts what was asked for; the newest is the one that is wanted.
    asked: u64,
    shown: Option<Shown>,
    /// Why the newest could not be made.
    problem: Option<Problem>,
    waits: bool,
    /// A page in view is not painted yet, or at another size.
    paints: bool,
    /// The id of a heading that is to come into view.
    sought: Option<String>,
}

struct Shown {
    of: u64,
    laid: Arc<Laid>,
    /// What each page says, for a screen reader.
    texts: Vec<String>,
    /// By page; with the width in pixels, and when it was seen last.
    painted: BTreeMap<usize, (u32, TextureHandle, u64)>,
    frame: u64,
}

impl Preview {
    /// Has the pages made anew. What is under way for an earlier wish is given up.
    pub fn make(&mut self, ctx: &egui::Context, compose: Compose) {
        self.asked += 1;
        self.waits = true;
        let worker = self.worker.get_or_insert_with(|| Worker::start(ctx.clone()));
        worker.compose(self.asked, compose);
    }

    /// Takes what has come; call once a frame.
    pub fn look(&mut self, ctx: &egui::Context) {
        let Some(worker) = &self.worker else { return };
        for answer in worker.answers() {
            match answer {
                Answer::Laid { of, result } if of == self.asked => {
                    self.waits = false;
                    match result {
                        Ok((laid, texts)) => {
                            self.problem = None;
                            // Until they have been drawn nobody knows which are in view.
                            self.paints = true;
                            let painted = BTreeMap::new();
                            self.shown = Some(Shown { of, laid, texts, painted, frame: 0 });
                        }
                        Err(problem) => (self.problem, self.shown) = (Some(problem), None),
                    }
                }
                Answer::Laid { .. } => (),
                Answer::Painted { of, page, pixels } => {
                    let Some(shown) = self.shown.as_mut().filter(|shown| shown.of == of) else {
                        continue;
                    };
                    let size = [pixels.width as usize, pixels.height as usize];
                    let image = ColorImage::from_rgba_premultiplied(size, &pixels.rgba);
                    let name = format!("page {page}");
                    let texture = ctx.load_texture(name, image, TextureOptions::LINEAR);
                    shown.painted.insert(page, (pixels.width, texture, shown.frame));
                }
            }
        }
    }

    /// Whether something that was asked for has not come yet.
    pub fn is_waiting(&self, is_shown: bool) -> bool {
        self.waits || (is_shown && self.paints)
    }

    /// Brings the page of a heading into view, when its pages are there.
    pub fn seek(&mut self, heading: &str) {
        self.sought = Some(heading.to_owned());
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.waits {
            later::look_again(ui.ctx());
        }
        if let Some(problem) = &self.problem {
            let why = words::no_report(cx.lang, problem);
            crate::gui::widgets::gap_note(ui, cx, cx.fill(Key::ReportNoPreview, &[("why", &why)]));
            return;
        }
        let (Some(shown), Some(worker)) = (&mut self.shown, &self.worker) else {
            crate::gui::widgets::weak(ui, cx, cx.say(Key::ReportPreviewWaits));
            return;
        };
        shown.frame += 1;
        let of = shown.laid.pages.len();
        let width = ui.available_width().min(WIDEST);
        let mut wanted = Vec::new();
        let sought = self.sought.take().and_then(|id| shown.place_of(&id));
        for (at, page) in shown.laid.pages.iter().enumerate() {
            let size = vec2(width, width * page.height / page.width.max(1.0));
            let left = ((ui.available_width() - width) / 2.0).max(0.0);
            ui.add_space(GAP);
            let (all, response) = ui.allocate_exact_size(
                vec2(ui.available_width(), size.y),
                Sense::focusable_noninteractive(),
            );
            let rect = Rect::from_min_size(all.min + vec2(left, 0.0), size);
            let number = cx
                .fill(Key::ReportPageOf, &[("n", &(at + 1).to_string()), ("of", &of.to_string())]);
            let text = shown.texts.get(at).map_or("", String::as_str);
            response.widget_info(|| {
                WidgetInfo::labeled(egui::Role::Image, true, format!("{number}\n{text}"))
            });
            if let Some((_, y)) = sought.filter(|(page, _)| *page == at) {
                let top = rect.min + vec2(0.0, y * width / page.width.max(1.0) - 20.0);
                let target = Rect::from_min_size(top, vec2(width, ui.clip_rect().height() * 0.9));
                ui.scroll_to_rect(target, Some(egui::Align::TOP));
            }
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let painter = ui.painter();
            painter.rect_filled(rect, 0.0, egui::Color32::WHITE);
            let pixels = (width * ui.ctx().pixels_per_point()).round() as u32;
            match shown.painted.get_mut(&at) {
                Some((painted_at, texture, seen)) => {
                    *seen = shown.frame;
                    let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
                    painter.image(texture.id(), rect, whole, egui::Color32::WHITE);
                    if *painted_at != pixels {
                        wanted.push((at, pixels));
                    }
                }
                None => wanted.push((at, pixels)),
            }
            painter.rect_stroke(
                rect,
                0.0,
                egui::Stroke::new(1.0, cx.theme.line),
                egui::StrokeKind::Outside,
            );
        }
        ui.add_space(GAP);
        self.paints = !wanted.is_empty();
        if self.paints {
            worker.paint(shown.of, wanted);
            later::look_again(ui.ctx());
        }
        shown.forget();
    }
}

impl Shown {
    /// The page of a heading, and how far down it stands there.
    fn place_of(&self, id: &str) -> Option<(usize, f32)> {
        let (_, place) = self.laid.places.iter().find(|(name, _)| name == id)?;
        Some((place.page, place.top))
    }

    /// Pages that were not seen for longest go first.
    fn forget(&mut self) {
        while self.painted.len() > MOST_PAINTED {
            let oldest = self.painted.iter().min_by_key(|(_, (_, _, seen))| *seen);
            let Some((page, seen)) = oldest.map(|(page, (_, _, seen))| (*page, *seen)) else {
                return;
            };
            if seen == self.frame {
                return;
            }
            self.painted.remove(&page);
        }
    }
}
