//! The parts of the window, and the keyboard's way from one to the next.

use crate::gui::cx::Cx;
use crate::i18n::Key;
use egui::{Sense, Ui, vec2};

/// The parts of the window between which F6 goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    Path,
    Page,
    Drawer,
    Moves,
    Preview,
}

/// Where the panes are, and which one is to get the keyboard.
#[derive(Default)]
pub struct Panes {
    pub(super) shown: Vec<(Pane, egui::Rect)>,
    wanted: Option<Pane>,
}

impl Panes {
    /// Gives the keyboard to the pane after the one that has it.
    pub fn next(&mut self, ctx: &egui::Context) {
        let focus = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id));
        let here = focus.and_then(|focus| {
            self.shown.iter().position(|(_, rect)| rect.contains(focus.rect.center()))
        });
        let next = here.map_or(0, |at| (at + 1) % self.shown.len().max(1));
        self.wanted = self.shown.get(next).map(|(pane, _)| *pane);
        ctx.request_repaint();
    }

    /// The beginning of a pane. It takes the keyboard when asked to; the next Tab goes to the pane's first widget.
    pub(super) fn begin(&mut self, ui: &mut Ui, cx: &Cx<'_>, pane: Pane) {
        self.shown.push((pane, ui.max_rect()));
        let id = egui::Id::unique(("pane", pane));
        let wanted = self.wanted == Some(pane);
        if !wanted && !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        // Nothing is allocated: what follows keeps its place and its id.
        let top = ui.max_rect();
        let rect = egui::Rect::from_min_size(top.min, vec2(top.width(), 3.0));
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let name = cx.say(match pane {
            Pane::Path => Key::PanePath,
            Pane::Page => Key::PanePage,
            Pane::Drawer => Key::PaneDrawer,
            Pane::Moves => Key::PaneMoves,
            Pane::Preview => Key::WritingPreview,
        });
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
        if wanted {
            self.wanted = None;
            response.request_focus();
        }
        ui.painter().rect_filled(rect, 1.0, cx.theme.accent);
    }
}
