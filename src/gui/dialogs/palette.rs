//! Every command by typing a part of its name.

use crate::gui::commands::Command;
use crate::gui::cx::Cx;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::{Button, Id, Modal, ScrollArea, TextEdit, Ui};
use kriterion_heart::text::fold;

#[derive(Default)]
pub struct Palette {
    query: String,
    /// The line that Enter takes.
    at: usize,
}

pub fn palette_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    open: &mut Option<Palette>,
    commands: &mut Vec<Command>,
) {
    let Some(palette) = open else { return };
    let mut picked = None;
    let modal = Modal::new(Id::unique("palette")).show(ui.ctx(), |ui| {
        ui.set_width(460.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let (down, up) = ui.input_mut(|input| {
            let none = egui::Modifiers::NONE;
            (
                input.consume_key(none, egui::Key::ArrowDown),
                input.consume_key(none, egui::Key::ArrowUp),
            )
        });
        let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let field = ui.add(
            TextEdit::singleline(&mut palette.query)
                .hint_text(cx.say(Key::PaletteHint))
                .desired_width(f32::INFINITY),
        );
        let field = field.accessible_name(cx.say(Key::PaletteHint));
        field.request_focus();
        if field.changed() {
            palette.at = 0;
        }
        let wanted = fold(&palette.query);
        let found: Vec<_> = Command::all()
            .filter(|command| command.is_possible(cx.session))
            .map(|command| (command, command.name(cx)))
            .filter(|(_, name)| wanted.split_whitespace().all(|word| fold(name).contains(word)))
            .collect();
        let last = found.len().saturating_sub(1);
        palette.at = if down { palette.at + 1 } else { palette.at.saturating_sub(usize::from(up)) };
        palette.at = palette.at.min(last);
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for (at, (command, name)) in found.iter().enumerate() {
                let mut line = Button::selectable(at == palette.at, name.as_str())
                    .min_size(egui::vec2(ui.available_width(), 0.0));
                if let Some(shortcut) = command.shortcut() {
                    line = line.shortcut_text(ui.ctx().format_shortcut(&shortcut));
                }
                let line = ui.add(line);
                if at == palette.at && (down || up) {
                    line.scroll_to_me(None);
                }
                if line.clicked() || (enter && at == palette.at) {
                    picked = Some(*command);
                }
            }
            if found.is_empty() {
                widgets::weak(ui, cx, cx.say(Key::NothingFound));
            }
        });
    });
    if picked.is_some() || modal.should_close() {
        *open = None;
    }
    commands.extend(picked);
}
