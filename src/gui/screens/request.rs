//! The request: the fields of the application, what is missing said beside it, what it switches on.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::screens::{end_use, goods, parties};
use crate::gui::theme::SMALL;
use crate::gui::widgets::{self, Shape};
use crate::i18n::{self, Key};
use crate::words;
use egui::{ComboBox, RichText, Ui};
use kriterion_heart::Bundle;
use kriterion_heart::amount;
use kriterion_heart::atlas::{Embargo, Iso3};
use kriterion_heart::date::Date;
use kriterion_heart::dossier::{
    Certificate, ControlList, Dossier, EndUserKind, Field, LicenceKind, Regime,
};
use kriterion_heart::edit::Edit;
use kriterion_heart::rating::{AsOf, CountryRating, Inputs, Method, rate};
use kriterion_heart::rulebook::TextEdition;
use kriterion_heart::score::{self, Ground};

pub fn request_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceRequest), cx.say(Key::RequestLead));
    if dossier.invented {
        widgets::gap_note(ui, cx, cx.say(Key::InventedCase));
    }
    banners_ui(ui, cx, dossier);
    end_use::link_ui(ui, cx, dossier, None, out);
    missing_ui(ui, cx, dossier);
    widgets::card(ui, cx, Key::CardCase, |ui| case_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::CardDestination, |ui| destination_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::CardGoods, |ui| goods::goods_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::CardContract, |ui| contract_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::CardEndUse, |ui| end_use_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::CardParties, |ui| parties::parties_ui(ui, cx, dossier, out));
    widgets::card(ui, cx, Key::CardRoute, |ui| route_ui(ui, cx, dossier, out));
    special_ui(ui, cx, dossier, out);
    widgets::card(ui, cx, Key::CardNotes, |ui| {
        field(ui, cx, dossier, out, Field::Notes, Shape::Rows(3))
    });
}

fn field(
    ui: &mut Ui,
    cx: &Cx<'_>,
    dossier: &Dossier,
    out: &mut Outbox,
    field: Field,
    shape: Shape,
) {
    if let Some(text) =
        widgets::text_field(ui, out, cx.word(field), dossier.request.field(field), shape)
    {
        out.edit(Edit::Field(field, text));
    }
}

fn case_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let line = Shape::Line(f32::INFINITY);
    widgets::pair(
        ui,
        out,
        |ui, out| {
            field(ui, cx, dossier, out, Field::CaseNumber, line);
            field(ui, cx, dossier, out, Field::Received, line);
            date_note(ui, cx, dossier.request.field(Field::Received));
            let kind = dossier.request.kind;
            if let Some(kind) =
                widgets::choice(ui, cx, cx.say(Key::LicenceKindLabel), kind, &LicenceKind::ALL)
            {
                out.edit(Edit::Kind(Some(kind)));
            }
            let regime = dossier.request.regime;
            if let Some(regime) =
                widgets::choice(ui, cx, cx.say(Key::RegimeLabel), regime, &Regime::ALL)
            {
                out.edit(Edit::Regime(Some(regime)));
            }
        },
        |ui, out| {
            if let Some(text) =
                widgets::text_field(ui, out, cx.say(Key::OfficerLabel), &dossier.officer, line)
            {
                out.edit(Edit::Officer(text));
            }
            field(ui, cx, dossier, out, Field::Marking, line);
            markings_ui(ui, cx, out);
            field(ui, cx, dossier, out, Field::LegalBasis, Shape::Rows(2));
            let edition = Some(dossier.editions.text);
            if let Some(edition) =
                widgets::choice(ui, cx, cx.say(Key::EditionLabel), edition, &TextEdition::ALL)
            {
                out.edit(Edit::TextEdition(edition));
            }
            widgets::weak(
                ui,
                cx,
                cx.fill(Key::AssessedOn, &[("date", &i18n::date(cx.lang, dossier.assessed_on))]),
            );
        },
    );
}

fn destination_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    if let Some(picked) =
        widgets::country_picker(ui, cx, cx.say(Key::DestinationLabel), dossier.request.destination)
    {
        out.edit(destination_edit(cx, picked));
    }
    if let Some(country) =
        dossier.request.destination.and_then(|iso3| cx.session.bundle.atlas.country(iso3))
    {
        let facts = format!(
            "{} · {} · {}",
            country.iso3,
            cx.text(&country.region),
            cx.text(&country.capital)
        );
        widgets::weak(ui, cx, facts);
        view_ui(ui, cx, dossier, out);
    }
    if let Some(picked) =
        widgets::country_picker(ui, cx, cx.say(Key::ExporterLabel), dossier.request.exporter)
    {
        out.edit(Edit::Exporter(picked));
    }
}

/// A new destination brings its country view, copied into the dossier.
fn destination_edit(cx: &Cx<'_>, picked: Option<Iso3>) -> Edit {
    let bundle = &cx.session.bundle;
    let view = picked.and_then(|iso3| {
        // The method that the case is rated by already.
        let now = cx.dossier().and_then(|dossier| dossier.country_view.as_ref());
        let now = now.and_then(|view| bundle.method(&view.method));
        let method = now.or_else(|| bundle.method(crate::sample::METHOD))?;
        Some(rated(bundle, method, iso3))
    });
    Edit::Destination(picked, view)
}

fn rated(bundle: &Bundle, method: &Method, iso3: Iso3) -> Box<CountryRating> {
    let inputs = Inputs::for_method(bundle.world(), method, AsOf::Newest);
    Box::new(rate(&inputs, method, iso3))
}

/// Which method rates the country: those of the program and one's own.
fn method_ui(ui: &mut Ui, cx: &Cx<'_>, view: &CountryRating, out: &mut Outbox) {
    let bundle = &cx.session.bundle;
    let title = |method: &Method| cx.text(&method.title).to_owned();
    // A method that is not here any more is still named.
    let now = bundle.method(&view.method).map_or_else(|| view.method.clone(), title);
    let label = ui.label(RichText::new(cx.say(Key::MethodOfView)).small());
    let mut picked = None;
    let list = ComboBox::from_id_salt("method").selected_text(now).show_ui(ui, |ui| {
        for method in &bundle.methods {
            let down = method.id == view.method;
            if ui.selectable_label(down, title(method)).clicked() && method.hash != view.method_hash
            {
                picked = Some(method);
            }
        }
    });
    list.response.labelled_by(label.id);
    if let Some(method) = picked {
        out.edit(Edit::CountryView(rated(bundle, method, view.iso3)));
    }
}

fn view_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let Some(view) = &dossier.country_view else { return };
    ui.horizontal_wrapped(|ui| method_ui(ui, cx, view, out));
    ui.horizontal_wrapped(|ui| {
        widgets::weak(
            ui,
            cx,
            cx.fill(
                Key::CountryView,
                &[("method", &view.method), ("year", &view.as_of.to_string())],
            ),
        );
        for rating in &view.criteria {
            ui.label(widgets::bold(rating.criterion.to_string(), SMALL));
            widgets::level_badge(ui, cx, rating.level);
        }
    });
}

fn contract_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let line = Shape::Line(f32::INFINITY);
    widgets::pair(
        ui,
        out,
        |ui, out| {
            field(ui, cx, dossier, out, Field::ContractValue, line);
            number_note(ui, cx, dossier.request.field(Field::ContractValue));
            field(ui, cx, dossier, out, Field::Currency, line);
            field(ui, cx, dossier, out, Field::ValueUsd, line);
            number_note(ui, cx, dossier.request.field(Field::ValueUsd));
            field(ui, cx, dossier, out, Field::PaymentYears, line);
            number_note(ui, cx, dossier.request.field(Field::PaymentYears));
        },
        |ui, out| {
            for name in [
                Field::ContractNumber,
                Field::ContractDate,
                Field::DeliveryTime,
                Field::PaymentPlan,
            ] {
                field(ui, cx, dossier, out, name, line);
            }
            field(ui, cx, dossier, out, Field::CreditGuarantee, line);
        },
    );
}

fn end_use_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let line = Shape::Line(f32::INFINITY);
    widgets::pair(
        ui,
        out,
        |ui, out| {
            field(ui, cx, dossier, out, Field::EndUserName, line);
            field(ui, cx, dossier, out, Field::EndUserUnit, line);
            field(ui, cx, dossier, out, Field::EndUserMinistry, line);
            field(ui, cx, dossier, out, Field::EndUserAddress, line);
        },
        |ui, out| {
            let kind = dossier.request.end_user;
            if let Some(kind) =
                widgets::choice(ui, cx, cx.say(Key::EndUserKindLabel), kind, &EndUserKind::ALL)
            {
                out.edit(Edit::EndUser(Some(kind)));
            }
            let state = Some(dossier.request.certificate);
            if let Some(state) =
                widgets::choice(ui, cx, cx.say(Key::CertificateLabel), state, &Certificate::ALL)
            {
                out.edit(Edit::Certificate(state));
            }
            field(ui, cx, dossier, out, Field::CertificateNumber, line);
            field(ui, cx, dossier, out, Field::EndUserSignatory, line);
        },
    );
    field(ui, cx, dossier, out, Field::EndUse, Shape::Rows(3));
    field(ui, cx, dossier, out, Field::PlaceOfUse, line);
    field(ui, cx, dossier, out, Field::Integration, line);
}

fn route_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    field(ui, cx, dossier, out, Field::ExitPoint, Shape::Line(f32::INFINITY));
    field(ui, cx, dossier, out, Field::Means, Shape::Line(f32::INFINITY));
    let atlas = &cx.session.bundle.atlas;
    for iso3 in &dossier.request.transit {
        let name = atlas
            .country(*iso3)
            .map_or_else(|| iso3.to_string(), |country| cx.text(&country.name).to_owned());
        ui.horizontal(|ui| {
            ui.label(&name);
            let remove = ui.button(cx.say(Key::Remove));
            let spoken = cx.fill(Key::RemoveNamed, &[("title", &name)]);
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if remove.clicked() {
                out.edit(Edit::Transit(*iso3, false));
            }
        });
    }
    if let Some(Some(iso3)) = widgets::country_picker(ui, cx, cx.say(Key::TransitLabel), None) {
        out.edit(Edit::Transit(iso3, true));
    }
}

/// The parts that only some kinds of licence need.
fn special_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier, out: &mut Outbox) {
    let lines = &dossier.request.lines;
    let kind = dossier.request.kind;
    let parts: [(bool, Key, &[Field]); 5] = [
        (
            kind == Some(LicenceKind::Brokering),
            Key::CardBrokering,
            &[Field::BrokerOrigin, Field::BrokerPresentPlace, Field::BrokerRole],
        ),
        (
            kind == Some(LicenceKind::Intangible) || lines.iter().any(|line| line.intangible),
            Key::CardIntangible,
            &[Field::IntangibleData, Field::IntangibleChannel, Field::IntangibleAccess],
        ),
        (
            kind == Some(LicenceKind::TechnicalAssistance),
            Key::CardAssistance,
            &[Field::AssistanceWhat, Field::AssistanceWho],
        ),
        (
            kind == Some(LicenceKind::LicensedProduction)
                || lines.iter().any(|line| line.licensed_production),
            Key::CardProduction,
            &[Field::ProductionProduct, Field::ProductionOutput, Field::ProductionRights],
        ),
        (
            lines.iter().any(|line| line.incorporation),
            Key::CardIncorporation,
            &[Field::IncorporationSystem, Field::IncorporationCountry, Field::IncorporationShare],
        ),
    ];
    for (wanted, title, fields) in parts {
        if wanted {
            widgets::card(ui, cx, title, |ui| {
                for name in fields {
                    field(ui, cx, dossier, out, *name, Shape::Line(f32::INFINITY));
                }
            });
        }
    }
}

fn missing_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier) {
    let missing = score::missing(dossier);
    if missing.is_empty() {
        widgets::weak(ui, cx, cx.say(Key::RequestComplete));
        return;
    }
    let list: Vec<_> = missing.iter().map(|gap| words::missing(cx.lang, *gap)).collect();
    widgets::gap_note(
        ui,
        cx,
        cx.fill(Key::RequestMissing, &[("list", &words::listed(cx.lang, &list))]),
    );
}

/// What the request switches on, as warnings; what the tables say without warning stands in a quiet frame below.
fn banners_ui(ui: &mut Ui, cx: &Cx<'_>, dossier: &Dossier) {
    let atlas = &cx.session.bundle.atlas;
    let Some(iso3) = dossier.request.destination else { return };
    let mut warnings: Vec<String> =
        atlas.embargoes_of(iso3).map(|embargo| embargo_words(cx, embargo)).collect();
    let mut notes = Vec::new();
    let marked = |text: &str, mark| format!("{text} [{}]", words::mark(cx.lang, mark));
    if warnings.is_empty() {
        notes.push(cx.say(Key::NoEmbargoRow).to_owned());
    }
    let hints = atlas.embargo_hints.iter().filter(|hint| hint.iso3.contains(&iso3));
    notes.extend(hints.map(|hint| marked(cx.text(&hint.text), hint.mark)));
    warnings.extend(certificate_words(cx));
    let lines = &dossier.request.lines;
    if lines.iter().any(|line| line.salw) {
        warnings.push(cx.say(Key::BannerSalw).to_owned());
    }
    let tags = dossier.tags();
    let surveillance =
        ["interception", "cyber_surv", "ai_biometric"].iter().any(|tag| tags.contains(tag));
    if surveillance || lines.iter().any(|line| line.list == ControlList::DualUse) {
        warnings.push(cx.say(Key::BannerCyber).to_owned());
    }
    if lines.iter().any(|line| line.licensed_production) {
        warnings.push(cx.say(Key::BannerProduction).to_owned());
    }
    if !dossier.request.transit.is_empty() {
        let names = dossier.request.transit.iter().filter_map(|iso3| atlas.country(*iso3));
        let names: Vec<_> = names.map(|country| cx.text(&country.name)).collect();
        warnings.push(cx.fill(Key::BannerTransit, &[("countries", &names.join(", "))]));
    }
    for group in &cx.session.bundle.rules.items.special {
        if group.tags.iter().any(|tag| tags.contains(tag.as_str())) && notes.len() < 4 {
            let rule = format!("{}: {}", cx.text(&group.title), cx.text(&group.rule));
            notes.push(marked(&rule, group.mark));
        }
    }
    let frames = [
        (cx.theme.banner_frame(), cx.theme.warn, "! ", warnings),
        (cx.theme.item_frame(), cx.theme.weak, "", notes),
    ];
    for (frame, colour, sign, lines) in frames {
        if lines.is_empty() {
            continue;
        }
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            for line in lines {
                let text = RichText::new(format!("{sign}{line}")).small().color(colour);
                ui.add(egui::Label::new(text).wrap());
            }
        });
    }
}

/// What is wrong with the end-user certificate, as the recommendation sees it.
fn certificate_words(cx: &Cx<'_>) -> Option<String> {
    let found = &cx.session.assessment()?.recommendation;
    let grounds = found.grounds.iter().chain(&found.later);
    let ground = grounds.copied().find(|ground| {
        matches!(
            ground,
            Ground::CertificateMissing
                | Ground::CertificateUnchecked
                | Ground::CertificateFalse
                | Ground::CertificateExpired
        )
    });
    ground.map(|ground| words::ground(cx.lang, ground))
}

fn embargo_words(cx: &Cx<'_>, embargo: &Embargo) -> String {
    let readings: Vec<_> = embargo
        .readings
        .iter()
        .map(|reading| {
            let as_of = reading.as_of.map(|date| i18n::date(cx.lang, date)).unwrap_or_default();
            format!(
                "{} – {} ({}, {as_of})",
                cx.word(reading.target),
                cx.word(reading.scope),
                reading.source
            )
        })
        .collect();
    cx.fill(
        Key::BannerEmbargo,
        &[
            ("issuer", cx.word(embargo.issuer)),
            ("name", cx.text(&embargo.name)),
            ("readings", &words::listed(cx.lang, &readings)),
        ],
    )
}

pub fn number_note(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    if !text.trim().is_empty() && amount::parse(text).is_none() {
        widgets::gap_note(ui, cx, cx.say(Key::NotANumber));
    }
}

pub fn date_note(ui: &mut Ui, cx: &Cx<'_>, text: &str) {
    if !text.trim().is_empty() && Date::parse(text).is_none() {
        widgets::gap_note(ui, cx, cx.say(Key::NotADate));
    }
}

/// The usual markings, to choose from; any other text stands as well.
fn markings_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    let list = egui::ComboBox::from_id_salt("markings")
        .selected_text(RichText::new(cx.say(Key::MarkingUsual)).small())
        .show_ui(ui, |ui| {
            for marking in cx.say(Key::MarkingLevels).lines() {
                if ui.selectable_label(false, marking).clicked() {
                    out.edit(Edit::Field(Field::Marking, marking.to_owned()));
                }
            }
        });
    list.response.accessible_name(cx.say(Key::MarkingUsual));
}
