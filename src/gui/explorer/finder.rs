//! Finds anything about any state while one types; Enter goes where it is shown.

use crate::gui::cx::Cx;
use crate::gui::facts::{hit_below, hit_words, series_of};
use crate::gui::theme::SMALL;
use crate::gui::widgets;
use crate::i18n::Key;
use egui::text::{LayoutJob, TextFormat};
use egui::{Button, FontId, Key as K, Modifiers, TextEdit, Ui, vec2};
use kriterion_heart::atlas::Iso3;
use kriterion_heart::search::{Hit, HitKind, SearchIndex};

/// Most hits that are shown.
const MOST: usize = 40;

#[derive(Default)]
pub struct Finder {
    query: String,
    /// Only what is known about the state at hand.
    only_here: bool,
    hits: Vec<Hit>,
    marked: usize,
    /// The query for which `hits` were found.
    found_for: Option<(String, Option<Iso3>)>,
    focus: bool,
}

/// Where a hit leads.
pub struct Found {
    pub state: Option<Iso3>,
    pub series: Option<String>,
    pub key: String,
    /// It is the state itself.
    pub is_state: bool,
}

impl Finder {
    pub fn focus(&mut self) {
        self.focus = true;
    }

    pub fn is_searching(&self) -> bool {
        !self.query.trim().is_empty()
    }

    /// The data or the language are others.
    pub fn forget(&mut self) {
        self.found_for = None;
    }

    fn search(&mut self, cx: &Cx<'_>, index: &SearchIndex, state: Option<Iso3>) {
        let only = state.filter(|_| self.only_here);
        let wanted = (self.query.clone(), only);
        if self.found_for.as_ref() == Some(&wanted) {
            return;
        }
        self.hits = index.search(&cx.session.bundle.atlas, cx.lang, &self.query, only, MOST);
        self.found_for = Some(wanted);
    }
}

/// The field and, while there is something in it, what was found. Returns the hit that was chosen.
pub fn finder_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    finder: &mut Finder,
    state: Option<Iso3>,
    index: Option<&SearchIndex>,
) -> Option<Found> {
    let (enter, chosen) = field_ui(ui, cx, finder, state);
    if let Some(chosen) = chosen {
        finder.query.clear();
        return Some(Found {
            state: Some(chosen),
            series: None,
            key: String::new(),
            is_state: true,
        });
    }
    if !finder.is_searching() {
        return None;
    }
    let Some(index) = index else {
        widgets::weak(ui, cx, cx.say(Key::ExploreIndexing));
        return None;
    };
    finder.search(cx, index, state);
    let picked = hits_ui(ui, cx, finder, enter)?;
    let hit = finder.hits.get(picked)?;
    let found = Found {
        state: hit.iso3,
        series: series_of(&hit.key),
        key: hit.key.clone(),
        is_state: hit.kind == HitKind::Country,
    };
    finder.query.clear();
    Some(found)
}

/// The list of states and the field. True when Enter was pressed in the field.
fn field_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    finder: &mut Finder,
    state: Option<Iso3>,
) -> (bool, Option<Iso3>) {
    let id = ui.make_persistent_id("explorer search");
    if ui.memory(|memory| memory.has_focus(id)) && finder.is_searching() {
        let none = Modifiers::NONE;
        let (down, up, leave) = ui.input_mut(|input| {
            (
                input.consume_key(none, K::ArrowDown),
                input.consume_key(none, K::ArrowUp),
                input.consume_key(none, K::Escape),
            )
        });
        let last = finder.hits.len().saturating_sub(1);
        finder.marked = (finder.marked + usize::from(down)).saturating_sub(usize::from(up));
        finder.marked = finder.marked.min(last);
        if leave {
            finder.query.clear();
        }
    }
    let mut enter = false;
    let mut chosen = None;
    ui.horizontal(|ui| {
        let picked = widgets::country_picker(ui, cx, cx.say(Key::ExploreState), state);
        chosen = picked.flatten();
        let room = ui.available_width();
        let width = if state.is_some() { (room - 150.0).max(160.0) } else { room };
        let field = ui.add(
            TextEdit::singleline(&mut finder.query)
                .id(id)
                .hint_text(cx.say(Key::ExploreSearch))
                .desired_width(width - 16.0),
        );
        if field.changed() {
            finder.marked = 0;
        }
        enter = field.lost_focus() && ui.input(|input| input.key_pressed(K::Enter));
        let field = field.accessible_name(cx.say(Key::ExploreSearch));
        if std::mem::take(&mut finder.focus) {
            field.request_focus();
        }
        if state.is_some() {
            ui.checkbox(&mut finder.only_here, cx.say(Key::ExploreOnlyHere));
        }
    });
    (enter, chosen)
}

fn hits_ui(ui: &mut Ui, cx: &Cx<'_>, finder: &Finder, enter: bool) -> Option<usize> {
    if finder.hits.is_empty() {
        widgets::weak(ui, cx, cx.say(Key::NothingFound));
        return None;
    }
    widgets::weak(ui, cx, cx.say(Key::ExploreHitsHint));
    let mut picked = None;
    for (at, hit) in finder.hits.iter().enumerate() {
        let marked = at == finder.marked;
        let response = hit_ui(ui, cx, hit, marked);
        if response.clicked() || (marked && enter) {
            picked = Some(at);
        }
    }
    picked
}

/// State and fact, below them source.
fn hit_ui(ui: &mut Ui, cx: &Cx<'_>, hit: &Hit, marked: bool) -> egui::Response {
    let format = |size: f32, colour| TextFormat::simple(FontId::proportional(size), colour);
    let mut text = LayoutJob::default();
    let state = hit.iso3.and_then(|iso3| cx.session.bundle.atlas.country(iso3));
    if let Some(state) = state {
        let name = format!("{}  ", cx.text(&state.name));
        text.append(
            &name,
            0.0,
            TextFormat::simple(crate::gui::fonts::strong(SMALL), cx.theme.text),
        );
    }
    text.append(&hit_words(cx, hit), 0.0, format(SMALL, cx.theme.text));
    let below = format!("\n{}", hit_below(cx, hit));
    text.append(&below, 0.0, format(SMALL - 1.0, cx.theme.weak));
    let button = Button::selectable(marked, text)
        .frame_when_inactive(true)
        .wrap()
        .min_size(vec2(ui.available_width(), 0.0));
    ui.add(button)
}
