//! The destination beside up to three other states, on the criterion at hand. A click attaches a figure.

use super::Drawer;
use crate::gui::beside::Beside;
use crate::gui::cells::{Shown, cell_ui, row_words, shown};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::drag;
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Place, Session};
use egui::{Button, RichText, ScrollArea, Ui};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::Iso3;
use kriterion_heart::comparison::{MOST, compare_on};
use kriterion_heart::evidence;
use kriterion_heart::text::Lang;
use std::sync::Arc;

/// The method whose level stands on top.
const METHOD: &str = "kriterion";

/// The comparison in words, and what it was made for.
#[derive(Default)]
pub struct Compared {
    beside: Beside,
    made_for: Option<MadeFor>,
    rows: Vec<Shelf>,
}

#[derive(Clone)]
struct MadeFor {
    bundle: Arc<Bundle>,
    lang: Lang,
    number: u8,
    states: Vec<Iso3>,
}

/// One row: a name, and below it what each state says.
struct Shelf {
    name: String,
    differs: bool,
    cells: Vec<(String, Shown, Option<String>)>,
}

impl Compared {
    fn make(&mut self, session: &Session, number: u8, state: Iso3) {
        let mut states = vec![state];
        states.extend(self.beside.of(session, state, MOST - 1));
        let is_made = self.made_for.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.bundle, &session.bundle)
                && made.lang == session.lang
                && made.number == number
                && made.states == states
        });
        let Some(method) = session.bundle.method(METHOD).filter(|_| !is_made) else { return };
        let found = compare_on(&session.bundle, method, &states, number);
        let name = |iso3: &Iso3| {
            let country = session.bundle.atlas.country(*iso3);
            country.map_or(iso3.as_str(), |country| country.name.get(session.lang)).to_owned()
        };
        let rows = found.groups.iter().flat_map(|group| &group.rows).map(|row| {
            let (title, unit) = row_words(session, row);
            let unit = if unit.is_empty() { unit } else { format!(" · {unit}") };
            let cells = states
                .iter()
                .zip(&row.cells)
                .map(|(state, cell)| (name(state), shown(session, &cell.says), cell.key.clone()));
            Shelf { name: format!("{title}{unit}"), differs: row.differs, cells: cells.collect() }
        });
        self.rows = rows.collect();
        let bundle = Arc::clone(&session.bundle);
        self.made_for = Some(MadeFor { bundle, lang: session.lang, number, states });
    }
}

pub fn compare_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer, out: &mut Outbox) {
    let state = cx.dossier().and_then(|dossier| dossier.request.destination);
    let Some(state) = state else {
        widgets::gap_note(ui, cx, cx.say(Key::NoDestination));
        return;
    };
    let Place::Criterion(number) = cx.session.place else {
        widgets::weak(ui, cx, cx.say(Key::DrawerNoTarget));
        return;
    };
    super::country::target_ui(ui, cx, drawer);
    ui.horizontal_wrapped(|ui| {
        drawer.compared.beside.ui(ui, cx, state, MOST - 1);
    });
    drawer.compared.make(cx.session, number, state);
    let mut wanted = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for shelf in &drawer.compared.rows {
            shelf_ui(ui, cx, shelf, &mut wanted);
        }
        widgets::follow_focus(ui, "compared");
    });
    if let (Some(key), Some(question)) = (wanted, drawer.target)
        && let Some(item) = evidence::evidence(&cx.session.bundle.atlas, &key)
    {
        drag::attach(out, item, question);
    }
}

fn shelf_ui(ui: &mut Ui, cx: &Cx<'_>, shelf: &Shelf, wanted: &mut Option<String>) {
    ui.add_space(4.0);
    let mark = if shelf.differs { "≠ " } else { "" };
    let name = format!("{mark}{}", shelf.name);
    let name = if shelf.differs { widgets::bold(name, SMALL) } else { RichText::new(name).small() };
    ui.add(egui::Label::new(name).wrap());
    for (state, cell, key) in &shelf.cells {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 18.0;
            let label = RichText::new(state).size(SMALL).color(cx.theme.weak);
            match key {
                Some(key) => {
                    let button = ui.add(Button::new(label).small());
                    let spoken = format!("{state}, {}", shelf.name);
                    button.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken)
                    });
                    drag::source(&button, || evidence::evidence(&cx.session.bundle.atlas, key));
                    if button.on_hover_text(cx.say(Key::DrawerAttachHint)).clicked() {
                        *wanted = Some(key.clone());
                    }
                }
                None => {
                    ui.label(label);
                }
            }
            cell_ui(ui, cx, cell);
        });
    }
}
