//! The country explorer: any state without a case. Its profile, series over the years, states side by side, the map.
//!
//! What is shown is made when state, view, language or data change, never while drawing.

mod compare;
mod conflicts;
mod finder;
mod levels;
mod map;
mod profile;
mod rated;
mod series;
mod states;

use crate::gui::cells::bloc_name;
use crate::gui::cx::{Cx, Outbox};
use crate::gui::drag;
use crate::gui::flags::Flags;
use crate::gui::theme::HEADING;
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::{Place, Session};
use egui::{RichText, Ui};
use kriterion_heart::Bundle;
use kriterion_heart::atlas::{Country, Iso3};
use kriterion_heart::date::Date;
use kriterion_heart::evidence;
use kriterion_heart::rulebook::QuestionId;
use kriterion_heart::search::SearchIndex;
use kriterion_heart::text::Lang;
use std::sync::Arc;

/// What the explorer remembers; nothing of it belongs to a dossier.
#[derive(Default)]
pub struct Explorer {
    state: Option<Iso3>,
    view: View,
    finder: finder::Finder,
    series: series::SeriesView,
    compare: compare::CompareView,
    levels: levels::LevelsView,
    map: map::MapView,
    states: states::StatesView,
    rated: rated::Rated,
    profile: profile::ProfileView,
    conflicts: conflicts::ConflictsView,
    seen: Option<Seen>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    Profile,
    Levels,
    Series,
    Compare,
    Conflicts,
    States,
    Map,
}

impl View {
    pub const ALL: [Self; 7] = [
        Self::Profile,
        Self::Levels,
        Self::Series,
        Self::Compare,
        Self::Conflicts,
        Self::States,
        Self::Map,
    ];

    /// It shows all states, not one.
    fn is_of_all(self) -> bool {
        matches!(self, Self::States | Self::Map)
    }

    fn key(self) -> Key {
        match self {
            Self::Profile => Key::ExploreProfile,
            Self::Levels => Key::ExploreLevels,
            Self::Series => Key::ExploreSeries,
            Self::Compare => Key::ExploreCompare,
            Self::Conflicts => Key::ExploreConflicts,
            Self::States => Key::ExploreStates,
            Self::Map => Key::ExploreMap,
        }
    }
}

/// What every view depends on.
#[derive(Clone)]
struct Seen {
    bundle: Arc<Bundle>,
    lang: Lang,
    state: Option<Iso3>,
    /// Ages are counted to it.
    day: Date,
}

impl Seen {
    fn is(&self, session: &Session, state: Option<Iso3>) -> bool {
        Arc::ptr_eq(&self.bundle, &session.bundle)
            && self.lang == session.lang
            && self.state == state
            && self.day == session.day()
    }
}

/// The usual method in the place of one that was deleted.
fn settle_method(session: &Session, method: &mut String) {
    if session.bundle.method(method).is_none() {
        crate::sample::METHOD.clone_into(method);
    }
}

impl Explorer {
    pub fn open(&mut self, state: Iso3, view: View) {
        (self.state, self.view) = (Some(state), view);
    }

    /// Where a reading of a rule can be looked at: its series over the years, else the rules themselves.
    pub fn open_reading(&mut self, bundle: &Bundle, state: Iso3, id: &str) {
        let entry = bundle.rules.registry_entry(id);
        let mut bundled = entry.into_iter().flat_map(|entry| &entry.bundled);
        let series = bundled.find(|series| bundle.atlas.indicator(series).is_some());
        match series {
            Some(series) => {
                self.series.choose(series.clone());
                self.open(state, View::Series);
            }
            None => self.open(state, View::Levels),
        }
    }

    /// What the methods say of a state, with the rules of one of them.
    pub fn open_levels(&mut self, state: Iso3, method: Option<String>) {
        self.open(state, View::Levels);
        if let Some(method) = method {
            self.levels.choose(method);
        }
    }

    /// A section of the profile, counted from the first.
    pub fn turn_to(&mut self, at: usize) {
        self.profile.turn_to(at);
    }

    pub fn state(&self) -> Option<Iso3> {
        self.state
    }

    /// Whether what is shown is still being made.
    pub fn is_waiting(&self) -> bool {
        match self.view() {
            View::Levels => self.levels.is_waiting(),
            View::States => self.states.is_waiting(),
            _ => false,
        }
    }

    /// The search field gets the keyboard.
    pub fn focus_search(&mut self) {
        self.finder.focus();
    }

    /// Makes anew what is shown where what it depends on is another.
    pub fn refresh(&mut self, session: &Session, flags: &Flags) {
        if session.place != Place::Explorer {
            return;
        }
        if self.state.is_none() {
            self.state = session.dossier().and_then(|dossier| dossier.request.destination);
        }
        if !self.seen.as_ref().is_some_and(|seen| seen.is(session, self.state)) {
            let moved = self.seen.as_ref().is_none_or(|seen| seen.state != self.state);
            let bundle = Arc::clone(&session.bundle);
            if !self.seen.as_ref().is_some_and(|seen| Arc::ptr_eq(&seen.bundle, &bundle)) {
                self.rated.forget();
            }
            let (lang, state, day) = (session.lang, self.state, session.day());
            self.seen = Some(Seen { bundle, lang, state, day });
            self.finder.forget();
            self.series.forget(moved);
            self.compare.forget(moved);
            self.levels.forget();
            self.map.forget(self.state, moved);
            self.states.forget();
            self.profile.forget();
            self.conflicts.forget();
        }
        let Some(state) = self.state.filter(|_| !self.view().is_of_all()) else {
            match self.view() {
                View::States => self.states.make(session, &mut self.rated),
                _ => self.map.make(session, &mut self.rated),
            }
            return;
        };
        match self.view {
            View::Profile => self.profile.make(session, state),
            View::Levels => self.levels.make(session, state),
            View::Series => self.series.make(session, state),
            View::Compare => self.compare.make(session, state),
            View::Conflicts => self.conflicts.make(session, flags),
            View::States | View::Map => (),
        }
    }
}

pub fn explorer_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    explorer: &mut Explorer,
    index: Option<&SearchIndex>,
    target: Option<QuestionId>,
    out: &mut Outbox,
) {
    head_ui(ui, cx, explorer);
    if let Some(found) = finder::finder_ui(ui, cx, &mut explorer.finder, explorer.state, index) {
        explorer.go(found);
    }
    if explorer.finder.is_searching() {
        return;
    }
    ui.separator();
    let Some(state) = explorer.state.filter(|_| !explorer.view().is_of_all()) else {
        let opened = match explorer.view() {
            View::States => {
                states::states_ui(ui, cx, &mut explorer.states).map(|state| (state, View::Levels))
            }
            _ => map::map_view_ui(ui, cx, &mut explorer.map),
        };
        if let Some((state, view)) = opened {
            explorer.state = Some(state);
            explorer.view = view;
        }
        return;
    };
    match explorer.view {
        View::Profile => {
            let wish = profile::profile_ui(ui, cx, &mut explorer.profile, target);
            explorer.grant(cx, wish, target, out);
        }
        View::Levels => levels::levels_ui(ui, cx, &mut explorer.levels),
        View::Series => series::series_ui(ui, cx, &mut explorer.series, state),
        View::Compare => compare::compare_ui(ui, cx, &mut explorer.compare, state),
        View::Conflicts => {
            let wish = conflicts::conflicts_ui(ui, cx, &explorer.conflicts, target);
            explorer.grant(cx, wish, target, out);
        }
        View::States | View::Map => (),
    }
}

impl Explorer {
    /// Does what was asked for with a figure.
    fn grant(
        &mut self,
        cx: &Cx<'_>,
        wish: Option<profile::Wish>,
        target: Option<QuestionId>,
        out: &mut Outbox,
    ) {
        match wish {
            Some(profile::Wish::Series(series)) => {
                self.view = View::Series;
                self.series.choose(series);
            }
            Some(profile::Wish::Attach(key)) => {
                let item = evidence::evidence(&cx.session.bundle.atlas, &key);
                if let (Some(item), Some(question)) = (item, target) {
                    drag::attach(out, item, question);
                }
            }
            None => (),
        }
    }

    /// Without a state there are the map and the table to choose one from.
    fn view(&self) -> View {
        if self.state.is_some() || self.view.is_of_all() { self.view } else { View::Map }
    }

    /// Follows a hit to where it is shown.
    fn go(&mut self, found: finder::Found) {
        if let Some(state) = found.state {
            self.state = Some(state);
        }
        if let Some(series) = found.series {
            self.view = View::Series;
            self.series.choose(series);
        } else if found.is_state {
            // From all states one comes to the profile; else one stays with what one looks at.
            self.view = if self.view.is_of_all() { View::Profile } else { self.view };
        } else {
            self.view = View::Profile;
            self.profile.seek(found.key);
        }
    }
}

/// The state's name, what it is, and what can be seen of it.
fn head_ui(ui: &mut Ui, cx: &Cx<'_>, explorer: &mut Explorer) {
    let country = explorer.state.and_then(|state| cx.session.bundle.atlas.country(state));
    ui.horizontal_wrapped(|ui| {
        let title = country.map_or(cx.say(Key::PlaceExplorer), |country| cx.text(&country.name));
        ui.label(widgets::bold(title, HEADING));
        ui.add_space(8.0);
        views_ui(ui, cx, explorer);
    });
    if let Some(country) = country {
        let line = RichText::new(facts_line(cx, country)).small().color(cx.theme.weak);
        ui.add(egui::Label::new(line).wrap());
    }
}

/// `Central Asia · capital Astana · CSTO · SCO`.
fn facts_line(cx: &Cx<'_>, country: &Country) -> String {
    let capital = cx.text(&country.capital);
    let mut parts = vec![cx.text(&country.subregion).to_owned()];
    if !capital.is_empty() {
        parts.push(cx.fill(Key::ExploreCapital, &[("name", capital)]));
    }
    if let Some(area) = country.area_km2 {
        parts.push(format!("{} km²", i18n::number(cx.lang, area, 0)));
    }
    parts.extend(country.memberships.iter().map(|bloc| bloc_name(cx.lang, bloc)));
    parts.join(" · ")
}

fn views_ui(ui: &mut Ui, cx: &Cx<'_>, explorer: &mut Explorer) {
    ui.spacing_mut().item_spacing.x = 4.0;
    for view in View::ALL {
        let down = explorer.view() == view;
        let name = cx.say(view.key());
        let button = egui::Button::selectable(down, name).frame_when_inactive(true);
        let response = ui.add(button);
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, down, name));
        if response.clicked() {
            explorer.view = view;
        }
    }
}
