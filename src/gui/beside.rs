//! The states beside the one at hand: each can be taken away, others added.

use crate::gui::cx::Cx;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::Session;
use egui::Ui;
use kriterion_heart::atlas::Iso3;

/// The chosen states, or the neighbours while none were chosen.
#[derive(Debug, Default)]
pub struct Beside(Option<Vec<Iso3>>);

impl Beside {
    /// The neighbours again.
    pub fn reset(&mut self) {
        self.0 = None;
    }

    /// At most `most` of them, never the state itself.
    pub fn of(&self, session: &Session, state: Iso3, most: usize) -> Vec<Iso3> {
        let neighbours = || {
            let country = session.bundle.atlas.country(state);
            country.map_or_else(Vec::new, |country| country.neighbours.clone())
        };
        let mut others = self.0.clone().unwrap_or_else(neighbours);
        others.retain(|other| *other != state);
        others.truncate(most);
        others
    }

    /// True when the officer has changed them.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, state: Iso3, most: usize) -> bool {
        let mut others = self.of(cx.session, state, most);
        let before = others.clone();
        if others.len() < most
            && let Some(Some(more)) =
                widgets::country_picker(ui, cx, cx.say(Key::ExploreBeside), None)
            && !others.contains(&more)
            && more != state
        {
            others.push(more);
        }
        let mut gone = None;
        for other in &others {
            let country = cx.session.bundle.atlas.country(*other);
            let name = country.map_or(other.as_str(), |country| cx.text(&country.name));
            let button = ui.button(format!("{name}  ×"));
            let spoken = cx.fill(Key::ExploreTakeAway, &[("name", name)]);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
            if button.clicked() {
                gone = Some(*other);
            }
        }
        others.retain(|other| Some(*other) != gone);
        if self.0.is_some() && ui.button(cx.say(Key::ExploreNeighbours)).clicked() {
            self.reset();
            return true;
        }
        let changed = others != before;
        if changed {
            self.0 = Some(others);
        }
        changed
    }
}
