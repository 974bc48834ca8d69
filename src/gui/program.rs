//! What a window and the program in it need from each other, whichever way the window is painted.

use std::sync::Arc;

/// What a window needs from the program; eframe's window and the CPU window call the same four.
pub trait Program {
    /// Work before drawing: answers from threads, the clock. Once a frame, also while the window cannot be seen.
    fn logic(&mut self, ctx: &egui::Context);

    /// Draws one frame into the whole window.
    fn ui(&mut self, ui: &mut egui::Ui);

    /// The officer wants to close the window. True = may close. Called outside or at the start of a frame, once for
    /// each time; `egui::ViewportCommand::Close` closes without this question.
    fn may_close(&mut self, ctx: &egui::Context) -> bool;

    /// Called once after the first frame is on the screen.
    fn shown(&mut self, _ctx: &egui::Context) {}
}

/// How the window looks from outside. Sizes are width and height in points.
pub struct WindowSetup {
    pub title: String,
    /// The name by which desktops match the window to the program's menu entry.
    pub app_id: String,
    pub size: [f32; 2],
    pub min_size: [f32; 2],
    /// RGBA bytes, not premultiplied, with width and height in pixels.
    pub icon: Option<(Vec<u8>, u32, u32)>,
}

impl WindowSetup {
    /// The same for egui. The window starts hidden: what is seen first is a painted frame.
    pub(super) fn builder(self) -> egui::ViewportBuilder {
        let builder = egui::ViewportBuilder::default()
            .with_title(self.title)
            .with_app_id(self.app_id)
            .with_inner_size(self.size)
            .with_min_inner_size(self.min_size)
            .with_visible(false);
        match self.icon {
            Some((rgba, width, height)) => {
                builder.with_icon(Arc::new(egui::IconData { rgba, width, height }))
            }
            None => builder,
        }
    }
}

/// What lies under everything the program draws.
pub(super) fn background(ctx: &egui::Context) -> egui::Color32 {
    ctx.global_style().visuals.panel_fill
}
