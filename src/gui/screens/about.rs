//! About the data: every source with publisher, licence and attribution, and the faults of the files.

use crate::gui::chrome::AboutState;
use crate::gui::cx::Cx;
use crate::gui::theme::{BODY, GAP};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::words;
use egui::{RichText, TextEdit, Ui};
use kriterion_heart::atlas::LicenceClass;
use kriterion_heart::text::fold;

pub fn about_ui(ui: &mut Ui, cx: &Cx<'_>, state: &mut AboutState) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceAboutData), cx.say(Key::AboutLead));
    for fault in &cx.session.bundle.faults {
        let (message, hint) = words::fault(cx.lang, fault);
        widgets::gap_note(ui, cx, format!("{}:{}: {message} {hint}", fault.at.file, fault.at.line));
    }
    let field = ui.add(
        TextEdit::singleline(&mut state.filter)
            .hint_text(cx.say(Key::SearchList))
            .desired_width(320.0),
    );
    field.accessible_name(cx.say(Key::SearchList));
    let wanted = fold(&state.filter);
    for source in &cx.session.bundle.atlas.sources {
        let title = cx.text(&source.title);
        if !wanted.is_empty()
            && !fold(title).contains(&wanted)
            && !fold(&source.publisher).contains(&wanted)
        {
            continue;
        }
        ui.add_space(GAP / 2.0);
        cx.theme.card_frame().show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(widgets::bold(title, BODY)).wrap());
            ui.add(
                egui::Label::new(format!("{} · {}", source.publisher, cx.text(&source.vintage)))
                    .wrap(),
            );
            let licence = format!("{} · {}", cx.word(source.class), cx.text(&source.licence));
            // Only what forbids something stands out.
            let free = matches!(source.class, LicenceClass::Open);
            let colour = if free { cx.theme.text } else { cx.theme.warn };
            ui.add(egui::Label::new(RichText::new(licence).color(colour)).wrap());
            ui.add(egui::Label::new(RichText::new(&source.attribution).small()).wrap());
            widgets::weak(ui, cx, source.url.clone());
        });
    }
}
