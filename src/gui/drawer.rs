//! The evidence drawer: everything known about the destination, and what this dossier already holds.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::Dialogs;
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::Place;
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};
use egui_plot::{Line, Plot, PlotPoints, Points};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::dossier::Stance;
use kriterion_heart::edit::Edit;
use kriterion_heart::evidence;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::search::{self, Hit};
use kriterion_heart::text::Lang;

/// What the drawer remembers; nothing of it belongs to the dossier.
pub struct Drawer {
    open: bool,
    tab: Tab,
    query: String,
    focus: bool,
    /// The question that attaching serves.
    target: Option<QuestionId>,
    hits: Vec<Hit>,
    found_for: Option<(String, Option<Iso3>, Lang)>,
    index: Option<search::SearchIndex>,
    chart: Option<String>,
}

impl Default for Drawer {
    fn default() -> Self {
        Self {
            open: true,
            tab: Tab::Country,
            query: String::new(),
            focus: false,
            target: None,
            hits: Vec::new(),
            found_for: None,
            index: None,
            chart: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Country,
    Dossier,
}

impl Drawer {
    pub fn is_open(&self) -> bool {
        self.open
    }

    pub fn toggle(&mut self) {
        self.open = !self.open;
    }

    pub fn focus_search(&mut self) {
        self.open = true;
        self.tab = Tab::Country;
        self.focus = true;
    }

    /// From now on, attaching serves this question.
    pub fn aim(&mut self, question: QuestionId) {
        self.target = Some(question);
        self.focus_search();
    }

    pub fn target(&self) -> Option<QuestionId> {
        self.target
    }

    fn search(&mut self, cx: &Cx<'_>, destination: Option<Iso3>) {
        let key = (self.query.clone(), destination, cx.lang);
        if self.found_for.as_ref() == Some(&key) {
            return;
        }
        let atlas = &cx.session.bundle.atlas;
        let index = self.index.get_or_insert_with(|| search::SearchIndex::new(atlas));
        self.hits = index.search(atlas, cx.lang, &self.query, destination, 60);
        self.found_for = Some(key);
    }
}

pub fn drawer_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    drawer: &mut Drawer,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    ui.horizontal(|ui| {
        for (tab, key) in [(Tab::Country, Key::DrawerCountry), (Tab::Dossier, Key::DrawerDossier)] {
            if ui.add(Button::selectable(drawer.tab == tab, cx.say(key))).clicked() {
                drawer.tab = tab;
            }
        }
    });
    ui.separator();
    match drawer.tab {
        Tab::Country => country_ui(ui, cx, drawer, out),
        Tab::Dossier => dossier_ui(ui, cx, dialogs, out),
    }
}

fn country_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer, out: &mut Outbox) {
    let Some(dossier) = cx.dossier() else { return };
    let destination = dossier.request.destination;
    let Some(iso3) = destination else {
        widgets::gap_note(ui, cx, cx.say(Key::NoDestination));
        return;
    };
    target_ui(ui, cx, drawer);
    let field = ui.add(
        TextEdit::singleline(&mut drawer.query)
            .hint_text(cx.say(Key::SearchFacts))
            .desired_width(f32::INFINITY),
    );
    let field = field.accessible_name(cx.say(Key::SearchFacts));
    if std::mem::take(&mut drawer.focus) {
        field.request_focus();
    }
    drawer.search(cx, Some(iso3));
    let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    chart_ui(ui, cx, drawer, iso3);
    let mut attach = None;
    let mut chart = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if drawer.query.trim().is_empty() {
            ui.add(egui::Label::new(RichText::new(cx.say(Key::DrawerEmpty)).small()).wrap());
        } else if drawer.hits.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::NothingFound));
        }
        for (at, hit) in drawer.hits.iter().enumerate() {
            let response = hit_ui(ui, cx, hit);
            if response.clicked() || (enter && at == 0 && !drawer.query.is_empty()) {
                attach = Some(hit.key.clone());
            }
            if response.hovered() || response.has_focus() {
                chart = series_of(&hit.key);
            }
        }
    });
    if let Some(series) = chart {
        drawer.chart = Some(series);
    }
    if let (Some(key), Some(question)) = (attach, drawer.target)
        && let Some(mut item) = evidence::evidence(&cx.session.bundle.atlas, &key)
    {
        item.serves.insert(question, Stance::Neutral);
        out.edit(Edit::Attach(Box::new(item)));
    }
}

/// For which question the next attachment is.
fn target_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer) {
    if let Place::Criterion(number) = cx.session.place
        && drawer.target.is_none_or(|target| target.criterion != number)
    {
        let first = cx
            .session
            .bundle
            .rules
            .criterion(number)
            .and_then(|criterion| criterion.questions.first());
        drawer.target = first.map(|question| question.id);
    }
    let name = drawer.target.map(|target| target.to_string()).unwrap_or_default();
    let text = if name.is_empty() {
        cx.say(Key::DrawerNoTarget).to_owned()
    } else {
        cx.fill(Key::DrawerTarget, &[("question", &name)])
    };
    widgets::weak(ui, cx, text);
}

fn hit_ui(ui: &mut Ui, cx: &Cx<'_>, hit: &Hit) -> egui::Response {
    let value =
        hit.number.map(|number| i18n::number_short(cx.lang, number)).or_else(|| hit.value.clone());
    let year = hit.year.map(|year| format!(" ({year})")).unwrap_or_default();
    let title = match value {
        Some(value) if !value.is_empty() => format!("{}: {value}{year}", cx.text(&hit.label)),
        _ => format!("{}{year}", cx.text(&hit.label)),
    };
    let text = format!("{title}\n{}", hit.source);
    let _ = title;
    let response = ui.add(
        Button::new(RichText::new(text).small())
            .wrap()
            .min_size(egui::vec2(ui.available_width(), 0.0)),
    );
    response.on_hover_text(cx.say(Key::DrawerAttachHint))
}

/// The series of an observation's key: `observation/KAZ/fh_total/2025`.
fn series_of(key: &str) -> Option<String> {
    let mut parts = key.split('/');
    (parts.next() == Some("observation")).then_some(())?;
    parts.nth(1).map(str::to_owned)
}

fn chart_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &Drawer, iso3: Iso3) {
    let atlas = &cx.session.bundle.atlas;
    let from_hit = || drawer.hits.iter().find_map(|hit| series_of(&hit.key));
    let Some(id) = drawer.chart.clone().or_else(from_hit) else { return };
    let Some(indicator) = atlas.indicator(&id) else { return };
    let points: Vec<[f64; 2]> = atlas
        .points(&id, iso3)
        .iter()
        .filter_map(|point| point.value.map(|value| [f64::from(point.year), value]))
        .collect();
    if points.len() < 2 {
        return;
    }
    ui.label(
        RichText::new(format!("{} · {}", cx.text(&indicator.name), cx.text(&indicator.unit)))
            .small()
            .strong(),
    );
    let line = Line::new("", PlotPoints::from(points.clone())).color(cx.theme.accent).width(2.0);
    let dots = Points::new("", PlotPoints::from(points)).color(cx.theme.accent).radius(2.5);
    Plot::new("chart")
        .height(110.0)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .show_x(false)
        .show_y(false)
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .show(ui, |plot| {
            plot.line(line);
            plot.points(dots);
        });
    if let Some(source) = atlas.source(indicator.source) {
        widgets::weak(ui, cx, format!("{} · {}", source.publisher, cx.text(&source.vintage)));
    }
    ui.separator();
}

fn dossier_ui(ui: &mut Ui, cx: &Cx<'_>, dialogs: &mut Dialogs, out: &mut Outbox) {
    let Some(dossier) = cx.dossier() else { return };
    let _ = out;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if dossier.evidence.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::DossierEmpty));
        }
        for (id, item) in &dossier.evidence {
            cx.theme.card_frame().show(ui, |ui| {
                ui.set_width(ui.available_width());
                widgets::strong(ui, cx.text(&item.title));
                if !item.extract.is_empty() {
                    ui.label(RichText::new(cx.text(&item.extract)).small());
                }
                let dated = item.dated.map(|date| i18n::date(cx.lang, date)).unwrap_or_default();
                widgets::weak(
                    ui,
                    cx,
                    format!(
                        "{} · {} · {dated}",
                        item.source.publisher,
                        cx.text(&item.source.title)
                    ),
                );
                let uses: Vec<_> = item.serves.keys().map(ToString::to_string).collect();
                widgets::weak(ui, cx, cx.fill(Key::UsedFor, &[("questions", &uses.join(", "))]));
                let name = cx.fill(Key::RemoveNamed, &[("title", cx.text(&item.title))]);
                let button = ui.button(cx.say(Key::Remove));
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if button.clicked() {
                    dialogs.remove(*id, None);
                }
            });
        }
        if !dossier.removed_evidence.is_empty() {
            ui.add_space(8.0);
            widgets::strong(ui, cx.say(Key::RemovedHead));
            for trace in &dossier.removed_evidence {
                widgets::weak(
                    ui,
                    cx,
                    format!("{}: {}", cx.text(&trace.evidence.title), trace.reason),
                );
            }
        }
    });
}
