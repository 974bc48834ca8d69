//! The data at hand: editions and packs in force, and what a file that waits would change.

use super::mapping::{MappingState, mapping_ui};
use crate::gui::cx::{Cx, Outbox};
use crate::gui::theme::{BODY, GAP};
use crate::gui::widgets;
use crate::i18n::{self, Key};
use crate::session::{Action, DataPack, PackState, Waiting};
use crate::store::PackSign;
use crate::words;
use egui::{Button, CollapsingHeader, Label, RichText, Ui};
use kriterion_heart::intake::Fault;
use kriterion_heart::pack::{Change, Tally};

/// Rows of one kind that are shown; the counts say how many there are.
const MOST_ROWS: usize = 100;
const MOST_TALLIES: usize = 20;

pub fn data_ui(ui: &mut Ui, cx: &Cx<'_>, mapping: &mut MappingState, out: &mut Outbox) {
    widgets::page_head(ui, cx, cx.say(Key::PlaceData), cx.say(Key::DataLead));
    if let Some(waiting) = &cx.session.data.waiting {
        waiting_ui(ui, cx, waiting, out);
    } else if let Some(sketched) = &cx.session.data.sketched {
        mapping_ui(ui, cx, sketched, mapping, out);
    }
    widgets::card(ui, cx, Key::DataInForce, |ui| {
        base_ui(ui, cx);
        for pack in &cx.session.data.packs {
            ui.separator();
            ui.push_id(&pack.entry.file, |ui| pack_ui(ui, cx, pack, out));
        }
        if cx.session.data.packs.is_empty() {
            widgets::weak(ui, cx, cx.say(Key::DataNoPacks));
        }
        ui.add_space(4.0);
        let idle = !cx.session.data.busy;
        if ui.add_enabled(idle, Button::new(cx.say(Key::CmdLoadData))).clicked() {
            out.push(Action::AskData);
        }
    });
}

fn base_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let atlas = &cx.session.data.base.atlas;
    let values: usize = atlas.indicators.iter().map(|series| series.points.len()).sum();
    let number = |n: usize| i18n::number(cx.lang, n as f64, 0);
    let text = cx.fill(
        Key::DataBase,
        &[
            ("label", &atlas.edition.label),
            ("sources", &number(atlas.sources.len())),
            ("values", &number(values)),
            ("year", &atlas.edition.newest_year.to_string()),
        ],
    );
    ui.add(Label::new(text).wrap());
}

fn pack_ui(ui: &mut Ui, cx: &Cx<'_>, pack: &DataPack, out: &mut Outbox) {
    let label = cx.text(&pack.label);
    ui.add(Label::new(widgets::bold(label, BODY)).wrap());
    let rows = i18n::number(cx.lang, pack.rows as f64, 0);
    let mut parts = vec![cx.fill(Key::PackRows, &[("n", &rows)])];
    parts.extend(pack.made.map(|day| {
        let date = i18n::date(cx.lang, day);
        cx.fill(Key::PackMade, &[("date", &date)])
    }));
    parts.push(sign_words(cx, &pack.sign));
    if !pack.entry.on {
        parts.push(cx.say(Key::PackLaidAside).to_owned());
    }
    widgets::weak(ui, cx, parts.join(" · "));
    match &pack.state {
        PackState::Sound => (),
        PackState::Partly(faults) => {
            let count = faults.len().to_string();
            widgets::gap_note(ui, cx, cx.fill(Key::PackPartly, &[("n", &count)]));
            faults_ui(ui, cx, faults);
        }
        PackState::Faulty(faults) => {
            widgets::gap_note(ui, cx, cx.say(Key::PackFaulty));
            faults_ui(ui, cx, faults);
        }
        PackState::Unreadable(problem) => {
            widgets::gap_note(ui, cx, cx.say(Key::PackFaulty));
            widgets::gap_note(ui, cx, words::open_problem(cx.lang, problem));
        }
        PackState::Forged => {
            widgets::gap_note(ui, cx, cx.say(Key::PackForged));
        }
    }
    // What waits for an answer was held against the facts as they are.
    let idle = !cx.session.data.busy && cx.session.data.waiting.is_none();
    ui.horizontal_wrapped(|ui| {
        let mut on = pack.entry.on;
        let toggle = ui.add_enabled(idle, egui::Checkbox::new(&mut on, cx.say(Key::PackInForce)));
        let name = cx.fill(Key::PackInForceNamed, &[("label", label)]);
        toggle.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, idle, on, &name));
        if toggle.changed() {
            out.push(Action::SwitchPack(pack.entry.file.clone(), on));
        }
        let remove = ui.add_enabled(idle, Button::new(cx.say(Key::PackRemove)));
        let name = cx.fill(Key::PackRemoveNamed, &[("label", label)]);
        remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, idle, &name));
        if remove.clicked() {
            out.push(Action::RemovePack(pack.entry.file.clone()));
        }
    });
}

fn sign_words(cx: &Cx<'_>, sign: &PackSign) -> String {
    let known = match sign {
        PackSign::By { who, key, .. } => Some(cx.session.known_key(who, *key)),
        _ => None,
    };
    words::signed_pack(cx.lang, sign, known)
}

fn faults_ui(ui: &mut Ui, cx: &Cx<'_>, faults: &[Fault]) {
    for fault in faults.iter().take(MOST_TALLIES) {
        let (message, hint) = words::fault(cx.lang, fault);
        let line = format!("{}:{}: {message} {hint}", fault.at.file, fault.at.line);
        ui.add(Label::new(RichText::new(line).small().color(cx.theme.warn)).wrap());
    }
    more_ui(ui, cx, faults.len(), MOST_TALLIES);
}

fn more_ui(ui: &mut Ui, cx: &Cx<'_>, all: usize, shown: usize) {
    if let Some(more) = all.checked_sub(shown).filter(|more| *more > 0) {
        let more = i18n::number(cx.lang, more as f64, 0);
        widgets::weak(ui, cx, cx.fill(Key::DifferencesMore, &[("n", &more)]));
    }
}

/// What a file would change, before anything does.
fn waiting_ui(ui: &mut Ui, cx: &Cx<'_>, waiting: &Waiting, out: &mut Outbox) {
    let preview = &waiting.preview;
    let refused = waiting.faults.len() + waiting.rejected.len();
    widgets::card(ui, cx, Key::WaitingHead, |ui| {
        ui.add(Label::new(widgets::bold(cx.text(&waiting.label), BODY)).wrap());
        let path = waiting.path.display().to_string();
        widgets::weak(ui, cx, cx.fill(Key::WaitingFile, &[("path", &path)]));
        match waiting.kind {
            Some(kind) => {
                let kind = words::publisher(cx.lang, kind);
                widgets::weak(ui, cx, cx.fill(Key::WaitingKind, &[("kind", kind)]));
            }
            None => {
                widgets::weak(ui, cx, sign_words(cx, &waiting.sign));
            }
        }
        for remark in &waiting.remarks {
            widgets::gap_note(ui, cx, words::import_remark(cx.lang, remark));
        }
        let number = |n: usize| i18n::number(cx.lang, n as f64, 0);
        let counts = [
            ("added", number(preview.added.len())),
            ("changed", number(preview.changed.len())),
            ("gone", number(preview.gone.len())),
            ("same", number(preview.same)),
            ("refused", number(refused)),
        ];
        let slots = counts.each_ref().map(|(slot, value)| (*slot, value.as_str()));
        widgets::strong(ui, cx.fill(Key::WaitingCounts, &slots));
        if preview.is_empty() {
            widgets::gap_note(ui, cx, cx.say(Key::WaitingNothing));
        }
        let ready = !preview.is_empty() && !cx.session.data.busy;
        ui.horizontal_wrapped(|ui| {
            if ui.add_enabled(ready, Button::new(cx.say(Key::WaitingAccept))).clicked() {
                out.push(Action::AcceptData);
            }
            if ui.button(cx.say(Key::WaitingLeave)).clicked() {
                out.push(Action::LeaveData);
            }
        });
        changes_ui(ui, cx, Key::WaitingChanged, &preview.changed, true);
        refused_ui(ui, cx, waiting);
        changes_ui(ui, cx, Key::WaitingGone, &preview.gone, true);
        changes_ui(ui, cx, Key::WaitingAdded, &preview.added, preview.added.len() <= MOST_TALLIES);
        tallies_ui(ui, cx, Key::WaitingSeries, &preview.by_series);
        tallies_ui(ui, cx, Key::WaitingStates, &preview.by_state);
        sources_ui(ui, cx, waiting);
    });
    ui.add_space(GAP);
}

/// A part of the preview that can be folded away, with its count.
fn part(
    ui: &mut Ui,
    cx: &Cx<'_>,
    head: Key,
    count: usize,
    open: bool,
    content: impl FnOnce(&mut Ui),
) {
    if count == 0 {
        return;
    }
    let title = format!("{} ({})", cx.say(head), i18n::number(cx.lang, count as f64, 0));
    CollapsingHeader::new(widgets::bold(title, BODY))
        .id_salt(cx.say(head))
        .default_open(open)
        .show(ui, content);
}

fn changes_ui(ui: &mut Ui, cx: &Cx<'_>, head: Key, changes: &[Change], open: bool) {
    part(ui, cx, head, changes.len(), open, |ui| {
        for change in changes.iter().take(MOST_ROWS) {
            let line = words::data_change(cx.lang, &cx.session.bundle.atlas, change);
            ui.add(Label::new(line).wrap());
        }
        more_ui(ui, cx, changes.len(), MOST_ROWS);
    });
}

fn tallies_ui(ui: &mut Ui, cx: &Cx<'_>, head: Key, tallies: &[Tally]) {
    part(ui, cx, head, tallies.len(), false, |ui| {
        for tally in tallies.iter().take(MOST_TALLIES) {
            ui.add(Label::new(words::tally(cx.lang, tally)).wrap());
        }
        more_ui(ui, cx, tallies.len(), MOST_TALLIES);
    });
}

fn sources_ui(ui: &mut Ui, cx: &Cx<'_>, waiting: &Waiting) {
    let sources = &waiting.preview.sources;
    part(ui, cx, Key::WaitingSources, sources.len(), false, |ui| {
        for source in sources {
            let title = cx.text(&source.title);
            let line = match &source.old {
                None => cx.fill(Key::SourceNew, &[("title", title)]),
                Some(old) => {
                    let (old, new) = (cx.text(old), cx.text(&source.new));
                    cx.fill(Key::ChangeLine, &[("what", title), ("old", old), ("new", new)])
                }
            };
            ui.add(Label::new(line).wrap());
        }
    });
}

fn refused_ui(ui: &mut Ui, cx: &Cx<'_>, waiting: &Waiting) {
    let count = waiting.faults.len() + waiting.rejected.len();
    part(ui, cx, Key::WaitingRefused, count, true, |ui| {
        faults_ui(ui, cx, &waiting.faults);
        for row in waiting.rejected.iter().take(MOST_ROWS) {
            ui.add(Label::new(words::left_out(cx.lang, row)).wrap());
        }
        more_ui(ui, cx, waiting.rejected.len(), MOST_ROWS);
    });
}
