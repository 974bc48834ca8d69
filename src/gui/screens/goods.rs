//! The goods lines of a request.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::request::number_note;
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{CollapsingHeader, RichText, Ui};
use kriterion_heart::dossier::{ControlList, Dossier, GoodsLine, LineField};
use kriterion_heart::edit::{Edit, LineFlag};

pub fn goods_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    for (at, line) in dossier.request.lines.iter().enumerate() {
        ui.push_id(("line", at), |ui| line_ui(ui, cx, at, line, out));
        ui.separator();
    }
    if ui.button(cx.say(Key::AddLine)).clicked() {
        out.edit(Edit::AddLine);
    }
}

fn line_ui(ui: &mut Ui, cx: &Cx<'_>, at: usize, line: &GoodsLine, out: &mut Outbox) {
    let number = (at + 1).to_string();
    ui.horizontal(|ui| {
        widgets::strong(ui, cx.fill(Key::LineHead, &[("n", &number)]));
        let title = cx.fill(Key::LineHead, &[("n", &number)]);
        let spoken = cx.fill(Key::RemoveNamed, &[("title", &title)]);
        let remove = ui.button(cx.say(Key::Remove));
        remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        if remove.clicked() {
            out.edit(Edit::RemoveLine(at));
        }
    });
    let wide = Shape::Line(f32::INFINITY);
    text(ui, cx, at, line, out, LineField::Description, wide);
    if let Some(list) =
        widgets::choice(ui, cx, cx.say(Key::ListLabel), Some(line.list), &ControlList::ALL)
    {
        out.edit(Edit::LineList(at, list));
    }
    if line.list == ControlList::Military {
        entry_ui(ui, cx, at, line, out);
    }
    ui.horizontal_wrapped(|ui| {
        for field in [
            LineField::Entry,
            LineField::Quantity,
            LineField::Unit,
            LineField::Value,
            LineField::Currency,
        ] {
            ui.vertical(|ui| {
                text(ui, cx, at, line, out, field, Shape::Line(120.0));
                if matches!(field, LineField::Quantity | LineField::Value) {
                    number_note(ui, cx, line.field(field));
                }
            });
        }
    });
    tags_ui(ui, cx, at, line, out);
    CollapsingHeader::new(cx.say(Key::LineMore)).id_salt("more").show(ui, |ui| {
        let more = [
            LineField::NationalEntry,
            LineField::UnitPrice,
            LineField::CalibreMm,
            LineField::RangeKm,
            LineField::PayloadKg,
            LineField::Serials,
            LineField::ThirdCountryContent,
            LineField::ClassifiedBy,
        ];
        for field in more {
            text(ui, cx, at, line, out, field, Shape::Line(320.0));
        }
        if let Some(origin) = widgets::country_picker(ui, cx, cx.say(Key::OriginLabel), line.origin)
        {
            out.edit(Edit::LineOrigin(at, origin));
        }
    });
}

fn text(
    ui: &mut Ui,
    cx: &Cx<'_>,
    at: usize,
    line: &GoodsLine,
    out: &mut Outbox,
    field: LineField,
    shape: Shape,
) {
    if let Some(text) = widgets::text_field(ui, out, cx.word(field), line.field(field), shape) {
        out.edit(Edit::LineField(at, field, text));
    }
}

fn entry_ui(ui: &mut Ui, cx: &Cx<'_>, at: usize, line: &GoodsLine, out: &mut Outbox) {
    let items = &cx.session.bundle.rules.items;
    let label = ui.label(RichText::new(cx.say(Key::MlLabel)).small());
    let now = items.military_list.iter().find(|entry| Some(entry.ml) == line.ml);
    let shown = now.map_or_else(
        || cx.say(Key::Choose).to_owned(),
        |entry| format!("ML{} {}", entry.ml, cx.text(&entry.text)),
    );
    let list = || {
        items
            .military_list
            .iter()
            .map(|entry| (entry.ml, cx.text(&entry.text), format!("ML{}", entry.ml)))
    };
    if let Some(ml) = widgets::searched_list(ui, cx, "ml", &shown, list, label.id) {
        let tags =
            items.military_list.iter().find(|entry| entry.ml == ml).map(|entry| entry.tags.clone());
        // The entry proposes; with several tags the officer chooses.
        let tags = tags.filter(|tags| tags.len() == 1).unwrap_or_default();
        out.edit(Edit::LineEntry(at, Some(ml), tags));
    }
}

fn tags_ui(ui: &mut Ui, cx: &Cx<'_>, at: usize, line: &GoodsLine, out: &mut Outbox) {
    let rules = &cx.session.bundle.rules;
    ui.label(RichText::new(cx.say(Key::TagsLabel)).small());
    ui.horizontal_wrapped(|ui| {
        for id in &line.tags {
            let name = rules.tag(id).map_or(id.as_str(), |tag| cx.text(&tag.text));
            let button = ui.button(RichText::new(format!("{name}  ×")).small());
            let spoken = cx.fill(Key::RemoveNamed, &[("title", name)]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                out.edit(Edit::LineTag(at, id.clone(), false));
            }
        }
    });
    if line.tags.is_empty() {
        widgets::gap_note(ui, cx, cx.say(Key::TagsMissing));
    }
    let label = ui.label(RichText::new(cx.say(Key::AddTag)).small());
    let list = || {
        rules
            .items
            .tags
            .iter()
            .map(|tag| (tag.id.as_str(), cx.text(&tag.text), cx.text(&tag.entries).to_owned()))
    };
    if let Some(id) = widgets::searched_list(ui, cx, "tag", cx.say(Key::Choose), list, label.id) {
        out.edit(Edit::LineTag(at, id.to_owned(), true));
    }
    ui.horizontal_wrapped(|ui| {
        let flags = [
            (LineFlag::Salw, line.salw),
            (LineFlag::LicensedProduction, line.licensed_production),
            (LineFlag::Incorporation, line.incorporation),
            (LineFlag::Intangible, line.intangible),
        ];
        for (flag, mut set) in flags {
            if ui.checkbox(&mut set, cx.word(flag)).changed() {
                out.edit(Edit::LineFlag(at, flag, set));
            }
        }
    });
}
