//! The parties of the deal besides the end user.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::widgets::{self, Shape};
use crate::i18n::Key;
use egui::{CollapsingHeader, Ui};
use kriterion_heart::dossier::{Dossier, Party, PartyField, PartyRole};
use kriterion_heart::edit::Edit;

pub fn parties_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    for (at, party) in dossier.request.parties.iter().enumerate() {
        ui.push_id(("party", at), |ui| party_ui(ui, cx, at, party, out));
        ui.separator();
    }
    if let Some(role) = widgets::choice(ui, cx, cx.say(Key::AddParty), None, &PartyRole::ALL) {
        out.edit(Edit::AddParty(role));
    }
}

fn party_ui(ui: &mut Ui, cx: &Cx<'_>, at: usize, party: &Party, out: &mut Outbox) {
    ui.horizontal_wrapped(|ui| {
        widgets::strong(ui, cx.word(party.role));
        let spoken = cx.fill(Key::RemoveNamed, &[("title", cx.word(party.role))]);
        let remove = ui.button(cx.say(Key::Remove));
        remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
        if remove.clicked() {
            out.edit(Edit::RemoveParty(at));
        }
    });
    for field in [PartyField::Name, PartyField::Address] {
        field_ui(ui, cx, at, party, out, field);
    }
    if let Some(country) = widgets::country_picker(ui, cx, cx.say(Key::CountryLabel), party.country)
    {
        out.edit(Edit::PartyCountry(at, country));
    }
    CollapsingHeader::new(cx.say(Key::LineMore)).id_salt("more").show(ui, |ui| {
        let more = [
            PartyField::Registration,
            PartyField::Contact,
            PartyField::ResponsiblePerson,
            PartyField::ComplianceProgramme,
            PartyField::Business,
            PartyField::RelationToEndUser,
            PartyField::Fee,
        ];
        for field in more {
            field_ui(ui, cx, at, party, out, field);
        }
    });
}

fn field_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    at: usize,
    party: &Party,
    out: &mut Outbox,
    field: PartyField,
) {
    if let Some(text) =
        widgets::text_field(ui, out, cx.word(field), party.field(field), Shape::Line(f32::INFINITY))
    {
        out.edit(Edit::PartyField(at, field, text));
    }
}
