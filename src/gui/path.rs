//! The path through the case, at the left.

use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{BODY, SMALL};
use crate::gui::widgets;
use crate::i18n::Key;
use crate::session::{Action, Place};
use crate::words;
use egui::{Ui, vec2};
use kriterion_heart::end_use;
use kriterion_heart::level::Level;
use kriterion_heart::score::Proposal;

/// Every page of the case with its level and what is done.
pub fn path_ui(ui: &mut Ui, cx: &Cx<'_>, out: &mut Outbox) {
    // Only where there is something to look at again.
    let relook = (!cx.facts.relooks.all().is_empty()).then_some(Place::Relook);
    for place in Place::path(cx.session.asks_end_use()).chain(relook) {
        let here = cx.session.place == place;
        let (name, below) = place_words(cx, place);
        let level = match place {
            Place::Criterion(number) => Some(shown_level(cx, number)),
            _ => None,
        };
        let name = if ui.available_width() < 100.0 {
            (short_name(cx, place), name)
        } else {
            (name.clone(), name)
        };
        let response = path_entry(ui, cx, here, &name, &below, level);
        if response.clicked() {
            out.push(Action::Go(place));
        }
        if here && has_changed(ui, place) {
            // With its neighbours, so that one sees where it goes on.
            ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 48.0)), None);
        }
    }
}

/// Whether the officer has come to this page just now: its entry must be in view then.
fn has_changed(ui: &Ui, place: Place) -> bool {
    let memory = egui::Id::unique("path followed");
    ui.data_mut(|data| data.get_temp_mut_or(memory, None).replace(place)) != Some(place)
}

/// The judgement where there is one and its reasons are given, else the proposal.
fn shown_level(cx: &Cx<'_>, number: u8) -> Level {
    let Some(proposal) = proposal(cx, number) else { return Level::NoData };
    let judged = proposal.judgement.filter(|_| !lacks_reason(cx, proposal));
    judged.unwrap_or(proposal.level)
}

fn proposal<'a>(cx: &Cx<'a>, number: u8) -> Option<&'a Proposal> {
    cx.session.assessment().and_then(|assessment| assessment.criterion(number))
}

/// The judgement departs and does not say why: it does not count yet.
fn lacks_reason(cx: &Cx<'_>, proposal: &Proposal) -> bool {
    let record = cx.dossier().map(|dossier| dossier.record(proposal.criterion));
    proposal.departs && record.is_some_and(|record| record.departure.trim().is_empty())
}

/// The page's name; what stands below it.
fn place_words(cx: &Cx<'_>, place: Place) -> (String, String) {
    let name = match place {
        Place::Criterion(number) => {
            let criterion = cx.session.bundle.rules.criterion(number);
            let short = criterion.map_or("", |criterion| cx.text(&criterion.short));
            let below = proposal(cx, number).map(|proposal| {
                let level = words::level_now(cx.lang, proposal);
                let (n, of) = (proposal.answered.to_string(), proposal.applying.to_string());
                let count = cx.fill(Key::AnsweredOf, &[("n", &n), ("of", &of)]);
                format!("{level}\n{count}")
            });
            // Number and first word stay on one line.
            return (format!("{number}\u{a0}\u{a0}{short}"), below.unwrap_or_default());
        }
        Place::Request => Key::PlaceRequest,
        Place::EndUse => {
            let screen = &cx.session.bundle.rules.end_use;
            let below = cx.dossier().map(|dossier| {
                let (n, of) = end_use::progress(screen, dossier);
                cx.fill(Key::AnsweredOf, &[("n", &n.to_string()), ("of", &of.to_string())])
            });
            return (cx.say(Key::PlaceEndUse).to_owned(), below.unwrap_or_default());
        }
        Place::Incidents => {
            let incidents = cx.dossier().map(|dossier| &dossier.incidents);
            let all = incidents.map_or(0, |incidents| incidents.len());
            let accepted = incidents.map_or(0, |incidents| {
                incidents.values().filter(|entry| entry.is_accepted()).count()
            });
            let (drafts, accepted) = ((all - accepted).to_string(), accepted.to_string());
            let slots = [("accepted", accepted.as_str()), ("drafts", &drafts)];
            let below = if all > 0 { cx.fill(Key::IncidentsCount, &slots) } else { String::new() };
            return (cx.say(Key::PlaceIncidents).to_owned(), below);
        }
        Place::Decision => Key::PlaceDecision,
        Place::Review => {
            let stage = cx.word(cx.session.stage());
            return (cx.say(Key::PlaceReview).to_owned(), stage.to_owned());
        }
        Place::Report => Key::PlaceReport,
        Place::History => Key::PlaceHistory,
        Place::Relook => Key::PlaceRelook,
        Place::Data => Key::PlaceData,
        Place::Methods => Key::PlaceMethods,
        Place::Start => Key::PlaceStart,
        Place::Explorer => Key::PlaceExplorer,
        Place::Writing => Key::PlaceWriting,
        Place::AboutData => Key::PlaceAboutData,
    };
    (cx.say(name).to_owned(), String::new())
}

/// Where there is little room: the number, or a short name. Screen readers get all of it.
fn short_name(cx: &Cx<'_>, place: Place) -> String {
    let key = match place {
        Place::Criterion(number) => return number.to_string(),
        Place::EndUse => Key::ShortEndUse,
        Place::Incidents => Key::ShortIncidents,
        Place::Decision => Key::ShortDecision,
        Place::Review => Key::ShortReview,
        Place::Report => Key::ShortReport,
        Place::History => Key::ShortHistory,
        Place::Relook => Key::ShortRelook,
        _ => Key::ShortRequest,
    };
    cx.say(key).to_owned()
}

fn path_entry(
    ui: &mut Ui,
    cx: &Cx<'_>,
    here: bool,
    (shown, name): &(String, String),
    below: &str,
    level: Option<Level>,
) -> egui::Response {
    let width = ui.available_width();
    let indent = match level {
        Some(_) => 30.0,
        None if width < 100.0 => 2.0,
        None => 8.0,
    };
    let wrap = width - indent - 2.0;
    let painter = ui.painter().clone();
    let narrow = width < 100.0;
    let size = if narrow { SMALL } else { BODY };
    let font = egui::FontId::proportional(size);
    let title = painter.layout(shown.clone(), font, cx.theme.text, wrap);
    let small = egui::FontId::proportional(SMALL - 0.5);
    let second = painter.layout(below.to_owned(), small, cx.theme.weak, wrap);
    let has_second = !below.is_empty() && !narrow;
    let height = title.size().y
        + if has_second { second.size().y + 2.0 } else { 0.0 }
        + if narrow { 6.0 } else { 8.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), egui::Sense::click());
    let spoken = match below {
        "" => name.clone(),
        below => format!("{name}, {}", below.lines().collect::<Vec<_>>().join(", ")),
    };
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, here, &spoken));
    let response = if narrow { response.on_hover_text(&spoken) } else { response };
    let look = if here {
        cx.theme.accent_soft
    } else if response.hovered() {
        cx.theme.card
    } else {
        egui::Color32::TRANSPARENT
    };
    painter.rect_filled(rect, 4.0, look);
    if response.has_focus() {
        painter.rect_stroke(
            rect,
            4.0,
            egui::Stroke::new(2.0, cx.theme.accent),
            egui::StrokeKind::Inside,
        );
    }
    if let Some(level) = level {
        let badge = cx.theme.badge(level);
        let at = egui::pos2(rect.left() + 15.0, rect.top() + 13.0);
        painter.circle_filled(at, 10.0, badge.fill);
        widgets::level_symbol(&painter, at, level, badge.text);
    }
    let top = rect.top() + 4.0;
    let below_title = top + title.size().y + 2.0;
    painter.galley(egui::pos2(rect.left() + indent, top), title, cx.theme.text);
    if has_second {
        painter.galley(egui::pos2(rect.left() + indent, below_title), second, cx.theme.weak);
    }
    response
}
