//! The evidence drawer: everything known about the destination, and what this dossier already holds.

mod compare;
mod country;
mod dossier;

use crate::gui::chart::Chart;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::dialogs::Dialogs;
use crate::i18n::Key;
use crate::session::{Action, Place};
use egui::{Button, Ui};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::search::{Hit, SearchIndex};
use kriterion_heart::text::Lang;
use std::sync::Arc;

/// What the drawer remembers; nothing of it belongs to the dossier.
#[derive(Default)]
pub struct Drawer {
    /// In a narrow window: open until it is closed again.
    pub over: bool,
    tab: Tab,
    query: String,
    /// The search field is to get the keyboard.
    focus: bool,
    /// The question that attaching serves.
    target: Option<QuestionId>,
    /// The id of the case that the target is in.
    case: Option<String>,
    hits: Vec<Hit>,
    /// The hit that Enter attaches.
    marked: usize,
    /// The mark has moved in this frame.
    moved: bool,
    found_for: Option<(String, Option<Iso3>, Lang)>,
    index: Option<Arc<SearchIndex>>,
    chart: Option<String>,
    /// The chart as it was made, and what for.
    drawn: Option<(Drawn, Chart)>,
    held: dossier::Held,
    compared: compare::Compared,
}

/// What a chart depends on.
#[derive(Debug, PartialEq)]
struct Drawn {
    series: String,
    state: Iso3,
    lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Country,
    Compare,
    Dossier,
    Add,
}

impl Drawer {
    pub fn focus_search(&mut self) {
        self.tab = Tab::Country;
        self.focus = true;
    }

    /// From now on, attaching serves this question.
    pub fn aim(&mut self, question: QuestionId) {
        self.target = Some(question);
    }

    pub fn target(&self) -> Option<QuestionId> {
        self.target
    }

    /// Another case, or none: what was aimed at is not in it.
    pub fn enter(&mut self, case: Option<&str>) {
        if self.case.as_deref() != case {
            self.case = case.map(str::to_owned);
            self.target = None;
        }
    }

    /// An index made elsewhere; without it the first search makes one.
    pub fn take_index(&mut self, index: Arc<SearchIndex>) {
        self.index = Some(index);
    }

    /// Makes the chart of a series where it is not the one at hand.
    fn chart_of(&mut self, cx: &Cx<'_>, series: &str, state: Iso3) {
        let wanted = Drawn { series: series.to_owned(), state, lang: cx.lang };
        if self.drawn.as_ref().is_some_and(|(drawn, _)| *drawn == wanted) {
            return;
        }
        let series = cx.session.bundle.atlas.indicator(series);
        let chart = series.map(|series| Chart::of_series(cx.session, series, &[state], false));
        self.drawn = chart.map(|chart| (wanted, chart));
    }

    /// Other facts are at hand: what was found is looked for anew.
    pub fn forget_facts(&mut self) {
        (self.index, self.found_for, self.drawn) = (None, None, None);
    }

    fn search(&mut self, cx: &Cx<'_>, destination: Option<Iso3>) {
        if self.query.trim().is_empty() {
            self.found_for = None;
            return;
        }
        let known = self.found_for.as_ref().is_some_and(|(query, state, lang)| {
            *query == self.query && *state == destination && *lang == cx.lang
        });
        if known {
            return;
        }
        let atlas = &cx.session.bundle.atlas;
        let index = self.index.get_or_insert_with(|| Arc::new(SearchIndex::new(atlas)));
        self.hits = index.search(atlas, cx.lang, &self.query, destination, 60);
        self.found_for = Some((self.query.clone(), destination, cx.lang));
    }
}

pub fn drawer_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    drawer: &mut Drawer,
    dialogs: &mut Dialogs,
    out: &mut Outbox,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let tabs = [
            (Tab::Country, Key::DrawerCountry),
            (Tab::Compare, Key::DrawerCompare),
            (Tab::Dossier, Key::DrawerDossier),
            (Tab::Add, Key::DrawerAdd),
        ];
        for (tab, key) in tabs {
            if ui.add(Button::selectable(drawer.tab == tab, cx.say(key))).clicked() {
                drawer.tab = tab;
            }
        }
    });
    ui.separator();
    match drawer.tab {
        Tab::Country => country::country_ui(ui, cx, drawer, out),
        Tab::Compare => compare::compare_ui(ui, cx, drawer, out),
        Tab::Dossier => dossier::dossier_ui(ui, cx, &mut drawer.held, dialogs),
        Tab::Add => add_ui(ui, cx, drawer, dialogs, out),
    }
}

/// What is not in the bundled data: a note, a web page, a file.
fn add_ui(ui: &mut Ui, cx: &Cx<'_>, drawer: &mut Drawer, dialogs: &mut Dialogs, out: &mut Outbox) {
    country::target_ui(ui, cx, drawer);
    let here = |question: &QuestionId| cx.session.place == Place::of_question(*question);
    let Some(question) = drawer.target.filter(here) else { return };
    for key in [Key::AddNote, Key::AddWeb, Key::AddFile] {
        let size = egui::vec2(ui.available_width(), 0.0);
        if !ui.add(Button::new(cx.say(key)).min_size(size)).clicked() {
            continue;
        }
        match key {
            Key::AddNote => dialogs.note(question, false),
            Key::AddWeb => dialogs.note(question, true),
            _ => out.push(Action::AskAttach(question)),
        }
    }
    ui.add(egui::Label::new(egui::RichText::new(cx.say(Key::DrawerAddHint)).small()).wrap());
}
