//! All states: the levels of one method, sorted and filtered, and where another method says something else.
//!
//! What is shown is made when methods, order or filter change; a frame paints only the rows in sight.

mod shown;
mod table;

use super::map::pick_ui;
use super::rated::Rated;
use crate::gui::cx::Cx;
use crate::gui::later::look_again;
use crate::gui::widgets;
use crate::i18n::Key;
use crate::sample::METHOD;
use crate::session::Session;
use egui::{Label, RichText, TextEdit, Ui};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::overview::Column;
use shown::{Shown, Wanted};
use table::table_ui;

pub struct StatesView {
    wanted: Wanted,
    shown: Option<Shown>,
}

impl Default for StatesView {
    fn default() -> Self {
        let wanted = Wanted { method: METHOD.to_owned(), ..Wanted::default() };
        Self { wanted, shown: None }
    }
}

impl StatesView {
    pub fn forget(&mut self) {
        self.shown = None;
    }

    pub fn is_waiting(&self) -> bool {
        self.shown.is_none()
    }

    pub fn make(&mut self, session: &Session, rated: &mut Rated) {
        if self.shown.as_ref().is_some_and(|shown| shown.wanted == self.wanted) {
            return;
        }
        // Both are begun before one is waited for.
        let other = self.wanted.other.as_deref();
        let other = other.map(|id| rated.levels(session, id).map(<[_]>::to_vec));
        let Some(levels) = rated.levels(session, &self.wanted.method) else { return };
        let other = match &other {
            Some(None) => return,
            Some(Some(levels)) => Some(levels.as_slice()),
            None => None,
        };
        self.shown = Some(Shown::new(session, &self.wanted, levels, other));
    }
}

/// Returns the state whose row was chosen.
pub fn states_ui(ui: &mut Ui, cx: &Cx<'_>, view: &mut StatesView) -> Option<Iso3> {
    ui.add(Label::new(RichText::new(cx.say(Key::StatesLead)).color(cx.theme.weak)).wrap());
    ui.horizontal_wrapped(|ui| method_ui(ui, cx, &mut view.wanted));
    let copy = ui.horizontal_wrapped(|ui| filter_ui(ui, cx, &mut view.wanted)).inner;
    let Some(shown) = &mut view.shown else {
        widgets::weak(ui, cx, cx.say(Key::MapRating));
        look_again(ui.ctx());
        return None;
    };
    if copy {
        ui.ctx().copy_text(shown.as_text());
    }
    ui.add(Label::new(RichText::new(&shown.counted).small()).wrap());
    let (opened, sort) = table_ui(ui, cx, shown);
    if let Some(column) = sort {
        let is_turned = view.wanted.by == column && !view.wanted.is_turned;
        (view.wanted.by, view.wanted.is_turned) = (column, is_turned);
    }
    // The page that is shown is of an older wish: the next frame makes the new one.
    if shown.wanted != view.wanted {
        ui.ctx().request_repaint();
    }
    opened
}

fn method_ui(ui: &mut Ui, cx: &Cx<'_>, wanted: &mut Wanted) {
    let methods: Vec<(String, String)> = cx
        .session
        .bundle
        .methods
        .iter()
        .map(|method| (method.id.clone(), cx.text(&method.title).to_owned()))
        .collect();
    if let Some(method) = pick_ui(ui, cx.say(Key::CompareMethod), &wanted.method, &methods, 150.0) {
        wanted.other = wanted.other.take().filter(|other| *other != method);
        wanted.method = method;
    }
    let none = (None, cx.say(Key::StatesNoOther).to_owned());
    let others = methods.into_iter().filter(|(id, _)| *id != wanted.method);
    let others: Vec<_> =
        std::iter::once(none).chain(others.map(|(id, title)| (Some(id), title))).collect();
    if let Some(other) = pick_ui(ui, cx.say(Key::StatesBeside), &wanted.other, &others, 150.0) {
        wanted.other = other;
    }
    if wanted.other.is_some() {
        ui.checkbox(&mut wanted.with_one_sided, cx.say(Key::StatesOneSided));
    }
}

/// True when the table is to be copied.
fn filter_ui(ui: &mut Ui, cx: &Cx<'_>, wanted: &mut Wanted) -> bool {
    let name = cx.say(Key::MapFind);
    ui.add(TextEdit::singleline(&mut wanted.filter).hint_text(name).desired_width(190.0))
        .accessible_name(name);
    let mut regions: Vec<(Option<String>, String)> = Vec::new();
    for country in &cx.session.bundle.atlas.countries {
        let region = &country.subregion;
        if !regions.iter().any(|(known, _)| known.as_ref() == Some(&region.en)) {
            regions.push((Some(region.en.clone()), cx.text(region).to_owned()));
        }
    }
    regions.sort_by(|a, b| a.1.cmp(&b.1));
    regions.insert(0, (None, cx.say(Key::StatesAllRegions).to_owned()));
    if let Some(region) = pick_ui(ui, cx.say(Key::StatesRegion), &wanted.region, &regions, 170.0) {
        wanted.region = region;
    }
    ui.button(cx.say(Key::StatesCopy)).on_hover_text(cx.say(Key::StatesCopyHint)).clicked()
}

/// What a heading is called.
fn column_name(cx: &Cx<'_>, column: Column) -> String {
    match column {
        Column::Name => cx.say(Key::ExploreState).to_owned(),
        Column::Critical => cx.say(Key::StatesCritical).to_owned(),
        Column::Criterion(number) => {
            let criterion = cx.session.bundle.rules.criterion(number);
            let short = criterion.map_or("", |criterion| cx.text(&criterion.short));
            format!("{number}  {short}")
        }
    }
}
